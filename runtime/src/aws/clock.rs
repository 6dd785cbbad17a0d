//! Clock skew: the time of signatures follows the service's clock.
//!
//! A service rejects a signature whose time is some minutes off. On a machine with a wrong clock it
//! would reject every call, so the client takes the difference from the `date` of the rejection.

use std::sync::atomic::{AtomicI64, Ordering};

use http::HeaderMap;
use http::header::DATE;
use jiff::{SignedDuration, Timestamp};

/// Services accept a smaller difference.
const SKEW: SignedDuration = SignedDuration::from_mins(4);

/// The difference between the service's clock and this machine's; zero until a rejection shows
/// another one.
#[derive(Debug, Default)]
pub(crate) struct SigningClock {
    offset_seconds: AtomicI64,
}

impl SigningClock {
    /// The service's time when this machine's is `now`.
    pub(crate) fn correct(&self, now: Timestamp) -> Timestamp {
        match self.offset_seconds.load(Ordering::Relaxed) {
            0 => now,
            offset => now
                .checked_add(SignedDuration::from_secs(offset))
                .unwrap_or(now),
        }
    }

    /// Takes the time from the response to a request that was signed at `signed_at`. Returns whether
    /// that time was wrong, so that a request signed anew may be accepted.
    pub(crate) fn learn(&self, headers: &HeaderMap, signed_at: Timestamp, now: Timestamp) -> bool {
        let Some(service_time) = date(headers) else {
            return false;
        };
        if service_time.duration_since(signed_at).abs() < SKEW {
            return false;
        }
        self.offset_seconds.store(
            service_time.duration_since(now).as_secs(),
            Ordering::Relaxed,
        );
        true
    }
}

fn date(headers: &HeaderMap) -> Option<Timestamp> {
    let value = headers.get(DATE)?.to_str().ok()?;
    jiff::fmt::rfc2822::DateTimeParser::new()
        .parse_timestamp(value)
        .ok()
}

#[cfg(test)]
mod tests {
    use super::SigningClock;
    use http::{HeaderMap, HeaderValue, header::DATE};
    use jiff::Timestamp;

    fn dated(date: &'static str) -> HeaderMap {
        let mut headers = HeaderMap::new();
        headers.insert(DATE, HeaderValue::from_static(date));
        headers
    }

    fn time(time: &str) -> Timestamp {
        time.parse().unwrap()
    }

    #[test]
    fn a_difference_of_minutes_is_corrected() {
        let clock = SigningClock::default();
        let now = time("2026-01-01T12:00:00Z");
        let headers = dated("Thu, 01 Jan 2026 12:30:00 GMT");
        assert!(clock.learn(&headers, now, now));
        assert_eq!(clock.correct(now), time("2026-01-01T12:30:00Z"));
        // Rejected although the time was right: the clock is not the reason.
        assert!(!clock.learn(&headers, clock.correct(now), now));
    }

    #[test]
    fn a_small_difference_or_an_invalid_date_changes_nothing() {
        let clock = SigningClock::default();
        let now = time("2026-01-01T12:00:00Z");
        for date in ["Thu, 01 Jan 2026 12:03:59 GMT", "yesterday"] {
            assert!(!clock.learn(&dated(date), now, now));
        }
        assert!(!clock.learn(&HeaderMap::new(), now, now));
        assert_eq!(clock.correct(now), now);
    }
}
