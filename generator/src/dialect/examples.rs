//! Rule 26: examples of outputs survived the conversion (131 in 10 documents).
//!
//! They stand as `example` on the output's schema and become part of its documentation. An overlay may
//! put one beside the schema instead, where OpenAPI has its place for it, and wins there.

use openapiv3::{MediaType, Schema};
use serde_json::Value;

/// The example, if it has something to show.
pub(super) fn read(schema: &Schema, media: Option<&MediaType>) -> Option<Value> {
    let beside = media.and_then(|media| media.example.as_ref());
    let example = beside.or(schema.schema_data.example.as_ref())?;
    let shows = example
        .as_object()
        .is_some_and(|example| !example.is_empty());
    shows.then(|| example.clone())
}
