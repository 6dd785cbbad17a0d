//! What the generator makes of one mutant, and whether what it says of it is right.

use generator::Input;
use generator::diagnostics::{Diagnostic, Severity};
use generator::document::Source;
use serde_json::Value;

use super::originals::{Original, damaged};

/// What the generator made of a mutant.
pub(super) enum Outcome {
    /// A crate.
    Made,
    /// Diagnostics with these codes.
    Refused(Vec<&'static str>),
    /// Something that it must not do.
    Fault(String),
}

/// Tries the mutant with that seed.
pub(super) fn attempt(originals: &[Original], seed: u64) -> Outcome {
    let (_, value) = damaged(originals, seed);
    let document = Source {
        name: "mutant.json".to_owned(),
        text: value.to_string(),
    };
    let input = Input {
        document,
        overlays: Vec::new(),
    };
    // The report on losses walks every mutant too.
    let checked = generator::check(&input, true);
    let errors = checked
        .diagnostics
        .iter()
        .any(|one| one.code != "ignored-keyword" && is_error(one));
    if let Some(what) = checked
        .diagnostics
        .iter()
        .find_map(|one| wrong(one, &value))
    {
        return Outcome::Fault(what);
    }
    match errors {
        false => Outcome::Made,
        true => {
            let mut codes: Vec<_> = checked.diagnostics.iter().map(|one| one.code).collect();
            codes.sort();
            codes.dedup();
            Outcome::Refused(codes)
        }
    }
}

fn is_error(one: &Diagnostic) -> bool {
    one.severity == Severity::Error
}

/// What is wrong with a diagnostic itself.
fn wrong(one: &Diagnostic, document: &Value) -> Option<String> {
    if one.code == "generator-defect" {
        return Some(format!("a defect: {}", one.found));
    }
    if let Some(pointer) = one
        .pointer
        .as_ref()
        .filter(|pointer| pointer.resolve(document).is_none())
    {
        return Some(format!("{} points to nothing: {pointer}", one.code));
    }
    if one.pointer.is_some() && one.position.is_none() {
        return Some(format!("{} has no place", one.code));
    }
    let empty = one.found.is_empty() || one.expected.is_empty() || one.remedy.is_empty();
    empty.then(|| format!("{} does not say all", one.code))
}
