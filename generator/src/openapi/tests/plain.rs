//! Documents of services that are not AWS's.

use super::{check, check_codes, read, service};
use crate::service::{SchemeKind, Signing, TimestampFormat};

#[test]
fn a_document_of_any_provider_is_read() {
    let service = check(
        include_str!("../fixtures/plain.yaml"),
        &[
            "getPet: GET /pets/{id}",
            "  path id: string!",
            "  -> 200 id: string!, born: timestamp(datetime)",
        ],
    );
    assert_eq!(service.aws, None);
    assert_eq!(service.id, "pet-store");
    assert_eq!(service.timestamp_format, TimestampFormat::DateTime);
    let [first, second] = service.servers.as_slice() else {
        panic!("{:?}", service.servers);
    };
    assert_eq!(first.default_url().as_deref(), Some("http://pets.example.com/v1"));
    assert_eq!(second.variables[0].values, ["eu", "us"]);
    assert_eq!(
        service.base_url().as_deref(),
        Some("https://eu.pets.example.com/v1"),
        "a server with TLS comes before one without"
    );
}

#[test]
fn security_is_what_each_operation_takes() {
    let text = include_str!("../fixtures/security.yaml");
    let service = service(text);
    let kinds: Vec<_> = service.security.schemes.iter().map(|scheme| &scheme.kind).collect();
    let expected = [
        &SchemeKind::Header("X-Key".to_owned()),
        &SchemeKind::Basic,
        &SchemeKind::Bearer,
        &SchemeKind::Bearer,
        &SchemeKind::Cookie("sid".to_owned()),
        &SchemeKind::Header("Authorization".to_owned()),
    ];
    assert_eq!(kinds, expected);
    // Two tokens are one header, and alternatives that differ in scopes are one.
    assert_eq!(service.security.default, [vec![0, 1], vec![2]]);
    let operation = |name: &str| service.operation(name).expect("it is in the document");
    assert_eq!(operation("listPets").security, None);
    assert_eq!(operation("createPet").security, Some(vec![vec![], vec![4]]));
    assert_eq!(operation("deletePets").signing, Signing::Unsigned);
    assert_eq!(operation("getFile").security, Some(vec![vec![5]]));

    let unknown = text.replace("security: [{digest: []}]", "security: [{digset: []}]");
    check_codes(&unknown, &["undefined-security-scheme"]);
    // The default is of operations that state nothing.
    let service = read(&unknown).0.expect("it is a warning");
    assert_eq!(service.operation("getFile").and_then(|get| get.security.clone()), Some(vec![]));
}

#[test]
fn schemes_are_referred_to_by_schemes_and_requirements() {
    let text = include_str!("../fixtures/security.yaml");
    let text = text.replace("security: [{digest: []}]", "security: [{other: []}]");
    let text = text.replace(
        "security: [{}, {session: []}]",
        "security: [{'#/components/securitySchemes/session': []}]",
    );
    let text = text.replace(
        "  securitySchemes:\n",
        "  securitySchemes:\n    other: {$ref: '#/components/securitySchemes/digest'}\n",
    );
    check_codes(&text, &[]);
    let service = service(&text);
    let schemes = |name: &str| {
        let operation = service.operation(name).expect("it is in the document");
        let positions = operation.security.iter().flatten().flatten();
        let schemes = positions.map(|at| &service.security.schemes[*at]);
        schemes.map(|scheme| (scheme.name.clone(), scheme.kind.clone())).collect::<Vec<_>>()
    };
    let header = SchemeKind::Header("Authorization".to_owned());
    assert_eq!(schemes("getFile"), [("other".to_owned(), header)]);
    let cookie = SchemeKind::Cookie("sid".to_owned());
    assert_eq!(schemes("createPet"), [("session".to_owned(), cookie)]);
}

#[test]
fn certificates_of_the_client_are_left_to_the_transport() {
    let text = include_str!("../fixtures/security.yaml");
    let text = text.replace("openapi: 3.0.3", "openapi: 3.1.0");
    let text = text.replace("security: [{digest: []}]", "security: [{mtls: [], digest: []}]");
    let text =
        text.replace("  securitySchemes:\n", "  securitySchemes:\n    mtls: {type: mutualTLS}\n");
    check_codes(&text, &["client-certificate"]);
    let service = read(&text).0.expect("it is a warning");
    assert_eq!(
        service.operation("getFile").and_then(|get| get.security.clone()),
        Some(vec![vec![5]])
    );
}

#[test]
fn schemes_that_nothing_requires_are_optional() {
    let text = include_str!("../fixtures/security.yaml");
    let without = |part: &str, text: String| text.replace(part, "");
    let text = without("      security: [{}, {session: []}]\n", text.to_owned());
    let text = without("      security: []\n", text);
    let text = without("      security: [{digest: []}]\n", text);
    let start = text.find("security:\n").expect("it is in the fixture");
    let end = text.find("paths:").expect("it is in the fixture");
    let text = format!("{}{}", &text[..start], &text[end..]);
    let service = service(&text);
    assert_eq!(service.security.default.len(), 7);
    assert_eq!(service.security.default.last(), Some(&Vec::new()));
}

#[test]
fn an_operation_without_requirements_takes_those_of_others_if_there_are_credentials() {
    let text = include_str!("../fixtures/security.yaml");
    let start = text.find("security:\n").expect("it is in the fixture");
    let end = text.find("paths:").expect("it is in the fixture");
    let text = format!("{}{}", &text[..start], &text[end..]);
    let service = service(&text);
    let operation = |name: &str| service.operation(name).expect("it is in the document");
    assert_eq!(operation("listPets").security, None);
    // Those of other operations are first, and none is last.
    let expected = [&[4][..], &[5], &[0], &[1], &[2], &[3], &[]];
    assert_eq!(service.security.default, expected);
    assert_eq!(operation("createPet").security, Some(vec![vec![], vec![4]]));
    assert_eq!(operation("deletePets").security, Some(vec![]));

    // A member in the place of a credential is the caller's.
    let key = "[{name: x-key, in: header, schema: {type: string}}]";
    let list = "operationId: listPets\n";
    assert!(text.contains(list), "{text}");
    let text = text.replace(list, &format!("{list}      parameters: {key}\n"));
    let service = super::service(&text);
    let security = service.operation("listPets").and_then(|list| list.security.clone());
    let expected: Vec<Vec<usize>> = [&[4][..], &[5], &[1], &[2], &[3], &[]].map(Vec::from).to_vec();
    assert_eq!(security, Some(expected));
}

#[test]
fn servers_of_paths_and_operations_are_their_own() {
    let service = service(include_str!("../fixtures/security.yaml"));
    let server = |name: &str| {
        let operation = service.operation(name).expect("it is in the document");
        operation.server.clone()
    };
    assert_eq!(server("listPets"), None);
    assert_eq!(server("createPet").as_deref(), Some("https://pets.example.com/v2"));
    assert_eq!(server("getFile").as_deref(), Some("https://files.example.com"));
}
