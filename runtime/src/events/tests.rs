//! Streams over a transport whose bodies end or break as each test states.

use std::collections::VecDeque;
use std::io;
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll};
use std::time::Duration;

use bytes::Bytes;

use http::header::CONTENT_TYPE;

use super::*;
use crate::stream::Chunks;
use crate::test_fixtures::PlainService;
use crate::testing::{Fake, ManualSystem};
use crate::transport::{Transport, TransportError, TransportLimits};
use crate::{ClientBuilder, Environment, Secret};

/// A response: status, media type, chunks, and whether its body breaks after them.
type Scripted = (u16, &'static str, &'static [&'static str], bool);

const fn of(
    status: u16,
    media_type: &'static str,
    chunks: &'static [&'static str],
    breaks: bool,
) -> Scripted {
    (status, media_type, chunks, breaks)
}

#[derive(Clone, Debug)]
struct Script {
    responses: Arc<Mutex<VecDeque<Scripted>>>,
    requests: Arc<Mutex<Vec<http::Request<Bytes>>>>,
}

impl Transport for Script {
    fn send(
        &self,
        request: http::Request<Bytes>,
        _: TransportLimits,
    ) -> BoxFuture<'_, Result<http::Response<Bytes>, TransportError>> {
        self.requests.lock().unwrap().push(request);
        let (status, media_type, chunks, breaks) =
            self.responses.lock().unwrap().pop_front().expect("another connection");
        let mut response = http::Response::new(Bytes::new());
        *response.status_mut() = StatusCode::from_u16(status).unwrap();
        if !media_type.is_empty() {
            response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static(media_type));
        }
        let chunks = chunks.iter().map(|chunk| Ok(Bytes::from_static(chunk.as_bytes())));
        let broken = breaks.then(|| Err(io::ErrorKind::ConnectionReset.into()));
        let body = Body(chunks.chain(broken).collect());
        response.extensions_mut().insert(ByteStream::from_chunks(None, body));
        Box::pin(std::future::ready(Ok(response)))
    }
}

struct Body(VecDeque<io::Result<Bytes>>);

impl Chunks for Body {
    fn poll_chunk(&mut self, _: &mut Context<'_>) -> Poll<Option<io::Result<Bytes>>> {
        Poll::Ready(self.0.pop_front())
    }
}

/// An operation with events, which reads or does not.
struct Watch<const READS: bool>;

impl<const READS: bool> Operation for Watch<READS> {
    type Input = bool;
    type Output = ();
    type Error = Error;
    const META: OperationMeta = match READS {
        true => OperationMeta::new("Watch").read_only(),
        false => OperationMeta::new("Watch"),
    };

    fn encode(input: &bool) -> Result<EncodedRequest, Error> {
        Ok(EncodedRequest::new(http::Method::GET).literal(if *input { "/events" } else { "/" }))
    }

    fn decode(_: &Response) -> Result<(), DecodeError> {
        Ok(())
    }
}

impl<const READS: bool> EventOperation for Watch<READS> {
    type Event = Event<i64>;
    const FORMAT: EventFormat = EventFormat::ServerSent;
    const MEDIA_TYPE: &'static str = "text/event-stream";

    fn event(raw: RawEvent) -> Result<Self::Event, DecodeError> {
        raw.json()
    }

    fn request_events(input: &mut bool) {
        *input = true;
    }
}

/// An operation with lines.
struct Export;

impl Operation for Export {
    type Input = bool;
    type Output = ();
    type Error = Error;
    const META: OperationMeta = OperationMeta::new("Export").read_only();

    fn encode(input: &bool) -> Result<EncodedRequest, Error> {
        Watch::<true>::encode(input)
    }

    fn decode(_: &Response) -> Result<(), DecodeError> {
        Ok(())
    }
}

impl EventOperation for Export {
    type Event = Json;
    const FORMAT: EventFormat = EventFormat::Lines;
    const MEDIA_TYPE: &'static str = "application/x-ndjson";

    fn event(raw: RawEvent) -> Result<Json, DecodeError> {
        raw.value()
    }
}

fn events<O: EventOperation<Input = bool>>(
    responses: impl IntoIterator<Item = Scripted>,
) -> (Events<O>, Script, ManualSystem) {
    let script = Script {
        responses: Arc::new(Mutex::new(responses.into_iter().collect())),
        requests: Arc::default(),
    };
    let system = ManualSystem::default().with_random(0);
    let client = ClientBuilder::<PlainService>::new(Environment::empty())
        .endpoint_url("https://api.example")
        .transport(script.clone())
        .system(system.clone())
        .max_response_bytes(100)
        .build()
        .unwrap()
        .0;
    (Events::new(client, false, CallOptions::default()), script, system)
}

const SSE: &str = "text/event-stream";

/// The data of all events, and the message of the error that ends them.
async fn all<O: EventOperation<Error = Error, Event = Event<i64>>>(
    events: &mut Events<O>,
) -> (Vec<i64>, Option<String>) {
    let mut data = Vec::new();
    while let Some(event) = events.next().await {
        match event {
            Ok(event) => data.extend(event.data),
            Err(error) => {
                assert!(events.next().await.is_none(), "the stream ends after an error");
                return (data, Some(error.to_string()));
            }
        }
    }
    (data, None)
}

#[tokio::test]
async fn events_are_received_until_the_response_ends() {
    let (mut events, script, _) = events::<Watch<true>>([of(
        200,
        SSE,
        &["event: add\nid: 1\nda", "ta: 5\n\ndata: x\n\n", "data: 6"],
        false,
    )]);
    let event = events.next().await.unwrap().unwrap();
    assert_eq!((&*event.event, event.id.as_deref(), event.data), ("add", Some("1"), Some(5)));
    let event = events.next().await.unwrap().unwrap();
    assert_eq!((&*event.event, event.data, &*event.raw), ("message", None, "x"));
    assert!(events.next().await.is_none());
    let request = &script.requests.lock().unwrap()[0];
    assert_eq!(request.uri().path(), "/events");
    assert_eq!(request.headers()["accept"], SSE);
    assert!(!request.headers().contains_key("last-event-id"));
}

#[tokio::test]
async fn a_broken_connection_of_a_read_is_opened_again_after_the_last_event() {
    let (mut events, script, system) = events::<Watch<true>>([
        of(200, SSE, &["retry: 1500\nid: 7\ndata: 1\n\ndata: 2"], true),
        of(200, SSE, &["data: 2\n\n"], false),
        of(204, "", &[], false),
    ]);
    assert_eq!(all(&mut events).await, (vec![1, 2], None));
    let requests = script.requests.lock().unwrap();
    let ids: Vec<_> =
        requests.iter().map(|request| request.headers().get("last-event-id")).collect();
    let seven = HeaderValue::from_static("7");
    assert_eq!(ids, [None, Some(&seven), Some(&seven)], "the end is none with a delay");
    assert_eq!(system.slept(), [Duration::from_millis(1500); 2]);
}

#[tokio::test]
async fn an_event_that_breaks_off_is_requested_again() {
    let (mut events, script, _) = events::<Watch<true>>([
        of(200, SSE, &["id: 1\ndata: 1\n\nid: 2\ndata: 2\n"], true),
        of(200, SSE, &["id: 2\ndata: 2\n\n"], false),
    ]);
    assert_eq!(all(&mut events).await, (vec![1, 2], None));
    assert_eq!(script.requests.lock().unwrap()[1].headers()["last-event-id"], "1");
}

#[tokio::test]
async fn responses_that_end_are_repeated_while_the_id_advances() {
    let ends = |chunks| of(200, SSE, chunks, false);
    for (responses, expected, slept) in [
        (vec![ends(&["retry: 0\ndata: 1\n\n"]); 4], vec![1; 3], 100),
        (vec![ends(&["retry: 99999999999\nid: 7\ndata: 1\n\n"]); 4], vec![1; 3], 60_000),
        (
            vec![
                ends(&["retry: 200\nid: 1\ndata: 1\n\n"]),
                ends(&["id: 2\ndata: 2\n\n"]),
                ends(&["id: 3\ndata: 3\n\n"]),
                ends(&["id: 4\ndata: 4\n\n"]),
                ends(&[]),
                ends(&["data: 4\n\n"]),
            ],
            vec![1, 2, 3, 4, 4],
            200,
        ),
    ] {
        let (mut events, script, system) = self::events::<Watch<true>>(responses);
        assert_eq!(all(&mut events).await, (expected, None));
        let connections = script.requests.lock().unwrap().len();
        assert_eq!(system.slept(), vec![Duration::from_millis(slept); connections - 1]);
    }
}

#[tokio::test]
async fn connections_that_break_without_an_event_are_as_many_as_attempts() {
    let broken = of(200, SSE, &[": hello\n"], true);
    let (mut events, script, _) = events::<Watch<true>>([broken; 4]);
    let (data, error) = all(&mut events).await;
    assert_eq!(data, [0; 0]);
    assert!(error.unwrap().starts_with("Watch failed: the stream of events ended early"));
    assert_eq!(script.requests.lock().unwrap().len(), 3);
}

#[tokio::test]
async fn a_broken_connection_is_an_error_where_none_may_follow() {
    let broken = of(200, SSE, &["data: 1\n\n"], true);
    let (mut events, script, _) = self::events::<Watch<false>>([broken; 2]);
    let (data, error) = all(&mut events).await;
    assert_eq!((data, error.is_some()), (vec![1], true));
    assert_eq!(script.requests.lock().unwrap().len(), 1);

    let (events, script, _) = self::events::<Watch<true>>([broken; 2]);
    let (data, error) = all(&mut events.reconnect(false)).await;
    assert_eq!((data, error.is_some()), (vec![1], true));
    assert_eq!(script.requests.lock().unwrap().len(), 1);
}

#[tokio::test]
async fn done_ends_the_stream_without_another_connection() {
    let (mut events, ..) = events::<Watch<true>>([of(
        200,
        SSE,
        &["retry: 1\ndata: 1\n\ndata: [DONE]\n\ndata: 2\n\n"],
        true,
    )]);
    assert_eq!(all(&mut events).await, (vec![1], None));
}

#[tokio::test]
async fn a_response_of_another_kind_and_events_without_end_are_errors() {
    for (response, expected) in [
        (of(200, "application/json", &["{}"], false), "not a stream of events"),
        (of(200, "text/html; charset=utf-8", &["<html>"], false), "text/html"),
        (of(200, "text/plain", &["data: 1\n\n"], false), "text/plain"),
        (of(404, SSE, &[], false), "HTTP 404"),
        (
            of(
                200,
                SSE,
                &[
                    "data: 1\n\n",
                    "data: 12345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890",
                ],
                false,
            ),
            "larger than the 100 bytes",
        ),
    ] {
        let (mut events, ..) = events::<Watch<true>>([response]);
        let error = all(&mut events).await.1.unwrap();
        assert!(error.contains(expected), "{error}");
    }
}

#[test]
fn data_that_is_a_string_may_be_without_quotes() {
    fn data<T: Decode>(text: &str) -> Option<T> {
        let raw = RawEvent { data: text.to_owned(), ..RawEvent::default() };
        raw.json().unwrap().data
    }
    for text in ["2026-01-02T03:04:05Z", "\"2026-01-02T03:04:05Z\""] {
        let expected: jiff::Timestamp = "2026-01-02T03:04:05Z".parse().unwrap();
        assert_eq!(data(text), Some(expected));
    }
    assert_eq!(data("2026-01-02"), Some(jiff::civil::date(2026, 1, 2)));
    assert_eq!(data::<Secret>("a\nb").unwrap().expose(), "a\nb");
    for (text, expected) in [("12", "12"), ("a \"b\"", "a \"b\""), ("\"c\"", "c")] {
        assert_eq!(data::<Option<String>>(text), Some(Some(expected.to_owned())), "{text}");
    }
    assert_eq!(data::<Option<String>>("null"), Some(None));
    assert_eq!(data::<i64>("x"), None);
    assert_eq!(data::<Json>("x"), None);
    assert_eq!(data::<jiff::Timestamp>("x"), None);
}

#[tokio::test]
async fn lines_are_values_and_another_form_is_an_error() {
    let (events, script, _) =
        self::events::<Export>([of(200, "application/json", &["{\"a\":1}\n", "[2]"], false)]);
    let values: Vec<Json> = events.try_collect().await.unwrap();
    assert_eq!(values, [serde_json::json!({"a": 1}), serde_json::json!([2])]);
    assert_eq!(script.requests.lock().unwrap()[0].headers()["accept"], "application/x-ndjson");

    let (mut events, ..) = self::events::<Export>([of(200, "", &["1\n{\n"], false)]);
    assert_eq!(events.next().await.unwrap().unwrap(), 1);
    let error = events.next().await.unwrap().unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Response);
    assert!(events.next().await.is_none());
}

#[tokio::test]
async fn a_fake_returns_the_body_of_the_stream() {
    let fake = Fake::new().on_events::<Watch<true>>(|asked| {
        assert!(*asked);
        Ok("data: 3\n\n".into())
    });
    let client = fake.client::<PlainService>().0;
    let mut events = Events::<Watch<true>>::new(client.clone(), false, CallOptions::default());
    assert_eq!(all(&mut events).await, (vec![3], None));
    assert_eq!(fake.calls::<Watch<true>>(), [true]);

    let mut events = Events::<Watch<false>>::new(client, false, CallOptions::default());
    let (_, error) = all(&mut events).await;
    let message = error.unwrap().to_string();
    assert!(message.contains("Add one with `.on_events::<Watch<false>>(…)`"), "{message}");
}
