//! What must hold of every schema, wherever it stands.
//!
//! The directory's AWS documents use few forms: one scalar, list, map or structure, a `$ref`, and the
//! annotated reference of rule 13. Anything else is reported here, at the keyword that is at fault;
//! openapiv3 would read it as a schema that allows anything.

use serde_json::{Map, Number, Value};

use crate::document::Pointer;

use super::anatomy::{self, Kind};
use super::annotations;
use super::keywords::{self, Place};
use super::report::{Report, listed};
use super::version::kind_of;

/// Reports every schema whose form is not supported.
pub(super) fn check(document: &Value, report: &mut Report<'_>) {
    anatomy::walk(document, &mut |pointer, kind, value| {
        if kind == Kind::Schema && !is_item(document, pointer) {
            check_schema(pointer, value, report);
        }
    });
}

/// Whether the schema is an element of `allOf`, `oneOf` or `anyOf`, which are judged as a whole.
fn is_item(document: &Value, pointer: &Pointer) -> bool {
    // Hardly any name is a number, and what is none is no index.
    let last = pointer.as_str().rsplit('/').next().unwrap_or_default();
    last.bytes().all(|byte| byte.is_ascii_digit())
        && pointer
            .parent()
            .is_some_and(|parent| parent.resolve(document).is_some_and(Value::is_array))
}

fn check_schema(pointer: &Pointer, value: &Value, report: &mut Report<'_>) {
    let Some(schema) = value.as_object() else {
        unsupported(pointer, kind_of(value).to_owned(), report);
        return;
    };
    if schema.contains_key("$ref") {
        annotations::check_beside("$ref", pointer, schema, report);
        return;
    }
    let composed = ["oneOf", "anyOf", "not"]
        .into_iter()
        .find(|key| schema.contains_key(*key));
    if let Some(keyword) = composed {
        unsupported(
            &pointer.child(keyword),
            format!("a schema with `{keyword}`"),
            report,
        );
        return;
    }
    if schema.contains_key("allOf") {
        annotations::check(pointer, schema, report);
        return;
    }
    let schema_type = match schema.get("type") {
        None => None,
        Some(Value::String(name)) if keywords::types().any(|known| known == name) => {
            Some(name.as_str())
        }
        Some(other) => {
            unsupported(
                &pointer.child("type"),
                format!("the type `{other}`"),
                report,
            );
            return;
        }
    };
    check_keywords(pointer, schema, schema_type, report);
    match schema_type {
        Some("string") => check_enum(pointer, schema, report),
        Some("integer") => check_bounds(pointer, schema, report),
        Some("array") => check_items(pointer, schema, report),
        Some("object") => check_object(pointer, schema, report),
        _ => {}
    }
}

fn unsupported(pointer: &Pointer, found: String, report: &mut Report<'_>) {
    let types: Vec<_> = keywords::types().collect();
    report
        .error("unsupported-schema", pointer)
        .found(found)
        .expected(format!(
            "a `$ref`, or a schema of one of the types {}",
            listed(&types)
        ))
        .remedy(
            "replace it with an overlay: a structure with optional members, or `{}` for any JSON",
        );
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
    for keyword in schema.keys() {
        match keywords::place(keyword, schema_type) {
            Place::Here => {}
            Place::OtherType => report
                .error("misplaced-keyword", &pointer.child(keyword))
                .found(format!("{shown} with `{keyword}`"))
                .expected("keywords that belong to the type")
                .remedy(format!("remove `{keyword}`, or correct `type`")),
            Place::Nowhere => report
                .warning("unknown-keyword", &pointer.child(keyword))
                .found(format!("the keyword `{keyword}`"))
                .expected("keywords of OpenAPI 3.0, or extensions that start with `x-`")
                .remedy("remove it; it has no effect"),
        }
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
        unsupported(
            &pointer.child("additionalProperties"),
            found.to_owned(),
            report,
        );
    }
    let known = |name: &str| properties.is_some_and(|map| map.get(name).is_some());
    let required = schema.get("required").and_then(Value::as_array);
    for (index, name) in required.into_iter().flatten().enumerate() {
        if name.as_str().is_some_and(|name| !known(name)) {
            report
                .error(
                    "unknown-required-member",
                    &pointer.child("required").child(index),
                )
                .found(format!("{name} among the required members"))
                .expected("the name of a property of the same schema")
                .remedy("add the property, or remove the name");
        }
    }
}
