//! What became of the mutants, and how that is told.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::time::Duration;

use super::judge::Outcome;
use super::originals::{Original, damaged};
use crate::corpus::table::{number, time};
use crate::report::{BAD, GOOD, Report, Status, count};

/// What one mutant did wrong.
pub(super) struct Fault {
    pub(super) seed: u64,
    /// The document that was damaged.
    name: String,
    what: String,
}

/// What became of the mutants.
#[derive(Default)]
pub(super) struct Tally {
    made: usize,
    /// How many mutants got a diagnostic with that code.
    refused: BTreeMap<&'static str, usize>,
    pub(super) faults: Vec<Fault>,
}

impl Tally {
    /// Counts a mutant; a panic comes as its message.
    pub(super) fn add(
        &mut self,
        seed: u64,
        outcome: Result<Outcome, String>,
        originals: &[Original],
    ) {
        let what = match outcome {
            Ok(Outcome::Made) => {
                self.made += 1;
                return;
            }
            Ok(Outcome::Refused(codes)) => {
                for code in codes {
                    *self.refused.entry(code).or_default() += 1;
                }
                return;
            }
            Ok(Outcome::Fault(what)) => what,
            Err(panic) => format!("panic: {panic}"),
        };
        let name = damaged(originals, seed).0.name.clone();
        self.faults.push(Fault { seed, name, what });
    }

    pub(super) fn report(&self, mutants: u64, originals: usize, taken: Duration) -> Report {
        let mut text = String::new();
        for (code, times) in &self.refused {
            let _ = writeln!(text, "{:>9}  {code}", number(*times));
        }
        let mut kinds: BTreeMap<String, Vec<&Fault>> = BTreeMap::new();
        for fault in &self.faults {
            let kind: String = fault.what.chars().take(80).collect();
            kinds.entry(kind).or_default().push(fault);
        }
        for faults in kinds.values() {
            let first = faults[0];
            let _ = writeln!(
                text,
                "{BAD}{}{BAD:#}: {} (the first: seed {}, {})",
                count(faults.len(), "fault"),
                first.what,
                first.seed,
                first.name
            );
        }
        let style = if self.faults.is_empty() { GOOD } else { BAD };
        let _ = writeln!(
            text,
            "{style}{} mutants of {originals} documents{style:#} in {}: {} crates, {} refused, {} faults",
            number(usize::try_from(mutants).unwrap_or(usize::MAX)),
            time(taken),
            number(self.made),
            number(usize::try_from(mutants).unwrap_or(usize::MAX) - self.made - self.faults.len()),
            self.faults.len()
        );
        Report {
            text,
            status: match self.faults.is_empty() {
                true => Status::Clean,
                false => Status::Drift,
            },
            warnings: String::new(),
        }
    }
}
