//! Runs Prism as a mock server of the bundle that `cargo xtask spec bundle` writes, and calls every operation through
//! the generated SDK: `cargo run -p e2e-tests --example compare-prism`.
//!
//! Prism is an independent mock server whose only input is the bundle. It validates each request against the bundle and
//! samples its responses from it. `tests/compare/prism` pins its npm packages, which are installed in `target/prism`;
//! only the first run needs the network.
//!
//! # Compared for every operation
//!
//! - Prism accepts the SDK's requests: with required members, with all members and every enum value, and with special
//!   characters;
//! - the SDK reads the responses, and its outputs have all members that the bundle describes. Each request has two
//!   responses: the shortest one, and a random one with unknown members;
//! - each error status of the document (requested with `Prefer: code=…`) is a failed call with its status, message,
//!   code and headers;
//! - Prism rejects requests without a signature and with an invalid body or query, so it does validate.
//!
//! Prism's own violation is ignored: its random responses have more tags than `maxProperties` allows.
//!
//! # Exit status
//!
//! 0 if all comparisons succeed, 1 if not, 2 if Node.js or Prism is missing.

mod calls;
#[path = "../common/mod.rs"]
mod common;
mod inputs;

use calls::{Caller, Row};
use common::prism::{self, Mock};
use common::{exit_code, folder};
use e2e_tests::document::document;
use e2e_tests::repository;
use std::collections::BTreeSet;
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::{Duration, Instant};

#[macro_use]
mod models {
    include!(concat!(env!("OUT_DIR"), "/models.rs"));
}

/// The time limit of all calls.
const LIMIT: Duration = Duration::from_secs(50);

#[tokio::main]
async fn main() -> ExitCode {
    exit_code("compare-prism", compare().await)
}

/// Starts Prism, calls every operation and prints the table. Returns the number of failures.
async fn compare() -> Result<usize, String> {
    let start = Instant::now();
    let program = prism::install()?;
    let bundle = bundle()?;
    let ready = start.elapsed();
    let mock = Mock::start(&program, &bundle)?;
    let rows = tokio::time::timeout(LIMIT, rows(&mock)).await;
    let rows = rows.map_err(|_| format!("not done after {LIMIT:?}"))??;
    println!("Prism {}, {} operations", mock.version, rows.len());
    let failed = print(&rows);
    println!("{ready:.1?} to prepare, {:.1?} to call", start.elapsed() - ready);
    Ok(failed)
}

/// Writes the bundle and returns its path.
fn bundle() -> Result<PathBuf, String> {
    let bundle = folder("../target/prism/bundle.json");
    let mut cargo = repository::cargo();
    cargo.args(["xtask", "spec", "bundle", "--out"]).arg(&bundle);
    prism::run(cargo.current_dir(repository::root()))?;
    Ok(bundle)
}

/// Calls every operation of the SDK. Operations that only the document has are failures.
async fn rows(mock: &Mock) -> Result<Vec<Row>, String> {
    let caller = Caller::new(mock)?;
    let mut rows = Vec::new();
    macro_rules! each {
        ($operation:ident, $input:ident, $output:ident) => {
            let row = caller.check_operation::<generated_sdk::operations::$operation>();
            rows.push(row.await);
        };
    }
    for_each_operation!(each);
    let called: BTreeSet<_> = rows.iter().map(|row| row.operation.clone()).collect();
    for operation in &document().operations {
        if !called.contains(&operation.name) {
            let mut row = Row::new(&operation.name);
            row.failures.push("the SDK does not have it".to_owned());
            rows.push(row);
        }
    }
    Ok(rows)
}

/// Prints a line for each operation with its failures, then the totals. Returns the number of failed operations.
fn print(rows: &[Row]) -> usize {
    let width = rows.iter().map(|row| row.operation.len()).max().unwrap_or(0);
    for row in rows {
        let errors: Vec<String> = row.errors.iter().map(u16::to_string).collect();
        let result = if row.failures.is_empty() { "" } else { "  FAILED" };
        println!(
            "{:width$}  {:3} successful  errors {:27}  {} rejected{result}",
            row.operation,
            row.successful,
            errors.join(" "),
            row.rejected,
        );
        row.failures.iter().for_each(|failure| println!("    {failure}"));
    }
    let failed = rows.iter().filter(|row| !row.failures.is_empty()).count();
    let sum = |of: fn(&Row) -> usize| rows.iter().map(of).sum::<usize>();
    println!(
        "{} passed, {failed} failed: {} calls successful, {} errors received, {} invalid requests rejected",
        rows.len() - failed,
        sum(|row| row.successful),
        sum(|row| row.errors.len()),
        sum(|row| row.rejected),
    );
    failed
}
