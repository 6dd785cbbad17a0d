//! Alternatives (`oneOf`, `anyOf`): a value of one of several types.
//!
//! An alternative has the name of its schema, or one that follows from its type. Alternatives of one type are one;
//! a string beside an enum of strings is a value of that enum, which is open; with an alternative of any JSON the
//! whole is any JSON. What is left of one alternative is that alternative.

use std::collections::{HashMap, HashSet};

use openapiv3::{AnySchema, Discriminator, ReferenceOr, Schema, SchemaKind, Type as SchemaType};

use super::{Context, Fields, Resolved, Types, numbered, shape_name};
use crate::openapi::annotations::{self, SchemaRef};
use crate::openapi::extensions::Extensions;
use crate::openapi::media;
use crate::pointer::Pointer;
use crate::service::{
    Access, Binding, Constraints, Member, OneOf, Shape, ShapeId, ShapeKind, Traits, Type, folded,
};

/// The alternatives of a schema.
#[derive(Clone, Copy)]
pub(super) struct Alternatives<'a> {
    /// `oneOf` or `anyOf`.
    keyword: &'static str,
    parts: &'a [ReferenceOr<Schema>],
    /// The members that all alternatives have.
    common: Option<Fields<'a>>,
}

impl<'a> Alternatives<'a> {
    pub(super) fn of(kind: &'a SchemaKind) -> Option<Self> {
        match kind {
            SchemaKind::OneOf { one_of } => {
                Some(Self { keyword: "oneOf", parts: one_of, common: None })
            }
            SchemaKind::AnyOf { any_of } => {
                Some(Self { keyword: "anyOf", parts: any_of, common: None })
            }
            SchemaKind::Any(any) => Self::of_any(any),
            _ => None,
        }
    }

    fn of_any(any: &'a AnySchema) -> Option<Self> {
        let common = (!any.properties.is_empty()).then(|| Fields::from(any));
        match (any.one_of.as_slice(), any.any_of.as_slice()) {
            ([], []) => None,
            ([], parts) => Some(Self { keyword: "anyOf", parts, common }),
            (parts, _) => Some(Self { keyword: "oneOf", parts, common }),
        }
    }
}

impl<'a> Types<'a> {
    /// The type of a schema with alternatives.
    pub(super) fn one_of(
        &mut self,
        alternatives: Alternatives<'a>,
        schema: &'a Schema,
        name: Option<&'a str>,
        extensions: &Extensions<'a>,
        context: Context<'_>,
    ) -> Resolved {
        let id = self.id(name, std::ptr::from_ref(schema).cast(), context);
        if self.open.contains(&id) {
            // It contains itself, so that it needs a name.
            self.recursive.insert(id.clone());
            return Type::Named(id).into();
        }
        if self.shapes.contains_key(&id) {
            return Resolved { nullable: self.nullable.contains(&id), ..Type::Named(id).into() };
        }
        let kind = ShapeKind::OneOf(OneOf::default());
        self.insert(&id, kind, schema, extensions, context.pointer);
        self.open.push(id.clone());
        let discriminator = schema.schema_data.discriminator.as_ref();
        let found = self.alternatives(&id, alternatives, discriminator, context);
        self.open.pop();
        let is_recursive = self.recursive.remove(&id);
        let Found { one_of, nullable, sensitive } = found;
        let resolved = match one_of.alternatives.as_slice() {
            [] => Type::Json.into(),
            [one] if !is_recursive => {
                Resolved { sensitive, ..(one.target.clone(), (*one.constraints).clone()).into() }
            }
            _ => {
                if let Some(shape) = self.shapes.get_mut(&id) {
                    shape.kind = ShapeKind::OneOf(one_of);
                }
                if nullable {
                    self.nullable.insert(id.clone());
                }
                return Resolved { nullable, ..Type::Named(id).into() };
            }
        };
        self.shapes.shift_remove(&id);
        if let Type::Named(inner) = &resolved.target
            && [ENUM, INTEGER].iter().any(|name| *inner == shape_name(&id, name))
            && let Some(shape) = self.shapes.shift_remove(inner)
        {
            // An enum without a name has that of the whole.
            self.unnamed
                .values_mut()
                .filter(|known| *known == inner)
                .for_each(|known| known.clone_from(&id));
            self.shapes.insert(id.clone(), Shape { id: id.clone(), ..shape });
            if nullable {
                self.nullable.insert(id.clone());
            }
            return Resolved { nullable, target: Type::Named(id), ..resolved };
        }
        Resolved { nullable, ..resolved }
    }

    fn alternatives(
        &mut self,
        id: &ShapeId,
        alternatives: Alternatives<'a>,
        discriminator: Option<&Discriminator>,
        context: Context<'_>,
    ) -> Found {
        let mut found = Found::default();
        found.one_of.tag = discriminator.map(|discriminator| discriminator.property_name.clone());
        let tags_of = tags_by_schema(discriminator);
        let mut names = HashSet::new();
        for (at, part) in alternatives.parts.iter().enumerate() {
            let pointer = context.pointer.child(alternatives.keyword).child(at);
            let annotated = annotations::read(part.into());
            let (given, schema_name) = name_of(annotated.target);
            let owner = Context {
                owner: id,
                member: given.as_deref().unwrap_or("Value"),
                pointer: &pointer,
                ..context.deeper()
            };
            let resolved = match alternatives.common {
                Some(common) => self.with_common(common, part, owner),
                None => self.annotated(&annotated, owner),
            };
            found.nullable |= resolved.nullable;
            found.sensitive |= resolved.sensitive;
            let known =
                found.one_of.alternatives.iter().position(|other| other.target == resolved.target);
            let tags = match (discriminator, schema_name) {
                (Some(_), Some(name)) => match tags_of.get(&name) {
                    // The service does not know a name that is not of the document.
                    None if self.components.is_hoisted(&name) => Vec::new(),
                    mapped => mapped.into_iter().flatten().cloned().chain([name.clone()]).collect(),
                },
                _ => Vec::new(),
            };
            if let Some(known) = known {
                found.one_of.traits[known].tags.extend(tags);
                continue;
            }
            let name = given.unwrap_or_else(|| type_name(&resolved.target));
            let name = numbered(&name).find(|name| names.insert(name.clone())).unwrap_or(name);
            found.one_of.traits.push(Traits { tags, ..Traits::default() });
            found.one_of.alternatives.push(Member {
                name,
                wire_name: String::new(),
                pointer,
                target: resolved.target,
                required: true,
                binding: Binding::Body,
                sensitive: resolved.sensitive,
                idempotency_token: false,
                access: Access::Both,
                constraints: resolved.constraints.into(),
                documentation: annotated.documentation,
                deprecated: annotated.deprecated,
            });
        }
        self.merge(&mut found.one_of);
        found
    }

    /// The type of an alternative of a schema that has members of its own.
    fn with_common(
        &mut self,
        common: Fields<'a>,
        part: &'a ReferenceOr<Schema>,
        context: Context<'_>,
    ) -> Resolved {
        let schema = media::target(&self.components, part.into());
        let Some(schema) = schema else {
            // Its reference has been reported.
            return Type::Json.into();
        };
        let own = match &schema.schema_kind {
            SchemaKind::Type(SchemaType::Object(object)) => Fields::from(object),
            SchemaKind::Any(any) if any.one_of.is_empty() && any.any_of.is_empty() => {
                Fields::from(any)
            }
            // Members beside alternatives of another kind.
            _ => return Type::Json.into(),
        };
        let address = std::ptr::from_ref(part).cast();
        let id = self.id(None, address, context);
        if !self.shapes.contains_key(&id) {
            let extensions = Extensions::of(&schema.schema_data.extensions);
            let kind = ShapeKind::Structure(Vec::new());
            self.insert(&id, kind, schema, &extensions, context.pointer);
            self.waiting.push_back((id.clone(), vec![common, own]));
        }
        Type::Named(id).into()
    }

    /// Leaves out alternatives whose values another one has.
    fn merge(&self, one_of: &mut OneOf) {
        let has = |one_of: &OneOf, target: &Type| {
            one_of.alternatives.iter().any(|alternative| alternative.target == *target)
        };
        if has(one_of, &Type::Json) {
            *one_of = OneOf::default();
            return;
        }
        let is_enum = |target: &Type| match target {
            Type::Named(id) => matches!(self.kind(id), Some(ShapeKind::Enum(_))),
            _ => false,
        };
        let enums = one_of.alternatives.iter().filter(|each| is_enum(&each.target)).count();
        let has_integers = has(one_of, &Type::Integer);
        let traits = std::mem::take(&mut one_of.traits);
        let alternatives = std::mem::take(&mut one_of.alternatives);
        for (alternative, traits) in alternatives.into_iter().zip(traits) {
            let is_covered = match alternative.target {
                Type::String => enums == 1,
                Type::Integer32 => has_integers,
                _ => false,
            };
            if !is_covered {
                one_of.alternatives.push(alternative);
                one_of.traits.push(traits);
            }
        }
    }

    /// Finds what tells the alternatives of every shape apart, once all members are read.
    pub(super) fn tell_apart(&mut self) {
        let ids: Vec<ShapeId> = self.shapes.keys().cloned().collect();
        for id in ids {
            if let Some(ShapeKind::OneOf(one_of)) = self.kind(&id) {
                let mut one_of = one_of.clone();
                self.find_traits(&mut one_of);
                self.shapes[&id].kind = ShapeKind::OneOf(one_of);
            }
        }
    }

    fn find_traits(&self, one_of: &mut OneOf) {
        for (alternative, traits) in one_of.alternatives.iter().zip(&mut one_of.traits) {
            // Those of requests or responses alone are absent in the others.
            let required = self.members_of(&alternative.target).iter().filter(|member| {
                member.required && member.binding == Binding::Body && member.access == Access::Both
            });
            traits.required = required.map(|member| member.wire_name.clone()).collect();
        }
        let objects: Vec<usize> = (0..one_of.alternatives.len())
            .filter(|at| self.is_object(&one_of.alternatives[*at].target, 0))
            .collect();
        let declared = one_of.tag.take();
        match &declared {
            Some(tag) => self.complete_tags(one_of, tag),
            None => one_of.traits.iter_mut().for_each(|traits| traits.tags.clear()),
        }
        if one_of.traits.iter().any(|traits| !traits.tags.is_empty()) {
            // A discriminator is a member of every value, whether the schemas list it or not.
            for at in objects {
                one_of.traits[at].required = declared.iter().cloned().collect();
            }
            one_of.tag = declared;
            return;
        }
        if objects.len() > 1
            && let Some((tag, values)) = self.implied_tag(one_of, &objects)
        {
            for (at, values) in objects.into_iter().zip(values) {
                let traits = &mut one_of.traits[at];
                traits.written_tag = (values.len() == 1).then(|| values[0].clone());
                traits.tags = values;
                if traits.required.contains(&tag) {
                    // No value without it is complete.
                    traits.required = vec![tag.clone()];
                }
            }
            one_of.tag = Some(tag);
            return;
        }
        for (alternative, traits) in one_of.alternatives.iter().zip(&mut one_of.traits) {
            for member in self.members_of(&alternative.target) {
                if member.binding == Binding::Body
                    && let Some(value) = self.constant_of(&member.target, &member.constraints)
                {
                    traits.constants.push((member.wire_name.clone(), value));
                }
            }
        }
    }

    /// Adds the values that schemas state for the member of a discriminator.
    fn complete_tags(&self, one_of: &mut OneOf, tag: &str) {
        // In how many alternatives a value occurs.
        let mut counts: HashMap<String, usize> = HashMap::new();
        let distinct = |tags: &[String]| tags.iter().cloned().collect::<HashSet<String>>();
        for value in one_of.traits.iter().flat_map(|traits| distinct(&traits.tags)) {
            *counts.entry(value).or_default() += 1;
        }
        let targets = one_of.alternatives.iter().map(|alternative| &alternative.target);
        let targets: Vec<Type> = targets.cloned().collect();
        let allowed: Vec<Vec<String>> =
            targets.iter().map(|target| self.values_of_member(target, tag)).collect();
        let usual = self.usual_tags(one_of, tag);
        for (at, target) in targets.iter().enumerate() {
            let traits = &mut one_of.traits[at];
            let named = std::mem::take(&mut traits.tags);
            if !self.can_be_tag(target, tag) {
                continue;
            }
            let own = distinct(&named);
            let is_of_other = |value: &String| {
                counts.get(value).copied().unwrap_or_default() > usize::from(own.contains(value))
            };
            // Those of `mapping` come first, the name of the schema last.
            let (mapped, implicit): (Vec<String>, Vec<String>) = match named.split_last() {
                Some((last, mapped)) => (mapped.to_vec(), vec![last.clone()]),
                None => (Vec::new(), Vec::new()),
            };
            let allowed_in_others = || {
                let others = allowed.iter().enumerate().filter(|(other, _)| *other != at);
                others.flat_map(|(_, values)| values)
            };
            let allowed = allowed[at].as_slice();
            let stated: Vec<String> = match allowed {
                [] | [_] => {
                    let stated = self.stated_tags(target, tag, 0);
                    let is_named = !stated.is_empty() || !mapped.is_empty();
                    if is_named { stated } else { usual[at].iter().cloned().collect() }
                }
                // Values that several schemas have are those of all of them.
                values => {
                    let of_others: HashSet<&String> = allowed_in_others().collect();
                    values.iter().filter(|value| !of_others.contains(value)).cloned().collect()
                }
            };
            let is_base = || {
                let schemas = self.components.model.components.as_ref();
                let named = |name: &String| match schemas?.schemas.get(name)? {
                    ReferenceOr::Item(schema) => schema.schema_data.discriminator.as_ref(),
                    ReferenceOr::Reference { .. } => None,
                };
                implicit.iter().any(|name| named(name).is_some())
            };
            let possible = match (mapped.as_slice(), stated.as_slice()) {
                ([], []) if is_base() => &[],
                ([], []) => implicit.as_slice(),
                ([], stated) if allowed.len() < 2 => stated,
                ([], _) => allowed,
                (mapped, _) => mapped,
            };
            let is_allowed = |value: &String| allowed.is_empty() || allowed.contains(value);
            traits.only_tag = match possible {
                [one] if is_allowed(one) => Some(one.clone()),
                _ => None,
            };
            let is_stated = !mapped.is_empty() || !stated.is_empty();
            let stated = stated.into_iter().filter(|value| !is_of_other(value));
            // Without any other tag the name has to be one of the values.
            let implicit = implicit.into_iter().filter(|name| is_stated || is_allowed(name));
            for value in mapped.into_iter().chain(stated).chain(implicit) {
                if !traits.tags.contains(&value) {
                    traits.tags.push(value);
                }
            }
            for value in distinct(&traits.tags).difference(&own) {
                *counts.entry(value.clone()).or_default() += 1;
            }
            let is_structure = !self.members_of(target).is_empty();
            traits.written_tag = traits.tags.first().filter(|_| is_structure).cloned();
        }
    }

    /// Whether the member of a discriminator can be a string.
    fn can_be_tag(&self, target: &Type, tag: &str) -> bool {
        let member = self.members_of(target).iter().find(|member| member.wire_name == tag);
        member.is_none_or(|member| match member.target.present() {
            Type::Named(id) => {
                matches!(self.kind(id), Some(ShapeKind::Enum(_) | ShapeKind::OneOf(_)))
            }
            target => matches!(target, Type::String | Type::Secret | Type::Json),
        })
    }

    /// The values of the member `tag` in the structures of a type.
    fn stated_tags(&self, target: &Type, tag: &str, depth: usize) -> Vec<String> {
        if let Type::Named(id) = target
            && let Some(ShapeKind::OneOf(inner)) = self.kind(id)
        {
            if depth > MAX_NESTING {
                return Vec::new();
            }
            let inner = inner.alternatives.iter().zip(&inner.traits);
            return inner
                .flat_map(|(alternative, traits)| {
                    let mut tags = traits.tags.clone();
                    tags.extend(self.stated_tags(&alternative.target, tag, depth + 1));
                    tags
                })
                .collect();
        }
        let values = self.values_of_member(target, tag);
        // Many values are those of all schemas.
        if values.len() == 1 { values } else { Vec::new() }
    }

    /// The default of the member `tag` of each alternative, or its example if that is another way to write the name of the
    /// schema: `user` for `User`. One that several alternatives have is that of none.
    fn usual_tags(&self, one_of: &OneOf, tag: &str) -> Vec<Option<String>> {
        let alternatives = one_of.alternatives.iter().zip(&one_of.traits);
        let mut usual: Vec<Option<String>> = alternatives
            .map(|(alternative, traits)| {
                let members = self.members_of(&alternative.target);
                let member = members.iter().find(|member| member.wire_name == tag)?;
                member.constraints.default.clone().or_else(|| {
                    let name = traits.tags.last()?;
                    let example = self.example_of_property(name, tag)?;
                    (folded(&example) == folded(name)).then_some(example)
                })
            })
            .collect();
        let mut counts: HashMap<String, usize> = HashMap::new();
        for value in usual.iter().flatten() {
            *counts.entry(value.clone()).or_default() += 1;
        }
        for (at, value) in usual.iter_mut().enumerate() {
            let others = one_of.traits.iter().enumerate().filter(|(other, _)| *other != at);
            let mut of_others = others.flat_map(|(_, traits)| &traits.tags);
            value.take_if(|value| {
                counts.get(value) != Some(&1) || of_others.any(|other| other == value)
            });
        }
        usual
    }

    /// The example of a property that a schema states itself.
    fn example_of_property(&self, schema: &str, property: &str) -> Option<String> {
        let schema = self.components.model.components.as_ref()?.schemas.get(schema)?.as_item()?;
        let properties = match &schema.schema_kind {
            SchemaKind::Type(SchemaType::Object(object)) => &object.properties,
            SchemaKind::Any(any) => &any.properties,
            _ => return None,
        };
        let property = properties.get(property)?.as_item()?;
        property.schema_data.example.as_ref()?.as_str().map(str::to_owned)
    }

    /// The values of a member of a structure that is an enum.
    fn values_of_member(&self, target: &Type, key: &str) -> Vec<String> {
        let member = self.members_of(target).iter().find(|member| member.wire_name == key);
        member.map(|member| self.values_of(&member.target)).unwrap_or_default()
    }

    /// A member that each of these alternatives has, with values that no other one has.
    fn implied_tag(
        &self,
        one_of: &OneOf,
        structures: &[usize],
    ) -> Option<(String, Vec<Vec<String>>)> {
        let members = |at: &usize| self.members_of(&one_of.alternatives[*at].target);
        members(structures.first()?).iter().find_map(|first| {
            let values: Vec<Vec<String>> = structures
                .iter()
                .map(|at| {
                    let mut same = members(at).iter();
                    let same = same.find(|member| member.wire_name == first.wire_name);
                    same.map(|member| self.values_of(&member.target)).unwrap_or_default()
                })
                .collect();
            let mut seen = HashSet::new();
            let are_distinct = values.iter().flatten().all(|value| seen.insert(value));
            let is_tag = are_distinct && values.iter().all(|values| !values.is_empty());
            is_tag.then(|| (first.wire_name.clone(), values))
        })
    }

    /// The members of a structure; none for other types.
    fn members_of(&self, target: &Type) -> &[Member] {
        match target {
            Type::Named(id) => match self.kind(id) {
                Some(ShapeKind::Structure(members)) => members,
                _ => &[],
            },
            _ => &[],
        }
    }

    /// The one value of a scalar: a string, or an integer, number or boolean as in JSON.
    fn constant_of(&self, target: &Type, constraints: &Constraints) -> Option<String> {
        let one = |values: &[String]| match values {
            [one] => Some(one.clone()),
            _ => None,
        };
        match target.present() {
            Type::Named(id) => match self.kind(id) {
                Some(ShapeKind::IntegerEnum(values)) => match values.as_slice() {
                    [one] => Some(one.value.to_string()),
                    _ => None,
                },
                _ => one(&self.values_of(target)),
            },
            Type::Boolean | Type::Float | Type::Double => one(&constraints.values),
            _ => None,
        }
    }

    /// The values of an enum of strings.
    fn values_of(&self, target: &Type) -> Vec<String> {
        match target.present() {
            Type::Named(id) => match self.kind(id) {
                Some(ShapeKind::Enum(values)) => {
                    values.iter().map(|value| value.value.clone()).collect()
                }
                _ => Vec::new(),
            },
            _ => Vec::new(),
        }
    }

    /// Whether values of a type can be objects.
    fn is_object(&self, target: &Type, depth: usize) -> bool {
        match target {
            Type::Map(_) | Type::Json => true,
            Type::Nullable(inner) => self.is_object(inner, depth),
            Type::Named(id) => match self.kind(id) {
                Some(ShapeKind::Structure(_) | ShapeKind::Union(_)) => true,
                Some(ShapeKind::OneOf(inner)) if depth < MAX_NESTING => {
                    let mut inner = inner.alternatives.iter();
                    inner.any(|alternative| self.is_object(&alternative.target, depth + 1))
                }
                _ => false,
            },
            _ => false,
        }
    }
}

/// The nesting of alternatives that is looked into.
const MAX_NESTING: usize = 16;

/// The alternatives of a schema.
#[derive(Default)]
struct Found {
    one_of: OneOf,
    nullable: bool,
    sensitive: bool,
}

/// The values of the tag that the mapping of the discriminator gives each schema, which it names or refers to.
fn tags_by_schema(discriminator: Option<&Discriminator>) -> HashMap<String, Vec<String>> {
    let mut tags: HashMap<String, Vec<String>> = HashMap::new();
    let mapping = discriminator.into_iter().flat_map(|discriminator| &discriminator.mapping);
    for (value, target) in mapping {
        let referred = Pointer::parse(target).and_then(|target| target.key());
        let name = referred.unwrap_or_else(|| target.clone());
        tags.entry(name).or_default().push(value.clone());
    }
    tags
}

/// The name of an alternative that is an enum of strings without a name.
const ENUM: &str = "Enum";

/// The name of an alternative that is an enum of integers without a name.
const INTEGER: &str = "Integer";

/// The longest title that is a name.
pub(crate) const MAX_TITLE: usize = 40;

/// The name of an alternative, unless it follows from its type, and that of its schema.
fn name_of(target: SchemaRef<'_>) -> (Option<String>, Option<String>) {
    match target {
        SchemaRef::Named(reference) => {
            let name = Pointer::parse(reference).and_then(|reference| reference.key());
            (name.clone(), name)
        }
        SchemaRef::Inline(schema) => (inline_name(schema), None),
    }
}

/// The name of an alternative that has a shape without a name: its title, a constant of it, or its kind.
fn inline_name(schema: &Schema) -> Option<String> {
    let title = schema.schema_data.title.as_deref();
    let is_name = |title: &&str| {
        title.len() <= MAX_TITLE && title.contains(|c: char| c.is_ascii_alphanumeric())
    };
    let camel = |words: &str| shape_name("", words);
    let title = title.filter(is_name).map(camel);
    match &schema.schema_kind {
        SchemaKind::Type(SchemaType::Object(object)) if !object.properties.is_empty() => {
            let constants = object.properties.values().filter_map(ReferenceOr::as_item);
            let constants = constants.filter_map(|schema| match &schema.schema_kind {
                SchemaKind::Type(SchemaType::String(string)) => match string.enumeration.as_slice()
                {
                    [Some(value)] => Some(camel(value)),
                    _ => None,
                },
                _ => None,
            });
            let mut constants = constants.filter(|name| !name.is_empty());
            title.or_else(|| constants.next()).or_else(|| Some("Object".to_owned()))
        }
        SchemaKind::Type(SchemaType::String(string)) if !string.enumeration.is_empty() => {
            title.or_else(|| Some(ENUM.to_owned()))
        }
        SchemaKind::Type(SchemaType::Integer(integer)) if !integer.enumeration.is_empty() => {
            title.or_else(|| Some(INTEGER.to_owned()))
        }
        SchemaKind::OneOf { .. } | SchemaKind::AnyOf { .. } | SchemaKind::Any(_) => {
            title.or_else(|| Some("OneOf".to_owned()))
        }
        _ => None,
    }
}

/// The name of an alternative of a type.
fn type_name(target: &Type) -> String {
    target.value_name(&str::to_owned)
}
