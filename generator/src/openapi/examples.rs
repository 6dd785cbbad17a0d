//! Examples of inputs and outputs, which the documentation shows.
//!
//! The example of an output is that of its media type, its only one or the first of several, or else that of its schema. The
//! example of an input has values by their JSON keys, and has the same positions; parameters have
//! their own. One that no input can have is reported.

use indexmap::IndexMap;
use openapiv3::{MediaType, ReferenceOr, Schema};
use serde_json::Value;

use super::bodies::BODY;
use super::components::Components;
use super::report::{Report, shown};
use super::structure::JSON;
use super::walk::MAX_CHAIN;
use crate::pointer::Pointer;
use crate::service::{Binding, Example, Member, Operation, Shape, ShapeId, ShapeKind, Type};

const EXAMPLE: &str = "example";

/// The example of an output, unless it is empty.
pub(super) fn of_output(
    components: &Components<'_>,
    schema: &Schema,
    media: &MediaType,
) -> Option<Value> {
    let first = || match media.examples.values().next()? {
        ReferenceOr::Item(example) => example.value.clone(),
        ReferenceOr::Reference { reference } => {
            components.value(&place_of_value(components, Pointer::parse(reference)?)?).cloned()
        }
    };
    let in_media = media.example.clone().or_else(first);
    let example = in_media.or_else(|| schema.schema_data.example.clone())?;
    let shows = example.as_object().is_some_and(|example| !example.is_empty());
    shows.then_some(example)
}

/// The example of an input, by the names of its members.
pub(super) fn of_input(
    components: &Components<'_>,
    operation: &Pointer,
    key: Option<&str>,
    input: Option<&Pointer>,
    members: &[Member],
) -> IndexMap<String, Example> {
    let content = operation.child("requestBody").child("content");
    let media = content.child(key.unwrap_or(JSON));
    let of_schema = input.map(|input| input.child(EXAMPLE));
    let of_schema = of_schema.into_iter().chain([media.child("schema").child(EXAMPLE)]);
    let body = shown_by(components, &media).or_else(|| first(components, of_schema));
    let mut examples = IndexMap::new();
    let mut add = |name: &str, pointer: Pointer, value: &Value| {
        let value = value.clone();
        examples.insert(name.to_owned(), Example { pointer, value });
    };
    for member in members.iter().filter(|member| is_parameter(member)) {
        let of_schema = [member.pointer.child("schema").child(EXAMPLE)];
        let found = shown_by(components, &member.pointer).or_else(|| first(components, of_schema));
        if let Some((pointer, value)) = found {
            add(&member.name, pointer, value);
        }
    }
    let mut payloads = members.iter();
    let payload = payloads.find(|member| {
        member.binding == Binding::Payload && member.name.ends_with(BODY) && key.is_some()
    });
    if let (Some((pointer, value)), Some(payload)) = (&body, payload) {
        add(&payload.name, pointer.clone(), value);
    } else if let Some((pointer, Value::Object(values))) = body {
        for (key, value) in values {
            let mut others = members.iter().filter(|member| !is_parameter(member));
            let member = others.find(|member| member.wire_name == *key);
            let name = member.map_or(key, |member| &member.name);
            add(name, pointer.child(key), value);
        }
    }
    examples
}

/// The first of the places that has a value.
fn first<'a>(
    components: &Components<'a>,
    places: impl IntoIterator<Item = Pointer>,
) -> Option<(Pointer, &'a Value)> {
    places.into_iter().find_map(|place| {
        let value = components.value(&place)?;
        Some((place, value))
    })
}

/// The example of a media type or a parameter: its only one, or the first of several.
fn shown_by<'a>(components: &Components<'a>, part: &Pointer) -> Option<(Pointer, &'a Value)> {
    let only = first(components, [part.child(EXAMPLE)]);
    only.or_else(|| {
        let several = part.child("examples");
        let name = components.value(&several)?.as_object()?.keys().next()?;
        first(components, [place_of_value(components, several.child(name))?])
    })
}

/// The place of the value of a named example, behind references.
fn place_of_value(components: &Components<'_>, mut place: Pointer) -> Option<Pointer> {
    for _ in 0..MAX_CHAIN {
        let Some(reference) = components.value(&place)?.get("$ref").and_then(Value::as_str) else {
            break;
        };
        place = Pointer::parse(reference)?;
    }
    Some(place.child("value"))
}

/// Whether a member is bound to a parameter.
fn is_parameter(member: &Member) -> bool {
    !matches!(member.binding, Binding::Body | Binding::Payload)
}

/// Reports every example that no input can have.
pub(super) fn check(
    operations: &[Operation],
    shapes: &IndexMap<ShapeId, Shape>,
    report: &mut Report<'_>,
) {
    for operation in operations {
        for (name, Example { pointer, value }) in &operation.example {
            match operation.input.iter().find(|member| member.name == *name) {
                Some(member) => check_value(shapes, &member.target, value, pointer, report),
                None => unknown(name, &operation.name, pointer, report),
            }
        }
    }
}

fn check_value(
    shapes: &IndexMap<ShapeId, Shape>,
    target: &Type,
    value: &Value,
    pointer: &Pointer,
    report: &mut Report<'_>,
) {
    match (target, value) {
        (Type::Nullable(_), Value::Null) => {}
        (Type::Nullable(inner), value) => check_value(shapes, inner, value, pointer, report),
        (Type::List(element), Value::Array(values)) => {
            for (at, value) in values.iter().enumerate() {
                check_value(shapes, element, value, &pointer.child(at), report);
            }
        }
        (Type::Map(inner), Value::Object(values)) => {
            for (key, value) in values {
                check_value(shapes, inner, value, &pointer.child(key), report);
            }
        }
        (Type::Named(id), value) => match (shapes.get(id).map(|shape| &shape.kind), value) {
            (Some(ShapeKind::Union(_)), Value::Object(values)) if values.len() != 1 => {
                misfit(value, "an object with one member", pointer, report);
            }
            (
                Some(ShapeKind::Structure(members) | ShapeKind::Union(members)),
                Value::Object(values),
            ) => {
                for (key, value) in values {
                    let pointer = pointer.child(key);
                    let is_rest = |member: &&Member| member.binding == Binding::OtherKeys;
                    match members.iter().find(|member| member.wire_name == *key) {
                        Some(member) => {
                            check_value(shapes, &member.target, value, &pointer, report);
                        }
                        None if members.iter().any(|member| is_rest(&member)) => {}
                        None => unknown(key, id, &pointer, report),
                    }
                }
            }
            (Some(ShapeKind::Enum(known)), Value::String(string)) => {
                if known.iter().all(|known| known.value != *string) {
                    misfit(value, &format!("a value of `{id}`"), pointer, report);
                }
            }
            (Some(ShapeKind::Structure(_) | ShapeKind::Union(_)), _) => {
                misfit(value, "an object", pointer, report);
            }
            (Some(ShapeKind::IntegerEnum(_)), Value::Number(number)) if number.is_i64() => {}
            (Some(ShapeKind::IntegerEnum(_)), _) => misfit(value, "an integer", pointer, report),
            // What is none of the alternatives is kept as it is.
            (Some(ShapeKind::OneOf(_)), _) => {}
            (Some(ShapeKind::Enum(_)), _) => misfit(value, "a string", pointer, report),
            // Its reference has been reported.
            (None, _) => {}
        },
        (Type::Json | Type::JsonString, _)
        | (
            Type::String
            | Type::Secret
            | Type::Blob
            | Type::Stream
            | Type::SizedStream
            | Type::Timestamp(_)
            | Type::Date,
            Value::String(_),
        )
        | (Type::Boolean, Value::Bool(_))
        | (Type::Float | Type::Double, Value::Number(_)) => {}
        (Type::Integer | Type::Integer32, Value::Number(number)) if number.is_i64() => {}
        (Type::Unsigned, Value::Number(number)) if number.is_u64() => {}
        (Type::List(_), _) => misfit(value, "a list", pointer, report),
        (Type::Map(_), _) => misfit(value, "an object", pointer, report),
        (Type::Boolean, _) => misfit(value, "`true` or `false`", pointer, report),
        (Type::Float | Type::Double, _) => misfit(value, "a number", pointer, report),
        (Type::Integer | Type::Integer32 | Type::Unsigned, _) => {
            misfit(value, "an integer", pointer, report)
        }
        _ => misfit(value, "a string", pointer, report),
    }
}

fn misfit(value: &Value, expected: &str, pointer: &Pointer, report: &mut Report<'_>) {
    report
        .warning("example-does-not-fit", pointer)
        .found(format!("{} in an example", shown(value)))
        .expected(expected)
        .remedy("correct the example; a derived value is shown instead");
}

fn unknown(name: &str, owner: &str, pointer: &Pointer, report: &mut Report<'_>) {
    report
        .warning("example-does-not-fit", pointer)
        .found(format!("a value for `{name}`"))
        .expected(format!("a value for a member of `{owner}`"))
        .remedy("correct the name, or remove the value; it is not shown");
}
