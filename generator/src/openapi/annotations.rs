//! Annotated references: `allOf: [{$ref}, {description | deprecated | pattern | x-…}]` is the schema of
//! the reference with annotations for one member.
//!
//! An annotation next to `allOf` or `$ref`, where an overlay puts it, takes precedence.

use openapiv3::{ReferenceOr, Schema, SchemaData, SchemaKind, StringType, Type};
use serde_json::Value;

use super::extensions::Extensions;
use crate::service::Access;

/// A schema where it is used: by reference, or spelled out.
#[derive(Clone, Copy, Debug)]
pub(super) enum SchemaRef<'a> {
    /// A `$ref`.
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

/// A member's schema, with the annotations taken off.
#[derive(Debug)]
pub(super) struct Annotated<'a> {
    /// The schema of its values, behind the annotations.
    pub(super) target: SchemaRef<'a>,
    /// The member's own description.
    pub(super) documentation: Option<String>,
    /// A pattern for this member alone.
    pub(super) pattern: Option<&'a str>,
    /// Whether this member is deprecated.
    pub(super) deprecated: bool,
    /// Whether this member can be `null`.
    pub(super) nullable: bool,
    /// The messages that contain this member.
    pub(super) access: Access,
    /// The value of this member where there is none.
    pub(super) default: Option<String>,
    /// The extensions of this member.
    pub(super) extensions: Extensions<'a>,
}

/// What a schema is without its annotations: the reference, or the schema itself.
pub(super) fn target(schema: SchemaRef<'_>) -> SchemaRef<'_> {
    let SchemaRef::Inline(Schema { schema_kind: SchemaKind::AllOf { all_of }, .. }) = schema else {
        return schema;
    };
    let mut references = all_of.iter().filter_map(|part| match part {
        ReferenceOr::Reference { reference } => Some(SchemaRef::Named(reference)),
        ReferenceOr::Item(_) => None,
    });
    references.next_back().unwrap_or(schema)
}

/// Separates a schema from its annotations.
pub(super) fn read<'a>(schema: SchemaRef<'a>) -> Annotated<'a> {
    let mut annotated = Annotated {
        target: target(schema),
        documentation: None,
        pattern: None,
        deprecated: false,
        nullable: false,
        access: Access::Both,
        default: None,
        extensions: Extensions::default(),
    };
    let SchemaRef::Inline(outer) = schema else {
        return annotated;
    };
    annotated.add(outer);
    if let SchemaKind::AllOf { all_of } = &outer.schema_kind {
        let annotations = all_of.iter().filter_map(ReferenceOr::as_item);
        annotations.for_each(|annotation| annotated.add(annotation));
    }
    annotated
}

impl<'a> Annotated<'a> {
    /// Adds the annotations of a schema. What an outer schema states wins.
    fn add(&mut self, schema: &'a Schema) {
        let SchemaData { description, deprecated, nullable, extensions, .. } = &schema.schema_data;
        let pattern = match &schema.schema_kind {
            SchemaKind::Any(any) => any.pattern.as_deref(),
            SchemaKind::Type(Type::String(StringType { pattern, .. })) => pattern.as_deref(),
            _ => None,
        };
        self.documentation =
            self.documentation.take().or_else(|| self::description(description.as_deref()));
        self.pattern = self.pattern.or(pattern);
        self.deprecated |= deprecated;
        self.nullable |= nullable;
        if self.access == Access::Both {
            self.access = access(&schema.schema_data);
        }
        self.default = self.default.take().or_else(|| default(&schema.schema_data));
        self.extensions = std::mem::take(&mut self.extensions).or(Extensions::of(extensions));
    }
}

/// The messages that contain values of a schema.
pub(super) fn access(data: &SchemaData) -> Access {
    match (data.read_only, data.write_only) {
        (true, false) => Access::Read,
        (false, true) => Access::Write,
        // Both at once exclude each other.
        _ => Access::Both,
    }
}

/// The default of a schema as documentation shows it, if it is short.
pub(super) fn default(data: &SchemaData) -> Option<String> {
    const LONGEST: usize = 100;
    let text = match data.default.as_ref()? {
        Value::Null => return None,
        Value::String(text) => text.clone(),
        value => value.to_string(),
    };
    (text.len() <= LONGEST).then_some(text)
}

/// A description, unless it is empty.
pub(super) fn description(written: Option<&str>) -> Option<String> {
    let written = written.filter(|written| !written.trim().is_empty());
    written.map(str::to_owned)
}
