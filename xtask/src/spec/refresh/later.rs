//! The overlays that people wrote, on a document that AWS has changed under them.
//!
//! When an operation goes, what is said about it has no target any more. That must be mended by hand, but
//! only a refresh tells what went; so actions that do not fit any more are reported and left out.

use std::collections::BTreeSet;
use std::path::Path;

use generator::diagnostics::{Diagnostic, Diagnostics, Severity, render};
use generator::document::{Source, load};
use serde_json::{Value, json};

use super::super::read;
use crate::report::Failure;
use crate::repository::Repository;

/// The refreshed document with the later overlays.
#[derive(Debug)]
pub(super) struct Completed {
    pub(super) document: Value,
    /// How many actions had to be left out.
    pub(super) misfits: usize,
    /// What is wrong with them, as people read it.
    pub(super) said: String,
}

/// Applies what fits of the later overlays. Whatever else is wrong with them is a failure.
pub(super) fn completed(repository: &Repository, refreshed: &Value) -> Result<Completed, Failure> {
    let document = Source {
        name: "the refreshed document".to_owned(),
        text: refreshed.to_string(),
    };
    let paths = repository.later_overlays();
    let sources: Result<Vec<_>, _> = paths
        .iter()
        .map(|path| read::source(repository, path))
        .collect();
    let mut overlays = sources?;
    let as_written = overlays.clone();
    let (mut misfits, mut said) = (0, String::new());
    loop {
        let mut diagnostics = Diagnostics::default();
        if let Some(document) = load(&document, &overlays, &mut diagnostics) {
            return Ok(Completed {
                document: document.value,
                misfits,
                said,
            });
        }
        let found = diagnostics.into_vec();
        let rendered = render(&found, &as_written.iter().collect::<Vec<_>>(), true);
        let left_out = leave_out(&found, &mut overlays)?;
        if left_out == 0 {
            return Err(Failure::rendered(rendered));
        }
        misfits += left_out;
        // Later rounds only find what needed an action that was left out.
        if said.is_empty() {
            said = rendered;
        }
    }
}

/// Puts something without effect in the place of each action that has an error, so that the others keep
/// their indexes; says how many those are.
fn leave_out(found: &[Diagnostic], overlays: &mut [Source]) -> Result<usize, Failure> {
    let mut number = 0;
    for overlay in overlays {
        let errors = found.iter().filter(|one| {
            let file = one.position.as_ref().map(|place| &place.file);
            one.severity == Severity::Error && file == Some(&overlay.name)
        });
        let actions: BTreeSet<usize> = errors.filter_map(action).collect();
        if actions.is_empty() {
            continue;
        }
        let mut value = read::value(Path::new(&overlay.name), overlay.text.as_bytes())?;
        for index in actions {
            if let Some(action) = value.pointer_mut(&format!("/actions/{index}")) {
                *action = json!({"target": "$", "update": {}});
                number += 1;
            }
        }
        overlay.text = value.to_string();
    }
    Ok(number)
}

/// The index of the action that an error is about.
fn action(error: &Diagnostic) -> Option<usize> {
    let mut tokens = error.pointer.as_ref()?.tokens();
    tokens.next().filter(|token| token == "actions")?;
    tokens.next()?.parse().ok()
}
