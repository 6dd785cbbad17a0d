//! Schemas in words: their members, values, limits and marks.

use serde_json::{Map, Value};

use super::{Change, Kind, Words, pairs, shown};
use crate::report::count;

pub(super) fn compare(before: &Value, after: &Value, words: &mut Words) {
    let schemas = |document: &Value| {
        document
            .pointer("/components/schemas")
            .and_then(Value::as_object)
            .cloned()
            .unwrap_or_default()
    };
    for (name, before, after) in pairs(&schemas(before), &schemas(after)) {
        match (before, after) {
            (None, Some(after)) => words.say(name, Kind::Schema, Change::Added, size(after)),
            (Some(_), None) => words.say(name, Kind::Schema, Change::Removed, ""),
            (Some(before), Some(after)) => compare_one(name, before, after, words),
            (None, None) => {}
        }
    }
}

fn compare_one(name: &str, before: &Value, after: &Value, words: &mut Words) {
    let facts = |schema: &Value| {
        let parts = [
            "properties",
            "required",
            "enum",
            "description",
            "x-enumDescriptions",
        ];
        let facts = schema.as_object().into_iter().flatten();
        let facts = facts.filter(|(key, _)| !parts.contains(&key.as_str()));
        Value::Object(
            facts
                .map(|(key, value)| (key.clone(), value.clone()))
                .collect(),
        )
    };
    words.facts(
        name,
        Kind::Constraint,
        Some(&facts(before)),
        Some(&facts(after)),
    );
    members(name, before, after, words);
    let values = |schema: &Value| -> Map<String, Value> {
        let values = schema
            .get("enum")
            .and_then(Value::as_array)
            .into_iter()
            .flatten();
        values.map(|value| (shown(value), Value::Null)).collect()
    };
    for (value, before, after) in pairs(&values(before), &values(after)) {
        match (before, after) {
            (None, _) => words.say(name, Kind::Value, Change::Added, value),
            (_, None) => words.say(name, Kind::Value, Change::Removed, value),
            _ => {}
        }
    }
}

fn members(name: &str, before: &Value, after: &Value, words: &mut Words) {
    let members = |schema: &Value| {
        schema
            .get("properties")
            .and_then(Value::as_object)
            .cloned()
            .unwrap_or_default()
    };
    let required = |schema: &Value, member: &str| {
        let list = schema.get("required").and_then(Value::as_array);
        list.is_some_and(|list| list.iter().any(|one| one == member))
    };
    for (member, was, is) in pairs(&members(before), &members(after)) {
        let (was_required, is_required) = (required(before, member), required(after, member));
        let text = || {
            if is_required {
                format!("{member} (required)")
            } else {
                member.clone()
            }
        };
        match (was, is) {
            (None, _) => words.say(name, Kind::Member, Change::Added, text()),
            (_, None) => words.say(name, Kind::Member, Change::Removed, member),
            (Some(was), Some(is)) => {
                if was_required != is_required {
                    let now = if is_required {
                        "now required"
                    } else {
                        "no longer required"
                    };
                    words.say(
                        name,
                        Kind::Member,
                        Change::Changed,
                        format!("{member}: {now}"),
                    );
                }
                let mut inner = Words::default();
                let facts = |member: &Value| {
                    let mut member = member.clone();
                    member
                        .as_object_mut()
                        .and_then(|member| member.shift_remove("description"));
                    member
                };
                inner.facts(name, Kind::Member, Some(&facts(was)), Some(&facts(is)));
                for mut line in inner.lines {
                    line.text = format!("{member}: {}", line.text);
                    words.lines.push(line);
                }
            }
        }
    }
}

/// What there is to a schema: `3 members`, `2 values`, or its type.
fn size(schema: &Value) -> String {
    let members = schema
        .get("properties")
        .and_then(Value::as_object)
        .map(Map::len);
    let values = schema.get("enum").and_then(Value::as_array).map(Vec::len);
    match (members, values) {
        (Some(members), _) => count(members, "member"),
        (_, Some(values)) => count(values, "value"),
        _ => shown(&schema["type"]),
    }
}
