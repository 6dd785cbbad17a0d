use bytes::Bytes;
use serde_json::json;

use super::{ScriptedTransport, Step};
use crate::Transport;
use crate::transport::{TransportErrorKind, TransportLimits};

async fn send(transport: &ScriptedTransport, method: &str, path: &str) -> Result<u16, String> {
    let mut request = http::Request::new(Bytes::from_static(b"hunter2"));
    *request.method_mut() = method.parse().unwrap();
    *request.uri_mut() = format!("https://h{path}").parse().unwrap();
    let answer = transport.send(request, TransportLimits::default()).await;
    answer
        .map(|answer| answer.status().as_u16())
        .map_err(|error| error.to_string())
}

#[tokio::test]
async fn steps_are_played_in_order_to_the_requests_that_they_are_for() {
    let transport = ScriptedTransport::new([
        Step::json(201, json!({})).to("post", "/B"),
        Step::answer(202, &[("X-Upper", "1"), ("not a name", "2")], ""),
        Step::Fail(TransportErrorKind::Reset).when("a query", |it| it.uri().query().is_some()),
        Step::error(203, "Code", "text"),
    ]);
    assert_eq!(send(&transport, "POST", "/A").await, Ok(202));
    assert_eq!(send(&transport, "POST", "/B").await, Ok(201));
    assert_eq!(send(&transport, "POST", "/A").await, Ok(203));
    assert_eq!(transport.steps_left(), 1);
    assert_eq!(
        send(&transport, "GET", "/C").await.unwrap_err(),
        "the script has no step for GET /C: left are Reset to a query"
    );
    assert_eq!(
        send(&transport, "GET", "/C?a=b").await.unwrap_err(),
        "scripted: Reset"
    );
    assert_eq!(
        send(&transport, "GET", "/C").await.unwrap_err(),
        "the script has no step for GET /C: none is left"
    );
    transport.assert_played();
    let paths: Vec<String> = transport
        .take_requests()
        .iter()
        .map(|it| it.uri().path().to_owned())
        .collect();
    assert_eq!(paths, ["/A", "/B", "/A", "/C", "/C", "/C"]);
    assert!(transport.requests().is_empty());
}

#[tokio::test]
async fn a_step_may_be_added_later_and_none_shows_what_it_holds() {
    let transport = ScriptedTransport::default();
    transport.push(Step::json(200, json!({"token": "hunter2"})).to("POST", "/A"));
    let shown = format!("{transport:?}");
    assert_eq!(
        shown,
        "ScriptedTransport { steps: [HTTP 200 to POST /A], requests: 0 }"
    );
    assert_eq!(send(&transport, "POST", "/A").await, Ok(200));
    assert!(!format!("{transport:?}").contains("hunter2"));
}

#[test]
#[should_panic(expected = "steps that no request has met: no answer, HTTP 200 to POST /A")]
fn a_step_that_is_left_is_named() {
    let left = [Step::Hang, Step::json(200, json!({})).to("POST", "/A")];
    ScriptedTransport::new(left).assert_played();
}
