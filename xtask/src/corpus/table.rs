//! The table of the corpus: one line for each document, a summary last.

use std::fmt::Write as _;
use std::time::Duration;

use generator::diagnostics::Diagnostic;

/// A table whose columns are as wide as what stands in them; numbers stand to the right.
#[derive(Debug)]
pub(crate) struct Table {
    rows: Vec<Vec<String>>,
}

impl Table {
    pub(crate) fn new(head: &[&str]) -> Self {
        Self {
            rows: vec![head.iter().map(|&each| each.to_owned()).collect()],
        }
    }

    pub(crate) fn row(&mut self, row: Vec<String>) {
        self.rows.push(row);
    }

    pub(crate) fn print(&self) -> String {
        let columns = self.rows.iter().map(Vec::len).max().unwrap_or(0);
        let width = |at: usize| {
            self.rows
                .iter()
                .filter_map(|row| row.get(at))
                .map(|cell| cell.chars().count())
                .max()
                .unwrap_or(0)
        };
        let widths: Vec<usize> = (0..columns).map(width).collect();
        let mut text = String::new();
        for row in &self.rows {
            let mut line = String::new();
            for (at, (cell, width)) in row.iter().zip(&widths).enumerate() {
                // The name, and the words at the end.
                let _ = match at == 0 || at + 1 == columns {
                    true => write!(line, "{cell:width$}  "),
                    false => write!(line, "{cell:>width$}  "),
                };
            }
            let _ = writeln!(text, "{}", line.trim_end());
        }
        text
    }
}

/// `1,234,567`
pub(crate) fn number(number: usize) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// `12 ms`, `3.4 s`
pub(crate) fn time(time: Duration) -> String {
    match time.as_millis() {
        millis if millis < 10_000 => format!(
            "{} ms",
            number(usize::try_from(millis).unwrap_or(usize::MAX))
        ),
        _ => format!("{:.1} s", time.as_secs_f64()),
    }
}

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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_as_wide_as_they_must() {
        let mut table = Table::new(&["document", "files", "words"]);
        table.row(vec!["a".to_owned(), number(1234), "x y".to_owned()]);
        assert_eq!(
            table.print(),
            "document  files  words\na         1,234  x y\n"
        );
    }

    #[test]
    fn times_are_readable() {
        assert_eq!(time(Duration::from_millis(1500)), "1,500 ms");
        assert_eq!(time(Duration::from_millis(15_250)), "15.2 s");
    }
}
