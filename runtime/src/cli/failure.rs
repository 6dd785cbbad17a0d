//! Failures of a command, and their exit codes.

use std::error::Error as _;
use std::fmt::Write as _;
use std::io;

use crate::{Error, ErrorKind};

/// The exit code of wrong arguments.
pub(super) const USAGE: u8 = 2;

/// The exit codes, for `--help` of a client with waiters or without.
pub(super) fn exit_codes(has_waits: bool) -> String {
    let (timed_out, failed) = match has_waits {
        true => ("a call or a wait timed out", "\n  5  a waiter reached its failure state"),
        false => ("a call timed out", ""),
    };
    format!(
        "\
Exit codes:
  0  success
  1  the service returned an error, or a response that cannot be read
  2  wrong arguments, or an input that cannot be sent
  3  missing or invalid configuration or credentials
  4  no response: the network failed, or {timed_out}{failed}
  6  the output cannot be written"
    )
}

/// The failure of a command.
#[derive(Debug)]
pub(super) enum Failure {
    /// Arguments that clap accepts and the command does not.
    Usage(String),
    /// The call.
    Call(Error),
    /// The output.
    Output(io::Error),
}

impl Failure {
    pub(super) fn usage(message: impl Into<String>) -> Self {
        Self::Usage(message.into())
    }

    pub(super) fn code(&self) -> u8 {
        match self {
            Self::Usage(_) => USAGE,
            Self::Output(_) => 6,
            Self::Call(error) => match error.kind() {
                ErrorKind::Service | ErrorKind::Response | ErrorKind::Pagination => 1,
                ErrorKind::InvalidInput => USAGE,
                ErrorKind::Configuration | ErrorKind::Credentials | ErrorKind::Interceptor => 3,
                ErrorKind::Connection | ErrorKind::Timeout => 4,
                ErrorKind::Wait => 5,
            },
        }
    }

    /// One line; with `verbose` a line for each attempt and each source, too.
    pub(super) fn describe(&self, verbose: bool) -> String {
        let error = match self {
            Self::Usage(message) => {
                return format!("error: {message}\n\nFor more information, try '--help'.");
            }
            Self::Output(error) => return format!("error: the output cannot be written: {error}"),
            Self::Call(error) => error,
        };
        let mut text = format!("error: {error}");
        if verbose {
            for (number, attempt) in error.attempts().iter().enumerate() {
                let _ = write!(text, "\n  attempt {}: {}", number + 1, attempt.cause);
            }
            let mut source = error.source();
            while let Some(cause) = source {
                let _ = write!(text, "\n  caused by: {cause}");
                source = cause.source();
            }
        }
        text
    }
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        Self::Call(error)
    }
}
