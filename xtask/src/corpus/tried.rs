//! What stays of a document that was tried, once the files of its crate are written.

use std::time::Duration;

use generator::loss::Loss;

use super::directory;
use super::table::codes;
use super::trial::{Outcome, Trial};

/// What is known of a document before it is tried.
#[derive(Debug, Default)]
pub(super) struct Facts {
    /// Whether it must give a crate, by signs that the generator has no part in.
    is_ours: bool,
    /// Keywords that the report on losses does not know.
    unknown: Vec<String>,
}

impl Facts {
    pub(super) fn of(text: &str, is_of_aws: bool) -> Self {
        if !is_of_aws || !directory::is_rest_json(text) {
            return Self::default();
        }
        let document = serde_json::from_str(text).unwrap_or_default();
        let entries = Loss::of(&document).entries;
        let unknown = entries.iter().filter(|entry| !entry.is_known());
        Self {
            is_ours: true,
            unknown: unknown
                .map(|entry| format!("`{}` in a {}", entry.keyword, entry.part))
                .collect(),
        }
    }
}

/// A document that was tried.
#[derive(Debug)]
pub(super) struct Tried {
    pub(super) name: String,
    /// Its crate's name and figures, if it gave one.
    pub(super) krate: String,
    pub(super) operations: usize,
    pub(super) files: usize,
    pub(super) lines: usize,
    pub(super) time: Duration,
    pub(super) end: End,
    /// The codes of its diagnostics, counted.
    pub(super) codes: String,
    /// Whether it must give a crate.
    pub(super) is_ours: bool,
    /// Keywords that the report on losses does not know.
    pub(super) unknown: Vec<String>,
}

/// How it ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum End {
    /// With a crate.
    Made,
    /// It is not for this generator, which said so.
    Other(String),
    /// With diagnostics.
    Refused,
    /// With a panic, or not at all.
    Broken(String),
}

impl Tried {
    pub(super) fn new(trial: Trial, facts: Facts) -> Self {
        let mut tried = Self {
            name: trial.name,
            krate: String::new(),
            operations: 0,
            files: 0,
            lines: 0,
            time: trial.time,
            end: End::Refused,
            codes: String::new(),
            is_ours: facts.is_ours,
            unknown: facts.unknown,
        };
        if let Some(one) = trial.outcome.is_other() {
            tried.end = End::Other(format!("{}: {}", one.code, one.found));
        }
        match trial.outcome {
            Outcome::Made {
                krate,
                files,
                operations,
                warnings,
            } => {
                tried.krate = krate;
                tried.operations = operations;
                tried.files = files.len();
                tried.lines = files.iter().map(|(_, text)| text.lines().count()).sum();
                tried.codes = codes(&warnings);
                tried.end = End::Made;
            }
            Outcome::Refused(found) => tried.codes = codes(&found),
            Outcome::Endless => tried.end = End::Broken("no end".to_owned()),
            Outcome::Panic(message) => tried.end = End::Broken(format!("panic: {message}")),
        }
        tried
    }

    /// Whether it ended as it must: ours in a crate, the others in a crate or in diagnostics.
    pub(super) fn is_fine(&self) -> bool {
        match self.end {
            End::Made => true,
            End::Other(_) | End::Refused => !self.is_ours,
            End::Broken(_) => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use generator::diagnostics::{Diagnostic, Diagnostics};

    fn refused(code: &'static str) -> Vec<Diagnostic> {
        let mut diagnostics = Diagnostics::default();
        diagnostics
            .error(code)
            .found("it")
            .expected("else")
            .remedy("none");
        diagnostics.into_vec()
    }

    fn tried(text: &str, is_of_aws: bool, outcome: Outcome) -> Tried {
        let trial = Trial {
            name: "a".to_owned(),
            outcome,
            time: Duration::ZERO,
        };
        Tried::new(trial, Facts::of(text, is_of_aws))
    }

    #[test]
    fn a_document_of_ours_must_give_a_crate() {
        let other = || Outcome::Refused(refused("unsupported-protocol"));
        assert!(!tried("{}", true, other()).is_fine());
        assert!(tried("{}", false, other()).is_fine());
        assert!(tried(r#"{"name": "X-Amz-Target"}"#, true, other()).is_fine());
        assert!(!tried("{}", false, Outcome::Endless).is_fine());
    }

    #[test]
    fn keywords_that_nobody_knows_are_kept() {
        let text = r#"{"info": {"title": "A", "x-novel": 1}}"#;
        let tried = tried(text, true, Outcome::Refused(refused("paths")));
        assert_eq!(tried.unknown, ["`x-novel` in a info"]);
        assert_eq!((tried.end, tried.codes.as_str()), (End::Refused, "1 paths"));
    }
}
