//! The time that signatures are dated with: the service's, as far as it is known.
//!
//! A service refuses a signature that is dated some minutes off. A computer whose clock is wrong
//! would have every call refused, so the client learns the difference from the refusal itself.

use std::sync::atomic::{AtomicI64, Ordering};

use http::HeaderMap;
use http::header::DATE;
use jiff::{SignedDuration, Timestamp};

/// Less than this is no reason to refuse a signature.
const SKEW: SignedDuration = SignedDuration::from_mins(4);

/// The difference between the service's clock and ours, zero until a refusal shows another one.
#[derive(Debug, Default)]
pub(crate) struct SigningClock {
    offset_seconds: AtomicI64,
}

impl SigningClock {
    /// The service's time when ours is `now`.
    pub(crate) fn correct(&self, now: Timestamp) -> Timestamp {
        match self.offset_seconds.load(Ordering::Relaxed) {
            0 => now,
            offset => now
                .checked_add(SignedDuration::from_secs(offset))
                .unwrap_or(now),
        }
    }

    /// Learns from the answer to a request that was signed with time `signed_at`, and says whether
    /// that time was wrong, so that another signature may pass.
    pub(crate) fn learn(&self, headers: &HeaderMap, signed_at: Timestamp, now: Timestamp) -> bool {
        let Some(theirs) = date(headers) else {
            return false;
        };
        if theirs.duration_since(signed_at).abs() < SKEW {
            return false;
        }
        self.offset_seconds
            .store(theirs.duration_since(now).as_secs(), Ordering::Relaxed);
        true
    }
}

fn date(headers: &HeaderMap) -> Option<Timestamp> {
    let text = headers.get(DATE)?.to_str().ok()?;
    jiff::fmt::rfc2822::DateTimeParser::new()
        .parse_timestamp(text)
        .ok()
}

#[cfg(test)]
mod tests {
    use super::SigningClock;
    use http::{HeaderMap, HeaderValue, header::DATE};
    use jiff::Timestamp;

    fn dated(text: &'static str) -> HeaderMap {
        let mut headers = HeaderMap::new();
        headers.insert(DATE, HeaderValue::from_static(text));
        headers
    }

    fn time(text: &str) -> Timestamp {
        text.parse().unwrap()
    }

    #[test]
    fn the_services_date_is_taken_over_when_it_is_minutes_off() {
        let clock = SigningClock::default();
        let now = time("2026-01-01T12:00:00Z");
        let headers = dated("Thu, 01 Jan 2026 12:30:00 GMT");
        assert!(clock.learn(&headers, now, now));
        assert_eq!(clock.correct(now), time("2026-01-01T12:30:00Z"));
        // Signed with the right time and refused all the same: not the clock's fault.
        assert!(!clock.learn(&headers, clock.correct(now), now));
    }

    #[test]
    fn a_small_difference_and_an_unreadable_date_teach_nothing() {
        let clock = SigningClock::default();
        let now = time("2026-01-01T12:00:00Z");
        for text in ["Thu, 01 Jan 2026 12:03:59 GMT", "yesterday"] {
            assert!(!clock.learn(&dated(text), now, now));
        }
        assert!(!clock.learn(&HeaderMap::new(), now, now));
        assert_eq!(clock.correct(now), now);
    }
}
