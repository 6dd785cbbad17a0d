//! The outcome of a command: its output, its exit code, or the reason why it failed.
//!
//! Commands return strings and `main` prints them, so that tests compare what a user reads. The
//! strings may contain colours; the stream removes them when the output is not a terminal.

use std::fmt::{self, Write as _};
use std::path::Path;
use std::process::ExitCode;
use std::time::Duration;

use anstyle::{AnsiColor, Style};

/// Success.
pub(crate) const GOOD: Style = AnsiColor::Green.on_default().bold();
/// An error or a difference.
pub(crate) const BAD: Style = AnsiColor::Red.on_default().bold();
/// A note that is no error.
pub(crate) const NOTE: Style = AnsiColor::Yellow.on_default().bold();

/// The output of a command that ran to its end.
#[derive(Debug)]
pub(crate) struct Report {
    /// Standard output: complete lines.
    pub(crate) text: String,
    pub(crate) status: Status,
    /// Standard error: complete lines.
    pub(crate) warnings: String,
}

impl Report {
    /// A report without warnings.
    pub(crate) fn new(text: String, is_clean: bool) -> Self {
        Self {
            text,
            status: if is_clean { Status::Clean } else { Status::Drift },
            warnings: String::new(),
        }
    }
}

/// The exit code of a command.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Status {
    /// Everything is in order: 0.
    Clean,
    /// Two things that must agree differ, or a goal is missed: 1.
    Drift,
    /// The command failed, or the generator rejected its input: 2.
    Failed,
}

impl From<Status> for ExitCode {
    fn from(status: Status) -> Self {
        match status {
            Status::Clean => Self::SUCCESS,
            Status::Drift => Self::from(1),
            Status::Failed => Self::from(2),
        }
    }
}

/// The reason why a command failed. Every failure exits with [`Status::Failed`].
#[derive(Debug)]
pub(crate) enum Failure {
    /// What failed, where, and how to fix it.
    Message { message: String, remedy: Option<String> },
    /// Diagnostics of the generator, as it renders them.
    Rendered(String),
}

impl Failure {
    /// A failure without a remedy; the message names the file and what was found in it.
    pub(crate) fn new(message: impl Into<String>) -> Self {
        Self::Message { message: message.into(), remedy: None }
    }

    /// Diagnostics of the generator.
    pub(crate) fn rendered(diagnostics: String) -> Self {
        Self::Rendered(diagnostics)
    }

    /// An I/O error on a file or folder. `action` completes "cannot …", for example `read`.
    pub(crate) fn io(action: &str, path: &Path, error: &std::io::Error) -> Self {
        Self::new(format!("cannot {action} {}: {error}", path.display()))
    }

    /// Adds how to fix it.
    #[must_use]
    pub(crate) fn remedy(self, what: impl Into<String>) -> Self {
        match self {
            Self::Message { message, .. } => Self::Message { message, remedy: Some(what.into()) },
            rendered @ Self::Rendered(_) => rendered,
        }
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Message { message, remedy } => {
                write!(f, "{BAD}error{BAD:#}: {message}")?;
                remedy.iter().try_for_each(|remedy| write!(f, "\n  help: {remedy}"))
            }
            Self::Rendered(text) => f.write_str(text.trim_end()),
        }
    }
}

impl std::error::Error for Failure {}

/// A table with columns as wide as their cells. The first and the last column are aligned to the
/// left, the others to the right.
#[derive(Debug)]
pub(crate) struct Table {
    rows: Vec<Vec<String>>,
}

impl Table {
    pub(crate) fn new(head: &[&str]) -> Self {
        Self { rows: vec![head.iter().map(|&each| each.to_owned()).collect()] }
    }

    pub(crate) fn row(&mut self, row: Vec<String>) {
        self.rows.push(row);
    }

    pub(crate) fn print(&self) -> String {
        let columns = self.rows.iter().map(Vec::len).max().unwrap_or(0);
        let width = |at: usize| {
            let cells = self.rows.iter().filter_map(|row| row.get(at));
            cells.map(|cell| cell.chars().count()).max().unwrap_or(0)
        };
        let widths: Vec<usize> = (0..columns).map(width).collect();
        let mut text = String::new();
        for row in &self.rows {
            let mut line = String::new();
            for (at, (cell, width)) in row.iter().zip(&widths).enumerate() {
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

/// `1 file`, `2 files`: a count with its noun, whose plural ends in `s`.
pub(crate) fn count(number: usize, noun: &str) -> String {
    format!("{number} {noun}{}", if number == 1 { "" } else { "s" })
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

/// `1,500 ms` below ten seconds, `15.2 s` above.
pub(crate) fn time(time: Duration) -> String {
    match usize::try_from(time.as_millis()) {
        Ok(millis) if millis < 10_000 => format!("{} ms", number(millis)),
        _ => format!("{:.1} s", time.as_secs_f64()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_as_wide_as_their_cells() {
        let mut table = Table::new(&["document", "files", "notes"]);
        table.row(vec!["a".to_owned(), number(1234), "x y".to_owned()]);
        let expected = "document  files  notes\na         1,234  x y\n";
        assert_eq!(table.print(), expected);
    }

    #[test]
    fn times_have_a_readable_unit() {
        assert_eq!(time(Duration::from_millis(1500)), "1,500 ms");
        assert_eq!(time(Duration::from_millis(15_250)), "15.2 s");
    }
}
