//! The plan of a request: which member goes where.

use super::Context;
use super::model::Structure;
use super::plan::{EncodeStep, Payload, RequestPlan};
use crate::service::{Binding, Member, Operation, PathPart, ShapeKind, Type};

/// The plan of an operation's request. The fields of `input` are in the order of the operation's members.
pub(super) fn plan(context: &Context<'_>, operation: &Operation, input: &Structure) -> RequestPlan {
    let mut steps = host(operation);
    steps.extend(path(operation));
    let fixed_headers = operation.fixed_headers.iter();
    steps.extend(fixed_headers.map(|(key, value)| EncodeStep::FixedHeader {
        key: key.clone(),
        value: value.clone(),
    }));
    let fixed_query = operation.fixed_query.iter();
    steps.extend(fixed_query.map(|(key, value)| EncodeStep::FixedQuery {
        key: key.clone(),
        value: value.clone().unwrap_or_default(),
    }));
    for (field, member) in operation.input.iter().enumerate() {
        steps.extend(beside(field, member));
    }
    if operation.has_body {
        let mut members = operation.input.iter().enumerate();
        let payload = members.find(|(_, member)| member.binding == Binding::Payload);
        steps.push(match payload {
            Some((field, member)) => EncodeStep::Payload {
                member: member.name.clone(),
                field,
                form: form(context, &member.target),
            },
            None => EncodeStep::JsonBody,
        });
    }
    let tokens = operation.input.iter().zip(&input.fields);
    RequestPlan {
        method: operation.method,
        steps,
        signing: operation.signing,
        tokens: tokens
            .filter(|(member, _)| member.idempotency_token)
            .map(|(_, field)| field.name.clone())
            .collect(),
    }
}

/// Whether one member is the whole body.
pub(super) fn has_payload(operation: &Operation) -> bool {
    let mut members = operation.input.iter();
    members.any(|member| member.binding == Binding::Payload)
}

/// How a value is written when it is the whole body.
pub(super) fn form(context: &Context<'_>, target: &Type) -> Payload {
    match target {
        Type::Stream => Payload::Stream,
        Type::SizedStream => Payload::SizedStream,
        Type::Blob | Type::String | Type::Secret => Payload::Raw,
        Type::Named(id) => match context.service.shapes.get(id).map(|shape| &shape.kind) {
            Some(ShapeKind::Enum(_)) => Payload::Raw,
            _ => Payload::Json,
        },
        _ => Payload::Json,
    }
}

fn host(operation: &Operation) -> Vec<EncodeStep> {
    let step = |part: &PathPart| match part {
        PathPart::Literal(text) => Some(EncodeStep::HostLiteral(text.clone())),
        PathPart::Label(name) | PathPart::GreedyLabel(name) => Some(EncodeStep::HostLabel {
            member: name.clone(),
            field: position(operation, name)?,
        }),
    };
    operation.host_prefix.iter().filter_map(step).collect()
}

fn path(operation: &Operation) -> Vec<EncodeStep> {
    let label = |name: &String, greedy| {
        Some(EncodeStep::Label {
            member: name.clone(),
            field: position(operation, name)?,
            greedy,
        })
    };
    let step = |part: &PathPart| match part {
        PathPart::Literal(text) => Some(EncodeStep::Literal(text.clone())),
        PathPart::Label(name) => label(name, false),
        PathPart::GreedyLabel(name) => label(name, true),
    };
    operation.path.iter().filter_map(step).collect()
}

fn position(operation: &Operation, name: &str) -> Option<usize> {
    operation.input.iter().position(|each| each.name == *name)
}

/// The step of a member beside path and body.
fn beside(field: usize, member: &Member) -> Option<EncodeStep> {
    let (key, name) = (member.wire_name.clone(), member.name.clone());
    match member.binding {
        Binding::Query => Some(EncodeStep::Query { key, field }),
        Binding::Header => Some(EncodeStep::Header {
            key,
            member: name,
            field,
        }),
        Binding::PrefixHeaders => Some(EncodeStep::PrefixHeaders {
            prefix: key,
            member: name,
            field,
        }),
        Binding::Body | Binding::Path | Binding::Payload | Binding::Status => None,
    }
}
