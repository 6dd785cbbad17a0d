//! Source texts and positions in them.

use std::fmt;
use std::sync::Arc;

/// A source text and its name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// The name, usually a path. It is only shown, never opened; its extension (`.json`, `.yaml`)
    /// decides the format, and without one a text that starts with `{` is JSON.
    pub name: String,
    /// The whole text. It is shared, because one text can have many megabytes.
    pub text: Arc<str>,
}

/// A position in a source text, as an editor counts it. Displays as `file:line:column`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SourcePosition {
    /// The name of the source.
    pub file: String,
    /// The line, from 1.
    pub line: usize,
    /// The column in characters, from 1.
    pub column: usize,
}

impl fmt::Display for SourcePosition {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}:{}", self.file, self.line, self.column)
    }
}

/// A line and a column from 1, in characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Position {
    pub(crate) line: usize,
    pub(crate) column: usize,
}

impl Position {
    pub(crate) const START: Self = Self { line: 1, column: 1 };

    pub(crate) fn in_file(self, file: &str) -> SourcePosition {
        SourcePosition { file: file.to_owned(), line: self.line, column: self.column }
    }
}
