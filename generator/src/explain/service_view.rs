//! The service stage in words.

use crate::service::{
    Binding, Constraints, ErrorRetry, HttpMethod, Member, Operation, PathPart, ServiceError, Shape,
    ShapeKind, Type,
};
use std::fmt::Write as _;

/// An operation: request line, members, answer, errors, pages.
pub(super) fn operation(operation: &Operation) -> String {
    let mut text = format!("{} {}", method(operation.method), path(&operation.path));
    for (key, value) in &operation.fixed_query {
        let _ = write!(text, "  ?{key}={}", value.as_deref().unwrap_or_default());
    }
    let body = if operation.has_body {
        "a JSON body"
    } else {
        "no body"
    };
    let repeat = if operation.read_only {
        "only reads"
    } else if operation.idempotent {
        "comes to the same, once or several times"
    } else {
        "may change something"
    };
    let _ = writeln!(text, "\nsends {body}; {repeat}");
    let _ = writeln!(text, "input");
    members(&mut text, &operation.input);
    let _ = writeln!(text, "output (HTTP {})", operation.output.status);
    members(&mut text, &operation.output.members);
    let _ = writeln!(text, "errors\n  {}", listed(&operation.errors));
    if let Some(pagination) = &operation.pagination {
        let _ = writeln!(
            text,
            "pages\n  {} answers the token that {} takes; items: {}; page size: {}",
            pagination.output_token,
            pagination.input_token,
            pagination.items.as_deref().unwrap_or("no single list"),
            pagination.page_size.as_deref().unwrap_or("not settable"),
        );
    }
    text
}

/// A structure with its members, or an enum with its values.
pub(super) fn shape(shape: &Shape) -> String {
    match &shape.kind {
        ShapeKind::Structure(all) => {
            let mut text = "structure\n".to_owned();
            members(&mut text, all);
            text
        }
        ShapeKind::Union(all) => {
            let mut text = "union\n".to_owned();
            members(&mut text, all);
            text
        }
        ShapeKind::Enum(values) => {
            let values: Vec<String> = values.iter().map(|value| value.value.clone()).collect();
            format!("enum\n  {}", listed(&values))
        }
    }
}

/// An error and the operations that list it.
pub(super) fn error<'a>(
    error: &ServiceError,
    operations: impl Iterator<Item = &'a Operation>,
) -> String {
    let listing: Vec<String> = operations
        .filter(|operation| operation.errors.contains(&error.code))
        .map(|operation| operation.name.clone())
        .collect();
    let mut text = format!("error `{}`", error.code);
    if let Some(status) = error.status {
        let _ = write!(text, ", HTTP {status}");
    }
    let _ = match error.retry {
        Some(ErrorRetry::Transient) => write!(text, ", may succeed later"),
        Some(ErrorRetry::Throttling) => write!(text, ", asks for fewer calls"),
        None => Ok(()),
    };
    let _ = writeln!(text, ", listed by\n  {}", listed(&listing));
    if let Some(message) = &error.message {
        let _ = writeln!(text, "message\n  in `{message}`");
    }
    if !error.headers.is_empty() {
        let _ = writeln!(text, "headers\n  {}", listed(&error.headers));
    }
    text
}

fn members(text: &mut String, members: &[Member]) {
    if members.is_empty() {
        let _ = writeln!(text, "  nothing");
    }
    let width = members
        .iter()
        .map(|member| member.name.len())
        .max()
        .unwrap_or(0);
    for member in members {
        let required = if member.required { ", required" } else { "" };
        let place = match member.binding {
            Binding::Body => "body",
            Binding::Path => "path",
            Binding::Query => "query",
            Binding::Header => "header",
            Binding::PrefixHeaders => "headers",
            Binding::Payload => "whole body",
            Binding::Status => "status",
        };
        let key = match member.wire_name == member.name {
            true => String::new(),
            false => format!(" as `{}`", member.wire_name),
        };
        let _ = writeln!(
            text,
            "  {:width$}  {}{required}, in the {place}{key}{}",
            member.name,
            kind(&member.target),
            limits(&member.constraints),
        );
    }
}

fn kind(target: &Type) -> String {
    match target {
        Type::Named(id) => id.clone(),
        Type::String => "string".to_owned(),
        Type::Secret => "secret string".to_owned(),
        Type::Boolean => "boolean".to_owned(),
        Type::Integer => "integer".to_owned(),
        Type::Float => "float".to_owned(),
        Type::Double => "double".to_owned(),
        Type::Integer32 => "integer of 32 bits".to_owned(),
        Type::Timestamp(format) => format!("timestamp ({format:?})"),
        Type::Blob => "bytes".to_owned(),
        Type::Stream => "stream of bytes".to_owned(),
        Type::SizedStream => "stream of bytes of known length".to_owned(),
        Type::JsonString => "any JSON as a text".to_owned(),
        Type::Json => "any JSON".to_owned(),
        Type::List(element) => format!("list of {}", kind(element)),
        Type::Map(value) => format!("map of {}", kind(value)),
        Type::Nullable(value) => format!("{} or null", kind(value)),
    }
}

fn limits(constraints: &Constraints) -> String {
    let mut text = String::new();
    let mut range = |what: &str, least: Option<String>, most: Option<String>| {
        if least.is_some() || most.is_some() {
            let (least, most) = (least.unwrap_or_default(), most.unwrap_or_default());
            let _ = write!(text, ", {what} {least}..{most}");
        }
    };
    let shown = |number: Option<f64>| number.map(|number| number.to_string());
    let counted = |number: Option<u64>| number.map(|number| number.to_string());
    range(
        "value",
        shown(constraints.minimum),
        shown(constraints.maximum),
    );
    range(
        "length",
        counted(constraints.min_length),
        counted(constraints.max_length),
    );
    if let Some(pattern) = &constraints.pattern {
        let _ = write!(text, ", pattern {pattern}");
    }
    if let Some(key) = constraints
        .key
        .as_deref()
        .map(limits)
        .filter(|text| !text.is_empty())
    {
        let _ = write!(text, "; keys{}", key.trim_start_matches(','));
    }
    if let Some(element) = constraints
        .element
        .as_deref()
        .map(limits)
        .filter(|text| !text.is_empty())
    {
        let _ = write!(text, "; each{}", element.trim_start_matches(','));
    }
    text
}

fn path(parts: &[PathPart]) -> String {
    parts
        .iter()
        .map(|part| match part {
            PathPart::Literal(text) => text.clone(),
            PathPart::Label(name) => format!("{{{name}}}"),
            PathPart::GreedyLabel(name) => format!("{{{name}+}}"),
        })
        .collect()
}

fn method(method: HttpMethod) -> &'static str {
    match method {
        HttpMethod::Delete => "DELETE",
        HttpMethod::Get => "GET",
        HttpMethod::Head => "HEAD",
        HttpMethod::Patch => "PATCH",
        HttpMethod::Post => "POST",
        HttpMethod::Put => "PUT",
    }
}

fn listed(names: &[String]) -> String {
    if names.is_empty() {
        "none".to_owned()
    } else {
        names.join(", ")
    }
}
