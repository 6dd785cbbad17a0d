//! An overlay with the facts that a document has probably lost, guessed from names and shapes.
//!
//! The conversion of AWS's service models lost facts that nothing in a document states any more. A suggestion
//! is a guess, to be reviewed before the overlay is used. The hints are names and shapes, and what they were
//! in documents whose service models are known.
//!
//! Knows the JSON of a document and the extensions that overlays may set.

#[cfg(test)]
mod tests;

use std::collections::{BTreeSet, HashMap, HashSet};
use std::fmt::Write as _;

use serde_json::{Map, Value, json};

use crate::Input;
use crate::diagnostics::Diagnostics;
use crate::document;

/// A fact that the document may have lost.
#[derive(Debug, PartialEq)]
struct Suggestion {
    /// The reason.
    why: String,
    /// Where it belongs, as a JSONPath.
    target: String,
    /// What is to be set there.
    update: Value,
}

/// An overlay with every suggestion for the document, in YAML, with the reason for each action as a comment.
/// It has no actions if there are no suggestions, or if the document cannot be read.
pub fn suggest_overlay(input: &Input) -> String {
    let mut unread = Diagnostics::default();
    let document = document::load(&input.document, &input.overlays, &mut unread);
    let value = document.map_or(Value::Null, |document| document.value);
    let suggestions = suggestions(&Index::of(&value));
    print(&value, &suggestions)
}

/// The number of suggestions for a document.
pub(crate) fn count(document: &Value) -> usize {
    suggestions(&Index::of(document)).len()
}

fn print(document: &Value, suggestions: &[Suggestion]) -> String {
    let info = |key: &str, otherwise: &str| {
        let text = document.pointer(&format!("/info/{key}"));
        let text = text.and_then(Value::as_str).unwrap_or(otherwise);
        Value::from(text).to_string()
    };
    let mut text = format!(
        "# Facts that the document may have lost, derived from names and shapes. Review each action.\n\
         # Not derived: on `info` `x-timestamp-format` (times in bodies are epoch seconds without it) and\n\
         # the `x-headers` of each request; on operations `x-host-prefix`, `x-unsigned-payload` and\n\
         # an empty `security`; output members that are bound to headers, which the document does not have\n\
         # (`x-header`, `x-header-prefix`); on payloads `x-streaming` and `x-event-stream`; on headers\n\
         # that hold JSON `x-json-value`.\n\
         overlay: 1.0.0\ninfo:\n  title: {}\n  version: {}\n",
        info("title", "An overlay"),
        info("version", "1")
    );
    if suggestions.is_empty() {
        text.push_str("actions: []\n");
        return text;
    }
    text.push_str("actions:\n");
    for Suggestion { why, target, update } in suggestions {
        let target = Value::from(target.as_str());
        let _ = writeln!(text, "  # {why}\n  - target: {target}\n    update: {update}");
    }
    text
}

/// The suggestions for a document.
fn suggestions(index: &Index<'_>) -> Vec<Suggestion> {
    let mut found = Vec::new();
    for (name, schema) in &index.schemas {
        if index.is_message(name) {
            found.extend(of_message(index, name, schema));
        } else {
            found.extend(of_schema(name, schema));
        }
    }
    for (path, method, operation) in &index.operations {
        found.extend(of_path(path, method, operation));
    }
    let mut seen = HashSet::new();
    found.retain(|each| seen.insert((each.target.clone(), each.update.to_string())));
    found
}

/// The suggestion for a shape, by its name or its description.
fn of_schema(name: &str, schema: &Map<String, Value>) -> Option<Suggestion> {
    let suggest = |why: &str, mark: &str| {
        let is_stated = schema.contains_key(mark);
        (!is_stated).then(|| Suggestion {
            why: format!("`{name}` {why}"),
            target: schema_path(name),
            update: json!({mark: true}),
        })
    };
    let named = |words: &[&str]| words.iter().any(|word| name.contains(word));
    let kind = schema.get("type").and_then(Value::as_str)?;
    let description = schema.get("description").and_then(Value::as_str).unwrap_or_default();
    match kind {
        "string" if is_plain(schema) && named(&["Blob", "Binary", "Bytes"]) => {
            suggest("is probably bytes by its name, which are base64 in JSON.", "x-blob")
        }
        "object"
            if schema.get("properties").is_some_and(|all| all == &json!({}))
                && named(&["Document"]) =>
        {
            suggest("has no members and is probably any JSON by its name.", "x-document")
        }
        "object"
            if properties(schema).len() > 1
                && !schema.contains_key("required")
                && describes_union(description) =>
        {
            suggest("is described as having one of its members set.", "x-union")
        }
        "array" | "object" if named(&["Secret", "Sensitive", "Password"]) => {
            suggest("is probably a secret by its name.", "x-sensitive")
        }
        _ => None,
    }
}

/// The suggestions for members of an input or output.
fn of_message(index: &Index<'_>, name: &str, schema: &Map<String, Value>) -> Vec<Suggestion> {
    let suggest = |member: &str, why: &str, update: Value| Suggestion {
        why: format!("`{member}` of `{name}` {why}"),
        target: member_path(name, member),
        update,
    };
    let mut found = Vec::new();
    let members = properties(schema);
    let (mut statuses, mut in_body): (Vec<_>, Vec<_>) = members
        .into_iter()
        .partition(|(member, value)| index.is_output(name) && is_status(index, member, value));
    if !has_payload_candidate(index, &in_body) {
        // A number of that name among other keys of a body is rather a state.
        in_body.extend(statuses.extract_if(.., |(member, _)| *member == STATE));
    }
    if let [(member, value)] = in_body.as_slice()
        && value.get("x-payload").is_none()
        && let Some(why) = payload(index, member, value)
    {
        found.push(suggest(member, why, json!({"x-payload": true})));
        found.extend(reference(value).and_then(|target| bytes(index, target)));
    }
    let is_open = |value: &Value, mark: &str| value.get(mark).is_none();
    for (member, value) in statuses {
        if is_open(value, "x-status-code") {
            let why = "is a number with the name of the HTTP status.";
            found.push(suggest(member, why, json!({"x-status-code": true})));
        }
    }
    for (member, value) in in_body {
        let is_token = TOKENS.iter().any(|token| token.eq_ignore_ascii_case(member));
        if is_token && !index.is_output(name) && is_open(value, "x-idempotency-token") {
            let why = "has the name of an idempotency token.";
            found.push(suggest(member, why, json!({"x-idempotency-token": true})));
        }
    }
    found
}

/// Names that some idempotency tokens have. `crate::aws` marks those of certain names.
const TOKENS: &[&str] = &["creationToken", "creatorRequestId", "requestToken"];

/// A name that is more often that of a state than of an HTTP status.
const STATE: &str = "status";

/// Whether what is left of an output without its status is one member that may be the whole body.
fn has_payload_candidate(index: &Index<'_>, others: &[(&str, &Value)]) -> bool {
    match others {
        [(member, value)] => payload(index, member, value).is_some(),
        _ => false,
    }
}

fn is_status(index: &Index<'_>, member: &str, value: &Value) -> bool {
    let is_named = ["status", "statusCode", "httpStatusCode"]
        .iter()
        .any(|name| name.eq_ignore_ascii_case(member));
    let schema = resolved(index, value);
    is_named && schema.is_some_and(|schema| schema.get("type") == Some(&json!("integer")))
}

/// A string that is the whole body is probably bytes.
fn bytes(index: &Index<'_>, target: &str) -> Option<Suggestion> {
    let schema = index.schema(target).filter(|schema| is_plain(schema))?;
    (!schema.contains_key("x-blob")).then(|| Suggestion {
        why: format!("`{target}` is the whole body: bytes, unless it is plain text."),
        target: schema_path(target),
        update: json!({"x-blob": true}),
    })
}

/// Why the only member of a message may be its whole body.
fn payload(index: &Index<'_>, member: &str, value: &Value) -> Option<&'static str> {
    let name = member.to_ascii_lowercase();
    let target = resolved(index, value)?;
    let is_text = is_plain(target);
    if is_text
        && ["body", "payload", "content", "data", "blob", "document"].contains(&name.as_str())
    {
        return Some("is a string and the only member of the body.");
    }
    let is_structure = target.contains_key("properties");
    (is_structure && (name.ends_with("payload") || name.ends_with("body")))
        .then_some("is a structure, the only member of the body, and has the name of a payload.")
}

/// The suggestion for a label that holds a path.
fn of_path(path: &str, method: &str, operation: &Map<String, Value>) -> Option<Suggestion> {
    let before = path.split('#').next()?;
    let label = before.strip_suffix('}')?.rsplit('{').next()?;
    let names = ["key", "path", "filepath", "objectkey", "proxy"];
    let listed = operation.get("parameters").and_then(Value::as_array)?;
    let parameter = listed.iter().find(|parameter| parameter.get("name") == Some(&json!(label)))?;
    let is_hint = names.contains(&label.to_ascii_lowercase().as_str());
    (is_hint && parameter.get("x-greedy").is_none()).then(|| Suggestion {
        why: format!("`{label}` ends the path and has the name of a path."),
        target: format!(
            "$.paths[{}].{method}.parameters[?@.name == {}]",
            quoted(path),
            quoted(label)
        ),
        update: json!({"x-greedy": true}),
    })
}

/// Whether a schema is a string without limits.
fn is_plain(schema: &Map<String, Value>) -> bool {
    let is = |key: &str, expected: &str| schema.get(key).is_some_and(|value| value == expected);
    let is_limited = ["enum", "pattern", "maxLength"].iter().any(|key| schema.contains_key(*key));
    let has_format = schema.contains_key("format") && !is("format", "password");
    is("type", "string") && !is_limited && !has_format
}

fn describes_union(description: &str) -> bool {
    let description = description.to_ascii_lowercase();
    ["only one of the", "exactly one of", "one and only one", "is a union", "can be only one"]
        .iter()
        .any(|phrase| description.contains(phrase))
}

fn resolved<'v>(index: &Index<'v>, value: &'v Value) -> Option<&'v Map<String, Value>> {
    match reference(value) {
        Some(name) => index.schema(name),
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

/// The parts of a document by name: schemas, operations, and which schemas are outputs.
struct Index<'v> {
    /// The schemas with names, in the order of the document.
    schemas: Vec<(&'v str, &'v Map<String, Value>)>,
    /// Every operation: its path, its method, and itself.
    operations: Vec<(&'v str, &'v str, &'v Map<String, Value>)>,
    by_name: HashMap<&'v str, &'v Map<String, Value>>,
    outputs: BTreeSet<&'v str>,
}

impl<'v> Index<'v> {
    fn of(document: &'v Value) -> Self {
        let schemas: Vec<_> = objects(document.pointer("/components/schemas")).collect();
        let mut operations = Vec::new();
        for (path, item) in objects(document.get("paths")) {
            for (method, operation) in item {
                let operation = operation.as_object();
                let operation = operation.filter(|operation| operation.contains_key("operationId"));
                operations.extend(operation.map(|operation| (path, method.as_str(), operation)));
            }
        }
        let mut index = Self {
            by_name: schemas.iter().copied().collect(),
            schemas,
            operations,
            outputs: BTreeSet::new(),
        };
        for (_, _, operation) in &index.operations {
            for (status, response) in objects(operation.get("responses")) {
                let schema = response
                    .get("content")
                    .and_then(|content| content.pointer("/application~1json/schema"));
                if status.starts_with('2') {
                    index.outputs.extend(schema.and_then(reference));
                }
            }
        }
        index
    }

    /// Whether the schema is the input or the output of an operation.
    fn is_message(&self, schema: &str) -> bool {
        self.is_input(schema) || self.is_output(schema)
    }

    /// Whether the schema is the input of an operation: only those have a `title` equal to their name.
    fn is_input(&self, schema: &str) -> bool {
        let title = self.schema(schema).and_then(|schema| schema.get("title"));
        title.and_then(Value::as_str) == Some(schema)
    }

    /// Whether the schema is the output of an operation.
    fn is_output(&self, schema: &str) -> bool {
        self.outputs.contains(schema)
    }

    /// The schema with that name.
    fn schema(&self, name: &str) -> Option<&'v Map<String, Value>> {
        self.by_name.get(name).copied()
    }
}

/// The properties of a schema.
fn properties(schema: &Map<String, Value>) -> Vec<(&str, &Value)> {
    let properties = schema.get("properties").and_then(Value::as_object);
    let properties = properties.into_iter().flatten();
    properties.map(|(name, value)| (name.as_str(), value)).collect()
}

/// The name of the schema that a schema refers to, with or without annotations.
fn reference(schema: &Value) -> Option<&str> {
    let direct = schema.get("$ref");
    let target = direct.or_else(|| schema.pointer("/allOf/0/$ref"))?;
    target.as_str()?.strip_prefix("#/components/schemas/")
}

fn objects(value: Option<&Value>) -> impl Iterator<Item = (&str, &Map<String, Value>)> {
    let members = value.and_then(Value::as_object).into_iter().flatten();
    members.filter_map(|(name, value)| Some((name.as_str(), value.as_object()?)))
}
