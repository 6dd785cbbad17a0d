//! The service's OpenAPI document, read independently of the generator.
//!
//! Works on the plain JSON value, so that a test notices when the generator misreads the document. The overlay
//! with the members that AWS added later is applied by a separate implementation too.

mod overlay;
pub mod sample;

use serde_json::{Map, Value, json};
use std::sync::LazyLock;

const TEXT: &str = include_str!("../../../specs/ivs-realtime/2020-07-14/openapi.yaml");

const ADDITIONS: &str =
    include_str!("../../../specs/ivs-realtime/2020-07-14/additions.overlay.yaml");

const METHODS: [&str; 5] = ["get", "put", "post", "delete", "patch"];

static DOCUMENT: LazyLock<Document> = LazyLock::new(|| {
    let mut value = serde_yaml::from_str(TEXT).expect("the committed document is YAML");
    let additions = serde_yaml::from_str(ADDITIONS).expect("the committed overlay is YAML");
    overlay::apply(&mut value, &additions).expect("the committed overlay fits the document");
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
        self.operations
            .iter()
            .find(|operation| operation.name == name)
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
        self.flat(member)
            .get("x-header")
            .and_then(Value::as_str)
            .map(str::to_owned)
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
            body: value
                .pointer("/requestBody/content/application~1json/schema")
                .cloned(),
            output: value
                .pointer("/responses/200/content/application~1json/schema")
                .cloned(),
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
                operation
                    .errors
                    .extend(schema.rsplit('/').next().map(str::to_owned));
            }
        }
        Some(operation)
    }
}

impl Segment {
    fn new(text: &str) -> Self {
        match text
            .strip_prefix('{')
            .and_then(|rest| rest.strip_suffix('}'))
        {
            Some(label) => Self::Label(label.to_owned()),
            None => Self::Literal(text.to_owned()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn document_and_additions_have_forty_operations() {
        let names: Vec<&str> = document()
            .operations
            .iter()
            .map(|it| it.name.as_str())
            .collect();
        assert_eq!(names.len(), 40, "{names:?}");
    }

    #[test]
    fn members_are_bound_to_path_query_and_body() {
        let untag = document().operation("UntagResource").unwrap();
        assert_eq!(untag.method, "DELETE");
        assert_eq!(
            untag.segments,
            [
                Segment::Literal("tags".into()),
                Segment::Label("resourceArn".into())
            ]
        );
        assert_eq!(untag.query[0].name, "tagKeys");
        assert!(untag.query[0].required);
        assert!(untag.body.is_none());
        assert_eq!(
            untag.errors,
            [
                "ResourceNotFoundException",
                "ValidationException",
                "InternalServerException"
            ]
        );
    }

    #[test]
    fn pagination_parameters_of_the_conversion_are_ignored() {
        let list = document().operation("ListStages").unwrap();
        assert!(list.query.is_empty());
        let body = document().flat(list.body.as_ref().unwrap());
        assert!(body["properties"].get("nextToken").is_some());
    }
}
