//! Credentials of a container: from the agent of ECS, of EKS Pod Identity, or another that speaks as
//! they do.
//!
//! An address, and a token that says which container asks; the answer is a key.

use http::{Method, Uri};

use super::fetch::{AGENT, SERVICE, fetch, request};
use super::{DefaultChain, Outcome, answer};
use crate::{Credentials, Environment};

const RELATIVE: &str = "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI";
const FULL: &str = "AWS_CONTAINER_CREDENTIALS_FULL_URI";
const TOKEN: &str = "AWS_CONTAINER_AUTHORIZATION_TOKEN";
const TOKEN_FILE: &str = "AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE";

/// Where an address without a host leads.
const ECS: &str = "http://169.254.170.2";

/// The hosts to which a request may go in the open, besides loopback: they stay within the machine.
const AGENTS: [&str; 3] = ["169.254.170.2", "169.254.170.23", "fd00:ec2::23"];

pub(super) async fn ask(chain: &DefaultChain) -> Outcome {
    match address(&chain.environment) {
        Ok(Some(uri)) => key(chain, uri).await.into(),
        Ok(None) => Outcome::Nothing(format!("{RELATIVE} and {FULL} are not set")),
        Err(problem) => Outcome::Failed(problem),
    }
}

fn address(environment: &Environment) -> Result<Option<Uri>, String> {
    match (environment.get(RELATIVE), environment.get(FULL)) {
        (None, None) => Ok(None),
        (Some(path), _) if path.starts_with('/') => format!("{ECS}{path}")
            .parse()
            .map(Some)
            .map_err(|_| format!("{RELATIVE} is no path")),
        (Some(_), _) => Err(format!("{RELATIVE} does not begin with '/'")),
        (None, Some(url)) => match url.parse() {
            Ok(uri) if is_safe_for_credentials(&uri) => Ok(Some(uri)),
            _ => Err(format!(
                "{FULL} is neither https nor a loopback or container address, so credentials would \
                 travel in the open"
            )),
        },
    }
}

/// Whether credentials may be fetched from there: over TLS, or from an address that stays within the
/// host.
fn is_safe_for_credentials(uri: &Uri) -> bool {
    match (uri.scheme_str(), uri.host()) {
        (Some("https"), Some(_)) => true,
        (Some("http"), Some(host)) => {
            let host = host.trim_start_matches('[').trim_end_matches(']');
            host == "localhost"
                || host.parse::<std::net::IpAddr>().is_ok_and(|address| {
                    address.is_loopback() || AGENTS.iter().any(|agent| agent.parse() == Ok(address))
                })
        }
        _ => false,
    }
}

async fn key(chain: &DefaultChain, uri: Uri) -> Result<Credentials, String> {
    let manner = match uri.scheme_str() {
        Some("https") => SERVICE,
        _ => AGENT,
    };
    let token = token(&chain.environment)?;
    let mut headers = vec![("accept", "application/json")];
    headers.extend(token.as_deref().map(|token| ("authorization", token)));
    let request = request(Method::GET, uri, &headers, String::new())?;
    let host = request.uri().host().unwrap_or_default().to_owned();
    let found = fetch(chain, manner, request).await?;
    if !found.status.is_success() {
        let hint = match found.status.as_u16() {
            401 | 403 => ": it does not accept the token, or the container has no role",
            404 => ": the container has no role, or the address is wrong",
            _ => "",
        };
        let status = found.status.as_u16();
        return Err(format!("{host} answered HTTP {status}{hint}"));
    }
    answer::key_of_agent(&mut answer::members(&found.body)?)
}

/// A token file wins over a token, as the file is what gets renewed; so it is read each time.
fn token(environment: &Environment) -> Result<Option<String>, String> {
    let Some(file) = environment.get(TOKEN_FILE) else {
        return Ok(environment.get(TOKEN));
    };
    match std::fs::read_to_string(&file) {
        Ok(text) => Ok(Some(text.trim().to_owned())),
        Err(error) => Err(format!("{TOKEN_FILE} '{file}' cannot be read: {error}")),
    }
}

#[cfg(test)]
mod tests {
    use super::is_safe_for_credentials;

    #[test]
    fn credentials_are_not_fetched_in_the_open() {
        for url in [
            "https://any.example/x",
            "http://localhost:1/x",
            "http://127.0.0.1/x",
            "http://[::1]:8/x",
            "http://169.254.170.23/v1/credentials",
            "http://[fd00:ec2::23]/v1/credentials",
        ] {
            assert!(is_safe_for_credentials(&url.parse().unwrap()), "{url}");
        }
        for url in [
            "http://any.example/x",
            "http://10.0.0.1/x",
            "x",
            "ftp://localhost",
        ] {
            assert!(!is_safe_for_credentials(&url.parse().unwrap()), "{url}");
        }
    }
}
