//! The service's clock: the machine's, moved by an offset that a test may set.

use jiff::{SignedDuration, Timestamp, Unit};
use std::sync::Mutex;

/// What the service takes for the present time, in signatures and in its answers.
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

/// A time as the service writes it: ISO 8601 in UTC, with at most milliseconds.
pub(crate) fn iso_8601(time: Timestamp) -> String {
    time.round(
        jiff::TimestampRound::new()
            .smallest(Unit::Millisecond)
            .mode(jiff::RoundMode::Trunc),
    )
    .unwrap_or(time)
    .to_string()
}

/// A time as HTTP's `Date` header has it (IMF-fixdate).
pub(crate) fn http_date(time: Timestamp) -> String {
    time.strftime("%a, %d %b %Y %H:%M:%S GMT").to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_written_as_aws_writes_them() {
        let time: Timestamp = "2023-08-01T02:03:04.123987Z".parse().unwrap();
        assert_eq!(iso_8601(time), "2023-08-01T02:03:04.123Z");
        assert_eq!(http_date(time), "Tue, 01 Aug 2023 02:03:04 GMT");
    }

    #[test]
    fn the_offset_moves_the_clock() {
        let clock = Clock::default();
        clock.set_offset(SignedDuration::from_hours(-2));
        let behind = Timestamp::now().duration_since(clock.now());
        assert!(behind >= SignedDuration::from_mins(119), "{behind}");
    }
}
