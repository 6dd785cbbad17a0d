//! Parameters and the labels of paths: each label has a required parameter, and each path parameter a label.
//!
//! A label without a parameter is a required string. A parameter whose name differs from a label in case and symbols
//! only is that of the label; any other without a label is not sent.

use std::collections::HashSet;

use serde_json::{Map, Value, json};

use super::{Loss, Losses};
use crate::openapi::MAX_CHAIN;
use crate::openapi::is_method;
use crate::openapi::walk;
use crate::pointer::Pointer;

/// Settles the parameters of every operation.
pub(super) fn settle(document: &mut Value, losses: &mut Losses) {
    let Some(mut paths) =
        document.get_mut("paths").and_then(Value::as_object_mut).map(std::mem::take)
    else {
        return;
    };
    for (path, item) in paths.iter_mut().filter(|(path, _)| !path.starts_with("x-")) {
        if let Some(item) = item.as_object_mut() {
            settle_item(document, path, item, losses);
        }
    }
    if let Some(root) = document.as_object_mut() {
        root.insert("paths".to_owned(), Value::Object(paths));
    }
}

fn settle_item(document: &Value, path: &str, item: &mut Map<String, Value>, losses: &mut Losses) {
    let labels = labels(path);
    let pointer = Pointer::root().child("paths").child(path);
    let shared = pointer.child("parameters");
    settle_list(document, &labels, item.get_mut("parameters"), &shared, losses);
    let common = in_path(document, item.get("parameters"));
    for (method, operation) in item.iter_mut().filter(|(key, _)| is_method(key)) {
        let Some(operation) = operation.as_object_mut() else {
            continue;
        };
        let own = pointer.child(method).child("parameters");
        settle_list(document, &labels, operation.get_mut("parameters"), &own, losses);
        let given = in_path(document, operation.get("parameters"));
        let missing: Vec<_> = labels
            .iter()
            .filter(|label| !given.contains(*label) && !common.contains(*label))
            .map(|label| json!({"name": label, "in": "path", "required": true, "schema": {"type": "string"}}))
            .collect();
        if missing.is_empty() {
            continue;
        }
        let list = operation.entry("parameters").or_insert_with(|| json!([]));
        if let Some(list) = list.as_array_mut() {
            list.extend(missing);
        }
    }
}

/// The names of the labels in a path, each once. Those that are not well formed are reported by the reader.
fn labels(path: &str) -> Vec<String> {
    let path = path.split_once('#').map_or(path, |(path, _)| path);
    let mut labels: Vec<String> = Vec::new();
    let mut rest = path;
    while let Some((_, label)) = rest.split_once('{') {
        let Some((label, after)) = label.split_once('}') else {
            break;
        };
        let label = label.trim_end_matches('+');
        if !label.is_empty() && !label.contains('{') && !labels.iter().any(|known| known == label) {
            labels.push(label.to_owned());
        }
        rest = after;
    }
    labels
}

/// The parameter itself, or the one that it refers to.
fn resolved<'v>(document: &'v Value, parameter: &'v Value) -> Option<&'v Value> {
    let mut parameter = parameter;
    for _ in 0..MAX_CHAIN {
        match walk::reference(parameter) {
            Some(reference) => parameter = Pointer::parse(reference)?.resolve(document)?,
            None => return Some(parameter),
        }
    }
    None
}

fn text<'v>(parameter: &'v Value, key: &str) -> Option<&'v str> {
    parameter.get(key).and_then(Value::as_str)
}

/// The names of the path parameters of a list.
fn in_path(document: &Value, list: Option<&Value>) -> HashSet<String> {
    let list = list.and_then(Value::as_array).into_iter().flatten();
    let parameters = list.filter_map(|parameter| resolved(document, parameter));
    let in_path = parameters.filter(|parameter| text(parameter, "in") == Some("path"));
    in_path.filter_map(|parameter| text(parameter, "name")).map(str::to_owned).collect()
}

fn settle_list(
    document: &Value,
    labels: &[String],
    list: Option<&mut Value>,
    pointer: &Pointer,
    losses: &mut Losses,
) {
    let Some(list) = list.and_then(Value::as_array_mut) else {
        return;
    };
    let mut seen: HashSet<(String, String)> = HashSet::new();
    for (index, listed) in list.iter_mut().enumerate() {
        let Some(parameter) = resolved(document, listed) else {
            continue;
        };
        let (Some(name), Some(location)) = (text(parameter, "name"), text(parameter, "in")) else {
            continue;
        };
        let is_repeated = !seen.insert((location.to_owned(), name.to_owned()));
        let is_ignored = parameter.get("x-ignore") == Some(&json!(true));
        if is_repeated && !is_ignored {
            let mut changed = parameter.clone();
            changed["x-ignore"] = json!(true);
            *listed = changed;
            continue;
        }
        if location != "path" || is_ignored {
            continue;
        }
        let is_labelled = labels.iter().any(|label| label == name);
        if is_labelled && parameter.get("required") == Some(&json!(true)) {
            continue;
        }
        let mut changed = parameter.clone();
        let similar = labels.iter().find(|label| is_similar(label, name));
        if let Some(label) = labels.iter().find(|label| *label == name).or(similar) {
            changed["name"] = json!(label);
            changed["required"] = json!(true);
        } else {
            losses.add(Loss::ParameterWithoutLabel, &pointer.child(index), name);
            changed["x-ignore"] = json!(true);
        }
        *listed = changed;
    }
}

/// Whether two names differ in case and symbols only.
fn is_similar(left: &str, right: &str) -> bool {
    let folded = |name: &str| {
        let letters = name.chars().filter(|c| c.is_ascii_alphanumeric());
        letters.collect::<String>().to_ascii_lowercase()
    };
    folded(left) == folded(right)
}
