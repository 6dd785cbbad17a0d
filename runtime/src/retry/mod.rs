//! Retries: which failed attempts are repeated, after which delay, and how often.
//!
//! This is AWS's standard mode: failures are sorted into [`RetryClass`]es, [`backoff_delay`] spreads
//! the attempts of many clients, and [`RetryQuota`] keeps a client from overloading a service that
//! is down. Adaptive mode adds a [`RateLimiter`]. The loop over attempts is the client's.

mod adaptive;

use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use http::StatusCode;

pub(crate) use self::adaptive::RateLimiter;

/// The retry mode and the maximum number of attempts.
///
/// The default is AWS's standard mode with 3 attempts. The delay before each retry is random, with an
/// upper bound that doubles (50 ms, 100 ms, … 20 s; from 1 s when the service throttles). All calls
/// of a client share a retry quota.
///
/// ```
/// # use sdk_runtime::Retries;
/// let more = Retries::standard().max_attempts(5);
/// let adaptive = Retries::adaptive();
/// let safe = Retries::standard().only_safe();
/// let off = Retries::off();
/// # assert!(more != off && adaptive != safe);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Retries {
    mode: RetryMode,
    max_attempts: u32,
    only_safe: bool,
}

/// AWS's retry modes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum RetryMode {
    Standard,
    Adaptive,
}

/// The class of a failure, which decides whether it is retried.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum RetryClass {
    /// The same call would fail again.
    Never,
    /// A temporary failure, of the network or the service.
    Transient,
    /// The service limits the rate of calls.
    Throttling,
    /// The service rejected the time of the authorization; one with a corrected time may succeed.
    Reauthorize,
}

/// The maximum number of attempts of both modes, including the first.
pub(crate) const DEFAULT_ATTEMPTS: u32 = 3;

impl Retries {
    /// AWS's standard mode, with 3 attempts.
    #[must_use]
    pub const fn standard() -> Self {
        Self::of_mode(RetryMode::Standard)
    }

    /// AWS's adaptive mode, with 3 attempts: standard mode, and from the first throttled call on the
    /// client also limits the rate at which it sends. The rate falls to 70 % with each throttled
    /// response, and grows along a cubic curve with the others.
    ///
    /// All calls of a client share one rate, so a client with this mode should call one resource. A
    /// call that would have to wait beyond its deadline fails immediately.
    #[must_use]
    pub const fn adaptive() -> Self {
        Self::of_mode(RetryMode::Adaptive)
    }

    /// Disables retries: one attempt per call.
    #[must_use]
    pub const fn off() -> Self {
        Self::standard().max_attempts(1)
    }

    pub(crate) const fn of_mode(mode: RetryMode) -> Self {
        Self { mode, max_attempts: DEFAULT_ATTEMPTS, only_safe: false }
    }

    /// Sets the maximum number of attempts, including the first. 0 counts as 1.
    #[must_use]
    pub const fn max_attempts(mut self, attempts: u32) -> Self {
        self.max_attempts = if attempts == 0 { 1 } else { attempts };
        self
    }

    /// Retries only if that cannot execute the operation twice, so that a resource is never created
    /// twice.
    ///
    /// An attempt is then retried if the operation is read-only or idempotent, if its input has an
    /// idempotency token, or if the failure proves that the operation was not carried out: there was
    /// no connection, or the service rejected the request before carrying it out (throttling with a
    /// 4xx status, a signature with a wrong time). After a reset, a time-out or a 5xx response that is
    /// unknown, and the call fails.
    #[must_use]
    pub const fn only_safe(mut self) -> Self {
        self.only_safe = true;
        self
    }

    /// Returns the maximum number of attempts, including the first: 1 or more.
    #[must_use]
    pub const fn attempts(self) -> u32 {
        self.max_attempts
    }

    pub(crate) const fn is_adaptive(self) -> bool {
        matches!(self.mode, RetryMode::Adaptive)
    }

    pub(crate) const fn is_only_safe(self) -> bool {
        self.only_safe
    }
}

impl Default for Retries {
    fn default() -> Self {
        Self::standard()
    }
}

impl RetryClass {
    pub(crate) fn is_retryable(self) -> bool {
        self != Self::Never
    }
}

/// Classifies an error response by its status.
pub(crate) fn classify_status(status: StatusCode) -> RetryClass {
    match status.as_u16() {
        429 => RetryClass::Throttling,
        500 | 502 | 503 | 504 => RetryClass::Transient,
        _ => RetryClass::Never,
    }
}

const BACKOFF_BASE: Duration = Duration::from_millis(50);
const THROTTLING_BASE: Duration = Duration::from_secs(1);
const MAX_BACKOFF: Duration = Duration::from_secs(20);

/// The delay before retry number `retry` (0 for the first): a random part of a span that doubles
/// with each retry, up to 20 s. `fraction` is the random number, from 0 to 1.
pub(crate) fn backoff_delay(retry: u32, class: RetryClass, fraction: f64) -> Duration {
    let base = match class {
        RetryClass::Throttling => THROTTLING_BASE,
        _ => BACKOFF_BASE,
    };
    let span = base.saturating_mul(2_u32.saturating_pow(retry)).min(MAX_BACKOFF);
    span.mul_f64(fraction.clamp(0.0, 1.0))
}

/// The retry quota of a client.
///
/// When a service is down, all calls fail, and the retries of all clients keep it down. So each retry
/// takes tokens from a bucket that only successful calls fill again.
#[derive(Debug)]
pub(crate) struct RetryQuota(AtomicU32);

const QUOTA: u32 = 500;
const RETRY_COST: u32 = 14;
const THROTTLING_RETRY_COST: u32 = 5;
const FIRST_SUCCESS_REWARD: u32 = 1;

impl Default for RetryQuota {
    fn default() -> Self {
        Self(AtomicU32::new(QUOTA))
    }
}

impl RetryQuota {
    /// Takes the cost of one retry and returns it; `None` if too little is left.
    pub(crate) fn take(&self, class: RetryClass) -> Option<u32> {
        let cost = match class {
            RetryClass::Throttling => THROTTLING_RETRY_COST,
            _ => RETRY_COST,
        };
        self.0
            .fetch_update(Ordering::Relaxed, Ordering::Relaxed, |left| left.checked_sub(cost))
            .is_ok()
            .then_some(cost)
    }

    /// Gives back after a successful call: the cost of its last retry, or a little if it had none.
    pub(crate) fn give_back(&self, last_cost: Option<u32>) {
        // Most calls find a full bucket. Not writing then avoids contention for the cache line.
        if self.0.load(Ordering::Relaxed) >= QUOTA {
            return;
        }
        let amount = last_cost.unwrap_or(FIRST_SUCCESS_REWARD);
        let _ = self.0.fetch_update(Ordering::Relaxed, Ordering::Relaxed, |left| {
            Some(left.saturating_add(amount).min(QUOTA))
        });
    }

    #[cfg(test)]
    pub(crate) fn left(&self) -> u32 {
        self.0.load(Ordering::Relaxed)
    }
}

#[cfg(test)]
mod tests {
    use super::RetryClass::{Never, Throttling, Transient};
    use super::{RetryQuota, backoff_delay, classify_status};
    use http::StatusCode;
    use std::time::Duration;

    fn millis(number: u64) -> Duration {
        Duration::from_millis(number)
    }

    #[test]
    fn server_errors_are_transient_and_429_is_throttling() {
        let class = |status| classify_status(StatusCode::from_u16(status).unwrap());
        for status in [500, 502, 503, 504] {
            assert_eq!(class(status), Transient, "{status}");
        }
        assert_eq!(class(429), Throttling);
        for status in [302, 400, 404, 501] {
            assert_eq!(class(status), Never, "{status}");
        }
    }

    #[test]
    fn the_span_doubles_up_to_twenty_seconds() {
        let longest = |retry, class| backoff_delay(retry, class, 1.0);
        assert_eq!(longest(0, Transient), millis(50));
        assert_eq!(longest(1, Transient), millis(100));
        assert_eq!(longest(8, Transient), millis(12_800));
        assert_eq!(longest(9, Transient), millis(20_000));
        assert_eq!(longest(0, Throttling), millis(1_000));
        assert_eq!(longest(u32::MAX, Throttling), millis(20_000));
    }

    #[test]
    fn the_delay_is_a_random_part_of_the_span() {
        assert_eq!(backoff_delay(1, Transient, 0.0), Duration::ZERO);
        assert_eq!(backoff_delay(1, Transient, 0.5), millis(50));
    }

    #[test]
    fn retries_take_from_the_quota_and_successes_give_back() {
        let quota = RetryQuota::default();
        assert_eq!(quota.take(Transient), Some(14));
        assert_eq!(quota.take(Throttling), Some(5));
        assert_eq!(quota.left(), 481);
        quota.give_back(Some(5));
        assert_eq!(quota.left(), 486);
        quota.give_back(None);
        assert_eq!(quota.left(), 487);
    }

    #[test]
    fn the_quota_stays_between_zero_and_its_capacity() {
        let quota = RetryQuota::default();
        let mut retries = 0;
        while quota.take(Transient).is_some() {
            retries += 1;
        }
        assert_eq!(retries, 500 / 14);
        assert_eq!(quota.left(), 500 % 14);
        assert_eq!(quota.take(Throttling), Some(5));
        for _ in 0..100 {
            quota.give_back(Some(14));
        }
        assert_eq!(quota.left(), 500);
    }
}
