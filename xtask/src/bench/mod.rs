//! `bench`: compares the SDK with the official SDK and a hand-written client, in one table.
//!
//! Builds and runs the programs of `tests/bench`; the figure `generators` also builds crates of other generators. Runs of
//! ours and of a peer alternate (A B A B), so that a disturbance of the machine affects both; ratios are those of the
//! pairs.

mod generators;
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
    /// The number of runs of each program, instead of the figure's default.
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
    CrateVersions,
    Lines,
    Generators,
}

impl Figure {
    fn name(self) -> String {
        let value = self.to_possible_value();
        value.map_or_else(String::new, |value| value.get_name().to_owned())
    }

    /// What is measured, its unit, the goal against the official SDK, and the number of runs.
    fn definition(self) -> (&'static str, Unit, Goal, usize) {
        use {
            Goal::{AtLeast, AtMost, Limit},
            Unit::{Bytes, Count, PerSecond, Seconds},
        };
        match self {
            Self::GetStage => ("CPU per call, GetStage, one at a time", Seconds, AtMost(0.35), 7),
            Self::ListStages => ("CPU per call, ListStages, 50 stages", Seconds, AtMost(0.40), 7),
            Self::StartComposition => {
                ("CPU per call, StartComposition, every member", Seconds, AtMost(0.40), 7)
            }
            Self::Throughput => ("GetStage, 64 in flight, one thread", PerSecond, AtLeast(3.0), 3),
            Self::Memory => ("memory per call in flight, 1,000 calls", Bytes, AtMost(0.65), 3),
            Self::Stages => ("criterion benchmarks", Seconds, Goal::None, 1),
            Self::ReleaseBuild => ("clean release build of a program", Seconds, AtMost(0.25), 2),
            Self::Check => ("clean `cargo check` of it", Seconds, AtMost(0.32), 2),
            Self::Binary => ("its release binary, stripped", Bytes, AtMost(0.30), 1),
            Self::Crates => ("crates it depends on", Count, Limit(55.0), 1),
            Self::CrateVersions => ("crates it has in several versions", Count, Limit(0.0), 1),
            Self::Lines => ("generated lines per operation", Count, AtMost(0.15), 1),
            Self::Generators => ("crates of other generators", Seconds, Goal::None, 3),
        }
    }
}

/// Measures, prints the table, and updates the page.
pub(crate) fn bench(repository: &Repository, task: &Task) -> Result<Report, Failure> {
    let programs = Programs::new(repository)?;
    let mut rows = Vec::new();
    let mut warnings = String::new();
    for figure in Figure::value_variants() {
        let is_chosen = match task.only.as_slice() {
            // It takes more than an hour.
            [] => *figure != Figure::Generators,
            only => only.contains(figure),
        };
        if !is_chosen {
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
        files::update(&path, table::update(&page, &rows, &measured(repository))?.as_bytes())?;
        text += &format!("updated {}\n", repository.display(&path));
    }
    let is_clean = warnings.is_empty() && rows.iter().all(|row| row.reached != Some(false));
    Ok(Report { warnings, ..Report::new(text, is_clean) })
}

/// The date and the commit.
fn measured(repository: &Repository) -> String {
    let mut git = Command::new("git");
    git.args(["describe", "--always", "--dirty"]).current_dir(repository.root());
    let commit = run(&mut git, "git").map(|(_, commit)| commit).unwrap_or_default();
    format!("{} {}", jiff::Zoned::now().date(), commit.trim())
}

fn measure(
    repository: &Repository,
    programs: &Programs,
    figure: Figure,
    rounds: Option<usize>,
) -> Result<Vec<Row>, Failure> {
    let (what, unit, goal, usual_rounds) = figure.definition();
    let rounds = rounds.unwrap_or(usual_rounds).max(1);
    let calls = |operation, in_flight, warm_up, limit, value: fn(&Cost) -> f64| {
        let calls = Calls { operation, in_flight, warm_up, limit, hold: figure == Figure::Memory };
        let costs = programs.alternate(&calls, rounds)?;
        Ok(costs.iter().map(|costs| costs.iter().map(value).collect()).collect())
    };
    let cpu = |cost: &Cost| cost.cpu / cost.calls;
    let both = |value: &dyn Fn(Client) -> Result<f64, Failure>| {
        Ok(vec![vec![value(Client::Ours)?], vec![value(Client::Official)?]])
    };
    let builds = |arguments: &[&str]| programs.clean_builds(arguments, rounds).map(Vec::from);
    // Ours first, then the peers.
    let values: Vec<Vec<f64>> = match figure {
        Figure::GetStage => calls("get-stage", 1, 500, "20000", cpu),
        Figure::ListStages => calls("list-stages", 1, 500, "10000", cpu),
        Figure::StartComposition => calls("start-composition", 1, 500, "10000", cpu),
        Figure::Throughput => calls("get-stage", 64, 1000, "10s", |cost| cost.calls / cost.wall),
        Figure::Memory => calls("get-stage", 1000, 1, "1000", |cost| {
            (cost.peak_memory - cost.idle_memory) / cost.calls
        }),
        Figure::Stages => return stages(programs),
        Figure::Generators => return generators::measure(repository, programs, rounds),
        Figure::ReleaseBuild => builds(&["build", "--release"]),
        Figure::Check => builds(&["check"]),
        Figure::Binary => both(&|client| programs.size(client)),
        Figure::Crates => both(&|client| programs.crates(client).map(|[all, _]| all)),
        Figure::CrateVersions => both(&|client| programs.crates(client).map(|[_, twice]| twice)),
        Figure::Lines => both(&|client| match client {
            Client::Official => {
                let source = programs.source_of("aws-sdk-ivsrealtime")?.join("src");
                lines(&source, &source.join("operation"))
            }
            _ => {
                let source = repository.sdk().join("src");
                lines(&source, &source.join("operations"))
            }
        }),
    }?;
    let goals = [("official", goal), ("baseline", Goal::None)];
    let peers = values[1..].iter().zip(goals);
    Ok(peers
        .map(|(peer, (name, goal))| {
            Row::compared(figure, what, unit, goal, &values[0], (name, peer))
        })
        .collect())
}

/// The medians of the criterion benchmarks.
fn stages(programs: &Programs) -> Result<Vec<Row>, Failure> {
    let folder = programs.criterion()?;
    let median = |operation: &str, stage: &str| {
        let path = folder.join(operation).join(stage).join("new/estimates.json");
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
    rows.push(Row::alone(Figure::Stages, what, median("GetStage", "call")?));
    Ok(rows)
}

/// The lines of Rust below a folder, divided by the number of operations, which have a file each.
fn lines(source: &Path, operations: &Path) -> Result<f64, Failure> {
    let mut operations = entries(operations)?;
    operations.retain(|path| is_rust(path) && !path.ends_with("mod.rs"));
    Ok(rust_lines(source)? / operations.len() as f64)
}

/// The lines of Rust below a folder.
fn rust_lines(source: &Path) -> Result<f64, Failure> {
    let (mut lines, mut open) = (0, vec![source.to_owned()]);
    while let Some(folder) = open.pop() {
        for path in entries(&folder)? {
            if path.is_dir() {
                open.push(path);
            } else if is_rust(&path) {
                lines += String::from_utf8_lossy(&files::read(&path)?).lines().count();
            }
        }
    }
    Ok(lines as f64)
}

fn is_rust(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension == "rs")
}

fn entries(folder: &Path) -> Result<Vec<PathBuf>, Failure> {
    let error_of = |error: std::io::Error| Failure::io("read", folder, &error);
    let entries = fs::read_dir(folder).map_err(error_of)?;
    entries.map(|entry| entry.map(|entry| entry.path()).map_err(error_of)).collect()
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
