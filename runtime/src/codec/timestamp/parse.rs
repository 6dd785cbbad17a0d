//! Reads a time in whatever format a service wrote it.

use std::borrow::Cow;

use jiff::civil::{Date, DateTime};
use jiff::fmt::rfc2822::DateTimeParser;
use jiff::fmt::temporal::Pieces;
use jiff::tz::Offset;
use jiff::{SignedDuration, Timestamp};

/// The moment that is a number of seconds from the epoch.
pub(crate) fn from_whole_seconds(seconds: i64) -> Option<Timestamp> {
    let time = Timestamp::from_second(seconds).ok();
    time.or_else(|| from_seconds(seconds as f64))
}

/// The moment that a text tells.
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
        return Offset::UTC.to_timestamp(civil).ok().or(edge(civil.date()));
    }
    if let Ok(pieces) = Pieces::parse(text)
        && let Some(time) = edge(pieces.date())
    {
        return Some(time);
    }
    from_http_date(text)
}

/// The last moment there is, for a date whose last hours lie beyond it. Services write
/// `9999-12-31T23:59:59Z` for "never", and an answer must not be lost over that.
fn edge(date: Date) -> Option<Timestamp> {
    (date >= Date::constant(9999, 12, 30)).then_some(Timestamp::MAX)
}

/// The moment that is a number of seconds from the epoch, good to a microsecond.
pub(crate) fn from_seconds(seconds: f64) -> Option<Timestamp> {
    if !seconds.is_finite() {
        return None;
    }
    // A double cannot hold more than microseconds of this century; the cast saturates, and what
    // saturates lies outside of the calendar.
    let microseconds = (seconds * 1e6).round() as i64;
    let time = Timestamp::from_microsecond(microseconds);
    time.ok()
        .or((LAST_DAY.contains(&seconds)).then_some(Timestamp::MAX))
}

/// The seconds from the last moment there is to the end of the year 9999.
const LAST_DAY: std::ops::Range<f64> = 253_402_207_200.0..253_402_300_800.0;

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
