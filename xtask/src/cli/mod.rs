//! The command line: reads the flags, calls the command, prints what came of it.

mod flags;

use std::io::{ErrorKind, Write};
use std::process::ExitCode;

use clap::Parser;

use crate::bench;
use crate::codegen;
use crate::corpus;
use crate::failure::Failure;
use crate::report::{Report, Status};
use crate::repository::Repository;
use crate::spec;
use flags::{Bundle, Cli, Command, Explain, Import, Spec, Verify};

/// Reads the command line, does what it says, and prints what came of it.
pub(crate) fn main() -> ExitCode {
    let status = match run(Cli::parse()) {
        Ok(Report {
            text,
            status,
            warnings,
        }) => {
            anstream::eprint!("{warnings}");
            if print(&text) { status } else { Status::Failed }
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

/// Prints to standard output; whether that worked. A reader who has seen enough is no failure.
fn print(text: &str) -> bool {
    match anstream::stdout().write_all(text.as_bytes()) {
        Ok(()) => true,
        Err(error) => error.kind() == ErrorKind::BrokenPipe,
    }
}
