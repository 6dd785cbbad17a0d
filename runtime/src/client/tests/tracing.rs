//! Tracing spans: names, fields, and the absence of secrets.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};

use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing::{Event, Metadata, Subscriber};

use crate::CallOptions;
use crate::test_fixtures::{Fixture, service_error, status};
use crate::testing::Step;

/// A span and its recorded fields.
#[derive(Clone, Debug, Default)]
struct SpanRecord {
    name: &'static str,
    parent: Option<u64>,
    fields: BTreeMap<&'static str, String>,
}

impl Visit for SpanRecord {
    fn record_str(&mut self, field: &Field, value: &str) {
        self.fields.insert(field.name(), value.to_owned());
    }

    fn record_debug(&mut self, field: &Field, value: &dyn std::fmt::Debug) {
        self.fields.insert(field.name(), format!("{value:?}"));
    }
}

/// Collects the spans of one thread.
#[derive(Clone, Default)]
struct Collector(Arc<Mutex<State>>);

#[derive(Default)]
struct State {
    spans: Vec<SpanRecord>,
    entered: Vec<u64>,
}

impl Subscriber for Collector {
    fn enabled(&self, metadata: &Metadata<'_>) -> bool {
        metadata.target().starts_with("sdk_runtime")
    }

    fn new_span(&self, attributes: &Attributes<'_>) -> Id {
        let mut state = self.0.lock().unwrap();
        let mut seen = SpanRecord {
            name: attributes.metadata().name(),
            parent: state.entered.last().copied(),
            ..SpanRecord::default()
        };
        attributes.record(&mut seen);
        state.spans.push(seen);
        Id::from_u64(state.spans.len() as u64)
    }

    fn record(&self, span: &Id, values: &Record<'_>) {
        let index = usize::try_from(span.into_u64()).unwrap() - 1;
        values.record(&mut self.0.lock().unwrap().spans[index]);
    }

    fn enter(&self, span: &Id) {
        self.0.lock().unwrap().entered.push(span.into_u64());
    }

    fn exit(&self, _: &Id) {
        self.0.lock().unwrap().entered.pop();
    }

    fn record_follows_from(&self, _: &Id, _: &Id) {}

    fn event(&self, _: &Event<'_>) {}
}

async fn spans_of(steps: impl IntoIterator<Item = Step>) -> Vec<SpanRecord> {
    let collector = Collector::default();
    let guard = tracing::subscriber::set_default(collector.clone());
    let _ = Fixture::new(steps).call().await;
    drop(guard);
    let state = collector.0.lock().unwrap();
    state.spans.clone()
}

fn success() -> Step {
    Step::response(200, &[("x-amzn-requestid", "7a1c")], r#"{"token":"participant-token"}"#)
}

#[tokio::test]
async fn one_span_for_the_call_and_one_for_each_attempt() {
    let spans = spans_of([status(503), success()]).await;
    let [call, first, second] = &spans[..] else {
        panic!("{spans:?}");
    };
    assert_eq!((call.name, call.parent), ("call", None));
    assert_eq!((first.name, first.parent), ("attempt", Some(1)));
    assert_eq!((second.name, second.parent), ("attempt", Some(1)));
    for (span, field, expected) in [
        (call, "otel.name", "ivs-realtime/GetStage"),
        (call, "otel.kind", "client"),
        (call, "rpc.system", "aws-api"),
        (call, "rpc.service", "ivs-realtime"),
        (call, "rpc.method", "GetStage"),
        (call, "cloud.region", "eu-west-1"),
        (call, "server.address", "ivsrealtime.eu-west-1.amazonaws.com"),
        (call, "server.port", "443"),
        (call, "http.request.resend_count", "1"),
        (call, "http.response.status_code", "200"),
        (call, "aws.request_id", "7a1c"),
        (first, "http.request.method", "POST"),
        (first, "http.response.status_code", "503"),
        (first, "error.type", "503"),
        (first, "otel.status_code", "ERROR"),
        (second, "http.request.resend_count", "1"),
        (second, "http.response.status_code", "200"),
        (second, "aws.request_id", "7a1c"),
    ] {
        let found = span.fields.get(field).map(String::as_str);
        assert_eq!(found, Some(expected), "{field} in {span:?}");
    }
    assert!(!first.fields.contains_key("http.request.resend_count"));
    assert!(!call.fields.contains_key("error.type"));
}

#[tokio::test]
async fn error_type_is_the_code_or_the_kind() {
    let spans = spans_of([service_error(404, "ResourceNotFoundException")]).await;
    for span in &spans {
        assert_eq!(span.fields["error.type"], "ResourceNotFoundException");
        let message = &span.fields["error.message"];
        assert!(message.contains("HTTP 404"), "{message}");
    }
    assert!(!spans[0].fields.contains_key("http.request.resend_count"));
    let spans = spans_of([Step::Fail(crate::transport::TransportErrorKind::Tls)]).await;
    assert_eq!(spans[0].fields["error.type"], "connection");
}

#[tokio::test]
async fn no_span_holds_a_secret() {
    let cut = Step::response(200, &[], r#"{"token":"participant-token"#);
    for steps in [vec![success()], vec![status(500), cut]] {
        let spans = spans_of(steps).await;
        let shown = format!("{spans:?}");
        for secret in ["secret-key", "session-token", "participant-token", "a%3Ab"] {
            assert!(!shown.contains(secret), "{secret} in {shown}");
        }
    }
}

#[tokio::test]
async fn a_call_without_a_subscriber_succeeds() {
    let fixture = Fixture::new([success()]);
    crate::test_fixtures::get_stage(&fixture.client(), CallOptions::default()).await.unwrap();
}
