//! Timestamps: three formats when writing, any of them when reading.
//!
//! A service model states for each member which format it uses: [`date_time`], [`epoch_seconds`] or
//! [`http_date`] (<https://smithy.io/2.0/spec/protocol-traits.html#timestampformat-trait>). An OpenAPI document
//! may have lost that, so reading accepts every format: a number is seconds since the epoch; a string is seconds,
//! RFC 3339 or an HTTP date.

use std::borrow::Cow;

use jiff::civil::Date;
use jiff::fmt::rfc2822::{DateTimeParser, DateTimePrinter};
use jiff::fmt::temporal::Pieces;
use jiff::tz::Offset;
use jiff::{SignedDuration, Timestamp};

/// The seconds from the last instant that jiff represents to the end of the year 9999.
const LAST_DAY: std::ops::Range<i64> = 253_402_207_200..253_402_300_800;

/// The digits of a fraction in nanoseconds.
const MAX_DIGITS: usize = 9;

/// RFC 3339 in UTC, with as many fractional digits as the timestamp has, up to microseconds as in AWS's SDKs:
/// `2014-04-29T18:30:38.5Z`.
///
/// A year before 0 has no such form and is written with a sign, which services reject.
#[must_use]
pub fn date_time(time: Timestamp) -> String {
    let excess = time.as_nanosecond().rem_euclid(1000);
    let micros = Timestamp::from_nanosecond(time.as_nanosecond() - excess);
    micros.unwrap_or(time).to_string()
}

/// Seconds since 1970-01-01T00:00:00Z, a number in JSON: `1398796238.5`.
#[must_use]
pub fn epoch_seconds(time: Timestamp) -> String {
    let seconds = time.as_second();
    let nanoseconds = time.subsec_nanosecond();
    if nanoseconds == 0 {
        return seconds.to_string();
    }
    let sign = if time.signum() < 0 { "-" } else { "" };
    let (seconds, nanoseconds) = (seconds.unsigned_abs(), nanoseconds.unsigned_abs());
    let number = format!("{sign}{seconds}.{nanoseconds:0MAX_DIGITS$}");
    number.trim_end_matches('0').to_owned()
}

/// Formats the date of an HTTP header (RFC 9110, 5.6.7), in whole seconds: `Tue, 29 Apr 2014 18:30:38 GMT`.
///
/// A fraction is dropped. A year before 0 has no such form and is written as RFC 3339, which services reject.
#[must_use]
pub fn http_date(time: Timestamp) -> String {
    DateTimePrinter::new().timestamp_to_rfc9110_string(&time).unwrap_or_else(|_| date_time(time))
}

/// The timestamp of a whole number of seconds since the epoch.
pub(super) fn from_whole_seconds(seconds: i64) -> Option<Timestamp> {
    from_parts(seconds, 0)
}

/// The timestamp of a double, by its shortest decimal form: exact to a microsecond for two centuries.
pub(super) fn from_seconds(seconds: f64) -> Option<Timestamp> {
    decimal_seconds(&seconds.to_string())
}

/// The timestamp of a number of seconds as it is written; digits beyond nanoseconds are dropped.
pub(super) fn parse_seconds(number: &str) -> Option<Timestamp> {
    if let Some(time) = decimal_seconds(number) {
        return Some(time);
    }
    // With an exponent.
    let seconds: f64 = number.parse().ok()?;
    seconds.is_finite().then(|| from_seconds(seconds))?
}

/// Parses `-1398796238.5`; `None` for a number with an exponent.
fn decimal_seconds(number: &str) -> Option<Timestamp> {
    let (sign, digits) = match number.strip_prefix('-') {
        Some(digits) => (-1, digits),
        None => (1, number),
    };
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, "0"));
    if whole.is_empty() || !whole.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let seconds: i64 = whole.parse().ok()?;
    from_parts(sign * seconds, sign as i32 * nanoseconds(fraction)?)
}

/// The digits of a fraction of a second as nanoseconds; further digits are dropped.
fn nanoseconds(digits: &str) -> Option<i32> {
    if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let digits = digits.get(..MAX_DIGITS).unwrap_or(digits);
    format!("{digits:0<MAX_DIGITS$}").parse().ok()
}

fn from_parts(seconds: i64, nanoseconds: i32) -> Option<Timestamp> {
    let time = Timestamp::new(seconds, nanoseconds).ok();
    time.or_else(|| LAST_DAY.contains(&seconds).then_some(Timestamp::MAX))
}

/// Parses a timestamp in any of the formats.
pub(crate) fn parse(value: &str) -> Option<Timestamp> {
    if let Ok(time) = value.parse() {
        return Some(time);
    }
    // Before RFC 3339 without a time, which accepts eight digits as a date.
    parse_seconds(value).or_else(|| parse_date_time(value)).or_else(|| parse_http_date(value))
}

/// Parses a date. A time that follows it is dropped.
pub(crate) fn parse_date(value: &str) -> Option<Date> {
    value.parse().ok().or_else(|| value.get(..DATE_LENGTH)?.parse().ok())
}

/// The length of `2014-04-29`.
pub(super) const DATE_LENGTH: usize = 10;

/// RFC 3339 with any number of fractional digits. Services that omit the offset mean UTC.
fn parse_date_time(value: &str) -> Option<Timestamp> {
    let value = without_excess_digits(value);
    let pieces = Pieces::parse(&*value).ok()?;
    let offset = pieces.to_numeric_offset().unwrap_or(Offset::UTC);
    let civil = pieces.date().to_datetime(pieces.time().unwrap_or_default());
    let time = offset.to_timestamp(civil).ok();
    // The last hours of the year 9999 lie beyond the last instant that jiff represents. Services write
    // `9999-12-31T23:59:59Z` for "never".
    time.or_else(|| (civil.year() == 9999).then_some(Timestamp::MAX))
}

/// The value without the digits of its fraction beyond nanoseconds.
fn without_excess_digits(value: &str) -> Cow<'_, str> {
    let split = || {
        let start = value.find(['.', ','])? + 1;
        let fraction = value.get(start..)?;
        let digits = fraction.bytes().take_while(u8::is_ascii_digit).count();
        let kept = value.get(..start + digits.min(MAX_DIGITS))?;
        Some((kept, fraction.get(digits..)?))
    };
    match split() {
        Some((kept, rest)) if kept.len() + rest.len() < value.len() => {
            Cow::Owned(format!("{kept}{rest}"))
        }
        _ => Cow::Borrowed(value),
    }
}

/// RFC 9110's format, with the fraction of a second that Smithy allows in it.
pub(crate) fn parse_http_date(value: &str) -> Option<Timestamp> {
    let (whole, fraction) = match value.split_once('.') {
        None => (Cow::Borrowed(value), 0),
        Some((before, after)) => {
            let zone = after.trim_start_matches(|c: char| c.is_ascii_digit());
            let fraction = nanoseconds(after.strip_suffix(zone)?)?;
            (Cow::Owned(format!("{before}{zone}")), fraction)
        }
    };
    // A wrong day name leaves the date unambiguous.
    let parser = DateTimeParser::new().relaxed_weekday(true);
    let time = parser.parse_timestamp(whole.as_bytes()).ok()?;
    time.checked_add(SignedDuration::from_nanos(fraction.into())).ok()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::codec::tests::{read, written};

    fn at(seconds: i64, nanoseconds: i32) -> Timestamp {
        Timestamp::new(seconds, nanoseconds).unwrap()
    }

    #[test]
    fn every_format_is_accepted() {
        let expected = at(1_398_796_238, 0);
        for json in [
            r#""2014-04-29T18:30:38Z""#,
            r#""2014-04-29T18:30:38.000Z""#,
            r#""2014-04-29t18:30:38z""#,
            r#""2014-04-29T20:30:38+02:00""#,
            r#""2014-04-29T13:00:38-05:30""#,
            r#""2014-04-29 18:30:38Z""#,
            r#""2014-04-29T18:30:38""#,
            r#"" 2014-04-29T18:30:38Z ""#,
            "1398796238",
            "1398796238.0",
            "1.398796238e9",
            r#""1398796238""#,
            r#""Tue, 29 Apr 2014 18:30:38 GMT""#,
            r#""Mon, 29 Apr 2014 18:30:38 GMT""#,
            r#""Tue, 29 Apr 2014 20:30:38 +0200""#,
        ] {
            assert_eq!(read::<Timestamp>(json).unwrap(), expected, "{json}");
        }
        assert_eq!(read::<Timestamp>("null").unwrap(), Timestamp::UNIX_EPOCH);
    }

    #[test]
    fn fractions_of_a_second_are_kept() {
        for (json, nanoseconds) in [
            (r#""2014-04-29T18:30:38.5Z""#, 500_000_000),
            (r#""2014-04-29T18:30:38.123456789Z""#, 123_456_789),
            (r#""2014-04-29T20:30:38,25+02:00""#, 250_000_000),
            (r#""2014-04-29T18:30:38.1234567899Z""#, 123_456_789),
            (r#""2014-04-29T20:30:38.250000000000+02:00""#, 250_000_000),
            (r#""2014-04-29T18:30:38.00000000012345""#, 0),
            ("1398796238.123", 123_000_000),
            ("1398796238.123456", 123_456_000),
            ("1398796238.1234567899", 123_456_789),
            ("1.398796238123456e9", 123_456_000),
            (r#""1398796238.000001""#, 1_000),
            (r#""Tue, 29 Apr 2014 18:30:38.052 GMT""#, 52_000_000),
        ] {
            assert_eq!(read::<Timestamp>(json).unwrap(), at(1_398_796_238, nanoseconds), "{json}");
        }
    }

    #[test]
    fn timestamps_before_the_epoch_are_accepted() {
        assert_eq!(read::<Timestamp>("-1").unwrap(), at(-1, 0));
        assert_eq!(read::<Timestamp>("-0.25").unwrap(), at(0, -250_000_000));
        assert_eq!(read::<Timestamp>(r#""1969-12-31T23:59:59Z""#).unwrap(), at(-1, 0));
    }

    #[test]
    fn invalid_timestamps_are_rejected() {
        for json in [
            r#""""#,
            r#""yesterday""#,
            r#""2014-13-29T18:30:38Z""#,
            r#""2014-02-30T18:30:38Z""#,
            r#""2014-04-29T25:30:38Z""#,
            r#""Tue, 31 Feb 2014 18:30:38 GMT""#,
            r#""Tue, 29 Apr 2014 18:30:38.x GMT""#,
            r#""inf""#,
            r#""nan""#,
            "1e300",
            "9223372036854775807",
            "18446744073709551615",
            "true",
            "{}",
            "[]",
        ] {
            assert!(read::<Timestamp>(json).is_err(), "{json}");
        }
    }

    #[test]
    fn epoch_seconds_are_exact_in_a_distant_year() {
        for (text, time) in [
            ("7258118400.123456", at(7_258_118_400, 123_456_000)),
            ("253402207199.000001", at(253_402_207_199, 1_000)),
            ("-62135596800.999999999", at(-62_135_596_800, -999_999_999)),
        ] {
            assert_eq!(read::<Timestamp>(text).unwrap(), time);
            assert_eq!(epoch_seconds(time), text);
            let times = Times { optional: Some(time), ..Times::default() };
            let body = written(&times);
            assert!(body.contains(&format!(r#""optional":{text},"#)), "{body}");
        }
        let number = serde_json::json!(4_102_444_800.123_456);
        let time: Result<Timestamp, _> = crate::codec::deserialize(number);
        assert_eq!(time.unwrap(), at(4_102_444_800, 123_456_000));
    }

    #[test]
    fn timestamps_are_written_in_their_format() {
        for (time, iso, epoch, http) in [
            (
                at(1_398_796_238, 0),
                "2014-04-29T18:30:38Z",
                "1398796238",
                "Tue, 29 Apr 2014 18:30:38 GMT",
            ),
            (
                at(1_398_796_238, 123_000_000),
                "2014-04-29T18:30:38.123Z",
                "1398796238.123",
                "Tue, 29 Apr 2014 18:30:38 GMT",
            ),
            (at(0, 0), "1970-01-01T00:00:00Z", "0", "Thu, 01 Jan 1970 00:00:00 GMT"),
            (
                at(-1, -500_000_000),
                "1969-12-31T23:59:58.5Z",
                "-1.5",
                "Wed, 31 Dec 1969 23:59:58 GMT",
            ),
            (
                at(-1, -1),
                "1969-12-31T23:59:58.999999Z",
                "-1.000000001",
                "Wed, 31 Dec 1969 23:59:58 GMT",
            ),
            (
                at(253_402_207_200, 0),
                "9999-12-30T22:00:00Z",
                "253402207200",
                "Thu, 30 Dec 9999 22:00:00 GMT",
            ),
        ] {
            assert_eq!(date_time(time), iso);
            assert_eq!(epoch_seconds(time), epoch);
            assert_eq!(http_date(time), http);
        }
        assert_eq!(http_date(Timestamp::MIN), date_time(Timestamp::MIN));
    }

    #[derive(Debug, Default, PartialEq)]
    struct Times {
        required: Timestamp,
        optional: Option<Timestamp>,
        list: Vec<Timestamp>,
        map: BTreeMap<String, Timestamp>,
        nested: Option<Vec<BTreeMap<String, Timestamp>>>,
    }

    crate::structure! {
        Times: decode, encode;
        "required" => required;
        "optional" => optional as EpochSeconds;
        "list" => list as HttpDate;
        "map" => map as EpochSeconds;
        "nested" => nested;
    }

    #[test]
    fn an_empty_string_is_no_value_where_a_timestamp_is_optional() {
        let read = |json: &str| read::<Times>(json);
        assert_eq!(read(r#"{"optional":"","list":[0]}"#).unwrap().optional, None);
        assert_eq!(read(r#"{"optional":1,"optional":""}"#).unwrap().optional, None);
        for json in [r#"{"required":""}"#, r#"{"list":[""]}"#, r#"{"optional":" "}"#] {
            assert!(read(json).is_err(), "{json}");
        }
    }

    #[test]
    fn the_format_applies_to_options_lists_and_maps() {
        let times = Times {
            required: at(1, 0),
            optional: Some(at(2, 500_000_000)),
            list: vec![at(3, 0), at(4, 0)],
            map: BTreeMap::from([("five".to_owned(), at(5, 0))]),
            nested: Some(vec![BTreeMap::from([("six".to_owned(), at(6, 0))])]),
        };

        let json = written(&times);

        assert_eq!(
            json,
            concat!(
                r#"{"required":"1970-01-01T00:00:01Z","optional":2.5,"#,
                r#""list":["Thu, 01 Jan 1970 00:00:03 GMT","Thu, 01 Jan 1970 00:00:04 GMT"],"#,
                r#""map":{"five":5},"nested":[{"six":"1970-01-01T00:00:06Z"}]}"#
            )
        );
        assert_eq!(read::<Times>(&json).unwrap(), times);
    }

    #[test]
    fn the_last_day_of_the_year_9999_is_accepted() {
        for json in [
            r#""9999-12-31T23:59:59Z""#,
            r#""9999-12-31T23:59:59.999+00:00""#,
            r#""9999-12-31T23:59:59""#,
            "253402300799",
            "253402300799.0",
        ] {
            assert_eq!(read::<Timestamp>(json).unwrap(), Timestamp::MAX, "{json}");
        }
        // Later, and earlier, than the last instant only by their offsets.
        for (json, seconds) in [
            (r#""9999-12-30T21:30:00-02:00""#, None),
            (r#""9999-12-31T23:59:59-12:00""#, None),
            (r#""9999-12-31T02:00:00+05:00""#, Some(253_402_203_600)),
            (r#""9999-12-31T23:59:59+14:00""#, None),
        ] {
            let expected = seconds.map_or(Timestamp::MAX, |seconds| at(seconds, 0));
            assert_eq!(read::<Timestamp>(json).unwrap(), expected, "{json}");
        }
        assert!(read::<Timestamp>(r#""-009999-01-01T00:00:00+14:00""#).is_err());
        for json in
            [r#""10000-01-01T00:00:00Z""#, r#""9999-13-01T00:00:00Z""#, "253402300800", "1e99"]
        {
            assert!(read::<Timestamp>(json).is_err(), "{json}");
        }
    }
}
