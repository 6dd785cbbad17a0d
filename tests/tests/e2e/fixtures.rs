//! The fixtures: documents of under 40 lines, each for one feature.

use e2e_tests::repository;
use generator::document::Source;
use generator::{FileTree, Input, Package, generate_crate};
use std::fs;
use std::path::PathBuf;

fn folder() -> PathBuf {
    repository::root().join("tests/tests/e2e/fixtures")
}

/// The names of all fixtures, in alphabetical order.
pub(crate) fn names() -> Vec<String> {
    let entries = fs::read_dir(folder()).expect("the folder of fixtures is readable");
    let names = entries.filter_map(|entry| {
        let name = entry.expect("its entries are readable").file_name();
        name.to_str()?.strip_suffix(".yaml").map(str::to_owned)
    });
    let mut names: Vec<String> = names.collect();
    names.sort();
    assert!(!names.is_empty(), "there are no fixtures");
    names
}

/// The text of a fixture.
pub(crate) fn text(name: &str) -> String {
    let file = folder().join(format!("{name}.yaml"));
    fs::read_to_string(&file).unwrap_or_else(|error| panic!("{}: {error}", file.display()))
}

/// The generated crate of a fixture. Generation must not emit any diagnostic but of colliding names.
pub(crate) fn generated(name: &str) -> FileTree {
    let document = Source { name: format!("{name}.yaml"), text: text(name).into() };
    let input = Input::of(document);
    let package = Package::new(
        Some(format!("fixture-{}", name.replace('_', "-"))),
        repository::root().join("runtime").display().to_string(),
    );
    let generated =
        generate_crate(&input, &package).unwrap_or_else(|found| panic!("{name}: {found:#?}"));
    let mut warnings = generated.diagnostics.iter();
    let other = warnings.find(|warning| warning.code != "colliding-names");
    assert!(other.is_none(), "{name}: {other:#?}");
    let mut files = generated.files;
    generator::rustfmt::format(&mut files).unwrap_or_else(|error| panic!("{name}: {error}"));
    files
}

#[test]
fn fixtures_are_short_and_start_with_a_description() {
    for name in names() {
        let text = text(&name);
        assert!(text.lines().count() < 40, "{name} has 40 lines or more");
        assert!(text.starts_with("# "), "{name} does not start with a description");
    }
}
