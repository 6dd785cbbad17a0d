//! Why a text could not be read.

use std::fmt::{self, Write as _};

use super::super::fill::Unfit;

/// No member of a type has a name of so many characters.
const LONGEST_KEY: usize = 100;

/// What is wrong, and where. It holds nothing of the values: they may be secrets.
#[derive(Debug)]
pub(crate) struct Problem {
    kind: Kind,
    /// The byte at which it was noticed.
    at: usize,
    /// The keys and indices that lead there, the innermost first.
    path: Vec<Step>,
}

#[derive(Debug, PartialEq)]
enum Kind {
    /// This is no JSON.
    Syntax(&'static str),
    /// This is JSON of another form.
    Form(String),
}

#[derive(Debug)]
enum Step {
    Key(String),
    Index(usize),
}

impl Problem {
    // Rare and large: boxed, so that what is read well does not carry room for it about.

    #[cold]
    pub(super) fn syntax(at: usize, what: &'static str) -> Box<Self> {
        Self::new(at, Kind::Syntax(what))
    }

    #[cold]
    pub(super) fn unfit(at: usize, Unfit { found, expected }: Unfit) -> Box<Self> {
        Self::new(
            at,
            Kind::Form(format!("found {found}, expected {expected}")),
        )
    }

    #[cold]
    pub(super) fn missing(at: usize, member: &str) -> Box<Self> {
        Self::new(at, Kind::Form(format!("missing field `{member}`")))
    }

    fn new(at: usize, kind: Kind) -> Box<Self> {
        let path = Vec::new();
        Box::new(Self { kind, at, path })
    }

    /// The same problem, seen from the object around it.
    #[cold]
    pub(super) fn under(mut self: Box<Self>, key: &str) -> Box<Self> {
        self.path.push(Step::Key(shown(key)));
        self
    }

    /// The same problem, seen from the list around it.
    #[cold]
    pub(super) fn inside(mut self: Box<Self>, index: usize) -> Box<Self> {
        self.path.push(Step::Index(index));
        self
    }

    /// Whether the text is no JSON at all.
    pub(crate) fn is_syntax(&self) -> bool {
        matches!(self.kind, Kind::Syntax(_))
    }

    /// What is wrong, in words.
    pub(crate) fn what(&self) -> &str {
        match &self.kind {
            Kind::Syntax(what) => what,
            Kind::Form(what) => what,
        }
    }

    /// Where it is, as a path: `stage.participants[3].userId`; empty for the whole.
    pub(crate) fn path(&self) -> String {
        let mut path = String::new();
        for step in self.path.iter().rev() {
            // Writing to a String cannot fail.
            let _ = match step {
                Step::Key(key) if path.is_empty() => write!(path, "{key}"),
                Step::Key(key) => write!(path, ".{key}"),
                Step::Index(index) => write!(path, "[{index}]"),
            };
        }
        path
    }

    /// Where it is in `text`: the line, from 1, and the column, in bytes, from 1.
    pub(crate) fn line_and_column(&self, text: &str) -> (usize, usize) {
        let before = text.as_bytes().get(..self.at).unwrap_or(text.as_bytes());
        let line = before.iter().filter(|byte| **byte == b'\n').count() + 1;
        let since = before.iter().rev().take_while(|byte| **byte != b'\n');
        (line, since.count() + 1)
    }
}

/// As much of a key as leads people there, in one line: in a map, whoever answers may choose it.
fn shown(key: &str) -> String {
    let characters = key.chars().map(|character| match character.is_control() {
        true => char::REPLACEMENT_CHARACTER,
        false => character,
    });
    let mut shown: String = characters.take(LONGEST_KEY).collect();
    if key.chars().nth(LONGEST_KEY).is_some() {
        shown.push('…');
    }
    shown
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let path = self.path();
        match path.is_empty() {
            true => f.write_str(self.what()),
            false => write!(f, "{} (at `{path}`)", self.what()),
        }
    }
}
