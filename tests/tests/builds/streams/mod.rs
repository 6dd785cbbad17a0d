//! Streams of events and of lines of JSON, from a loopback server.

use crate::loopback::{self, Loopback};
use crate::{generated, input};

const STREAMS: &str = include_str!("../../../../generator/src/openapi/fixtures/event_streams.yaml");

#[test]
fn streams_are_typed_and_reads_are_connected_again() {
    let server = Loopback::start(|request, number| {
        let (media_type, body) = match (request.line.as_str(), number) {
            ("POST /chat", 0) => ("application/json", "{\"text\":\"whole\"}"),
            ("POST /chat", _) => (
                "text/event-stream; charset=utf-8",
                "data: {\"delta\":\"a\"}\r\n\r\ndata: {\"delta\":\r\ndata: \"b\"}\r\n\r\ndata: [DONE]\r\n\r\n",
            ),
            ("GET /watch?after=x", 2) => (
                "text/event-stream",
                "retry: 10\nid: 7\nevent: change\ndata: {\"delta\":\"c\"}\n\ndata: cut",
            ),
            ("GET /watch?after=x", 3) => ("text/event-stream", "data: pong\n\n"),
            ("GET /watch?after=x", _) => return ("204 Done".to_owned(), Vec::new()),
            ("GET /log", _) => ("text/event-stream", "data: one\n\ndata: {\"two\n\n"),
            ("GET /rows", 6) => ("text/csv", "id\n1"),
            ("GET /rows", _) => ("application/x-ndjson", "{\"id\":1}\n{\"id\":2}"),
            ("GET /maps", _) => ("application/json-seq", "\u{1e}{\"k\":{\n\"id\":3}}\n"),
            ("GET /states", _) => (
                "text/event-stream",
                "event: state\ndata: up\n\nevent: ping\nid: 2\n\nevent: state\ndata: \"down\"\n\n",
            ),
            ("GET /gaps", _) => ("application/x-ndjson", "{\"id\":1}\nnull\n{\"id\":2}"),
            ("GET /levels", _) => ("text/event-stream", "data: 1\n\ndata: null\n\ndata: x\n\n"),
            other => panic!("{other:?}"),
        };
        (format!("200 OK\r\ncontent-type: {media_type}"), body.as_bytes().to_vec())
    });
    let files = generated(&input(STREAMS), "sdk");
    let output = loopback::run("streams", &files, include_str!("program.rs"), &server);
    let expected = "\
whole whole
message None Some(\"a\")
message None Some(\"b\")
change Some(\"7\") Some(\"c\")
message Some(\"7\") raw pong
log one
log {\"two
text id 1
rows [1, 2]
map 3
state up
state down
gaps [Some(1), None, Some(2)]
level Some(Some(1))
level Some(None)
level None
fake f
";
    assert_eq!(output, expected);
    let received: Vec<String> = server
        .received()
        .iter()
        .map(|request| {
            let (accept, id) = (request.header("accept"), request.header("last-event-id"));
            format!("{} | {accept} | {id} | {}", request.line, request.text())
        })
        .collect();
    let expected = [
        "POST /chat | application/json |  | {\"prompt\":\"p\",\"events\":\"e\"}",
        "POST /chat | text/event-stream |  | {\"prompt\":\"p\",\"stream\":true}",
        "GET /watch?after=x | text/event-stream |  | ",
        "GET /watch?after=x | text/event-stream | 7 | ",
        "GET /watch?after=x | text/event-stream | 7 | ",
        "GET /log | text/event-stream |  | ",
        "GET /rows | text/csv |  | ",
        "GET /rows | application/x-ndjson |  | ",
        "GET /maps | application/json-seq |  | ",
        "GET /states | text/event-stream |  | ",
        "GET /gaps | application/x-ndjson |  | ",
        "GET /levels | text/event-stream |  | ",
    ];
    assert_eq!(received, expected);
}
