//! From two values to the actions that turn one into the other.
//!
//! An overlay can merge into objects, append to lists, and remove objects and lists. What it cannot do
//! directly, such as removing a single value or an item in the middle, is done by removing what holds
//! it and adding that anew.

use serde_json::{Map, Value};

use super::path::Path;
use super::{Action, Change};

/// The nearest thing around must be replaced as a whole.
struct Replace;

/// The actions that turn `base`, at that place, into `target`. Both must be objects; what an action
/// removes comes before what it adds.
pub(super) fn actions(at: &Path, base: &Value, target: &Value) -> Vec<Action> {
    let mut actions = Vec::new();
    match merge(at, base, target, &mut actions) {
        Ok(Some(update)) => actions.push(Action {
            target: at.clone(),
            change: Change::Update(update),
        }),
        Ok(None) => {}
        // An object that holds a single value to be removed, and is itself the place.
        Err(Replace) => actions.push(Action {
            target: at.clone(),
            change: Change::Replace(target.clone()),
        }),
    }
    actions
}

/// What must be merged into `base`; what else must be done goes to `actions`.
fn merge(
    at: &Path,
    base: &Value,
    target: &Value,
    actions: &mut Vec<Action>,
) -> Result<Option<Value>, Replace> {
    match (base, target) {
        _ if base == target => Ok(None),
        (Value::Object(base), Value::Object(target)) => merge_objects(at, base, target, actions),
        (Value::Array(base), Value::Array(target)) => merge_lists(at, base, target, actions),
        _ if is_container(base) || is_container(target) => Err(Replace),
        _ => Ok(Some(target.clone())),
    }
}

fn merge_objects(
    at: &Path,
    base: &Map<String, Value>,
    target: &Map<String, Value>,
    actions: &mut Vec<Action>,
) -> Result<Option<Value>, Replace> {
    let mut found = Vec::new();
    let mut update = Map::new();
    for (key, value) in base.iter().filter(|(key, _)| !target.contains_key(*key)) {
        found.push(removal(&at.child(key), value)?);
    }
    for (key, value) in target {
        let Some(before) = base.get(key) else {
            update.insert(key.clone(), value.clone());
            continue;
        };
        let mut inner = Vec::new();
        match merge(&at.child(key), before, value, &mut inner) {
            Ok(part) => {
                found.append(&mut inner);
                update.extend(part.map(|part| (key.clone(), part)));
            }
            Err(Replace) => {
                found.push(removal(&at.child(key), before)?);
                update.insert(key.clone(), value.clone());
            }
        }
    }
    actions.append(&mut found);
    Ok((!update.is_empty()).then_some(Value::Object(update)))
}

/// What is new at the end can be appended; known objects can be merged into. Nothing else can be done
/// to a list.
fn merge_lists(
    at: &Path,
    base: &[Value],
    target: &[Value],
    actions: &mut Vec<Action>,
) -> Result<Option<Value>, Replace> {
    if target.len() < base.len() {
        return Err(Replace);
    }
    let (kept, new) = target.split_at(base.len());
    let mut found = Vec::new();
    for (before, after) in base.iter().zip(kept) {
        if before == after {
            continue;
        }
        let known_by = identity(before)
            .filter(|known_by| Some(known_by) == identity(after).as_ref())
            .ok_or(Replace)?;
        let at = at.item(known_by);
        if let Some(update) = merge(&at, before, after, &mut found)? {
            found.push(Action {
                target: at,
                change: Change::Update(update),
            });
        }
    }
    actions.append(&mut found);
    Ok((!new.is_empty()).then(|| new.to_vec().into()))
}

/// By what an item of a list is known: a parameter by its name and its place.
fn identity(item: &Value) -> Option<Vec<(&'static str, String)>> {
    let text = |key: &'static str| Some((key, item.get(key)?.as_str()?.to_owned()));
    Some(vec![text("name")?, text("in")?])
}

fn removal(at: &Path, value: &Value) -> Result<Action, Replace> {
    let change = Change::Remove;
    is_container(value)
        .then(|| Action {
            target: at.clone(),
            change,
        })
        .ok_or(Replace)
}

fn is_container(value: &Value) -> bool {
    value.is_object() || value.is_array()
}
