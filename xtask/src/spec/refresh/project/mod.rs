//! Projects a service model: writes the OpenAPI document that the converter of APIs.guru would have
//! written for it, without its prose.
//!
//! `generator/src/aws` reads the conventions that are written here. Data that the converter took from
//! other sources (logo, contact, servers, signer headers) is not projected. [`super::extensions`] adds
//! the traits that the converter loses.
//!
//! For the models of botocore 1.31.21 the projection equals the documents of 132 of the 193 rest-json
//! services that have both, this one among them. The others depend on details of the converter that
//! are not imitated: it rewrote or moved patterns that JavaScript cannot read, took examples from a
//! separate file, garbled members named `properties` and `shape`, omitted event streams, and read other
//! paginators (see [`UNLISTED`]).

mod schemas;

use std::collections::HashSet;

use serde_json::{Map, Value, json};

use super::super::json::{operations, reference};
use super::model::{Location, Member, Model, Operation, Shape};
use crate::report::Failure;
pub(super) use schemas::schema;

/// The part of a document that a model determines.
///
/// # Errors
///
/// If two operations have the same method and path and neither is deprecated.
pub(super) fn project(model: &Model) -> Result<Value, Failure> {
    let paths = paths(model)?;
    let mut document = Map::new();
    document.insert("info".to_owned(), info(model));
    if has_equivalents(&paths) {
        document.insert("x-hasEquivalentPaths".to_owned(), true.into());
    }
    document.insert("paths".to_owned(), Value::Object(paths));
    document.insert("components".to_owned(), json!({"schemas": schemas::all(model)}));
    Ok(Value::Object(document))
}

fn info(model: &Model) -> Value {
    let metadata = &model.metadata;
    let mut info = json!({
        "version": metadata.api_version,
        "x-release": metadata.signature_version,
        "title": metadata.service_full_name,
    });
    if let Some(name) = &metadata.signing_name {
        info["x-aws-signingName"] = name.as_str().into();
    }
    info
}

/// The status of the first error of each operation.
pub(super) const FIRST_ERROR: u16 = 480;

/// All paths with their operations, in the order of the model.
fn paths(model: &Model) -> Result<Map<String, Value>, Failure> {
    let mut all = Map::new();
    for (name, operation) in &model.operations {
        let mut key = path_key(operation, model.input(operation));
        let method = operation.http.method.to_ascii_lowercase();
        let mut value = operation_object(model, name, operation);
        if let Some(other) = all.get_mut(&key).and_then(|item: &mut Value| item.get_mut(&method)) {
            let moved = format!("{key}{}deprecated!", if key.contains('#') { "&" } else { "#" });
            if other.get("deprecated").is_some() {
                // The deprecated one moves.
                std::mem::swap(other, &mut value);
            } else if !operation.deprecated {
                let other = &other["operationId"];
                return Err(Failure::new(format!(
                    "{name} and {other} are both {method} {key}, and neither is deprecated"
                )));
            }
            key = moved;
        }
        match all.get_mut(&key) {
            Some(item) => item[&method] = value,
            None => {
                let mut item = Map::from_iter([(method, value)]);
                item.extend(signer_parameters(&model.metadata.signature_version));
                all.insert(key, Value::Object(item));
            }
        }
    }
    Ok(all)
}

/// The path and method of the operation of that name.
pub(super) fn operation_key<'d>(document: &'d Value, name: &str) -> Option<(&'d str, &'d str)> {
    operations(document)
        .find(|(_, _, operation)| operation["operationId"] == name)
        .map(|(path, method, _)| (path, method))
}

/// The operation object: responses, parameters and request body.
fn operation_object(model: &Model, name: &str, operation: &Operation) -> Value {
    let mut value = Map::new();
    if operation.deprecated {
        value.insert("deprecated".to_owned(), true.into());
    }
    value.insert("operationId".to_owned(), name.into());
    value.insert("responses".to_owned(), responses(operation));
    let parameters = operation_parameters(model, name, operation);
    if operation.input.is_some() || !parameters.is_empty() {
        value.insert("parameters".to_owned(), parameters.into());
    }
    if let Some(schema) =
        operation.input.as_ref().and_then(|input| schemas::inlined(model, &input.shape))
    {
        let content = json!({"application/json": {"schema": schema}});
        value.insert("requestBody".to_owned(), json!({"required": true, "content": content}));
    }
    Value::Object(value)
}

/// The success response, and a response for each error.
fn responses(operation: &Operation) -> Value {
    let content = |shape: &str| json!({"application/json": {"schema": reference(shape)}});
    let mut responses = Map::new();
    let mut success = json!({"description": "Success"});
    if let Some(output) = &operation.output {
        success["content"] = content(&output.shape);
    }
    responses.insert(operation.http.response_code.unwrap_or(200).to_string(), success);
    for (status, error) in (FIRST_ERROR..).zip(&operation.errors) {
        let error = json!({"description": error.shape, "content": content(&error.shape)});
        responses.insert(status.to_string(), error);
    }
    Value::Object(responses)
}

/// All parameters of an operation, in the converter's order.
fn operation_parameters(model: &Model, name: &str, operation: &Operation) -> Vec<Value> {
    let members = model.input(operation).into_iter().flat_map(|input| {
        let members = input.members.iter();
        members.filter_map(|(name, member)| member_parameter(model, input, name, member))
    });
    let mut parameters: Vec<Value> = members.collect();
    let invented = invented_pagination(model, name, operation);
    for parameter in invented {
        if parameters.iter().all(|other| other["name"] != parameter["name"]) {
            parameters.push(parameter);
        }
    }
    parameters.extend(constant_query(operation));
    parameters
}

/// The parameter of an input member; `None` if it is bound to the body.
fn member_parameter(model: &Model, input: &Shape, name: &str, member: &Member) -> Option<Value> {
    let location = match member.location? {
        Location::Uri => "path",
        Location::Querystring => "query",
        Location::Header => "header",
        // The converter treats these as members of the body.
        Location::Headers | Location::StatusCode => return None,
    };
    let schema = schemas::schema(model, &member.shape);
    let required = input.required.iter().any(|one| one == name);
    let one_value = model.shape(&member.shape).is_some_and(|shape| shape.values.len() == 1);
    let mut member_parameter = json!({
        "name": member.location_name.as_deref().unwrap_or(name),
        "in": location,
        "required": required,
    });
    if !member.is_documented() || (location == "query" && required && one_value) {
        // Without a description, a required query parameter of one value would be a constant.
        member_parameter["description"] = "".into();
    }
    member_parameter["schema"] = schema;
    Some(member_parameter)
}

/// Tokens, each with its limit, that make an operation paginated although botocore does not list it.
///
/// The converter read the paginators of aws-sdk-js, which list every paginated operation. Those of
/// botocore list only operations whose result member is known: none of the four of this service at the
/// time of the base document. An operation that is not listed counts as paginated if its input has an
/// optional token and its output a token of the same name.
const UNLISTED: [(&str, &str); 2] = [("nextToken", "maxResults"), ("NextToken", "MaxResults")];

/// The parameters that the converter adds to a paginated operation: the limit, then the tokens.
fn invented_pagination(model: &Model, name: &str, operation: &Operation) -> Vec<Value> {
    let limit = |name: &str| invented_parameter(name, "Pagination limit");
    let token = |name: &str| invented_parameter(name, "Pagination token");
    if let Some(listed) = model.paginators.get(name) {
        let tokens = listed.input_token.as_slice().iter().map(|name| token(name));
        return listed.limit_key.iter().map(|name| limit(name)).chain(tokens).collect();
    }
    let (Some(input), Some(output)) = (model.input(operation), model.output(operation)) else {
        return Vec::new();
    };
    let is_paginated = |name: &str| {
        let required = input.required.iter().any(|one| one == name);
        !required && input.members.contains_key(name) && output.members.contains_key(name)
    };
    let found = UNLISTED.iter().find(|(token, _)| is_paginated(token));
    found.map_or_else(Vec::new, |(name, limit_name)| {
        let limit = input.members.contains_key(*limit_name).then(|| limit(limit_name));
        limit.into_iter().chain([token(name)]).collect()
    })
}

fn invented_parameter(name: &str, description: &str) -> Value {
    json!({"name": name, "in": "query", "schema": {"type": "string"}, "description": description, "required": false})
}

/// The signature headers, which every path lists as parameters.
pub(super) const SIGNATURE_HEADERS: [&str; 7] = [
    "X-Amz-Content-Sha256",
    "X-Amz-Date",
    "X-Amz-Algorithm",
    "X-Amz-Credential",
    "X-Amz-Security-Token",
    "X-Amz-Signature",
    "X-Amz-SignedHeaders",
];

/// The key of an operation's path: labels without `+`, then after `#` the constant query and the names
/// of the required members that are bound to the query and to headers.
fn path_key(operation: &Operation, input: Option<&Shape>) -> String {
    let mut key = operation.http.request_uri.replace("+}", "}").replacen('?', "#", 1);
    let required = input.into_iter().flat_map(|input| {
        let members = input.members.iter();
        members.filter(|(name, member)| {
            let is_bound = matches!(
                member.location,
                Some(Location::Querystring | Location::Header | Location::Headers)
            );
            is_bound && input.required.contains(name)
        })
    });
    let names: Vec<&str> =
        required.map(|(name, member)| member.location_name.as_deref().unwrap_or(name)).collect();
    if !names.is_empty() {
        key += if key.contains('#') { "&" } else { "#" };
        key += &names.join("&");
    }
    key
}

/// The parameters of a constant query in the path.
fn constant_query(operation: &Operation) -> Vec<Value> {
    let query = operation.http.request_uri.split_once('?').map_or("", |(_, query)| query);
    let pairs = query.split('&').filter(|pair| !pair.is_empty());
    pairs
        .map(|pair| match pair.split_once('=') {
            Some((name, value)) if !value.is_empty() => {
                json!({"name": name, "in": "query", "required": true, "schema": {"type": "string", "enum": [value]}})
            }
            _ => {
                let name = pair.trim_end_matches('=');
                let schema = json!({"type": "boolean", "enum": [true]});
                json!({"name": name, "in": "query", "required": true, "schema": schema, "allowEmptyValue": true})
            }
        })
        .collect()
}

/// The parameters of every path: the signature headers, if the signature version uses headers.
fn signer_parameters(signature_version: &str) -> Option<(String, Value)> {
    let signs = matches!(signature_version, "v4" | "s3v4");
    let references =
        SIGNATURE_HEADERS.map(|name| json!({"$ref": format!("#/components/parameters/{name}")}));
    signs.then(|| ("parameters".to_owned(), references.to_vec().into()))
}

/// Whether two keys are the same path except for the names of labels.
fn has_equivalents(paths: &Map<String, Value>) -> bool {
    let mut seen = HashSet::new();
    !paths.keys().all(|key| seen.insert(plain_path(key)))
}

fn plain_path(key: &str) -> String {
    let path = key.split('#').next().unwrap_or_default();
    let mut plain = String::new();
    let mut in_label = false;
    for c in path.chars() {
        match c {
            '{' => in_label = true,
            '}' => in_label = false,
            _ if in_label => continue,
            _ => {}
        }
        plain.push(c);
    }
    plain
}

#[cfg(test)]
mod tests;
