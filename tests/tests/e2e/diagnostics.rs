//! Diagnostics of the generator for invalid input: exit code 2, a snapshot with every problem, and no file written.

use crate::fixtures;
use e2e_tests::repository::{contents, xtask};
use std::fs;
use std::path::Path;

/// Runs `codegen` on these files. It must exit with 2, print the snapshot and write nothing.
fn check(name: &str, files: &[(&str, &str)]) {
    let folder = tempfile::tempdir().expect("a temporary folder can be created");
    check_in(folder.path(), name, files);
}

fn check_in(root: &Path, name: &str, files: &[(&str, &str)]) {
    let json = files.iter().any(|(file, _)| *file == "document.json");
    let document = if json { "document.json" } else { "document.yaml" };
    let mut arguments = vec!["codegen", "--out", "sdk", "--document", document];
    for (file, text) in files {
        fs::write(root.join(file), text).expect("the file is writable");
        if file.ends_with(".overlay.yaml") {
            arguments.extend(["--overlay", file]);
        }
    }
    let before = contents(root);
    let failed = xtask(root, &arguments);
    assert_eq!((failed.code, failed.stdout.as_str()), (2, ""), "{}", failed.stderr);
    assert_eq!(contents(root), before, "nothing is written");
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path("snapshots/diagnostics");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    let shown = failed.stderr.replace(&*root.to_string_lossy(), "[folder]");
    settings.bind(|| insta::assert_snapshot!(name, shown));
}

/// A fixture with one string replaced, which it must contain.
fn invalid(fixture: &str, from: &str, to: &str) -> String {
    let text = fixtures::text(fixture);
    assert!(text.contains(from), "{fixture} has no {from:?}");
    text.replace(from, to)
}

#[test]
fn unreadable_and_malformed_documents_are_reported() {
    check("missing_file", &[]);
    let yaml = invalid("items", "      type: object\n", "     type: object\n");
    check("broken_yaml", &[("document.yaml", &yaml)]);
    let json = "{\n  \"openapi\": \"3.0.0\",\n  \"info\": {\"title\": \"Example\",}\n}\n";
    check("broken_json", &[("document.json", json)]);
    let yaml = "name: build\non: [push]\njobs: {}\n";
    check("not_openapi", &[("document.yaml", yaml)]);
}

#[test]
fn invalid_and_unsupported_documents_are_reported() {
    let circle = "    Left: {$ref: \"#/components/schemas/Right\"}\n    \
                  Right: {$ref: \"#/components/schemas/Left\"}\n    Thing: {";
    for (name, fixture, from, to) in [
        ("swagger_2", "items", "openapi: 3.0.0", "swagger: \"2.0\""),
        ("openapi_4", "items", "openapi: 3.0.0", "openapi: 4.0.0"),
        ("another_protocol", "empty_call", "/ping:", "/#Action=Ping:"),
        ("dangling_reference", "items", "schemas/Thing\"", "schemas/Thng\""),
        ("circular_reference", "items", "    Thing: {", circle),
    ] {
        let text = invalid(fixture, from, to);
        check(name, &[("document.yaml", &text)]);
    }
}

#[test]
fn invalid_overlays_are_reported() {
    let overlay = "overlay: 1.0.0\ninfo: {title: Descriptions, version: \"1\"}\nactions:\n  \
                   - target: $.components.schemas.Thing\n    update: {description: A thing.}\n";
    let update = "update: {properties: {name: {$ref: \"#/components/schemas/Nam\"}}}";
    for (name, from, to) in [
        ("overlay_target_that_matches_nothing", "schemas.Thing", "schemas.Thign"),
        ("unknown_overlay_version", "1.0.0", "2.7.0"),
        // The position is in the overlay, not in the document.
        ("fault_in_an_overlay", "update: {description: A thing.}", update),
    ] {
        let overlay = overlay.replace(from, to);
        let document = fixtures::text("items");
        check(name, &[("document.yaml", &document), ("descriptions.overlay.yaml", &overlay)]);
    }
}

/// Several problems in one run, in a folder with an SDK, which is not changed.
#[test]
fn several_problems_are_reported_together() {
    let folder = tempfile::tempdir().expect("a temporary folder can be created");
    let root = folder.path();
    fs::write(root.join("document.yaml"), fixtures::text("items")).expect("the file is writable");
    let generate = ["codegen", "--out", "sdk", "--document", "document.yaml"];
    xtask(root, &generate).successful("codegen");
    assert!(root.join("sdk/src/lib.rs").is_file());
    let text = invalid("items", "schemas/Thing\"", "schemas/Thng\"").replace(
        "maxResults: {type: integer}",
        "maxResults: {$ref: \"#/components/schemas/Size\"}",
    );
    check_in(root, "several_at_once", &[("document.yaml", &text)]);
}

#[test]
fn all_unreadable_files_are_reported() {
    let folder = tempfile::tempdir().expect("a temporary folder can be created");
    let mut arguments = vec!["codegen", "--out", "sdk", "--document", "a.yaml"];
    arguments.extend(["--overlay", "b.yaml", "c.yaml"]);
    let failed = xtask(folder.path(), &arguments);
    assert_eq!(failed.code, 2, "{}", failed.stderr);
    for file in ["a.yaml", "b.yaml", "c.yaml"] {
        assert!(failed.stderr.contains(file), "no {file} in\n{}", failed.stderr);
    }
    assert!(contents(folder.path()).is_empty(), "nothing is written");
}
