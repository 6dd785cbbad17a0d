//! Bodies, statuses, headers and errors of documents that are not AWS's, on the wire.

use generator::Input;
use generator::document::Source;

use crate::generated;
use crate::loopback::{self, Loopback, Received};

fn input() -> Input {
    let text = include_str!("../../../../generator/src/openapi/fixtures/bodies.yaml");
    let document = Source { name: "bodies.yaml".to_owned(), text: text.to_owned() };
    Input { document, overlays: Vec::new() }
}

fn respond(request: &Received, number: usize) -> (String, Vec<u8>) {
    let (head, body) = match (request.line.as_str(), number) {
        ("GET /pets", 0) => (
            "200 OK\r\ncontent-type: application/json; charset=utf-8\r\nx-total: 2\r\nbody: b",
            r#"[{"id":"a"},{"id":"b"}]"#,
        ),
        ("GET /pets", _) => {
            ("410 Gone\r\ncontent-type: application/problem+json", r#"{"title":"t","code":"c"}"#)
        }
        ("PUT /pets", _) => ("204 No Content", ""),
        ("PUT /pets/p%201", 3) => ("202 Accepted", ""),
        ("PUT /pets/p%201", _) => ("404 Not Found", r#"{"title":"none"}"#),
        ("PUT /pets/limited", _) => ("418 Teapot", r#"{"seconds":7}"#),
        ("GET /pets/a", _) => ("200 OK", r#"{"id":"a"}"#),
        ("GET /pets/b", _) => ("203 Other", "text"),
        ("GET /pets/c", _) => ("204 None", ""),
        ("GET /pets/d", _) => ("206 Part", r#"{"x":1}"#),
        ("GET /report", _) => ("200 OK\r\ncontent-type: application/pdf", "%PDF"),
        ("POST /report", _) => ("201 Created", "noted"),
        ("GET /moved", _) => ("302 Found\r\nlocation: /there", ""),
        ("POST /moved", _) => ("201 Created", "ignored"),
        _ => ("200 OK", ""),
    };
    (head.to_owned(), body.as_bytes().to_vec())
}

#[test]
fn bodies_of_any_document_are_sent_and_received() {
    let server = Loopback::start(respond);
    let files = generated(&input(), "sdk");
    let output = loopback::run("bodies", &files, include_str!("program.rs"), &server);
    let received = server.received();
    let sent: Vec<String> = received
        .iter()
        .map(|request| {
            let (accept, media) = (request.header("accept"), request.header("content-type"));
            format!("{} | {accept} | {media} | {}", request.line, request.text())
        })
        .collect();
    let expected = [
        "GET /pets | application/json; charset=utf-8 |  | ",
        "GET /pets | application/json; charset=utf-8 |  | ",
        "PUT /pets |  | application/vnd.pets+json | [\"a\",\"b\"]",
        "PUT /pets/p%201 | application/json | application/json | {\"id\":\"other\"}",
        "PUT /pets/p%201 | application/json | application/json | {\"id\":\"other\"}",
        "PUT /pets/limited | application/json | application/json | {\"id\":\"other\"}",
        "GET /pets/a | application/json, text/plain |  | ",
        "GET /pets/b | application/json, text/plain |  | ",
        "GET /pets/c | application/json, text/plain |  | ",
        "GET /pets/d | application/json, text/plain |  | ",
        "GET /report | application/pdf |  | ",
        "POST /report | text/plain | image/png | PNG",
        "POST /report | text/plain |  | ",
        "GET /moved |  |  | ",
        "HEAD /moved | application/json |  | ",
        "POST /moved |  | text/csv | a,b",
    ];
    assert_eq!(sent, expected, "{output}");
    let expected = "\
list 2 Some(2) Some(\"b\")
gone 410 Some(Unknown(\"c\")) Some(Problem(\"t\"))
put
accepted None
missing true Some(\"none\")
limited Some(7)
a {\"body\":{\"status200\":{\"id\":\"a\"}}}
b {\"body\":{\"status203\":\"text\"}}
c {}
d {\"body\":{\"206\":{\"x\":1}}}
report %PDF
note noted
nothing noted
moved Some(\"/there\")
head
posted
";
    assert_eq!(output, expected);
}
