//! A document of OpenAPI 3.1: labels and queries of paths, and parameters that are headers of every request.

use crate::loopback::{self, Loopback};
use crate::{generated_with_codes, input};

#[test]
fn paths_queries_and_headers_are_sent_as_the_document_writes_them() {
    let text = include_str!("document.yaml");
    let (files, codes) = generated_with_codes(&input(text), "sdk");
    let expected = [
        "server-without-host",
        "misnamed-parameter",
        "unnamed-parameter",
        "label-without-parameter",
    ];
    assert_eq!(codes, expected);
    let server = Loopback::start(|request, _| match request.line.split(' ').next() {
        Some("PUT") => ("200 OK\r\ncontent-type: text/plain".to_owned(), b"noted".to_vec()),
        _ if request.line.contains("/objects/") => {
            let body =
                r#"{"kind":"object","title":null,"size":1,"data":"aGk=","meta":{"a":[1]},"id":7}"#;
            ("200 OK\r\ncontent-type: application/json".to_owned(), body.as_bytes().to_vec())
        }
        _ => ("204 No Content".to_owned(), Vec::new()),
    });
    let output = loopback::run("requests", &files, include_str!("program.rs"), &server);
    let received = server.received();
    let names = ["accept", "content-type", "authorization", "x-trace"];
    let seen: Vec<_> = received.iter().map(|request| request.with_headers(&names)).collect();
    let expected = [
        "GET /storage/buckets/b%201/objects/o%2F1?version=2 | application/json |  |  |  | ",
        "GET /storage/search?kind=object&all&q=a%26b |  |  |  |  | ",
        "GET /storage/search?kind=bucket&page%5Bsize%5D=5 |  |  |  |  | ",
        "GET /storage/search?kind=bucket&q=c%20d&page%5Bsize%5D=5 |  |  |  |  | ",
        "GET /storage/files/a/b%20c |  |  |  |  | ",
        "GET /storage/trees/a/b/stat |  |  |  |  | ",
        "GET /storage/archive/a/b%3F |  |  |  |  | ",
        "GET /storage/links/a/b/of/c%2Fd |  |  |  |  | ",
        "GET /storage/v1/projects/p%201/buckets/b |  |  |  |  | ",
        "GET /storage/v1/projects/p%2F1 |  |  |  |  | ",
        "PUT /storage/notes | text/plain | application/json | Key k | a | {\"kind\":\"object\",\"title\":\"T\"}",
        "DELETE /storage/notes | text/html | text/csv | Key k | 7 | ",
    ];
    assert_eq!(seen, expected, "{output}");
    let expected = "\
Configuration: no base URL: set it on the builder with .base_url(\"https://host\"), or set SDK_BASE_URL
object None Some(1) Some([104, 105])
Some(\"{\\\"a\\\":[1]}\") Some(7)
InvalidInput: getFile failed: path: must not be empty: it is part of the path
InvalidInput: getFile failed: path: must not be `.` or `..`: it is part of the path
noted
";
    assert_eq!(output, expected);
}
