//! Applying the actions of an overlay, one after the other.

use serde_json::Value;

use super::{Action, Change, Overlay, merge::Merge};
use crate::{
    diagnostics::{Diagnostics, Draft, Severity},
    document::{Pointer, describe, describe::quote, edits::Edits, text::Text},
};

/// Applies an overlay. Every action that cannot be applied is reported and skipped.
///
/// `text` is the overlay's own, the `index`-th of the document's texts.
pub(in crate::document) fn apply(
    overlay: &Overlay,
    index: usize,
    text: &Text,
    value: &mut Value,
    edits: &mut Edits,
    diagnostics: &mut Diagnostics,
) {
    for action in &overlay.actions {
        let mut run = Run {
            action,
            index,
            text,
            diagnostics,
        };
        if let Some(nodes) = run.select(value) {
            match &action.change {
                Change::Remove => run.remove(nodes, value, edits),
                Change::Update(update) => run.update(&nodes, update, value, edits),
            }
        }
    }
}

struct Run<'a> {
    action: &'a Action,
    index: usize,
    text: &'a Text,
    diagnostics: &'a mut Diagnostics,
}

impl Run<'_> {
    /// The objects and lists that the action is about.
    fn select(&mut self, value: &Value) -> Option<Vec<Pointer>> {
        let target = &self.action.target;
        let nodes = target.select(value);
        if nodes.is_empty() {
            let (found, nearest) = target.miss(value);
            let remedy = match nearest {
                Some(nearest) => format!(
                    "write {} if intended, or remove the action",
                    quote(&nearest)
                ),
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
                format!(
                    "select the object that holds {} and update its member",
                    quote(&key)
                )
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
            draft
                .place(self.text.place(&problem.from))
                .pointer(problem.from)
                .found(format!(
                    "{} for {}{also}, which is {}",
                    problem.update, problem.at, problem.target
                ))
                .expected(problem.expected)
                .remedy(problem.remedy);
        }
    }

    fn error(&mut self, code: &'static str, key: &str) -> Draft<'_> {
        let at = self.action.pointer.child(key);
        self.diagnostics
            .error(code)
            .place(self.text.place(&at))
            .pointer(at)
    }
}
