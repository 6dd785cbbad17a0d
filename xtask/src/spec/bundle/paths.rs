//! Paths without fragment: what stands behind `#` only keeps keys apart.

use serde_json::{Map, Value};

use crate::report::Failure;

/// Cuts the fragments off, and puts operations of one path together.
///
/// Fails if two operations share path and method, which OpenAPI cannot say.
pub(super) fn merge(document: &mut Value) -> Result<(), Failure> {
    let Some(paths) = document.get_mut("paths").and_then(Value::as_object_mut) else {
        return Ok(());
    };
    let mut merged: Map<String, Value> = Map::new();
    for (key, item) in std::mem::take(paths) {
        let path = key.split('#').next().unwrap_or_default();
        let Some(known) = merged.get_mut(path).and_then(Value::as_object_mut) else {
            merged.insert(path.to_owned(), item);
            continue;
        };
        for (method, operation) in item.as_object().into_iter().flatten() {
            if known.contains_key(method) {
                return Err(Failure::new(format!("two operations are {method} {path}"))
                    .remedy("OpenAPI can say only one of them: remove the other in an overlay"));
            }
            known.insert(method.clone(), operation.clone());
        }
    }
    *paths = merged;
    Ok(())
}
