//! The extensions, each with a fixture.

use crate::service::{ErrorRetry, PathPart, Reference, Signing};

use super::{check, check_codes, read, service, structure};

macro_rules! fixture {
    ($name:literal) => {
        include_str!(concat!("../fixtures/", $name, ".yaml"))
    };
}

#[test]
fn extensions_give_types_and_locations() {
    check(
        fixture!("payloads"),
        &[
            "PutThing: PUT /things/{id} + body",
            "  path id: string!",
            "  payload body: blob!",
            "  -> 200 payload settings: Settings",
        ],
    );
    check(
        fixture!("greedy_labels"),
        &[
            "GetFile: GET /files/{key+}/of/{bucket}",
            "  path key: string!",
            "  path bucket: string!",
            "  -> 200",
            "GetTree: GET /trees/{path+}",
            "  path path: string!",
            "  -> 200",
        ],
    );
    check(
        fixture!("status_codes"),
        &["GetThing: GET /things", "  -> 200 status Status: integer, name: string"],
    );
    check(
        fixture!("json_values"),
        &[
            "GetSession: GET /sessions",
            "  header x-amz-context: jsonstring",
            "  -> 200 attributes: jsonstring, plain: string",
        ],
    );
    check(fixture!("documents"), &["GetThing: GET /things", "  -> 200 input: json, empty: Empty"]);
    check(
        fixture!("blobs"),
        &["GetThing: GET /things", "  -> 200 marked: blob, byte: blob, all: [blob], text: string"],
    );
    check(
        fixture!("streams"),
        &[
            "GetThing: GET /things",
            "  -> 200 payload body: stream",
            "PutThing: PUT /things + body",
            "  payload body: sizedstream",
            "  -> 200 payload events: stream",
        ],
    );
    check(
        include_str!("../../aws/fixtures/timestamps.yaml"),
        &[
            "GetThing: GET /things",
            "  query since: timestamp(datetime)",
            "  query until: timestamp(epochseconds)",
            "  header If-Modified-Since: timestamp(httpdate)",
            "  -> 200 usual: timestamp(datetime), own: timestamp(httpdate), \
             all: [timestamp(epochseconds)]",
        ],
    );
    check(
        fixture!("numbers"),
        &[
            "GetThing: GET /things",
            "  -> 200 long: integer, also: integer, narrow: integer32, float: float, plain: double",
        ],
    );
    check(
        fixture!("sparse"),
        &[
            "GetThing: GET /things",
            "  query names: [string]",
            "  -> 200 names: [string?], sizes: {integer?}, dense: [[string?]], free: [json]",
        ],
    );
    check(
        fixture!("untyped_schemas"),
        &["GetThing: GET /things", "  -> 200 properties: json, name: string"],
    );
}

#[test]
fn members_beside_a_payload_are_reported() {
    check_codes(
        &fixture!("payloads")
            .replace("properties: {settings:", "properties: {other: {type: string}, settings:"),
        &["member-beside-payload"],
    );
    check_codes(&fixture!("streams").replacen(", x-payload: true", "", 1), &["stream-in-body"]);
}

#[test]
fn host_prefixes_are_parsed() {
    let service = service(fixture!("host_prefixes"));
    let prefix = &service.operations[0].host_prefix;
    let expected =
        [PathPart::Label(Reference::new(0, "AccountId")), PathPart::Literal(".data.".to_owned())];
    assert_eq!(prefix, &expected);
    for wrong in ["{Unknown}.", "a b.", "no-dot", "{."] {
        check_codes(
            &fixture!("host_prefixes").replace("{AccountId}.data.", wrong),
            &["invalid-host-prefix"],
        );
    }
}

#[test]
fn members_can_be_bound_to_headers() {
    check(
        fixture!("output_headers"),
        &[
            "GetThing: GET /things",
            "  headers x-tag-: {string}",
            "  -> 200 name: string, header ETag=etag: string, header kinds=x-kinds: [string], \
             headers notes=x-note-: {string}",
        ],
    );
    let structure = fixture!("output_headers").replace(
        "{type: string, x-header: etag}",
        "{type: object, properties: {}, x-header: etag}",
    );
    check_codes(
        &structure.replace("x-header: etag", "x-header-prefix: etag"),
        &["unsupported-header"],
    );
}

#[test]
fn unions_are_marked() {
    let service = check(fixture!("unions"), &["GetThing: GET /things", "  -> 200 target: Target"]);
    let kind = &service.shapes["Target"].kind;
    assert!(matches!(kind, crate::service::ShapeKind::Union(_)), "{kind:?}");
    assert_eq!(structure(&service, "Target"), ["name: string", "inner: Target"]);
}

#[test]
fn secrets_are_strings_or_redacted() {
    let service = check(
        fixture!("secrets"),
        &[
            "GetThing: GET /things",
            "  -> 200 token: secret, marked: secret, keys: [string], named: {integer}, \
             login: Login, open: string",
        ],
    );
    let members = service.operations[0].output.members.iter();
    let sensitive = members.filter(|member| member.sensitive);
    let sensitive: Vec<_> = sensitive.map(|member| member.name.as_str()).collect();
    assert_eq!(sensitive, ["keys", "named"]);
    assert!(service.shapes["Login"].sensitive);
}

#[test]
fn idempotency_tokens_are_known_by_name_or_extension_and_optional() {
    let service = check(
        include_str!("../../aws/fixtures/idempotency_tokens.yaml"),
        &[
            "MakeThing: POST /things + body",
            "  header x-amz-client-token: string",
            "  clientRequestToken: string",
            "  name: string!",
            "  requestId: string",
            "  idempotencyToken: string",
            "  -> 200",
        ],
    );
    let input = service.operations[0].input.iter();
    let tokens = input.filter(|member| member.idempotency_token);
    let tokens: Vec<_> = tokens.map(|member| member.name.as_str()).collect();
    assert_eq!(tokens, ["x-amz-client-token", "clientRequestToken", "requestId"]);
}

#[test]
fn map_keys_have_limits() {
    let service = check(
        fixture!("maps"),
        &[
            "GetThing: GET /things",
            "  -> 200 numbers: {integer}, free: {json}, closed: ThingClosed, named: {string}, hidden: {string}",
        ],
    );
    let members = &service.operations[0].output.members;
    let named = members[3].constraints.key.as_deref().expect("limits of its keys");
    assert_eq!(
        (named.max_length, named.values.as_slice()),
        (Some(9), ["red", "green"].map(str::to_owned).as_slice())
    );
    assert!(!members[3].sensitive && members[4].sensitive);
}

#[test]
fn map_keys_must_be_strings() {
    let fixture = fixture!("maps");
    for (name, expected) in [
        ("Hidden", &[][..]),
        ("Thing", &["invalid-extension"]),
        ("Nothing", &["dangling-reference"]),
    ] {
        let to = format!("x-key: {{$ref: \"#/components/schemas/{name}\"}}");
        check_codes(
            &fixture.replace("x-key: {$ref: \"#/components/schemas/Name\"}", &to),
            expected,
        );
    }
}

#[test]
fn operations_can_be_idempotent() {
    let service = service(fixture!("idempotent"));
    let declared: Vec<_> = service.operations.iter().map(|each| each.idempotent).collect();
    assert_eq!(declared, [true, false]);
}

#[test]
fn patterns_are_kept_as_they_are() {
    let service = service(fixture!("patterns"));
    let limits = &service.operations[0].output.members[0].constraints;
    assert_eq!(limits.pattern.as_deref(), Some("^(?!aws:)["));
    assert_eq!(limits.min_length, Some(1));
}

#[test]
fn styles_other_than_the_default_are_read() {
    check(
        fixture!("query_style"),
        &[
            "GetThing: GET /things",
            "  query ids: [integer]",
            "  query deepobject tags: {string}",
            "  -> 200",
        ],
    );
    check(
        &fixture!("query_style").replace("style: deepObject", "style: form, explode: true"),
        &["GetThing: GET /things", "  query ids: [integer]", "  query tags: {string}", "  -> 200"],
    );
}

#[test]
fn operations_can_be_unsigned() {
    let service = service(fixture!("signing"));
    let signing: Vec<_> = service.operations.iter().map(|each| each.signing).collect();
    assert_eq!(signing, [Signing::Unsigned, Signing::UnsignedPayload, Signing::Signed]);
}

#[test]
fn headers_can_be_fixed() {
    let service = service(fixture!("fixed_headers"));
    let headers = |at: usize| {
        let headers = service.operations[at].fixed_headers.iter();
        let lines = headers.map(|(name, value)| format!("{name}: {value}"));
        lines.collect::<Vec<_>>()
    };
    assert_eq!(headers(0), ["accept: application/json"]);
    assert_eq!(headers(1), ["accept: text/csv", "x-mode: all"]);
}

#[test]
fn examples_are_kept() {
    let service = service(fixture!("examples"));
    let example = service.operations[0].output.example.as_ref();
    assert_eq!(example, Some(&serde_json::json!({"name": "one"})));
}

#[test]
fn the_first_of_several_examples_of_a_response_is_kept() {
    let schema = "schema: {$ref: \"#/components/schemas/Thing\"}";
    for (examples, expected) in [
        ("b: {value: {name: two}}, a: {value: {name: three}}", "two"),
        ("b: {$ref: \"#/components/examples/Four\"}, a: {value: {name: three}}", "four"),
        ("b: {externalValue: \"https://example.com/a.json\"}", "one"),
        ("b: {$ref: \"#/components/examples/None\"}", "one"),
    ] {
        let text =
            fixture!("examples").replace(schema, &format!("{schema}, examples: {{{examples}}}"));
        let text =
            text.replace("  schemas:\n", "  examples: {Four: {value: {name: four}}}\n  schemas:\n");
        let service = read(&text).0.expect("there are no errors");
        let example = service.operations[0].output.example.as_ref();
        assert_eq!(example, Some(&serde_json::json!({"name": expected})), "{examples}");
    }
}

#[test]
fn error_extensions_are_read() {
    let service = service(fixture!("error_facts"));
    assert_eq!(service.operations[0].errors, ["NotFound", "Slow", "Broken", "Unsaid"]);
    let facts = |at: usize| {
        let error = &service.errors[at];
        (error.status, error.message.as_deref(), error.retry)
    };
    assert_eq!(facts(0), (Some(404), Some("Reason"), None));
    assert_eq!(service.errors[0].headers, ["Retry-After"]);
    assert_eq!(facts(1), (Some(503), None, Some(ErrorRetry::Throttling)));
    assert_eq!(facts(2), (Some(500), None, Some(ErrorRetry::Transient)));
    assert_eq!(facts(3), (None, None, None));
}

#[test]
fn the_message_of_an_error_is_one_of_its_members() {
    for (message, code) in [("text", Some("invalid-extension")), ("wait", None)] {
        let changed =
            fixture!("error_facts").replace("message: reason", &format!("message: {message}"));
        check_codes(&changed, &Vec::from_iter(code));
    }
}

#[test]
fn extensions_are_checked() {
    for (fixture, from, to, code) in [
        (fixture!("blobs"), "x-blob: true", "x-blob: yes-please", "invalid-extension"),
        (
            include_str!("../../aws/fixtures/timestamps.yaml"),
            "x-timestamp-format: http-date",
            "x-timestamp-format: unix",
            "invalid-extension",
        ),
        (
            fixture!("host_prefixes"),
            "x-host-prefix: \"{AccountId}.data.\"",
            "x-host-prefix: 7",
            "invalid-extension",
        ),
        (
            fixture!("maps"),
            "x-key: {$ref: \"#/components/schemas/Name\"}",
            "x-key: Name",
            "invalid-extension",
        ),
        (
            fixture!("error_facts"),
            "{status: 500, retryable: true}",
            "{status: 200}",
            "invalid-extension",
        ),
        (
            fixture!("error_facts"),
            "{status: 500, retryable: true}",
            "{state: 500}",
            "invalid-extension",
        ),
        (fixture!("signing"), "x-unsigned-payload: true", "x-greedy: true", "misplaced-extension"),
    ] {
        assert!(fixture.contains(from), "{from}");
        check_codes(&fixture.replace(from, to), &[code]);
    }
}

#[test]
fn examples_of_inputs_belong_to_members() {
    let service = service(fixture!("input_examples"));
    let examples = service.operations[0].example.iter();
    let examples: Vec<_> = examples
        .map(|(name, example)| {
            let pointer = example.pointer.to_string();
            (name.as_str(), example.value.to_string(), pointer)
        })
        .collect();
    let operation = "#/paths/~1things~1{name}/put";
    let body = format!("{operation}/requestBody/content/application~1json/example");
    let parts = r#"[{"count":2,"label":"two"}]"#;
    assert_eq!(
        examples,
        [
            ("name", r#""one""#.to_owned(), format!("{operation}/parameters/0/example")),
            ("parts", parts.to_owned(), format!("{body}/parts")),
            ("size", r#""SMALL""#.to_owned(), format!("{body}/size")),
        ]
    );
}

#[test]
fn an_example_that_no_input_can_have_is_reported() {
    let good = "{parts: [{count: 2, label: two}], size: SMALL}";
    for (example, at, found, expected) in [
        ("{size: HUGE}", "/size", "`\"HUGE\"` in an example", "a value of `Size`"),
        ("{parts: 1}", "/parts", "`1` in an example", "a list"),
        ("{parts: [1]}", "/parts/0", "`1` in an example", "an object"),
        ("{parts: [{count: 1.5}]}", "/parts/0/count", "`1.5` in an example", "an integer"),
        (
            "{parts: [{Label: a}]}",
            "/parts/0/Label",
            "a value for `Label`",
            "a value for a member of `Part`",
        ),
        ("{sort: 1}", "/sort", "a value for `sort`", "a value for a member of `PutThing`"),
    ] {
        let (service, diagnostics) = read(&fixture!("input_examples").replace(good, example));
        assert!(service.is_some(), "{example}: it is only not shown");
        let [warning] = diagnostics.as_slice() else {
            panic!("{example}: {diagnostics:#?}");
        };
        let pointer = warning.pointer.as_ref().expect("it has a pointer").to_string();
        assert!(pointer.ends_with(&format!("/example{at}")), "{pointer}");
        assert_eq!((warning.found.as_str(), warning.expected.as_str()), (found, expected));
    }
}
