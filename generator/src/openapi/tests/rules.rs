//! Each rule, shown by one fixture.

use crate::service::{Constraints, Member, Service};

use super::{arguments, check, read, service, structure, values};

fn member<'s>(members: &'s [Member], name: &str) -> &'s Member {
    let found = members.iter().find(|member| member.name == name);
    found.unwrap_or_else(|| panic!("no member {name}"))
}

fn codes(service: &Service) -> Vec<(&str, Option<&str>)> {
    let errors = service.errors.iter();
    errors
        .map(|error| (error.code.as_str(), error.documentation.as_deref()))
        .collect()
}

#[test]
fn another_protocol_is_named() {
    let (service, diagnostics) = read(include_str!("../../aws/fixtures/protocol.yaml"));
    assert_eq!(service, None);
    let [diagnostic] = diagnostics.as_slice() else {
        panic!("one diagnostic is enough: {diagnostics:?}");
    };
    assert_eq!(diagnostic.code, "unsupported-protocol");
    assert_eq!(
        diagnostic.found,
        "the AWS protocol json, by the header `X-Amz-Target`"
    );
}

#[test]
fn paths_are_cut_at_the_fragment() {
    check(
        include_str!("../../aws/fixtures/paths.yaml"),
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
}

#[test]
fn a_query_with_one_value_is_no_argument() {
    let service = check(
        include_str!("../../aws/fixtures/fixed_query.yaml"),
        &[
            "ImportKeys: POST /keys?mode=import",
            "  query format: ImportKeysFormat!",
            "  -> 200",
        ],
    );
    assert_eq!(arguments(&service.operations[0]), ["format"]);
}

#[test]
fn invented_pagination_is_no_argument() {
    let service = check(
        include_str!("../../aws/fixtures/invented_pagination.yaml"),
        &[
            "ListThings: GET /things",
            "  query size: string",
            "  query max-results: integer",
            "  query next-token: string",
            "  -> 200",
        ],
    );
    assert_eq!(
        service.operations[0].input[0].documentation, None,
        "a marker is no documentation"
    );
}

#[test]
fn signer_headers_are_no_arguments() {
    check(
        include_str!("../../aws/fixtures/signer_headers.yaml"),
        &[
            "ListThings: GET /things",
            "  header x-amz-bearer: string!",
            "  -> 200",
        ],
    );
}

#[test]
fn accept_and_content_type_are_arguments() {
    check(
        include_str!("../fixtures/header_parameters.yaml"),
        &[
            "PostContent: POST /content",
            "  header Content-Type: string!",
            "  header Accept: string",
            "  -> 200",
        ],
    );
}

#[test]
fn the_signing_name_falls_back_to_the_host() {
    assert_eq!(
        service(include_str!("../../aws/fixtures/auth.yaml"))
            .endpoint
            .signing_name,
        "host"
    );
    assert_eq!(
        service(include_str!("../../aws/fixtures/paths.yaml"))
            .endpoint
            .signing_name,
        "sign"
    );
}

#[test]
fn the_endpoint_prefix_stands_before_the_region() {
    let service = service(include_str!("../../aws/fixtures/servers.yaml"));
    assert_eq!(service.endpoint.prefix, "data.host");
    assert_eq!(service.id, "example");
    assert_eq!(service.api_version, "2020-01-01");
}

#[test]
fn statuses_from_480_on_are_errors() {
    let service = check(
        include_str!("../../aws/fixtures/statuses.yaml"),
        &["PutThing: PUT /things", "  -> 201"],
    );
    assert_eq!(
        service.operations[0].errors,
        ["Bad", "Conflict", "NotFound"]
    );
}

#[test]
fn empty_schemas_are_errors_or_any_json() {
    let service = check(
        include_str!("../fixtures/errors.yaml"),
        &["GetThing: GET /things", "  -> 200 body: json"],
    );
    assert_eq!(
        codes(&service),
        [("NotFound", None), ("Throttled", Some("Too many calls."))]
    );
    assert_eq!(
        service.errors[0].pointer.to_string(),
        "#/components/schemas/NotFound"
    );
    assert!(service.shapes.is_empty(), "errors are no shapes");
}

#[test]
fn a_body_finds_its_titled_schema() {
    let service = check(
        include_str!("../../aws/fixtures/request_bodies.yaml"),
        &[
            "SetThing: POST /things + body",
            "  state: State!",
            "  -> 200",
        ],
    );
    let operation = &service.operations[0];
    let pointer = operation.input_pointer.as_ref().map(ToString::to_string);
    assert_eq!(
        pointer.as_deref(),
        Some("#/components/schemas/SetThingInput")
    );
    assert_eq!(
        operation.input[0].documentation.as_deref(),
        Some("The new state.")
    );
    assert_eq!(arguments(operation), ["state"]);
}

#[test]
fn a_body_finds_its_schema_by_properties() {
    check(
        include_str!("../../aws/fixtures/request_bodies_by_properties.yaml"),
        &[
            "StartThingImport: POST /imports + body",
            "  mode: Mode",
            "  name: string",
            "  -> 200",
        ],
    );
}

#[test]
fn the_wire_name_is_the_one_of_xml() {
    check(
        include_str!("../../aws/fixtures/wire_names.yaml"),
        &[
            "SetThing: POST /things + body",
            "  ThingName=thingName: string!",
            "  Xml: string",
            "  -> 200",
        ],
    );
}

#[test]
fn annotations_belong_to_the_member() {
    let service = check(
        include_str!("../fixtures/annotations.yaml"),
        &[
            "GetThing: GET /things",
            "  -> 200 old: string, new=neu: string, beside: string, plain: string, silent: string",
        ],
    );
    let members = &service.operations[0].output.members;
    let text = |name| member(members, name).documentation.as_deref();
    assert_eq!(text("old"), Some("Use `new`."));
    assert_eq!(text("new"), None, "the shape's text is not the member's");
    assert_eq!(text("beside"), Some("Beside."));
    assert_eq!(text("plain"), Some("Beside a reference."));
    assert_eq!(text("silent"), None);
    assert!(member(members, "old").deprecated && !member(members, "new").deprecated);
    let pattern = |name| member(members, name).constraints.pattern.as_deref();
    assert_eq!(
        (pattern("old"), pattern("new")),
        (Some("^.*$"), Some("^a$"))
    );
    assert_eq!(member(members, "new").constraints.max_length, Some(9));
}

#[test]
fn members_elsewhere_come_first() {
    let service = check(
        include_str!("../fixtures/elsewhere.yaml"),
        &[
            "SetThing: PUT /things/{id} + body",
            "  query kind: string!",
            "  path id: string!",
            "  alpha: string!",
            "  note: string",
            "  zeta: string!",
            "  -> 200",
        ],
    );
    assert_eq!(
        arguments(&service.operations[0]),
        ["id", "kind", "zeta", "alpha"]
    );
}

#[test]
fn tokens_make_a_paginator() {
    let service = service(include_str!("../../aws/fixtures/pagination.yaml"));
    let pagination = service.operations[0]
        .pagination
        .as_ref()
        .expect("a paginator");
    assert_eq!(pagination.input_token, "Marker");
    assert_eq!(pagination.output_token, "NextMarker");
    assert_eq!(pagination.items.as_deref(), Some("things"));
    assert_eq!(pagination.page_size.as_deref(), Some("MaxItems"));
}

#[test]
fn inlined_enums_find_their_names() {
    let service = check(
        include_str!("../../aws/fixtures/enums.yaml"),
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
    let texts: Vec<_> = values
        .iter()
        .map(|value| value.documentation.as_deref())
        .collect();
    assert_eq!(texts, [Some("The first."), None]);
}

#[test]
fn types_are_spelled_out_with_their_limits() {
    let service = check(
        include_str!("../fixtures/types.yaml"),
        &[
            "GetTree: GET /trees",
            "  -> 200 tree: Tree, texts: {string}, token: secret, at: timestamp(epochseconds), count: integer, \
             share: float, ratio: double, flag: boolean, free: {json}, nothing: json, none: GetTreeResponseNone",
        ],
    );
    assert_eq!(structure(&service, "Tree"), ["children: [Tree]"]);
    assert_eq!(structure(&service, "GetTreeResponseNone"), [""; 0]);
    assert_eq!(
        service.shapes.keys().collect::<Vec<_>>(),
        ["Tree", "GetTreeResponseNone"]
    );

    let members = &service.operations[0].output.members;
    let limits = |name| &member(members, name).constraints;
    assert_eq!(
        (limits("count").minimum, limits("count").maximum),
        (Some(1.0), Some(9.0))
    );
    assert_eq!(limits("ratio").minimum, Some(0.5));
    let text = Constraints {
        min_length: Some(1),
        ..Constraints::default()
    };
    let texts = Constraints {
        max_length: Some(2),
        element: Some(Box::new(text)),
        ..Constraints::default()
    };
    assert_eq!(limits("texts"), &texts);
}
