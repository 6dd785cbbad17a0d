//! Credentials of an EC2 instance: from its metadata service, in that service's second version.
//!
//! Three questions: for a token, which shows that the caller is no stray web request; for the name
//! of the instance's role; for the role's key.

use http::Method;

use super::fetch::{AGENT, Manner, fetch, request_at};
use super::hosts::Settings;
use super::{DefaultChain, Outcome, answer};
use crate::client::Endpoint;
use crate::{Credentials, Response, Secret};

const DISABLED: &str = "AWS_EC2_METADATA_DISABLED";
const ENDPOINT: &str = "AWS_EC2_METADATA_SERVICE_ENDPOINT";
const MODE: &str = "AWS_EC2_METADATA_SERVICE_ENDPOINT_MODE";

const ROLES: &str = "/latest/meta-data/iam/security-credentials/";

/// Whether there is such a service is found out once: most computers are no instances, and must not
/// wait to hear it again.
const PROBE: Manner = Manner {
    attempts: 1,
    ..AGENT
};

pub(super) async fn ask(chain: &DefaultChain) -> Outcome {
    let disabled = chain.environment.get(DISABLED);
    if disabled.is_some_and(|value| value.eq_ignore_ascii_case("true")) {
        return Outcome::Nothing(format!("{DISABLED} is true"));
    }
    let endpoint = match endpoint(&Settings::of(chain)) {
        Ok(endpoint) => endpoint,
        Err(problem) => return Outcome::Failed(problem),
    };
    let answer = match key(chain, &endpoint).await {
        // As after the computer was halted and went on somewhere else.
        Err(Refusal::Token) => key(chain, &endpoint).await,
        answer => answer,
    };
    match answer {
        Ok(key) => Outcome::Found(key),
        // Nobody has set this up, so a failure only means that nothing is to be had here.
        Err(Refusal::Token) => Outcome::Nothing("it does not accept its own token".to_owned()),
        Err(Refusal::Other(reason)) => Outcome::Nothing(reason),
    }
}

fn endpoint(settings: &Settings<'_>) -> Result<Endpoint, String> {
    if let Some(url) = settings.get(ENDPOINT, "ec2_metadata_service_endpoint") {
        return Endpoint::from_url(&url).map_err(|problem| format!("{ENDPOINT}: {problem}"));
    }
    let mode = settings.get(MODE, "ec2_metadata_service_endpoint_mode");
    let url = match mode.as_deref().map(str::to_ascii_lowercase).as_deref() {
        None | Some("ipv4") => "http://169.254.169.254",
        Some("ipv6") => "http://[fd00:ec2::254]",
        Some(_) => return Err(format!("{MODE} is neither IPv4 nor IPv6")),
    };
    Endpoint::from_url(url)
}

enum Refusal {
    /// The token is not, or no longer, good.
    Token,
    Other(String),
}

impl From<String> for Refusal {
    fn from(reason: String) -> Self {
        Self::Other(reason)
    }
}

async fn key(chain: &DefaultChain, endpoint: &Endpoint) -> Result<Credentials, Refusal> {
    let token = token(chain, endpoint).await?;
    let roles = get(chain, endpoint, ROLES, &token).await?;
    let roles = String::from_utf8_lossy(&roles.body);
    let role = roles.lines().next().unwrap_or_default().trim();
    if role.is_empty() {
        return Err("the instance has no role".to_owned().into());
    }
    if !is_role(role) {
        return Err("what the metadata service calls a role is none"
            .to_owned()
            .into());
    }
    let found = get(chain, endpoint, &format!("{ROLES}{role}"), &token).await?;
    let mut members = answer::members(&found.body)?;
    match answer::take_text(&mut members, "Code") {
        Some(code) if code != "Success" => {
            let code: String = code
                .chars()
                .filter(char::is_ascii_alphanumeric)
                .take(64)
                .collect();
            Err(format!("the role {role} of the instance was not given: {code}").into())
        }
        _ => Ok(answer::key_of_agent(&mut members)?),
    }
}

/// Whether it can be the name of a role, and not a page of somebody else.
fn is_role(name: &str) -> bool {
    let fits = |c: char| c.is_ascii_alphanumeric() || "_+=,.@-".contains(c);
    name.len() <= 128 && name.chars().all(fits)
}

async fn token(chain: &DefaultChain, endpoint: &Endpoint) -> Result<Secret, String> {
    let target = "/latest/api/token".to_owned();
    // Six hours, the longest there is, as AWS's SDKs ask for: what is used at once does not mind.
    let headers = [
        ("content-length", "0"),
        ("x-aws-ec2-metadata-token-ttl-seconds", "21600"),
    ];
    let request = request_at(endpoint, Method::PUT, target, &headers, String::new())?;
    let answer = fetch(chain, PROBE, request).await?;
    if !answer.status.is_success() {
        return Err(refused("a token", &answer));
    }
    Ok(Secret::from(String::from_utf8_lossy(&answer.body).trim()))
}

async fn get(
    chain: &DefaultChain,
    endpoint: &Endpoint,
    path: &str,
    token: &Secret,
) -> Result<Response, Refusal> {
    let headers = [("x-aws-ec2-metadata-token", token.expose())];
    let (target, body) = (path.to_owned(), String::new());
    let request = request_at(endpoint, Method::GET, target, &headers, body)?;
    let answer = fetch(chain, AGENT, request).await?;
    match answer.status.as_u16() {
        200 => Ok(answer),
        401 => Err(Refusal::Token),
        404 if path == ROLES => Err("the instance has no role".to_owned().into()),
        _ => Err(refused("the instance's role", &answer).into()),
    }
}

fn refused(what: &str, answer: &Response) -> String {
    let status = answer.status.as_u16();
    format!("the metadata service gave HTTP {status} for {what}")
}

#[cfg(test)]
mod tests {
    use super::{Settings, endpoint};
    use crate::Environment;

    #[test]
    fn the_address_is_the_usual_one_that_of_ipv6_or_ones_own() {
        let address = |variables: &[(&str, &str)]| {
            let environment = Environment::from_iter(variables.iter().copied());
            endpoint(&Settings::new(&environment, None)).map(|endpoint| endpoint.to_string())
        };
        let mode = super::MODE;
        let usual = "http://169.254.169.254";
        assert_eq!(address(&[]).as_deref(), Ok(usual));
        assert_eq!(address(&[(mode, "IPv4")]).as_deref(), Ok(usual));
        assert_eq!(
            address(&[(mode, "ipv6")]).as_deref(),
            Ok("http://[fd00:ec2::254]")
        );
        let own = (super::ENDPOINT, "http://127.0.0.1:1338/");
        assert_eq!(
            address(&[own, (mode, "IPv6")]).as_deref(),
            Ok("http://127.0.0.1:1338")
        );
        assert!(address(&[(mode, "IPX")]).unwrap_err().contains(mode));
        let broken = (super::ENDPOINT, "somewhere");
        assert!(address(&[broken]).unwrap_err().contains(super::ENDPOINT));
    }
}
