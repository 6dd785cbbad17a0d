//! How fast the generator is, and how much memory it takes: the numbers that its goals are about.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use generator::diagnostics::Diagnostics;
use generator::document::{self, Source};
use generator::{Input, Package, dialect, render, rust};

use super::bar;
use super::directory::Directory;
use super::table::{Table, time};
use crate::failure::Failure;
use crate::report::{BAD, GOOD, NOTE, Report, Status};

/// The most that a measure may be.
struct Goal {
    what: &'static str,
    limit: Duration,
}

/// Peak memory, in MiB.
const MEMORY: u64 = 300;

/// Measures on one core: from the file to formatted files, in memory.
pub(super) fn measure(directory: &Directory) -> Result<Report, Failure> {
    let paths = directory.aws()?;
    let find = |name: &str| {
        let found = paths.iter().find(|path| directory.name(path) == name);
        found
            .cloned()
            .ok_or_else(|| Failure::new(format!("the directory has no document {name}")))
    };
    let mut table = Table::new(&["what", "takes", "at most", ""]);
    let mut missed = false;
    for (name, runs, goal) in [
        (
            "ivs-realtime",
            40,
            Goal {
                what: "ivs-realtime",
                limit: Duration::from_millis(50),
            },
        ),
        (
            "quicksight",
            10,
            Goal {
                what: "quicksight, the largest",
                limit: Duration::from_millis(500),
            },
        ),
    ] {
        let path = find(name)?;
        let runs: Result<Vec<Duration>, Failure> = (0..runs).map(|_| Ok(once(&path)?.0)).collect();
        let mut runs = runs?;
        runs.sort();
        // The median: what somebody who runs it once can expect.
        missed |= row(
            &mut table,
            &goal,
            runs.get(runs.len() / 2).copied().unwrap_or_default(),
        );
    }
    let largest = peak();
    let shares = stages(&find("quicksight")?)?;
    let (whole, crates) = all(&paths)?;
    let goal = Goal {
        what: "all rest-json documents",
        limit: Duration::from_secs(20),
    };
    missed |= row(&mut table, &goal, whole);
    for (what, peak) in [
        ("memory for the largest", largest),
        ("memory for all", peak()),
    ] {
        let Some(peak) = peak else { continue };
        let kept = peak <= MEMORY;
        missed |= !kept;
        table.row(vec![
            what.to_owned(),
            format!("{peak} MiB"),
            format!("{MEMORY} MiB"),
            word(kept),
        ]);
    }
    let mut text = table.print() + "\n" + &shares;
    text += &format!("\n{crates} crates, one core, medians; reading included, writing not\n");
    if cfg!(debug_assertions) {
        text += &format!(
            "{NOTE}this is a debug build{NOTE:#}: measure with `cargo run --release -p xtask -- corpus --time`\n"
        );
    }
    let status = if missed { Status::Drift } else { Status::Clean };
    Ok(Report {
        text,
        status,
        warnings: String::new(),
    })
}

fn row(table: &mut Table, goal: &Goal, taken: Duration) -> bool {
    let kept = taken <= goal.limit;
    table.row(vec![
        goal.what.to_owned(),
        time(taken),
        time(goal.limit),
        word(kept),
    ]);
    !kept
}

fn word(kept: bool) -> String {
    match kept {
        true => format!("{GOOD}kept{GOOD:#}"),
        false => format!("{BAD}missed{BAD:#}"),
    }
}

/// The time of all documents that give a crate, and how many those are.
fn all(paths: &[PathBuf]) -> Result<(Duration, usize), Failure> {
    let bar = bar(paths.len());
    let (mut whole, mut crates) = (Duration::ZERO, 0);
    for path in paths {
        let (taken, made) = once(path)?;
        bar.inc(1);
        // The others end after a look, which is not what is to be measured.
        if made {
            whole += taken;
            crates += 1;
        }
    }
    bar.finish_and_clear();
    Ok((whole, crates))
}

/// The time from a file to formatted files, and whether there were any.
fn once(path: &Path) -> Result<(Duration, bool), Failure> {
    let start = Instant::now();
    let text = fs::read_to_string(path).map_err(|error| Failure::io("read", path, &error))?;
    let document = Source {
        name: path.display().to_string(),
        text,
    };
    let input = Input {
        document,
        overlays: Vec::new(),
    };
    let package = Package {
        name: None,
        runtime: "runtime".to_owned(),
    };
    let made = generator::generate_crate(&input, &package).is_ok();
    Ok((start.elapsed(), made))
}

/// Where the time of one document goes, stage by stage.
fn stages(path: &Path) -> Result<String, Failure> {
    let text = fs::read_to_string(path).map_err(|error| Failure::io("read", path, &error))?;
    let source = Source {
        name: path.display().to_string(),
        text,
    };
    let diagnostics = &mut Diagnostics::default();
    let refused = || Failure::new(format!("{} is refused", path.display()));
    let (document, load) = timed(|| document::load(&source, &[], diagnostics));
    let document = document.ok_or_else(refused)?;
    let (service, interpret) = timed(|| dialect::interpret(&document, diagnostics));
    let service = service.ok_or_else(refused)?;
    let (krate, lower) = timed(|| rust::lower(&service));
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
    let start = Instant::now();
    let done = work();
    (done, start.elapsed())
}

/// The most memory that this process has had, in MiB, where the system tells.
pub(super) fn peak() -> Option<u64> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status
        .lines()
        .find_map(|line| line.strip_prefix("VmHWM:"))?;
    let kib: u64 = line.trim().strip_suffix("kB")?.trim().parse().ok()?;
    Some(kib / 1024)
}
