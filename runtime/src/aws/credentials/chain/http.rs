//! Requests of the providers, with time-outs and retries, and the JSON of the responses.
//!
//! Members are taken from responses by name. No error shows a value: it may be a secret.

use std::time::Duration;

use bytes::Bytes;
use http::{HeaderName, HeaderValue, Method, Uri};
use jiff::Timestamp;
use serde_json::{Map, Value};

use super::context::Context;
use crate::aws::protocol::{delay, read_failure, retry_after};
use crate::codec::{json, timestamp};
use crate::endpoint::Endpoint;
use crate::future::with_time_limit;
use crate::retry::{RetryClass, backoff_delay, classify_status};
use crate::transport::TransportLimits;
use crate::{BoxFuture, Credentials, Response, Secret, random_fraction};

/// The largest response: credentials are short.
pub(super) const MAX_RESPONSE_BYTES: usize = 1024 * 1024;
/// The longest message of a service in an error: a response may be a whole page.
const MAX_MESSAGE_CHARS: usize = 300;

pub(super) type Request = http::Request<Bytes>;
pub(super) type Members = Map<String, Value>;

/// Time-outs and retries of requests to one type of service.
#[derive(Clone, Copy)]
pub(super) struct Policy {
    pub(super) connect_timeout: Duration,
    pub(super) attempt_timeout: Duration,
    pub(super) max_attempts: u32,
    /// Whether a request without a response is retried.
    pub(super) retries_failures: bool,
    /// Whether a response is a failure that a retry may overcome.
    pub(super) is_transient: fn(&Response) -> bool,
}

/// STS and SSO.
pub(super) const SERVICE: Policy = Policy {
    connect_timeout: Duration::from_millis(3100),
    attempt_timeout: Duration::from_secs(15),
    max_attempts: 3,
    retries_failures: true,
    is_transient: |response| classify_status(response.status).is_retryable(),
};

/// An agent on the same machine, which responds immediately if it is present.
pub(super) const AGENT: Policy = Policy {
    connect_timeout: Duration::from_secs(1),
    attempt_timeout: Duration::from_secs(2),
    ..SERVICE
};

/// Creates a request. Header values are treated as secrets; one that is invalid is an error.
pub(super) fn request(
    method: Method,
    uri: Uri,
    headers: &[(&'static str, &str)],
    body: String,
) -> Result<Request, String> {
    let mut request = http::Request::new(Bytes::from(body));
    *request.method_mut() = method;
    *request.uri_mut() = uri;
    for (name, value) in headers {
        let mut value = HeaderValue::from_bytes(value.as_bytes())
            .map_err(|_| format!("the value of header {name} contains an invalid character"))?;
        value.set_sensitive(true);
        request.headers_mut().insert(HeaderName::from_static(name), value);
    }
    Ok(request)
}

/// Creates a request to a path and query of an endpoint.
pub(super) fn request_at(
    endpoint: &Endpoint,
    method: Method,
    target: String,
    headers: &[(&'static str, &str)],
    body: String,
) -> Result<Request, String> {
    let uri = endpoint.uri(target).map_err(|error| error.to_string())?;
    request(method, uri, headers, body)
}

/// Sends a request, with retries. The response may have any status; an error is that of the
/// transport.
pub(super) fn send(
    context: &Context,
    policy: Policy,
    request: Request,
) -> BoxFuture<'_, Result<Response, String>> {
    Box::pin(async move {
        let mut attempt = 1;
        loop {
            let result = send_once(context, policy, request.clone()).await;
            let is_transient = match &result {
                Ok(response) => (policy.is_transient)(response),
                Err(error) => error.is_transient && policy.retries_failures,
            };
            if !is_transient || attempt >= policy.max_attempts {
                return result.map_err(|error| error.message);
            }
            // The delays of throttling: credentials are loaded once an hour, and an agent that has
            // just started needs the time.
            let requested = result.ok().and_then(|response| retry_after(&response.headers));
            let fraction = random_fraction(&*context.system);
            let own = backoff_delay(attempt - 1, RetryClass::Throttling, fraction);
            let delay = requested.map_or(own, |requested| delay(own, requested));
            context.system.sleep(delay).await;
            attempt += 1;
        }
    })
}

/// The error of a request without a response.
struct SendError {
    message: String,
    is_transient: bool,
}

async fn send_once(
    context: &Context,
    policy: Policy,
    request: Request,
) -> Result<Response, SendError> {
    let limits = TransportLimits {
        connect_timeout: policy.connect_timeout,
        max_response_bytes: MAX_RESPONSE_BYTES,
        ..TransportLimits::default()
    };
    let host = request.uri().host().unwrap_or_default().to_owned();
    let response = context.transport.send(request, limits);
    match with_time_limit(context.system.sleep(policy.attempt_timeout), response).await {
        Some(Ok(response)) => {
            let (head, body) = response.into_parts();
            Ok(Response { status: head.status, headers: head.headers, body })
        }
        Some(Err(error)) => Err(SendError {
            message: truncated(&error.to_string()),
            is_transient: error.is_transient(),
        }),
        None => Err(SendError {
            message: format!("no response from {host} within {:?}", policy.attempt_timeout),
            is_transient: true,
        }),
    }
}

/// Status and code of an error response in JSON: `HTTP 403 ForbiddenException`.
pub(super) fn status_and_code(response: &Response) -> String {
    let status = response.status.as_u16();
    let code = read_failure(response).code.unwrap_or_default();
    format!("HTTP {status} {code}").trim_end().to_owned()
}

/// A message of a service, truncated.
pub(super) fn truncated(message: &str) -> String {
    let mut characters = message.chars();
    let mut truncated: String = characters.by_ref().take(MAX_MESSAGE_CHARS).collect();
    if characters.next().is_some() {
        truncated.push('…');
    }
    truncated
}

/// The members of a JSON object.
pub(super) fn members(body: &[u8]) -> Result<Members, String> {
    json::object(body).ok_or_else(|| "the response is not a JSON object".to_owned())
}

/// Removes a string; an empty one counts as absent.
pub(super) fn take_string(members: &mut Members, name: &str) -> Option<String> {
    match members.remove(name) {
        Some(Value::String(value)) if !value.is_empty() => Some(value),
        _ => None,
    }
}

/// Removes a string that must be there.
pub(super) fn require_string(members: &mut Members, name: &str) -> Result<String, String> {
    let value = take_string(members, name);
    value.ok_or_else(|| format!("{name} in the response is absent or empty"))
}

/// Removes a timestamp, if there is one.
pub(super) fn take_time(members: &mut Members, name: &str) -> Result<Option<Timestamp>, String> {
    match members.remove(name) {
        None | Some(Value::Null) => Ok(None),
        Some(value) => match value.as_str().and_then(timestamp::parse) {
            Some(time) => Ok(Some(time)),
            None => Err(format!("{name} in the response is not a timestamp")),
        },
    }
}

/// The members with the parts of an access key: id, secret, session token.
pub(super) type KeyNames = [&'static str; 3];

/// Removes an access key, whose session token is optional.
pub(super) fn take_key(members: &mut Members, names: KeyNames) -> Result<Credentials, String> {
    let [id, secret, token] = names;
    let (id, secret) = (require_string(members, id)?, require_string(members, secret)?);
    let token = take_string(members, token).map(Secret::from);
    Ok(Credentials::new(id, secret, token))
}

/// Removes an access key whose session token and expiration are required: without an expiration it
/// would be cached forever, and be rejected after an hour.
pub(super) fn take_temporary_key(
    members: &mut Members,
    names: KeyNames,
    expires_at: Option<Timestamp>,
) -> Result<Credentials, String> {
    let [.., token] = names;
    let key = take_key(members, names)?;
    match (&key.session_token, expires_at) {
        (Some(_), Some(time)) => Ok(key.expiring_at(time)),
        (None, _) => Err(format!("{token} in the response is absent or empty")),
        (_, None) => Err("the response has no expiration of the credentials".to_owned()),
    }
}

/// Removes the access key in a response of a container agent or the instance metadata service.
pub(super) fn take_agent_key(members: &mut Members) -> Result<Credentials, String> {
    let expires_at = take_time(members, "Expiration")?;
    take_temporary_key(members, ["AccessKeyId", "SecretAccessKey", "Token"], expires_at)
}

#[cfg(test)]
mod tests {
    use http::Method;

    use super::{members, request, take_agent_key, truncated};
    use crate::Credentials;

    #[test]
    fn header_values_are_secrets() {
        let get = |value| {
            let uri = "http://127.0.0.1/".parse().unwrap();
            request(Method::GET, uri, &[("authorization", value)], String::new())
        };
        let error = get("hush\r\nx-evil: 1").unwrap_err();
        assert!(error.contains("authorization"), "{error}");
        assert!(!error.contains("hush"), "{error}");
        assert!(!format!("{:?}", get("hush").unwrap()).contains("hush"));
    }

    #[test]
    fn messages_are_truncated_between_characters() {
        assert_eq!(truncated("é"), "é");
        assert_eq!(truncated(&"é".repeat(301)), format!("{}…", "é".repeat(300)));
    }

    fn read(json: &str) -> Result<Credentials, String> {
        take_agent_key(&mut members(json.as_bytes())?)
    }

    #[test]
    fn errors_name_the_absent_or_invalid_member_and_show_no_value() {
        let valid = r#"{"AccessKeyId":"A","SecretAccessKey":"hush","Token":"hush","Expiration":"2099-01-01T00:00:00Z"}"#;
        assert_eq!(read(valid).unwrap().access_key_id, "A");
        for (from, to, expected) in [
            ("\"A\"", "\"\"", "AccessKeyId in the response is absent"),
            ("SecretAccessKey", "Secret", "SecretAccessKey in the response"),
            ("Token", "SessionToken", "Token in the response is absent"),
            ("Expiration", "End", "no expiration"),
            ("2099", "hush", "Expiration in the response is not a timestamp"),
            ("\"2099-01-01T00:00:00Z\"", "{\"hush\":1}", "not a timestamp"),
            ("{\"Access", "[{\"Access", "not a JSON object"),
        ] {
            let error = read(&valid.replace(from, to)).unwrap_err();
            assert!(error.contains(expected), "{error}");
            assert!(!error.contains("hush"), "{error}");
        }
    }

    #[test]
    fn an_expiration_out_of_range_is_the_last_timestamp() {
        let json = r#"{"AccessKeyId":"A","SecretAccessKey":"s","Token":"t","Expiration":"9999-12-31T23:59:59Z"}"#;
        assert_eq!(read(json).unwrap().expires_at, Some(jiff::Timestamp::MAX));
    }
}
