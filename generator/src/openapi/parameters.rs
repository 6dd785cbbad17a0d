//! The members of an input that are parameters.
//!
//! A list repeats its key in the query, a map of the query gives its own keys, and a header joins the
//! elements of a list with commas. Header parameters called `Accept` and `Content-Type` are members like
//! every other header.

use openapiv3::{Operation, Parameter, ParameterSchemaOrContent, PathItem, ReferenceOr};

use super::annotations::{self, description};
use super::components::Components;
use super::extensions::Extensions;
use super::paths::TemplatePart;
use super::report::Report;
use super::types::{Context, Types, in_location};
use crate::pointer::Pointer;
use crate::service::{Binding, Member, Type};

/// The parameters of an operation.
#[derive(Default)]
pub(super) struct Parameters {
    /// The members of the input.
    pub(super) members: Vec<Member>,
    /// Constants of the query.
    pub(super) fixed_query: Vec<(String, Option<String>)>,
    /// Names of the path parameters in which slashes stay.
    pub(super) greedy: Vec<String>,
}

/// An operation in its path item.
pub(super) struct OperationContext<'a, 'p> {
    pub(super) path_item: &'a PathItem,
    pub(super) path_pointer: &'p Pointer,
    pub(super) pointer: Pointer,
}

/// Reads the parameters of an operation.
pub(super) fn read<'a>(
    components: &Components<'a>,
    operation: &'a Operation,
    name: &str,
    context: &OperationContext<'a, '_>,
    types: &mut Types<'a>,
    report: &mut Report<'_>,
) -> Parameters {
    let mut read = Parameters::default();
    for (parameter, pointer) in listed(components, operation, context) {
        let data = parameter.parameter_data_ref();
        let extensions = Extensions::of(&data.extensions);
        if extensions.ignore {
            continue;
        }
        if let (Parameter::Query { .. }, Some(constant)) = (parameter, extensions.constant) {
            let constant = (!constant.is_empty()).then(|| constant.to_owned());
            read.fixed_query.push((data.name.clone(), constant));
            continue;
        }
        if extensions.greedy {
            read.greedy.push(data.name.clone());
        }
        let member = member(parameter, pointer, extensions, name, types, report);
        read.members.extend(member);
    }
    read
}

/// The operation's parameters, then those of the path that the operation does not override.
fn listed<'a>(
    components: &Components<'a>,
    operation: &'a Operation,
    context: &OperationContext<'a, '_>,
) -> Vec<(&'a Parameter, Pointer)> {
    let resolve = |list: &'a [ReferenceOr<Parameter>], owner: &Pointer| {
        let at = owner.child("parameters");
        list.iter()
            .enumerate()
            .filter_map(|(index, listed)| components.parameter(listed, at.child(index)))
            .collect::<Vec<_>>()
    };
    let mut parameters = resolve(&operation.parameters, &context.pointer);
    let own = parameters.len();
    for (parameter, pointer) in resolve(&context.path_item.parameters, context.path_pointer) {
        if !parameters[..own].iter().any(|(given, _)| is_same(given, parameter)) {
            parameters.push((parameter, pointer));
        }
    }
    parameters
}

fn is_same(left: &Parameter, right: &Parameter) -> bool {
    binding(left) == binding(right)
        && left.parameter_data_ref().name == right.parameter_data_ref().name
}

fn member<'a>(
    parameter: &'a Parameter,
    pointer: Pointer,
    extensions: Extensions<'a>,
    operation: &str,
    types: &mut Types<'a>,
    report: &mut Report<'_>,
) -> Option<Member> {
    let binding = binding(parameter)?;
    let data = parameter.parameter_data_ref();
    // `content` instead of `schema` has been reported.
    let ParameterSchemaOrContent::Schema(schema) = &data.format else {
        return None;
    };
    let mut annotated = annotations::read(schema.into());
    // An extension may stand on the parameter or on its schema.
    annotated.extensions = extensions.or(annotated.extensions);
    let context = Context {
        owner: operation,
        member: &data.name,
        pointer: &pointer.child("schema"),
        timestamp_format: types.timestamp_format(binding),
        depth: 0,
    };
    let resolved = types.annotated(&annotated, context);
    let binding = match resolved.target {
        // Each entry of a map is a header.
        Type::Map(_) if binding == Binding::Header => Binding::PrefixHeaders,
        _ => binding,
    };
    let prefix = annotated.extensions.header_prefix.filter(|_| binding == Binding::PrefixHeaders);
    if binding == Binding::Path && !data.required {
        report
            .error("optional-path-parameter", &pointer)
            .found(format!("the path parameter `{}`, which is not required", data.name))
            .expected("`required: true`, since a path without it is another path")
            .remedy("add `required: true`");
    }
    let is_token = annotated.extensions.idempotency_token == Some(true)
        && resolved.target == Type::String
        && binding != Binding::Path;
    Some(Member {
        name: data.name.clone(),
        wire_name: prefix.unwrap_or(&data.name).to_owned(),
        target: in_location(resolved.target, binding),
        // The client makes a token where the caller gives none.
        required: data.required && !is_token,
        idempotency_token: is_token,
        binding,
        sensitive: resolved.sensitive,
        constraints: resolved.constraints,
        documentation: description(data.description.as_deref()),
        deprecated: data.deprecated.unwrap_or_default(),
        pointer,
    })
}

/// The location of a parameter. `None` for a cookie, which has been reported.
fn binding(parameter: &Parameter) -> Option<Binding> {
    match parameter {
        Parameter::Path { .. } => Some(Binding::Path),
        Parameter::Query { .. } => Some(Binding::Query),
        Parameter::Header { .. } => Some(Binding::Header),
        Parameter::Cookie { .. } => None,
    }
}

/// Reports labels without a parameter, and path parameters without a label.
pub(super) fn check_labels(
    parts: &[TemplatePart],
    members: &[Member],
    pointer: &Pointer,
    report: &mut Report<'_>,
) {
    let labels = || {
        parts.iter().filter_map(|part| match part {
            TemplatePart::Label(label) | TemplatePart::GreedyLabel(label) => Some(label),
            TemplatePart::Literal(_) => None,
        })
    };
    let in_path = || members.iter().filter(|member| member.binding == Binding::Path);
    for label in labels().filter(|label| in_path().all(|member| member.name != **label)) {
        report
            .error("label-without-parameter", pointer)
            .found(format!("the label `{{{label}}}` in the path, without a parameter"))
            .expected(format!("a parameter `{label}` in `path`"))
            .remedy("add the parameter, or remove the label");
    }
    for member in in_path().filter(|member| labels().all(|label| *label != member.name)) {
        report
            .error("parameter-without-label", &member.pointer)
            .found(format!("the path parameter `{}`, without a label", member.name))
            .expected(format!("`{{{}}}` in the path", member.name))
            .remedy("add the label, or remove the parameter");
    }
}
