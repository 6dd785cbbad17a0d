//! Suggestions for the fixture, and the overlay with them.

use crate::document::Source;
use crate::{Input, generate};

use super::suggest_overlay;

const FIXTURE: &str = include_str!("fixture.yaml");

fn source(name: &str, text: &str) -> Source {
    Source { name: name.to_owned(), text: text.into() }
}

fn input(text: &str) -> Input {
    Input::of(source("openapi.yaml", text))
}

/// The names in the evidence of the actions, and of those that are comments.
fn names(overlay: &str) -> (Vec<&str>, Vec<&str>) {
    let mut names = (Vec::new(), Vec::new());
    for line in overlay.lines().filter_map(|line| line.trim().strip_prefix("# `")) {
        let name = line.split('`').next().unwrap_or_default();
        let list = if line.ends_with(" Confidence: high.") { &mut names.0 } else { &mut names.1 };
        list.push(name);
    }
    names
}

#[test]
fn facts_are_suggested_with_evidence_and_confidence() {
    let overlay = suggest_overlay(&input(FIXTURE));
    let (high, low) = names(&overlay);
    assert_eq!(high.join(" "), "Status creationToken body PayloadBlob KeyBlob FreeDocument key");
    let expected = "body Content rulePayload body status Choice SecretList";
    assert_eq!(low.join(" "), expected);
    let actions = overlay.lines().filter(|line| line.starts_with("  - target")).count();
    let comments = overlay.lines().filter(|line| line.starts_with("  # - target")).count();
    assert_eq!((actions, comments), (high.len(), low.len()), "{overlay}");
}

/// The code of a document's crate; `None` if it is rejected.
fn code(input: &Input) -> Option<Vec<(String, String)>> {
    let files = generate(input, "sdk").ok()?.files;
    let sources = files.iter().filter(|(path, _)| path.starts_with("src/"));
    Some(sources.map(|(path, text)| (path.to_owned(), text.to_owned())).collect())
}

/// Documents of which no confident suggestion may change more than the files beside them.
const DOCUMENTS: &[(&str, &str, &[&str])] = &[
    ("doubtful", include_str!("doubtful.yaml"), &[]),
    ("loss", include_str!("../loss/fixture.yaml"), &[]),
    ("pagination", include_str!("../aws/fixtures/pagination.yaml"), &[]),
    ("members", include_str!("../openapi/fixtures/error_facts.yaml"), &[]),
    ("waiters", include_str!("../openapi/fixtures/waiters.yaml"), &[]),
    ("ivs", include_str!("../../../specs/ivs-realtime/2020-07-14/openapi.yaml"), &[]),
    (
        "suggestions",
        FIXTURE,
        &[
            "src/guide/calls.rs",
            "src/operations/get_blob.rs",
            "src/operations/make_thing.rs",
            "src/operations/put_file.rs",
            "src/types/free_document.rs",
            "src/types/mod.rs",
        ],
    ),
];

#[test]
fn an_overlay_that_is_applied_unread_changes_certain_facts_alone() {
    for (name, text, expected) in DOCUMENTS {
        let mut input = input(text);
        let before = code(&input).unwrap_or_else(|| panic!("{name} is accepted"));
        let overlay = suggest_overlay(&input);
        if !overlay.ends_with("actions: []\n") {
            input.overlays.push(source("suggested.overlay.yaml", &overlay));
        }
        let after = code(&input).unwrap_or_else(|| panic!("{name} is accepted with {overlay}"));
        let differs = |file: &&(String, String)| !before.contains(file) || !after.contains(file);
        let mut changed: Vec<&str> =
            before.iter().chain(&after).filter(differs).map(|(path, _)| path.as_str()).collect();
        changed.sort_unstable();
        changed.dedup();
        assert_eq!(changed, *expected, "{name}: {overlay}");
    }
}

#[test]
fn doubtful_suggestions_state_what_speaks_against_them() {
    let overlay = suggest_overlay(&input(include_str!("doubtful.yaml")));
    assert_eq!(names(&overlay).0, Vec::<&str>::new(), "{overlay}");
    for evidence in [
        "`NameBlob` is bytes by its name, but the parameter `name` is a string.",
        "`PathBlob` is bytes by its name, but the parameter `part` is a string.",
        "`SharedBlob` is bytes by its name, but the parameter `shared` is a string.",
        "`InlineBlob` is bytes by its name, but `note` of a structure without a name is a string.",
        "`content` of `PutFlowRequest` is a string and the only member of the body, but it is described as JSON.",
        "`Text` is a whole body: bytes, unless it is plain text, but `title` of `Page` is a string.",
        "`body` of `PutPageRequest` is a string and the only member of the body.",
        "`statusCode` of `GetPageResponse` is a number with a name of the HTTP status.",
        "`rulePayload` of `MakeRuleRequest` is a structure",
    ] {
        let line = overlay.lines().find(|line| line.contains(evidence));
        let is_low = line.is_some_and(|line| line.ends_with(" Confidence: low."));
        assert!(is_low, "{evidence} is not in\n{overlay}");
    }
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
fn the_overlay_is_valid_and_settles_its_actions() {
    let mut input = input(FIXTURE);
    let overlay = suggest_overlay(&input);
    input.overlays.push(source("suggested.overlay.yaml", &overlay));
    let generated = generate(&input, "sdk").unwrap_or_else(|problems| panic!("{problems:#?}"));
    assert_eq!(generated.diagnostics, []);
    let left = suggest_overlay(&input);
    assert_eq!(names(&left).0, Vec::<&str>::new(), "{left}");
}

#[test]
fn documents_that_cannot_be_read_have_no_suggestions() {
    for text in ["", "7", "openapi: [", "{}"] {
        assert!(suggest_overlay(&input(text)).ends_with("actions: []\n"), "{text}");
    }
}
