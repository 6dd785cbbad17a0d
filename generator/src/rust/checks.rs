//! What `validate` compares: limits that the document sets, on values that an input holds.
//!
//! Only what a [`Type`] can be held against is passed on; patterns never are.

use super::model::{Check, Limits};
use super::sides::members;
use crate::service::{Constraints, Member, Service, ShapeId, Type};
use std::collections::HashSet;

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
            least: constraints.min_length.filter(|least| *least > 0),
            most: constraints.max_length,
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
                    each: is_useful.then(|| Box::new(each)),
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
                limits.each.is_some() || self.is_entered(inner, &Limits::default())
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
