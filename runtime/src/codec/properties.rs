//! Any JSON, and any text where JSON should be, is read or refused and never breaks the reader.

use std::collections::BTreeMap;

use bytes::Bytes;
use http::{HeaderMap, StatusCode};
use jiff::Timestamp;
use proptest::prelude::*;
use serde_json::{Map, Value};

use super::tests::{read as read_body, written};
use crate::{Response, Secret};

/// One member of each kind that generated types have.
#[derive(Debug)]
#[allow(dead_code, reason = "what matters is that reading it does not panic")]
struct Everything {
    text: String,
    number: i64,
    float: Option<f64>,
    flag: bool,
    list: Vec<Everything>,
    map: BTreeMap<String, String>,
    secret: Option<Secret>,
    time: Option<Timestamp>,
    state: State,
    any: Value,
    child: Option<Box<Everything>>,
}

crate::structure! {
    Everything: decode;
    "text" => text;
    "number" => number;
    "float" => float;
    "flag" => flag;
    "list" => list;
    "map" => map;
    "secret" => secret;
    "time" => time;
    "state" => state;
    "any" => any;
    "child" => child;
}

#[derive(Debug)]
#[allow(dead_code, reason = "as above")]
enum State {
    Unknown(String),
}

crate::enumeration! {
    State;
}

const KEYS: [&str; 11] = [
    "text", "number", "float", "flag", "list", "map", "secret", "time", "state", "any", "child",
];

/// JSON whose keys are often those of the type, and whose values are often of another kind.
fn json() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        "\\PC{0,12}".prop_map(Value::from),
        "[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:.]{0,12}Z?".prop_map(Value::from),
    ];
    leaf.prop_recursive(6, 60, 8, |inner| {
        let key = prop_oneof![
            prop::sample::select(KEYS.to_vec()).prop_map(str::to_owned),
            "\\PC{0,6}"
        ];
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..6).prop_map(Value::from),
            prop::collection::vec((key, inner), 0..8)
                .prop_map(|members| Value::Object(Map::from_iter(members))),
        ]
    })
}

fn answer(body: impl Into<Bytes>) -> Response {
    Response {
        status: StatusCode::OK,
        headers: HeaderMap::new(),
        body: body.into(),
    }
}

/// Reads it; if that fails, the error is a line of bearable length.
fn read(body: impl Into<Bytes>) -> Result<(), TestCaseError> {
    if let Err(error) = answer(body).json::<Everything>() {
        prop_assert!(!error.to_string().is_empty());
    }
    Ok(())
}

#[derive(Debug, PartialEq)]
struct Times {
    text: Timestamp,
    seconds: Timestamp,
    date: Timestamp,
}

crate::structure! {
    Times: decode, encode;
    "text" => text;
    "seconds" => seconds as EpochSeconds;
    "date" => date as HttpDate;
}

/// Some hundred years in milliseconds: beyond, seconds with a fraction are not exact in a JSON number.
const RANGE: i64 = 1000 << 32;

proptest! {
    #![proptest_config(ProptestConfig { cases: 1000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_json_is_read_or_refused(value in json()) {
        read(value.to_string())?;
    }

    #[test]
    fn json_that_breaks_off_anywhere_is_read_or_refused(value in json(), at in any::<prop::sample::Index>()) {
        let text = value.to_string().into_bytes();
        let end = at.index(text.len() + 1);
        read(text[..end].to_vec())?;
    }

    #[test]
    fn any_bytes_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        read(bytes)?;
    }

    #[test]
    fn any_text_is_a_time_or_refused(text in "\\PC{0,40}|[0-9TZ:+. -]{0,40}") {
        let body = serde_json::json!({ "text": text, "seconds": text, "date": text });
        let _ = read_body::<Times>(&body.to_string());
    }

    #[test]
    fn any_number_is_a_time_or_refused(number in any::<f64>()) {
        let body = serde_json::json!({ "text": number, "seconds": number, "date": number });
        let _ = read_body::<Times>(&body.to_string());
    }

    #[test]
    fn times_come_back_as_they_went(millis in -RANGE..RANGE) {
        let exact = Timestamp::from_millisecond(millis).unwrap();
        let whole = Timestamp::from_second(millis.div_euclid(1000)).unwrap();
        let times = Times { text: exact, seconds: exact, date: whole };
        let text = written(&times);
        prop_assert_eq!(read_body::<Times>(&text).unwrap(), times);
    }
}
