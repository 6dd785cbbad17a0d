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
        let uses = &mut self.uses;
        for (owner, schema) in &self.schemas {
            in_schema(schema, Some(owner), uses);
        }
        for kind in ["parameters", "headers", "requestBodies", "responses"] {
            let parts = document.get("components").and_then(|components| components.get(kind));
            for (name, part) in objects(parts) {
                match kind {
                    "parameters" => of_parameter(part, uses),
                    "headers" => of_part(part, Use::Header(name), uses),
                    _ => in_message(part, uses),
                }
            }
        }
        for (_, item) in objects(document.get("paths")) {
            of_parameters(item, uses);
            for operation in item.values().filter_map(Value::as_object) {
                of_parameters(operation, uses);
                objects(operation.get("responses")).for_each(|(_, part)| in_message(part, uses));
                let body = operation.get("requestBody").and_then(Value::as_object);
                body.into_iter().for_each(|part| in_message(part, uses));
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

/// Adds the uses in the parameters of an operation or a path.
fn of_parameters<'v>(owner: &'v Map<String, Value>, uses: &mut Uses<'v>) {
    let parameters = owner.get("parameters").and_then(Value::as_array).into_iter().flatten();
    parameters.filter_map(Value::as_object).for_each(|parameter| of_parameter(parameter, uses));
}

fn of_parameter<'v>(parameter: &'v Map<String, Value>, uses: &mut Uses<'v>) {
    let name = parameter.get("name").and_then(Value::as_str).unwrap_or_default();
    of_part(parameter, Use::Parameter(name), uses);
}

/// Adds the uses in the schema of a parameter or a header.
fn of_part<'v>(part: &'v Map<String, Value>, at: Use<'v>, uses: &mut Uses<'v>) {
    part.get("schema").into_iter().for_each(|schema| of_schema(schema, at, uses));
}

/// Adds the uses in a body or a response.
fn in_message<'v>(message: &'v Map<String, Value>, uses: &mut Uses<'v>) {
    for (name, header) in objects(message.get("headers")) {
        of_part(header, Use::Header(name), uses);
    }
    for (_, media) in objects(message.get("content")) {
        let schema = media.get("schema").filter(|schema| reference(schema).is_none());
        schema.and_then(Value::as_object).into_iter().for_each(|it| in_schema(it, None, uses));
    }
}

/// Adds the use of a schema with a name, or those in a schema without one.
fn of_schema<'v>(schema: &'v Value, at: Use<'v>, uses: &mut Uses<'v>) {
    match (reference(schema), schema) {
        (Some(name), _) => uses.entry(name).or_default().push(at),
        (None, Value::Object(schema)) => in_schema(schema, None, uses),
        _ => {}
    }
}

/// Adds the uses in a schema; `owner` is its name.
fn in_schema<'v>(schema: &'v Map<String, Value>, owner: Option<&'v str>, uses: &mut Uses<'v>) {
    for (member, value) in properties(schema) {
        let at = owner.map_or(Use::Inline(member, value), |owner| Use::Member(member, owner));
        of_schema(value, at, uses);
    }
    for key in ["items", "additionalProperties", "x-key"] {
        schema.get(key).into_iter().for_each(|schema| of_schema(schema, Use::Element, uses));
    }
    for part in schema.get("allOf").and_then(Value::as_array).into_iter().flatten() {
        if let (None, Some(part)) = (reference(part), part.as_object()) {
            in_schema(part, None, uses);
        }
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
