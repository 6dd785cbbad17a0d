//! Templates of paths and host prefixes, cut into literals and labels.

use super::report::Report;
use crate::pointer::Pointer;
use crate::service::{Member, PathPart, Type};

/// The path as it is sent. `None` after reporting why it is invalid.
///
/// A fragment (`#…`) is never sent, so documents use one to describe several operations of one path.
pub(super) fn parse(
    path: &str,
    pointer: &Pointer,
    report: &mut Report<'_>,
) -> Option<Vec<PathPart>> {
    let path = path.split_once('#').map_or(path, |(path, _)| path);
    if path.contains('?') {
        report
            .error("invalid-path", pointer)
            .found(format!("a query in the path `{path}`"))
            .expected("the path alone")
            .remedy("move the query into parameters");
        return None;
    }
    let parts = cut(path);
    if parts.is_none() {
        report
            .error("invalid-path", pointer)
            .found(format!("the path `{path}`"))
            .expected("labels of the form `{name}`")
            .remedy("close each brace and name each label");
    }
    parts
}

/// The prefix of the host, which ends with a dot. A label in it is a required string of the input.
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
            .expected("labels of a host name that end with a dot, `{member}` for a required string of the input")
            .remedy("write it as the service's model has it, such as `data.` or `{AccountId}.`");
    };
    let parts = cut(prefix).filter(|_| prefix.ends_with('.'));
    let Some(parts) = parts else {
        invalid(format!("`{prefix}`"), report);
        return Vec::new();
    };
    for part in &parts {
        let found = match part {
            PathPart::Literal(literal) if literal.chars().all(is_host_character) => continue,
            PathPart::Literal(literal) => format!("`{literal}` in a host name"),
            PathPart::Label(name) if input.iter().any(|member| fills(member, name)) => continue,
            PathPart::Label(name) | PathPart::GreedyLabel(name) => {
                format!("the label `{name}`, which no required string of the input fills")
            }
        };
        invalid(found, report);
    }
    parts
}

fn fills(member: &Member, label: &str) -> bool {
    member.name == label && member.required && member.target == Type::String
}

fn is_host_character(c: char) -> bool {
    c.is_ascii_alphanumeric() || c == '-' || c == '.'
}

/// Cuts a template into literals, percent-encoded, and labels. `None` if a label is not well formed.
fn cut(template: &str) -> Option<Vec<PathPart>> {
    let mut parts = Vec::new();
    let mut rest = template;
    while let Some(open) = rest.find(['{', '}']) {
        let close = open + rest[open..].find('}')?;
        let label = rest[open..close].strip_prefix('{')?;
        if label.trim_end_matches('+').is_empty() || label.contains('{') {
            return None;
        }
        push_literal(&mut parts, &rest[..open]);
        parts.push(label_part(label));
        rest = &rest[close + 1..];
    }
    push_literal(&mut parts, rest);
    Some(parts)
}

fn push_literal(parts: &mut Vec<PathPart>, literal: &str) {
    if !literal.is_empty() {
        parts.push(PathPart::Literal(encode(literal)));
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

/// A label of a template, `key`, or `key+` for one that may hold slashes.
fn label_part(label: &str) -> PathPart {
    match label.strip_suffix('+') {
        Some(name) => PathPart::GreedyLabel(name.to_owned()),
        None => PathPart::Label(label.to_owned()),
    }
}
