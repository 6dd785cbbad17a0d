//! One form for each schema: a type, and the keywords of that type with values of their form.

use indexmap::IndexMap;
use serde_json::{Map, Number, Value, json};

use super::values;
use super::versions::lower_types;
use crate::openapi::keywords::{NodeKind, is_of_other_type, schema_types};
use crate::openapi::losses::{Loss, Losses};
use crate::openapi::report::{Report, listed};
use crate::openapi::schemas::{is_annotation, limits_nothing};
use crate::openapi::types::VALUE_NAMES;
use crate::openapi::walk;
use crate::pointer::Pointer;

/// Keywords by which a schema is composed of others.
pub(super) const COMPOSITIONS: [&str; 3] = ["allOf", "oneOf", "anyOf"];

/// Completes every schema. What a reference has beside it is settled later.
pub(super) fn complete(document: &mut Value) {
    walk::walk_mut(document, &mut |kind, value| {
        if kind == NodeKind::Schema
            && let Some(schema) = value.as_object_mut()
            && !schema.contains_key("$ref")
        {
            complete_schema(schema);
        }
    });
}

fn complete_schema(schema: &mut Map<String, Value>) {
    values::correct(schema);
    correct_type(schema);
    correct_number(schema);
    alternate_kinds(schema);
    alternate_values(schema);
    schema.shift_remove("not");
    let is_composed = COMPOSITIONS.iter().any(|key| schema.contains_key(*key));
    if !schema.contains_key("type")
        && let Some(name) = inferred(schema, is_composed)
    {
        schema.insert("type".to_owned(), json!(name));
    }
    let name = schema.get("type").and_then(Value::as_str).map(str::to_owned);
    let is_known = name.as_deref().is_none_or(|name| schema_types().any(|known| known == name));
    // A part of a composition may limit what another part describes.
    if is_known && !is_composed && !is_limit(schema) {
        drop_foreign_keywords(schema, name.as_deref());
    }
    match name.as_deref() {
        Some("array") if !is_composed && !schema.contains_key("items") => {
            schema.insert("items".to_owned(), json!({}));
        }
        Some("integer") => correct_bounds(schema),
        _ => {}
    }
    correct_enum(schema, name.as_deref());
}

/// `int-or-string` of Kubernetes: its values are numbers as well, which no other format allows.
fn alternate_kinds(schema: &mut Map<String, Value>) {
    if schema.get("format").is_some_and(|format| format == "int-or-string") {
        schema.retain(|key, _| key != "type" && key != "format");
        schema.insert("oneOf".to_owned(), json!([{"type": "integer"}, {"type": "string"}]));
    }
}

/// Constants of several types without a `type`: alternatives, as of a list of types.
fn alternate_values(schema: &mut Map<String, Value>) {
    if schema.contains_key("type") || COMPOSITIONS.iter().any(|key| schema.contains_key(*key)) {
        return;
    }
    let values = schema.get("enum").and_then(Value::as_array).into_iter().flatten();
    let types: Option<Vec<&str>> = values
        .map(|value| match value {
            Value::Null => Some("null"),
            Value::Bool(_) => Some("boolean"),
            Value::Number(number) if number.is_f64() => Some("number"),
            Value::Number(_) => Some("integer"),
            Value::String(_) => Some("string"),
            Value::Array(_) | Value::Object(_) => None,
        })
        .collect();
    let mut types = types.unwrap_or_default();
    types.sort_unstable();
    types.dedup();
    if types.iter().filter(|name| **name != "null").count() > 1 {
        schema.insert("type".to_owned(), json!(types));
        lower_types(schema);
    }
}

/// Numbers with a format of integers, which the registry of OpenAPI has for both types: all 64 bits of an identifier are kept.
fn correct_number(schema: &mut Map<String, Value>) {
    if schema.get("type").is_none_or(|name| name != "number") {
        return;
    }
    let format = match schema.get("format").and_then(Value::as_str) {
        Some("int32" | "int64" | "uint32" | "uint64") => None,
        Some("long") => Some("int64"),
        Some("int" | "integer") => Some(""),
        _ => return,
    };
    schema.insert("type".to_owned(), json!("integer"));
    match format {
        Some("") => drop(schema.shift_remove("format")),
        Some(format) => drop(schema.insert("format".to_owned(), json!(format))),
        None => {}
    }
}

/// Whether the schema only requires or annotates members, which are those of another part.
fn is_limit(schema: &Map<String, Value>) -> bool {
    let is_limit = |key: &String| key == "required" || is_annotation(key);
    !schema.is_empty() && schema.keys().all(is_limit)
}

/// Reports the types that [`correct_type`] replaces: one warning for all places.
pub(super) fn report_foreign_types(document: &Value, report: &mut Report<'_>) {
    const SHOWN: usize = 4;
    let mut found: IndexMap<(&str, String), (Pointer, usize)> = IndexMap::new();
    walk::walk(document, &mut |pointer, kind, value| {
        if kind == NodeKind::Schema
            && let Some(name) = value.get("type").and_then(Value::as_str)
            && let Some((known, format)) = type_of_foreign(name)
            && !report.leaves_out(&pointer.child("type"))
        {
            let format = format.filter(|_| value.get("format").is_none());
            let meant = match (known, format) {
                (None, _) => "any JSON".to_owned(),
                (Some("number"), None) => "`number`, which has 64 bits".to_owned(),
                (Some(known), None) => format!("`{known}`"),
                (Some(known), Some(format)) => format!("`{known}` with the format `{format}`"),
            };
            let first = || (pointer.child("type"), 0);
            found.entry((name, meant)).or_insert_with(first).1 += 1;
        }
    });
    let Some((_, (pointer, _))) = found.first() else {
        return;
    };
    let shown = found.iter().take(SHOWN).map(|((name, meant), (_, count))| {
        let times = if *count == 1 { String::new() } else { format!(", {count} times") };
        format!("`type: {name}`{times} (read as {meant})")
    });
    let mut shown: Vec<String> = shown.collect();
    match found.len() - shown.len() {
        0 => {}
        more => shown.push(format!("{more} more")),
    }
    let types: Vec<_> = schema_types().collect();
    report
        .warning("foreign-type", pointer)
        .found(format!("types that OpenAPI does not have: {}", shown.join(", ")))
        .expected(format!("one of the types {}", listed(&types)))
        .remedy(match found.keys().any(|(name, _)| name.eq_ignore_ascii_case("decimal")) {
            false => "write the type that is sent, and the rest as its `format`, with an overlay if need be",
            true => {
                "write the type that is sent, with an overlay if need be: a decimal in quotes is `type: string` \
                 with `format: decimal`"
            }
        });
}

/// Counts the enums with values of another type, which [`complete`] converts or removes.
pub(super) fn count_values_of_other_types(document: &Value, losses: &mut Losses) {
    walk::walk(document, &mut |pointer, kind, value| {
        let schema = value.as_object().filter(|_| kind == NodeKind::Schema);
        if let Some((value, name)) = schema.and_then(value_of_other_type) {
            let found = format!("`{value}`, a value of an enum of the type `{name}`");
            losses.add(Loss::ValueOfOtherType, &pointer.child("enum"), &found);
        }
    });
}

/// The first value of an enum that is of another type than the one that the schema states.
fn value_of_other_type(schema: &Map<String, Value>) -> Option<(&Value, &str)> {
    let stated = schema.get("type")?.as_str()?;
    let name = match type_of_foreign(stated) {
        Some((known, _)) => known?,
        None => schema_types().find(|known| *known == stated)?,
    };
    let is_whole = |number: &Number| number.as_f64().is_some_and(|number| number.fract() == 0.0);
    let is_of_type = |value: &Value| match value {
        Value::Null => true,
        Value::Bool(_) => name == "boolean",
        Value::Number(number) => name == "number" || name == "integer" && is_whole(number),
        Value::String(_) => name == "string",
        Value::Array(_) => name == "array",
        Value::Object(_) => name == "object",
    };
    let value = schema.get("enum")?.as_array()?.iter().find(|value| !is_of_type(value))?;
    Some((value, stated))
}

/// Names of types that other languages and formats have.
fn correct_type(schema: &mut Map<String, Value>) {
    let Some(name) = schema.get("type").and_then(Value::as_str) else {
        if schema.get("type").is_some_and(Value::is_null) {
            schema.shift_remove("type");
        }
        return;
    };
    let Some((name, format)) = type_of_foreign(name) else {
        return;
    };
    match name {
        Some(name) => drop(schema.insert("type".to_owned(), json!(name))),
        None => drop(schema.shift_remove("type")),
    }
    if let Some(format) = format {
        schema.entry("format").or_insert(json!(format));
    }
}

/// The type and the format that a name of another language stands for; no type is any JSON. `None` if it is a name of
/// OpenAPI, or unknown.
fn type_of_foreign(name: &str) -> Option<(Option<&'static str>, Option<&'static str>)> {
    if schema_types().any(|known| known == name) {
        return None;
    }
    Some(match name.trim().to_ascii_lowercase().as_str() {
        "" | "any" | "mixed" | "anytype" => (None, None),
        "file" | "binary" => (Some("string"), Some("binary")),
        "byte" | "bytes" | "base64" => (Some("string"), Some("byte")),
        "date" => (Some("string"), Some("date")),
        "date-time" | "datetime" | "timestamp" => (Some("string"), Some("date-time")),
        "uuid" | "guid" => (Some("string"), Some("uuid")),
        "uri" | "url" => (Some("string"), Some("uri")),
        "str" | "text" | "string" | "enum" | "char" => (Some("string"), None),
        "int" | "integer" => (Some("integer"), None),
        "int32" => (Some("integer"), Some("int32")),
        "int64" | "long" => (Some("integer"), Some("int64")),
        "float" => (Some("number"), Some("float")),
        "double" => (Some("number"), Some("double")),
        "decimal" | "number" | "numeric" => (Some("number"), None),
        "bool" | "boolean" => (Some("boolean"), None),
        "dict" | "map" | "struct" | "object" | "hash" | "json" => (Some("object"), None),
        "list" | "array" => (Some("array"), None),
        _ => return None,
    })
}

/// The type that the other keywords imply.
fn inferred(schema: &Map<String, Value>, is_composed: bool) -> Option<&'static str> {
    let has = |key: &str| schema.contains_key(key);
    // What stands beside a reference in `allOf` describes the member.
    if schema.keys().all(|key| is_annotation(key)) {
        return None;
    }
    if has("properties") {
        return Some("object");
    }
    let values = schema.get("enum").and_then(Value::as_array);
    if is_composed {
        // Constants beside the parts of an `allOf` are of their type.
        let values = values.filter(|_| !has("oneOf") && !has("anyOf"));
        return values.and_then(|values| type_of_values(values));
    }
    if schema.get("additionalProperties").is_some() {
        return Some("object");
    }
    if has("items") {
        return Some("array");
    }
    if let Some(values) = values {
        return type_of_values(values);
    }
    match schema.get("format").and_then(Value::as_str) {
        Some("int32" | "int64" | "uint32" | "uint64") => return Some("integer"),
        Some("float" | "double") => return Some("number"),
        Some(
            "date-time" | "date" | "byte" | "binary" | "password" | "uuid" | "uri" | "url"
            | "email" | "hostname" | "ipv4" | "ipv6" | "time" | "duration",
        ) => return Some("string"),
        _ => {}
    }
    (has("pattern") || has("minLength") || has("maxLength")).then_some("string")
}

/// The type of the values of an enum, if all have one.
fn type_of_values(values: &[Value]) -> Option<&'static str> {
    let mut values = values.iter().filter(|value| !value.is_null()).peekable();
    values.peek()?;
    let all = |is: fn(&Value) -> bool| values.clone().all(is);
    match () {
        () if all(Value::is_string) => Some("string"),
        () if all(|value| value.is_i64() || value.is_u64()) => Some("integer"),
        () if all(Value::is_number) => Some("number"),
        () if all(Value::is_boolean) => Some("boolean"),
        () => None,
    }
}

/// Keywords that have no effect on values of the type.
fn drop_foreign_keywords(schema: &mut Map<String, Value>, name: Option<&str>) {
    if schema.keys().any(|key| is_of_other_type(key, name)) {
        schema.retain(|key, _| !is_of_other_type(key, name));
    }
}

/// Bounds of an integer that are not integers: the nearest integers within. An integer up to the largest unsigned one has
/// that format.
fn correct_bounds(schema: &mut Map<String, Value>) {
    let bound = |key: &str| schema.get(key).and_then(Value::as_f64);
    let is_unsigned = bound("maximum").is_some_and(|most| most >= u64::MAX as f64)
        && bound("minimum").is_some_and(|least| least >= 0.0);
    if is_unsigned && !schema.contains_key("format") {
        schema.insert("format".to_owned(), json!("uint64"));
    }
    for key in ["minimum", "maximum", "multipleOf"] {
        let Some(Value::Number(bound)) = schema.get(key) else {
            continue;
        };
        if bound.is_i64() || limits_nothing(key, bound) {
            continue;
        }
        let bound = bound.as_f64().unwrap_or_default();
        let whole = match key {
            "minimum" => bound.ceil(),
            "maximum" => bound.floor(),
            _ => bound,
        };
        let fits = whole.fract() == 0.0 && whole.abs() < i64::MAX as f64;
        match fits {
            true => drop(schema.insert(key.to_owned(), json!(Number::from(whole as i64)))),
            false => drop(schema.shift_remove(key)),
        }
    }
}

/// Values of an enum: each once, of the type of the schema, and null as `nullable`. Their names remain beside them.
fn correct_enum(schema: &mut Map<String, Value>, name: Option<&str>) {
    let Some(values) = schema.get("enum").and_then(Value::as_array) else {
        return;
    };
    let mut kept: Vec<Value> = Vec::with_capacity(values.len());
    let mut positions: Vec<usize> = Vec::with_capacity(values.len());
    let mut seen = std::collections::HashSet::with_capacity(values.len());
    let mut has_null = false;
    let mut fits = true;
    for (at, value) in values.iter().enumerate() {
        if value.is_null() {
            has_null = true;
            continue;
        }
        match values::of_type(value, name) {
            Some(value) if seen.insert(value.to_string()) => {
                kept.push(value);
                positions.push(at);
            }
            Some(_) => {}
            None => fits = false,
        }
    }
    let is_changed = kept.as_slice() != values.as_slice();
    let count = values.len();
    if has_null {
        schema.insert("nullable".to_owned(), json!(true));
    }
    // The declared type is what is sent; values of another type state nothing.
    if !fits
        || kept.is_empty()
        || !matches!(name, Some("string" | "integer" | "number" | "boolean"))
    {
        schema.shift_remove("enum");
    } else if is_changed {
        schema.insert("enum".to_owned(), Value::Array(kept));
        for key in VALUE_NAMES {
            let names = schema.get_mut(key).and_then(Value::as_array_mut);
            if let Some(names) = names.filter(|names| names.len() == count) {
                *names = positions.iter().map(|at| names[*at].take()).collect();
            }
        }
    }
}
