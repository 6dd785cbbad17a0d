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
fn everything_in_its_place() {
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
fn long_line() {
    let source = source(&format!(
        "{{\"components\": [{}{{\"$ref\": \"#/x\"}}{}]}}",
        "{\"type\": \"string\"}, ".repeat(50000),
        ", 12345".repeat(50000)
    ));
    let column = source.text.find("\"$ref").unwrap() + 1;
    let start = std::time::Instant::now();
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
    eprintln!("{:?}", start.elapsed());
}
