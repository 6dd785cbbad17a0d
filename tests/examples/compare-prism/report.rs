//! The table: a line for each operation, its faults below it, and the sums as the last line.

use std::collections::BTreeSet;

/// How an operation went.
pub(crate) struct Row {
    pub(crate) operation: String,
    /// Requests with which nothing was wrong and whose answers were read.
    pub(crate) answered: usize,
    /// The error statuses that were met.
    pub(crate) errors: BTreeSet<u16>,
    /// Wrong requests that Prism refused.
    pub(crate) refused: usize,
    pub(crate) faults: Vec<String>,
}

impl Row {
    pub(crate) fn new(operation: &str) -> Self {
        Self {
            operation: operation.to_owned(),
            answered: 0,
            errors: BTreeSet::new(),
            refused: 0,
            faults: Vec::new(),
        }
    }
}

/// The table, and the number of operations with faults.
pub(crate) fn table(rows: &[Row]) -> (String, usize) {
    let width = rows.iter().map(|row| row.operation.len()).max();
    let width = width.unwrap_or(0);
    let mut lines = Vec::new();
    for row in rows {
        let errors: Vec<String> = row.errors.iter().map(u16::to_string).collect();
        let verdict = if row.faults.is_empty() {
            ""
        } else {
            "  FAILED"
        };
        lines.push(format!(
            "{:width$}  {:3} answered  errors {:27}  {} refused{verdict}",
            row.operation,
            row.answered,
            errors.join(" "),
            row.refused,
        ));
        lines.extend(row.faults.iter().map(|fault| format!("    {fault}")));
    }
    let failed = rows.iter().filter(|row| !row.faults.is_empty()).count();
    let sum = |of: fn(&Row) -> usize| rows.iter().map(of).sum::<usize>();
    lines.push(format!(
        "{} passed, {failed} failed: {} calls answered, {} errors met, {} wrong requests refused",
        rows.len() - failed,
        sum(|row| row.answered),
        sum(|row| row.errors.len()),
        sum(|row| row.refused),
    ));
    (lines.join("\n"), failed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn faults_stand_below_their_row_and_the_sums_come_last() {
        let row = |operation: &str, faults: &[&str]| Row {
            answered: 10,
            errors: [404, 403].into(),
            refused: 2,
            faults: faults.iter().map(|text| (*text).to_owned()).collect(),
            ..Row::new(operation)
        };
        let (text, failed) = table(&[row("GetStage", &[]), row("ListStages", &["a", "b"])]);
        let lines: Vec<&str> = text.lines().collect();
        assert_eq!(failed, 1);
        assert!(lines[0].starts_with("GetStage     10 answered  errors 403 404 "));
        assert!(lines[0].ends_with(" 2 refused"), "{}", lines[0]);
        assert!(lines[1].ends_with(" 2 refused  FAILED"), "{}", lines[1]);
        let last = "1 passed, 1 failed: 20 calls answered, 4 errors met, 4 wrong requests refused";
        assert_eq!(lines[2..], ["    a", "    b", last]);
    }
}
