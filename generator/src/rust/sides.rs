//! Which side of a call each shape is used on: written into requests, read from responses, or both.
//!
//! A shape gets serialization only for the side it is used on, and a shape that no operation reaches
//! is not generated at all.

use crate::service::{Binding, Member, Service, ShapeId, ShapeKind, Type};
use std::collections::HashSet;

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
