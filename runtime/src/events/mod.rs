//! Responses that are streams of events or of JSON values, read while they arrive.

#[cfg(feature = "blocking")]
mod blocking;
mod parser;

#[cfg(any(test, feature = "testing"))]
use std::any::{Any, TypeId};
use std::fmt;
use std::future::poll_fn;
use std::marker::PhantomData;
use std::pin::Pin;
#[cfg(any(test, feature = "testing"))]
use std::sync::Arc;
use std::sync::{Mutex, PoisonError};
use std::task::{Context, Poll, ready};
use std::time::Duration;

use futures_core::Stream;
use http::header::ACCEPT;
use http::{HeaderName, HeaderValue, StatusCode};

#[cfg(feature = "blocking")]
pub use self::blocking::BlockingEvents;
pub use self::parser::RawEvent;
use self::parser::{ParseError, Parser};
use crate::codec::{Decode, Format, Slot, json};
use crate::response::essence;
use crate::retry::{RetryClass, backoff_delay};
use crate::{
    BoxFuture, ByteStream, CallOptions, Client, DecodeError, EncodedRequest, Error, ErrorKind,
    Json, Operation, OperationMeta, Response, random_fraction,
};

/// The data with which many services end a stream, such as those of language models.
const END: &str = "[DONE]";

/// The shortest and the longest delay before a connection is opened again, whatever the server states.
const MIN_DELAY: Duration = Duration::from_millis(100);
const MAX_DELAY: Duration = Duration::from_secs(60);

/// The id of the last event that was received, for a server that continues after it.
const LAST_EVENT_ID: HeaderName = HeaderName::from_static("last-event-id");

/// An event of a stream (Server-Sent Events).
#[derive(Clone, PartialEq)]
#[non_exhaustive]
pub struct Event<T> {
    /// The type of the event; `message` if the server names none.
    pub event: String,
    /// The last id that the server stated, with this event or an earlier one.
    pub id: Option<String>,
    /// The data; `None` if it is not JSON of this type. A string, such as an enum or a date, may be without quotes.
    pub data: Option<T>,
    /// The data as it was received.
    pub raw: String,
}

/// Shows the length of the raw data only: it may contain secrets.
impl<T: fmt::Debug> fmt::Debug for Event<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Event")
            .field("event", &self.event)
            .field("id", &self.id)
            .field("data", &self.data)
            .field("raw_length", &self.raw.len())
            .finish()
    }
}

/// The format of a stream.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum EventFormat {
    /// Server-Sent Events: `text/event-stream`.
    ServerSent,
    /// A JSON value in each line: `application/x-ndjson`, `application/jsonl`.
    Lines,
    /// JSON values after record separators: `application/json-seq`.
    Sequence,
}

/// An operation whose response can be a stream of events. Implemented by generated code.
pub trait EventOperation: Operation {
    /// An event of the stream.
    type Event: Send + 'static;

    /// The format of the stream.
    #[doc(hidden)]
    const FORMAT: EventFormat;

    /// The media type of the stream.
    #[doc(hidden)]
    const MEDIA_TYPE: &'static str;

    /// Decodes an event.
    ///
    /// # Errors
    ///
    /// Returns an error if a value is not of the type that the document describes.
    #[doc(hidden)]
    fn event(raw: RawEvent) -> Result<Self::Event, DecodeError>;

    /// Sets the member of the input that requests a stream, if it has one.
    #[doc(hidden)]
    fn request_events(input: &mut Self::Input) {
        let _ = input;
    }
}

impl RawEvent {
    /// The event whose data is JSON, or a string without quotes if `T` is one.
    ///
    /// # Errors
    ///
    /// Returns no error: data of another form is in [`Event::raw`].
    pub fn json<T: Decode>(self) -> Result<Event<T>, DecodeError> {
        let data = decode(&self.data).ok().or_else(|| decode_string(&self.data));
        Ok(self.with_data(data))
    }

    /// The event whose data is a string.
    ///
    /// # Errors
    ///
    /// Returns no error.
    pub fn text(self) -> Result<Event<String>, DecodeError> {
        let data = Some(self.data.clone());
        Ok(self.with_data(data))
    }

    /// The JSON value of a line.
    ///
    /// # Errors
    ///
    /// Returns an error if the line is not JSON or does not have the form of `T`.
    pub fn value<T: Decode>(self) -> Result<T, DecodeError> {
        decode(&self.data)
    }

    fn with_data<T>(self, data: Option<T>) -> Event<T> {
        let event = if self.event.is_empty() { "message".to_owned() } else { self.event };
        let id = (!self.id.is_empty()).then_some(self.id);
        Event { event, id, data, raw: self.data }
    }
}

fn decode<T: Decode>(text: &str) -> Result<T, DecodeError> {
    let mut value = T::default_value();
    match json::read(text.trim(), value.slot(Format::default())) {
        Ok(()) => Ok(value),
        Err(error) => Err(DecodeError::json(text, &error)),
    }
}

/// The value of a string without quotes; `None` if `T` is no string.
fn decode_string<T: Decode>(text: &str) -> Option<T> {
    let is_string = is_string(T::default_value().slot(Format::default()));
    is_string.then(|| decode(&Json::from(text).to_string()).ok()).flatten()
}

/// Whether a value is a string, an enum, or another value in a string, or may also be null.
fn is_string(slot: Slot<'_>) -> bool {
    match slot {
        Slot::String(_)
        | Slot::Secret(_)
        | Slot::Blob(_)
        | Slot::Timestamp(_)
        | Slot::Date(_)
        | Slot::Enumeration(_) => true,
        Slot::Option(value, format) => is_string(value.fill(format)),
        _ => false,
    }
}

/// The events of a response, as they arrive: by [`next`](Self::next), or as a `Stream` of the crate `futures-core`.
///
/// The request is sent when the first event is awaited. The call's time-outs apply until the response begins; from
/// then on only [`Timeouts::stall`](crate::Timeouts::stall), for each wait for data. An event of the data `[DONE]`
/// ends the stream.
///
/// A connection that breaks is opened again if the operation only reads: after the delay that the server stated
/// (`retry`, from 100 milliseconds to 60 seconds), and with the id of the last event (`Last-Event-ID`), so that the
/// server can continue. The same is true of a response that ends, if the server stated a delay; otherwise its end is
/// that of the stream. [`reconnect`](Self::reconnect) switches it off. In other operations a broken connection is an
/// error.
///
/// The stream ends when as many connections in a row as a call has attempts have made no progress: each broke without
/// an event, in which case the stream ends with the error, or ended without an event of another id.
#[must_use = "events are received by `.next().await`"]
pub struct Events<O: EventOperation> {
    client: Client,
    input: O::Input,
    options: CallOptions,
    parser: Parser,
    reconnects: bool,
    /// The number of connections in a row without progress; 1 after one with progress.
    failures: u32,
    /// Whether the connection has returned an event.
    has_event: bool,
    /// The id of the last event before the connection.
    previous_id: String,
    state: Mutex<State<O>>,
}

/// It is used by exclusive references only; the mutex around it, which is never locked, makes it `Sync`.
enum State<O: Operation> {
    Idle,
    Connecting(BoxFuture<'static, Result<Connected, O::Error>>),
    Open(ByteStream),
    Ended,
}

impl<O: EventOperation> Events<O> {
    /// Creates the stream of the response to `input`. Called by generated code.
    #[doc(hidden)]
    pub fn new(client: Client, mut input: O::Input, options: CallOptions) -> Self {
        O::request_events(&mut input);
        let parser = Parser::new(O::FORMAT, client.0.max_response_bytes);
        let state = Mutex::new(State::Idle);
        Self {
            client,
            input,
            options,
            parser,
            reconnects: true,
            failures: 0,
            has_event: false,
            previous_id: String::new(),
            state,
        }
    }

    /// Sets whether a connection that breaks is opened again, in operations that only read. Default: `true`.
    pub fn reconnect(mut self, reconnects: bool) -> Self {
        self.reconnects = reconnects;
        self
    }

    /// Continues after the event of this id, as [`last_event_id`](Self::last_event_id) returns it.
    pub fn resume_from(mut self, id: impl Into<String>) -> Self {
        self.parser.set_last_id(id.into());
        self
    }

    /// Returns the last id that the server stated.
    #[must_use]
    pub fn last_event_id(&self) -> Option<&str> {
        Some(self.parser.last_id()).filter(|id| !id.is_empty())
    }

    /// Receives the next event. Returns `None` at the end of the stream.
    ///
    /// This method is cancel safe: if the future is dropped, no event is lost.
    ///
    /// # Errors
    ///
    /// Returns the errors of the operation; an error of kind [`Connection`](ErrorKind::Connection) if the connection
    /// breaks, and of kind [`Response`](ErrorKind::Response) if a line is not JSON of its type or an event is larger
    /// than the client's `max_response_bytes`. The stream ends after an error.
    pub async fn next(&mut self) -> Option<Result<O::Event, O::Error>> {
        poll_fn(|context| self.poll_event(context)).await
    }

    /// Receives all events into a collection.
    ///
    /// # Errors
    ///
    /// Returns the first error of [`next`](Self::next).
    pub async fn try_collect<C>(mut self) -> Result<C, O::Error>
    where
        C: Default + Extend<O::Event>,
    {
        let mut all = C::default();
        while let Some(event) = self.next().await {
            all.extend([event?]);
        }
        Ok(all)
    }

    fn poll_event(
        &mut self,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<O::Event, O::Error>>> {
        loop {
            let next = match self.state() {
                State::Ended => return Poll::Ready(None),
                State::Idle => State::Connecting(self.connect()),
                State::Connecting(connecting) => match ready!(connecting.as_mut().poll(context)) {
                    // The server has no more events (HTML Standard, 9.2.3).
                    Ok(Connected { status: StatusCode::NO_CONTENT, .. }) => State::Ended,
                    Ok(Connected { stream, .. }) => State::Open(stream),
                    Err(error) => {
                        *self.state() = State::Ended;
                        return Poll::Ready(Some(Err(error)));
                    }
                },
                State::Open(_) => match self.parser.next() {
                    Ok(Some(raw)) => return Poll::Ready(self.received(raw)),
                    Err(error) => return Poll::Ready(Some(Err(self.fail(parse_error(error))))),
                    Ok(None) => match ready!(self.poll_chunk(context)) {
                        Some(Ok(chunk)) => {
                            self.parser.push(&chunk);
                            continue;
                        }
                        Some(Err(error)) => match self.can_reconnect(self.has_event) {
                            true => State::Idle,
                            false => {
                                let message = format!("the stream of events ended early: {error}");
                                let error =
                                    Error::new(ErrorKind::Connection, message).with_source(error);
                                return Poll::Ready(Some(Err(self.fail(error))));
                            }
                        },
                        None if self.parser.retry().is_some()
                            && self.can_reconnect(self.has_new_id()) =>
                        {
                            State::Idle
                        }
                        None => match self.parser.finish() {
                            Ok(Some(raw)) => {
                                let event = self.received(raw);
                                *self.state() = State::Ended;
                                return Poll::Ready(event);
                            }
                            Ok(None) => State::Ended,
                            Err(error) => {
                                return Poll::Ready(Some(Err(self.fail(parse_error(error)))));
                            }
                        },
                    },
                },
            };
            *self.state() = next;
        }
    }

    fn state(&mut self) -> &mut State<O> {
        self.state.get_mut().unwrap_or_else(PoisonError::into_inner)
    }

    fn poll_chunk(
        &mut self,
        context: &mut Context<'_>,
    ) -> Poll<Option<std::io::Result<bytes::Bytes>>> {
        match self.state() {
            State::Open(stream) => stream.poll_next(context),
            _ => Poll::Ready(None),
        }
    }

    /// The event that was received; `None` if it is the end of the stream.
    fn received(&mut self, raw: RawEvent) -> Option<Result<O::Event, O::Error>> {
        self.has_event = true;
        if raw.data == END {
            *self.state() = State::Ended;
            return None;
        }
        match O::event(raw) {
            Ok(event) => Some(Ok(event)),
            Err(problem) => {
                let message = format!("a value of the stream cannot be decoded: {problem}");
                Some(Err(self.fail(Error::new(ErrorKind::Response, message))))
            }
        }
    }

    fn fail(&mut self, error: Error) -> O::Error {
        *self.state() = State::Ended;
        error.of_operation(O::META.name).into()
    }

    fn has_new_id(&self) -> bool {
        self.parser.last_id() != self.previous_id
    }

    /// Whether another connection may follow one that broke or ended.
    fn can_reconnect(&mut self, has_progress: bool) -> bool {
        self.failures = if has_progress { 1 } else { self.failures + 1 };
        let attempts = self.options.retries_over(self.client.0.retries).attempts();
        let is_server_sent = O::FORMAT == EventFormat::ServerSent;
        self.reconnects && is_server_sent && O::META.read_only && self.failures < attempts
    }

    /// Sends the request, after a delay if it is not the first one.
    fn connect(&mut self) -> BoxFuture<'static, Result<Connected, O::Error>> {
        let last_event_id = self.last_event_id().map(str::to_owned);
        self.parser.restart();
        self.has_event = false;
        self.parser.last_id().clone_into(&mut self.previous_id);
        let system = self.client.system();
        let delay = self.failures.checked_sub(1).map(|retry| {
            let own = || backoff_delay(retry, RetryClass::Transient, random_fraction(&**system));
            self.parser.retry().unwrap_or_else(own).clamp(MIN_DELAY, MAX_DELAY)
        });
        let input = Request { input: self.input.clone(), last_event_id };
        let (client, options) = (self.client.clone(), self.options);
        Box::pin(async move {
            if let Some(delay) = delay {
                client.system().sleep(delay).await;
            }
            client.send::<Connect<O>>(&input, &options).await
        })
    }
}

fn parse_error(error: ParseError) -> Error {
    let message = match error {
        ParseError::TooLarge(limit) => format!(
            "an event is larger than the {limit} bytes that are allowed: raise max_response_bytes on the client's \
             builder"
        ),
        ParseError::NotUtf8 => "a line of the stream is not UTF-8".to_owned(),
    };
    Error::new(ErrorKind::Response, message)
}

/// No field is pinned.
impl<O: EventOperation> Unpin for Events<O> {}

impl<O: EventOperation> Stream for Events<O> {
    type Item = Result<O::Event, O::Error>;

    fn poll_next(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.get_mut().poll_event(context)
    }
}

impl<O: EventOperation> fmt::Debug for Events<O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Events")
            .field("operation", &O::META.name)
            .field("last_event_id", &self.last_event_id())
            .finish_non_exhaustive()
    }
}

/// The call that returns the stream of an operation.
pub(crate) struct Connect<O>(PhantomData<fn() -> O>);

/// The input of an operation, and the event to continue after.
#[derive(Clone, Debug)]
pub(crate) struct Request<I> {
    pub(crate) input: I,
    last_event_id: Option<String>,
}

/// The status and the unread body of a response.
pub(crate) struct Connected {
    status: StatusCode,
    stream: ByteStream,
}

#[cfg(any(test, feature = "testing"))]
impl From<ByteStream> for Connected {
    fn from(stream: ByteStream) -> Self {
        Self { status: StatusCode::OK, stream }
    }
}

impl<O: EventOperation> Operation for Connect<O> {
    type Input = Request<O::Input>;
    type Output = Connected;
    type Error = O::Error;

    const META: OperationMeta = O::META.streams_response();

    fn fill_idempotency_tokens(
        input: &Self::Input,
        new_token: &mut dyn FnMut() -> String,
    ) -> Option<Self::Input> {
        let filled = O::fill_idempotency_tokens(&input.input, new_token)?;
        Some(Request { input: filled, last_event_id: input.last_event_id.clone() })
    }

    fn encode(input: &Self::Input) -> Result<EncodedRequest, Error> {
        let mut request = O::encode(&input.input)?;
        if let Ok(media_type) = HeaderValue::from_str(O::MEDIA_TYPE) {
            request.headers.insert(ACCEPT, media_type);
        }
        let id = input.last_event_id.as_ref();
        if let Some(id) = id.and_then(|id| HeaderValue::from_bytes(id.as_bytes()).ok()) {
            request.headers.insert(LAST_EVENT_ID, id);
        }
        Ok(request)
    }

    fn decode(response: &Response) -> Result<Self::Output, DecodeError> {
        if let Some(name) = response.content_type()
            && !is_stream(O::FORMAT, O::MEDIA_TYPE, name)
        {
            return Err(DecodeError::new(format!(
                "the response is `{name}`, and not a stream of events: the request may need a parameter that selects them"
            )));
        }
        Ok(Connected { status: response.status, stream: response.blob().into() })
    }

    fn attach_body(output: &mut Self::Output, stream: ByteStream) {
        output.stream = stream;
    }

    #[cfg(any(test, feature = "testing"))]
    fn recorded(input: &Self::Input) -> (TypeId, Arc<dyn Any + Send + Sync>) {
        O::recorded(&input.input)
    }
}

/// Whether a media type is that of the stream: the one that the operation has, or another name of its format. JSON is a
/// stream of one value.
fn is_stream(format: EventFormat, stated: &str, media_type: &str) -> bool {
    let names: &[&str] = match format {
        EventFormat::ServerSent => &["text/event-stream"],
        EventFormat::Lines => {
            &["application/jsonl", "application/ndjson", "application/x-ndjson", "application/json"]
        }
        EventFormat::Sequence => &["application/json-seq", "application/json"],
    };
    let media_type = essence(media_type);
    media_type == essence(stated) || names.contains(&media_type.as_str())
}

#[cfg(test)]
mod tests;
