//! Diagnostics: what was found in a document and where, what was expected, and how to correct it.
//!
//! Every stage reports into one [`Diagnostics`], so that a run reports all problems and not only the
//! first. A leaf: knows pointers and source positions, and nothing of what any stage does.

mod render;

pub use render::{Rendered, render, render_apart, render_one};

use std::collections::BTreeSet;
use std::fmt;

use crate::pointer::Pointer;
use crate::source::SourcePosition;

/// The severity of a diagnostic.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Nothing is written.
    Error,
    /// The result is usable, but should be reviewed.
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

/// One problem.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// Whether it prevents generation.
    pub severity: Severity,
    /// The kind of problem in kebab case, such as `dangling-reference`. Stable, so that tools and
    /// tests need not compare sentences.
    pub code: &'static str,
    /// The value that the problem is about. In the document after its overlays, or in an overlay
    /// when the overlay itself is at fault (`position` states which file).
    pub pointer: Option<Pointer>,
    /// The position at which that value is written.
    pub position: Option<SourcePosition>,
    /// The value or construct that was found. Continues the word "found", without a full stop.
    pub found: String,
    /// The value or construct that is valid. Continues the word "expected", without a full stop.
    pub expected: String,
    /// How to correct it, as an instruction without a full stop.
    pub remedy: String,
}

/// One line for logs and assertions; [`render`] gives the form with the excerpt.
impl fmt::Display for Diagnostic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}[{}]", self.severity, self.code)?;
        if let Some(position) = &self.position {
            write!(f, " {position}")?;
        }
        if let Some(pointer) = &self.pointer {
            write!(f, " at {pointer}")?;
        }
        write!(f, ": found {}; expected {}; {}", self.found, self.expected, self.remedy)
    }
}

/// All problems of one run.
///
/// ```
/// use generator::diagnostics::Diagnostics;
///
/// let mut diagnostics = Diagnostics::default();
/// diagnostics
///     .error("empty-file")
///     .found("an empty file")
///     .expected("an OpenAPI document")
///     .remedy("check the path");
/// assert!(diagnostics.has_errors());
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Diagnostics {
    found: Vec<Diagnostic>,
    /// The number of errors among them.
    errors: usize,
    /// The places of the errors.
    places: BTreeSet<Pointer>,
}

impl Diagnostics {
    /// Starts an error; [`Draft::remedy`] adds it.
    pub fn error(&mut self, code: &'static str) -> Draft<'_> {
        self.draft(Severity::Error, code)
    }

    /// Starts a warning; [`Draft::remedy`] adds it.
    pub fn warning(&mut self, code: &'static str) -> Draft<'_> {
        self.draft(Severity::Warning, code)
    }

    /// Starts a warning that is not added.
    pub(crate) fn ignored(&mut self, code: &'static str) -> Draft<'_> {
        Draft { is_ignored: true, ..self.draft(Severity::Warning, code) }
    }

    /// Adds a finished diagnostic.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        if diagnostic.severity == Severity::Error {
            self.errors += 1;
            self.places.extend(diagnostic.pointer.clone());
        }
        self.found.push(diagnostic);
    }

    /// Returns whether there is an error so far.
    pub fn has_errors(&self) -> bool {
        self.errors > 0
    }

    /// Returns the number of errors so far.
    pub fn errors(&self) -> usize {
        self.errors
    }

    /// Returns whether there is an error about the value at that pointer or about a part of it.
    pub fn has_error_within(&self, pointer: &Pointer) -> bool {
        let inside = pointer.child("");
        let next = || self.places.range(&inside..).next();
        self.places.contains(pointer)
            || next().is_some_and(|next| next.as_str().starts_with(inside.as_str()))
    }

    /// Returns the diagnostics so far, in the order in which they were found.
    pub fn iter(&self) -> impl Iterator<Item = &Diagnostic> {
        self.found.iter()
    }

    /// Returns the diagnostics by file, position, then code. Those without a position come first, because they
    /// concern the run as a whole.
    pub fn into_vec(mut self) -> Vec<Diagnostic> {
        self.found.sort_by(|a, b| {
            let key = |diagnostic: &Diagnostic| (diagnostic.position.clone(), diagnostic.code);
            key(a).cmp(&key(b)).then_with(|| a.pointer.cmp(&b.pointer))
        });
        self.found
    }

    fn draft(&mut self, severity: Severity, code: &'static str) -> Draft<'_> {
        Draft {
            sink: self,
            is_ignored: false,
            diagnostic: Diagnostic {
                severity,
                code,
                pointer: None,
                position: None,
                found: String::new(),
                expected: String::new(),
                remedy: String::new(),
            },
        }
    }
}

/// A diagnostic that is being written. It counts only once its remedy is given, so that every
/// diagnostic has one.
#[derive(Debug)]
#[must_use = "a draft is added by `.remedy(…)`"]
pub struct Draft<'a> {
    sink: &'a mut Diagnostics,
    is_ignored: bool,
    diagnostic: Diagnostic,
}

impl Draft<'_> {
    /// Sets the position at which the value is written.
    pub fn position(mut self, position: impl Into<Option<SourcePosition>>) -> Self {
        self.diagnostic.position = position.into();
        self
    }

    /// Sets the pointer to the value, in the file of [`Self::position`].
    pub fn pointer(mut self, pointer: Pointer) -> Self {
        self.diagnostic.pointer = Some(pointer);
        self
    }

    /// Sets what was found: continues the word "found".
    pub fn found(mut self, found: impl Into<String>) -> Self {
        self.diagnostic.found = found.into();
        self
    }

    /// Sets what is valid: continues the word "expected".
    pub fn expected(mut self, expected: impl Into<String>) -> Self {
        self.diagnostic.expected = expected.into();
        self
    }

    /// Sets how to correct it, as an instruction, and adds the diagnostic.
    pub fn remedy(mut self, remedy: impl Into<String>) {
        self.diagnostic.remedy = remedy.into();
        if !self.is_ignored {
            self.sink.push(self.diagnostic);
        }
    }
}

/// Returns the candidate nearest to a misspelt name, the first of several equally near ones. `None` if no
/// candidate is near enough to suggest.
///
/// ```
/// use generator::diagnostics::nearest;
///
/// assert_eq!(nearest("Stge", ["Token", "Stage"]), Some("Stage"));
/// assert_eq!(nearest("Stge", ["Token", "Recording"]), None);
/// ```
pub fn nearest<'a>(name: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let length = name.chars().count();
    let max_distance = (length / 3).max(1);
    candidates
        .into_iter()
        // The distance is at least the difference of the lengths, which costs less.
        .filter(|candidate| candidate.chars().count().abs_diff(length) <= max_distance)
        .map(|candidate| (strsim::osa_distance(name, candidate), candidate))
        .filter(|(distance, _)| *distance <= max_distance)
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate)
}
