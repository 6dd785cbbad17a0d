//! `corpus`: the whole directory of documents through the generator, and the crates through the
//! compiler.
//!
//! Knows the npm package of the directory, the disk below `target/corpus`, and cargo. Knows nothing
//! of what the generator does.

mod directory;
mod mutants;
mod mutate;
mod speed;
pub(crate) mod table;
mod trial;
mod workspace;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;
use std::path::PathBuf;
use std::time::Duration;

use generator::Package;
use generator::document::Source;
use indicatif::{ProgressBar, ProgressStyle};

use crate::failure::Failure;
use crate::report::{BAD, GOOD, NOTE, Report, Status, count};
use crate::repository::Repository;
use directory::Directory;
use table::{Table, codes, number, time};
use trial::{Outcome, Trial};
use workspace::{Compiled, Workspace};

pub(crate) use workspace::as_compiler;

/// What to try.
#[derive(Clone, Debug)]
pub(crate) struct Task {
    /// The documents, by name; all rest-json documents of AWS if none is named.
    pub(crate) only: Vec<String>,
    /// Whether the crates are compiled.
    pub(crate) compile: bool,
    /// Whether every document of the directory is tried.
    pub(crate) all: bool,
    /// What to do instead of trying the documents as they are.
    pub(crate) instead: Option<Instead>,
}

/// Another use of the corpus.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Instead {
    /// Measure time and memory.
    Time,
    /// Try so many damaged documents, the first of them with this seed.
    Mutants(u64, u64),
}

/// Generates, compiles, and tells what came of it.
pub(crate) fn corpus(repository: &Repository, task: &Task) -> Result<Report, Failure> {
    let directory = Directory::get(repository)?;
    match task.instead {
        Some(Instead::Time) => return speed::measure(&directory),
        Some(Instead::Mutants(number, seed)) => {
            return mutants::run(repository, &directory, number, seed);
        }
        None => {}
    }
    let paths = chosen(&directory, task)?;
    let workspace = Workspace::new(repository);
    let bar = bar(paths.len());
    let mut trials = Vec::new();
    let mut crates = BTreeSet::new();
    for path in paths {
        let name = directory.name(&path);
        bar.set_message(name.clone());
        let text = fs::read_to_string(&path).map_err(|error| Failure::io("read", &path, &error))?;
        let document = Source {
            name: format!("{name}.json"),
            text,
        };
        let package = Package {
            name: None,
            runtime: Workspace::runtime(repository),
        };
        let mut trial = trial::run(name, document, package);
        if let Outcome::Made { krate, files, .. } = &mut trial.outcome {
            if task.compile {
                workspace.write(krate, files)?;
            }
            crates.insert(krate.clone());
        }
        trials.push(Tried::from(trial));
        bar.inc(1);
    }
    bar.finish_and_clear();
    let compiled = match task.compile && !crates.is_empty() {
        true => {
            let bar = self::bar(crates.len());
            let compiled = workspace.check(repository, &crates, &mut |krate| {
                bar.set_message(format!("compiling {krate}"));
                if crates.contains(krate) {
                    bar.inc(1);
                }
            })?;
            bar.finish_and_clear();
            Some(compiled)
        }
        false => None,
    };
    Ok(summary(&trials, compiled.as_ref(), task.all))
}

fn chosen(directory: &Directory, task: &Task) -> Result<Vec<PathBuf>, Failure> {
    if task.all {
        return directory.all();
    }
    let all = directory.aws()?;
    if task.only.is_empty() {
        return Ok(all);
    }
    let named = task.only.iter().map(|name| {
        let path = all.iter().find(|path| directory.name(path) == *name);
        path.cloned().ok_or_else(|| {
            Failure::new(format!(
                "the directory has no document of AWS called {name}"
            ))
            .remedy("names are those of its files, such as `ivschat`")
        })
    });
    named.collect()
}

/// A bar on a terminal, and nothing anywhere else.
fn bar(length: usize) -> ProgressBar {
    let bar = ProgressBar::new(length as u64);
    let style = ProgressStyle::with_template("{bar:30} {pos}/{len} {elapsed} {msg}");
    bar.set_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()));
    bar
}

/// What stays of a trial once its files are written.
struct Tried {
    name: String,
    krate: String,
    operations: usize,
    files: usize,
    lines: usize,
    time: Duration,
    end: End,
    codes: String,
}

#[derive(Clone, PartialEq)]
enum End {
    Made,
    Other(String),
    Refused,
    Broken(String),
}

impl From<Trial> for Tried {
    fn from(trial: Trial) -> Self {
        let other = trial
            .outcome
            .is_other()
            .map(|one| format!("{}: {}", one.code, one.found));
        let (krate, operations, files, lines, codes, end) = match trial.outcome {
            Outcome::Made {
                krate,
                files,
                operations,
                warnings,
            } => {
                let lines = files.iter().map(|(_, text)| text.lines().count()).sum();
                (
                    krate,
                    operations,
                    files.len(),
                    lines,
                    codes(&warnings),
                    End::Made,
                )
            }
            Outcome::Refused(found) => {
                let end = other.map_or(End::Refused, End::Other);
                (String::new(), 0, 0, 0, codes(&found), end)
            }
            Outcome::Endless => (
                String::new(),
                0,
                0,
                0,
                String::new(),
                End::Broken("no end".to_owned()),
            ),
            Outcome::Panic(message) => (
                String::new(),
                0,
                0,
                0,
                String::new(),
                End::Broken(format!("panic: {message}")),
            ),
        };
        Self {
            name: trial.name,
            krate,
            operations,
            files,
            lines,
            time: trial.time,
            end,
            codes,
        }
    }
}

fn summary(trials: &[Tried], compiled: Option<&Compiled>, refusals_are_fine: bool) -> Report {
    let mut table = Table::new(&[
        "document",
        "operations",
        "files",
        "lines",
        "generated in",
        "compiled in",
        "diagnostics",
    ]);
    let mut broken = 0;
    let mut text = String::new();
    for one in trials
        .iter()
        .filter(|one| !matches!(one.end, End::Other(_)))
    {
        // A crate that is as it was is not compiled again.
        let compile = compiled.map_or_else(String::new, |compiled| {
            let taken = compiled.times.get(&one.krate).map(|taken| time(*taken));
            taken.unwrap_or_else(|| "before".to_owned())
        });
        let failed = compiled
            .and_then(|compiled| compiled.said.get(&one.krate))
            .map(|said| format!("{} from the compiler ", said.len()));
        let words = match &one.end {
            End::Broken(what) => what.clone(),
            End::Refused => format!("refused: {}", one.codes),
            End::Made | End::Other(_) => {
                format!("{}{}", failed.clone().unwrap_or_default(), one.codes)
            }
        };
        let fine = one.end == End::Made || refusals_are_fine && one.end == End::Refused;
        if !fine || failed.is_some() {
            broken += 1;
        }
        table.row(vec![
            one.name.clone(),
            number(one.operations),
            number(one.files),
            number(one.lines),
            time(one.time),
            compile,
            words,
        ]);
    }
    text += &table.print();
    for (krate, said) in compiled.into_iter().flat_map(|compiled| &compiled.said) {
        let _ = writeln!(text, "\n{BAD}{krate}{BAD:#}");
        for each in said.iter().take(3) {
            let _ = writeln!(text, "{}", each.trim_end());
        }
    }
    let made = trials.iter().filter(|one| one.end == End::Made);
    let (mut operations, mut files, mut lines, mut number_made) = (0, 0, 0, 0);
    for one in made {
        operations += one.operations;
        files += one.files;
        lines += one.lines;
        number_made += 1;
    }
    let spent: Duration = trials.iter().map(|one| one.time).sum();
    let _ = writeln!(
        text,
        "\n{}: {}, {} in {} of Rust, generated in {}",
        count(number_made, "crate"),
        count(operations, "operation"),
        number(lines) + " lines",
        count(files, "file"),
        time(spent)
    );
    if let Some(compiled) = compiled {
        let clean = number_made - compiled.said.len().min(number_made);
        let style = if clean == number_made { GOOD } else { BAD };
        let _ = writeln!(
            text,
            "{style}{clean} of {number_made} compile without a warning{style:#}, in {}",
            time(compiled.whole)
        );
    }
    text += &others(trials);
    if let Some(peak) = speed::peak() {
        let _ = writeln!(text, "{peak} MiB of memory at most");
    }
    let status = if broken == 0 {
        Status::Clean
    } else {
        Status::Drift
    };
    Report {
        text,
        status,
        warnings: String::new(),
    }
}

/// The documents that are not for this generator, by what it says of them.
fn others(trials: &[Tried]) -> String {
    let mut kinds: BTreeMap<&str, usize> = BTreeMap::new();
    for one in trials {
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
