//! An overlay with the facts that a document has probably lost, guessed from names, shapes and descriptions.
//!
//! The conversion of AWS's service models lost facts that nothing in a document states any more. A suggestion
//! is a guess with its evidence. Those that can be applied unread are actions of the overlay: a wrong one would
//! break what is right without it, so each of their rules held for every one of the 199 documents of the
//! APIs.guru directory whose service model is known, or a wrong one changes nothing on the wire. The others are
//! comments in the overlay, to be reviewed. Documents of other providers have no suggestions.
//!
//! `index` finds the parts of a document, `rules` knows the evidence. Knows the JSON of a document, its walk, and the
//! extensions that overlays may set.

mod index;
mod rules;
#[cfg(test)]
mod tests;

use std::collections::HashSet;
use std::fmt::Write as _;

use serde_json::Value;

use crate::Input;
use crate::aws;
use crate::diagnostics::Diagnostics;
use index::Index;

/// A fact that the document may have lost.
#[derive(Debug, PartialEq)]
struct Suggestion {
    /// The evidence, as one or more sentences.
    why: String,
    confidence: Confidence,
    /// Where it belongs, as a JSONPath.
    target: String,
    /// What is to be set there.
    update: Value,
}

/// Whether a suggestion can be applied unread.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Confidence {
    /// The evidence has no known exception, or the crate is not worse where there is one.
    High,
    /// It is to be reviewed.
    Low,
}

/// An overlay with every suggestion for the document, in YAML, with the evidence for each action as a comment.
/// Doubtful actions are comments, too. It has no actions if there are no suggestions, or if the document cannot
/// be read.
pub fn suggest_overlay(input: &Input) -> String {
    let mut unread = Diagnostics::default();
    let document = input.load(&mut unread);
    let value = document.map_or(Value::Null, |(document, _)| document.value);
    print(&value, &suggestions(&value))
}

/// The number of suggestions for a document, and how many of them are doubtful.
pub(crate) fn count(document: &Value) -> (usize, usize) {
    let all = suggestions(document);
    (all.len(), all.iter().filter(|each| each.confidence == Confidence::Low).count())
}

/// The suggestions for a document, each once.
fn suggestions(document: &Value) -> Vec<Suggestion> {
    if !aws::is_aws(document) {
        return Vec::new();
    }
    let mut found = rules::all(&Index::of(document));
    // Of two for one value the confident one stays.
    let key = |each: &Suggestion| (each.target.clone(), each.update.to_string());
    let is_high = |each: &&Suggestion| each.confidence == Confidence::High;
    let sure: HashSet<_> = found.iter().filter(is_high).map(key).collect();
    let mut seen = HashSet::new();
    found.retain(|each| {
        (each.confidence == Confidence::High || !sure.contains(&key(each)))
            && seen.insert(key(each))
    });
    found
}

fn print(document: &Value, suggestions: &[Suggestion]) -> String {
    let info = |key: &str, otherwise: &str| {
        let text = document.pointer(&format!("/info/{key}"));
        let text = text.and_then(Value::as_str).unwrap_or(otherwise);
        Value::from(text).to_string()
    };
    let head = match aws::is_aws(document) {
        true => {
            "# Facts that the document may have lost, each with its evidence. Doubtful actions are comments: review\n\
             # them, and remove the `# ` before those that are right.\n\
             # Not derived: on `info` `x-timestamp-format` (times in bodies are epoch seconds without it) and\n\
             # the `x-headers` of each request; on operations `x-host-prefix`, `x-unsigned-payload` and\n\
             # an empty `security`; output members that are bound to headers, which the document does not have\n\
             # (`x-header`, `x-header-prefix`); on payloads `x-streaming` and `x-event-stream`; on headers\n\
             # that hold JSON `x-json-value`.\n"
        }
        false => {
            "# Nothing is known to be lost: only documents of AWS's service models are examined.\n"
        }
    };
    let mut text = format!(
        "{head}overlay: 1.0.0\ninfo:\n  title: {}\n  version: {}\n",
        info("title", "An overlay"),
        info("version", "1")
    );
    if suggestions.is_empty() {
        text.push_str("actions: []\n");
        return text;
    }
    text.push_str("actions:\n");
    if suggestions.iter().all(|each| each.confidence == Confidence::Low) {
        text.push_str("  # All suggestions are doubtful. An overlay has at least one action: this changes nothing.\n");
        text.push_str("  - target: \"$.info\"\n    update: {}\n");
    }
    for Suggestion { why, confidence, target, update } in suggestions {
        let target = Value::from(target.as_str());
        let (word, hash) = match confidence {
            Confidence::High => ("high", ""),
            Confidence::Low => ("low", "# "),
        };
        let _ = writeln!(text, "  # {why} Confidence: {word}.");
        let _ = writeln!(text, "  {hash}- target: {target}\n  {hash}  update: {update}");
    }
    text
}
