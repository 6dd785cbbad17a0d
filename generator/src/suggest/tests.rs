//! Suggestions for the fixture, and the overlay with them.

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
fn facts_are_suggested_by_names_and_shapes() {
    let overlay = suggest_overlay(&input(FIXTURE));
    let found: Vec<_> = overlay
        .lines()
        .filter_map(|line| line.trim().strip_prefix("# `")?.split('`').next())
        .collect();
    let expected = "body Content Status rulePayload creationToken body status KeyBlob Choice \
                    FreeDocument SecretList key";
    assert_eq!(found.join(" "), expected);
}

#[test]
fn extensions_that_are_not_suggested_exist() {
    let overlay = suggest_overlay(&input(FIXTURE));
    let head = overlay.split("overlay: 1.0.0").next().unwrap_or_default();
    let named: Vec<_> = head.split('`').filter(|name| name.starts_with("x-")).collect();
    assert_eq!(named.len(), 9, "{named:?}");
    for name in named {
        assert!(crate::openapi::extensions::is_known(name), "{name}");
    }
}

#[test]
fn the_overlay_is_valid_and_settles_all_suggestions() {
    let mut input = input(FIXTURE);
    let overlay = suggest_overlay(&input);
    input.overlays.push(source("suggested.overlay.yaml", &overlay));
    let generated = generate(&input, "sdk").unwrap_or_else(|problems| panic!("{problems:#?}"));
    assert_eq!(generated.diagnostics, []);
    assert!(suggest_overlay(&input).ends_with("actions: []\n"), "{}", suggest_overlay(&input));
}

#[test]
fn documents_that_cannot_be_read_have_no_suggestions() {
    for text in ["", "7", "openapi: [", "{}"] {
        assert!(suggest_overlay(&input(text)).ends_with("actions: []\n"), "{text}");
    }
}
