//! The output of `corpus`: a line per document, compiler messages, and totals.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::time::Duration;

use super::compile::Compiled;
use super::speed;
use super::trial::{End, Trial};
use crate::report::{BAD, GOOD, NOTE, Report, Table, count, number, time};

/// The results of all documents.
#[derive(Debug)]
pub(super) struct Summary<'a> {
    pub(super) trials: &'a [Trial],
    pub(super) compiled: Option<&'a Compiled>,
    /// The number of documents that must give a crate, if all of them were tried.
    pub(super) required: Option<usize>,
    /// The number of documents that must give a crate among all of the directory, if these were tried.
    pub(super) goal: Option<usize>,
}

impl Summary<'_> {
    pub(super) fn report(&self) -> Report {
        let mut text = self.table();
        if self.goal.is_some() {
            text = format!("{}\n{text}", self.providers());
        }
        for (krate, messages) in self.messages() {
            let _ = writeln!(text, "\n{BAD}{krate}{BAD:#}");
            for each in messages.iter().take(3) {
                let _ = writeln!(text, "{}", each.trim_end());
            }
        }
        text.push('\n');
        text += &self.totals();
        let unknown: BTreeSet<&String> = self.trials.iter().flat_map(|one| &one.unknown).collect();
        for keyword in &unknown {
            let _ = writeln!(text, "{BAD}the loss report does not know{BAD:#} {keyword}");
        }
        text += &self.others();
        if let Some(peak) = speed::peak_memory() {
            let _ = writeln!(text, "{peak} MiB of memory at most");
        }
        let is_clean = self.trials.iter().all(Trial::is_correct)
            && self.messages().next().is_none()
            && self.required.is_none_or(|number| number == self.generated_of_required())
            && self.goal.is_none_or(|number| number <= self.generated().count())
            && unknown.is_empty();
        Report::new(text, is_clean)
    }

    fn table(&self) -> String {
        let mut table = Table::new(&[
            "document",
            "operations",
            "files",
            "lines",
            "generated in",
            "diagnostics",
        ]);
        for one in self.trials {
            // Hundreds of documents of other protocols and providers are only counted, and of all documents those
            // that give a crate.
            let is_other = matches!(one.end, End::Other(_)) && one.is_correct();
            let is_one_of_many = self.goal.is_some() && one.end == End::Generated;
            if is_other || is_one_of_many {
                continue;
            }
            table.row(vec![
                one.name.clone(),
                number(one.operations),
                number(one.files),
                number(one.lines),
                time(one.time),
                self.notes(one),
            ]);
        }
        table.print()
    }

    fn notes(&self, one: &Trial) -> String {
        match &one.end {
            End::Failed(what) => what.clone(),
            End::Other(what) => format!("rejected: {what}"),
            End::Rejected => format!("rejected: {}", one.codes),
            End::Generated => {
                let messages = self.messages().find(|(krate, _)| **krate == one.krate);
                let messages = messages.map(|(_, all)| format!("{} from the compiler ", all.len()));
                messages.unwrap_or_default() + &one.codes
            }
        }
    }

    fn messages(&self) -> impl Iterator<Item = (&String, &Vec<String>)> {
        self.compiled.iter().flat_map(|compiled| &compiled.messages)
    }

    fn generated(&self) -> impl Iterator<Item = &Trial> {
        self.trials.iter().filter(|one| one.end == End::Generated)
    }

    fn generated_of_required(&self) -> usize {
        self.generated().filter(|one| one.is_required).count()
    }

    fn totals(&self) -> String {
        let mut text = String::new();
        let sum = |what: fn(&Trial) -> usize| self.generated().map(what).sum::<usize>();
        let spent: Duration = self.trials.iter().map(|one| one.time).sum();
        let _ = writeln!(
            text,
            "{}: {}, {} lines in {} of Rust, generated in {}",
            count(self.generated().count(), "crate"),
            count(sum(|one| one.operations), "operation"),
            number(sum(|one| one.lines)),
            count(sum(|one| one.files), "file"),
            time(spent)
        );
        if let Some(all) = self.required {
            let generated = self.generated_of_required();
            let style = if generated == all { GOOD } else { BAD };
            let _ = writeln!(
                text,
                "{style}{generated} of {all} required documents give a crate{style:#}"
            );
        }
        if let Some(goal) = self.goal {
            let (generated, all) = (self.generated().count(), self.trials.len());
            let style = if generated >= goal { GOOD } else { BAD };
            let _ = writeln!(
                text,
                "{style}{generated} of {all} documents give a crate{style:#}; the goal is {goal}"
            );
        }
        if let Some(compiled) = self.compiled {
            let all = compiled.crates.len();
            let clean = all - compiled.messages.len().min(all);
            let style = if clean == all { GOOD } else { BAD };
            let _ = writeln!(
                text,
                "{style}{clean} of {all} compile without a warning{style:#}, in {}",
                time(compiled.time)
            );
        }
        text
    }

    /// The documents by provider: those of ten and more, and the others together.
    fn providers(&self) -> String {
        let provider = |one: &Trial| match one.name.split_once('/') {
            Some((provider, _)) => provider.to_owned(),
            None if one.name.contains('.') => one.name.clone(),
            None => "amazonaws.com".to_owned(),
        };
        let mut sizes: BTreeMap<String, usize> = BTreeMap::new();
        for one in self.trials {
            *sizes.entry(provider(one)).or_default() += 1;
        }
        let mut rows: BTreeMap<String, [usize; 4]> = BTreeMap::new();
        for one in self.trials {
            let name = Some(provider(one)).filter(|name| sizes.get(name) >= Some(&10));
            let row = rows.entry(name.unwrap_or_else(|| "others".to_owned())).or_default();
            let is_generated = one.end == End::Generated;
            *row = [
                row[0] + 1,
                row[1] + usize::from(is_generated),
                row[2] + one.operations,
                row[3] + one.lines,
            ];
        }
        let mut table = Table::new(&["provider", "documents", "crates", "operations", "lines"]);
        for (name, figures) in rows {
            table.row([vec![name], figures.map(number).to_vec()].concat());
        }
        table.print()
    }

    /// The documents of other protocols and providers, by diagnostic.
    fn others(&self) -> String {
        let mut kinds: BTreeMap<&str, usize> = BTreeMap::new();
        for one in self.trials {
            if let End::Other(what) = &one.end {
                *kinds.entry(what).or_default() += 1;
            }
        }
        let mut text = String::new();
        for (what, number) in kinds {
            let _ = writeln!(text, "{NOTE}{}{NOTE:#} rejected: {what}", count(number, "document"));
        }
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::Status;

    fn generated(name: &str) -> Trial {
        Trial {
            name: name.to_owned(),
            krate: format!("{name}-sdk"),
            operations: 2,
            files: 3,
            lines: 40,
            time: Duration::from_millis(5),
            end: End::Generated,
            codes: String::new(),
            is_required: true,
            unknown: Vec::new(),
        }
    }

    /// The report without colours and without the line on memory.
    fn report(
        trials: &[Trial],
        compiled: Option<&Compiled>,
        required: Option<usize>,
    ) -> (String, Status) {
        let summary = Summary { trials, compiled, required, goal: None };
        let report = summary.report();
        let text = anstream::adapter::strip_str(&report.text).to_string();
        let lines = text.lines().filter(|line| !line.ends_with("of memory at most"));
        (lines.map(|line| format!("{line}\n")).collect(), report.status)
    }

    #[test]
    fn crates_are_counted() {
        let (text, status) = report(&[generated("a"), generated("b")], None, Some(2));
        let expected = "\
document  operations  files  lines  generated in  diagnostics
a                  2      3     40          5 ms
b                  2      3     40          5 ms

2 crates: 4 operations, 80 lines in 6 files of Rust, generated in 10 ms
2 of 2 required documents give a crate
";
        assert_eq!((text.as_str(), status), (expected, Status::Clean));
    }

    #[test]
    fn a_required_document_without_a_crate_is_listed() {
        let lost =
            Trial { end: End::Other("unsupported-protocol: json".to_owned()), ..generated("b") };
        let other = Trial { is_required: false, end: lost.end.clone(), ..generated("c") };
        let (text, status) = report(&[generated("a"), lost, other], None, Some(2));
        assert!(text.contains("1 of 2 required documents give a crate"), "{text}");
        assert!(text.contains("rejected: unsupported-protocol: json\n\n"), "{text}");
        assert!(text.contains("2 documents rejected: unsupported-protocol: json"), "{text}");
        assert!(!text.contains("\nc "), "{text}");
        assert_eq!(status, Status::Drift);
    }

    #[test]
    fn an_unknown_keyword_is_drift() {
        let novel = Trial { unknown: vec!["`x-novel` in a info".to_owned()], ..generated("a") };
        let (text, status) = report(&[novel], None, None);
        assert!(text.contains("the loss report does not know `x-novel` in a info"), "{text}");
        assert_eq!(status, Status::Drift);
    }

    #[test]
    fn compiler_messages_are_drift() {
        let crates = BTreeSet::from(["a-sdk".to_owned(), "b-sdk".to_owned()]);
        let mut compiled = Compiled { crates, ..Compiled::default() };
        let trials = [generated("a"), generated("b"), generated("c")];
        let (text, status) = report(&trials, Some(&compiled), None);
        assert!(text.contains("2 of 2 compile without a warning"), "{text}");
        assert_eq!(status, Status::Clean);
        let messages = vec!["warning: unused".to_owned()];
        compiled.messages.insert("b-sdk".to_owned(), messages);
        let (text, status) = report(&trials, Some(&compiled), None);
        assert!(text.contains("1 from the compiler"), "{text}");
        assert!(text.contains("\nb-sdk\nwarning: unused\n"), "{text}");
        assert_eq!(status, Status::Drift);
    }
}
