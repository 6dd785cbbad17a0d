//! Waiters: from acceptors to tests of typed values.

use super::Context;
use super::model::{
    AcceptorPlan, Access, Comparison, Constant, OperationModule, Presence, Structure, Test,
    WaiterModule,
};
use super::naming::{self, WaiterNames};
use super::shapes;
use crate::service::{
    Acceptor, AcceptorState, Comparator, Matcher, Member, PathStep, ShapeKind, Type, Waiter,
};
use proc_macro2::Ident;

/// A waiter of the service, which polls `operation`.
pub(super) fn lower(
    context: &Context<'_>,
    waiter: &Waiter,
    names: WaiterNames,
    operation: &OperationModule,
) -> WaiterModule {
    let arguments: Vec<_> = operation.arguments().cloned().collect();
    let shown: Vec<(&Ident, Option<&str>)> =
        arguments.iter().map(|field| (&field.name, field.summary.as_deref())).collect();
    let accepts_errors = waiter.acceptors.iter().any(|acceptor| {
        let is_error = matches!(acceptor.matcher, Matcher::ErrorType(_) | Matcher::Success(false));
        is_error && acceptor.state == AcceptorState::Success
    });
    WaiterModule {
        source: waiter.pointer.to_string(),
        wire_name: waiter.name.clone(),
        docs: context.writer.waiter(waiter, &names.method),
        method_docs: context.writer.waiter_method(waiter, &names.name, &shown),
        operation: operation.name.clone(),
        input: operation.input.name.clone(),
        output: operation.output.name.clone(),
        arguments,
        example: operation.example.as_ref().map(|call| call.arguments.clone()),
        min_delay: waiter.min_delay,
        max_delay: waiter.max_delay,
        acceptors: waiter
            .acceptors
            .iter()
            .filter_map(|acceptor| plan(context, acceptor, waiter, &operation.output))
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
    waiter: &Waiter,
    output: &Structure,
) -> Option<AcceptorPlan> {
    let test = match &acceptor.matcher {
        Matcher::Success(true) => Test::AnyOutput,
        Matcher::Success(false) => Test::AnyError,
        Matcher::ErrorType(code) => Test::Error(context.names.predicate(code)),
        Matcher::Output { path, comparator } => {
            let operation = context.service.operation(&waiter.operation)?;
            let (path, target) = follow(context, path, &operation.output.members, output)?;
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
    Some(AcceptorPlan {
        state: acceptor.state,
        reason: context.writer.plain_description(&acceptor.matcher),
        test,
    })
}

/// The fields of a path, and the type at its end.
fn follow<'a>(
    context: &'a Context<'_>,
    path: &[PathStep],
    members: &'a [Member],
    output: &Structure,
) -> Option<(Vec<Access>, &'a Type)> {
    let mut members = members;
    let mut fields = output.fields.clone();
    let mut accesses = Vec::new();
    let mut end = None;
    for step in path {
        let at = members.iter().position(|member| member.name == step.member)?;
        let (member, field) = (members.get(at)?, fields.get(at)?);
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
        end = Some(target);
        members = &[];
        if let Type::Named(id) = target
            && let Some(shape) = context.service.shapes.get(id)
            && let ShapeKind::Structure(inner) = &shape.kind
        {
            members = inner;
            fields = shapes::structure(context, shape, inner).fields;
        }
    }
    Some((accesses, end?))
}

/// The constant for a string, by the type that it is compared with.
fn constant(context: &Context<'_>, target: &Type, string: &str) -> Constant {
    if let Type::Named(id) = target
        && let Some(shape) = context.service.shapes.get(id)
        && let ShapeKind::Enum(values) = &shape.kind
    {
        let variants = naming::variants(values.iter().map(|value| value.value.as_str()));
        let mut known = values.iter().zip(variants);
        if let Some((_, variant)) = known.find(|(value, _)| value.value == string) {
            return Constant::Variant(context.names.type_of(id), variant);
        }
    }
    Constant::String(string.to_owned())
}
