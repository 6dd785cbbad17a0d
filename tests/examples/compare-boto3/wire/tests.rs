use super::*;
use e2e_tests::capture::CapturedRequest;

const AUTHORIZATION: &str =
    "AWS4-HMAC-SHA256 Credential=K/20200714/r/ivs/aws4_request, SignedHeaders=a;host, Signature=0f";

fn request(target: &str, headers: &[(&str, &str)], body: &'static str) -> CapturedRequest {
    CapturedRequest {
        method: "POST".to_owned(),
        target: target.to_owned(),
        headers: headers
            .iter()
            .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
            .collect(),
        body: body.into(),
        raw: "".into(),
    }
}

/// What each difference is about.
fn subjects(boto3: &CapturedRequest, sdk: &CapturedRequest) -> Vec<String> {
    let differences = differences(boto3, sdk);
    let subject = |text: &String| text.split(':').next().unwrap_or_default().to_owned();
    differences.iter().map(subject).collect()
}

#[test]
fn what_differs_on_purpose_is_no_difference() {
    let boto3 = request(
        "/a?b=1",
        &[
            ("User-Agent", "Boto3"),
            ("Accept-Encoding", "identity"),
            ("X-Amz-Date", "20200714T010203Z"),
            (
                "amz-sdk-invocation-id",
                "af336027-8c51-469c-a676-e2c489781334",
            ),
            ("Content-Length", "18"),
            ("Authorization", AUTHORIZATION),
        ],
        r#"{"a": 1, "b": "\u00e9"}"#,
    );
    let next_day = AUTHORIZATION
        .replace("20200714", "20200715")
        .replace("a;host", "a;amz-sdk-request;host;user-agent");
    let sdk = request(
        "/a?b=1",
        &[
            ("user-agent", "ours"),
            ("x-amz-date", "20200715T000000Z"),
            (
                "amz-sdk-invocation-id",
                "00000000-0000-4000-8000-000000000000",
            ),
            ("content-length", "14"),
            ("authorization", &next_day),
        ],
        r#"{"b":"é","a":1}"#,
    );
    assert_eq!(differences(&boto3, &sdk), Vec::<String>::new());
    assert_eq!(likeness(&boto3, &sdk), "as JSON");
}

#[test]
fn path_and_query_are_compared_as_sent() {
    let plain = request("/a%2Fb?k=1&k=2", &[], "");
    for (target, subject) in [
        ("/a%2fb?k=1&k=2", "path"),
        ("/a/b?k=1&k=2", "path"),
        ("/a%2Fb?k=2&k=1", "query"),
        ("/a%2Fb?k=1", "query"),
        ("/a%2Fb", "query"),
        ("/a%2Fb?k=1&%6B=2", "query encoding"),
    ] {
        assert_eq!(
            subjects(&plain, &request(target, &[], "")),
            [subject],
            "{target}"
        );
    }
    let none = subjects(&request("/", &[], ""), &request("/?", &[], ""));
    assert_eq!(none, ["query"]);
}

#[test]
fn bodies_differ_by_value_type_and_presence() {
    let plain = request("/", &[], r#"{"a":[1,""]}"#);
    for other in [
        r#"{"a":[1]}"#,
        r#"{"a":[1.0,""]}"#,
        r#"{"a":["",1]}"#,
        "",
        "{",
        "null",
    ] {
        assert_eq!(
            subjects(&plain, &request("/", &[], other)),
            ["body"],
            "{other}"
        );
    }
    let (empty, object) = (request("/", &[], ""), request("/", &[], "{}"));
    assert_eq!(subjects(&empty, &object), ["body"]);
    assert_eq!(likeness(&empty, &empty), "no body");
    assert_eq!(likeness(&object, &object), "byte for byte");
}

#[test]
fn headers_differ_by_presence_and_value() {
    let typed = [("Content-Type", "application/json")];
    let (with, without) = (request("/", &typed, ""), request("/", &[], ""));
    assert_eq!(subjects(&with, &without), ["content-type"]);
    assert_eq!(subjects(&without, &with), ["content-type"]);
    let zero = request("/", &[("content-length", "0")], "");
    assert_eq!(subjects(&zero, &without), ["content-length"]);
    let date = request("/", &[("x-amz-date", "20200714T010203Z")], "");
    let other = request("/", &[("x-amz-date", "2020-07-14T01:02:03Z")], "");
    assert_eq!(subjects(&date, &other), ["x-amz-date"]);
}

#[test]
fn signatures_differ_by_algorithm_scope_and_signed_headers() {
    let plain = request("/", &[("authorization", AUTHORIZATION)], "");
    for (from, to, subject) in [
        ("/ivs/", "/ivsrealtime/", "signature"),
        ("AWS4-HMAC-SHA256", "AWS4-ECDSA-P256-SHA256", "signature"),
        ("a;host", "host", "signed headers"),
    ] {
        let changed = AUTHORIZATION.replace(from, to);
        let other = request("/", &[("authorization", &changed)], "");
        assert_eq!(subjects(&plain, &other), [subject], "{to}");
    }
    let unsigned = subjects(&plain, &request("/", &[], ""));
    assert_eq!(unsigned, ["signature", "signed headers"]);
}
