//! Bodies by media type: JSON of any type, files and encodings in parts, text, bytes, and the one of several that is used.

use crate::loopback::{self, Loopback, Received};
use crate::{generate, input};

fn respond(request: &Received, _: usize) -> (String, Vec<u8>) {
    let (head, body): (&str, &[u8]) = match request.line.as_str() {
        "PUT /text" => ("200 OK", br#""b""#),
        "PUT /counts" => ("200 OK", br#"{"b":2}"#),
        "PUT /switch" => ("200 OK", b"false"),
        "PUT /instant" => ("200 OK", br#""2031-01-01T00:00:00+01:00""#),
        "PUT /key" => ("200 OK", br#""AP8=""#),
        "PUT /setting" => ("200 OK", br#"{"a":[null]}"#),
        "PUT /feed" => ("200 OK\r\ncontent-type: application/xml", b"<f/>"),
        "POST /feed" => ("200 OK\r\ncontent-type: text/xml", b"<e/>"),
        "PUT /frames" => ("200 OK", b"\xfe\x01"),
        "PUT /scan" => ("200 OK\r\ncontent-type: application/pdf", b"%PDF-2"),
        "PUT /rules" => ("200 OK\r\ncontent-type: application/yaml", b"c: d"),
        "POST /query" => ("200 OK", b"e=f"),
        "PUT /image" => ("200 OK\r\ncontent-type: image/png", b"\xfe\x02"),
        "POST /order" | "PUT /report" => ("200 OK", br#"{"id":"x","count":2}"#),
        "PUT /job" => ("200 OK\r\ncontent-type: application/xml", b"<j/>"),
        "GET /job?step=1" => ("200 OK", br#"{"id":"j"}"#),
        "GET /job?step=2" => ("202 Accepted\r\ncontent-type: text/plain", b"waits"),
        "GET /job?step=3" => ("404 None\r\ncontent-type: text/plain", b"no job"),
        "GET /job?step=4" => ("501 None", br#"["a","b"]"#),
        "PATCH /job" if request.text() == "{}" => ("200 OK", b"null"),
        "PATCH /job" => ("200 OK", br#"{"id":"j","count":1}"#),
        "GET /limits" => {
            ("204 None\r\nx-rate: 5\r\nx-quota: used,1\r\nx-window: {\"seconds\":1}", b"")
        }
        _ => ("204 None", b""),
    };
    (head.to_owned(), body.to_vec())
}

/// A request as it was received, with a fixed boundary: request line, `accept`, `content-type` and body.
fn sent(request: &Received) -> String {
    let media_type = request.header("content-type");
    let body = match String::from_utf8(request.body.clone()) {
        Ok(text) => text.replace("\r\n", "\n"),
        Err(bytes) => format!("{:?}", bytes.into_bytes()),
    };
    let text = format!("{} | {} | {media_type} | {body}", request.line, request.header("accept"));
    let boundary = media_type.split_once("boundary=").map(|(_, boundary)| boundary);
    let text = boundary.map_or(text.clone(), |boundary| text.replace(boundary, "B"));
    format!("{}\n", text.trim_end())
}

#[test]
fn media_types_decide_how_bodies_are_sent_and_received() {
    let text = include_str!("document.yaml");
    let generated = generate(&input(text), "sdk").expect("a document without errors");
    let warnings = generated.diagnostics.iter();
    let warnings: Vec<_> = warnings.map(|found| (found.code, found.found.as_str())).collect();
    let expected = [
        ("file-in-json", "`profile`, a part with a file in its JSON"),
        ("unwritten-format", "the object or list `letter`, as neither JSON nor text, and 2 more"),
        ("unknown-encoding", "`colour` in `encoding`, which is not a property"),
        (
            "unsent-media-type",
            "a request body as `application/pdf`, beside one with another schema",
        ),
        (
            "unaccepted-media-type",
            "a response as `application/pdf`, beside one with another schema",
        ),
        ("base64-body", "a body as `image/png` that is base64 in its schema, and one more"),
        (
            "bytes-with-members",
            "a body of members as `application/xml`, which has none, and one more",
        ),
        ("unread-header", "a header that is an object"),
        ("unread-header", "a header with `content`"),
    ];
    assert_eq!(warnings, expected);

    let server = Loopback::start(respond);
    let output = loopback::run("media", &generated.files, include_str!("program.rs"), &server);
    let requests: String = server.received().iter().map(sent).collect();
    assert_eq!(requests, include_str!("requests.txt"), "{requests}\n{output}");
    let expected = "\
text b
counts {\"b\": 2}
switch false
instant 2030-12-31T23:00:00Z
key [0, 255]
setting {\"a\":[null]}
feed <f/>
feed <e/>
frames [254, 1]
scan b\"%PDF-2\"
rules c: d
pairs e=f
image [254, 2]
order x Some(2)
report x
job <j/>
state Status200(Order { id: \"j\", count: None })
state Status2xx(\"waits\")
failed no job
failed [\"a\", \"b\"]
job None None
job Some(\"j\") Some(1)
x-quota \"used,1\"
rate Some(5)
";
    assert_eq!(output, expected);
}
