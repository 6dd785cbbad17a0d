//! Runs Prism as a mock server of documents of the APIs.guru directory, and calls every operation through the SDKs that
//! are generated from them: `cargo run -p e2e-tests --example compare-documents`.
//!
//! `cargo xtask corpus --cli` downloads the documents, generates the crates and builds their command-line clients, which
//! make the calls. The inputs are made from the documents; no code is shared with the generator. Prism validates each
//! request against the document and makes the responses, which must be decoded without a loss.
//!
//! For every operation there are inputs with all members, with the required ones, and with other alternatives and values
//! of enums; each has a response made of examples and a random one. Every documented success status and one of an error
//! are received.
//!
//! `tests/compare/documents.yaml` lists the documents, and the differences that are Prism's limitations or faults of a
//! document, with the reason. The comparison fails on any other difference, and on a listed one that does not occur.
//!
//! Arguments are names of documents; without any, all are compared.
//!
//! # Exit status
//!
//! 0 if all comparisons succeed, 1 if not, 2 if Node.js, Prism or a crate is missing.

mod calls;
#[path = "../common/mod.rs"]
mod common;
mod document;
mod known;
mod output;
mod relay;
mod sample;

use calls::{Program, Row};
use common::prism::{self, Mock};
use common::{exit_code, folder};
use document::Document;
use e2e_tests::repository;
use known::Entry;
use relay::Relay;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Instant;

/// How many documents are compared at the same time.
const PARALLEL: usize = 2;

/// A document with its command-line client.
struct Case {
    name: String,
    document: PathBuf,
    program: PathBuf,
    entry: Entry,
}

#[tokio::main]
async fn main() -> ExitCode {
    exit_code("compare-documents", compare().await)
}

/// Compares the documents and prints the table. Returns the number of failures.
async fn compare() -> Result<usize, String> {
    let only: Vec<String> = std::env::args().skip(1).collect();
    let mut entries = known::read()?;
    for name in &only {
        entries.entry(name.clone()).or_default();
    }
    entries.retain(|name, _| only.is_empty() || only.contains(name));
    let start = Instant::now();
    let prism = prism::install()?;
    let cases = build(entries)?;
    println!("{} documents, prepared in {:.1?}", cases.len(), start.elapsed());
    let start = Instant::now();
    let queue = std::sync::Arc::new(std::sync::Mutex::new(cases));
    let workers: Vec<_> = (0..PARALLEL)
        .map(|_| {
            let (queue, prism) = (std::sync::Arc::clone(&queue), prism.clone());
            tokio::spawn(async move {
                let mut failures = 0;
                loop {
                    let case = queue.lock().ok().and_then(|mut queue| queue.pop());
                    let Some(mut case) = case else { return failures };
                    failures += run(&prism, &mut case).await;
                }
            })
        })
        .collect();
    let mut failures = 0;
    for worker in workers {
        failures += worker.await.map_err(|error| error.to_string())?;
    }
    println!("{failures} failures, in {:.1?}", start.elapsed());
    Ok(failures)
}

/// Generates the crates and builds their command-line clients.
fn build(mut entries: BTreeMap<String, Entry>) -> Result<Vec<Case>, String> {
    let mut cargo = repository::cargo();
    cargo.args(["xtask", "corpus", "--cli", "--only"]).args(entries.keys());
    prism::run(cargo.current_dir(repository::root()))?;
    let list = folder("../target/corpus/programs.json");
    let list = fs::read(&list).map_err(|error| format!("{}: {error}", list.display()))?;
    let list: BTreeMap<String, BTreeMap<String, PathBuf>> =
        serde_json::from_slice(&list).map_err(|error| error.to_string())?;
    let mut cases = Vec::new();
    for (name, mut paths) in list {
        let (Some(document), Some(program)) = (paths.remove("document"), paths.remove("program"))
        else {
            return Err(format!("{name} has no command-line client"));
        };
        let entry = entries.remove(&name).unwrap_or_default();
        cases.push(Case { name, document, program, entry });
    }
    match entries.keys().next() {
        Some(name) => Err(format!("{name} gives no command-line client")),
        None => Ok(cases),
    }
}

/// Compares a document and prints its lines. Returns the number of failures.
async fn run(prism: &Path, case: &mut Case) -> usize {
    let start = Instant::now();
    let rows = match rows(prism, case).await {
        Ok(rows) => rows,
        Err(problem) => {
            println!("{}: {problem}", case.name);
            return 1;
        }
    };
    let (operations, mut known, mut successful) = (rows.len(), 0, 0);
    let mut failures = Vec::new();
    for mut row in rows {
        known += case.entry.take(&mut row);
        successful += row.successful;
        failures.extend(row.failures.iter().map(|failure| format!("{}: {failure}", row.operation)));
    }
    failures.extend(case.entry.unused());
    let lines: String =
        failures.iter().map(|failure| format!("    {}\n", printable(failure))).collect();
    println!(
        "{}: {operations} operations, {successful} calls successful, {known} known differences, {} failures, {:.1?}\n{lines}",
        case.name,
        failures.len(),
        start.elapsed()
    );
    failures.len()
}

/// Without empty lines and the rest of long ones.
fn printable(failure: &str) -> String {
    let lines = failure.lines().filter(|line| !line.trim().is_empty());
    let lines: Vec<String> = lines.map(|line| line.chars().take(400).collect()).collect();
    lines.join("\n")
}

/// Calls every operation of a document.
async fn rows(prism: &Path, case: &Case) -> Result<Vec<Row>, String> {
    let document = Document::read(&case.document)?;
    let mock = tokio::task::block_in_place(|| Mock::start(prism, &case.document))?;
    let relay = Relay::start(mock.address).await.map_err(|error| error.to_string())?;
    let program = Program::new(&case.program, &document)?;
    let operations = document.operations();
    let keeps_slashes = case.entry.keeps_slashes;
    let rows = operations.iter();
    Ok(rows.map(|it| calls::check(&document, it, &program, &relay, keeps_slashes)).collect())
}
