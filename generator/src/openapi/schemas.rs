//! Checks of every schema, after [`super::normalize`].
//!
//! A schema is a scalar, a list, a map or a structure; alternatives; a `$ref`; or an annotated reference: an `allOf`
//! of one `$ref` and at most one object with annotations. Types that remain unknown are reported here; openapiv3
//! would read such a schema as one that allows anything.

use serde_json::{Map, Number, Value};

use super::keywords::{NodeKind, schema_types};
use super::report::{Report, json_type, listed};
use super::walk;
use crate::diagnostics::nearest;
use crate::pointer::Pointer;

/// Reports every schema whose form is not supported.
pub(super) fn check(document: &Value, report: &mut Report<'_>) {
    walk::walk(document, &mut |pointer, kind, value| {
        if kind == NodeKind::Schema {
            check_schema(pointer, value, report);
        }
    });
}

fn check_schema(pointer: &Pointer, value: &Value, report: &mut Report<'_>) {
    let Some(schema) = value.as_object() else {
        unsupported(pointer, json_type(value).to_owned(), report);
        return;
    };
    // An `allOf` that is left is a reference with annotations.
    if ["$ref", "allOf", "oneOf", "anyOf"].iter().any(|key| schema.contains_key(*key)) {
        return;
    }
    let schema_type = match schema.get("type") {
        None => None,
        Some(Value::String(name)) if schema_types().any(|known| known == name) => {
            Some(name.as_str())
        }
        Some(other) => {
            unsupported_type(&pointer.child("type"), other, report);
            return;
        }
    };
    check_format(pointer, schema, report);
    if schema_type == Some("boolean") {
        check_boolean_enum(pointer, schema, report);
    }
}

fn unsupported(pointer: &Pointer, found: String, report: &mut Report<'_>) {
    let types: Vec<_> = schema_types().collect();
    report
        .error("unsupported-schema", pointer)
        .found(found)
        .expected(format!("a `$ref`, or a schema of one of the types {}", listed(&types)))
        .remedy(
            "replace it with an overlay: a structure with optional members, or `{}` for any JSON",
        );
}

/// Gives every schema of an unknown type, which [`check`] reports, the type that is probably meant, so that
/// later stages report no consequences of it.
pub(crate) fn correct_types(document: &mut Value) {
    walk::walk_mut(document, &mut |kind, value| {
        if kind == NodeKind::Schema
            && let Some(schema) = value.as_object_mut()
            && let Some(name) = schema.get("type").and_then(Value::as_str)
            && !schema_types().any(|known| known == name)
        {
            let meant = match nearest_type(name) {
                Some(similar) => similar,
                None if schema.contains_key("properties") => "object",
                None if schema.contains_key("items") => "array",
                None => "string",
            };
            schema.insert("type".to_owned(), meant.into());
        }
    });
}

/// The type that a name of another language, or a misspelt one, stands for.
fn nearest_type(name: &str) -> Option<&'static str> {
    let synonym = match name.to_ascii_lowercase().as_str() {
        "int" | "long" => Some("integer"),
        "float" | "double" | "decimal" => Some("number"),
        "bool" => Some("boolean"),
        "str" | "text" => Some("string"),
        "dict" | "map" | "struct" => Some("object"),
        "list" => Some("array"),
        _ => None,
    };
    synonym.or_else(|| nearest(name, schema_types()))
}

fn unsupported_type(pointer: &Pointer, found: &Value, report: &mut Report<'_>) {
    let similar = found.as_str().and_then(nearest_type);
    if let Some(types) = found.as_array() {
        let types = types.iter().filter_map(Value::as_str);
        let (null, others): (Vec<_>, Vec<_>) = types.partition(|name| *name == "null");
        let remedy = match (null.is_empty(), others.as_slice()) {
            (true, [one]) => format!("write `type: {one}`"),
            (false, [one]) => format!("write `type: {one}` and `nullable: true`"),
            _ => "write one of the types, or replace the schema with `{}` for any JSON".to_owned(),
        };
        report
            .error("unsupported-schema", pointer)
            .found("a list of types, which OpenAPI 3.1 has")
            .expected("one type, as a string")
            .remedy(remedy);
        return;
    }
    match (found.as_str(), similar) {
        (Some(name), Some(similar)) => {
            let types: Vec<_> = schema_types().collect();
            report
                .error("unsupported-schema", pointer)
                .found(format!("the type `{name}`"))
                .expected(format!("one of the types {}", listed(&types)))
                .remedy(format!("write `{similar}` if intended"));
        }
        _ => unsupported(pointer, format!("the type `{found}`"), report),
    }
}

/// The formats of OpenAPI 3.0.
const FORMATS: &[&str] =
    &["date-time", "date", "byte", "binary", "password", "int32", "int64", "float", "double"];

/// Formats of other registries that are one letter from those.
const OTHER_FORMATS: &[&str] = &["uint32", "uint64"];

/// Warns of a format that is probably misspelt. Any other word is valid and has no effect.
fn check_format(pointer: &Pointer, schema: &Map<String, Value>, report: &mut Report<'_>) {
    let Some(format) = schema.get("format").and_then(Value::as_str) else {
        return;
    };
    let lowercase = format.to_ascii_lowercase();
    let is_near = |known: &&&str| strsim::osa_distance(&lowercase, known) <= 1;
    if FORMATS.contains(&format) || OTHER_FORMATS.contains(&lowercase.as_str()) {
        return;
    }
    if let Some(similar) = FORMATS.iter().find(is_near) {
        report
            .warning("unknown-format", &pointer.child("format"))
            .found(format!("the format `{format}`"))
            .expected(format!("a format of OpenAPI 3.0, such as `{similar}`"))
            .remedy(format!("write `{similar}` if intended; `{format}` has no effect"));
    }
}

/// Reports an enum of a boolean with other values. One with a single value is documented, and not enforced.
fn check_boolean_enum(pointer: &Pointer, schema: &Map<String, Value>, report: &mut Report<'_>) {
    let Some(values) = schema.get("enum").and_then(Value::as_array) else {
        return;
    };
    let at = pointer.child("enum");
    if values.is_empty() || !values.iter().all(Value::is_boolean) {
        report
            .error("invalid-enum", &at)
            .found(format!("the values `{}` of a boolean", schema["enum"]))
            .expected("`true`, `false` or both")
            .remedy("correct the values, or remove `enum`");
    }
}

/// Whether the bound lies outside of all 64-bit numbers. The bounds of a long were rounded by the
/// conversion to 9223372036854776000, which openapiv3 does not take for an integer's.
pub(super) fn limits_nothing(keyword: &str, bound: &Number) -> bool {
    let outside = bound.as_f64().unwrap_or_default();
    match keyword {
        "minimum" => outside <= i64::MIN as f64,
        "maximum" => outside >= i64::MAX as f64,
        _ => false,
    }
}

const ANNOTATIONS: &[&str] = &[
    "description",
    "deprecated",
    "pattern",
    "xml",
    "title",
    "example",
    "examples",
    "default",
    "nullable",
    "readOnly",
    "writeOnly",
    "externalDocs",
];

/// Whether the keyword may stand beside a reference: it describes the member, not the values.
pub(super) fn is_annotation(key: &str) -> bool {
    // The APIs.guru documents have `hostLabel` without the prefix of extensions.
    ANNOTATIONS.contains(&key) || key == "hostLabel" || key.starts_with("x-")
}

/// Whether the keyword is one of schemas, of any version.
pub(super) fn is_validation(key: &str) -> bool {
    NodeKind::Schema.keyword(key).is_some()
}
