//! What was measured so far, so that figures can be measured one by one.

use std::collections::BTreeMap;
use std::path::Path;

use serde::{Deserialize, Serialize};

use super::row::Row;
use crate::files;
use crate::report::Failure;

/// Each figure's last run, by its name.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub(super) struct Results {
    pub(super) figures: BTreeMap<String, Run>,
}

/// One figure's last run.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(super) struct Run {
    /// The day, `2026-11-23`.
    pub(super) date: String,
    /// The commit that was measured, `be26a61`; with a word if files were changed since.
    pub(super) commit: String,
    pub(super) rows: Vec<Row>,
}

impl Results {
    /// Those of the file; none if there is no file.
    pub(super) fn read(path: &Path) -> Result<Self, Failure> {
        let Some(bytes) = files::read_optional(path)? else {
            return Ok(Self::default());
        };
        serde_json::from_slice(&bytes).map_err(|error| {
            Failure::new(format!("{}: {error}", path.display()))
                .remedy("remove the file, and measure again")
        })
    }

    pub(super) fn write(&self, path: &Path) -> Result<(), Failure> {
        let text = serde_json::to_string_pretty(self)
            .map_err(|error| Failure::new(format!("{}: {error}", path.display())))?;
        files::update(path, text.as_bytes()).map(|_| ())
    }
}

#[cfg(test)]
mod tests {
    use super::super::row::{Goal, Line, Unit};
    use super::*;

    #[test]
    fn what_was_measured_is_read_again() {
        let line = Line {
            what: "CPU".to_owned(),
            how: "rusage".to_owned(),
            goal: Goal::AtMost(0.35),
            peer: "official".to_owned(),
        };
        let run = Run {
            date: "2026-11-23".to_owned(),
            commit: "be26a61".to_owned(),
            rows: vec![
                Row::compared(line.clone(), Unit::Microseconds, &[1.0, 2.0], &[3.0, 3.0]),
                Row::missing(line, "install it"),
            ],
        };
        let results = Results {
            figures: [("get-stage".to_owned(), run)].into(),
        };
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("new/results.json");
        assert_eq!(Results::read(&path).unwrap(), Results::default());
        results.write(&path).unwrap();
        assert_eq!(Results::read(&path).unwrap(), results);
        files::update(&path, b"{").unwrap();
        let said = Results::read(&path).unwrap_err().to_string();
        assert!(said.contains("remove the file"), "{said}");
    }
}
