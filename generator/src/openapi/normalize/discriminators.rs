//! The mapping of a discriminator: its values stand for schemas, by name or by reference.

use serde_json::{Map, Value};

use crate::openapi::keywords::NodeKind;
use crate::openapi::losses::{Loss, Losses};
use crate::openapi::walk;
use crate::pointer::Pointer;

/// Counts the values that stand for a schema that does not exist: none has that name.
pub(super) fn count_unknown(document: &Value, losses: &mut Losses) {
    let schemas = document.pointer("/components/schemas").and_then(Value::as_object);
    let exists = |target: &str| {
        let name = Pointer::parse(target).and_then(|target| target.key());
        schemas.is_some_and(|schemas| schemas.contains_key(name.as_deref().unwrap_or(target)))
    };
    walk::walk(document, &mut |pointer, kind, value| {
        if kind != NodeKind::Schema {
            return;
        }
        let mapping = value.pointer("/discriminator/mapping").and_then(Value::as_object);
        for (value, target) in mapping.into_iter().flat_map(Map::iter) {
            if let Some(target) = target.as_str().filter(|target| !exists(target)) {
                let at = pointer.child("discriminator").child("mapping").child(value);
                losses.add(Loss::UnknownMapping, &at, target);
            }
        }
    });
}
