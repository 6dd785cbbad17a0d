//! The documents of the comparison, and the differences that are no faults of the SDK: `tests/compare/documents.yaml`.

use crate::calls::Row;
use crate::common::folder;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::fs;

/// A document of the comparison.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Entry {
    /// What it is in the list for.
    #[serde(rename = "for")]
    pub(crate) _purpose: String,
    /// The SDK keeps slashes in labels; Prism then finds no path, so the inputs have none.
    #[serde(default)]
    pub(crate) keeps_slashes: bool,
    #[serde(default)]
    pub(crate) known: Vec<Known>,
}

/// A known difference.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Known {
    /// `GET /pets/{id}`; without it every operation.
    operation: Option<String>,
    /// A part of the failure.
    failure: String,
    /// Why it is none of the SDK.
    reason: String,
    #[serde(skip)]
    uses: usize,
}

/// The documents by name.
pub(crate) fn read() -> Result<BTreeMap<String, Entry>, String> {
    let path = folder("compare/documents.yaml");
    let problem = |error: &dyn std::fmt::Display| format!("{}: {error}", path.display());
    let text = fs::read_to_string(&path).map_err(|error| problem(&error))?;
    serde_yaml::from_str(&text).map_err(|error| problem(&error))
}

impl Entry {
    /// Takes the known failures out of a row, and returns their number.
    pub(crate) fn take(&mut self, row: &mut Row) -> usize {
        let before = row.failures.len();
        row.failures.retain(|failure| {
            let known = self.known.iter_mut().find(|known| {
                let is_of = known.operation.as_ref().is_none_or(|it| *it == row.operation);
                is_of && failure.contains(&known.failure)
            });
            known.map(|known| known.uses += 1).is_none()
        });
        before - row.failures.len()
    }

    /// The entries that no longer apply.
    pub(crate) fn unused(&self) -> Vec<String> {
        let unused = self.known.iter().filter(|known| known.uses == 0);
        unused
            .map(|known| format!("does not occur: {} ({})", known.failure, known.reason))
            .collect()
    }
}
