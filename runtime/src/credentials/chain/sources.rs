//! The sources of the chain, in the order in which they are asked.

use reqsign_aws_core::{
    AssumeRoleWithWebIdentityCredentialProvider, ECSCredentialProvider, IMDSv2CredentialProvider,
};

use super::fetch::{fetch, words};
use super::{DefaultChain, Outcome, profile};
use crate::BoxFuture;
use crate::credentials::EnvironmentCredentials;

/// A source of the chain.
#[derive(Clone, Copy, Debug)]
pub(super) enum Source {
    Environment,
    Profile,
    WebIdentity,
    Container,
    Instance,
}

pub(super) const ALL: [Source; 5] = [
    Source::Environment,
    Source::Profile,
    Source::WebIdentity,
    Source::Container,
    Source::Instance,
];

impl Source {
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Environment => crate::credentials::environment::NAME,
            Self::Profile => "profile",
            Self::WebIdentity => "web identity",
            Self::Container => "container",
            Self::Instance => "instance metadata",
        }
    }

    pub(super) fn ask(self, chain: &DefaultChain) -> BoxFuture<'_, Outcome> {
        match self {
            Self::Environment => Box::pin(std::future::ready(environment(chain))),
            Self::Profile => Box::pin(profile::ask(chain)),
            Self::WebIdentity => Box::pin(web_identity(chain)),
            Self::Container => Box::pin(container(chain)),
            Self::Instance => Box::pin(instance(chain)),
        }
    }
}

fn environment(chain: &DefaultChain) -> Outcome {
    match EnvironmentCredentials::new(chain.environment.clone()).read() {
        Ok(Some(found)) => Outcome::Found(found),
        Ok(None) => {
            Outcome::Nothing("AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY are not set".to_owned())
        }
        Err(error) => Outcome::failed(
            error
                .tried()
                .first()
                .map(|tried| tried.reason.clone())
                .unwrap_or_default(),
        ),
    }
}

async fn web_identity(chain: &DefaultChain) -> Outcome {
    let file = chain.environment.get("AWS_WEB_IDENTITY_TOKEN_FILE");
    let role = chain.environment.get("AWS_ROLE_ARN");
    match (file, role) {
        (None, _) => Outcome::Nothing("AWS_WEB_IDENTITY_TOKEN_FILE is not set".to_owned()),
        (Some(_), None) => {
            Outcome::failed("AWS_WEB_IDENTITY_TOKEN_FILE is set but AWS_ROLE_ARN is not: set both")
        }
        (Some(file), Some(role)) => fetch(chain, &web_identity_provider(chain, role, file)).await,
    }
}

/// Asks the token service of the client's own region, as AWS's SDKs do now, not the global one.
pub(super) fn web_identity_provider(
    chain: &DefaultChain,
    role: String,
    file: String,
) -> AssumeRoleWithWebIdentityCredentialProvider {
    let provider = AssumeRoleWithWebIdentityCredentialProvider::with_config(role, file.into())
        .with_region(chain.region.clone())
        .with_regional_sts_endpoint();
    match chain.environment.get("AWS_ROLE_SESSION_NAME") {
        Some(name) => provider.with_role_session_name(name),
        None => provider.with_role_session_name("sdk-runtime".to_owned()),
    }
}

async fn container(chain: &DefaultChain) -> Outcome {
    const RELATIVE: &str = "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI";
    const FULL: &str = "AWS_CONTAINER_CREDENTIALS_FULL_URI";
    let provider = match (chain.environment.get(RELATIVE), chain.environment.get(FULL)) {
        (None, None) => return Outcome::Nothing(format!("{RELATIVE} and {FULL} are not set")),
        (Some(path), _) if path.starts_with('/') => {
            ECSCredentialProvider::new().with_endpoint(format!("http://169.254.170.2{path}"))
        }
        (Some(_), _) => return Outcome::failed(format!("{RELATIVE} does not begin with '/'")),
        (None, Some(url)) => {
            if !is_safe_for_credentials(&url) {
                return Outcome::failed(format!(
                    "{FULL} is neither https nor a loopback or container address, so credentials \
                     would travel in the open"
                ));
            }
            ECSCredentialProvider::new().with_endpoint(url)
        }
    };
    // A token file wins over a token, as the file is what gets renewed.
    let provider = match chain
        .environment
        .get("AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE")
    {
        Some(file) => provider.with_auth_token_file(file),
        None => provider,
    };
    fetch(chain, &provider).await
}

/// Whether credentials may be fetched from `url`: over TLS, or from an address that stays within
/// the host (loopback, and the agents of ECS and EKS).
fn is_safe_for_credentials(url: &str) -> bool {
    let Ok(uri) = url.parse::<http::Uri>() else {
        return false;
    };
    match (uri.scheme_str(), uri.host()) {
        (Some("https"), Some(_)) => true,
        (Some("http"), Some(host)) => {
            let host = host.trim_start_matches('[').trim_end_matches(']');
            host == "localhost"
                || host.parse::<std::net::IpAddr>().is_ok_and(|address| {
                    address.is_loopback()
                        || ["169.254.170.2", "169.254.170.23", "fd00:ec2::23"]
                            .iter()
                            .any(|agent| agent.parse() == Ok(address))
                })
        }
        _ => false,
    }
}

async fn instance(chain: &DefaultChain) -> Outcome {
    if chain
        .environment
        .get("AWS_EC2_METADATA_DISABLED")
        .is_some_and(|value| value.eq_ignore_ascii_case("true"))
    {
        return Outcome::Nothing("AWS_EC2_METADATA_DISABLED is true".to_owned());
    }
    match fetch(chain, &IMDSv2CredentialProvider::new()).await {
        // Most computers are no instances, so no answer only means that this is none either.
        Outcome::Failed { reason, .. } => Outcome::Nothing(words(&reason)),
        outcome => outcome,
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
            assert!(is_safe_for_credentials(url), "{url}");
        }
        for url in [
            "http://any.example/x",
            "http://10.0.0.1/x",
            "x",
            "ftp://localhost",
        ] {
            assert!(!is_safe_for_credentials(url), "{url}");
        }
    }
}
