//! Writes a session down.

use std::fmt;
use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use bytes::Bytes;

use super::file::{self, Answer, Body, Exchange, File, Outcome, Request};
use super::scrub::{is_hole, scrub};
use crate::redact::shown_target;
use crate::transport::{TransportError, TransportLimits};
use crate::{BoxFuture, ServiceClient, Transport};

/// A transport that passes everything on to another one and keeps what it sees.
///
/// What it writes is fit to be committed: signatures, session tokens and all other headers of the
/// pipeline are left out; account ids, access keys, tokens and members with the names of secrets
/// are replaced, each by the same stand-in wherever it occurs. Do look at the file all the same:
/// nobody but you knows what names and tags you gave to things. Requests for credentials are passed
/// on and not kept. Clones share what they keep.
///
/// See [the module's page](super::super) for how it is used.
#[derive(Clone)]
pub struct Recorder {
    inner: Arc<dyn Transport>,
    state: Arc<Mutex<State>>,
}

#[derive(Default)]
struct State {
    secrets: Vec<String>,
    /// The session tokens of requests. They are not kept with those, but a service that does not
    /// accept a signature repeats them in its answer.
    tokens: Vec<String>,
    /// In the order of the requests; empty where no answer has come yet.
    exchanges: Vec<(Request, Option<Outcome>)>,
}

impl Recorder {
    /// Records what goes through `transport`.
    #[must_use]
    pub fn new(transport: impl Transport) -> Self {
        Self {
            inner: Arc::new(transport),
            state: Arc::default(),
        }
    }

    /// Scrubs also the members that a service's document marks as secrets.
    #[must_use]
    pub fn for_service<C: ServiceClient>(self) -> Self {
        C::SECRETS
            .iter()
            .fold(self, |recorder, name| recorder.secret(*name))
    }

    /// Scrubs also the members, headers and query parameters of this name, however it is spelled
    /// (`streamKey`, `stream-key`).
    #[must_use]
    pub fn secret(self, name: impl Into<String>) -> Self {
        self.state().secrets.push(name.into());
        self
    }

    /// The recording so far, scrubbed. Requests that have not been answered are left out.
    #[must_use]
    pub fn to_json(&self) -> String {
        let state = self.state();
        let exchanges = state.exchanges.iter().filter_map(|(request, outcome)| {
            Some(Exchange {
                request: request.clone(),
                outcome: outcome.clone()?,
            })
        });
        let mut file = File {
            secrets: state.secrets.clone(),
            exchanges: exchanges.collect(),
        };
        let tokens = state.tokens.clone();
        drop(state);
        scrub(&mut file.exchanges, &file.secrets, tokens);
        // Texts, numbers and maps by text always have a JSON form.
        serde_json::to_string_pretty(&file).unwrap_or_default() + "\n"
    }

    /// Writes the recording so far to a file.
    ///
    /// # Errors
    /// The file system's.
    pub fn save(&self, path: impl AsRef<Path>) -> std::io::Result<()> {
        std::fs::write(path, self.to_json())
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Keeps a request, and says where.
    fn keep(&self, request: &http::Request<Bytes>) -> usize {
        let mut state = self.state();
        let secrets = state.secrets.clone();
        let token = request.headers().get(SESSION_TOKEN);
        if let Some(token) = token.and_then(|token| token.to_str().ok())
            && !state.tokens.iter().any(|known| known == token)
        {
            state.tokens.push(token.to_owned());
        }
        state.exchanges.push((
            Request {
                method: request.method().as_str().to_owned(),
                path: shown_target(request).into_owned(),
                headers: file::headers(request.headers(), |name| {
                    !is_of_the_pipeline(name) && !is_hole(name, &secrets)
                }),
                body: Body::new(request.body()),
            },
            None,
        ));
        state.exchanges.len() - 1
    }

    fn keep_outcome(&self, at: usize, outcome: &Result<http::Response<Bytes>, TransportError>) {
        let mut state = self.state();
        let kept = match outcome {
            Ok(answer) => Outcome::Answer(Answer {
                status: answer.status().as_u16(),
                headers: file::headers(answer.headers(), |name| {
                    !is_of_the_way(name) && !is_hole(name, &state.secrets)
                }),
                body: Body::new(answer.body()),
            }),
            Err(error) => Outcome::Failure(format!("{:?}", error.kind())),
        };
        if let Some((_, outcome)) = state.exchanges.get_mut(at) {
            *outcome = Some(kept);
        }
    }
}

/// What every call of the pipeline carries, and requests for credentials do not.
pub(super) const MARK: &str = "amz-sdk-invocation-id";

/// The header that carries a session token.
const SESSION_TOKEN: &str = "x-amz-security-token";

/// Headers that say nothing about what is asked for.
fn is_of_the_pipeline(name: &str) -> bool {
    const NAMES: &[&str] = &[
        "accept-encoding",
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
    name == MARK || NAMES.contains(&name)
}

/// Headers that say how an answer came, not what it says.
fn is_of_the_way(name: &str) -> bool {
    const NAMES: &[&str] = &[
        "connection",
        "content-length",
        "date",
        "keep-alive",
        "set-cookie",
        "transfer-encoding",
        "via",
        "x-amz-apigw-id",
        "x-amzn-trace-id",
        "x-cache",
    ];
    NAMES.contains(&name) || name.starts_with("x-amz-cf-")
}

impl Transport for Recorder {
    fn send<'a>(
        &'a self,
        request: http::Request<Bytes>,
        limits: TransportLimits,
    ) -> BoxFuture<'a, Result<http::Response<Bytes>, TransportError>> {
        if !request.headers().contains_key(MARK) {
            return self.inner.send(request, limits);
        }
        let at = self.keep(&request);
        Box::pin(async move {
            let outcome = self.inner.send(request, limits).await;
            self.keep_outcome(at, &outcome);
            outcome
        })
    }
}

/// Counts only: what is kept is scrubbed when it is written, not before.
impl fmt::Debug for Recorder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Recorder")
            .field("inner", &self.inner)
            .field("exchanges", &self.state().exchanges.len())
            .finish_non_exhaustive()
    }
}
