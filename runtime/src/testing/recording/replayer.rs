//! Replays a session.

use std::collections::BTreeMap;
use std::fmt;
use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use bytes::Bytes;
use serde_json::Value;

use super::super::{ManualSystem, offline_builder, unwrap_client};
use super::scrub::{Scrubber, decoded};
use super::{Body, Outcome, RecordedRequest, Recording, is_of_operation};
use crate::transport::{TransportError, TransportErrorKind, TransportLimits};
use crate::{BoxFuture, ClientBuilder, Error, ServiceClient, Transport};

/// The number of differences that a message lists.
const MAX_DIFFERENCES: usize = 5;

/// A transport that responds from the recording of a [`Recorder`](super::Recorder).
///
/// The first exchange with the same method, path, query and body that was not replayed yet responds to a request;
/// exchanges may be replayed in any order. Where the recording has a placeholder, any account ID, access key or
/// secret matches. A request that was not recorded is an error, which states how it differs from the most similar
/// recorded one.
///
/// See [the module documentation](super::super) for an example.
#[derive(Clone)]
pub struct Replayer(Arc<Mutex<State>>);

struct State {
    scrubber: Scrubber,
    exchanges: Vec<RecordedExchange>,
    /// Messages about requests that were not recorded.
    unmatched: Vec<String>,
}

struct RecordedExchange {
    /// `POST /path`, for messages.
    target: String,
    fields: Fields,
    outcome: Outcome,
    is_replayed: bool,
}

/// The values of a scrubbed request by their paths: `body.tags.team`.
type Fields = BTreeMap<String, String>;

impl Replayer {
    /// Reads a recording from a file.
    ///
    /// # Errors
    ///
    /// Returns a [configuration error](crate::ErrorKind::Configuration) that names the file, if it cannot be read or
    /// is not a recording.
    pub fn load(path: impl AsRef<Path>) -> Result<Self, Error> {
        let path = path.as_ref();
        let invalid = |problem: &dyn fmt::Display| {
            Error::configuration(format!("recording {}: {problem}", path.display()))
        };
        let json =
            std::fs::read_to_string(path).map_err(|error| invalid(&error).with_source(error))?;
        Self::parse(&json).map_err(|error| invalid(&error))
    }

    /// Reads a recording from a string, such as one included at compile time.
    ///
    /// # Errors
    ///
    /// Returns a [configuration error](crate::ErrorKind::Configuration) if it is not a recording.
    pub fn from_json(json: &str) -> Result<Self, Error> {
        Self::parse(json).map_err(|error| Error::configuration(format!("recording: {error}")))
    }

    fn parse(json: &str) -> serde_json::Result<Self> {
        let recording: Recording = serde_json::from_str(json)?;
        let scrubber = Scrubber::new(recording.secrets, Vec::new());
        let exchanges = recording.exchanges.into_iter().map(|exchange| RecordedExchange {
            target: format!("{} {}", exchange.request.method, exchange.request.path),
            fields: fields(exchange.request, &scrubber),
            outcome: exchange.outcome,
            is_replayed: false,
        });
        Ok(Self(Arc::new(Mutex::new(State {
            exchanges: exchanges.collect(),
            scrubber,
            unmatched: Vec::new(),
        }))))
    }

    /// Creates a client of this recording, in region `us-east-1`, with example credentials and a clock on which
    /// delays take no time.
    ///
    /// # Panics
    ///
    /// If the metadata of the service is invalid, which that of generated crates is not.
    #[must_use]
    #[track_caller]
    pub fn client<C: ServiceClient>(&self) -> C {
        unwrap_client(self.builder())
    }

    /// Creates a builder of a client of this recording, for a test that needs other settings. Environment variables
    /// are not read.
    pub fn builder<C: ServiceClient>(&self) -> ClientBuilder<C> {
        offline_builder().system(ManualSystem::default()).transport(self.clone())
    }

    /// Returns the number of exchanges that were not replayed.
    #[must_use]
    pub fn exchanges_left(&self) -> usize {
        let state = self.state();
        let exchanges = state.exchanges.iter();
        exchanges.filter(|exchange| !exchange.is_replayed).count()
    }

    /// Asserts that all exchanges were replayed and that all requests were recorded.
    ///
    /// # Panics
    ///
    /// If not; the message lists the exchanges and requests.
    #[track_caller]
    pub fn assert_all_played(&self) {
        let state = self.state();
        let exchanges = state.exchanges.iter().enumerate();
        let left =
            exchanges.filter(|(_, exchange)| !exchange.is_replayed).map(|(index, exchange)| {
                format!("exchange {}, {}, was not requested", index + 1, exchange.target)
            });
        let problems: String = left
            .chain(state.unmatched.iter().cloned())
            .map(|problem| format!("- {problem}\n"))
            .collect();
        drop(state);
        assert!(problems.is_empty(), "the session differs from the recording:\n{problems}");
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl State {
    fn respond(
        &mut self,
        request: &http::Request<Bytes>,
    ) -> Result<http::Response<Bytes>, TransportError> {
        let sent = fields(RecordedRequest::new(request, |_| false), &self.scrubber);
        let mut exchanges = self.exchanges.iter_mut();
        if let Some(exchange) =
            exchanges.find(|exchange| !exchange.is_replayed && exchange.fields == sent)
        {
            exchange.is_replayed = true;
            return exchange.outcome.replay();
        }
        let message = format!(
            "{} {} is not in the recording: {}",
            request.method(),
            request.uri().path(),
            self.explain(&sent)
        );
        self.unmatched.push(message.clone());
        Err(TransportError::new(TransportErrorKind::Configuration, message))
    }

    /// Why no exchange matches a request.
    fn explain(&self, sent: &Fields) -> String {
        let replayed = self.exchanges.iter();
        let replayed = replayed.filter(|exchange| exchange.fields == *sent).count();
        if replayed > 0 {
            return format!("it was recorded {replayed} time(s) and is sent once more");
        }
        let exchanges = self.exchanges.iter().enumerate();
        let similar = exchanges
            .filter(|(_, exchange)| !exchange.is_replayed)
            .filter(|(_, exchange)| target(&exchange.fields).eq(target(sent)))
            .map(|(index, exchange)| (index + 1, differences(&exchange.fields, sent)))
            .min_by_key(|(_, differences)| differences.len());
        let Some((number, mut differences)) = similar else {
            return "no exchange left has this method and path".to_owned();
        };
        if let Some(more) = differences.len().checked_sub(MAX_DIFFERENCES + 1) {
            differences.truncate(MAX_DIFFERENCES);
            differences.push(format!("and {} more", more + 1));
        }
        let differences = differences.join(", ");
        format!("in exchange {number}, the most similar, {differences}")
    }
}

/// Scrubs a request and splits it into fields.
fn fields(mut request: RecordedRequest, scrubber: &Scrubber) -> Fields {
    scrubber.scrub_request(&mut request);
    let mut fields = Fields::new();
    let (path, query) = request.path.split_once('?').unwrap_or((&request.path, ""));
    fields.insert("method".to_owned(), request.method);
    for (index, segment) in path.split('/').skip(1).enumerate() {
        fields.insert(format!("path[{index}]"), decoded(segment));
    }
    for pair in query.split('&').filter(|pair| !pair.is_empty()) {
        let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
        // A list repeats its name.
        let values = fields.entry(format!("query.{}", decoded(name))).or_default();
        let separator = if values.is_empty() { "" } else { "&" };
        *values += &format!("{separator}{}", decoded(value));
    }
    match &request.body {
        Body::Json(value) => add_json(&mut fields, "body".to_owned(), value),
        Body::Text(text) => _ = fields.insert("body".to_owned(), text.clone()),
        Body::Bytes(bytes) => _ = fields.insert("body".to_owned(), bytes.to_base64()),
        Body::Empty => {}
    }
    fields
}

fn add_json(fields: &mut Fields, path: String, value: &Value) {
    match value {
        Value::Array(elements) if !elements.is_empty() => {
            for (index, element) in elements.iter().enumerate() {
                add_json(fields, format!("{path}[{index}]"), element);
            }
        }
        Value::Object(members) if !members.is_empty() => {
            for (name, member) in members {
                add_json(fields, format!("{path}.{name}"), member);
            }
        }
        _ => _ = fields.insert(path, value.to_string()),
    }
}

/// The method and the segments of the path.
fn target(fields: &Fields) -> impl Iterator<Item = (&String, &String)> {
    fields.iter().filter(|(path, _)| *path == "method" || path.starts_with("path["))
}

fn differences(recorded: &Fields, sent: &Fields) -> Vec<String> {
    let added = sent.keys().filter(|path| !recorded.contains_key(*path));
    let difference = |path: &String| match (recorded.get(path), sent.get(path)) {
        (Some(recorded), Some(sent)) if recorded == sent => None,
        (Some(recorded), Some(sent)) => Some(format!("`{path}` was {recorded} and is {sent}")),
        (Some(recorded), None) => Some(format!("`{path}` was {recorded} and is missing")),
        (None, Some(sent)) => Some(format!("`{path}` is {sent} and was missing")),
        (None, None) => None,
    };
    recorded.keys().chain(added).filter_map(difference).collect()
}

impl Transport for Replayer {
    fn send<'a>(
        &'a self,
        request: http::Request<Bytes>,
        _limits: TransportLimits,
    ) -> BoxFuture<'a, Result<http::Response<Bytes>, TransportError>> {
        let response = match is_of_operation(&request) {
            true => self.state().respond(&request),
            false => Err(TransportError::new(
                TransportErrorKind::Configuration,
                "a recording contains no credentials: set them with `.credentials(…)`",
            )),
        };
        Box::pin(std::future::ready(response))
    }
}

/// Shows numbers only.
impl fmt::Debug for Replayer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Replayer")
            .field("exchanges", &self.state().exchanges.len())
            .field("left", &self.exchanges_left())
            .finish_non_exhaustive()
    }
}
