//! Merging an update into one selected node.

use std::collections::HashMap;

use serde_json::{Map, Value};

use crate::{
    diagnostics::Severity,
    document::{Pointer, describe, edits::Edits, parse::MAX_DEPTH},
};

/// What all overlays together may add, in values. The largest document of the APIs.guru
/// directory has some 500,000; a target like `$..*` with a large update would fill any memory.
const MAX_ADDED: usize = 1_000_000;

/// The merging of one action's update into all that its target selects.
pub(super) struct Merge<'a> {
    /// The index of the overlay's text.
    text: usize,
    edits: &'a mut Edits,
    pub(super) problems: Vec<Problem>,
    /// The index in `problems` of what went wrong with each part of the update, so that a target
    /// with a thousand matches does not report one mistake a thousand times.
    reported: HashMap<Pointer, usize>,
}

/// A part of an update that does not fit.
pub(super) struct Problem {
    pub(super) severity: Severity,
    pub(super) code: &'static str,
    /// The part of the update, in the overlay.
    pub(super) from: Pointer,
    /// The first place in the document that it does not fit, and how many more there are.
    pub(super) at: Pointer,
    pub(super) others: usize,
    pub(super) update: String,
    pub(super) target: String,
    pub(super) expected: &'static str,
    pub(super) remedy: &'static str,
}

impl<'a> Merge<'a> {
    pub(super) fn new(text: usize, edits: &'a mut Edits) -> Self {
        Self {
            text,
            edits,
            problems: Vec::new(),
            reported: HashMap::new(),
        }
    }

    /// Merges into a node that the target selects: an object takes an object, a list takes an
    /// entry of whatever type.
    pub(super) fn root(
        &mut self,
        target: &mut Value,
        update: &Value,
        at: &Pointer,
        from: &Pointer,
    ) {
        let (height, size) = measure(update);
        self.edits.added = self.edits.added.saturating_add(size);
        if at.tokens().count() + height >= MAX_DEPTH || self.edits.added > MAX_ADDED {
            return self.report(
                Severity::Error,
                "update-too-large",
                target,
                update,
                at,
                from,
            );
        }
        match (&mut *target, update) {
            (Value::Object(members), Value::Object(update)) => {
                self.object(members, update, at, from)
            }
            (Value::Array(items), entry) => {
                let nests = entry.is_array() && !items.iter().any(Value::is_array);
                self.edits
                    .write(at.child(items.len()), self.text, from.clone());
                items.push(entry.clone());
                if nests {
                    self.report(Severity::Warning, "list-in-list", target, update, at, from);
                }
            }
            _ => self.report(Severity::Error, "update-type", target, update, at, from),
        }
    }

    fn object(
        &mut self,
        members: &mut Map<String, Value>,
        update: &Map<String, Value>,
        at: &Pointer,
        from: &Pointer,
    ) {
        for (key, update) in update {
            let (at, from) = (at.child(key), from.child(key));
            match (members.get_mut(key), update) {
                (Some(Value::Object(members)), Value::Object(update)) => {
                    self.object(members, update, &at, &from);
                }
                (Some(Value::Array(items)), Value::Array(update)) => {
                    for (index, item) in update.iter().enumerate() {
                        self.edits
                            .write(at.child(items.len()), self.text, from.child(index));
                        items.push(item.clone());
                    }
                }
                (Some(target), update)
                    if is_container(target) || (is_container(update) && !target.is_null()) =>
                {
                    self.report(Severity::Error, "update-type", target, update, &at, &from);
                }
                (_, update) => {
                    members.insert(key.clone(), update.clone());
                    self.edits.write(at, self.text, from);
                }
            }
        }
    }

    fn report(
        &mut self,
        severity: Severity,
        code: &'static str,
        target: &Value,
        update: &Value,
        at: &Pointer,
        from: &Pointer,
    ) {
        if let Some(known) = self.reported.get(from) {
            self.problems[*known].others += 1;
            return;
        }
        let (expected, remedy) = match (code, target) {
            ("update-too-large", _) => (
                "an update that keeps the document within the limits of depth and size",
                "select fewer objects, or update them with less",
            ),
            ("list-in-list", _) => (
                "one entry to append, as the specification says",
                "write one action for each entry, or update the object that holds the list",
            ),
            (_, Value::Object(_)) => (
                "an object, to be merged into it",
                "write an object, or remove the old one with an action of its own first",
            ),
            (_, Value::Array(_)) => (
                "a list, whose entries are appended",
                "write a list, or remove the old one with an action of its own first",
            ),
            _ => (
                "a single value: a string, a number, true, false or null",
                "write a single value, or remove the object that holds the old one and add it anew",
            ),
        };
        self.reported.insert(from.clone(), self.problems.len());
        self.problems.push(Problem {
            severity,
            code,
            from: from.clone(),
            at: at.clone(),
            others: 0,
            update: describe(update),
            target: describe(target),
            expected,
            remedy,
        });
    }
}

fn is_container(value: &Value) -> bool {
    value.is_object() || value.is_array()
}

/// How many levels a value has, and how many values it is made of.
fn measure(value: &Value) -> (usize, usize) {
    let join = |(height, size): (usize, usize), inner: &Value| {
        let (inner_height, inner_size) = measure(inner);
        (height.max(inner_height + 1), size + inner_size)
    };
    match value {
        Value::Object(members) => members.values().fold((1, 1), join),
        Value::Array(items) => items.iter().fold((1, 1), join),
        _ => (0, 1),
    }
}
