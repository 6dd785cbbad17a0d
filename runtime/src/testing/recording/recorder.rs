//! Records a session.

use std::fmt;
use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use bytes::Bytes;

use super::scrub::Scrubber;
use super::{Exchange, Outcome, RecordedRequest, Recording, is_of_operation};
use crate::transport::{TransportError, TransportLimits};
use crate::{BoxFuture, ServiceClient, Transport};

const SESSION_TOKEN: &str = "x-amz-security-token";

/// Request headers that are not part of the operation.
const CLIENT_HEADERS: &[&str] = &[
    "accept-encoding",
    "amz-sdk-invocation-id",
    "amz-sdk-request",
    "authorization",
    "connection",
    "content-length",
    "host",
    "user-agent",
    "x-amz-content-sha256",
    "x-amz-date",
    SESSION_TOKEN,
    "x-amzn-trace-id",
];

/// Response headers of the connection and of the infrastructure before the service.
const CONNECTION_HEADERS: &[&str] = &[
    "connection",
    "content-length",
    "date",
    "keep-alive",
    "set-cookie",
    "transfer-encoding",
    "via",
    "x-amz-apigw-id",
    "x-amz-cf-id",
    "x-amz-cf-pop",
    "x-amzn-trace-id",
    "x-cache",
];

/// A transport that forwards requests to another one and records them with their responses.
///
/// The recording contains no signatures, session tokens and other headers of the client. Account IDs, access keys,
/// JSON web tokens and members with secret names are replaced by placeholders. Review the file before you publish
/// it: names and tags are recorded as they are. Requests for credentials are forwarded and not recorded. Clones
/// share one recording.
///
/// See [the module documentation](super::super) for an example.
#[derive(Clone)]
pub struct Recorder {
    inner: Arc<dyn Transport>,
    state: Arc<Mutex<State>>,
}

#[derive(Default)]
struct State {
    secrets: Vec<String>,
    /// The session tokens of requests, which an error response for an invalid signature repeats.
    session_tokens: Vec<String>,
    /// In the order of the requests; the outcome is absent until there is one.
    exchanges: Vec<(RecordedRequest, Option<Outcome>)>,
}

impl Recorder {
    /// Creates a recorder of the requests to `transport`.
    #[must_use]
    pub fn new(transport: impl Transport) -> Self {
        Self { inner: Arc::new(transport), state: Arc::default() }
    }

    /// Replaces the members that the API description of the service marks as secret.
    #[must_use]
    pub fn for_service<C: ServiceClient>(self) -> Self {
        C::SECRETS.iter().fold(self, |recorder, name| recorder.secret(*name))
    }

    /// Replaces the members, headers and query parameters with this name. Case, `-` and `_` do not matter
    /// (`streamKey`, `stream-key`).
    #[must_use]
    pub fn secret(self, name: impl Into<String>) -> Self {
        self.state().secrets.push(name.into());
        self
    }

    /// Returns the recording so far, without requests that have no outcome yet.
    #[must_use]
    pub fn to_json(&self) -> String {
        let state = self.state();
        let mut exchanges: Vec<Exchange> = state
            .exchanges
            .iter()
            .filter_map(|(request, outcome)| {
                Some(Exchange { request: request.clone(), outcome: outcome.clone()? })
            })
            .collect();
        let mut scrubber = Scrubber::new(state.secrets.clone(), state.session_tokens.clone());
        drop(state);
        scrubber.scrub_session(&mut exchanges);
        let recording = Recording { secrets: scrubber.into_names(), exchanges };
        // Serialization cannot fail: all keys are strings.
        serde_json::to_string_pretty(&recording).unwrap_or_default() + "\n"
    }

    /// Writes the recording so far to a file.
    ///
    /// # Errors
    ///
    /// Returns the errors of the file system.
    pub fn save(&self, path: impl AsRef<Path>) -> std::io::Result<()> {
        std::fs::write(path, self.to_json())
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Records a request and returns its index.
    fn record(&self, request: &http::Request<Bytes>) -> usize {
        let mut state = self.state();
        if let Some(token) = request.headers().get(SESSION_TOKEN)
            && let Ok(token) = token.to_str()
            && !state.session_tokens.iter().any(|known| known == token)
        {
            state.session_tokens.push(token.to_owned());
        }
        let scrubber = Scrubber::new(state.secrets.clone(), Vec::new());
        let request = RecordedRequest::new(request, |name| {
            !CLIENT_HEADERS.contains(&name) && !scrubber.is_secret(name)
        });
        state.exchanges.push((request, None));
        state.exchanges.len() - 1
    }

    fn record_outcome(
        &self,
        index: usize,
        outcome: &Result<http::Response<Bytes>, TransportError>,
    ) {
        let mut state = self.state();
        let scrubber = Scrubber::new(state.secrets.clone(), Vec::new());
        let outcome = Outcome::new(outcome, |name| {
            !CONNECTION_HEADERS.contains(&name) && !scrubber.is_secret(name)
        });
        if let Some((_, recorded)) = state.exchanges.get_mut(index) {
            *recorded = Some(outcome);
        }
    }
}

impl Transport for Recorder {
    fn send<'a>(
        &'a self,
        request: http::Request<Bytes>,
        limits: TransportLimits,
    ) -> BoxFuture<'a, Result<http::Response<Bytes>, TransportError>> {
        if !is_of_operation(&request) {
            return self.inner.send(request, limits);
        }
        let index = self.record(&request);
        Box::pin(async move {
            let outcome = self.inner.send(request, limits).await;
            self.record_outcome(index, &outcome);
            outcome
        })
    }
}

/// Shows the number of exchanges only: they are scrubbed when they are serialized.
impl fmt::Debug for Recorder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Recorder")
            .field("inner", &self.inner)
            .field("exchanges", &self.state().exchanges.len())
            .finish_non_exhaustive()
    }
}
