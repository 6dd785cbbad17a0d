//! The clock that signatures are dated with.

use std::sync::atomic::{AtomicI64, Ordering};

use http::HeaderMap;
use http::header::DATE;
use jiff::{SignedDuration, Timestamp};

/// The service's time, as far as it is known.
///
/// A service rejects a signature whose time differs by some minutes from its own. On a computer
/// with a wrong clock every call would fail, so the client derives the difference from the `date` of
/// the rejection.
#[derive(Debug, Default)]
pub(crate) struct SigningClock {
    /// The difference to the system's clock; zero until a rejection shows another one.
    offset_seconds: AtomicI64,
}

/// The least difference that a service rejects.
const MIN_SKEW: SignedDuration = SignedDuration::from_mins(4);

impl SigningClock {
    /// The service's time when the system's is `now`.
    pub(crate) fn correct(&self, now: Timestamp) -> Timestamp {
        match self.offset_seconds.load(Ordering::Relaxed) {
            0 => now,
            offset => now.checked_add(SignedDuration::from_secs(offset)).unwrap_or(now),
        }
    }

    /// Adjusts the offset by the rejection of a request that was signed with `signed_at`. Returns
    /// whether that time was wrong, so that another signature can succeed.
    pub(crate) fn adjust(&self, headers: &HeaderMap, signed_at: Timestamp, now: Timestamp) -> bool {
        let Some(date) = date(headers) else {
            return false;
        };
        if date.duration_since(signed_at).abs() < MIN_SKEW {
            return false;
        }
        let offset = date.duration_since(now).as_secs();
        self.offset_seconds.store(offset, Ordering::Relaxed);
        true
    }
}

/// Error codes of a signature with a wrong time. Most of them also mean a wrong secret key, so the
/// response's date has to confirm a clock skew.
const CLOCK_SKEW: [&str; 7] = [
    "AuthFailure",
    "InvalidSignatureException",
    "RequestExpired",
    "RequestInTheFuture",
    "RequestTimeTooSkewed",
    "RequestTimeTooSkewedException",
    "SignatureDoesNotMatch",
];

/// Whether an error of this code may be caused by a clock skew.
pub(crate) fn may_be_clock_skew(code: &str) -> bool {
    CLOCK_SKEW.contains(&code)
}

fn date(headers: &HeaderMap) -> Option<Timestamp> {
    let value = headers.get(DATE)?.to_str().ok()?;
    jiff::fmt::rfc2822::DateTimeParser::new().parse_timestamp(value).ok()
}

#[cfg(test)]
mod tests {
    use super::SigningClock;
    use http::{HeaderMap, HeaderValue, header::DATE};
    use jiff::Timestamp;

    fn dated(value: &'static str) -> HeaderMap {
        let mut headers = HeaderMap::new();
        headers.insert(DATE, HeaderValue::from_static(value));
        headers
    }

    fn time(value: &str) -> Timestamp {
        value.parse().unwrap()
    }

    #[test]
    fn the_offset_follows_a_date_that_differs_by_minutes() {
        let clock = SigningClock::default();
        let now = time("2026-01-01T12:00:00Z");
        let headers = dated("Thu, 01 Jan 2026 12:30:00 GMT");
        assert!(clock.adjust(&headers, now, now));
        assert_eq!(clock.correct(now), time("2026-01-01T12:30:00Z"));
        // Rejected although it was signed with the right time: the clock is not the cause.
        assert!(!clock.adjust(&headers, clock.correct(now), now));
    }

    #[test]
    fn a_small_difference_or_an_invalid_date_changes_nothing() {
        let clock = SigningClock::default();
        let now = time("2026-01-01T12:00:00Z");
        for value in ["Thu, 01 Jan 2026 12:03:59 GMT", "yesterday"] {
            assert!(!clock.adjust(&dated(value), now, now));
        }
        assert!(!clock.adjust(&HeaderMap::new(), now, now));
        assert_eq!(clock.correct(now), now);
    }
}
