//! An overlay as text: YAML with a comment over each group.

use serde_json::{Value, json};

use super::super::super::yaml;
use super::{Action, Change, Overlay};
use crate::report::Failure;

impl Overlay {
    /// The whole file.
    pub(in crate::spec::refresh) fn text(&self) -> Result<String, Failure> {
        let Self {
            title,
            version,
            groups,
        } = self;
        let mut text = format!(
            "# {title}: what AWS has changed since openapi.yaml was\n\
             # made, and what the form of that document has no place for. Facts only; the texts are in\n\
             # docs.overlay.yaml.\n\
             #\n\
             # Not to be edited by hand: `cargo xtask spec refresh` writes this file from AWS's service model.\n\
             # SOURCE.toml says which package and file that is. The `x-` extensions are listed in\n\
             # ARCHITECTURE.md.\n"
        );
        text += &yaml::text(&json!({
            "overlay": "1.0.0",
            "info": {"title": format!("Additions to {title}"), "version": version},
        }))?;
        text += "actions:\n";
        for (index, group) in groups.iter().enumerate() {
            text += if index == 0 { "" } else { "\n" };
            text += &format!("  # {}\n", group.name);
            let actions: Vec<Value> = group.actions.iter().flat_map(Action::values).collect();
            for line in yaml::text(&Value::Array(actions))?.lines() {
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
            Change::Replace(value) => match self.target.split() {
                Some((around, key)) => vec![
                    removal,
                    json!({"target": around.to_string(), "update": {key: value}}),
                ],
                None => vec![removal],
            },
        }
    }
}
