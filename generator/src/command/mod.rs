//! The command line of the generator: every flag is declared here and nowhere else.
//!
//! Knows the disk, the terminal and the exit codes, which the library does not.

mod folder;
mod run;

use std::fmt;
use std::io::{ErrorKind, IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{Args, Parser, Subcommand, ValueEnum};

const HELP: &str = "\
Examples:
  generator generate ivschat.json --out ivschat-sdk
  generator generate openapi.yaml --overlay docs.overlay.yaml --out sdk --name my-sdk
  generator generate ivschat.json --out ivschat-sdk --runtime-version 0.1
  generator generate github.json --out github-sdk --tags issues,pulls --paths '/user/*'
  generator generate github.json --out github-sdk --tag-features
  generator check ivschat.json
  generator check - --format json < ivschat.json
  generator explain ivschat.json CreateRoom

Exit codes:
  0  done; there may be warnings
  1  the document or an overlay has errors, or warnings with `--deny-warnings`, and nothing was written
  2  the command failed: invalid flags, an unreadable file, a folder with files that the generator did not write";

const FORMAT: &str = "\
With `--format json` standard output is one object:
  {\"version\": 1, \"ok\": true,
   \"crate\": {\"name\": …, \"folder\": …, \"files\": 39, \"operations\": 17} or null,
   \"diagnostics\": [{\"severity\": \"error\" or \"warning\", \"code\": …, \"pointer\": \"#/…\" or null,
     \"place\": {\"file\": …, \"line\": 1, \"column\": 1} or null, \"found\": …, \"expected\": …, \"remedy\": …}],
   \"api\": [{\"effect\": \"breaking\" or \"addition\", \"what\": …}],
   \"loss\": [{\"part\": \"schema\", \"keyword\": …, \"use\": \"used\", \"documented\", \"ignored\" or \"spare\",
     \"why\": … or null, \"count\": 1, \"example\": \"#/…\"}]}
`ok` is true if the exit code is 0. With exit code 2 there is no object; standard error has the message. Keys may be added within a version.
The `use` of a keyword: `used` decides what the code does, `documented` is documentation alone, `ignored` has no effect and its meaning is lost, `spare` has no effect and nothing is lost.";

/// Turns an OpenAPI document into a Rust SDK.
#[derive(Debug, Parser)]
#[command(name = "generator", version, arg_required_else_help = true)]
#[command(max_term_width = 100, after_help = HELP)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Write a crate: manifest, README, notice, example and sources.
    #[command(after_help = FORMAT)]
    Generate(Generate),
    /// Print the diagnostics and the loss report of a document; write nothing.
    #[command(after_help = FORMAT)]
    Check(Check),
    /// Print the result of each stage for one operation, shape, error or waiter.
    Explain(Explain),
}

#[derive(Debug, Args)]
struct Input {
    /// The OpenAPI document, in YAML or JSON; `-` is standard input.
    document: PathBuf,
    /// An overlay; may be repeated, and overlays are applied in the order of the flags.
    #[arg(long, value_name = "FILE")]
    overlay: Vec<PathBuf>,
    #[command(flatten)]
    selection: Selection,
}

/// The operations that are read: those of any of these, or all. Types that they do not use are left out.
#[derive(Debug, Args)]
struct Selection {
    /// Names of operations, separated by commas; may be repeated.
    #[arg(long, value_name = "NAMES")]
    operations: Vec<String>,
    /// Tags of operations, separated by commas; may be repeated. A tag that has a comma is written as in the document:
    /// `--tags 'Games, other'`.
    #[arg(long, value_name = "TAGS")]
    tags: Vec<String>,
    /// A pattern of paths, quoted for the shell; `*` matches any characters: `'/user/*'`. May be repeated.
    #[arg(long, value_name = "PATH")]
    paths: Vec<String>,
}

#[derive(Debug, Args)]
struct Report {
    /// Report every keyword whose meaning is lost as an error.
    #[arg(long)]
    deny_loss: bool,
    /// Reject a document with warnings, as one with errors.
    #[arg(long)]
    deny_warnings: bool,
    /// The format of the report.
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    format: Format,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// Text with excerpts of the document.
    Text,
    /// One JSON object, described below.
    Json,
}

#[derive(Debug, Args)]
struct Generate {
    #[command(flatten)]
    input: Input,
    /// The folder of the crate: new, empty, or written by this command before.
    #[arg(long, value_name = "DIR")]
    out: PathBuf,
    /// The name of the crate. For a service that is not AWS's the command-line client and the environment variables are
    /// named after it: `pets` and `PETS_…` for `pets-sdk` [default: the name in the `Cargo.toml` of the folder, otherwise
    /// that of provider and service, or of `info.title`, with the suffix `-sdk`].
    #[arg(long, value_name = "CRATE")]
    name: Option<String>,
    /// Give the operations of each tag a Cargo feature, so that a program compiles those that it calls. Operations without
    /// a tag have the feature of their path; `full` has all. Documents with more than 4,000 operations get features
    /// without this flag.
    #[arg(long)]
    tag_features: bool,
    #[command(flatten)]
    runtime: Runtime,
    #[command(flatten)]
    report: Report,
}

/// Where the crate has `sdk-runtime` from. Without a flag that of the existing manifest is kept, and a new crate has
/// the one in the repository from which this command was built.
#[derive(Debug, Args)]
#[group(multiple = false)]
struct Runtime {
    /// The folder of `sdk-runtime`, which the crate depends on [default: that of the existing manifest, otherwise the
    /// one in the repository from which this command was built].
    #[arg(long, value_name = "DIR")]
    runtime_path: Option<PathBuf>,
    /// The Git repository of `sdk-runtime`. A `tag`, `branch` or `rev` that is added in the manifest is kept.
    #[arg(long, value_name = "URL")]
    runtime_git: Option<String>,
    /// The version of `sdk-runtime` in the registry.
    #[arg(long, value_name = "VERSION")]
    runtime_version: Option<String>,
}

#[derive(Debug, Args)]
struct Check {
    #[command(flatten)]
    input: Input,
    #[command(flatten)]
    report: Report,
    /// Print an overlay with the facts that the document has probably lost, inferred from names and shapes, instead
    /// of the loss report. It is for documents of AWS, which were converted from service models; others have no
    /// suggestions.
    #[arg(long, conflicts_with_all = ["format", "deny_loss", "deny_warnings"])]
    suggest_overlay: bool,
}

#[derive(Debug, Args)]
struct Explain {
    #[command(flatten)]
    input: Input,
    /// The name of an operation, schema, error or waiter.
    name: String,
}

/// The output of a command.
#[derive(Debug, Default)]
struct CommandOutput {
    /// For standard output.
    out: String,
    /// For standard error: before standard output, unless it is the result.
    err: String,
    /// Whether standard error is printed last.
    is_err_last: bool,
    /// Whether the document was rejected.
    rejected: bool,
}

/// Parses the command line, runs the command and prints its output.
pub(crate) fn main() -> ExitCode {
    let done = match Cli::parse().command {
        Command::Generate(flags) => run::generate(&flags),
        Command::Check(flags) => run::check(&flags),
        Command::Explain(flags) => run::explain(&flags),
    };
    match done {
        Ok(output) => {
            if !output.is_err_last {
                anstream::eprint!("{}", output.err);
            }
            let is_printed = print(&output.out);
            if output.is_err_last {
                anstream::eprint!("{}", output.err);
            }
            match is_printed {
                false => ExitCode::from(2),
                true => ExitCode::from(u8::from(output.rejected)),
            }
        }
        Err(failure) => {
            anstream::eprintln!("{failure}");
            ExitCode::from(2)
        }
    }
}

/// Whether standard error is a terminal.
fn is_terminal() -> bool {
    std::io::stderr().is_terminal()
}

/// Prints to standard output and returns whether that succeeded. A closed pipe is not a failure.
fn print(text: &str) -> bool {
    match anstream::stdout().write_all(text.as_bytes()) {
        Ok(()) => true,
        Err(error) => error.kind() == ErrorKind::BrokenPipe,
    }
}

/// A failure of the command and its remedy.
#[derive(Debug)]
pub(crate) struct Failure {
    message: String,
    remedy: String,
}

impl Failure {
    pub(crate) fn new(message: impl Into<String>, remedy: impl Into<String>) -> Self {
        Self { message: message.into(), remedy: remedy.into() }
    }

    /// A failed file operation; `doing` completes "cannot …".
    pub(crate) fn io(doing: &str, path: &Path, error: &std::io::Error) -> Self {
        let message = format!("cannot {doing} {}: {error}", path.display());
        Self::new(message, "check the path, and its permissions")
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "error: {}\n  help: {}", self.message, self.remedy)
    }
}

impl std::error::Error for Failure {}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;

    #[test]
    fn the_command_line_is_consistent() {
        Cli::command().debug_assert();
    }

    #[test]
    fn examples_in_the_help_are_valid() {
        let commands = HELP.lines().filter_map(|line| line.strip_prefix("  generator "));
        let parsed = commands.map(|command| {
            let words = command.split(" < ").next().unwrap_or_default().split(' ');
            let words =
                std::iter::once("generator").chain(words).map(|word| word.trim_matches('\''));
            Cli::try_parse_from(words).unwrap_or_else(|error| panic!("{command}: {error}"))
        });
        assert_eq!(parsed.count(), 8);
    }
}
