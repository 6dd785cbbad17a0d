//! Sessions with a service that are recorded once and replayed in tests.
//!
//! The format is JSON: a list of requests, each with its response or failure, and bodies as JSON where they are.

mod recorder;
mod replayer;
mod scrub;

use std::collections::BTreeMap;

use bytes::Bytes;
use http::{HeaderMap, HeaderName, HeaderValue, StatusCode};
use serde::{Deserialize, Serialize};
use serde_json::Value;

pub use self::recorder::Recorder;
pub use self::replayer::Replayer;
use crate::Blob;
use crate::client::OperationRequest;
use crate::redact::shown_target;
use crate::transport::{TransportError, TransportErrorKind};

#[derive(Clone, Debug, Serialize, Deserialize)]
struct Recording {
    /// The names of secret members in addition to those that are always secret.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    secrets: Vec<String>,
    exchanges: Vec<Exchange>,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
struct Exchange {
    request: RecordedRequest,
    #[serde(flatten)]
    outcome: Outcome,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
struct RecordedRequest {
    method: String,
    /// Path and query, percent-encoded.
    path: String,
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    headers: BTreeMap<String, Vec<String>>,
    #[serde(default, skip_serializing_if = "Body::is_empty")]
    body: Body,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Outcome {
    Response(RecordedResponse),
    /// The name of a [`TransportErrorKind`].
    Failure(String),
}

#[derive(Clone, Debug, Serialize, Deserialize)]
struct RecordedResponse {
    status: u16,
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    headers: BTreeMap<String, Vec<String>>,
    #[serde(default, skip_serializing_if = "Body::is_empty")]
    body: Body,
}

/// A body in its most readable form.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Body {
    #[default]
    Empty,
    Json(Value),
    Text(String),
    /// In base64.
    Bytes(Blob),
}

impl RecordedRequest {
    /// Records a request with the headers that `keep` accepts.
    fn new(request: &http::Request<Bytes>, keep: impl Fn(&str) -> bool) -> Self {
        Self {
            method: request.method().to_string(),
            path: shown_target(request).into_owned(),
            headers: headers(request.headers(), |name| {
                let is_marked = |value: &http::HeaderValue| value.is_sensitive();
                keep(name) && !request.headers().get(name).is_some_and(is_marked)
            }),
            body: Body::new(request.body()),
        }
    }
}

impl Outcome {
    /// Records an outcome with the headers that `keep` accepts.
    fn new(
        outcome: &Result<http::Response<Bytes>, TransportError>,
        keep: impl Fn(&str) -> bool,
    ) -> Self {
        match outcome {
            Ok(response) => Self::Response(RecordedResponse {
                status: response.status().as_u16(),
                headers: headers(response.headers(), keep),
                body: Body::new(response.body()),
            }),
            Err(error) => Self::Failure(format!("{:?}", error.kind())),
        }
    }

    fn replay(&self) -> Result<http::Response<Bytes>, TransportError> {
        match self {
            Self::Response(response) => Ok(response.to_http()),
            Self::Failure(name) => {
                Err(TransportError::new(failure_kind(name), format!("recorded: {name}")))
            }
        }
    }
}

impl RecordedResponse {
    fn to_http(&self) -> http::Response<Bytes> {
        let mut response = http::Response::new(self.body.to_bytes());
        *response.status_mut() =
            StatusCode::from_u16(self.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        for (name, values) in &self.headers {
            for value in values {
                let pair = (name.parse::<HeaderName>(), HeaderValue::from_str(value));
                if let (Ok(name), Ok(value)) = pair {
                    response.headers_mut().append(name, value);
                }
            }
        }
        response
    }
}

impl Body {
    fn new(bytes: &Bytes) -> Self {
        if bytes.is_empty() {
            return Self::Empty;
        }
        if let Ok(value) = serde_json::from_slice(bytes) {
            return Self::Json(value);
        }
        match str::from_utf8(bytes) {
            Ok(text) => Self::Text(text.to_owned()),
            Err(_) => Self::Bytes(bytes.clone().into()),
        }
    }

    fn is_empty(&self) -> bool {
        matches!(self, Self::Empty)
    }

    fn to_bytes(&self) -> Bytes {
        match self {
            Self::Empty => Bytes::new(),
            Self::Json(value) => Bytes::from(value.to_string()),
            Self::Text(text) => Bytes::from(text.clone()),
            Self::Bytes(bytes) => bytes.clone().into_bytes(),
        }
    }
}

fn is_of_operation(request: &http::Request<Bytes>) -> bool {
    request.extensions().get::<OperationRequest>().is_some()
}

fn headers(headers: &HeaderMap, keep: impl Fn(&str) -> bool) -> BTreeMap<String, Vec<String>> {
    let mut kept: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (name, value) in headers {
        if keep(name.as_str()) && !value.is_sensitive() {
            let value = String::from_utf8_lossy(value.as_bytes()).into_owned();
            kept.entry(name.to_string()).or_default().push(value);
        }
    }
    kept
}

fn failure_kind(name: &str) -> TransportErrorKind {
    [
        TransportErrorKind::Dns,
        TransportErrorKind::Refused,
        TransportErrorKind::Connect,
        TransportErrorKind::Proxy,
        TransportErrorKind::ConnectTimeout,
        TransportErrorKind::Tls,
        TransportErrorKind::Reset,
        TransportErrorKind::IncompleteBody,
        TransportErrorKind::TooLarge,
        TransportErrorKind::InvalidResponse,
        TransportErrorKind::Configuration,
    ]
    .into_iter()
    .find(|kind| format!("{kind:?}") == name)
    .unwrap_or(TransportErrorKind::Other)
}

#[cfg(test)]
mod tests;
