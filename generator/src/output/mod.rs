//! Writes the files of a crate to its folder, completely or not at all, and compares them.
//!
//! [`generate`](crate::generate) is pure and touches no disk; the driver passes its result to a [`Folder`].
//! New files are first written to a staging folder inside the crate, then moved. Every generated file has a mark
//! in its first line: a file without it is neither replaced nor removed, and no symbolic link is followed.

#[cfg(test)]
mod tests;

use crate::FileTree;
use crate::api::{self, API_FILE, ApiChange};
use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;
use std::{fmt, fs};

/// The mark in the first line of every generated file.
const MARK: &str = "@generated";

/// The prefix of the folder to which new files are first written; `.gitignore` has it.
const STAGING: &str = ".codegen-";

/// The age after which a staging folder is of a run that was interrupted. A run writes for seconds.
const ABANDONED_AFTER: Duration = Duration::from_secs(60 * 60);

/// The folder of a crate, or of the generated part of one.
#[derive(Clone, Debug)]
pub struct Folder {
    path: PathBuf,
    /// Folders in which every file is generated.
    whole: &'static [&'static str],
}

/// The files that differ, by path, and how many do not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Changes {
    /// The files that differ, in the order of their paths.
    pub changes: Vec<Change>,
    /// The number of files that are as generated.
    pub unchanged: usize,
}

impl Changes {
    /// Returns what the changes mean for users of the crate, if it had a file of its public API before.
    pub fn of_api(&self) -> Vec<ApiChange> {
        let api = self.changes.iter().find(|change| change.path == API_FILE);
        match api.map(|change| &change.kind) {
            Some(ChangeKind::Stale { present: Entry::File(before), generated }) => {
                api::compare(&String::from_utf8_lossy(before), generated)
            }
            _ => Vec::new(),
        }
    }
}

/// A file that differs from the generated one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// The path relative to the crate, `src/lib.rs`.
    pub path: String,
    /// How it differs.
    pub kind: ChangeKind,
}

/// How a file differs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ChangeKind {
    /// Generated, but absent.
    Missing {
        /// The generated content.
        generated: String,
    },
    /// Present with other content.
    Stale {
        /// The present content.
        present: Entry,
        /// The generated content.
        generated: String,
    },
    /// Present in a folder of generated files, but not generated.
    Stray {
        /// The present content.
        present: Entry,
    },
}

/// A directory entry that is not a folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Entry {
    /// A regular file.
    File(Vec<u8>),
    /// A symbolic link or a device: never followed, never opened.
    Other,
}

impl Entry {
    /// Whether the generator has written it.
    fn is_marked(&self) -> bool {
        let Self::File(bytes) = self else {
            return false;
        };
        let first = bytes.split(|byte| *byte == b'\n').next().unwrap_or_default();
        String::from_utf8_lossy(first).contains(MARK)
    }
}

impl Folder {
    /// The folder of a crate at that path. In the folders `whole` of it every file is generated; others have files
    /// of other origin, too.
    pub fn new(path: impl Into<PathBuf>, whole: &'static [&'static str]) -> Self {
        Self { path: path.into(), whole }
    }

    /// Returns the path of the folder.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Checks that the folder is absent, empty, or a crate whose manifest was generated.
    ///
    /// # Errors
    ///
    /// Returns an error if it is anything else.
    pub fn claim(&self) -> Result<(), OutputError> {
        let path = &self.path;
        let found = match fs::symlink_metadata(path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
            found => found.map_err(|error| OutputError::io("inspect", path, &error))?,
        };
        if !found.is_dir() {
            return Err(OutputError::foreign(path, "is not a folder"));
        }
        let entries = fs::read_dir(path).map_err(|error| OutputError::io("read", path, &error))?;
        let is_empty = !entries.into_iter().flatten().any(|entry| !is_staging(&entry));
        let manifest = self.entry("Cargo.toml")?;
        match is_empty || manifest.is_some_and(|manifest| manifest.is_marked()) {
            true => Ok(()),
            false => Err(OutputError::foreign(path, "is not empty, and was not generated")),
        }
    }

    /// Finds every file that differs from the generated one. Writes nothing.
    ///
    /// # Errors
    ///
    /// Returns an error if the folder cannot be read, or if a generated path leads out of it, which would be a
    /// defect of the generator.
    pub fn compare(&self, files: &FileTree) -> Result<Changes, OutputError> {
        let mut present = BTreeMap::new();
        for folder in self.whole {
            collect(&self.path.join(folder), folder, &mut present)?;
        }
        let mut changes = Vec::new();
        let mut unchanged = 0;
        for (path, text) in files.iter() {
            if !is_inside(path) {
                return Err(OutputError {
                    message: format!(
                        "the generator returned {path:?}, which is not a path in the crate"
                    ),
                    remedy: "report this with the document: it is a defect of the generator"
                        .to_owned(),
                });
            }
            let there = match present.remove(path) {
                None if !self.is_whole(path) => self.entry(path)?,
                there => there,
            };
            if matches!(&there, Some(Entry::File(bytes)) if bytes == text.as_bytes()) {
                unchanged += 1;
                continue;
            }
            let generated = text.to_owned();
            let kind = match there {
                Some(present) => ChangeKind::Stale { present, generated },
                None => ChangeKind::Missing { generated },
            };
            changes.push(Change { path: path.to_owned(), kind });
        }
        let strays = present.into_iter();
        changes.extend(
            strays.map(|(path, present)| Change { path, kind: ChangeKind::Stray { present } }),
        );
        changes.sort_by(|a, b| a.path.cmp(&b.path));
        Ok(Changes { changes, unchanged })
    }

    /// Updates every file that differs, removes those that are no longer generated, and the staging folders of
    /// runs that were interrupted over an hour ago. Returns what has changed. Unchanged files are not touched.
    ///
    /// # Errors
    ///
    /// Returns an error as [`compare`](Self::compare) does; if a file would be replaced or removed that the
    /// generator has not written; or if a file cannot be written. Then nothing has changed, except where a file
    /// cannot be moved or removed.
    pub fn write(&self, files: &FileTree) -> Result<Changes, OutputError> {
        let found = self.compare(files)?;
        check_origin(&self.path, &found.changes)?;
        let error = |doing, path: &Path| {
            let path = path.to_owned();
            move |error: io::Error| OutputError::io(doing, &path, &error)
        };
        let root = &self.path;
        if root.exists() {
            remove_staging(root).map_err(error("clean up", root))?;
        }
        if found.changes.is_empty() {
            return Ok(found);
        }
        fs::create_dir_all(root).map_err(error("create", root))?;
        // In the crate's folder: a rename within one file system cannot run out of space.
        let staging = tempfile::Builder::new().prefix(STAGING).tempdir_in(root);
        let staging = staging.map_err(error("write in", root))?;
        for Change { path, kind } in &found.changes {
            if let ChangeKind::Missing { generated } | ChangeKind::Stale { generated, .. } = kind {
                let staged = staging.path().join(path);
                with_folder(&staged)
                    .and_then(|()| fs::write(&staged, generated))
                    .map_err(error("write", &root.join(path)))?;
            }
        }
        // Removals first: a stray file may have the name of a new folder.
        for Change { path, kind } in &found.changes {
            if let ChangeKind::Stray { .. } = kind {
                let path = root.join(path);
                fs::remove_file(&path).map_err(error("remove", &path))?;
            }
        }
        for folder in self.whole {
            let folder = root.join(folder);
            remove_empty_folders(&folder).map_err(error("clean up", &folder))?;
        }
        for Change { path, kind } in &found.changes {
            if !matches!(kind, ChangeKind::Stray { .. }) {
                let target = root.join(path);
                with_folder(&target)
                    .and_then(|()| fs::rename(staging.path().join(path), &target))
                    .map_err(error("write", &target))?;
            }
        }
        staging.close().map_err(error("clean up", root))?;
        Ok(found)
    }

    fn is_whole(&self, path: &str) -> bool {
        let folder = path.split_once('/').map(|(folder, _)| folder);
        folder.is_some_and(|folder| self.whole.contains(&folder))
    }

    /// The entry at a path outside of the folders of generated files.
    fn entry(&self, path: &str) -> Result<Option<Entry>, OutputError> {
        let file = self.path.join(path);
        match fs::symlink_metadata(&file) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(OutputError::io("read", &file, &error)),
            Ok(found) if found.is_file() => Ok(Some(read(&file)?)),
            Ok(_) => Ok(Some(Entry::Other)),
        }
    }
}

/// Names every file that would be replaced or removed and that the generator has not written.
fn check_origin(root: &Path, changes: &[Change]) -> Result<(), OutputError> {
    let foreign = changes.iter().filter(|change| match &change.kind {
        ChangeKind::Missing { .. } => false,
        ChangeKind::Stale { present, .. } | ChangeKind::Stray { present } => !present.is_marked(),
    });
    let foreign: Vec<_> =
        foreign.map(|change| root.join(&change.path).display().to_string()).collect();
    match foreign.as_slice() {
        [] => Ok(()),
        [one] => Err(OutputError::foreign(Path::new(one), "was not generated")),
        several => Err(OutputError {
            message: format!("{} files were not generated: {}", several.len(), several.join(", ")),
            remedy: REMEDY.replacen("move it or remove it", "move or remove them", 1),
        }),
    }
}

const REMEDY: &str = "move it or remove it, or give another folder with `--out`: only generated files, which have \
                      `@generated` in their first line, are replaced and removed";

/// Whether a generated path names a file below the crate, in plain names only.
fn is_inside(path: &str) -> bool {
    let plain = |name: &str| !matches!(name, "" | "." | "..") && !name.contains(['\\', ':']);
    path.split('/').all(plain)
}

/// Collects the files below a folder of generated files.
fn collect(
    folder: &Path,
    name: &str,
    found: &mut BTreeMap<String, Entry>,
) -> Result<(), OutputError> {
    let error_of = |error: io::Error| OutputError::io("read", folder, &error);
    match fs::symlink_metadata(folder) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        Ok(found) if !found.is_dir() => {
            return Err(OutputError::foreign(folder, "is not a folder but a file or a link"));
        }
        found => {
            found.map_err(error_of)?;
        }
    }
    for entry in fs::read_dir(folder).map_err(error_of)? {
        let entry = entry.map_err(error_of)?;
        let path = entry.path();
        let file = entry.file_name().into_string();
        let file =
            file.map_err(|_| OutputError::foreign(&path, "has a name that is not Unicode"))?;
        let name = format!("{name}/{file}");
        let kind = entry.file_type().map_err(error_of)?;
        if kind.is_dir() {
            collect(&path, &name, found)?;
        } else if kind.is_file() {
            found.insert(name, read(&path)?);
        } else {
            found.insert(name, Entry::Other);
        }
    }
    Ok(())
}

fn read(file: &Path) -> Result<Entry, OutputError> {
    let bytes = fs::read(file).map_err(|error| OutputError::io("read", file, &error))?;
    Ok(Entry::File(bytes))
}

fn is_staging(entry: &fs::DirEntry) -> bool {
    entry.file_name().to_string_lossy().starts_with(STAGING)
        && entry.file_type().is_ok_and(|kind| kind.is_dir())
}

/// Removes the staging folders of runs that were interrupted. A younger one can be of a run in progress.
fn remove_staging(root: &Path) -> io::Result<()> {
    for entry in fs::read_dir(root)? {
        let entry = entry?;
        if is_staging(&entry) && is_abandoned(&entry) {
            fs::remove_dir_all(entry.path())?;
        }
    }
    Ok(())
}

/// Whether the folder is older than any run takes. One that another run has just removed is not.
fn is_abandoned(entry: &fs::DirEntry) -> bool {
    let modified = entry.metadata().and_then(|found| found.modified());
    let age = modified.ok().and_then(|modified| modified.elapsed().ok());
    age.is_some_and(|age| age > ABANDONED_AFTER)
}

fn with_folder(file: &Path) -> io::Result<()> {
    file.parent().map_or(Ok(()), fs::create_dir_all)
}

/// Removes the folders below this one that contain no file.
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

/// Why files could not be compared or written.
#[derive(Debug)]
pub struct OutputError {
    message: String,
    remedy: String,
}

impl OutputError {
    fn foreign(path: &Path, what: &str) -> Self {
        Self { message: format!("{} {what}", path.display()), remedy: REMEDY.to_owned() }
    }

    fn io(doing: &str, path: &Path, error: &io::Error) -> Self {
        Self {
            message: format!("cannot {doing} {}: {error}", path.display()),
            remedy: "check the path, and its permissions".to_owned(),
        }
    }

    /// Returns what to do about the error.
    pub fn remedy(&self) -> &str {
        &self.remedy
    }
}

impl fmt::Display for OutputError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for OutputError {}
