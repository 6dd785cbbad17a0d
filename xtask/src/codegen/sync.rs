//! The one function that brings the owned folder up to date. Checking is the same with writing off.

use std::fs;
use std::io;
use std::path::Path;

use generator::FileTree;

use super::owned::{Entry, Owned};
use crate::failure::Failure;

/// Whether to write.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Mode {
    Write,
    Check,
}

/// One file that is not as generated.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Change {
    /// The path relative to the crate, `src/lib.rs`.
    pub(crate) path: String,
    pub(crate) kind: Kind,
}

/// What is wrong with a file, and so what writing does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// Generated, but not there.
    Missing { generated: String },
    /// There, but with other bytes.
    Stale {
        committed: Vec<u8>,
        generated: String,
    },
    /// There, but not generated.
    Stray { committed: Entry },
}

/// All that differed, by path, and how many files did not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Changes {
    pub(crate) changes: Vec<Change>,
    pub(crate) unchanged: usize,
}

/// Finds every file that is not as generated and, when writing, makes it so.
///
/// Writing is all or nothing as far as a file system allows it: all new texts are first written
/// beside the owned folder, and only when that worked are they moved into place.
///
/// # Errors
///
/// Fails if the folder cannot be read or written, or if a generated path leads out of it, which
/// would be a defect of the generator.
pub(crate) fn sync(owned: &Owned, files: &FileTree, mode: Mode) -> Result<Changes, Failure> {
    let found = compare(owned, files)?;
    if mode == Mode::Write && !found.changes.is_empty() {
        write(owned, &found.changes)?;
    }
    Ok(found)
}

fn compare(owned: &Owned, files: &FileTree) -> Result<Changes, Failure> {
    let mut entries = owned.entries()?;
    let mut changes = Vec::new();
    let mut unchanged = 0;
    for (path, text) in files.iter() {
        if !is_inside(path) {
            return Err(Failure::new(format!(
                "the generator made {path:?}, which is not a file in `src`"
            ))
            .remedy("report this with the document: the generator is at fault"));
        }
        let generated = text.to_owned();
        let kind = match entries.remove(path) {
            Some(Entry::File(committed)) if committed == text.as_bytes() => {
                unchanged += 1;
                continue;
            }
            Some(Entry::File(committed)) => Kind::Stale {
                committed,
                generated,
            },
            // A link in the place of a file: moving the file there replaces the link itself.
            Some(Entry::Other) | None => Kind::Missing { generated },
        };
        changes.push(Change {
            path: path.to_owned(),
            kind,
        });
    }
    let strays = entries.into_iter();
    changes.extend(strays.map(|(path, committed)| Change {
        path,
        kind: Kind::Stray { committed },
    }));
    changes.sort_by(|a, b| a.path.cmp(&b.path));
    Ok(Changes { changes, unchanged })
}

/// Whether a generated path names a file below `src`, in plain names only.
fn is_inside(path: &str) -> bool {
    let plain = |name: &str| !matches!(name, "" | "." | "..") && !name.contains(['\\', ':']);
    path.strip_prefix("src/")
        .is_some_and(|rest| rest.split('/').all(plain))
}

fn write(owned: &Owned, changes: &[Change]) -> Result<(), Failure> {
    let krate = owned.krate();
    fs::create_dir_all(krate).map_err(|error| Failure::io("create", krate, &error))?;
    // In the crate's folder, because a move within one file system cannot run out of space.
    let staging = tempfile::Builder::new()
        .prefix(".codegen-")
        .tempdir_in(krate);
    let staging = staging.map_err(|error| Failure::io("write in", krate, &error))?;
    for Change { path, kind } in changes {
        if let Kind::Missing { generated } | Kind::Stale { generated, .. } = kind {
            let staged = staging.path().join(path);
            with_folder(&staged)
                .and_then(|()| fs::write(&staged, generated))
                .map_err(|error| Failure::io("write", &staged, &error))?;
        }
    }
    // First what goes, because it may stand where a folder of the new files has to be.
    for Change { path, kind } in changes {
        if let Kind::Stray { .. } = kind {
            let path = owned.path(path);
            fs::remove_file(&path).map_err(|error| Failure::io("remove", &path, &error))?;
        }
    }
    let src = owned.src();
    remove_empty_folders(&src).map_err(|error| Failure::io("tidy", &src, &error))?;
    for Change { path, kind } in changes {
        if !matches!(kind, Kind::Stray { .. }) {
            let place = owned.path(path);
            with_folder(&place)
                .and_then(|()| fs::rename(staging.path().join(path), &place))
                .map_err(|error| Failure::io("write", &place, &error))?;
        }
    }
    staging
        .close()
        .map_err(|error| Failure::io("tidy", krate, &error))
}

fn with_folder(file: &Path) -> io::Result<()> {
    file.parent().map_or(Ok(()), fs::create_dir_all)
}

/// Removes the folders below this one that hold no file.
fn remove_empty_folders(folder: &Path) -> io::Result<()> {
    let entries = match fs::read_dir(folder) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        entries => entries?,
    };
    for entry in entries {
        let entry = entry?;
        if entry.file_type()?.is_dir() {
            remove_empty_folders(&entry.path())?;
            if fs::read_dir(entry.path())?.next().is_none() {
                fs::remove_dir(entry.path())?;
            }
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests;
