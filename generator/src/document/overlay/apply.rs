//! Applying the actions of an overlay, one after the other, and merging updates into the document.

use std::collections::HashMap;

use serde_json::{Map, Value};

use super::{Action, Change, Overlay};
use crate::diagnostics::{Diagnostics, Draft, Severity};
use crate::document::edits::Edits;
use crate::document::syntax::{MAX_DEPTH, describe, quote};
use crate::document::text::SourceText;
use crate::pointer::Pointer;

/// The number of values that all overlays together may add. The largest document of the APIs.guru
/// directory has some 500,000; a target like `$..*` with a large update would fill any memory.
const MAX_ADDED: usize = 1_000_000;

/// Applies an overlay. Every action that cannot be applied is reported and skipped.
///
/// `text` is the overlay's own, the `index`-th of the document's texts.
pub(in crate::document) fn apply(
    overlay: &Overlay,
    index: usize,
    text: &SourceText,
    value: &mut Value,
    edits: &mut Edits,
    diagnostics: &mut Diagnostics,
) {
    for action in &overlay.actions {
        let mut application = Application { action, index, text, diagnostics };
        if let Some(nodes) = application.select(value) {
            match &action.change {
                Change::Remove => application.remove(nodes, value, edits),
                Change::Update(update) => application.update(&nodes, update, value, edits),
            }
        }
    }
}

struct Application<'a> {
    action: &'a Action,
    index: usize,
    text: &'a SourceText,
    diagnostics: &'a mut Diagnostics,
}

impl Application<'_> {
    /// The objects and lists that the action is about.
    fn select(&mut self, value: &Value) -> Option<Vec<Pointer>> {
        let target = &self.action.target;
        let nodes = target.select(value);
        if nodes.is_empty() {
            let (found, nearest) = target.miss(value);
            let remedy = match nearest {
                Some(nearest) => {
                    format!("write {} if intended, or remove the action", quote(&nearest))
                }
                None => "correct the target, or remove the action".to_owned(),
            };
            self.error("no-match", "target")
                .found(found)
                .expected("a target that selects at least one object or list of the document")
                .remedy(remedy);
            return None;
        }
        let primitive = nodes.iter().find_map(|node| {
            let value = node.resolve(value)?;
            (!value.is_object() && !value.is_array()).then(|| (node.clone(), describe(value)))
        });
        let Some((node, what)) = primitive else {
            return Some(nodes);
        };
        let remedy = match (&self.action.change, node.key()) {
            (Change::Update(_), Some(key)) => {
                format!("select the object that holds {} and update its member", quote(&key))
            }
            _ => {
                "select the object or list that holds it; overlays 1.0 cannot remove single values"
                    .to_owned()
            }
        };
        let found = format!("{}, which selects {what} at {node}", quote(&target.text));
        self.error("target-not-a-container", "target")
            .found(found)
            .expected("a target that selects only objects and lists")
            .remedy(remedy);
        None
    }

    /// Removes from the back to the front, so that no removal moves what is still to be removed.
    fn remove(&mut self, mut nodes: Vec<Pointer>, value: &mut Value, edits: &mut Edits) {
        nodes.sort_by_cached_key(|node| {
            let order = |token: String| (token.parse::<usize>().ok(), token);
            std::cmp::Reverse(node.tokens().map(order).collect::<Vec<_>>())
        });
        for node in nodes {
            let (Some(parent), Some(key)) = (node.parent(), node.key()) else {
                self.error("removes-everything", "target")
                    .found("the whole document as what is to be removed")
                    .expected("a part of the document")
                    .remedy("correct the target");
                continue;
            };
            match value.pointer_mut(parent.as_str()) {
                // `shift_remove` keeps the order of the members that stay.
                Some(Value::Object(members)) => drop(members.shift_remove(&key)),
                Some(Value::Array(items)) => {
                    if let Some(index) = key.parse().ok().filter(|index| *index < items.len()) {
                        items.remove(index);
                        edits.remove_item(parent, index);
                    }
                }
                _ => {}
            }
        }
    }

    fn update(&mut self, nodes: &[Pointer], update: &Value, value: &mut Value, edits: &mut Edits) {
        let from = self.action.pointer.child("update");
        let mut merge = Merge::new(self.index, edits);
        for node in nodes {
            if let Some(target) = value.pointer_mut(node.as_str()) {
                merge.root(target, update, node, &from);
            }
        }
        for problem in merge.problems {
            let draft = match problem.severity {
                Severity::Error => self.diagnostics.error(problem.code),
                Severity::Warning => self.diagnostics.warning(problem.code),
            };
            let also = match problem.others {
                0 => String::new(),
                others => format!(" (and {others} more)"),
            };
            let which = match problem.code {
                "repeated-entry" => "has it already".to_owned(),
                _ => format!("is {}", problem.target),
            };
            draft
                .position(self.text.position(&problem.from))
                .pointer(problem.from)
                .found(format!("{} for {}{also}, which {which}", problem.update, problem.at))
                .expected(problem.expected)
                .remedy(problem.remedy);
        }
    }

    fn error(&mut self, code: &'static str, key: &str) -> Draft<'_> {
        let at = self.action.pointer.child(key);
        self.diagnostics.error(code).position(self.text.position(&at)).pointer(at)
    }
}

/// The merging of one action's update into all that its target selects.
struct Merge<'a> {
    /// The index of the overlay's text.
    text: usize,
    edits: &'a mut Edits,
    problems: Vec<Problem>,
    /// The index in `problems` of the problem with each part of the update, so that a target
    /// with a thousand matches does not report one mistake a thousand times.
    reported: HashMap<Pointer, usize>,
}

/// A part of an update that does not fit.
struct Problem {
    severity: Severity,
    code: &'static str,
    /// The part of the update, in the overlay.
    from: Pointer,
    /// The first value of the document that it does not fit, and the number of others.
    at: Pointer,
    others: usize,
    update: String,
    target: String,
    expected: &'static str,
    remedy: &'static str,
}

impl<'a> Merge<'a> {
    fn new(text: usize, edits: &'a mut Edits) -> Self {
        Self { text, edits, problems: Vec::new(), reported: HashMap::new() }
    }

    /// Merges into a node that the target selects: an object takes an object, a list takes an
    /// entry of whatever type.
    fn root(&mut self, target: &mut Value, update: &Value, at: &Pointer, from: &Pointer) {
        let (height, size) = measure(update);
        self.edits.added = self.edits.added.saturating_add(size);
        if at.tokens().count() + height >= MAX_DEPTH || self.edits.added > MAX_ADDED {
            return self.report(Severity::Error, "update-too-large", target, update, at, from);
        }
        match (&mut *target, update) {
            (Value::Object(members), Value::Object(update)) => {
                self.object(members, update, at, from)
            }
            (Value::Array(items), entry) => {
                let nests = entry.is_array() && !items.iter().any(Value::is_array);
                self.check_entry(items, entry, at, from);
                self.edits.write(at.child(items.len()), self.text, from.clone());
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
                    let present = items.len();
                    for (index, item) in update.iter().enumerate() {
                        self.check_entry(&items[..present], item, &at, &from.child(index));
                        self.edits.write(at.child(items.len()), self.text, from.child(index));
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

    /// Warns of an entry that the list has already, or that states the same parameter: the author of the
    /// overlay takes it for a replacement, but entries are appended. Lists of documents are short; longer ones
    /// are not searched.
    fn check_entry(&mut self, present: &[Value], entry: &Value, at: &Pointer, from: &Pointer) {
        let name = |value: &Value| Some((value.get("name")?.clone(), value.get("in")?.clone()));
        let is_same = |other: &&Value| {
            *other == entry || name(entry).is_some_and(|it| name(other) == Some(it))
        };
        if let Some(same) = present.iter().take(500).find(is_same) {
            self.report(Severity::Warning, "repeated-entry", same, entry, at, from);
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
            ("repeated-entry", _) => (
                "entries that the list lacks: overlays append to lists, and replace no entry",
                "leave the entry out; to change one, select it in the target, as in \
                 `parameters[?@.name == 'limit']`, and to replace the list, remove it with another action first",
            ),
            ("list-in-list", _) => (
                "one entry to append, as the specification requires",
                "write one action for each entry, or update the object that holds the list",
            ),
            (_, Value::Object(_)) => (
                "an object, to be merged into it",
                "write an object, or remove the old one with another action first",
            ),
            (_, Value::Array(_)) => (
                "a list, whose entries are appended",
                "write a list, or remove the old one with another action first",
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

/// How many levels a value has, and how many values it consists of.
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
