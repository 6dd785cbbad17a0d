//! The loop over attempts: try, and if that fails decide whether, and when, to try again.

use std::time::Duration;

use super::attempt::{Limit, deadline_message};
use super::{CallOptions, Parts, Reply, Timeouts};
use crate::future::before;
use crate::retry::backoff;
use crate::{Error, ErrorKind, Request, random_fraction};

/// The moment, in ticks of the system's clock, at which the call has to be over.
#[derive(Clone, Copy)]
struct Deadline(Option<Duration>);

impl Parts {
    /// Makes one call of one request.
    pub(super) async fn call(
        &self,
        request: Request,
        options: &CallOptions,
    ) -> Result<Reply, Error> {
        let timeouts = options.timeouts(&self.timeouts);
        let max = options.attempts(self.max_attempts);
        let deadline = Deadline(
            timeouts
                .overall
                .and_then(|limit| self.system.ticks().checked_add(limit)),
        );
        let prepared = self.prepare(request)?;
        let mut failed = Vec::new();
        let mut last_cost = None;
        let mut number = 1;
        loop {
            let outcome = match self.credentials(deadline, &timeouts).await {
                Ok(credentials) => {
                    let limit = self.limit(deadline, &timeouts);
                    self.attempt(&prepared, &credentials, number, max, &timeouts, limit)
                        .await
                }
                // Providers try again by themselves where that helps.
                Err(error) => return Err(error.with_attempts(failed)),
            };
            let error = match outcome {
                Ok(response) => {
                    self.quota.give_back(last_cost);
                    return Ok(Reply { response, failed });
                }
                Err(error) => error,
            };
            let mut attempt = error.as_attempt();
            match self.plan(&error, number, max, deadline) {
                Ok((delay, cost)) => {
                    attempt.delay = Some(delay);
                    failed.push(attempt);
                    last_cost = Some(cost);
                    self.system.sleep(delay).await;
                    number += 1;
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

    /// The delay before another attempt and what it costs of the quota, or why there is to be none,
    /// if that is worth telling.
    fn plan(
        &self,
        error: &Error,
        number: u32,
        max: u32,
        deadline: Deadline,
    ) -> Result<(Duration, u32), Option<&'static str>> {
        let class = error.class();
        if !class.is_retryable() || number >= max {
            return Err(None);
        }
        let asked = error.headers().and_then(backoff::asked_delay);
        let fraction = random_fraction(&*self.system);
        let delay = backoff::delay(number - 1, class, fraction, asked);
        if deadline
            .left(self.system.ticks())
            .is_some_and(|left| left <= delay)
        {
            return Err(Some("no time left for another"));
        }
        match self.quota.take(class) {
            Some(cost) => Ok((delay, cost)),
            None => Err(Some(
                "no further attempt: too many of this client's calls fail",
            )),
        }
    }

    /// Credentials, at once from the cache in nearly every call, else before the deadline.
    async fn credentials(
        &self,
        deadline: Deadline,
        timeouts: &Timeouts,
    ) -> Result<std::sync::Arc<crate::Credentials>, Error> {
        let now = self.clock.correct(self.system.now());
        if let Some(credentials) = self.credentials.fresh(now) {
            return Ok(credentials);
        }
        let loading = self.credentials.get(&*self.system, now);
        let loaded = match deadline.left(self.system.ticks()) {
            None => loading.await,
            Some(left) => match before(self.system.sleep(left), loading).await {
                Some(loaded) => loaded,
                None => {
                    let message = format!(
                        "{} (while waiting for credentials)",
                        deadline_message(timeouts)
                    );
                    return Err(Error::new(ErrorKind::Timeout, message));
                }
            },
        };
        loaded.map_err(|error| {
            Error::new(ErrorKind::Credentials, error.to_string()).with_source(error)
        })
    }

    /// The nearer of the attempt's time-out and the call's deadline.
    fn limit(&self, deadline: Deadline, timeouts: &Timeouts) -> Option<Limit> {
        let left = deadline.0.and_then(|_| deadline.left(self.system.ticks()));
        match (timeouts.attempt, left) {
            (Some(attempt), Some(left)) if left < attempt => Some(Limit {
                time: left,
                is_deadline: true,
            }),
            (Some(attempt), _) => Some(Limit {
                time: attempt,
                is_deadline: false,
            }),
            (None, Some(left)) => Some(Limit {
                time: left,
                is_deadline: true,
            }),
            (None, None) => None,
        }
    }
}

impl Deadline {
    /// The time left; `None` if there is no deadline.
    fn left(self, now: Duration) -> Option<Duration> {
        self.0.map(|end| end.saturating_sub(now))
    }
}

/// Whether the error comes from an attempt that went out at all.
fn was_sent(error: &Error) -> bool {
    !matches!(
        error.kind(),
        ErrorKind::Credentials | ErrorKind::Configuration | ErrorKind::InvalidInput
    )
}
