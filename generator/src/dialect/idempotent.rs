//! Operations that come to the same, once or several times, so that repeating them is always safe.
//!
//! The documents do not say it. An overlay does, with `x-idempotent: true`.

use openapiv3::Operation;

use super::marks;

pub(super) const MARK: &str = "x-idempotent";

pub(super) fn is_idempotent(operation: &Operation) -> bool {
    marks::is_set(&operation.extensions, MARK)
}
