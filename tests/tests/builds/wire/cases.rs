//! Cases of more than one member: precedence, repeated headers, absent bodies.

use serde_json::{Value, json};

use super::{Case, Exchange};

/// The parts of a case; members are named as on the wire, headers are `name: value`, or `-name` for one that must be absent.
struct Row<'r> {
    operation: &'r str,
    input: Value,
    target: &'r str,
    headers: &'r [&'r str],
    body: &'r str,
    response_headers: &'r [&'r str],
    response_body: &'r str,
    output: Value,
    /// The status and a part of the message of an error.
    error: Option<(u16, &'r str)>,
}

/// A case without members.
fn row(operation: &str) -> Row<'_> {
    Row {
        operation,
        input: json!({}),
        target: "",
        headers: &[],
        body: "",
        response_headers: &[],
        response_body: "",
        output: json!({}),
        error: None,
    }
}

impl From<Row<'_>> for Case {
    fn from(row: Row<'_>) -> Self {
        Self {
            operation: row.operation.to_owned(),
            status: row.error.map_or(200, |(status, _)| status),
            input: row.input,
            request: Exchange {
                target: Some(row.target.to_owned()),
                headers: row.headers.iter().map(|line| header(line)).collect(),
                body: row.body.to_owned(),
            },
            response: Exchange {
                target: None,
                headers: row.response_headers.iter().map(|line| header(line)).collect(),
                body: row.response_body.to_owned(),
            },
            output: match row.error {
                Some((_, message)) => Err(message.to_owned()),
                None => Ok(row.output),
            },
        }
    }
}

fn header(line: &str) -> (String, Option<String>) {
    match (line.strip_prefix('-'), line.split_once(": ")) {
        (Some(name), _) => (name.to_owned(), None),
        (None, Some((name, value))) => (name.to_owned(), Some(value.to_owned())),
        (None, None) => panic!("`{line}` is not a header"),
    }
}

pub(super) fn cases() -> Vec<Case> {
    let rows = [
        // Smithy: RestJsonQueryPrecedence, RestJsonInputAndOutputWithQuotedStringHeaders.
        Row {
            operation: "HeaderStrings",
            input: json!({
                "X-List": ["b,c", "\"def\"", "a"],
                "bar": "named",
                "params": {"bar": "fromMap", "qux": "alsoFromMap"},
                "lists": {"bar": ["1"], "qux": ["2"], "baz": ["3", "4"]},
            }),
            target: "/strings?bar=named&qux=alsoFromMap&baz=3&baz=4",
            headers: &[r#"x-list: "b,c","\"def\"",a"#],
            body: "",
            response_headers: &[
                r#"X-List: "b,c", "\"def\"", a"#,
                "X-List: d",
                "X-One: 1",
                "X-One: 2",
            ],
            response_body: "",
            output: json!({"X-List": ["b,c", "\"def\"", "a", "d"], "X-One": "1, 2"}),
            error: None,
        },
        Row {
            operation: "HeaderStrings",
            input: json!({"X-List": [], "params": {"bar": "fromMap"}}),
            target: "/strings?bar=fromMap",
            headers: &["-x-list", "-content-type"],
            body: "",
            response_headers: &[],
            response_body: "",
            output: json!({"X-List": []}),
            error: None,
        },
        Row {
            input: json!({"hello": "hi", "map": {"hello": "map", "foo": "map", "baz": "map"}}),
            target: "/constants/hi?foo=bar&hello&baz=map",
            ..row("ConstantQuery")
        },
        // Smithy: HttpEmptyPrefixHeaders.
        Row {
            input: json!({"": {"x-foo": "Foo", "hello": "Hello"}, "hello": "There"}),
            target: "/prefix",
            headers: &["x-foo: Foo", "hello: There"],
            response_headers: &["x-foo: Foo", "hello: There"],
            output: json!({"": {"hello": "There", "x-foo": "Foo"}, "hello": "There"}),
            ..row("EmptyPrefix")
        },
        Row {
            input: json!({"X-Token": "t"}),
            target: "/headers-alone",
            headers: &["x-token: t", "-content-type"],
            ..row("HeadersAlone")
        },
        Row { target: "/structure", headers: &["-content-type"], ..row("GetStructure") },
        Row {
            input: json!({"m": {"text": "a"}}),
            target: "/structure",
            headers: &["content-type: application/json"],
            body: r#"{"text":"a"}"#,
            ..row("GetStructure")
        },
        Row {
            input: json!({"m": "aGk/"}),
            target: "/typed",
            headers: &["content-type: image/jpeg"],
            body: "hi?",
            ..row("TypedBlob")
        },
        Row {
            input: json!({"m": "hi", "Content-Type": "text/html"}),
            target: "/given",
            headers: &["content-type: text/html"],
            body: "hi",
            ..row("GivenType")
        },
        Row {
            input: json!({"m": "hi"}),
            target: "/given",
            headers: &["content-type: text/plain"],
            body: "hi",
            ..row("GivenType")
        },
        // Smithy: RestJsonHttpPayloadTraitsWithNoBlobBody, RestJsonHttpPayloadWithUnsetUnion,
        // RestJsonHttpWithEmptyStructurePayload. An empty response body is an absent payload.
        Row { target: "/Payload/Blob", headers: &["-content-type"], ..row("PayloadBlob") },
        Row { target: "/Payload/String", headers: &["-content-type"], ..row("PayloadString") },
        Row { target: "/Payload/Enum", headers: &["-content-type"], ..row("PayloadEnum") },
        Row { target: "/Payload/Union", headers: &["-content-type"], ..row("PayloadUnion") },
        Row { target: "/Payload/Document", headers: &["-content-type"], ..row("PayloadDocument") },
        Row {
            target: "/Payload/Structure",
            headers: &["content-type: application/json"],
            body: "{}",
            ..row("PayloadStructure")
        },
        Row {
            input: json!({"m": ""}),
            target: "/Payload/String",
            headers: &["content-type: text/plain"],
            ..row("PayloadString")
        },
        // The members of an error, from header and body.
        Row {
            target: "/fail",
            response_headers: &["x-amzn-errortype: ConflictException", "Retry-After: 7"],
            response_body: r#"{"message":"busy","resourceId":"r-1","reasons":["a","b"],"since":1576540098}"#,
            error: Some((
                409,
                "ConflictException { message: Some(\"busy\"), resource_id: \"r-1\", reasons: [\"a\", \"b\"], \
                 since: Some(2019-12-16T23:48:18Z), retry_after: Some(7) }",
            )),
            ..row("Fail")
        },
        Row {
            target: "/fail",
            response_headers: &["x-amzn-errortype: PlainException"],
            response_body: r#"{"message":"no"}"#,
            error: Some((400, "PlainException: no")),
            ..row("Fail")
        },
        Row {
            input: json!({"m": "hi"}),
            target: "/checked",
            headers: &["x-amz-checksum-crc32: fJodrg==", "-content-encoding"],
            body: r#"{"m":"hi"}"#,
            ..row("Checked")
        },
        Row {
            input: json!({"m": "hi", "Content-MD5": "given"}),
            target: "/checked",
            headers: &["content-md5: given", "-x-amz-checksum-crc32"],
            body: r#"{"m":"hi"}"#,
            ..row("Checked")
        },
        // OpenAPI, "Style Values".
        Row {
            input: json!({
                "list": ["a", "b/c"], "exploded": {"x": 1, "y": 2}, "label": 5, "labels": ["r", "s"],
                "matrix": [1, 2], "matrices": {"x": 1, "y": 2}, "json": {"x": 1, "y": 2},
            }),
            target: "/styled/a,b%2Fc/x=1,y=2/.5/.r.s/;matrix=1,2/;x=1;y=2/%7B%22x%22%3A1%2C%22y%22%3A2%7D",
            ..row("StyledPath")
        },
        Row {
            input: json!({
                "form": ["a", "b c"], "space": ["a", "b"], "pipe": ["a", "b"],
                "deep": {"filter": {"x": 1}, "tags": ["p", "q&r"]}, "object": {"x": 1, "y": 2},
                "json": {"x": 1, "y": 2}, "reserved": "a/b:c", "ids[]": ["1", "2"], "any": 7,
                "since": [60], "X-Point": {"x": 1, "y": 2}, "X-Exploded": {"x": 1, "y": 2},
                "session": "s1", "tags": ["a", "b"],
            }),
            target: "/styled?mode=fast&flag&form=a,b%20c&space=a%20b&pipe=a%7Cb&deep%5Bfilter%5D%5Bx%5D=1\
                     &deep%5Btags%5D%5B0%5D=p&deep%5Btags%5D%5B1%5D=q%26r&x=1&y=2\
                     &json=%7B%22x%22%3A1%2C%22y%22%3A2%7D&reserved=a/b:c&ids%5B%5D=1&ids%5B%5D=2&any=7&since=60",
            headers: &["x-point: x,1,y,2", "x-exploded: x=1,y=2", "cookie: session=s1; tags=a,b"],
            ..row("getStyledModeFastFlag")
        },
        Row {
            input: json!({"form": []}),
            target: "/styled?mode=fast&flag",
            headers: &["-x-point", "-cookie"],
            ..row("getStyledModeFastFlag")
        },
        Row {
            input: json!({"id": "body", "id (path)": "p", "id (query)": "q", "unlisted": "u"}),
            target: "/several/p/u?id=q",
            body: r#"{"id":"body"}"#,
            ..row("SeveralNames")
        },
    ];
    rows.into_iter().map(Case::from).collect()
}
