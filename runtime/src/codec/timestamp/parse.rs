//! Reads a time in whatever format a service wrote it.

use std::borrow::Cow;
use std::fmt;

use jiff::civil::DateTime;
use jiff::fmt::rfc2822::DateTimeParser;
use jiff::tz::Offset;
use jiff::{SignedDuration, Timestamp};
use serde::de::{Error, Unexpected, Visitor};

/// A number is seconds since the epoch; a text is seconds, RFC 3339 or an HTTP date; `null` is the
/// epoch.
pub(super) struct AnyFormat;

impl Visitor<'_> for AnyFormat {
    type Value = Timestamp;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a timestamp (RFC 3339, seconds since the epoch, or an HTTP date)")
    }

    fn visit_i64<E: Error>(self, seconds: i64) -> Result<Timestamp, E> {
        Timestamp::from_second(seconds)
            .map_err(|_| E::invalid_value(Unexpected::Signed(seconds), &self))
    }

    fn visit_u64<E: Error>(self, seconds: u64) -> Result<Timestamp, E> {
        // What does not fit lies outside of the calendar, too.
        self.visit_i64(i64::try_from(seconds).unwrap_or(i64::MAX))
    }

    fn visit_f64<E: Error>(self, seconds: f64) -> Result<Timestamp, E> {
        from_seconds(seconds).ok_or_else(|| E::invalid_value(Unexpected::Float(seconds), &self))
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Timestamp, E> {
        from_text(text.trim()).ok_or_else(|| E::invalid_value(Unexpected::Str(text), &self))
    }

    fn visit_unit<E: Error>(self) -> Result<Timestamp, E> {
        Ok(Timestamp::UNIX_EPOCH)
    }
}

pub(crate) fn from_text(text: &str) -> Option<Timestamp> {
    if let Ok(time) = text.parse() {
        return Some(time);
    }
    // Before the civil form: that one would take eight digits for a date.
    if let Ok(seconds) = text.parse() {
        return from_seconds(seconds);
    }
    if let Ok(civil) = text.parse::<DateTime>() {
        // Services that leave the offset out mean UTC.
        return Offset::UTC.to_timestamp(civil).ok();
    }
    from_http_date(text)
}

fn from_seconds(seconds: f64) -> Option<Timestamp> {
    if !seconds.is_finite() {
        return None;
    }
    // A double cannot hold more than microseconds of this century; the cast saturates, and what
    // saturates lies outside of the calendar.
    let microseconds = (seconds * 1e6).round() as i64;
    Timestamp::from_microsecond(microseconds).ok()
}

/// RFC 9110's format, with the fraction of a second that Smithy allows in it.
fn from_http_date(text: &str) -> Option<Timestamp> {
    let (whole, fraction) = match text.split_once('.') {
        None => (Cow::Borrowed(text), SignedDuration::ZERO),
        Some((before, after)) => {
            let zone = after.trim_start_matches(|c: char| c.is_ascii_digit());
            let digits = after.strip_suffix(zone)?;
            let seconds: f64 = format!("0.{digits}").parse().ok()?;
            let fraction = SignedDuration::try_from_secs_f64(seconds).ok()?;
            (Cow::Owned(format!("{before}{zone}")), fraction)
        }
    };
    // A wrong name of the day does not make the date less clear.
    let parser = DateTimeParser::new().relaxed_weekday(true);
    parser
        .parse_timestamp(whole.as_bytes())
        .ok()?
        .checked_add(fraction)
        .ok()
}
