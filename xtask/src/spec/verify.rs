//! `spec verify`: proves that the committed document equals the original but for its prose.

use std::collections::HashSet;
use std::fmt::Write;
use std::path::Path;

use generator::document::Pointer;

use super::facts::{Counts, Difference, compare};
use super::import::{Kept, Original, keep};
use super::{hash, package, prose, read, source};
use crate::failure::Failure;
use crate::files;
use crate::report::{BAD, GOOD, NOTE, Report, Status, count};
use crate::repository::Repository;

/// How many differences are printed.
const MOST_SHOWN: usize = 100;

/// Compares the committed document with the original at `path` (a document, or the package as
/// `.tgz`), or with the recorded one, which is fetched.
pub(crate) fn verify(repository: &Repository, path: Option<&Path>) -> Result<Report, Failure> {
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
                Failure::new(format!("no {}", repository.shown(&source::file(&folder))))
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

    let (shown, name) = (repository.shown(&committed_path), name.display());
    let sha256 = hash::sha256(&original);
    let mut text = String::new();
    let status = if differences.is_empty() {
        let _ = writeln!(text, "{GOOD}equal{GOOD:#} but for the prose: {shown}");
        Status::Clean
    } else {
        for difference in differences.iter().take(MOST_SHOWN) {
            let _ = writeln!(text, "{difference}");
        }
        if differences.len() > MOST_SHOWN {
            let _ = writeln!(text, "… and {} more", differences.len() - MOST_SHOWN);
        }
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
    Ok(Report {
        text,
        status,
        warnings: String::new(),
    })
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
