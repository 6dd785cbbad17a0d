//! Use of shapes: in inputs or outputs, in cycles, and with limits.
//!
//! A shape is serializable only in the directions in which operations use it; a shape that no operation
//! uses is not generated.

use super::model::{Check, Limits};
use crate::service::{Binding, Constraints, Member, Service, ShapeId, ShapeKind, Type};
use std::collections::{HashMap, HashSet};

/// The shapes that inputs and outputs reach.
pub(super) struct Sides {
    /// Reached from an input, in whatever part of the request.
    input: HashSet<ShapeId>,
    /// Reached from the body of an input.
    written: HashSet<ShapeId>,
    /// Reached from an output.
    read: HashSet<ShapeId>,
}

impl Sides {
    /// Walks all operations.
    pub(super) fn new(service: &Service) -> Self {
        let mut sides = Self {
            input: HashSet::new(),
            written: HashSet::new(),
            read: HashSet::new(),
        };
        for operation in &service.operations {
            for member in &operation.input {
                reach(service, &member.target, &mut sides.input);
                if matches!(member.binding, Binding::Body | Binding::Payload) {
                    reach(service, &member.target, &mut sides.written);
                }
            }
            for member in &operation.output.members {
                reach(service, &member.target, &mut sides.read);
            }
        }
        sides
    }

    /// Whether any operation uses the shape.
    pub(super) fn is_used(&self, id: &str) -> bool {
        self.input.contains(id) || self.read.contains(id)
    }

    /// Whether values of the shape are part of what callers give.
    pub(super) fn is_given(&self, id: &str) -> bool {
        self.input.contains(id)
    }

    /// Whether values of the shape are written into request bodies.
    pub(super) fn is_written(&self, id: &str) -> bool {
        self.written.contains(id)
    }

    /// Whether values of the shape are read from responses.
    pub(super) fn is_read(&self, id: &str) -> bool {
        self.read.contains(id)
    }
}

fn reach(service: &Service, target: &Type, reached: &mut HashSet<ShapeId>) {
    let mut open = vec![target];
    while let Some(next) = open.pop() {
        match next {
            Type::List(inner) | Type::Map(inner) | Type::Nullable(inner) => open.push(inner),
            Type::Named(id) if reached.insert(id.clone()) => {
                open.extend(members(service, id).iter().map(|member| &member.target));
            }
            _ => {}
        }
    }
}

/// The members of a shape, none when it is an enum.
pub(super) fn members<'a>(service: &'a Service, id: &str) -> &'a [Member] {
    match service.shapes.get(id).map(|shape| &shape.kind) {
        Some(ShapeKind::Structure(members) | ShapeKind::Union(members)) => members,
        _ => &[],
    }
}

/// The members that are boxed, as (structure, member).
pub(super) struct Boxed(HashSet<(ShapeId, String)>);

impl Boxed {
    /// Finds them.
    pub(super) fn new(service: &Service) -> Self {
        let mut found = HashSet::new();
        let mut state: HashMap<&str, Visit> = HashMap::new();
        for root in service.shapes.keys() {
            // An explicit stack: documents may nest deeper than the machine's.
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
                let Type::Named(target) = &member.target else {
                    continue;
                };
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

/// The structures in which there is something to compare, however deep.
pub(super) struct Checked(HashSet<ShapeId>);

impl Checked {
    /// Finds them, from those with limits of their own to those that hold them.
    pub(super) fn new(service: &Service) -> Self {
        let mut checked = Self(HashSet::new());
        loop {
            let found: Vec<&ShapeId> = service
                .shapes
                .keys()
                .filter(|id| !checked.0.contains(*id))
                .filter(|id| {
                    let mut members = members(service, id).iter();
                    members.any(|member| checked.check(member).is_some())
                })
                .collect();
            if found.is_empty() {
                return checked;
            }
            checked.0.extend(found.into_iter().cloned());
        }
    }

    /// Whether there is something to compare in a structure.
    pub(super) fn contains(&self, id: &str) -> bool {
        self.0.contains(id)
    }

    /// What a member's value is compared with; nothing if it has no limits and holds none.
    pub(super) fn check(&self, member: &Member) -> Option<Check> {
        let limits = self.limits(&member.target, &member.constraints);
        let is_entered = self.is_entered(&member.target, &limits);
        (is_entered || limits != Limits::default()).then(|| Check {
            name: member.wire_name.clone(),
            counted: !is_entered,
            limits,
        })
    }

    /// The limits that mean something to a type.
    fn limits(&self, target: &Type, constraints: &Constraints) -> Limits {
        let counts = Limits {
            min_length: constraints.min_length.filter(|min| *min > 0),
            max_length: constraints.max_length,
            ..Limits::default()
        };
        match target {
            Type::Integer | Type::Float | Type::Double => Limits {
                minimum: constraints.minimum,
                maximum: constraints.maximum,
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

    /// Whether there is more to a value than a count of its parts.
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

    /// Whether values of a type can show themselves to the runtime's visitor.
    fn can_be_entered(&self, target: &Type) -> bool {
        match target {
            Type::String | Type::Secret | Type::Integer | Type::Float | Type::Double => true,
            Type::List(inner) | Type::Map(inner) | Type::Nullable(inner) => {
                self.can_be_entered(inner)
            }
            Type::Named(id) => self.contains(id),
            _ => false,
        }
    }
}
