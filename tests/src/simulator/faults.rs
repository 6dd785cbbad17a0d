//! Injected faults, and a gate that holds responses back.

use super::wire::{Response, ServiceError};
use bytes::Bytes;
use http::header::{HeaderName, HeaderValue};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;
use tokio::sync::watch;

/// A fault that replaces the response to a request.
///
/// The request is still verified and logged. The operation is not executed, except by [`Fault::slow`].
#[derive(Clone, Debug)]
pub struct Fault {
    kind: FaultKind,
    headers: Vec<(HeaderName, HeaderValue)>,
    delay: Duration,
}

#[derive(Clone, Debug)]
enum FaultKind {
    Error(ServiceError),
    Raw { status: u16, body: Bytes, cut_after: Option<usize> },
    Drop,
    DelayOnly,
}

/// The effect of a fault on a response.
#[derive(Debug)]
pub(crate) enum Outcome {
    /// This response replaces the operation's.
    Response(Response),
    /// The connection closes without a response.
    Dropped,
    /// The operation's response is sent.
    Unchanged,
}

impl Fault {
    /// A service error with any status and code.
    pub fn error(status: u16, code: impl Into<String>, message: impl Into<String>) -> Self {
        Self::of(FaultKind::Error(ServiceError::new(status, code, message)))
    }

    /// `AccessDeniedException`, 403.
    pub fn access_denied() -> Self {
        Self::of(FaultKind::Error(ServiceError::access_denied("you may not do this")))
    }

    /// `ConflictException`, 409.
    pub fn conflict() -> Self {
        Self::of(FaultKind::Error(ServiceError::conflict("another change is in progress")))
    }

    /// `InternalServerException`, 500.
    pub fn internal_server() -> Self {
        Self::of(FaultKind::Error(ServiceError::internal_server("an internal error occurred")))
    }

    /// `PendingVerification`, 403.
    pub fn pending_verification() -> Self {
        Self::error(403, "PendingVerification", "the account is not verified yet")
    }

    /// `ResourceNotFoundException`, 404.
    pub fn resource_not_found() -> Self {
        Self::of(FaultKind::Error(ServiceError::resource_not_found("there is no such resource")))
    }

    /// `ServiceQuotaExceededException`, 402.
    pub fn service_quota_exceeded() -> Self {
        Self::of(FaultKind::Error(ServiceError::service_quota_exceeded("a quota is used up")))
    }

    /// `ValidationException`, 400.
    pub fn validation() -> Self {
        Self::of(FaultKind::Error(ServiceError::validation("the request is invalid")))
    }

    /// `ThrottlingException`, 429. No operation of the document lists it; any may return it.
    pub fn throttling() -> Self {
        Self::of(FaultKind::Error(ServiceError::gateway(429, "ThrottlingException", "slow down")))
    }

    /// Any status and body, with the headers of [`Fault::header`] and those of every response.
    pub fn raw(status: u16, body: impl Into<Bytes>) -> Self {
        Self::of(FaultKind::Raw { status, body: body.into(), cut_after: None })
    }

    /// A response whose connection closes after `sent` bytes of the announced body.
    pub fn truncated(status: u16, body: impl Into<Bytes>, sent: usize) -> Self {
        Self::of(FaultKind::Raw { status, body: body.into(), cut_after: Some(sent) })
    }

    /// The connection closes without a response.
    pub fn dropped() -> Self {
        Self::of(FaultKind::Drop)
    }

    /// Executes the operation and delays its response.
    pub fn slow(delay: Duration) -> Self {
        Self::of(FaultKind::DelayOnly).delay(delay)
    }

    /// Sets a response header.
    ///
    /// # Panics
    ///
    /// If name or value is invalid.
    #[must_use]
    pub fn header(mut self, name: &str, value: &str) -> Self {
        let name = HeaderName::try_from(name).expect("a header name");
        self.headers.push((name, HeaderValue::try_from(value).expect("a header value")));
        self
    }

    /// Sets the message of an error.
    #[must_use]
    pub fn message(mut self, message: impl Into<String>) -> Self {
        if let FaultKind::Error(error) = &mut self.kind {
            error.message = message.into();
        }
        self
    }

    /// Delays the response, or the closing of the connection.
    #[must_use]
    pub fn delay(mut self, delay: Duration) -> Self {
        self.delay = delay;
        self
    }

    pub(crate) fn executes_operation(&self) -> bool {
        matches!(self.kind, FaultKind::DelayOnly)
    }

    pub(crate) fn response_delay(&self) -> Duration {
        self.delay
    }

    pub(crate) fn outcome(&self) -> Outcome {
        let mut response = match &self.kind {
            FaultKind::Error(error) => Response::error(error),
            FaultKind::Raw { status, body, cut_after } => {
                Response { cut_after: *cut_after, ..Response::raw(*status, body.clone()) }
            }
            FaultKind::Drop => return Outcome::Dropped,
            FaultKind::DelayOnly => return Outcome::Unchanged,
        };
        for (name, value) in &self.headers {
            response.headers.insert(name, value.clone());
        }
        Outcome::Response(response)
    }

    fn of(kind: FaultKind) -> Self {
        Self { kind, headers: Vec::new(), delay: Duration::ZERO }
    }
}

/// The pending faults, in order.
#[derive(Debug, Default)]
pub(crate) struct Faults {
    planned: Vec<(Option<String>, Fault, usize)>,
}

impl Faults {
    /// Adds a fault for the next `times` requests of one operation, or of any.
    pub(crate) fn plan(&mut self, operation: Option<&str>, fault: Fault, times: usize) {
        self.planned.push((operation.map(str::to_owned), fault, times));
    }

    /// Takes the fault for this request.
    pub(crate) fn take(&mut self, operation: &str) -> Option<Fault> {
        self.planned.retain(|(_, _, times)| *times > 0);
        let (_, fault, times) = self
            .planned
            .iter_mut()
            .find(|(name, _, _)| name.as_deref().is_none_or(|it| it == operation))?;
        *times -= 1;
        Some(fault.clone())
    }
}

/// Passes responses, or holds and counts them.
#[derive(Debug)]
pub(crate) struct ResponseGate {
    is_open: watch::Sender<bool>,
    waiting: AtomicUsize,
    /// The count again, for [`held`](Self::held). A channel separate from `is_open`: otherwise each held response
    /// would wake all others.
    count: watch::Sender<usize>,
}

/// Counts one held response until it is dropped.
struct Waiting<'a>(&'a ResponseGate);

impl Default for ResponseGate {
    fn default() -> Self {
        Self {
            is_open: watch::Sender::new(true),
            waiting: AtomicUsize::new(0),
            count: watch::Sender::new(0),
        }
    }
}

impl ResponseGate {
    pub(crate) fn close(&self) {
        self.is_open.send_replace(false);
    }

    pub(crate) fn open(&self) {
        self.is_open.send_replace(true);
    }

    /// Waits until the gate is open.
    pub(crate) async fn pass(&self) {
        if *self.is_open.borrow() {
            return;
        }
        let mut is_open = self.is_open.subscribe();
        let waiting = Waiting::new(self);
        // The sender lives as long as the gate, so this cannot fail.
        let _ = is_open.wait_for(|is_open| *is_open).await;
        drop(waiting);
    }

    /// Waits until `size` responses are held.
    pub(crate) async fn held(&self, size: usize) {
        let _ = self.count.subscribe().wait_for(|count| *count >= size).await;
    }

    /// The number of held responses.
    pub(crate) fn waiting(&self) -> usize {
        self.waiting.load(Ordering::Relaxed)
    }
}

impl<'a> Waiting<'a> {
    fn new(gate: &'a ResponseGate) -> Self {
        let before = gate.waiting.fetch_add(1, Ordering::Relaxed);
        gate.count.send_replace(before + 1);
        Self(gate)
    }
}

impl Drop for Waiting<'_> {
    fn drop(&mut self) {
        let before = self.0.waiting.fetch_sub(1, Ordering::Relaxed);
        self.0.count.send_replace(before - 1);
    }
}

#[cfg(test)]
mod tests {
    use super::ResponseGate;
    use std::sync::Arc;
    use std::time::Duration;
    use tokio::time::timeout;

    #[tokio::test]
    async fn a_closed_gate_holds_and_counts_responses_until_it_opens() {
        let gate = Arc::new(ResponseGate::default());
        gate.pass().await;
        gate.close();
        let passing = |gate: &Arc<ResponseGate>| {
            let gate = Arc::clone(gate);
            tokio::spawn(async move { gate.pass().await })
        };
        let calls = [passing(&gate), passing(&gate), passing(&gate)];
        gate.held(3).await;
        let fourth = timeout(Duration::from_millis(10), gate.held(4)).await;
        assert!(fourth.is_err(), "only three are held");
        calls[0].abort();
        while gate.waiting() != 2 {
            tokio::task::yield_now().await;
        }
        gate.open();
        for call in calls.into_iter().skip(1) {
            call.await.unwrap();
        }
        assert_eq!(gate.waiting(), 0);
    }
}
