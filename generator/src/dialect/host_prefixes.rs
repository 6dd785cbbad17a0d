//! Rule 22: what goes before the host's name.
//!
//! 313 operations of 12 documents are served by a host of their own, such as `data.` or `{AccountId}.`
//! before the service's. An overlay puts it back as `x-host-prefix` of the operation. A label in it is a
//! required string of the input, which also travels wherever else it belongs.

use openapiv3::Operation;

use crate::document::Pointer;
use crate::service::{Member, PathPart, Type};

use super::marks;
use super::paths;
use super::report::Report;

pub(super) const MARK: &str = "x-host-prefix";

/// The prefix, cut into literals and labels; empty if the operation has none.
pub(super) fn read(
    operation: &Operation,
    input: &[Member],
    pointer: &Pointer,
    report: &mut Report<'_>,
) -> Vec<PathPart> {
    let Some(text) = marks::text(&operation.extensions, MARK) else {
        return Vec::new();
    };
    let at = pointer.child(MARK);
    let wrong = |found: String, report: &mut Report<'_>| {
        report
            .error("invalid-host-prefix", &at)
            .found(found)
            .expected("labels of a host name that end with a dot, `{member}` for a required string of the input")
            .remedy("write it as the service's model has it, such as `data.` or `{AccountId}.`");
    };
    let parts = paths::cut(text).filter(|_| text.ends_with('.'));
    let Some(parts) = parts else {
        wrong(format!("`{text}`"), report);
        return Vec::new();
    };
    for part in &parts {
        let found = match part {
            PathPart::Literal(text) if text.chars().all(is_host_character) => continue,
            PathPart::Literal(text) => format!("`{text}` in a host name"),
            PathPart::Label(name) if input.iter().any(|member| fills(member, name)) => continue,
            PathPart::Label(name) | PathPart::GreedyLabel(name) => {
                format!("the label `{name}`, which no required string of the input fills")
            }
        };
        wrong(found, report);
    }
    parts
}

fn fills(member: &Member, label: &str) -> bool {
    member.name == label && member.required && member.target == Type::String
}

fn is_host_character(c: char) -> bool {
    c.is_ascii_alphanumeric() || c == '-' || c == '.'
}
