//! From the JSON value to openapiv3, with exact pointers to what it rejects.
//!
//! openapiv3 reports a problem at the outermost `anyOf`-like part, and reads each failing part twice
//! on every level. So each part is read alone first, with stand-ins for the parts inside it; rejected parts
//! are reported and removed, and the rest is read, so that one run reports all problems.

use openapiv3::{
    Components, Encoding, Header, Info, MediaType, OpenAPI, Operation, Parameter, PathItem,
    RequestBody, Response, Schema, SecurityScheme,
};
use serde::de::DeserializeOwned;
use serde_json::{Map, Value, json};
use serde_path_to_error::Segment;

use super::keywords::{NodeKind, Use};
use super::report::Report;
use super::{schemas, walk};
use crate::pointer::Pointer;

/// The document as openapiv3 reads it. `None` if it cannot be read at all.
pub(super) fn read(document: &Value, report: &mut Report<'_>) -> Option<OpenAPI> {
    // Only a document that openapiv3 rejects is read part by part, which finds every error. What openapiv3
    // accepts although it is wrong, the checks before have reported.
    if !report.has_errors()
        && let Some(model) = read_accepted(document)
    {
        return Some(model);
    }
    let mut prepared = document.clone();
    prepare(NodeKind::Root, &mut prepared);
    let mut rejected = Vec::new();
    walk::walk(&prepared, &mut |pointer, kind, value| {
        if walk::reference(value).is_some() {
            return;
        }
        let alone = walk::shallow(kind, value, &stand_in);
        if let Err(error) = read_part(kind, alone) {
            // A schema or parameter of an unknown form has been reported more exactly.
            let is_checked = matches!(kind, NodeKind::Schema | NodeKind::Parameter);
            if !is_checked || !report.has_error_within(pointer) {
                error.report(pointer, report);
            }
            rejected.push(pointer.clone());
        }
    });
    for pointer in &rejected {
        if !remove_holder(&mut prepared, pointer) {
            return None;
        }
    }
    match read_as::<OpenAPI>(prepared) {
        Ok(model) => Some(model),
        Err(error) => {
            error.report(&Pointer::root(), report);
            None
        }
    }
}

/// The document, with a copy of one path or schema at a time: copies of all would need the memory of the document twice,
/// as openapiv3 makes another one of each object that may have extensions. `None` if openapiv3 rejects it.
fn read_accepted(document: &Value) -> Option<OpenAPI> {
    let shell = walk::shallow(NodeKind::Root, document, &stand_in);
    let mut model: OpenAPI = prepared(NodeKind::Root, shell)?;
    model.info = prepared(NodeKind::Info, document.get("info")?.clone())?;
    let paths = document.get("paths")?.as_object()?;
    for (path, item) in &mut model.paths.paths {
        *item = prepared(NodeKind::PathItem, paths.get(path)?.clone())?;
    }
    if let Some(parts) = document.get("components") {
        let others = parts.as_object()?.iter().filter(|(key, _)| *key != "schemas");
        let others = others.map(|(key, value)| (key.clone(), value.clone())).collect();
        let mut components: Components = prepared(NodeKind::Components, others)?;
        let schemas = parts.get("schemas").and_then(Value::as_object);
        for (name, value) in schemas.into_iter().flatten() {
            let schema = prepared(NodeKind::Schema, value.clone())?;
            components.schemas.insert(name.clone(), schema);
        }
        model.components = Some(components);
    }
    Some(model)
}

/// Removes what is only read of the model: both have hundreds of megabytes of a large document. Read of the value are
/// examples, whose positions matter, what openapiv3 does not tell apart, servers, and extensions of operations.
pub(super) fn drop_read(document: &mut Value) {
    const KEPT: [&str; 5] = ["example", "examples", "explode", "format", "servers"];
    walk::walk_mut(document, &mut |kind, value| {
        let Value::Object(part) = value else {
            return;
        };
        part.retain(|key, value| match kind {
            NodeKind::Root | NodeKind::PathItem => true,
            NodeKind::Operation if key.starts_with("x-") => true,
            _ if KEPT.contains(&key.as_str()) => true,
            _ => walk::holds_parts(kind, key) && !drop_empty(value),
        });
        *part = std::mem::take(part).into_iter().collect();
    });
}

/// Removes what nothing is left of in the parts at a keyword; `true` if nothing is left of them all.
fn drop_empty(parts: &mut Value) -> bool {
    match parts {
        Value::Object(members) => {
            members.retain(|_, member| member.as_object().is_none_or(|member| !member.is_empty()));
            members.is_empty()
        }
        // Those of a list keep their positions.
        Value::Array(items) => items.iter().all(|item| item.as_object().is_some_and(Map::is_empty)),
        _ => true,
    }
}

/// A part of the document as openapiv3 reads it; `None` if it rejects it.
fn prepared<T: DeserializeOwned>(kind: NodeKind, mut value: Value) -> Option<T> {
    prepare(kind, &mut value);
    T::deserialize(value).ok()
}

/// Rewrites what openapiv3 would lose in a part, and removes what it would reject although nothing is read of it.
fn prepare(kind: NodeKind, part: &mut Value) {
    walk::walk_mut_in(kind, part, &mut |kind, value| {
        let Some(part) = value.as_object_mut() else {
            return;
        };
        if part.keys().any(|key| is_unread(kind, key)) {
            part.retain(|key, _| !is_unread(kind, key));
        }
        match kind {
            NodeKind::Schema => {
                keep_alternatives(part);
                keep_free_object(part);
                drop_empty_bounds(part);
                keep_siblings(part);
            }
            NodeKind::SecurityScheme => state_flows(part),
            _ => {}
        }
    });
}

/// Whether openapiv3 would reject a value of a keyword of which nothing is read, or which is only read from the JSON
/// value.
fn is_unread(kind: NodeKind, key: &str) -> bool {
    match (kind, key) {
        (NodeKind::Root, "externalDocs") | (NodeKind::Info, "license") => true,
        (
            NodeKind::Root
            | NodeKind::Info
            | NodeKind::Operation
            | NodeKind::Response
            | NodeKind::Components
            | NodeKind::SecurityScheme,
            _,
        ) if !key.starts_with("x-") => {
            let row = kind.keyword(key);
            row.is_some_and(|(_, how, _)| matches!(how, Use::Ignored(_) | Use::Spare(_)))
        }
        _ => false,
    }
}

/// openapiv3 requires how a token is obtained.
fn state_flows(scheme: &mut Map<String, Value>) {
    match scheme.get("type").and_then(Value::as_str) {
        Some("oauth2") => drop(scheme.insert("flows".to_owned(), json!({}))),
        Some("openIdConnect") => drop(scheme.insert("openIdConnectUrl".to_owned(), json!(""))),
        _ => {}
    }
}

/// openapiv3 reads a schema of a type without its alternatives.
fn keep_alternatives(schema: &mut Map<String, Value>) {
    if schema.contains_key("oneOf") || schema.contains_key("anyOf") {
        // With the members that all alternatives have, and what tells them apart.
        const KEPT: [&str; 6] =
            ["oneOf", "anyOf", "discriminator", "properties", "required", "additionalProperties"];
        schema.retain(|key, _| KEPT.contains(&key.as_str()) || schemas::is_annotation(key));
    }
}

/// `type: object` alone is any object, `properties: {}` is a structure without members; openapiv3
/// does not distinguish them.
fn keep_free_object(schema: &mut Map<String, Value>) {
    let object = schema.get("type").is_some_and(|name| name == "object");
    if object && !schema.contains_key("properties") && !schema.contains_key("additionalProperties")
    {
        schema.insert("additionalProperties".to_owned(), Value::Bool(true));
    }
}

/// openapiv3 does not read a schema with a bound outside of 64 bits as an integer.
fn drop_empty_bounds(schema: &mut Map<String, Value>) {
    for keyword in ["minimum", "maximum"] {
        if let Some(Value::Number(bound)) = schema.get(keyword)
            && !bound.is_i64()
            && schema.get("type").is_some_and(|name| name == "integer")
            && schemas::limits_nothing(keyword, bound)
        {
            schema.shift_remove(keyword);
        }
    }
}

/// Siblings of a `$ref`, where an overlay puts annotations, would be ignored.
fn keep_siblings(schema: &mut Map<String, Value>) {
    if schema.len() > 1 && schema.get("$ref").is_some_and(Value::is_string) {
        let reference = schema.shift_remove("$ref");
        let siblings = std::mem::take(schema);
        schema.insert("allOf".to_owned(), json!([{"$ref": reference}, siblings]));
    }
}

fn stand_in(kind: NodeKind) -> Value {
    match kind {
        NodeKind::Operation => json!({"responses": {}}),
        NodeKind::MediaType | NodeKind::Encoding | NodeKind::Components | NodeKind::Root => {
            json!({})
        }
        NodeKind::Info => json!({"title": "", "version": ""}),
        _ => json!({"$ref": "#"}),
    }
}

/// Removes the operation, path or component that holds the pointer; `false` if none does.
fn remove_holder(document: &mut Value, pointer: &Pointer) -> bool {
    let tokens: Vec<_> = pointer.tokens().collect();
    let holder = match tokens.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        ["paths", _, "parameters", ..] | ["paths", _] => &tokens[..2],
        ["paths", _, _, ..] | ["components", _, _, ..] => &tokens[..3],
        _ => return false,
    };
    let Some((key, parents)) = holder.split_last() else {
        return false;
    };
    let mut parent = Some(document);
    for token in parents {
        parent = parent.and_then(|value| value.get_mut(token));
    }
    // Another pointer inside the same holder may have removed it already.
    if let Some(map) = parent.and_then(Value::as_object_mut) {
        map.shift_remove(key);
    }
    true
}

fn read_part(kind: NodeKind, value: Value) -> Result<(), Rejection> {
    match kind {
        NodeKind::Root => read_as::<OpenAPI>(value).map(drop),
        NodeKind::Info => read_as::<Info>(value).map(drop),
        NodeKind::Components => read_as::<Components>(value).map(drop),
        NodeKind::PathItem => read_as::<PathItem>(value).map(drop),
        NodeKind::Operation => read_as::<Operation>(value).map(drop),
        NodeKind::Parameter => read_as::<Parameter>(value).map(drop),
        NodeKind::RequestBody => read_as::<RequestBody>(value).map(drop),
        NodeKind::Response => read_as::<Response>(value).map(drop),
        NodeKind::MediaType => read_as::<MediaType>(value).map(drop),
        NodeKind::Encoding => read_as::<Encoding>(value).map(drop),
        NodeKind::Header => read_as::<Header>(value).map(drop),
        NodeKind::Schema => read_as::<Schema>(value).map(drop),
        NodeKind::SecurityScheme => read_as::<SecurityScheme>(value).map(drop),
        // The walk does not visit the others.
        _ => Ok(()),
    }
}

fn read_as<T: DeserializeOwned>(value: Value) -> Result<T, Rejection> {
    serde_path_to_error::deserialize(value).map_err(|error| Rejection {
        path: error
            .path()
            .iter()
            .filter_map(|segment| match segment {
                Segment::Seq { index } => Some(index.to_string()),
                Segment::Map { key } => Some(key.clone()),
                Segment::Enum { .. } | Segment::Unknown => None,
            })
            .collect(),
        message: error.inner().to_string(),
    })
}

/// Why openapiv3 rejects a part.
struct Rejection {
    path: Vec<String>,
    message: String,
}

impl Rejection {
    fn report(&self, part: &Pointer, report: &mut Report<'_>) {
        let exact = self.path.iter().fold(part.clone(), |pointer, token| pointer.child(token));
        let draft = report.error("invalid-openapi", &exact);
        if let Some(field) = self.message.strip_prefix("missing field ") {
            draft
                .found(format!("no {field}"))
                .expected(format!("{field}, which OpenAPI requires here"))
                .remedy(format!("add {field}"));
            return;
        }
        if self.message.contains("ParameterSchemaOrContent") {
            draft
                .found("a parameter without `schema`")
                .expected("the schema of its value")
                .remedy("add `schema`");
            return;
        }
        let (found, expected) = match self.message.rsplit_once(", expected ") {
            Some((found, expected)) => (found, expected.replace("struct ", "an object for ")),
            // A text about the types of the reader says nothing about the document.
            None if self.message.contains(" enum ") => {
                ("a value of another form", "what OpenAPI allows here".to_owned())
            }
            None => (self.message.as_str(), "what OpenAPI allows here".to_owned()),
        };
        let prefixes = ["unknown variant ", "invalid type: ", "invalid value: "];
        let found = prefixes.iter().find_map(|prefix| found.strip_prefix(prefix)).unwrap_or(found);
        draft.found(found).expected(expected).remedy("correct the value, or remove it");
    }
}
