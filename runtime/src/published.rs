//! The suites that AWS publishes with its SDKs: their data, and the count of their cases.
//!
//! A suite is an ignored test in a module named `suites`, next to the code that it is for.
//! `cargo xtask suites` fetches the data and runs them. CONTRIBUTING.md has a table of all suites,
//! which a run compares with its own counts.

use std::path::PathBuf;

use serde_json::Value;

/// The table of the suites.
const TABLE: &str = include_str!("../../CONTRIBUTING.md");

/// A case that does not apply to this SDK: its name, and the reason. A name's first word stands for all
/// cases that begin with it and fail.
pub(crate) type NotApplicable = (&'static str, &'static str);

/// The cases of one suite, counted.
pub(crate) struct Suite {
    name: &'static str,
    not_applicable: &'static [NotApplicable],
    passed: usize,
    /// The listed cases that were found, each by its index in the list.
    excluded: Vec<usize>,
    /// The number of cases of kinds that do not apply.
    excluded_kinds: usize,
    problems: Vec<String>,
}

impl Suite {
    /// A suite by its name in the table.
    pub(crate) fn new(name: &'static str, not_applicable: &'static [NotApplicable]) -> Self {
        Self {
            name,
            not_applicable,
            passed: 0,
            excluded: vec![],
            excluded_kinds: 0,
            problems: vec![],
        }
    }

    /// Counts a case. `result` is an error if what was found is not what the case expects.
    ///
    /// A case that is listed as not applicable must fail: otherwise the list is out of date.
    pub(crate) fn case(&mut self, name: &str, result: Result<(), String>) {
        let word = name.split(' ').next();
        let is_listed = |(listed, _): &NotApplicable| {
            *listed == name || (result.is_err() && Some(*listed) == word)
        };
        let listed = self.not_applicable.iter().position(is_listed);
        match (listed, result) {
            (None, Ok(())) => self.passed += 1,
            (None, Err(problem)) => self.problems.push(format!("{name}\n    {problem}")),
            (Some(index), Err(_)) => self.excluded.push(index),
            (Some(_), Ok(())) => {
                self.problems.push(format!("{name}\n    passes, but is listed as not applicable"));
            }
        }
    }

    /// Counts a case of a kind that does not apply. It must fail too.
    pub(crate) fn case_not_applicable(&mut self, name: &str, result: Result<(), String>) {
        match result {
            Err(_) => self.excluded_kinds += 1,
            Ok(()) => self.problems.push(format!("{name}\n    passes, but does not apply")),
        }
    }

    /// Counts a case whose result must equal what it expects.
    pub(crate) fn case_eq<T: PartialEq + std::fmt::Debug>(
        &mut self,
        name: &str,
        found: &T,
        expected: &T,
    ) {
        let problem = || format!("expected {expected:?}\n    found    {found:?}");
        self.case(name, if found == expected { Ok(()) } else { Err(problem()) });
    }

    /// # Panics
    ///
    /// If a case failed, if a listed case was not found, or if the table has other numbers.
    pub(crate) fn finish(mut self) {
        for (index, (name, _)) in self.not_applicable.iter().enumerate() {
            if !self.excluded.contains(&index) {
                self.problems.push(format!("{name}\n    listed as not applicable, but no case"));
            }
        }
        let (name, passed, excluded) =
            (self.name, self.passed, self.excluded.len() + self.excluded_kinds);
        assert!(
            self.problems.is_empty(),
            "{name}: {} problems\n{}",
            self.problems.len(),
            self.problems.join("\n")
        );
        let row = format!("| {name} | {} | {passed} | {excluded} |", passed + excluded);
        assert!(TABLE.contains(&row), "the table in CONTRIBUTING.md lacks the row {row}");
        println!("{row}");
    }
}

/// The path of a file or folder of the data: `aws-runtime/file-location-tests.json`.
///
/// # Panics
///
/// If the folder of the data is unknown. Missing data is never a reason to skip a suite.
pub(crate) fn path(path: &str) -> PathBuf {
    let folder = std::env::var_os("PUBLISHED_SUITES");
    let folder = folder.expect("PUBLISHED_SUITES is not set: run `cargo xtask suites`");
    PathBuf::from(folder).join(path)
}

/// A file of the data, as JSON.
///
/// # Panics
///
/// If the file is missing, or is not JSON.
pub(crate) fn json(file: &str) -> Value {
    let path = path(file);
    let bytes = std::fs::read(&path);
    let bytes = bytes.unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    serde_json::from_slice(&bytes).unwrap_or_else(|error| panic!("{file}: {error}"))
}
