//! Rule 26: examples of outputs survived the conversion (131 in 10 documents).
//!
//! They stand as `example` on the output's schema and become part of its documentation.

use openapiv3::Schema;
use serde_json::Value;

/// The example, if it has something to show.
pub(super) fn read(schema: &Schema) -> Option<Value> {
    let example = schema.schema_data.example.as_ref()?;
    let shows = example
        .as_object()
        .is_some_and(|example| !example.is_empty());
    shows.then(|| example.clone())
}
