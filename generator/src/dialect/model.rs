//! From the JSON value to openapiv3, with exact pointers to what it refuses.
//!
//! openapiv3 reports a problem at the outermost `anyOf`-like place, and tries each failing part twice
//! on every level. So each part is read alone first, with stand-ins for the parts inside it; what is
//! refused is reported and taken out, and the rest goes on, so that all problems show in one run.

use openapiv3::{
    Components, Header, Info, MediaType, OpenAPI, Operation, Parameter, PathItem, RequestBody,
    Response, Schema, SecurityScheme,
};
use serde::Deserialize as _;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value, json};
use serde_path_to_error::Segment;

use crate::document::Pointer;

use super::anatomy::{self, Kind};
use super::report::Report;
use super::schemas;
use super::wire_names;

/// The document as openapiv3 reads it. `None` if it cannot be read at all.
pub(super) fn read(document: &Value, report: &mut Report<'_>) -> Option<OpenAPI> {
    let mut prepared = document.clone();
    prepare(&mut prepared);
    // Nearly every document is as it should be; only one that is not is looked at part by part, which
    // finds every place. What openapiv3 lets pass there, the checks before have reported.
    if !report.has_errors()
        && let Ok(model) = OpenAPI::deserialize(&prepared)
    {
        return Some(model);
    }
    let mut refused = Vec::new();
    anatomy::walk(&prepared, &mut |pointer, kind, value| {
        if anatomy::reference(value).is_some() {
            return;
        }
        let alone = anatomy::shallow(kind, value, &stand_in);
        if let Err(error) = read_part(kind, alone) {
            // A schema of an unknown form has been reported more exactly.
            if kind != Kind::Schema || !report.has_error_within(pointer) {
                error.report(document, pointer, report);
            }
            refused.push(pointer.clone());
        }
    });
    for pointer in &refused {
        if !take_out(&mut prepared, pointer) {
            return None;
        }
    }
    match read_as::<OpenAPI>(prepared) {
        Ok(model) => Some(model),
        Err(error) => {
            error.report(document, &Pointer::root(), report);
            None
        }
    }
}

/// Moves what openapiv3 would lose to where it keeps it.
fn prepare(document: &mut Value) {
    anatomy::walk_mut(document, Kind::Root, &mut |kind, value| {
        let Some(schema) = value.as_object_mut().filter(|_| kind == Kind::Schema) else {
            return;
        };
        wire_names::keep(schema);
        keep_free_object(schema);
        drop_empty_bounds(schema);
        keep_beside_reference(schema);
    });
}

/// `type: object` alone is any object, `properties: {}` is a structure without members; openapiv3
/// does not tell the two apart.
fn keep_free_object(schema: &mut Map<String, Value>) {
    let object = schema.get("type").is_some_and(|name| name == "object");
    if object && !schema.contains_key("properties") && !schema.contains_key("additionalProperties")
    {
        schema.insert("additionalProperties".to_owned(), Value::Bool(true));
    }
}

/// With a bound outside of 64 bits openapiv3 does not see an integer any more.
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

/// What stands beside a `$ref` would be ignored; an overlay that describes a member puts it there.
fn keep_beside_reference(schema: &mut Map<String, Value>) {
    if schema.len() > 1 && schema.get("$ref").is_some_and(Value::is_string) {
        let reference = schema.shift_remove("$ref");
        let beside = std::mem::take(schema);
        schema.insert("allOf".to_owned(), json!([{"$ref": reference}, beside]));
    }
}

fn stand_in(kind: Kind) -> Value {
    match kind {
        Kind::Operation => json!({"responses": {}}),
        Kind::MediaType | Kind::Components | Kind::Root => json!({}),
        Kind::Info => json!({"title": "", "version": ""}),
        Kind::PathItem
        | Kind::Parameter
        | Kind::RequestBody
        | Kind::Response
        | Kind::Header
        | Kind::Schema
        | Kind::SecurityScheme => json!({"$ref": "#"}),
    }
}

/// Removes the operation, path or component that holds the pointer; `false` if none does.
fn take_out(document: &mut Value, pointer: &Pointer) -> bool {
    let tokens: Vec<_> = pointer.tokens().collect();
    let holder = match tokens
        .iter()
        .map(String::as_str)
        .collect::<Vec<_>>()
        .as_slice()
    {
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
    // Another pointer inside the same holder may have taken it out already.
    if let Some(map) = parent.and_then(Value::as_object_mut) {
        map.shift_remove(key);
    }
    true
}

fn read_part(kind: Kind, value: Value) -> Result<(), Refusal> {
    match kind {
        Kind::Root => read_as::<OpenAPI>(value).map(drop),
        Kind::Info => read_as::<Info>(value).map(drop),
        Kind::Components => read_as::<Components>(value).map(drop),
        Kind::PathItem => read_as::<PathItem>(value).map(drop),
        Kind::Operation => read_as::<Operation>(value).map(drop),
        Kind::Parameter => read_as::<Parameter>(value).map(drop),
        Kind::RequestBody => read_as::<RequestBody>(value).map(drop),
        Kind::Response => read_as::<Response>(value).map(drop),
        Kind::MediaType => read_as::<MediaType>(value).map(drop),
        Kind::Header => read_as::<Header>(value).map(drop),
        Kind::Schema => read_as::<Schema>(value).map(drop),
        Kind::SecurityScheme => read_as::<SecurityScheme>(value).map(drop),
    }
}

fn read_as<T: DeserializeOwned>(value: Value) -> Result<T, Refusal> {
    serde_path_to_error::deserialize(value).map_err(|error| Refusal {
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

/// Why openapiv3 does not read a part.
struct Refusal {
    path: Vec<String>,
    message: String,
}

impl Refusal {
    fn report(&self, document: &Value, part: &Pointer, report: &mut Report<'_>) {
        let exact = self
            .path
            .iter()
            .fold(part.clone(), |pointer, token| pointer.child(token));
        // What was moved for openapiv3, and what is missing, stand nowhere: the place around is meant.
        let mut around = std::iter::successors(Some(exact), Pointer::parent);
        let place = around.find(|pointer| pointer.resolve(document).is_some());
        let pointer = &place.unwrap_or_default();
        let draft = report.error("invalid-openapi", pointer);
        if let Some(field) = self.message.strip_prefix("missing field ") {
            draft
                .found(format!("no {field}"))
                .expected(format!("{field}, which OpenAPI 3.0 requires here"))
                .remedy(format!("add {field}"));
            return;
        }
        let (found, expected) = match self.message.rsplit_once(", expected ") {
            Some((found, expected)) => (found, expected.replace("struct ", "an object for ")),
            None => (
                self.message.as_str(),
                "what OpenAPI 3.0 allows here".to_owned(),
            ),
        };
        draft
            .found(found)
            .expected(expected)
            .remedy("correct the value, or remove it");
    }
}
