//! Marks of shapes.

use serde_json::Value;

use super::super::model::{Kind, Member, Model, Shape};
use super::super::project::reference;
use super::flag;

pub(super) fn mark(schema: &mut Value, model: &Model, shape: &Shape) {
    let Some(schema) = schema.as_object_mut() else {
        return;
    };
    let is_text = matches!(shape.kind, Kind::String | Kind::Blob);
    flag(schema, "x-blob", shape.kind == Kind::Blob);
    flag(schema, "x-streaming", shape.streaming);
    flag(schema, "x-requires-length", shape.requires_length);
    flag(schema, "x-event-stream", shape.eventstream);
    flag(schema, "x-event", shape.event);
    flag(schema, "x-document", shape.document);
    flag(schema, "x-union", shape.union);
    flag(schema, "x-sparse", shape.sparse);
    flag(schema, "x-sensitive", shape.sensitive && !is_text);
    if let Some(format) = shape.timestamp_format.as_deref().and_then(format) {
        schema.insert("x-timestamp-format".to_owned(), format.into());
    }
    if let Some(key) = shape.key.as_ref().filter(|key| says_something(model, key)) {
        schema.insert("x-key".to_owned(), reference(&key.shape));
    }
}

/// Whether the keys of a map are more than any text, and their shape is one of the document's.
fn says_something(model: &Model, key: &Member) -> bool {
    model.shape(&key.shape).is_some_and(|shape| {
        let limited = shape.min.is_some() || shape.max.is_some() || shape.pattern.is_some();
        limited || !shape.values.is_empty() || shape.sensitive
    })
}

/// The dialect's word for a format of timestamps.
pub(super) fn format(model: &str) -> Option<&'static str> {
    match model {
        "iso8601" => Some("date-time"),
        "unixTimestamp" => Some("epoch-seconds"),
        "rfc822" => Some("http-date"),
        _ => None,
    }
}

/// The format of timestamps in bodies, if every timestamp of the service says the same one.
pub(super) fn timestamp_format(model: &Model) -> Option<&'static str> {
    let reached = model.reached_by_operations();
    let timestamps = model
        .shapes
        .iter()
        .filter(|(name, shape)| shape.kind == Kind::Timestamp && reached.contains(name.as_str()));
    let mut formats =
        timestamps.map(|(_, shape)| shape.timestamp_format.as_deref().and_then(format));
    let first = formats.next()??;
    formats.all(|other| other == Some(first)).then_some(first)
}
