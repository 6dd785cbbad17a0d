//! Use of shapes: in inputs or outputs, in cycles, and with limits.
//!
//! A shape is serializable only in the directions in which operations use it; a shape that no operation
//! uses is not generated.

use super::model::{Check, Limits};
use crate::service::{
    Binding, Constraints, Member, Reached, Service, ShapeId, ShapeKind, Type, reach,
};
use std::collections::{HashMap, HashSet};

/// The shapes that are reachable from inputs and outputs.
pub(super) struct Sides {
    reached: Reached,
    /// Reachable from the body of an input.
    written: HashSet<ShapeId>,
}

impl Sides {
    /// Walks all operations.
    pub(super) fn new(service: &Service) -> Self {
        let mut written = HashSet::new();
        let members = service.operations.iter().flat_map(|operation| operation.input.iter());
        for member in members {
            if member.binding.is_body() || matches!(member.binding, Binding::Styled(_)) {
                reach(&service.shapes, &member.target, &mut written);
            }
        }
        Self {
            reached: Reached::new(&service.operations, &service.errors, &service.shapes),
            written,
        }
    }

    /// Whether any operation uses the shape.
    pub(super) fn is_used(&self, id: &str) -> bool {
        self.is_input(id) || self.is_read(id)
    }

    /// Whether values of the shape are part of inputs.
    pub(super) fn is_input(&self, id: &str) -> bool {
        self.reached.sent.contains(id)
    }

    /// Whether values of the shape are written into request bodies.
    pub(super) fn is_written(&self, id: &str) -> bool {
        self.written.contains(id)
    }

    /// Whether values of the shape are read from responses.
    pub(super) fn is_read(&self, id: &str) -> bool {
        self.reached.received.contains(id)
    }
}

/// The members of a shape, or its alternatives; none if it is an enum.
pub(super) fn members<'a>(service: &'a Service, id: &str) -> &'a [Member] {
    service.shapes.get(id).map_or(&[], |shape| shape.kind.members())
}

/// Whether a shape is one of several types. Its alternatives that have members are boxed, so that it ends cycles.
fn is_one_of(service: &Service, id: &str) -> bool {
    let shape = service.shapes.get(id);
    shape.is_some_and(|shape| matches!(shape.kind, ShapeKind::OneOf(_)))
}

/// The members that are boxed, as (structure, member).
pub(super) struct Boxed(HashSet<(ShapeId, String)>);

impl Boxed {
    /// Finds the members that close a cycle.
    pub(super) fn new(service: &Service) -> Self {
        let mut found = HashSet::new();
        let mut state: HashMap<&str, Visit> = HashMap::new();
        for root in service.shapes.keys() {
            // Documents can nest deeper than the stack of a thread, hence no recursion.
            let mut path: Vec<(&str, usize)> = vec![(root, 0)];
            if state.insert(root, Visit::Open).is_some() {
                state.insert(root, Visit::Done);
                continue;
            }
            while let Some((shape, position)) = path.pop() {
                let Some(member) = members(service, shape).get(position) else {
                    state.insert(shape, Visit::Done);
                    continue;
                };
                path.push((shape, position + 1));
                let Type::Named(target) = member.target.present() else {
                    continue;
                };
                if is_one_of(service, shape) {
                    if !members(service, target).is_empty() {
                        found.insert((shape.to_owned(), member.name.clone()));
                    }
                    continue;
                }
                match state.get(target.as_str()) {
                    Some(Visit::Open) => {
                        found.insert((shape.to_owned(), member.name.clone()));
                    }
                    Some(Visit::Done) => {}
                    None => {
                        state.insert(target, Visit::Open);
                        path.push((target, 0));
                    }
                }
            }
        }
        Self(found)
    }

    /// Whether a member of a structure is boxed.
    pub(super) fn contains(&self, shape: &str, member: &str) -> bool {
        self.0.contains(&(shape.to_owned(), member.to_owned()))
    }
}

#[derive(Clone, Copy)]
enum Visit {
    Open,
    Done,
}

/// The structures with limits, at any depth.
pub(super) struct Checked(HashSet<ShapeId>);

impl Checked {
    /// Finds them, starting at those with limits of their own.
    pub(super) fn new(service: &Service) -> Self {
        let mut checked = Self(HashSet::new());
        loop {
            let found: Vec<&ShapeId> = service
                .shapes
                .keys()
                .filter(|id| !checked.0.contains(*id))
                .filter(|id| {
                    let mut members = members(service, id).iter();
                    match is_one_of(service, id) {
                        true => members.any(|member| checked.is_nested(&member.target)),
                        false => members.any(|member| checked.check(member).is_some()),
                    }
                })
                .collect();
            if found.is_empty() {
                return checked;
            }
            checked.0.extend(found.into_iter().cloned());
        }
    }

    /// Whether a structure has limits, at any depth.
    pub(super) fn contains(&self, id: &str) -> bool {
        self.0.contains(id)
    }

    /// Whether values of a type contain structures with limits.
    pub(super) fn is_nested(&self, target: &Type) -> bool {
        self.is_entered(target, &Limits::default())
    }

    /// The validation of a member; none if it has no limits at any depth.
    pub(super) fn check(&self, member: &Member) -> Option<Check> {
        let limits = self.limits(&member.target, &member.constraints);
        let is_entered = self.is_entered(&member.target, &limits);
        (is_entered || limits != Limits::default()).then(|| Check {
            name: member.wire_name.clone(),
            counted: !is_entered,
            limits,
        })
    }

    /// The limits that apply to a type.
    fn limits(&self, target: &Type, constraints: &Constraints) -> Limits {
        let counts = Limits {
            min_length: constraints.min_length.filter(|min| *min > 0),
            max_length: constraints.max_length,
            ..Limits::default()
        };
        match target {
            target if target.is_number() => Limits {
                minimum: constraints.minimum,
                maximum: constraints.maximum,
                exclusive_minimum: constraints.exclusive_minimum,
                exclusive_maximum: constraints.exclusive_maximum,
                ..Limits::default()
            },
            Type::String | Type::Secret => counts,
            Type::List(inner) | Type::Map(inner) => {
                let each = constraints.element.as_deref().cloned().unwrap_or_default();
                let each = self.limits(inner, &each);
                let is_useful = each != Limits::default() && self.can_be_entered(inner);
                let keys = constraints.key.as_deref();
                let keys = keys.map(|keys| self.limits(&Type::String, keys));
                let keys = keys.filter(|keys| *keys != Limits::default());
                Limits {
                    values: is_useful.then(|| Box::new(each)),
                    keys: keys.map(Box::new),
                    ..counts
                }
            }
            Type::Nullable(inner) => self.limits(inner, constraints),
            _ => Limits::default(),
        }
    }

    /// Whether the elements of a value are validated, not only their number.
    fn is_entered(&self, target: &Type, limits: &Limits) -> bool {
        match target {
            Type::List(inner) | Type::Map(inner) => {
                limits.values.is_some() || self.is_entered(inner, &Limits::default())
            }
            Type::Nullable(inner) => self.is_entered(inner, limits),
            Type::Named(id) => self.contains(id),
            _ => *limits != Limits::default(),
        }
    }

    /// Whether a type implements the runtime's `Value` of validation.
    fn can_be_entered(&self, target: &Type) -> bool {
        match target {
            Type::String | Type::Secret => true,
            target if target.is_number() => true,
            Type::List(inner) | Type::Map(inner) | Type::Nullable(inner) => {
                self.can_be_entered(inner)
            }
            Type::Named(id) => self.contains(id),
            _ => false,
        }
    }
}

/// The shapes whose values cannot be hashed: floats, streams and documents are not `Eq`, and unions hold a
/// document where their member is unknown.
pub(super) struct Unhashable(HashSet<ShapeId>);

impl Unhashable {
    /// Finds them, starting at those with such a value of their own.
    pub(super) fn new(service: &Service) -> Self {
        let unions = service.shapes.values();
        let unions =
            unions.filter(|shape| matches!(shape.kind, ShapeKind::Union(_) | ShapeKind::OneOf(_)));
        let mut unhashable = Self(unions.map(|shape| shape.id.clone()).collect());
        loop {
            let found: Vec<&ShapeId> = service
                .shapes
                .keys()
                .filter(|id| !unhashable.0.contains(*id))
                .filter(|id| !unhashable.can_hash(members(service, id)))
                .collect();
            if found.is_empty() {
                return unhashable;
            }
            unhashable.0.extend(found.into_iter().cloned());
        }
    }

    /// Whether a structure with these members implements `Eq` and `Hash`.
    pub(super) fn can_hash(&self, members: &[Member]) -> bool {
        members.iter().all(|member| self.is_hashable(&member.target))
    }

    fn is_hashable(&self, target: &Type) -> bool {
        match target {
            Type::Float
            | Type::Double
            | Type::Stream
            | Type::SizedStream
            | Type::Json
            | Type::JsonString => false,
            Type::List(inner) | Type::Map(inner) | Type::Nullable(inner) => self.is_hashable(inner),
            Type::Named(id) => !self.0.contains(id),
            _ => true,
        }
    }
}

/// The shapes that contain floating-point numbers, at any depth.
pub(super) struct Floats(HashSet<ShapeId>);

impl Floats {
    /// Finds them, starting at those with a number of their own.
    pub(super) fn new(service: &Service) -> Self {
        let mut floats = Self(HashSet::new());
        loop {
            let found: Vec<&ShapeId> = service
                .shapes
                .keys()
                .filter(|id| !floats.0.contains(*id))
                .filter(|id| members(service, id).iter().any(|member| floats.has(&member.target)))
                .collect();
            if found.is_empty() {
                return floats;
            }
            floats.0.extend(found.into_iter().cloned());
        }
    }

    /// Whether values of a type contain floating-point numbers.
    pub(super) fn has(&self, target: &Type) -> bool {
        match target {
            Type::Float | Type::Double => true,
            Type::List(inner) | Type::Map(inner) | Type::Nullable(inner) => self.has(inner),
            Type::Named(id) => self.0.contains(id),
            _ => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::service::Binding;
    use crate::service::fixture::{member, member_of, operation, service, structure};

    fn named(id: &str) -> Type {
        Type::Named(id.to_owned())
    }

    #[test]
    fn shapes_are_used_in_the_directions_of_their_operations() {
        let query = Member { binding: Binding::Query, ..member_of("filter", named("Filter")) };
        let body = member_of("items", Type::List(Box::new(named("Item"))));
        let output = member_of("summary", named("Summary"));
        let shapes = vec![
            structure("Filter", vec![]),
            structure("Item", vec![member_of("part", named("Part"))]),
            structure("Part", vec![]),
            structure("Summary", vec![member_of("part", named("Part"))]),
            structure("Unused", vec![]),
        ];
        let call = operation("PutThings", vec![query, body], vec![output]);
        let sides = Sides::new(&service(vec![call], shapes));
        let check = |id: &str, expected: [bool; 4]| {
            let found =
                [sides.is_used(id), sides.is_input(id), sides.is_written(id), sides.is_read(id)];
            assert_eq!(found, expected, "{id}");
        };
        check("Filter", [true, true, false, false]);
        check("Item", [true, true, true, false]);
        check("Part", [true, true, true, true]);
        check("Summary", [true, false, false, true]);
        check("Unused", [false; 4]);
    }

    #[test]
    fn only_members_that_close_a_cycle_are_boxed() {
        let list = member_of("all", Type::List(Box::new(named("Node"))));
        let shapes = vec![
            structure("Node", vec![member_of("next", named("Edge")), list]),
            structure("Edge", vec![member_of("to", named("Node"))]),
        ];
        let boxed = Boxed::new(&service(vec![], shapes));
        assert!(boxed.contains("Edge", "to"));
        assert!(!boxed.contains("Node", "next"));
        assert!(!boxed.contains("Node", "all"));
    }

    #[test]
    fn structures_are_validated_at_any_depth() {
        let limited = Member {
            constraints: Constraints { max_length: Some(8), ..Constraints::default() }.into(),
            ..member("name")
        };
        let shapes = vec![
            structure("Outer", vec![member_of("inner", named("Inner"))]),
            structure("Inner", vec![limited]),
            structure("Free", vec![member("name")]),
        ];
        let checked = Checked::new(&service(vec![], shapes));
        assert!(checked.contains("Outer") && checked.contains("Inner"));
        assert!(!checked.contains("Free"));
        let check = checked.check(&member_of("all", Type::List(Box::new(named("Inner")))));
        assert!(check.is_some_and(|check| !check.counted));
        assert_eq!(checked.check(&member("name")), None);
        for number in [Type::Integer, Type::Integer32, Type::Unsigned, Type::Float, Type::Double] {
            let constraints = Constraints { maximum: Some(9.0), ..Constraints::default() }.into();
            let check = checked.check(&Member { constraints, ..member_of("size", number) });
            assert_eq!(check.and_then(|check| check.limits.maximum), Some(9.0));
        }
    }

    #[test]
    fn structures_without_floats_and_documents_can_be_hashed() {
        let cycle = member_of("next", Type::List(Box::new(named("Plain"))));
        let shapes = vec![
            structure("Plain", vec![member("name"), cycle]),
            structure("Float", vec![member_of("x", Type::List(Box::new(Type::Double)))]),
            structure("Outer", vec![member_of("inner", Type::Map(Box::new(named("Float"))))]),
            structure("Document", vec![member_of("any", Type::Json)]),
        ];
        let unhashable = Unhashable::new(&service(vec![], shapes));
        let can_hash = |id| unhashable.can_hash(&[member_of("it", named(id))]);
        assert_eq!(
            ["Plain", "Float", "Outer", "Document"].map(can_hash),
            [true, false, false, false]
        );
        assert!(unhashable.can_hash(&[member_of("token", Type::Secret)]));
    }
}
