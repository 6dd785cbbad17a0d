//! From a request to an operation and its input.
//!
//! The path is split into segments before it is decoded. An ARN whose slash is not percent-encoded therefore
//! matches no operation, as at the service.

use super::constraints::{UnknownMembers, Validator, reject};
use super::wire::ServiceError;
use crate::document::{Document, Operation, Segment};
use http::HeaderMap;
use percent_encoding::percent_decode_str;
use serde_json::{Map, Value};

/// A request as received.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Received<'a> {
    pub(crate) method: &'a str,
    /// Path and query, raw.
    pub(crate) target: &'a str,
    pub(crate) headers: &'a HeaderMap,
    pub(crate) body: &'a [u8],
}

/// An operation, with the members bound to the path.
#[derive(Debug)]
pub(crate) struct Route<'a> {
    pub(crate) operation: &'a Operation,
    pub(crate) labels: Vec<(&'a str, String)>,
}

/// Finds the operation that a request is for.
pub(crate) fn find<'a>(document: &'a Document, method: &str, path: &str) -> Option<Route<'a>> {
    document
        .operations
        .iter()
        .filter(|operation| operation.method == method)
        .find_map(|operation| Some(Route { operation, labels: labels(&operation.segments, path)? }))
}

/// The pairs of a raw query, decoded. A `+` is a plus sign: AWS never reads it as a space.
pub(crate) fn query_pairs(query: &str) -> Option<Vec<(String, String)>> {
    query
        .split('&')
        .filter(|pair| !pair.is_empty())
        .map(|pair| {
            let (key, value) = pair.split_once('=').unwrap_or((pair, ""));
            Some((decode(key)?, decode(value)?))
        })
        .collect()
}

fn labels<'a>(segments: &'a [Segment], path: &str) -> Option<Vec<(&'a str, String)>> {
    let mut raw = path.strip_prefix('/')?.split('/');
    let mut labels = Vec::new();
    for segment in segments {
        match (segment, raw.next()?) {
            (Segment::Literal(text), part) if text == part => {}
            (Segment::Label(name), part) if !part.is_empty() => {
                labels.push((name.as_str(), decode(part)?));
            }
            _ => return None,
        }
    }
    raw.next().is_none().then_some(labels)
}

fn decode(text: &str) -> Option<String> {
    Some(percent_decode_str(text).decode_utf8().ok()?.into_owned())
}

/// Reads the input and validates it against the document's constraints.
pub(crate) fn read_input(
    document: &Document,
    route: &Route<'_>,
    received: Received<'_>,
) -> Result<Value, ServiceError> {
    let operation = route.operation;
    let validator = Validator::new(document, UnknownMembers::Ignored);
    let mut violations = Vec::new();
    let mut input = match &operation.body {
        None => Value::Object(Map::new()),
        Some(schema) => {
            let body = read_body(received)?;
            violations.extend(validator.violations(schema, &body, ""));
            body
        }
    };
    let bound = bound_members(operation, route, received.target)?;
    for parameter in operation.path.iter().chain(&operation.query) {
        match bound.get(&parameter.name) {
            Some(value) => {
                violations.extend(validator.violations(&parameter.schema, value, &parameter.name));
            }
            None if parameter.required => {
                violations.push(format!("{}: required, but it is absent", parameter.name));
            }
            None => {}
        }
    }
    reject(&violations)?;
    if let Value::Object(members) = &mut input {
        members.extend(bound);
    }
    Ok(input)
}

fn read_body(received: Received<'_>) -> Result<Value, ServiceError> {
    let media_type = received.headers.get("content-type").and_then(|value| value.to_str().ok());
    if media_type.and_then(|it| it.split(';').next()) != Some("application/json") {
        return Err(ServiceError::gateway(
            415,
            "UnsupportedMediaTypeException",
            format!("content-type must be application/json, found {media_type:?}"),
        ));
    }
    if received.body.is_empty() {
        return Ok(Value::Object(Map::new()));
    }
    serde_json::from_slice(received.body).map_err(|error| {
        ServiceError::gateway(
            400,
            "SerializationException",
            format!("the body is not JSON: {error}"),
        )
    })
}

/// The members bound to path and query. Repeated query keys form a list.
fn bound_members(
    operation: &Operation,
    route: &Route<'_>,
    target: &str,
) -> Result<Map<String, Value>, ServiceError> {
    let mut bound = Map::new();
    for (name, value) in &route.labels {
        bound.insert((*name).to_owned(), Value::from(value.as_str()));
    }
    let query = target.split_once('?').map_or("", |(_, query)| query);
    let pairs = query_pairs(query)
        .ok_or_else(|| ServiceError::validation("the decoded query is not UTF-8"))?;
    for parameter in &operation.query {
        let mut values = pairs
            .iter()
            .filter(|(key, _)| *key == parameter.name)
            .map(|(_, value)| Value::from(value.as_str()))
            .peekable();
        if values.peek().is_none() {
            continue;
        }
        let value = match parameter.schema["type"].as_str() {
            Some("array") => values.collect(),
            _ => values.next().unwrap_or_default(),
        };
        bound.insert(parameter.name.clone(), value);
    }
    Ok(bound)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::document;

    fn name(method: &str, path: &str) -> Option<&'static str> {
        find(document(), method, path).map(|route| route.operation.name.as_str())
    }

    #[test]
    fn operations_are_found_by_method_and_path() {
        assert_eq!(name("POST", "/CreateStage"), Some("CreateStage"));
        assert_eq!(name("GET", "/CreateStage"), None);
        assert_eq!(name("POST", "/CreateStage/"), None);
        assert_eq!(name("POST", "/tags/x"), Some("TagResource"));
        assert_eq!(name("GET", "/tags/x"), Some("ListTagsForResource"));
        assert_eq!(name("DELETE", "/tags/x"), Some("UntagResource"));
        assert_eq!(name("DELETE", "/tags/"), None);
        // The slash of the ARN is not percent-encoded.
        assert_eq!(name("GET", "/tags/arn:aws:ivs:us-east-1:123456789012:stage/x"), None);
    }

    #[test]
    fn query_keys_may_repeat_and_plus_is_not_a_space() {
        let pairs = query_pairs("tagKeys=a%20b&tagKeys=c+d&flag").unwrap();
        let expected = [("tagKeys", "a b"), ("tagKeys", "c+d"), ("flag", "")];
        assert_eq!(pairs, expected.map(|(key, value)| (key.to_owned(), value.to_owned())));
        assert_eq!(query_pairs("a=%FF"), None);
    }
}
