//! ARCHITECTURE.md says of each rule which file implements it and which fixture proves it. What it
//! says must be so.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use super::super::marks;

/// The last rule that the documents of the directory need.
const LAST: usize = 26;

fn dialect() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src/dialect")
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn architecture() -> String {
    read(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../ARCHITECTURE.md"))
}

/// A line of the map: the rule's number, unless the rule has none, its files and its fixtures.
struct Row {
    rule: Option<usize>,
    files: Vec<String>,
    fixtures: Vec<String>,
}

fn rows() -> Vec<Row> {
    let text = architecture();
    let table = text
        .split_once("| rule | what the documents do | file | fixture |\n")
        .and_then(|(_, rest)| rest.split_once("\n\n"))
        .map_or("", |(table, _)| table);
    let rows = table.lines().skip(1).map(|line| {
        let cells: Vec<_> = line.trim_matches('|').split(" | ").collect();
        let [rule, _, files, fixtures] = cells.as_slice() else {
            panic!("four cells are expected: {line}");
        };
        Row {
            rule: rule.trim().parse().ok(),
            files: names(files),
            fixtures: names(fixtures),
        }
    });
    rows.collect()
}

/// What stands between back ticks.
fn names(cell: &str) -> Vec<String> {
    cell.split('`')
        .skip(1)
        .step_by(2)
        .map(str::to_owned)
        .collect()
}

#[test]
fn each_rule_has_its_file_and_its_fixture() {
    let rows = rows();
    for rule in 1..=LAST {
        let of_rule: Vec<_> = rows.iter().filter(|row| row.rule == Some(rule)).collect();
        assert!(!of_rule.is_empty(), "rule {rule} is not in the map");
        for row in of_rule {
            assert!(!row.files.is_empty(), "rule {rule} has no file");
            assert!(!row.fixtures.is_empty(), "rule {rule} has no fixture");
        }
    }
}

#[test]
fn each_file_says_which_rule_it_is() {
    for row in rows() {
        for file in &row.files {
            let text = read(&dialect().join(file));
            let declared = row.rule.map(|rule| format!("//! Rule {rule}"));
            let declared = declared.unwrap_or_else(|| "//! ".to_owned());
            let number_ends = |rest: &str| !rest.starts_with(|next: char| next.is_ascii_digit());
            let fits = text.strip_prefix(&declared).is_some_and(number_ends);
            assert!(fits, "{file} does not begin with `{declared}`");
        }
    }
}

#[test]
fn each_fixture_is_read_by_a_test() {
    let tests = fs::read_dir(dialect().join("tests")).expect("this file's own folder");
    let tests: String = tests
        .map(|entry| read(&entry.expect("its entries too").path()))
        .collect();
    for fixture in rows().iter().flat_map(|row| &row.fixtures) {
        assert!(
            dialect().join("fixtures").join(fixture).is_file(),
            "there is no {fixture}"
        );
        let name = fixture.trim_end_matches(".yaml");
        let is_read = tests.contains(&format!("fixtures/{fixture}\""))
            || tests.contains(&format!("fixture!(\"{name}\")"));
        assert!(is_read, "no test reads {fixture}");
    }
}

#[test]
fn the_extensions_are_those_of_the_code() {
    let text = architecture();
    let table = text
        .split_once("| extension | stands on | value | meaning |\n")
        .and_then(|(_, rest)| rest.split_once("\n\n"))
        .map_or("", |(table, _)| table);
    let first = |line: &str| names(line.split(" | ").next().unwrap_or_default());
    let documented: BTreeSet<_> = table
        .lines()
        .skip(1)
        .flat_map(first)
        .filter(|name| name.starts_with("x-"))
        .collect();
    // These two are checked where they are read.
    let known = marks::all().map(|(name, _)| name);
    let known = known.chain(["x-enumDescriptions", "x-waiters"]);
    assert_eq!(documented, known.map(str::to_owned).collect());
}
