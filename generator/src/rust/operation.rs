//! Operations: the request builder, its input and output, and the plans of request and response.

use super::docs::Owner;
use super::model::{
    ArmBody, DecodeStep, EncodeStep, EventPlan, Field, OperationModule, Payload, RequestPlan,
    ResponseBody, ResponsePlan, StatusArm, Structure,
};
use super::{Context, naming, pagination, shapes, usage};
use crate::service::{
    Access, Binding, BodyFormat, HttpMethod, Location, Member, Operation, PathPart, Reference,
    ShapeKind, Signing, StatusVariant, Styled, Type,
};
use proc_macro2::Ident;
use quote::format_ident;

/// An operation of the service.
pub(super) fn lower(context: &Context<'_>, operation: &Operation) -> OperationModule {
    let name = context.names.operation(&operation.name);
    let method = context.names.method(&operation.name);
    let input = input(context, operation, &name);
    let output = output(context, operation, &name);
    let arguments: Vec<&Field> = input.arguments().collect();
    OperationModule {
        source: operation.pointer.to_string(),
        feature: None,
        module: context.names.module_of_operation(&operation.name),
        wire_name: operation.name.clone(),
        docs: context.writer.operation(operation, &method, &context.servers.of(operation)),
        method_docs: context.writer.method(operation, &name, &arguments),
        request: request_plan(context, operation, &input),
        response: output_plan(context, operation),
        pagination: pagination::lower(context, operation, &input, &output).map(Box::new),
        events: events(context, operation, &input).map(Box::new),
        // Set when all types are known.
        example: None,
        read_only: operation.read_only,
        idempotent: operation.idempotent,
        redirects: operation.output.redirects,
        deprecated: operation.deprecated,
        input,
        output,
        name,
        method,
    }
}

fn input(context: &Context<'_>, operation: &Operation, name: &Ident) -> Structure {
    let owner = Owner::Input(&operation.name);
    let mut fields = shapes::fields(context, owner, &operation.input, false);
    for (field, member) in fields.iter_mut().zip(operation.input.iter()) {
        field.constant = context.constants.value_in_input(context.service, member);
        field.summary = context.writer.member_summary(owner, member);
    }
    Structure {
        source: operation.input_pointer.as_ref().unwrap_or(&operation.pointer).to_string(),
        name: naming::suffixed(name, "Input"),
        docs: context.writer.input(name),
        arguments: operation
            .input
            .argument_positions()
            .iter()
            .copied()
            .filter(|at| fields[*at].is_argument())
            .collect(),
        fields,
        written: operation.has_body && !has_payload(operation),
        read: false,
        checked: true,
        hashable: context.unhashable.can_hash(&operation.input),
        deprecated: false,
    }
}

fn output(context: &Context<'_>, operation: &Operation, name: &Ident) -> Structure {
    let members = &operation.output.members;
    let owner = Owner::Output(&operation.name);
    let mut fields = shapes::fields(context, owner, members, true);
    shapes::redact(&mut fields, operation.output.sensitive);
    let documentation = operation.output.documentation.as_deref();
    let head = match members.is_empty() {
        true => format!("Output of [`{name}`]; it has no members."),
        false => format!("Output of [`{name}`]."),
    };
    Structure {
        source: operation.output.pointer.as_ref().unwrap_or(&operation.pointer).to_string(),
        name: naming::suffixed(name, "Output"),
        docs: context.writer.output(owner, documentation, head, operation.output.example.as_ref()),
        arguments: shapes::argument_positions(&fields),
        fields,
        written: false,
        read: members.iter().any(|member| member.binding == Binding::Body),
        checked: false,
        hashable: context.unhashable.can_hash(members),
        deprecated: false,
    }
}

/// The stream that a response can be.
fn events(context: &Context<'_>, operation: &Operation, input: &Structure) -> Option<EventPlan> {
    let events = operation.events.as_ref()?;
    let is_free = |name: &&str| {
        input.fields.iter().all(|field| field.setter != *name && field.optional_setter != *name)
    };
    let method = ["events", "event_stream", "stream_events"].into_iter().find(is_free);
    Some(EventPlan {
        method: format_ident!("{}", method.unwrap_or("receive_events")),
        format: events.format,
        media_type: events.media_type.clone(),
        data: shapes::rust_type(&events.target, context.names),
        switch: events.switch.as_ref().map(|member| member.of(&input.fields).clone()),
    })
}

/// The encoding of an operation's request. The fields of `input` are in the order of the members.
fn request_plan(context: &Context<'_>, operation: &Operation, input: &Structure) -> RequestPlan {
    let mut steps: Vec<_> = operation.host_prefix.iter().map(host_step).collect();
    steps.extend(operation.path.iter().map(|part| path_step(part, &operation.input)));
    let fixed_headers = operation.fixed_headers.iter();
    steps.extend(
        fixed_headers
            .map(|(key, value)| EncodeStep::FixedHeader { key: key.clone(), value: value.clone() }),
    );
    let fixed_query = operation.fixed_query.iter();
    steps.extend(
        fixed_query
            .map(|(key, value)| EncodeStep::FixedQuery { key: key.clone(), value: value.clone() }),
    );
    let mut bound: Vec<_> = operation.input.iter().enumerate().collect();
    bound.sort_by_key(|(_, member)| precedence(member));
    steps.extend(bound.into_iter().filter_map(|(field, member)| bound_step(field, member)));
    if operation.has_body {
        let mut members = operation.input.iter().enumerate();
        let payload = members.find(|(_, member)| member.binding == Binding::Payload);
        let form = operation
            .format
            .filter(|format| matches!(format, BodyFormat::Form | BodyFormat::Multipart));
        steps.push(match payload {
            payload if form.is_some() => EncodeStep::Form {
                field: payload.map(|(field, _)| field),
                multipart: form == Some(BodyFormat::Multipart),
                encodings: operation.encodings.clone(),
            },
            Some((field, member)) => EncodeStep::Payload {
                member: member.name.clone(),
                field,
                form: payload_form(context, &member.target, operation.format),
            },
            None => EncodeStep::JsonBody,
        });
    }
    let tokens = operation.input.iter().zip(&input.fields);
    RequestPlan {
        method: operation.method,
        steps,
        media_type: operation.media_type.clone(),
        optional_body: operation.optional_body,
        finite_numbers: is_finite_json(context, operation),
        checksum: operation.request_checksum,
        compression: operation.request_compression,
        signing: operation.signing,
        security: operation
            .security
            .clone()
            // Without authentication it is unsigned as well.
            .filter(|own| *own != context.service.security.default)
            .filter(|_| operation.signing != Signing::Unsigned),
        server: operation.server.clone(),
        tokens: tokens
            .filter(|(member, _)| member.idempotency_token)
            .map(|(_, field)| field.name.clone())
            .collect(),
    }
}

/// Whether the body is JSON that contains floating-point numbers, of a service that has no strings for NaN and
/// infinities. Those of forms are strings.
fn is_finite_json(context: &Context<'_>, operation: &Operation) -> bool {
    let is_json = matches!(operation.format, None | Some(BodyFormat::Json));
    let mut members = operation.input.iter().filter(|member| member.binding.is_body());
    context.service.aws.is_none()
        && is_json
        && operation.has_body
        && members.any(|member| context.floats.has(&member.target))
}

/// Whether one member is the whole body.
fn has_payload(operation: &Operation) -> bool {
    let mut members = operation.input.iter();
    members.any(|member| member.binding == Binding::Payload)
}

/// The format of a value that is the whole body: `format`, or that of its type.
fn payload_form(context: &Context<'_>, target: &Type, format: Option<BodyFormat>) -> Payload {
    if format == Some(BodyFormat::Json) {
        return Payload::Json;
    }
    let text = match format {
        Some(BodyFormat::JsonOrText) => Payload::JsonOrText,
        _ => Payload::Text,
    };
    match target {
        Type::Stream => Payload::Stream,
        Type::SizedStream => Payload::SizedStream,
        Type::Blob => Payload::Raw,
        Type::String | Type::Secret => text,
        Type::Named(id) => match context.service.shapes.get(id).map(|shape| &shape.kind) {
            Some(ShapeKind::Enum(_)) => text,
            Some(ShapeKind::Union(_) | ShapeKind::OneOf(_) | ShapeKind::IntegerEnum(_)) => {
                Payload::Json
            }
            _ => Payload::Structure,
        },
        _ => Payload::Json,
    }
}

fn host_step(part: &PathPart) -> EncodeStep {
    match part {
        PathPart::Literal(literal) => EncodeStep::HostLiteral(literal.clone()),
        PathPart::Label(member) | PathPart::GreedyLabel(member) => {
            EncodeStep::HostLabel { member: member.name().to_owned(), field: member.position() }
        }
    }
}

fn path_step(part: &PathPart, members: &[Member]) -> EncodeStep {
    let label = |member: &Reference, greedy| EncodeStep::Label {
        member: member.name().to_owned(),
        field: member.position(),
        greedy,
    };
    match part {
        PathPart::Literal(literal) => EncodeStep::Literal(literal.clone()),
        PathPart::Label(reference) => {
            let member = reference.of(members);
            match member.binding {
                Binding::Styled(styled) => styled_step(styled, reference.position(), member),
                _ => label(reference, false),
            }
        }
        PathPart::GreedyLabel(member) => label(member, true),
    }
}

/// The order in which members are encoded: a named header replaces one of a map, and a map of query parameters
/// skips the keys that are there (Smithy, `httpPrefixHeaders` and `httpQueryParams`).
fn precedence(member: &Member) -> u8 {
    match (member.binding, &member.target) {
        (Binding::PrefixHeaders, _) => 0,
        (Binding::Query, Type::Map(_)) => 2,
        _ => 1,
    }
}

/// The step of a member that is bound to the query or to headers.
fn bound_step(field: usize, member: &Member) -> Option<EncodeStep> {
    let (key, name) = (member.wire_name.clone(), member.name.clone());
    match member.binding {
        Binding::Query => Some(EncodeStep::Query { key, field }),
        Binding::Header => Some(EncodeStep::Header { key, member: name, field }),
        Binding::PrefixHeaders => {
            Some(EncodeStep::PrefixHeaders { prefix: key, member: name, field })
        }
        Binding::Styled(styled) if styled.location != Location::Path => {
            Some(styled_step(styled, field, member))
        }
        Binding::Styled(_)
        | Binding::Body
        | Binding::OtherKeys
        | Binding::Path
        | Binding::Payload
        | Binding::Status => None,
    }
}

fn styled_step(styled: Styled, field: usize, member: &Member) -> EncodeStep {
    EncodeStep::Styled { styled, key: member.wire_name.clone(), member: member.name.clone(), field }
}

/// The decoding of a success response.
fn output_plan(context: &Context<'_>, operation: &Operation) -> ResponsePlan {
    let output = &operation.output;
    let mut plan = response_plan(context, &output.members, output.format);
    // Services of AWS send no body where no member is set.
    let is_sent = context.service.aws.is_none() && operation.method != HttpMethod::Head;
    let has_required = |members: &[Member]| {
        let mut in_body = members.iter().filter(|member| member.binding == Binding::Body);
        is_sent && in_body.any(|member| member.required && member.access != Access::Write)
    };
    let structure = |target: &Type| match target {
        Type::Named(id) => match &context.service.shapes.get(id)?.kind {
            ShapeKind::Structure(members) => Some(members.as_slice()),
            _ => None,
        },
        _ => None,
    };
    plan.requires_body = has_required(&output.members);
    if let (false, ResponseBody::Payload { field, .. }) = (output.variants.is_empty(), &plan.body)
        && let Type::Named(id) = &output.members[*field].target
    {
        let names = naming::variants(
            usage::members(context.service, id).iter().map(|member| member.name.as_str()),
        );
        let arm = |variant: &StatusVariant| {
            let body = variant.member.as_ref().map(|(member, format)| {
                let target = &member.of(usage::members(context.service, id)).target;
                ArmBody {
                    variant: member.of(&names).0.clone(),
                    form: payload_form(context, target, Some(*format)),
                    boxed: context.boxed.contains(id, member.name()),
                    nullable: matches!(target, Type::Nullable(_)),
                    requires_body: structure(target).is_some_and(has_required),
                }
            });
            StatusArm { status: variant.status, body }
        };
        let mut arms: Vec<StatusArm> = output.variants.iter().map(arm).collect();
        arms.sort_by_key(|arm| arm.status);
        let union = context.names.type_of(id);
        plan.body = ResponseBody::ByStatus { field: *field, union, arms };
    }
    plan
}

/// The decoding of a response into members, in the order of their fields. A payload has that format, or the one of its
/// type.
pub(super) fn response_plan(
    context: &Context<'_>,
    members: &[Member],
    format: Option<BodyFormat>,
) -> ResponsePlan {
    let mut plan = ResponsePlan {
        body: ResponseBody::Nothing,
        steps: Vec::new(),
        lenient: context.service.aws.is_none(),
        requires_body: false,
    };
    for (field, member) in members.iter().enumerate() {
        let key = member.wire_name.clone();
        match member.binding {
            Binding::Body | Binding::OtherKeys => plan.body = ResponseBody::Json,
            Binding::Payload => {
                let form = match payload_form(context, &member.target, format) {
                    // The length of a response stream need not be known.
                    Payload::SizedStream => Payload::Stream,
                    form => form,
                };
                plan.body = ResponseBody::Payload { field, form };
            }
            Binding::Header => plan.steps.push(DecodeStep::Header { key, field }),
            Binding::PrefixHeaders => {
                plan.steps.push(DecodeStep::PrefixHeaders { prefix: key, field });
            }
            Binding::Status => plan.steps.push(DecodeStep::Status { field }),
            Binding::Path | Binding::Query | Binding::Styled(_) => {}
        }
    }
    plan
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::service::Input;
    use crate::service::fixture::{bound, member, member_of, operation, service};

    fn lowered(operation: Operation) -> OperationModule {
        let krate = crate::rust::lower(&service(vec![operation], vec![]), "things-sdk");
        krate.operations.into_iter().next().expect("there is one")
    }

    #[test]
    fn every_required_member_is_an_argument_in_the_order_of_the_input() {
        let members = vec![bound("b", Binding::Body), member("c"), bound("a", Binding::Query)];
        let module = lowered(Operation {
            input: Input::new(members, |member| member.name.clone()),
            ..operation("PutThing", vec![], vec![])
        });
        let names: Vec<_> = module.arguments().map(|field| field.name.to_string()).collect();
        assert_eq!(names, ["a", "b"]);
    }

    #[test]
    fn steps_follow_the_bindings_of_the_members() {
        let members = vec![
            bound("id", Binding::Path),
            bound("max", Binding::Query),
            bound("tag", Binding::Header),
            member("name"),
        ];
        let module = lowered(Operation {
            path: vec![
                PathPart::Literal("/things/".to_owned()),
                PathPart::Label(Reference::new(0, "id")),
            ],
            ..operation("PutThing", members, vec![])
        });
        let steps: Vec<String> = module
            .request
            .steps
            .iter()
            .map(|step| format!("{step:?}"))
            .map(|step| step.split([' ', '(']).next().unwrap_or_default().to_owned())
            .collect();
        assert_eq!(steps, ["Literal", "Label", "Query", "Header", "JsonBody"]);
        assert!(module.request.has_body());
    }

    #[test]
    fn a_payload_is_the_body_of_request_and_response() {
        let payload = Member { binding: Binding::Payload, ..member_of("data", Type::SizedStream) };
        let module = lowered(operation("PutData", vec![payload.clone()], vec![payload]));
        assert!(matches!(
            module.request.steps.last(),
            Some(EncodeStep::Payload { form: Payload::SizedStream, .. })
        ));
        let body = ResponseBody::Payload { field: 0, form: Payload::Stream };
        assert_eq!(module.response.body, body);
    }

    #[test]
    fn bytes_that_the_document_describes_as_base64_are_said_to_be_encoded() {
        let field = |documentation: &str, binding| Member {
            binding,
            documentation: Some(documentation.to_owned()),
            ..member_of("file", Type::Blob)
        };
        for (member, expected) in [
            (field("The Base64 encoded contents.", Binding::Body), true),
            (field("The contents.", Binding::Body), false),
            (field("The Base64 encoded contents.", Binding::Payload), false),
        ] {
            let module = lowered(operation("PutThing", vec![member.clone()], vec![]));
            let docs = module.input.fields[0].docs.lines().join(" ");
            assert_eq!(
                docs.contains("These are the bytes themselves"),
                expected,
                "{member:?}: {docs}"
            );
        }
    }

    #[test]
    fn idempotency_tokens_are_filled() {
        let token = Member { idempotency_token: true, ..member("clientToken") };
        let module = lowered(operation("PutThing", vec![token], vec![]));
        assert_eq!(module.request.tokens, ["client_token"]);
    }
}
