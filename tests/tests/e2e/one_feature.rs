//! The fixtures: documents of under 40 lines, each named after the one thing it shows.

use std::fs;
use std::path::Path;

use generator::document::Source;
use generator::{FileTree, Input, Package, generate_crate};

use crate::repository;

/// The names of all fixtures, in alphabetical order.
pub(crate) fn names() -> Vec<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/e2e/fixtures");
    let entries = fs::read_dir(folder).expect("the folder of fixtures can be read");
    let mut names: Vec<String> = entries
        .filter_map(|entry| {
            let name = entry
                .expect("its entries too")
                .file_name()
                .into_string()
                .ok()?;
            name.strip_suffix(".yaml").map(str::to_owned)
        })
        .collect();
    names.sort();
    assert!(!names.is_empty(), "there are fixtures");
    names
}

/// The text of a fixture.
pub(crate) fn text(name: &str) -> String {
    let file =
        Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/e2e/fixtures/{name}.yaml"));
    fs::read_to_string(&file).unwrap_or_else(|error| panic!("no fixture {name}: {error}"))
}

/// The whole crate that the generator makes of a fixture, without a word of complaint.
pub(crate) fn generated(name: &str) -> FileTree {
    let document = Source {
        name: format!("{name}.yaml"),
        text: text(name),
    };
    let input = Input {
        document,
        overlays: Vec::new(),
    };
    let package = Package {
        name: Some(format!("fixture-{}", name.replace('_', "-"))),
        runtime: repository::root().join("runtime").display().to_string(),
    };
    let generated =
        generate_crate(&input, &package).unwrap_or_else(|found| panic!("{name}: {found:#?}"));
    let warnings = &generated.diagnostics;
    assert!(warnings.is_empty(), "{name}: {warnings:#?}");
    let mut files = generated.files;
    generator::rustfmt::format(&mut files).unwrap_or_else(|error| panic!("{name}: {error}"));
    files
}

#[test]
fn each_is_short_and_says_what_it_shows() {
    for name in names() {
        let text = text(&name);
        assert!(text.lines().count() < 40, "{name} has 40 lines or more");
        assert!(
            text.starts_with("# "),
            "{name} does not start with what it shows"
        );
    }
}
