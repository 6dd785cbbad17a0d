//! Headers that belong to every request, whatever its input.
//!
//! No document says so, and AWS keeps it in the code of its own clients: API Gateway, for one, answers
//! in another form without `accept: application/json`. An overlay lists them as names and values under
//! `x-headers`, in `info` for the whole service or on one operation. A member in a header of that name
//! goes before.

use openapiv3::{OpenAPI, Operation};
use serde_json::Value;

use super::marks::Extensions;

pub(super) const MARK: &str = "x-headers";

/// The headers of the service, then those of the operation.
pub(super) fn read(model: &OpenAPI, operation: &Operation) -> Vec<(String, String)> {
    let mut headers = listed(&model.info.extensions);
    for (name, value) in listed(&operation.extensions) {
        headers.retain(|(other, _)| !other.eq_ignore_ascii_case(&name));
        headers.push((name, value));
    }
    headers
}

fn listed(extensions: &Extensions) -> Vec<(String, String)> {
    let headers = extensions.get(MARK).and_then(Value::as_object);
    headers
        .into_iter()
        .flatten()
        .filter_map(|(name, value)| Some((name.to_ascii_lowercase(), value.as_str()?.to_owned())))
        .collect()
}
