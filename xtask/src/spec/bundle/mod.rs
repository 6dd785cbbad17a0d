//! `spec bundle`: the document with all overlays applied, as OpenAPI 3.0 that other tools can use.
//!
//! The dialect of the base document is valid OpenAPI and yet misleads whoever takes it at its word.
//! What the generator reads around is set right here: paths that differ only behind `#` become one,
//! errors stand under their true statuses, members in headers stand in the headers, and parameters that
//! the converter invented, the signer's headers and plain http go. Patterns move to `x-pattern`: some
//! match no value that the service takes, so no tool must enforce them.
//!
//! Knows the dialect's habits and OpenAPI. Does what the repository's own document needs; blobs and
//! payloads, which it does not have, stay as the dialect writes them.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use generator::diagnostics::render;
use serde_json::{Map, Value, json};

use super::facts::{Counts, METHODS};
use super::{read, yaml};
use crate::codegen::InputPaths;
use crate::files;
use crate::report::{Failure, GOOD, Report, Status};
use crate::repository::Repository;

/// Prints the bundle as YAML, or writes it: as JSON if the file's name ends in `.json`.
pub(crate) fn bundle(
    repository: &Repository,
    paths: &InputPaths,
    out: Option<&Path>,
) -> Result<Report, Failure> {
    let input = paths
        .read(repository)
        .map_err(|found| Failure::rendered(render(&found, &[], true)))?;
    let mut value = read::document(&input.document, &input.overlays)?.value;
    for_others(&mut value)?;
    let mut report = Report {
        text: String::new(),
        status: Status::Clean,
        warnings: String::new(),
    };
    let Some(out) = out else {
        report.text = yaml::text(&value)?;
        return Ok(report);
    };
    let is_json = out.extension().is_some_and(|extension| extension == "json");
    let text = if is_json {
        format!("{value:#}\n")
    } else {
        yaml::text(&value)?
    };
    let done = if files::update(out, text.as_bytes())? {
        "wrote"
    } else {
        "unchanged"
    };
    report.text = format!(
        "{GOOD}{done}{GOOD:#} {}: {}\n",
        repository.display(out),
        Counts::of(&value)
    );
    Ok(report)
}

/// Makes a document of the dialect one that means what it says.
pub(super) fn for_others(document: &mut Value) -> Result<(), Failure> {
    secure(document)?;
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

/// Keeps the servers that are asked over https.
fn secure(document: &mut Value) -> Result<(), Failure> {
    let servers = document.get_mut("servers").and_then(Value::as_array_mut);
    let servers = servers.ok_or_else(|| Failure::new("the document has no servers"))?;
    servers.retain(|server| {
        server["url"]
            .as_str()
            .is_some_and(|url| url.starts_with("https://"))
    });
    if servers.is_empty() {
        return Err(Failure::new(
            "no server of the document is asked over https",
        ));
    }
    Ok(())
}

/// Does something with every operation of a document.
fn operations(document: &mut Value, mut with: impl FnMut(&mut Value)) {
    let paths = document.get_mut("paths").and_then(Value::as_object_mut);
    for (_, item) in paths.into_iter().flatten() {
        for (method, operation) in item.as_object_mut().into_iter().flatten() {
            if METHODS.contains(&method.as_str()) {
                with(operation);
            }
        }
    }
}

/// The descriptions by which an invented parameter is known.
const TOKEN: &str = "Pagination token";
const LIMIT: &str = "Pagination limit";

fn drop_parameters(document: &mut Value) {
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

fn is_fixed(parameter: &Value) -> bool {
    let values = parameter.pointer("/schema/enum").and_then(Value::as_array);
    parameter["required"] == true
        && parameter.get("description").is_none()
        && values.is_some_and(|values| values.len() == 1)
}

fn invented_marker(parameter: &Value) -> Option<&str> {
    let invented = parameter["in"] == "query" && parameter["required"] != true;
    parameter
        .get("description")
        .and_then(Value::as_str)
        .filter(|_| invented)
}

/// What an input schema's name ends in, after the operation's.
const SUFFIXES: [&str; 3] = ["Request", "Input", "Message"];

fn name_bodies(document: &mut Value) {
    let schemas = document
        .pointer("/components/schemas")
        .cloned()
        .unwrap_or_default();
    operations(document, |operation| {
        let operation_id = operation["operationId"]
            .as_str()
            .unwrap_or_default()
            .to_owned();
        let Some(body) = operation.pointer_mut("/requestBody/content/application~1json/schema")
        else {
            return;
        };
        let names = SUFFIXES.map(|suffix| format!("{operation_id}{suffix}"));
        let same = |name: &&String| {
            schemas.get(*name).is_some_and(|schema| {
                schema["title"] == name.as_str() && members(schema) == members(body)
            })
        };
        if let Some(name) = names.iter().find(same) {
            *body = json!({"$ref": format!("#/components/schemas/{name}")});
        }
    });
}

fn members(schema: &Value) -> BTreeSet<&str> {
    let properties = schema.get("properties").and_then(Value::as_object);
    properties
        .into_iter()
        .flatten()
        .map(|(name, _)| name.as_str())
        .collect()
}

/// For each schema the headers that it has, as references in the form of a response.
type Headers = BTreeMap<String, Map<String, Value>>;

/// Moves them from the schemas to the components of their own kind.
fn take_headers(document: &mut Value) -> Headers {
    let mut headers = Headers::new();
    let mut components = Map::new();
    let schemas = document
        .pointer_mut("/components/schemas")
        .and_then(Value::as_object_mut);
    for (name, schema) in schemas.into_iter().flatten() {
        let Some(properties) = schema.get_mut("properties").and_then(Value::as_object_mut) else {
            continue;
        };
        let (taken, kept) = std::mem::take(properties)
            .into_iter()
            .partition(|(_, member)| member.get("x-header").is_some());
        *properties = kept;
        let taken: Map<String, Value> = taken;
        let found = taken
            .into_iter()
            .filter_map(|(name, member)| header(&name, member));
        let of_schema: Map<String, Value> = found
            .map(|(name, header)| (name.clone(), shared(&mut components, name, header)))
            .collect();
        if !of_schema.is_empty() {
            headers.insert(name.clone(), of_schema);
        }
    }
    if let Some(Value::Object(all)) = document
        .get_mut("components")
        .filter(|_| !components.is_empty())
    {
        all.insert("headers".to_owned(), components.into());
    }
    headers
}

/// A reference to the header among the components; the header itself if another has its name there.
fn shared(components: &mut Map<String, Value>, name: String, header: Value) -> Value {
    let reference = json!({"$ref": format!("#/components/headers/{name}")});
    let known = components.entry(name).or_insert_with(|| header.clone());
    if *known == header { reference } else { header }
}

fn header(member: &str, schema: Value) -> Option<(String, Value)> {
    let Value::Object(mut schema) = schema else {
        return None;
    };
    let name = schema.shift_remove("x-header")?.as_str()?.to_owned();
    let mut header = Map::new();
    header.extend(
        schema
            .shift_remove("description")
            .map(|text| ("description".to_owned(), text)),
    );
    header.insert("schema".to_owned(), Value::Object(schema));
    header.insert("x-member".to_owned(), member.into());
    Some((name, Value::Object(header)))
}

/// From here on a status says nothing.
const FIRST_INVENTED: u16 = 480;

/// Where a response has its schema.
const SCHEMA: &str = "/content/application~1json/schema/$ref";

fn sort_responses(document: &mut Value, headers: &Headers) {
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
                .map(|(status, names)| (status, error_response(&names, headers))),
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
fn error_response(names: &[String], headers: &Headers) -> Value {
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

fn move_patterns(document: &mut Value) {
    operations(document, |operation| {
        let parameters = operation
            .get_mut("parameters")
            .and_then(Value::as_array_mut);
        parameters
            .into_iter()
            .flatten()
            .filter_map(|parameter| parameter.get_mut("schema"))
            .for_each(move_pattern);
        if let Some(body) = operation.pointer_mut("/requestBody/content/application~1json/schema") {
            move_pattern(body);
        }
    });
    let schemas = document
        .pointer_mut("/components/schemas")
        .and_then(Value::as_object_mut);
    schemas
        .into_iter()
        .flat_map(Map::values_mut)
        .for_each(move_pattern);
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
            "properties" => value
                .as_object_mut()
                .into_iter()
                .flat_map(Map::values_mut)
                .for_each(move_pattern),
            "items" | "additionalProperties" => move_pattern(value),
            "allOf" | "anyOf" | "oneOf" => value
                .as_array_mut()
                .into_iter()
                .flatten()
                .for_each(move_pattern),
            _ => {}
        }
    }
}

/// Cuts the fragments off, and puts operations of one path together.
///
/// Fails if two operations share path and method, which OpenAPI cannot say.
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
                return Err(Failure::new(format!("two operations are {method} {path}"))
                    .remedy("OpenAPI can say only one of them: remove the other in an overlay"));
            }
            known.insert(method.clone(), operation.clone());
        }
    }
    *paths = merged;
    Ok(())
}

#[cfg(test)]
mod tests;
