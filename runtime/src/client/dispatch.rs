//! The loop over attempts: try, and if that fails decide whether, and when, to try again.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use jiff::Timestamp;

use super::attempt::deadline_message;
use super::interceptor::CallContext;
use super::request::Prepared;
use super::{CallOptions, Decode, Parts, Reply, Timeouts, trace};
use crate::future::before;
use crate::operation::Signing;
use crate::retry::{Retries, RetryClass, backoff};
use crate::{ByteStream, Credentials, Error, ErrorKind, OperationMeta, Response, random_fraction};

/// What holds for one call, from its first attempt to its last.
pub(super) struct Call {
    pub(super) meta: OperationMeta,
    pub(super) timeouts: Timeouts,
    pub(super) retries: Retries,
    pub(super) deadline: Deadline,
    /// The body of a success that is handed on unread.
    stream: Mutex<Option<ByteStream>>,
}

/// The moment, in ticks of the system's clock, at which the call has to be over.
#[derive(Clone, Copy)]
pub(super) struct Deadline(Option<Duration>);

/// What follows a failed attempt: another one, after a delay and at a cost.
struct Again {
    delay: Duration,
    cost: u32,
}

impl Call {
    /// Keeps the body of an answer until it is known what becomes of it.
    pub(super) fn keep(&self, stream: Option<ByteStream>) {
        *self.stream.lock().unwrap_or_else(PoisonError::into_inner) = stream;
    }

    fn taken(&self) -> Option<ByteStream> {
        self.stream
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .take()
    }
}

impl Parts {
    /// Makes one call of one request, and has its answer read.
    pub(super) async fn call(
        &self,
        meta: OperationMeta,
        prepared: Result<Box<Prepared>, Error>,
        options: &CallOptions,
        decode: Decode<'_>,
    ) -> Result<Response, Error> {
        let call = self.begin(meta, options);
        let mut number = 1;
        let outcome = match self.repeat(&call, prepared, &mut number).await {
            Ok(reply) => match decode(&reply.response, call.taken()) {
                Ok(()) => Ok(reply.response),
                Err(problem) => Err(reply.undecodable(problem)),
            },
            Err(error) => Err(error),
        }
        .map_err(|error| error.of_operation(meta.name));
        for interceptor in self.interceptors.iter().rev() {
            interceptor.after_call(&self.context(&call, number), outcome.as_ref());
        }
        outcome
    }

    /// What is to hold for a call that begins now.
    pub(super) fn begin(&self, meta: OperationMeta, options: &CallOptions) -> Call {
        let timeouts = options.timeouts(&self.timeouts);
        let end = |limit| self.system.ticks().checked_add(limit);
        Call {
            meta,
            retries: options.retries_over(self.retries),
            deadline: Deadline(timeouts.overall.and_then(end)),
            timeouts,
            stream: Mutex::new(None),
        }
    }

    /// Attempts until one succeeds or there is to be no other. `number` counts them.
    async fn repeat(
        &self,
        call: &Call,
        prepared: Result<Box<Prepared>, Error>,
        number: &mut u32,
    ) -> Result<Reply, Error> {
        let prepared = prepared?;
        let mut failed = Vec::new();
        let mut last_cost = None;
        loop {
            // Providers try again by themselves where that helps.
            let credentials = match self.ready(call).await {
                Ok(credentials) => credentials,
                Err(error) => return Err(error.with_attempts(failed)),
            };
            let span = trace::attempt(self, &prepared, *number);
            let outcome = span
                .run(self.attempt(call, &prepared, credentials.as_deref(), *number))
                .await;
            span.end(outcome.as_ref());
            self.attempted(call, *number, outcome.as_ref());
            let error = match outcome {
                Ok(response) => {
                    self.quota.give_back(last_cost);
                    return Ok(Reply { response, failed });
                }
                Err(error) => error,
            };
            let mut attempt = error.as_attempt();
            let plan = match prepared.is_replayable() {
                true => self.plan(call, &error, *number),
                false => Err(Some("not repeated, as its body is a stream that was begun")),
            };
            match plan {
                Ok(Again { delay, cost }) => {
                    attempt.delay = Some(delay);
                    failed.push(attempt);
                    last_cost = Some(cost);
                    self.system.sleep(delay).await;
                    *number += 1;
                }
                Err(note) => {
                    if was_sent(&error) {
                        failed.push(attempt);
                    }
                    return Err(error.with_attempts(failed).with_note(note));
                }
            }
        }
    }

    /// Tells those who want to know how an attempt ended.
    fn attempted(&self, call: &Call, number: u32, outcome: Result<&Response, &Error>) {
        if call.retries.is_adaptive() {
            let throttled = outcome.is_err_and(Error::is_throttling);
            self.rate.record(self.system.ticks(), throttled);
        }
        for interceptor in self.interceptors.iter().rev() {
            interceptor.after_attempt(&self.context(call, number), outcome);
        }
    }

    /// The delay before another attempt and what it costs of the quota, or why there is to be none,
    /// if that is worth telling.
    fn plan(&self, call: &Call, error: &Error, number: u32) -> Result<Again, Option<&'static str>> {
        let class = error.class();
        if !class.is_retryable() || number >= call.retries.attempts() {
            return Err(None);
        }
        if call.retries.is_only_safe() && !is_safe_to_repeat(call.meta, error) {
            return Err(Some(
                "not repeated, as it may have been carried out: only safe retries are allowed",
            ));
        }
        let asked = error.headers().and_then(backoff::asked_delay);
        let fraction = random_fraction(&*self.system);
        let delay = backoff::delay(number - 1, class, fraction, asked);
        let left = call.deadline.left(self.system.ticks());
        if left.is_some_and(|left| left <= delay) {
            return Err(Some("no time left for another"));
        }
        match self.quota.take(class) {
            Some(cost) => Ok(Again { delay, cost }),
            None => Err(Some(
                "no further attempt: too many of this client's calls fail",
            )),
        }
    }

    /// Waits for the call's turn, if the client limits its rate, and for credentials, if it needs any.
    async fn ready(&self, call: &Call) -> Result<Option<Arc<Credentials>>, Error> {
        if call.retries.is_adaptive() {
            self.turn(call).await?;
        }
        self.signer(call).await
    }

    /// Whose signature the call's requests get, if they get one.
    pub(super) async fn signer(&self, call: &Call) -> Result<Option<Arc<Credentials>>, Error> {
        match call.meta.signing {
            Signing::Unsigned => Ok(None),
            Signing::Signed | Signing::UnsignedPayload => self.credentials(call).await.map(Some),
        }
    }

    async fn turn(&self, call: &Call) -> Result<(), Error> {
        while let Err(wait) = self.rate.acquire(self.system.ticks()) {
            let left = call.deadline.left(self.system.ticks());
            if left.is_some_and(|left| left <= wait) {
                let message = "no time left to wait for this call's turn: the service throttles, so \
                               the client limits its rate (adaptive retries)";
                return Err(
                    Error::new(ErrorKind::Timeout, message).with_class(RetryClass::Throttling)
                );
            }
            self.system.sleep(wait).await;
        }
        Ok(())
    }

    /// Credentials, at once from the cache in nearly every call, else before the deadline.
    pub(super) async fn credentials(&self, call: &Call) -> Result<Arc<Credentials>, Error> {
        let now = self.clock.correct(self.system.now());
        if let Some(credentials) = self.credentials.fresh(now) {
            return Ok(credentials);
        }
        // Boxed, since it is rare and would more than double what a call in flight takes.
        Box::pin(self.load_credentials(call, now)).await
    }

    async fn load_credentials(
        &self,
        call: &Call,
        now: Timestamp,
    ) -> Result<Arc<Credentials>, Error> {
        let left = call.deadline.left(self.system.ticks());
        let loading = self.credentials.get(&*self.system, now, left);
        let loaded = match left {
            None => loading.await,
            Some(left) => match before(self.system.sleep(left), loading).await {
                Some(loaded) => loaded,
                None => {
                    let message = format!(
                        "{} (while waiting for credentials)",
                        deadline_message(&call.timeouts)
                    );
                    return Err(Error::new(ErrorKind::Timeout, message));
                }
            },
        };
        loaded.map_err(|error| {
            Error::new(ErrorKind::Credentials, error.to_string()).with_source(error)
        })
    }

    /// How interceptors see an attempt.
    pub(super) fn context(&self, call: &Call, number: u32) -> CallContext<'_> {
        CallContext {
            service: &self.service,
            operation: call.meta,
            region: &self.region,
            attempt: number,
            max_attempts: call.retries.attempts(),
        }
    }
}

impl Deadline {
    /// The time left; `None` if there is no deadline.
    pub(super) fn left(self, now: Duration) -> Option<Duration> {
        self.0.map(|end| end.saturating_sub(now))
    }
}

/// Whether the error comes from an attempt that went out at all.
fn was_sent(error: &Error) -> bool {
    !matches!(
        error.kind(),
        ErrorKind::Credentials
            | ErrorKind::Configuration
            | ErrorKind::InvalidInput
            | ErrorKind::Interceptor
    )
}

/// Whether another attempt can do nothing twice.
fn is_safe_to_repeat(meta: OperationMeta, error: &Error) -> bool {
    let does_the_same = meta.read_only || meta.idempotent || meta.has_idempotency_token;
    does_the_same || error.proves_that_nothing_was_done()
}
