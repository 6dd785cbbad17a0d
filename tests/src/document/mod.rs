//! The service's OpenAPI document, read independently of the generator.
//!
//! Works on the plain JSON value, so that a test notices when the generator misreads the document. Overlays are applied
//! by a separate implementation too: the part of the Overlay Specification 1.0.0 that the repository's overlays use.

pub mod sample;

use serde_json::{Map, Value, json};
use serde_json_path::JsonPath;
use std::sync::LazyLock;

const TEXT: &str = include_str!("../../../specs/ivs-realtime/2020-07-14/openapi.yaml");

const ADDITIONS: &str =
    include_str!("../../../specs/ivs-realtime/2020-07-14/additions.overlay.yaml");

const METHODS: [&str; 5] = ["get", "put", "post", "delete", "patch"];

static DOCUMENT: LazyLock<Document> = LazyLock::new(|| {
    let mut value = serde_yaml::from_str(TEXT).expect("the committed document is YAML");
    let additions = serde_yaml::from_str(ADDITIONS).expect("the committed overlay is YAML");
    apply(&mut value, &additions).expect("the committed overlay fits the document");
    Document::new(value).expect("the committed document describes operations")
});

/// The document of IVS RealTime 2020-07-14 with the overlay of later additions.
pub fn document() -> &'static Document {
    &DOCUMENT
}

/// An API description: its operations, and the schemas that they refer to.
#[derive(Debug)]
pub struct Document {
    /// In the document's order.
    pub operations: Vec<Operation>,
    value: Value,
}

/// One operation of the document.
#[derive(Debug)]
pub struct Operation {
    /// The operation id: `CreateStage`.
    pub name: String,
    /// The HTTP method, in upper case.
    pub method: String,
    /// The segments of the path.
    pub segments: Vec<Segment>,
    /// Members bound to the query.
    pub query: Vec<Parameter>,
    /// Members bound to the path.
    pub path: Vec<Parameter>,
    /// The schema of the request body, if any.
    pub body: Option<Value>,
    /// The schema of the body of a successful response.
    pub output: Option<Value>,
    /// The codes of the errors that the document lists for this operation.
    pub errors: Vec<String>,
}

/// One segment of a path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Segment {
    /// A literal.
    Literal(String),
    /// The value of this member.
    Label(String),
}

/// A member bound to the path or the query.
#[derive(Debug)]
pub struct Parameter {
    /// The member's name, which is also the query key.
    pub name: String,
    /// Whether it is required.
    pub required: bool,
    /// The schema of its value.
    pub schema: Value,
}

impl Document {
    fn new(value: Value) -> Option<Self> {
        let mut operations = Vec::new();
        for (path, item) in value["paths"].as_object()? {
            for method in METHODS {
                if let Some(operation) = item.get(method) {
                    let mut operation = Operation::new(path, method, operation)?;
                    // The inlined input lacks the `required` lists of nested structures.
                    let whole = format!("#/components/schemas/{}Request", operation.name);
                    if operation.body.is_some() && value.pointer(&whole[1..]).is_some() {
                        operation.body = Some(json!({"$ref": whole}));
                    }
                    operations.push(operation);
                }
            }
        }
        Some(Self { operations, value })
    }

    /// The operation with that name.
    pub fn operation(&self, name: &str) -> Option<&Operation> {
        self.operations.iter().find(|operation| operation.name == name)
    }

    /// The schema with this name, in any case: Rust's type names differ from AWS's in the case of abbreviations.
    pub fn schema(&self, name: &str) -> Option<&Value> {
        let mut schemas = self.value["components"]["schemas"].as_object()?.iter();
        let (_, schema) = schemas.find(|(key, _)| key.eq_ignore_ascii_case(name))?;
        Some(schema)
    }

    /// The target of a `$ref` within this document.
    pub fn resolve(&self, reference: &str) -> Option<&Value> {
        self.value.pointer(reference.strip_prefix('#')?)
    }

    /// A schema as one object: references resolved and the parts of an `allOf` merged.
    pub fn flat(&self, schema: &Value) -> Map<String, Value> {
        let mut flat = Map::new();
        if let Some(target) = schema["$ref"].as_str().and_then(|it| self.resolve(it)) {
            flat = self.flat(target);
        }
        for part in schema["allOf"].as_array().into_iter().flatten() {
            flat.extend(self.flat(part));
        }
        let own = schema.as_object().into_iter().flatten();
        let own = own.filter(|(key, _)| !matches!(key.as_str(), "$ref" | "allOf"));
        flat.extend(own.map(|(key, value)| (key.clone(), value.clone())));
        flat
    }

    /// The idempotency token member of an operation's input.
    pub fn idempotency_token(&self, operation: &Operation) -> Option<String> {
        let input = self.flat(operation.body.as_ref()?);
        let mut members = input.get("properties")?.as_object()?.iter();
        let is_token = |member: &Value| self.flat(member).contains_key("x-idempotency-token");
        members.find_map(|(name, member)| is_token(member).then(|| name.clone()))
    }

    /// The header to which a response member is bound, if it is not in the body.
    pub fn header(&self, member: &Value) -> Option<String> {
        self.flat(member).get("x-header").and_then(Value::as_str).map(str::to_owned)
    }
}

impl Operation {
    fn new(path: &str, method: &str, value: &Value) -> Option<Self> {
        // The fragment only makes the document's keys unique; it is never sent.
        let path = path.split('#').next()?;
        let segments = path.split('/').skip(1).map(Segment::new).collect();
        let mut operation = Self {
            name: value["operationId"].as_str()?.to_owned(),
            method: method.to_ascii_uppercase(),
            segments,
            query: Vec::new(),
            path: Vec::new(),
            body: value.pointer("/requestBody/content/application~1json/schema").cloned(),
            output: value.pointer("/responses/200/content/application~1json/schema").cloned(),
            errors: Vec::new(),
        };
        for parameter in value["parameters"].as_array().into_iter().flatten() {
            let read = Parameter {
                name: parameter["name"].as_str()?.to_owned(),
                required: parameter["required"].as_bool().unwrap_or(false),
                schema: parameter["schema"].clone(),
            };
            match (parameter["in"].as_str()?, parameter["description"].as_str()) {
                // Added by the conversion to OpenAPI; the service reads them from the body.
                ("query", Some("Pagination token" | "Pagination limit")) => {}
                ("query", _) => operation.query.push(read),
                ("path", _) => operation.path.push(read),
                _ => {}
            }
        }
        for (status, response) in value["responses"].as_object()? {
            let schema = response.pointer("/content/application~1json/schema/$ref");
            if let Some(schema) = schema.and_then(Value::as_str).filter(|_| status != "200") {
                operation.errors.extend(schema.rsplit('/').next().map(str::to_owned));
            }
        }
        Some(operation)
    }
}

impl Segment {
    fn new(text: &str) -> Self {
        match text.strip_prefix('{').and_then(|rest| rest.strip_suffix('}')) {
            Some(label) => Self::Label(label.to_owned()),
            None => Self::Literal(text.to_owned()),
        }
    }
}

/// Applies an overlay's actions in order.
fn apply(document: &mut Value, overlay: &Value) -> Result<(), String> {
    for action in overlay["actions"].as_array().into_iter().flatten() {
        let target = action["target"].as_str().ok_or("an action has no target")?;
        let update =
            action.get("update").ok_or_else(|| format!("{target}: an action without update"))?;
        let path = JsonPath::parse(target).map_err(|error| format!("{target}: {error}"))?;
        let pointers: Vec<String> = path
            .query_located(document)
            .locations()
            .map(|location| location.to_json_pointer())
            .collect();
        if pointers.is_empty() {
            return Err(format!("{target}: no match in the document"));
        }
        for pointer in pointers {
            if let Some(found) = document.pointer_mut(&pointer) {
                merge(found, update);
            }
        }
    }
    Ok(())
}

/// Merges objects, appends to arrays, replaces anything else.
fn merge(into: &mut Value, update: &Value) {
    match (into, update) {
        (Value::Object(into), Value::Object(update)) => {
            for (key, value) in update {
                match into.get_mut(key) {
                    Some(found) => merge(found, value),
                    None => {
                        into.insert(key.clone(), value.clone());
                    }
                }
            }
        }
        (Value::Array(into), Value::Array(update)) => into.extend(update.iter().cloned()),
        (Value::Array(into), update) => into.push(update.clone()),
        (into, update) => *into = update.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn document_and_additions_have_forty_operations() {
        let names: Vec<&str> = document().operations.iter().map(|it| it.name.as_str()).collect();
        assert_eq!(names.len(), 40, "{names:?}");
    }

    #[test]
    fn members_are_bound_to_path_query_and_body() {
        let untag = document().operation("UntagResource").unwrap();
        assert_eq!(untag.method, "DELETE");
        assert_eq!(
            untag.segments,
            [Segment::Literal("tags".into()), Segment::Label("resourceArn".into())]
        );
        assert_eq!(untag.query[0].name, "tagKeys");
        assert!(untag.query[0].required);
        assert!(untag.body.is_none());
        assert_eq!(
            untag.errors,
            ["ResourceNotFoundException", "ValidationException", "InternalServerException"]
        );
    }

    #[test]
    fn pagination_parameters_of_the_conversion_are_ignored() {
        let list = document().operation("ListStages").unwrap();
        assert!(list.query.is_empty());
        let body = document().flat(list.body.as_ref().unwrap());
        assert!(body["properties"].get("nextToken").is_some());
    }

    fn applied(target: &str, update: Value) -> Result<Value, String> {
        let mut document = json!({"a": {"x": 1, "list": [{"n": "p"}, {"n": "q"}]}, "b": {"x": 2}});
        let overlay = json!({"actions": [{"target": target, "update": update}]});
        apply(&mut document, &overlay)?;
        Ok(document)
    }

    #[test]
    fn objects_are_merged_arrays_extended_and_values_replaced() {
        let update = json!({"x": 9, "list": [{"n": "r"}], "new": {"deep": true}});
        let expected =
            json!({"x": 9, "list": [{"n": "p"}, {"n": "q"}, {"n": "r"}], "new": {"deep": true}});
        assert_eq!(applied("$.a", update).unwrap()["a"], expected);
    }

    #[test]
    fn a_target_may_be_a_union_or_a_filter() {
        let both = applied("$['a','b']", json!({"y": 3})).unwrap();
        assert_eq!((&both["a"]["y"], &both["b"]["y"]), (&json!(3), &json!(3)));
        let one = applied("$.a.list[?@.n=='q']", json!({"hit": 1})).unwrap();
        assert_eq!(one["a"]["list"], json!([{"n": "p"}, {"n": "q", "hit": 1}]));
    }

    #[test]
    fn unmatched_targets_and_unsupported_actions_are_errors() {
        assert!(applied("$.c", json!({})).unwrap_err().starts_with("$.c"));
        assert!(applied("$..[", json!({})).is_err());
        let overlay = json!({"actions": [{"target": "$", "remove": true}]});
        assert!(apply(&mut json!({}), &overlay).is_err());
    }
}
