//! Bodies that documents describe incompletely.
//!
//! Many documents describe that a `GET` succeeds and not what it returns (2,100 operations in 205 documents): its body is
//! bytes of any media type. A request of `application/octet-stream` with members is JSON: the conversion of Google's
//! descriptions states the media type of uploads also where the service expects the members. A request of `*/*` with the
//! schema `{}` is bytes, as one without a schema: Jira's images.

use serde_json::{Value, json};

use crate::openapi::losses::{Loss, Losses};
use crate::openapi::media;
use crate::openapi::report::Report;
use crate::openapi::walk;
use crate::pointer::Pointer;

const BYTES: &str = "application/octet-stream";

/// Completes the bodies of requests and responses. Reports structures in media types that have no members, and base64 in
/// those of bytes.
pub(crate) fn describe_bodies(document: &mut Value, report: &mut Report<'_>) {
    let mut losses = Losses::new(report);
    let mut changes: Vec<(Pointer, Value)> = Vec::new();
    for operation in walk::operations(document) {
        let at = operation.pointer();
        if let Some(body) = operation.value.get("requestBody") {
            let at = at.child("requestBody");
            match in_json(document, body).or_else(|| without_schema(document, body)) {
                Some(body) => changes.push((at, body)),
                None => count_lost(document, body, &at, &mut losses),
            }
        }
        let at = at.child("responses");
        let responses = operation.value.get("responses").and_then(Value::as_object);
        for (status, response) in responses.into_iter().flatten() {
            if status.starts_with('2') {
                count_lost(document, response, &at.child(status), &mut losses);
            }
        }
        if operation.method == "get" {
            let completed = with_bodies(document, operation.value);
            changes.extend(completed.into_iter().map(|(status, it)| (at.child(status), it)));
        }
    }
    for (pointer, changed) in changes {
        if let Some(part) = document.pointer_mut(pointer.as_str()) {
            *part = changed;
        }
    }
    losses.report(report);
}

/// The success responses of a `GET` with a body of any media type, if none of them has a body.
fn with_bodies<'v>(document: &Value, operation: &'v Value) -> Vec<(&'v String, Value)> {
    let Some(responses) = operation.get("responses").and_then(Value::as_object) else {
        return Vec::new();
    };
    let is_listed = |start: char| responses.keys().any(|status| status.starts_with(start));
    // Where no other response is a success, `default` is.
    let is_success = |status: &str| match is_listed('2') {
        true => status.starts_with('2'),
        false => status == "default" && !is_listed('3'),
    };
    let mut completed = Vec::new();
    for (status, response) in responses.iter().filter(|(status, _)| is_success(status)) {
        let Some(response) = walk::resolved(document, response).filter(|it| it.is_object()) else {
            continue;
        };
        let content = response.get("content").and_then(Value::as_object);
        if content.is_some_and(|content| !content.is_empty()) {
            return Vec::new();
        }
        if matches!(status.as_str(), "200" | "201" | "203" | "206" | "2XX" | "default") {
            let mut response = response.clone();
            response["content"] = json!({"*/*": {}});
            completed.push((status, response));
        }
    }
    completed
}

/// The body of a request in JSON, if it is a structure as `application/octet-stream` and nothing else.
fn in_json(document: &Value, body: &Value) -> Option<Value> {
    let mut body = walk::resolved(document, body)?.clone();
    let content = body.get_mut("content")?.as_object_mut()?;
    let [name] = content.keys().map(String::as_str).collect::<Vec<_>>()[..] else {
        return None;
    };
    if media::essence(name) != BYTES || !has_members(document, content.get(name)?) {
        return None;
    }
    let media = content.values_mut().next()?.take();
    body["content"] = json!({"application/json": media});
    Some(body)
}

/// The body of a request without its schema, if it is any value of any media type.
fn without_schema(document: &Value, body: &Value) -> Option<Value> {
    let mut body = walk::resolved(document, body)?.clone();
    let content = body.get_mut("content")?.as_object_mut()?;
    let media = content.get_mut("*/*").filter(|media| media["schema"] == json!({}))?;
    media.as_object_mut()?.shift_remove("schema");
    (content.len() == 1).then_some(body)
}

/// Counts a body whose structure has no members in any of its media types, and one that is base64 in a media type of
/// bytes.
fn count_lost(document: &Value, body: &Value, pointer: &Pointer, losses: &mut Losses) {
    let pointer = walk::reference(body).and_then(Pointer::parse).unwrap_or_else(|| pointer.clone());
    let content = walk::resolved(document, body).and_then(|body| body.get("content"));
    let Some(content) = content.and_then(Value::as_object) else {
        return;
    };
    let is_raw = content.keys().all(|name| media::has_no_members(name));
    let structure = content.iter().find(|(_, media)| has_members(document, media));
    if let Some((name, _)) = structure.filter(|_| is_raw) {
        losses.add(Loss::BytesWithMembers, &pointer.child("content").child(name), name);
    }
    let is_bytes = content.keys().all(|name| media::is_bytes(name));
    let encoded = content.iter().find(|(_, media)| is_base64(document, media));
    if let Some((name, _)) = encoded.filter(|_| is_bytes) {
        losses.add(Loss::Base64Body, &pointer.child("content").child(name), name);
    }
}

/// Whether the schema of a media type is a string in base64: `format: byte`, which `contentEncoding` has become.
fn is_base64(document: &Value, media: &Value) -> bool {
    let schema = media.get("schema").and_then(|schema| walk::resolved(document, schema));
    schema.is_some_and(|schema| schema["type"] == "string" && schema["format"] == "byte")
}

/// Whether the schema of a media type is an object with properties.
fn has_members(document: &Value, media: &Value) -> bool {
    let schema = media.get("schema").and_then(|schema| walk::resolved(document, schema));
    let properties = schema.and_then(|schema| schema.get("properties")).and_then(Value::as_object);
    properties.is_some_and(|properties| !properties.is_empty())
}
