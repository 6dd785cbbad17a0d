//! Structures that contain themselves, and the members that must be boxed for it.
//!
//! A list or a map already stands behind a pointer. Of the other members only those that close a
//! cycle are boxed: the edges that a depth-first walk in document order finds leading back.

use super::sides::members;
use crate::service::{Service, ShapeId, Type};
use std::collections::{HashMap, HashSet};

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
