//! Marks of operations and of their parameters.

use serde_json::{Value, json};

use super::super::model::{Member, Model, Operation};
use super::super::project::place;
use super::{flag, shapes};

pub(super) fn mark(document: &mut Value, model: &Model) {
    for (name, operation) in &model.operations {
        let Some((path, method)) = place(document, name) else {
            continue;
        };
        let (path, method) = (path.to_owned(), method.to_owned());
        let Some(value) = document["paths"][&path][&method].as_object_mut() else {
            continue;
        };
        let reads_by_method = matches!(operation.http.method.as_str(), "GET" | "HEAD");
        flag(value, "x-read-only", operation.readonly && !reads_by_method);
        flag(value, "x-idempotent", operation.idempotent);
        let unsigned = operation.authtype.as_deref() == Some("v4-unsigned-body");
        flag(
            value,
            "x-unsigned-payload",
            operation.unsigned_payload || unsigned,
        );
        if operation.authtype.as_deref() == Some("none")
            || operation.auth.iter().any(|auth| auth.ends_with("#noAuth"))
        {
            value.insert("security".to_owned(), json!([]));
        }
        if let Some(prefix) = operation
            .endpoint
            .as_ref()
            .and_then(|endpoint| endpoint.host_prefix.as_deref())
        {
            value.insert("x-host-prefix".to_owned(), prefix.into());
        }
        let parameters = value.get_mut("parameters").and_then(Value::as_array_mut);
        for parameter in parameters.into_iter().flatten() {
            mark_parameter(parameter, model, operation);
        }
    }
}

fn mark_parameter(parameter: &mut Value, model: &Model, operation: &Operation) {
    let Some(name) = parameter["name"].as_str() else {
        return;
    };
    let input = operation
        .input
        .as_ref()
        .and_then(|input| model.shape(&input.shape));
    let is_it = |(key, member): &(&String, &Member)| {
        member.location.is_some() && member.location_name.as_ref().unwrap_or(key) == name
    };
    let Some((_, member)) = input.and_then(|input| input.members.iter().find(is_it)) else {
        return;
    };
    let is_greedy = operation.http.request_uri.contains(&format!("{{{name}+}}"));
    if let Some(shape) = model.shape(&member.shape) {
        shapes::mark(&mut parameter["schema"], model, shape);
    }
    let Some(parameter) = parameter.as_object_mut() else {
        return;
    };
    flag(parameter, "x-greedy", is_greedy);
    flag(parameter, "x-json-value", member.jsonvalue);
    flag(parameter, "x-host-label", member.host_label);
    flag(parameter, "x-idempotency-token", member.idempotency_token);
    if let Some(format) = member.timestamp_format.as_deref().and_then(shapes::format) {
        parameter.insert("x-timestamp-format".to_owned(), format.into());
    }
}
