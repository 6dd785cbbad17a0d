//! Rule 19: of a map only the values are described; its keys are strings.
//!
//! Where the service's model names the keys (47 maps have an enum), nothing of it is left. An overlay puts
//! it back with `x-key`, a `$ref` to the schema of a string: its limits and values are those of the keys.

use openapiv3::{AdditionalProperties, ObjectType, ReferenceOr, Schema, SchemaKind, Type};
use serde_json::Value;

use crate::document::Pointer;
use crate::service::Constraints;

use super::anatomy::{self, Kind};
use super::api::Api;
use super::limits::string_limits;
use super::marks::Extensions;
use super::report::Report;
use super::secrets;

pub(super) const MARK: &str = "x-key";

/// What the values of a map are.
pub(super) enum Values<'a> {
    /// Of this schema.
    Of(&'a ReferenceOr<Schema>),
    /// Any JSON.
    Any,
}

/// What is known of a map's keys.
pub(super) struct Key {
    /// Their limits.
    pub(super) limits: Constraints,
    /// Whether they must not be shown.
    pub(super) is_secret: bool,
}

/// The values, if the object is a map and no structure.
pub(super) fn values(object: &ObjectType) -> Option<Values<'_>> {
    match object.additional_properties.as_ref()? {
        AdditionalProperties::Schema(values) => Some(Values::Of(values)),
        AdditionalProperties::Any(true) => Some(Values::Any),
        AdditionalProperties::Any(false) => None,
    }
}

/// What a map says of its keys.
pub(super) fn key(api: &Api<'_>, extensions: &Extensions) -> Option<Key> {
    let reference = extensions.get(MARK)?.get("$ref")?.as_str()?;
    let (_, schema) = api.schema(reference)?;
    let SchemaKind::Type(Type::String(text)) = &schema.schema_kind else {
        // Reported by `check`.
        return None;
    };
    Some(Key {
        limits: string_limits(text),
        is_secret: secrets::is_secret(text, &schema.schema_data.extensions),
    })
}

/// Reports keys that are not strings.
pub(super) fn check(api: &Api<'_>, document: &Value, report: &mut Report<'_>) {
    anatomy::walk(document, &mut |pointer, kind, value| {
        let key = value.get(MARK).filter(|_| kind == Kind::Schema);
        let reference = key.and_then(|key| key.get("$ref")?.as_str());
        // One that leads nowhere has been reported.
        let Some((name, schema)) = reference.and_then(|reference| api.schema(reference)) else {
            return;
        };
        if !matches!(schema.schema_kind, SchemaKind::Type(Type::String(_))) {
            not_a_string(&pointer.child(MARK), name, report);
        }
    });
}

fn not_a_string(pointer: &Pointer, name: &str, report: &mut Report<'_>) {
    report
        .error("invalid-extension", pointer)
        .found(format!(
            "`{name}` as the keys of a map, which is not a string"
        ))
        .expected("the schema of a string: keys of JSON are strings")
        .remedy("name the schema of the keys, or remove the extension");
}
