//! The members of an input that are parameters.
//!
//! By default a list repeats its key in the query, a map of the query gives its own keys, and a header joins the
//! elements of a list with commas. Other values have a style, by which the runtime writes them: `style` and `explode`,
//! or JSON and forms for a parameter with `content`. What a style does not define is JSON text.

use openapiv3::{
    Operation, Parameter, ParameterSchemaOrContent, PathItem, PathStyle, QueryStyle, ReferenceOr,
};

use super::annotations::{self, description};
use super::bindings::{self, is_map_of_strings};
use super::components::Components;
use super::extensions::Extensions;
use super::media;
use super::paths::TemplatePart;
use super::report::Report;
use super::types::{Context, Types, in_location};
use crate::pointer::Pointer;
use crate::service::{Access, Binding, Location, Member, Style, Styled, Type};

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
        let member = member(parameter, pointer, extensions, name, types);
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

/// Whether a parameter of an operation overrides one of its path. Names of headers ignore case.
fn is_same(left: &Parameter, right: &Parameter) -> bool {
    let [name, other] = [left, right].map(|parameter| &parameter.parameter_data_ref().name);
    match (location(left), location(right)) {
        (Location::Header, Location::Header) => name.eq_ignore_ascii_case(other),
        (location, of_other) => location == of_other && name == other,
    }
}

fn member<'a>(
    parameter: &'a Parameter,
    pointer: Pointer,
    extensions: Extensions<'a>,
    operation: &str,
    types: &mut Types<'a>,
) -> Option<Member> {
    let data = parameter.parameter_data_ref();
    let (schema, at, media_type) = match &data.format {
        ParameterSchemaOrContent::Schema(schema) => (schema, pointer.child("schema"), None),
        ParameterSchemaOrContent::Content(content) => {
            // OpenAPI allows one media type.
            let (media_type, media) = content.first()?;
            let at = pointer.child("content").child(media_type).child("schema");
            (media.schema.as_ref()?, at, Some(media::essence(media_type)))
        }
    };
    let mut annotated = annotations::read(schema.into());
    // An extension may stand on the parameter or on its schema.
    annotated.extensions = extensions.or(annotated.extensions);
    let location = location(parameter);
    let context = Context {
        owner: operation,
        member: &data.name,
        pointer: &at,
        timestamp_format: types.timestamp_format(match location {
            Location::Header => Binding::Header,
            _ => Binding::Query,
        }),
        depth: 0,
    };
    let mut resolved = types.annotated(&annotated, context);
    // Only JSON has `null`.
    resolved.target = in_location(resolved.target, Binding::Query);
    let is_scalar = bindings::is_scalar(&resolved.target, types);
    let of_content = match media_type.as_deref() {
        Some(json) if json.contains("json") => Some(Style::Json),
        Some("application/x-www-form-urlencoded")
            if !is_scalar && !matches!(resolved.target, Type::List(_)) =>
        {
            Some(Style::Urlencoded)
        }
        _ => None,
    };
    let binding = match annotated.extensions.header_prefix {
        Some(_) if location == Location::Header => Binding::PrefixHeaders,
        // A name such as `x-meta-` is the start of names.
        None if location == Location::Header && is_prefix(&data.name, &resolved.target) => {
            Binding::PrefixHeaders
        }
        _ => bound(parameter, of_content, &resolved.target, types),
    };
    let prefix = annotated.extensions.header_prefix.filter(|_| binding == Binding::PrefixHeaders);
    let is_token = annotated.extensions.idempotency_token == Some(true)
        && resolved.target == Type::String
        && !binding.is_path();
    Some(Member {
        name: data.name.clone(),
        wire_name: prefix.unwrap_or(&data.name).to_owned(),
        target: resolved.target,
        // The client makes a token where the caller gives none.
        required: data.required && !is_token,
        idempotency_token: is_token,
        access: Access::Both,
        binding,
        sensitive: resolved.sensitive,
        constraints: resolved.constraints.into(),
        documentation: description(data.description.as_deref()),
        deprecated: data.deprecated.unwrap_or_default(),
        pointer,
    })
}

/// Whether each entry of a map is a header of its own.
fn is_prefix(name: &str, target: &Type) -> bool {
    name.ends_with('-') && is_map_of_strings(target)
}

fn location(parameter: &Parameter) -> Location {
    match parameter {
        Parameter::Path { .. } => Location::Path,
        Parameter::Query { .. } => Location::Query,
        Parameter::Header { .. } => Location::Header,
        Parameter::Cookie { .. } => Location::Cookie,
    }
}

/// The location of a parameter and the style of its value. Scalars, and lists that repeat their key, have no style.
fn bound(
    parameter: &Parameter,
    of_content: Option<Style>,
    target: &Type,
    types: &Types<'_>,
) -> Binding {
    let location = location(parameter);
    let explode = parameter.parameter_data_ref().explode;
    let exploded = |by_default: bool, style: Style, exploded: Style| match explode {
        None if by_default => exploded,
        Some(true) => exploded,
        _ => style,
    };
    if let Some(style) = of_content {
        return Binding::Styled(Styled { location, style, reserved: false });
    }
    let (style, reserved) = match parameter {
        Parameter::Query { style, allow_reserved, .. } => {
            let style = match style {
                QueryStyle::Form => exploded(true, Style::Form, Style::FormExploded),
                QueryStyle::SpaceDelimited => {
                    exploded(false, Style::SpaceDelimited, Style::FormExploded)
                }
                QueryStyle::PipeDelimited => {
                    exploded(false, Style::PipeDelimited, Style::FormExploded)
                }
                QueryStyle::DeepObject => Style::DeepObject,
            };
            (style, *allow_reserved)
        }
        Parameter::Path { style, .. } => {
            let style = match style {
                PathStyle::Simple => exploded(false, Style::Simple, Style::SimpleExploded),
                PathStyle::Label => exploded(false, Style::Label, Style::LabelExploded),
                PathStyle::Matrix => exploded(false, Style::Matrix, Style::MatrixExploded),
            };
            (style, false)
        }
        Parameter::Header { .. } => (exploded(false, Style::Simple, Style::SimpleExploded), false),
        Parameter::Cookie { .. } => match explode {
            None => (Style::FormExploded, false),
            Some(true) => (Style::CookieExploded, false),
            Some(false) => (Style::Form, false),
        },
    };
    let is_scalar = |target: &Type| bindings::is_scalar(target, types);
    let is_list = |target: &Type| matches!(target, Type::List(element) if is_scalar(element));
    match (location, style) {
        (Location::Path, Style::Simple | Style::SimpleExploded) if is_scalar(target) => {
            return Binding::Path;
        }
        (Location::Query, _) if !reserved && is_scalar(target) => return Binding::Query,
        (Location::Query, Style::FormExploded) if !reserved => {
            let is_map = matches!(target, Type::Map(value) if is_scalar(value) || is_list(value));
            if is_list(target) || is_map {
                return Binding::Query;
            }
        }
        (Location::Header, _)
            if is_scalar(target) || is_list(target) || *target == Type::JsonString =>
        {
            return Binding::Header;
        }
        _ => {}
    }
    Binding::Styled(Styled { location, style, reserved })
}

/// Reports values other than scalars in a label that keeps slashes.
pub(super) fn check_labels(
    parts: &[TemplatePart],
    parameters: &Parameters,
    report: &mut Report<'_>,
) {
    let greedy = parts.iter().filter_map(|part| match part {
        TemplatePart::GreedyLabel(label) => Some(label),
        TemplatePart::Label(label) if parameters.greedy.contains(label) => Some(label),
        _ => None,
    });
    for label in greedy {
        let named = parameters.members.iter().find(|member| {
            matches!(member.binding, Binding::Styled(_))
                && member.binding.is_path()
                && member.name == *label
        });
        if let Some(member) = named {
            report
                .error("unsupported-parameter", &member.pointer)
                .found(format!("`{label}`, a label that keeps slashes, with a style"))
                .expected("a string, number or boolean")
                .remedy("correct its schema, or remove `x-greedy`");
        }
    }
}
