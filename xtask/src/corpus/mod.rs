//! `corpus`: generates a crate from every document of the APIs.guru directory, and compiles the crates.

mod compile;
mod directory;
mod speed;
mod summary;
mod trial;

use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;

use generator::Package;

use crate::report::{Failure, Report};
use crate::repository::Repository;
use compile::Workspace;
use directory::Directory;
use summary::Summary;
use trial::End;

/// What to generate and compile.
#[derive(Clone, Debug)]
pub(crate) struct Task {
    pub(crate) documents: Documents,
    pub(crate) compile: Compile,
    /// Measures time and memory instead.
    pub(crate) time: bool,
}

/// The documents to generate from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Documents {
    /// Those of AWS.
    Aws,
    /// Those of AWS with these names.
    Only(Vec<String>),
    /// Every document of the directory.
    All,
}

/// The crates to compile.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Compile {
    /// All that are generated.
    All,
    /// Those of [`SAMPLE`].
    Sample,
    /// None.
    None,
}

/// Documents that have every feature of the directory's documents between them.
const SAMPLE: [&str; 12] = [
    // The hardest: payloads, headers, greedy labels, conflicting names.
    "apigateway",
    // A real pagination parameter among invented ones, and streams.
    "backupstorage",
    // Paths that several operations share.
    "chime",
    // Recursive shapes.
    "connectcases",
    // Maps, and names that differ by case only.
    "dataexchange",
    // AWS JSON 1.0, a recursive union, bytes.
    "dynamodb",
    // The most operations.
    "iot",
    // The document of this repository's SDK.
    "ivs-realtime",
    // The example of the read-me.
    "ivschat",
    // AWS JSON 1.1, bytes and secrets.
    "kms",
    // Names on the wire that differ from those of the document.
    "mediaconvert",
    // The largest, with statuses in its outputs.
    "quicksight",
];

/// Generates, compiles, and prints a line per document.
pub(crate) fn corpus(repository: &Repository, task: &Task) -> Result<Report, Failure> {
    let directory = Directory::get(repository)?;
    if task.time {
        return speed::measure(&directory);
    }
    let workspace = Workspace::new(repository);
    let mut trials = Vec::new();
    let mut crates = BTreeSet::new();
    for path in paths(&directory, &task.documents)? {
        let text = fs::read_to_string(&path).map_err(|error| Failure::io("read", &path, &error))?;
        let package = Package::new(None, repository.root().join("runtime").display().to_string());
        let name = directory.name(&path);
        let is_compiled = match task.compile {
            Compile::All => true,
            Compile::Sample => SAMPLE.contains(&&*name),
            Compile::None => false,
        };
        let (trial, files) = trial::run(name, text, directory.is_of_aws(&path), package);
        if trial.end == End::Generated && is_compiled {
            workspace.write(&trial.krate, &files)?;
            crates.insert(trial.krate.clone());
        }
        trials.push(trial);
    }
    let compiled = match crates.is_empty() {
        true => None,
        false => Some(workspace.check(repository, crates)?),
    };
    let summary = Summary {
        trials: &trials,
        compiled: compiled.as_ref(),
        required: (!matches!(task.documents, Documents::Only(_))).then_some(directory::JSON),
    };
    Ok(summary.report())
}

fn paths(directory: &Directory, documents: &Documents) -> Result<Vec<PathBuf>, Failure> {
    let names = match documents {
        Documents::All => return directory.all(),
        Documents::Aws => return directory.aws(),
        Documents::Only(names) => names,
    };
    let all = directory.aws()?;
    let named = names.iter().map(|name| {
        let path = all.iter().find(|path| directory.name(path) == *name);
        path.cloned().ok_or_else(|| {
            Failure::new(format!("the directory has no document of AWS named {name}"))
                .remedy("names are those of its files, such as `ivschat`")
        })
    });
    named.collect()
}
