//! Answers that are not what HTTP, JSON or the service promise.

use sdk_runtime::ErrorKind::{Connection, Response, Service};

use crate::act::{Act, OK_BODY, id, ok};
use crate::row::{Row, row};

fn raw(text: impl Into<String>) -> Act {
    Act::Bytes(text.into().into_bytes())
}

fn said(status: u16, media: &str, body: impl Into<Vec<u8>>) -> Act {
    let headers = vec![id(), ("content-type", media.to_owned())];
    Act::Answer(status, headers, body.into())
}

fn somebody_elses(status: u16, media: &str, body: &str) -> Act {
    let headers = vec![("content-type", media.to_owned())];
    Act::Answer(status, headers, body.into())
}

pub(crate) fn rows() -> Vec<Row> {
    let json = "application/json";
    let page = "<html><head><title>Sign in</title></head></html>";
    let chunked = "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n";
    let big = "x".repeat(60_000);
    vec![
        row("not HTTP at all", [raw("SSH-2.0-OpenSSH_9.6\r\n\r\n"), ok()])
            .succeeds(2)
            .create_fails(Connection, "is not valid HTTP"),
        row("not HTTP at all, always", [raw("SSH-2.0-OpenSSH_9.6\r\n\r\n")])
            .fails(Connection, "is not valid HTTP", 3)
            .create_once(),
        row(
            "two different lengths",
            [raw("HTTP/1.1 200 OK\r\ncontent-length: 2\r\ncontent-length: 3\r\n\r\n{}"), ok()],
        )
        .succeeds(2)
        .create_fails(Connection, "is not valid HTTP"),
        row("a length that is no number", [raw("HTTP/1.1 200 OK\r\ncontent-length: x\r\n\r\n{}"), ok()])
            .succeeds(2)
            .create_fails(Connection, "is not valid HTTP"),
        row("a length that is too long", [raw("HTTP/1.1 200 OK\r\ncontent-length: 99\r\n\r\n{}"), ok()])
            .succeeds(2)
            .create_fails(Connection, "was cut off"),
        row("a length that is too short", [raw("HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n{}{}{}")])
            .succeeds(1),
        row("a chunk whose size is no number", [raw(format!("{chunked}zz\r\n{{}}\r\n")), ok()])
            .succeeds(2)
            .create_fails(Connection, "is not valid HTTP"),
        row("chunks that break off", [raw(format!("{chunked}2\r\n{{}}\r\n")), ok()])
            .succeeds(2)
            .create_fails(Connection, "was cut off"),
        row("a head without end", [raw(format!("HTTP/1.1 200 OK\r\nx: {}", "y".repeat(600_000)))])
            .fails(Connection, "is not valid HTTP", 3)
            .create_once(),
        row("100 Continue before the answer", [raw(format!(
            "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\ncontent-length: 15\r\n\r\n{OK_BODY}"
        ))])
        .succeeds(1),
        row("a body larger than allowed, announced", [said(200, json, "x".repeat(100_001))])
            .fails(Response, "larger than the 100000 bytes that are allowed", 1),
        row(
            "a body larger than allowed, in chunks",
            [raw(format!("{chunked}ea60\r\n{big}\r\nea60\r\n{big}\r\n0\r\n\r\n"))],
        )
        .fails(Response, "larger than the 100000 bytes that are allowed", 1),
        row("an empty body", [said(200, json, "")]).succeeds(1),
        row("a body that is no JSON", [said(200, json, "name=demo")])
            .fails(Response, "the body is no valid JSON", 1),
        row("JSON that breaks off", [said(200, json, "{\"name\": \"de")])
            .fails(Response, "the body is no valid JSON: EOF", 1),
        row("JSON of another shape", [said(200, json, "[1]")])
            .fails(Response, "does not have the expected form", 1),
        row("JSON that is 100,000 levels deep", [said(200, json, "{\"a\":".repeat(20_000))])
            .fails(Response, "recursion limit", 1),
        row("a body that is not UTF-8", [said(200, json, b"\xff\xfe{}".to_vec())])
            .fails(Response, "the body is not text but 4 bytes", 1),
        row("another content type", [said(200, "text/csv", "a,b")])
            .fails(Response, "plain text in place of JSON (text/csv)", 1),
        row("XML in place of JSON", [said(200, "text/xml", "<a/>")])
            .fails(Response, "XML in place of JSON", 1),
        row("a network's sign-in page", [somebody_elses(200, "text/html", page)])
            .fails(Response, "an HTML page in place of the service's JSON, probably of a proxy in between: \"Sign in\"", 1),
        row("a proxy's error page", [somebody_elses(502, "text/html", page), ok()])
            .succeeds(2)
            .create_fails(Service, "an HTML page"),
        row("a proxy's error page, always", [somebody_elses(403, "text/html", page)])
            .fails(Service, "an HTML page", 1),
        row("a redirect", [Act::Answer(
            302,
            vec![("location", "https://elsewhere.example/?token=1".to_owned())],
            vec![],
        )])
        .fails(Service, "a redirect to https://elsewhere.example/, which is not followed", 1),
        row("a redirect that keeps the method", [Act::Answer(
            307,
            vec![("location", "http://127.0.0.1:1/".to_owned())],
            vec![],
        )])
        .fails(Service, "which is not followed", 1),
    ]
}
