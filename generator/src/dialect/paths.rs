//! Rule 2: `#` in a path only keeps keys apart.
//!
//! 564 paths of 156 documents carry a fragment, because OpenAPI wants each path once and AWS uses one
//! path for several operations. A query `?a=b` of the model became `#a=b`; names of required query or
//! header members are appended as `#x&y`. Both stand among the parameters as well, so the path is cut
//! at `#`. Operations are known by `operationId`, never by method and path, which collide 42 times.

use crate::document::Pointer;
use crate::service::PathPart;

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
    let mut parts = Vec::new();
    let mut rest = path;
    while let Some(open) = rest.find(['{', '}']) {
        let close = rest[open..].find('}').map(|length| open + length);
        let label = close
            .map(|close| &rest[open..close])
            .and_then(|label| label.strip_prefix('{'));
        let (Some(close), Some(label)) = (
            close,
            label.filter(|label| !label.is_empty() && !label.contains('{')),
        ) else {
            report
                .error("invalid-path", pointer)
                .found(format!("the path `{path}`"))
                .expected("labels of the form `{name}`")
                .remedy("close each brace and name each label");
            return None;
        };
        push_literal(&mut parts, &rest[..open]);
        parts.push(PathPart::Label(label.to_owned()));
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
