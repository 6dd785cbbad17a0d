use super::*;

const FILES: [(&str, &str); 3] = [
    ("Cargo.toml", "# @generated\n[package]\n"),
    ("src/lib.rs", "// @generated from #.\n"),
    ("src/types/room.rs", "// @generated from #/a.\n"),
];

fn tree(files: &[(&str, &str)]) -> FileTree {
    let mut tree = FileTree::default();
    for (path, text) in files {
        tree.insert((*path).to_owned(), (*text).to_owned());
    }
    tree
}

/// Every file in a folder, with its text.
fn there(folder: &Path) -> Vec<(String, String)> {
    let mut found = Vec::new();
    let mut open = vec![folder.to_owned()];
    while let Some(next) = open.pop() {
        for entry in fs::read_dir(next).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                open.push(path);
            } else {
                let name = path
                    .strip_prefix(folder)
                    .unwrap()
                    .to_string_lossy()
                    .into_owned();
                found.push((name, fs::read_to_string(&path).unwrap()));
            }
        }
    }
    found.sort();
    found
}

fn write(folder: &Path, files: &[(&str, &str)]) -> Result<String, Failure> {
    Folder::claim(folder)?.write(&tree(files))
}

#[test]
fn a_new_folder_is_made_and_kept_up_to_date() {
    let place = tempfile::tempdir().unwrap();
    let folder = place.path().join("new/sdk");
    assert_eq!(
        write(&folder, &FILES).unwrap(),
        "3 written, 0 removed, 0 unchanged"
    );
    assert_eq!(
        write(&folder, &FILES).unwrap(),
        "0 written, 0 removed, 3 unchanged"
    );
    fs::write(folder.join("Cargo.lock"), "by cargo").unwrap();
    let changed = [FILES[0], ("src/lib.rs", "// @generated again\n")];
    assert_eq!(
        write(&folder, &changed).unwrap(),
        "1 written, 1 removed, 1 unchanged"
    );
    let names: Vec<_> = there(&folder).into_iter().map(|(name, _)| name).collect();
    assert_eq!(names, ["Cargo.lock", "Cargo.toml", "src/lib.rs"]);
    assert!(
        !folder.join("src/types").exists(),
        "a folder goes with its last file"
    );
}

/// What somebody else made stays as it is, and the message names it.
#[track_caller]
fn check_refused(files: &[(&str, &str)], named: &str) {
    let place = tempfile::tempdir().unwrap();
    for (path, text) in files {
        let path = place.path().join(path);
        with_folder(&path)
            .and_then(|()| fs::write(path, text))
            .unwrap();
    }
    let before = there(place.path());
    let error = write(place.path(), &FILES).unwrap_err().to_string();
    assert!(error.contains(named), "{error}");
    assert_eq!(there(place.path()), before);
}

#[test]
fn what_somebody_else_made_is_never_overwritten() {
    check_refused(
        &[("notes.txt", "mine")],
        "is not empty, and was not made by this command",
    );
    check_refused(
        &[("Cargo.toml", "[package]\nname = \"mine\"\n")],
        "was not made by this command",
    );
    check_refused(
        &[FILES[0], ("src/mine.rs", "//! Mine.\n")],
        "src/mine.rs was not made by this command",
    );
    check_refused(
        &[FILES[0], ("src/types", "mine")],
        "src/types was not made by this command",
    );
}

#[test]
fn a_file_is_no_folder() {
    let place = tempfile::NamedTempFile::new().unwrap();
    let error = write(place.path(), &FILES).unwrap_err().to_string();
    assert!(error.contains("is not a folder"), "{error}");
}

#[cfg(unix)]
#[test]
fn links_are_not_followed() {
    let outside = tempfile::tempdir().unwrap();
    fs::write(
        outside.path().join("precious"),
        "// @generated, as it happens\n",
    )
    .unwrap();
    let place = tempfile::tempdir().unwrap();
    write(place.path(), &FILES).unwrap();
    std::os::unix::fs::symlink(outside.path(), place.path().join("src/more")).unwrap();
    let error = write(place.path(), &FILES).unwrap_err().to_string();
    assert!(
        error.contains("src/more was not made by this command"),
        "{error}"
    );
}

#[test]
fn nothing_changes_when_a_file_cannot_be_written() {
    let place = tempfile::tempdir().unwrap();
    write(place.path(), &FILES).unwrap();
    let before = there(place.path());
    // A file name longer than a file system takes.
    let long = format!("src/{}.rs", "x".repeat(300));
    let error = write(place.path(), &[FILES[0], (&long, "")])
        .unwrap_err()
        .to_string();
    assert!(error.contains("cannot write"), "{error}");
    assert_eq!(there(place.path()), before);
}

#[test]
fn the_way_to_another_folder_is_relative() {
    let place = tempfile::tempdir().unwrap();
    let root = absolute(place.path()).unwrap();
    let folder = Folder::claim(&root.join("sdks/./chat")).unwrap();
    assert_eq!(folder.relative(&root.join("runtime")), "../../runtime");
    assert_eq!(folder.relative(&root.join("sdks/chat/runtime")), "runtime");
}

#[test]
fn an_enclosing_workspace_is_found() {
    let place = tempfile::tempdir().unwrap();
    let folder = Folder::claim(&place.path().join("sdks/chat")).unwrap();
    assert_eq!(folder.enclosing(), None);
    fs::write(place.path().join("Cargo.toml"), "[workspace]\n").unwrap();
    assert_eq!(folder.enclosing(), Some(absolute(place.path()).unwrap()));
}
