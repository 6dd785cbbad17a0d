//! Rule 16: a structure that has exactly one of its members.
//!
//! Unions became structures of optional members. An overlay marks the schema with `x-union: true`.

use super::marks::{self, Extensions};

pub(super) const MARK: &str = "x-union";

pub(super) fn is_union(extensions: &Extensions) -> bool {
    marks::is_set(extensions, MARK)
}
