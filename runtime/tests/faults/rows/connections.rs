//! Connections that break or fall silent.

use sdk_runtime::ErrorKind::{Connection, Timeout};

use crate::act::{Act, OK_BODY, answer, id, ok};
use crate::row::{Route, Row, millis, row};

const HEAD: &str = "HTTP/1.1 200 OK\r\ncontent-length: 15\r\n";

pub(crate) fn rows() -> Vec<Row> {
    let half_body = || format!("{HEAD}\r\n{{\"name\"").into_bytes();
    let good = || answer(200, &[id()], OK_BODY.as_bytes());
    let closed = "closed the connection before it answered";
    vec![
        row("connection refused", [])
            .route(Route::Refused)
            .fails(Connection, "refused", 3),
        row(
            "reset before the request, then well",
            [Act::ResetEarly, ok()],
        )
        .succeeds(2)
        .create_fails(Connection, closed),
        row(
            "closed before the request, then well",
            [Act::CloseEarly, ok()],
        )
        .succeeds(2)
        .create_fails(Connection, closed),
        row("closed before the request, always", [Act::CloseEarly])
            .fails(Connection, closed, 3)
            .create_once(),
        row("closed in place of an answer", [Act::Bytes(vec![]), ok()])
            .succeeds(2)
            .create_fails(Connection, closed),
        row(
            "reset in place of an answer",
            [Act::BytesThenReset(vec![]), ok()],
        )
        .succeeds(2)
        .create_fails(Connection, closed),
        row(
            "reset within the head",
            [Act::BytesThenReset(HEAD.into()), ok()],
        )
        .succeeds(2)
        .create_fails(Connection, closed),
        row(
            "reset within the body",
            [Act::BytesThenReset(half_body()), ok()],
        )
        .succeeds(2)
        .create_fails(Connection, "answer was cut off"),
        row(
            "reset after the answer, at the next call",
            [Act::BytesThenReset(good()), ok()],
        )
        .succeeds(1),
        row("body cut short", [Act::Bytes(half_body()), ok()])
            .succeeds(2)
            .create_fails(Connection, "answer was cut off"),
        row("body cut short, always", [Act::Bytes(half_body())])
            .fails(Connection, "answer was cut off", 3)
            .create_once(),
        row(
            "pooled connection closed by the server",
            [Act::AnswerAndClose, ok()],
        )
        .succeeds(1),
        row(
            "no answer, then well",
            [Act::BytesThenSilence(vec![]), ok()],
        )
        .attempt_limit(millis(1000))
        .succeeds(2)
        .create_fails(Timeout, "no complete answer within 1s"),
        row("no answer, ever", [Act::BytesThenSilence(vec![])])
            .attempt_limit(millis(200))
            .fails(Timeout, "no complete answer within 200ms", 3)
            .create_once(),
        row(
            "no answer before the deadline",
            [Act::BytesThenSilence(vec![])],
        )
        .overall_limit(millis(300))
        .fails(Timeout, "longer than the 300ms that it may take in all", 1),
        row(
            "head that never ends",
            [Act::Drip(HEAD.repeat(50).into(), millis(10)), ok()],
        )
        .attempt_limit(millis(1000))
        .succeeds(2)
        .create_fails(Timeout, "no complete answer within 1s"),
        row(
            "body that stops half way",
            [Act::BytesThenSilence(half_body()), ok()],
        )
        .attempt_limit(millis(1000))
        .succeeds(2)
        .create_fails(Timeout, "no complete answer within 1s"),
        row(
            "slow head and body, within the limit",
            [Act::Drip(good(), millis(1))],
        )
        .succeeds(1),
        row("TLS that never comes about", [])
            .route(Route::Mute)
            .connect_limit(millis(200))
            .fails(Timeout, "no connection to", 3),
    ]
}
