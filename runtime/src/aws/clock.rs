//! The clock that signatures are dated with.

use std::sync::atomic::{AtomicI64, Ordering};

use http::HeaderMap;
use http::header::{AGE, DATE};
use jiff::{SignedDuration, Timestamp};

/// The service's time, as far as it is known.
///
/// A service rejects a signature whose time differs by some minutes from its own. On a computer with a wrong clock
/// every call would fail, so the client derives the difference from the `date` of each response, as AWS's SDKs do.
#[derive(Debug, Default)]
pub(crate) struct SigningClock {
    /// The difference to the system's clock.
    offset_seconds: AtomicI64,
}

/// The least difference that a service rejects.
const MIN_SKEW: SignedDuration = SignedDuration::from_mins(4);

/// The date of a response that took longer says nothing about the clock.
const MAX_DURATION: SignedDuration = SignedDuration::from_mins(15);

/// The resolution of a date.
const SECOND: SignedDuration = SignedDuration::from_secs(1);

impl SigningClock {
    /// The service's time when the system's is `now`.
    pub(crate) fn correct(&self, now: Timestamp) -> Timestamp {
        match self.offset_seconds.load(Ordering::Relaxed) {
            0 => now,
            offset => now.checked_add(SignedDuration::from_secs(offset)).unwrap_or(now),
        }
    }

    /// Adjusts the offset by the response to a request. Both times are the system's. The service has dated the
    /// response between them, so the offset changes only if it contradicts the date.
    pub(crate) fn observe(&self, headers: &HeaderMap, sent_at: Timestamp, received_at: Timestamp) {
        let Some(date) = date(headers) else {
            return;
        };
        let duration = received_at.duration_since(sent_at);
        if duration > MAX_DURATION || duration.is_negative() {
            return;
        }
        let lowest = date.duration_since(received_at);
        let highest = date.duration_since(sent_at) + SECOND;
        let offset = SignedDuration::from_secs(self.offset_seconds.load(Ordering::Relaxed));
        if offset < lowest || offset > highest {
            let offset = (lowest + duration / 2).as_secs();
            self.offset_seconds.store(offset, Ordering::Relaxed);
        }
    }

    /// Whether a rejected request was signed with a wrong time, so that another signature can succeed.
    pub(crate) fn is_skewed(headers: &HeaderMap, signed_at: Timestamp) -> bool {
        date(headers).is_some_and(|date| date.duration_since(signed_at).abs() >= MIN_SKEW)
    }
}

/// Error codes of a signature with a wrong time. Most of them also mean a wrong secret key, so the
/// response's date has to confirm a clock skew.
const CLOCK_SKEW: [&str; 8] = [
    "AccessDeniedException",
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

/// The date of a response that comes from no cache.
fn date(headers: &HeaderMap) -> Option<Timestamp> {
    if headers.contains_key(AGE) {
        return None;
    }
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
    fn the_offset_follows_the_dates_of_responses() {
        let clock = SigningClock::default();
        let now = time("2026-01-01T12:00:00Z");
        let half_past = dated("Thu, 01 Jan 2026 12:30:00 GMT");
        clock.observe(&half_past, now, now);
        assert_eq!(clock.correct(now), time("2026-01-01T12:30:00Z"));
        clock.observe(&dated("Thu, 01 Jan 2026 12:00:00 GMT"), now, now);
        assert_eq!(clock.correct(now), now);
    }

    #[test]
    fn a_date_that_agrees_with_the_offset_changes_nothing() {
        let clock = SigningClock::default();
        let (sent, received) = (time("2026-01-01T12:00:00.9Z"), time("2026-01-01T12:02:00Z"));
        // A fraction of a second is cut off, and a long body is read after its date.
        for value in ["Thu, 01 Jan 2026 12:00:00 GMT", "Thu, 01 Jan 2026 12:02:00 GMT", "yesterday"]
        {
            clock.observe(&dated(value), sent, received);
            assert_eq!(clock.correct(sent), sent, "{value}");
        }
        clock.observe(&HeaderMap::new(), sent, received);
        clock.observe(&dated("Thu, 01 Jan 2026 12:30:00 GMT"), sent, time("2026-01-01T12:16:00Z"));
        assert_eq!(clock.correct(sent), sent);
    }

    #[test]
    fn a_signature_is_skewed_by_minutes() {
        let signed = time("2026-01-01T12:00:00Z");
        assert!(SigningClock::is_skewed(&dated("Thu, 01 Jan 2026 12:04:00 GMT"), signed));
        assert!(!SigningClock::is_skewed(&dated("Thu, 01 Jan 2026 12:03:59 GMT"), signed));
        assert!(!SigningClock::is_skewed(&HeaderMap::new(), signed));
    }
}
