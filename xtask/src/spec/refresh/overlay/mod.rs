//! The overlay that turns the base document into a projection: what it says, and how it is written.
//!
//! Actions are grouped by operation and schema, each with its own and no more than that.

mod difference;
mod headers;
mod narrow;
mod path;
mod write;

use serde_json::Value;

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
                actions.extend(difference::actions(
                    &Path::default().child(key),
                    before,
                    &whole,
                ));
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
                let actions = difference::actions(&at.child(key), before, value);
                narrow::narrow(actions, base, levels)
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

#[cfg(test)]
mod tests;
