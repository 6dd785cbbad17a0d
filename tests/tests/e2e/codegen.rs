//! `codegen --check` reports every difference and writes nothing; `codegen` updates the files.

use std::fs;
use std::path::Path;

use e2e_tests::repository::{self, Finished, contents, xtask};

const DOCUMENT: &str = "specs/ivs-realtime/2020-07-14/openapi.yaml";
const TEXTS: &str = "specs/ivs-realtime/2020-07-14/docs.overlay.yaml";
const FILE: &str = "generated-sdk/src/types/participant_token.rs";

/// A copy of the files that `codegen` reads and writes.
fn copy() -> tempfile::TempDir {
    let copy = tempfile::tempdir().expect("there is a folder for temporary files");
    for folder in ["specs", "generated-sdk"] {
        for (path, bytes) in contents(&repository::root().join(folder)) {
            let to = copy.path().join(folder).join(path);
            fs::create_dir_all(to.parent().expect("a file is in a folder"))
                .expect("a folder can be made");
            fs::write(to, bytes).expect("a file can be copied");
        }
    }
    copy
}

/// Replaces a string in a file, which must contain it.
fn edit(file: &Path, from: &str, to: &str) {
    let text = fs::read_to_string(file).expect("the file can be read");
    assert!(text.contains(from), "{} has no {from:?}", file.display());
    fs::write(file, text.replace(from, to)).expect("the file can be written");
}

/// Applies a change to a copy. `--check` must exit with 1, print `expected` and write nothing; `codegen` must restore
/// the files, and a second run must change nothing.
fn check(change: impl FnOnce(&Path), expected: &[&str]) -> Finished {
    let copy = copy();
    change(copy.path());
    let before = contents(copy.path());
    let checked = xtask(copy.path(), &["codegen", "--check"]);
    assert_eq!(checked.code, 1, "{}{}", checked.stdout, checked.stderr);
    for line in expected {
        assert!(
            checked.stdout.contains(line),
            "no {line:?} in\n{}",
            checked.stdout
        );
    }
    assert!(
        checked.stdout.contains("help: `cargo xtask codegen`"),
        "{}",
        checked.stdout
    );
    assert_eq!(contents(copy.path()), before, "a check writes nothing");

    let updated = xtask(copy.path(), &["codegen"]).successful("codegen");
    assert!(
        !updated.stdout.contains("0 changed, 0 added, 0 removed"),
        "{}",
        updated.stdout
    );
    let after = contents(copy.path());
    assert_ne!(after, before);
    let again = xtask(copy.path(), &["codegen"]).successful("codegen again");
    assert!(
        again.stdout.contains("0 changed, 0 added, 0 removed"),
        "{}",
        again.stdout
    );
    assert_eq!(
        contents(copy.path()),
        after,
        "a second time changes nothing"
    );
    xtask(copy.path(), &["codegen", "--check"]).successful("the check after it");
    checked
}

#[test]
fn the_repository_is_as_generated() {
    let checked = xtask(repository::root(), &["codegen", "--check"]);
    assert_eq!(checked.code, 0, "{}{}", checked.stdout, checked.stderr);
    assert!(
        checked.stdout.starts_with("up to date: generated-sdk"),
        "{}",
        checked.stdout
    );
    assert_eq!(checked.stderr, "", "there are no warnings");
}

#[test]
fn an_edited_file_is_reported() {
    let expected = [
        "stale   generated-sdk/src/types/participant_token.rs\n",
        "\n  -pub struct ParticipantToken { // by hand\n  +pub struct ParticipantToken {\n",
        "1 stale, 0 missing, 0 stray",
    ];
    let edited = "pub struct ParticipantToken { // by hand";
    check(
        |root| edit(&root.join(FILE), "pub struct ParticipantToken {", edited),
        &expected,
    );
}

#[test]
fn a_deleted_file_is_reported() {
    let expected = [
        "missing generated-sdk/src/types/participant_token.rs\n  @@ -0,0 +1,",
        "\n  +pub struct ParticipantToken {\n",
        "0 stale, 1 missing, 0 stray",
    ];
    check(
        |root| fs::remove_file(root.join(FILE)).expect("it is there"),
        &expected,
    );
}

#[test]
fn a_stray_file_is_reported_with_a_truncated_diff() {
    let stray = |root: &Path| {
        let text = "// by hand\n".repeat(150);
        fs::write(root.join("generated-sdk/src/types/mine.rs"), text).expect("it can be written");
    };
    let expected = [
        "stray   generated-sdk/src/types/mine.rs\n",
        "0 stale, 0 missing, 1 stray",
    ];
    let checked = check(stray, &expected);
    // The header of the hunk and 99 lines of the file.
    assert_eq!(
        checked.stdout.matches("  -// by hand\n").count(),
        99,
        "{}",
        checked.stdout
    );
    assert!(
        checked.stdout.contains("… and 51 more lines\n"),
        "{}",
        checked.stdout
    );
}

#[test]
fn a_changed_constraint_is_reported() {
    let expected = [
        "stale   generated-sdk/src/operations/create_participant_token.rs\n",
        "\n  -    /// 1 to 20160.\n  +    /// 1 to 20161.\n",
        "0 missing, 0 stray",
    ];
    check(
        |root| edit(&root.join(DOCUMENT), "maximum: 20160", "maximum: 20161"),
        &expected,
    );
}

#[test]
fn a_changed_description_is_reported() {
    let expected = [
        "stale   generated-sdk/src/operations/list_stages.rs\n",
        "\n  +    /// How many stages there may be on a page.\n",
        "0 missing, 0 stray",
    ];
    let text = "How many stages a page may hold at most.";
    check(
        |root| {
            edit(
                &root.join(TEXTS),
                text,
                "How many stages there may be on a page.",
            )
        },
        &expected,
    );
}

#[test]
fn a_renamed_operation_is_reported() {
    let expected = [
        "stray   generated-sdk/src/operations/delete_stage.rs\n",
        "missing generated-sdk/src/operations/remove_stage.rs\n",
        "stale   generated-sdk/src/client.rs\n",
        "1 missing, 1 stray",
    ];
    let (from, to) = ("operationId: DeleteStage\n", "operationId: RemoveStage\n");
    check(|root| edit(&root.join(DOCUMENT), from, to), &expected);
}
