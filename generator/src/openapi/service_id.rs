//! The id of a service, from which the names of its crate, its command-line client and its environment variables are made.
//!
//! The directory of APIs.guru states the domain of the provider (`x-providerName`), and of providers with several
//! documents a name for each (`x-serviceName`), which is `api` for one of Twilio's: the id is made of both. Without the
//! extensions it is made of the title.

use openapiv3::Info;
use serde_json::Value;

/// Words at the end of a title or a name that every service could have.
const GENERIC: [&str; 6] = ["api", "apis", "http", "openapi", "rest", "restful"];

/// Ends of domains below which many have a name: `example.co.uk`, `example.github.io`.
const SHARED: [&str; 14] = [
    "ac",
    "appspot",
    "azurewebsites",
    "co",
    "com",
    "edu",
    "github",
    "gob",
    "gouv",
    "gov",
    "herokuapp",
    "net",
    "or",
    "org",
];

/// The id of the service.
pub(super) fn of(info: &Info) -> String {
    let text = |key: &str| {
        let text = info.extensions.get(key).and_then(Value::as_str).map(str::trim);
        text.filter(|text| !text.is_empty())
    };
    match (text("x-serviceName"), text("x-providerName")) {
        (Some(service), Some(domain)) => of_provider(service, domain),
        (Some(service), None) => service.to_owned(),
        (None, Some(domain)) => provider(domain),
        (None, None) => of_title(&info.title),
    }
}

/// `twilio-api` for `api` of `twilio.com`, `twilio-flex-v1` for `twilio_flex_v1`.
fn of_provider(service: &str, domain: &str) -> String {
    let provider = provider(domain);
    let mut service = words(service.strip_suffix(domain).unwrap_or(service));
    if service.iter().all(|word| GENERIC.contains(&word.as_str())) {
        return provider;
    }
    trim(&mut service, |word| GENERIC.contains(&word));
    let service = service.join("-");
    match service.replace('-', "").starts_with(&provider.replace('-', "")) {
        true => service,
        false => format!("{provider}-{service}"),
    }
}

/// The name of a provider, by its domain: `twilio`.
fn provider(domain: &str) -> String {
    let mut labels: Vec<&str> = domain.split('.').collect();
    if labels.len() > 1 {
        labels.pop();
    }
    while labels.len() > 1 && labels.last().is_some_and(|label| SHARED.contains(label)) {
        labels.pop();
    }
    words(labels.last().unwrap_or(&domain)).join("-")
}

/// `github` for `GitHub v3 REST API`.
fn of_title(title: &str) -> String {
    let mut words = words(title);
    trim(&mut words, |word| GENERIC.contains(&word) || is_version(word));
    words.join("-")
}

fn words(text: &str) -> Vec<String> {
    let words = text.split(|c: char| !c.is_ascii_alphanumeric());
    words.filter(|word| !word.is_empty()).map(str::to_ascii_lowercase).collect()
}

/// Removes words at the end, but not all.
fn trim(words: &mut Vec<String>, is_spare: impl Fn(&str) -> bool) {
    let kept = words.iter().rposition(|word| !is_spare(word)).map_or(words.len(), |last| last + 1);
    words.truncate(kept);
}

/// `v3`, or a part of a version: `2` of `v1.2`.
fn is_version(word: &str) -> bool {
    let digits = word.strip_prefix('v').unwrap_or(word);
    !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_is_made_of_provider_and_service_or_the_title() {
        for (service, provider, title, expected) in [
            ("api", "twilio.com", "Twilio - Api", "twilio"),
            ("twilio_flex_v1", "twilio.com", "Twilio - Flex", "twilio-flex-v1"),
            ("api.github.com", "github.com", "GitHub v3 REST API", "github"),
            ("ghes-3.8", "github.com", "GitHub v3 REST API", "github-ghes-3-8"),
            ("books_api", "nytimes.com", "Books API", "nytimes-books"),
            (
                "BalancePlatformService",
                "adyen.com",
                "Configuration API",
                "adyen-balanceplatformservice",
            ),
            ("pi", "credas.co.uk", "Credas API", "credas-pi"),
            ("barti", "apisetu.gov.in", "Barti", "apisetu-barti"),
            ("", "stripe.com", "Stripe API", "stripe"),
            ("", "rubrikinc.github.io", "Sample", "rubrikinc"),
            ("", "1forge.com", "1Forge Finance APIs", "1forge"),
            ("My.Service", "", "Things", "My.Service"),
            ("", "", "GitHub v3 REST API", "github"),
            ("", "", "Pet Store", "pet-store"),
            ("", "", "Swagger Petstore - OpenAPI 3.0", "swagger-petstore"),
            ("", "", "Web 2.0", "web"),
            ("", "", "REST API", "rest-api"),
            ("", "", "v2", "v2"),
            ("", "", "?", ""),
        ] {
            let mut info = Info { title: title.to_owned(), ..Info::default() };
            info.extensions.insert("x-serviceName".to_owned(), service.into());
            info.extensions.insert("x-providerName".to_owned(), provider.into());
            assert_eq!(of(&info), expected, "{service} {provider} {title}");
        }
    }
}
