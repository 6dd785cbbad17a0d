//! The rate limit of adaptive mode: the rate at which a client sends while a service throttles it.
//!
//! A token bucket is filled at a rate, and each attempt takes one token. The rate follows a cubic
//! curve: it falls to 70 % of the measured rate when the service throttles, grows quickly back,
//! slowly near the rate that was throttled, and quickly again beyond. The constants are those that
//! AWS's SDKs share. All functions take the time as an argument.

use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

/// The factor by which throttling reduces the measured rate.
const BETA: f64 = 0.7;
/// The steepness of the curve.
const SCALE: f64 = 0.4;
/// The lowest rate, in requests per second.
const MIN_RATE: f64 = 0.5;
/// The highest rate as a multiple of the measured one.
const MAX_OVER_MEASURED: f64 = 2.0;
/// The weight of the newest measurement.
const SMOOTHING: f64 = 0.8;
/// Measurements per second.
const BUCKETS_PER_SECOND: f64 = 2.0;

/// The sending rate of a client. Unlimited until the first throttled response.
#[derive(Debug, Default)]
pub(crate) struct RateLimiter(Mutex<State>);

#[derive(Debug)]
struct State {
    /// Whether the service has throttled yet.
    enabled: bool,
    // The bucket.
    fill_rate: f64,
    capacity: f64,
    tokens: f64,
    filled_at: Option<f64>,
    // The measurement.
    measured: f64,
    count: f64,
    bucket: Option<f64>,
    // The curve.
    last_max: f64,
    last_throttled: f64,
}

impl Default for State {
    fn default() -> Self {
        Self {
            enabled: false,
            fill_rate: 1.0,
            capacity: 1.0,
            tokens: 0.0,
            filled_at: None,
            measured: 0.0,
            count: 0.0,
            bucket: None,
            last_max: 0.0,
            last_throttled: 0.0,
        }
    }
}

impl RateLimiter {
    /// Takes a token, or returns how long to wait before the next call. `now` is monotonic.
    pub(crate) fn acquire(&self, now: Duration) -> Result<(), Duration> {
        let mut state = self.state();
        if !state.enabled {
            return Ok(());
        }
        state.refill(now.as_secs_f64());
        if state.tokens >= 1.0 {
            state.tokens -= 1.0;
            return Ok(());
        }
        let seconds = (1.0 - state.tokens) / state.fill_rate;
        // Rounding must not wake a call just before its token is available.
        Err(Duration::from_secs_f64(seconds) + Duration::from_millis(1))
    }

    /// Records the outcome of an attempt.
    pub(crate) fn record(&self, now: Duration, throttled: bool) {
        let mut state = self.state();
        let now = now.as_secs_f64();
        state.measure(now);
        let rate = if throttled {
            let sent_at =
                if state.enabled { state.measured.min(state.fill_rate) } else { state.measured };
            state.enabled = true;
            state.last_max = sent_at;
            state.last_throttled = now;
            sent_at * BETA
        } else {
            state.curve(now)
        };
        let rate = rate.min(MAX_OVER_MEASURED * state.measured);
        state.set_rate(now, rate);
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl State {
    /// The rate of the curve at a time. It reaches the throttled rate after the time that it takes to
    /// grow there from 70 % of it.
    fn curve(&self, now: f64) -> f64 {
        let plateau = (self.last_max * (1.0 - BETA) / SCALE).cbrt();
        SCALE * (now - self.last_throttled - plateau).powi(3) + self.last_max
    }

    fn refill(&mut self, now: f64) {
        if let Some(then) = self.filled_at {
            let added = (now - then).max(0.0) * self.fill_rate;
            self.tokens = (self.tokens + added).min(self.capacity);
        }
        self.filled_at = Some(now);
    }

    fn set_rate(&mut self, now: f64, rate: f64) {
        // Tokens so far were added at the old rate.
        self.refill(now);
        self.fill_rate = rate.max(MIN_RATE);
        self.capacity = rate.max(1.0);
        self.tokens = self.tokens.min(self.capacity);
    }

    /// Counts a response. The rate is measured over half seconds.
    fn measure(&mut self, now: f64) {
        let bucket = (now * BUCKETS_PER_SECOND).floor() / BUCKETS_PER_SECOND;
        let since = *self.bucket.get_or_insert_with(|| now.floor());
        self.count += 1.0;
        if bucket > since {
            let rate = self.count / (bucket - since);
            self.measured = rate * SMOOTHING + self.measured * (1.0 - SMOOTHING);
            self.count = 0.0;
            self.bucket = Some(bucket);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::RateLimiter;
    use std::time::Duration;

    fn at(seconds: f64) -> Duration {
        Duration::from_secs_f64(seconds)
    }

    /// Records responses at a steady rate, from one time to another.
    fn respond(limiter: &RateLimiter, from: f64, to: f64, per_second: f64) {
        let mut number = 0.0;
        while from + number / per_second < to {
            limiter.record(at(from + number / per_second), false);
            number += 1.0;
        }
    }

    #[test]
    fn the_rate_is_unlimited_before_the_first_throttling() {
        let limiter = RateLimiter::default();
        respond(&limiter, 0.0, 3.0, 50.0);
        for _ in 0..10_000 {
            assert_eq!(limiter.acquire(at(3.0)), Ok(()));
        }
    }

    #[test]
    fn throttling_reduces_the_rate_to_seventy_percent_of_the_measured_one() {
        let limiter = RateLimiter::default();
        respond(&limiter, 0.0, 5.0, 10.0);
        limiter.record(at(5.0), true);
        let state = limiter.state();
        assert!((9.0..11.5).contains(&state.measured), "{state:?}");
        assert!((state.fill_rate - 0.7 * state.measured).abs() < 1e-9, "{state:?}");
    }

    #[test]
    fn tokens_are_added_at_the_rate() {
        let limiter = RateLimiter::default();
        respond(&limiter, 0.0, 5.0, 10.0);
        limiter.record(at(5.0), true);
        let rate = limiter.state().fill_rate;
        let (mut now, mut sent) = (5.0, 0);
        while now < 15.0 {
            match limiter.acquire(at(now)) {
                Ok(()) => sent += 1,
                Err(wait) => now += wait.as_secs_f64(),
            }
        }
        // The tokens in the bucket at first are additional.
        let sent = f64::from(sent);
        let least = rate * 10.0 * 0.95;
        assert!((least..=rate * 11.0).contains(&sent), "{sent} at {rate}");
    }

    #[test]
    fn the_rate_grows_back_and_beyond() {
        let limiter = RateLimiter::default();
        respond(&limiter, 0.0, 5.0, 10.0);
        limiter.record(at(5.0), true);
        let cut = limiter.state().fill_rate;
        respond(&limiter, 5.0, 7.0, 10.0);
        let back = limiter.state().fill_rate;
        assert!(cut < back && back < 12.0, "{cut} {back}");
        respond(&limiter, 7.0, 12.0, 15.0);
        let beyond = limiter.state().fill_rate;
        assert!(beyond > 12.0, "{beyond}");
    }

    #[test]
    fn the_rate_is_at_least_one_request_in_two_seconds() {
        let limiter = RateLimiter::default();
        for second in 0..20 {
            limiter.record(at(f64::from(second)), true);
        }
        assert_eq!(limiter.state().fill_rate, 0.5);
        let _ = limiter.acquire(at(20.0));
        let wait = limiter.acquire(at(20.0)).unwrap_err();
        assert!(wait <= at(2.01), "{wait:?}");
    }

    /// The rates of botocore 1.44.5 for ten responses per second, throttled after 5, 5.4 and 12 s.
    #[test]
    fn the_rate_equals_botocores() {
        let expected = [
            (50, 7.0),
            (53, 8.178_754),
            (54, 5.725_128),
            (60, 7.433_399),
            (70, 8.173_852),
            (90, 10.394_761),
            (119, 20.0),
            (120, 7.0),
            (130, 9.648_936),
            (160, 13.408_697),
            (199, 20.0),
        ];
        let limiter = RateLimiter::default();
        let mut rates = Vec::new();
        for tenths in 0..200 {
            let now = at(f64::from(tenths) / 10.0);
            limiter.record(now, [50, 54, 120].contains(&tenths));
            rates.push(limiter.state().fill_rate);
        }
        for (tenths, rate) in expected {
            let found = rates[tenths];
            assert!((found - rate).abs() < 1e-5, "after {tenths} tenths: {found}, not {rate}");
        }
    }
}
