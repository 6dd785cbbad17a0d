//! How types are read and written by their tables.

use std::collections::BTreeMap;

use serde_json::json;

use super::{Decode, Encode, Format, json as body};
use crate::{Blob, ByteStream, Json, Secret};

/// What a body holds, or why it cannot be read.
pub(super) fn read<T: Decode>(text: &str) -> Result<T, String> {
    let mut value = T::blank();
    match body::read(text, value.place(Format::default())) {
        Ok(()) => Ok(value),
        Err(problem) => Err(format!("{}: {}", problem.path(), problem.what())),
    }
}

/// The body that a value makes.
pub(super) fn written<T: Encode>(value: &T) -> String {
    let body = body::write(value.view(Format::default())).unwrap();
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
    text: String,
    secret: Option<Secret>,
    blob: Blob,
    states: Vec<State>,
    shape: Option<Shape>,
    tags: BTreeMap<String, String>,
    sparse: Option<Vec<Option<f64>>>,
    child: Option<Box<Everything>>,
    any: Json,
    inner: Option<Json>,
}

crate::structure! {
    Everything: decode, encode;
    "flag" => flag;
    "small" => small;
    "number" => number;
    "single" => single;
    "double" => double;
    "text" => text;
    "secret" => secret;
    "blob" => blob;
    "states" => states;
    "shape" => shape;
    "tags" => tags;
    "sparse" => sparse;
    "child" => child;
    "any" => any;
    "inner" => inner as JsonString;
}

#[test]
fn what_is_written_is_read_again() {
    let value = Everything {
        flag: true,
        small: -3,
        number: Some(i64::MIN),
        single: 1.5,
        double: Some(0.1),
        text: "a\"\\/\u{8}\u{c}\n\r\t\u{1}ß𝄞".to_owned(),
        secret: Some("s".into()),
        blob: b"\xff\x00\xfe"[..].into(),
        states: vec![State::Active, State::Unknown("NEW".to_owned())],
        shape: Some(Shape::Path(vec![1.0, f64::INFINITY])),
        tags: BTreeMap::from([("a".to_owned(), "b".to_owned())]),
        sparse: Some(vec![Some(1.5), None, Some(f64::NEG_INFINITY)]),
        child: Some(Box::default()),
        any: json!({"x": [null, 1, -1.5, "y", true]}),
        inner: Some(json!({"a": [1]})),
    };
    let text = written(&value);
    assert_eq!(
        text,
        concat!(
            r#"{"flag":true,"small":-3,"number":-9223372036854775808,"single":1.5,"double":0.1,"#,
            r#""text":"a\"\\/\b\f\n\r\t\u0001ß𝄞","secret":"s","blob":"/wD+","#,
            r#""states":["ACTIVE","NEW"],"shape":{"path":[1.0,"Infinity"]},"tags":{"a":"b"},"#,
            r#""sparse":[1.5,null,"-Infinity"],"#,
            r#""child":{"flag":false,"small":0,"single":0.0,"text":"","blob":"","states":[],"tags":{},"any":null},"#,
            r#""any":{"x":[null,1,-1.5,"y",true]},"inner":"{\"a\":[1]}"}"#
        )
    );
    assert_eq!(read::<Everything>(&text).unwrap(), value);
    assert_eq!(
        serde_json::from_str::<Json>(&text).unwrap()["text"],
        json!(value.text)
    );
}

#[test]
fn what_is_absent_null_or_unknown_does_no_harm() {
    let nulls = r#"{
        "flag":null,"small":null,"number":null,"single":null,"double":null,"text":null,"secret":null,
        "blob":null,"states":null,"shape":null,"tags":null,"sparse":null,"child":null,"any":null,"inner":null,
        "new":{"a":[{"b":"c"}],"d":1e3}
    }"#;
    for text in ["{}", " { } ", nulls] {
        assert_eq!(read::<Everything>(text).unwrap(), Everything::default());
    }
    let some = r#"{"states":[null,"ACTIVE",null],"tags":{"a":null,"b":"c"},"sparse":[null]}"#;
    let read = read::<Everything>(some).unwrap();
    assert_eq!(read.states, [State::Active]);
    assert_eq!(read.tags.into_iter().collect::<Vec<_>>().len(), 1);
    assert_eq!(read.sparse, Some(vec![None]));
}

#[test]
fn of_a_member_that_comes_twice_the_last_counts() {
    let body = r#"{"text":"a","text":"b","tags":{"a":"b"},"tags":{"c":"d"},"states":["ACTIVE"],"states":[],
        "child":{"flag":true},"child":{}}"#;
    let expected = Everything {
        text: "b".to_owned(),
        tags: BTreeMap::from([("c".to_owned(), "d".to_owned())]),
        child: Some(Box::default()),
        ..Everything::default()
    };
    assert_eq!(read::<Everything>(body).unwrap(), expected);
}

#[test]
fn a_document_in_a_text_is_exact() {
    // What serde_json reads of this number is a digit off.
    let body = r#"{"inner":"[122.416294033786585]","double":122.416294033786585}"#;
    let value = read::<Everything>(body).unwrap();
    assert_eq!(value.inner, Some(json!([value.double])));
}

#[test]
fn numbers_may_be_written_otherwise() {
    let body = r#"{"small":6e1,"number":-60.0,"single":2,"double":18446744073709551615}"#;
    let value = read::<Everything>(body).unwrap();
    assert_eq!((value.small, value.number), (60, Some(-60)));
    assert_eq!((value.single, value.double), (2.0, Some(u64::MAX as f64)));
    let nan = read::<Everything>(r#"{"double":"NaN"}"#).unwrap();
    assert!(nan.double.is_some_and(f64::is_nan));
    assert!(written(&nan).contains(r#""double":"NaN""#));
}

#[test]
fn a_number_beyond_all_doubles_does_no_harm_where_nobody_wants_it() {
    assert!(read::<Everything>(r#"{"new":1e999}"#).is_ok());
    for body in [r#"{"double":1e999}"#, r#"{"any":-1e999}"#] {
        let problem = read::<Everything>(body).unwrap_err();
        assert!(problem.contains("found number out of range"), "{problem}");
    }
}

#[test]
fn a_problem_says_where_and_what_and_not_the_value() {
    for (body, problem) in [
        (
            r#"{"flag":"hunter2"}"#,
            "flag: found string, expected a boolean",
        ),
        (
            r#"{"small":2147483648}"#,
            "small: found integer out of range, expected i32",
        ),
        (
            r#"{"number":9223372036854775808}"#,
            "number: found integer out of range, expected i64",
        ),
        (
            r#"{"number":0.5}"#,
            "number: found floating point, expected i64",
        ),
        (
            r#"{"double":"hunter2"}"#,
            "double: found string, expected a number, or `NaN`, `Infinity` or `-Infinity`",
        ),
        (
            r#"{"states":["ACTIVE",5]}"#,
            "states[1]: found integer, expected a string",
        ),
        (r#"{"states":{}}"#, "states: found map, expected a list"),
        (
            r#"{"tags":{"a":["hunter2"]}}"#,
            "tags.a: found sequence, expected a string",
        ),
        (r#"{"tags":[]}"#, "tags: found sequence, expected an object"),
        (
            r#"{"child":{"child":{"text":true}}}"#,
            "child.child.text: found boolean, expected a string",
        ),
        (
            r#"{"child":"hunter2"}"#,
            "child: found string, expected an object",
        ),
        (
            r#"{"blob":"hunter2*"}"#,
            "blob: found string, expected bytes in base64",
        ),
        (
            r#"{"inner":"hunter2"}"#,
            "inner: found string, expected a text with JSON",
        ),
        (
            r#"{"shape":{"circle":"hunter2"}}"#,
            "shape.circle: found string, expected i64",
        ),
        (
            r#"{"shape":7}"#,
            "shape: found integer, expected an object with one member",
        ),
        ("[]", ": found sequence, expected an object"),
        (r#"{"text":"hunter2"#, "text: EOF while parsing a string"),
        (r#"{"text":"hunter2\q"}"#, "text: invalid escape"),
        ("hunter2", ": expected value"),
    ] {
        assert_eq!(read::<Everything>(body).unwrap_err(), problem, "{body}");
    }
}

#[test]
fn a_union_is_its_first_member_that_is_there() {
    for (body, shape) in [
        (r#"{"circle":3}"#, Shape::Circle(3)),
        (
            r#"{"star":null,"__type":"Shape","circle":3}"#,
            Shape::Circle(3),
        ),
        (r#"{"circle":3,"star":[1],"path":"none"}"#, Shape::Circle(3)),
        (r#"{"data":"{\"a\":1}"}"#, Shape::Data(json!({"a": 1}))),
        (
            r#"{"star":[5]}"#,
            Shape::Unknown("star".to_owned(), json!([5])),
        ),
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
fn a_body_holds_the_members_of_the_body_alone() {
    let input = Input {
        arn: "a".to_owned(),
        name: Some("n".to_owned()),
        token: None,
    };
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
            "found sequence, expected a string (at `name`)",
        ),
    ] {
        let error = super::deserialize::<Input, _>(incomplete).unwrap_err();
        assert!(error.to_string().contains(missing), "{error}");
    }
}

#[test]
fn serde_writes_what_a_body_holds() {
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
    assert_eq!(
        serde_json::from_str::<Secret>(r#""a\"b""#).unwrap(),
        "a\"b".into()
    );
    assert_eq!(
        serde_json::to_string(&Blob::from("f")).unwrap(),
        r#""Zg==""#
    );
}

#[test]
fn a_stream_that_was_not_read_has_no_form() {
    let stream = ByteStream::from_reader(None, std::io::Cursor::new(Vec::new()));
    assert!(body::write(stream.view(Format::default())).is_err());
    assert!(serde_json::to_string(&stream).is_err());
    assert_eq!(written(&ByteStream::from("f")), r#""Zg==""#);
}
