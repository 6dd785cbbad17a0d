//! The command line of the generator: every flag is declared here and nowhere else.
//!
//! Knows the disk, the terminal and the exit codes, which the library does not.

mod failure;
mod folder;
mod json;
mod read;
mod work;

use std::io::{ErrorKind, IsTerminal, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, Parser, Subcommand, ValueEnum};

pub(crate) use failure::Failure;

const HELP: &str = "\
Examples:
  generator generate ivschat.json --out ivschat-sdk
  generator generate openapi.yaml --overlay docs.overlay.yaml --out sdk --name my-sdk
  generator check ivschat.json
  generator check - --format json < ivschat.json
  generator explain ivschat.json CreateRoom

Exit codes:
  0  done; there may be warnings
  1  the document or an overlay has errors, and nothing was written
  2  the command could not do its work: a wrong flag, an unreadable file, a folder of somebody else";

const FORMAT: &str = "\
With `--format json` standard output is one object:
  {\"version\": 1, \"ok\": true,
   \"crate\": {\"name\": …, \"folder\": …, \"files\": 39, \"operations\": 17} or null,
   \"diagnostics\": [{\"severity\": \"error\" or \"warning\", \"code\": …, \"pointer\": \"#/…\" or null,
     \"place\": {\"file\": …, \"line\": 1, \"column\": 1} or null, \"found\": …, \"expected\": …, \"remedy\": …}],
   \"loss\": [{\"part\": \"schema\", \"keyword\": …, \"use\": \"used\", \"documented\", \"ignored\" or \"spare\",
     \"why\": … or null, \"count\": 1, \"example\": \"#/…\"}]}
`ok` is whether the exit code is 0; with exit code 2 there is no object, only what standard error says. Keys may be added; none changes its meaning within a version.";

/// Turns the OpenAPI document of an AWS rest-json service into a Rust SDK.
#[derive(Debug, Parser)]
#[command(name = "generator", version, arg_required_else_help = true)]
#[command(max_term_width = 100, after_help = HELP)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Write a crate: manifest, read-me, notice, an example and all of its source.
    #[command(after_help = FORMAT)]
    Generate(Generate),
    /// Say what is wrong with a document and what becomes of each keyword; write nothing.
    #[command(after_help = FORMAT)]
    Check(Check),
    /// Print what each stage made of one operation, shape or error.
    Explain(Explain),
}

#[derive(Debug, Args)]
struct Input {
    /// The OpenAPI document, in YAML or JSON; `-` is standard input.
    document: PathBuf,
    /// An overlay that refines the document; several are applied in this order.
    #[arg(long, value_name = "FILE")]
    overlay: Vec<PathBuf>,
}

#[derive(Debug, Args)]
struct Report {
    /// Make an error of every keyword by which something is lost.
    #[arg(long)]
    deny_loss: bool,
    /// For people, or for machines.
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    format: Format,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// Sentences, with excerpts of the document.
    Text,
    /// One object, described below.
    Json,
}

#[derive(Debug, Args)]
struct Generate {
    #[command(flatten)]
    input: Input,
    /// The folder of the crate. One that is there already must have been made by this command.
    #[arg(long, value_name = "DIR")]
    out: PathBuf,
    /// The crate's name, instead of the service's with `-sdk` behind it.
    #[arg(long, value_name = "CRATE")]
    name: Option<String>,
    /// The folder of `sdk-runtime`, which the crate depends on, instead of the one in the repository
    /// from which this command was built.
    #[arg(long, value_name = "DIR")]
    runtime_path: Option<PathBuf>,
    #[command(flatten)]
    report: Report,
}

#[derive(Debug, Args)]
struct Check {
    #[command(flatten)]
    input: Input,
    #[command(flatten)]
    report: Report,
    /// Print an overlay to begin with instead of the loss report: what the document has probably lost, by
    /// its names and shapes.
    #[arg(long, conflicts_with_all = ["format", "deny_loss"])]
    suggest_overlay: bool,
}

#[derive(Debug, Args)]
struct Explain {
    #[command(flatten)]
    input: Input,
    /// An operation, schema or error, as the document calls it.
    name: String,
}

/// What a command has to say.
#[derive(Debug, Default)]
struct Said {
    /// For standard output.
    out: String,
    /// For standard error.
    err: String,
    /// Whether the document was refused.
    refused: bool,
}

/// Reads the command line, does what it says, and prints what came of it.
pub(crate) fn main() -> ExitCode {
    let done = match Cli::parse().command {
        Command::Generate(flags) => work::generate(&flags),
        Command::Check(flags) => work::check(&flags),
        Command::Explain(flags) => work::explain(&flags),
    };
    match done {
        Ok(said) => {
            anstream::eprint!("{}", said.err);
            match print(&said.out) {
                false => ExitCode::from(2),
                true => ExitCode::from(u8::from(said.refused)),
            }
        }
        Err(failure) => {
            anstream::eprintln!("{failure}");
            ExitCode::from(2)
        }
    }
}

/// Whether standard error shows colours to somebody.
fn colour() -> bool {
    std::io::stderr().is_terminal()
}

/// Prints to standard output; whether that worked. A reader who has seen enough is no failure.
fn print(text: &str) -> bool {
    match anstream::stdout().write_all(text.as_bytes()) {
        Ok(()) => true,
        Err(error) => error.kind() == ErrorKind::BrokenPipe,
    }
}

#[cfg(test)]
mod tests;
