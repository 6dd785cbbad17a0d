//! Rule 25: `style` and `explode` never occur.
//!
//! AWS has one way to write a query: a list repeats its key, a map gives its own keys, and a header joins
//! the elements of a list with commas. Whoever says otherwise is told.

use serde_json::{Map, Value};

use crate::document::Pointer;

use super::report::Report;

/// Reports a parameter that wants to be written in another way.
pub(super) fn check(pointer: &Pointer, parameter: &Map<String, Value>, report: &mut Report<'_>) {
    for key in ["style", "explode", "allowReserved", "content"] {
        if parameter.contains_key(key) {
            report
                .error("unsupported-parameter", &pointer.child(key))
                .found(format!("a parameter with `{key}`"))
                .expected("a parameter with a `schema`, written as AWS does: lists repeat the key")
                .remedy(format!("remove `{key}`"));
        }
    }
}
