//! Examples of calls: values that the document shows, and derived values for the rest.
//!
//! An example has all required members and those optional ones that the document's example shows.
//! Without one, a call that has no required members sets its simplest optional member.

mod output;

use super::model::{
    ExampleCall, ExampleOutput, ExampleSetting, ExampleValue, Field, NextPlan, OperationModule,
    Presence, RustType, TypeItem, TypeModule,
};
use super::naming::{Names, plain};
use super::shapes::rust_type;
use crate::service::{Access, Constraints, Member, Operation, Service, Shape, ShapeKind, Type};
use heck::ToKebabCase as _;
use proc_macro2::Ident;
use serde_json::Value;
use std::collections::HashMap;

/// The number of optional members from which on a structure has an example, and of those that it shows.
const SEVERAL: usize = 3;

/// The writer of the examples of one service.
pub(super) struct Examples<'a> {
    service: &'a Service,
    names: &'a Names,
    types: HashMap<String, &'a TypeItem>,
}

/// A value that an example needs.
#[derive(Clone, Copy)]
struct ValueSpec<'a, 'g> {
    /// The name of its member, from which a string can be derived.
    name: &'a str,
    target: &'a Type,
    constraints: Option<&'a Constraints>,
    /// The value in the document's example.
    example: Option<&'g Value>,
}

impl<'a> ValueSpec<'a, '_> {
    fn of(member: &'a Member) -> Self {
        Self {
            name: &member.name,
            target: &member.target,
            constraints: Some(&member.constraints),
            example: None,
        }
    }

    /// The specification of an element or an entry.
    fn element<'g>(&self, target: &'a Type, example: Option<&'g Value>) -> ValueSpec<'a, 'g> {
        ValueSpec {
            name: self.name,
            target,
            constraints: self.constraints.and_then(|limits| limits.element.as_deref()),
            example,
        }
    }
}

impl<'a> Examples<'a> {
    pub(super) fn new(service: &'a Service, names: &'a Names, types: &'a [TypeModule]) -> Self {
        let types = types.iter().map(|module| (plain(module.item.name()), &module.item));
        Self { service, names, types: types.collect() }
    }

    /// A call of an operation. `None` if a required value is infinitely recursive.
    pub(super) fn call(
        &self,
        operation: &'a Operation,
        module: &OperationModule,
    ) -> Option<ExampleCall> {
        let example = |member: &Member| {
            let example = operation.example.get(&member.name)?;
            Some(&example.value)
        };
        let value = |member: &'a Member| {
            let example = example(member);
            self.value(ValueSpec { example, ..ValueSpec::of(member) }, &mut Vec::new())
        };
        let members = || operation.input.iter().zip(&module.input.fields);
        let arguments = module.input.arguments.iter().map(|at| {
            let (member, field) = (&operation.input[*at], &module.input.fields[*at]);
            Some((field.name.clone(), value(member)?))
        });
        let arguments: Vec<_> = arguments.collect::<Option<_>>()?;
        let mut settings: Vec<ExampleSetting> = members()
            .filter(|(member, field)| is_optional(field) && example(member).is_some())
            .filter(|(member, _)| !member.idempotency_token)
            .filter(|(_, field)| !is_position(module, field))
            .filter(|(member, _)| example(member).is_none_or(|example| !example.is_null()))
            .filter_map(|(member, field)| Some(setting(field, &field.setter, value(member)?)))
            .collect();
        if arguments.is_empty() && settings.is_empty() && module.pagination.is_none() {
            let simplest = self.simplest_optional(members());
            settings.extend(simplest.map(|(field, value)| setting(field, &field.setter, value)));
        }
        let output = self.output(module);
        let returned = self.returned(operation, module, &output);
        Some(ExampleCall { arguments, settings, output, returned })
    }

    /// A value of a structure with several optional members; none of one that has few. Members that are only
    /// received are not part of one that is sent.
    pub(super) fn of_structure(&self, shape: &'a Shape, is_sent: bool) -> Option<ExampleValue> {
        let name = self.names.type_of(&shape.id);
        let (ShapeKind::Structure(members), TypeItem::Structure(item)) =
            (&shape.kind, *self.types.get(&plain(&name))?)
        else {
            return None;
        };
        let is_shown =
            |member: &Member| !member.deprecated && (!is_sent || member.access != Access::Read);
        let optional = members.iter().zip(&item.fields);
        let optional = optional.filter(|(member, field)| is_optional(field) && is_shown(member));
        let optional: Vec<_> = optional.collect();
        if optional.len() < SEVERAL || item.deprecated {
            return None;
        }
        let ExampleValue::Structure(name, required, _) =
            self.named(&shape.id, None, &mut vec![&shape.id])?
        else {
            return None;
        };
        let (scalars, others): (Vec<_>, Vec<_>) =
            optional.into_iter().partition(|(member, _)| self.is_simple(&member.target));
        let shown = scalars.into_iter().chain(others).filter_map(|(member, field)| {
            let value = self.value(ValueSpec::of(member), &mut vec![&shape.id])?;
            Some(setting(field, &field.with, value))
        });
        Some(ExampleValue::Structure(name, required, shown.take(SEVERAL).collect()))
    }

    /// The member of the output that is shown, with a value.
    fn returned(
        &self,
        operation: &'a Operation,
        module: &OperationModule,
        output: &ExampleOutput,
    ) -> Option<ExampleSetting> {
        use ExampleOutput::{Each, Field, Items, Maybe};
        let (Field(shown, _) | Maybe(shown, _) | Each(shown, ..) | Items(shown, ..)) = output
        else {
            return None;
        };
        let mut members = operation.output.members.iter().zip(&module.output.fields);
        let (member, field) =
            members.find(|(_, field)| field.name == *shown && is_optional(field))?;
        let value = self.value(ValueSpec::of(member), &mut Vec::new())?;
        Some(setting(field, &field.with, value))
    }

    /// Returns the value of the document's example, or a derived one. `None` if the value would contain
    /// itself.
    fn value(&self, spec: ValueSpec<'a, '_>, parents: &mut Vec<&'a str>) -> Option<ExampleValue> {
        let ty = |inner: &Type| rust_type(inner, self.names);
        match (spec.target, spec.example) {
            (Type::Named(id), example) => {
                if example.is_none() && parents.contains(&id.as_str()) {
                    return None;
                }
                parents.push(id);
                let value = self.named(id, example, parents);
                parents.pop();
                value
            }
            (Type::List(element), Some(Value::Array(example))) => {
                let elements = example.iter().filter_map(|example| {
                    self.value(spec.element(element, Some(example)), parents)
                });
                Some(ExampleValue::List(ty(element), elements.collect()))
            }
            (Type::List(element), _) => {
                let one = self.value(spec.element(element, None), parents);
                let count = element_count(spec.constraints);
                let elements = one.map_or_else(Vec::new, |one| vec![one; count]);
                Some(ExampleValue::List(ty(element), elements))
            }
            (Type::Map(inner), Some(Value::Object(example))) => {
                let entries = example.iter().filter_map(|(key, example)| {
                    let value = self.value(spec.element(inner, Some(example)), parents)?;
                    Some((key.clone(), value))
                });
                Some(ExampleValue::Map(ty(inner), entries.collect()))
            }
            (Type::Map(inner), _) => {
                let spec = ValueSpec { name: "value", ..spec };
                let one = self.value(spec.element(inner, None), parents);
                let entry = one.map(|one| ("key".to_owned(), one));
                Some(ExampleValue::Map(ty(inner), entry.into_iter().collect()))
            }
            (Type::Nullable(_), Some(Value::Null)) => Some(ExampleValue::Null),
            (Type::Nullable(inner), example) => {
                let spec = ValueSpec { target: inner, example, ..spec };
                let value = self.value(spec, parents)?;
                Some(ExampleValue::Some(Box::new(value)))
            }
            (target, example) => example
                .and_then(|example| example_scalar(target, example))
                .or_else(|| derived_scalar(self.service, &spec)),
        }
    }

    /// A value of a structure, a union or an enum.
    fn named(
        &self,
        id: &'a str,
        example: Option<&Value>,
        parents: &mut Vec<&'a str>,
    ) -> Option<ExampleValue> {
        let name = self.names.type_of(id);
        let shape = self.service.shapes.get(id)?;
        let member = |key: &str| example?.as_object()?.get(key);
        match (&shape.kind, *self.types.get(&plain(&name))?) {
            (ShapeKind::Enum(_), TypeItem::Enumeration(item)) => {
                let variant = |string: &str| {
                    let known = item.variants.iter().find(|known| known.value == string);
                    match known {
                        Some(known) => ExampleValue::Variant(name.clone(), known.name.clone()),
                        None => ExampleValue::Unknown(name.clone(), string.to_owned()),
                    }
                };
                let string = example.and_then(Value::as_str);
                Some(variant(string.unwrap_or(&item.variants.first()?.value)))
            }
            (ShapeKind::Structure(members), TypeItem::Structure(item)) => {
                let mut required = Vec::new();
                let mut settings = Vec::new();
                for (each, field) in members.iter().zip(&item.fields) {
                    let example = member(&each.wire_name);
                    let spec = ValueSpec { example, ..ValueSpec::of(each) };
                    if field.constant.is_some() {
                        continue;
                    }
                    if !is_optional(field) {
                        required.push((field.name.clone(), self.value(spec, parents)?));
                    } else if example.is_some_and(|example| !example.is_null()) {
                        let value = self.value(spec, parents);
                        settings.extend(value.map(|value| setting(field, &field.with, value)));
                    }
                }
                let order = |name: &Ident| item.arguments().position(|field| field.name == *name);
                required.sort_by_key(|(name, _)| order(name));
                let has_new = !item.fields.iter().all(is_optional);
                if !has_new && settings.is_empty() && example.is_none() {
                    let simplest = self.simplest_optional(members.iter().zip(&item.fields));
                    settings
                        .extend(simplest.map(|(field, value)| setting(field, &field.with, value)));
                }
                Some(ExampleValue::Structure(name, has_new.then_some(required), settings))
            }
            (ShapeKind::IntegerEnum(_), TypeItem::Enumeration(item)) => {
                let digits = example.filter(|value| value.is_i64()).map(Value::to_string);
                let mut known = item.variants.iter();
                let shown = known.find(|known| digits.as_ref() == Some(&known.value));
                let variant = shown.or(item.variants.first())?;
                Some(ExampleValue::Variant(name.clone(), variant.name.clone()))
            }
            (ShapeKind::OneOf(one_of), TypeItem::Union(item)) => {
                let convertible = item.one_of.iter().flat_map(|one_of| &one_of.alternatives);
                let convertible = convertible.map(|alternative| alternative.is_convertible);
                let fields = item.members.iter().zip(convertible);
                let variants = one_of.alternatives.iter().zip(fields);
                let fits = |(each, _): &(&Member, (&Field, bool))| {
                    example.is_some_and(|example| self.fits(&each.target, example))
                };
                let shown = variants.clone().find(fits);
                // The simplest one, if the document shows none.
                let mut sorted: Vec<_> = variants.collect();
                sorted.sort_by_key(|(each, _)| matches!(each.target, Type::Named(_)));
                let shown = shown.map(|(each, field)| (each, field, example));
                let derived = sorted.into_iter().map(|(each, field)| (each, field, None));
                shown.into_iter().chain(derived).find_map(|(each, (field, converts), example)| {
                    let spec = ValueSpec { example, ..ValueSpec::of(each) };
                    let value = self.value(spec, parents)?;
                    Some(member_of(&name, field, converts, value))
                })
            }
            (ShapeKind::Union(members), TypeItem::Union(item)) => {
                let mut variants = members.iter().zip(&item.members).map(|(each, field)| {
                    let example = member(&each.wire_name);
                    (each, field, example)
                });
                let shown = variants.clone().find(|(_, _, example)| example.is_some());
                let mut possible = shown.into_iter().chain(variants.by_ref());
                possible.find_map(|(each, field, example)| {
                    let spec = ValueSpec { example, ..ValueSpec::of(each) };
                    let value = self.value(spec, parents)?;
                    Some(member_of(&name, field, false, value))
                })
            }
            _ => None,
        }
    }

    /// Whether the value of an example has the form of a type.
    fn fits(&self, target: &Type, example: &Value) -> bool {
        match target {
            Type::List(_) => example.is_array(),
            Type::Map(_) => example.is_object(),
            Type::Named(id) => match self.service.shapes.get(id).map(|shape| &shape.kind) {
                Some(ShapeKind::Structure(members)) => example.as_object().is_some_and(|example| {
                    let has = |member: &Member| example.contains_key(&member.wire_name);
                    members.iter().all(|member| !member.required || has(member))
                        && members.iter().any(has)
                }),
                Some(ShapeKind::Enum(_)) => example.is_string(),
                Some(ShapeKind::IntegerEnum(_)) => example.is_i64(),
                _ => false,
            },
            Type::Nullable(inner) => self.fits(inner, example),
            target => example_scalar(target, example).is_some(),
        }
    }

    /// The simplest optional member: a name if there is one, or the first scalar.
    fn simplest_optional<'f>(
        &self,
        members: impl Iterator<Item = (&'a Member, &'f Field)>,
    ) -> Option<(&'f Field, ExampleValue)> {
        let simple = members.filter(|(member, field)| {
            is_optional(field)
                && !member.idempotency_token
                && !member.deprecated
                && self.is_simple(&member.target)
        });
        let is_name = |field: &Field| plain(&field.name).ends_with("name");
        let (member, field) = simple.min_by_key(|(_, field)| !is_name(field))?;
        let value = self.value(ValueSpec::of(member), &mut Vec::new())?;
        Some((field, value))
    }

    fn is_simple(&self, target: &Type) -> bool {
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

fn member_of(union: &Ident, field: &Field, converts: bool, value: ExampleValue) -> ExampleValue {
    ExampleValue::Member {
        union: union.clone(),
        variant: field.name.clone(),
        boxed: field.boxed,
        converts,
        value: Box::new(value),
    }
}

fn setting(field: &Field, setter: &Ident, value: ExampleValue) -> ExampleSetting {
    // The setter takes the value.
    let value = match (value, &field.ty) {
        (ExampleValue::Some(value), RustType::Option(_)) => ExampleValue::Some(value),
        (ExampleValue::Some(value), _) => *value,
        (value, _) => value,
    };
    ExampleSetting { setter: setter.clone(), field: field.name.clone(), value }
}

/// Whether a field is the position in a list, which its pages set.
fn is_position(module: &OperationModule, field: &Field) -> bool {
    let Some(plan) = &module.pagination else { return false };
    match &plan.next {
        NextPlan::Token { input, .. }
        | NextPlan::Offset { input, .. }
        | NextPlan::Number { input, .. } => input.name == field.name,
        NextPlan::Link { .. } | NextPlan::LinkHeader => {
            ["page", "offset", "cursor"].contains(&&*plain(&field.name))
        }
    }
}

fn is_optional(field: &Field) -> bool {
    field.presence != Presence::Required
}

/// The value of the document's example, if it has the type.
fn example_scalar(target: &Type, example: &Value) -> Option<ExampleValue> {
    let string = || example.as_str().map(str::to_owned);
    match target {
        Type::String => string().map(ExampleValue::String),
        Type::Secret => string().map(ExampleValue::Secret),
        Type::Blob => string().map(ExampleValue::Blob),
        Type::Stream | Type::SizedStream => string().map(ExampleValue::Stream),
        Type::Timestamp(_) | Type::Date => string().map(ExampleValue::Timestamp),
        Type::Unsigned => example
            .as_u64()
            .and_then(|number| i64::try_from(number).ok())
            .map(ExampleValue::Integer),
        Type::Boolean => example.as_bool().map(ExampleValue::Bool),
        Type::Integer => example.as_i64().map(ExampleValue::Integer),
        Type::Integer32 => {
            let fits = |number: &i64| i32::try_from(*number).is_ok();
            example.as_i64().filter(fits).map(ExampleValue::Integer)
        }
        Type::Float | Type::Double => example.as_f64().map(ExampleValue::Float),
        Type::Json | Type::JsonString => Some(ExampleValue::Json(example.clone())),
        Type::Named(_) | Type::List(_) | Type::Map(_) | Type::Nullable(_) => None,
    }
}

/// The maxima of readable examples, whatever the limits are.
const MOST_ELEMENTS: u64 = 4;
const MOST_CHARACTERS: usize = 64;

/// The number of elements of a list.
fn element_count(limits: Option<&Constraints>) -> usize {
    let least = limits.and_then(|limits| limits.min_length).unwrap_or(1);
    usize::try_from(least.clamp(1, MOST_ELEMENTS)).unwrap_or(1)
}

/// A derived value of a scalar type.
fn derived_scalar(service: &Service, spec: &ValueSpec<'_, '_>) -> Option<ExampleValue> {
    let string = || derived_string(service, spec);
    Some(match spec.target {
        Type::String => ExampleValue::String(string()),
        Type::Secret => ExampleValue::Secret(string()),
        Type::Blob => ExampleValue::Blob(string()),
        Type::Stream | Type::SizedStream => ExampleValue::Stream(string()),
        Type::Json | Type::JsonString => ExampleValue::Json(string().into()),
        Type::Timestamp(_) => ExampleValue::Timestamp("2026-01-31T12:00:00Z".to_owned()),
        Type::Date => ExampleValue::Timestamp("2026-01-31".to_owned()),
        Type::Unsigned => {
            let number = derived_number(spec.constraints).ceil().max(0.0);
            #[expect(clippy::cast_possible_truncation, reason = "one that is too large saturates")]
            ExampleValue::Integer(number as i64)
        }
        Type::Boolean => ExampleValue::Bool(true),
        #[expect(
            clippy::cast_possible_truncation,
            reason = "a limit with a fraction is rounded into the range, and one too large saturates"
        )]
        Type::Integer => ExampleValue::Integer(derived_number(spec.constraints).ceil() as i64),
        Type::Integer32 => {
            let most = f64::from(i32::MAX);
            let number = derived_number(spec.constraints).ceil().clamp(-most, most);
            #[expect(clippy::cast_possible_truncation, reason = "it is in the range")]
            ExampleValue::Integer(number as i64)
        }
        Type::Float | Type::Double => ExampleValue::Float(derived_number(spec.constraints)),
        Type::Named(_) | Type::List(_) | Type::Map(_) | Type::Nullable(_) => return None,
    })
}

/// The number within the limits that is closest to 1.
fn derived_number(limits: Option<&Constraints>) -> f64 {
    let least = limits.and_then(|limits| limits.minimum);
    let most = limits.and_then(|limits| limits.maximum);
    let number = least.map_or(1.0, |least| least.max(1.0));
    let number = most.map_or(number, |most| number.min(most));
    let excludes = |number| {
        limits.is_some_and(|limits| {
            limits.exclusive_minimum && least == Some(number)
                || limits.exclusive_maximum && most == Some(number)
        })
    };
    match (least, most) {
        _ if !excludes(number) => number,
        (Some(least), Some(most)) => f64::midpoint(least, most),
        (Some(least), None) => least + 1.0,
        (None, _) => number - 1.0,
    }
}

/// A string that is derived from the name of the member.
fn derived_string(service: &Service, spec: &ValueSpec<'_, '_>) -> String {
    let name = spec.name.to_kebab_case();
    let string = match name.strip_suffix("arn").map(|kind| kind.trim_end_matches('-')) {
        Some(kind) => {
            let kind = if kind.is_empty() { "resource" } else { kind };
            let service = service.aws.as_ref().map_or("service", |aws| &aws.signing_name);
            format!("arn:aws:{service}:us-east-1:123456789012:{kind}/example")
        }
        None if name.ends_with("account-id") => "123456789012".to_owned(),
        None if name.is_empty() => "text".to_owned(),
        None => name,
    };
    let length = |bound: Option<u64>| {
        let length = usize::try_from(bound?).ok()?;
        Some(length.min(MOST_CHARACTERS))
    };
    let least = length(spec.constraints.and_then(|limits| limits.min_length));
    let most = spec.constraints.and_then(|limits| limits.max_length);
    let most = most.and_then(|most| usize::try_from(most).ok());
    let short = string.chars().count();
    let long: String = match least {
        Some(least) if least > short => string.chars().cycle().take(least).collect(),
        _ => string,
    };
    match most {
        Some(most) if most > 0 => long.chars().take(most).collect(),
        _ => long,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::service::fixture::service;

    fn value(name: &str, target: &Type, limits: Constraints) -> ExampleValue {
        let service = service(vec![], vec![]);
        let spec = ValueSpec { name, target, constraints: Some(&limits), example: None };
        derived_scalar(&service, &spec).expect("it holds nothing else")
    }

    #[test]
    fn strings_are_derived_from_names_and_within_their_limits() {
        let check = |name: &str, least, most, expected: &str| {
            let limits =
                Constraints { min_length: least, max_length: most, ..Constraints::default() };
            let string = value(name, &Type::String, limits);
            assert_eq!(string, ExampleValue::String(expected.to_owned()));
        };
        let arn = "arn:aws:thing:us-east-1:123456789012";
        check("roomName", None, None, "room-name");
        check("arn", Some(1), Some(128), &format!("{arn}:resource/example"));
        check("StageArn", None, None, &format!("{arn}:stage/example"));
        check("awsAccountId", Some(12), Some(12), "123456789012");
        check("id", Some(5), None, "ididi");
        check("language", None, Some(2), "la");
        check("_", None, None, "text");
    }

    #[test]
    fn numbers_are_as_close_to_one_as_the_limits_allow() {
        let check = |minimum, maximum, expected: i64| {
            let limits = Constraints { minimum, maximum, ..Constraints::default() };
            let number = value("size", &Type::Integer, limits);
            assert_eq!(number, ExampleValue::Integer(expected));
        };
        check(None, None, 1);
        check(Some(-1.0), Some(5.0), 1);
        check(Some(60.0), None, 60);
        check(None, Some(0.0), 0);
        check(Some(-9.0), Some(-3.0), -3);
    }

    #[test]
    fn numbers_are_within_bounds_that_are_exclusive() {
        let check = |minimum, maximum, expected: f64| {
            let limits = Constraints {
                minimum,
                maximum,
                exclusive_minimum: true,
                exclusive_maximum: true,
                ..Constraints::default()
            };
            let number = value("ratio", &Type::Double, limits);
            assert_eq!(number, ExampleValue::Float(expected));
        };
        check(Some(0.0), Some(2.0), 1.0);
        check(Some(0.0), Some(1.0), 0.5);
        check(Some(1.0), None, 2.0);
        check(None, Some(1.0), 0.0);
    }
}
