//! The hints: each a name or a shape, and what it was in the documents whose service models are known.

use std::collections::HashSet;

use serde_json::{Map, Value, json};

use super::Suggestion;
use super::parts::{Parts, properties, reference};

/// Everything that the document hints at and does not say.
pub(super) fn all(parts: &Parts<'_>) -> Vec<Suggestion> {
    let mut found = Vec::new();
    for (name, schema) in &parts.schemas {
        if parts.is_message(name) {
            found.extend(of_message(parts, name, schema));
        } else {
            found.extend(of_schema(name, schema));
        }
    }
    for (path, method, operation) in &parts.operations {
        found.extend(of_path(path, method, operation));
    }
    let mut places = HashSet::new();
    found.retain(|each| places.insert((each.target.clone(), each.update.to_string())));
    found
}

/// What a shape is by its name or its text.
fn of_schema(name: &str, schema: &Map<String, Value>) -> Option<Suggestion> {
    let suggest = |why: &str, mark: &str| {
        let is_said = schema.contains_key(mark);
        (!is_said).then(|| Suggestion {
            why: format!("`{name}` {why}"),
            target: schema_path(name),
            update: json!({mark: true}),
        })
    };
    let named = |words: &[&str]| words.iter().any(|word| name.contains(word));
    let kind = schema.get("type").and_then(Value::as_str)?;
    let text = schema
        .get("description")
        .and_then(Value::as_str)
        .unwrap_or_default();
    match kind {
        "string" if is_plain(schema) && named(&["Blob", "Binary", "Bytes"]) => {
            suggest("sounds like bytes, which are base64 in JSON.", "x-blob")
        }
        "object"
            if schema
                .get("properties")
                .is_some_and(|all| all == &json!({}))
                && named(&["Document"]) =>
        {
            suggest("has no members and sounds like any JSON.", "x-document")
        }
        "object"
            if properties(schema).len() > 1
                && !schema.contains_key("required")
                && says_one_of(text) =>
        {
            suggest("says that one of its members is set.", "x-union")
        }
        "array" | "object" if named(&["Secret", "Sensitive", "Password"]) => {
            suggest("sounds like what must not be shown.", "x-sensitive")
        }
        _ => None,
    }
}

/// What members of an input or output are.
fn of_message(parts: &Parts<'_>, name: &str, schema: &Map<String, Value>) -> Vec<Suggestion> {
    let suggest = |member: &str, why: &str, update: Value| Suggestion {
        why: format!("`{member}` of `{name}` {why}"),
        target: member_path(name, member),
        update,
    };
    let mut found = Vec::new();
    let members = properties(schema);
    let (mut statuses, mut in_body): (Vec<_>, Vec<_>) = members
        .into_iter()
        .partition(|(member, value)| parts.is_output(name) && is_status(parts, member, value));
    if !is_beside_a_payload(parts, &in_body) {
        // A number called so among other keys of a body is rather a state, or what somebody else answered.
        in_body.extend(statuses.extract_if(.., |(member, _)| *member == STATE));
    }
    if let [(member, value)] = in_body.as_slice()
        && value.get("x-payload").is_none()
        && let Some(why) = payload(parts, member, value)
    {
        found.push(suggest(member, why, json!({"x-payload": true})));
        found.extend(reference(value).and_then(|target| bytes(parts, target)));
    }
    let unsaid = |value: &Value, mark: &str| value.get(mark).is_none();
    for (member, value) in statuses {
        if unsaid(value, "x-status-code") {
            let why = "is a number called like the HTTP status.";
            found.push(suggest(member, why, json!({"x-status-code": true})));
        }
    }
    for (member, value) in in_body {
        let is_token = TOKENS
            .iter()
            .any(|token| token.eq_ignore_ascii_case(member));
        if is_token && !parts.is_output(name) && unsaid(value, "x-idempotency-token") {
            let why = "is called like an idempotency token.";
            found.push(suggest(member, why, json!({"x-idempotency-token": true})));
        }
    }
    found
}

/// Names of idempotency tokens that are not surely ones: `crate::aws` marks the others.
const TOKENS: &[&str] = &["creationToken", "creatorRequestId", "requestToken"];

/// What a state is called more often than an HTTP status.
const STATE: &str = "status";

/// Whether what is left of an output without its status is one member that may be the whole body.
fn is_beside_a_payload(parts: &Parts<'_>, others: &[(&str, &Value)]) -> bool {
    match others {
        [(member, value)] => payload(parts, member, value).is_some(),
        _ => false,
    }
}

fn is_status(parts: &Parts<'_>, member: &str, value: &Value) -> bool {
    let is_named = ["status", "statusCode", "httpStatusCode"]
        .iter()
        .any(|name| name.eq_ignore_ascii_case(member));
    let schema = resolved(parts, value);
    is_named && schema.is_some_and(|schema| schema.get("type") == Some(&json!("integer")))
}

/// That the string which is a whole body is one of bytes.
fn bytes(parts: &Parts<'_>, target: &str) -> Option<Suggestion> {
    let schema = parts.schema(target).filter(|schema| is_plain(schema))?;
    (!schema.contains_key("x-blob")).then(|| Suggestion {
        why: format!("`{target}` is such a body: bytes, unless it is a string."),
        target: schema_path(target),
        update: json!({"x-blob": true}),
    })
}

/// Why the only member of a message may be its whole body.
fn payload(parts: &Parts<'_>, member: &str, value: &Value) -> Option<&'static str> {
    let name = member.to_ascii_lowercase();
    let target = resolved(parts, value)?;
    let is_text = is_plain(target);
    if is_text
        && ["body", "payload", "content", "data", "blob", "document"].contains(&name.as_str())
    {
        return Some("is a plain string and all that the body has.");
    }
    let is_structure = target.contains_key("properties");
    (is_structure && (name.ends_with("payload") || name.ends_with("body")))
        .then_some("is a structure, all that the body has, and called like one.")
}

/// Labels that hold a path.
fn of_path(path: &str, method: &str, operation: &Map<String, Value>) -> Option<Suggestion> {
    let before = path.split('#').next()?;
    let label = before.strip_suffix('}')?.rsplit('{').next()?;
    let names = ["key", "path", "filepath", "objectkey", "proxy"];
    let listed = operation.get("parameters").and_then(Value::as_array)?;
    let parameter = listed
        .iter()
        .find(|parameter| parameter.get("name") == Some(&json!(label)))?;
    let is_hint = names.contains(&label.to_ascii_lowercase().as_str());
    (is_hint && parameter.get("x-greedy").is_none()).then(|| Suggestion {
        why: format!("`{label}` ends the path and is called like a path itself."),
        target: format!(
            "$.paths[{}].{method}.parameters[?@.name == {}]",
            quoted(path),
            quoted(label)
        ),
        update: json!({"x-greedy": true}),
    })
}

/// Whether a schema is a string about which nothing is said.
fn is_plain(schema: &Map<String, Value>) -> bool {
    let is = |key: &str, text: &str| schema.get(key).is_some_and(|value| value == text);
    let is_limited = ["enum", "pattern", "maxLength"]
        .iter()
        .any(|key| schema.contains_key(*key));
    let has_format = schema.contains_key("format") && !is("format", "password");
    is("type", "string") && !is_limited && !has_format
}

fn says_one_of(text: &str) -> bool {
    let text = text.to_ascii_lowercase();
    [
        "only one of the",
        "exactly one of",
        "one and only one",
        "is a union",
        "can be only one",
    ]
    .iter()
    .any(|phrase| text.contains(phrase))
}

fn resolved<'v>(parts: &Parts<'v>, value: &'v Value) -> Option<&'v Map<String, Value>> {
    match reference(value) {
        Some(name) => parts.schema(name),
        None => value.as_object(),
    }
}

fn schema_path(name: &str) -> String {
    format!("$.components.schemas[{}]", quoted(name))
}

fn member_path(schema: &str, member: &str) -> String {
    format!("{}.properties[{}]", schema_path(schema), quoted(member))
}

/// A name as JSONPath quotes it.
fn quoted(name: &str) -> String {
    format!("'{}'", name.replace('\\', "\\\\").replace('\'', "\\'"))
}
