//! The file of a recording: JSON, one request and its answer after the other, bodies as JSON where
//! they are JSON.

use std::collections::BTreeMap;

use bytes::Bytes;
use http::{HeaderMap, HeaderName, HeaderValue, StatusCode};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::transport::TransportErrorKind;

/// A whole recording.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct File {
    /// The names of members that were scrubbed besides those that always are.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(super) secrets: Vec<String>,
    pub(super) exchanges: Vec<Exchange>,
}

/// A request, and what came of it.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Exchange {
    pub(super) request: Request,
    #[serde(flatten)]
    pub(super) outcome: Outcome,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Request {
    pub(super) method: String,
    /// Path and query, percent-encoded.
    pub(super) path: String,
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub(super) headers: BTreeMap<String, Vec<String>>,
    #[serde(default, skip_serializing_if = "Body::is_empty")]
    pub(super) body: Body,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Outcome {
    Answer(Answer),
    /// The name of a [`TransportErrorKind`].
    Failure(String),
}

#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Answer {
    pub(super) status: u16,
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub(super) headers: BTreeMap<String, Vec<String>>,
    #[serde(default, skip_serializing_if = "Body::is_empty")]
    pub(super) body: Body,
}

/// A body in the form in which a person reads it best.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Body {
    #[default]
    Empty,
    Json(Value),
    Text(String),
    /// Hexadecimal digits.
    Bytes(String),
}

impl Body {
    pub(super) fn new(bytes: &[u8]) -> Self {
        if bytes.is_empty() {
            return Self::Empty;
        }
        if let Ok(value) = serde_json::from_slice(bytes) {
            return Self::Json(value);
        }
        match std::str::from_utf8(bytes) {
            Ok(text) => Self::Text(text.to_owned()),
            Err(_) => Self::Bytes(bytes.iter().map(|byte| format!("{byte:02x}")).collect()),
        }
    }

    fn is_empty(&self) -> bool {
        matches!(self, Self::Empty)
    }

    pub(super) fn bytes(&self) -> Bytes {
        match self {
            Self::Empty => Bytes::new(),
            Self::Json(value) => Bytes::from(value.to_string()),
            Self::Text(text) => Bytes::from(text.clone()),
            Self::Bytes(digits) => {
                let digits = digits.as_bytes().chunks(2);
                let byte = |pair| u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok();
                digits.filter_map(byte).collect()
            }
        }
    }
}

impl Answer {
    /// The answer as it came, but for what was scrubbed.
    pub(super) fn to_http(&self) -> http::Response<Bytes> {
        let mut answer = http::Response::new(self.body.bytes());
        *answer.status_mut() =
            StatusCode::from_u16(self.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        for (name, values) in &self.headers {
            for value in values {
                let pair = (name.parse::<HeaderName>(), HeaderValue::from_str(value));
                if let (Ok(name), Ok(value)) = pair {
                    answer.headers_mut().append(name, value);
                }
            }
        }
        answer
    }
}

/// The headers that `keep` says yes to.
pub(super) fn headers(
    headers: &HeaderMap,
    keep: impl Fn(&str) -> bool,
) -> BTreeMap<String, Vec<String>> {
    let mut kept: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (name, value) in headers {
        if keep(name.as_str()) && !value.is_sensitive() {
            let value = String::from_utf8_lossy(value.as_bytes()).into_owned();
            kept.entry(name.as_str().to_owned())
                .or_default()
                .push(value);
        }
    }
    kept
}

/// The kind of failure of that name.
pub(super) fn failure(name: &str) -> TransportErrorKind {
    use TransportErrorKind as Kind;
    [
        Kind::Dns,
        Kind::Refused,
        Kind::Connect,
        Kind::ConnectTimeout,
        Kind::Tls,
        Kind::Reset,
        Kind::IncompleteBody,
        Kind::TooLarge,
        Kind::InvalidResponse,
        Kind::Configuration,
    ]
    .into_iter()
    .find(|kind| format!("{kind:?}") == name)
    .unwrap_or(Kind::Other)
}
