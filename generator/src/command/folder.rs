//! The folder of a generated crate, which is updated completely or not at all.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Component, Path, PathBuf};

use generator::FileTree;

use super::Failure;

/// The mark in the first line of every generated file.
const MARK: &str = "@generated";

/// Folders of the crate in which every file is generated.
const WHOLE: [&str; 2] = ["src", "examples"];

/// A folder that may be written: a new one, an empty one, or one with a generated crate.
#[derive(Debug)]
pub(super) struct Folder {
    path: PathBuf,
    /// Files that were generated before, relative to the folder.
    ours: BTreeSet<String>,
}

impl Folder {
    /// Checks that no file would be lost that is not generated.
    pub(super) fn claim(path: &Path) -> Result<Self, Failure> {
        let path = absolute(path)?;
        let found = match fs::symlink_metadata(&path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => None,
            found => Some(found.map_err(|error| Failure::io("inspect", &path, &error))?),
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
                return Err(foreign(&path, "is not empty, and was not written by this command"));
            }
            for folder in WHOLE {
                collect(&path.join(folder), folder, &mut ours)?;
            }
        }
        Ok(Self { path, ours })
    }

    /// The relative path from the crate to another folder.
    pub(super) fn relative(&self, to: &Path) -> String {
        let (from, to): (Vec<_>, Vec<_>) =
            (self.path.components().collect(), to.components().collect());
        let common = from.iter().zip(&to).take_while(|(a, b)| a == b).count();
        // There is no relative path between two drives of Windows.
        if common == 0 {
            return to.iter().collect::<PathBuf>().display().to_string();
        }
        let up = from[common..].iter().map(|_| "..".to_owned());
        let down = to[common..].iter().map(|part| part.as_os_str().to_string_lossy().into_owned());
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

    /// Updates the folder and returns a summary.
    ///
    /// All files are written to a temporary folder first and moved when that has succeeded; files that
    /// are no longer generated are removed. Unchanged files are not touched.
    pub(super) fn write(&self, files: &FileTree) -> Result<String, Failure> {
        let path = &self.path;
        for (name, _) in files.iter().filter(|(name, _)| !self.ours.contains(*name)) {
            let target = path.join(name);
            if fs::symlink_metadata(&target).is_ok() && !is_marked(&target) {
                return Err(foreign(&target, "was not written by this command"));
            }
        }
        let changed: Vec<(&str, &str)> = files
            .iter()
            .filter(|(name, text)| {
                !fs::read(path.join(name)).is_ok_and(|there| there == text.as_bytes())
            })
            .collect();
        let strays: Vec<&String> =
            self.ours.iter().filter(|name| files.get(name).is_none()).collect();
        fs::create_dir_all(path).map_err(|error| Failure::io("create", path, &error))?;
        let staging = tempfile::Builder::new().prefix(".generator-").tempdir_in(path);
        let staging = staging.map_err(|error| Failure::io("write in", path, &error))?;
        for (name, text) in &changed {
            let staged = staging.path().join(name);
            with_folder(&staged)
                .and_then(|()| fs::write(&staged, text))
                .map_err(|error| Failure::io("write", &path.join(name), &error))?;
        }
        for name in &strays {
            let target = path.join(name);
            fs::remove_file(&target).map_err(|error| Failure::io("remove", &target, &error))?;
            // An empty folder is removed, too.
            let _ = target.parent().map(fs::remove_dir);
        }
        for (name, _) in &changed {
            let target = path.join(name);
            with_folder(&target)
                .and_then(|()| fs::rename(staging.path().join(name), &target))
                .map_err(|error| Failure::io("write", &target, &error))?;
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
        "give another folder with `--out`: this command replaces only files that it has written",
    )
}

/// Collects the files below a folder, all of which must be generated.
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
            return Err(foreign(&path, "was not written by this command"));
        }
    }
    Ok(())
}

/// Whether it is a file, not a link, whose first line has the mark.
fn is_marked(file: &Path) -> bool {
    let is_file = fs::symlink_metadata(file).is_ok_and(|found| found.is_file());
    is_file
        && fs::read(file).is_ok_and(|bytes| {
            let first = bytes.split(|byte| *byte == b'\n').next().unwrap_or_default();
            String::from_utf8_lossy(first).contains(MARK)
        })
}

fn with_folder(file: &Path) -> io::Result<()> {
    file.parent().map_or(Ok(()), fs::create_dir_all)
}

/// The absolute path, with links resolved as far as it exists.
pub(super) fn absolute(path: &Path) -> Result<PathBuf, Failure> {
    let whole = std::path::absolute(path).map_err(|error| Failure::io("find", path, &error))?;
    for existing in whole.ancestors() {
        if let Ok(real) = existing.canonicalize() {
            let rest = whole.strip_prefix(existing).unwrap_or(Path::new(""));
            let plain = rest.components().filter(|part| !matches!(part, Component::CurDir));
            return Ok(plain.fold(real, |path, part| match part {
                Component::ParentDir => path.parent().unwrap_or(&path).to_owned(),
                part => path.join(part),
            }));
        }
    }
    Ok(whole)
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILES: [(&str, &str); 3] = [
        ("Cargo.toml", "# @generated\n[package]\n"),
        ("src/lib.rs", "// @generated from #.\n"),
        ("src/types/room.rs", "// @generated from #/a.\n"),
    ];

    /// Every file in a folder, with its contents.
    fn contents(folder: &Path) -> Vec<(String, String)> {
        let mut found = Vec::new();
        let mut open = vec![folder.to_owned()];
        while let Some(next) = open.pop() {
            for entry in fs::read_dir(next).unwrap() {
                let path = entry.unwrap().path();
                if path.is_dir() {
                    open.push(path);
                } else {
                    let name = path.strip_prefix(folder).unwrap().to_string_lossy().into_owned();
                    found.push((name, fs::read_to_string(&path).unwrap()));
                }
            }
        }
        found.sort();
        found
    }

    fn write(folder: &Path, files: &[(&str, &str)]) -> Result<String, Failure> {
        Folder::claim(folder)?.write(&files.iter().copied().collect())
    }

    #[test]
    fn a_new_folder_is_created_and_updated() {
        let temporary = tempfile::tempdir().unwrap();
        let folder = temporary.path().join("new/sdk");
        assert_eq!(write(&folder, &FILES).unwrap(), "3 written, 0 removed, 0 unchanged");
        assert_eq!(write(&folder, &FILES).unwrap(), "0 written, 0 removed, 3 unchanged");
        fs::write(folder.join("Cargo.lock"), "by cargo").unwrap();
        let changed = [FILES[0], ("src/lib.rs", "// @generated again\n")];
        assert_eq!(write(&folder, &changed).unwrap(), "1 written, 1 removed, 1 unchanged");
        let names: Vec<_> = contents(&folder).into_iter().map(|(name, _)| name).collect();
        assert_eq!(names, ["Cargo.lock", "Cargo.toml", "src/lib.rs"]);
        assert!(!folder.join("src/types").exists(), "an empty folder is removed");
    }

    #[test]
    fn foreign_files_are_never_overwritten() {
        const FOREIGN: &str = "was not written by this command";
        for (manifest, (name, text), reason) in [
            (None, ("notes.txt", "mine"), "is not empty, and was not written by this command"),
            (None, ("Cargo.toml", "[package]\nname = \"mine\"\n"), FOREIGN),
            (Some(FILES[0]), ("src/mine.rs", "//! Mine.\n"), "src/mine.rs was not written by"),
            (Some(FILES[0]), ("src/types", "mine"), "src/types was not written by"),
        ] {
            let temporary = tempfile::tempdir().unwrap();
            for (path, text) in manifest.into_iter().chain([(name, text)]) {
                let path = temporary.path().join(path);
                with_folder(&path).and_then(|()| fs::write(path, text)).unwrap();
            }
            let before = contents(temporary.path());
            let error = write(temporary.path(), &FILES).unwrap_err().to_string();
            assert!(error.contains(reason), "{error}");
            assert_eq!(contents(temporary.path()), before);
        }
    }

    #[test]
    fn a_file_instead_of_the_folder_is_an_error() {
        let temporary = tempfile::NamedTempFile::new().unwrap();
        let error = write(temporary.path(), &FILES).unwrap_err().to_string();
        assert!(error.contains("is not a folder"), "{error}");
    }

    #[cfg(unix)]
    #[test]
    fn links_are_not_followed() {
        let outside = tempfile::tempdir().unwrap();
        fs::write(outside.path().join("precious"), "// @generated, as it happens\n").unwrap();
        let temporary = tempfile::tempdir().unwrap();
        write(temporary.path(), &FILES).unwrap();
        std::os::unix::fs::symlink(outside.path(), temporary.path().join("src/more")).unwrap();
        let error = write(temporary.path(), &FILES).unwrap_err().to_string();
        assert!(error.contains("src/more was not written by this command"), "{error}");
    }

    #[test]
    fn nothing_changes_when_a_file_cannot_be_written() {
        let temporary = tempfile::tempdir().unwrap();
        write(temporary.path(), &FILES).unwrap();
        let before = contents(temporary.path());
        // A file name longer than a file system takes.
        let long = format!("src/{}.rs", "x".repeat(300));
        let error = write(temporary.path(), &[FILES[0], (&long, "")]).unwrap_err().to_string();
        assert!(error.contains("cannot write"), "{error}");
        assert_eq!(contents(temporary.path()), before);
    }

    #[test]
    fn paths_to_other_folders_are_relative() {
        let temporary = tempfile::tempdir().unwrap();
        let root = absolute(temporary.path()).unwrap();
        let folder = Folder::claim(&root.join("sdks/./chat")).unwrap();
        assert_eq!(folder.relative(&root.join("runtime")), "../../runtime");
        assert_eq!(folder.relative(&root.join("sdks/chat/runtime")), "runtime");
    }

    #[test]
    fn an_enclosing_workspace_is_found() {
        let temporary = tempfile::tempdir().unwrap();
        let folder = Folder::claim(&temporary.path().join("sdks/chat")).unwrap();
        assert_eq!(folder.enclosing(), None);
        fs::write(temporary.path().join("Cargo.toml"), "[workspace]\n").unwrap();
        assert_eq!(folder.enclosing(), Some(absolute(temporary.path()).unwrap()));
    }
}
