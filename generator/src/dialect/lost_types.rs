//! Rule 23: a member called `properties` lost its type, one called `shape` was deleted.
//!
//! The conversion took their names for keywords (21 members in 10 documents, and 2). What is left of the
//! first is a schema that says nothing: any JSON fits it. The second an overlay can add as a property.

use openapiv3::{Schema, SchemaKind};

/// Whether the schema says nothing about its values.
pub(super) fn is_anything(schema: &Schema) -> bool {
    // Every other form that is no single type has been reported.
    !matches!(schema.schema_kind, SchemaKind::Type(_))
}
