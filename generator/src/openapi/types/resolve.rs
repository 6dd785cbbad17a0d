//! The type of a schema: a scalar, a list or a map with its limits, or a shape by its name.
//!
//! An integer without `format` has 64 bits, a number without one is a double. A schema without a type is
//! any JSON.

use openapiv3::{
    ArrayType, IntegerFormat, IntegerType, NumberFormat, ObjectType, Schema, SchemaKind,
    StringFormat, StringType, Type as SchemaType, VariantOrUnknownOrEmpty,
};
use serde_json::Value;

use super::limits::{
    boolean_limits, entry_limits, integer_limits, list_limits, number_limits, string_limits,
};
use super::one_of::Alternatives;
use super::{Context, MapValues, Resolved, Types, map_values, with_nulls};
use crate::openapi::annotations::{self, SchemaRef, access, default};
use crate::openapi::components::{Components, schema_pointer};
use crate::openapi::extensions::{Extensions, Stream};
use crate::openapi::keywords::NodeKind;
use crate::openapi::report::Report;
use crate::openapi::walk;
use crate::openapi::walk::MAX_CHAIN;
use crate::service::{Constraints, TimestampFormat, Type};

/// Deeper than any document that passes the checks: [`MAX_CHAIN`] links, and nested lists below.
const MAX_DEPTH: usize = 2 * MAX_CHAIN;

impl<'a> Types<'a> {
    /// The type of a schema.
    pub(in crate::openapi) fn resolve(
        &mut self,
        schema: SchemaRef<'a>,
        context: Context<'_>,
    ) -> Resolved {
        if context.depth > MAX_DEPTH {
            // A chain of references that is reported as circular or too long.
            return Type::Json.into();
        }
        match schema {
            SchemaRef::Named(reference) => {
                let Some((name, schema)) = self.components.named(reference) else {
                    // Reported as a dangling reference.
                    return Type::Json.into();
                };
                let annotated = annotations::read(schema.into());
                match annotated.target {
                    SchemaRef::Named(_) => self.annotated(&annotated, context.deeper()),
                    SchemaRef::Inline(schema) => {
                        let context = Context { pointer: &schema_pointer(name), ..context };
                        self.resolve_schema(schema, Some(name), context)
                    }
                }
            }
            SchemaRef::Inline(_) => {
                let annotated = annotations::read(schema);
                match annotated.target {
                    SchemaRef::Named(_) => self.annotated(&annotated, context),
                    SchemaRef::Inline(schema) => self.resolve_schema(schema, None, context),
                }
            }
        }
    }

    pub(super) fn resolve_schema(
        &mut self,
        schema: &'a Schema,
        name: Option<&'a str>,
        context: Context<'_>,
    ) -> Resolved {
        let extensions = Extensions::of(&schema.schema_data.extensions);
        let timestamp_format = extensions.timestamp_format.unwrap_or(context.timestamp_format);
        let context = Context { timestamp_format, ..context };
        let mut resolved = self.resolve_kind(schema, name, &extensions, context);
        let redacts_itself = matches!(resolved.target, Type::Secret | Type::Named(_));
        resolved.sensitive |= extensions.sensitive && !redacts_itself;
        resolved.nullable |= schema.schema_data.nullable;
        resolved.access = access(&schema.schema_data);
        resolved.constraints.default = default(&schema.schema_data);
        resolved
    }

    fn resolve_kind(
        &mut self,
        schema: &'a Schema,
        name: Option<&'a str>,
        extensions: &Extensions<'a>,
        context: Context<'_>,
    ) -> Resolved {
        match extensions.stream() {
            Some(Stream::AnyLength) => return Type::Stream.into(),
            Some(Stream::KnownLength) => return Type::SizedStream.into(),
            None => {}
        }
        if extensions.document {
            return Type::Json.into();
        }
        if let Some(alternatives) = Alternatives::of(&schema.schema_kind) {
            return self.one_of(alternatives, schema, name, extensions, context);
        }
        let SchemaKind::Type(kind) = &schema.schema_kind else {
            return Type::Json.into();
        };
        if extensions.json_value {
            return Type::JsonString.into();
        }
        match kind {
            SchemaType::Boolean(boolean) => (Type::Boolean, boolean_limits(boolean)).into(),
            SchemaType::Integer(integer) if !integer.enumeration.is_empty() => {
                self.integer_enumeration(integer, schema, name, extensions, context)
            }
            SchemaType::Integer(integer) => (integer_type(integer), integer_limits(integer)).into(),
            SchemaType::Number(number) => {
                let target = match number.format {
                    VariantOrUnknownOrEmpty::Item(NumberFormat::Float) => Type::Float,
                    _ => Type::Double,
                };
                (target, number_limits(number)).into()
            }
            SchemaType::String(string) if string.enumeration.is_empty() => {
                (string_type(string, extensions, context.timestamp_format), string_limits(string))
                    .into()
            }
            SchemaType::String(string) => {
                self.enumeration(string, schema, name, extensions, context)
            }
            SchemaType::Array(list) => self.list(list, extensions, context),
            SchemaType::Object(object) => match map_values(object) {
                Some(values) => self.map(object, &values, extensions, context),
                None => self.structure(object, schema, name, extensions, context),
            },
        }
    }

    fn list(
        &mut self,
        list: &'a ArrayType,
        extensions: &Extensions<'_>,
        context: Context<'_>,
    ) -> Resolved {
        let element = match &list.items {
            Some(items) => self.resolve(items.into(), context.deeper()).with_null(),
            None => Type::Json.into(),
        };
        Resolved {
            target: sparse(Type::List(Box::new(element.target)), extensions),
            constraints: list_limits(list, element.constraints),
            sensitive: element.sensitive,
            ..Type::Json.into()
        }
    }

    fn map(
        &mut self,
        object: &'a ObjectType,
        values: &MapValues<'a>,
        extensions: &Extensions<'_>,
        context: Context<'_>,
    ) -> Resolved {
        let value = match values {
            MapValues::Of(schema) => self.resolve((*schema).into(), context.deeper()).with_null(),
            MapValues::Any => Type::Json.into(),
        };
        let (key, has_secret_keys) = self.map_key(extensions);
        Resolved {
            target: sparse(Type::Map(Box::new(value.target)), extensions),
            constraints: entry_limits(object, key, value.constraints),
            sensitive: value.sensitive || has_secret_keys,
            ..Type::Json.into()
        }
    }

    /// The limits of a map's keys, and whether they are redacted.
    fn map_key(&self, extensions: &Extensions<'_>) -> (Constraints, bool) {
        let schema = extensions.key.and_then(|reference| self.components.schema(reference));
        let Some((_, schema)) = schema else {
            return Default::default();
        };
        let SchemaKind::Type(SchemaType::String(string)) = &schema.schema_kind else {
            // Reported by `check_map_keys`.
            return Default::default();
        };
        let extensions = Extensions::of(&schema.schema_data.extensions);
        (string_limits(string), is_secret(string, &extensions))
    }
}

/// Reports an `x-key` whose schema is not a string.
pub(in crate::openapi) fn check_map_keys(
    components: &Components<'_>,
    document: &Value,
    report: &mut Report<'_>,
) {
    walk::walk(document, &mut |pointer, kind, value| {
        let key = value.get("x-key").filter(|_| kind == NodeKind::Schema);
        let reference = key.and_then(walk::reference);
        // A dangling reference has been reported.
        let Some((name, schema)) = reference.and_then(|reference| components.schema(reference))
        else {
            return;
        };
        if !matches!(schema.schema_kind, SchemaKind::Type(SchemaType::String(_))) {
            report
                .error("invalid-extension", &pointer.child("x-key"))
                .found(format!("`{name}` as the keys of a map, which is not a string"))
                .expected("the schema of a string: keys of JSON are strings")
                .remedy("name the schema of the keys, or remove the extension");
        }
    });
}

fn sparse(target: Type, extensions: &Extensions<'_>) -> Type {
    match extensions.sparse {
        true => with_nulls(target),
        false => target,
    }
}

fn string_type(
    string: &StringType,
    extensions: &Extensions<'_>,
    timestamp_format: TimestampFormat,
) -> Type {
    match string.format {
        _ if extensions.blob => Type::Blob,
        VariantOrUnknownOrEmpty::Item(StringFormat::Byte | StringFormat::Binary) => Type::Blob,
        _ if is_secret(string, extensions) => Type::Secret,
        VariantOrUnknownOrEmpty::Item(StringFormat::DateTime) => Type::Timestamp(timestamp_format),
        VariantOrUnknownOrEmpty::Item(StringFormat::Date) => Type::Date,
        _ => Type::String,
    }
}

/// The type of an integer by its format. Those of 8 and 16 bits, and of 32 without a sign, have the next greater type.
fn integer_type(integer: &IntegerType) -> Type {
    match &integer.format {
        VariantOrUnknownOrEmpty::Item(IntegerFormat::Int32) => Type::Integer32,
        VariantOrUnknownOrEmpty::Unknown(format) => match format.to_ascii_lowercase().as_str() {
            "int8" | "int16" | "uint8" | "uint16" => Type::Integer32,
            "uint64" => Type::Unsigned,
            _ => Type::Integer,
        },
        _ => Type::Integer,
    }
}

fn is_secret(string: &StringType, extensions: &Extensions<'_>) -> bool {
    let is_password = VariantOrUnknownOrEmpty::Item(StringFormat::Password);
    string.format == is_password || extensions.sensitive
}
