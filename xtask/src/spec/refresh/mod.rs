//! `spec refresh`: updates `additions.overlay.yaml` from AWS's service model.
//!
//! The base document was converted by APIs.guru from the service model of its day. A refresh repeats
//! the conversion for the current model and writes the result as an overlay on the base document.
//!
//! 1. **Read** ([`model_source`], [`model`]): finds the `service-2.json` and `paginators-1.json` of a
//!    botocore version, verifies their recorded hashes and deserializes the traits that are used. A
//!    trait that is not known here is reported.
//! 2. **Project** ([`project`]): writes the model as the converter would have: paths with required
//!    query parameters behind `#`, errors numbered from 480, invented pagination parameters, shapes as
//!    schemas. No prose.
//! 3. **Extend** ([`extensions`]): adds as `x-` extensions what the converter loses: header bindings
//!    of responses, members and statuses of errors, idempotency tokens, timestamp formats, streaming.
//! 4. **Align** ([`assemble`]): takes over the base document's order where order has no meaning, so
//!    that a reordered list is not a change.
//! 5. **Difference** ([`overlay`]): computes the actions that turn the base document into the
//!    projection, and writes them grouped by operation and schema.
//! 6. **Verify** ([`assemble`]): applies the overlay to the base document; the result must equal the
//!    projection.
//! 7. **Report** ([`summary`], [`documentation`]): lists what changed since the last refresh, which
//!    items have no description, and which actions of the hand-written overlays no longer match.
//!
//! `--prove` stops after the second phase: it projects the model from which the base document was
//! converted, and the projection must equal the base document. This is the evidence that a projection
//! of today's model is what the converter would have written.

mod assemble;
mod documentation;
mod extensions;
mod model;
mod model_source;
mod overlay;
mod project;
mod summary;

use std::fmt::Write;
use std::path::{Path, PathBuf};

use serde_json::Value;

use super::{source, yaml};
use crate::codegen::diff;
use crate::files;
use crate::report::{BAD, Failure, GOOD, NOTE, Report, Status, count};
use crate::repository::Repository;
use assemble::{Base, Made};
use model::Model;
pub(crate) use model_source::ModelChoice;
use summary::Summary;

/// The options of a refresh.
#[derive(Clone, Debug)]
pub(crate) struct Task {
    pub(crate) model: ModelChoice,
    pub(crate) mode: Mode,
    /// Write the overlay to this file, and do not update SOURCE.toml.
    pub(crate) out: Option<PathBuf>,
}

/// What a refresh does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Mode {
    /// Write the overlay and report the changes.
    Write,
    /// Compare the overlay with the committed one.
    Check,
    /// Compare the base document with the projection of its own model.
    Prove,
}

/// Writes the overlay of a model and reports the changes, or compares as the mode requests.
pub(crate) fn refresh(repository: &Repository, task: &Task) -> Result<Report, Failure> {
    let table = match task.mode {
        Mode::Prove => model_source::BASE,
        Mode::Write | Mode::Check => model_source::OVERLAY,
    };
    let files = model_source::open(repository, &task.model, table)?;
    let package = files.pin.package.as_ref();
    let name = PathBuf::from(package.map_or("the model", |package| &package.path));
    let model = Model::read(&name, &files.model, files.paginators.as_deref())?;
    let base = Base::read(repository)?;
    base.check_service(&model, &name)?;
    if task.mode == Mode::Prove {
        return assemble::prove(&base.value, &model, &base.source.name);
    }
    let made = assemble::make(&base, &model)?;
    let path = task.out.clone().unwrap_or_else(|| repository.additions());
    let committed = files::read_optional(&path)?;
    let committed = committed.map(|bytes| String::from_utf8_lossy(&bytes).into_owned());
    let mut report = Report::new(String::new(), true);
    for unknown in model.unknown_traits() {
        let _ = writeln!(
            report.warnings,
            "{NOTE}note{NOTE:#}: the trait {unknown} is unknown to `spec refresh` and was ignored"
        );
    }
    if task.mode == Mode::Check {
        let name = repository.display(&path);
        compare(&mut report, &name, &committed.unwrap_or_default(), &made.text);
        return Ok(report);
    }
    let before = committed.and_then(|committed| base.with(&committed).ok());
    summarize(&mut report, repository, &made, &before.unwrap_or_else(|| base.value.clone()))?;
    let mut written = vec![(path, made.text)];
    if task.out.is_none() {
        let folder = repository.specification();
        let content = model_source::with_pin(&folder, &files.pin)?;
        written.push((source::file(&folder), content));
    }
    for (path, content) in written {
        let is_changed = files::update(&path, content.as_bytes())?;
        let done = if is_changed { "wrote" } else { "unchanged" };
        let path = repository.display(&path);
        let _ = writeln!(report.text, "{GOOD}{done}{GOOD:#} {path}");
    }
    if files.pin.package.is_none() {
        let _ = writeln!(
            report.text,
            "{NOTE}note{NOTE:#}: the model is in no package, so it cannot be downloaded again"
        );
    }
    Ok(report)
}

/// The complete JSON of the recorded model, or of the one at `path`, with its documentation; and its
/// name.
pub(super) fn whole_model(
    repository: &Repository,
    path: Option<&Path>,
) -> Result<(String, Value), Failure> {
    let choice = path.map_or(ModelChoice::Recorded, |path| ModelChoice::File(path.to_owned()));
    let files = model_source::open(repository, &choice, model_source::OVERLAY)?;
    let name = match (files.pin.package, path) {
        (Some(package), _) => format!("{} of {}", package.path, package.specifier()),
        (None, path) => path.map_or_else(String::new, |path| repository.display(path)),
    };
    let model = files::decompress(Path::new(&name), files.model)?;
    let value = yaml::parse(Path::new(&name), &model)?;
    Ok((name, value))
}

/// The report of `--check`.
fn compare(report: &mut Report, name: &str, committed: &str, made: &str) {
    if committed == made {
        let _ = writeln!(report.text, "{GOOD}up to date{GOOD:#}: {name}");
        return;
    }
    report.text += &diff::unified(committed, made);
    let _ = writeln!(
        report.text,
        "{BAD}out of date{BAD:#}: {name}\n  help: `cargo xtask spec refresh` writes it"
    );
    report.status = Status::Drift;
}

/// Reports the changes, the items without documentation, and the actions that no longer match.
fn summarize(
    report: &mut Report,
    repository: &Repository,
    made: &Made,
    before: &Value,
) -> Result<(), Failure> {
    let text = &mut report.text;
    let summary = Summary::between(before, &made.document);
    if summary.is_empty() {
        *text += "nothing changed\n";
    } else {
        *text += &summary.to_string();
    }
    let _ = writeln!(text, "  {} in the overlay", count(made.actions, "action"));
    let completed = documentation::complete(repository, &made.document)?;
    let missing = documentation::undocumented(&completed.document);
    let style = if missing.is_empty() { GOOD } else { NOTE };
    let number = count(missing.len(), "item");
    let _ = writeln!(text, "{style}without documentation: {number}{style:#}");
    for name in &missing {
        let _ = writeln!(text, "  {name}");
    }
    if completed.unmatched > 0 {
        report.warnings += &completed.diagnostics;
        report.status = Status::Drift;
        let actions = count(completed.unmatched, "action");
        let _ = writeln!(
            text,
            "{BAD}no longer matching{BAD:#}: {actions} of the hand-written overlays\n  \
             help: correct or remove them; until then no code can be generated"
        );
    }
    Ok(())
}

#[cfg(test)]
mod tests;
