//! The loss report: every keyword and extension that a document has, and what becomes of it.
//!
//! A walk over the JSON value with one table (`table`) that says for each part of a document which
//! keywords the stages read. Knows OpenAPI 3.0 and what the other stages read; decides nothing for
//! them. Tests hold the table to the truth: taking an ignored keyword out changes no file, taking a
//! documented one out changes documentation alone, and taking a used one out changes code.

mod print;
mod table;

use std::collections::BTreeMap;

use serde_json::Value;

use crate::diagnostics::Diagnostics;
use crate::document::{Document, Pointer};
use table::{Next, Part};

/// What becomes of a keyword.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Use {
    /// It decides what the code does.
    Used,
    /// It is documentation, and nothing else.
    Documented,
    /// The generator takes no notice of it, and something that it says about the service is lost.
    Ignored(&'static str),
    /// The generator takes no notice of it, and nothing is lost.
    Spare(&'static str),
}

/// One keyword in one kind of place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// What kind of place: `schema`, `operation`.
    pub part: &'static str,
    /// The keyword, or the extension's name.
    pub keyword: String,
    /// What becomes of it.
    pub fate: Use,
    /// How often it occurs.
    pub count: usize,
    /// The first place where it does.
    pub example: Pointer,
}

impl Entry {
    /// Whether the report knows the keyword. One that it does not know is ignored for that reason alone.
    pub fn is_known(&self) -> bool {
        ![table::UNKNOWN_EXTENSION, table::UNKNOWN_KEYWORD].contains(&self.fate)
    }
}

/// Every keyword of a document.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Loss {
    /// Used ones first, then documented, ignored and spare ones; within each in the order of parts.
    pub entries: Vec<Entry>,
}

impl Loss {
    /// Walks a document.
    pub fn of(document: &Value) -> Self {
        let mut found = Found::default();
        found.walk(Part::Root, document, &Pointer::root());
        let mut entries: Vec<Entry> = found.0.into_values().collect();
        entries.sort_by_key(|entry| rank(entry.fate));
        Self { entries }
    }

    /// The keywords by which something is lost.
    pub fn ignored(&self) -> impl Iterator<Item = &Entry> {
        let entries = self.entries.iter();
        entries.filter(|entry| matches!(entry.fate, Use::Ignored(_)))
    }

    /// Reports each ignored keyword as an error.
    pub fn deny(&self, document: &Document, diagnostics: &mut Diagnostics) {
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
                .position(document.position(&entry.example))
                .pointer(entry.example.clone())
                .found(format!(
                    "`{}` in a {}, {times}, which is ignored: {why}",
                    entry.keyword, entry.part
                ))
                .expected("a document of which nothing is lost")
                .remedy("remove it with an overlay, or do without `--deny-loss`");
        }
    }
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
struct Found(BTreeMap<(Part, String), Entry>);

impl Found {
    fn walk(&mut self, part: Part, value: &Value, pointer: &Pointer) {
        let Value::Object(members) = value else {
            return;
        };
        for (keyword, value) in members {
            let at = pointer.child(keyword);
            let (fate, next) = part.keyword(keyword);
            let entry = self
                .0
                .entry((part, keyword.clone()))
                .or_insert_with(|| Entry {
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
                        match part.stands_under(name) {
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
            "paths" => (Part::Paths, table::UNKNOWN_EXTENSION),
            _ => (Part::Responses, table::UNKNOWN_EXTENSION),
        };
        let entry = self
            .0
            .entry((part, name.to_owned()))
            .or_insert_with(|| Entry {
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
