//! `corpus`: generates a crate from every document of the APIs.guru directory, and compiles the crates.

mod compile;
mod directory;
mod speed;
mod summary;
mod trial;

use std::collections::BTreeSet;
use std::fs;
use std::num::NonZero;
use std::path::PathBuf;

use generator::Package;
use serde_json::json;

use crate::report::{Failure, Report};
use crate::repository::Repository;
use compile::Workspace;
pub(crate) use directory::Directory;
use summary::Summary;
use trial::End;

/// What to generate and compile.
#[derive(Clone, Debug)]
pub(crate) struct Task {
    pub(crate) documents: Documents,
    pub(crate) compile: Compile,
    /// Builds the command-line clients of the crates instead of checking libraries and examples.
    pub(crate) cli: bool,
    /// Measures time and memory instead.
    pub(crate) time: bool,
}

/// The documents to generate from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Documents {
    /// Those of AWS.
    Aws,
    /// Those with these names.
    Only(Vec<String>),
    /// Those of AWS, and [`OTHERS`].
    Sample,
    /// Every document of the directory.
    All,
}

/// The crates to compile.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Compile {
    /// All that are generated.
    All,
    /// Those of [`SAMPLE`] and [`OTHERS`].
    Sample,
    /// Each at a multiple of this number.
    Every(NonZero<usize>),
    /// None.
    None,
}

/// Documents of AWS that have every feature of them between them.
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

/// Small documents of other providers, which differ from each other.
const OTHERS: [&str; 20] = [
    // Bearer tokens or basic, many media types.
    "ably.io/platform",
    // OpenAPI 3.1.
    "adyen.com/TfmAPIService",
    // Several keys at once, and a PDF as the response.
    "apisetu.gov.in/aaharjh",
    // Parameters of paths, and errors by status.
    "azure.com/advisor",
    // Recursive structures, headers as parameters.
    "ebay.com/commerce-taxonomy",
    // Files in forms, no authentication.
    "flickr.com",
    // References with siblings in `allOf`.
    "giphy.com",
    // Labels that keep their slashes.
    "googleapis.com/libraryagent",
    // OAuth 2 in two ways.
    "lyft.com",
    // Two keys in headers.
    "medium.com",
    // The most operations of these.
    "netlify.com",
    // A key in the query.
    "nytimes.com/books_api",
    // Maps, text beside JSON.
    "pinecone.io",
    // Alternatives, objects in the query, forms with files.
    "soundcloud.com",
    // Bodies of other media types than JSON: tables and XML.
    "traccar.org",
    // Forms, basic authentication.
    "twilio.com/twilio_pricing_v1",
    // Nullable members of structures, pages by links.
    "up.com.au",
    // Images, and errors as problem details.
    "wikimedia.org",
    // OAuth 2, lists by page number.
    "xero.com/xero_assets",
    // Operations without a name.
    "xkcd.com",
];

/// The number of documents of the directory that must give a crate.
const GOAL: usize = 2_600;

/// Generates, compiles, and prints a line per document.
pub(crate) fn corpus(repository: &Repository, task: &Task) -> Result<Report, Failure> {
    let directory = Directory::get(repository)?;
    if task.time {
        return speed::measure(&directory);
    }
    let workspace = Workspace::new(repository);
    let mut trials = Vec::new();
    let mut crates = BTreeSet::new();
    let paths = paths(&directory, &task.documents)?;
    for (index, path) in paths.iter().enumerate() {
        let text = fs::read_to_string(path).map_err(|error| Failure::io("read", path, &error))?;
        let name = directory.name(path);
        let is_of_aws = directory.is_of_aws(path);
        // Titles repeat among the documents of a provider; their paths do not.
        let krate = (!is_of_aws).then(|| crate_name(&name));
        let package = Package::new(krate, repository.root().join("runtime").display().to_string());
        let is_compiled = match task.compile {
            Compile::All => true,
            Compile::Every(number) => index % number == 0,
            Compile::Sample => SAMPLE.contains(&&*name) || OTHERS.contains(&&*name),
            Compile::None => false,
        };
        let is_required = match is_of_aws {
            true => directory::has_json_protocol(&text),
            false => !matches!(task.documents, Documents::All),
        };
        let (trial, files) = trial::run(name, text, is_of_aws, is_required, package);
        if trial.end == End::Generated && is_compiled {
            workspace.write(&trial.krate, &files)?;
            crates.insert(trial.krate.clone());
        }
        trials.push(trial);
    }
    let compiled = match crates.is_empty() {
        true => None,
        false => Some(workspace.compile(repository, crates, task.cli)?),
    };
    if let Some(compiled) = compiled.as_ref().filter(|_| task.cli) {
        let programs = trials.iter().zip(paths).filter_map(|(trial, path)| {
            let program = compiled.programs.get(&trial.krate)?;
            Some((trial.name.clone(), json!({ "document": path, "program": program })))
        });
        workspace.list(programs.collect())?;
    }
    let summary = Summary {
        trials: &trials,
        compiled: compiled.as_ref(),
        required: match task.documents {
            Documents::Only(_) => None,
            Documents::Sample => Some(directory::JSON + OTHERS.len()),
            Documents::Aws | Documents::All => Some(directory::JSON),
        },
        goal: matches!(task.documents, Documents::All).then_some(GOAL),
    };
    Ok(summary.report())
}

/// The name of the crate of a document: `stripe.com` is `stripe-com-sdk`.
pub(crate) fn crate_name(name: &str) -> String {
    let words = name.split(|each: char| !each.is_ascii_alphanumeric());
    let words: Vec<_> = words.filter(|word| !word.is_empty()).collect();
    let name = words.join("-").to_ascii_lowercase();
    let name = name.get(..name.len().min(55)).unwrap_or(&name).trim_end_matches('-');
    match name.starts_with(|first: char| first.is_ascii_digit()) {
        true => format!("api-{name}-sdk"),
        false => format!("{name}-sdk"),
    }
}

fn paths(directory: &Directory, documents: &Documents) -> Result<Vec<PathBuf>, Failure> {
    match documents {
        Documents::All => directory.all(),
        Documents::Aws => directory.aws(),
        Documents::Only(names) => directory.named(names.iter().map(String::as_str)),
        Documents::Sample => {
            let mut paths = directory.aws()?;
            paths.extend(directory.named(OTHERS)?);
            Ok(paths)
        }
    }
}
