//! Adds the traits that the converter loses, as `x-` extensions. The generator reads them.
//!
//! | extension | object | value | meaning |
//! |---|---|---|---|
//! | `x-timestamp-format` | `info` | `date-time`, `epoch-seconds`, `http-date` | the format of timestamps in bodies; default: epoch seconds |
//! | `x-timestamp-format` | schema of a timestamp, member | the same | the format of this timestamp, in any location |
//! | `x-arguments` | operation | list of strings | required members in the model's order; the converter sorts them |
//! | `x-read-only` | operation | `true` | read-only, although its method is neither GET nor HEAD |
//! | `x-idempotent` | operation | `true` | idempotent |
//! | `x-host-prefix` | operation | string, `data.` or `{AccountId}.` | prefix of the host name |
//! | `x-unsigned-payload` | operation | `true` | the signature does not cover the body |
//! | `security: []` | operation | | not signed; an OpenAPI keyword |
//! | `x-greedy` | path parameter | `true` | `/` in the value is not encoded |
//! | `x-json-value` | header parameter, member | `true` | JSON, encoded as base64 |
//! | `x-host-label` | parameter, member | `true` | value of the label of that name in `x-host-prefix` |
//! | `x-idempotency-token` | parameter, member | `true` | idempotency token; default: a generated UUID |
//! | `x-header` | member of an output or error | name of the header | bound to that header |
//! | `x-header-prefix` | member (a map) | prefix of the names | bound to all headers with that prefix |
//! | `x-status-code` | member of an output | `true` | the HTTP status |
//! | `x-payload` | member | `true` | the whole body |
//! | `x-event-payload` | member of an event | `true` | the whole body of the event |
//! | `x-sensitive` | schema that is not a string | `true` | secret; strings have `format: password` |
//! | `x-blob` | schema of a string | `true` | bytes: base64 in JSON, raw in a payload |
//! | `x-streaming` | schema | `true` | streamed |
//! | `x-requires-length` | schema of a stream | `true` | its length must be known in advance |
//! | `x-event-stream` | schema | `true` | a stream of these events |
//! | `x-event` | schema | `true` | an event of such a stream |
//! | `x-document` | schema | `true` | any JSON value |
//! | `x-union` | schema | `true` | a union: exactly one member is set |
//! | `x-sparse` | schema of a list or map | `true` | may contain null |
//! | `x-key` | schema of a map | `{$ref}` | the schema of its keys, if it is constrained |
//! | `x-error` | schema of an error | object | `status`: the HTTP status. `code`: the error code, if it is not the name of the schema. `message`: the member with the message. `retryable`, `throttling`: `true` |
//!
//! Extensions of an input member are on the titled schema, not on its copy in the request body;
//! extensions of a parameter's shape are on the parameter's schema. Two losses need no extension:
//! members of errors, and header members of outputs as properties.

use serde_json::{Map, Value, json};

use super::super::json::reference;
use super::model::{Location, Member, Model, Operation, Shape, ShapeKind};
use super::project::{operation_key, schema};

/// Adds the extensions to a projection.
pub(super) fn add(document: &mut Value, model: &Model) {
    if let Some(format) = timestamp_format(model) {
        document["info"]["x-timestamp-format"] = format.into();
    }
    extend_operations(document, model);
    let Some(schemas) = document.pointer_mut("/components/schemas").and_then(Value::as_object_mut)
    else {
        return;
    };
    let in_errors =
        model.operations.values().flat_map(|one| &one.errors).map(|error| error.shape.as_str());
    let in_errors = model.reachable_from(in_errors);
    for (name, shape) in &model.shapes {
        let known = schemas.contains_key(name);
        if !known && !in_errors.contains(name.as_str()) {
            continue;
        }
        let mut value = match schemas.get(name) {
            Some(value) if value.as_object().is_some_and(|map| !map.is_empty()) => value.clone(),
            _ => schema(model, name),
        };
        extend_members(&mut value, model, name, shape);
        extend_shape(&mut value, model, shape);
        extend_error(&mut value, model, shape);
        schemas.insert(name.clone(), value);
    }
}

/// Adds an annotation to a member. A bare reference is moved into an `allOf` first.
fn annotate(member: &mut Value, key: &str, value: Value) {
    if let Some(reference) = member.as_object().filter(|map| map.contains_key("$ref")).cloned() {
        *member = json!({"allOf": [Value::Object(reference)]});
    }
    if let Some(member) = member.as_object_mut() {
        member.insert(key.to_owned(), value);
    }
}

/// Adds an extension, if it has a value.
fn set(target: &mut Map<String, Value>, key: &str, value: Option<impl Into<Value>>) {
    target.extend(value.map(|value| (key.to_owned(), value.into())));
}

/// Adds a boolean extension, if it is true.
fn flag(target: &mut Map<String, Value>, key: &str, is_set: bool) {
    set(target, key, is_set.then_some(true));
}

/// Names of the member with the message of an error, in lower case.
const MESSAGES: [&str; 3] = ["message", "errormessage", "exceptionmessage"];

/// Adds `x-error` to the schema of an error.
fn extend_error(schema: &mut Value, model: &Model, shape: &Shape) {
    if !shape.exception {
        return;
    }
    let mut error = Map::new();
    if let Some(traits) = &shape.error {
        set(&mut error, "status", traits.http_status_code);
        set(&mut error, "code", traits.code.as_deref());
    }
    set(&mut error, "message", error_message(model, shape));
    if let Some(retryable) = shape.retryable {
        error.insert("retryable".to_owned(), true.into());
        flag(&mut error, "throttling", retryable.throttling);
    }
    if let Some(schema) = schema.as_object_mut() {
        schema.insert("x-error".to_owned(), Value::Object(error));
    }
}

/// The body member with the message.
fn error_message<'m>(model: &Model, shape: &'m Shape) -> Option<&'m str> {
    let members = shape.members.iter().filter(|(_, member)| member.location.is_none());
    let mut strings = members.filter(|(_, member)| {
        model.shape(&member.shape).is_some_and(|shape| shape.kind == ShapeKind::String)
    });
    let named = |name: &str| MESSAGES.contains(&name.to_ascii_lowercase().as_str());
    strings.find(|(name, _)| named(name)).map(|(name, _)| name.as_str())
}

/// Adds the extensions of members, and the header members of outputs and errors as properties.
fn extend_members(schema: &mut Value, model: &Model, name: &str, shape: &Shape) {
    let is_input = model.is_input(name);
    let is_restored = |member: &Member| !is_input && member.location == Some(Location::Header);
    let Some(schema) = schema.as_object_mut() else {
        return;
    };
    let Some(Value::Object(mut projected)) = schema.remove("properties") else {
        return;
    };
    let mut properties = Map::new();
    for (name, member) in &shape.members {
        let restored = is_restored(member).then(|| json!({"allOf": [reference(&member.shape)]}));
        let Some(mut value) = projected.remove(name).or(restored) else {
            continue;
        };
        for (key, extension) in member_extensions(name, member, shape) {
            annotate(&mut value, key, extension);
        }
        properties.insert(name.clone(), value);
    }
    let restored = |name: &&String| shape.members.get(*name).is_some_and(is_restored);
    let required: Vec<Value> =
        shape.required.iter().filter(restored).map(|name| name.as_str().into()).collect();
    if !required.is_empty() {
        let list = schema.entry("required").or_insert_with(|| json!([]));
        list.as_array_mut().into_iter().for_each(|list| list.extend(required.clone()));
    }
    schema.insert("properties".to_owned(), Value::Object(properties));
}

fn member_extensions(name: &str, member: &Member, shape: &Shape) -> Vec<(&'static str, Value)> {
    let header = member.location_name.as_deref().unwrap_or(name);
    let binding = match member.location {
        Some(Location::Header) => Some(("x-header", header.into())),
        Some(Location::Headers) => Some(("x-header-prefix", header.into())),
        Some(Location::StatusCode) => Some(("x-status-code", true.into())),
        _ => None,
    };
    let flags = [
        ("x-payload", shape.payload.as_deref() == Some(name)),
        ("x-event-payload", member.eventpayload),
        ("x-idempotency-token", member.idempotency_token),
        ("x-json-value", member.jsonvalue),
        ("x-host-label", member.host_label),
    ];
    let flags = flags.into_iter().filter(|(_, is_set)| *is_set).map(|(key, _)| (key, true.into()));
    let format = format(member.timestamp_format.as_deref());
    let format = format.map(|format| ("x-timestamp-format", format.into()));
    binding.into_iter().chain(flags).chain(format).collect()
}

/// Adds the extensions of operations and their parameters.
fn extend_operations(document: &mut Value, model: &Model) {
    for (name, operation) in &model.operations {
        let Some((path, method)) = operation_key(document, name) else {
            continue;
        };
        let (path, method) = (path.to_owned(), method.to_owned());
        let Some(value) = document["paths"][&path][&method].as_object_mut() else {
            continue;
        };
        if let Some(input) = model.input(operation)
            && input.required.len() > 1
        {
            value.insert("x-arguments".to_owned(), input.required.clone().into());
        }
        let reads_by_method = matches!(operation.http.method.as_str(), "GET" | "HEAD");
        flag(value, "x-read-only", operation.readonly && !reads_by_method);
        flag(value, "x-idempotent", operation.idempotent);
        let unsigned = operation.authtype.as_deref() == Some("v4-unsigned-body");
        flag(value, "x-unsigned-payload", operation.unsigned_payload || unsigned);
        let no_auth = operation.auth.iter().any(|auth| auth.ends_with("#noAuth"));
        let is_unsigned = no_auth || operation.authtype.as_deref() == Some("none");
        set(value, "security", is_unsigned.then(|| json!([])));
        let endpoint = operation.endpoint.as_ref();
        set(value, "x-host-prefix", endpoint.and_then(|one| one.host_prefix.as_deref()));
        let parameters = value.get_mut("parameters").and_then(Value::as_array_mut);
        for parameter in parameters.into_iter().flatten() {
            extend_parameter(parameter, model, operation);
        }
    }
}

fn extend_parameter(parameter: &mut Value, model: &Model, operation: &Operation) {
    let Some(name) = parameter["name"].as_str() else {
        return;
    };
    let is_bound = |(key, member): &(&String, &Member)| {
        member.location.is_some() && member.location_name.as_ref().unwrap_or(key) == name
    };
    let member = model.input(operation).and_then(|input| input.members.iter().find(is_bound));
    let Some((_, member)) = member else {
        return;
    };
    let is_greedy = operation.http.request_uri.contains(&format!("{{{name}+}}"));
    if let Some(shape) = model.shape(&member.shape) {
        extend_shape(&mut parameter["schema"], model, shape);
    }
    let Some(parameter) = parameter.as_object_mut() else {
        return;
    };
    flag(parameter, "x-greedy", is_greedy);
    flag(parameter, "x-json-value", member.jsonvalue);
    flag(parameter, "x-host-label", member.host_label);
    flag(parameter, "x-idempotency-token", member.idempotency_token);
    set(parameter, "x-timestamp-format", format(member.timestamp_format.as_deref()));
}

/// Adds the extensions of the schema of a shape.
fn extend_shape(schema: &mut Value, model: &Model, shape: &Shape) {
    let Some(schema) = schema.as_object_mut() else {
        return;
    };
    let is_string = matches!(shape.kind, ShapeKind::String | ShapeKind::Blob);
    flag(schema, "x-blob", shape.kind == ShapeKind::Blob);
    flag(schema, "x-streaming", shape.streaming);
    flag(schema, "x-requires-length", shape.requires_length);
    flag(schema, "x-event-stream", shape.eventstream);
    flag(schema, "x-event", shape.event);
    flag(schema, "x-document", shape.document);
    flag(schema, "x-union", shape.union);
    flag(schema, "x-sparse", shape.sparse);
    flag(schema, "x-sensitive", shape.sensitive && !is_string);
    set(schema, "x-timestamp-format", format(shape.timestamp_format.as_deref()));
    let key = shape.key.as_ref().filter(|key| is_constrained(model, key));
    set(schema, "x-key", key.map(|key| reference(&key.shape)));
}

/// Whether the keys of a map are not just any string.
fn is_constrained(model: &Model, key: &Member) -> bool {
    model.shape(&key.shape).is_some_and(|shape| {
        let limited = shape.min.is_some() || shape.max.is_some() || shape.pattern.is_some();
        limited || !shape.values.is_empty() || shape.sensitive
    })
}

/// The name of a timestamp format in extensions.
fn format(model: Option<&str>) -> Option<&'static str> {
    match model? {
        "iso8601" => Some("date-time"),
        "unixTimestamp" => Some("epoch-seconds"),
        "rfc822" => Some("http-date"),
        _ => None,
    }
}

/// The format of timestamps in bodies, if it is the same for all timestamps of the service.
fn timestamp_format(model: &Model) -> Option<&'static str> {
    let reachable = model.reachable_from_operations();
    let shapes = reachable.iter().filter_map(|name| model.shape(name));
    let timestamps = shapes.filter(|shape| shape.kind == ShapeKind::Timestamp);
    let mut formats = timestamps.map(|shape| format(shape.timestamp_format.as_deref()));
    let first = formats.next()??;
    formats.all(|other| other == Some(first)).then_some(first)
}

#[cfg(test)]
mod tests;
