//! The parts of a document that hints are looked for in: schemas, and which of them are inputs and outputs.

use std::collections::{BTreeSet, HashMap};

use serde_json::{Map, Value};

/// What the hints look at.
pub(super) struct Parts<'v> {
    /// The schemas with names, in the order of the document.
    pub(super) schemas: Vec<(&'v str, &'v Map<String, Value>)>,
    /// Every operation: its path, its method, and itself.
    pub(super) operations: Vec<(&'v str, &'v str, &'v Map<String, Value>)>,
    by_name: HashMap<&'v str, &'v Map<String, Value>>,
    outputs: BTreeSet<&'v str>,
}

impl<'v> Parts<'v> {
    pub(super) fn of(document: &'v Value) -> Self {
        let schemas: Vec<_> = objects(document.pointer("/components/schemas")).collect();
        let mut operations = Vec::new();
        for (path, item) in objects(document.get("paths")) {
            for (method, operation) in item {
                let operation = operation.as_object();
                let operation = operation.filter(|operation| operation.contains_key("operationId"));
                operations.extend(operation.map(|operation| (path, method.as_str(), operation)));
            }
        }
        let mut parts = Self {
            by_name: schemas.iter().copied().collect(),
            schemas,
            operations,
            outputs: BTreeSet::new(),
        };
        for (_, _, operation) in &parts.operations {
            for (status, response) in objects(operation.get("responses")) {
                let schema = response
                    .get("content")
                    .and_then(|content| content.pointer("/application~1json/schema"));
                if status.starts_with('2') {
                    parts.outputs.extend(schema.and_then(reference));
                }
            }
        }
        parts
    }

    /// Whether the schema is the input or the output of an operation.
    pub(super) fn is_message(&self, schema: &str) -> bool {
        self.is_input(schema) || self.is_output(schema)
    }

    /// Whether the schema is the input of an operation: those alone are called like themselves (rule 11).
    fn is_input(&self, schema: &str) -> bool {
        let title = self.schema(schema).and_then(|schema| schema.get("title"));
        title.and_then(Value::as_str) == Some(schema)
    }

    /// Whether the schema is the output of an operation.
    pub(super) fn is_output(&self, schema: &str) -> bool {
        self.outputs.contains(schema)
    }

    /// The schema with that name.
    pub(super) fn schema(&self, name: &str) -> Option<&'v Map<String, Value>> {
        self.by_name.get(name).copied()
    }
}

/// The properties of a schema.
pub(super) fn properties(schema: &Map<String, Value>) -> Vec<(&str, &Value)> {
    let properties = schema.get("properties").and_then(Value::as_object);
    let properties = properties.into_iter().flatten();
    properties
        .map(|(name, value)| (name.as_str(), value))
        .collect()
}

/// The name of the schema that a schema refers to, by itself or with annotations.
pub(super) fn reference(schema: &Value) -> Option<&str> {
    let direct = schema.get("$ref");
    let target = direct.or_else(|| schema.pointer("/allOf/0/$ref"))?;
    target.as_str()?.strip_prefix("#/components/schemas/")
}

fn objects(value: Option<&Value>) -> impl Iterator<Item = (&str, &Map<String, Value>)> {
    let members = value.and_then(Value::as_object).into_iter().flatten();
    members.filter_map(|(name, value)| Some((name.as_str(), value.as_object()?)))
}
