//! What a command has to say when it did its work, and the exit code that goes with it.
//!
//! Commands make text and `main` prints it, so that tests read what people read. The text may carry
//! colours; the stream takes them out where nobody would see them.

use std::process::ExitCode;

use anstyle::{AnsiColor, Style};

/// Something is as it should be, or was brought there.
pub(crate) const GOOD: Style = AnsiColor::Green.on_default().bold();
/// Something is not as it should be.
pub(crate) const BAD: Style = AnsiColor::Red.on_default().bold();
/// Something worth a look that is no error.
pub(crate) const NOTE: Style = AnsiColor::Yellow.on_default().bold();

/// The end of a command that could do its work.
#[derive(Debug)]
pub(crate) struct Report {
    /// What is printed, several lines, the last one with its line break.
    pub(crate) text: String,
    /// Whether what was looked at is in order.
    pub(crate) status: Status,
    /// What somebody should look at although the command did its work; on standard error.
    pub(crate) warnings: String,
}

/// How a command ended, which is its exit code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Status {
    /// Everything is in order: 0.
    Clean,
    /// Two things that must agree do not: 1.
    Drift,
    /// The command could not do its work, or the generator refused its input: 2.
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

/// `1 file`, `2 files`: a count with its noun, whose plural ends in `s`.
pub(crate) fn count(number: usize, noun: &str) -> String {
    format!("{number} {noun}{}", if number == 1 { "" } else { "s" })
}
