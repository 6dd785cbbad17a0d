//! The command in a small repository, with the real generator.

use super::*;
use crate::report::Status;

const DOCUMENT: &str = "\
openapi: 3.0.0
info: {version: '2020-07-14', title: Rooms, x-serviceName: rooms, x-aws-signingName: rooms}
servers:
- url: https://rooms.{region}.amazonaws.com
  variables:
    region: {default: us-east-1}
paths:
  /GetRoom:
    post:
      operationId: GetRoom
      responses:
        '200': {description: Success}
components:
  securitySchemes:
    hmac: {type: apiKey, name: Authorization, in: header, x-amazon-apigateway-authtype: awsSigv4}
  schemas: {}
security:
- hmac: []
";

fn repository(document: &str) -> (tempfile::TempDir, Repository) {
    let root = tempfile::tempdir().unwrap();
    let repository = Repository::find(Some(root.path().to_owned())).unwrap();
    fs::create_dir_all(repository.specification()).unwrap();
    fs::write(repository.document(), document).unwrap();
    (root, repository)
}

fn task(mode: Mode) -> Task {
    Task { input: InputPaths::default(), out: None, mode }
}

fn plain(text: impl ToString) -> String {
    anstream::adapter::strip_str(&text.to_string()).to_string()
}

fn run(repository: &Repository, mode: Mode) -> (Status, String) {
    let report =
        codegen(repository, &task(mode)).unwrap_or_else(|failure| panic!("{}", plain(failure)));
    (report.status, plain(report.text))
}

#[test]
fn a_check_after_a_write_is_clean_and_finds_later_edits() {
    let (_root, repository) = repository(DOCUMENT);
    let (status, text) = run(&repository, Mode::Check);
    assert_eq!(status, Status::Drift);
    assert!(text.contains("missing generated-sdk/src/lib.rs\n"), "{text}");
    assert!(!repository.sdk().exists(), "a check writes nothing");

    let (status, text) = run(&repository, Mode::Write);
    assert_eq!(status, Status::Clean);
    assert!(text.contains("added   generated-sdk/src/operations/get_room.rs\n"), "{text}");
    assert_eq!(run(&repository, Mode::Check).0, Status::Clean);
    let (_, text) = run(&repository, Mode::Write);
    assert!(text.starts_with("generated-sdk: 0 changed, 0 added, 0 removed, "), "{text}");

    fs::write(repository.sdk().join("src/lib.rs"), "// @generated, then edited\n").unwrap();
    let (status, text) = run(&repository, Mode::Check);
    assert_eq!(status, Status::Drift);
    assert!(
        text.contains("stale   generated-sdk/src/lib.rs\n")
            && text.contains("-// @generated, then edited"),
        "{text}"
    );
    assert!(text.contains("help: `cargo xtask codegen` brings it up to date"), "{text}");
}

#[test]
fn the_meaning_of_changes_for_users_is_printed() {
    let (_root, repository) = repository(DOCUMENT);
    run(&repository, Mode::Write);
    let grown = DOCUMENT.replace(
        "  /GetRoom:\n",
        "  /GetDoor:\n    post: {operationId: GetDoor, responses: {'200': {description: Success}}}\n  /GetRoom:\n",
    );
    fs::write(repository.document(), &grown).unwrap();
    let addition = "\naddition: operation `GetDoor`\n";
    let (status, text) = run(&repository, Mode::Check);
    assert!(status == Status::Drift && text.contains(addition), "{text}");
    let (status, text) = run(&repository, Mode::Write);
    assert!(status == Status::Clean && text.contains(addition), "{text}");
    fs::write(repository.document(), DOCUMENT).unwrap();
    let (_, text) = run(&repository, Mode::Write);
    assert!(text.contains("\nbreaking: operation `GetDoor` removed\n"), "{text}");
}

#[test]
fn files_by_hand_are_named_and_not_removed() {
    let (_root, repository) = repository(DOCUMENT);
    run(&repository, Mode::Write);
    let mine = repository.sdk().join("src/mine.rs");
    fs::write(&mine, "//! Mine.\n").unwrap();
    let text = plain(codegen(&repository, &task(Mode::Write)).unwrap_err());
    assert!(text.contains("src/mine.rs was not generated"), "{text}");
    assert!(mine.exists());
    assert!(run(&repository, Mode::Check).1.contains("stray   generated-sdk/src/mine.rs\n"));
}

#[cfg(unix)]
#[test]
fn a_crate_outside_of_the_repository_is_rejected() {
    let outside = tempfile::tempdir().unwrap();
    let (_root, repository) = repository(DOCUMENT);
    std::os::unix::fs::symlink(outside.path(), repository.sdk()).unwrap();
    let text = plain(codegen(&repository, &task(Mode::Write)).unwrap_err());
    assert!(text.contains("outside the repository"), "{text}");
}

#[test]
fn rejected_input_is_reported_with_its_position_and_nothing_written() {
    let (_root, repository) = repository(&DOCUMENT.replace("openapi: 3.0.0", "swagger: '2.0'"));
    let failure = codegen(&repository, &task(Mode::Write)).unwrap_err();
    let text = plain(failure);
    assert!(text.contains("specs/ivs-realtime/2020-07-14/openapi.yaml:1:1"), "{text}");
    assert!(!repository.sdk().exists());

    fs::remove_file(repository.document()).unwrap();
    let text = plain(codegen(&repository, &task(Mode::Check)).unwrap_err());
    assert!(text.contains("missing-file") && text.contains("openapi.yaml"), "{text}");
}

#[test]
fn another_document_needs_another_crate() {
    let (root, repository) = repository("");
    let document = root.path().join("rooms.yaml");
    fs::write(&document, DOCUMENT).unwrap();
    let input = InputPaths { document: Some(document), overlays: vec![] };
    let mut task = Task { input, out: None, mode: Mode::Write };
    let text = plain(codegen(&repository, &task).unwrap_err());
    assert!(text.contains("--out DIR"), "{text}");

    task.out = Some(root.path().join("rooms"));
    let report = codegen(&repository, &task).unwrap();
    assert!(report.text.contains("rooms/src/lib.rs"), "{}", report.text);
    assert!(!repository.sdk().exists());
    task.mode = Mode::Check;
    assert_eq!(codegen(&repository, &task).unwrap().status, Status::Clean);

    task.out = None;
    let report = codegen(&repository, &task).unwrap();
    assert_eq!(report.status, Status::Drift);
    assert!(report.text.contains("rooms.yaml --out DIR` brings"), "{}", report.text);
}

#[test]
fn explain_finds_operations_and_suggests_names() {
    let (_root, repository) = repository(DOCUMENT);
    let report = explain(&repository, &InputPaths::default(), "GetRoom").unwrap();
    assert!(report.text.contains("#/paths/~1GetRoom/post"), "{}", report.text);
    let text = plain(explain(&repository, &InputPaths::default(), "GetRom").unwrap_err());
    assert!(text.contains("`GetRom`") && text.contains("`GetRoom`"), "{text}");
}

#[test]
fn overlays_have_a_fixed_order_and_apply_to_their_document_only() {
    let (_root, repository) = repository("");
    let folder = repository.specification();
    for name in ["openapi.yaml", "docs.overlay.yaml", "additions.overlay.yaml", "other.yaml"] {
        fs::write(folder.join(name), name).unwrap();
    }
    let at = |name: &str| format!("specs/ivs-realtime/2020-07-14/{name}");
    let check = |paths: InputPaths, expected: &[&str]| {
        let input = paths.read(&repository).unwrap();
        let names = [&input.document].into_iter().chain(&input.overlays).map(|one| &one.name);
        assert!(names.eq(&expected.iter().map(|name| at(name)).collect::<Vec<_>>()), "{input:?}");
    };
    let other = folder.join("other.yaml");
    check(InputPaths::default(), &["openapi.yaml", "additions.overlay.yaml", "docs.overlay.yaml"]);
    check(InputPaths { document: Some(other.clone()), overlays: vec![] }, &["other.yaml"]);
    check(InputPaths { document: None, overlays: vec![other] }, &["openapi.yaml", "other.yaml"]);
}

#[test]
fn every_unreadable_file_is_reported() {
    let (root, repository) = repository("");
    fs::remove_file(repository.document()).unwrap();
    let latin = root.path().join("latin.yaml");
    fs::write(&latin, b"title: \xe9").unwrap();
    let paths = InputPaths { document: None, overlays: vec![latin] };
    let found = paths.read(&repository).unwrap_err();
    let found: Vec<_> = found.iter().map(|one| (one.code, one.found.as_str())).collect();
    let expected = [
        ("missing-file", "no file specs/ivs-realtime/2020-07-14/openapi.yaml"),
        ("unreadable-file", "latin.yaml, whose byte 7 is not UTF-8"),
    ];
    assert_eq!(found, expected);
}
