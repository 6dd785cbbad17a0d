//! What the corpus prints: a line for each document, what the compiler said, and the sums.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::time::Duration;

use super::clock;
use super::table::{Table, number, time};
use super::tried::{End, Tried};
use super::workspace::Compiled;
use crate::report::{BAD, GOOD, NOTE, Report, Status, count};

/// All that is known when everything was tried.
#[derive(Debug)]
pub(super) struct Summary<'a> {
    pub(super) tried: &'a [Tried],
    /// The crates that were compiled, and what came of it.
    pub(super) compiled: Option<(&'a BTreeSet<String>, &'a Compiled)>,
    /// How many of the documents must give a crate, if all of those were tried.
    pub(super) rest_json: Option<usize>,
}

impl Summary<'_> {
    pub(super) fn report(&self) -> Report {
        let mut text = self.table();
        for (krate, said) in self.said() {
            let _ = writeln!(text, "\n{BAD}{krate}{BAD:#}");
            for each in said.iter().take(3) {
                let _ = writeln!(text, "{}", each.trim_end());
            }
        }
        text.push('\n');
        text += &self.sums();
        let unknown: BTreeSet<&String> = self.tried.iter().flat_map(|one| &one.unknown).collect();
        for keyword in &unknown {
            let _ = writeln!(
                text,
                "{BAD}the report on losses does not know{BAD:#} {keyword}"
            );
        }
        text += &self.others();
        if let Some(peak) = clock::peak() {
            let _ = writeln!(text, "{peak} MiB of memory at most");
        }
        let is_clean = self.tried.iter().all(Tried::is_fine)
            && self.said().next().is_none()
            && self
                .rest_json
                .is_none_or(|number| number == self.made_of_ours())
            && unknown.is_empty();
        Report {
            text,
            status: match is_clean {
                true => Status::Clean,
                false => Status::Drift,
            },
            warnings: String::new(),
        }
    }

    fn table(&self) -> String {
        let mut table = Table::new(&[
            "document",
            "operations",
            "files",
            "lines",
            "generated in",
            "compiled in",
            "diagnostics",
        ]);
        for one in self.tried {
            // Hundreds are not for this generator and say nothing new.
            if matches!(one.end, End::Other(_)) && one.is_fine() {
                continue;
            }
            table.row(vec![
                one.name.clone(),
                number(one.operations),
                number(one.files),
                number(one.lines),
                time(one.time),
                self.compile_time(one),
                self.words(one),
            ]);
        }
        table.print()
    }

    fn compile_time(&self, one: &Tried) -> String {
        let Some((crates, compiled)) = &self.compiled else {
            return String::new();
        };
        match compiled.times.get(&one.krate) {
            Some(taken) => time(*taken),
            // A crate that is as it was is not compiled again.
            None if crates.contains(&one.krate) => "before".to_owned(),
            None => String::new(),
        }
    }

    fn words(&self, one: &Tried) -> String {
        match &one.end {
            End::Broken(what) => what.clone(),
            End::Other(what) => format!("refused: {what}"),
            End::Refused => format!("refused: {}", one.codes),
            End::Made => {
                let said = self.said().find(|(krate, _)| **krate == one.krate);
                let said = said.map(|(_, said)| format!("{} from the compiler ", said.len()));
                said.unwrap_or_default() + &one.codes
            }
        }
    }

    fn said(&self) -> impl Iterator<Item = (&String, &Vec<String>)> {
        self.compiled
            .iter()
            .flat_map(|(_, compiled)| &compiled.said)
    }

    fn made(&self) -> impl Iterator<Item = &Tried> {
        self.tried.iter().filter(|one| one.end == End::Made)
    }

    fn made_of_ours(&self) -> usize {
        self.made().filter(|one| one.is_ours).count()
    }

    fn sums(&self) -> String {
        let mut text = String::new();
        let sum = |what: fn(&Tried) -> usize| self.made().map(what).sum::<usize>();
        let spent: Duration = self.tried.iter().map(|one| one.time).sum();
        let _ = writeln!(
            text,
            "{}: {}, {} lines in {} of Rust, generated in {}",
            count(self.made().count(), "crate"),
            count(sum(|one| one.operations), "operation"),
            number(sum(|one| one.lines)),
            count(sum(|one| one.files), "file"),
            time(spent)
        );
        if let Some(all) = self.rest_json {
            let made = self.made_of_ours();
            let style = if made == all { GOOD } else { BAD };
            let _ = writeln!(
                text,
                "{style}{made} of {all} rest-json documents give a crate{style:#}"
            );
        }
        if let Some((crates, compiled)) = self.compiled {
            let all = crates.len();
            let clean = all - compiled.said.len().min(all);
            let style = if clean == all { GOOD } else { BAD };
            let _ = writeln!(
                text,
                "{style}{clean} of {all} compile without a warning{style:#}, in {}",
                time(compiled.whole)
            );
        }
        text
    }

    /// The documents that are not for this generator, by what it says of them.
    fn others(&self) -> String {
        let mut kinds: BTreeMap<&str, usize> = BTreeMap::new();
        for one in self.tried {
            if let End::Other(what) = &one.end {
                *kinds.entry(what).or_default() += 1;
            }
        }
        let mut text = String::new();
        for (what, number) in kinds {
            let _ = writeln!(
                text,
                "{NOTE}{}{NOTE:#} refused: {what}",
                count(number, "document")
            );
        }
        text
    }
}

#[cfg(test)]
mod tests;
