//! Why a wait did not end well.

use std::error::Error as StdError;
use std::fmt;
use std::time::Duration;

use crate::retry::RetryClass;
use crate::{Error, ErrorKind};

/// A wait that did not lead to what was waited for, with the last answer.
///
/// `T` is the output of the operation that was asked, `E` its error.
pub struct WaitError<T, E>(Box<Parts<T, E>>);

struct Parts<T, E> {
    kind: WaitErrorKind,
    waiter: &'static str,
    last: Option<Result<T, E>>,
    attempts: u32,
    elapsed: Duration,
}

/// How a wait failed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum WaitErrorKind {
    /// What was waited for will never be. The text says by what that is known.
    Failed(&'static str),
    /// It was not there in time.
    TimedOut,
    /// A call failed with an error that says nothing about what was waited for.
    Unmatched,
}

impl<T, E> WaitError<T, E> {
    pub(super) fn new(
        kind: WaitErrorKind,
        waiter: &'static str,
        last: Option<Result<T, E>>,
        attempts: u32,
        elapsed: Duration,
    ) -> Self {
        Self(Box::new(Parts {
            kind,
            waiter,
            last,
            attempts,
            elapsed,
        }))
    }

    /// How the wait failed.
    #[must_use]
    pub fn kind(&self) -> WaitErrorKind {
        self.0.kind
    }

    /// What was waited for: `CompositionActive`.
    #[must_use]
    pub fn waiter(&self) -> &'static str {
        self.0.waiter
    }

    /// The last answer. `None` if none came in time.
    #[must_use]
    pub fn last(&self) -> Option<Result<&T, &E>> {
        self.0.last.as_ref().map(Result::as_ref)
    }

    /// Takes the last answer out.
    #[must_use]
    pub fn into_last(self) -> Option<Result<T, E>> {
        self.0.last
    }

    /// The number of calls that were made.
    #[must_use]
    pub fn attempts(&self) -> u32 {
        self.0.attempts
    }

    /// The time from the beginning of the wait to its end.
    #[must_use]
    pub fn elapsed(&self) -> Duration {
        self.0.elapsed
    }
}

/// Without the last answer, whose text may be long.
impl<T, E: fmt::Debug> fmt::Debug for WaitError<T, E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("WaitError")
            .field("kind", &self.0.kind)
            .field("waiter", &self.0.waiter)
            .field("attempts", &self.0.attempts)
            .field("elapsed", &self.0.elapsed)
            .field("error", &self.last().and_then(Result::err))
            .finish_non_exhaustive()
    }
}

impl<T, E: fmt::Display> fmt::Display for WaitError<T, E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let parts = &*self.0;
        write!(f, "waiter {} ", parts.waiter)?;
        match parts.kind {
            WaitErrorKind::Failed(reason) => write!(f, "entered a failure state: {reason}")?,
            WaitErrorKind::TimedOut => f.write_str("timed out")?,
            WaitErrorKind::Unmatched => {
                f.write_str("received an error that no acceptor matches")?
            }
        }
        if let Some(Err(error)) = &parts.last {
            write!(f, ": {error}")?;
        }
        write!(f, " ({})", parts.effort())
    }
}

/// So that `?` gives a failed wait on as it does a failed call.
///
/// If a call's error ended the wait, that error is what comes out, and its one line says what was waited
/// for. Else the kind is [`Timeout`](ErrorKind::Timeout) or [`Wait`](ErrorKind::Wait), and the line that of
/// the wait. An output that came last is lost: [`into_last`](WaitError::into_last) has it before.
impl<T, E: Into<Error> + fmt::Display> From<WaitError<T, E>> for Error {
    fn from(error: WaitError<T, E>) -> Self {
        let line = error.to_string();
        let pursuit = format!("waiter {}, {}", error.waiter(), error.0.effort());
        match (error.kind(), error.into_last()) {
            (WaitErrorKind::TimedOut, last) => {
                let error = Error::new(ErrorKind::Timeout, line).with_class(RetryClass::Transient);
                match last {
                    Some(Err(last)) => error.with_source(last.into()),
                    Some(Ok(_)) | None => error,
                }
            }
            (_, Some(Err(last))) => last.into().add_note(pursuit),
            (_, Some(Ok(_)) | None) => Error::new(ErrorKind::Wait, line),
        }
    }
}

impl<T, E> Parts<T, E> {
    /// `5 calls in 18.0s`
    fn effort(&self) -> String {
        let calls = if self.attempts == 1 { "call" } else { "calls" };
        format!("{} {calls} in {:.1?}", self.attempts, self.elapsed)
    }
}

impl<T, E: StdError + 'static> StdError for WaitError<T, E> {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        let error = self.last()?.err()?;
        Some(error)
    }
}
