//! The parts of a document by name, and which schemas are used where.

use std::collections::{BTreeSet, HashMap};

use serde_json::{Map, Value};

/// The parts of a document by name: schemas, operations, and which schemas are outputs.
pub(super) struct Index<'v> {
    /// The schemas with names, in the order of the document.
    pub(super) schemas: Vec<(&'v str, &'v Map<String, Value>)>,
    /// Every operation: its path, its method, and itself.
    pub(super) operations: Vec<(&'v str, &'v str, &'v Map<String, Value>)>,
    by_name: HashMap<&'v str, &'v Map<String, Value>>,
    outputs: BTreeSet<&'v str>,
    /// Each schema with the parameters, elements, keys and values that it is the type of, and each member of a
    /// structure, as `name` of `Structure`.
    uses: HashMap<&'v str, Vec<Use<'v>>>,
}

/// Where a schema is used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Use<'v> {
    /// A member of a structure.
    Member(&'v str, &'v str),
    /// A parameter in the path, the query or a header.
    Parameter(&'v str),
    /// An element of a list, or a key or value of a map.
    Element,
}

impl<'v> Index<'v> {
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
        let mut index = Self {
            by_name: schemas.iter().copied().collect(),
            schemas,
            operations,
            outputs: BTreeSet::new(),
            uses: HashMap::new(),
        };
        index.find_uses();
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

    fn find_uses(&mut self) {
        let mut add = |schema: &'v Value, at: Use<'v>| {
            if let Some(name) = reference(schema) {
                self.uses.entry(name).or_default().push(at);
            }
        };
        for (owner, schema) in &self.schemas {
            for (member, value) in properties(schema) {
                add(value, Use::Member(member, owner));
            }
            for key in ["items", "additionalProperties", "x-key"] {
                schema.get(key).into_iter().for_each(|schema| add(schema, Use::Element));
            }
        }
        for (_, _, operation) in &self.operations {
            let parameters = operation.get("parameters").and_then(Value::as_array);
            for parameter in parameters.into_iter().flatten() {
                let name = parameter.get("name").and_then(Value::as_str).unwrap_or_default();
                let schema = parameter.get("schema").into_iter();
                schema.for_each(|schema| add(schema, Use::Parameter(name)));
            }
        }
    }

    /// Where the schema with that name is used.
    pub(super) fn uses(&self, schema: &str) -> &[Use<'v>] {
        self.uses.get(schema).map_or(&[], Vec::as_slice)
    }

    /// Whether the schema is the input or the output of an operation.
    pub(super) fn is_message(&self, schema: &str) -> bool {
        self.is_input(schema) || self.is_output(schema)
    }

    /// Whether the schema is the input of an operation: only those have a `title` equal to their name.
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
    properties.map(|(name, value)| (name.as_str(), value)).collect()
}

/// The name of the schema that a schema refers to, with or without annotations.
pub(super) fn reference(schema: &Value) -> Option<&str> {
    let direct = schema.get("$ref");
    let target = direct.or_else(|| schema.pointer("/allOf/0/$ref"))?;
    target.as_str()?.strip_prefix("#/components/schemas/")
}

fn objects(value: Option<&Value>) -> impl Iterator<Item = (&str, &Map<String, Value>)> {
    let members = value.and_then(Value::as_object).into_iter().flatten();
    members.filter_map(|(name, value)| Some((name.as_str(), value.as_object()?)))
}
