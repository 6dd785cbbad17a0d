//! Credentials of an EC2 instance: from the instance metadata service, version 2.
//!
//! Three requests: for a session token, for the name of the instance's role, for the role's key.
//! Source: <https://docs.aws.amazon.com/sdkref/latest/guide/feature-imds-credentials.html>.

use std::sync::PoisonError;
use std::time::Duration;

use http::Method;

use super::context::{Context, Failure};
use super::http::{AGENT, Policy, members, request_at, send, take_agent_key, take_string};
use crate::aws::credentials::cache::EXPIRY_MARGIN;
use crate::endpoint::Endpoint;
use crate::renewal::Renewable as _;
use crate::{Credentials, Response, Secret, random_fraction};

const DISABLED: &str = "AWS_EC2_METADATA_DISABLED";
const ENDPOINT: &str = "AWS_EC2_METADATA_SERVICE_ENDPOINT";
const MODE: &str = "AWS_EC2_METADATA_SERVICE_ENDPOINT_MODE";
const TIMEOUT: &str = "AWS_METADATA_SERVICE_TIMEOUT";
const ATTEMPTS: &str = "AWS_METADATA_SERVICE_NUM_ATTEMPTS";

const ROLES: &str = "/latest/meta-data/iam/security-credentials/";

/// The least by which the life of expired credentials is extended; the most is three times as much.
const EXTENSION: Duration = Duration::from_secs(5 * 60);

pub(super) async fn load(context: &Context) -> Result<Credentials, Failure> {
    let disabled = context.environment.get(DISABLED);
    if disabled.is_some_and(|value| value.eq_ignore_ascii_case("true")) {
        return Err(Failure::NotConfigured(format!("{DISABLED} is true")));
    }
    let service = MetadataService::of(context)?;
    let result = match service.load_key().await {
        // The token expires while a machine is suspended, for example.
        Err(ImdsError::TokenRejected) => service.load_key().await,
        result => result,
    };
    let mut last = context.instance.lock().unwrap_or_else(PoisonError::into_inner);
    let key = match (result, last.take()) {
        (Ok(key), _) => key,
        // No failure may prevent the use of the key that is held, not even the loss of the role.
        (Err(_), Some(held)) => held,
        // Nothing configures this provider, so a failure only means that the machine has no role.
        (Err(error), None) => return Err(Failure::NotConfigured(error.into_reason())),
    };
    *last = Some(key.clone());
    Ok(extended(context, key))
}

/// Static stability: extends the life of expired credentials. AWS keeps accepting them while the
/// service that replaces them fails.
fn extended(context: &Context, key: Credentials) -> Credentials {
    let now = context.system.now();
    // What the cache would not use counts as expired.
    if key.is_valid_for(now, EXPIRY_MARGIN) {
        return key;
    }
    // At random, so that the instances do not call the service at the same time.
    let extension = EXTENSION + 2 * EXTENSION.mul_f64(random_fraction(&*context.system));
    match now.checked_add(extension) {
        Ok(time) => key.expiring_at(time),
        Err(_) => key,
    }
}

/// The metadata service with its settings.
struct MetadataService<'a> {
    context: &'a Context,
    endpoint: Endpoint,
    policy: Policy,
    /// Of the first request, which detects whether there is a metadata service. Without a response
    /// it is not retried by default: most machines have none and must not wait for it.
    probe: Policy,
}

impl<'a> MetadataService<'a> {
    fn of(context: &'a Context) -> Result<Self, String> {
        let endpoint = endpoint(context)?;
        let timeout = number(context, TIMEOUT, "metadata_service_timeout")?;
        let attempts = number(context, ATTEMPTS, "metadata_service_num_attempts")?;
        let mut policy = AGENT;
        if let Some(seconds) = timeout {
            policy.connect_timeout = Duration::from_secs(seconds.into());
            policy.attempt_timeout = 2 * policy.connect_timeout;
        }
        policy.max_attempts = attempts.unwrap_or(policy.max_attempts);
        let probe = Policy { retries_failures: attempts.is_some(), ..policy };
        Ok(Self { context, endpoint, policy, probe })
    }

    async fn load_key(&self) -> Result<Credentials, ImdsError> {
        let token = self.token().await?;
        let roles = self.get(ROLES, &token).await?;
        let roles = String::from_utf8_lossy(&roles.body);
        let role = roles.lines().next().unwrap_or_default().trim();
        if role.is_empty() {
            return Err(ImdsError::Failed("the instance has no role".to_owned()));
        }
        if !is_role_name(role) {
            let reason = "the metadata service returned an invalid role name";
            return Err(ImdsError::Failed(reason.to_owned()));
        }
        let response = self.get(&format!("{ROLES}{role}"), &token).await?;
        let mut members = members(&response.body)?;
        match take_string(&mut members, "Code") {
            Some(code) if code != "Success" => {
                let code = code.chars().filter(char::is_ascii_alphanumeric);
                let code: String = code.take(64).collect();
                let reason = format!("no credentials for the instance's role {role}: {code}");
                Err(ImdsError::Failed(reason))
            }
            _ => Ok(take_agent_key(&mut members)?),
        }
    }

    async fn token(&self) -> Result<Secret, ImdsError> {
        let target = "/latest/api/token".to_owned();
        // Six hours, the maximum, as AWS's SDKs request.
        let headers = [("content-length", "0"), ("x-aws-ec2-metadata-token-ttl-seconds", "21600")];
        let request = request_at(&self.endpoint, Method::PUT, target, &headers, String::new())?;
        let response = send(self.context, self.probe, request).await?;
        if response.status.is_success() {
            return Ok(Secret::from(String::from_utf8_lossy(&response.body).trim()));
        }
        Err(unexpected_status("a token", &response))
    }

    async fn get(&self, path: &str, token: &Secret) -> Result<Response, ImdsError> {
        let headers = [("x-aws-ec2-metadata-token", token.expose())];
        let (target, body) = (path.to_owned(), String::new());
        let request = request_at(&self.endpoint, Method::GET, target, &headers, body)?;
        let response = send(self.context, self.policy, request).await?;
        match response.status.as_u16() {
            200 => Ok(response),
            401 => Err(ImdsError::TokenRejected),
            404 if path == ROLES => Err(ImdsError::Failed("the instance has no role".to_owned())),
            _ => Err(unexpected_status("the instance's role", &response)),
        }
    }
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

/// A setting that is a number from 1.
fn number(context: &Context, variable: &str, key: &str) -> Result<Option<u32>, String> {
    let Some(setting) = context.setting(variable, key)? else {
        return Ok(None);
    };
    match setting.parse() {
        Ok(number) if number > 0 => Ok(Some(number)),
        _ => Err(format!("{variable} or {key} is not a whole number from 1")),
    }
}

enum ImdsError {
    /// The session token is not, or no longer, valid.
    TokenRejected,
    /// There is no service, it has no credentials, or its response is invalid.
    Failed(String),
}

impl ImdsError {
    fn into_reason(self) -> String {
        match self {
            Self::TokenRejected => {
                "the metadata service rejected the token that it issued".to_owned()
            }
            Self::Failed(reason) => reason,
        }
    }
}

impl From<String> for ImdsError {
    fn from(reason: String) -> Self {
        Self::Failed(reason)
    }
}

fn unexpected_status(what: &str, response: &Response) -> ImdsError {
    let status = response.status.as_u16();
    ImdsError::Failed(format!(
        "the metadata service responded with HTTP {status} to the request for {what}"
    ))
}

/// Whether `name` is a role name, and not the content of an unrelated server.
fn is_role_name(name: &str) -> bool {
    let is_valid = |c: char| c.is_ascii_alphanumeric() || "_+=,.@-".contains(c);
    name.len() <= 128 && name.chars().all(is_valid)
}

#[cfg(test)]
mod tests {
    use super::{ENDPOINT, MODE, endpoint};
    use crate::aws::credentials::chain::tests::Machine;

    #[test]
    fn the_endpoint_is_configurable() {
        let url = |variables: &[(&str, &str)]| {
            let machine = Machine::new([]).set_all(variables);
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
