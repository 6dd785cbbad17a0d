//! The OpenAPI document, read for judging requests and answers, and for making them up.
//!
//! Works on the plain JSON value and on nothing of the generator's: where the two disagree about the
//! document, a test must be able to see it. What AWS has added since stands in an overlay beside the
//! document; it is applied here by other code than the generator's.

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

/// The document of IVS RealTime, 2020-07-14, with all that AWS has added since.
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

/// What the document says about one operation.
#[derive(Debug)]
pub struct Operation {
    /// As AWS calls it: `CreateStage`.
    pub name: String,
    /// The HTTP method, in capitals.
    pub method: String,
    /// The path's segments: text, or the name of the member that stands there.
    pub segments: Vec<Segment>,
    /// The members in the query.
    pub query: Vec<Parameter>,
    /// The members in the path.
    pub path: Vec<Parameter>,
    /// The schema of the request's body, if it has one.
    pub body: Option<Value>,
    /// The schema of the successful answer's body.
    pub output: Option<Value>,
    /// The codes of the errors that the document lists for this operation.
    pub errors: Vec<String>,
}

/// One part of a path between slashes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Segment {
    /// It stands there as it is.
    Text(String),
    /// The value of this member stands there.
    Label(String),
}

/// A member that is sent in the path or in the query.
#[derive(Debug)]
pub struct Parameter {
    /// The member's name, which is also the key in the query.
    pub name: String,
    /// Whether it must be there.
    pub required: bool,
    /// What its values are.
    pub schema: Value,
}

impl Document {
    fn new(value: Value) -> Option<Self> {
        let mut operations = Vec::new();
        for (path, item) in value["paths"].as_object()? {
            for method in METHODS {
                if let Some(operation) = item.get(method) {
                    let mut operation = Operation::new(path, method, operation)?;
                    // In the path's item the input stands without what its structures require.
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

    /// What a `$ref` of this document points at.
    pub fn resolve(&self, reference: &str) -> Option<&Value> {
        self.value.pointer(reference.strip_prefix('#')?)
    }

    /// A schema as one object: references followed, and the parts of an `allOf` laid over one another.
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

    /// The member of an operation's input in which a client puts a token of its own making, if the caller
    /// gives none.
    pub fn idempotency_token(&self, operation: &Operation) -> Option<String> {
        let input = self.flat(operation.body.as_ref()?);
        let mut members = input.get("properties")?.as_object()?.iter();
        let is_token = |member: &Value| self.flat(member).contains_key("x-idempotency-token");
        members.find_map(|(name, member)| is_token(member).then(|| name.clone()))
    }

    /// The header in which a member of an answer stands, if it is not in the body.
    pub fn header(&self, member: &Value) -> Option<String> {
        self.flat(member)
            .get("x-header")
            .and_then(Value::as_str)
            .map(str::to_owned)
    }
}

impl Operation {
    fn new(path: &str, method: &str, value: &Value) -> Option<Self> {
        // What follows '#' only keeps the document's keys apart; it is never sent.
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
                // The conversion invented these; the service reads them from the body.
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
            None => Self::Text(text.to_owned()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_document_and_its_additions_describe_forty_operations() {
        let names: Vec<&str> = document()
            .operations
            .iter()
            .map(|it| it.name.as_str())
            .collect();
        assert_eq!(names.len(), 40, "{names:?}");
    }

    #[test]
    fn an_operation_knows_where_its_members_are() {
        let untag = document().operation("UntagResource").unwrap();
        assert_eq!(untag.method, "DELETE");
        assert_eq!(
            untag.segments,
            [
                Segment::Text("tags".into()),
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
    fn invented_pagination_parameters_are_not_read() {
        let list = document().operation("ListStages").unwrap();
        assert!(list.query.is_empty());
        let body = document().flat(list.body.as_ref().unwrap());
        assert!(body["properties"].get("nextToken").is_some());
    }
}
