//! `generated-sdk/COVERAGE.md`: everything that boto3's client of this service has, its name here, and the
//! test that covers it. The table is made here from the document and from what is said below; the committed
//! one must be the same, and every name and every test in it must exist.

mod client;
mod rows;

use crate::repository::{self, Finished};
use rows::{Row, rows};
use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;
use std::process::Command;

/// Where the sources of the tests stand.
fn tests() -> PathBuf {
    repository::root().join("tests/tests/e2e")
}

/// The whole file.
fn page() -> String {
    let mut page = INTRODUCTION.to_owned();
    for (title, rows) in rows() {
        page.push_str(&format!(
            "\n## {title}\n\n| boto3 | here | tested by |\n|---|---|---|\n"
        ));
        for row in rows {
            let tests: Vec<String> = row.tests.iter().map(|it| format!("`{it}`")).collect();
            let Row { boto3, here, .. } = row;
            page.push_str(&format!("| {boto3} | {here} | {} |\n", tests.join(", ")));
        }
    }
    page
}

const INTRODUCTION: &str = "\
# What boto3's client offers, and where it is here

One row for each thing that the client `ivs-realtime` of boto3 1.44.5 has. The last column names the end-to-end
tests, as `cargo test -p e2e-tests --test e2e` lists them; `compare-boto3` is the example of that name, which
sends the same inputs through both and compares the requests, and `compare-prism` the one that calls a mock which
others make of the document. A test keeps this page true: it is made from the service's document, and every name
in it is looked up.
";

#[test]
fn the_committed_table_is_what_the_document_gives() {
    let expected = page();
    let committed = repository::root().join("generated-sdk/COVERAGE.md");
    let found = fs::read_to_string(&committed).unwrap_or_default();
    if found != expected {
        let made = repository::scratch().join("COVERAGE.md");
        fs::write(&made, &expected).unwrap();
        panic!(
            "{} is out of date: copy {}",
            committed.display(),
            made.display()
        );
    }
}

#[test]
fn every_name_in_the_table_exists() {
    let sources = repository::root().join("generated-sdk/src");
    for row in rows().into_iter().flat_map(|(_, rows)| rows) {
        assert!(!row.names.is_empty(), "{} has no name here", row.boto3);
        for (file, text) in &row.names {
            let source = fs::read_to_string(sources.join(file));
            let source = source.unwrap_or_else(|error| panic!("{file}: {error}"));
            assert!(source.contains(text.as_str()), "{file} has no {text:?}");
        }
    }
}

/// The tests of this very program, by their names.
fn listed() -> BTreeSet<String> {
    let program = std::env::current_exe().unwrap();
    let listed = Finished::new(Command::new(program).args(["--list", "--format=terse"]));
    let lines = listed.stdout.lines();
    let tests = lines.filter_map(|line| line.strip_suffix(": test"));
    tests.map(str::to_owned).collect()
}

#[test]
fn every_test_in_the_table_exists() {
    let listed = listed();
    for row in rows().into_iter().flat_map(|(_, rows)| rows) {
        assert!(!row.tests.is_empty(), "{} has no test", row.boto3);
        for test in &row.tests {
            let example = repository::root().join("tests/examples").join(test);
            let exists = listed.contains(test) || example.join("main.rs").is_file();
            assert!(exists, "there is no {test}");
        }
    }
}

/// What the published reference of boto3's client has, by number.
#[test]
fn the_table_has_all_of_the_published_reference() {
    let sections = rows();
    let of = |title: &str| {
        let (_, rows) = sections.iter().find(|(it, _)| *it == title).unwrap();
        rows.iter()
            .map(|row| row.boto3.as_str())
            .collect::<Vec<_>>()
    };
    let operations = of("Operations");
    let published = operations.iter().filter(|it| !it.contains(' '));
    assert_eq!((operations.len(), published.count()), (40, 39));
    let paginators = of("Paginators");
    let published = paginators.iter().filter(|it| !it.starts_with("none"));
    assert_eq!((paginators.len(), published.count()), (10, 3));
    for name in ["can_paginate", "close", "get_paginator", "get_waiter"] {
        assert!(
            of("The client itself").contains(&format!("`{name}`").as_str()),
            "{name}"
        );
    }
}
