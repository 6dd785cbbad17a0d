//! `corpus`: the whole directory of documents through the generator, and the crates through the
//! compiler.
//!
//! Knows the npm package of the directory, the disk below `target/corpus`, and cargo. Knows nothing
//! of what the generator does.

mod clock;
mod directory;
mod mutants;
mod speed;
mod summary;
pub(crate) mod table;
mod trial;
mod tried;
mod workspace;

use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;

use generator::Package;
use generator::document::Source;
use indicatif::{ProgressBar, ProgressStyle};

use crate::report::Failure;
use crate::report::Report;
use crate::repository::Repository;
use directory::Directory;
use summary::Summary;
use trial::Outcome;
use tried::Tried;
use workspace::{Compiled, Workspace};

pub(crate) use workspace::as_compiler;

/// What to try.
#[derive(Clone, Debug)]
pub(crate) struct Task {
    /// The documents.
    pub(crate) which: Which,
    /// The crates that are compiled.
    pub(crate) compile: Compile,
    /// What to do instead of trying the documents as they are.
    pub(crate) instead: Option<Instead>,
}

/// Which documents are tried.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Which {
    /// Those of AWS.
    Aws,
    /// Those of AWS with these names.
    Only(Vec<String>),
    /// Every document of the directory.
    All,
}

/// Which crates are compiled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Compile {
    /// All that are generated.
    All,
    /// Those of [`SAMPLE`].
    Sample,
    /// None.
    None,
}

/// Documents that have every habit of the directory between them, so that a change can be judged by
/// few crates.
const SAMPLE: [&str; 10] = [
    // The hardest: payloads, headers, greedy labels, names that meet.
    "apigateway",
    // A real pagination parameter among invented ones, and streams.
    "backupstorage",
    // Paths that several operations share.
    "chime",
    // Shapes that hold themselves.
    "connectcases",
    // Maps, and names that differ by case alone.
    "dataexchange",
    // The most operations.
    "iot",
    // Ours.
    "ivs-realtime",
    // The example of the read-me.
    "ivschat",
    // Names on the wire that differ from those of the document.
    "mediaconvert",
    // The largest, with statuses in its outputs.
    "quicksight",
];

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
    let paths = chosen(&directory, &task.which)?;
    let workspace = Workspace::new(repository);
    let bar = bar(paths.len());
    let mut tried = Vec::new();
    let mut crates = BTreeSet::new();
    for path in paths {
        let name = directory.name(&path);
        bar.set_message(name.clone());
        let text = fs::read_to_string(&path).map_err(|error| Failure::io("read", &path, &error))?;
        let facts = tried::Facts::of(&text, directory.is_of_aws(&path));
        let document = Source {
            name: format!("{name}.json"),
            text,
        };
        let package = Package {
            name: None,
            runtime: Workspace::runtime(repository),
        };
        let trial = trial::run(name, document, package);
        if let Outcome::Made { krate, files, .. } = &trial.outcome
            && is_compiled(task.compile, &trial.name)
        {
            workspace.write(krate, files)?;
            crates.insert(krate.clone());
        }
        tried.push(Tried::new(trial, facts));
        bar.inc(1);
    }
    bar.finish_and_clear();
    let compiled = match crates.is_empty() {
        true => None,
        false => Some(compile(repository, &workspace, &crates)?),
    };
    let summary = Summary {
        tried: &tried,
        compiled: compiled.as_ref().map(|compiled| (&crates, compiled)),
        rest_json: (!matches!(task.which, Which::Only(_))).then_some(directory::REST_JSON),
    };
    Ok(summary.report())
}

fn is_compiled(compile: Compile, name: &str) -> bool {
    match compile {
        Compile::All => true,
        Compile::Sample => SAMPLE.contains(&name),
        Compile::None => false,
    }
}

fn compile(
    repository: &Repository,
    workspace: &Workspace,
    crates: &BTreeSet<String>,
) -> Result<Compiled, Failure> {
    let bar = bar(crates.len());
    let compiled = workspace.check(repository, crates, &mut |krate| {
        bar.set_message(format!("compiling {krate}"));
        if crates.contains(krate) {
            bar.inc(1);
        }
    });
    bar.finish_and_clear();
    compiled
}

fn chosen(directory: &Directory, which: &Which) -> Result<Vec<PathBuf>, Failure> {
    let names = match which {
        Which::All => return directory.all(),
        Which::Aws => return directory.aws(),
        Which::Only(names) => names,
    };
    let all = directory.aws()?;
    let named = names.iter().map(|name| {
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
