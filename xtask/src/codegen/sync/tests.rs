use super::*;

const FILES: [(&str, &str); 3] = [
    ("src/lib.rs", "mod types;\n"),
    ("src/types.rs", "mod stage;\n"),
    ("src/types/stage.rs", "one\n"),
];

fn tree(files: &[(&str, &str)]) -> FileTree {
    let mut tree = FileTree::default();
    for (path, text) in files {
        tree.insert((*path).to_owned(), (*text).to_owned());
    }
    tree
}

/// A crate in which [`FILES`] were written.
fn written() -> (tempfile::TempDir, Owned) {
    let folder = tempfile::tempdir().unwrap();
    let owned = Owned::elsewhere(&folder.path().join("sdk")).unwrap();
    sync(&owned, &tree(&FILES), Mode::Write).unwrap();
    (folder, owned)
}

fn kinds(changes: &Changes) -> Vec<(&str, &str)> {
    let kind = |kind: &Kind| match kind {
        Kind::Missing { .. } => "missing",
        Kind::Stale { .. } => "stale",
        Kind::Stray { .. } => "stray",
    };
    changes
        .changes
        .iter()
        .map(|change| (kind(&change.kind), change.path.as_str()))
        .collect()
}

/// What a check finds is what writing mends, once and for all, and the check itself writes nothing.
fn check(owned: &Owned, expected: &[(&str, &str)]) {
    let before = owned.entries().unwrap();
    let seen = sync(owned, &tree(&FILES), Mode::Check).unwrap();
    assert_eq!(kinds(&seen), expected);
    assert_eq!(owned.entries().unwrap(), before, "a check writes nothing");
    assert_eq!(sync(owned, &tree(&FILES), Mode::Write).unwrap(), seen);
    let after = sync(owned, &tree(&FILES), Mode::Write).unwrap();
    assert_eq!(
        after,
        Changes {
            changes: vec![],
            unchanged: 3
        }
    );
    let left: Vec<_> = fs::read_dir(owned.krate())
        .unwrap()
        .map(|entry| entry.unwrap().file_name())
        .collect();
    assert_eq!(left, ["src"], "nothing is left beside the folder");
}

#[test]
fn an_empty_place_gets_every_file() {
    let folder = tempfile::tempdir().unwrap();
    let owned = Owned::elsewhere(folder.path()).unwrap();
    check(
        &owned,
        &[
            ("missing", "src/lib.rs"),
            ("missing", "src/types.rs"),
            ("missing", "src/types/stage.rs"),
        ],
    );
    assert_eq!(
        fs::read_to_string(owned.path("src/types/stage.rs")).unwrap(),
        "one\n"
    );
}

#[test]
fn nothing_to_do_touches_no_file() {
    let (_folder, owned) = written();
    let modified = || {
        fs::metadata(owned.path("src/lib.rs"))
            .unwrap()
            .modified()
            .unwrap()
    };
    let before = modified();
    check(&owned, &[]);
    fs::write(owned.path("src/types.rs"), "edited\n").unwrap();
    check(&owned, &[("stale", "src/types.rs")]);
    assert_eq!(
        modified(),
        before,
        "a file that is as generated keeps its time"
    );
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
        &[
            ("stale", "src/lib.rs"),
            ("stray", "src/old/note.txt"),
            ("missing", "src/types.rs"),
        ],
    );
    assert!(
        !owned.path("src/old").exists(),
        "a folder without files goes"
    );
}

#[test]
fn a_file_where_a_folder_belongs_and_the_other_way_round() {
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
fn a_link_is_replaced_and_what_it_leads_to_stays() {
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
fn a_generated_path_may_not_leave_the_folder() {
    let (_folder, owned) = written();
    for path in [
        "Cargo.toml",
        "src",
        "src/",
        "src/../Cargo.toml",
        "/src/lib.rs",
        "src//lib.rs",
        "src\\lib.rs",
        "src/c:",
    ] {
        let error = sync(&owned, &tree(&[(path, "")]), Mode::Write)
            .unwrap_err()
            .to_string();
        assert!(error.contains("is not a file in `src`"), "{path}: {error}");
    }
    check(&owned, &[]);
}

#[cfg(unix)]
#[test]
fn when_writing_fails_nothing_has_changed() {
    use std::os::unix::fs::PermissionsExt;

    let (_folder, owned) = written();
    let before = owned.entries().unwrap();
    // A file name longer than a file system takes fails while the new texts are put aside.
    let long = format!("src/{}.rs", "x".repeat(300));
    let files = tree(&[("src/lib.rs", "changed\n"), (&long, "")]);
    let error = sync(&owned, &files, Mode::Write).unwrap_err().to_string();
    assert!(error.contains("cannot write "), "{error}");
    assert_eq!(owned.entries().unwrap(), before);
    let mode = fs::metadata(owned.path("src/lib.rs"))
        .unwrap()
        .permissions()
        .mode();
    assert_eq!(mode & 0o600, 0o600, "files are made like any other file");
    check(&owned, &[]);
}
