//! Operations: responses, request bodies, and the paths that hold them.

use serde_json::{Map, Value, json};

use super::super::model::{Model, Operation};
use super::schemas::{self, reference};
use super::{parameters, paths};
use crate::report::Failure;

/// Errors are numbered from here, anew in each operation.
const FIRST_ERROR: u16 = 480;

/// All paths with their operations, in the order of the model.
pub(super) fn paths(model: &Model) -> Result<Map<String, Value>, Failure> {
    let mut all = Map::new();
    for (name, operation) in &model.operations {
        let input = operation
            .input
            .as_ref()
            .and_then(|input| model.shape(&input.shape));
        let mut key = paths::key(operation, input);
        let method = operation.http.method.to_ascii_lowercase();
        let mut value = self::operation(model, name, operation);
        if let Some(other) = all
            .get_mut(&key)
            .and_then(|item: &mut Value| item.get_mut(&method))
        {
            let elsewhere = format!(
                "{key}{}deprecated!",
                if key.contains('#') { "&" } else { "#" }
            );
            if other.get("deprecated").is_some() {
                // The newer one takes the place.
                std::mem::swap(other, &mut value);
            } else if !operation.deprecated {
                let other = &other["operationId"];
                return Err(Failure::new(format!(
                    "{name} and {other} are both {method} {key}, and neither is deprecated"
                )));
            }
            key = elsewhere;
        }
        match all.get_mut(&key) {
            Some(item) => item[&method] = value,
            None => {
                let mut item = Map::from_iter([(method, value)]);
                item.extend(paths::signer(&model.metadata.signature_version));
                all.insert(key, Value::Object(item));
            }
        }
    }
    Ok(all)
}

/// Where the operation of that name stands: the key of its path, and its method.
pub(in crate::spec::refresh) fn place<'d>(
    document: &'d Value,
    name: &str,
) -> Option<(&'d str, &'d str)> {
    let items = document.get("paths")?.as_object()?;
    items.iter().find_map(|(path, item)| {
        let methods = item.as_object()?.iter();
        let mut methods =
            methods.filter(|(_, value)| value.get("operationId").is_some_and(|id| id == name));
        methods
            .next()
            .map(|(method, _)| (path.as_str(), method.as_str()))
    })
}

fn operation(model: &Model, name: &str, operation: &Operation) -> Value {
    let mut value = Map::new();
    if operation.deprecated {
        value.insert("deprecated".to_owned(), true.into());
    }
    value.insert("operationId".to_owned(), name.into());
    value.insert("responses".to_owned(), responses(operation));
    let parameters = parameters::of(model, name, operation);
    if operation.input.is_some() || !parameters.is_empty() {
        value.insert("parameters".to_owned(), parameters.into());
    }
    if let Some(schema) = operation
        .input
        .as_ref()
        .and_then(|input| schemas::inlined(model, &input.shape))
    {
        let content = json!({"application/json": {"schema": schema}});
        value.insert(
            "requestBody".to_owned(),
            json!({"required": true, "content": content}),
        );
    }
    Value::Object(value)
}

fn responses(operation: &Operation) -> Value {
    let content = |shape: &str| json!({"application/json": {"schema": reference(shape)}});
    let mut responses = Map::new();
    let mut success = json!({"description": "Success"});
    if let Some(output) = &operation.output {
        success["content"] = content(&output.shape);
    }
    responses.insert(
        operation.http.response_code.unwrap_or(200).to_string(),
        success,
    );
    for (status, error) in (FIRST_ERROR..).zip(&operation.errors) {
        let error = json!({"description": error.shape, "content": content(&error.shape)});
        responses.insert(status.to_string(), error);
    }
    Value::Object(responses)
}
