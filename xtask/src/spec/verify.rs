//! `spec verify`: proves that the committed document equals the original but for its prose, and that no
//! text of the document and its overlays is AWS's.

use std::collections::HashSet;
use std::fmt::Write;
use std::path::Path;

use generator::document::Pointer;
use serde_json::Value;

use super::facts::{Counts, Difference, compare};
use super::import::{Kept, Original, keep};
use super::own::{self, Theirs};
use super::refresh::whole_model;
use super::{hash, package, prose, read, source};
use crate::files;
use crate::report::{BAD, Failure, GOOD, NOTE, Report, Status, count};
use crate::repository::Repository;

/// How many differences are printed.
const MOST_SHOWN: usize = 100;

/// Compares the committed document with the original at `path` (a document, or the package as
/// `.tgz`), or with the recorded one, which is fetched; and all texts with those of the original and of
/// the service model at `model`, or the recorded one.
pub(crate) fn verify(
    repository: &Repository,
    path: Option<&Path>,
    model: Option<&Path>,
) -> Result<Report, Failure> {
    let folder = repository.specification();
    let committed_path = repository.document();
    let committed = files::read(&committed_path)?;
    let source = source::read(&folder)?;
    let recorded_package = source.as_ref().and_then(|source| source.package.as_ref());
    let (name, original) = match path {
        Some(path) => {
            let file = recorded_package.map(|package| package.path.as_str());
            (path.to_owned(), Original::open(path, file)?.bytes)
        }
        None => {
            let source = source.as_ref().ok_or_else(|| {
                Failure::new(format!("no {}", repository.display(&source::file(&folder))))
                    .remedy("import the original with `cargo xtask spec import PATH`")
            })?;
            let name = recorded_package
                .map(|package| package.path.as_str())
                .unwrap_or_default();
            (name.into(), package::original(repository, source)?)
        }
    };
    let kept = keep(&name, &original)?;
    let differences = differences(&kept, &committed_path, &committed)?;

    let (shown, name) = (repository.display(&committed_path), name.display());
    let sha256 = hash::sha256(&original);
    let mut text = String::new();
    let status = if differences.is_empty() {
        let _ = writeln!(text, "{GOOD}equal{GOOD:#} but for the prose: {shown}");
        Status::Clean
    } else {
        for difference in differences.iter().take(MOST_SHOWN) {
            let _ = writeln!(text, "{difference}");
        }
        more(&mut text, differences.len());
        let number = count(differences.len(), "difference");
        let _ = writeln!(text, "{BAD}not equal{BAD:#}, {number}: {shown}");
        Status::Drift
    };
    let _ = writeln!(text, "  original: {name}, sha256 {sha256}");
    let texts = count(kept.left_out, "text");
    let _ = writeln!(
        text,
        "  compared: {}; {texts} of prose left out",
        Counts::of(&kept.facts)
    );
    if source.is_some_and(|source| source.sha256 != sha256) {
        let _ = writeln!(
            text,
            "{NOTE}note{NOTE:#}: that file is not the one that SOURCE.toml records"
        );
    }
    if status == Status::Drift {
        let _ = writeln!(
            text,
            "  help: `cargo xtask spec import PATH` writes {shown} from the original"
        );
    }
    let mut report = Report {
        text,
        status,
        warnings: String::new(),
    };
    let original = read::value(Path::new("the original"), &original)?;
    compare_words(repository, &original, model, &mut report)?;
    Ok(report)
}

/// Compares our words with AWS's.
fn compare_words(
    repository: &Repository,
    original: &Value,
    model: Option<&Path>,
    report: &mut Report,
) -> Result<(), Failure> {
    let mut theirs = Theirs::default();
    theirs.add("the original", original);
    let (name, model) = whole_model(repository, model)?;
    theirs.add(&name, &model);
    let mut compared = own::Compared::default();
    for path in [vec![repository.document()], repository.overlays()].concat() {
        theirs.compare(&read::source(repository, &path)?, &mut compared)?;
    }
    let text = &mut report.text;
    if compared.copies.is_empty() {
        let _ = writeln!(
            text,
            "{GOOD}words of our own{GOOD:#}: {}",
            shown(repository)
        );
    } else {
        for copy in compared.copies.iter().take(MOST_SHOWN) {
            let _ = writeln!(text, "{copy}");
        }
        more(text, compared.copies.len());
        let number = count(compared.copies.len(), "copied sentence");
        let _ = writeln!(
            text,
            "{BAD}not words of our own{BAD:#}, {number}: {}",
            shown(repository)
        );
        report.status = Status::Drift;
    }
    let _ = writeln!(text, "  compared: {compared}");
    if !compared.copies.is_empty() {
        let _ = writeln!(
            text,
            "  help: say it in other words, so that no {} in a row are AWS's; markup, case and marks do\n  \
             not count, a URL or an ARN counts as one word",
            own::RUN
        );
    }
    Ok(())
}

/// Says that not all was shown.
fn more(text: &mut String, number: usize) {
    if number > MOST_SHOWN {
        let _ = writeln!(text, "… and {} more", number - MOST_SHOWN);
    }
}

/// The folder of the document and its overlays, as people are shown it.
fn shown(repository: &Repository) -> String {
    repository.display(&repository.specification())
}

/// In what the committed bytes differ from what is kept of the original.
fn differences(kept: &Kept, name: &Path, committed: &[u8]) -> Result<Vec<Difference>, Failure> {
    let value = read::value(name, committed)?;
    let mut found = compare(&kept.facts, &value);
    let known: HashSet<Pointer> = found.iter().filter_map(|one| place(one).cloned()).collect();
    for at in prose::remaining(&value)
        .into_iter()
        .filter(|at| !known.contains(at))
    {
        let text = at
            .resolve(&value)
            .and_then(|value| value.as_str())
            .unwrap_or_default()
            .to_owned();
        found.push(Difference::Prose { at, text });
    }
    if found.is_empty() && kept.text.as_bytes() != committed {
        found.push(form(&kept.text, &String::from_utf8_lossy(committed)));
    }
    Ok(found)
}

fn place(difference: &Difference) -> Option<&Pointer> {
    match difference {
        Difference::Changed { at, .. }
        | Difference::Lost { at, .. }
        | Difference::Added { at, .. }
        | Difference::Reordered { at, .. }
        | Difference::Prose { at, .. } => Some(at),
        Difference::Form { .. } => None,
    }
}

/// The first line in which two texts of equal value differ.
fn form(written: &str, committed: &str) -> Difference {
    let (mut left, mut right) = (
        written.split_inclusive('\n'),
        committed.split_inclusive('\n'),
    );
    let mut line = 1;
    loop {
        match (left.next(), right.next()) {
            (Some(one), Some(other)) if one == other => line += 1,
            (one, other) => {
                let shown = |text: Option<&str>| {
                    text.map_or("the end".to_owned(), |text| format!("{text:?}"))
                };
                return Difference::Form {
                    line,
                    written: shown(one),
                    committed: shown(other),
                };
            }
        }
    }
}

#[cfg(test)]
mod tests;
