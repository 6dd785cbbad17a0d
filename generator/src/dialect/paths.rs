//! Rule 2: `#` in a path only keeps keys apart.
//!
//! 564 paths of 156 documents carry a fragment, because OpenAPI wants each path once and AWS uses one
//! path for several operations. A query `?a=b` of the model became `#a=b`; names of required query or
//! header members are appended as `#x&y`. Both stand among the parameters as well, so the path is cut
//! at `#`. Operations are known by `operationId`, never by method and path, which collide 42 times.

use crate::document::Pointer;
use crate::service::PathPart;

use super::greedy_labels;
use super::report::Report;

/// The path as it is sent, cut into literals and labels. `None` after reporting what is wrong.
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

/// Cuts a template into literals, percent-encoded, and labels. `None` if a label is not well formed.
pub(super) fn cut(template: &str) -> Option<Vec<PathPart>> {
    let mut parts = Vec::new();
    let mut rest = template;
    while let Some(open) = rest.find(['{', '}']) {
        let close = open + rest[open..].find('}')?;
        let label = rest[open..close].strip_prefix('{')?;
        if label.trim_end_matches('+').is_empty() || label.contains('{') {
            return None;
        }
        push_literal(&mut parts, &rest[..open]);
        parts.push(greedy_labels::label(label));
        rest = &rest[close + 1..];
    }
    push_literal(&mut parts, rest);
    Some(parts)
}

fn push_literal(parts: &mut Vec<PathPart>, text: &str) {
    if !text.is_empty() {
        parts.push(PathPart::Literal(encode(text)));
    }
}

/// Percent-encodes what RFC 3986 does not allow in a path. What is encoded already stays.
fn encode(text: &str) -> String {
    const ALLOWED: &[u8] = b"-._~!$&'()*+,;=:@/%";
    let mut encoded = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || ALLOWED.contains(&byte) {
            encoded.push(char::from(byte));
        } else {
            encoded.push_str(&format!("%{byte:02X}"));
        }
    }
    encoded
}
