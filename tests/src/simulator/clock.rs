//! The service's clock: the system clock with an offset set by the test.

use jiff::{SignedDuration, Timestamp, Unit};
use std::sync::Mutex;

/// The current time of the service, used for signatures and responses.
#[derive(Debug, Default)]
pub(crate) struct Clock {
    offset: Mutex<SignedDuration>,
}

impl Clock {
    pub(crate) fn set_offset(&self, offset: SignedDuration) {
        *super::lock(&self.offset) = offset;
    }

    pub(crate) fn now(&self) -> Timestamp {
        let now = Timestamp::now();
        now.checked_add(*super::lock(&self.offset)).unwrap_or(now)
    }
}

/// Formats a timestamp as the service does: ISO 8601 in UTC, truncated to milliseconds.
pub(crate) fn iso_8601(time: Timestamp) -> String {
    time.round(
        jiff::TimestampRound::new()
            .smallest(Unit::Millisecond)
            .mode(jiff::RoundMode::Trunc),
    )
    .unwrap_or(time)
    .to_string()
}

/// Formats a timestamp for the `Date` header (IMF-fixdate).
pub(crate) fn http_date(time: Timestamp) -> String {
    time.strftime("%a, %d %b %Y %H:%M:%S GMT").to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn timestamps_have_the_formats_of_aws() {
        let time: Timestamp = "2023-08-01T02:03:04.123987Z".parse().unwrap();
        assert_eq!(iso_8601(time), "2023-08-01T02:03:04.123Z");
        assert_eq!(http_date(time), "Tue, 01 Aug 2023 02:03:04 GMT");
    }

    #[test]
    fn the_offset_shifts_the_clock() {
        let clock = Clock::default();
        clock.set_offset(SignedDuration::from_hours(-2));
        let behind = Timestamp::now().duration_since(clock.now());
        assert!(behind >= SignedDuration::from_mins(119), "{behind}");
    }
}
