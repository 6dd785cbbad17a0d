//! Members in headers, which many schemas share word for word, said once for all of them.

use serde_json::{Map, Value, json};

use super::path::Path;
use super::{Action, Change, Group};

/// Takes the header members out of the updates of schemas and gives one action for each set of them,
/// over all schemas that have just this set.
pub(super) fn take_out(schemas: &Path, groups: &mut [Group]) -> Vec<Action> {
    let mut sets: Vec<(Map<String, Value>, Vec<String>)> = Vec::new();
    for Group { name, actions } in groups {
        let mut of_schema = Map::new();
        for action in &mut *actions {
            if let Change::Update(update) = &mut action.change {
                of_schema.extend(taken(properties(
                    action.target.clone(),
                    schemas,
                    name,
                    update,
                )));
            }
        }
        actions.retain(|action| action.change != Change::Update(json!({})));
        if of_schema.is_empty() {
            continue;
        }
        match sets.iter_mut().find(|(set, _)| *set == of_schema) {
            Some((_, names)) => names.push(name.clone()),
            None => sets.push((of_schema, vec![name.clone()])),
        }
    }
    let actions = sets.into_iter().map(|(set, names)| Action {
        target: schemas.children(&names),
        change: Change::Update(json!({"properties": set})),
    });
    actions.collect()
}

/// The properties that an update of a schema adds or changes, wherever its target is.
fn properties<'u>(
    target: Path,
    schemas: &Path,
    name: &str,
    update: &'u mut Value,
) -> Option<&'u mut Map<String, Value>> {
    let schema = schemas.child(name);
    if target == schema.child("properties") {
        return update.as_object_mut();
    }
    let schema = if target == *schemas {
        update.get_mut(name)?
    } else {
        Some(update).filter(|_| target == schema)?
    };
    schema.get_mut("properties")?.as_object_mut()
}

fn taken(properties: Option<&mut Map<String, Value>>) -> Map<String, Value> {
    let Some(properties) = properties else {
        return Map::new();
    };
    let (taken, kept) = std::mem::take(properties)
        .into_iter()
        .partition(|(_, member)| member.get("x-header").is_some());
    *properties = kept;
    taken
}
