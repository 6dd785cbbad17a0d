//! Responses under their true statuses.
//!
//! Statuses from 480 on are invented. The mark `x-error` of an error's schema has the true one; errors
//! without it answer under `default`. Several errors of one status become one response that may be any
//! of them: which one it is, the header `x-amzn-errortype` says.

use serde_json::{Map, Value, json};

use super::headers::Headers;
use super::operations;

/// From here on a status says nothing.
const FIRST_INVENTED: u16 = 480;

/// Where a response has its schema.
const SCHEMA: &str = "/content/application~1json/schema/$ref";

pub(super) fn sort(document: &mut Value, headers: &Headers) {
    let schemas = document
        .pointer("/components/schemas")
        .cloned()
        .unwrap_or_default();
    operations(document, |operation| {
        let Some(responses) = operation
            .get_mut("responses")
            .and_then(Value::as_object_mut)
        else {
            return;
        };
        let mut sorted: Map<String, Value> = Map::new();
        let mut errors: Vec<(String, Vec<String>)> = Vec::new();
        for (status, mut response) in std::mem::take(responses) {
            let schema = response
                .pointer(SCHEMA)
                .and_then(Value::as_str)
                .and_then(|reference| reference.rsplit('/').next());
            let schema = schema.unwrap_or_default().to_owned();
            if status
                .parse()
                .is_ok_and(|status: u16| status >= FIRST_INVENTED)
            {
                let status = true_status(&schemas, &schema);
                match errors.iter_mut().find(|(other, _)| *other == status) {
                    Some((_, names)) => names.push(schema),
                    None => errors.push((status, vec![schema])),
                }
                continue;
            }
            if let Some(headers) = headers.get(&schema) {
                response["headers"] = headers.clone().into();
            }
            sorted.insert(status, response);
        }
        errors.sort();
        sorted.extend(
            errors
                .into_iter()
                .map(|(status, names)| (status, error(&names, headers))),
        );
        *responses = sorted;
    });
}

fn true_status(schemas: &Value, schema: &str) -> String {
    let status = schemas
        .get(schema)
        .and_then(|schema| schema.pointer("/x-error/status"));
    status
        .and_then(Value::as_u64)
        .map_or("default".to_owned(), |status| status.to_string())
}

/// One response for all errors of a status.
fn error(names: &[String], headers: &Headers) -> Value {
    let references: Vec<Value> = names
        .iter()
        .map(|name| json!({"$ref": format!("#/components/schemas/{name}")}))
        .collect();
    let schema = match references.as_slice() {
        [one] => one.clone(),
        // Bodies of errors look alike, so more than one of them may well fit.
        several => json!({"anyOf": several}),
    };
    let mut response = json!({"description": names.join(" or "), "content": {"application/json": {"schema": schema}}});
    let of_all: Map<String, Value> = names
        .iter()
        .filter_map(|name| headers.get(name))
        .flat_map(Clone::clone)
        .collect();
    if !of_all.is_empty() {
        response["headers"] = of_all.into();
    }
    response
}
