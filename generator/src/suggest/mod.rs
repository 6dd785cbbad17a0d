//! An overlay to begin with: what a document has probably lost, by its names and shapes.
//!
//! The conversion lost facts that nothing in a document states any more (rules 14 to 22). Names and shapes
//! hint at many of them. A hint is a guess: whoever takes the overlay into use keeps what is true and
//! deletes the rest. Knows the JSON of a document and the extensions that overlays may set.

mod hints;
mod parts;
#[cfg(test)]
mod tests;

use std::fmt::Write as _;

use serde_json::Value;

use crate::Input;
use crate::diagnostics::Diagnostics;
use crate::document;

/// A fact that the document may have lost.
#[derive(Debug, PartialEq)]
struct Suggestion {
    /// What hints at it.
    why: String,
    /// Where it belongs, as a JSONPath.
    target: String,
    /// What is to be set there.
    update: Value,
}

/// An overlay with everything that the document hints at and does not say, in YAML, with the reason for each
/// action as a comment. It has no actions if there are no hints, or if the document cannot be read at all.
pub fn suggest_overlay(input: &Input) -> String {
    let mut unread = Diagnostics::default();
    let document = document::load(&input.document, &input.overlays, &mut unread);
    let value = document.map_or(Value::Null, |document| document.value);
    let suggestions = hints::all(&parts::Parts::of(&value));
    print(&value, &suggestions)
}

/// How many facts [`suggest_overlay`] suggests for a document that is loaded.
pub(crate) fn count(document: &Value) -> usize {
    hints::all(&parts::Parts::of(document)).len()
}

fn print(document: &Value, suggestions: &[Suggestion]) -> String {
    let info = |key: &str, otherwise: &str| {
        let text = document.pointer(&format!("/info/{key}"));
        let text = text.and_then(Value::as_str).unwrap_or(otherwise);
        Value::from(text).to_string()
    };
    let mut text = format!(
        "# What the document may have lost, guessed from its names and shapes. Keep what is true.\n\
         # Not guessed: on `info` `x-timestamp-format` (times in bodies are epoch seconds without it) and\n\
         # the `x-headers` of each request; on operations `x-host-prefix`, `x-unsigned-payload` and\n\
         # an empty `security`; members of answers that stand in headers, which the document has no more\n\
         # (`x-header`, `x-header-prefix`); on payloads `x-streaming` and `x-event-stream`; on headers\n\
         # that hold JSON `x-json-value`.\n\
         overlay: 1.0.0\ninfo:\n  title: {}\n  version: {}\n",
        info("title", "An overlay"),
        info("version", "1")
    );
    if suggestions.is_empty() {
        text.push_str("actions: []\n");
        return text;
    }
    text.push_str("actions:\n");
    for Suggestion {
        why,
        target,
        update,
    } in suggestions
    {
        let target = Value::from(target.as_str());
        let _ = writeln!(
            text,
            "  # {why}\n  - target: {target}\n    update: {update}"
        );
    }
    text
}
