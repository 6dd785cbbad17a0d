//! The HTTP locations of members: the whole input, and what each location can hold.

use std::collections::hash_map::Entry;
use std::collections::{HashMap, HashSet};

use super::headers::{is_authorization, is_free_header, is_token, is_token_byte};
use super::report::{Report, listed};
use super::types::{Types, numbered, shape_name};
use crate::pointer::Pointer;
use crate::service::{Binding, Input, Location, Member, ShapeKind, Type};

/// The whole input: parameters, then members of the body.
///
/// A name in several locations is that of the path, or of the first other one; the rest are named after their
/// location too: `queryId`, `bodyId`.
pub(super) fn join(parameters: Vec<Member>, body: Vec<Member>) -> Vec<Member> {
    let mut input: Vec<Member> = parameters.into_iter().chain(body).collect();
    let in_path = input.iter().filter(|member| member.binding.is_path());
    let mut taken: HashSet<String> = in_path.map(|member| member.name.clone()).collect();
    for member in input.iter_mut().filter(|member| !member.binding.is_path()) {
        if taken.insert(member.name.clone()) {
            continue;
        }
        let name = shape_name(member.binding.location(), &member.name);
        member.name = numbered(&name).find(|name| !taken.contains(name)).unwrap_or(name);
        taken.insert(member.name.clone());
    }
    input
}

/// The input with its arguments in order: those of `x-arguments` (`order`), then members of the path, of query
/// and headers, and of the body in the order of the schema's `required`.
pub(super) fn input(members: Vec<Member>, order: &[&str], body_order: &[String]) -> Input {
    Input::new(members, |member| {
        if let Some(at) = order.iter().position(|name| *name == member.name) {
            return (0, Some(at));
        }
        match member.binding {
            binding if binding.is_path() => (1, None),
            Binding::Path => (1, None),
            Binding::Styled(_)
            | Binding::Query
            | Binding::Header
            | Binding::PrefixHeaders
            | Binding::Status => (2, None),
            Binding::Body | Binding::OtherKeys | Binding::Payload => {
                let is_named = |name: &&String| **name == member.name || **name == member.wire_name;
                (3, body_order.iter().position(|name| is_named(&name)))
            }
        }
    })
}

/// Reports names in `x-arguments` that are not required members of the input, or that are repeated.
pub(super) fn check_arguments(
    members: &[Member],
    order: &[&str],
    pointer: &Pointer,
    report: &mut Report<'_>,
) {
    for (at, name) in order.iter().enumerate() {
        let found = match members.iter().find(|member| member.name == *name) {
            None => "which is not a member of the input",
            Some(member) if !member.required => "which is optional, so that it is not an argument",
            Some(_) if order[..at].contains(name) => "which is named before",
            Some(_) => continue,
        };
        let required = members.iter().filter(|member| member.required);
        let required: Vec<_> = required.map(|member| &member.name).collect();
        report
            .error("invalid-extension", &pointer.child(at))
            .found(format!("`{name}`, {found}"))
            .expected(match required.is_empty() {
                true => "no `x-arguments`: no member of the input is required".to_owned(),
                false => format!("each of {} at most once", listed(&required)),
            })
            .remedy("correct the name, or remove it");
    }
}

/// Reports members of the body in addition to a payload, and streams that are not the payload.
pub(super) fn check_payload(members: &[Member], report: &mut Report<'_>) {
    let payload = members.iter().find(|member| member.binding == Binding::Payload);
    for member in members {
        let other = payload.filter(|payload| payload.name != member.name);
        match (member.binding, other) {
            (Binding::Body | Binding::OtherKeys | Binding::Payload, Some(payload)) => report
                .error("member-beside-payload", &member.pointer)
                .found(format!(
                    "`{}`, in addition to a member that is the whole body",
                    member.name
                ))
                .expected(format!("`{}` alone in the body", payload.name))
                .remedy(format!(
                    "bind it to a header or the status (`x-header`, `x-status-code`), or remove `x-payload` \
                     from `{}`",
                    payload.name
                )),
            (Binding::Body, None) if is_stream(&member.target) => report
                .error("stream-in-body", &member.pointer)
                .found(format!(
                    "`{}`, a stream among the keys of a body",
                    member.name
                ))
                .expected("a stream that is the whole body")
                .remedy("set `x-payload: true` on it, or remove `x-streaming` from its schema"),
            _ => {}
        }
    }
}

/// Warns of a checksum of a body that is a stream: only that of a stream in memory can be sent in a header.
pub(super) fn check_checksum(members: &[Member], pointer: &Pointer, report: &mut Report<'_>) {
    let streamed =
        |member: &&Member| member.binding == Binding::Payload && is_stream(&member.target);
    if let Some(member) = members.iter().find(streamed) {
        report
            .warning("checksum-of-stream", pointer)
            .found(format!("a checksum of the body, which is the stream `{}`", member.name))
            .expected("a body whose checksum is known before it is sent")
            .remedy(
                "remove `x-request-checksum` if the service does not require it: with it, only streams in memory \
                 can be sent",
            );
    }
}

/// Reports members outside of the body whose types their locations cannot hold, by Smithy's rules for
/// `httpLabel`, `httpQuery`, `httpQueryParams`, `httpHeader`, `httpPrefixHeaders` and `httpResponseCode`.
pub(super) fn check_locations(members: &[Member], types: &Types<'_>, report: &mut Report<'_>) {
    const SCALAR: &str = "a string, enum, number, boolean, timestamp or blob";
    for member in members {
        let target = &member.target;
        let is_scalar = |target: &Type| is_scalar(target, types);
        let is_list = |target: &Type| matches!(target, Type::List(element) if is_scalar(element));
        let (code, location, fits, expected) = match member.binding {
            Binding::Header => {
                let is_json = *target == Type::JsonString;
                let fits = is_scalar(target) || is_list(target) || is_json;
                let expected = format!("{SCALAR}, a list of them, or a string with `x-json-value`");
                ("unsupported-header", "a header", fits, expected)
            }
            Binding::PrefixHeaders => {
                let fits = is_map_of_strings(target);
                ("unsupported-header", "headers", fits, "a map of strings".to_owned())
            }
            Binding::Status => {
                let fits = matches!(target, Type::Integer | Type::Integer32);
                ("unsupported-status", "the status", fits, "an integer".to_owned())
            }
            Binding::Styled(styled) => {
                let code = match styled.location {
                    Location::Header => "unsupported-header",
                    _ => "unsupported-parameter",
                };
                let expected = "any value but a stream".to_owned();
                (code, member.binding.location(), !has_stream(target), expected)
            }
            // `parameters` binds to path and query only what fits there.
            Binding::Path | Binding::Query => continue,
            Binding::Body | Binding::OtherKeys | Binding::Payload => continue,
        };
        // A schema that is not supported has been reported, and is any JSON here.
        if !fits && !report.has_error_within(&member.pointer) {
            let kind = kind(target, types);
            report
                .error(code, &member.pointer)
                .found(format!("`{}` in {location}, as {kind}", member.name))
                .expected(expected)
                .remedy("correct its schema, or bind it to another location");
        }
    }
}

/// A member in a header of its name.
fn is_header(member: &Member) -> bool {
    match member.binding {
        Binding::Header => true,
        Binding::Styled(styled) => styled.location == Location::Header,
        _ => false,
    }
}

/// Reports members in headers that cannot be sent or received.
pub(super) fn check_header_names(members: &[Member], in_request: bool, report: &mut Report<'_>) {
    let mut named: HashMap<String, &str> = HashMap::new();
    for member in members {
        let name = &member.wire_name;
        let is_valid = match member.binding {
            Binding::Header => is_token(name),
            // An empty prefix is that of all headers.
            Binding::PrefixHeaders => name.bytes().all(is_token_byte),
            Binding::Styled(styled)
                if matches!(styled.location, Location::Header | Location::Cookie) =>
            {
                is_token(name)
            }
            _ => continue,
        };
        // A parameter without a name has been reported.
        if !is_valid && report.has_error_within(&member.pointer) {
            continue;
        }
        if !is_valid {
            report
                .error("invalid-header-name", &member.pointer)
                .found(format!("`{}` as the name of a header", name.escape_debug()))
                .expected(
                    "letters, digits and `-`: HTTP allows no spaces and no letters beyond ASCII",
                )
                .remedy("correct the name, or remove the member");
        } else if in_request
            && is_header(member)
            && !is_free_header(name)
            && !is_authorization(name)
        {
            report
                .error("reserved-header", &member.pointer)
                .found(format!("`{name}`, a header of every request, as a member"))
                .expected("a header that neither HTTP, the transport nor the signer sets")
                .remedy("remove the member, or set `x-ignore: true` on the parameter");
        } else if in_request && is_header(member) {
            match named.entry(name.to_ascii_lowercase()) {
                Entry::Vacant(entry) => drop(entry.insert(&member.name)),
                Entry::Occupied(first) => report
                    .error("duplicate-header", &member.pointer)
                    .found(format!(
                        "the header `{name}` for both `{}` and `{}`",
                        first.get(),
                        member.name
                    ))
                    .expected("one member for each header: their names ignore case")
                    .remedy("remove one of the members, or correct its header"),
            }
        }
    }
}

/// Whether a value is written as one string in a path, a query and a header.
pub(super) fn is_scalar(target: &Type, types: &Types<'_>) -> bool {
    match target {
        Type::String
        | Type::Secret
        | Type::Boolean
        | Type::Integer
        | Type::Integer32
        | Type::Unsigned
        | Type::Float
        | Type::Double
        | Type::Timestamp(_)
        | Type::Date
        | Type::Blob => true,
        Type::Named(id) => {
            matches!(types.kind(id), Some(ShapeKind::Enum(_) | ShapeKind::IntegerEnum(_)))
        }
        Type::Stream
        | Type::SizedStream
        | Type::Json
        | Type::JsonString
        | Type::List(_)
        | Type::Map(_)
        | Type::Nullable(_) => false,
    }
}

/// A type in the words of a diagnostic.
fn kind(target: &Type, types: &Types<'_>) -> String {
    let of = |what: &str, inner: &Type| match inner {
        inner if is_scalar(inner, types) => format!("a {what} of scalars"),
        inner => format!("a {what} whose values are each {}", kind(inner, types)),
    };
    match target {
        Type::Named(id) => match types.kind(id) {
            Some(ShapeKind::Structure(_)) => "a structure".to_owned(),
            Some(ShapeKind::Union(_) | ShapeKind::OneOf(_)) => "a union".to_owned(),
            _ => "an enum".to_owned(),
        },
        Type::List(element) => of("list", element),
        Type::Map(value) => of("map", value),
        Type::Nullable(inner) => kind(inner, types),
        Type::Stream | Type::SizedStream => "a stream".to_owned(),
        Type::Json => "any JSON".to_owned(),
        Type::JsonString => "a string of JSON".to_owned(),
        _ => "another scalar".to_owned(),
    }
}

pub(super) fn is_map_of_strings(target: &Type) -> bool {
    matches!(target, Type::Map(value) if matches!(**value, Type::String | Type::Secret))
}

/// Whether a value is a stream or has one as an element.
fn has_stream(target: &Type) -> bool {
    match target {
        Type::List(inner) | Type::Map(inner) | Type::Nullable(inner) => has_stream(inner),
        target => is_stream(target),
    }
}

fn is_stream(target: &Type) -> bool {
    matches!(target, Type::Stream | Type::SizedStream)
}
