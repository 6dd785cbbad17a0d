//! Targets: where an action applies, as JSONPath of RFC 9535.

use std::fmt;

use serde_json::Value;

/// A place in a document, or several beside each other.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Path(Vec<Step>);

#[derive(Clone, Debug, PartialEq, Eq)]
enum Step {
    /// Members of an object.
    Keys(Vec<String>),
    /// The item of a list whose members have these texts.
    Item(Vec<(&'static str, String)>),
}

impl Path {
    /// The member of that name.
    pub(super) fn child(&self, key: &str) -> Self {
        self.step(Step::Keys(vec![key.to_owned()]))
    }

    /// All members of these names.
    pub(super) fn children(&self, keys: &[String]) -> Self {
        self.step(Step::Keys(keys.to_owned()))
    }

    /// The item of a list that is known by these members.
    pub(super) fn item(&self, known_by: Vec<(&'static str, String)>) -> Self {
        self.step(Step::Item(known_by))
    }

    /// What stands there; for several places, the first.
    pub(super) fn resolve<'v>(&self, value: &'v Value) -> Option<&'v Value> {
        self.0.iter().try_fold(value, |value, step| match step {
            Step::Keys(keys) => value.get(keys.first()?),
            Step::Item(known_by) => {
                let is_it = |item: &&Value| {
                    known_by
                        .iter()
                        .all(|(key, text)| item[*key] == *text.as_str())
                };
                value.as_array()?.iter().find(is_it)
            }
        })
    }

    /// What is around it, and its name there; `None` for the whole document and for items of lists.
    pub(super) fn split(&self) -> Option<(Self, &str)> {
        match self.0.split_last()? {
            (Step::Keys(keys), around) => Some((Self(around.to_vec()), keys.first()?)),
            (Step::Item(_), _) => None,
        }
    }

    fn step(&self, step: Step) -> Self {
        let mut steps = self.0.clone();
        steps.push(step);
        Self(steps)
    }
}

impl fmt::Display for Path {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("$")?;
        self.0.iter().try_for_each(|step| match step {
            Step::Keys(keys) => match keys.as_slice() {
                [key] if is_plain(key) => write!(f, ".{key}"),
                keys => write!(f, "[{}]", joined(keys.iter().map(|key| quoted(key)), ",")),
            },
            Step::Item(known_by) => {
                let tests = known_by
                    .iter()
                    .map(|(key, text)| format!("@.{key}=={}", quoted(text)));
                write!(f, "[?{}]", joined(tests, " && "))
            }
        })
    }
}

fn joined(parts: impl Iterator<Item = String>, with: &str) -> String {
    parts.collect::<Vec<_>>().join(with)
}

/// Whether a name may follow a dot.
fn is_plain(key: &str) -> bool {
    key.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_')
        && key.chars().all(|c| c.is_ascii_alphanumeric() || c == '_')
}

fn quoted(text: &str) -> String {
    format!("'{}'", text.replace('\\', "\\\\").replace('\'', "\\'"))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn targets_are_written_as_people_write_them() {
        let check = |path: Path, expected: &str| assert_eq!(path.to_string(), expected);
        let root = Path::default();
        check(
            root.child("components").child("schemas").child("Stage"),
            "$.components.schemas.Stage",
        );
        check(
            root.child("paths").child("/a/{b}#c").child("get"),
            "$.paths['/a/{b}#c'].get",
        );
        check(root.child("it's").child("a\\b"), r"$['it\'s']['a\\b']");
        check(
            root.children(&["A".to_owned(), "B".to_owned()]),
            "$['A','B']",
        );
        let item = vec![("name", "n".to_owned()), ("in", "query".to_owned())];
        check(
            root.child("parameters").item(item),
            "$.parameters[?@.name=='n' && @.in=='query']",
        );
    }

    #[test]
    fn a_place_is_found_where_it_is() {
        let value =
            json!({"parameters": [{"name": "a", "in": "path"}, {"name": "a", "in": "query"}]});
        let path = Path::default()
            .child("parameters")
            .item(vec![("name", "a".to_owned()), ("in", "query".to_owned())]);
        assert_eq!(path.resolve(&value), Some(&value["parameters"][1]));
        assert_eq!(path.child("schema").resolve(&value), None);
    }
}
