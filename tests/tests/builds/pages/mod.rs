//! Lists in pages of documents that are not AWS's, on the wire.

use generator::Input;
use generator::document::Source;

use crate::generated;
use crate::loopback::{self, Loopback, Received};

const DOCUMENT: &str = include_str!("../../../../generator/src/openapi/fixtures/pages.yaml");

fn respond(request: &Received, _: usize) -> (String, Vec<u8>) {
    let host = request.header("host");
    let line = request.line.replace("key=secret", "").replace("?&", "?");
    let line = line.trim_end_matches(['&', '?']);
    let mut head = "200 OK\r\ncontent-type: application/json".to_owned();
    let body = match line {
        "GET /files" => r#"{"files":[{"id":"a"}],"nextPageToken":"two"}"#.to_owned(),
        "GET /files?pageToken=two" => r#"{"files":[{"id":"b"}],"nextPageToken":""}"#.to_owned(),
        "GET /files?pageSize=1" => r#"{"nextPageToken":"same"}"#.to_owned(),
        "GET /files?pageToken=same&pageSize=1" => r#"{"nextPageToken":"same"}"#.to_owned(),
        "GET /members" => {
            r#"{"members":[{"id":"a"}],"response_metadata":{"next_cursor":"d=="}}"#.to_owned()
        }
        "GET /members?cursor=d%3D%3D" => {
            r#"{"members":[{"id":"b"}],"response_metadata":{"next_cursor":"d==","has_more":false}}"#
                .to_owned()
        }
        "GET /charges?limit=2" => r#"{"data":[{"id":"a"},{"id":"b"}],"has_more":true}"#.to_owned(),
        "GET /charges?starting_after=b&limit=2" => {
            r#"{"data":[{"id":"c"}],"has_more":false}"#.to_owned()
        }
        "GET /resources/g?api-version=1" => format!(
            r#"{{"value":[{{"id":"a"}}],"nextLink":"http://{host}/resources/g?api-version=1&key=secret&$skiptoken=x"}}"#
        ),
        "GET /resources/g?api-version=1&$skiptoken=x" => {
            r#"{"value":[{"id":"b"}],"nextLink":"/elsewhere?page=3"}"#.to_owned()
        }
        "GET /elsewhere?page=3" => r#"{"value":[{"id":"c"}]}"#.to_owned(),
        "GET /resources/foreign?api-version=1" => {
            r#"{"value":[{"id":"a"}],"nextLink":"http://127.0.0.1:1/resources"}"#.to_owned()
        }
        "GET /rows?limit=2" => r#"[{"id":"a"},{"id":"b"}]"#.to_owned(),
        "GET /rows?offset=2&limit=2" => r#"[{"id":"c"}]"#.to_owned(),
        // There is no page after the last one.
        "GET /rows?offset=3&limit=2" => {
            head = "404 Not Found\r\ncontent-type: application/json".to_owned();
            "{}".to_owned()
        }
        "GET /rows" => r#"[{"id":"a"}]"#.to_owned(),
        // The service ignores the offset.
        "GET /rows?offset=1" => r#"[{"id":"a"}]"#.to_owned(),
        "GET /repos" => r#"[{"id":"a"}]"#.to_owned(),
        "GET /repos?page=2" => {
            head += "\r\nlink: </repos?page=1>; rel=\"prev\"";
            r#"[{"id":"b"}]"#.to_owned()
        }
        "GET /issues?per_page=1" => {
            head += &format!(
                "\r\nlink: <http://{host}/repositories/7/issues?page=2>; rel=\"next\", <x>; rel=\"last\""
            );
            r#"[{"id":"a"}]"#.to_owned()
        }
        "GET /repositories/7/issues?page=2" => r#"[{"id":"b"}]"#.to_owned(),
        "GET /folders" => r#"{"result":{"folder":{"things":[{"id":"a"}],"next":"n"}}}"#.to_owned(),
        "GET /folders?at=n" => r#"{"result":{"folder":{"next":null}}}"#.to_owned(),
        "GET /events?p=0" => {
            r#"{"events":[{"id":"a"}],"paging":{"pages":2,"more":true}}"#.to_owned()
        }
        "GET /events?p=1" => r#"{"events":[{"id":"b"}],"paging":{"pages":2}}"#.to_owned(),
        "GET /events?p=5" => {
            r#"{"events":[{"id":"z"}],"paging":{"pages":9,"more":false}}"#.to_owned()
        }
        "GET /devices?limit=1" => format!(
            r#"{{"count":2,"next":"http://{host}/devices?limit=1&key=secret&offset=1","previous":null,"results":[{{"id":"a"}}]}}"#
        ),
        "GET /devices?limit=1&offset=1" => {
            r#"{"count":2,"next":null,"results":[{"id":"b"}]}"#.to_owned()
        }
        "GET /devices" => {
            r#"{"count":2,"next":"http://127.0.0.1:1/devices","results":[{"id":"a"}]}"#.to_owned()
        }
        "GET /apps" => {
            r#"{"data":[{"id":"a"}],"links":{"self":{"href":"/apps"},"next":{"href":"/apps?cursor=x"}}}"#
                .to_owned()
        }
        "GET /apps?cursor=x" => {
            r#"{"data":[{"id":"b"}],"links":{"self":{"href":"/apps?cursor=x"}}}"#.to_owned()
        }
        "GET /pods?limit=1" => {
            r#"{"items":[{"id":"a"}],"metadata":{"continue":"t=="}}"#.to_owned()
        }
        "GET /pods?continue=t%3D%3D&limit=1" => {
            r#"{"items":[{"id":"b"}],"metadata":{"continue":""}}"#.to_owned()
        }
        _ => "[]".to_owned(),
    };
    (head, body.into_bytes())
}

#[test]
fn lists_are_followed_by_token_url_offset_and_number() {
    let server = Loopback::start(respond);
    let document = Source { name: "openapi.yaml".to_owned(), text: DOCUMENT.into() };
    let files = generated(&Input::of(document), "sdk");
    let output = loopback::run("pages", &files, include_str!("program.rs"), &server);
    let expected = "\
files a b
repeated Pagination
members a b
charges a b c
resources a b c
foreign a Pagination
rows a b c
same a Pagination
repos a b
resumed b
invalid InvalidInput
issues a b
folder a
events a b
more z
devices a b
foreign device a Pagination
apps a b
pods a b
fake a a
";
    assert_eq!(output, expected);
    let received = server.received();
    let lines: Vec<_> = received.iter().map(|request| request.line.as_str()).collect();
    let expected = [
        "GET /files?key=secret",
        "GET /files?pageToken=two&key=secret",
        "GET /files?pageSize=1&key=secret",
        "GET /files?pageToken=same&pageSize=1&key=secret",
        "GET /members?key=secret",
        "GET /members?cursor=d%3D%3D&key=secret",
        "GET /charges?limit=2&key=secret",
        "GET /charges?starting_after=b&limit=2&key=secret",
        "GET /resources/g?api-version=1&key=secret",
        "GET /resources/g?api-version=1&$skiptoken=x&key=secret",
        "GET /elsewhere?page=3&key=secret",
        "GET /resources/foreign?api-version=1&key=secret",
        "GET /rows?limit=2&key=secret",
        "GET /rows?offset=2&limit=2&key=secret",
        "GET /rows?offset=3&limit=2&key=secret",
        "GET /rows?key=secret",
        "GET /rows?offset=1&key=secret",
        "GET /repos?key=secret",
        "GET /repos?page=2&key=secret",
        "GET /repos?page=2&key=secret",
        "GET /issues?per_page=1&key=secret",
        "GET /repositories/7/issues?page=2&key=secret",
        "GET /folders?key=secret",
        "GET /folders?at=n&key=secret",
        "GET /events?p=0&key=secret",
        "GET /events?p=1&key=secret",
        "GET /events?p=5&key=secret",
        "GET /devices?limit=1&key=secret",
        "GET /devices?limit=1&offset=1&key=secret",
        "GET /devices?key=secret",
        "GET /apps?key=secret",
        "GET /apps?cursor=x&key=secret",
        "GET /pods?limit=1&key=secret",
        "GET /pods?continue=t%3D%3D&limit=1&key=secret",
    ];
    assert_eq!(lines, expected);
}
