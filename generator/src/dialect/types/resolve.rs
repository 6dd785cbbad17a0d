//! What a schema stands for: a scalar, a list or a map with its limits, or a shape by its name.

use openapiv3::{
    ArrayType, ObjectType, Schema, SchemaKind, StringFormat, StringType, Type as SchemaType,
    VariantOrUnknownOrEmpty,
};

use crate::document::Pointer;
use crate::service::{TimestampFormat, Type};

use super::super::annotations::{self, SchemaRef};
use super::super::limits::{
    entry_limits, integer_limits, list_limits, number_limits, string_limits,
};
use super::super::marks::Extensions;
use super::super::references::MAX_CHAIN;
use super::super::{
    blobs, documents, lost_types, maps, numbers, secrets, sparse, streams, timestamps,
};
use super::{Context, Resolved, Types};

/// Deeper than any document that passed the checks: [`MAX_CHAIN`] links, and lists inlined below.
const MAX_DEPTH: usize = 2 * MAX_CHAIN;

impl<'a> Types<'a> {
    /// What a schema stands for.
    pub(in crate::dialect) fn resolve(
        &mut self,
        schema: SchemaRef<'a>,
        context: Context<'_>,
    ) -> Resolved {
        if context.depth > MAX_DEPTH {
            // A list or map that is made of itself, reported as a circular reference.
            return Type::Json.into();
        }
        match schema {
            SchemaRef::Named(reference) => match self.api.schema(reference) {
                Some((name, schema)) => {
                    let components = Pointer::root().child("components").child("schemas");
                    let context = Context {
                        pointer: &components.child(name),
                        ..context
                    };
                    self.resolve_schema(schema, Some(name), context)
                }
                // Reported as a dangling or circular reference.
                None => Type::Json.into(),
            },
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
        let extensions = &schema.schema_data.extensions;
        let times = timestamps::declared(extensions).unwrap_or(context.times);
        let context = Context { times, ..context };
        let mut resolved = self.resolve_kind(schema, name, context);
        let has_own_guard = matches!(resolved.target, Type::Secret | Type::Named(_));
        resolved.sensitive |= secrets::is_sensitive(extensions) && !has_own_guard;
        resolved
    }

    fn resolve_kind(
        &mut self,
        schema: &'a Schema,
        name: Option<&'a str>,
        context: Context<'_>,
    ) -> Resolved {
        let extensions = &schema.schema_data.extensions;
        if let Some(stream) = streams::read(extensions) {
            return stream.into();
        }
        if lost_types::is_anything(schema) || documents::is_document(extensions) {
            return Type::Json.into();
        }
        let SchemaKind::Type(kind) = &schema.schema_kind else {
            return Type::Json.into();
        };
        match kind {
            SchemaType::Boolean(_) => Type::Boolean.into(),
            SchemaType::Integer(integer) => {
                (numbers::integer(integer), integer_limits(integer)).into()
            }
            SchemaType::Number(number) => (numbers::number(number), number_limits(number)).into(),
            SchemaType::String(text) if text.enumeration.is_empty() => (
                string_type(text, extensions, context.times),
                string_limits(text),
            )
                .into(),
            SchemaType::String(text) => self.enumeration(text, schema, name, context).into(),
            SchemaType::Array(list) => self.list(list, extensions, context),
            SchemaType::Object(object) => match maps::values(object) {
                Some(values) => self.map(object, values, extensions, context),
                None => self.structure(object, schema, name, context).into(),
            },
        }
    }

    fn list(
        &mut self,
        list: &'a ArrayType,
        extensions: &Extensions,
        context: Context<'_>,
    ) -> Resolved {
        let element = match &list.items {
            Some(items) => self.resolve(items.into(), context.deeper()),
            None => Type::Json.into(),
        };
        let target = Type::List(Box::new(element.target));
        Resolved {
            target: sparse::by_mark(target, extensions),
            constraints: list_limits(list, element.constraints),
            sensitive: element.sensitive,
        }
    }

    fn map(
        &mut self,
        object: &'a ObjectType,
        values: maps::Values<'a>,
        extensions: &Extensions,
        context: Context<'_>,
    ) -> Resolved {
        let value = match values {
            maps::Values::Of(schema) => self.resolve(schema.into(), context.deeper()),
            maps::Values::Any => Type::Json.into(),
        };
        let target = Type::Map(Box::new(value.target));
        let key = maps::key(&self.api, extensions);
        let has_secret_keys = key.as_ref().is_some_and(|key| key.is_secret);
        let key = key.map(|key| key.limits).unwrap_or_default();
        Resolved {
            target: sparse::by_mark(target, extensions),
            constraints: entry_limits(object, key, value.constraints),
            sensitive: value.sensitive || has_secret_keys,
        }
    }
}

fn string_type(text: &StringType, extensions: &Extensions, times: TimestampFormat) -> Type {
    if blobs::is_blob(text, extensions) {
        Type::Blob
    } else if secrets::is_secret(text, extensions) {
        Type::Secret
    } else if matches!(
        text.format,
        VariantOrUnknownOrEmpty::Item(StringFormat::DateTime)
    ) {
        Type::Timestamp(times)
    } else {
        Type::String
    }
}
