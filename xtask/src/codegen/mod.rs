//! `codegen` and `explain`: gives the generator its input and takes care of what comes out.
//!
//! Knows the disk and the exit codes, which the generator does not; knows nothing of what the
//! generator does between the two.

pub(crate) mod diff;
mod input;
mod owned;
mod summary;
mod sync;

use std::path::PathBuf;

use generator::diagnostics::{Diagnostic, render};
use generator::{ExplainError, Input};

pub(crate) use input::Chosen;
pub(crate) use sync::Mode;

use crate::failure::Failure;
use crate::report::{Report, Status};
use crate::repository::Repository;
use owned::Owned;

/// What to generate from, and where to.
#[derive(Clone, Debug)]
pub(crate) struct Task {
    pub(crate) chosen: Chosen,
    /// The crate whose `src` is written; the SDK of the repository if none is named.
    pub(crate) out: Option<PathBuf>,
    pub(crate) mode: Mode,
}

/// Generates the SDK and writes it, or compares it with what is there.
pub(crate) fn codegen(repository: &Repository, task: &Task) -> Result<Report, Failure> {
    let is_ours = task.chosen.document.is_none() && task.chosen.overlays.is_empty();
    if task.out.is_none() && task.mode == Mode::Write && !is_ours {
        return Err(Failure::new(
            "generated-sdk is generated from the repository's own document and overlays",
        )
        .remedy("name another crate with `--out DIR`, or only compare with `--check`"));
    }
    let owned = match &task.out {
        Some(out) if task.mode == Mode::Write => Owned::elsewhere(out),
        Some(out) => Owned::at(out.clone()),
        None => Owned::sdk(repository),
    }?;
    let input = read(&task.chosen, repository)?;
    let generated = generator::generate(&input, &owned.name())
        .map_err(|found| refused(&found, Some(&input)))?;
    let changes = sync::sync(&owned, &generated.files, task.mode)?;
    let krate = repository.shown(owned.krate());
    let warnings = rendered(&generated.diagnostics, Some(&input));
    Ok(Report {
        warnings,
        ..summary::summary(&krate, &changes, task.mode, &command(task))
    })
}

/// What every stage made of one operation, type or error.
pub(crate) fn explain(
    repository: &Repository,
    chosen: &Chosen,
    name: &str,
) -> Result<Report, Failure> {
    let input = read(chosen, repository)?;
    match generator::explain(&input, name) {
        Ok(text) => Ok(Report {
            text,
            status: Status::Clean,
            warnings: String::new(),
        }),
        Err(ExplainError::Document(found)) => Err(refused(&found, Some(&input))),
        Err(unknown) => Err(Failure::new(unknown.to_string())
            .remedy("names are those of the document, such as `CreateStage` or `Participant`")),
    }
}

fn read(chosen: &Chosen, repository: &Repository) -> Result<Input, Failure> {
    chosen
        .read(repository)
        .map_err(|found| refused(&found, None))
}

/// The generator's refusal, every problem with its place.
fn refused(found: &[Diagnostic], input: Option<&Input>) -> Failure {
    Failure::rendered(rendered(found, input))
}

/// In colour: the stream takes it out where nobody would see it.
fn rendered(found: &[Diagnostic], input: Option<&Input>) -> String {
    let sources = input
        .into_iter()
        .flat_map(|input| [&input.document].into_iter().chain(&input.overlays));
    render(found, &sources.collect::<Vec<_>>(), true)
}

/// The command that writes what this task compares.
fn command(task: &Task) -> String {
    let mut command = "cargo xtask codegen".to_owned();
    let overlays = task.chosen.overlays.iter().map(|path| ("--overlay", path));
    let document = task.chosen.document.iter().map(|path| ("--document", path));
    for (flag, path) in document.chain(overlays) {
        command += &format!(" {flag} {}", path.display());
    }
    match &task.out {
        Some(out) => command += &format!(" --out {}", out.display()),
        None if command.contains("--") => command += " --out DIR",
        None => {}
    }
    command
}

#[cfg(test)]
mod tests;
