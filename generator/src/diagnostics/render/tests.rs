use super::*;
use crate::document::Pointer;

fn source(text: &str) -> Source {
    Source {
        name: "api.yaml".to_owned(),
        text: text.to_owned(),
    }
}

fn at(line: usize, column: usize) -> Diagnostic {
    Diagnostic {
        severity: Severity::Error,
        code: "dangling-reference",
        pointer: Some(Pointer::root().child("components").child("a/b")),
        place: Some(Place {
            file: "api.yaml".to_owned(),
            line,
            column,
        }),
        found: "a reference to `#/components/schemas/Stge`, which is not there".to_owned(),
        expected: "a reference to a value of the document".to_owned(),
        remedy: "write `Stage`".to_owned(),
    }
}

#[test]
fn excerpt_notes_and_count() {
    let source = source("components:\n  a/b:\n    $ref: '#/components/schemas/Stge'\n");
    let warning = Diagnostic {
        severity: Severity::Warning,
        place: None,
        pointer: None,
        ..at(1, 1)
    };
    let elsewhere = at(1, 1);
    insta::assert_snapshot!(render([&at(3, 5), &warning, &elsewhere], &[&source], false), @"
    error[dangling-reference]: found a reference to `#/components/schemas/Stge`, which is not there
     --> api.yaml:3:5
      |
    3 |     $ref: '#/components/schemas/Stge'
      |     ^^^^
      |
      = note: at #/components/a~1b
      = note: expected a reference to a value of the document
      = help: write `Stage`

    warning[dangling-reference]: found a reference to `#/components/schemas/Stge`, which is not there
     |
     = note: expected a reference to a value of the document
     = help: write `Stage`

    error[dangling-reference]: found a reference to `#/components/schemas/Stge`, which is not there
     --> api.yaml:1:1
      |
    1 | components:
      | ^^^^^^^^^^
      |
      = note: at #/components/a~1b
      = note: expected a reference to a value of the document
      = help: write `Stage`

    2 errors, 1 warning
    ");
    insta::assert_snapshot!(render_one(&at(3, 5), &[], false), @"
    error[dangling-reference]: found a reference to `#/components/schemas/Stge`, which is not there
    --> api.yaml:3:5
     = note: at #/components/a~1b
     = note: expected a reference to a value of the document
     = help: write `Stage`
    ");
    assert_eq!(render([], &[&source], false), "");
}

#[test]
fn a_line_of_two_million_characters() {
    let source = source(&format!(
        "{{\"components\": [{}{{\"$ref\": \"#/x\"}}{}]}}",
        "{\"type\": \"string\"}, ".repeat(50000),
        ", 12345".repeat(50000)
    ));
    let column = source.text.find("\"$ref").unwrap() + 1;
    insta::assert_snapshot!(render_one(&at(1, column), &[&source], false), @r##"
    error[dangling-reference]: found a reference to `#/components/schemas/Stge`, which is not there
     --> api.yaml:1:1000018
      |
    1 | …string"}, {"type": "string"}, {"type": "string"}, {"$ref": "#/x"}, 12345, 12345, 12345, 12345, 12345,…
      |                                                     ^^^^^^
      |
      = note: at #/components/a~1b
      = note: expected a reference to a value of the document
      = help: write `Stage`
    "##);
}

#[test]
fn nothing_of_a_document_reaches_the_terminal_as_a_command() {
    let source = source("a: \u{1b}[31m\u{7}red\u{202e}\n");
    let diagnostic = Diagnostic {
        pointer: Some(Pointer::root().child("\u{1b}[2J")),
        found: "`\u{1b}[2J\n`".to_owned(),
        expected: "no \u{1b}".to_owned(),
        remedy: "remove \r\u{1b}".to_owned(),
        ..at(1, 4)
    };
    let text = render_one(&diagnostic, &[&source], false);
    assert!(
        !text.contains(['\u{1b}', '\u{7}', '\r', '\u{202e}']),
        "{text}"
    );
    let coloured = render_one(&diagnostic, &[&source], true);
    assert!(
        coloured.contains("\u{1b}[") && !coloured.contains("\u{1b}[2J"),
        "{coloured}"
    );
}

#[test]
fn a_place_that_the_text_does_not_have() {
    for (line, column) in [(0, 0), (1, 0), (1, 900), (2, 1), (9, 9)] {
        render_one(&at(line, column), &[&source("a: é")], false);
        render_one(&at(line, column), &[&source(&"é".repeat(500))], false);
    }
}
