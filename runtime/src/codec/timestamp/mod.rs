//! Timestamps: three formats when writing, any of them when reading.
//!
//! A service model states for each member which format it uses: [`date_time`], [`epoch_seconds`] or
//! [`http_date`] (<https://smithy.io/2.0/spec/protocol-traits.html#timestampformat-trait>). An OpenAPI document
//! may have lost that, so reading accepts every format: a number is seconds since the epoch; a string is seconds,
//! RFC 3339 or an HTTP date.

use std::borrow::Cow;

use jiff::civil::{Date, DateTime};
use jiff::fmt::rfc2822::{DateTimeParser, DateTimePrinter};
use jiff::fmt::temporal::Pieces;
use jiff::tz::Offset;
use jiff::{SignedDuration, Timestamp};

/// The seconds from the last instant that jiff represents to the end of the year 9999.
const LAST_DAY: std::ops::Range<f64> = 253_402_207_200.0..253_402_300_800.0;

/// RFC 3339 in UTC, with as many fractional digits as the timestamp has: `2014-04-29T18:30:38.5Z`.
#[must_use]
pub fn date_time(time: Timestamp) -> String {
    time.to_string()
}

/// Seconds since 1970-01-01T00:00:00Z, a number in JSON: `1398796238.5`.
#[must_use]
pub fn epoch_seconds(time: Timestamp) -> String {
    match time.subsec_nanosecond() {
        0 => time.as_second().to_string(),
        _ => fractional_seconds(time).to_string(),
    }
}

/// The date format of HTTP headers (RFC 9110, 5.6.7), in whole seconds: `Tue, 29 Apr 2014 18:30:38 GMT`.
///
/// A fraction is dropped. A year before 0 has no such form and is written as RFC 3339, which services reject.
#[must_use]
pub fn http_date(time: Timestamp) -> String {
    DateTimePrinter::new()
        .timestamp_to_rfc9110_string(&time)
        .unwrap_or_else(|_| date_time(time))
}

/// Seconds since the epoch as a double: exact to a quarter of a microsecond in this century.
pub(super) fn fractional_seconds(time: Timestamp) -> f64 {
    time.as_duration().as_secs_f64()
}

/// The timestamp of a whole number of seconds since the epoch.
pub(super) fn from_whole_seconds(seconds: i64) -> Option<Timestamp> {
    let time = Timestamp::from_second(seconds).ok();
    time.or_else(|| from_seconds(seconds as f64))
}

/// The timestamp of a number of seconds since the epoch, rounded to a microsecond: a double holds no more.
pub(super) fn from_seconds(seconds: f64) -> Option<Timestamp> {
    if !seconds.is_finite() {
        return None;
    }
    // The cast saturates to values that jiff rejects.
    let time = Timestamp::from_microsecond((seconds * 1e6).round() as i64);
    time.ok()
        .or((LAST_DAY.contains(&seconds)).then_some(Timestamp::MAX))
}

/// Parses a timestamp in any of the formats.
pub(crate) fn parse(value: &str) -> Option<Timestamp> {
    if let Ok(time) = value.parse() {
        return Some(time);
    }
    // Before the civil form, which accepts eight digits as a date.
    if let Ok(seconds) = value.parse() {
        return from_seconds(seconds);
    }
    if let Ok(civil) = value.parse::<DateTime>() {
        // Services that omit the offset mean UTC.
        return Offset::UTC
            .to_timestamp(civil)
            .ok()
            .or(saturated(civil.date()));
    }
    if let Ok(pieces) = Pieces::parse(value)
        && let Some(time) = saturated(pieces.date())
    {
        return Some(time);
    }
    parse_http_date(value)
}

/// The last instant that jiff represents, for a date whose last hours lie beyond it. Services write
/// `9999-12-31T23:59:59Z` for "never".
fn saturated(date: Date) -> Option<Timestamp> {
    (date >= Date::constant(9999, 12, 30)).then_some(Timestamp::MAX)
}

/// RFC 9110's format, with the fraction of a second that Smithy allows in it.
fn parse_http_date(value: &str) -> Option<Timestamp> {
    let (whole, fraction) = match value.split_once('.') {
        None => (Cow::Borrowed(value), SignedDuration::ZERO),
        Some((before, after)) => {
            let zone = after.trim_start_matches(|c: char| c.is_ascii_digit());
            let digits = after.strip_suffix(zone)?;
            let seconds: f64 = format!("0.{digits}").parse().ok()?;
            let fraction = SignedDuration::try_from_secs_f64(seconds).ok()?;
            (Cow::Owned(format!("{before}{zone}")), fraction)
        }
    };
    // A wrong day name leaves the date unambiguous.
    let parser = DateTimeParser::new().relaxed_weekday(true);
    parser
        .parse_timestamp(whole.as_bytes())
        .ok()?
        .checked_add(fraction)
        .ok()
}

#[cfg(test)]
mod tests;
