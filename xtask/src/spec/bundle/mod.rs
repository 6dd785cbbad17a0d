//! `spec bundle`: the document with all overlays applied, as OpenAPI 3.0 that other tools can use.
//!
//! The base document is valid OpenAPI, but its conventions mislead tools that do not know them. They are
//! made explicit: paths that differ only behind `#` are merged, errors get their HTTP statuses, header
//! members of responses become headers, and the invented pagination parameters, the signature headers
//! and plain-http servers are removed. Patterns become `x-pattern`, because some match no value that the
//! service accepts.
//!
//! Only the conventions that this repository's document uses are handled: it has no blobs and payloads.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use generator::diagnostics::render;
use serde_json::{Map, Value, json};

use super::facts::Counts;
use super::json::{members, members_mut, operations_mut, reference, string};
use super::yaml;
use crate::codegen::InputPaths;
use crate::files;
use crate::report::{Failure, GOOD, Report};
use crate::repository::Repository;

/// Prints the bundle as YAML, or writes it: as JSON if the file's name ends in `.json`.
pub(crate) fn bundle(
    repository: &Repository,
    paths: &InputPaths,
    out: Option<&Path>,
) -> Result<Report, Failure> {
    let input =
        paths.read(repository).map_err(|found| Failure::rendered(render(&found, &[], true)))?;
    let mut value = yaml::document(&input.document, &input.overlays)?.value;
    make_explicit(&mut value)?;
    let Some(out) = out else {
        return Ok(Report::new(yaml::to_string(&value)?, true));
    };
    let is_json = out.extension().is_some_and(|extension| extension == "json");
    let text = if is_json { format!("{value:#}\n") } else { yaml::to_string(&value)? };
    let is_changed = files::update(out, text.as_bytes())?;
    let done = if is_changed { "wrote" } else { "unchanged" };
    let (out, counts) = (repository.display(out), Counts::of(&value));
    let text = format!("{GOOD}{done}{GOOD:#} {out}: {counts}\n");
    Ok(Report::new(text, true))
}

/// Makes the conventions of the document explicit.
pub(super) fn make_explicit(document: &mut Value) -> Result<(), Failure> {
    keep_https_servers(document)?;
    drop_parameters(document);
    name_bodies(document);
    let headers = take_headers(document);
    sort_responses(document, &headers);
    move_patterns(document);
    merge_paths(document)?;
    if let Some(document) = document.as_object_mut() {
        document.shift_remove("x-hasEquivalentPaths");
    }
    Ok(())
}

/// Removes the servers without TLS.
fn keep_https_servers(document: &mut Value) -> Result<(), Failure> {
    let servers = document.get_mut("servers").and_then(Value::as_array_mut);
    let servers = servers.ok_or_else(|| Failure::new("the document has no servers"))?;
    servers.retain(|server| string(server, "url").starts_with("https://"));
    if servers.is_empty() {
        return Err(Failure::new("the document has no https server"));
    }
    Ok(())
}

/// The descriptions that mark an invented parameter.
const TOKEN: &str = "Pagination token";
const LIMIT: &str = "Pagination limit";

/// Removes the parameters that are not the service's.
fn drop_parameters(document: &mut Value) {
    for (_, _, operation) in operations_mut(document) {
        if let Some(Value::Array(parameters)) = operation.get_mut("parameters") {
            parameters.retain(|parameter| !is_signature_reference(parameter));
            remove_invented(parameters);
        }
    }
    for (_, item) in members_mut(document.get_mut("paths")) {
        let Some(item) = item.as_object_mut() else {
            continue;
        };
        if let Some(Value::Array(parameters)) = item.get_mut("parameters") {
            parameters.retain(|parameter| !is_signature_reference(parameter));
            if parameters.is_empty() {
                item.shift_remove("parameters");
            }
        }
    }
    let Some(Value::Object(components)) = document.get_mut("components") else {
        return;
    };
    if let Some(Value::Object(parameters)) = components.get_mut("parameters") {
        parameters.retain(|name, _| !is_signature_header(name));
        if parameters.is_empty() {
            components.shift_remove("parameters");
        }
    }
}

fn is_signature_header(name: &str) -> bool {
    name.starts_with("X-Amz-")
}

fn is_signature_reference(parameter: &Value) -> bool {
    let name = string(parameter, "$ref").strip_prefix("#/components/parameters/");
    name.is_some_and(is_signature_header)
}

/// Removes the invented parameters: at the end of the list, before the constants of the path, a limit
/// and then tokens.
fn remove_invented(parameters: &mut Vec<Value>) {
    let mut index = parameters.len();
    while index > 0 {
        index -= 1;
        if is_constant(&parameters[index]) {
            continue;
        }
        match invented_marker(&parameters[index]) {
            Some(TOKEN) => drop(parameters.remove(index)),
            Some(LIMIT) => {
                parameters.remove(index);
                return;
            }
            _ => return,
        }
    }
}

fn is_constant(parameter: &Value) -> bool {
    let values = parameter.pointer("/schema/enum").and_then(Value::as_array);
    parameter["required"] == true
        && parameter.get("description").is_none()
        && values.is_some_and(|values| values.len() == 1)
}

fn invented_marker(parameter: &Value) -> Option<&str> {
    let invented = parameter["in"] == "query" && parameter["required"] != true;
    Some(string(parameter, "description")).filter(|_| invented)
}

/// The endings of the name of an input schema, after the name of the operation.
const SUFFIXES: [&str; 3] = ["Request", "Input", "Message"];

/// Replaces an inlined request body with a reference to the input schema with the same members.
fn name_bodies(document: &mut Value) {
    let schemas = document["components"]["schemas"].clone();
    for (_, _, operation) in operations_mut(document) {
        let operation_id = string(operation, "operationId");
        let names = SUFFIXES.map(|suffix| format!("{operation_id}{suffix}"));
        let Some(body) = operation.pointer_mut(BODY) else {
            continue;
        };
        let same = |name: &&String| {
            let schema = &schemas[name.as_str()];
            schema["title"] == name.as_str() && property_names(schema) == property_names(body)
        };
        if let Some(name) = names.iter().find(same) {
            *body = reference(name);
        }
    }
}

fn property_names(schema: &Value) -> BTreeSet<&String> {
    let properties = members(&schema["properties"]);
    properties.map(|(name, _)| name).collect()
}

/// The headers of each schema, as a response lists them.
type Headers = BTreeMap<String, Map<String, Value>>;

/// Moves the header members of schemas to `components.headers`.
fn take_headers(document: &mut Value) -> Headers {
    let mut headers = Headers::new();
    let mut components = Map::new();
    for (name, schema) in members_mut(document.pointer_mut("/components/schemas")) {
        let Some(Value::Object(properties)) = schema.get_mut("properties") else {
            continue;
        };
        let (bound, others): (Map<_, _>, Map<_, _>) = std::mem::take(properties)
            .into_iter()
            .partition(|(_, member)| member.get("x-header").is_some());
        *properties = others;
        let found = bound.into_iter();
        let of_schema: Map<String, Value> = found
            .filter_map(|(member, schema)| header(&member, schema))
            .map(|(name, header)| (name.clone(), shared(&mut components, name, header)))
            .collect();
        if !of_schema.is_empty() {
            headers.insert(name.clone(), of_schema);
        }
    }
    if let Some(Value::Object(all)) =
        document.get_mut("components").filter(|_| !components.is_empty())
    {
        all.insert("headers".to_owned(), components.into());
    }
    headers
}

/// A reference to the header in the components, or the header itself if another one has its name.
fn shared(components: &mut Map<String, Value>, name: String, header: Value) -> Value {
    let reference = json!({"$ref": format!("#/components/headers/{name}")});
    let known = components.entry(name).or_insert_with(|| header.clone());
    if *known == header { reference } else { header }
}

/// The name and the header object of a member.
fn header(member: &str, schema: Value) -> Option<(String, Value)> {
    let Value::Object(mut schema) = schema else {
        return None;
    };
    let name = schema.shift_remove("x-header")?.as_str()?.to_owned();
    let mut header = Map::new();
    header.extend(schema.shift_remove_entry("description"));
    header.insert("schema".to_owned(), Value::Object(schema));
    header.insert("x-member".to_owned(), member.into());
    Some((name, Value::Object(header)))
}

/// The first status that only numbers an error.
const FIRST_INVENTED: u16 = 480;

/// The schema of a request body.
const BODY: &str = "/requestBody/content/application~1json/schema";

/// The schema of a response.
const SCHEMA: &str = "/content/application~1json/schema/$ref";

/// Moves errors to their HTTP statuses and adds the headers of responses.
fn sort_responses(document: &mut Value, headers: &Headers) {
    let schemas = document["components"]["schemas"].clone();
    for (_, _, operation) in operations_mut(document) {
        let Some(Value::Object(responses)) = operation.get_mut("responses") else {
            continue;
        };
        let mut sorted: Map<String, Value> = Map::new();
        let mut errors: Vec<(String, Vec<String>)> = Vec::new();
        for (status, mut response) in std::mem::take(responses) {
            let schema = response
                .pointer(SCHEMA)
                .and_then(Value::as_str)
                .and_then(|reference| reference.rsplit('/').next());
            let schema = schema.unwrap_or_default().to_owned();
            if status.parse().is_ok_and(|status: u16| status >= FIRST_INVENTED) {
                let status = schemas[&schema]["x-error"]["status"].as_u64();
                let status = status.map_or("default".to_owned(), |status| status.to_string());
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
            errors.into_iter().map(|(status, names)| (status, error_response(&names, headers))),
        );
        *responses = sorted;
    }
}

/// One response for all errors of a status.
fn error_response(names: &[String], headers: &Headers) -> Value {
    let references: Vec<Value> = names.iter().map(|name| reference(name)).collect();
    let schema = match references.as_slice() {
        [one] => one.clone(),
        // Errors have similar bodies, so more than one schema can match.
        several => json!({"anyOf": several}),
    };
    let mut response = json!({"description": names.join(" or "), "content": {"application/json": {"schema": schema}}});
    let of_all: Map<String, Value> =
        names.iter().filter_map(|name| headers.get(name)).flat_map(Clone::clone).collect();
    if !of_all.is_empty() {
        response["headers"] = of_all.into();
    }
    response
}

/// Renames `pattern` to `x-pattern` in all schemas.
fn move_patterns(document: &mut Value) {
    for (_, _, operation) in operations_mut(document) {
        if let Some(Value::Array(parameters)) = operation.get_mut("parameters") {
            let schemas = parameters.iter_mut().filter_map(|one| one.get_mut("schema"));
            schemas.for_each(move_pattern);
        }
        operation.pointer_mut(BODY).into_iter().for_each(move_pattern);
    }
    for (_, schema) in members_mut(document.pointer_mut("/components/schemas")) {
        move_pattern(schema);
    }
}

fn move_pattern(value: &mut Value) {
    let Some(map) = value.as_object_mut() else {
        return;
    };
    if let Some(pattern) = map.shift_remove("pattern") {
        map.insert("x-pattern".to_owned(), pattern);
    }
    for (key, value) in map {
        match key.as_str() {
            "properties" => members_mut(Some(value)).for_each(|(_, member)| move_pattern(member)),
            "items" | "additionalProperties" => move_pattern(value),
            "allOf" | "anyOf" | "oneOf" => {
                value.as_array_mut().into_iter().flatten().for_each(move_pattern)
            }
            _ => {}
        }
    }
}

/// Removes the fragments of paths and merges equal paths.
///
/// # Errors
///
/// If two operations have the same path and method, which OpenAPI cannot express.
fn merge_paths(document: &mut Value) -> Result<(), Failure> {
    let Some(paths) = document.get_mut("paths").and_then(Value::as_object_mut) else {
        return Ok(());
    };
    let mut merged: Map<String, Value> = Map::new();
    for (key, item) in std::mem::take(paths) {
        let path = key.split('#').next().unwrap_or_default();
        let Some(known) = merged.get_mut(path).and_then(Value::as_object_mut) else {
            merged.insert(path.to_owned(), item);
            continue;
        };
        for (method, operation) in item.as_object().into_iter().flatten() {
            if known.contains_key(method) {
                return Err(Failure::new(format!("two operations are {method} {path}")).remedy(
                    "OpenAPI can express only one of them: remove the other in an overlay",
                ));
            }
            known.insert(method.clone(), operation.clone());
        }
    }
    *paths = merged;
    Ok(())
}

#[cfg(test)]
mod tests;
