//! Diagnostics about places in the document at hand.

use crate::diagnostics::{Diagnostics, Draft, Severity};
use crate::document::{Document, Pointer};

/// The sink of diagnostics, together with the document that they are about.
pub(super) struct Report<'a> {
    document: &'a Document,
    diagnostics: &'a mut Diagnostics,
}

impl<'a> Report<'a> {
    pub(super) fn new(document: &'a Document, diagnostics: &'a mut Diagnostics) -> Self {
        Self {
            document,
            diagnostics,
        }
    }

    /// Starts an error about the value at that pointer.
    pub(super) fn error(&mut self, code: &'static str, pointer: &Pointer) -> Draft<'_> {
        self.draft(Severity::Error, code, pointer)
    }

    /// Starts a warning about the value at that pointer.
    pub(super) fn warning(&mut self, code: &'static str, pointer: &Pointer) -> Draft<'_> {
        self.draft(Severity::Warning, code, pointer)
    }

    fn draft(&mut self, severity: Severity, code: &'static str, pointer: &Pointer) -> Draft<'_> {
        let draft = match severity {
            Severity::Error => self.diagnostics.error(code),
            Severity::Warning => self.diagnostics.warning(code),
        };
        draft
            .position(self.document.position(pointer))
            .pointer(pointer.clone())
    }

    /// Whether an error has been reported about the value at that pointer or about a part of it.
    pub(super) fn has_error_within(&self, pointer: &Pointer) -> bool {
        self.diagnostics.iter().any(|diagnostic| {
            let inside = diagnostic
                .pointer
                .as_ref()
                .and_then(|inside| inside.as_str().strip_prefix(pointer.as_str()));
            diagnostic.severity == Severity::Error
                && inside.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
        })
    }

    /// Whether anything so far forbids writing.
    pub(super) fn has_errors(&self) -> bool {
        self.diagnostics.has_errors()
    }
}

/// A list for readers: `a`, `b` and `c`.
pub(super) fn listed<T: AsRef<str>>(names: &[T]) -> String {
    let quoted: Vec<_> = names
        .iter()
        .map(|name| format!("`{}`", name.as_ref()))
        .collect();
    match quoted.split_last() {
        Some((last, rest)) if !rest.is_empty() => format!("{} and {last}", rest.join(", ")),
        Some((last, _)) => last.clone(),
        None => String::new(),
    }
}
