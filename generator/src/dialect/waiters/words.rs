//! The words and numbers of a waiter's declaration, and what is said of those that are none.
//!
//! Knows nothing of what they mean.

use serde_json::{Map, Value};

use super::super::report::{Report, listed};
use crate::diagnostics::nearest;
use crate::document::Pointer;

/// The value as an object; nothing, and a diagnostic, if it is something else.
pub(super) fn object<'v>(
    value: &'v Value,
    pointer: &Pointer,
    what: &str,
    report: &mut Report<'_>,
) -> Option<&'v Map<String, Value>> {
    let object = value.as_object();
    if object.is_none() {
        report
            .error("invalid-waiter", pointer)
            .found(if value.is_null() {
                "nothing".to_owned()
            } else {
                format!("`{value}`")
            })
            .expected(format!("an object: {what}"))
            .remedy("write it as ARCHITECTURE.md says of `x-waiters`");
    }
    object
}

/// Reports the keys that are unknown.
pub(super) fn check_keys(
    object: &Map<String, Value>,
    known: &[&str],
    pointer: &Pointer,
    report: &mut Report<'_>,
) {
    for key in object.keys().filter(|key| !known.contains(&key.as_str())) {
        let found = Value::String(key.clone());
        unknown(
            "unknown-waiter-key",
            Some(&found),
            known,
            &pointer.child(key),
            report,
        );
    }
}

/// Reports a word that is none of those that can stand at its place.
pub(super) fn unknown(
    code: &'static str,
    found: Option<&Value>,
    known: &[&str],
    pointer: &Pointer,
    report: &mut Report<'_>,
) {
    let remedy = found
        .and_then(Value::as_str)
        .and_then(|found| suggestion(found, known))
        .unwrap_or_else(|| "use one of those".to_owned());
    report
        .error(code, pointer)
        .found(found.map_or("nothing".to_owned(), |found| {
            format!("`{found}`").replace('"', "")
        }))
        .expected(format!("one of {}", listed(known)))
        .remedy(remedy);
}

/// The known word that was probably meant, as an instruction.
pub(super) fn suggestion(found: &str, known: &[&str]) -> Option<String> {
    let nearest = nearest(found, known.iter().copied())?;
    Some(format!("write `{nearest}`"))
}

/// A pause in whole seconds; nothing, and a diagnostic, if it is something else.
pub(super) fn delay(
    waiter: &Map<String, Value>,
    key: &str,
    default: u64,
    pointer: &Pointer,
    report: &mut Report<'_>,
) -> Option<u64> {
    let Some(value) = waiter.get(key) else {
        return Some(default);
    };
    let seconds = value.as_u64().filter(|seconds| *seconds > 0);
    if seconds.is_none() {
        report
            .error("invalid-waiter", &pointer.child(key))
            .found(format!("`{value}`"))
            .expected("a number of whole seconds, at least 1")
            .remedy(format!("correct it, or leave it out for {default}"));
    }
    seconds
}
