//! The members of an input that are parameters: which there are, and how they are read.

use openapiv3::{Operation, Parameter, ParameterSchemaOrContent, PathItem, ReferenceOr};

use crate::document::Pointer;
use crate::service::{Binding, Member, PathPart, Type};

use super::annotations;
use super::api::Api;
use super::report::Report;
use super::types::{Context, Types};
use super::{
    documentation, fixed_query, greedy_labels, header_parameters, idempotency_tokens,
    invented_pagination, signer_headers, sparse,
};

/// What the parameters of an operation say.
#[derive(Default)]
pub(super) struct Parameters {
    /// What the caller provides.
    pub(super) members: Vec<Member>,
    /// What is always sent (rule 3).
    pub(super) fixed_query: Vec<(String, Option<String>)>,
    /// Names of the path parameters that hold a path (rule 22).
    pub(super) greedy: Vec<String>,
}

/// Where an operation and its path stand.
pub(super) struct Place<'a, 'p> {
    pub(super) item: &'a PathItem,
    pub(super) item_pointer: &'p Pointer,
    pub(super) pointer: Pointer,
}

/// Reads the parameters of an operation that are the service's own.
pub(super) fn read<'a>(
    api: &Api<'a>,
    operation: &'a Operation,
    name: &str,
    place: &Place<'a, '_>,
    types: &mut Types<'a>,
    report: &mut Report<'_>,
) -> Parameters {
    let mut parameters = listed(api, operation, place);
    let mut read = Parameters::default();
    parameters.retain(|(parameter, _)| match fixed_query::constant(parameter) {
        Some(constant) => {
            read.fixed_query.push(constant);
            false
        }
        None => true,
    });
    let real = invented_pagination::real(parameters.iter().map(|(parameter, _)| *parameter));
    parameters.truncate(real);
    for (parameter, pointer) in parameters {
        let data = parameter.parameter_data_ref();
        if greedy_labels::is_greedy(&data.extensions) {
            read.greedy.push(data.name.clone());
        }
        read.members
            .extend(member(parameter, pointer, name, types, report));
    }
    read
}

/// The parameters that are not the signer's: the operation's, then those of the path that the
/// operation does not give itself.
fn listed<'a>(
    api: &Api<'a>,
    operation: &'a Operation,
    place: &Place<'a, '_>,
) -> Vec<(&'a Parameter, Pointer)> {
    let resolve = |list: &'a [ReferenceOr<Parameter>], owner: &Pointer| {
        let at = owner.child("parameters");
        list.iter()
            .enumerate()
            .filter_map(|(index, listed)| {
                let (parameter, pointer) = api.parameter(listed, at.child(index))?;
                let real = !signer_headers::is_signer(listed, parameter);
                real.then_some((parameter, pointer))
            })
            .collect::<Vec<_>>()
    };
    let mut parameters = resolve(&operation.parameters, &place.pointer);
    let own = parameters.len();
    for (parameter, pointer) in resolve(&place.item.parameters, place.item_pointer) {
        if !parameters[..own]
            .iter()
            .any(|(given, _)| is_same(given, parameter))
        {
            parameters.push((parameter, pointer));
        }
    }
    parameters
}

fn is_same(left: &Parameter, right: &Parameter) -> bool {
    let binding = header_parameters::binding;
    binding(left) == binding(right)
        && left.parameter_data_ref().name == right.parameter_data_ref().name
}

fn member<'a>(
    parameter: &'a Parameter,
    pointer: Pointer,
    operation: &str,
    types: &mut Types<'a>,
    report: &mut Report<'_>,
) -> Option<Member> {
    let binding = header_parameters::binding(parameter)?;
    let data = parameter.parameter_data_ref();
    // `content` instead of `schema` has been reported.
    let ParameterSchemaOrContent::Schema(schema) = &data.format else {
        return None;
    };
    let mut annotated = annotations::read(schema.into());
    // What is said of a parameter may stand on it or on its schema.
    annotated.extensions.insert(0, &data.extensions);
    let context = Context {
        owner: operation,
        member: &data.name,
        pointer: &pointer.child("schema"),
        times: types.times_in(binding),
        depth: 0,
    };
    let resolved = types.annotated(&annotated, context);
    let binding = match resolved.target {
        // AWS has no other way to put a map into headers.
        Type::Map(_) if binding == Binding::Header => Binding::PrefixHeaders,
        _ => binding,
    };
    if binding == Binding::Path && !data.required {
        report
            .error("optional-path-parameter", &pointer)
            .found(format!(
                "the path parameter `{}`, which is not required",
                data.name
            ))
            .expected("`required: true`, since a path without it is another path")
            .remedy("add `required: true`");
    }
    let extensions = &annotated.extensions;
    let is_token = idempotency_tokens::is_token(&data.name, &resolved.target, extensions)
        && binding != Binding::Path;
    Some(Member {
        name: data.name.clone(),
        wire_name: data.name.clone(),
        target: sparse::in_place(resolved.target, binding),
        // Whoever gives no token gets one.
        required: data.required && !is_token,
        idempotency_token: is_token,
        binding,
        sensitive: resolved.sensitive,
        constraints: resolved.constraints,
        documentation: documentation::text(data.description.as_deref()),
        deprecated: data.deprecated.unwrap_or_default(),
        pointer,
    })
}

/// Each label has a parameter, and each path parameter a label.
pub(super) fn check_labels(
    parts: &[PathPart],
    members: &[Member],
    pointer: &Pointer,
    report: &mut Report<'_>,
) {
    let labels = || {
        parts.iter().filter_map(|part| match part {
            PathPart::Label(label) | PathPart::GreedyLabel(label) => Some(label),
            PathPart::Literal(_) => None,
        })
    };
    let in_path = || {
        members
            .iter()
            .filter(|member| member.binding == Binding::Path)
    };
    for label in labels().filter(|label| in_path().all(|member| member.name != **label)) {
        report
            .error("label-without-parameter", pointer)
            .found(format!(
                "the label `{{{label}}}` in the path, without a parameter"
            ))
            .expected(format!("a parameter `{label}` in `path`"))
            .remedy("add the parameter, or remove the label");
    }
    for member in in_path().filter(|member| labels().all(|label| *label != member.name)) {
        report
            .error("parameter-without-label", &member.pointer)
            .found(format!(
                "the path parameter `{}`, without a label",
                member.name
            ))
            .expected(format!("`{{{}}}` in the path", member.name))
            .remedy("add the label, or remove the parameter");
    }
}
