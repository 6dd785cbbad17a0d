//! Diagnostics of the generator for invalid input: every problem with its position, and no file written.

use std::fs;
use std::path::Path;

use crate::fixtures;
use e2e_tests::repository::{contents, xtask};

/// The files of a case by name: `document.yaml` or `document.json`, and overlays.
type Files<'a> = &'a [(&'a str, &'a str)];

/// Runs `codegen` on the files in a folder with a generated SDK. It must exit with 2, print `expected` and write
/// nothing.
fn check(name: &str, files: Files<'_>, expected: &[&str]) {
    let folder = tempfile::tempdir().expect("there is a folder for temporary files");
    let root = folder.path();
    generate_valid_sdk(root);
    let mut arguments = vec!["codegen", "--out", "sdk", "--document"];
    let is_json = files.iter().any(|(file, _)| *file == "document.json");
    arguments.push(if is_json {
        "document.json"
    } else {
        "document.yaml"
    });
    for (file, text) in files {
        fs::write(root.join(file), text).expect("the file can be written");
        if file.ends_with(".overlay.yaml") {
            arguments.extend(["--overlay", file]);
        }
    }
    let before = contents(root);
    let failed = xtask(root, &arguments);
    assert_eq!(failed.code, 2, "{}{}", failed.stdout, failed.stderr);
    assert_eq!(failed.stdout, "");
    assert_eq!(contents(root), before, "nothing is written");
    for part in expected {
        assert!(
            failed.stderr.contains(part),
            "no {part:?} in\n{}",
            failed.stderr
        );
    }
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path("snapshots/diagnostics");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    let shown = failed.stderr.replace(&*root.to_string_lossy(), "[folder]");
    settings.bind(|| insta::assert_snapshot!(name, shown));
}

/// Generates an SDK from a valid document, which a failed run must not change.
fn generate_valid_sdk(root: &Path) {
    let document = root.join("document.yaml");
    fs::write(&document, fixtures::text("items")).expect("the file can be written");
    xtask(
        root,
        &["codegen", "--out", "sdk", "--document", "document.yaml"],
    )
    .successful("codegen");
    fs::remove_file(document).expect("it was written");
    assert!(root.join("sdk/src/lib.rs").is_file());
}

/// A fixture with one string replaced, which it must contain.
fn invalid(fixture: &str, from: &str, to: &str) -> String {
    let text = fixtures::text(fixture);
    assert!(text.contains(from), "{fixture} has no {from:?}");
    text.replace(from, to)
}

#[test]
fn missing_file() {
    check("missing_file", &[], &["document.yaml"]);
}

#[test]
fn broken_yaml() {
    let text = invalid("items", "      type: object\n", "     type: object\n");
    check(
        "broken_yaml",
        &[("document.yaml", &text)],
        &["document.yaml:12:"],
    );
}

#[test]
fn broken_json() {
    let text = "{\n  \"openapi\": \"3.0.0\",\n  \"info\": {\"title\": \"Example\",}\n}\n";
    check(
        "broken_json",
        &[("document.json", text)],
        &["document.json:3:"],
    );
}

#[test]
fn not_openapi() {
    let text = "name: build\non: [push]\njobs: {}\n";
    check(
        "not_openapi",
        &[("document.yaml", text)],
        &["document.yaml:1:"],
    );
}

#[test]
fn swagger_2() {
    let text = invalid("items", "openapi: 3.0.0", "swagger: \"2.0\"");
    check(
        "swagger_2",
        &[("document.yaml", &text)],
        &["document.yaml:2:"],
    );
}

#[test]
fn openapi_3_1() {
    let text = invalid("items", "openapi: 3.0.0", "openapi: 3.1.0");
    check(
        "openapi_3_1",
        &[("document.yaml", &text)],
        &["document.yaml:2:"],
    );
}

#[test]
fn another_protocol() {
    let parameter = "operationId: Ping\n      parameters:\n        - {name: X-Amz-Target, in: header, \
                     required: true, schema: {type: string, enum: [Example.Ping]}}";
    let text = invalid("empty_call", "operationId: Ping", parameter)
        .replace("/ping:", "/#X-Amz-Target=Example.Ping:");
    check(
        "another_protocol",
        &[("document.yaml", &text)],
        &["json", "document.yaml:"],
    );
}

#[test]
fn dangling_reference() {
    let text = invalid("items", "schemas/Thing\"", "schemas/Thng\"");
    let expected = ["#/components/schemas/Thng", "document.yaml:18:", "Thing"];
    check("dangling_reference", &[("document.yaml", &text)], &expected);
}

#[test]
fn circular_reference() {
    let circle = "    Left: {$ref: \"#/components/schemas/Right\"}\n    \
                  Right: {$ref: \"#/components/schemas/Left\"}\n    Thing: {";
    let text = invalid("items", "    Thing: {", circle);
    check(
        "circular_reference",
        &[("document.yaml", &text)],
        &["document.yaml:9:"],
    );
}

#[test]
fn duplicate_operation_id() {
    let twice = "paths:\n  /other:\n    get:\n      operationId: Ping\n      \
                 responses: {\"200\": {description: Success}}\n";
    let text = invalid("empty_call", "paths:\n", twice);
    check(
        "duplicate_operation_id",
        &[("document.yaml", &text)],
        &["`Ping`", "document.yaml:"],
    );
}

#[test]
fn path_label_without_parameter() {
    let text = invalid("empty_call", "/ping", "/ping/{host}");
    check(
        "path_label_without_parameter",
        &[("document.yaml", &text)],
        &["host", "document.yaml:10:"],
    );
}

#[test]
fn unsupported_schema_type() {
    let text = invalid(
        "items",
        "maxResults: {type: integer}",
        "maxResults: {type: file}",
    );
    check(
        "unsupported_schema_type",
        &[("document.yaml", &text)],
        &["file", "document.yaml:14:"],
    );
}

const OVERLAY: &str = "overlay: 1.0.0\ninfo: {title: Texts, version: \"1\"}\nactions:\n  \
                       - target: $.components.schemas.Thing\n    update: {description: A thing.}\n";

#[test]
fn overlay_target_that_matches_nothing() {
    let overlay = OVERLAY.replace("schemas.Thing", "schemas.Thign");
    let files = [
        ("document.yaml", &*fixtures::text("items")),
        ("texts.overlay.yaml", &overlay),
    ];
    check(
        "overlay_target_that_matches_nothing",
        &files,
        &["Thign", "texts.overlay.yaml:4:"],
    );
}

#[test]
fn unknown_overlay_version() {
    let overlay = OVERLAY.replace("1.0.0", "2.7.0");
    let files = [
        ("document.yaml", &*fixtures::text("items")),
        ("texts.overlay.yaml", &overlay),
    ];
    check(
        "unknown_overlay_version",
        &files,
        &["2.7.0", "texts.overlay.yaml:1:"],
    );
}

#[test]
fn an_error_from_an_overlay_has_its_position_in_the_overlay() {
    let update = "update: {properties: {name: {type: file}}}";
    let overlay = OVERLAY.replace("update: {description: A thing.}", update);
    let files = [
        ("document.yaml", &*fixtures::text("items")),
        ("texts.overlay.yaml", &overlay),
    ];
    check(
        "fault_in_an_overlay",
        &files,
        &["file", "texts.overlay.yaml:5:"],
    );
}

#[test]
fn several_at_once() {
    let text = invalid("items", "schemas/Thing\"", "schemas/Thng\"")
        .replace("maxResults: {type: integer}", "maxResults: {type: file}")
        .replace("  /ListThings:", "  /ListThings/{host}:");
    let expected = [
        "Thng",
        "file",
        "host",
        "document.yaml:18:",
        "document.yaml:14:",
        "document.yaml:21:",
    ];
    check("several_at_once", &[("document.yaml", &text)], &expected);
}

#[test]
fn all_unreadable_files_are_reported() {
    let folder = tempfile::tempdir().expect("there is a folder for temporary files");
    let arguments = [
        "codegen",
        "--out",
        "sdk",
        "--document",
        "a.yaml",
        "--overlay",
        "b.yaml",
        "c.yaml",
    ];
    let failed = xtask(folder.path(), &arguments);
    assert_eq!(failed.code, 2, "{}", failed.stderr);
    for file in ["a.yaml", "b.yaml", "c.yaml"] {
        assert!(
            failed.stderr.contains(file),
            "no {file} in\n{}",
            failed.stderr
        );
    }
    assert!(contents(folder.path()).is_empty(), "nothing is written");
}
