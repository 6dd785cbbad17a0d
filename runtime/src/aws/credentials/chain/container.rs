//! Credentials of a container: from the agent of ECS, of EKS Pod Identity, or a compatible one.
//!
//! Source: <https://docs.aws.amazon.com/sdkref/latest/guide/feature-container-credentials.html>.

use std::net::IpAddr;

use http::{Method, Uri};

use super::context::{Context, Failure};
use super::http::{AGENT, SERVICE, members, request, send, take_agent_key};
use crate::uri::has_valid_port;
use crate::{Credentials, Environment};

const RELATIVE: &str = "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI";
const FULL: &str = "AWS_CONTAINER_CREDENTIALS_FULL_URI";
const TOKEN: &str = "AWS_CONTAINER_AUTHORIZATION_TOKEN";
const TOKEN_FILE: &str = "AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE";

/// The host of a relative URI.
const ECS: &str = "http://169.254.170.2";

/// The hosts, in addition to loopback, that are called without TLS: they are on the same machine.
const AGENTS: [&str; 3] = ["169.254.170.2", "169.254.170.23", "fd00:ec2::23"];

pub(super) async fn load(context: &Context) -> Result<Credentials, Failure> {
    let Some(uri) = uri(&context.environment)? else {
        let reason = format!("{RELATIVE} and {FULL} are not set");
        return Err(Failure::NotConfigured(reason));
    };
    let policy = match uri.scheme_str() {
        Some("https") => SERVICE,
        _ => AGENT,
    };
    let token = token(&context.environment)?;
    let mut headers = vec![("accept", "application/json")];
    headers.extend(token.as_deref().map(|token| ("authorization", token)));
    let host = uri.host().unwrap_or_default().to_owned();
    let request = request(Method::GET, uri, &headers, String::new())?;
    let response = send(context, policy, request).await?;
    if !response.status.is_success() {
        let status = response.status.as_u16();
        let hint = match status {
            401 | 403 => ": the token was rejected, or the container has no role",
            404 => ": the container has no role, or the URI is wrong",
            _ => "",
        };
        return Err(format!("{host} responded with HTTP {status}{hint}").into());
    }
    Ok(take_agent_key(&mut members(&response.body)?)?)
}

fn uri(environment: &Environment) -> Result<Option<Uri>, String> {
    match (environment.get(RELATIVE), environment.get(FULL)) {
        (None, None) => Ok(None),
        (Some(path), _) if path.starts_with('/') => format!("{ECS}{path}")
            .parse()
            .map(Some)
            .map_err(|_| format!("{RELATIVE} is not a valid path")),
        (Some(_), _) => Err(format!("{RELATIVE} does not begin with '/'")),
        (None, Some(url)) => match url.parse() {
            Ok(uri) if is_trusted(&uri) => Ok(Some(uri)),
            _ => Err(format!(
                "{FULL} is neither https nor a loopback or container address: credentials would be \
                 sent unencrypted"
            )),
        },
    }
}

/// Whether credentials may be loaded from `uri`: over TLS, or from an address on the same machine.
fn is_trusted(uri: &Uri) -> bool {
    if !uri.authority().is_some_and(has_valid_port) {
        return false;
    }
    match (uri.scheme_str(), uri.host()) {
        (Some("https"), Some(_)) => true,
        (Some("http"), Some(host)) => {
            let host = host.trim_start_matches('[').trim_end_matches(']');
            host == "localhost"
                || host.parse::<IpAddr>().is_ok_and(|address| {
                    address.is_loopback() || AGENTS.iter().any(|agent| agent.parse() == Ok(address))
                })
        }
        _ => false,
    }
}

/// The token of the container. A file overrides a variable and is read each time, because it is
/// replaced when the token expires.
fn token(environment: &Environment) -> Result<Option<String>, String> {
    let Some(file) = environment.get(TOKEN_FILE) else {
        return Ok(environment.get(TOKEN));
    };
    match std::fs::read_to_string(&file) {
        Ok(token) => Ok(Some(token.trim().to_owned())),
        Err(error) => Err(format!("{TOKEN_FILE} '{file}' cannot be read: {error}")),
    }
}

#[cfg(test)]
mod tests {
    use super::is_trusted;

    #[test]
    fn credentials_are_loaded_over_tls_or_from_the_same_machine() {
        for uri in [
            "https://any.example/x",
            "http://localhost:1/x",
            "http://127.0.0.1/x",
            "http://[::1]:8/x",
            "http://169.254.170.23/v1/credentials",
            "http://[fd00:ec2::23]/v1/credentials",
        ] {
            assert!(is_trusted(&uri.parse().unwrap()), "{uri}");
        }
        for uri in [
            "http://any.example/x",
            "http://10.0.0.1/x",
            "x",
            "ftp://localhost",
            "http://localhost:80800/x",
        ] {
            assert!(!is_trusted(&uri.parse().unwrap()), "{uri}");
        }
    }
}
