//! Retries by HTTP's semantics, on the wire.

use std::time::{Duration, SystemTime};

use crate::loopback::{self, Loopback};
use crate::{generated, input};

/// The statuses of requests in order, and headers; without a status the connection is closed.
const RESPONSES: &[&str] = &[
    // Idempotent methods: list, check, describe, put, delete.
    "500 Internal Server Error",
    "200 OK",
    "502 Bad Gateway",
    "200 OK",
    "504 Gateway Timeout",
    "204 No Content",
    "503 Service Unavailable",
    "200 OK",
    "408 Request Timeout",
    "204 No Content",
    // `x-idempotent`, and a key, generated and stated.
    "500 Internal Server Error",
    "200 OK",
    "500 Internal Server Error",
    "425 Too Early",
    "200 OK",
    "500 Internal Server Error",
    "200 OK",
    // POST and PATCH that may have been carried out, and one that was not.
    "503 Service Unavailable",
    "500 Internal Server Error",
    "429 Too Many Requests\r\nretry-after: 0",
    "503 Service Unavailable\r\nretry-after: 0",
    "200 OK",
    // Three attempts, and failures that last.
    "500 Internal Server Error",
    "500 Internal Server Error",
    "500 Internal Server Error",
    "501 Not Implemented",
    "409 Conflict",
    // Without a response: list, add.
    "",
    "200 OK",
    "",
    // Delays.
    "503 Service Unavailable\r\nretry-after: 1",
    "200 OK",
    "429 Too Many Requests\r\nretry-after: DATE",
    "200 OK",
    "503 Service Unavailable\r\nretry-after: 61",
];

#[test]
fn what_is_safe_to_repeat_is_retried_when_the_service_allows_it() {
    let text = include_str!("document.yaml");
    let files = generated(&input(text), "sdk");
    let server = Loopback::start(|_, number| {
        let soon = jiff::Timestamp::try_from(SystemTime::now() + Duration::from_secs(3));
        let date = soon.expect("a date").strftime("%a, %d %b %Y %H:%M:%S GMT").to_string();
        let head = RESPONSES.get(number).copied().unwrap_or("404 Not Found");
        (head.replace("DATE", &date), br#"{"id":"7"}"#.to_vec())
    });
    let output = loopback::run("retries", &files, include_str!("program.rs"), &server);
    let expected = "\
list 7
put 7
state 7
pay 7
pay 7
add Service Some(503) 1
change Service Some(500) 1
add 7
list Service Some(500) 3
list Service Some(501) 1
list Service Some(409) 1
list 7
add Connection None 1
list 7
waited true
list 7
waited true
list Service Some(503) 1
";
    assert_eq!(output, expected);

    let received = server.received();
    let sent: Vec<_> = received
        .iter()
        .map(|request| format!("{} {}", request.line, request.text()).trim_end().to_owned())
        .collect();
    let expected = [
        &["GET /jobs"; 2][..],
        &["HEAD /jobs"; 2],
        &["OPTIONS /jobs"; 2],
        &[r#"PUT /jobs/1 {"id":"1"}"#; 2],
        &["DELETE /jobs/1"; 2],
        &[r#"POST /jobs/1/state {"id":"1"}"#; 2],
        &[r#"POST /payments {"id":"1"}"#; 5],
        &[r#"POST /jobs {"id":"1"}"#],
        &[r#"PATCH /jobs/1 {"id":"1"}"#],
        &[r#"POST /jobs {"id":"2"}"#; 3],
        &["GET /jobs"; 7],
        &[r#"POST /jobs {"id":"3"}"#],
        &["GET /jobs"; 5],
    ];
    assert_eq!(sent, expected.concat());
    let keys: Vec<_> =
        received[12..17].iter().map(|request| request.header("idempotency-key")).collect();
    let [first, second, third, others @ ..] = &keys[..] else { panic!("{keys:?}") };
    assert_eq!((first.len(), second, third), (36, first, first));
    assert_eq!(others, ["order-1", "order-1"]);
}
