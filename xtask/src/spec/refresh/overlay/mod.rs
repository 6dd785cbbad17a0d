//! The overlay that turns the base document into a projection: what it says, and how it is written.
//!
//! Actions are grouped by operation and schema, each with its own and no more than that.

mod headers;
mod path;
mod write;

use serde_json::{Map, Value};

use path::Path;

/// An overlay before it is text.
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
    target: Path,
    change: Change,
}

#[derive(Clone, Debug, PartialEq)]
enum Change {
    Remove,
    Update(Value),
    /// Both, one after the other.
    Replace(Value),
}

impl Overlay {
    /// What must be done to `base` to make it say what `target` says. What the projection has no
    /// opinion about (servers, signer headers) is left alone.
    pub(super) fn between(base: &Value, target: &Value) -> Self {
        let text = |pointer: &str| {
            target
                .pointer(pointer)
                .and_then(Value::as_str)
                .unwrap_or_default()
                .to_owned()
        };
        let (paths, schemas) = (
            Path::default().child("paths"),
            Path::default().child("components").child("schemas"),
        );
        let mut groups = vec![service(base, target)];
        groups.extend(members(&paths, base, target, 2));
        let mut of_schemas = members(&schemas, base, target, 0);
        let headers = headers::take_out(&schemas, &mut of_schemas);
        groups.extend(of_schemas);
        groups.push(Group {
            name: "members in headers".to_owned(),
            actions: headers,
        });
        groups.retain(|group| !group.actions.is_empty());
        Self {
            title: text("/info/title"),
            version: text("/info/version"),
            groups,
        }
    }

    /// Whether there is nothing to be done.
    #[cfg(test)]
    pub(super) fn is_empty(&self) -> bool {
        self.groups.is_empty()
    }

    /// How many actions there are.
    pub(super) fn len(&self) -> usize {
        self.groups.iter().map(|group| group.actions.len()).sum()
    }
}

/// The facts about the service as a whole, as far as a model has them.
fn service(base: &Value, target: &Value) -> Group {
    let mut actions = Vec::new();
    for key in ["info", "x-hasEquivalentPaths"] {
        let (before, after) = (base.get(key), target.get(key));
        match (before, after) {
            (Some(before), Some(Value::Object(after))) => {
                let mut whole = before.clone();
                let members = whole.as_object_mut().into_iter();
                members.for_each(|members| members.extend(after.clone()));
                actions.extend(difference(&Path::default().child(key), before, &whole));
            }
            (before, Some(after)) if before != Some(after) => {
                let update = serde_json::json!({key: after});
                actions.push(Action {
                    target: Path::default(),
                    change: Change::Update(update),
                });
            }
            _ => {}
        }
    }
    Group {
        name: "the service".to_owned(),
        actions,
    }
}

/// One group for each member of an object that is new, changed or gone, in the target's order. The
/// parts of an operation, two levels below a path, are long enough for actions of their own.
fn members(at: &Path, base: &Value, target: &Value, levels: usize) -> Vec<Group> {
    let nothing = serde_json::Map::new();
    let object = |value| {
        at.resolve(value)
            .and_then(Value::as_object)
            .unwrap_or(&nothing)
    };
    let (before, after) = (object(base), object(target));
    let gone = before.keys().filter(|key| !after.contains_key(*key));
    let gone = gone.map(|key| Group {
        name: heading(key, &before[key]),
        actions: vec![Action {
            target: at.child(key),
            change: Change::Remove,
        }],
    });
    let changed = after.iter().map(|(key, value)| {
        let actions = match before.get(key) {
            Some(before) => {
                let actions = difference(&at.child(key), before, value);
                narrow(actions, base, levels)
            }
            None => {
                let update = serde_json::json!({key: value});
                vec![Action {
                    target: at.clone(),
                    change: Change::Update(update),
                }]
            }
        };
        Group {
            name: heading(key, value),
            actions,
        }
    });
    gone.chain(changed).collect()
}

/// What a group is about: the operations of a path, or else the key.
fn heading(key: &str, value: &Value) -> String {
    let parts = value.as_object().into_iter().flatten();
    let operations = parts.filter_map(|(_, part)| part.get("operationId")?.as_str());
    let operations: Vec<&str> = operations.collect();
    if operations.is_empty() {
        key.to_owned()
    } else {
        operations.join(", ")
    }
}

/// The nearest thing around must be replaced as a whole.
struct Replace;

/// The actions that turn `base`, at that place, into `target`. Both must be objects; what an action
/// removes comes before what it adds.
fn difference(at: &Path, base: &Value, target: &Value) -> Vec<Action> {
    let mut actions = Vec::new();
    match merge_values(at, base, target, &mut actions) {
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
fn merge_values(
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
        match merge_values(&at.child(key), before, value, &mut inner) {
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
        if let Some(update) = merge_values(&at, before, after, &mut found)? {
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

/// The same actions with narrower targets. In the first `levels` below a target, an update of several
/// parts that are there already becomes one action for each; deeper, what belongs together stays so.
fn narrow(actions: Vec<Action>, base: &Value, levels: usize) -> Vec<Action> {
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

#[cfg(test)]
mod tests;
