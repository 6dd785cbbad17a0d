//! Parameters that no caller gives: the signer's headers, and what was invented for pagination.

use serde_json::Value;

use super::operations;

/// The descriptions by which an invented parameter is known.
const TOKEN: &str = "Pagination token";
const LIMIT: &str = "Pagination limit";

pub(super) fn clean(document: &mut Value) {
    operations(document, |operation| {
        if let Some(parameters) = operation
            .get_mut("parameters")
            .and_then(Value::as_array_mut)
        {
            without_signer(parameters);
            without_invented(parameters);
        }
    });
    let items = document.get_mut("paths").and_then(Value::as_object_mut);
    for (_, item) in items.into_iter().flatten() {
        let Some(parameters) = item.get_mut("parameters").and_then(Value::as_array_mut) else {
            continue;
        };
        without_signer(parameters);
        if let (true, Some(item)) = (parameters.is_empty(), item.as_object_mut()) {
            item.shift_remove("parameters");
        }
    }
    let components = document
        .get_mut("components")
        .and_then(Value::as_object_mut);
    let Some(components) = components else { return };
    if let Some(Value::Object(parameters)) = components.get_mut("parameters") {
        parameters.retain(|name, _| !is_signer(name));
        if parameters.is_empty() {
            components.shift_remove("parameters");
        }
    }
}

fn is_signer(name: &str) -> bool {
    name.starts_with("X-Amz-")
}

fn without_signer(parameters: &mut Vec<Value>) {
    parameters.retain(|parameter| {
        let reference = parameter
            .get("$ref")
            .and_then(Value::as_str)
            .unwrap_or_default();
        !reference
            .strip_prefix("#/components/parameters/")
            .is_some_and(is_signer)
    });
}

/// Invented ones end the list, but for what is fixed in the path: a limit, then the tokens.
fn without_invented(parameters: &mut Vec<Value>) {
    let mut index = parameters.len();
    while index > 0 {
        index -= 1;
        if is_fixed(&parameters[index]) {
            continue;
        }
        match marker(&parameters[index]) {
            Some(TOKEN) => drop(parameters.remove(index)),
            Some(LIMIT) => {
                parameters.remove(index);
                return;
            }
            _ => return,
        }
    }
}

fn is_fixed(parameter: &Value) -> bool {
    let values = parameter.pointer("/schema/enum").and_then(Value::as_array);
    parameter["required"] == true
        && parameter.get("description").is_none()
        && values.is_some_and(|values| values.len() == 1)
}

fn marker(parameter: &Value) -> Option<&str> {
    let invented = parameter["in"] == "query" && parameter["required"] != true;
    parameter
        .get("description")
        .and_then(Value::as_str)
        .filter(|_| invented)
}
