//! Lists in pages of documents that are not AWS's, on the wire.

use crate::loopback::{self, Loopback, Received};
use crate::{generated, input};

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
        "GET /bugs?maxResults=2" => {
            r#"{"startAt":0,"maxResults":2,"total":3,"bugs":[{"id":"a"},{"id":"b"}]}"#.to_owned()
        }
        "GET /bugs?startAt=2&maxResults=2" => {
            r#"{"startAt":2,"maxResults":2,"total":3,"bugs":[{"id":"c"}]}"#.to_owned()
        }
        "GET /bugs?startAt=3&maxResults=2" => {
            r#"{"startAt":3,"maxResults":2,"total":3,"bugs":[]}"#.to_owned()
        }
        "GET /campaigns?offset=1&count=1" => r#"{"campaigns":[],"total_items":1}"#.to_owned(),
        "GET /campaigns?count=1" => r#"{"campaigns":[{"id":"a"}],"total_items":1}"#.to_owned(),
        "GET /contacts?limit=1" => {
            r#"{"results":[{"id":"a"}],"paging":{"next":{"after":"7","link":"?after=7"}}}"#.to_owned()
        }
        "GET /contacts?after=7&limit=1" => r#"{"results":[{"id":"b"}]}"#.to_owned(),
        "GET /cards" => r#"{"cards":[{"id":"a"}],"cursor":"c+"}"#.to_owned(),
        "GET /cards?cursor=c%2B" => r#"{"cards":[{"id":"b"}]}"#.to_owned(),
        "GET /commits" => {
            format!(r#"{{"values":[{{"id":"a"}}],"next":"http://{host}/commits?page=2"}}"#)
        }
        "GET /commits?page=2" => r#"{"values":[{"id":"b"}]}"#.to_owned(),
        "GET /drives?%24top=1" => {
            r#"{"@odata.nextLink":"/drives?$skip=1","value":[{"id":"a"}]}"#.to_owned()
        }
        "GET /drives?$skip=1" => r#"{"value":[{"id":"b"}]}"#.to_owned(),
        "GET /tracks" => {
            r#"{"tracks":[{"id":"a"}],"pagination":{"next":"?start=1"}}"#.to_owned()
        }
        "GET /tracks?start=1" => {
            r#"{"tracks":[{"id":"b"}],"pagination":{"next":null}}"#.to_owned()
        }
        "GET /droplets?limit=1" => {
            r#"{"droplets":[{"id":"a"}],"links":{"pages":{"next":"/droplets?page=2","last":"/droplets?page=2"}}}"#
                .to_owned()
        }
        "GET /droplets?page=2" => r#"{"droplets":[{"id":"b"}],"links":{}}"#.to_owned(),
        "GET /articles?page%5Bsize%5D=1" => r#"{"data":[{"id":"a"}]}"#.to_owned(),
        "GET /articles?page%5Bnumber%5D=2&page%5Bsize%5D=1" => {
            r#"{"data":[{"id":"b"}]}"#.to_owned()
        }
        "GET /articles?page%5Bnumber%5D=3&page%5Bsize%5D=1" => r#"{"data":[]}"#.to_owned(),
        "GET /jobs" => {
            r#"{"queued":[{"id":"q"}],"jobs":[{"id":"a"}],"nextLink":"/jobs?page=2"}"#.to_owned()
        }
        "GET /jobs?page=2" => r#"{"jobs":[{"id":"b"}],"nextLink":null}"#.to_owned(),
        "GET /records?n=1" => r#"{"records":[{"id":"a"}],"meta":{"count":2}}"#.to_owned(),
        "GET /records?from=2&n=1" => r#"{"records":[{"id":"b"}],"meta":{"count":2}}"#.to_owned(),
        "GET /orders" => {
            r#"{"orders":[{"id":"a"}],"meta":{"following":"orders?after=a"}}"#.to_owned()
        }
        "GET /orders?after=a" => r#"{"orders":[{"id":"b"}],"meta":{}}"#.to_owned(),
        "GET /logs" => {
            head += "\r\nlink: </logs?at=2>; rel=next";
            r#"{"logs":[{"id":"a"}]}"#.to_owned()
        }
        "GET /logs?at=2" => r#"{"logs":[{"id":"b"}]}"#.to_owned(),
        "POST /search" if request.text().contains("cursor") => {
            r#"{"hits":[{"id":"b"}]}"#.to_owned()
        }
        "POST /search" => r#"{"hits":[{"id":"a"}],"cursor":"n"}"#.to_owned(),
        _ => "[]".to_owned(),
    };
    (head, body.into_bytes())
}

#[test]
fn lists_are_followed_by_token_url_offset_and_number() {
    let server = Loopback::start(respond);
    let files = generated(&input(DOCUMENT), "sdk");
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
bugs a b c
campaigns a
contacts a b
cards a b
commits a b
drives a b
tracks a b
droplets a b
articles a b
jobs a b
records a b
orders a b
logs a b
hits a b
fake a b
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
        "GET /bugs?maxResults=2&key=secret",
        "GET /bugs?startAt=2&maxResults=2&key=secret",
        "GET /bugs?startAt=3&maxResults=2&key=secret",
        "GET /campaigns?count=1&key=secret",
        "GET /campaigns?offset=1&count=1&key=secret",
        "GET /contacts?limit=1&key=secret",
        "GET /contacts?after=7&limit=1&key=secret",
        "GET /cards?key=secret",
        "GET /cards?cursor=c%2B&key=secret",
        "GET /commits?key=secret",
        "GET /commits?page=2&key=secret",
        "GET /drives?%24top=1&key=secret",
        "GET /drives?$skip=1&key=secret",
        "GET /tracks?key=secret",
        "GET /tracks?start=1&key=secret",
        "GET /droplets?limit=1&key=secret",
        "GET /droplets?page=2&key=secret",
        "GET /articles?page%5Bsize%5D=1&key=secret",
        "GET /articles?page%5Bnumber%5D=2&page%5Bsize%5D=1&key=secret",
        "GET /articles?page%5Bnumber%5D=3&page%5Bsize%5D=1&key=secret",
        "GET /jobs?key=secret",
        "GET /jobs?page=2&key=secret",
        "GET /records?n=1&key=secret",
        "GET /records?from=2&n=1&key=secret",
        "GET /orders?key=secret",
        "GET /orders?after=a&key=secret",
        "GET /logs?key=secret",
        "GET /logs?at=2&key=secret",
        "POST /search?key=secret",
        "POST /search?key=secret",
    ];
    assert_eq!(lines, expected);
    let searches: Vec<_> = received[received.len() - 2..].iter().map(Received::text).collect();
    assert_eq!(searches, [r#"{"text":"t","size":1}"#, r#"{"text":"t","cursor":"n","size":1}"#]);
}
