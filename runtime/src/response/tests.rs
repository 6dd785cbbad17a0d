use std::error::Error as _;

use super::*;
use crate::test_fixtures;

#[derive(Debug, Default, PartialEq)]
struct Output {
    name: String,
    size: i64,
    ratio: f64,
    sizes: Vec<i32>,
    tracks: Vec<Track>,
    tags: BTreeMap<String, String>,
}

crate::structure! {
    Output: decode;
    "name" => name;
    "size" => size;
    "ratio" => ratio;
    "sizes" => sizes;
    "tracks" => tracks;
    "tags" => tags;
}

#[derive(Debug, Default, PartialEq)]
struct Track {
    size: i64,
    secret: crate::Secret,
    at: Option<Timestamp>,
}

crate::structure! {
    Track: decode;
    "size" => size;
    "secret" => secret;
    "at" => at;
}

fn response(headers: &[(&'static str, &'static str)], body: &'static str) -> Response {
    test_fixtures::response(200, headers, body)
}

fn decode(body: &'static str) -> Result<Output, DecodeError> {
    response(&[], body).json()
}

#[test]
fn an_empty_body_decodes_as_an_empty_object() {
    for body in ["", "  \r\n", "{}"] {
        assert_eq!(decode(body).unwrap(), Output::default());
    }
}

#[test]
fn an_empty_body_is_an_error_where_it_lacks_required_members() {
    for body in ["", "  \r\n"] {
        let response = response(&[], body);
        let error = response.with_body().expect_err("it is empty").to_string();
        assert_eq!(error, "the body is empty, expected JSON");
        let none = Response { status: StatusCode::NO_CONTENT, ..response };
        assert!(none.with_body().is_ok());
    }
    assert!(response(&[], "{}").with_body().is_ok());
}

#[test]
fn unknown_members_are_ignored_and_integers_may_have_a_fraction_of_zero() {
    let body = r#"{"name":"n","size":60.0,"ratio":2.0,"sizes":[1e1,2],"new":[{"a":[0.5,1e300]}]}"#;
    let expected = Output {
        name: "n".to_owned(),
        size: 60,
        ratio: 2.0,
        sizes: vec![10, 2],
        ..Output::default()
    };
    assert_eq!(decode(body).unwrap(), expected);
}

#[test]
fn an_error_states_the_location_and_the_expected_type() {
    for (body, location, problem) in [
        (r#"{"name":true}"#, "`name`", "found boolean, expected a string"),
        (
            r#"{"tracks":[{"size":1},{"size":"hunter2"}]}"#,
            "`tracks[1].size`",
            "found string, expected i64",
        ),
        (r#"{"tags":{"a":"b","c":{"d":1}}}"#, "`tags.c`", "found map, expected a string"),
        (r#"{"size":60.5}"#, "`size`", "found floating point, expected i64"),
        (r#"{"ratio":1.0,"size":1e300}"#, "`size`", "found floating point, expected i64"),
        (
            r#"{"tracks":[{"at":"2023-08-01T12:00:00Z"},{"at":"yesterday"}]}"#,
            "`tracks[1].at`",
            "expected a timestamp (RFC 3339",
        ),
        ("[]", "line 1 column 1", "found sequence, expected an object"),
        (r#"{"name":"#, "`name`", "EOF while parsing a value"),
        ("<html>", "line 1 column 1", "expected value"),
    ] {
        let error = decode(body).unwrap_err().to_string();
        assert!(error.contains(location), "{body}: {error}");
        assert!(error.contains(problem), "{body}: {error}");
    }
}

#[test]
fn a_body_that_is_not_utf8_is_an_error_with_its_position() {
    let response =
        Response { body: Bytes::from_static(b"{\"name\":\"\xff\"}"), ..response(&[], "") };
    assert_eq!(
        response.json::<Output>().unwrap_err().to_string(),
        "the body is not valid JSON: it is not UTF-8 (at byte 10)"
    );
    assert!(response.text().is_err());
}

#[test]
fn errors_and_debug_output_contain_no_values() {
    for body in [
        r#"{"tracks":[{"size":"hunter2"}]}"#,
        r#"{"tracks":[{"size":"x, expected hunter2"}]}"#,
        r#"{"tracks":[{"size":1,"secret":["hunter2"]}]}"#,
        r#"{"tracks":"hunter2"}"#,
        r#"{"name":"hunter2"#,
        r#"{"name":"hunter2\q"}"#,
        r#""hunter2""#,
        "hunter2",
    ] {
        let error = decode(body).unwrap_err();
        let mut shown = format!("{error} {error:?} {:?}", response(&[], body));
        let mut source = error.source();
        while let Some(error) = source {
            shown.push_str(&format!(": {error} {error:?}"));
            source = error.source();
        }
        assert!(!shown.contains("hunter2"), "{shown}");
    }
}

#[test]
fn headers_are_strings_lists_and_maps() {
    let response = response(&[("x-a", "1, b,,c "), ("x-meta-k", "v"), ("x-meta-l", "")], "");
    assert_eq!(response.header::<String>("X-A").unwrap(), "1, b,,c ");
    assert_eq!(response.header::<String>("x-b"), None);
    assert_eq!(response.header_list::<String>("x-a"), ["1", "b", "c"]);
    let entries: BTreeMap<String, String> = response.prefixed_headers("X-Meta-");
    assert_eq!(
        entries.into_iter().collect::<Vec<_>>(),
        [("k".into(), "v".into()), ("l".into(), String::new())]
    );
}

#[test]
fn lists_are_split_at_commas_outside_of_quotes_and_dates() {
    for (lines, expected) in [
        (&[r#""b,c", "\"def\"", a"#][..], &["b,c", "\"def\"", "a"][..]),
        (&["a, b", "c"], &["a", "b", "c"]),
        (&[r#""a\\b""#, r#"  "" ,x"#], &["a\\b", "", "x"]),
        (&[" , ,"], &[]),
        // A quotation mark that is not the start of a quoted string is part of the element.
        (&[r#"a"b, "c"d, "e"#], &["a\"b", "\"c\"d", "\"e"]),
        (&[r#"W/"x", "y""#], &["W/\"x\"", "y"]),
    ] {
        let response = repeated("l", lines);
        assert_eq!(response.header_list::<String>("L"), expected, "{lines:?}");
    }
    for lines in [
        &["Mon, 16 Dec 2019 23:48:18 GMT, Tue, 17 Dec 2019 23:48:18 GMT"][..],
        &["Mon, 16 Dec 2019 23:48:18 GMT", "Tue, 17 Dec 2019 23:48:18 GMT"],
        &[r#""Mon, 16 Dec 2019 23:48:18 GMT","Tue, 17 Dec 2019 23:48:18 GMT""#],
        &["2019-12-16T23:48:18Z, 2019-12-17T23:48:18Z"],
        &["1576540098,1576626498"],
    ] {
        let times = repeated("t", lines).timestamp_header_list("T").unwrap();
        let seconds: Vec<_> = times.iter().map(|time| time.as_second()).collect();
        assert_eq!(seconds, [1_576_540_098, 1_576_626_498], "{lines:?}");
    }
    for value in ["Mon", "Mon, Tue", "16 Dec 2019, x", "Mon, 16 Dec 2019 23:48:18 GMT, Tue"] {
        let error = repeated("t", &[value]).timestamp_header_list("t").unwrap_err();
        assert_eq!(error.to_string(), "the header `t` is not a list of timestamps");
    }
    assert_eq!(
        repeated("b", &["Zg==, Zm8="]).blob_header_list("b").unwrap(),
        ["f", "fo"].map(Blob::from)
    );
    assert!(repeated("b", &["%"]).blob_header("b").is_err());
}

#[test]
fn a_string_is_json_or_text_by_its_media_type() {
    for (media_type, body, expected) in [
        ("application/problem+json", r#""a\n""#, Some("a\n")),
        ("text/plain; charset=utf-8", r#""a""#, Some(r#""a""#)),
        ("text/html", "", None),
        ("", r#""a""#, Some("a")),
        ("", "a", Some("a")),
    ] {
        let headers: &[_] = match media_type {
            "" => &[],
            media_type => &[("content-type", media_type)],
        };
        let string = response(headers, body).string_payload::<String>().unwrap();
        assert_eq!(string.as_deref(), expected, "{media_type} {body}");
    }
    let json = response(&[("content-type", "application/json")], "a");
    assert!(json.string_payload::<String>().is_err());
}

#[test]
fn a_repeated_header_is_one_value() {
    let response = repeated("x-a", &["1", "b "]);
    assert_eq!(response.header::<String>("x-a").unwrap(), "1, b ");
    let all: BTreeMap<String, String> = response.prefixed_headers("");
    assert_eq!(all, BTreeMap::from([("x-a".to_owned(), "1, b ".to_owned())]));
}

fn repeated(name: &'static str, lines: &[&'static str]) -> Response {
    let headers: Vec<_> = lines.iter().map(|line| (name, *line)).collect();
    response(&headers, "")
}

#[test]
fn headers_are_numbers_timestamps_and_json() {
    let response = response(
        &[
            ("n", "7"),
            ("ns", "1, 2"),
            ("b", "true"),
            ("t", "Tue, 01 Aug 2023 12:00:00 GMT"),
            ("j", "eyJhIjoxfQ=="),
        ],
        "",
    );
    assert_eq!(response.parsed_header("n").unwrap(), Some(7_i64));
    assert_eq!(response.parsed_header_list::<i64>("ns").unwrap(), [1, 2]);
    assert!(response.parsed_header_list::<i64>("t").is_err());
    assert_eq!(response.parsed_header("b").unwrap(), Some(true));
    assert_eq!(response.parsed_header::<i64>("absent").unwrap(), None);
    let time = response.timestamp_header("t").unwrap().unwrap();
    assert_eq!(time.to_string(), "2023-08-01T12:00:00Z");
    assert_eq!(response.json_header("j").unwrap(), Some(serde_json::json!({"a": 1})));
    let error = response.parsed_header::<i64>("t").unwrap_err().to_string();
    assert!(error.contains("`t`") && !error.contains("Aug"), "{error}");
}

#[test]
fn the_body_may_be_one_member() {
    let payload = |body| response(&[], body).json_payload::<Vec<i64>>();
    assert_eq!(payload(" ").unwrap(), None);
    assert_eq!(payload("[1.0]").unwrap(), Some(vec![1]));
    assert!(payload("{").is_err());
    assert_eq!(&*response(&[], "raw").blob(), b"raw");
    assert_eq!(response(&[], "raw").text().unwrap(), "raw");
}
