//! Folders before and after a run.

use super::*;
#[cfg(unix)]
use std::time::SystemTime;

const FILES: [(&str, &str); 4] = [
    ("Cargo.toml", "# @generated\n[package]\n"),
    ("src/lib.rs", "// @generated from #.\nmod types;\n"),
    ("src/types.rs", "// @generated from #/a.\nmod stage;\n"),
    ("src/types/stage.rs", "// @generated from #/b.\n"),
];

fn tree() -> FileTree {
    FileTree::from_iter(FILES)
}

/// A crate to which [`FILES`] were written.
fn written() -> (tempfile::TempDir, Folder) {
    let temporary = tempfile::tempdir().unwrap();
    let folder = Folder::new(temporary.path().join("new/sdk"), &["src"]);
    folder.claim().unwrap();
    folder.write(&tree()).unwrap();
    (temporary, folder)
}

/// Every file of a folder, with its contents.
fn contents(folder: &Path) -> BTreeMap<String, Entry> {
    let mut found = BTreeMap::new();
    collect(folder, "", &mut found).unwrap();
    found
}

fn kinds(changes: &Changes) -> Vec<(&str, &str)> {
    let kind = |kind: &ChangeKind| match kind {
        ChangeKind::Missing { .. } => "missing",
        ChangeKind::Stale { .. } => "stale",
        ChangeKind::Stray { .. } => "stray",
    };
    changes.changes.iter().map(|change| (kind(&change.kind), change.path.as_str())).collect()
}

/// Checks that a comparison finds `expected` and writes nothing, and that one run of `write` corrects it.
#[track_caller]
fn check(folder: &Folder, expected: &[(&str, &str)]) {
    let before = contents(folder.path());
    let found = folder.compare(&tree()).unwrap();
    assert_eq!(kinds(&found), expected);
    assert_eq!(contents(folder.path()), before, "a comparison writes nothing");
    assert_eq!(folder.write(&tree()).unwrap(), found);
    let after = folder.write(&tree()).unwrap();
    assert_eq!(after, Changes { changes: vec![], unchanged: 4 });
    let mut left: Vec<_> =
        fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    left.sort();
    assert_eq!(left, ["Cargo.toml", "src"], "no staging folder is left");
}

#[test]
fn a_new_crate_gets_every_file() {
    let temporary = tempfile::tempdir().unwrap();
    let folder = Folder::new(temporary.path(), &["src"]);
    folder.claim().unwrap();
    check(&folder, &FILES.map(|(path, _)| ("missing", path)));
}

#[test]
fn unchanged_files_are_not_written() {
    let (_temporary, folder) = written();
    let lib = folder.path().join("src/lib.rs");
    let modified = || fs::metadata(&lib).unwrap().modified().unwrap();
    let before = modified();
    check(&folder, &[]);
    fs::write(folder.path().join("src/types.rs"), "// @generated\nedited\n").unwrap();
    check(&folder, &[("stale", "src/types.rs")]);
    assert_eq!(modified(), before, "an unchanged file keeps its modification time");
}

#[test]
fn stale_missing_and_stray_files_are_found_together() {
    let (_temporary, folder) = written();
    let at = |path: &str| folder.path().join(path);
    fs::write(at("src/lib.rs"), "// @generated from #.\r\nmod types;\r\n").unwrap();
    fs::remove_file(at("src/types.rs")).unwrap();
    fs::create_dir(at("src/old")).unwrap();
    fs::write(at("src/old/thing.rs"), "// @generated\n").unwrap();
    let expected =
        [("stale", "src/lib.rs"), ("stray", "src/old/thing.rs"), ("missing", "src/types.rs")];
    check(&folder, &expected);
    assert!(!at("src/old").exists(), "an empty folder is removed");
}

#[test]
fn files_and_folders_replace_each_other() {
    let (_temporary, folder) = written();
    let at = |path: &str| folder.path().join(path);
    fs::remove_dir_all(at("src/types")).unwrap();
    fs::write(at("src/types"), "// @generated\n").unwrap();
    fs::remove_file(at("src/lib.rs")).unwrap();
    fs::create_dir(at("src/lib.rs")).unwrap();
    fs::write(at("src/lib.rs/x"), "// @generated\n").unwrap();
    let expected = [
        ("missing", "src/lib.rs"),
        ("stray", "src/lib.rs/x"),
        ("stray", "src/types"),
        ("missing", "src/types/stage.rs"),
    ];
    check(&folder, &expected);
}

#[test]
fn files_of_other_origin_are_named_and_kept() {
    for (added, expected) in [
        (&[("src/mine.rs", "//! Mine.\n")][..], &["src/mine.rs was not generated"][..]),
        (&[("src/lib.rs", "//! Mine.\n")], &["src/lib.rs was not generated"]),
        (&[("Cargo.toml", "[package]\n")], &["Cargo.toml was not generated"]),
        (
            &[("src/a.rs", ""), ("src/old/b.txt", "b")],
            &["2 files were not generated", "src/a.rs, ", "src/old/b.txt"],
        ),
    ] {
        let (_temporary, folder) = written();
        fs::remove_file(folder.path().join("src/types.rs")).unwrap();
        for (path, text) in added {
            let path = folder.path().join(path);
            with_folder(&path).and_then(|()| fs::write(path, text)).unwrap();
        }
        let before = contents(folder.path());
        let error = folder.write(&tree()).unwrap_err().to_string();
        assert!(expected.iter().all(|part| error.contains(part)), "{error}");
        assert_eq!(contents(folder.path()), before);
    }
}

#[test]
fn a_folder_of_other_origin_is_not_claimed() {
    let temporary = tempfile::tempdir().unwrap();
    let folder = Folder::new(temporary.path(), &["src"]);
    fs::create_dir(temporary.path().join(".codegen-x")).unwrap();
    folder.claim().unwrap();
    fs::write(temporary.path().join("notes.txt"), "mine").unwrap();
    let error = folder.claim().unwrap_err().to_string();
    assert!(error.contains("is not empty, and was not generated"), "{error}");
    fs::write(temporary.path().join("Cargo.toml"), FILES[0].1).unwrap();
    folder.claim().unwrap();

    let file = tempfile::NamedTempFile::new().unwrap();
    let error = Folder::new(file.path(), &["src"]).claim().unwrap_err().to_string();
    assert!(error.contains("is not a folder"), "{error}");
}

#[cfg(unix)]
#[test]
fn links_are_neither_followed_nor_replaced() {
    use std::os::unix::fs::symlink;

    let outside = tempfile::tempdir().unwrap();
    let precious = outside.path().join("precious");
    fs::write(&precious, "// @generated, as it happens\n").unwrap();
    for link in ["src/lib.rs", "src/more", "src"] {
        let (_temporary, folder) = written();
        let at = folder.path().join(link);
        match link {
            "src" => fs::remove_dir_all(&at).unwrap(),
            _ => drop(fs::remove_file(&at)),
        }
        symlink(outside.path(), &at).unwrap();
        let error = folder.write(&tree()).unwrap_err().to_string();
        assert!(error.contains(&format!("{link} ")), "{error}");
        assert!(precious.exists() && fs::symlink_metadata(&at).unwrap().is_symlink());
    }
}

#[test]
fn generated_paths_must_be_inside_the_crate() {
    let (_temporary, folder) = written();
    for path in "src/ src/../a /src/lib.rs src//lib.rs src\\lib.rs src/c: ../a".split(' ') {
        let error = folder.write(&FileTree::from_iter([(path, "")])).unwrap_err().to_string();
        assert!(error.contains("is not a path in the crate"), "{path}: {error}");
    }
    check(&folder, &[]);
}

#[cfg(unix)]
#[test]
fn the_staging_folder_of_an_interrupted_run_is_removed() {
    let ignored = include_str!("../../../.gitignore");
    assert!(ignored.lines().any(|line| line == format!("{STAGING}*")), "{ignored}");
    let (_temporary, folder) = written();
    fs::create_dir_all(folder.path().join(".codegen-x1/src")).unwrap();
    fs::write(folder.path().join(".codegen-x1/src/lib.rs"), "").unwrap();
    let staging = folder.path().join(".codegen-x1");
    folder.write(&tree()).unwrap();
    assert!(staging.exists(), "the run may be in progress");
    let old = SystemTime::now() - ABANDONED_AFTER - Duration::from_secs(1);
    fs::File::open(&staging).unwrap().set_modified(old).unwrap();
    folder.write(&tree()).unwrap();
    assert!(!staging.exists(), "also where nothing has changed");
}

#[cfg(unix)]
#[test]
fn nothing_changes_when_a_file_cannot_be_written() {
    use std::os::unix::fs::PermissionsExt;

    let (_temporary, folder) = written();
    let before = contents(folder.path());
    // A file name longer than a file system takes.
    let long = format!("src/{}.rs", "x".repeat(300));
    let files = FileTree::from_iter([("src/lib.rs", "// @generated\nchanged\n"), (&*long, "")]);
    let error = folder.write(&files).unwrap_err().to_string();
    assert!(error.contains("cannot write "), "{error}");
    assert_eq!(contents(folder.path()), before);
    let lib = folder.path().join("src/lib.rs");
    let mode = fs::metadata(lib).unwrap().permissions().mode();
    assert_eq!(mode & 0o600, 0o600, "files have the usual permissions");
    check(&folder, &[]);
}
