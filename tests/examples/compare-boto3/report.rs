//! The table: a line for each case, its differences below it, and the count as the last line.

use crate::cases::Case;

/// How a case went.
pub(crate) struct Row {
    operation: String,
    case: String,
    /// What to say when there are no differences.
    pub(crate) result: String,
    pub(crate) differences: Vec<String>,
}

impl Row {
    pub(crate) fn new(case: &Case) -> Self {
        Self {
            operation: case.operation.clone(),
            case: case.name.clone(),
            result: String::new(),
            differences: Vec::new(),
        }
    }
}

/// The table, and the number of failures: rows with differences, and gaps in the cases.
pub(crate) fn table(rows: &[Row], gaps: &[String]) -> (String, usize) {
    let width = |of: fn(&Row) -> &str| rows.iter().map(|row| of(row).chars().count()).max();
    let operation = width(|row| &row.operation).unwrap_or(0);
    let case = width(|row| &row.case).unwrap_or(0);
    let mut lines = Vec::new();
    let mut failed = gaps.len();
    for row in rows {
        let result = if row.differences.is_empty() {
            &row.result
        } else {
            failed += 1;
            "DIFFERENT"
        };
        lines.push(format!(
            "{:operation$}  {:case$}  {result}",
            row.operation, row.case
        ));
        lines.extend(row.differences.iter().map(|text| format!("    {text}")));
    }
    lines.extend(gaps.iter().map(|gap| format!("GAP: {gap}")));
    let passed = rows.len() + gaps.len() - failed;
    lines.push(format!("{passed} passed, {failed} failed"));
    (lines.join("\n"), failed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn differences_stand_below_their_row_and_the_count_comes_last() {
        let row = |case: &str, differences: &[&str]| Row {
            operation: "GetStage".to_owned(),
            case: case.to_owned(),
            result: "equal".to_owned(),
            differences: differences.iter().map(|text| (*text).to_owned()).collect(),
        };
        let rows = [row("one", &[]), row("three", &["path: …", "query: …"])];
        let (text, failed) = table(&rows, &["no case sets GetStage.arn".to_owned()]);
        let expected = "GetStage  one    equal\n\
                        GetStage  three  DIFFERENT\n    path: …\n    query: …\n\
                        GAP: no case sets GetStage.arn\n\
                        1 passed, 2 failed";
        assert_eq!((text.as_str(), failed), (expected, 2));
    }
}
