//! Rule 14: a member of an output that is the HTTP status.
//!
//! 162 of them (in 5 documents) stayed as properties of a body in which they never come. From the
//! document alone such a property cannot be told from one that does come, so it stays an optional member
//! of the body unless an overlay marks it with `x-status-code: true`.

use super::marks::{self, Extensions};

pub(super) const MARK: &str = "x-status-code";

pub(super) fn is_status(extensions: &Extensions) -> bool {
    marks::is_set(extensions, MARK)
}
