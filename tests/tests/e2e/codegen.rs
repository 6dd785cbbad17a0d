//! `codegen --check` reports every difference and writes nothing; `codegen` updates the files.

use std::fs;
use std::path::Path;

use e2e_tests::repository::{self, Finished, contents, xtask};

const DOCUMENT: &str = "specs/ivs-realtime/2020-07-14/openapi.yaml";
const DOCS: &str = "specs/ivs-realtime/2020-07-14/docs.overlay.yaml";

/// A copy of the files that `codegen` reads and writes.
fn copy() -> tempfile::TempDir {
    let copy = tempfile::tempdir().expect("a temporary folder can be created");
    for folder in ["specs", "generated-sdk"] {
        for (path, bytes) in contents(&repository::root().join(folder)) {
            let to = copy.path().join(folder).join(path);
            fs::create_dir_all(to.parent().expect("a file has a folder"))
                .expect("the folder can be created");
            fs::write(to, bytes).expect("a file can be copied");
        }
    }
    copy
}

/// Replaces a string in a file, which must contain it.
fn edit(file: &Path, from: &str, to: &str) {
    let text = fs::read_to_string(file).expect("the file is readable");
    assert!(text.contains(from), "{} has no {from:?}", file.display());
    fs::write(file, text.replace(from, to)).expect("the file is writable");
}

/// Runs `codegen --check` on a changed copy, which must exit with 1, print `expected` and write nothing.
fn check(copy: &Path, expected: &[&str]) -> Finished {
    let before = contents(copy);
    let checked = xtask(copy, &["codegen", "--check"]);
    assert_eq!(checked.code, 1, "{}{}", checked.stdout, checked.stderr);
    for part in expected.iter().chain(&["help: `cargo xtask codegen`"]) {
        assert!(checked.stdout.contains(part), "no {part:?} in\n{}", checked.stdout);
    }
    assert_eq!(contents(copy), before, "a check writes nothing");
    checked
}

#[test]
fn the_repository_is_up_to_date() {
    let checked = xtask(repository::root(), &["codegen", "--check"]);
    assert_eq!(checked.code, 0, "{}{}", checked.stdout, checked.stderr);
    assert!(checked.stdout.starts_with("up to date: generated-sdk"), "{}", checked.stdout);
    assert_eq!(checked.stderr, "", "there are no warnings");
}

#[test]
fn edited_deleted_and_stray_files_are_reported_and_restored() {
    let copy = copy();
    let types = copy.path().join("generated-sdk/src/types");
    let original = contents(copy.path());
    edit(
        &types.join("participant_token.rs"),
        "pub struct ParticipantToken {",
        "pub struct ParticipantToken { // by hand",
    );
    fs::remove_file(types.join("stage.rs")).expect("the file exists");
    let earlier = format!("// @generated\n{}", "// earlier\n".repeat(150));
    fs::write(types.join("earlier.rs"), earlier).expect("the file is writable");
    let expected = [
        "stale   generated-sdk/src/types/participant_token.rs\n",
        "\n  -pub struct ParticipantToken { // by hand\n  +pub struct ParticipantToken {\n",
        "missing generated-sdk/src/types/stage.rs\n  @@ -0,0 +1,",
        "\n  +pub struct Stage {\n",
        "stray   generated-sdk/src/types/earlier.rs\n",
        "… and 52 more lines\n",
        "1 stale, 1 missing, 1 stray",
    ];
    let checked = check(copy.path(), &expected);
    // The diff is truncated after the header of the hunk and 99 lines, of which one has the mark.
    let lines = checked.stdout.matches("  -// earlier\n").count();
    assert_eq!(lines, 98, "{}", checked.stdout);

    let updated = xtask(copy.path(), &["codegen"]).successful("codegen");
    assert!(updated.stdout.contains("1 changed, 1 added, 1 removed"), "{}", updated.stdout);
    assert_eq!(contents(copy.path()), original);
    let again = xtask(copy.path(), &["codegen"]).successful("codegen");
    assert!(again.stdout.contains("0 changed, 0 added, 0 removed"), "{}", again.stdout);
    assert_eq!(contents(copy.path()), original);
}

#[test]
fn a_file_by_hand_is_named_and_stays() {
    let copy = copy();
    let mine = copy.path().join("generated-sdk/src/types/mine.rs");
    fs::write(&mine, "// by hand\n").expect("the file is writable");
    let original = contents(copy.path());
    let refused = xtask(copy.path(), &["codegen"]);
    assert_eq!(refused.code, 2, "{}{}", refused.stdout, refused.stderr);
    assert!(refused.stderr.contains("types/mine.rs was not generated"), "{}", refused.stderr);
    assert_eq!(contents(copy.path()), original);
}

#[test]
fn changes_of_document_and_overlays_are_reported() {
    for (file, from, to, expected) in [
        (
            DOCUMENT,
            "maximum: 20160",
            "maximum: 20161",
            &[
                "stale   generated-sdk/src/operations/create_participant_token.rs\n",
                "\n  -    /// 1 to 20160.\n  +    /// 1 to 20161.\n",
                "0 missing, 0 stray",
            ][..],
        ),
        (
            DOCS,
            "Maximum number of stages in a page.",
            "Page size.",
            &[
                "stale   generated-sdk/src/operations/list_stages.rs\n",
                "\n  +    /// Page size.\n",
                "0 missing, 0 stray",
            ],
        ),
        (
            DOCUMENT,
            "operationId: DeleteStage\n",
            "operationId: RemoveStage\n",
            &[
                "stray   generated-sdk/src/operations/delete_stage.rs\n",
                "missing generated-sdk/src/operations/remove_stage.rs\n",
                "stale   generated-sdk/src/client.rs\n",
                "1 missing, 1 stray",
            ],
        ),
    ] {
        let copy = copy();
        edit(&copy.path().join(file), from, to);
        check(copy.path(), expected);
    }
}
