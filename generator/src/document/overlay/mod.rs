//! The OpenAPI Overlay Specification 1.0.0: changes to a document that live in a file of their own.
//!
//! An overlay is a list of actions. Each selects objects and lists of the document by a JSONPath
//! and merges a value into them or removes them; each sees the result of the one before. In one
//! point this is stricter than the specification: a target that matches nothing is an error,
//! because an overlay that silently stopped working is worse than one that fails.

mod apply;
mod merge;
mod read;
mod target;

pub(super) use apply::apply;
pub(super) use read::read;

use serde_json::Value;

use super::Pointer;
use target::Target;

/// An overlay that keeps to the specification.
#[derive(Debug)]
pub(super) struct Overlay {
    actions: Vec<Action>,
}

#[derive(Debug)]
struct Action {
    /// The action itself, in its file.
    pointer: Pointer,
    target: Target,
    change: Change,
}

#[derive(Debug)]
enum Change {
    Remove,
    Update(Value),
}

#[cfg(test)]
mod tests;
