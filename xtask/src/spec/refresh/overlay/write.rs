//! The text of an overlay: JSONPath targets, shared header members, and YAML with a comment above each
//! group.

use std::fmt;

use serde_json::{Map, Value, json};

use super::super::super::yaml;
use super::{Action, Change, Group, Overlay};
use crate::report::Failure;

impl Overlay {
    /// The whole file.
    pub(in crate::spec::refresh) fn to_yaml(&self) -> Result<String, Failure> {
        let Self { title, version, groups } = self;
        let mut text = format!(
            "# {title}: what AWS has changed since openapi.yaml\n\
             # was converted, and the traits that the conversion loses. Facts only; the descriptions are in\n\
             # docs.overlay.yaml.\n\
             #\n\
             # Not to be edited by hand: `cargo xtask spec refresh` writes this file from AWS's service model.\n\
             # SOURCE.toml records its package and file. The `x-` extensions are listed in\n\
             # ARCHITECTURE.md.\n"
        );
        text += &yaml::to_string(&json!({
            "overlay": "1.0.0",
            "info": {"title": format!("Additions to {title}"), "version": version},
        }))?;
        text += "actions:\n";
        for (index, group) in groups.iter().enumerate() {
            text += if index == 0 { "" } else { "\n" };
            text += &format!("  # {}\n", group.name);
            let actions: Vec<Value> = group.actions.iter().flat_map(Action::values).collect();
            for line in yaml::to_string(&Value::Array(actions))?.lines() {
                text += &format!("{}{line}\n", if line.is_empty() { "" } else { "  " });
            }
        }
        Ok(text)
    }
}

impl Action {
    fn values(&self) -> Vec<Value> {
        let target = self.target.to_string();
        let removal = json!({"target": target, "remove": true});
        match &self.change {
            Change::Remove => vec![removal],
            Change::Update(update) => vec![json!({"target": target, "update": update})],
            Change::Replace(value) => match self.target.parent() {
                Some((parent, key)) => {
                    vec![removal, json!({"target": parent.to_string(), "update": {key: value}})]
                }
                None => vec![removal],
            },
        }
    }
}

/// Moves the members bound to headers out of the updates of schemas. Many schemas have the same ones,
/// so that each distinct set becomes one action on all schemas that have exactly this set.
pub(super) fn share_headers(schemas: &Target, groups: &mut [Group]) -> Vec<Action> {
    let mut sets: Vec<(Map<String, Value>, Vec<String>)> = Vec::new();
    for Group { name, actions } in groups {
        let mut of_schema = Map::new();
        for Action { target, change } in &mut *actions {
            if let Change::Update(update) = change
                && let Some(properties) = properties(target, schemas, name, update)
            {
                let (headers, others): (Map<_, _>, Map<_, _>) = std::mem::take(properties)
                    .into_iter()
                    .partition(|(_, member)| member.get("x-header").is_some());
                *properties = others;
                of_schema.extend(headers);
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

/// The properties that an update adds to a schema or changes, at any of the possible targets.
fn properties<'u>(
    target: &Target,
    schemas: &Target,
    name: &str,
    update: &'u mut Value,
) -> Option<&'u mut Map<String, Value>> {
    let schema = schemas.child(name);
    if *target == schema.child("properties") {
        return update.as_object_mut();
    }
    let schema = if target == schemas {
        update.get_mut(name)?
    } else {
        Some(update).filter(|_| *target == schema)?
    };
    schema.get_mut("properties")?.as_object_mut()
}

/// The target of an action: a JSONPath (RFC 9535).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Target(Vec<Segment>);

#[derive(Clone, Debug, PartialEq, Eq)]
enum Segment {
    /// Members of an object.
    Members(Vec<String>),
    /// The item of a list whose members have these values.
    Item(Vec<(&'static str, String)>),
}

impl Target {
    /// The member of that name.
    pub(super) fn child(&self, key: &str) -> Self {
        self.children(&[key.to_owned()])
    }

    /// All members of these names.
    pub(super) fn children(&self, keys: &[String]) -> Self {
        self.with(Segment::Members(keys.to_owned()))
    }

    /// The item of a list whose members have these values.
    pub(super) fn item(&self, members: Vec<(&'static str, String)>) -> Self {
        self.with(Segment::Item(members))
    }

    /// The value at the target; of several, the first.
    pub(super) fn resolve<'v>(&self, value: &'v Value) -> Option<&'v Value> {
        self.0.iter().try_fold(value, |value, segment| match segment {
            Segment::Members(keys) => value.get(keys.first()?),
            Segment::Item(members) => value.as_array()?.iter().find(|item| {
                let mut members = members.iter();
                members.all(|(key, value)| item[*key] == *value.as_str())
            }),
        })
    }

    /// The parent and the key in it; `None` for the document and for items of lists.
    fn parent(&self) -> Option<(Self, &str)> {
        match self.0.split_last()? {
            (Segment::Members(keys), parent) => Some((Self(parent.to_vec()), keys.first()?)),
            (Segment::Item(_), _) => None,
        }
    }

    fn with(&self, segment: Segment) -> Self {
        let mut segments = self.0.clone();
        segments.push(segment);
        Self(segments)
    }
}

impl fmt::Display for Target {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("$")?;
        self.0.iter().try_for_each(|segment| match segment {
            Segment::Members(keys) => match keys.as_slice() {
                [key] if is_shorthand(key) => write!(f, ".{key}"),
                keys => {
                    let keys: Vec<String> = keys.iter().map(|key| quoted(key)).collect();
                    write!(f, "[{}]", keys.join(","))
                }
            },
            Segment::Item(members) => {
                let tests = members.iter();
                let tests = tests.map(|(key, value)| format!("@.{key}=={}", quoted(value)));
                write!(f, "[?{}]", tests.collect::<Vec<_>>().join(" && "))
            }
        })
    }
}

/// Whether a name can be written after a dot.
fn is_shorthand(key: &str) -> bool {
    key.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_')
        && key.chars().all(|c| c.is_ascii_alphanumeric() || c == '_')
}

fn quoted(string: &str) -> String {
    format!("'{}'", string.replace('\\', "\\\\").replace('\'', "\\'"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn targets_are_written_as_json_paths() {
        let root = Target::default();
        let schemas = root.child("components").child("schemas");
        let item = vec![("name", "n".to_owned()), ("in", "query".to_owned())];
        for (target, expected) in [
            (schemas.child("Stage"), "$.components.schemas.Stage"),
            (root.child("paths").child("/a/{b}#c").child("get"), "$.paths['/a/{b}#c'].get"),
            (root.child("it's").child("a\\b"), r"$['it\'s']['a\\b']"),
            (root.children(&["A".to_owned(), "B".to_owned()]), "$['A','B']"),
            (root.child("parameters").item(item), "$.parameters[?@.name=='n' && @.in=='query']"),
        ] {
            assert_eq!(target.to_string(), expected);
        }
    }

    #[test]
    fn targets_resolve_items_by_their_members() {
        let value =
            json!({"parameters": [{"name": "a", "in": "path"}, {"name": "a", "in": "query"}]});
        let target = Target::default()
            .child("parameters")
            .item(vec![("name", "a".to_owned()), ("in", "query".to_owned())]);
        assert_eq!(target.resolve(&value), Some(&value["parameters"][1]));
        assert_eq!(target.child("schema").resolve(&value), None);
    }
}
