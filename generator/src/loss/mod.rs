//! The loss report: every keyword and extension that a document has, and what becomes of it.
//!
//! A walk over the JSON value by the keyword table of `crate::openapi`, which states for each part of a
//! document what the generator does with its keywords. Tests verify the table: removing an ignored keyword
//! changes no file, removing a documented one changes documentation alone, and removing a used one changes
//! code.

use std::collections::BTreeMap;
use std::fmt;

use serde_json::Value;

use crate::diagnostics::Diagnostics;
use crate::document::Sources;
use crate::openapi::extensions;
pub use crate::openapi::keywords::Use;
use crate::openapi::keywords::{
    MISPLACED_EXTENSION, Next, NodeKind, UNKNOWN_EXTENSION, UNKNOWN_KEYWORD,
};
use crate::pointer::Pointer;

/// One keyword of one kind of part.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The kind of part: `schema`, `operation`.
    pub part: &'static str,
    /// The keyword, or the extension's name.
    pub keyword: String,
    /// What becomes of it.
    pub fate: Use,
    /// The number of occurrences.
    pub count: usize,
    /// Where it occurs first.
    pub example: Pointer,
}

impl Entry {
    /// Whether the report knows the keyword. One that it does not know is ignored for that reason alone.
    pub fn is_known(&self) -> bool {
        ![UNKNOWN_EXTENSION, UNKNOWN_KEYWORD].contains(&self.fate)
    }
}

/// Every keyword of a document.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Loss {
    /// Used ones first, then documented, ignored and spare ones; within each in the order of parts.
    pub entries: Vec<Entry>,
    /// What a document of this provider does not state, and what is assumed.
    pub unstated: &'static [&'static str],
}

/// What the documents of AWS do not state.
const UNSTATED_BY_AWS: &[&str] = &[
    "the endpoint rules: hosts are PREFIX.REGION.DOMAIN with `-fips` after the prefix, but for the exceptions \
     that the runtime lists; a host that depends on the input or on a setting of this service only is not known",
    "the service id, which names `AWS_ENDPOINT_URL_<SERVICE_ID>` and the key of a `services` section: \
     `x-serviceName`, but for the services whose id is known to differ",
];

impl Loss {
    /// Walks a document.
    pub fn of(document: &Value) -> Self {
        let mut found = Found::default();
        found.walk(NodeKind::Root, document, &Pointer::root());
        let mut entries: Vec<Entry> = found.0.into_values().collect();
        entries.sort_by_key(|entry| rank(entry.fate));
        let is_of_aws = document.pointer("/info/x-providerName") == Some(&"amazonaws.com".into());
        Self { entries, unstated: if is_of_aws { UNSTATED_BY_AWS } else { &[] } }
    }

    /// The keywords by which something is lost.
    pub fn ignored(&self) -> impl Iterator<Item = &Entry> {
        let entries = self.entries.iter();
        entries.filter(|entry| matches!(entry.fate, Use::Ignored(_)))
    }

    /// Reports each ignored keyword as an error.
    pub fn deny(&self, sources: &Sources, diagnostics: &mut Diagnostics) {
        for entry in self.ignored() {
            let Use::Ignored(why) = entry.fate else {
                continue;
            };
            let times = match entry.count {
                1 => "once".to_owned(),
                count => format!("{count} times"),
            };
            diagnostics
                .error("ignored-keyword")
                .position(sources.position(&entry.example))
                .pointer(entry.example.clone())
                .found(format!(
                    "`{}` in {}, {times}, which is ignored: {why}",
                    entry.keyword,
                    phrase(entry.part)
                ))
                .expected("a document of which nothing is lost")
                .remedy("remove it with an overlay, or do without `--deny-loss`");
        }
    }
}

/// What becomes of a keyword, and what stands under it. Nothing is read of an ignored part.
fn fate(part: NodeKind, keyword: &str) -> (Use, Next) {
    match part.keyword(keyword) {
        Some((_, fate @ (Use::Used | Use::Documented), next)) => (*fate, *next),
        Some((_, fate, _)) => (*fate, Next::Nothing),
        None if part.is_walked() && extensions::is_known(keyword) => {
            (MISPLACED_EXTENSION, Next::Nothing)
        }
        None if keyword.starts_with("x-") => (UNKNOWN_EXTENSION, Next::Nothing),
        None => (UNKNOWN_KEYWORD, Next::Nothing),
    }
}

/// Lists of keywords, each on a line with its count, an example and, when it is ignored, the reason.
impl fmt::Display for Loss {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let part = self.entries.iter().map(|entry| entry.part.len()).max().unwrap_or(0);
        let keyword =
            self.entries.iter().map(|entry| entry.keyword.chars().count()).max().unwrap_or(0);
        let count =
            self.entries.iter().map(|entry| entry.count.to_string().len()).max().unwrap_or(0);
        for (title, order) in [
            ("used", 0),
            ("documented only", 1),
            ("ignored, and something is lost", 2),
            ("ignored, and nothing is lost", 3),
        ] {
            let entries: Vec<&Entry> =
                self.entries.iter().filter(|entry| rank(entry.fate) == order).collect();
            if entries.is_empty() {
                continue;
            }
            writeln!(f, "{title} ({})", entries.len())?;
            for entry in entries {
                write!(
                    f,
                    "  {:part$}  {:keyword$}  {:>count$}  {}",
                    entry.part, entry.keyword, entry.count, entry.example
                )?;
                match entry.fate {
                    Use::Ignored(why) | Use::Spare(why) => writeln!(f, "  ({why})")?,
                    Use::Used | Use::Documented => writeln!(f)?,
                }
            }
        }
        if !self.unstated.is_empty() {
            writeln!(f, "not stated by the document ({})", self.unstated.len())?;
        }
        self.unstated.iter().try_for_each(|fact| writeln!(f, "  {fact}"))
    }
}

/// The kind of part in a sentence.
fn phrase(part: &str) -> String {
    let kind = NodeKind::ALL.into_iter().find(|kind| kind.name() == part);
    kind.map_or_else(|| part.to_owned(), NodeKind::phrase)
}

fn rank(fate: Use) -> u8 {
    match fate {
        Use::Used => 0,
        Use::Documented => 1,
        Use::Ignored(_) => 2,
        Use::Spare(_) => 3,
    }
}

#[derive(Default)]
struct Found(BTreeMap<(NodeKind, String), Entry>);

impl Found {
    fn walk(&mut self, part: NodeKind, value: &Value, pointer: &Pointer) {
        let Value::Object(members) = value else {
            return;
        };
        for (keyword, value) in members {
            let at = pointer.child(keyword);
            let (fate, next) = fate(part, keyword);
            let entry = self.0.entry((part, keyword.clone())).or_insert_with(|| Entry {
                part: part.name(),
                keyword: keyword.clone(),
                fate,
                count: 0,
                example: at.clone(),
            });
            entry.count += 1;
            match (next, value) {
                (Next::Nothing, _) => {}
                (Next::One(part), value) => self.walk(part, value, &at),
                (Next::Each(part), Value::Object(named)) => {
                    for (name, value) in named {
                        match part.is_named(name) {
                            true => self.walk(part, value, &at.child(name)),
                            false => self.extension(keyword, name, &at.child(name)),
                        }
                    }
                }
                (Next::Each(part), Value::Array(items)) => {
                    for (index, value) in items.iter().enumerate() {
                        self.walk(part, value, &at.child(index));
                    }
                }
                (Next::Each(_), _) => {}
            }
        }
    }

    /// An extension among names, which `paths` and `responses` allow.
    fn extension(&mut self, within: &str, name: &str, at: &Pointer) {
        let (part, fate) = match within {
            "paths" => (NodeKind::Paths, UNKNOWN_EXTENSION),
            _ => (NodeKind::Responses, UNKNOWN_EXTENSION),
        };
        let entry = self.0.entry((part, name.to_owned())).or_insert_with(|| Entry {
            part: part.name(),
            keyword: name.to_owned(),
            fate,
            count: 0,
            example: at.clone(),
        });
        entry.count += 1;
    }
}

#[cfg(test)]
mod tests;
