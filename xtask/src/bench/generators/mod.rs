//! `generators`: compares the generator and its crates with other generators of Rust clients.
//!
//! Each generator writes a crate from each of [`DOCUMENTS`]; the crates are built. Then crates of one small document call the
//! server of `tests/bench`. Costs are those of the processor, not the time that passes: other programs disturb them less.

mod builds;
mod calls;
mod tool;

use std::fs;
use std::path::Path;
use std::process::Command;

use serde_json::Value;

use super::Figure;
use super::programs::{Programs, run};
use super::table::{Goal, Row, Unit, median};
use crate::corpus::{Directory, crate_name};
use crate::files;
use crate::report::{Failure, count};
use crate::repository::Repository;
use builds::Builds;
use tool::{Tool, Tools};

/// Documents of the APIs.guru directory that differ: in size, bodies, unions, security, and by whom they were written.
const DOCUMENTS: [&str; 10] = [
    "xkcd.com",
    "up.com.au",
    "openai.com",
    "apache.org/airflow",
    "spotify.com",
    "docker.com/engine",
    "twilio.com/api",
    "meraki.com",
    "stripe.com",
    "github.com/api.github.com",
];

/// Builds are compared in documents with more operations than this, and only their release builds are measured: those of small
/// crates are those of the dependencies.
const LARGE: usize = 80;

/// The goal against the fastest peer of each document.
const GENERATION_GOAL: Goal = Goal::AtMost(2.0);

/// The goals against each of [`Tool::PEERS`].
const CHECK_GOALS: [Goal; 3] = [Goal::AtMost(0.4), Goal::AtMost(1.0), Goal::AtMost(1.0)];
const RELEASE_GOALS: [Goal; 3] = [Goal::AtMost(0.6), Goal::None, Goal::None];

/// The costs of one crate: seconds of the processor, and counts.
#[derive(Clone, Copy, Debug, Default)]
struct Costs {
    generation: f64,
    /// The time that passed meanwhile: our rustfmt runs on every core.
    elapsed: f64,
    lines: f64,
    crates: f64,
    check: f64,
    release: Option<f64>,
}

/// A document, and for each of [`Tool::ALL`] the costs or what failed.
#[derive(Debug)]
struct Document {
    name: String,
    operations: usize,
    costs: Vec<Result<Costs, &'static str>>,
}

/// Measures everything. `rounds` is the number of generations, and of runs of each program that makes calls; each build
/// is measured once.
pub(super) fn measure(
    repository: &Repository,
    programs: &Programs,
    rounds: usize,
) -> Result<Vec<Row>, Failure> {
    let folder = repository.root().join("target/bench/generators");
    let tools = Tools::install(repository, &folder.join("tools"))?;
    let mut rows = calls::measure(repository, &tools, programs, &folder, rounds)?;
    show(&rows);
    let mut documents = generate(repository, &tools, &folder.join("crates"), rounds)?;
    let builds = Tool::ALL.map(|tool| {
        let generated = documents.iter().filter(|one| one.costs[tool as usize].is_ok());
        let crates: Vec<_> = generated.map(|one| crate_name(&one.name)).collect();
        anstream::eprintln!("compiling the dependencies of {}", tool.name());
        Builds::new(
            folder.join("crates/0").join(tool.name()),
            folder.join("target").join(tool.name()),
            &crates,
        )
    });
    let builds = builds.into_iter().collect::<Result<Vec<_>, Failure>>()?;
    for document in &mut documents {
        for (tool, builds) in Tool::ALL.into_iter().zip(&builds) {
            document.build(tool, builds);
        }
        show(&document.rows());
    }
    rows.extend(summary(&documents));
    rows.extend(documents.iter().flat_map(Document::rows));
    Ok(rows)
}

/// Prints rows as soon as they are measured.
fn show(rows: &[Row]) {
    for row in rows {
        anstream::eprintln!("{}", row.cells.join(" | "));
    }
}

/// Generates with each tool in turn. The crates are in folders `ROUND/TOOL/CRATE`, and those of the last run are removed
/// afterwards, because some file systems are slow to create files where many were removed in the minutes before.
fn generate(
    repository: &Repository,
    tools: &Tools,
    folder: &Path,
    rounds: usize,
) -> Result<Vec<Document>, Failure> {
    let old = folder.with_extension("old");
    remove(&old)?;
    if folder.exists() {
        fs::rename(folder, &old).map_err(|error| Failure::io("rename", folder, &error))?;
    }
    let paths = Directory::get(repository)?.named(DOCUMENTS)?;
    let documents = DOCUMENTS.into_iter().zip(paths).map(|(name, path)| {
        anstream::eprintln!("generating from {name}");
        let mut seconds = Tool::ALL.map(|_| Ok(Vec::new()));
        for round in 0..rounds {
            for (tool, seconds) in Tool::ALL.into_iter().zip(&mut seconds) {
                let Ok(measured) = seconds else { continue };
                let krate = folder.join(round.to_string()).join(tool.name()).join(crate_name(name));
                match tools.generate(tool, &path, &krate) {
                    Ok(costs) => measured.push(costs),
                    Err(failure) => *seconds = Err(failed(tool, name, "generation", &failure)),
                }
            }
        }
        let costs = seconds.map(|measured| {
            let measured = measured?;
            let of =
                |each: fn(&Costs) -> f64| median(&measured.iter().map(each).collect::<Vec<_>>());
            Ok(Costs {
                generation: of(|it| it.generation),
                elapsed: of(|it| it.elapsed),
                lines: of(|it| it.lines),
                ..Costs::default()
            })
        });
        let operations = operations(&files::read(&path)?);
        Ok(Document { name: name.to_owned(), operations, costs: costs.into() })
    });
    let documents = documents.collect::<Result<_, Failure>>()?;
    remove(&old)?;
    Ok(documents)
}

/// Prints why a step failed, the end of long messages, and returns the step.
fn failed(tool: Tool, name: &str, step: &'static str, failure: &Failure) -> &'static str {
    let message = failure.to_string();
    let lines: Vec<_> = message.lines().collect();
    let end = lines[lines.len().saturating_sub(12)..].join("\n");
    anstream::eprintln!("{} fails at the {step} of {name}:\n{end}", tool.name());
    step
}

impl Document {
    /// Adds the costs of the builds of one crate.
    fn build(&mut self, tool: Tool, builds: &Builds) {
        let (name, is_large) = (&self.name, self.operations > LARGE);
        let Ok(costs) = &mut self.costs[tool as usize] else { return };
        let mut build = || {
            let failed =
                |step: &'static str| move |failure: Failure| failed(tool, name, step, &failure);
            costs.crates = builds.crates(&crate_name(name)).map_err(failed("manifest"))?;
            costs.check = builds.first(builds::CHECK).map_err(failed("check"))?;
            if is_large {
                let release = builds.first(builds::RELEASE).map_err(failed("release build"))?;
                costs.release = Some(release);
            }
            Ok(())
        };
        if let Err(step) = build() {
            self.costs[tool as usize] = Err(step);
        }
    }

    /// One row for each peer.
    fn rows(&self) -> Vec<Row> {
        let release = if self.operations > LARGE { ", release build" } else { "" };
        let operations = count(self.operations, "operation");
        let what =
            format!("{}, {operations}: generation, lines, crates, check{release}", self.name);
        let show = |costs: &Result<Costs, &'static str>| match costs {
            Ok(costs) => costs.show(),
            Err(step) => format!("fails ({step})"),
        };
        let rows = Tool::PEERS.into_iter().map(|tool| {
            let peer = format!("{}: {}", tool.name(), show(&self.costs[tool as usize]));
            let ours = show(&self.costs[Tool::Ours as usize]);
            Row::alone(Figure::Generators, what.clone(), ours).with_peer(peer)
        });
        rows.collect()
    }
}

impl Costs {
    fn show(&self) -> String {
        let mut cells = vec![
            Unit::Seconds.show(self.generation),
            Unit::Count.show(self.lines),
            Unit::Count.show(self.crates),
            Unit::Seconds.show(self.check),
        ];
        cells.extend(self.release.map(|seconds| Unit::Seconds.show(seconds)));
        cells.join(", ")
    }
}

/// Compares the documents for which both give a crate that compiles, with the medians of ours and of the peer's.
fn summary(documents: &[Document]) -> Vec<Row> {
    type Cost = fn(&Costs) -> Option<f64>;
    type Seconds = fn(&Costs) -> f64;
    // Whether only large documents count, and the goal against each peer.
    let figures: [(&str, Unit, Cost, bool, [Goal; 3]); 5] = [
        ("generation", Unit::Seconds, |costs| Some(costs.generation), false, [Goal::None; 3]),
        ("generated lines", Unit::Count, |costs| Some(costs.lines), false, [Goal::None; 3]),
        ("crates in the tree", Unit::Count, |costs| Some(costs.crates), false, [Goal::None; 3]),
        ("`cargo check`", Unit::Seconds, |costs| Some(costs.check), true, CHECK_GOALS),
        ("release build", Unit::Seconds, |costs| costs.release, true, RELEASE_GOALS),
    ];
    let seconds: [(&str, Seconds); 2] =
        [("generation", |it| it.generation), ("generation, elapsed", |it| it.elapsed)];
    let mut rows = Vec::new();
    for (what, seconds) in seconds {
        let fastest = documents.iter().filter_map(|document| {
            let (ours, peers) = document.costs.split_first()?;
            let peers = peers.iter().flatten().map(seconds);
            Some((seconds(ours.as_ref().ok()?), peers.min_by(f64::total_cmp)?))
        });
        rows.push(compared(what, Unit::Seconds, GENERATION_GOAL, "fastest peer", fastest));
    }
    for (what, unit, cost, only_large, goals) in figures {
        let what = match only_large {
            true => format!("{what}, more than {LARGE} operations"),
            false => what.to_owned(),
        };
        for (tool, goal) in Tool::PEERS.into_iter().zip(goals) {
            let chosen = documents.iter().filter(|one| !only_large || one.operations > LARGE);
            let pairs = chosen.filter_map(|one| {
                let [ours, peer] = [&one.costs[0], &one.costs[tool as usize]];
                Some((cost(ours.as_ref().ok()?)?, cost(peer.as_ref().ok()?)?))
            });
            rows.push(compared(&what, unit, goal, tool.name(), pairs));
        }
    }
    rows
}

/// A row of the costs of ours and of a peer, for each document where both give a crate.
fn compared(
    what: &str,
    unit: Unit,
    goal: Goal,
    peer: &str,
    pairs: impl Iterator<Item = (f64, f64)>,
) -> Row {
    let (ours, peers): (Vec<_>, Vec<_>) = pairs.unzip();
    let what = format!("{what}, median of {}", count(ours.len(), "document"));
    match ours.is_empty() {
        true => {
            Row::alone(Figure::Generators, what, String::new()).with_peer(format!("{peer}: fails"))
        }
        false => Row::compared(Figure::Generators, &what, unit, goal, &ours, (peer, &peers)),
    }
}

/// The number of operations of a document.
fn operations(document: &[u8]) -> usize {
    const METHODS: [&str; 8] =
        ["get", "put", "post", "delete", "options", "head", "patch", "trace"];
    let document: Value = serde_json::from_slice(document).unwrap_or_default();
    let paths = document["paths"].as_object().into_iter().flat_map(|paths| paths.values());
    let members = paths.filter_map(Value::as_object).flat_map(|path| path.keys());
    members.filter(|member| METHODS.contains(&member.as_str())).count()
}

/// Runs a program to its end: the seconds of the processor, user and system, that it and its child processes used.
fn cost(command: &mut Command, name: &str) -> Result<f64, Failure> {
    let before = of_children()?;
    run(command, name)?;
    Ok(of_children()? - before)
}

/// The seconds of the processor that the child processes of this one used, of those that have ended.
#[cfg(unix)]
fn of_children() -> Result<f64, Failure> {
    use nix::sys::resource::{UsageWho, getrusage};
    use nix::sys::time::TimeValLike as _;

    let usage = getrusage(UsageWho::RUSAGE_CHILDREN)
        .map_err(|error| Failure::new(format!("getrusage: {error}")))?;
    let times = [usage.user_time(), usage.system_time()];
    Ok(times.iter().map(|time| time.num_microseconds() as f64 / 1e6).sum())
}

#[cfg(not(unix))]
fn of_children() -> Result<f64, Failure> {
    Err(Failure::new("the time of child processes is measured on Unix only"))
}

fn remove(folder: &Path) -> Result<(), Failure> {
    match folder.exists() {
        true => fs::remove_dir_all(folder).map_err(|error| Failure::io("remove", folder, &error)),
        false => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn costs(check: f64, generation: f64) -> Result<Costs, &'static str> {
        let (elapsed, release) = (generation / 2.0, Some(100.0));
        Ok(Costs { generation, elapsed, lines: 1500.0, crates: 60.0, check, release })
    }

    fn document(operations: usize, costs: [Result<Costs, &'static str>; 4]) -> Document {
        Document { name: "a.com".to_owned(), operations, costs: costs.into() }
    }

    fn row<'a>(rows: &'a [Row], what: &str, peer: &str) -> &'a Row {
        let mut found = rows.iter().filter(|row| {
            row.cells[0].starts_with(what) && row.cells[3].starts_with(&format!("{peer}: "))
        });
        found.next().unwrap_or_else(|| panic!("no row {what} of {peer}"))
    }

    #[test]
    fn documents_that_a_peer_fails_on_are_left_out_of_its_ratio() {
        let failed = Err("check");
        let rows = summary(&[
            document(2, [costs(9.0, 1.0), costs(9.0, 1.0), costs(9.0, 1.0), failed]),
            document(81, [costs(4.0, 1.0), costs(10.0, 2.0), costs(5.0, 1.0), failed]),
            document(90, [costs(6.0, 3.0), costs(10.0, 1.0), failed, failed]),
        ]);
        let check = row(&rows, "`cargo check`", "openapi-to-rust");
        let what = "`cargo check`, more than 80 operations, median of 2 documents";
        let expected =
            [what, "≤ 0.40 ×", "5.0 s", "openapi-to-rust: 10.0 s", "0.50 (0.40–0.60)", "no"];
        assert_eq!(check.cells, expected);
        let check = row(&rows, "`cargo check`", "openapi-generator");
        assert!(check.cells[0].ends_with("median of 1 document"), "{:?}", check.cells);
        assert_eq!(check.reached, Some(true));
        let none = row(&rows, "`cargo check`", "progenitor");
        assert_eq!((&*none.cells[3], none.reached), ("progenitor: fails", None));
    }

    #[test]
    fn generation_is_compared_with_the_fastest_peer_of_each_document() {
        let rows = summary(&[
            document(1, [costs(1.0, 4.0), costs(1.0, 2.0), costs(1.0, 5.0), Err("generation")]),
            document(1, [costs(1.0, 3.0), costs(1.0, 6.0), costs(1.0, 1.0), costs(1.0, 2.0)]),
        ]);
        let fastest = row(&rows, "generation, median of 2 documents", "fastest peer");
        assert_eq!(fastest.cells[4], "2.50 (2.00–3.00)");
        assert_eq!(fastest.reached, Some(false));
        let elapsed = row(&rows, "generation, elapsed, median of 2 documents", "fastest peer");
        assert_eq!((&*elapsed.cells[2], &*elapsed.cells[4]), ("1.8 s", "2.50 (2.00–3.00)"));
    }

    #[test]
    fn rows_of_a_document_state_what_fails() {
        let document =
            document(1234, [costs(4.0, 0.5), costs(20.0, 1.0), Err("check"), Err("generation")]);
        let cells: Vec<_> = document.rows().iter().map(|row| row.cells[3].clone()).collect();
        let expected = [
            "openapi-to-rust: 1.0 s, 1,500, 60, 20.0 s, 100.0 s",
            "openapi-generator: fails (check)",
            "progenitor: fails (generation)",
        ];
        assert_eq!(cells, expected);
        let row = &document.rows()[0];
        assert_eq!(
            row.cells[0],
            "a.com, 1234 operations: generation, lines, crates, check, release build"
        );
        assert_eq!(row.cells[2], "500 ms, 1,500, 60, 4.0 s, 100.0 s");
    }

    #[test]
    fn members_of_paths_that_are_no_methods_are_no_operations() {
        let document =
            br#"{"paths": {"/a": {"get": {}, "post": {}, "parameters": []}, "/b": {"head": {}}}}"#;
        assert_eq!(operations(document), 3);
    }

    #[cfg(unix)]
    #[test]
    fn the_time_of_processes_that_a_program_starts_counts() {
        let mut busy = Command::new("sh");
        busy.args(["-c", "sh -c 'i=0; while [ $i -lt 200000 ]; do i=$((i+1)); done'; true"]);
        let busy = cost(&mut busy, "sh").unwrap();
        assert!(busy > 0.05, "{busy} s");
    }
}
