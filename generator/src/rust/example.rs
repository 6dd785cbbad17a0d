//! Examples of calls: the values that the document gives, and values that could be for the rest.
//!
//! An example shows what is required and, of the rest, what the document's own example shows. Without one,
//! a call that needs nothing sets the first thing that can be said in a word.

mod answer;
mod derived;
mod given;

use super::model::{
    ExampleCall, ExampleSetting, ExampleValue, Field, OperationModule, Presence, TypeItem,
    TypeModule,
};
use super::naming::{Names, plain};
use super::types;
use crate::service::{Constraints, Member, Operation, Service, ShapeKind, Type};
use proc_macro2::Ident;
use serde_json::Value;
use std::collections::HashMap;

/// Writes the examples of one service.
pub(super) struct Examples<'a> {
    service: &'a Service,
    names: &'a Names,
    types: HashMap<String, &'a TypeItem>,
}

/// A value that is to be written down.
#[derive(Clone, Copy)]
struct Wanted<'a, 'g> {
    /// The name of the member that holds it, of which a text can be made.
    name: &'a str,
    target: &'a Type,
    constraints: Option<&'a Constraints>,
    /// What the document shows.
    given: Option<&'g Value>,
}

impl<'a> Wanted<'a, '_> {
    fn of(member: &'a Member) -> Self {
        Self {
            name: &member.name,
            target: &member.target,
            constraints: Some(&member.constraints),
            given: None,
        }
    }

    /// The value of an element, or of an entry.
    fn element<'g>(&self, target: &'a Type, given: Option<&'g Value>) -> Wanted<'a, 'g> {
        Wanted {
            name: self.name,
            target,
            constraints: self
                .constraints
                .and_then(|limits| limits.element.as_deref()),
            given,
        }
    }
}

impl<'a> Examples<'a> {
    pub(super) fn new(service: &'a Service, names: &'a Names, types: &'a [TypeModule]) -> Self {
        let types = types.iter().map(|module| {
            let name = match &module.item {
                TypeItem::Structure(item) => &item.name,
                TypeItem::Enumeration(item) => &item.name,
                TypeItem::Union(item) => &item.name,
            };
            (plain(name), &module.item)
        });
        Self {
            service,
            names,
            types: types.collect(),
        }
    }

    /// A call of an operation. `None` if a value is needed that holds itself.
    pub(super) fn call(
        &self,
        operation: &'a Operation,
        module: &OperationModule,
    ) -> Option<ExampleCall> {
        let given = |member: &Member| {
            let example = operation.example.get(&member.name)?;
            Some(&example.value)
        };
        let value = |member: &'a Member| {
            let given = given(member);
            self.value(
                Wanted {
                    given,
                    ..Wanted::of(member)
                },
                &mut Vec::new(),
            )
        };
        let members = || operation.input.iter().zip(&module.input.fields);
        let arguments = operation.input.arguments().zip(module.arguments());
        let arguments = arguments.map(|(member, field)| Some((field.name.clone(), value(member)?)));
        let arguments: Vec<_> = arguments.collect::<Option<_>>()?;
        let mut settings: Vec<ExampleSetting> = members()
            .filter(|(member, field)| is_optional(field) && given(member).is_some())
            .filter(|(member, _)| !member.idempotency_token)
            .filter_map(|(member, field)| Some(setting(field, &field.setter, value(member)?)))
            .collect();
        if arguments.is_empty() && settings.is_empty() && module.pagination.is_none() {
            let word = self.first_word(members());
            settings.extend(word.map(|(field, value)| setting(field, &field.setter, value)));
        }
        Some(ExampleCall {
            arguments,
            settings,
            answer: self.answer(module),
        })
    }

    /// The value: as the document shows it if that can be, or one that could be. `None` for one that would
    /// have to hold itself.
    fn value(&self, wanted: Wanted<'a, '_>, around: &mut Vec<&'a str>) -> Option<ExampleValue> {
        let ty = |inner: &Type| types::lower(inner, self.names);
        match (wanted.target, wanted.given) {
            (Type::Named(id), given) => {
                if given.is_none() && around.contains(&id.as_str()) {
                    return None;
                }
                around.push(id);
                let value = self.named(id, given, around);
                around.pop();
                value
            }
            (Type::List(element), Some(Value::Array(given))) => {
                let elements = given
                    .iter()
                    .filter_map(|given| self.value(wanted.element(element, Some(given)), around));
                Some(ExampleValue::List(ty(element), elements.collect()))
            }
            (Type::List(element), _) => {
                let one = self.value(wanted.element(element, None), around);
                let count = derived::count(wanted.constraints);
                let elements = one.map_or_else(Vec::new, |one| vec![one; count]);
                Some(ExampleValue::List(ty(element), elements))
            }
            (Type::Map(inner), Some(Value::Object(given))) => {
                let entries = given.iter().filter_map(|(key, given)| {
                    let value = self.value(wanted.element(inner, Some(given)), around)?;
                    Some((key.clone(), value))
                });
                Some(ExampleValue::Map(ty(inner), entries.collect()))
            }
            (Type::Map(inner), _) => {
                let wanted = Wanted {
                    name: "value",
                    ..wanted
                };
                let one = self.value(wanted.element(inner, None), around);
                let entry = one.map(|one| ("key".to_owned(), one));
                Some(ExampleValue::Map(ty(inner), entry.into_iter().collect()))
            }
            (Type::Nullable(_), Some(Value::Null)) => Some(ExampleValue::Null),
            (Type::Nullable(inner), given) => {
                let wanted = Wanted {
                    target: inner,
                    given,
                    ..wanted
                };
                let value = self.value(wanted, around)?;
                Some(ExampleValue::Some(Box::new(value)))
            }
            (target, given) => given
                .and_then(|given| given::scalar(target, given))
                .or_else(|| derived::scalar(self.service, &wanted)),
        }
    }

    /// A value of a structure, a union or an enum.
    fn named(
        &self,
        id: &'a str,
        given: Option<&Value>,
        around: &mut Vec<&'a str>,
    ) -> Option<ExampleValue> {
        let name = self.names.type_of(id);
        let shape = self.service.shapes.get(id)?;
        let member = |key: &str| given?.as_object()?.get(key);
        match (&shape.kind, *self.types.get(&plain(&name))?) {
            (ShapeKind::Enum(_), TypeItem::Enumeration(item)) => {
                let variant = |text: &str| {
                    let known = item.variants.iter().find(|known| known.value == text);
                    match known {
                        Some(known) => ExampleValue::Variant(name.clone(), known.name.clone()),
                        None => ExampleValue::Unknown(name.clone(), text.to_owned()),
                    }
                };
                let text = given.and_then(Value::as_str);
                Some(variant(text.unwrap_or(&item.variants.first()?.value)))
            }
            (ShapeKind::Structure(members), TypeItem::Structure(item)) => {
                let mut required = Vec::new();
                let mut settings = Vec::new();
                for (each, field) in members.iter().zip(&item.fields) {
                    let given = member(&each.wire_name);
                    let wanted = Wanted {
                        given,
                        ..Wanted::of(each)
                    };
                    if !is_optional(field) {
                        required.push((field.name.clone(), self.value(wanted, around)?));
                    } else if given.is_some() {
                        let value = self.value(wanted, around);
                        settings.extend(value.map(|value| setting(field, &field.with, value)));
                    }
                }
                if required.is_empty() && settings.is_empty() && given.is_none() {
                    let word = self.first_word(members.iter().zip(&item.fields));
                    settings.extend(word.map(|(field, value)| setting(field, &field.with, value)));
                }
                Some(ExampleValue::Structure(name, required, settings))
            }
            (ShapeKind::Union(members), TypeItem::Union(item)) => {
                let mut variants = members.iter().zip(&item.members).map(|(each, field)| {
                    let given = member(&each.wire_name);
                    (each, field, given)
                });
                let shown = variants.clone().find(|(_, _, given)| given.is_some());
                let mut possible = shown.into_iter().chain(variants.by_ref());
                possible.find_map(|(each, field, given)| {
                    let wanted = Wanted {
                        given,
                        ..Wanted::of(each)
                    };
                    let value = Box::new(self.value(wanted, around)?);
                    let variant = field.name.clone();
                    Some(ExampleValue::Member(
                        name.clone(),
                        variant,
                        field.boxed,
                        value,
                    ))
                })
            }
            _ => None,
        }
    }

    /// The optional member that can be said in a word: the name if there is one, or the first.
    fn first_word<'f>(
        &self,
        members: impl Iterator<Item = (&'a Member, &'f Field)>,
    ) -> Option<(&'f Field, ExampleValue)> {
        let words = members.filter(|(member, field)| {
            is_optional(field)
                && !member.idempotency_token
                && !member.deprecated
                && self.is_word(&member.target)
        });
        let is_name = |field: &Field| plain(&field.name).ends_with("name");
        let (member, field) = words.min_by_key(|(_, field)| !is_name(field))?;
        let value = self.value(Wanted::of(member), &mut Vec::new())?;
        Some((field, value))
    }

    fn is_word(&self, target: &Type) -> bool {
        match target {
            Type::String | Type::Integer | Type::Integer32 => true,
            Type::Named(id) => {
                let shape = self.service.shapes.get(id);
                shape.is_some_and(|shape| matches!(shape.kind, ShapeKind::Enum(_)))
            }
            _ => false,
        }
    }
}

fn setting(field: &Field, setter: &Ident, value: ExampleValue) -> ExampleSetting {
    ExampleSetting {
        setter: setter.clone(),
        field: field.name.clone(),
        value,
    }
}

fn is_optional(field: &Field) -> bool {
    field.presence != Presence::Required
}
