//! The schemas of shapes.

use serde_json::{Map, Number, Value, json};

use super::super::super::json::reference;
use super::super::model::{Location, Member, Model, Shape, ShapeKind};

/// The schemas of a document: all shapes that inputs and outputs refer to, and an empty schema for each
/// other error.
///
/// The converter's source had neither members of errors nor shapes that only errors refer to.
pub(super) fn all(model: &Model) -> Map<String, Value> {
    let reachable = model.reachable_from_operations();
    let errors: Vec<&str> = model
        .operations
        .values()
        .flat_map(|one| &one.errors)
        .map(|error| error.shape.as_str())
        .collect();
    let mut schemas = Map::new();
    for name in model.shapes.keys() {
        if reachable.contains(name.as_str()) {
            schemas.insert(name.clone(), schema(model, name));
        } else if errors.contains(&name.as_str()) {
            schemas.insert(name.clone(), json!({}));
        }
    }
    schemas
}

/// The schema of one shape, its members as references.
pub(in crate::spec::refresh) fn schema(model: &Model, name: &str) -> Value {
    let Some(shape) = model.shape(name) else {
        return json!({});
    };
    let mut schema = Map::new();
    let mut put = |key: &str, value: Option<Value>| {
        if let Some(value) = value {
            schema.insert(key.to_owned(), value);
        }
    };
    put("type", Some(kind(shape.kind).into()));
    let required: Vec<Value> = required(shape).map(Value::from).collect();
    put("required", (!required.is_empty()).then(|| required.into()));
    put("title", model.is_input(name).then(|| name.into()));
    put("deprecated", shape.deprecated.then(|| true.into()));
    put("format", format(shape).map(Value::from));
    put("enum", (!shape.values.is_empty()).then(|| shape.values.clone().into()));
    put("pattern", shape.pattern.clone().map(Value::from));
    put("items", shape.member.as_ref().map(member));
    if let Some((least, most)) = limits(shape.kind) {
        put(least, shape.min.as_ref().map(limit));
        put(most, shape.max.as_ref().map(limit));
    }
    put("additionalProperties", shape.value.as_ref().map(|value| reference(&value.shape)));
    if shape.kind == ShapeKind::Structure {
        let members = shape.members.iter().filter(|(_, member)| is_property(member));
        let properties = members.map(|(name, one)| (name.clone(), named(name, one)));
        put("properties", Some(Value::Object(properties.collect())));
    }
    Value::Object(schema)
}

/// The request body: the input's members by their names in JSON, each inlined one level deep. `None` if
/// no member is bound to the body.
pub(super) fn inlined(model: &Model, input: &str) -> Option<Value> {
    let shape = model.shape(input)?;
    let in_body = |member: &Member| {
        matches!(member.location, None | Some(Location::Headers | Location::StatusCode))
    };
    let members: Vec<_> = shape.members.iter().filter(|(_, member)| in_body(member)).collect();
    let wire_name = |name: &str, member: &Member| {
        member.location_name.clone().unwrap_or_else(|| name.to_owned())
    };
    let is_required = |name: &String| shape.required.contains(name);
    let required = members
        .iter()
        .filter(|(name, _)| is_required(name))
        .map(|(name, member)| wire_name(name, member));
    let required: Vec<String> = required.collect();
    let properties = members
        .iter()
        .map(|(name, member)| (wire_name(name, member), inlined_member(model, member)));
    let properties: Map<String, Value> = properties.collect();
    if properties.is_empty() {
        return None;
    }
    let mut body = json!({"type": "object"});
    if !required.is_empty() {
        body["required"] = required.into();
    }
    body["properties"] = Value::Object(properties);
    Some(body)
}

/// A member of a body: its schema without `required`, which the converter drops, and with an empty
/// description if it has none.
fn inlined_member(model: &Model, member: &Member) -> Value {
    let mut value = schema(model, &member.shape);
    let shape_is_documented = model.shape(&member.shape).is_some_and(Shape::is_documented);
    if let Some(value) = value.as_object_mut() {
        value.shift_remove("required");
        if !member.is_documented() && !shape_is_documented {
            value.insert("description".to_owned(), "".into());
        }
    }
    value
}

/// Whether the schema of a structure contains a member.
fn is_property(member: &Member) -> bool {
    !matches!(member.location, Some(Location::Uri | Location::Querystring | Location::Header))
}

fn required(shape: &Shape) -> impl Iterator<Item = &str> {
    let is_property = |name: &&String| shape.members.get(*name).is_none_or(is_property);
    shape.required.iter().filter(is_property).map(String::as_str)
}

/// A member of a structure, with its name in JSON if it differs.
fn named(name: &str, one: &Member) -> Value {
    let renamed = one.location_name.as_deref().filter(|wire_name| *wire_name != name);
    annotated(one, renamed)
}

/// The item of a list.
fn member(one: &Member) -> Value {
    annotated(one, one.location_name.as_deref())
}

/// A reference, in an `allOf` if it has annotations.
fn annotated(member: &Member, renamed: Option<&str>) -> Value {
    let reference = reference(&member.shape);
    let mut more = Map::new();
    if member.deprecated {
        more.insert("deprecated".to_owned(), true.into());
    }
    if let Some(name) = renamed {
        more.insert("xml".to_owned(), json!({"name": name}));
    }
    match (more.is_empty(), member.is_annotated()) {
        (true, false) => reference,
        (true, true) => json!({"allOf": [reference]}),
        (false, _) => json!({"allOf": [reference, more]}),
    }
}

fn kind(kind: ShapeKind) -> &'static str {
    match kind {
        ShapeKind::Structure | ShapeKind::Map => "object",
        ShapeKind::List => "array",
        ShapeKind::String | ShapeKind::Blob | ShapeKind::Timestamp => "string",
        ShapeKind::Boolean => "boolean",
        ShapeKind::Integer | ShapeKind::Long => "integer",
        ShapeKind::Float | ShapeKind::Double => "number",
    }
}

fn format(shape: &Shape) -> Option<&'static str> {
    match shape.kind {
        ShapeKind::String | ShapeKind::Blob if shape.sensitive => Some("password"),
        ShapeKind::Timestamp => Some("date-time"),
        ShapeKind::Float => Some("float"),
        ShapeKind::Double => Some("double"),
        _ => None,
    }
}

/// A limit. The converter is written in JavaScript, which writes `1.0` as `1`.
fn limit(number: &Number) -> Value {
    let whole = number.as_f64().filter(|float| float.fract() == 0.0 && float.abs() < 1e15);
    match whole {
        Some(float) if number.is_f64() => (float as i64).into(),
        _ => number.clone().into(),
    }
}

/// The keywords of the two limits of a type.
fn limits(kind: ShapeKind) -> Option<(&'static str, &'static str)> {
    match kind {
        ShapeKind::String | ShapeKind::Blob => Some(("minLength", "maxLength")),
        ShapeKind::List => Some(("minItems", "maxItems")),
        ShapeKind::Map => Some(("minProperties", "maxProperties")),
        ShapeKind::Integer | ShapeKind::Long | ShapeKind::Float | ShapeKind::Double => {
            Some(("minimum", "maximum"))
        }
        ShapeKind::Structure | ShapeKind::Boolean | ShapeKind::Timestamp => None,
    }
}
