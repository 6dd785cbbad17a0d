//! Has Prism mock the service from what `cargo xtask spec bundle` writes, and calls every operation of that mock
//! through the generated SDK: `cargo run -p e2e-tests --example compare-prism`.
//!
//! Prism is a mock server that other people wrote, and the bundle is all that it knows. It checks each request
//! against the bundle and makes its answers up from it, so where the two understand the service alike, other
//! tools can use the bundle, and the SDK sends and reads what the bundle says. It comes from npm, at the version
//! that `tests/compare/prism` pins with all it needs, and is kept below `target/prism`; only the first run
//! needs the network.
//!
//! # What must hold for every operation
//!
//! - Prism finds nothing wrong with the SDK's requests: with inputs that have the required members alone, with all
//!   members and every value of each enum, and with texts that are hard to write;
//! - the SDK reads the answers, and its outputs hold all that the bundle describes in them. Each request is
//!   answered twice: with the shortest response and with one that Prism draws, in which there are unknown members;
//! - each error status that the document lists, asked for with `Prefer: code=…`, is a failed call with that
//!   status, message, code and headers;
//! - Prism does look: it refuses each operation without a signature, and with a body or a query that is wrong.
//!
//! One thing that Prism holds against itself is passed over: it draws more tags than `maxProperties` allows.
//!
//! # Exit status
//!
//! 0 if all of that holds, 1 if not, 2 if nothing could be tried: no Node.js, or no way to Prism.

mod calls;
mod inputs;
mod install;
mod judge;
mod mock;
mod process;
mod report;
mod wrong;

use calls::Caller;
use e2e_tests::document::document;
use mock::Mock;
use report::Row;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::{Duration, Instant};

#[macro_use]
mod models {
    include!(concat!(env!("OUT_DIR"), "/models.rs"));
}

/// For all calls together. They take a few seconds.
const LIMIT: Duration = Duration::from_secs(50);

// Prism is a child process that ends with the value that holds it: also when the time is up or a call panics.
#[tokio::main]
async fn main() -> ExitCode {
    match compare().await {
        Ok(0) => ExitCode::SUCCESS,
        Ok(_) => ExitCode::from(1),
        Err(problem) => {
            eprintln!("compare-prism: {problem}");
            ExitCode::from(2)
        }
    }
}

/// Prepares everything, calls everything and prints the table. Returns the number of failures.
async fn compare() -> Result<usize, String> {
    let start = Instant::now();
    let program = install::prism().await?;
    let bundle = install::bundle().await?;
    let ready = start.elapsed();
    let mock = Mock::start(&program, &bundle).await?;
    let rows = tokio::time::timeout(LIMIT, rows(&mock)).await;
    let rows = rows.map_err(|_| format!("not done after {LIMIT:?}"))??;
    let (table, failed) = report::table(&rows);
    println!("Prism {}, {} operations", mock.version, rows.len());
    println!("{table}");
    let took = start.elapsed() - ready;
    println!("{ready:.1?} to prepare, {took:.1?} to call");
    Ok(failed)
}

/// Tries every operation that the SDK has, and notes those that only the document has.
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
    let tried: BTreeSet<_> = rows.iter().map(|row| row.operation.clone()).collect();
    for operation in &document().operations {
        if !tried.contains(&operation.name) {
            let mut row = Row::new(&operation.name);
            row.faults.push("the SDK does not have it".to_owned());
            rows.push(row);
        }
    }
    Ok(rows)
}

/// A path in the folder of this package.
fn folder(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}
