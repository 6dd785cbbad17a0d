//! The log of received requests and their response statuses.

use bytes::Bytes;
use http::header::HeaderMap;
use serde_json::Value;

/// A request as received, whether it succeeded or not.
#[derive(Clone, Debug)]
pub struct RecordedRequest {
    /// The HTTP method.
    pub method: String,
    /// Path and query as received, not decoded.
    pub target: String,
    /// The headers, names in lower case.
    pub headers: HeaderMap,
    /// The body's bytes.
    pub body: Bytes,
    /// The operation; `None` if method and path match none.
    pub operation: Option<&'static str>,
    /// The status of the response; `None` while it is pending or if the connection was dropped.
    pub status: Option<u16>,
    pub(crate) number: u64,
}

impl RecordedRequest {
    /// The raw path.
    pub fn path(&self) -> &str {
        self.target
            .split_once('?')
            .map_or(self.target.as_str(), |(path, _)| path)
    }

    /// The raw query without the question mark; empty if there is none.
    pub fn query(&self) -> &str {
        self.target.split_once('?').map_or("", |(_, query)| query)
    }

    /// The first value of a header.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name)?.to_str().ok()
    }

    /// The body as JSON; null if it is not JSON.
    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap_or_default()
    }
}

/// The log of one simulator.
#[derive(Debug, Default)]
pub(crate) struct Log {
    requests: Vec<RecordedRequest>,
    received: u64,
}

impl Log {
    /// Adds a request and returns its number.
    pub(crate) fn add(&mut self, request: RecordedRequest) -> u64 {
        self.received += 1;
        self.requests.push(RecordedRequest {
            number: self.received,
            ..request
        });
        self.received
    }

    /// Sets the status of a request, unless the log was taken in the meantime.
    pub(crate) fn set_status(&mut self, number: u64, status: u16) {
        if let Some(request) = self.requests.iter_mut().find(|it| it.number == number) {
            request.status = Some(status);
        }
    }

    pub(crate) fn all(&self) -> Vec<RecordedRequest> {
        self.requests.clone()
    }

    pub(crate) fn take(&mut self) -> Vec<RecordedRequest> {
        std::mem::take(&mut self.requests)
    }
}
