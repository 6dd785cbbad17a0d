use std::collections::BTreeMap;

use super::{date_time, epoch_seconds, http_date};
use crate::codec::tests::{read, written};
use jiff::Timestamp;

/// Seconds and nanoseconds since the epoch.
fn at(seconds: i64, nanoseconds: i32) -> Timestamp {
    Timestamp::new(seconds, nanoseconds).unwrap()
}

#[test]
fn every_format_is_read_everywhere() {
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
fn fractions_of_a_second_are_read() {
    for (json, nanoseconds) in [
        (r#""2014-04-29T18:30:38.5Z""#, 500_000_000),
        (r#""2014-04-29T18:30:38.123456789Z""#, 123_456_789),
        (r#""2014-04-29T20:30:38,25+02:00""#, 250_000_000),
        ("1398796238.123", 123_000_000),
        (r#""1398796238.000001""#, 1_000),
        (r#""Tue, 29 Apr 2014 18:30:38.052 GMT""#, 52_000_000),
    ] {
        assert_eq!(
            read::<Timestamp>(json).unwrap(),
            at(1_398_796_238, nanoseconds),
            "{json}"
        );
    }
}

#[test]
fn times_before_the_epoch_are_read() {
    assert_eq!(read::<Timestamp>("-1").unwrap(), at(-1, 0));
    assert_eq!(read::<Timestamp>("-0.25").unwrap(), at(0, -250_000_000));
    assert_eq!(
        read::<Timestamp>(r#""1969-12-31T23:59:59Z""#).unwrap(),
        at(-1, 0)
    );
}

#[test]
fn what_is_no_time_is_refused() {
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
fn each_format_writes_its_own_form() {
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
        (
            at(0, 0),
            "1970-01-01T00:00:00Z",
            "0",
            "Thu, 01 Jan 1970 00:00:00 GMT",
        ),
        (
            at(-1, -500_000_000),
            "1969-12-31T23:59:58.5Z",
            "-1.5",
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
fn options_lists_and_maps_are_written_and_read_back() {
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
fn absent_and_null_are_alike() {
    let nulls = r#"{"required":null,"optional":null,"list":null,"map":null,"nested":null}"#;
    for json in ["{}", nulls] {
        assert_eq!(read::<Times>(json).unwrap(), Times::default(), "{json}");
    }
}

#[test]
fn what_a_format_writes_it_reads_back() {
    // Steps of an odd length, so that every field of the calendar takes many values.
    // From 1892 to 2103: later than 2106, a double is not good for a microsecond.
    for step in -7_000..12_000_i64 {
        let time = at(step * 350_003, 0)
            .checked_add(jiff::SignedDuration::from_millis(step % 1000))
            .unwrap();
        let whole_seconds = at(
            time.as_nanosecond()
                .div_euclid(1_000_000_000)
                .try_into()
                .unwrap(),
            0,
        );
        for (json, expected) in [
            (format!("\"{}\"", date_time(time)), time),
            (epoch_seconds(time), time),
            (format!("\"{}\"", http_date(time)), whole_seconds),
        ] {
            assert_eq!(read::<Timestamp>(&json).unwrap(), expected, "{json}");
        }
    }
}

#[test]
fn the_end_of_the_calendar_means_never_and_is_read() {
    for json in [
        r#""9999-12-31T23:59:59Z""#,
        r#""9999-12-31T23:59:59.999+00:00""#,
        r#""9999-12-31T23:59:59""#,
        "253402300799",
        "253402300799.0",
    ] {
        assert_eq!(read::<Timestamp>(json).unwrap(), Timestamp::MAX, "{json}");
    }
    for json in [
        r#""10000-01-01T00:00:00Z""#,
        r#""9999-13-01T00:00:00Z""#,
        "253402300800",
        "1e99",
    ] {
        assert!(read::<Timestamp>(json).is_err(), "{json}");
    }
}
