//! `spec refresh`: keeps `additions.overlay.yaml` in step with AWS's service model.
//!
//! The model is projected into the dialect of the base document ([`project`]), completed with what the
//! dialect loses ([`marks`]), freed of differences that mean nothing ([`align`]), and compared; what is
//! left becomes the overlay ([`overlay`]). Before it is written it is applied to the base document, and
//! the result must be the projection.

mod align;
mod later;
mod make;
mod marks;
mod model;
mod origin;
mod overlay;
mod pin;
mod project;
mod prove;
mod summary;
mod undocumented;
mod wheel;

use std::fmt::Write;
use std::path::{Path, PathBuf};

use serde_json::Value;

use super::{read, source};
use crate::codegen::diff;
use crate::files;
use crate::report::{BAD, Failure, GOOD, NOTE, Report, Status, count};
use crate::repository::Repository;
use make::{Made, applied, base, make, of_this_service};
use model::Model;
pub(crate) use origin::Chosen;
use summary::Words;

/// What to do with what a model gives.
#[derive(Clone, Debug)]
pub(crate) struct Task {
    pub(crate) chosen: Chosen,
    pub(crate) mode: Mode,
    /// Write the overlay there, and record nothing.
    pub(crate) out: Option<PathBuf>,
}

/// Whether anything is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Mode {
    /// Write the overlay, and say what it changes.
    Write,
    /// Compare it with the committed one.
    Check,
    /// Compare the base document itself with the model.
    Prove,
}

/// Writes the overlay of a model and says what it changes, or compares it with the committed one.
pub(crate) fn refresh(repository: &Repository, task: &Task) -> Result<Report, Failure> {
    let folder = repository.specification();
    let table = match task.mode {
        Mode::Prove => pin::BASE,
        Mode::Write | Mode::Check => pin::OVERLAY,
    };
    let files = origin::open(repository, &task.chosen, table)?;
    let name = PathBuf::from(
        files
            .pin
            .package
            .as_ref()
            .map_or("the model", |package| &package.path),
    );
    let model = Model::read(&name, &files.model, files.paginators.as_deref())?;
    let base = base(repository)?;
    of_this_service(&base.value, &model, &name)?;
    if task.mode == Mode::Prove {
        return prove::prove(
            &base.value,
            &model,
            &repository.display(&repository.document()),
        );
    }
    let made = make(&base, &model)?;
    let place = task.out.clone().unwrap_or_else(|| repository.additions());
    let committed = files::read_optional(&place)?;
    let mut report = Report {
        text: String::new(),
        status: Status::Clean,
        warnings: String::new(),
    };
    for unknown in model.unknown_traits() {
        let _ = writeln!(
            report.warnings,
            "{NOTE}note{NOTE:#}: the trait {unknown} is new to `spec refresh` and was left out"
        );
    }
    if task.mode == Mode::Check {
        compare(
            &mut report,
            &repository.display(&place),
            committed.as_deref(),
            &made.text,
        );
        return Ok(report);
    }
    let before = match &committed {
        Some(committed) => applied(&base, &String::from_utf8_lossy(committed))
            .unwrap_or_else(|_| base.value.clone()),
        None => base.value.clone(),
    };
    say(&mut report, repository, &made, &before)?;
    let mut written = vec![(place, made.text)];
    if task.out.is_none() {
        written.push((source::file(&folder), pin::updated(&folder, &files.pin)?));
    }
    for (path, text) in written {
        let done = if files::update(&path, text.as_bytes())? {
            "wrote"
        } else {
            "unchanged"
        };
        let _ = writeln!(
            report.text,
            "{GOOD}{done}{GOOD:#} {}",
            repository.display(&path)
        );
    }
    if files.pin.package.is_none() {
        let _ = writeln!(
            report.text,
            "{NOTE}note{NOTE:#}: the model is in no package, so nobody can fetch it again"
        );
    }
    Ok(report)
}

/// All that the recorded model says, or the one at `path`, prose and all; and its name.
pub(crate) fn whole_model(
    repository: &Repository,
    path: Option<&Path>,
) -> Result<(String, Value), Failure> {
    let chosen = match path {
        Some(path) => Chosen::File(path.to_owned()),
        None => Chosen::Pinned,
    };
    let files = origin::open(repository, &chosen, pin::OVERLAY)?;
    let name = match (files.pin.package, path) {
        (Some(package), _) => format!("{} of {}", package.path, package.specifier()),
        (None, path) => path.map_or_else(String::new, |path| repository.display(path)),
    };
    let model = files::decompress(Path::new(&name), files.model)?;
    Ok((name.clone(), read::value(Path::new(&name), &model)?))
}

/// What `--check` finds.
fn compare(report: &mut Report, shown: &str, committed: Option<&[u8]>, made: &str) {
    if committed == Some(made.as_bytes()) {
        let _ = writeln!(report.text, "{GOOD}up to date{GOOD:#}: {shown}");
        return;
    }
    let committed = String::from_utf8_lossy(committed.unwrap_or_default());
    report.text += &diff::unified(&committed, made);
    let _ = writeln!(
        report.text,
        "{BAD}not what the model gives{BAD:#}: {shown}\n  help: `cargo xtask spec refresh` writes it"
    );
    report.status = Status::Drift;
}

/// The change in words, and what has no documentation yet.
fn say(
    report: &mut Report,
    repository: &Repository,
    made: &Made,
    before: &Value,
) -> Result<(), Failure> {
    let text = &mut report.text;
    let words = Words::between(before, &made.document);
    *text += &if words.is_empty() {
        "nothing changed\n".to_owned()
    } else {
        words.to_string()
    };
    let _ = writeln!(text, "  {} in the overlay", count(made.actions, "action"));
    let completed = later::completed(repository, &made.document)?;
    let missing = undocumented::undocumented(&completed.document);
    let _ = writeln!(
        text,
        "{}without documentation: {}{}",
        if missing.is_empty() { GOOD } else { NOTE },
        count(missing.len(), "item"),
        anstyle::Reset
    );
    for name in &missing {
        let _ = writeln!(text, "  {name}");
    }
    if completed.misfits > 0 {
        report.warnings += &completed.said;
        report.status = Status::Drift;
        let misfits = count(completed.misfits, "action");
        let _ = writeln!(
            text,
            "{BAD}not fitting any more{BAD:#}: {misfits} of the later overlays\n  \
             help: correct or remove what the errors point to; nothing is generated before"
        );
    }
    Ok(())
}

#[cfg(test)]
mod tests;
