//! What is in order and what is not, and how that reads.

use std::collections::BTreeSet;
use std::time::Duration;

use super::super::tried::{End, Tried};
use super::super::workspace::Compiled;
use super::*;

fn made(name: &str) -> Tried {
    Tried {
        name: name.to_owned(),
        krate: format!("{name}-sdk"),
        operations: 2,
        files: 3,
        lines: 40,
        time: Duration::from_millis(5),
        end: End::Made,
        codes: String::new(),
        is_ours: true,
        unknown: Vec::new(),
    }
}

/// The report without its colours and without the line on memory, and whether all is in order.
fn report(
    tried: &[Tried],
    compiled: Option<(&BTreeSet<String>, &Compiled)>,
    rest_json: Option<usize>,
) -> (String, Status) {
    let summary = Summary {
        tried,
        compiled,
        rest_json,
    };
    let report = summary.report();
    let text = anstream::adapter::strip_str(&report.text).to_string();
    let lines = text
        .lines()
        .filter(|line| !line.ends_with("of memory at most"));
    (
        lines.map(|line| format!("{line}\n")).collect(),
        report.status,
    )
}

#[test]
fn crates_are_counted() {
    let (text, status) = report(&[made("a"), made("b")], None, Some(2));
    let expected = "\
document  operations  files  lines  generated in  compiled in  diagnostics
a                  2      3     40          5 ms
b                  2      3     40          5 ms

2 crates: 4 operations, 80 lines in 6 files of Rust, generated in 10 ms
2 of 2 rest-json documents give a crate
";
    assert_eq!((text.as_str(), status), (expected, Status::Clean));
}

#[test]
fn a_document_without_its_crate_is_shown() {
    let lost = Tried {
        end: End::Other("unsupported-protocol: json".to_owned()),
        ..made("b")
    };
    let other = Tried {
        is_ours: false,
        end: lost.end.clone(),
        ..made("c")
    };
    let (text, status) = report(&[made("a"), lost, other], None, Some(2));
    assert!(
        text.contains("1 of 2 rest-json documents give a crate"),
        "{text}"
    );
    assert!(
        text.contains("refused: unsupported-protocol: json\n\n"),
        "{text}"
    );
    assert!(
        text.contains("2 documents refused: unsupported-protocol: json"),
        "{text}"
    );
    assert!(!text.contains("\nc "), "{text}");
    assert_eq!(status, Status::Drift);
}

#[test]
fn a_keyword_that_nobody_knows_is_not_in_order() {
    let novel = Tried {
        unknown: vec!["`x-novel` in a info".to_owned()],
        ..made("a")
    };
    let (text, status) = report(&[novel], None, None);
    assert!(
        text.contains("the report on losses does not know `x-novel` in a info"),
        "{text}"
    );
    assert_eq!(status, Status::Drift);
}

#[test]
fn only_crates_that_were_compiled_have_a_time() {
    let crates = BTreeSet::from(["a-sdk".to_owned(), "b-sdk".to_owned()]);
    let mut compiled = Compiled::default();
    compiled
        .times
        .insert("a-sdk".to_owned(), Duration::from_millis(7));
    let tried = [made("a"), made("b"), made("c")];
    let (text, status) = report(&tried, Some((&crates, &compiled)), None);
    let column = |name: &str| {
        let line = text
            .lines()
            .find(|line| line.starts_with(name))
            .unwrap_or_default();
        line.split("5 ms")
            .nth(1)
            .unwrap_or_default()
            .trim()
            .to_owned()
    };
    assert_eq!(
        [column("a"), column("b"), column("c")],
        ["7 ms", "before", ""]
    );
    assert!(text.contains("2 of 2 compile without a warning"), "{text}");
    assert_eq!(status, Status::Clean);
    compiled
        .said
        .insert("b-sdk".to_owned(), vec!["warning: unused".to_owned()]);
    let (text, status) = report(&tried, Some((&crates, &compiled)), None);
    assert!(text.contains("1 from the compiler"), "{text}");
    assert!(text.contains("\nb-sdk\nwarning: unused\n"), "{text}");
    assert_eq!(status, Status::Drift);
}
