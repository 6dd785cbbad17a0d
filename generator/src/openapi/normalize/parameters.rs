//! Parameters and the labels of paths: each label has a required parameter, and each path parameter a label.
//!
//! A label without a parameter is a required string, with a warning. A parameter whose name differs from a label in case and symbols
//! only is that of the label; any other without a label is not sent. A label in the query of a path, `/a?b={c}`, is a
//! parameter of the query, which is declared by the name of the label or of the key.

use std::collections::HashSet;

use serde_json::{Map, Value, json};

use crate::openapi::headers::{is_authorization, is_free_header};
use crate::openapi::keywords::NodeKind;
use crate::openapi::losses::{Loss, Losses};
use crate::openapi::paths::{decoded, label_name};
use crate::openapi::report::Report;
use crate::openapi::{is_method, media, walk};
use crate::pointer::Pointer;
use crate::service::folded;

/// Settles the parameters of every operation.
pub(super) fn settle(document: &mut Value, losses: &mut Losses) {
    walk::walk_mut_at(document, &mut |pointer, kind, value| {
        if kind == NodeKind::Parameter
            && let Some(parameter) = value.as_object_mut()
            && !parameter.contains_key("$ref")
        {
            correct(parameter);
            // Another query string than a form is an error where it is sent.
            if text(value, "in") == Some("querystring") && losses.is_unused(pointer) {
                let name = value.get("name").cloned().unwrap_or_default();
                *value = json!({"name": name, "in": "query", "schema": {"type": "string"}});
            }
        }
    });
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

/// Moves the keywords of a schema into one, where a parameter or a header has them itself, as in Swagger 2.
pub(super) fn describe(document: &mut Value) {
    const OF_SCHEMA: [&str; 16] = [
        "type",
        "format",
        "enum",
        "items",
        "pattern",
        "default",
        "minLength",
        "maxLength",
        "minItems",
        "maxItems",
        "uniqueItems",
        "minimum",
        "maximum",
        "exclusiveMinimum",
        "exclusiveMaximum",
        "multipleOf",
    ];
    walk::walk_mut(document, &mut |kind, value| {
        let Some(part) = value.as_object_mut().filter(|part| {
            matches!(kind, NodeKind::Parameter | NodeKind::Header)
                && !part.contains_key("$ref")
                && !part.contains_key("schema")
                && !has_content(part)
        }) else {
            return;
        };
        let keywords =
            OF_SCHEMA.iter().filter_map(|key| Some(((*key).to_owned(), part.shift_remove(*key)?)));
        let schema: Map<_, _> = keywords.collect();
        if !schema.is_empty() {
            part.insert("schema".to_owned(), Value::Object(schema));
        }
    });
}

fn has_content(parameter: &Map<String, Value>) -> bool {
    let content = parameter.get("content").and_then(Value::as_object);
    content.is_some_and(|content| content.values().any(|media| media.get("schema").is_some()))
}

/// Gives a parameter a schema or a content, and keywords that its location allows.
fn correct(parameter: &mut Map<String, Value>) {
    for key in ["required", "deprecated", "explode", "allowReserved", "allowEmptyValue"] {
        match parameter.get(key) {
            None | Some(Value::Bool(_)) => {}
            Some(Value::String(text)) if text == "true" => {
                parameter.insert(key.to_owned(), json!(true));
            }
            Some(_) => drop(parameter.shift_remove(key)),
        }
    }
    if parameter.get("description").is_some_and(|text| !text.is_string()) {
        parameter.shift_remove("description");
    }
    name_pairs(parameter);
    let has_content = has_content(parameter);
    if parameter.contains_key("schema") || !has_content {
        parameter.shift_remove("content");
    }
    if !parameter.contains_key("schema") && !has_content {
        parameter.insert("schema".to_owned(), json!({"type": "string"}));
    }
    let allowed: &[&str] = match parameter.get("in").and_then(Value::as_str) {
        Some("path") => &["simple", "label", "matrix"],
        Some("query") => &["form", "spaceDelimited", "pipeDelimited", "deepObject"],
        Some("header") => &["simple"],
        Some("cookie") => &["form"],
        _ => return,
    };
    mark_cookie_style(parameter);
    // A style of another location says nothing; an unknown one is reported.
    const STYLES: [&str; 8] = [
        "form",
        "spaceDelimited",
        "pipeDelimited",
        "deepObject",
        "simple",
        "label",
        "matrix",
        "cookie",
    ];
    let style = parameter.get("style").and_then(Value::as_str);
    if style.is_some_and(|style| STYLES.contains(&style) && !allowed.contains(&style)) {
        parameter.shift_remove("style");
    }
}

/// Marks the style `cookie` of OpenAPI 3.2 with `explode: true`, because openapiv3 knows cookies of the style `form` alone.
/// From those, `explode: true` is removed: it is their default, and OpenAPI does not define what it does to a list.
fn mark_cookie_style(parameter: &mut Map<String, Value>) {
    if parameter.get("in").is_none_or(|location| location != "cookie") {
        return;
    }
    let is_exploded = parameter.get("explode").is_none_or(|explode| explode == true);
    if is_exploded && parameter.get("style").is_some_and(|style| style == "cookie") {
        parameter.insert("explode".to_owned(), json!(true));
    } else if is_exploded {
        parameter.shift_remove("explode");
    }
}

/// Rewrites the whole query string as a form (`in: querystring` of OpenAPI 3.2) into the parameter of the query that is
/// the same pairs of names and values.
fn name_pairs(parameter: &mut Map<String, Value>) {
    const FORM: &str = "application/x-www-form-urlencoded";
    if parameter.get("in").is_none_or(|location| location != "querystring") {
        return;
    }
    let form = parameter.get_mut("content").and_then(|content| content.get_mut(FORM));
    let schema = form.and_then(|form| form.get_mut("schema"));
    // A string is the text of the form, which has no names.
    let has_names = |schema: &&mut Value| schema.get("type").is_none_or(|name| name == "object");
    if let Some(schema) = schema.filter(has_names).map(Value::take) {
        parameter.shift_remove("content");
        let pairs = [
            ("in", json!("query")),
            ("style", json!("form")),
            ("explode", json!(true)),
            ("schema", schema),
        ];
        parameter.extend(pairs.map(|(key, value)| (key.to_owned(), value)));
    }
}

/// Ignores the header parameters that OpenAPI says to ignore, because the body, the response or the security of the
/// operation states them: `Accept`, `Content-Type` and `Authorization`.
///
/// Where nothing else states them, they are members as any other; credentials among them are redacted. Headers that
/// HTTP and the transport set are not sent either, which is a warning. A parameter of a path is ignored for each operation
/// that states it.
pub(crate) fn ignore_stated_headers(document: &mut Value, report: &mut Report<'_>) {
    let mut losses = Losses::new(report);
    let has_security = |operation: &Value, document: &Value| {
        let own = operation.get("security").or_else(|| document.get("security"));
        own.and_then(Value::as_array).is_some_and(|schemes| !schemes.is_empty())
    };
    let mut found: Vec<(Pointer, Value)> = Vec::new();
    let mut of_paths: Vec<(Pointer, Value)> = Vec::new();
    for at in walk::operations(document) {
        let operation = at.value;
        let is_stated = |name: &str| match name.to_ascii_lowercase().as_str() {
            "accept" => {
                let responses = operation.get("responses").and_then(Value::as_object);
                responses.is_some_and(|responses| {
                    responses.values().any(|response| {
                        walk::resolved(document, response)
                            .is_some_and(|response| response.get("content").is_some())
                    })
                })
            }
            "content-type" => operation.get("requestBody").is_some_and(|body| {
                let content = walk::resolved(document, body).and_then(|body| body.get("content"));
                let keys = content.and_then(Value::as_object).into_iter().flat_map(Map::keys);
                let keys: Vec<&str> = keys.map(String::as_str).collect();
                media::stated_by_caller(keys.iter().copied()).len() < keys.len().max(1)
            }),
            "authorization" => has_security(operation, document),
            _ => false,
        };
        let lists = [(at.item, at.item_pointer()), (operation, at.pointer())];
        for (list, pointer) in lists {
            let parameters = list.get("parameters").and_then(Value::as_array);
            for (index, listed) in parameters.into_iter().flatten().enumerate() {
                let Some(parameter) = walk::resolved(document, listed) else {
                    continue;
                };
                let name = text(parameter, "name").unwrap_or_default();
                if text(parameter, "in") != Some("header") {
                    continue;
                }
                let mut changed = parameter.clone();
                let is_owned = !is_free_header(name) && !is_authorization(name);
                let place = pointer.child("parameters").child(index);
                if is_owned && parameter.get("x-ignore").is_none() {
                    losses.add(Loss::ReservedHeader, &place, name);
                }
                if is_owned {
                    changed["x-ignore"] = json!(true);
                } else if is_stated(name) {
                    changed["x-ignore"] = json!(true);
                    if std::ptr::eq(list, at.item) {
                        of_paths.push((at.pointer(), changed));
                        continue;
                    }
                } else if name.eq_ignore_ascii_case("authorization") {
                    changed["x-sensitive"] = json!(true);
                } else {
                    continue;
                }
                found.push((place, changed));
            }
        }
    }
    for (pointer, changed) in found {
        if let Some(parameter) = document.pointer_mut(pointer.as_str()) {
            *parameter = changed;
        }
    }
    for (pointer, ignored) in of_paths {
        let operation = document.pointer_mut(pointer.as_str()).and_then(Value::as_object_mut);
        let list = operation.map(|it| it.entry("parameters").or_insert_with(|| json!([])));
        if let Some(list) = list.and_then(Value::as_array_mut) {
            list.push(ignored);
        }
    }
    losses.report(report);
}

fn settle_item(document: &Value, path: &str, item: &mut Map<String, Value>, losses: &mut Losses) {
    let path_of_labels = path.split_once('#').map_or(path, |(path, _)| path);
    let (before, query) = path_of_labels.split_once('?').unwrap_or((path_of_labels, ""));
    let labels = Labels { in_path: labels(before), in_query: query_labels(query) };
    let pointer = Pointer::root().child("paths").child(path);
    let shared = pointer.child("parameters");
    let of_path = settle_list(document, &labels, item.get_mut("parameters"), &shared, losses);
    let mut is_reported = false;
    let common: Vec<_> = declared(document, item.get("parameters")).collect();
    for (method, operation) in item.iter_mut().filter(|(key, _)| is_method(key)) {
        let Some(operation) = operation.as_object_mut() else {
            continue;
        };
        let own = pointer.child(method).child("parameters");
        let spare = settle_list(document, &labels, operation.get_mut("parameters"), &own, losses);
        let own = declared(document, operation.get("parameters"));
        let missing = labels.missing(&common.iter().cloned().chain(own).collect::<Vec<_>>());
        let unnamed: Vec<&str> = missing
            .iter()
            .filter(|added| text(added, "in") == Some("path"))
            .filter_map(|added| text(added, "name"))
            .collect();
        match (unnamed.as_slice(), spare.as_slice(), of_path.as_slice()) {
            ([label], [(place, name)], []) | ([label], [], [(place, name)]) => {
                let both = format!(
                    "the label `{{{label}}}` of a path, without a parameter, and the path parameter `{name}`, without a label"
                );
                losses.add(Loss::LabelOfOtherName, place, &both);
                is_reported |= spare.is_empty();
            }
            _ => {
                for label in unnamed {
                    losses.add(Loss::LabelWithoutParameter, &pointer, label);
                }
                for (place, name) in &spare {
                    losses.add(Loss::ParameterWithoutLabel, place, name);
                }
            }
        }
        if missing.is_empty() {
            continue;
        }
        let list = operation.entry("parameters").or_insert_with(|| json!([]));
        if let Some(list) = list.as_array_mut() {
            list.extend(missing);
        }
    }
    for (place, name) in of_path.iter().filter(|_| !is_reported) {
        losses.add(Loss::ParameterWithoutLabel, place, name);
    }
}

/// The labels of a path.
struct Labels {
    in_path: Vec<String>,
    /// Those of the query, with their keys; a constant of the query has no label.
    in_query: Vec<(Option<String>, String)>,
}

impl Labels {
    /// A parameter for each label that is not declared.
    fn missing(&self, declared: &[(String, String)]) -> Vec<Value> {
        let mut names: Vec<(&str, &str)> = Vec::new();
        for label in &self.in_path {
            if !declared.iter().any(|(location, name)| location == "path" && name == label) {
                names.push(("path", label));
            }
        }
        for (label, key) in &self.in_query {
            let Some(label) = label.as_ref().filter(|_| !key.is_empty()) else {
                continue;
            };
            let is_declared = declared.iter().any(|(location, name)| {
                location == "query" && (is_similar(name, label) || is_similar(name, key))
            });
            if !is_declared && !names.contains(&("query", key)) {
                names.push(("query", key));
            }
        }
        let parameters = names.into_iter().map(|(location, name)| {
            json!({"name": name, "in": location, "required": true, "schema": {"type": "string"}})
        });
        parameters.collect()
    }
}

/// The labels of a query in a path, and the keys of its constants.
fn query_labels(query: &str) -> Vec<(Option<String>, String)> {
    let pairs = query.split('&').filter(|pair| !pair.is_empty());
    pairs
        .map(|pair| {
            let (key, value) = pair.split_once('=').unwrap_or((pair, ""));
            let label = value.strip_prefix('{').and_then(|value| value.strip_suffix('}'));
            (label.map(|label| label_name(label).0.to_owned()), decoded(key))
        })
        .collect()
}

/// The names of the labels in a path, each once. Those that are not well formed are reported by the reader.
fn labels(path: &str) -> Vec<String> {
    let mut labels: Vec<String> = Vec::new();
    let mut rest = path;
    while let Some((_, label)) = rest.split_once('{') {
        let Some((label, after)) = label.split_once('}') else {
            break;
        };
        let (label, _) = label_name(label);
        if !label.is_empty() && !label.contains('{') && !labels.iter().any(|known| known == label) {
            labels.push(label.to_owned());
        }
        rest = after;
    }
    labels
}

fn text<'v>(parameter: &'v Value, key: &str) -> Option<&'v str> {
    parameter.get(key).and_then(Value::as_str)
}

/// The location and the name of each parameter of a list.
fn declared<'v>(
    document: &'v Value,
    list: Option<&'v Value>,
) -> impl Iterator<Item = (String, String)> + 'v {
    let list = list.and_then(Value::as_array).into_iter().flatten();
    let parameters = list.filter_map(|parameter| walk::resolved(document, parameter));
    parameters.filter_map(|parameter| {
        Some((text(parameter, "in")?.to_owned(), text(parameter, "name")?.to_owned()))
    })
}

/// Settles the parameters of a list, and returns the places and names of the path parameters without a label.
fn settle_list(
    document: &Value,
    labels: &Labels,
    list: Option<&mut Value>,
    pointer: &Pointer,
    losses: &mut Losses,
) -> Vec<(Pointer, String)> {
    let mut spare = Vec::new();
    let Some(list) = list.and_then(Value::as_array_mut) else {
        return spare;
    };
    let mut seen: HashSet<(String, String)> = HashSet::new();
    for (index, listed) in list.iter_mut().enumerate() {
        let Some(parameter) = walk::resolved(document, listed) else {
            continue;
        };
        let (Some(name), Some(location)) = (text(parameter, "name"), text(parameter, "in")) else {
            continue;
        };
        // Names of headers ignore case.
        let key = match location {
            "header" => name.to_ascii_lowercase(),
            _ => name.to_owned(),
        };
        if parameter.get("x-ignore") == Some(&json!(true)) {
            continue;
        }
        let is_repeated = !seen.insert((location.to_owned(), key));
        let is_constant = location == "query"
            && labels.in_query.iter().any(|(label, key)| label.is_none() && key == name);
        if name.is_empty() {
            losses.add(Loss::ParameterWithoutName, &pointer.child(index), name);
        } else if is_repeated {
            losses.add(Loss::RepeatedParameter, &pointer.child(index), name);
        }
        if name.is_empty() || is_repeated || is_constant {
            let mut changed = parameter.clone();
            changed["x-ignore"] = json!(true);
            *listed = changed;
            continue;
        }
        if location != "path" {
            continue;
        }
        let in_query = labels.in_query.iter().find(|(label, _)| label.as_deref() == Some(name));
        if let Some((_, key)) =
            in_query.filter(|_| !labels.in_path.iter().any(|label| label == name))
        {
            let mut changed = parameter.clone();
            changed["in"] = json!("query");
            changed["name"] = json!(key);
            *listed = changed;
            continue;
        }
        let labels = &labels.in_path;
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
            spare.push((pointer.child(index), name.to_owned()));
            changed["x-ignore"] = json!(true);
        }
        *listed = changed;
    }
    spare
}

/// Whether two names differ in case and symbols only.
fn is_similar(left: &str, right: &str) -> bool {
    folded(left) == folded(right)
}
