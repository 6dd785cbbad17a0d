//! How many crates a program is made of, and which of them twice.

use std::collections::{BTreeMap, BTreeSet};

use super::Bench;
use super::figure::Figure;
use super::program::Program;
use super::row::{Goal, Line, Row, Unit};
use crate::report::Failure;

/// The crates of a program: name and version.
#[derive(Debug, PartialEq)]
struct Tree(BTreeSet<(String, String)>);

impl Tree {
    /// Reads what `cargo tree --prefix none` prints; the first line is the program itself.
    fn read(printed: &str) -> Self {
        let crates = printed.lines().skip(1).filter_map(|line| {
            let mut words = line.split_whitespace();
            Some((words.next()?.to_owned(), words.next()?.to_owned()))
        });
        Self(crates.collect())
    }

    fn len(&self) -> f64 {
        self.0.len() as f64
    }

    /// The names that are there in several versions.
    fn twice(&self) -> Vec<&str> {
        let mut versions: BTreeMap<&str, usize> = BTreeMap::new();
        for (name, _) in &self.0 {
            *versions.entry(name).or_default() += 1;
        }
        let several = versions.into_iter().filter(|(_, number)| *number > 1);
        several.map(|(name, _)| name).collect()
    }
}

/// The crates of the small program with each SDK's default features.
pub(super) fn measure(bench: &mut Bench<'_>) -> Result<Vec<Row>, Failure> {
    let programs = Program::both(&bench.place)?;
    let tree = |program: &Program, edges| program.crates(edges).map(|text| Tree::read(&text));
    let [ours, theirs] = &programs;
    let (all_ours, all_theirs) = (tree(ours, "normal,build")?, tree(theirs, "normal,build")?);
    let (ours, theirs) = (tree(ours, "normal")?, tree(theirs, "normal")?);
    let line = |what: &str, how: String, goal| Line {
        what: what.to_owned(),
        how,
        goal,
        peer: "official".to_owned(),
    };
    let row = |line, ours: f64, theirs: f64| Row::compared(line, Unit::Count, &[ours], &[theirs]);
    let twice = all_ours.twice();
    let how_twice = match twice.is_empty() {
        true => "with build dependencies".to_owned(),
        false => format!("with build dependencies; ours: {}", twice.join(", ")),
    };
    Ok(vec![
        row(
            line(
                Figure::Crates.title(),
                "cargo tree, default features".to_owned(),
                Figure::Crates.goal(),
            ),
            ours.len(),
            theirs.len(),
        ),
        row(
            line(
                "crates that are compiled",
                "with build dependencies".to_owned(),
                Goal::Reported,
            ),
            all_ours.len(),
            all_theirs.len(),
        ),
        row(
            line("crates in several versions", how_twice, Goal::Limit(0.0)),
            twice.len() as f64,
            all_theirs.twice().len() as f64,
        ),
    ])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_crate_counts_once_and_each_version_by_itself() {
        let printed = "program v0.0.0 (/p)\nserde v1.0.0\nsyn v2.0.0 (proc-macro)\nserde v1.0.0 (*)\nsyn v3.0.0\n";
        let tree = Tree::read(printed);
        assert_eq!(tree.len(), 3.0);
        assert_eq!(tree.twice(), ["syn"]);
    }
}
