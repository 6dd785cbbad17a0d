//! `cargo xtask`: the tool that reads and writes this repository.

use std::io::{ErrorKind, Write};
use std::process::ExitCode;

use clap::Parser;

mod bench;
mod codegen;
mod corpus;
mod files;
mod flags;
mod report;
mod repository;
mod spec;
mod suites;

use flags::{Bundle, Cli, Command, Explain, Import, Spec, Suites, Verify};
use report::{Failure, Report, Status};
use repository::Repository;

/// The generator makes a million small allocations, which take a fifth of its time with the system's
/// allocator.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    let status = match run(Cli::parse()) {
        Ok(report) => {
            anstream::eprint!("{}", report.warnings);
            if print(&report.text) { report.status } else { Status::Failed }
        }
        Err(failure) => {
            anstream::eprintln!("{failure}");
            Status::Failed
        }
    };
    status.into()
}

fn run(cli: Cli) -> Result<Report, Failure> {
    let repository = Repository::find(cli.root)?;
    match cli.command {
        Command::Codegen(flags) => codegen::codegen(&repository, &flags.into()),
        Command::Corpus(flags) => corpus::corpus(&repository, &flags.into()),
        Command::Bench(flags) => bench::bench(&repository, &flags.into()),
        Command::Suites(Suites { only, fetch_only }) => {
            suites::suites(&repository, only.as_deref(), fetch_only)
        }
        Command::Explain(Explain { name, input }) => {
            codegen::explain(&repository, &input.into(), &name)
        }
        Command::Spec(Spec::Import(Import { path, file })) => {
            spec::import(&repository, &path, file.as_deref())
        }
        Command::Spec(Spec::Verify(Verify { path, model })) => {
            spec::verify(&repository, path.as_deref(), model.as_deref())
        }
        Command::Spec(Spec::Bundle(Bundle { input, out })) => {
            spec::bundle(&repository, &input.into(), out.as_deref())
        }
        Command::Spec(Spec::Refresh(flags)) => spec::refresh(&repository, &flags.into()),
    }
}

/// Prints to standard output and returns whether that succeeded. A closed pipe is no failure.
fn print(text: &str) -> bool {
    match anstream::stdout().write_all(text.as_bytes()) {
        Ok(()) => true,
        Err(error) => error.kind() == ErrorKind::BrokenPipe,
    }
}
