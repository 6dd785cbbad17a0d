//! Small services for the unit tests of later stages.

use super::*;

/// An optional string in the body.
pub(crate) fn member(name: &str) -> Member {
    Member {
        name: name.to_owned(),
        wire_name: name.to_owned(),
        pointer: Pointer::default(),
        target: Type::String,
        required: false,
        binding: Binding::Body,
        sensitive: false,
        idempotency_token: false,
        access: Access::Both,
        constraints: MemberConstraints::default(),
        documentation: None,
        deprecated: false,
    }
}

/// An optional member in the body.
pub(crate) fn member_of(name: &str, target: Type) -> Member {
    Member { target, ..member(name) }
}

/// A required string that is bound to a part of the request.
pub(crate) fn bound(name: &str, binding: Binding) -> Member {
    Member { required: true, binding, ..member(name) }
}

/// A structure.
pub(crate) fn structure(id: &str, members: Vec<Member>) -> Shape {
    Shape {
        id: id.to_owned(),
        pointer: Pointer::default(),
        kind: ShapeKind::Structure(members),
        sensitive: false,
        documentation: None,
        deprecated: false,
        required: Vec::new(),
    }
}

/// A `POST` request to `/things` with a JSON body. Arguments are in the order of the members.
pub(crate) fn operation(name: &str, input: Vec<Member>, output: Vec<Member>) -> Operation {
    Operation {
        name: name.to_owned(),
        pointer: Pointer::default(),
        tag: None,
        method: HttpMethod::Post,
        path: vec![PathPart::Literal("/things".to_owned())],
        fixed_query: Vec::new(),
        fixed_headers: Vec::new(),
        host_prefix: Vec::new(),
        input: Input::new(input, |_| 0),
        input_pointer: None,
        example: IndexMap::new(),
        has_body: true,
        optional_body: false,
        format: None,
        media_type: None,
        encodings: Vec::new(),
        request_checksum: false,
        request_compression: false,
        signing: Signing::Signed,
        security: None,
        server: None,
        servers: Vec::new(),
        output: Output {
            status: 200,
            redirects: false,
            format: None,
            variants: Vec::new(),
            members: output,
            shape: None,
            pointer: None,
            sensitive: false,
            example: None,
            documentation: None,
        },
        events: None,
        errors: Vec::new(),
        error_statuses: Vec::new(),
        pagination: None,
        read_only: false,
        idempotent: false,
        documentation: None,
        deprecated: false,
    }
}

/// A service.
pub(crate) fn service(operations: Vec<Operation>, shapes: Vec<Shape>) -> Service {
    let shapes = shapes.into_iter().map(|shape| (shape.id.clone(), shape));
    Service {
        id: "things".to_owned(),
        title: "Things".to_owned(),
        api_version: "2020-01-01".to_owned(),
        documentation: None,
        aws: Some(AwsService {
            endpoint_prefix: "things".to_owned(),
            signing_name: "thing".to_owned(),
        }),
        servers: Vec::new(),
        security: Security::default(),
        operations,
        shapes: shapes.collect(),
        errors: Vec::new(),
        waiters: Vec::new(),
        timestamp_format: TimestampFormat::EpochSeconds,
    }
}
