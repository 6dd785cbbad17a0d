//! Rule 22: labels that hold a path.
//!
//! `{key+}` of the service's model became `{key}` (61 operations of 5 documents), so a `/` in the value
//! would be encoded. An overlay marks the path parameter with `x-greedy: true`; `{key+}` in a path is
//! understood as well.

use crate::service::PathPart;

use super::marks::{self, Extensions};

pub(super) const MARK: &str = "x-greedy";

pub(super) fn is_greedy(extensions: &Extensions) -> bool {
    marks::is_set(extensions, MARK)
}

/// The label of a path template, `key` or `key+`.
pub(super) fn label(text: &str) -> PathPart {
    match text.strip_suffix('+') {
        Some(name) => PathPart::GreedyLabel(name.to_owned()),
        None => PathPart::Label(text.to_owned()),
    }
}

/// Makes the labels of marked parameters greedy.
pub(super) fn apply<'p>(parts: impl Iterator<Item = &'p mut PathPart>, greedy: &[String]) {
    for part in parts {
        if let PathPart::Label(name) = part
            && greedy.contains(name)
        {
            *part = PathPart::GreedyLabel(std::mem::take(name));
        }
    }
}
