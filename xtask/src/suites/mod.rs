//! `cargo xtask suites`: runs the suites that AWS publishes with its SDKs.
//!
//! Their data is not part of this repository. It is downloaded in pinned packages, verified by hash,
//! and copied below `target/suites`. The suites themselves are ignored unit tests in modules named
//! `suites`: they need private items.

mod data;

use std::env;
use std::process::Command;

use crate::report::{Failure, Report, Status};
use crate::repository::Repository;

/// The variable that holds the folder of the data.
const VARIABLE: &str = "PUBLISHED_SUITES";

/// Prepares the data, and unless `fetch_only` runs the suites whose names contain `only`.
pub(crate) fn suites(
    repository: &Repository,
    only: Option<&str>,
    fetch_only: bool,
) -> Result<Report, Failure> {
    let folder = data::prepare(repository)?;
    if fetch_only {
        let folder = repository.display(&folder);
        return Ok(Report::new(format!("{VARIABLE}={folder}\n"), true));
    }
    let status = Command::new(cargo())
        .current_dir(repository.root())
        // The packages and features of `cargo test --workspace`, so that nothing is compiled again.
        .args(["test", "--quiet", "--workspace", "--locked", "--lib", "--", "--ignored"])
        .args(["--nocapture", &format!("suites::{}", only.unwrap_or_default())])
        .env(VARIABLE, &folder)
        .status()
        .map_err(|error| Failure::new(format!("cargo did not start: {error}")))?;
    let report = Report::new(String::new(), true);
    Ok(Report { status: if status.success() { report.status } else { Status::Drift }, ..report })
}

/// The cargo that runs this program.
fn cargo() -> std::ffi::OsString {
    env::var_os("CARGO").unwrap_or_else(|| "cargo".into())
}
