//! Shapes, each made when it is first needed: structures, unions and enums, with a name of the document or
//! with one that is made up.

use openapiv3::{ObjectType, Schema, SchemaData, StringType};
use serde_json::Value;

use crate::document::Pointer;
use crate::service::{EnumValue, Shape, ShapeId, ShapeKind, Type};

use super::super::{documentation, enums, secrets, unions};
use super::{Context, Types};

impl<'a> Types<'a> {
    pub(super) fn structure(
        &mut self,
        object: &'a ObjectType,
        schema: &Schema,
        name: Option<&str>,
        context: Context<'_>,
    ) -> Type {
        let known = self.unnamed.get(&std::ptr::from_ref(object)).cloned();
        let id = match (name, known) {
            (Some(name), _) => name.to_owned(),
            (None, Some(known)) => known,
            (None, None) => {
                let id = self.free_name(context);
                self.unnamed.insert(object, id.clone());
                id
            }
        };
        if !self.shapes.contains_key(&id) {
            let kind = match unions::is_union(&schema.schema_data.extensions) {
                true => ShapeKind::Union(Vec::new()),
                false => ShapeKind::Structure(Vec::new()),
            };
            self.insert(&id, kind, schema, context.pointer);
            self.waiting.push_back((id.clone(), object));
        }
        Type::Named(id)
    }

    pub(super) fn enumeration(
        &mut self,
        text: &StringType,
        schema: &'a Schema,
        name: Option<&'a str>,
        context: Context<'_>,
    ) -> Type {
        if name.is_none() {
            let known = enums::find(&self.api, &text.enumeration, context.owner, context.member);
            if let Some(known) = known {
                let pointer = Pointer::root()
                    .child("components")
                    .child("schemas")
                    .child(known);
                let reference = pointer.to_string();
                if let Some((known, schema)) = self.api.schema(&reference) {
                    let context = Context {
                        pointer: &pointer,
                        ..context
                    };
                    return self.resolve_schema(schema, Some(known), context).target;
                }
            }
        }
        let id = name.map_or_else(|| self.free_name(context), str::to_owned);
        if !self.shapes.contains_key(&id) {
            let values = values(text, &schema.schema_data);
            self.insert(&id, ShapeKind::Enum(values), schema, context.pointer);
        }
        Type::Named(id)
    }

    fn insert(&mut self, id: &str, kind: ShapeKind, schema: &Schema, pointer: &Pointer) {
        let shape = Shape {
            id: id.to_owned(),
            pointer: pointer.clone(),
            kind,
            sensitive: secrets::is_sensitive(&schema.schema_data.extensions),
            documentation: documentation::text(schema.schema_data.description.as_deref()),
            deprecated: schema.schema_data.deprecated,
        };
        self.shapes.insert(id.to_owned(), shape);
    }

    /// A name for a shape without one, numbered if the document has taken it.
    fn free_name(&self, context: Context<'_>) -> ShapeId {
        let name = enums::name(context.owner, context.member);
        let taken =
            |name: &str| self.api.position(name).is_some() || self.shapes.contains_key(name);
        let numbered = (2_usize..).map(|number| format!("{name}{number}"));
        let mut candidates = std::iter::once(name.clone()).chain(numbered);
        candidates.find(|name| !taken(name)).unwrap_or(name)
    }
}

/// The values of an enum, each with its text from `x-enumDescriptions`.
fn values(text: &StringType, data: &SchemaData) -> Vec<EnumValue> {
    let texts = data.extensions.get("x-enumDescriptions");
    let values = text.enumeration.iter().flatten();
    values
        .map(|value| EnumValue {
            value: value.clone(),
            documentation: documentation::text(
                texts
                    .and_then(|texts| texts.get(value))
                    .and_then(Value::as_str),
            ),
        })
        .collect()
}
