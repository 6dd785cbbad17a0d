//! Errors of the JSON reader.

use std::fmt::Write as _;

use crate::codec::decode::Mismatch;

/// Keys are cut to this length in messages. No member of a service's model has a longer name.
const MAX_KEY_LENGTH: usize = 100;

/// The error of a JSON document that cannot be read, with its location. It does not contain values,
/// which may be secret.
#[derive(Debug)]
pub(crate) struct JsonError {
    cause: Cause,
    /// The offset in the document.
    position: usize,
    /// The keys and indices of the value, innermost first.
    path: Vec<PathStep>,
}

/// The kind of a [`JsonError`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum JsonErrorKind {
    /// The document is not valid JSON.
    Syntax,
    /// A value does not have the type of its member.
    Mismatch,
    /// The decoded document would take too much memory.
    TooLarge,
}

#[derive(Debug)]
enum Cause {
    /// The document is not valid JSON.
    Syntax(&'static str),
    /// A value does not have the type of its member.
    Mismatch(Mismatch),
    /// The decoded document would take too much memory.
    TooLarge,
}

#[derive(Debug)]
enum PathStep {
    Key(String),
    Index(usize),
}

// Boxed, because results of the reader are moved often and errors are large and rare.
impl JsonError {
    #[cold]
    pub(super) fn syntax(position: usize, message: &'static str) -> Box<Self> {
        Self::new(position, Cause::Syntax(message))
    }

    #[cold]
    pub(super) fn mismatch(position: usize, mismatch: Mismatch) -> Box<Self> {
        Self::new(position, Cause::Mismatch(mismatch))
    }

    #[cold]
    pub(super) fn too_large(position: usize) -> Box<Self> {
        Self::new(position, Cause::TooLarge)
    }

    fn new(position: usize, cause: Cause) -> Box<Self> {
        Box::new(Self { cause, position, path: Vec::new() })
    }

    /// Adds the key of the object member in which the error occurred.
    #[cold]
    pub(super) fn in_member(mut self: Box<Self>, key: &str) -> Box<Self> {
        self.path.push(PathStep::Key(printable(key)));
        self
    }

    /// Adds the index of the list element in which the error occurred.
    #[cold]
    pub(super) fn in_element(mut self: Box<Self>, index: usize) -> Box<Self> {
        self.path.push(PathStep::Index(index));
        self
    }

    /// The kind of the problem.
    pub(crate) fn kind(&self) -> JsonErrorKind {
        match self.cause {
            Cause::Syntax(_) => JsonErrorKind::Syntax,
            Cause::Mismatch(_) => JsonErrorKind::Mismatch,
            Cause::TooLarge => JsonErrorKind::TooLarge,
        }
    }

    /// The problem, without its location.
    pub(crate) fn message(&self) -> String {
        match self.cause {
            Cause::Syntax(message) => message.to_owned(),
            Cause::Mismatch(mismatch) => mismatch.to_string(),
            Cause::TooLarge => {
                "too many small values, which take far more memory than the body".to_owned()
            }
        }
    }

    /// The path of the value: `stage.participants[3].userId`; empty for the whole document.
    pub(crate) fn path(&self) -> String {
        let mut path = String::new();
        for step in self.path.iter().rev() {
            // Writing to a String cannot fail.
            let _ = match step {
                PathStep::Key(key) if path.is_empty() => write!(path, "{key}"),
                PathStep::Key(key) => write!(path, ".{key}"),
                PathStep::Index(index) => write!(path, "[{index}]"),
            };
        }
        path
    }

    /// The line and the column, in bytes, of the error in `text`; both count from 1.
    pub(crate) fn line_and_column(&self, text: &str) -> (usize, usize) {
        let before = text.as_bytes().get(..self.position);
        let before = before.unwrap_or(text.as_bytes());
        let line = before.iter().filter(|byte| **byte == b'\n').count() + 1;
        let column = before.iter().rev().take_while(|byte| **byte != b'\n');
        (line, column.count() + 1)
    }
}

/// A key on one line and of limited length: the keys of a map come from the response.
fn printable(key: &str) -> String {
    let characters = key.chars().map(|character| match character.is_control() {
        true => char::REPLACEMENT_CHARACTER,
        false => character,
    });
    let mut printable: String = characters.take(MAX_KEY_LENGTH).collect();
    if key.chars().nth(MAX_KEY_LENGTH).is_some() {
        printable.push('…');
    }
    printable
}
