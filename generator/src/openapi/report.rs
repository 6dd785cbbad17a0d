//! Diagnostics about parts of the document at hand, and words for them.

use serde_json::Value;

use crate::diagnostics::{Diagnostics, Draft, Severity};
use crate::document::Sources;
use crate::openapi::unused::Unused;
use crate::pointer::Pointer;

/// The diagnostics of a run, together with the document that they are about.
pub(crate) struct Report<'a> {
    sources: &'a Sources,
    diagnostics: &'a mut Diagnostics,
    unused: Unused,
}

impl<'a> Report<'a> {
    pub(crate) fn new(sources: &'a Sources, diagnostics: &'a mut Diagnostics) -> Self {
        Self { sources, diagnostics, unused: Unused::default() }
    }

    /// A report in which warnings about components that no operation reaches are left out, unless an overlay sets what
    /// they are about.
    pub(crate) fn of_used(
        document: &Value,
        sources: &'a Sources,
        diagnostics: &'a mut Diagnostics,
    ) -> Self {
        Self { unused: Unused::of(document), ..Self::new(sources, diagnostics) }
    }

    /// Whether a warning about the value at that pointer is left out.
    pub(super) fn leaves_out(&self, pointer: &Pointer) -> bool {
        self.unused.has(pointer) && !self.is_of_overlay(pointer)
    }

    /// The components about which there are no warnings.
    pub(super) fn unused(&self) -> &Unused {
        &self.unused
    }

    /// Starts an error about the value at that pointer.
    pub(crate) fn error(&mut self, code: &'static str, pointer: &Pointer) -> Draft<'_> {
        self.draft(Severity::Error, code, pointer)
    }

    /// Starts a warning about the value at that pointer.
    pub(crate) fn warning(&mut self, code: &'static str, pointer: &Pointer) -> Draft<'_> {
        self.draft(Severity::Warning, code, pointer)
    }

    /// Whether an overlay has set the value at that pointer.
    pub(super) fn is_of_overlay(&self, pointer: &Pointer) -> bool {
        self.sources.is_of_overlay(pointer)
    }

    /// Whether an error has been reported about the value at that pointer or about a part of it.
    pub(super) fn has_error_within(&self, pointer: &Pointer) -> bool {
        self.diagnostics.has_error_within(pointer)
    }

    /// Whether there is an error so far.
    pub(crate) fn has_errors(&self) -> bool {
        self.diagnostics.has_errors()
    }

    fn draft(&mut self, severity: Severity, code: &'static str, pointer: &Pointer) -> Draft<'_> {
        let draft = match severity {
            Severity::Error => self.diagnostics.error(code),
            Severity::Warning if self.leaves_out(pointer) => self.diagnostics.ignored(code),
            Severity::Warning => self.diagnostics.warning(code),
        };
        // A missing value has no position: the part that lacks it has one.
        let existing = self.sources.existing(pointer);
        draft.position(self.sources.position(&existing)).pointer(existing)
    }
}

/// Names in a sentence: `a`, `b` and `c`.
pub(crate) fn listed<T: AsRef<str>>(names: &[T]) -> String {
    let quoted: Vec<_> = names.iter().map(|name| format!("`{}`", name.as_ref())).collect();
    match quoted.split_last() {
        Some((last, rest)) if !rest.is_empty() => format!("{} and {last}", rest.join(", ")),
        Some((last, _)) => last.clone(),
        None => String::new(),
    }
}

/// The JSON type of a value, with its article.
pub(super) fn json_type(value: &Value) -> &'static str {
    match value {
        Value::Null => "nothing",
        Value::Bool(_) => "a boolean",
        Value::Number(_) => "a number",
        Value::String(_) => "a string",
        Value::Array(_) => "a list",
        Value::Object(_) => "an object",
    }
}

/// A scalar itself, or the JSON type of a list or an object.
pub(super) fn shown(value: &Value) -> String {
    match value {
        Value::Array(_) | Value::Object(_) => json_type(value).to_owned(),
        scalar => format!("`{scalar}`"),
    }
}
