//! Makes the target of an action as precise, and its update as small, as the document allows.

use serde_json::{Map, Value};

use super::path::Path;
use super::{Action, Change};

/// The same actions with narrower targets. In the first `levels` below a target, an update of several
/// parts that are there already becomes one action for each; deeper, what belongs together stays so.
pub(super) fn narrow(actions: Vec<Action>, base: &Value, levels: usize) -> Vec<Action> {
    let removed = actions
        .iter()
        .filter(|action| action.change == Change::Remove);
    let removed = removed.map(|action| action.target.clone()).collect();
    let mut narrow = Narrow {
        base,
        removed,
        actions: Vec::new(),
    };
    for action in actions {
        match action.change {
            Change::Update(update) => narrow.add(action.target, update, levels),
            _ => narrow.actions.push(action),
        }
    }
    narrow.actions
}

struct Narrow<'b> {
    base: &'b Value,
    /// What is no longer there when the updates come.
    removed: Vec<Path>,
    actions: Vec<Action>,
}

impl Narrow<'_> {
    fn add(&mut self, at: Path, update: Value, levels: usize) {
        let Value::Object(update) = update else {
            let change = Change::Update(update);
            return self.actions.push(Action { target: at, change });
        };
        let may_split = levels > 0 || update.len() == 1;
        let (parts, rest): (Map<_, _>, Map<_, _>) = update.into_iter().partition(|(key, part)| {
            may_split && part.is_object() && self.is_there(&at.child(key))
        });
        if !rest.is_empty() {
            let change = Change::Update(Value::Object(rest));
            self.actions.push(Action {
                target: at.clone(),
                change,
            });
        }
        for (key, part) in parts {
            self.add(at.child(&key), part, levels.saturating_sub(1));
        }
    }

    fn is_there(&self, at: &Path) -> bool {
        !self.removed.contains(at) && at.resolve(self.base).is_some_and(Value::is_object)
    }
}
