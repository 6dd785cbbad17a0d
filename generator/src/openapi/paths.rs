//! Templates of paths and host prefixes: split into literals and labels, whose members are then resolved.

use super::report::Report;
use crate::pointer::{Pointer, percent_decode};
use crate::service::{Member, PathPart, Reference, Type};

/// A piece of a template, before its members are known.
pub(super) enum TemplatePart {
    Literal(String),
    Label(String),
    GreedyLabel(String),
}

/// A path and the constants of the query that follow it.
pub(super) struct Template {
    pub(super) parts: Vec<TemplatePart>,
    pub(super) fixed_query: Vec<(String, Option<String>)>,
}

/// The path as it is sent. `None` after reporting why it is invalid.
///
/// A fragment (`#…`) is never sent, so documents use one to describe several operations of one path. Labels of the
/// query are parameters in the query.
pub(super) fn parse(path: &str, pointer: &Pointer, report: &mut Report<'_>) -> Option<Template> {
    let path = path.split_once('#').map_or(path, |(path, _)| path);
    let (path, query) = path.split_once('?').unwrap_or((path, ""));
    let parts = match path.starts_with('/') {
        true => split(path),
        false => split(&format!("/{path}")),
    };
    let fixed_query = query.split('&').filter(|pair| !pair.is_empty()).filter_map(|pair| {
        let (key, value) = match pair.split_once('=') {
            Some((key, value)) => (key, Some(value)),
            None => (pair, None),
        };
        let is_label = value.is_some_and(|value| value.starts_with('{') && value.ends_with('}'));
        (!is_label || key.is_empty()).then(|| (decoded(key), value.map(decoded)))
    });
    let fixed_query: Vec<_> = fixed_query.collect();
    let is_plain = |text: &String| !text.contains(['{', '}']);
    let is_valid =
        fixed_query.iter().all(|(key, value)| is_plain(key) && value.as_ref().is_none_or(is_plain));
    let Some(parts) = parts.filter(|_| is_valid) else {
        report
            .error("invalid-path", pointer)
            .found(format!("the path `{path}`"))
            .expected("labels of the form `{name}`")
            .remedy("close each brace and name each label");
        return None;
    };
    Some(Template { parts, fixed_query })
}

/// A key or a value of a query in a path, which may be percent-encoded.
pub(super) fn decoded(text: &str) -> String {
    percent_decode(text).unwrap_or_else(|| text.to_owned())
}

/// The prefix of the host, which ends with a dot, or with a hyphen that joins it to the first label. A label in it is a required string of the input.
pub(super) fn parse_host_prefix(
    prefix: &str,
    input: &[Member],
    pointer: &Pointer,
    report: &mut Report<'_>,
) -> Vec<PathPart> {
    let invalid = |found: String, report: &mut Report<'_>| {
        report
            .error("invalid-host-prefix", pointer)
            .found(found)
            .expected("labels of a host name that end with a dot or a hyphen, `{member}` for a required string of the input")
            .remedy("write it as the service's model has it, such as `data.`, `sync-` or `{AccountId}.`");
    };
    let parts = split(prefix).filter(|_| prefix.ends_with(['.', '-']));
    let Some(parts) = parts else {
        invalid(format!("`{prefix}`"), report);
        return Vec::new();
    };
    let mut resolved = Vec::new();
    for part in parts {
        let (name, member) = match part {
            TemplatePart::Literal(literal) if literal.chars().all(is_host_character) => {
                resolved.push(PathPart::Literal(literal));
                continue;
            }
            TemplatePart::Literal(literal) => {
                invalid(format!("`{literal}` in a host name"), report);
                continue;
            }
            TemplatePart::Label(name) => {
                let member = Reference::find(input, |member| fills(member, &name));
                (name, member)
            }
            TemplatePart::GreedyLabel(name) => (name, None),
        };
        match member {
            Some(member) => resolved.push(PathPart::Label(member)),
            None => {
                let found = "which is not a required string of the input";
                invalid(format!("the label `{name}`, {found}"), report);
            }
        }
    }
    resolved
}

fn fills(member: &Member, label: &str) -> bool {
    member.name == label && member.required && member.target == Type::String
}

/// Resolves the labels of a path to members of the input; those in `greedy` keep slashes. `None` if a label
/// has no member, which has been reported.
pub(super) fn resolve(
    parts: &[TemplatePart],
    greedy: &[String],
    input: &[Member],
) -> Option<Vec<PathPart>> {
    let member = |name: &String| {
        Reference::find(input, |member| member.binding.is_path() && member.name == *name)
    };
    let parts = parts.iter().map(|part| {
        Some(match part {
            TemplatePart::Literal(literal) => PathPart::Literal(literal.clone()),
            TemplatePart::Label(name) if !greedy.contains(name) => PathPart::Label(member(name)?),
            TemplatePart::Label(name) | TemplatePart::GreedyLabel(name) => {
                PathPart::GreedyLabel(member(name)?)
            }
        })
    });
    parts.collect()
}

fn is_host_character(c: char) -> bool {
    c.is_ascii_alphanumeric() || c == '-' || c == '.'
}

/// Splits a template into literals, percent-encoded, and labels. `None` if a label is not well formed.
fn split(template: &str) -> Option<Vec<TemplatePart>> {
    let mut parts = Vec::new();
    let mut rest = template;
    while let Some(open) = rest.find(['{', '}']) {
        let close = open + rest[open..].find('}')?;
        let label = rest[open..close].strip_prefix('{')?;
        if label_name(label).0.is_empty() || label.contains('{') {
            return None;
        }
        push_literal(&mut parts, &rest[..open]);
        parts.push(label_part(label));
        rest = &rest[close + 1..];
    }
    push_literal(&mut parts, rest);
    Some(parts)
}

fn push_literal(parts: &mut Vec<TemplatePart>, literal: &str) {
    if !literal.is_empty() {
        parts.push(TemplatePart::Literal(encode(literal)));
    }
}

/// Percent-encodes what RFC 3986 does not allow in a path. Percent-encoded octets stay.
fn encode(literal: &str) -> String {
    const ALLOWED: &[u8] = b"-._~!$&'()*+,;=:@/%";
    let mut encoded = String::with_capacity(literal.len());
    for byte in literal.bytes() {
        if byte.is_ascii_alphanumeric() || ALLOWED.contains(&byte) {
            encoded.push(char::from(byte));
        } else {
            encoded.push_str(&format!("%{byte:02X}"));
        }
    }
    encoded
}

/// A label of a template.
fn label_part(label: &str) -> TemplatePart {
    match label_name(label) {
        (name, true) => TemplatePart::GreedyLabel(name.to_owned()),
        (name, false) => TemplatePart::Label(name.to_owned()),
    }
}

/// The name of a label, and whether its value may hold slashes: `key+` (Smithy), `+key` (RFC 6570, 3.2.3), `key*` and
/// `*key` (routers).
pub(super) fn label_name(label: &str) -> (&str, bool) {
    let name = label.trim_matches(['+', '*']);
    (name, name.len() < label.len())
}
