//! A change of the service in words: which operations, schemas, members, values and limits there are
//! now that there were not, and the other way round.
//!
//! Compares two documents as their readers see them. The inlined copies of inputs say nothing that the
//! titled schemas do not, and neither do the numbers of errors.

mod operations;
mod schemas;

use std::collections::BTreeMap;
use std::fmt::{self, Write};

use serde_json::{Map, Value};

use crate::report::{BAD, GOOD, NOTE, count};

/// Everything in which one document differs from another.
#[derive(Debug, Default)]
pub(super) struct Words {
    lines: Vec<Line>,
}

/// One statement.
#[derive(Debug, PartialEq, Eq)]
struct Line {
    /// What it is about: `GetStage`.
    subject: String,
    kind: Kind,
    change: Change,
    text: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Kind {
    Operation,
    Error,
    Parameter,
    Schema,
    Member,
    Value,
    Constraint,
    Mark,
    Fact,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Change {
    Added,
    Changed,
    Removed,
}

impl Words {
    /// What `after` says and `before` does not, and what it no longer says.
    pub(super) fn between(before: &Value, after: &Value) -> Self {
        let mut words = Self::default();
        words.facts(
            "the service",
            Kind::Fact,
            before.get("info"),
            after.get("info"),
        );
        operations::compare(before, after, &mut words);
        schemas::compare(before, after, &mut words);
        words
    }

    /// Whether there is nothing to say.
    pub(super) fn is_empty(&self) -> bool {
        self.lines.is_empty()
    }

    fn say(&mut self, subject: &str, kind: Kind, change: Change, text: impl Into<String>) {
        self.lines.push(Line {
            subject: subject.to_owned(),
            kind,
            change,
            text: text.into(),
        });
    }

    /// Compares single facts of two objects by their keys, which may be constraints, marks or others.
    fn facts(&mut self, subject: &str, kind: Kind, before: Option<&Value>, after: Option<&Value>) {
        let object = |value: Option<&Value>| {
            value
                .and_then(Value::as_object)
                .cloned()
                .unwrap_or_default()
        };
        for (key, before, after) in pairs(&object(before), &object(after)) {
            let kind = if key.starts_with("x-") {
                Kind::Mark
            } else {
                kind
            };
            match (before, after) {
                (None, Some(after)) => self.say(
                    subject,
                    kind,
                    Change::Added,
                    format!("{key} {}", shown(after)),
                ),
                (Some(before), None) => self.say(
                    subject,
                    kind,
                    Change::Removed,
                    format!("{key} {}", shown(before)),
                ),
                (Some(before), Some(after)) if before != after => {
                    self.say(
                        subject,
                        kind,
                        Change::Changed,
                        format!("{key} from {} to {}", shown(before), shown(after)),
                    );
                }
                _ => {}
            }
        }
    }
}

/// The keys of both objects, those of the second first, each with its two values.
fn pairs<'v>(
    before: &'v Map<String, Value>,
    after: &'v Map<String, Value>,
) -> Vec<(&'v String, Option<&'v Value>, Option<&'v Value>)> {
    let here = after
        .iter()
        .map(|(key, value)| (key, before.get(key), Some(value)));
    let gone = before.iter().filter(|(key, _)| !after.contains_key(*key));
    here.chain(gone.map(|(key, value)| (key, Some(value), None)))
        .collect()
}

/// A value in a few words.
fn shown(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}

impl fmt::Display for Words {
    /// One line for each subject and change, then how many of each there are.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut index = 0;
        while let Some(first) = self.lines.get(index) {
            let same = |line: &&Line| {
                line.subject == first.subject
                    && line.change == first.change
                    && line.kind == first.kind
            };
            let run: Vec<&Line> = self.lines[index..].iter().take_while(same).collect();
            index += run.len();
            let (style, sign) = match first.change {
                Change::Added => (GOOD, '+'),
                Change::Changed => (NOTE, '~'),
                Change::Removed => (BAD, '-'),
            };
            let texts: Vec<&str> = run
                .iter()
                .map(|line| line.text.as_str())
                .filter(|text| !text.is_empty())
                .collect();
            let kind = first.kind.noun();
            let plural = if run.len() > 1 { "s" } else { "" };
            match first.kind {
                Kind::Operation | Kind::Schema if first.change != Change::Changed => {
                    let about = if texts.is_empty() {
                        String::new()
                    } else {
                        format!(" ({})", texts.join(", "))
                    };
                    writeln!(f, "{style}{sign}{style:#} {kind} {}{about}", first.subject)?;
                }
                _ => writeln!(
                    f,
                    "{style}{sign}{style:#} {}: {kind}{plural} {}",
                    first.subject,
                    texts.join(", ")
                )?,
            }
        }
        f.write_str(&self.summary())
    }
}

impl Words {
    /// `25 operations, 162 schemas added; 5 constraints changed; nothing removed`.
    fn summary(&self) -> String {
        let mut numbers: BTreeMap<(Change, Kind), usize> = BTreeMap::new();
        for line in &self.lines {
            *numbers.entry((line.change, line.kind)).or_default() += 1;
        }
        let mut text = String::new();
        for (change, verb) in [
            (Change::Added, "added"),
            (Change::Changed, "changed"),
            (Change::Removed, "removed"),
        ] {
            let of_change = numbers.iter().filter(|((other, _), _)| *other == change);
            let counted: Vec<String> = of_change
                .map(|((_, kind), number)| count(*number, kind.noun()))
                .collect();
            let counted = if counted.is_empty() {
                "nothing".to_owned()
            } else {
                counted.join(", ")
            };
            let _ = write!(
                text,
                "{}{counted} {verb}",
                if text.is_empty() { "" } else { "; " }
            );
        }
        text + "\n"
    }
}

impl Kind {
    fn noun(self) -> &'static str {
        match self {
            Self::Operation => "operation",
            Self::Error => "error",
            Self::Parameter => "parameter",
            Self::Schema => "schema",
            Self::Member => "member",
            Self::Value => "enum value",
            Self::Constraint => "constraint",
            Self::Mark => "mark",
            Self::Fact => "fact",
        }
    }
}

#[cfg(test)]
mod tests;
