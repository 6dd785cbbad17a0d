//! The parts of a document by name, and which schemas are used where.

use std::collections::{BTreeSet, HashMap};

use serde_json::{Map, Value};

use crate::openapi::keywords::NodeKind;
use crate::openapi::walk;

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
    uses: Uses<'v>,
}

/// The uses of schemas with names.
type Uses<'v> = HashMap<&'v str, Vec<Use<'v>>>;

/// Where a schema is used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Use<'v> {
    /// A member of a structure.
    Member(&'v str, &'v str),
    /// A parameter in the path, the query or a header.
    Parameter(&'v str),
    /// A member of a structure without a name.
    Inline(&'v str, &'v Value),
    /// A header of a response.
    Header(&'v str),
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
        index.find_uses(document);
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

    fn find_uses(&mut self, document: &'v Value) {
        let Self { by_name, uses, .. } = self;
        // Those in the components come first: a member of a structure with a name is the better evidence.
        let mut in_paths = Uses::new();
        walk::walk(document, &mut |pointer, kind, part| {
            let is_in_paths = pointer.as_str().starts_with("/paths/");
            let uses = if is_in_paths { &mut in_paths } else { &mut *uses };
            match kind {
                NodeKind::Parameter => {
                    let name = part.get("name").and_then(Value::as_str).unwrap_or_default();
                    add(uses, part.get("schema"), Use::Parameter(name));
                }
                NodeKind::Response | NodeKind::Components => {
                    for (name, header) in objects(part.get("headers")) {
                        add(uses, header.get("schema"), Use::Header(name));
                    }
                }
                NodeKind::Schema => {
                    let owner = pointer.as_str().strip_prefix("/components/schemas/");
                    let owner = owner.and_then(|name| by_name.get_key_value(name));
                    for (member, value) in part.as_object().into_iter().flat_map(properties) {
                        let at = owner.map_or(Use::Inline(member, value), |(owner, _)| {
                            Use::Member(member, owner)
                        });
                        add(uses, Some(value), at);
                    }
                    for key in ["items", "additionalProperties", "x-key"] {
                        add(uses, part.get(key), Use::Element);
                    }
                }
                _ => {}
            }
        });
        for (name, found) in in_paths {
            uses.entry(name).or_default().extend(found);
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

/// Adds the use of a schema, if it is one with a name.
fn add<'v>(uses: &mut Uses<'v>, schema: Option<&'v Value>, at: Use<'v>) {
    if let Some(name) = schema.and_then(reference) {
        uses.entry(name).or_default().push(at);
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
