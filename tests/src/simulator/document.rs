//! The OpenAPI document, read for judging requests and answers.
//!
//! Works on the plain JSON value and on nothing of the generator's: where the two disagree about the
//! document, a test must be able to see it.

use serde_json::Value;
use std::sync::LazyLock;

const TEXT: &str = include_str!("../../../specs/ivs-realtime/2020-07-14/openapi.yaml");

const METHODS: [&str; 5] = ["get", "put", "post", "delete", "patch"];

static DOCUMENT: LazyLock<Document> = LazyLock::new(|| {
    let value = serde_yaml::from_str(TEXT).expect("the committed document is YAML");
    Document::new(value).expect("the committed document describes operations")
});

/// The document of IVS RealTime, 2020-07-14.
pub(crate) fn document() -> &'static Document {
    &DOCUMENT
}

/// An API description: its operations, and the schemas that they refer to.
#[derive(Debug)]
pub(crate) struct Document {
    pub(crate) operations: Vec<Operation>,
    value: Value,
}

/// What the document says about one operation.
#[derive(Debug)]
pub(crate) struct Operation {
    pub(crate) name: String,
    pub(crate) method: String,
    /// The path's segments: text, or the name of the member that stands there.
    pub(crate) segments: Vec<Segment>,
    pub(crate) query: Vec<Parameter>,
    pub(crate) path: Vec<Parameter>,
    /// The schema of the request's body, if it has one.
    pub(crate) body: Option<Value>,
    /// The schema of the successful answer's body.
    pub(crate) output: Option<Value>,
    /// The codes of the errors that the document lists for this operation.
    pub(crate) errors: Vec<String>,
}

/// One part of a path between slashes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Segment {
    Text(String),
    Label(String),
}

/// A member that is sent in the path or in the query.
#[derive(Debug)]
pub(crate) struct Parameter {
    pub(crate) name: String,
    pub(crate) required: bool,
    pub(crate) schema: Value,
}

impl Document {
    fn new(value: Value) -> Option<Self> {
        let mut operations = Vec::new();
        for (path, item) in value["paths"].as_object()? {
            for method in METHODS {
                if let Some(operation) = item.get(method) {
                    operations.push(Operation::new(path, method, operation)?);
                }
            }
        }
        Some(Self { operations, value })
    }

    /// The operation with that name.
    pub(crate) fn operation(&self, name: &str) -> Option<&Operation> {
        self.operations
            .iter()
            .find(|operation| operation.name == name)
    }

    /// What a `$ref` of this document points at.
    pub(crate) fn resolve(&self, reference: &str) -> Option<&Value> {
        self.value.pointer(reference.strip_prefix('#')?)
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
    fn the_document_describes_fifteen_operations() {
        let names: Vec<&str> = document()
            .operations
            .iter()
            .map(|it| it.name.as_str())
            .collect();
        assert_eq!(names.len(), 15, "{names:?}");
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
        assert!(
            list.body
                .as_ref()
                .unwrap()
                .pointer("/properties/nextToken")
                .is_some()
        );
    }
}
