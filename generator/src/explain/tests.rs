//! What is told of errors and waiters, and by which names things are found.

use super::{ExplainError, explain};
use crate::Input;
use crate::document::Source;

const ERRORS: &str = include_str!("../dialect/fixtures/error_facts.yaml");
const WAITERS: &str = include_str!("../dialect/fixtures/waiters.yaml");

fn explained(document: &str, name: &str) -> Result<String, ExplainError> {
    let document = Source {
        name: "fixture.yaml".to_owned(),
        text: document.to_owned(),
    };
    let input = Input {
        document,
        overlays: Vec::new(),
    };
    explain(&input, name)
}

/// The lines of the section whose title starts so.
fn section(text: &str, title: &str) -> Vec<String> {
    let mut sections = text.split("## ").skip(1);
    let found = sections.find(|section| section.starts_with(title));
    let lines = found
        .unwrap_or_else(|| panic!("no {title} in {text}"))
        .lines();
    lines
        .skip(2)
        .filter(|line| !line.is_empty())
        .map(str::to_owned)
        .collect()
}

#[test]
fn errors_are_told_with_their_status() {
    let text = explained(ERRORS, "NotFound").expect("it is there");
    assert_eq!(
        section(&text, "service"),
        [
            "error `NotFound`, HTTP 404, listed by",
            "  GetThing",
            "message",
            "  in `Reason`",
            "headers",
            "  Retry-After"
        ]
    );
    assert_eq!(
        section(&text, "rust"),
        ["ErrorCode::NotFound, error.is_not_found(), status 404"]
    );
    let text = explained(ERRORS, "Slow").expect("it is there");
    assert_eq!(
        section(&text, "service")[0],
        "error `Slow`, HTTP 503, asks for fewer calls, listed by"
    );
}

#[test]
fn names_are_found_in_each_of_their_forms() {
    for name in ["GetThing", "get_thing", "get-thing"] {
        let text = explained(ERRORS, name).expect("it is there");
        assert_eq!(
            section(&text, "rust")[0],
            "client.get_thing() -> operations::GetThing"
        );
    }
    let error = explained(ERRORS, "get_thin").expect_err("it is not there");
    assert_eq!(
        error.to_string(),
        "no operation, shape, error or waiter is called `get_thin`"
    );
    let error = explained(ERRORS, "GetThin").expect_err("it is not there");
    assert!(
        error.to_string().ends_with("; did you mean `GetThing`?"),
        "{error}"
    );
}

#[test]
fn waiters_are_told_from_stage_to_stage() {
    for name in ["ThingReady", "thing_ready", "wait_until_thing_ready"] {
        let text = explained(WAITERS, name).expect("it is there");
        let document = section(
            &text,
            "document, overlays applied: #/paths/~1GetThing/get/x-waiters/ThingReady",
        );
        assert_eq!(
            document[0],
            "documentation: Waits until the thing is ready."
        );
        assert_eq!(
            section(&text, "service"),
            [
                "asks GetThing every 3 to 120 s",
                "  success  ready is true",
                "  success  each parts[].state is ACTIVE",
                "  failure  one parts[].state is FAILED",
                "  failure  main.state is FAILED",
                "  retry    name is absent",
                "  retry    the error Gone",
                "  failure  any error",
            ]
        );
        assert_eq!(
            section(&text, "rust"),
            [
                "client.wait_until_thing_ready() -> waiters::ThingReady, which answers operations::GetThingOutput",
                "  success  output.ready? == true",
                "  success  output.parts[..].state? all == types::State::Active",
                "  failure  output.parts[..].state? any == types::State::Failed",
                "  failure  output.main?.state? == types::State::Failed",
                "  retry    output.name? is there: false",
                "  retry    error.is_gone()",
                "  failure  any error",
            ]
        );
        let file = section(&text, "file: src/waiters/thing_ready.rs");
        assert!(
            file.iter()
                .any(|line| line.contains("pub struct ThingReady")),
            "{file:?}"
        );
    }
    let error = explained(WAITERS, "ThingRedy").expect_err("it is misspelt");
    assert!(
        error.to_string().ends_with("; did you mean `ThingReady`?"),
        "{error}"
    );
    explained(WAITERS, "wait_until_get_thing").expect_err("it is no waiter");
}
