//! Types with tables, in JSON and through serde.

use std::collections::BTreeMap;

use bytes::Bytes;
use jiff::Timestamp;
use proptest::prelude::*;
use serde_json::json;

use super::{Decode, Encode, Format, json as reader, to_finite_json, to_json};
use crate::{Blob, Json, Secret, test_fixtures};

/// The decoded value, or the path and the message of the error.
pub(super) fn read<T: Decode>(text: &str) -> Result<T, String> {
    let mut value = T::default_value();
    match reader::read(text, value.slot(Format::default())) {
        Ok(()) => Ok(value),
        Err(error) => Err(format!("{}: {}", error.path(), error.message())),
    }
}

/// The JSON of a value.
pub(super) fn written<T: Encode>(value: &T) -> String {
    let body = to_json(value).unwrap();
    String::from_utf8(body).unwrap()
}

#[derive(Clone, Debug, PartialEq)]
enum State {
    Active,
    Unknown(String),
}

crate::enumeration! {
    State;
    Active => "ACTIVE";
}

#[derive(Clone, Debug, PartialEq)]
enum Shape {
    Circle(i64),
    Path(Vec<f64>),
    Data(Json),
    Unknown(String, Json),
}

crate::union! {
    Shape: decode, encode;
    "circle" => Circle;
    "path" => Path;
    "data" => Data as JsonString;
}

#[derive(Debug, Default, PartialEq)]
struct Everything {
    flag: bool,
    small: i32,
    number: Option<i64>,
    single: f32,
    double: Option<f64>,
    string: String,
    secret: Option<Secret>,
    blob: Blob,
    states: Vec<State>,
    shape: Option<Shape>,
    tags: BTreeMap<String, String>,
    sparse: Option<Vec<Option<f64>>>,
    child: Option<Box<Everything>>,
    any: Json,
    inner: Option<Json>,
    time: Option<Timestamp>,
}

crate::structure! {
    Everything: decode, encode;
    "flag" => flag;
    "small" => small;
    "number" => number;
    "single" => single;
    "double" => double;
    "string" => string;
    "secret" => secret;
    "blob" => blob;
    "states" => states;
    "shape" => shape;
    "tags" => tags;
    "sparse" => sparse;
    "child" => child;
    "any" => any;
    "inner" => inner as JsonString;
    "time" => time;
}

#[test]
fn values_survive_a_round_trip() {
    let value = Everything {
        flag: true,
        small: -3,
        number: Some(i64::MIN),
        single: 1.5,
        double: Some(0.1),
        string: "a\"\\/\u{8}\u{c}\n\r\t\u{1}ß𝄞".to_owned(),
        secret: Some("s".into()),
        blob: b"\xff\x00\xfe"[..].into(),
        states: vec![State::Active, State::Unknown("NEW".to_owned())],
        shape: Some(Shape::Path(vec![1.0, f64::INFINITY])),
        tags: BTreeMap::from([("a".to_owned(), "b".to_owned())]),
        sparse: Some(vec![Some(1.5), None, Some(f64::NEG_INFINITY)]),
        child: Some(Box::default()),
        any: json!({"x": [null, 1, -1.5, "y", true]}),
        inner: Some(json!({"a": [1]})),
        time: None,
    };
    let json = written(&value);
    assert_eq!(
        json,
        concat!(
            r#"{"flag":true,"small":-3,"number":-9223372036854775808,"single":1.5,"double":0.1,"#,
            r#""string":"a\"\\/\b\f\n\r\t\u0001ß𝄞","secret":"s","blob":"/wD+","#,
            r#""states":["ACTIVE","NEW"],"shape":{"path":[1.0,"Infinity"]},"tags":{"a":"b"},"#,
            r#""sparse":[1.5,null,"-Infinity"],"#,
            r#""child":{"flag":false,"small":0,"single":0.0,"string":"","blob":"","states":[],"tags":{},"any":null},"#,
            r#""any":{"x":[null,1,-1.5,"y",true]},"inner":"{\"a\":[1]}"}"#
        )
    );
    assert_eq!(read::<Everything>(&json).unwrap(), value);
    assert_eq!(serde_json::from_str::<Json>(&json).unwrap()["string"], json!(value.string));
}

#[test]
fn absent_null_and_unknown_members_are_accepted() {
    let nulls = r#"{
        "flag":null,"small":null,"number":null,"single":null,"double":null,"string":null,"secret":null,
        "blob":null,"states":null,"shape":null,"tags":null,"sparse":null,"child":null,"any":null,"inner":null,
        "new":{"a":[{"b":"c"}],"d":1e3}
    }"#;
    for json in ["{}", " { } ", nulls] {
        assert_eq!(read::<Everything>(json).unwrap(), Everything::default());
    }
    let some = r#"{"states":[null,"ACTIVE",null],"tags":{"a":null,"b":"c"},"sparse":[null]}"#;
    let read = read::<Everything>(some).unwrap();
    assert_eq!(read.states, [State::Active]);
    assert_eq!(read.tags.into_iter().collect::<Vec<_>>().len(), 1);
    assert_eq!(read.sparse, Some(vec![None]));
}

#[test]
fn the_last_of_duplicate_members_counts() {
    let body = r#"{"string":"a","string":"b","tags":{"a":"b"},"tags":{"c":"d"},"states":["ACTIVE"],"states":[],
        "child":{"flag":true},"child":{},"small":1,"small":null,"number":1,"number":null,"inner":"1","inner":null,
        "shape":{"star":1},"shape":null}"#;
    let expected = Everything {
        string: "b".to_owned(),
        tags: BTreeMap::from([("c".to_owned(), "d".to_owned())]),
        child: Some(Box::default()),
        ..Everything::default()
    };
    assert_eq!(read::<Everything>(body).unwrap(), expected);
    let with_serde: Everything =
        super::deserialize(&mut serde_json::Deserializer::from_str(body)).unwrap();
    assert_eq!(with_serde, expected);

    let nested =
        r#"{"one":{"small":1,"tags":{"a":"b"}},"one":{"flag":true,"string":"a","string":null}}"#;
    let expected = Nested { one: Everything { flag: true, ..Everything::default() } };
    assert_eq!(read::<Nested>(nested).unwrap(), expected);
    let with_serde: Nested =
        super::deserialize(&mut serde_json::Deserializer::from_str(nested)).unwrap();
    assert_eq!(with_serde, expected);
    let map = r#"{"c":"d","a":"b","c":"e","a":null}"#;
    let expected = [("a", "b"), ("c", "e")].map(|(key, value)| (key.to_owned(), value.to_owned()));
    assert_eq!(read::<BTreeMap<String, String>>(map).unwrap(), BTreeMap::from(expected));

    let union = r#"{"circle":3,"circle":4,"path":[]}"#;
    assert_eq!(read::<Shape>(union).unwrap(), Shape::Circle(4));
    let with_serde: Shape =
        super::deserialize(&mut serde_json::Deserializer::from_str(union)).unwrap();
    assert_eq!(with_serde, Shape::Circle(4));
}

#[derive(Debug, Default, PartialEq)]
struct Nested {
    one: Everything,
}

crate::structure! {
    Nested: decode, encode;
    "one" => one;
}

#[test]
fn the_memory_of_a_document_is_bounded_by_its_length() {
    const COUNT: usize = 600_000;
    let list = |element: &str| format!("[{}{element}]", format!("{element},").repeat(COUNT));
    let error = read::<Vec<Everything>>(&list("{}")).unwrap_err();
    assert!(error.contains("too many small values"), "{error}");
    assert!(read::<Vec<Vec<Everything>>>(&list("[{}]")).is_err());
    assert!(read::<Vec<Option<Box<Everything>>>>(&list("{}")).is_err());
    assert!(read::<Vec<BTreeMap<String, i64>>>(&list(r#"{"":1}"#)).is_err());
    assert!(read::<Json>(&list("[0]")).is_err());
    // Usual values fit.
    let numbers = read::<Vec<i64>>(&list("7")).unwrap();
    assert_eq!(numbers.len(), COUNT + 1);
    let stage = r#"{"string":"arn:aws:ivs:us-east-1:123456789012:stage/a","small":1,"flag":true,"double":0.5}"#;
    assert!(
        read::<Vec<Everything>>(&format!("[{stage}{}]", format!(",{stage}").repeat(20_000)))
            .is_ok()
    );
}

#[test]
fn numbers_in_documents_are_exact() {
    // serde_json reads this number with a wrong last digit.
    let body = r#"{"inner":"[122.416294033786585]","double":122.416294033786585}"#;
    let value = read::<Everything>(body).unwrap();
    assert_eq!(value.inner, Some(json!([value.double])));
}

#[test]
fn numbers_may_have_any_json_form() {
    let body = r#"{"small":6e1,"number":-60.0,"single":2,"double":18446744073709551615}"#;
    let value = read::<Everything>(body).unwrap();
    assert_eq!((value.small, value.number), (60, Some(-60)));
    assert_eq!((value.single, value.double), (2.0, Some(u64::MAX as f64)));
    let text = r#"{"small":" 7","number":"-60","single":"2.5","double":"1800.00"}"#;
    let value = read::<Everything>(text).unwrap();
    assert_eq!((value.small, value.number), (7, Some(-60)));
    assert_eq!((value.single, value.double), (2.5, Some(1800.0)));
    assert!(read::<Everything>(r#"{"double":"inf"}"#).is_err());
    let nan = read::<Everything>(r#"{"double":"NaN"}"#).unwrap();
    assert!(nan.double.is_some_and(f64::is_nan));
    assert!(written(&nan).contains(r#""double":"NaN""#));
}

#[test]
fn whole_numbers_have_no_fraction_where_services_may_declare_integers_as_numbers() {
    let path = Shape::Path(vec![5.0, -3.0, -0.0, 0.0, 2.5, 9_007_199_254_740_992.0, 1e20]);
    let json = String::from_utf8(to_finite_json("", &path).unwrap()).unwrap();
    assert_eq!(json, r#"{"path":[5,-3,-0.0,0,2.5,9007199254740992,1e+20]}"#);
    assert_eq!(read::<Shape>(&json).unwrap(), path);
    let single = Everything { single: 16_777_216.0, double: Some(7.0), ..Everything::default() };
    let json = String::from_utf8(to_finite_json("", &single).unwrap()).unwrap();
    assert!(json.contains(r#""single":16777216,"double":7,"#), "{json}");
    assert_eq!(
        to_json(&path).unwrap(),
        br#"{"path":[5.0,-3.0,-0.0,0.0,2.5,9007199254740992.0,1e+20]}"#
    );
}

#[test]
fn json_without_strings_for_numbers_that_are_not_finite_names_the_number() {
    let error = |value: &dyn Encode| to_finite_json("", value).unwrap_err().to_string();
    let problem = |path: &str, name: &str| {
        format!("{path}: must be a finite number, is {name}: JSON has no other numbers")
    };
    let path = Shape::Path(vec![0.0, f64::INFINITY, f64::NAN]);
    assert!(error(&path).ends_with(&problem("path[1]", "Infinity")), "{}", error(&path));
    let single = Everything { single: f32::NAN, ..Everything::default() };
    assert!(error(&single).ends_with(&problem("single", "NaN")), "{}", error(&single));
    let map = BTreeMap::from([("a".to_owned(), vec![1.5]), ("b".to_owned(), vec![-f64::INFINITY])]);
    assert!(error(&map).ends_with(&problem("[\"b\"][0]", "-Infinity")), "{}", error(&map));
    let below = to_finite_json("size", &f64::NAN).unwrap_err().to_string();
    assert!(below.ends_with(&problem("size", "NaN")), "{below}");
    assert!(error(&f64::NAN).ends_with(&problem("body", "NaN")), "{}", error(&f64::NAN));
    let finite = to_finite_json("", &Shape::Path(vec![1.5, f64::MAX])).unwrap();
    assert_eq!(finite, to_json(&Shape::Path(vec![1.5, f64::MAX])).unwrap());
}

#[test]
fn a_number_beyond_the_range_of_doubles_is_an_error_unless_ignored() {
    assert!(read::<Everything>(r#"{"new":1e999}"#).is_ok());
    for body in [r#"{"double":1e999}"#, r#"{"any":-1e999}"#] {
        let error = read::<Everything>(body).unwrap_err();
        assert!(error.contains("found number out of range"), "{error}");
    }
}

#[test]
fn errors_state_path_and_type_but_no_value() {
    for (body, problem) in [
        (r#"{"flag":"hunter2"}"#, "flag: found string, expected a boolean"),
        (r#"{"small":2147483648}"#, "small: found integer out of range, expected i32"),
        (r#"{"number":9223372036854775808}"#, "number: found integer out of range, expected i64"),
        (r#"{"number":0.5}"#, "number: found floating point, expected i64"),
        (r#"{"double":"hunter2"}"#, "double: found string, expected a number"),
        (r#"{"states":["ACTIVE",true]}"#, "states[1]: found boolean, expected a string"),
        (r#"{"states":{}}"#, "states: found map, expected a list"),
        (r#"{"tags":{"a":["hunter2"]}}"#, "tags.a: found sequence, expected a string"),
        (r#"{"tags":[]}"#, "tags: found sequence, expected an object"),
        (
            r#"{"child":{"child":{"string":true}}}"#,
            "child.child.string: found boolean, expected a string",
        ),
        (r#"{"child":"hunter2"}"#, "child: found string, expected an object"),
        (r#"{"blob":"hunter2*"}"#, "blob: found string, expected bytes in base64"),
        (r#"{"inner":"hunter2"}"#, "inner: found string, expected a string with JSON"),
        (r#"{"shape":{"circle":"hunter2"}}"#, "shape.circle: found string, expected i64"),
        (r#"{"shape":7}"#, "shape: found integer, expected an object with one member"),
        ("[]", ": found sequence, expected an object"),
        (r#"{"string":"hunter2"#, "string: EOF while parsing a string"),
        (r#"{"string":"hunter2\q"}"#, "string: invalid escape"),
        ("hunter2", ": expected value"),
    ] {
        assert_eq!(read::<Everything>(body).unwrap_err(), problem, "{body}");
    }
}

#[test]
fn a_union_is_its_first_member_that_is_not_null() {
    for (body, shape) in [
        (r#"{"circle":3}"#, Shape::Circle(3)),
        (r#"{"star":null,"__type":"Shape","circle":3}"#, Shape::Circle(3)),
        (r#"{"circle":3,"star":[1],"path":"none"}"#, Shape::Circle(3)),
        (r#"{"data":"{\"a\":1}"}"#, Shape::Data(json!({"a": 1}))),
        (r#"{"star":[5]}"#, Shape::Unknown("star".to_owned(), json!([5]))),
        (r#"{"circle":null}"#, Shape::default()),
        ("{}", Shape::default()),
        ("null", Shape::default()),
    ] {
        assert_eq!(read::<Shape>(body).unwrap_or_default(), shape, "{body}");
    }
    let star = Shape::Unknown("star".to_owned(), json!([5]));
    assert_eq!(written(&star), r#"{"star":[5]}"#);
    assert_eq!(written(&Shape::Data(json!(["x"]))), r#"{"data":"[\"x\"]"}"#);
}

#[derive(Debug, PartialEq)]
struct Input {
    arn: String,
    name: Option<String>,
    token: Option<String>,
}

crate::structure! {
    Input: decode, encode;
    required "arn", "nothing";
    "name" => name;
    bound "arn" => arn;
    bound "token" => token;
}

#[test]
fn bodies_omit_bound_members_and_serde_keeps_them() {
    let input = Input { arn: "a".to_owned(), name: Some("n".to_owned()), token: None };
    assert_eq!(written(&input), r#"{"name":"n"}"#);
    let kept = super::serialize(&input, serde_json::value::Serializer).unwrap();
    assert_eq!(kept, json!({"name": "n", "arn": "a"}));
    let whole = json!({"name": "n", "arn": "a", "nothing": 1});
    assert_eq!(super::deserialize::<Input, _>(whole).unwrap(), input);
    for (incomplete, missing) in [
        (json!({"name": "n"}), "missing field `arn`"),
        (json!({"arn": "a"}), "missing field `nothing`"),
        (json!({"arn": null, "nothing": 1}), "missing field `arn`"),
        (
            json!({"arn": "a", "nothing": 1, "name": ["hunter2"]}),
            "`name`: found sequence, expected a string",
        ),
    ] {
        let error = super::deserialize::<Input, _>(incomplete).unwrap_err();
        assert!(error.to_string().contains(missing), "{error}");
    }
}

#[derive(Debug, Default, PartialEq)]
struct Recording {
    arn: String,
}

crate::structure! {
    Recording: decode, encode;
    required "arn";
    "arn" => arn;
}

#[derive(Debug, Default, PartialEq)]
struct Create {
    recording: Option<Recording>,
    others: Vec<Recording>,
    tags: Option<BTreeMap<String, String>>,
    sparse: Option<Vec<Option<i64>>>,
}

crate::structure! {
    Create: decode, encode;
    "recording" => recording;
    "others" => others;
    "tags" => tags;
    "sparse" => sparse;
}

#[derive(Debug, Default, PartialEq)]
struct Created {
    recording: Option<Recording>,
    others: Vec<Recording>,
    tags: Option<BTreeMap<String, String>>,
}

crate::structure! {
    Created: decode;
    "recording" => recording;
    "others" => others;
    "tags" => tags;
}

#[test]
fn an_input_is_deserialized_with_its_required_members_and_without_null_elements() {
    for (json, problem) in [
        (json!({"recording": {}}), "`recording`: missing field `arn`"),
        (json!({"recording": {"arn": null}}), "`recording`: missing field `arn`"),
        (json!({"others": [{"arn": "a"}, {}]}), "`others`: missing field `arn`"),
        (json!({"others": [{"arn": "a"}, null]}), "`others`: `null` in a list of an input"),
        (json!({"tags": {"a": null}}), "`tags`: `null` in a map of an input"),
    ] {
        let error = super::deserialize::<Create, _>(&json).unwrap_err();
        assert_eq!(error.to_string(), problem);
        // A response is read as far as possible.
        super::deserialize::<Created, _>(&json).unwrap();
        assert!(read::<Created>(&json.to_string()).is_ok());
    }
    let complete = json!({"recording": {"arn": "a"}, "tags": null, "sparse": [1, null]});
    assert!(super::deserialize::<Create, _>(complete).is_ok());
    let duplicate = r#"{"recording":{"arn":"a","arn":null}}"#;
    let mut duplicate = serde_json::Deserializer::from_str(duplicate);
    assert!(super::deserialize::<Create, _>(&mut duplicate).is_err());
    // A type that both sides contain, on its own.
    assert!(super::deserialize::<Recording, _>(json!({})).is_err());
}

#[test]
fn serde_and_bodies_have_the_same_form() {
    let value = Everything {
        number: Some(1),
        single: f32::NAN,
        shape: Some(Shape::Circle(3)),
        sparse: Some(vec![None]),
        inner: Some(json!([1])),
        ..Everything::default()
    };
    let kept = super::serialize(&value, serde_json::value::Serializer).unwrap();
    let sent: Json = serde_json::from_str(&written(&value)).unwrap();
    assert_eq!(kept, sent);
}

/// JSON whose keys are often those of [`Everything`], with values that often have another type, and with strings that
/// need escapes.
pub(super) fn any_json() -> impl Strategy<Value = Json> {
    const KEYS: [&str; 8] =
        ["string", "number", "double", "flag", "tags", "states", "time", "child"];
    let leaf = prop_oneof![
        Just(Json::Null),
        any::<bool>().prop_map(Json::from),
        any::<i64>().prop_map(Json::from),
        any::<u64>().prop_map(Json::from),
        any::<f64>().prop_map(Json::from),
        "([ -~]|[\u{0}-\u{1f}]|\\PC){0,24}".prop_map(Json::from),
        "[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:.]{0,12}Z?".prop_map(Json::from),
    ];
    leaf.prop_recursive(6, 60, 8, |inner| {
        let key = prop_oneof![
            prop::sample::select(KEYS.to_vec()).prop_map(str::to_owned),
            "([ -~]|[\u{0}-\u{1f}]|\\PC){0,6}"
        ];
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..6).prop_map(Json::from),
            prop::collection::vec((key, inner), 0..8)
                .prop_map(|members| Json::Object(members.into_iter().collect())),
        ]
    })
}

/// Decodes without a panic; an error has a message.
fn decode_any(body: impl Into<Bytes>) -> Result<(), TestCaseError> {
    let response = test_fixtures::response(200, &[], body);
    if let Err(error) = response.json::<Everything>() {
        prop_assert!(!error.to_string().is_empty());
    }
    Ok(())
}

#[derive(Debug, PartialEq)]
struct Times {
    date_time: Timestamp,
    seconds: Timestamp,
    date: Timestamp,
}

crate::structure! {
    Times: decode, encode;
    "dateTime" => date_time;
    "seconds" => seconds as EpochSeconds;
    "date" => date as HttpDate;
}

/// A hundred years in milliseconds; beyond, seconds with a fraction are not exact as a JSON number.
const MILLISECONDS: i64 = 1000 << 32;

proptest! {
    #![proptest_config(ProptestConfig { cases: 1000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_json_is_decoded_or_rejected(value in any_json(), end in any::<prop::sample::Index>()) {
        let mut body = value.to_string().into_bytes();
        decode_any(body.clone())?;
        body.truncate(end.index(body.len() + 1));
        decode_any(body)?;
        let _ = super::deserialize::<Everything, _>(value);
    }

    #[test]
    fn any_bytes_are_decoded_or_rejected(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        decode_any(bytes)?;
    }

    #[test]
    fn any_value_is_a_timestamp_or_rejected(
        string in "\\PC{0,40}|[0-9TZ:+. -]{0,40}",
        number in any::<f64>(),
    ) {
        for value in [json!(string), json!(number)] {
            let _ = read::<Timestamp>(&value.to_string());
        }
    }

    #[test]
    fn timestamps_survive_a_round_trip(millis in -MILLISECONDS..MILLISECONDS) {
        let exact = Timestamp::from_millisecond(millis).unwrap();
        let whole = Timestamp::from_second(millis.div_euclid(1000)).unwrap();
        let times = Times { date_time: exact, seconds: exact, date: whole };
        prop_assert_eq!(read::<Times>(&written(&times)).unwrap(), times);
    }
}
