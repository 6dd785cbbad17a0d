//! Credentials of an EC2 instance: from the instance metadata service, version 2.
//!
//! Three requests: for a session token, for the name of the instance's role, for the role's key.
//! Source: <https://docs.aws.amazon.com/sdkref/latest/guide/feature-imds-credentials.html>.

use http::Method;

use super::context::{Context, Failure};
use super::http::{AGENT, Policy, members, request_at, send, take_agent_key, take_string};
use crate::endpoint::Endpoint;
use crate::{Credentials, Response, Secret};

const DISABLED: &str = "AWS_EC2_METADATA_DISABLED";
const ENDPOINT: &str = "AWS_EC2_METADATA_SERVICE_ENDPOINT";
const MODE: &str = "AWS_EC2_METADATA_SERVICE_ENDPOINT_MODE";

const ROLES: &str = "/latest/meta-data/iam/security-credentials/";

/// The first request detects whether there is a metadata service. It is not retried: most
/// machines have none and must not wait for it.
const PROBE: Policy = Policy { max_attempts: 1, ..AGENT };

pub(super) async fn load(context: &Context) -> Result<Credentials, Failure> {
    let disabled = context.environment.get(DISABLED);
    if disabled.is_some_and(|value| value.eq_ignore_ascii_case("true")) {
        return Err(Failure::NotConfigured(format!("{DISABLED} is true")));
    }
    let endpoint = endpoint(context)?;
    let result = match load_key(context, &endpoint).await {
        // The token expires while a machine is suspended, for example.
        Err(ImdsError::TokenRejected) => load_key(context, &endpoint).await,
        result => result,
    };
    // Nothing configures this provider, so a failure only means that the machine has no role.
    result.map_err(|error| {
        Failure::NotConfigured(match error {
            ImdsError::TokenRejected => {
                "the metadata service rejected the token that it issued".to_owned()
            }
            ImdsError::Other(reason) => reason,
        })
    })
}

fn endpoint(context: &Context) -> Result<Endpoint, String> {
    if let Some(url) = context.setting(ENDPOINT, "ec2_metadata_service_endpoint")? {
        return Endpoint::from_url(&url).map_err(|problem| format!("{ENDPOINT}: {problem}"));
    }
    let mode = context.setting(MODE, "ec2_metadata_service_endpoint_mode")?;
    let url = match mode.as_deref().map(str::to_ascii_lowercase).as_deref() {
        None | Some("ipv4") => "http://169.254.169.254",
        Some("ipv6") => "http://[fd00:ec2::254]",
        Some(_) => return Err(format!("{MODE} is neither IPv4 nor IPv6")),
    };
    Endpoint::from_url(url)
}

enum ImdsError {
    /// The session token is not, or no longer, valid.
    TokenRejected,
    Other(String),
}

impl From<String> for ImdsError {
    fn from(reason: String) -> Self {
        Self::Other(reason)
    }
}

async fn load_key(context: &Context, endpoint: &Endpoint) -> Result<Credentials, ImdsError> {
    let token = token(context, endpoint).await?;
    let roles = get(context, endpoint, ROLES, &token).await?;
    let roles = String::from_utf8_lossy(&roles.body);
    let role = roles.lines().next().unwrap_or_default().trim();
    if role.is_empty() {
        return Err("the instance has no role".to_owned().into());
    }
    if !is_role_name(role) {
        let reason = "the metadata service returned an invalid role name";
        return Err(reason.to_owned().into());
    }
    let response = get(context, endpoint, &format!("{ROLES}{role}"), &token).await?;
    let mut members = members(&response.body)?;
    match take_string(&mut members, "Code") {
        Some(code) if code != "Success" => {
            let code = code.chars().filter(char::is_ascii_alphanumeric);
            let code: String = code.take(64).collect();
            Err(format!("no credentials for the instance's role {role}: {code}").into())
        }
        _ => Ok(take_agent_key(&mut members)?),
    }
}

/// Whether `name` is a role name, and not the content of an unrelated server.
fn is_role_name(name: &str) -> bool {
    let is_valid = |c: char| c.is_ascii_alphanumeric() || "_+=,.@-".contains(c);
    name.len() <= 128 && name.chars().all(is_valid)
}

async fn token(context: &Context, endpoint: &Endpoint) -> Result<Secret, String> {
    let target = "/latest/api/token".to_owned();
    // Six hours, the maximum, as AWS's SDKs request.
    let headers = [("content-length", "0"), ("x-aws-ec2-metadata-token-ttl-seconds", "21600")];
    let request = request_at(endpoint, Method::PUT, target, &headers, String::new())?;
    let response = send(context, PROBE, request).await?;
    if !response.status.is_success() {
        return Err(unexpected_status("a token", &response));
    }
    Ok(Secret::from(String::from_utf8_lossy(&response.body).trim()))
}

async fn get(
    context: &Context,
    endpoint: &Endpoint,
    path: &str,
    token: &Secret,
) -> Result<Response, ImdsError> {
    let headers = [("x-aws-ec2-metadata-token", token.expose())];
    let (target, body) = (path.to_owned(), String::new());
    let request = request_at(endpoint, Method::GET, target, &headers, body)?;
    let response = send(context, AGENT, request).await?;
    match response.status.as_u16() {
        200 => Ok(response),
        401 => Err(ImdsError::TokenRejected),
        404 if path == ROLES => Err("the instance has no role".to_owned().into()),
        _ => Err(unexpected_status("the instance's role", &response).into()),
    }
}

fn unexpected_status(what: &str, response: &Response) -> String {
    let status = response.status.as_u16();
    format!("the metadata service responded with HTTP {status} to the request for {what}")
}

#[cfg(test)]
mod tests {
    use super::{ENDPOINT, MODE, endpoint};
    use crate::aws::credentials::chain::tests::Machine;

    #[test]
    fn the_endpoint_is_configurable() {
        let url = |variables: &[(&str, &str)]| {
            let machine = variables
                .iter()
                .fold(Machine::new([]), |machine, (name, value)| machine.set(name, value));
            endpoint(&machine.chain(None).0).map(|endpoint| endpoint.to_string())
        };
        let ipv4 = "http://169.254.169.254";
        assert_eq!(url(&[]).as_deref(), Ok(ipv4));
        assert_eq!(url(&[(MODE, "IPv4")]).as_deref(), Ok(ipv4));
        assert_eq!(url(&[(MODE, "ipv6")]).as_deref(), Ok("http://[fd00:ec2::254]"));
        let custom = url(&[(ENDPOINT, "http://127.0.0.1:1338/"), (MODE, "IPv6")]);
        assert_eq!(custom.as_deref(), Ok("http://127.0.0.1:1338"));
        assert!(url(&[(MODE, "IPX")]).unwrap_err().contains(MODE));
        let error = url(&[(ENDPOINT, "somewhere")]).unwrap_err();
        assert!(error.contains(ENDPOINT), "{error}");
    }
}
