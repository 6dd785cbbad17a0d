use super::*;
use crate::document::Source;
use crate::{Input, generate_crate};

const DOCUMENT: &str = include_str!("../dialect/fixtures/pagination.yaml");

fn krate(text: &str, name: Option<&str>) -> FileTree {
    let document = Source {
        name: "openapi.yaml".to_owned(),
        text: text.to_owned(),
    };
    let package = Package {
        name: name.map(str::to_owned),
        runtime: "../run\"time".to_owned(),
    };
    let input = Input {
        document,
        overlays: Vec::new(),
    };
    generate_crate(&input, &package)
        .expect("the document has no problem")
        .files
}

#[test]
fn a_whole_crate_has_everything_around_its_sources() {
    let files = krate(DOCUMENT, Some("pages-sdk"));
    let paths: Vec<_> = files
        .iter()
        .map(|(path, _)| path)
        .filter(|path| !path.starts_with("src/"))
        .collect();
    assert_eq!(
        paths,
        [
            "Cargo.toml",
            "NOTICE",
            "README.md",
            "examples/first_call.rs",
            "rustfmt.toml"
        ]
    );
    for (path, text) in files.iter() {
        let head = text.lines().next().unwrap_or_default();
        assert!(head.contains("@generated"), "{path}: {head}");
        assert!(
            text.ends_with('\n') && !text.ends_with("\n\n"),
            "{path} ends with one line end"
        );
    }
}

#[test]
fn texts_of_the_document_cannot_leave_their_place() {
    let title = "A \\\"quoted\\\" <b>\\n[package]\\n# title";
    let text = DOCUMENT.replacen("title: Example", &format!("title: \"{title}\""), 1);
    let files = krate(&text, None);
    let manifest = files.get("Cargo.toml").expect("there is a manifest");
    assert!(
        manifest.contains(r#"description = "A \"quoted\" <b> [package] # title for Rust"#),
        "{manifest}"
    );
    assert!(manifest.contains(r#"path = "../run\"time""#), "{manifest}");
    let readme = files.get("README.md").expect("there is a read-me");
    assert!(
        readme.contains("\n# A \"quoted\" \\<b\\> \\[package\\] \\# title for Rust\n"),
        "{readme}"
    );
}

#[test]
fn the_example_only_reads() {
    let files = krate(DOCUMENT, Some("pages-sdk"));
    let example = files
        .get("examples/first_call.rs")
        .expect("there is an example");
    assert!(example.contains("use pages_sdk::Client;"), "{example}");
    assert!(example.contains(".items();"), "{example}");
    let readme = files.get("README.md").expect("there is a read-me");
    assert!(readme.contains("use pages_sdk::Client;"), "{readme}");
}

#[test]
fn names_that_cargo_or_rustc_refuse_are_refused() {
    for name in ["ivschat-sdk", "s3", "a_b"] {
        assert!(Package::is_name(name), "{name}");
    }
    for name in [
        "",
        "3s",
        "a b",
        "type",
        "std",
        "core",
        "serde",
        "sdk_runtime",
        "é",
        "a/b",
        "-a",
    ] {
        assert!(!Package::is_name(name), "{name}");
    }
    assert_eq!(default_name("Runtime.Lex.v2"), "runtime-lex-v2-sdk");
    assert_eq!(default_name("4k"), "aws-4k-sdk");
    assert_eq!(default_name("a--B."), "a-b-sdk");
    assert_eq!(default_name("?"), "aws-sdk");
}

#[test]
fn versions_are_those_that_the_repository_is_tested_with() {
    let workspace = include_str!("../../../Cargo.toml");
    let template = include_str!("../../../templates/Cargo.toml.j2");
    for line in template.lines().filter(|line| {
        ["jiff", "serde = {", "rust-version"]
            .iter()
            .any(|start| line.starts_with(start))
    }) {
        assert!(workspace.contains(line), "{line}");
    }
    let settings = include_str!("../../../generated-sdk/rustfmt.toml");
    let ours = include_str!("../../../templates/rustfmt.toml.j2");
    assert_eq!(
        ours.lines().skip(1).collect::<Vec<_>>(),
        settings.lines().skip(1).collect::<Vec<_>>()
    );
}
