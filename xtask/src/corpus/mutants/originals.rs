//! The documents that are damaged, and the mutant that a seed stands for.

use std::fs;

use generator::document::Pointer;
use serde_json::Value;

use super::mutate::{Random, mutant, places};
use crate::corpus::directory::{Directory, is_rest_json};
use crate::report::Failure;

/// Documents up to this size are damaged: larger ones have more of the same and take their time.
const LARGEST: usize = 60_000;

/// A document to damage.
pub(super) struct Original {
    pub(super) name: String,
    value: Value,
    places: Vec<Pointer>,
}

/// The small rest-json documents of AWS.
pub(super) fn originals(directory: &Directory) -> Result<Vec<Original>, Failure> {
    let mut originals = Vec::new();
    for path in directory.aws()? {
        let text = fs::read_to_string(&path).map_err(|error| Failure::io("read", &path, &error))?;
        if text.len() > LARGEST || !is_rest_json(&text) {
            continue;
        }
        let value: Value = serde_json::from_str(&text)
            .map_err(|error| Failure::new(format!("{} is not JSON: {error}", path.display())))?;
        originals.push(Original {
            name: directory.name(&path),
            places: places(&value),
            value,
        });
    }
    match originals.is_empty() {
        true => Err(Failure::new(
            "the directory has no small rest-json document",
        )),
        false => Ok(originals),
    }
}

/// The mutant with that seed, and what it was made from.
pub(super) fn damaged(originals: &[Original], seed: u64) -> (&Original, Value) {
    let mut random = Random::new(seed);
    let original = &originals[random.below(originals.len())];
    (
        original,
        mutant(&original.value, &original.places, &mut random),
    )
}
