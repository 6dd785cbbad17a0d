//! `bench`: compares the SDK with the official SDK and a hand-written client, in one table.
//!
//! Builds and runs the programs of `tests/bench`. Runs of ours and of a peer alternate (A B A B), so
//! that a disturbance of the machine affects both; ratios are those of the pairs.

mod programs;
mod table;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use clap::ValueEnum;
use serde_json::Value;

use crate::files;
use crate::report::{BAD, Failure, GOOD, Report, Table};
use crate::repository::Repository;
use programs::{Calls, Client, Cost, Programs, run};
use table::{Goal, Row, Unit};

/// What to measure.
#[derive(Clone, Debug)]
pub(crate) struct Task {
    /// Only these figures; all by default.
    pub(crate) only: Vec<Figure>,
    /// The number of runs of each program, in place of the figure's own.
    pub(crate) rounds: Option<usize>,
    /// Whether to update `BENCHMARKS.md`.
    pub(crate) write: bool,
}

/// A figure of the table; some have several rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Figure {
    GetStage,
    ListStages,
    StartComposition,
    Throughput,
    Memory,
    Stages,
    ReleaseBuild,
    Check,
    Binary,
    Crates,
    Lines,
}

impl Figure {
    fn name(self) -> String {
        let value = self.to_possible_value();
        value.map_or_else(String::new, |value| value.get_name().to_owned())
    }
}

/// Measures, prints the table, and updates the page.
pub(crate) fn bench(repository: &Repository, task: &Task) -> Result<Report, Failure> {
    let programs = Programs::new(repository)?;
    let mut rows = Vec::new();
    let mut warnings = String::new();
    for figure in Figure::value_variants() {
        if !task.only.is_empty() && !task.only.contains(figure) {
            continue;
        }
        anstream::eprintln!("measuring {}", figure.name());
        match measure(repository, &programs, *figure, task.rounds) {
            Ok(measured) => rows.extend(measured),
            // The other figures are measured all the same; the page keeps this one's old rows.
            Err(failure) => warnings += &format!("{}: {failure}\n", figure.name()),
        }
    }
    let mut printed = Table::new(&["what", "goal", "ours", "peer", "ratio", "reached"]);
    for row in &rows {
        let mut cells = row.cells.clone();
        if let Some(reached) = row.reached {
            let style = if reached { GOOD } else { BAD };
            cells[5] = format!("{style}{}{style:#}", cells[5]);
        }
        printed.row(cells.to_vec());
    }
    let mut text = printed.print();
    if task.write {
        let path = repository.root().join("BENCHMARKS.md");
        let page = String::from_utf8_lossy(&files::read(&path)?).into_owned();
        files::update(
            &path,
            table::update(&page, &rows, &measured(repository))?.as_bytes(),
        )?;
        text += &format!("updated {}\n", repository.display(&path));
    }
    let is_clean = warnings.is_empty() && rows.iter().all(|row| row.reached != Some(false));
    Ok(Report {
        warnings,
        ..Report::new(text, is_clean)
    })
}

/// The date and the commit.
fn measured(repository: &Repository) -> String {
    let mut git = Command::new("git");
    git.args(["describe", "--always", "--dirty"])
        .current_dir(repository.root());
    let commit = run(&mut git, "git")
        .map(|(_, commit)| commit)
        .unwrap_or_default();
    format!("{} {}", jiff::Zoned::now().date(), commit.trim())
}

fn measure(
    repository: &Repository,
    programs: &Programs,
    figure: Figure,
    rounds: Option<usize>,
) -> Result<Vec<Row>, Failure> {
    let rounds = |usual: usize| rounds.unwrap_or(usual).max(1);
    let cpu = |name: &str, operation, most| {
        let limit = if figure == Figure::GetStage {
            "20000"
        } else {
            "10000"
        };
        let calls = Calls {
            operation,
            in_flight: 1,
            warm_up: 500,
            limit,
            hold: false,
        };
        let what = format!("CPU per call, {name}: {limit} calls, one at a time");
        let goals = [Goal::AtMost(most), Goal::None];
        let row = (figure, what, Unit::Seconds, goals);
        compare(programs, &calls, rounds(7), row, |cost| {
            cost.cpu / cost.calls
        })
    };
    match figure {
        Figure::GetStage => cpu("GetStage", "get-stage", 0.35),
        Figure::ListStages => cpu("ListStages, 50 stages", "list-stages", 0.40),
        Figure::StartComposition => {
            cpu("StartComposition, every member", "start-composition", 0.40)
        }
        Figure::Throughput => {
            let calls = Calls {
                operation: "get-stage",
                in_flight: 64,
                warm_up: 1000,
                limit: "10s",
                hold: false,
            };
            let what = "GetStage for 10 s, 64 in flight, one thread".to_owned();
            let row = (
                figure,
                what,
                Unit::PerSecond,
                [Goal::AtLeast(3.0), Goal::None],
            );
            compare(programs, &calls, rounds(3), row, |cost| {
                cost.calls / cost.wall
            })
        }
        Figure::Memory => {
            let calls = Calls {
                operation: "get-stage",
                in_flight: 1000,
                warm_up: 1,
                limit: "1000",
                hold: true,
            };
            let what = "memory per call in flight: 1,000 calls, peak less idle".to_owned();
            let row = (figure, what, Unit::Bytes, [Goal::AtMost(0.65), Goal::None]);
            compare(programs, &calls, rounds(3), row, |cost| {
                (cost.peak_memory - cost.idle_memory) / cost.calls
            })
        }
        Figure::Stages => stages(programs),
        Figure::ReleaseBuild | Figure::Check => {
            let (arguments, what, most) = match figure {
                Figure::Check => (&["check"][..], "clean `cargo check`", 0.32),
                _ => (&["build", "--release"][..], "clean release build", 0.25),
            };
            let [ours, theirs] = programs.clean_builds(arguments, rounds(2))?;
            let what = format!("{what} of a small program, 2 jobs");
            let goal = Goal::AtMost(most);
            let peer = ("official", &theirs[..]);
            Ok(vec![Row::compared(
                figure,
                what,
                Unit::Seconds,
                goal,
                &ours,
                peer,
            )])
        }
        Figure::Binary => {
            let what = "its release binary, stripped";
            let [ours, theirs] = [
                programs.size(Client::Ours)?,
                programs.size(Client::Official)?,
            ];
            let goal = Goal::AtMost(0.30);
            let peer = ("official", &[theirs][..]);
            Ok(vec![Row::compared(
                figure,
                what,
                Unit::Bytes,
                goal,
                &[ours],
                peer,
            )])
        }
        Figure::Crates => {
            let ([all, twice], [all_theirs, twice_theirs]) = (
                programs.crates(Client::Ours)?,
                programs.crates(Client::Official)?,
            );
            let row = |what: &str, most, ours, theirs| {
                let (goal, peer) = (Goal::Limit(most), ("official", &[theirs][..]));
                Row::compared(figure, what, Unit::Count, goal, &[ours], peer)
            };
            Ok(vec![
                row("crates it depends on", 55.0, all, all_theirs),
                row("crates in several versions", 0.0, twice, twice_theirs),
            ])
        }
        Figure::Lines => {
            let source = repository.sdk().join("src");
            let ours = lines(&source, &source.join("operations"))?;
            let source = programs.source_of("aws-sdk-ivsrealtime")?.join("src");
            let theirs = lines(&source, &source.join("operation"))?;
            let goal = Goal::AtMost(0.15);
            let peer = ("official", &[theirs][..]);
            let what = "generated lines per operation";
            Ok(vec![Row::compared(
                figure,
                what,
                Unit::Count,
                goal,
                &[ours],
                peer,
            )])
        }
    }
}

/// Ours against the official SDK and against the baseline.
fn compare(
    programs: &Programs,
    calls: &Calls,
    rounds: usize,
    (figure, what, unit, goals): (Figure, String, Unit, [Goal; 2]),
    value: impl Fn(&Cost) -> f64,
) -> Result<Vec<Row>, Failure> {
    let clients = [Client::Ours, Client::Official, Client::Baseline];
    let costs = programs.alternate(&clients, calls, rounds)?;
    let values = costs.map(|costs| costs.iter().map(&value).collect::<Vec<_>>());
    let peers = ["official", "baseline"].iter().zip(&values[1..]).zip(goals);
    Ok(peers
        .map(|((name, peer), goal)| {
            Row::compared(figure, what.clone(), unit, goal, &values[0], (name, peer))
        })
        .collect())
}

/// The medians of the criterion benchmarks.
fn stages(programs: &Programs) -> Result<Vec<Row>, Failure> {
    let folder = programs.criterion()?;
    let median = |operation: &str, stage: &str| {
        let path = folder
            .join(operation)
            .join(stage)
            .join("new/estimates.json");
        let estimates: Value = serde_json::from_slice(&files::read(&path)?)
            .map_err(|error| Failure::new(format!("{}: {error}", path.display())))?;
        let nanoseconds = estimates["median"]["point_estimate"].as_f64();
        Ok(Unit::Seconds.show(nanoseconds.unwrap_or(f64::NAN) / 1e9))
    };
    let mut rows = Vec::new();
    for operation in ["GetStage", "ListStages", "StartComposition"] {
        let stages = ["encode", "sign", "decode"].map(|stage| median(operation, stage));
        let stages = stages.into_iter().collect::<Result<Vec<_>, Failure>>()?;
        let what = format!("{operation}: encode, sign, decode (criterion)");
        rows.push(Row::alone(Figure::Stages, what, stages.join(", ")));
    }
    let what = "GetStage: call over loopback, one process (criterion)".to_owned();
    rows.push(Row::alone(
        Figure::Stages,
        what,
        median("GetStage", "call")?,
    ));
    Ok(rows)
}

/// The lines of Rust below a folder, divided by the number of operations, which have a file each.
fn lines(source: &Path, operations: &Path) -> Result<f64, Failure> {
    let (mut lines, mut open) = (0, vec![source.to_owned()]);
    while let Some(folder) = open.pop() {
        for path in entries(&folder)? {
            if path.is_dir() {
                open.push(path);
            } else if is_rust(&path) {
                lines += String::from_utf8_lossy(&files::read(&path)?)
                    .lines()
                    .count();
            }
        }
    }
    let mut operations = entries(operations)?;
    operations.retain(|path| is_rust(path) && !path.ends_with("mod.rs"));
    Ok(lines as f64 / operations.len() as f64)
}

fn is_rust(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension == "rs")
}

fn entries(folder: &Path) -> Result<Vec<PathBuf>, Failure> {
    let error_of = |error: std::io::Error| Failure::io("read", folder, &error);
    let entries = fs::read_dir(folder).map_err(error_of)?;
    entries
        .map(|entry| entry.map(|entry| entry.path()).map_err(error_of))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_of_all_files_are_divided_by_the_operations() {
        let folder = tempfile::tempdir().unwrap();
        for (name, content) in [
            ("lib.rs", "1\n2\n"),
            ("notes.md", "not Rust\n"),
            ("operation/mod.rs", "1\n"),
            ("operation/get.rs", "1\n2\n3\n"),
            ("operation/get/builder.rs", "1\n"),
            ("operation/list.rs", "1\n2\n3\n"),
        ] {
            files::update(&folder.path().join(name), content.as_bytes()).unwrap();
        }
        let operations = folder.path().join("operation");
        assert_eq!(lines(folder.path(), &operations).unwrap(), 5.0);
    }
}
