//! The conventions of AWS documents, each with a fixture.

use serde_json::{Value, json};

use super::make_explicit;
use crate::diagnostics::Diagnostics;
use crate::document::{Source, load};
use crate::openapi::report::Report;
use crate::openapi::tests::{arguments, check, read, service, shown, values};
use crate::pointer::Pointer;
use crate::service::Reference;

#[test]
fn other_protocols_are_rejected() {
    let (service, diagnostics) = read(include_str!("fixtures/protocol.yaml"));
    assert_eq!(service, None);
    let [diagnostic] = diagnostics.as_slice() else {
        panic!("one diagnostic is enough: {diagnostics:?}");
    };
    assert_eq!(diagnostic.code, "unsupported-protocol");
    assert_eq!(
        diagnostic.found,
        "the AWS protocol query, indicated by `Action=` in the path's fragment"
    );
}

#[test]
fn the_target_of_aws_json_is_a_constant_header() {
    let service = check(
        include_str!("fixtures/json.yaml"),
        &[
            "ListThings: POST / + body",
            "  Limit: integer",
            "  NextToken: string",
            "  -> 200 Things: [string]!, NextToken: string",
            "Ping: POST / + body",
            "  -> 200",
            "Probe: POST / + body",
            "  -> 200",
        ],
    );
    let headers = |at: usize| service.operations[at].fixed_headers.clone();
    let header = |name: &str, value: &str| (name.to_owned(), value.to_owned());
    let content_type =
        |version| header("content-type", &format!("application/x-amz-json-{version}"));
    assert_eq!(headers(0), [content_type("1.0"), header("x-amz-target", "AppRunner.ListThings")]);
    assert_eq!(headers(1), [content_type("1.1"), header("x-amz-target", "Example_20200101.Ping")]);
    // What the document or an overlay sets is kept.
    assert_eq!(headers(2), [content_type("1.0"), header("x-amz-target", "Example_20200101.Probe")]);
    let pagination = service.operations[0].pagination.as_ref().expect("a paginator");
    assert_eq!(pagination.page_size.as_ref().map(Reference::name), Some("Limit"));
}

#[test]
fn requests_follow_the_conventions() {
    // Path fragments are not sent.
    check(
        include_str!("fixtures/paths.yaml"),
        &[
            "ListTags: GET /tags/{resourceArn}/$all",
            "  path resourceArn: string!",
            "  -> 200",
            "GetTags: GET /tags/{resourceArn}/$all",
            "  path resourceArn: string!",
            "  query tagKeys: [string]!",
            "  -> 200",
        ],
    );
    // Signer headers are not members.
    check(
        include_str!("fixtures/signer_headers.yaml"),
        &["ListThings: GET /things", "  header x-amz-bearer: string!", "  -> 200"],
    );
    // Wire names are read from XML.
    check(
        include_str!("fixtures/wire_names.yaml"),
        &[
            "SetThing: POST /things + body",
            "  ThingName=thingName: string!",
            "  Xml: string",
            "  -> 200",
        ],
    );
    // Request bodies refer to the schema with the same properties.
    check(
        include_str!("fixtures/request_bodies_by_properties.yaml"),
        &["StartThingImport: POST /imports + body", "  mode: Mode", "  name: string", "  -> 200"],
    );
}

#[test]
fn request_bodies_are_found_by_the_types_of_their_members() {
    check(
        include_str!("fixtures/request_bodies_by_types.yaml"),
        &[
            "PutMode: POST /mode + body",
            "  payload: Mode",
            "  -> 200",
            "PutText: POST /text + body",
            "  payload: string",
            "  -> 200",
            "PutItems: POST /list + body",
            "  payload: [Item]",
            "  -> 200",
            "StartCopy: POST /copy + body",
            "  source: string",
            "  header token=X-Token: string",
            "  -> 200",
        ],
    );
}

#[test]
fn extensions_that_a_request_body_loses_are_reported() {
    let fixture = include_str!("fixtures/request_bodies_by_types.yaml");
    for (from, to, code, found) in [
        // No schema has a payload that is an integer.
        (
            "{schema: {type: object, properties: {payload: {type: string}}}}",
            "{schema: {type: object, properties: {payload: {type: integer}}}}",
            "request-body-not-found",
            "members of `PutText` that no schema with a title has, without `x-sensitive` of `payload`",
        ),
        (
            "properties: {source: {type: string}}",
            "properties: {source: {type: string, x-header: X-Source}}",
            "request-body-differs",
            "`x-header` of `source`, which `CopyBody` does not have",
        ),
    ] {
        let changed = fixture.replace(from, to);
        assert_ne!(changed, fixture);
        let changed =
            changed.replace("Mode: {type: string,", "Mode: {type: string, x-sensitive: true,");
        let (_, found_in) = read(&changed);
        let reported = found_in.iter().find(|diagnostic| diagnostic.code == code);
        assert_eq!(reported.map(|diagnostic| &*diagnostic.found), Some(found), "{found_in:#?}");
    }
}

#[test]
fn query_constants_are_not_members() {
    let service = check(
        include_str!("fixtures/fixed_query.yaml"),
        &[
            "ImportKeys: POST /keys?mode=import",
            "  query format: ImportKeysFormat!",
            "  -> 200",
            "CopyKeys: POST /keys/{hello}?mode=copy?hello",
            "  path hello: string!",
            "  -> 200",
        ],
    );
    assert_eq!(arguments(&service.operations[0]), ["format"]);
}

#[test]
fn invented_pagination_parameters_are_not_members() {
    let service = check(
        include_str!("fixtures/invented_pagination.yaml"),
        &[
            "ListThings: GET /things",
            "  query size: string",
            "  query max-results: integer",
            "  query next-token: string",
            "  -> 200",
        ],
    );
    assert_eq!(service.operations[0].input[0].documentation, None, "a marker is no documentation");
}

#[test]
fn the_signing_name_falls_back_to_the_host() {
    assert_eq!(
        service(include_str!("fixtures/auth.yaml")).aws.as_ref().unwrap().signing_name,
        "host"
    );
    assert_eq!(
        service(include_str!("fixtures/paths.yaml")).aws.as_ref().unwrap().signing_name,
        "sign"
    );
}

#[test]
fn the_endpoint_prefix_precedes_the_region() {
    let service = service(include_str!("fixtures/servers.yaml"));
    assert_eq!(service.aws.as_ref().unwrap().endpoint_prefix, "data.host");
    // The document of Cost Explorer has one region for each partition.
    let one_region = include_str!("fixtures/servers.yaml").replace("{region}", "us-east-1");
    assert_eq!(self::service(&one_region).aws.unwrap().endpoint_prefix, "data.host");
    assert_eq!(service.id, "example");
    assert_eq!(service.api_version, "2020-01-01");
}

#[test]
fn statuses_from_480_on_are_errors() {
    let service =
        check(include_str!("fixtures/statuses.yaml"), &["PutThing: PUT /things", "  -> 201"]);
    assert_eq!(service.operations[0].errors, ["Bad", "Conflict", "NotFound"]);
}

#[test]
fn request_bodies_refer_to_the_titled_schema() {
    let service = check(
        include_str!("fixtures/request_bodies.yaml"),
        &["SetThing: POST /things + body", "  state: State!", "  -> 200"],
    );
    let operation = &service.operations[0];
    let pointer = operation.input_pointer.as_ref().map(ToString::to_string);
    assert_eq!(pointer.as_deref(), Some("#/components/schemas/SetThingInput"));
    assert_eq!(operation.input[0].documentation.as_deref(), Some("The new state."));
    assert_eq!(arguments(operation), ["state"]);
}

#[test]
fn operations_with_tokens_are_paginated() {
    let service = service(include_str!("fixtures/pagination.yaml"));
    let pagination = service.operations[0].pagination.as_ref().expect("a paginator");
    assert_eq!(shown(pagination), "Marker from NextMarker, items things");
    assert_eq!(pagination.page_size.as_ref().map(Reference::name), Some("MaxItems"));
}

#[test]
fn inlined_enums_refer_to_their_component() {
    let service = check(
        include_str!("fixtures/enums.yaml"),
        &[
            "ListExperiments: GET /experiments",
            "  query status: ExperimentStatus",
            "  query sort-by: ListExperimentsSortBy",
            "  -> 200",
        ],
    );
    assert_eq!(values(&service, "ExperimentStatus"), ["A", "B"]);
    assert_eq!(values(&service, "ListExperimentsSortBy"), ["X"]);
    let crate::service::ShapeKind::Enum(values) = &service.shapes["ExperimentStatus"].kind else {
        panic!("an enum");
    };
    let descriptions: Vec<_> = values.iter().map(|value| value.documentation.as_deref()).collect();
    assert_eq!(descriptions, [Some("The first."), None]);
}

/// The fixture `overlay_values` with these overlays and the conventions made explicit.
fn explicit(overlays: &[Source]) -> Value {
    let source = |name: &str, text: &str| Source { name: name.to_owned(), text: text.into() };
    let document = source("document.yaml", include_str!("fixtures/overlay_values.yaml"));
    let mut diagnostics = Diagnostics::default();
    let document = load(&document, overlays, &mut diagnostics).expect("a valid document");
    let mut value = document.value.clone();
    make_explicit(&mut value, &mut Report::new(&document.sources, &mut diagnostics));
    assert_eq!(diagnostics.into_vec(), []);
    value
}

#[test]
fn overlay_values_win_over_conventions() {
    let overlay = Source {
        name: "overlay.yaml".to_owned(),
        text: include_str!("fixtures/overlay_values.overlay.yaml").into(),
    };
    let (without, with) = (explicit(&[]), explicit(&[overlay]));
    let reference = |name: &str| json!({"$ref": format!("#/components/schemas/{name}")});
    let members = "components/schemas/MakeThingRequest/properties";
    let get = "paths/~1things/get";
    for (pointer, convention, set) in [
        ("info/x-timestamp-format".to_owned(), json!("epoch-seconds"), json!("date-time")),
        ("info/x-header-timestamp-format".to_owned(), json!("http-date"), json!("epoch-seconds")),
        ("components/parameters/X-Amz-Date/x-ignore".to_owned(), json!(true), json!(false)),
        (format!("{members}/ThingName/allOf/1/x-wire-name"), json!("thingName"), json!("name")),
        (format!("{members}/clientToken/x-idempotency-token"), json!(true), json!(false)),
        (format!("{get}/x-input"), reference("ListThingsRequest"), reference("OtherInput")),
        (format!("{get}/parameters/0/x-constant"), json!("list"), json!("all")),
        (format!("{get}/parameters/1/x-idempotency-token"), json!(true), json!(false)),
        (format!("{get}/parameters/2/x-ignore"), json!(true), json!(false)),
        (format!("{get}/responses/304/x-error-response"), json!(true), json!(false)),
    ] {
        let pointer = Pointer::parse(&format!("#/{pointer}")).expect("a pointer");
        assert_eq!(pointer.resolve(&without), Some(&convention), "{pointer}");
        assert_eq!(pointer.resolve(&with), Some(&set), "{pointer}");
    }
}
