//! The error of a waiter.

use std::error::Error as StdError;
use std::fmt;
use std::time::Duration;

use super::{Failure, Output, WaiterDefinition};
use crate::retry::RetryClass;
use crate::{Error, ErrorKind};

/// A failed wait of the waiter `C`, with the result of the last call.
pub struct WaitError<C: WaiterDefinition>(Box<WaitErrorInner<C>>);

struct WaitErrorInner<C: WaiterDefinition> {
    kind: WaitErrorKind,
    last: Option<Result<Output<C>, Failure<C>>>,
    attempts: u32,
    elapsed: Duration,
}

/// The reason of a failed wait.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum WaitErrorKind {
    /// An acceptor matched a failure state, for this reason.
    Failed(&'static str),
    /// The time-out expired.
    TimedOut,
    /// A call failed with an error that no acceptor matches.
    Unmatched,
}

impl<C: WaiterDefinition> WaitError<C> {
    pub(super) fn new(
        kind: WaitErrorKind,
        last: Option<Result<Output<C>, Failure<C>>>,
        attempts: u32,
        elapsed: Duration,
    ) -> Self {
        Self(Box::new(WaitErrorInner { kind, last, attempts, elapsed }))
    }

    /// Returns the reason of the failure.
    #[must_use]
    pub fn kind(&self) -> WaitErrorKind {
        self.0.kind
    }

    /// Returns the name of the waiter, such as `ThingDeleted`.
    #[must_use]
    pub fn waiter(&self) -> &'static str {
        C::NAME
    }

    /// Returns the result of the last call; `None` if no call ended in time.
    #[must_use]
    pub fn last(&self) -> Option<Result<&Output<C>, &Failure<C>>> {
        self.0.last.as_ref().map(Result::as_ref)
    }

    /// Returns the result of the last call.
    #[must_use]
    pub fn into_last(self) -> Option<Result<Output<C>, Failure<C>>> {
        self.0.last
    }

    /// Returns the number of calls.
    #[must_use]
    pub fn attempts(&self) -> u32 {
        self.0.attempts
    }

    /// Returns the duration of the wait.
    #[must_use]
    pub fn elapsed(&self) -> Duration {
        self.0.elapsed
    }
}

impl<C: WaiterDefinition> Clone for WaitError<C>
where
    Output<C>: Clone,
    Failure<C>: Clone,
{
    fn clone(&self) -> Self {
        Self(Box::new(WaitErrorInner { last: self.0.last.clone(), ..*self.0 }))
    }
}

/// Without the output of the last call.
impl<C: WaiterDefinition> fmt::Debug for WaitError<C>
where
    Failure<C>: fmt::Debug,
{
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("WaitError")
            .field("kind", &self.0.kind)
            .field("waiter", &C::NAME)
            .field("attempts", &self.0.attempts)
            .field("elapsed", &self.0.elapsed)
            .field("error", &self.last().and_then(Result::err))
            .finish_non_exhaustive()
    }
}

impl<C: WaiterDefinition> fmt::Display for WaitError<C>
where
    Failure<C>: fmt::Display,
{
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let inner = &*self.0;
        write!(f, "waiter {} ", C::NAME)?;
        match inner.kind {
            WaitErrorKind::Failed(reason) => write!(f, "entered a failure state: {reason}")?,
            WaitErrorKind::TimedOut => f.write_str("timed out")?,
            WaitErrorKind::Unmatched => {
                f.write_str("received an error that no acceptor matches")?
            }
        }
        if let Some(Err(error)) = &inner.last {
            write!(f, ": {error}")?;
        }
        write!(f, " ({})", inner.effort())
    }
}

/// Converts a failed wait into the error of a call, as `?` does.
///
/// If an error of a call ended the wait, it is the result, with the name of the waiter in its line.
/// Otherwise the kind is [`Timeout`](ErrorKind::Timeout) or [`Wait`](ErrorKind::Wait). The output of
/// the last call is dropped; use [`into_last`](WaitError::into_last) to keep it.
impl<C: WaiterDefinition> From<WaitError<C>> for Error
where
    Failure<C>: Into<Self> + fmt::Display,
{
    fn from(error: WaitError<C>) -> Self {
        let line = error.to_string();
        let context = format!("waiter {}, {}", error.waiter(), error.0.effort());
        match (error.kind(), error.into_last()) {
            (WaitErrorKind::TimedOut, last) => {
                let error = Error::new(ErrorKind::Timeout, line).with_class(RetryClass::Transient);
                match last {
                    Some(Err(last)) => error.with_source(last.into()),
                    Some(Ok(_)) | None => error,
                }
            }
            (_, Some(Err(last))) => last.into().add_note(context),
            (_, Some(Ok(_)) | None) => Error::new(ErrorKind::Wait, line),
        }
    }
}

impl<C: WaiterDefinition> WaitErrorInner<C> {
    /// `5 calls in 18.0s`
    fn effort(&self) -> String {
        let calls = if self.attempts == 1 { "call" } else { "calls" };
        format!("{} {calls} in {:.1?}", self.attempts, self.elapsed)
    }
}

/// The cause of the last call's error, whose own text is part of this one's; [`last`](WaitError::last) returns it.
impl<C: WaiterDefinition> StdError for WaitError<C>
where
    Failure<C>: StdError + 'static,
{
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        self.last()?.err()?.source()
    }
}
