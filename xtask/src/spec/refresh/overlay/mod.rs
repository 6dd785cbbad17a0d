//! The overlay that turns the base document into a projection.
//!
//! Overlays merge objects, append to lists and remove objects and lists; they cannot remove a single
//! value or a list item. The parent of such a value is removed and added again. Actions are grouped by
//! operation and schema.

mod write;

use serde_json::{Map, Value, json};

use super::super::json::{members, string};
use write::{Target, share_headers};

/// An overlay.
#[derive(Debug)]
pub(super) struct Overlay {
    /// The service's name and the version of its API.
    title: String,
    version: String,
    groups: Vec<Group>,
}

/// The actions about one operation or schema.
#[derive(Debug)]
struct Group {
    name: String,
    actions: Vec<Action>,
}

#[derive(Clone, Debug, PartialEq)]
struct Action {
    target: Target,
    change: Change,
}

#[derive(Clone, Debug, PartialEq)]
enum Change {
    Remove,
    Update(Value),
    /// Remove, then add to the parent.
    Replace(Value),
}

impl Overlay {
    /// The actions that make `base` equal to `target`, except for what a projection does not contain
    /// (servers, signer headers).
    pub(super) fn between(base: &Value, target: &Value) -> Self {
        let paths = Target::default().child("paths");
        let schemas = Target::default().child("components").child("schemas");
        let mut groups = vec![service(base, target)];
        groups.extend(group_by_member(&paths, base, target, 2));
        let mut of_schemas = group_by_member(&schemas, base, target, 0);
        let headers = share_headers(&schemas, &mut of_schemas);
        groups.extend(of_schemas);
        groups.push(Group { name: "members in headers".to_owned(), actions: headers });
        groups.retain(|group| !group.actions.is_empty());
        Self {
            title: string(&target["info"], "title").to_owned(),
            version: string(&target["info"], "version").to_owned(),
            groups,
        }
    }

    /// Whether the overlay has no action.
    #[cfg(test)]
    pub(super) fn is_empty(&self) -> bool {
        self.groups.is_empty()
    }

    /// The number of actions.
    pub(super) fn len(&self) -> usize {
        self.groups.iter().map(|group| group.actions.len()).sum()
    }
}

/// The actions on `info` and other facts of the service.
fn service(base: &Value, target: &Value) -> Group {
    let mut actions = Vec::new();
    for key in ["info", "x-hasEquivalentPaths"] {
        let (before, after) = (base.get(key), target.get(key));
        match (before, after) {
            (Some(before), Some(Value::Object(after))) => {
                let mut whole = before.clone();
                let members = whole.as_object_mut().into_iter();
                members.for_each(|members| members.extend(after.clone()));
                actions.extend(difference(&Target::default().child(key), before, &whole));
            }
            (before, Some(after)) if before != Some(after) => {
                let update = json!({key: after});
                actions.push(Action { target: Target::default(), change: Change::Update(update) });
            }
            _ => {}
        }
    }
    Group { name: "the service".to_owned(), actions }
}

/// One group for each added, changed or removed member of an object, in the target's order. With
/// `levels`, parts of a member down to that depth have separate actions.
fn group_by_member(at: &Target, base: &Value, target: &Value, levels: usize) -> Vec<Group> {
    let empty = Map::new();
    let object = |value| {
        let value = at.resolve(value).and_then(Value::as_object);
        value.unwrap_or(&empty)
    };
    let (before, after) = (object(base), object(target));
    let removed = before.keys().filter(|key| !after.contains_key(*key));
    let removed = removed.map(|key| Group {
        name: heading(key, &before[key]),
        actions: vec![Action { target: at.child(key), change: Change::Remove }],
    });
    let changed = after.iter().map(|(key, value)| {
        let actions = match before.get(key) {
            Some(before) => {
                let actions = difference(&at.child(key), before, value);
                narrow(actions, base, levels)
            }
            None => {
                let update = json!({key: value});
                vec![Action { target: at.clone(), change: Change::Update(update) }]
            }
        };
        Group { name: heading(key, value), actions }
    });
    removed.chain(changed).collect()
}

/// The comment above a group: the operations of a path, or else the key.
fn heading(key: &str, value: &Value) -> String {
    let operations = members(value).filter_map(|(_, part)| part.get("operationId")?.as_str());
    let operations: Vec<&str> = operations.collect();
    if operations.is_empty() { key.to_owned() } else { operations.join(", ") }
}

/// No action can make this change: the parent must be replaced.
struct ReplaceParent;

/// The actions that turn the object `base` at a target into `target`, removals first.
fn difference(at: &Target, base: &Value, target: &Value) -> Vec<Action> {
    let mut actions = Vec::new();
    match merge_values(at, base, target, &mut actions) {
        Ok(Some(update)) => {
            actions.push(Action { target: at.clone(), change: Change::Update(update) })
        }
        Ok(None) => {}
        // A single value of the object itself must be removed.
        Err(ReplaceParent) => {
            actions.push(Action { target: at.clone(), change: Change::Replace(target.clone()) })
        }
    }
    actions
}

/// The value to merge into `base`. Other necessary actions are added to `actions`.
fn merge_values(
    at: &Target,
    base: &Value,
    target: &Value,
    actions: &mut Vec<Action>,
) -> Result<Option<Value>, ReplaceParent> {
    match (base, target) {
        _ if base == target => Ok(None),
        (Value::Object(base), Value::Object(target)) => merge_objects(at, base, target, actions),
        (Value::Array(base), Value::Array(target)) => merge_lists(at, base, target, actions),
        _ if is_container(base) || is_container(target) => Err(ReplaceParent),
        _ => Ok(Some(target.clone())),
    }
}

fn merge_objects(
    at: &Target,
    base: &Map<String, Value>,
    target: &Map<String, Value>,
    actions: &mut Vec<Action>,
) -> Result<Option<Value>, ReplaceParent> {
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
        match merge_values(&at.child(key), before, value, &mut inner) {
            Ok(part) => {
                found.append(&mut inner);
                update.extend(part.map(|part| (key.clone(), part)));
            }
            Err(ReplaceParent) => {
                found.push(removal(&at.child(key), before)?);
                update.insert(key.clone(), value.clone());
            }
        }
    }
    actions.append(&mut found);
    Ok((!update.is_empty()).then_some(Value::Object(update)))
}

/// New items at the end are appended, and items with an identity are merged. No other change of a list
/// is possible.
fn merge_lists(
    at: &Target,
    base: &[Value],
    target: &[Value],
    actions: &mut Vec<Action>,
) -> Result<Option<Value>, ReplaceParent> {
    if target.len() < base.len() {
        return Err(ReplaceParent);
    }
    let (kept, new) = target.split_at(base.len());
    let mut found = Vec::new();
    for (before, after) in base.iter().zip(kept) {
        if before == after {
            continue;
        }
        let known_by = identity(before)
            .filter(|known_by| Some(known_by) == identity(after).as_ref())
            .ok_or(ReplaceParent)?;
        let at = at.item(known_by);
        if let Some(update) = merge_values(&at, before, after, &mut found)? {
            found.push(Action { target: at, change: Change::Update(update) });
        }
    }
    actions.append(&mut found);
    Ok((!new.is_empty()).then(|| new.to_vec().into()))
}

/// The identity of a list item: the name and location of a parameter.
fn identity(item: &Value) -> Option<Vec<(&'static str, String)>> {
    let member = |key: &'static str| Some((key, item.get(key)?.as_str()?.to_owned()));
    Some(vec![member("name")?, member("in")?])
}

/// The removal of an object or list.
fn removal(at: &Target, value: &Value) -> Result<Action, ReplaceParent> {
    let action = Action { target: at.clone(), change: Change::Remove };
    if is_container(value) { Ok(action) } else { Err(ReplaceParent) }
}

fn is_container(value: &Value) -> bool {
    value.is_object() || value.is_array()
}

/// Narrows the targets of actions. Down to `levels` below a target, an update of several existing parts
/// becomes one action for each part; deeper updates are only narrowed while they have a single part.
fn narrow(actions: Vec<Action>, base: &Value, levels: usize) -> Vec<Action> {
    let removed = actions.iter().filter(|action| action.change == Change::Remove);
    let removed = removed.map(|action| action.target.clone()).collect();
    let mut narrow = Narrow { base, removed, actions: Vec::new() };
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
    /// The targets of earlier removals.
    removed: Vec<Target>,
    actions: Vec<Action>,
}

impl Narrow<'_> {
    fn add(&mut self, at: Target, update: Value, levels: usize) {
        let Value::Object(update) = update else {
            let change = Change::Update(update);
            return self.actions.push(Action { target: at, change });
        };
        let may_split = levels > 0 || update.len() == 1;
        let (parts, rest): (Map<_, _>, Map<_, _>) = update
            .into_iter()
            .partition(|(key, part)| may_split && part.is_object() && self.exists(&at.child(key)));
        if !rest.is_empty() {
            let change = Change::Update(Value::Object(rest));
            self.actions.push(Action { target: at.clone(), change });
        }
        for (key, part) in parts {
            self.add(at.child(&key), part, levels.saturating_sub(1));
        }
    }

    fn exists(&self, at: &Target) -> bool {
        !self.removed.contains(at) && at.resolve(self.base).is_some_and(Value::is_object)
    }
}

#[cfg(test)]
mod tests;
