//! How fast the generator is, and how much memory it takes: the numbers that its goals are about.

mod growth;
mod once;

use std::path::{Path, PathBuf};
use std::time::Duration;

use generator::diagnostics::Diagnostics;
use generator::{dialect, document, render, rust};

use super::bar;
use super::clock::{Clock, peak};
use super::directory::Directory;
use super::table::{Table, time};
use crate::report::{BAD, Failure, GOOD, NOTE, Report, Status};
use growth::Growth;
use once::{Measured, once, source};

/// Documents with a goal of their own: the name, how often it is tried, and the most that it may take.
const GOALS: [(&str, usize, Duration); 2] = [
    ("ivs-realtime", 40, Duration::from_millis(50)),
    ("quicksight", 10, Duration::from_millis(500)),
];

/// The document whose memory and stages are shown.
const LARGEST: &str = "quicksight";

/// The most that all documents together may take.
const ALL: Duration = Duration::from_secs(20);

/// Peak memory, in MiB.
const MEMORY: u64 = 300;

/// How many times more a byte of one document may cost than a byte of another, by the
/// [groups](Growth) that they are in. Twice the size, twice the time: that would be 1.
const GROWTH: f64 = 2.0;

/// Measures on one core: from the file to formatted files, in memory.
pub(super) fn measure(directory: &Directory) -> Result<Report, Failure> {
    let paths = directory.aws()?;
    let mut goals = Goals::default();
    for (name, runs, limit) in GOALS {
        let path = find(directory, &paths, name)?;
        let runs: Result<Vec<_>, _> = (0..runs).map(|_| once(path)).collect();
        let mut runs: Vec<Duration> = runs?.iter().map(|run| run.taken).collect();
        runs.sort();
        // The median: what somebody who runs it once can expect.
        let taken = runs.get(runs.len() / 2).copied().unwrap_or_default();
        goals.row(name, time(taken), time(limit), taken <= limit);
    }
    let largest = peak();
    let shares = stages(find(directory, &paths, LARGEST)?)?;
    let made = all(&paths)?;
    let whole: Duration = made.iter().map(|one| one.taken).sum();
    goals.row(
        "all rest-json documents",
        time(whole),
        time(ALL),
        whole <= ALL,
    );
    for (what, peak) in [
        ("memory for the largest", largest),
        ("memory for all", peak()),
    ] {
        let Some(peak) = peak else { continue };
        let (found, limit) = (format!("{peak} MiB"), format!("{MEMORY} MiB"));
        goals.row(what, found, limit, peak <= MEMORY);
    }
    let growth = Growth::of(&made);
    let spread = growth.spread();
    goals.row(
        "a byte, dearest to cheapest",
        format!("{spread:.1} times"),
        format!("{GROWTH:.1} times"),
        spread <= GROWTH,
    );
    let mut text = format!("{}\n{shares}\n{}", goals.table.print(), growth.print());
    text += &format!(
        "\n{} crates; time on one core, medians; reading included, writing not\n",
        made.len()
    );
    if cfg!(debug_assertions) {
        text += &format!(
            "{NOTE}this is a debug build{NOTE:#}: measure with `cargo run --release -p xtask -- corpus --time`\n"
        );
    }
    Ok(Report {
        text,
        status: match goals.missed {
            true => Status::Drift,
            false => Status::Clean,
        },
        warnings: String::new(),
    })
}

/// The goals, and whether one of them was missed.
struct Goals {
    table: Table,
    missed: bool,
}

impl Default for Goals {
    fn default() -> Self {
        Self {
            table: Table::new(&["what", "takes", "at most", ""]),
            missed: false,
        }
    }
}

impl Goals {
    fn row(&mut self, what: &str, found: String, limit: String, kept: bool) {
        self.missed |= !kept;
        let word = match kept {
            true => format!("{GOOD}kept{GOOD:#}"),
            false => format!("{BAD}missed{BAD:#}"),
        };
        self.table.row(vec![what.to_owned(), found, limit, word]);
    }
}

fn find<'a>(directory: &Directory, paths: &'a [PathBuf], name: &str) -> Result<&'a Path, Failure> {
    let found = paths.iter().find(|path| directory.name(path) == name);
    found
        .map(PathBuf::as_path)
        .ok_or_else(|| Failure::new(format!("the directory has no document {name}")))
}

/// The measures of all documents that give a crate: the others end after a look, which is not what is
/// to be measured.
fn all(paths: &[PathBuf]) -> Result<Vec<Measured>, Failure> {
    let bar = bar(paths.len());
    let mut made = Vec::new();
    for path in paths {
        let one = once(path)?;
        if one.lines > 0 {
            made.push(one);
        }
        bar.inc(1);
    }
    bar.finish_and_clear();
    Ok(made)
}

/// Where the time of one document goes, stage by stage.
fn stages(path: &Path) -> Result<String, Failure> {
    let source = source(path)?;
    let diagnostics = &mut Diagnostics::default();
    let refused = || Failure::new(format!("{} is refused", path.display()));
    let (document, load) = timed(|| document::load(&source, &[], diagnostics));
    let document = document.ok_or_else(refused)?;
    let (service, interpret) = timed(|| dialect::interpret(&document, diagnostics));
    let service = service.ok_or_else(refused)?;
    let (krate, lower) = timed(|| rust::lower(&service, "sdk"));
    let (files, print) = timed(|| render::render(&krate));
    files.map_err(|error| Failure::new(error.to_string()))?;
    let mut table = Table::new(&["stage", "takes", ""]);
    for (stage, taken) in [
        ("document", load),
        ("dialect", interpret),
        ("rust", lower),
        ("render", print),
    ] {
        table.row(vec![stage.to_owned(), time(taken), String::new()]);
    }
    Ok(table.print())
}

fn timed<T>(work: impl FnOnce() -> T) -> (T, Duration) {
    let clock = Clock::start();
    let done = work();
    (done, clock.elapsed())
}
