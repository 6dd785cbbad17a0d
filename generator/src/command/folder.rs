//! The folder of a crate that this command writes: whose it is, and all or nothing.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Component, Path, PathBuf};

use generator::FileTree;

use super::Failure;

/// What the first line of every generated file says.
const MARK: &str = "@generated";

/// Folders of the crate in which every file is generated.
const WHOLE: [&str; 2] = ["src", "examples"];

/// A folder that may be written: a new one, an empty one, or one that this command made.
#[derive(Debug)]
pub(super) struct Folder {
    path: PathBuf,
    /// Files that were generated before, relative to the folder.
    ours: BTreeSet<String>,
}

impl Folder {
    /// Makes sure that nothing of somebody else's would be lost.
    pub(super) fn claim(path: &Path) -> Result<Self, Failure> {
        let path = absolute(path)?;
        let found = match fs::symlink_metadata(&path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => None,
            found => Some(found.map_err(|error| Failure::io("look at", &path, &error))?),
        };
        let mut ours = BTreeSet::new();
        if let Some(found) = found {
            if !found.is_dir() {
                return Err(foreign(&path, "is not a folder"));
            }
            let mut entries =
                fs::read_dir(&path).map_err(|error| Failure::io("read", &path, &error))?;
            let is_empty = entries.next().is_none();
            if !is_empty && !is_marked(&path.join("Cargo.toml")) {
                return Err(foreign(
                    &path,
                    "is not empty, and was not made by this command",
                ));
            }
            for folder in WHOLE {
                collect(&path.join(folder), folder, &mut ours)?;
            }
        }
        Ok(Self { path, ours })
    }

    /// The way from the crate to another folder, as a manifest names it.
    pub(super) fn relative(&self, to: &Path) -> String {
        let (from, to): (Vec<_>, Vec<_>) =
            (self.path.components().collect(), to.components().collect());
        let common = from.iter().zip(&to).take_while(|(a, b)| a == b).count();
        // Two drives of Windows have no way between them.
        if common == 0 {
            return to.iter().collect::<PathBuf>().display().to_string();
        }
        let up = from[common..].iter().map(|_| "..".to_owned());
        let down = to[common..]
            .iter()
            .map(|part| part.as_os_str().to_string_lossy().into_owned());
        up.chain(down).collect::<Vec<_>>().join("/")
    }

    /// The root of a cargo workspace that the folder lies in.
    pub(super) fn enclosing(&self) -> Option<PathBuf> {
        let above = self.path.ancestors().skip(1);
        above
            .filter(|folder| {
                let manifest = fs::read_to_string(folder.join("Cargo.toml")).unwrap_or_default();
                manifest.lines().any(|line| line.trim() == "[workspace]")
            })
            .map(Path::to_owned)
            .next()
    }

    /// Brings the folder up to date and says what that took.
    ///
    /// All texts are written beside their places first; only when that worked are they moved there,
    /// and what is no longer generated goes. Files that are as they should be are not touched.
    pub(super) fn write(&self, files: &FileTree) -> Result<String, Failure> {
        let path = &self.path;
        for (name, _) in files.iter().filter(|(name, _)| !self.ours.contains(*name)) {
            let place = path.join(name);
            if fs::symlink_metadata(&place).is_ok() && !is_marked(&place) {
                return Err(foreign(&place, "was not made by this command"));
            }
        }
        let changed: Vec<(&str, &str)> = files
            .iter()
            .filter(|(name, text)| {
                !fs::read(path.join(name)).is_ok_and(|there| there == text.as_bytes())
            })
            .collect();
        let strays: Vec<&String> = self
            .ours
            .iter()
            .filter(|name| files.get(name).is_none())
            .collect();
        fs::create_dir_all(path).map_err(|error| Failure::io("create", path, &error))?;
        let staging = tempfile::Builder::new()
            .prefix(".generator-")
            .tempdir_in(path);
        let staging = staging.map_err(|error| Failure::io("write in", path, &error))?;
        for (name, text) in &changed {
            let staged = staging.path().join(name);
            with_folder(&staged)
                .and_then(|()| fs::write(&staged, text))
                .map_err(|error| Failure::io("write", &path.join(name), &error))?;
        }
        for name in &strays {
            let place = path.join(name);
            fs::remove_file(&place).map_err(|error| Failure::io("remove", &place, &error))?;
            // The folder goes with its last file.
            let _ = place.parent().map(fs::remove_dir);
        }
        for (name, _) in &changed {
            let place = path.join(name);
            with_folder(&place)
                .and_then(|()| fs::rename(staging.path().join(name), &place))
                .map_err(|error| Failure::io("write", &place, &error))?;
        }
        Ok(format!(
            "{} written, {} removed, {} unchanged",
            changed.len(),
            strays.len(),
            files.len() - changed.len()
        ))
    }
}

fn foreign(path: &Path, what: &str) -> Failure {
    Failure::new(
        format!("{} {what}", path.display()),
        "give another folder with `--out`: this command replaces only what it made",
    )
}

/// Every file below a folder, all of which must be generated ones.
fn collect(folder: &Path, name: &str, found: &mut BTreeSet<String>) -> Result<(), Failure> {
    let unread = |error: io::Error| Failure::io("read", folder, &error);
    let entries = match fs::read_dir(folder) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        entries => entries.map_err(unread)?,
    };
    for entry in entries {
        let entry = entry.map_err(unread)?;
        let path = entry.path();
        let name = format!("{name}/{}", entry.file_name().to_string_lossy());
        if entry.file_type().map_err(unread)?.is_dir() {
            collect(&path, &name, found)?;
        } else if is_marked(&path) {
            found.insert(name);
        } else {
            return Err(foreign(&path, "was not made by this command"));
        }
    }
    Ok(())
}

/// Whether it is a file, not a link, whose first line has the mark.
fn is_marked(file: &Path) -> bool {
    let is_file = fs::symlink_metadata(file).is_ok_and(|found| found.is_file());
    is_file
        && fs::read(file).is_ok_and(|bytes| {
            let first = bytes
                .split(|byte| *byte == b'\n')
                .next()
                .unwrap_or_default();
            String::from_utf8_lossy(first).contains(MARK)
        })
}

fn with_folder(file: &Path) -> io::Result<()> {
    file.parent().map_or(Ok(()), fs::create_dir_all)
}

/// The path from the root, without links as far as it exists.
pub(super) fn absolute(path: &Path) -> Result<PathBuf, Failure> {
    let whole = std::path::absolute(path).map_err(|error| Failure::io("find", path, &error))?;
    for existing in whole.ancestors() {
        if let Ok(real) = existing.canonicalize() {
            let rest = whole.strip_prefix(existing).unwrap_or(Path::new(""));
            let plain = rest
                .components()
                .filter(|part| !matches!(part, Component::CurDir));
            return Ok(plain.fold(real, |path, part| match part {
                Component::ParentDir => path.parent().unwrap_or(&path).to_owned(),
                part => path.join(part),
            }));
        }
    }
    Ok(whole)
}

#[cfg(test)]
mod tests;
