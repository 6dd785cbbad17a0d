//! Answers that a test orders: errors, throttling, broken bodies, dropped connections, delays.

use super::wire::{Answer, ServiceError};
use bytes::Bytes;
use http::header::{HeaderName, HeaderValue};
use std::time::Duration;

/// What goes wrong with a request.
///
/// The request's signature is verified and the request is logged all the same. Unless [`Fault::after_effect`]
/// is set, the operation itself does not happen.
#[derive(Clone, Debug)]
pub struct Fault {
    kind: Kind,
    headers: Vec<(HeaderName, HeaderValue)>,
    delay: Duration,
    after_effect: bool,
}

#[derive(Clone, Debug)]
enum Kind {
    Error(ServiceError),
    Raw {
        status: u16,
        body: Bytes,
        cut_after: Option<usize>,
    },
    Drop,
    DelayOnly,
}

/// What becomes of a request that a fault has hit.
#[derive(Debug)]
pub(crate) enum Outcome {
    /// This answer instead of the operation's.
    Answer(Answer),
    /// The connection closes without one.
    Dropped,
    /// The operation's own answer.
    Untouched,
}

impl Fault {
    /// An error in the service's wire form, with any status and code.
    pub fn error(status: u16, code: impl Into<String>, message: impl Into<String>) -> Self {
        Self::of(Kind::Error(ServiceError::new(status, code, message)))
    }

    /// `AccessDeniedException`, 403.
    pub fn access_denied() -> Self {
        Self::of(Kind::Error(ServiceError::access_denied(
            "you may not do this",
        )))
    }

    /// `ConflictException`, 409.
    pub fn conflict() -> Self {
        Self::of(Kind::Error(ServiceError::conflict(
            "another change is under way",
        )))
    }

    /// `InternalServerException`, 500.
    pub fn internal_server() -> Self {
        Self::of(Kind::Error(ServiceError::internal_server(
            "something broke on our side",
        )))
    }

    /// `PendingVerification`, 403.
    pub fn pending_verification() -> Self {
        Self::error(
            403,
            "PendingVerification",
            "the account is not verified yet",
        )
    }

    /// `ResourceNotFoundException`, 404.
    pub fn resource_not_found() -> Self {
        Self::of(Kind::Error(ServiceError::resource_not_found(
            "there is no such resource",
        )))
    }

    /// `ServiceQuotaExceededException`, 402.
    pub fn service_quota_exceeded() -> Self {
        Self::of(Kind::Error(ServiceError::service_quota_exceeded(
            "a quota is used up",
        )))
    }

    /// `ValidationException`, 400.
    pub fn validation() -> Self {
        Self::of(Kind::Error(ServiceError::validation(
            "the request is not sound",
        )))
    }

    /// `ThrottlingException`, 429: which no operation of the document lists, and any may answer.
    pub fn throttling() -> Self {
        Self::of(Kind::Error(ServiceError::gateway(
            429,
            "ThrottlingException",
            "slow down",
        )))
    }

    /// Any status and any body, with no header but those of [`Fault::header`] and those that every answer has.
    pub fn raw(status: u16, body: impl Into<Bytes>) -> Self {
        Self::of(Kind::Raw {
            status,
            body: body.into(),
            cut_after: None,
        })
    }

    /// The headers announce the whole body, but the connection breaks after `sent` bytes of it.
    pub fn truncated(status: u16, body: impl Into<Bytes>, sent: usize) -> Self {
        Self::of(Kind::Raw {
            status,
            body: body.into(),
            cut_after: Some(sent),
        })
    }

    /// The connection closes without an answer.
    pub fn dropped() -> Self {
        Self::of(Kind::Drop)
    }

    /// The operation happens and is answered, but late.
    pub fn slow(delay: Duration) -> Self {
        Self::of(Kind::DelayOnly).delay(delay)
    }

    /// Sends a header along, in place of one of that name.
    ///
    /// # Panics
    /// If it is not a header.
    #[must_use]
    pub fn header(mut self, name: &str, value: &str) -> Self {
        let name = HeaderName::try_from(name).expect("a header name");
        self.headers
            .push((name, HeaderValue::try_from(value).expect("a header value")));
        self
    }

    /// Says the message of an error.
    #[must_use]
    pub fn message(mut self, message: impl Into<String>) -> Self {
        if let Kind::Error(error) = &mut self.kind {
            error.message = message.into();
        }
        self
    }

    /// Waits before the answer, or before the connection closes.
    #[must_use]
    pub fn delay(mut self, delay: Duration) -> Self {
        self.delay = delay;
        self
    }

    /// The operation takes effect, and only its answer is replaced: the case that makes a blind retry
    /// create a thing twice.
    #[must_use]
    pub fn after_effect(mut self) -> Self {
        self.after_effect = true;
        self
    }

    pub(crate) fn lets_the_operation_happen(&self) -> bool {
        self.after_effect || matches!(self.kind, Kind::DelayOnly)
    }

    pub(crate) fn waits(&self) -> Duration {
        self.delay
    }

    pub(crate) fn outcome(&self) -> Outcome {
        let mut answer = match &self.kind {
            Kind::Error(error) => Answer::error(error),
            Kind::Raw {
                status,
                body,
                cut_after,
            } => Answer {
                cut_after: *cut_after,
                ..Answer::raw(*status, body.clone())
            },
            Kind::Drop => return Outcome::Dropped,
            Kind::DelayOnly => return Outcome::Untouched,
        };
        for (name, value) in &self.headers {
            answer.headers.insert(name, value.clone());
        }
        Outcome::Answer(answer)
    }

    fn of(kind: Kind) -> Self {
        Self {
            kind,
            headers: Vec::new(),
            delay: Duration::ZERO,
            after_effect: false,
        }
    }
}

/// The faults that are still to come, in the order in which they were ordered.
#[derive(Debug, Default)]
pub(crate) struct Faults {
    planned: Vec<(Option<String>, Fault, usize)>,
}

impl Faults {
    /// For the next `times` requests of one operation, or of any.
    pub(crate) fn plan(&mut self, operation: Option<&str>, fault: Fault, times: usize) {
        self.planned
            .push((operation.map(str::to_owned), fault, times));
    }

    /// The fault that hits this request, which uses it up once.
    pub(crate) fn take(&mut self, operation: &str) -> Option<Fault> {
        self.planned.retain(|(_, _, times)| *times > 0);
        let (_, fault, times) = self
            .planned
            .iter_mut()
            .find(|(wanted, _, _)| wanted.as_deref().is_none_or(|it| it == operation))?;
        *times -= 1;
        Some(fault.clone())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn faults_come_in_order_and_are_used_up() {
        let mut faults = Faults::default();
        faults.plan(Some("GetStage"), Fault::raw(500, "first"), 2);
        faults.plan(None, Fault::raw(500, "any"), 1);
        let mut next = |operation: &str| match faults.take(operation)?.outcome() {
            Outcome::Answer(answer) => Some(answer.body),
            _ => None,
        };
        assert_eq!(next("ListStages").unwrap(), "any");
        assert_eq!(next("ListStages"), None);
        assert_eq!(next("GetStage").unwrap(), "first");
        assert_eq!(next("GetStage").unwrap(), "first");
        assert_eq!(next("GetStage"), None);
    }
}
