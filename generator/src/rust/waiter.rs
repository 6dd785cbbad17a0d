//! Waiters: from acceptors to tests of typed values.

use super::Context;
use super::model::{
    AcceptorPlan, Access, Comparison, Constant, Field, OperationModule, Presence, Structure, Test,
    WaiterModule,
};
use super::naming::{self, WaiterNames};
use super::shapes;
use crate::service::{
    Acceptor, AcceptorState, Comparator, Matcher, Member, PathStep, ShapeKind, Type, Waiter,
};

/// A waiter of the service, which polls `operation`.
pub(super) fn lower(
    context: &Context<'_>,
    waiter: &Waiter,
    names: WaiterNames,
    operation: &OperationModule,
) -> WaiterModule {
    let arguments: Vec<&Field> = operation.arguments().collect();
    let members = &waiter.operation.of(&context.service.operations).output.members;
    let accepts_errors = waiter.acceptors.iter().any(|acceptor| {
        let is_error = matches!(acceptor.matcher, Matcher::ErrorType(_) | Matcher::Success(false));
        is_error && acceptor.state == AcceptorState::Success
    });
    WaiterModule {
        source: waiter.pointer.to_string(),
        feature: None,
        wire_name: waiter.name.clone(),
        docs: context.writer.waiter(waiter, &names.name, &names.method),
        method_docs: context.writer.waiter_method(waiter, &names.name, &arguments),
        operation: operation.name.clone(),
        input: operation.input.name.clone(),
        input_has_default: operation.input.has_default(),
        output: operation.output.name.clone(),
        arguments: arguments.into_iter().cloned().collect(),
        example: operation.example.as_ref().map(|call| call.arguments.clone()),
        min_delay: waiter.min_delay,
        max_delay: waiter.max_delay,
        acceptors: waiter
            .acceptors
            .iter()
            .map(|acceptor| plan(context, acceptor, members, &operation.output))
            .collect(),
        accepts_errors,
        module: names.module,
        name: names.name,
        method: names.method,
    }
}

fn plan(
    context: &Context<'_>,
    acceptor: &Acceptor,
    members: &[Member],
    output: &Structure,
) -> AcceptorPlan {
    let test = match &acceptor.matcher {
        Matcher::Success(true) => Test::AnyOutput,
        Matcher::Success(false) => Test::AnyError,
        Matcher::ErrorType(code) => Test::Error(context.names.predicate(code)),
        Matcher::Output { path, target, comparator } => {
            let path = follow(context, path, members, output);
            let value = |string: &String| constant(context, target, string);
            let comparison = match comparator {
                Comparator::StringEquals(string) => Comparison::Equals(value(string)),
                Comparator::AllStringEquals(string) => Comparison::All(value(string)),
                Comparator::AnyStringEquals(string) => Comparison::Any(value(string)),
                Comparator::BooleanEquals(value) => Comparison::Equals(Constant::Bool(*value)),
                Comparator::Present(present) => Comparison::Present(*present),
            };
            Test::Output { path, comparison }
        }
    };
    AcceptorPlan {
        state: acceptor.state,
        reason: context.writer.plain_description(&acceptor.matcher),
        test,
    }
}

/// The fields of a path.
fn follow(
    context: &Context<'_>,
    path: &[PathStep],
    members: &[Member],
    output: &Structure,
) -> Vec<Access> {
    let mut members = members;
    let mut fields = output.fields.clone();
    let mut accesses = Vec::new();
    for step in path {
        let (member, field) = (step.member.of(members), step.member.of(&fields));
        let mut target = match &member.target {
            Type::List(inner) if step.each => inner,
            target => target,
        };
        let nullable = matches!(target, Type::Nullable(_));
        if let Type::Nullable(inner) = target {
            target = inner;
        }
        accesses.push(Access {
            field: field.name.clone(),
            optional: field.presence == Presence::Optional,
            boxed: field.boxed,
            each: step.each,
            nullable,
        });
        if let Type::Named(id) = target
            && let Some(shape) = context.service.shapes.get(id)
            && let ShapeKind::Structure(inner) = &shape.kind
        {
            members = inner;
            fields = shapes::structure(context, shape, inner).fields;
        }
    }
    accesses
}

/// The constant for a string, by the type that it is compared with.
fn constant(context: &Context<'_>, target: &Type, string: &str) -> Constant {
    if let Type::Named(id) = target
        && let Some(shape) = context.service.shapes.get(id)
        && let ShapeKind::Enum(values) = &shape.kind
    {
        let variants = naming::variants(values.iter().map(|value| value.value.as_str()));
        let mut known = values.iter().zip(variants);
        if let Some((_, (variant, _))) = known.find(|(value, _)| value.value == string) {
            return Constant::Variant(context.names.type_of(id), variant);
        }
    }
    Constant::String(string.to_owned())
}
