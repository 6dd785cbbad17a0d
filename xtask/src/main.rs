//! `cargo xtask`: the one place that reads and writes this repository.

use std::process::ExitCode;

mod cli;
mod codegen;
mod failure;
mod files;
mod report;
mod repository;
mod spec;

fn main() -> ExitCode {
    cli::main()
}
