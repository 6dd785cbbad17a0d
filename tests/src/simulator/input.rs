//! Reads the input of an operation from a request: one JSON object, whatever the binding of its members.

use super::constraints::{UnknownMembers, Validator, reject};
use super::routes::{Route, query_pairs};
use super::signature::Received;
use super::wire::ServiceError;
use crate::document::{Document, Operation};
use serde_json::{Map, Value};

/// Reads the input and validates it against the document's constraints.
pub(crate) fn read(
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
    let media_type = received
        .headers
        .get("content-type")
        .and_then(|value| value.to_str().ok());
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
