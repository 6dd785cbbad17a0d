//! OpenAPI 3.1, whose schemas are those of JSON Schema, and 3.2 lowered to 3.0.
//!
//! Documents of 3.0 that have the forms by mistake are read alike, but for keywords beside a `$ref`, which 3.0 ignores.

use serde_json::{Map, Value, json};

use crate::openapi::keywords::NodeKind;
use crate::openapi::losses::{Loss, Losses};
use crate::openapi::media;
use crate::openapi::schemas::is_annotation;
use crate::openapi::walk;

/// Copies each media type that is referred to, which OpenAPI 3.2 allows.
pub(super) fn inline_media_types(document: &mut Value) {
    let Some(named) = document.pointer("/components/mediaTypes").cloned() else {
        return;
    };
    let components = json!({"components": {"mediaTypes": named}});
    walk::walk_mut(document, &mut |kind, value| {
        if kind == NodeKind::MediaType
            && let Some(whole) = walk::resolved(&components, value).filter(|whole| *whole != value)
        {
            *value = whole.clone();
        }
    });
}

/// Keywords that describe the values beside a reference.
const BESIDE_REFERENCES: [&str; 9] = [
    "properties",
    "required",
    "additionalProperties",
    "patternProperties",
    "allOf",
    "oneOf",
    "anyOf",
    "enum",
    "const",
];

/// Makes a reference with other keywords beside it, which OpenAPI 3.0 ignores and JSON Schema applies too, a part of an
/// `allOf`.
pub(super) fn compose_references(document: &mut Value) {
    if !is_later(document) {
        return;
    }
    // The walk visits nothing beside a reference.
    for _ in 0..walk::MAX_CHAIN {
        let mut is_changed = false;
        walk::walk_mut(document, &mut |kind, value| {
            if kind != NodeKind::Schema || walk::reference(value).is_none() {
                return;
            }
            let Some(schema) = value.as_object_mut() else {
                return;
            };
            if !BESIDE_REFERENCES.iter().any(|key| schema.contains_key(*key)) {
                return;
            }
            let parts = schema.entry("allOf").or_insert_with(|| json!([]));
            let Some(parts) = parts.as_array_mut() else {
                return;
            };
            let parts = std::mem::take(parts);
            let reference = schema.shift_remove("$ref");
            let reference = reference.map(|reference| json!({"$ref": reference}));
            schema.insert("allOf".to_owned(), parts.into_iter().chain(reference).collect());
            is_changed = true;
        });
        if !is_changed {
            break;
        }
    }
}

/// Whether the version is 3.1 or a later one.
fn is_later(document: &Value) -> bool {
    let version = document.get("openapi").and_then(Value::as_str);
    version.is_some_and(|version| !version.starts_with("3.0"))
}

/// Lowers the version and every part.
pub(super) fn lower(document: &mut Value, losses: &mut Losses) {
    let is_later = is_later(document);
    let Some(root) = document.as_object_mut() else {
        return;
    };
    if is_later {
        root.insert("openapi".to_owned(), json!("3.0.3"));
        // A document may describe webhooks alone.
        root.entry("paths").or_insert_with(|| json!({}));
    }
    walk::walk_mut_at(document, &mut |pointer, kind, value| match kind {
        NodeKind::Schema => lower_schema(value),
        NodeKind::Info => name_version(value),
        NodeKind::Operation => {
            // OpenAPI 3.1 does not require it.
            if let Some(operation) = value.as_object_mut() {
                operation.entry("responses").or_insert_with(|| json!({}));
            }
        }
        NodeKind::Parameter | NodeKind::RequestBody => drop_siblings(value),
        NodeKind::Response => {
            drop_siblings(value);
            describe(value);
        }
        NodeKind::PathItem => {
            for key in ["query", "additionalOperations"] {
                let methods = value.as_object_mut().and_then(|item| item.shift_remove(key));
                if methods.is_some() {
                    losses.add(Loss::OtherMethod, &pointer.child(key), key);
                }
            }
        }
        _ => {}
    });
}

/// `version: 1.0` in YAML is a number.
fn name_version(info: &mut Value) {
    if let Some(version) = info.get_mut("version").filter(|version| version.is_number()) {
        *version = json!(version.to_string());
    }
}

/// OpenAPI 3.0 requires the description of a response, and has no summary.
fn describe(response: &mut Value) {
    if let Some(response) = response.as_object_mut()
        && !response.contains_key("$ref")
        && !response.contains_key("description")
    {
        let summary = response.get("summary").filter(|summary| summary.is_string());
        let description = summary.cloned().unwrap_or_else(|| json!(""));
        response.insert("description".to_owned(), description);
    }
}

/// Beside the `$ref` of any part but a schema only `summary` and `description` may stand, which are not read.
fn drop_siblings(value: &mut Value) {
    if let Some(part) = value.as_object_mut().filter(|part| part.len() > 1)
        && part.get("$ref").is_some_and(Value::is_string)
    {
        part.retain(|key, _| key == "$ref");
    }
}

fn lower_schema(value: &mut Value) {
    match value {
        Value::Bool(_) | Value::Null => *value = json!({}),
        // The elements of a tuple.
        Value::Array(items) => {
            *value = match items.as_mut_slice() {
                [one] => one.take(),
                _ => json!({}),
            }
        }
        _ => {}
    }
    let Some(schema) = value.as_object_mut() else {
        return;
    };
    lower_const(schema);
    lower_bounds(schema);
    lower_example(schema);
    lower_keys(schema);
    lower_tuple(schema);
    if schema.get("items").is_some_and(Value::is_boolean) {
        schema.insert("items".to_owned(), json!({}));
    }
    lower_types(schema);
    lower_encoding(schema);
    // What stands in `$defs` has become components; the others are settled.
    const SETTLED: [&str; 8] = [
        "$defs",
        "definitions",
        "patternProperties",
        "prefixItems",
        "$schema",
        "$id",
        "$anchor",
        "$comment",
    ];
    if schema.keys().any(|key| SETTLED.contains(&key.as_str())) {
        schema.retain(|key, _| !SETTLED.contains(&key.as_str()));
    }
}

fn lower_const(schema: &mut Map<String, Value>) {
    let Some(constant) = schema.get("const").cloned() else {
        return;
    };
    if constant.is_null() {
        schema.insert("nullable".to_owned(), json!(true));
    } else if !schema.contains_key("enum") {
        schema.insert("enum".to_owned(), json!([constant]));
    }
    schema.shift_remove("const");
}

/// A bound that is exclusive by itself.
fn lower_bounds(schema: &mut Map<String, Value>) {
    for (exclusive, bound) in [("exclusiveMinimum", "minimum"), ("exclusiveMaximum", "maximum")] {
        if let Some(number) = schema.get(exclusive).filter(|value| value.is_number()).cloned() {
            schema.insert(bound.to_owned(), number);
            schema.insert(exclusive.to_owned(), json!(true));
        }
    }
}

fn lower_example(schema: &mut Map<String, Value>) {
    if schema.contains_key("example") {
        return;
    }
    let first = match schema.get("examples") {
        Some(Value::Array(examples)) => examples.first().cloned(),
        _ => None,
    };
    if let Some(first) = first {
        schema.insert("example".to_owned(), first);
    }
    // A map of examples is no keyword of schemas.
    if schema.get("examples").is_some_and(Value::is_array) {
        schema.shift_remove("examples");
    }
}

/// Bytes: in JSON as base64, and as they are where the whole body or a part of a form is the value. Those of other
/// encodings, such as base64url, are the encoded string, and those of a media type of text are the text.
fn lower_encoding(schema: &mut Map<String, Value>) {
    let mut take = |key: &str| schema.shift_remove(key)?.as_str().map(str::to_ascii_lowercase);
    let (encoding, media) = (take("contentEncoding"), take("contentMediaType"));
    let format = match (encoding.as_deref(), media.as_deref()) {
        (Some("base64"), _) => Some("byte"),
        (Some("base64url"), _) => Some("base64url"),
        (None, Some(media)) if !media::is_text(media) => Some("binary"),
        (None, None) => return,
        _ => None,
    };
    if schema.get("type").is_some_and(|name| name != "string") {
        return;
    }
    schema.entry("type").or_insert_with(|| json!("string"));
    let is_other =
        |known: &Value| format == Some("base64url") && (known == "byte" || known == "binary");
    if let Some(format) = format
        && schema.get("format").is_none_or(is_other)
    {
        schema.insert("format".to_owned(), json!(format));
    }
}

/// Keys that fit patterns. Their schema is that of all free keys, if it is the only one: other keys have that of
/// `additionalProperties`, or else of `unevaluatedProperties`, which is any JSON by default.
fn lower_keys(schema: &mut Map<String, Value>) {
    let Some(patterns) = schema.get("patternProperties").and_then(Value::as_object) else {
        return;
    };
    let covers_all = patterns.keys().any(|pattern| is_any_key(pattern));
    let others = schema.get("additionalProperties").or_else(|| schema.get("unevaluatedProperties"));
    if let Some(all) = common(patterns.values(), others, covers_all) {
        schema.insert("additionalProperties".to_owned(), all);
    }
}

/// A list whose first elements have schemas of their own. Their schema is that of all elements, if it is the only one:
/// those that follow have that of `items`, or else of `unevaluatedItems`, which is any JSON by default.
fn lower_tuple(schema: &mut Map<String, Value>) {
    let Some(first) = schema.get("prefixItems").and_then(Value::as_array) else {
        return;
    };
    let most = schema.get("maxItems").and_then(Value::as_u64);
    let covers_all = most.is_some_and(|most| most <= first.len() as u64);
    let others = schema.get("items").or_else(|| schema.get("unevaluatedItems"));
    if let Some(all) = common(first.iter(), others, covers_all) {
        schema.insert("items".to_owned(), all);
    }
}

/// The schema of all values, of which some have schemas of their own, and the others, if there are any, that of `others`:
/// any JSON unless all are the same but for annotations, which are left out then. `None` if no value has one of its own.
fn common<'v>(
    mut own: impl Iterator<Item = &'v Value>,
    others: Option<&Value>,
    covers_all: bool,
) -> Option<Value> {
    let first = own.next()?;
    let mut schemas: Vec<&Value> = own.collect();
    if !covers_all && others != Some(&Value::Bool(false)) {
        schemas.push(others.unwrap_or(&Value::Bool(true)));
    }
    if schemas.iter().all(|schema| *schema == first) {
        return Some(first.clone());
    }
    let bare = without_annotations(first);
    let is_common = schemas.into_iter().all(|schema| without_annotations(schema) == bare);
    Some(if is_common { bare } else { json!({}) })
}

fn without_annotations(schema: &Value) -> Value {
    match schema {
        Value::Bool(true) => json!({}),
        Value::Object(members) => {
            let stated = members.iter().filter(|(key, _)| !is_annotation(key));
            stated.map(|(key, value)| (key.clone(), value.clone())).collect()
        }
        other => other.clone(),
    }
}

/// Whether every key fits a pattern, but for the empty one.
fn is_any_key(pattern: &str) -> bool {
    let start = pattern.strip_prefix('^').unwrap_or(pattern);
    matches!(start, "" | "." | ".*" | ".+" | ".*$" | ".+$" | "(.*)$" | "(.+)$")
}

/// A list of types: one type with or without null, or alternatives.
pub(super) fn lower_types(schema: &mut Map<String, Value>) {
    let types = match schema.get("type") {
        Some(Value::Array(types)) => types.clone(),
        Some(name) if name == "null" => vec![name.clone()],
        _ => return,
    };
    let (null, mut others): (Vec<_>, Vec<_>) = types.into_iter().partition(|name| name == "null");
    others.dedup();
    if !null.is_empty() {
        schema.insert("nullable".to_owned(), json!(true));
    }
    // An integer is a number.
    if others.iter().any(|name| name == "number") {
        others.retain(|name| name != "integer");
    }
    match others.as_slice() {
        [] => drop(schema.shift_remove("type")),
        [one] => drop(schema.insert("type".to_owned(), one.clone())),
        _ if ["oneOf", "anyOf", "allOf"].iter().any(|key| schema.contains_key(*key)) => {
            schema.shift_remove("type");
        }
        _ => {
            const OF_VALUES: [&str; 17] = [
                "format",
                "contentEncoding",
                "contentMediaType",
                "enum",
                "pattern",
                "minLength",
                "maxLength",
                "minimum",
                "maximum",
                "exclusiveMinimum",
                "exclusiveMaximum",
                "items",
                "minItems",
                "maxItems",
                "properties",
                "required",
                "additionalProperties",
            ];
            schema.shift_remove("type");
            let own: Map<_, _> = OF_VALUES
                .iter()
                .filter_map(|key| Some(((*key).to_owned(), schema.shift_remove(*key)?)))
                .collect();
            let alternatives = others.into_iter().map(|name| {
                let mut alternative = own.clone();
                keep_values(&mut alternative, &name);
                alternative.insert("type".to_owned(), name);
                lower_encoding(&mut alternative);
                Value::Object(alternative)
            });
            schema.insert("oneOf".to_owned(), alternatives.collect());
        }
    }
}

/// Keeps the values of an enum that have a type; all values of the type, if none has it.
fn keep_values(schema: &mut Map<String, Value>, name: &Value) {
    let Some(values) = schema.get_mut("enum").and_then(Value::as_array_mut) else {
        return;
    };
    values.retain(|value| match name.as_str() {
        Some("string") => value.is_string(),
        Some("integer") => value.is_i64() || value.is_u64(),
        Some("number") => value.is_number(),
        Some("boolean") => value.is_boolean(),
        _ => false,
    });
    if values.is_empty() {
        schema.shift_remove("enum");
    }
}
