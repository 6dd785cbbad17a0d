//! The interface between a client and the provider of its service, such as AWS.
//!
//! A client without a provider sends plain HTTP: [`HttpProtocol`], with the [`Authorizer`] of the feature `auth` if
//! its service has security schemes. The feature `aws` implements both for AWS, in `crate::aws`.

use std::any::Any;
use std::fmt::Debug;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use http::header::{RETRY_AFTER, USER_AGENT};
use http::{HeaderMap, HeaderName, HeaderValue, Uri};
use jiff::Timestamp;
use serde_json::Value;

use crate::codec::json;
use crate::codec::timestamp::parse_http_date;
use crate::endpoint::Endpoint;
use crate::error::details::Details;
use crate::error::{ServiceFailure, modeled, unexpected};
use crate::response::essence;
use crate::retry::RetryClass;
use crate::{BoxFuture, Error, ModeledError, OperationMeta, Response, Retries};

/// The identity that requests are authorized with, such as an access key. Its type is
/// private to the authorizer that returned it.
pub(crate) type Identity = Arc<dyn Any + Send + Sync>;

/// Authorizes the requests of a client.
pub(crate) trait Authorizer: Debug + Send + Sync {
    /// The identity for an attempt, if it is available without waiting.
    fn cached_identity(&self, meta: &OperationMeta) -> Option<Identity>;

    /// Loads the identity for an attempt of a call that has `time_left`.
    fn load_identity<'a>(
        &'a self,
        meta: &OperationMeta,
        time_left: Option<Duration>,
    ) -> BoxFuture<'a, Result<Identity, Error>>;

    /// Authorizes a request, and returns the time that the authorization is dated with.
    ///
    /// The body of a request is its bytes or a [`ByteStream`](crate::ByteStream) in its extensions.
    fn authorize(
        &self,
        request: &mut http::Request<Bytes>,
        meta: &OperationMeta,
        identity: &Identity,
    ) -> Result<Timestamp, Error>;

    /// Authorizes a request without a body by its query, for as long as `expires`. Returns the URI
    /// and the time until which it is valid.
    fn presign(
        &self,
        request: &http::Request<Bytes>,
        identity: &Identity,
        expires: Duration,
    ) -> Result<(Uri, Timestamp), Error>;

    /// Removes the identity's secrets from a text that a service or a proxy sent; `None` if it
    /// contains none.
    fn redact(&self, identity: &Identity, text: &[u8]) -> Option<Vec<u8>>;

    /// Learns from the headers of a response of the service, to a request that was sent at `sent_at` of the system's
    /// clock.
    fn observe(&self, headers: &HeaderMap, sent_at: Timestamp);

    /// Handles an error response: invalidates an identity that the service rejected. Returns whether
    /// the next attempt can succeed because it is authorized anew.
    fn inspect_failure(
        &self,
        identity: &Identity,
        authorized_at: Timestamp,
        response: &Response,
        failure: &ServiceFailure,
    ) -> bool;
}

/// The conventions of a provider's services beyond HTTP.
pub(crate) trait Protocol: Debug + Send + Sync {
    /// The protocol's name in traces.
    #[cfg(feature = "tracing")]
    fn name(&self) -> &'static str;

    /// The field of the request id in traces.
    #[cfg(feature = "tracing")]
    fn request_id_field(&self) -> &'static str;

    /// Adds the headers that all attempts of a call share.
    fn add_call_headers(&self, headers: &mut HeaderMap);

    /// Adds the headers of one attempt. `attempt` counts from 1.
    fn add_attempt_headers(&self, headers: &mut HeaderMap, attempt: u32, max_attempts: u32);

    /// The service's identifier of a response.
    fn request_id<'h>(&self, headers: &'h HeaderMap) -> Option<&'h str>;

    /// Whether a response with a success status comes from the service, and not from a captive
    /// portal or a proxy.
    fn is_from_service(&self, response: &Response) -> bool;

    /// Reads code and message of an error response. Never fails: the body may be anything.
    fn read_failure(&self, response: &Response) -> ServiceFailure;

    /// The class of an error by the rules for all services of the provider; `None` if they do not determine it.
    fn classify(&self, response: &Response, failure: &ServiceFailure) -> Option<RetryClass>;

    /// Whether an attempt is repeated only if that cannot execute the operation twice.
    fn retries_only_safe(&self) -> bool;

    /// Reads an error response and completes it by the service's model. Returns its class, too.
    fn classified_failure(
        &self,
        response: &Response,
        errors: &[ModeledError],
    ) -> (ServiceFailure, RetryClass) {
        let mut failure = self.read_failure(response);
        let class = self.classify_failure(response, &mut failure, errors);
        (failure, class)
    }

    /// Completes what was read from an error response by the service's model, and returns its class.
    fn classify_failure(
        &self,
        response: &Response,
        failure: &mut ServiceFailure,
        errors: &[ModeledError],
    ) -> RetryClass {
        let by_rules = self.classify(response, failure);
        modeled::complete(errors, response, failure, by_rules)
    }

    /// The delay before the next attempt that the service requests. `now` is the time of the client.
    fn retry_after(&self, headers: &HeaderMap, now: Timestamp) -> Option<Duration>;

    /// The delay before the next attempt by the client's own and the one that the service requests; `None` if it is longer
    /// than a call waits.
    fn delay(&self, own: Duration, requested: Duration) -> Option<Duration>;
}

/// The settings that depend on the provider of the service.
#[derive(Debug)]
pub(crate) struct ProviderSettings {
    pub(crate) endpoint: Endpoint,
    /// Whether operations with a server of their own are sent there.
    pub(crate) follows_servers: bool,
    pub(crate) region: String,
    pub(crate) partition: &'static str,
    pub(crate) retries: Retries,
    #[cfg(feature = "compression")]
    pub(crate) compression: Compression,
    /// A file of CA certificates, and the name of the setting that it comes from.
    pub(crate) ca_bundle: Option<(PathBuf, &'static str)>,
    pub(crate) protocol: Arc<dyn Protocol>,
}

/// The settings of the compression of request bodies.
#[cfg(feature = "compression")]
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Compression {
    pub(crate) disabled: Option<bool>,
    pub(crate) min_size: Option<usize>,
}

#[cfg(feature = "compression")]
impl Compression {
    /// The size from which bodies are compressed; `None` if they are not.
    pub(crate) fn min_size(self) -> Option<usize> {
        (self.disabled != Some(true)).then(|| self.min_size.unwrap_or(10_240))
    }
}

/// The name of the builder's setting in errors.
pub(crate) const CA_BUNDLE: &str = "the builder's ca_bundle";

/// The longest delay that a service of plain HTTP can request of a call.
const LONGEST_DELAY: Duration = Duration::from_secs(60);

/// Plain HTTP: status codes, `retry-after` (RFC 9110), and errors in JSON, among them problem
/// details (RFC 9457).
#[derive(Debug)]
pub(crate) struct HttpProtocol {
    user_agent: HeaderValue,
}

impl HttpProtocol {
    /// The protocol of a client whose user agent is `pets-sdk/0.1.0 sdk-runtime/0.1.0 app/shop`: the name and version of
    /// its crate, which may be empty, those of the runtime, and the name of the application.
    pub(crate) fn new(crate_version: &str, app_id: Option<&str>) -> Self {
        const RUNTIME: &str = concat!("sdk-runtime/", env!("CARGO_PKG_VERSION"));
        let product = agent_token(crate_version, "/");
        let mut user_agent = format!("{product} {RUNTIME}").trim_start().to_owned();
        if let Some(app_id) = app_id {
            user_agent.push_str(" app/");
            user_agent.push_str(&agent_token(app_id, ""));
        }
        // All characters are valid in a header, so the fallback is never used.
        let user_agent =
            HeaderValue::try_from(user_agent).unwrap_or(HeaderValue::from_static(RUNTIME));
        Self { user_agent }
    }
}

/// Replaces characters that are neither valid in a token of the user agent nor among `others` by `-`.
pub(crate) fn agent_token(value: &str, others: &str) -> String {
    let is_valid =
        |c: char| c.is_ascii_alphanumeric() || "!$%&'*+-.^_`|~".contains(c) || others.contains(c);
    value.chars().map(|c| if is_valid(c) { c } else { '-' }).collect()
}

impl Protocol for HttpProtocol {
    #[cfg(feature = "tracing")]
    fn name(&self) -> &'static str {
        "http"
    }

    #[cfg(feature = "tracing")]
    fn request_id_field(&self) -> &'static str {
        "http.response.header.x-request-id"
    }

    fn add_call_headers(&self, headers: &mut HeaderMap) {
        headers.insert(USER_AGENT, self.user_agent.clone());
    }

    fn add_attempt_headers(&self, _: &mut HeaderMap, _: u32, _: u32) {}

    fn request_id<'h>(&self, headers: &'h HeaderMap) -> Option<&'h str> {
        // Providers agree on the end of the name only: `request-id`, `x-ms-request-id`, `x-github-request-id`.
        let is_id = |name: &&HeaderName| {
            name.as_str()
                .strip_suffix("request-id")
                .is_some_and(|before| before.is_empty() || before.ends_with('-'))
        };
        let name = headers.keys().find(is_id)?;
        headers.get("x-request-id").or(headers.get(name))?.to_str().ok()
    }

    fn is_from_service(&self, _: &Response) -> bool {
        true
    }

    fn read_failure(&self, response: &Response) -> ServiceFailure {
        let document = json::document(&response.body);
        let details = document
            .as_ref()
            .map(|document| Details::of(document, response.status.as_u16()))
            .unwrap_or_default();
        ServiceFailure {
            code: details.code,
            message: match (details.message, &document) {
                (Some(message), _) => message.into(),
                (None, Some(Value::String(text))) => text.clone().into(),
                (None, None) if is_short_text(response) => {
                    String::from_utf8_lossy(response.body.trim_ascii()).into_owned().into()
                }
                (None, Some(Value::Object(_))) => "".into(),
                // The document may describe such a body, and it has no message.
                (None, Some(Value::Array(_) | Value::Bool(_) | Value::Number(_)))
                    if !response.status.is_redirection() =>
                {
                    "".into()
                }
                _ => unexpected::describe_failure(response).into(),
            },
            request_id: self.request_id(&response.headers).map(str::to_owned),
        }
    }

    fn classify(&self, response: &Response, _: &ServiceFailure) -> Option<RetryClass> {
        Some(match response.status.as_u16() {
            // Request Timeout, Too Early.
            408 | 425 => RetryClass::Transient,
            429 => RetryClass::Throttling,
            // Not Implemented, HTTP Version Not Supported.
            501 | 505 => RetryClass::Never,
            500..=599 => RetryClass::Transient,
            _ => RetryClass::Never,
        })
    }

    /// A request that may have been carried out is repeated only if its method is idempotent (RFC 9110, 9.2.2).
    fn retries_only_safe(&self) -> bool {
        true
    }

    /// Seconds or an HTTP date (RFC 9110, 10.2.3). No delay if the date has passed.
    fn retry_after(&self, headers: &HeaderMap, now: Timestamp) -> Option<Duration> {
        let value = headers.get(RETRY_AFTER)?.to_str().ok()?.trim();
        if let Ok(seconds) = value.parse() {
            return Some(Duration::from_secs(seconds));
        }
        let delay = parse_http_date(value)?.duration_since(now);
        Some(Duration::try_from(delay).unwrap_or_default())
    }

    /// An attempt before the service allows it would fail, and delay the next one.
    fn delay(&self, own: Duration, requested: Duration) -> Option<Duration> {
        (requested <= LONGEST_DELAY).then(|| requested.max(own))
    }
}

/// Whether the body is a text that can be a message.
fn is_short_text(response: &Response) -> bool {
    const LONGEST: usize = 200;
    let text = response.body.trim_ascii();
    let is_text = response.content_type().is_some_and(|name| match essence(name).as_str() {
        "text/plain" => true,
        // What many servers state of any text.
        "text/html" => !text.starts_with(b"<"),
        _ => false,
    });
    is_text
        && !response.status.is_redirection()
        && (1..=LONGEST).contains(&text.len())
        && str::from_utf8(text).is_ok_and(|text| !text.contains(char::is_control))
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use http::{HeaderMap, HeaderValue};

    use super::{HttpProtocol, Protocol as _};
    use crate::test_fixtures::response;

    #[test]
    fn code_and_message_are_read_from_the_usual_members() {
        for (body, code, message) in [
            (r#"{"code":"busy","message":"wait"}"#, Some("busy"), "wait"),
            (r#"{"code":7}"#, Some("7"), ""),
            (r#""no credit""#, None, "no credit"),
            (r#"["no credit"]"#, None, "no credit"),
            ("{}", None, ""),
        ] {
            let response = response(400, &[("x-request-id", "7a1c")], body);
            let failure = HttpProtocol::new("", None).read_failure(&response);
            assert_eq!(failure.code.as_deref(), code, "{body}");
            assert_eq!(failure.message, message, "{body}");
            assert_eq!(failure.request_id.as_deref(), Some("7a1c"));
        }
        for (headers, expected) in [
            (&[("request-id", "1"), ("x-other", "2")][..], Some("1")),
            (&[("x-github-request-id", "1")], Some("1")),
            (&[("x-gateway-request-id", "2"), ("x-request-id", "1")], Some("1")),
            (&[("x-norequest-id", "1")], None),
        ] {
            let response = response(400, headers, "");
            assert_eq!(HttpProtocol::new("", None).request_id(&response.headers), expected);
        }
        let failure = HttpProtocol::new("", None).read_failure(&response(400, &[], "no json"));
        assert!(failure.message.contains("plain text"), "{failure:?}");
        let text = [("content-type", "text/plain; charset=utf-8")];
        let message = |body: &'static str| {
            let failure = HttpProtocol::new("", None).read_failure(&response(400, &text, body));
            failure.message.into_owned()
        };
        assert_eq!(message("it is gone\n"), "it is gone");
        assert!(message("two\nlines").contains("plain text"));
        let html = [("content-type", "text/html")];
        let failure =
            HttpProtocol::new("", None).read_failure(&response(404, &html, "No such object: b/x"));
        assert_eq!(failure.message, "No such object: b/x");
    }

    #[test]
    fn retry_after_is_a_number_of_seconds_or_a_date() {
        let read = |value: Option<&'static str>| {
            let value = value.map(HeaderValue::from_static);
            let headers = value.map(|value| (http::header::RETRY_AFTER, value));
            let now = "2026-01-01T00:00:00Z".parse().unwrap();
            HttpProtocol::new("", None).retry_after(&HeaderMap::from_iter(headers), now)
        };
        for (value, seconds) in [
            ("3", 3),
            (" 0 ", 0),
            ("Thu, 01 Jan 2026 00:01:30 GMT", 90),
            ("Wed, 31 Dec 2025 23:59:59 GMT", 0),
        ] {
            assert_eq!(read(Some(value)), Some(Duration::from_secs(seconds)), "{value}");
        }
        for value in [Some("soon"), Some("-1"), Some("2026-01-01T00:01:30Z"), None] {
            assert_eq!(read(value), None, "{value:?}");
        }
    }

    #[test]
    fn the_user_agent_names_crate_runtime_and_application() {
        let agent = |crate_version, app_id| {
            let mut headers = HeaderMap::new();
            HttpProtocol::new(crate_version, app_id).add_call_headers(&mut headers);
            headers["user-agent"].to_str().unwrap().replace(env!("CARGO_PKG_VERSION"), "V")
        };
        assert_eq!(agent("pets-sdk/1.2.0", None), "pets-sdk/1.2.0 sdk-runtime/V");
        assert_eq!(
            agent("pets-sdk/1.2.0", Some("my shop/2\n")),
            "pets-sdk/1.2.0 sdk-runtime/V app/my-shop-2-"
        );
        assert_eq!(agent("", None), "sdk-runtime/V");
    }
}
