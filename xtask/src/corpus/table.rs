//! Counts of diagnostics.

use generator::diagnostics::Diagnostic;

pub(crate) use crate::report::{Table, number, time};

/// `2 unknown-keyword, 1 unsigned-scheme`
pub(crate) fn codes(found: &[Diagnostic]) -> String {
    let mut counts: Vec<(&str, usize)> = Vec::new();
    for one in found {
        match counts.iter_mut().find(|(code, _)| *code == one.code) {
            Some((_, count)) => *count += 1,
            None => counts.push((one.code, 1)),
        }
    }
    let shown: Vec<_> = counts
        .iter()
        .map(|(code, count)| format!("{count} {code}"))
        .collect();
    shown.join(", ")
}
