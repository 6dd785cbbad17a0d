//! Checks of every schema.
//!
//! A schema is a scalar, a list, a map or a structure; a `$ref`; or an annotated reference: an `allOf` of
//! one `$ref` and at most one object with annotations. Everything else is reported here, at the keyword
//! that is at fault; openapiv3 would read it as a schema that allows anything.

use serde_json::{Map, Number, Value};

use super::keywords::{NodeKind, is_of_other_type, schema_types};
use super::report::{Report, json_type, listed};
use super::walk;
use crate::diagnostics::nearest;
use crate::pointer::Pointer;

/// Reports every schema whose form is not supported.
pub(super) fn check(document: &Value, report: &mut Report<'_>) {
    walk::walk(document, &mut |pointer, kind, value| {
        if kind == NodeKind::Schema && !is_item(document, pointer) {
            check_schema(pointer, value, report);
        }
    });
}

/// Whether the schema is an element of `allOf`, `oneOf` or `anyOf`, which are checked as a whole.
fn is_item(document: &Value, pointer: &Pointer) -> bool {
    // Few names are numbers, and other names are not indices.
    let last = pointer.as_str().rsplit('/').next().unwrap_or_default();
    last.bytes().all(|byte| byte.is_ascii_digit())
        && pointer
            .parent()
            .is_some_and(|parent| parent.resolve(document).is_some_and(Value::is_array))
}

fn check_schema(pointer: &Pointer, value: &Value, report: &mut Report<'_>) {
    let Some(schema) = value.as_object() else {
        unsupported(pointer, json_type(value).to_owned(), report);
        return;
    };
    if schema.contains_key("$ref") {
        check_siblings("$ref", pointer, schema, report);
        return;
    }
    let composed = ["oneOf", "anyOf", "not", "discriminator"]
        .into_iter()
        .find(|key| schema.contains_key(*key));
    if let Some(keyword) = composed {
        unsupported(&pointer.child(keyword), format!("a schema with `{keyword}`"), report);
        return;
    }
    if schema.contains_key("allOf") {
        check_all_of(pointer, schema, report);
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
    check_keywords(pointer, schema, schema_type, report);
    check_format(pointer, schema, report);
    match schema_type {
        Some("string") => check_enum(pointer, schema, report),
        Some("boolean") => check_boolean_enum(pointer, schema, report),
        Some("integer") => check_bounds(pointer, schema, report),
        Some("array") => check_items(pointer, schema, report),
        Some("object") => check_object(pointer, schema, report),
        _ => {}
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

fn check_keywords(
    pointer: &Pointer,
    schema: &Map<String, Value>,
    schema_type: Option<&str>,
    report: &mut Report<'_>,
) {
    let shown = match schema_type {
        Some(name) => format!("a schema of type `{name}`"),
        None => "a schema without `type`".to_owned(),
    };
    for keyword in schema.keys().filter(|keyword| is_of_other_type(keyword, schema_type)) {
        report
            .error("misplaced-keyword", &pointer.child(keyword))
            .found(format!("{shown} with `{keyword}`"))
            .expected("keywords that belong to the type")
            .remedy(format!("remove `{keyword}`, or correct `type`"));
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

fn check_enum(pointer: &Pointer, schema: &Map<String, Value>, report: &mut Report<'_>) {
    let Some(values) = schema.get("enum").and_then(Value::as_array) else {
        return;
    };
    let at = pointer.child("enum");
    if values.is_empty() {
        report
            .error("invalid-enum", &at)
            .found("an enum without values")
            .expected("at least one value")
            .remedy("list the values, or remove `enum`");
    }
    for (index, value) in values.iter().enumerate() {
        if !value.is_string() || values[..index].contains(value) {
            report
                .error("invalid-enum", &at.child(index))
                .found(format!("the value `{value}`"))
                .expected("strings, each of them once")
                .remedy("quote the value, or remove it");
        }
    }
}

/// Reports an enum of a boolean that is not enforced. That of a parameter states the constant of a query.
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
    } else if values.len() == 1 && pointer.key().as_deref() != Some("schema") {
        report
            .warning("unchecked-enum", &at)
            .found(format!("a boolean that can only be `{}`", values[0]))
            .expected("a boolean, which may be `true` or `false`")
            .remedy("remove `enum`; it has no effect");
    }
}

fn check_bounds(pointer: &Pointer, schema: &Map<String, Value>, report: &mut Report<'_>) {
    for keyword in ["minimum", "maximum", "multipleOf"] {
        let Some(Value::Number(bound)) = schema.get(keyword) else {
            continue;
        };
        if !bound.is_i64() && !limits_nothing(keyword, bound) {
            report
                .error("invalid-bound", &pointer.child(keyword))
                .found(format!("`{bound}` as bound of an integer"))
                .expected("an integer of 64 bits")
                .remedy("correct the bound, or remove it");
        }
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

fn check_items(pointer: &Pointer, schema: &Map<String, Value>, report: &mut Report<'_>) {
    if !schema.contains_key("items") {
        unsupported(pointer, "an array without `items`".to_owned(), report);
    }
}

fn check_object(pointer: &Pointer, schema: &Map<String, Value>, report: &mut Report<'_>) {
    let properties = schema.get("properties");
    let free = schema.get("additionalProperties");
    if properties.is_some() && free.is_some_and(|free| free != &Value::Bool(false)) {
        let found = "an object with both `properties` and `additionalProperties`";
        unsupported(&pointer.child("additionalProperties"), found.to_owned(), report);
    }
    let known = |name: &str| properties.is_some_and(|map| map.get(name).is_some());
    let required = schema.get("required").and_then(Value::as_array);
    for (index, name) in required.into_iter().flatten().enumerate() {
        if name.as_str().is_some_and(|name| !known(name)) {
            report
                .error("unknown-required-member", &pointer.child("required").child(index))
                .found(format!("{name} among the required members"))
                .expected("the name of a property of the same schema")
                .remedy("add the property, or remove the name");
        }
    }
}

/// Reports an `allOf` of any other form.
fn check_all_of(pointer: &Pointer, schema: &Map<String, Value>, report: &mut Report<'_>) {
    let parts = schema.get("allOf").and_then(Value::as_array);
    let parts = parts.map_or(&[][..], Vec::as_slice);
    let annotation = |part: &Value| {
        part.as_object().is_some_and(|part| part.keys().all(|key| is_annotation(key)))
    };
    let reference = |part: &Value| {
        part.as_object().is_some_and(|part| {
            part.contains_key("$ref") && part.keys().all(|key| key == "$ref" || is_annotation(key))
        })
    };
    let known = match parts {
        [target] => reference(target),
        [target, annotations] => reference(target) && annotation(annotations),
        _ => false,
    };
    if !known {
        let count = parts.len();
        report
            .error("unsupported-schema", &pointer.child("allOf"))
            .found(format!("an `allOf` of {count} schemas that is not an annotated reference"))
            .expected(format!("one `$ref`, then at most one object with {}", listed(ANNOTATIONS)))
            .remedy("write one schema with all members instead");
    }
    check_siblings("allOf", pointer, schema, report);
}

/// Reports siblings of a reference that are not annotations.
fn check_siblings(
    reference: &str,
    pointer: &Pointer,
    schema: &Map<String, Value>,
    report: &mut Report<'_>,
) {
    for key in schema.keys().filter(|key| *key != reference && !is_annotation(key)) {
        report
            .error("unsupported-schema", &pointer.child(key))
            .found(format!("`{key}` next to `{reference}`"))
            .expected(format!("only {}", listed(ANNOTATIONS)))
            .remedy(match nearest(key, ANNOTATIONS.iter().copied()) {
                Some(similar) => format!("write `{similar}` if intended, or remove it"),
                None => "move it into the schema that is referred to, or remove it".to_owned(),
            });
    }
}

const ANNOTATIONS: &[&str] = &["description", "deprecated", "pattern", "xml", "title", "example"];

fn is_annotation(key: &str) -> bool {
    // The APIs.guru documents have `hostLabel` without the prefix of extensions.
    ANNOTATIONS.contains(&key) || key == "hostLabel" || key.starts_with("x-")
}
