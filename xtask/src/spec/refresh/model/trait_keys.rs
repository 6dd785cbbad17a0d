//! Keys of a model that are not read: those that are known to say nothing that a document could hold,
//! and those that nobody here has heard of.

use std::collections::BTreeSet;

use super::{Model, Unread};

/// Texts, names that are said elsewhere, and choices of endpoints, which have rules of their own.
const OPERATION: [&str; 9] = [
    "name",
    "documentation",
    "documentationUrl",
    "deprecatedMessage",
    "deprecatedSince",
    "staticContextParams",
    "operationContextParams",
    "endpointdiscovery",
    "endpointoperation",
];

/// `box` tells Java's two kinds of numbers apart; `enum` repeats what the shape has.
const MEMBER: [&str; 4] = ["box", "deprecatedSince", "contextParam", "enum"];

/// Who is at fault follows from the status of an error; `synthetic` shapes are as real as others.
const SHAPE: [&str; 5] = [
    "box",
    "deprecatedMessage",
    "deprecatedSince",
    "fault",
    "synthetic",
];

impl Model {
    /// The traits that the projection has never heard of, each with its kind.
    pub(in crate::spec::refresh) fn unknown_traits(&self) -> BTreeSet<String> {
        let mut found = BTreeSet::new();
        let mut note = |kind: &str, unread: &Unread, known: &[&str]| {
            let unknown = unread.keys().filter(|key| !known.contains(&key.as_str()));
            found.extend(unknown.map(|key| format!("`{key}` of {kind}")));
        };
        for operation in self.operations.values() {
            note("an operation", &operation.unread, &OPERATION);
        }
        for shape in self.shapes.values() {
            note("a shape", &shape.unread, &SHAPE);
            for member in shape.references() {
                note("a member", &member.unread, &MEMBER);
            }
        }
        found
    }
}
