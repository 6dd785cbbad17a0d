//! Puts back what the dialect loses: one vocabulary of extensions, written here and read by the
//! generator.
//!
//! | mark | stands on | value | meaning |
//! |---|---|---|---|
//! | `x-timestamp-format` | `info` | `date-time`, `epoch-seconds`, `http-date` | how timestamps are written in bodies; epoch seconds without it |
//! | `x-timestamp-format` | schema of a timestamp, member | the same | how this one is written, wherever it travels |
//! | `x-read-only` | operation | `true` | only reads, although its method is neither GET nor HEAD |
//! | `x-idempotent` | operation | `true` | once or several times comes to the same |
//! | `x-host-prefix` | operation | text, `data.` or `{AccountId}.` | goes before the host's name |
//! | `x-unsigned-payload` | operation | `true` | the signature leaves the body out |
//! | `security: []` | operation | | is not signed; OpenAPI's own word |
//! | `x-greedy` | path parameter | `true` | `/` in the value stays as it is |
//! | `x-json-value` | header parameter, member | `true` | is JSON, in base64 |
//! | `x-host-label` | parameter, member | `true` | fills the label of that name in `x-host-prefix` |
//! | `x-idempotency-token` | parameter, member | `true` | a UUID, made where the caller gives none |
//! | `x-header` | member of an output or error | name of the header | travels in that header |
//! | `x-header-prefix` | member (a map) | start of the names | every header with that start |
//! | `x-status-code` | member of an output | `true` | is the HTTP status |
//! | `x-payload` | member | `true` | is the whole body |
//! | `x-event-payload` | member of an event | `true` | is the event's whole body |
//! | `x-sensitive` | schema that is no text | `true` | must not be shown; texts have `format: password` |
//! | `x-blob` | schema of a text | `true` | is bytes: base64 in JSON, as they are in a payload |
//! | `x-streaming` | schema | `true` | is read or written piece by piece |
//! | `x-requires-length` | schema of a stream | `true` | its length must be known before |
//! | `x-event-stream` | schema | `true` | is a stream of these events |
//! | `x-event` | schema | `true` | is one event of such a stream |
//! | `x-document` | schema | `true` | is any JSON |
//! | `x-union` | schema | `true` | has exactly one of its members |
//! | `x-sparse` | schema of a list or map | `true` | may hold null |
//! | `x-key` | schema of a map | `{$ref}` | what its keys are, where that is more than any text |
//! | `x-error` | schema of an error | object | `status`: the true HTTP status. `code`: on the wire, where it is not the schema's name. `message`: the member that holds the text. `retryable`, `throttling`: `true` |
//!
//! Marks of an input's member stand on the titled schema, not on the body's inlined copy of it; marks
//! of a parameter's shape stand on its inlined schema. Unknown to the dialect but said in its own
//! words: an error with marks has its members, and an output's header members are properties again.

mod errors;
mod members;
mod operations;
mod shapes;

use serde_json::{Map, Value, json};

use super::model::Model;
use super::project::schema;

/// Completes a projection with everything that the dialect has no place for.
pub(super) fn add(document: &mut Value, model: &Model) {
    if let Some(format) = shapes::timestamp_format(model) {
        document["info"]["x-timestamp-format"] = format.into();
    }
    operations::mark(document, model);
    let Some(schemas) = document
        .pointer_mut("/components/schemas")
        .and_then(Value::as_object_mut)
    else {
        return;
    };
    let in_errors = model
        .operations
        .values()
        .flat_map(|one| &one.errors)
        .map(|error| error.shape.as_str());
    let in_errors = model.reached_from(in_errors);
    for (name, shape) in &model.shapes {
        let known = schemas.contains_key(name);
        if !known && !in_errors.contains(name.as_str()) {
            continue;
        }
        let mut value = match schemas.get(name) {
            Some(value) if value.as_object().is_some_and(|map| !map.is_empty()) => value.clone(),
            _ => schema(model, name),
        };
        members::mark(&mut value, model, name, shape);
        shapes::mark(&mut value, model, shape);
        errors::mark(&mut value, model, shape);
        schemas.insert(name.clone(), value);
    }
}

/// Says something more about a member. A bare reference takes nothing beside it, so it moves into an
/// `allOf` first.
fn annotate(member: &mut Value, key: &str, value: Value) {
    if let Some(reference) = member
        .as_object()
        .filter(|map| map.contains_key("$ref"))
        .cloned()
    {
        *member = json!({"allOf": [Value::Object(reference)]});
    }
    if let Some(member) = member.as_object_mut() {
        member.insert(key.to_owned(), value);
    }
}

/// Sets a mark that is simply there or not.
fn flag(target: &mut Map<String, Value>, key: &str, is_set: bool) {
    if is_set {
        target.insert(key.to_owned(), true.into());
    }
}

#[cfg(test)]
mod tests;
