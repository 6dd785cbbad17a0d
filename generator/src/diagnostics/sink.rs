//! Where diagnostics are collected, and the sentence-like way of adding one.

use super::{Diagnostic, Place, Severity};
use crate::document::{Document, Pointer};

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

    /// Adds a finished diagnostic.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        self.found.push(diagnostic);
    }

    /// Whether anything so far forbids writing.
    pub fn has_errors(&self) -> bool {
        self.found
            .iter()
            .any(|diagnostic| diagnostic.severity == Severity::Error)
    }

    /// How many errors there are so far, so that a stage can tell its own from earlier ones.
    pub fn errors(&self) -> usize {
        self.found
            .iter()
            .filter(|diagnostic| diagnostic.severity == Severity::Error)
            .count()
    }

    /// The diagnostics so far, in the order in which they were found.
    pub fn iter(&self) -> impl Iterator<Item = &Diagnostic> {
        self.found.iter()
    }

    /// The diagnostics in the order people read them: by file, position, then code. Those without a
    /// place come first, because they concern the run as a whole.
    pub fn into_vec(mut self) -> Vec<Diagnostic> {
        self.found.sort_by(|a, b| {
            let key = |diagnostic: &Diagnostic| (diagnostic.place.clone(), diagnostic.code);
            key(a).cmp(&key(b)).then_with(|| a.pointer.cmp(&b.pointer))
        });
        self.found
    }

    fn draft(&mut self, severity: Severity, code: &'static str) -> Draft<'_> {
        Draft {
            sink: self,
            diagnostic: Diagnostic {
                severity,
                code,
                pointer: None,
                place: None,
                found: String::new(),
                expected: String::new(),
                remedy: String::new(),
            },
        }
    }
}

/// A diagnostic that is being written. It counts only once its remedy is given, so no problem is
/// ever reported without saying what to do.
#[derive(Debug)]
#[must_use = "a draft is added by `.remedy(…)`"]
pub struct Draft<'a> {
    sink: &'a mut Diagnostics,
    diagnostic: Diagnostic,
}

impl Draft<'_> {
    /// The value that the problem is about.
    pub fn at(mut self, document: &Document, pointer: &Pointer) -> Self {
        self.diagnostic.place = document.place(pointer);
        self.diagnostic.pointer = Some(pointer.clone());
        self
    }

    /// Where the problem is written, when there is no document yet.
    pub fn place(mut self, place: Place) -> Self {
        self.diagnostic.place = Some(place);
        self
    }

    /// The pointer inside the file of [`Self::place`].
    pub fn pointer(mut self, pointer: Pointer) -> Self {
        self.diagnostic.pointer = Some(pointer);
        self
    }

    /// What is there: continues the word "found".
    pub fn found(mut self, found: impl Into<String>) -> Self {
        self.diagnostic.found = found.into();
        self
    }

    /// What should be there: continues the word "expected".
    pub fn expected(mut self, expected: impl Into<String>) -> Self {
        self.diagnostic.expected = expected.into();
        self
    }

    /// What to do about it, as an instruction. Adds the diagnostic.
    pub fn remedy(mut self, remedy: impl Into<String>) {
        self.diagnostic.remedy = remedy.into();
        self.sink.push(self.diagnostic);
    }
}
