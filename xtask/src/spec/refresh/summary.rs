//! The changes between two documents: which operations, schemas, members, values and constraints were
//! added, changed or removed.
//!
//! The request bodies' copies of input schemas and the numbers of errors are ignored.

use std::collections::BTreeMap;
use std::fmt;

use serde_json::{Map, Value};

use super::super::json::{filtered, items, members, operations, string};
use crate::report::{BAD, GOOD, NOTE, count};

/// All changes between two documents.
#[derive(Debug, Default)]
pub(super) struct Summary {
    changes: Vec<Change>,
}

#[derive(Debug, PartialEq, Eq)]
struct Change {
    /// The name of the operation or schema.
    subject: String,
    item: ItemKind,
    action: ChangeKind,
    detail: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum ItemKind {
    Operation,
    Error,
    Parameter,
    Schema,
    Member,
    Value,
    Constraint,
    Extension,
    Fact,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum ChangeKind {
    Added,
    Changed,
    Removed,
}

impl Summary {
    pub(super) fn between(before: &Value, after: &Value) -> Self {
        let mut summary = Self::default();
        let info = |document: &Value| filtered(&document["info"], |_| true);
        summary.compare_facts("the service", ItemKind::Fact, &info(before), &info(after));
        summary.compare_operations(before, after);
        summary.compare_schemas(before, after);
        summary
    }

    pub(super) fn is_empty(&self) -> bool {
        self.changes.is_empty()
    }

    fn push(
        &mut self,
        subject: &str,
        item: ItemKind,
        action: ChangeKind,
        detail: impl Into<String>,
    ) {
        self.changes.push(Change {
            subject: subject.to_owned(),
            item,
            action,
            detail: detail.into(),
        });
    }

    /// Reports added and removed keys, and passes the values of common keys to `compare`.
    fn compare_keys(
        &mut self,
        (subject, item): (&str, ItemKind),
        (before, after): (&Object, &Object),
        detail: impl Fn(&str, &Value) -> String,
        mut compare: impl FnMut(&mut Self, &str, &Value, &Value),
    ) {
        for (key, value) in after {
            match before.get(key) {
                Some(before) => compare(self, key, before, value),
                None => self.push(subject, item, ChangeKind::Added, detail(key, value)),
            }
        }
        for key in before.keys().filter(|key| !after.contains_key(*key)) {
            self.push(subject, item, ChangeKind::Removed, key);
        }
    }

    /// Compares the values of two objects. Keys that start with `x-` are extensions.
    fn compare_facts(&mut self, subject: &str, item: ItemKind, before: &Object, after: &Object) {
        use ChangeKind::{Added, Changed, Removed};
        let removed = before.keys().filter(|key| !after.contains_key(*key));
        for key in after.keys().chain(removed) {
            let is_extension = key.starts_with("x-");
            let item = if is_extension { ItemKind::Extension } else { item };
            let (action, detail) = match (before.get(key), after.get(key)) {
                (None, Some(after)) => (Added, display(after)),
                (Some(before), None) => (Removed, display(before)),
                (Some(before), Some(after)) if before != after => {
                    let (before, after) = (display(before), display(after));
                    (Changed, format!("from {before} to {after}"))
                }
                _ => continue,
            };
            self.push(subject, item, action, format!("{key} {detail}"));
        }
    }

    /// Compares the facts of a part of the subject, such as a member.
    fn compare_part(
        &mut self,
        subject: &str,
        (item, name): (ItemKind, &str),
        before: &Value,
        after: &Value,
    ) {
        let facts = |part: &Value| filtered(part, |key| key != "description");
        let first = self.changes.len();
        self.compare_facts(subject, item, &facts(before), &facts(after));
        for change in &mut self.changes[first..] {
            change.detail = format!("{name}: {}", change.detail);
        }
    }

    fn compare_operations(&mut self, before: &Value, after: &Value) {
        use ChangeKind::{Added, Removed};
        let (before, after) = (operations_by_name(before), operations_by_name(after));
        for (name, operation) in &after {
            match before.get(name) {
                Some(before) => self.compare_operation(name, before, operation),
                None => self.push(name, ItemKind::Operation, Added, ""),
            }
        }
        for name in before.keys().filter(|name| !after.contains_key(*name)) {
            self.push(name, ItemKind::Operation, Removed, "");
        }
    }

    fn compare_operation(&mut self, name: &str, before: &Value, after: &Value) {
        const PARTS: [&str; 5] =
            ["responses", "parameters", "requestBody", "operationId", "description"];
        let facts = |operation: &Value| filtered(operation, |key| !PARTS.contains(&key));
        self.compare_facts(name, ItemKind::Fact, &facts(before), &facts(after));
        self.compare_keys(
            (name, ItemKind::Error),
            (&errors(before), &errors(after)),
            |error, _| error.to_owned(),
            |_, _, _, _| {},
        );
        self.compare_keys(
            (name, ItemKind::Parameter),
            (&parameters(before), &parameters(after)),
            |parameter, _| parameter.to_owned(),
            |summary, parameter, before, after| {
                summary.compare_part(name, (ItemKind::Parameter, parameter), before, after);
            },
        );
    }

    fn compare_schemas(&mut self, before: &Value, after: &Value) {
        use ChangeKind::{Added, Removed};
        let schemas = |document: &Value| filtered(&document["components"]["schemas"], |_| true);
        let (before, after) = (schemas(before), schemas(after));
        for (name, schema) in &after {
            match before.get(name) {
                Some(before) => self.compare_schema(name, before, schema),
                None => self.push(name, ItemKind::Schema, Added, size(schema)),
            }
        }
        for name in before.keys().filter(|name| !after.contains_key(*name)) {
            self.push(name, ItemKind::Schema, Removed, "");
        }
    }

    fn compare_schema(&mut self, name: &str, before: &Value, after: &Value) {
        const PARTS: [&str; 5] =
            ["properties", "required", "enum", "description", "x-enumDescriptions"];
        let facts = |schema: &Value| filtered(schema, |key| !PARTS.contains(&key));
        self.compare_facts(name, ItemKind::Constraint, &facts(before), &facts(after));
        let properties = |schema: &Value| filtered(&schema["properties"], |_| true);
        let is_required = |schema: &Value, member: &str| {
            items(&schema["required"]).iter().any(|one| one == member)
        };
        self.compare_keys(
            (name, ItemKind::Member),
            (&properties(before), &properties(after)),
            |member, _| {
                let required = is_required(after, member);
                format!("{member}{}", if required { " (required)" } else { "" })
            },
            |summary, member, old, new| {
                let now = match (is_required(before, member), is_required(after, member)) {
                    (false, true) => Some("now required"),
                    (true, false) => Some("no longer required"),
                    _ => None,
                };
                if let Some(now) = now {
                    let detail = format!("{member}: {now}");
                    summary.push(name, ItemKind::Member, ChangeKind::Changed, detail);
                }
                summary.compare_part(name, (ItemKind::Member, member), old, new);
            },
        );
        let values = |schema: &Value| -> Object {
            let values = items(&schema["enum"]).iter();
            values.map(|value| (display(value), Value::Null)).collect()
        };
        self.compare_keys(
            (name, ItemKind::Value),
            (&values(before), &values(after)),
            |value, _| value.to_owned(),
            |_, _, _, _| {},
        );
    }

    /// `25 operations, 162 schemas added; 5 constraints changed; nothing removed`.
    fn totals(&self) -> String {
        let mut numbers: BTreeMap<(ChangeKind, ItemKind), usize> = BTreeMap::new();
        for change in &self.changes {
            *numbers.entry((change.action, change.item)).or_default() += 1;
        }
        let totals = [
            (ChangeKind::Added, "added"),
            (ChangeKind::Changed, "changed"),
            (ChangeKind::Removed, "removed"),
        ]
        .map(|(action, verb)| {
            let counted = numbers.iter().filter(|((other, _), _)| *other == action);
            let counted: Vec<String> =
                counted.map(|((_, item), number)| count(*number, item.noun())).collect();
            match counted.as_slice() {
                [] => format!("nothing {verb}"),
                counted => format!("{} {verb}", counted.join(", ")),
            }
        });
        totals.join("; ")
    }
}

type Object = Map<String, Value>;

impl fmt::Display for Summary {
    /// One line for the changes of one type in one subject, then the totals.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let is_same_line = |one: &Change, other: &Change| {
            (&one.subject, one.action, one.item) == (&other.subject, other.action, other.item)
        };
        for line in self.changes.chunk_by(is_same_line) {
            let Change { subject, item, action, .. } = &line[0];
            let (style, sign) = match action {
                ChangeKind::Added => (GOOD, '+'),
                ChangeKind::Changed => (NOTE, '~'),
                ChangeKind::Removed => (BAD, '-'),
            };
            let details: Vec<&str> = line.iter().map(|change| change.detail.as_str()).collect();
            let details = details.join(", ");
            let noun = item.noun();
            write!(f, "{style}{sign}{style:#} ")?;
            match item {
                ItemKind::Operation | ItemKind::Schema if details.is_empty() => {
                    writeln!(f, "{noun} {subject}")?;
                }
                ItemKind::Operation | ItemKind::Schema => {
                    writeln!(f, "{noun} {subject} ({details})")?;
                }
                _ => {
                    let plural = if line.len() > 1 { "s" } else { "" };
                    writeln!(f, "{subject}: {noun}{plural} {details}")?;
                }
            }
        }
        writeln!(f, "{}", self.totals())
    }
}

impl ItemKind {
    fn noun(self) -> &'static str {
        match self {
            Self::Operation => "operation",
            Self::Error => "error",
            Self::Parameter => "parameter",
            Self::Schema => "schema",
            Self::Member => "member",
            Self::Value => "enum value",
            Self::Constraint => "constraint",
            Self::Extension => "extension",
            Self::Fact => "fact",
        }
    }
}

/// A string without quotes, any other value as JSON.
fn display(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

/// The operations of a document by name, each with its method and path as a fact.
fn operations_by_name(document: &Value) -> Object {
    let named = operations(document).map(|(path, method, operation)| {
        let mut operation = operation.clone();
        operation["path"] = format!("{} {path}", method.to_ascii_uppercase()).into();
        (string(&operation, "operationId").to_owned(), operation)
    });
    named.filter(|(name, _)| !name.is_empty()).collect()
}

/// The names of the errors of an operation.
fn errors(operation: &Value) -> Object {
    let errors = members(&operation["responses"])
        .filter(|(status, _)| status.parse().is_ok_and(|status: u16| status >= 400));
    errors.map(|(_, response)| (display(&response["description"]), Value::Null)).collect()
}

/// The parameters of an operation, with the facts of their schemas.
fn parameters(operation: &Value) -> Object {
    let named = items(&operation["parameters"]).iter().map(|parameter| {
        let mut facts = filtered(&parameter["schema"], |_| true);
        facts.extend(filtered(parameter, |key| !matches!(key, "name" | "schema")));
        (display(&parameter["name"]), Value::Object(facts))
    });
    named.collect()
}

/// The size of a schema, `3 members` or `2 values`, or else its type.
fn size(schema: &Value) -> String {
    match (&schema["properties"], &schema["enum"]) {
        (Value::Object(properties), _) => count(properties.len(), "member"),
        (_, Value::Array(values)) => count(values.len(), "value"),
        _ => display(&schema["type"]),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn check(before: Value, after: Value, expected: &str) {
        let text = Summary::between(&before, &after).to_string();
        let text = anstream::adapter::strip_str(&text).to_string();
        assert_eq!(text, expected, "\n{text}");
    }

    #[test]
    fn changes_of_schemas() {
        let document = |schemas: Value| json!({"components": {"schemas": schemas}});
        check(
            document(json!({
                "A": {"type": "object", "properties": {"a": {"$ref": "#/x"}, "b": {}}, "required": ["b"]},
                "E": {"enum": ["A", "B"], "description": "Old."}, "L": {"maxLength": 3, "pattern": "a"}, "G": {},
            })),
            document(json!({
                "A": {"type": "object", "properties": {"a": {"$ref": "#/y"}, "c": {}, "d": {}}, "required": ["c"], "x-union": true},
                "E": {"enum": ["A", "C"], "description": "New."}, "L": {"maxLength": 4, "minLength": 1},
                "N": {"properties": {"a": {}}}, "V": {"enum": ["X", "Y"]}, "S": {"type": "string"},
            })),
            "+ A: extension x-union true\n~ A: member a: $ref from #/x to #/y\n+ A: members c (required), d\n- A: member b\n\
             + E: enum value C\n- E: enum value B\n~ L: constraint maxLength from 3 to 4\n+ L: constraint minLength 1\n- L: constraint pattern a\n\
             + schema N (1 member)\n+ schema V (2 values)\n+ schema S (string)\n- schema G\n\
             3 schemas, 2 members, 1 enum value, 1 constraint, 1 extension added; 1 member, 1 constraint changed; \
             1 schema, 1 member, 1 enum value, 1 constraint removed\n",
        );
        let document = |required: Value| json!({"components": {"schemas": {"A": {"properties": {"a": {}, "b": {}}, "required": required}}}});
        check(
            document(json!(["a"])),
            document(json!(["b"])),
            "~ A: members a: no longer required, b: now required\nnothing added; 2 members changed; nothing removed\n",
        );
    }

    #[test]
    fn changes_of_operations() {
        let error = |name: &str| json!({"description": name});
        check(
            json!({"paths": {"/a": {"get": {"operationId": "A", "responses": {"200": {}, "480": error("X"), "481": error("Y")},
                "parameters": [{"name": "p", "in": "query", "schema": {"maxLength": 1}}]}}, "/b": {"get": {"operationId": "B"}}}}),
            json!({"paths": {"/a": {"post": {"operationId": "A", "responses": {"200": {}, "480": error("Y"), "481": error("Z")},
                "parameters": [{"name": "p", "in": "query", "schema": {"maxLength": 2}}, {"name": "q", "in": "path"}], "x-read-only": true,
                "requestBody": {}}}, "/c": {"get": {"operationId": "C"}}}}),
            "+ A: extension x-read-only true\n~ A: fact path from GET /a to POST /a\n+ A: error Z\n- A: error X\n\
             ~ A: parameter p: maxLength from 1 to 2\n+ A: parameter q\n+ operation C\n- operation B\n\
             1 operation, 1 error, 1 parameter, 1 extension added; 1 parameter, 1 fact changed; 1 operation, 1 error removed\n",
        );
    }

    #[test]
    fn equal_documents_have_no_changes() {
        let document = json!({"info": {"title": "A"}, "components": {"schemas": {"A": {}}}});
        assert!(Summary::between(&document, &document).is_empty());
    }
}
