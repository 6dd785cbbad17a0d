//! Plays a session back.

use std::fmt;
use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use bytes::Bytes;

use super::super::{ManualSystem, offline};
use super::compare::{Bindings, Facts};
use super::file::{self, Body, Exchange, File, Outcome, Request};
use super::recorder::MARK;
use crate::redact::shown_target;
use crate::transport::{TransportError, TransportErrorKind, TransportLimits};
use crate::{BoxFuture, ClientBuilder, Error, ServiceClient, Transport};

/// How many differences a message tells.
const MOST_DIFFERENCES: usize = 5;

/// A transport that answers from a [`Recorder`](super::Recorder)'s file.
///
/// A request is answered by the first exchange of the same method, path, query and body that has
/// not been played. Where the recording has a stand-in, any account id, access key or secret fits,
/// but always the same for the same. Order does not matter beyond that. A request that was not
/// recorded fails, and the error says how it differs from the nearest that was.
///
/// See [the module's page](super::super) for how it is used.
#[derive(Clone)]
pub struct Replayer(Arc<Mutex<State>>);

struct State {
    secrets: Vec<String>,
    exchanges: Vec<Played>,
    bindings: Bindings,
    strangers: Vec<String>,
}

struct Played {
    exchange: Exchange,
    facts: Facts,
    is_over: bool,
}

impl Replayer {
    /// Reads a recording from a file.
    ///
    /// # Errors
    /// A kind [`Configuration`](crate::ErrorKind::Configuration) that names the file: it cannot be
    /// read or is no recording.
    pub fn load(path: impl AsRef<Path>) -> Result<Self, Error> {
        let path = path.as_ref();
        let text = std::fs::read_to_string(path).map_err(|error| {
            Error::configuration(format!("recording {}: {error}", path.display()))
                .with_source(error)
        })?;
        Self::read(&text).map_err(|problem| {
            Error::configuration(format!("recording {}: {problem}", path.display()))
        })
    }

    /// Reads a recording from a text, such as one that is compiled in.
    ///
    /// # Errors
    /// As [`load`](Self::load).
    pub fn from_json(text: &str) -> Result<Self, Error> {
        Self::read(text).map_err(|problem| Error::configuration(format!("recording: {problem}")))
    }

    fn read(text: &str) -> Result<Self, String> {
        let file: File = serde_json::from_str(text).map_err(|error| error.to_string())?;
        let exchanges = file.exchanges.into_iter().map(|exchange| Played {
            facts: Facts::new(&exchange.request, &file.secrets),
            exchange,
            is_over: false,
        });
        Ok(Self(Arc::new(Mutex::new(State {
            exchanges: exchanges.collect(),
            secrets: file.secrets,
            bindings: Bindings::default(),
            strangers: Vec::new(),
        }))))
    }

    /// A client that is answered by this recording: region `us-east-1`, keys of nobody, and a clock
    /// on which a back-off takes no time.
    ///
    /// # Panics
    /// If the service's own names make no address, as those of a generated crate do.
    #[must_use]
    pub fn client<C: ServiceClient>(&self) -> C {
        offline::built(self.builder())
    }

    /// The same, for a test that wants other settings. What the environment says is not read.
    pub fn builder<C: ServiceClient>(&self) -> ClientBuilder<C> {
        offline::builder()
            .system(ManualSystem::default())
            .transport(self.clone())
    }

    /// The number of exchanges that no request has asked for.
    #[must_use]
    pub fn exchanges_left(&self) -> usize {
        self.state()
            .exchanges
            .iter()
            .filter(|each| !each.is_over)
            .count()
    }

    /// Makes sure that all exchanges were asked for, and nothing else.
    ///
    /// # Panics
    /// If that is not so; the message names each such exchange and request.
    #[track_caller]
    pub fn assert_all_played(&self) {
        let state = self.state();
        let exchanges = state.exchanges.iter().enumerate();
        let left = exchanges
            .filter(|(_, played)| !played.is_over)
            .map(|(at, played)| {
                let request = &played.exchange.request;
                format!(
                    "exchange {}, {} {}, was not asked for",
                    at + 1,
                    request.method,
                    request.path
                )
            });
        let problems: String = left
            .chain(state.strangers.iter().cloned())
            .map(|line| format!("- {line}\n"))
            .collect();
        drop(state);
        assert!(
            problems.is_empty(),
            "the session went otherwise than it was recorded:\n{problems}"
        );
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl State {
    fn answer(
        &mut self,
        request: &http::Request<Bytes>,
    ) -> Result<http::Response<Bytes>, TransportError> {
        let sent = Request {
            method: request.method().as_str().to_owned(),
            path: shown_target(request).into_owned(),
            headers: Default::default(),
            body: Body::new(request.body()),
        };
        let sent = Facts::new(&sent, &self.secrets);
        for played in self.exchanges.iter_mut().filter(|played| !played.is_over) {
            if played.facts.is(&sent, &mut self.bindings) {
                played.is_over = true;
                return match &played.exchange.outcome {
                    Outcome::Answer(answer) => Ok(answer.to_http()),
                    Outcome::Failure(kind) => Err(TransportError::new(
                        file::failure(kind),
                        format!("recorded: {kind}"),
                    )),
                };
            }
        }
        let (method, path) = (request.method(), request.uri().path());
        let message = format!(
            "{method} {path} is not in the recording: {}",
            self.nearest(&sent)
        );
        self.strangers.push(message.clone());
        Err(TransportError::new(
            TransportErrorKind::Configuration,
            message,
        ))
    }

    /// What comes nearest to a request that was not recorded.
    fn nearest(&self, sent: &Facts) -> String {
        let same = |played: &&Played| played.facts.is(sent, &mut self.bindings.clone());
        let over = self
            .exchanges
            .iter()
            .filter(|played| played.is_over)
            .filter(same)
            .count();
        if over > 0 {
            return format!("it was recorded {over} time(s) and is sent once more");
        }
        let exchanges = self.exchanges.iter().enumerate();
        let differences = exchanges
            .filter(|(_, played)| !played.is_over && played.facts.has_the_target_of(sent))
            .map(|(at, played)| (at, played.facts.differences(sent)))
            .min_by_key(|(_, differences)| differences.len());
        let Some((at, differences)) = differences else {
            return "nothing that is left has this method and path".to_owned();
        };
        let more = match differences.len().saturating_sub(MOST_DIFFERENCES) {
            0 => String::new(),
            more => format!(", and {more} more"),
        };
        let shown: Vec<&str> = differences
            .iter()
            .take(MOST_DIFFERENCES)
            .map(String::as_str)
            .collect();
        format!(
            "in exchange {}, the nearest, {}{more}",
            at + 1,
            shown.join(", ")
        )
    }
}

impl Transport for Replayer {
    fn send<'a>(
        &'a self,
        request: http::Request<Bytes>,
        _limits: TransportLimits,
    ) -> BoxFuture<'a, Result<http::Response<Bytes>, TransportError>> {
        let answer = if request.headers().contains_key(MARK) {
            self.state().answer(&request)
        } else {
            Err(TransportError::new(
                TransportErrorKind::Configuration,
                "a recording holds no credentials: give the client some with `.credentials(…)`",
            ))
        };
        Box::pin(std::future::ready(answer))
    }
}

/// Counts only.
impl fmt::Debug for Replayer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Replayer")
            .field("exchanges", &self.state().exchanges.len())
            .field("left", &self.exchanges_left())
            .finish_non_exhaustive()
    }
}
