//! Updates the owned folder. `--check` is the same function without the writes.

use std::fs;
use std::io;
use std::path::Path;

use generator::FileTree;

use super::owned_folder::{Entry, OwnedFolder};
use crate::report::Failure;

/// The prefix of the folder to which new files are first written.
const STAGING: &str = ".codegen-";

/// Whether to write.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Mode {
    Write,
    Check,
}

/// A file that differs from the generated one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Change {
    /// The path relative to the crate, `src/lib.rs`.
    pub(crate) path: String,
    pub(crate) kind: ChangeKind,
}

/// How a file differs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum ChangeKind {
    /// Generated, but absent.
    Missing { generated: String },
    /// Present with other content.
    Stale { committed: Vec<u8>, generated: String },
    /// Present, but not generated.
    Stray { committed: Entry },
}

/// The files that differ, by path, and how many do not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Changes {
    pub(crate) changes: Vec<Change>,
    pub(crate) unchanged: usize,
}

/// Finds every file that differs from the generated one and, in [`Mode::Write`], updates it.
///
/// All new files are first written to a staging folder, then moved: if writing fails, nothing changes.
///
/// # Errors
///
/// If the folder cannot be read or written, or if a generated path leads out of it, which would be a
/// defect of the generator.
pub(crate) fn sync(owned: &OwnedFolder, files: &FileTree, mode: Mode) -> Result<Changes, Failure> {
    let found = compare(owned, files)?;
    if mode == Mode::Write && !found.changes.is_empty() {
        write(owned, &found.changes)?;
    }
    Ok(found)
}

fn compare(owned: &OwnedFolder, files: &FileTree) -> Result<Changes, Failure> {
    let mut entries = owned.entries()?;
    let mut changes = Vec::new();
    let mut unchanged = 0;
    for (path, text) in files.iter() {
        if !is_inside(path) {
            return Err(Failure::new(format!(
                "the generator returned the path {path:?}, which is not a file in `src`"
            ))
            .remedy("report this with the document: the generator is at fault"));
        }
        let generated = text.to_owned();
        let kind = match entries.remove(path) {
            Some(Entry::File(committed)) if committed == text.as_bytes() => {
                unchanged += 1;
                continue;
            }
            Some(Entry::File(committed)) => ChangeKind::Stale { committed, generated },
            // A link at this path: the rename replaces the link itself.
            Some(Entry::Other) | None => ChangeKind::Missing { generated },
        };
        changes.push(Change { path: path.to_owned(), kind });
    }
    let strays = entries.into_iter();
    changes.extend(
        strays.map(|(path, committed)| Change { path, kind: ChangeKind::Stray { committed } }),
    );
    changes.sort_by(|a, b| a.path.cmp(&b.path));
    Ok(Changes { changes, unchanged })
}

/// Whether a generated path names a file below `src`, in plain names only.
fn is_inside(path: &str) -> bool {
    let plain = |name: &str| !matches!(name, "" | "." | "..") && !name.contains(['\\', ':']);
    path.strip_prefix("src/").is_some_and(|rest| rest.split('/').all(plain))
}

fn write(owned: &OwnedFolder, changes: &[Change]) -> Result<(), Failure> {
    let krate = owned.krate();
    fs::create_dir_all(krate).map_err(|error| Failure::io("create", krate, &error))?;
    remove_stale_staging(krate).map_err(|error| Failure::io("clean up", krate, &error))?;
    // In the crate's folder: a rename within one file system cannot run out of space.
    let staging = tempfile::Builder::new().prefix(STAGING).tempdir_in(krate);
    let staging = staging.map_err(|error| Failure::io("write in", krate, &error))?;
    for Change { path, kind } in changes {
        if let ChangeKind::Missing { generated } | ChangeKind::Stale { generated, .. } = kind {
            let staged = staging.path().join(path);
            with_folder(&staged)
                .and_then(|()| fs::write(&staged, generated))
                .map_err(|error| Failure::io("write", &staged, &error))?;
        }
    }
    // Removals first: a stray file may have the name of a new folder.
    for Change { path, kind } in changes {
        if let ChangeKind::Stray { .. } = kind {
            let path = owned.path(path);
            fs::remove_file(&path).map_err(|error| Failure::io("remove", &path, &error))?;
        }
    }
    let src = owned.src();
    remove_empty_folders(&src).map_err(|error| Failure::io("clean up", &src, &error))?;
    for Change { path, kind } in changes {
        if !matches!(kind, ChangeKind::Stray { .. }) {
            let target = owned.path(path);
            with_folder(&target)
                .and_then(|()| fs::rename(staging.path().join(path), &target))
                .map_err(|error| Failure::io("write", &target, &error))?;
        }
    }
    staging.close().map_err(|error| Failure::io("clean up", krate, &error))
}

/// Removes staging folders of runs that were interrupted.
fn remove_stale_staging(krate: &Path) -> io::Result<()> {
    for entry in fs::read_dir(krate)? {
        let entry = entry?;
        let name = entry.file_name();
        if name.to_string_lossy().starts_with(STAGING) && entry.file_type()?.is_dir() {
            fs::remove_dir_all(entry.path())?;
        }
    }
    Ok(())
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

#[cfg(test)]
mod tests {
    use super::*;

    const FILES: [(&str, &str); 3] = [
        ("src/lib.rs", "mod types;\n"),
        ("src/types.rs", "mod stage;\n"),
        ("src/types/stage.rs", "one\n"),
    ];

    /// A crate to which [`FILES`] were written.
    fn written() -> (tempfile::TempDir, OwnedFolder) {
        let folder = tempfile::tempdir().unwrap();
        let owned = OwnedFolder::other(&folder.path().join("sdk")).unwrap();
        sync(&owned, &FileTree::from_iter(FILES), Mode::Write).unwrap();
        (folder, owned)
    }

    fn kinds(changes: &Changes) -> Vec<(&str, &str)> {
        let kind = |kind: &ChangeKind| match kind {
            ChangeKind::Missing { .. } => "missing",
            ChangeKind::Stale { .. } => "stale",
            ChangeKind::Stray { .. } => "stray",
        };
        changes.changes.iter().map(|change| (kind(&change.kind), change.path.as_str())).collect()
    }

    /// Checks that [`Mode::Check`] finds `expected` and writes nothing, and that one run of [`Mode::Write`] fixes it.
    fn check(owned: &OwnedFolder, expected: &[(&str, &str)]) {
        let before = owned.entries().unwrap();
        let found = sync(owned, &FileTree::from_iter(FILES), Mode::Check).unwrap();
        assert_eq!(kinds(&found), expected);
        assert_eq!(owned.entries().unwrap(), before, "a check writes nothing");
        assert_eq!(sync(owned, &FileTree::from_iter(FILES), Mode::Write).unwrap(), found);
        let after = sync(owned, &FileTree::from_iter(FILES), Mode::Write).unwrap();
        assert_eq!(after, Changes { changes: vec![], unchanged: 3 });
        let left: Vec<_> =
            fs::read_dir(owned.krate()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
        assert_eq!(left, ["src"], "no staging folder is left");
    }

    #[test]
    fn a_new_crate_gets_every_file() {
        let folder = tempfile::tempdir().unwrap();
        let owned = OwnedFolder::other(folder.path()).unwrap();
        check(
            &owned,
            &[
                ("missing", "src/lib.rs"),
                ("missing", "src/types.rs"),
                ("missing", "src/types/stage.rs"),
            ],
        );
        assert_eq!(fs::read_to_string(owned.path("src/types/stage.rs")).unwrap(), "one\n");
    }

    #[test]
    fn unchanged_files_are_not_written() {
        let (_folder, owned) = written();
        let modified = || fs::metadata(owned.path("src/lib.rs")).unwrap().modified().unwrap();
        let before = modified();
        check(&owned, &[]);
        fs::write(owned.path("src/types.rs"), "edited\n").unwrap();
        check(&owned, &[("stale", "src/types.rs")]);
        assert_eq!(modified(), before, "an unchanged file keeps its modification time");
    }

    #[test]
    fn stale_missing_and_stray_files_are_found_together() {
        let (_folder, owned) = written();
        fs::write(owned.path("src/lib.rs"), "mod types;\r\n").unwrap();
        fs::remove_file(owned.path("src/types.rs")).unwrap();
        fs::create_dir(owned.path("src/old")).unwrap();
        fs::write(owned.path("src/old/note.txt"), "by hand").unwrap();
        check(
            &owned,
            &[("stale", "src/lib.rs"), ("stray", "src/old/note.txt"), ("missing", "src/types.rs")],
        );
        assert!(!owned.path("src/old").exists(), "an empty folder is removed");
    }

    #[test]
    fn files_and_folders_replace_each_other() {
        let (_folder, owned) = written();
        fs::remove_dir_all(owned.path("src/types")).unwrap();
        fs::write(owned.path("src/types"), "").unwrap();
        fs::remove_file(owned.path("src/lib.rs")).unwrap();
        fs::create_dir(owned.path("src/lib.rs")).unwrap();
        fs::write(owned.path("src/lib.rs/x"), "").unwrap();
        let expected = [
            ("missing", "src/lib.rs"),
            ("stray", "src/lib.rs/x"),
            ("stray", "src/types"),
            ("missing", "src/types/stage.rs"),
        ];
        check(&owned, &expected);
    }

    #[cfg(unix)]
    #[test]
    fn a_link_is_replaced_and_its_target_kept() {
        let (folder, owned) = written();
        let outside = folder.path().join("precious");
        fs::write(&outside, "precious").unwrap();
        fs::remove_file(owned.path("src/lib.rs")).unwrap();
        std::os::unix::fs::symlink(&outside, owned.path("src/lib.rs")).unwrap();
        std::os::unix::fs::symlink(folder.path(), owned.path("src/more")).unwrap();
        check(&owned, &[("missing", "src/lib.rs"), ("stray", "src/more")]);
        assert_eq!(fs::read_to_string(outside).unwrap(), "precious");
    }

    #[test]
    fn generated_paths_must_be_inside_src() {
        let (_folder, owned) = written();
        let paths =
            "Cargo.toml src src/ src/../Cargo.toml /src/lib.rs src//lib.rs src\\lib.rs src/c:";
        for path in paths.split(' ') {
            let error = sync(&owned, &FileTree::from_iter([(path, "")]), Mode::Write)
                .unwrap_err()
                .to_string();
            assert!(error.contains("is not a file in `src`"), "{path}: {error}");
        }
        check(&owned, &[]);
    }

    #[test]
    fn the_staging_folder_of_an_interrupted_run_is_removed() {
        let (_folder, owned) = written();
        fs::create_dir_all(owned.krate().join(".codegen-x1/src")).unwrap();
        fs::remove_file(owned.path("src/lib.rs")).unwrap();
        check(&owned, &[("missing", "src/lib.rs")]);
    }

    #[cfg(unix)]
    #[test]
    fn a_failed_write_changes_nothing() {
        use std::os::unix::fs::PermissionsExt;

        let (_folder, owned) = written();
        let before = owned.entries().unwrap();
        // A file name that is too long fails while the files are staged.
        let long = format!("src/{}.rs", "x".repeat(300));
        let files = FileTree::from_iter([("src/lib.rs", "changed\n"), (&*long, "")]);
        let error = sync(&owned, &files, Mode::Write).unwrap_err().to_string();
        assert!(error.contains("cannot write "), "{error}");
        assert_eq!(owned.entries().unwrap(), before);
        let mode = fs::metadata(owned.path("src/lib.rs")).unwrap().permissions().mode();
        assert_eq!(mode & 0o600, 0o600, "files have the usual permissions");
        check(&owned, &[]);
    }
}
