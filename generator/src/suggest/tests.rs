//! What is suggested, that it can be taken as it is, and that it is then suggested no more.

use crate::document::Source;
use crate::{Input, generate};

use super::suggest_overlay;

const FIXTURE: &str = include_str!("fixture.yaml");

fn source(name: &str, text: &str) -> Source {
    Source { name: name.to_owned(), text: text.to_owned() }
}

fn input(text: &str) -> Input {
    Input { document: source("openapi.yaml", text), overlays: Vec::new() }
}

#[test]
fn names_and_shapes_are_hints() {
    let overlay = suggest_overlay(&input(FIXTURE));
    let found: Vec<_> = overlay
        .lines()
        .filter_map(|line| line.trim().strip_prefix("# `")?.split('`').next())
        .collect();
    assert_eq!(
        found,
        [
            "body",
            "Content",
            "Status",
            "rulePayload",
            "creationToken",
            "body",
            "status",
            "KeyBlob",
            "Choice",
            "FreeDocument",
            "SecretList",
            "key"
        ]
    );
}

#[test]
fn what_is_not_guessed_is_an_extension_that_there_is() {
    let overlay = suggest_overlay(&input(FIXTURE));
    let head = overlay.split("overlay: 1.0.0").next().unwrap_or_default();
    let named: Vec<_> = head.split('`').filter(|name| name.starts_with("x-")).collect();
    assert_eq!(named.len(), 9, "{named:?}");
    for name in named {
        assert!(crate::openapi::extensions::is_known(name), "{name}");
    }
}

#[test]
fn the_overlay_can_be_taken_as_it_is() {
    let mut input = input(FIXTURE);
    let overlay = suggest_overlay(&input);
    input.overlays.push(source("suggested.overlay.yaml", &overlay));
    let generated = generate(&input, "sdk").unwrap_or_else(|problems| panic!("{problems:#?}"));
    assert_eq!(generated.diagnostics, []);
    assert!(suggest_overlay(&input).ends_with("actions: []\n"), "{}", suggest_overlay(&input));
}

#[test]
fn nothing_is_suggested_for_what_cannot_be_read() {
    for text in ["", "7", "openapi: [", "{}"] {
        assert!(suggest_overlay(&input(text)).ends_with("actions: []\n"), "{text}");
    }
}
