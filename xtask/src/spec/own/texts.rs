//! Finds the texts of documents and models.

use generator::document::Pointer;
use serde_json::Value;

/// The keys under which the documents and models of AWS have prose.
const PROSE: [&str; 5] = [
    "description",
    "summary",
    "documentation",
    "deprecatedMessage",
    "x-deprecatedMessage",
];

/// Every text with its place, whatever it is: what is too short to be a sentence equals none.
pub(super) fn all(document: &Value) -> Vec<(Pointer, &str)> {
    let mut found = Vec::new();
    search(document, &Pointer::root(), &|_| true, &mut found);
    found
}

/// The texts that are prose.
pub(super) fn prose(document: &Value) -> Vec<(Pointer, &str)> {
    let mut found = Vec::new();
    let is_prose = |key: &str| PROSE.contains(&key);
    search(document, &Pointer::root(), &is_prose, &mut found);
    found
}

/// Collects the texts under the keys that are meant.
fn search<'v>(
    value: &'v Value,
    at: &Pointer,
    is_meant: &dyn Fn(&str) -> bool,
    found: &mut Vec<(Pointer, &'v str)>,
) {
    match value {
        Value::String(text) if is_meant(&at.key().unwrap_or_default()) => {
            found.push((at.clone(), text));
        }
        Value::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                search(item, &at.child(index), is_meant, found);
            }
        }
        Value::Object(members) => {
            for (key, member) in members {
                search(member, &at.child(key), is_meant, found);
            }
        }
        _ => {}
    }
}
