//! A change of the service in words: which operations, schemas, members, values and limits there are
//! now that there were not, and the other way round.
//!
//! Compares two documents as their readers see them. The inlined copies of inputs say nothing that the
//! titled schemas do not, and neither do the numbers of errors.

use std::collections::BTreeMap;
use std::fmt::{self, Write};

use serde_json::{Map, Value};

use super::super::facts::METHODS;
use crate::report::{BAD, GOOD, NOTE, count};

/// Everything in which one document differs from another.
#[derive(Debug, Default)]
pub(super) struct Words {
    lines: Vec<Line>,
}

/// One statement.
#[derive(Debug, PartialEq, Eq)]
struct Line {
    /// What it is about: `GetStage`.
    subject: String,
    kind: Kind,
    change: Change,
    text: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Kind {
    Operation,
    Error,
    Parameter,
    Schema,
    Member,
    Value,
    Constraint,
    Mark,
    Fact,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Change {
    Added,
    Changed,
    Removed,
}

impl Words {
    /// What `after` says and `before` does not, and what it no longer says.
    pub(super) fn between(before: &Value, after: &Value) -> Self {
        let mut words = Self::default();
        words.facts(
            "the service",
            Kind::Fact,
            before.get("info"),
            after.get("info"),
        );
        compare_operations(before, after, &mut words);
        compare_schemas(before, after, &mut words);
        words
    }

    /// Whether there is nothing to say.
    pub(super) fn is_empty(&self) -> bool {
        self.lines.is_empty()
    }

    fn say(&mut self, subject: &str, kind: Kind, change: Change, text: impl Into<String>) {
        self.lines.push(Line {
            subject: subject.to_owned(),
            kind,
            change,
            text: text.into(),
        });
    }

    /// Compares single facts of two objects by their keys, which may be constraints, marks or others.
    fn facts(&mut self, subject: &str, kind: Kind, before: Option<&Value>, after: Option<&Value>) {
        let object = |value: Option<&Value>| {
            value
                .and_then(Value::as_object)
                .cloned()
                .unwrap_or_default()
        };
        for (key, before, after) in pairs(&object(before), &object(after)) {
            let kind = if key.starts_with("x-") {
                Kind::Mark
            } else {
                kind
            };
            match (before, after) {
                (None, Some(after)) => self.say(
                    subject,
                    kind,
                    Change::Added,
                    format!("{key} {}", shown(after)),
                ),
                (Some(before), None) => self.say(
                    subject,
                    kind,
                    Change::Removed,
                    format!("{key} {}", shown(before)),
                ),
                (Some(before), Some(after)) if before != after => {
                    self.say(
                        subject,
                        kind,
                        Change::Changed,
                        format!("{key} from {} to {}", shown(before), shown(after)),
                    );
                }
                _ => {}
            }
        }
    }
}

/// The keys of both objects, those of the second first, each with its two values.
fn pairs<'v>(
    before: &'v Map<String, Value>,
    after: &'v Map<String, Value>,
) -> Vec<(&'v String, Option<&'v Value>, Option<&'v Value>)> {
    let here = after
        .iter()
        .map(|(key, value)| (key, before.get(key), Some(value)));
    let gone = before.iter().filter(|(key, _)| !after.contains_key(*key));
    here.chain(gone.map(|(key, value)| (key, Some(value), None)))
        .collect()
}

/// A value in a few words.
fn shown(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}

impl fmt::Display for Words {
    /// One line for each subject and change, then how many of each there are.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut index = 0;
        while let Some(first) = self.lines.get(index) {
            let same = |line: &&Line| {
                line.subject == first.subject
                    && line.change == first.change
                    && line.kind == first.kind
            };
            let run: Vec<&Line> = self.lines[index..].iter().take_while(same).collect();
            index += run.len();
            let (style, sign) = match first.change {
                Change::Added => (GOOD, '+'),
                Change::Changed => (NOTE, '~'),
                Change::Removed => (BAD, '-'),
            };
            let texts: Vec<&str> = run
                .iter()
                .map(|line| line.text.as_str())
                .filter(|text| !text.is_empty())
                .collect();
            let kind = first.kind.noun();
            let plural = if run.len() > 1 { "s" } else { "" };
            match first.kind {
                Kind::Operation | Kind::Schema if first.change != Change::Changed => {
                    let about = if texts.is_empty() {
                        String::new()
                    } else {
                        format!(" ({})", texts.join(", "))
                    };
                    writeln!(f, "{style}{sign}{style:#} {kind} {}{about}", first.subject)?;
                }
                _ => writeln!(
                    f,
                    "{style}{sign}{style:#} {}: {kind}{plural} {}",
                    first.subject,
                    texts.join(", ")
                )?,
            }
        }
        f.write_str(&self.summary())
    }
}

impl Words {
    /// `25 operations, 162 schemas added; 5 constraints changed; nothing removed`.
    fn summary(&self) -> String {
        let mut numbers: BTreeMap<(Change, Kind), usize> = BTreeMap::new();
        for line in &self.lines {
            *numbers.entry((line.change, line.kind)).or_default() += 1;
        }
        let mut text = String::new();
        for (change, verb) in [
            (Change::Added, "added"),
            (Change::Changed, "changed"),
            (Change::Removed, "removed"),
        ] {
            let of_change = numbers.iter().filter(|((other, _), _)| *other == change);
            let counted: Vec<String> = of_change
                .map(|((_, kind), number)| count(*number, kind.noun()))
                .collect();
            let counted = if counted.is_empty() {
                "nothing".to_owned()
            } else {
                counted.join(", ")
            };
            let _ = write!(
                text,
                "{}{counted} {verb}",
                if text.is_empty() { "" } else { "; " }
            );
        }
        text + "\n"
    }
}

impl Kind {
    fn noun(self) -> &'static str {
        match self {
            Self::Operation => "operation",
            Self::Error => "error",
            Self::Parameter => "parameter",
            Self::Schema => "schema",
            Self::Member => "member",
            Self::Value => "enum value",
            Self::Constraint => "constraint",
            Self::Mark => "mark",
            Self::Fact => "fact",
        }
    }
}

fn compare_operations(before: &Value, after: &Value, words: &mut Words) {
    let (before, after) = (by_name(before), by_name(after));
    for (name, before, after) in pairs(&before, &after) {
        match (before, after) {
            (None, Some(_)) => words.say(name, Kind::Operation, Change::Added, ""),
            (Some(_), None) => words.say(name, Kind::Operation, Change::Removed, ""),
            (Some(before), Some(after)) => compare_operation(name, before, after, words),
            (None, None) => {}
        }
    }
}

fn compare_operation(name: &str, before: &Value, after: &Value, words: &mut Words) {
    let facts = |operation: &Value| {
        let parts = [
            "responses",
            "parameters",
            "requestBody",
            "operationId",
            "description",
        ];
        let facts = operation.as_object().into_iter().flatten();
        let facts = facts.filter(|(key, _)| !parts.contains(&key.as_str()));
        Value::Object(
            facts
                .map(|(key, value)| (key.clone(), value.clone()))
                .collect(),
        )
    };
    words.facts(name, Kind::Fact, Some(&facts(before)), Some(&facts(after)));
    for (kind, read) in [
        (Kind::Error, errors as fn(&Value) -> Map<String, Value>),
        (Kind::Parameter, parameters),
    ] {
        for (key, before, after) in pairs(&read(before), &read(after)) {
            match (before, after) {
                (None, Some(_)) => words.say(name, kind, Change::Added, key),
                (Some(_), None) => words.say(name, kind, Change::Removed, key),
                (Some(before), Some(after)) => {
                    let mut inner = Words::default();
                    inner.facts(name, kind, Some(before), Some(after));
                    for mut line in inner.lines {
                        line.text = format!("{key}: {}", line.text);
                        words.lines.push(line);
                    }
                }
                (None, None) => {}
            }
        }
    }
}

/// The operations of a document by name, each with its method and path as facts of its own.
fn by_name(document: &Value) -> Map<String, Value> {
    let mut operations = Map::new();
    let paths = document.get("paths").and_then(Value::as_object);
    for (path, item) in paths.into_iter().flatten() {
        for (method, operation) in item.as_object().into_iter().flatten() {
            let name = operation.get("operationId").and_then(Value::as_str);
            if let Some(name) = name.filter(|_| METHODS.contains(&method.as_str())) {
                let mut operation = operation.clone();
                operation["path"] = format!("{} {path}", method.to_ascii_uppercase()).into();
                operations.insert(name.to_owned(), operation);
            }
        }
    }
    operations
}

/// The errors of an operation; under which number is of no interest.
fn errors(operation: &Value) -> Map<String, Value> {
    let responses = operation
        .get("responses")
        .and_then(Value::as_object)
        .into_iter()
        .flatten();
    let errors =
        responses.filter(|(status, _)| status.parse().is_ok_and(|status: u16| status >= 400));
    errors
        .map(|(_, response)| (shown(&response["description"]), Value::Null))
        .collect()
}

/// The parameters of an operation, with the facts of their schemas.
fn parameters(operation: &Value) -> Map<String, Value> {
    let parameters = operation
        .get("parameters")
        .and_then(Value::as_array)
        .into_iter()
        .flatten();
    let named = parameters.map(|parameter| {
        let mut facts = parameter
            .get("schema")
            .and_then(Value::as_object)
            .cloned()
            .unwrap_or_default();
        let own = parameter.as_object().into_iter().flatten();
        let own = own.filter(|(key, _)| !matches!(key.as_str(), "name" | "schema" | "description"));
        facts.extend(own.map(|(key, value)| (key.clone(), value.clone())));
        (shown(&parameter["name"]), Value::Object(facts))
    });
    named.collect()
}

fn compare_schemas(before: &Value, after: &Value, words: &mut Words) {
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
            (Some(before), Some(after)) => compare_schema(name, before, after, words),
            (None, None) => {}
        }
    }
}

fn compare_schema(name: &str, before: &Value, after: &Value, words: &mut Words) {
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

#[cfg(test)]
mod tests;
