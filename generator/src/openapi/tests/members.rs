//! Members, their types and their order, each with a fixture.

use super::{arguments, check, read, service, structure};
use crate::service::{Constraints, Member, Service};

fn member<'s>(members: &'s [Member], name: &str) -> &'s Member {
    let found = members.iter().find(|member| member.name == name);
    found.unwrap_or_else(|| panic!("no member {name}"))
}

fn codes(service: &Service) -> Vec<(&str, Option<&str>)> {
    let errors = service.errors.iter();
    errors.map(|error| (error.code.as_str(), error.documentation.as_deref())).collect()
}

#[test]
fn accept_and_content_type_are_members() {
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
fn empty_schemas_are_errors_or_any_json() {
    let service = check(
        include_str!("../fixtures/errors.yaml"),
        &["GetThing: GET /things", "  -> 200 body: json"],
    );
    assert_eq!(codes(&service), [("NotFound", None), ("Throttled", Some("Too many calls."))]);
    assert_eq!(service.errors[0].pointer.to_string(), "#/components/schemas/NotFound");
    assert!(service.shapes.is_empty(), "errors are no shapes");
}

#[test]
fn annotations_apply_to_the_member() {
    let service = check(
        include_str!("../fixtures/annotations.yaml"),
        &[
            "GetThing: GET /things",
            "  -> 200 old: string, new=neu: string, adjacent: string, plain: string, silent: string",
        ],
    );
    let members = &service.operations[0].output.members;
    let text = |name| member(members, name).documentation.as_deref();
    assert_eq!(text("old"), Some("Use `new`."));
    assert_eq!(text("new"), None, "the shape's text is not the member's");
    assert_eq!(text("adjacent"), Some("Adjacent."));
    assert_eq!(text("plain"), Some("Next to a reference."));
    assert_eq!(text("silent"), None);
    assert!(member(members, "old").deprecated && !member(members, "new").deprecated);
    let pattern = |name| member(members, name).constraints.pattern.as_deref();
    assert_eq!((pattern("old"), pattern("new")), (Some("^.*$"), Some("^a$")));
    assert_eq!(member(members, "new").constraints.max_length, Some(9));
}

#[test]
fn path_query_and_header_arguments_precede_the_body() {
    let service = check(
        include_str!("../fixtures/argument_order.yaml"),
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
    assert_eq!(arguments(&service.operations[0]), ["id", "kind", "zeta", "alpha"]);
}

#[test]
fn the_order_of_arguments_can_be_set() {
    let text = include_str!("../fixtures/argument_order.yaml");
    let with = |order: &str| {
        let operation = "operationId: SetThing\n";
        let changed = format!("{operation}      x-arguments: {order}\n");
        text.replace(operation, &changed)
    };
    for (order, expected) in [
        ("[alpha, id, zeta, kind]", ["alpha", "id", "zeta", "kind"]),
        ("[alpha]", ["alpha", "id", "kind", "zeta"]),
        ("[]", ["id", "kind", "zeta", "alpha"]),
    ] {
        assert_eq!(arguments(&service(&with(order)).operations[0]), expected, "{order}");
    }
    for (order, found) in [
        ("[alpa]", "`alpa`, which is not a member of the input"),
        ("[note]", "`note`, which is optional"),
        ("[id, id]", "`id`, which is named before"),
        ("id", "`\"id\"` as `x-arguments`"),
    ] {
        let (_, diagnostics) = read(&with(order));
        let [diagnostic] = &diagnostics[..] else {
            panic!("{order}: {diagnostics:?}");
        };
        assert!(diagnostic.found.contains(found), "{order}: {diagnostic:?}");
    }
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
    assert_eq!(service.shapes.keys().collect::<Vec<_>>(), ["Tree", "GetTreeResponseNone"]);

    let members = &service.operations[0].output.members;
    let limits = |name| &*member(members, name).constraints;
    assert_eq!((limits("count").minimum, limits("count").maximum), (Some(1.0), Some(9.0)));
    assert_eq!((limits("ratio").minimum, limits("ratio").exclusive_minimum), (Some(0.5), false));
    assert_eq!((limits("ratio").maximum, limits("ratio").exclusive_maximum), (Some(2.0), true));
    let text = Constraints { min_length: Some(1), ..Constraints::default() };
    let texts = Constraints {
        max_length: Some(2),
        element: Some(Box::new(text)),
        ..Constraints::default()
    };
    assert_eq!(limits("texts"), &texts);
}
