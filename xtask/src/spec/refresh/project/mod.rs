//! Projects a service model into the dialect of the APIs.guru documents: what the converter of that
//! directory would have written for it, without its prose.
//!
//! The dialect is described in `generator/src/dialect`, which reads it; here it is written. What the
//! converter takes from elsewhere (logo, contact, servers, signer headers) is no part of a model and of
//! no projection. Knows the dialect and its losses. What is lost is put back by [`super::marks`].
//!
//! Over the models of one day (botocore 1.31.21) the projection equals the documents of 132 of the 193
//! rest-json services that have both, this one among them. Elsewhere the converter did what is not
//! imitated, as this service has no cause for it: it rewrote or set aside patterns that JavaScript
//! cannot read, took examples from a file of their own, garbled members called `properties` and
//! `shape`, left event streams out, and read other paginators (see [`pagination`]).

mod schemas;

use std::collections::HashSet;

use serde_json::{Map, Value, json};

use super::model::{Location, Member, Model, Operation, Shape};
use crate::report::Failure;
pub(super) use schemas::{reference, schema};

/// The part of a document that follows from a model.
///
/// Fails if two operations share method and path and neither is deprecated.
pub(super) fn project(model: &Model) -> Result<Value, Failure> {
    let paths = paths(model)?;
    let mut document = Map::new();
    document.insert("info".to_owned(), info(model));
    if has_equivalents(&paths) {
        document.insert("x-hasEquivalentPaths".to_owned(), true.into());
    }
    document.insert("paths".to_owned(), Value::Object(paths));
    document.insert(
        "components".to_owned(),
        json!({"schemas": schemas::all(model)}),
    );
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

/// Errors are numbered from here, anew in each operation.
const FIRST_ERROR: u16 = 480;

/// All paths with their operations, in the order of the model.
fn paths(model: &Model) -> Result<Map<String, Value>, Failure> {
    let mut all = Map::new();
    for (name, operation) in &model.operations {
        let input = operation
            .input
            .as_ref()
            .and_then(|input| model.shape(&input.shape));
        let mut key = path_key(operation, input);
        let method = operation.http.method.to_ascii_lowercase();
        let mut value = operation_object(model, name, operation);
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
                item.extend(signer_parameter(&model.metadata.signature_version));
                all.insert(key, Value::Object(item));
            }
        }
    }
    Ok(all)
}

/// Where the operation of that name stands: the key of its path, and its method.
pub(super) fn operation_key<'d>(document: &'d Value, name: &str) -> Option<(&'d str, &'d str)> {
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

/// All parameters of an operation, in the converter's order.
fn operation_parameters(model: &Model, name: &str, operation: &Operation) -> Vec<Value> {
    let input = operation
        .input
        .as_ref()
        .and_then(|input| model.shape(&input.shape));
    let members = input.into_iter().flat_map(|input| {
        let members = input.members.iter();
        members.filter_map(|(name, member)| member_parameter(model, input, name, member))
    });
    let mut parameters: Vec<Value> = members.collect();
    let invented = invented_pagination(model, name, operation);
    for parameter in invented {
        if parameters
            .iter()
            .all(|other| other["name"] != parameter["name"])
        {
            parameters.push(parameter);
        }
    }
    parameters.extend(fixed_query(operation));
    parameters
}

fn member_parameter(model: &Model, input: &Shape, name: &str, member: &Member) -> Option<Value> {
    let place = match member.location? {
        Location::Uri => "path",
        Location::Querystring => "query",
        Location::Header => "header",
        // The converter took these for members of the body.
        Location::Headers | Location::StatusCode => return None,
    };
    let schema = schemas::schema(model, &member.shape);
    let required = input.required.iter().any(|one| one == name);
    let one_value = model
        .shape(&member.shape)
        .is_some_and(|shape| shape.values.len() == 1);
    let mut member_parameter = json!({
        "name": member.location_name.as_deref().unwrap_or(name),
        "in": place,
        "required": required,
    });
    if !member.is_documented() || (place == "query" && required && one_value) {
        // What has no text has an empty one. So has what would be a constant of the request, and no
        // argument, without any.
        member_parameter["description"] = "".into();
    }
    member_parameter["schema"] = schema;
    Some(member_parameter)
}

/// A difference between the two sources that no projection can bridge, and what is done about it.
///
/// The converter read the paginators of aws-sdk-js, which lists every operation that goes on. The list
/// in botocore has only those of which it knows the results: none of this service's four at the time of
/// the base document. So an operation that botocore leaves out is still taken for a list if its input
/// has an optional token and its output a token of the same name: one of these, each with its limit.
const UNLISTED: [(&str, &str); 2] = [("nextToken", "maxResults"), ("NextToken", "MaxResults")];

/// The limit, then the token or tokens.
fn invented_pagination(model: &Model, name: &str, operation: &Operation) -> Vec<Value> {
    let limit = |name: &str| invented_parameter(name, "Pagination limit");
    let token = |name: &str| invented_parameter(name, "Pagination token");
    if let Some(listed) = model.paginators.get(name) {
        let tokens = listed.input_token.as_slice().iter().map(|name| token(name));
        return listed
            .limit_key
            .iter()
            .map(|name| limit(name))
            .chain(tokens)
            .collect();
    }
    let shape = |member: &Option<Member>| {
        let member = member.as_ref()?;
        model.shape(&member.shape)
    };
    let (Some(input), Some(output)) = (shape(&operation.input), shape(&operation.output)) else {
        return Vec::new();
    };
    let goes_on = |name: &str| {
        let required = input.required.iter().any(|one| one == name);
        !required && input.members.contains_key(name) && output.members.contains_key(name)
    };
    let found = UNLISTED.iter().find(|(token, _)| goes_on(token));
    found.map_or_else(Vec::new, |(name, limit_name)| {
        let limit = input
            .members
            .contains_key(*limit_name)
            .then(|| limit(limit_name));
        limit.into_iter().chain([token(name)]).collect()
    })
}

fn invented_parameter(name: &str, description: &str) -> Value {
    json!({"name": name, "in": "query", "schema": {"type": "string"}, "description": description, "required": false})
}

/// The headers of a signature, which every path lists although no caller gives them.
const SIGNER: [&str; 7] = [
    "X-Amz-Content-Sha256",
    "X-Amz-Date",
    "X-Amz-Algorithm",
    "X-Amz-Credential",
    "X-Amz-Security-Token",
    "X-Amz-Signature",
    "X-Amz-SignedHeaders",
];

/// The key of an operation's path: labels without `+`, a fixed query behind `#`, and behind it the
/// required members that travel in query and headers.
fn path_key(operation: &Operation, input: Option<&Shape>) -> String {
    let mut key = operation
        .http
        .request_uri
        .replace("+}", "}")
        .replacen('?', "#", 1);
    let required = input.into_iter().flat_map(|input| {
        let members = input.members.iter();
        members.filter(|(name, member)| {
            let travels = matches!(
                member.location,
                Some(Location::Querystring | Location::Header | Location::Headers)
            );
            travels && input.required.contains(name)
        })
    });
    let names: Vec<&str> = required
        .map(|(name, member)| member.location_name.as_deref().unwrap_or(name))
        .collect();
    if !names.is_empty() {
        key += if key.contains('#') { "&" } else { "#" };
        key += &names.join("&");
    }
    key
}

/// The fixed parameters of a query that stands in the path.
fn fixed_query(operation: &Operation) -> Vec<Value> {
    let query = operation
        .http
        .request_uri
        .split_once('?')
        .map_or("", |(_, query)| query);
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

/// What every path has beside its operations: the signer's parameters, if it signs with headers.
fn signer_parameter(signature_version: &str) -> Option<(String, Value)> {
    let signs = matches!(signature_version, "v4" | "s3v4");
    let references = SIGNER.map(|name| json!({"$ref": format!("#/components/parameters/{name}")}));
    signs.then(|| ("parameters".to_owned(), references.to_vec().into()))
}

/// Whether two keys mean one path, however their labels are called.
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
