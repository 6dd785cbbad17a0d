//! Problems found in a document: what, where, and how to mend it.
//!
//! Every stage reports into one [`Diagnostics`], so that a run names all problems and not only the
//! first. Knows severity, pointer, place and words; knows nothing of what any stage is about.

mod nearest;
mod render;
mod sink;

pub use nearest::nearest;
pub use render::{render, render_one};
pub use sink::{Diagnostics, Draft};

use std::fmt;

use crate::document::Pointer;

/// How bad a problem is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Nothing may be written.
    Error,
    /// The result is usable, but somebody should look.
    Warning,
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Error => "error",
            Self::Warning => "warning",
        })
    }
}

/// A position in a source text, as an editor counts it. Displays as `file:line:column`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    /// The name of the source, as it was given.
    pub file: String,
    /// The line, from 1.
    pub line: usize,
    /// The column in characters, from 1.
    pub column: usize,
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}:{}", self.file, self.line, self.column)
    }
}

/// One problem.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// How bad it is.
    pub severity: Severity,
    /// The kind of problem in kebab case, such as `dangling-reference`. Stable, so that tools and
    /// tests can tell problems apart without reading sentences.
    pub code: &'static str,
    /// The value that the problem is about. In the document after its overlays, or in an overlay
    /// when the overlay itself is at fault (`place` says which file).
    pub pointer: Option<Pointer>,
    /// Where that value is written.
    pub place: Option<Place>,
    /// What is there. Continues the word "found", without a full stop.
    pub found: String,
    /// What should be there. Continues the word "expected", without a full stop.
    pub expected: String,
    /// What the reader can do about it, as an instruction without a full stop.
    pub remedy: String,
}

/// One line for logs and assertions; people get the rendered form with the excerpt.
impl fmt::Display for Diagnostic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}[{}]", self.severity, self.code)?;
        if let Some(place) = &self.place {
            write!(f, " {place}")?;
        }
        if let Some(pointer) = &self.pointer {
            write!(f, " at {pointer}")?;
        }
        write!(
            f,
            ": found {}; expected {}; {}",
            self.found, self.expected, self.remedy
        )
    }
}
