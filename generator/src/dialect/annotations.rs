//! Rule 13: `allOf: [{$ref}, {description | xml | deprecated | pattern}]` is a reference with
//! annotations. It occurs 55,579 times, and no other `allOf` does.
//!
//! An annotation may also stand beside `allOf`, where an overlay naturally puts it, and wins there.

use openapiv3::{ReferenceOr, Schema, SchemaData, SchemaKind, StringType, Type};
use serde_json::{Map, Value};

use crate::document::Pointer;

use super::documentation;
use super::marks::Extensions;
use super::report::{Report, listed};
use super::wire_names;

/// A schema as it stands at its place: a name, or a type spelled out.
#[derive(Clone, Copy, Debug)]
pub(super) enum SchemaRef<'a> {
    /// The text of a `$ref`.
    Named(&'a str),
    /// A schema without a name.
    Inline(&'a Schema),
}

impl<'a> From<&'a ReferenceOr<Schema>> for SchemaRef<'a> {
    fn from(schema: &'a ReferenceOr<Schema>) -> Self {
        match schema {
            ReferenceOr::Reference { reference } => Self::Named(reference),
            ReferenceOr::Item(schema) => Self::Inline(schema),
        }
    }
}

impl<'a> From<&'a ReferenceOr<Box<Schema>>> for SchemaRef<'a> {
    fn from(schema: &'a ReferenceOr<Box<Schema>>) -> Self {
        match schema {
            ReferenceOr::Reference { reference } => Self::Named(reference),
            ReferenceOr::Item(schema) => Self::Inline(schema),
        }
    }
}

/// What is said about a member at the place where it stands.
#[derive(Debug)]
pub(super) struct Annotated<'a> {
    /// What the member holds, behind the annotations.
    pub(super) target: SchemaRef<'a>,
    /// The member's own text.
    pub(super) documentation: Option<String>,
    /// The key in JSON, where it is not the property's name (rule 12).
    pub(super) wire_name: Option<&'a str>,
    /// A pattern for this member alone.
    pub(super) pattern: Option<&'a str>,
    /// Whether this member is discouraged.
    pub(super) deprecated: bool,
    /// The extensions of this member, the outermost first.
    pub(super) extensions: Vec<&'a Extensions>,
}

/// Takes the annotations off a schema.
pub(super) fn read<'a>(schema: SchemaRef<'a>) -> Annotated<'a> {
    let mut annotated = Annotated {
        target: schema,
        documentation: None,
        wire_name: None,
        pattern: None,
        deprecated: false,
        extensions: Vec::new(),
    };
    let SchemaRef::Inline(outer) = schema else {
        return annotated;
    };
    annotated.add(outer);
    if let SchemaKind::AllOf { all_of } = &outer.schema_kind {
        for part in all_of {
            match part {
                ReferenceOr::Reference { reference } => {
                    annotated.target = SchemaRef::Named(reference);
                }
                ReferenceOr::Item(annotation) => annotated.add(annotation),
            }
        }
    }
    annotated
}

impl<'a> Annotated<'a> {
    /// Whether a rule finds its extension on the member.
    pub(super) fn is(&self, rule: impl Fn(&Extensions) -> bool) -> bool {
        self.extensions.iter().any(|extensions| rule(extensions))
    }

    /// What a rule reads out of the member's extensions.
    pub(super) fn find<T>(&self, rule: impl Fn(&'a Extensions) -> Option<T>) -> Option<T> {
        self.extensions
            .iter()
            .find_map(|extensions| rule(extensions))
    }

    /// Adds what the schema says, unless it has been said already.
    fn add(&mut self, schema: &'a Schema) {
        let SchemaData {
            description,
            deprecated,
            extensions,
            ..
        } = &schema.schema_data;
        let pattern = match &schema.schema_kind {
            SchemaKind::Any(any) => any.pattern.as_deref(),
            SchemaKind::Type(Type::String(StringType { pattern, .. })) => pattern.as_deref(),
            _ => None,
        };
        self.documentation = self
            .documentation
            .take()
            .or_else(|| documentation::text(description.as_deref()));
        self.wire_name = self.wire_name.or_else(|| wire_names::read(extensions));
        self.pattern = self.pattern.or(pattern);
        self.deprecated |= deprecated;
        self.extensions.push(extensions);
    }
}

/// Reports an `allOf` of any other form.
pub(super) fn check(pointer: &Pointer, schema: &Map<String, Value>, report: &mut Report<'_>) {
    let parts = schema.get("allOf").and_then(Value::as_array);
    let parts = parts.map_or(&[][..], Vec::as_slice);
    let annotation = |part: &Value| {
        part.as_object()
            .is_some_and(|part| part.keys().all(|key| is_annotation(key)))
    };
    let reference = |part: &Value| {
        part.as_object().is_some_and(|part| {
            part.contains_key("$ref") && part.keys().all(|key| key == "$ref" || is_annotation(key))
        })
    };
    let known = match parts {
        [target] => reference(target),
        [target, beside] => reference(target) && annotation(beside),
        _ => false,
    };
    if !known {
        let count = parts.len();
        report
            .error("unsupported-schema", &pointer.child("allOf"))
            .found(format!(
                "an `allOf` of {count} schemas that is no annotated reference"
            ))
            .expected(format!(
                "one `$ref`, then at most one object with {}",
                listed(ANNOTATIONS)
            ))
            .remedy("write one schema with all members instead");
    }
    check_beside("allOf", pointer, schema, report);
}

/// Reports what stands beside a reference and is no annotation.
pub(super) fn check_beside(
    reference: &str,
    pointer: &Pointer,
    schema: &Map<String, Value>,
    report: &mut Report<'_>,
) {
    for key in schema
        .keys()
        .filter(|key| *key != reference && !is_annotation(key))
    {
        report
            .error("unsupported-schema", &pointer.child(key))
            .found(format!("`{key}` beside `{reference}`"))
            .expected(format!("nothing but {}", listed(ANNOTATIONS)))
            .remedy("move it into the schema that is referred to, or remove it");
    }
}

const ANNOTATIONS: &[&str] = &[
    "description",
    "deprecated",
    "pattern",
    "xml",
    "title",
    "example",
];

fn is_annotation(key: &str) -> bool {
    ANNOTATIONS.contains(&key) || key.starts_with("x-")
}
