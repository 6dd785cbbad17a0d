//! The reader compared with serde_json.

use std::collections::BTreeMap;

use proptest::prelude::*;
use serde_json::Value;

use super::{JsonErrorKind, document, own_document};
use crate::Json;
use crate::codec::tests::{any_json, read};
use crate::codec::{Decode, Format, Slot, StructureSlot};

#[test]
fn strings_are_read_as_by_serde_json() {
    for text in [
        r#""""#,
        r#""a""#,
        r#""1234567""#,
        r#""12345678""#,
        r#""123456789 and more than eight bytes""#,
        r#""\"\\\/\b\f\n\r\t""#,
        r#""\u0041\u00df\u20ac\ud834\udd1e!""#,
        r#""ß€𝄞 \u0000""#,
        r#"["tail\\"]"#,
        r#"{"a\u0062":"c"}"#,
    ] {
        let expected: Value = serde_json::from_str(text).unwrap();
        assert_eq!(read::<Json>(text).unwrap(), expected, "{text}");
    }
}

#[test]
fn control_characters_and_unpaired_surrogates_are_accepted() {
    for (text, read_as) in [
        ("\"a\nb\u{1}\"", "a\nb\u{1}"),
        (r#""\ud834""#, "\u{fffd}"),
        (r#""\ud834x""#, "\u{fffd}x"),
        (r#""\ud834\u0041""#, "\u{fffd}A"),
        (r#""\udd1e\ud834""#, "\u{fffd}\u{fffd}"),
    ] {
        assert_eq!(read::<String>(text).unwrap(), read_as);
    }
}

#[test]
fn invalid_json_is_rejected() {
    for text in [
        "",
        " ",
        "{",
        "[",
        "\"",
        "\"\\",
        "\"\\u12",
        "\"\\u+123\"",
        "\"\\x\"",
        "{\"a\"",
        "{\"a\":",
        "{\"a\":1",
        "{\"a\":1,}",
        "{,}",
        "{a:1}",
        "{1:2}",
        "[1,]",
        "[,]",
        "[1 2]",
        "{\"a\" 1}",
        "{\"a\":1 \"b\":2}",
        "tru",
        "nul",
        "nullx",
        "truefalse",
        "01",
        "-",
        "-a",
        "1.",
        ".1",
        "1e",
        "1e+",
        "+1",
        "1 2",
        "{} {}",
        "[]]",
        "'a'",
        "NaN",
        "Infinity",
        "0x10",
        "1e999",
        "-1e999",
        "\u{a0}1",
    ] {
        assert!(serde_json::from_str::<Value>(text).is_err(), "{text}");
        assert!(read::<Json>(text).is_err(), "{text}");
    }
}

#[test]
fn nesting_is_limited() {
    let deep = |depth| "[".repeat(depth) + &"]".repeat(depth);
    assert!(read::<Json>(&deep(128)).is_ok());
    assert!(read::<Json>(&deep(129)).unwrap_err().ends_with("recursion limit exceeded"));
    assert!(read::<Json>(&"{\"a\":".repeat(100_000)).is_err());
}

/// A type of two kilobytes that contains itself in every possible way.
#[allow(dead_code, reason = "only the stack use of decoding matters")]
struct Nested {
    list: Vec<Nested>,
    map: BTreeMap<String, Nested>,
    child: Option<Box<Nested>>,
    either: Option<Either>,
    strings: [Option<String>; 80],
}

#[allow(dead_code, reason = "as above")]
enum Either {
    Nested(Box<Nested>),
    Unknown(String, Json),
}

crate::union! {
    Either: decode;
    "nested" => Nested;
}

impl Decode for Nested {
    fn default_value() -> Self {
        Self {
            list: Decode::default_value(),
            map: Decode::default_value(),
            child: Decode::default_value(),
            either: Decode::default_value(),
            strings: [const { None }; 80],
        }
    }

    fn slot(&mut self, _format: Format) -> Slot<'_> {
        Slot::Structure(self)
    }
}

impl StructureSlot for Nested {
    fn member(&mut self, name: &str) -> Option<Slot<'_>> {
        let format = Format::default();
        match name {
            "list" => Some(self.list.slot(format)),
            "map" => Some(self.map.slot(format)),
            "child" => Some(self.child.slot(format)),
            "either" => Some(self.either.slot(format)),
            _ => None,
        }
    }

    fn is_input(&self) -> bool {
        false
    }

    fn reset(&mut self) {
        *self = Self::default_value();
    }
}

#[test]
fn the_nesting_limit_fits_half_of_a_default_stack() {
    for (open, close, depth) in [
        (r#"{"list":["#, "]}", 64),
        (r#"{"map":{"a":"#, "}}", 64),
        (r#"{"child":"#, "}", 128),
        (r#"{"either":{"nested":"#, "}}", 64),
        (r#"{"unknown":"#, "}", 128),
    ] {
        let text = open.repeat(depth - 1) + "{}" + &close.repeat(depth - 1);
        // Half of the default of tokio and std. A debug build uses about 700 KiB.
        let thread = std::thread::Builder::new().stack_size(1 << 20);
        let reading = thread.spawn(move || read::<Nested>(&text).map(drop)).unwrap();
        assert_eq!(reading.join().unwrap(), Ok(()), "{open}");
    }
}

#[test]
fn a_number_is_the_string_that_it_is_written_as() {
    assert_eq!(read::<Vec<String>>("[5, -1.50, 1e3]").unwrap(), ["5", "-1.50", "1e3"]);
}

#[test]
fn errors_have_a_line_and_a_column() {
    let text = "{\n \"a\": [\n1,\nx]}";
    let mut value = Json::Null;
    let error = super::read(text, crate::codec::Slot::Json(&mut value)).unwrap_err();
    assert_eq!(error.line_and_column(text), (4, 1));
    assert_eq!(error.path(), "a[1]");
    assert_eq!(error.kind(), JsonErrorKind::Syntax);
    for (text, column) in [("[ true ]", 3), ("[  {}]", 4), ("[ []]", 3)] {
        let mut value = Vec::<String>::new();
        let slot = crate::codec::Decode::slot(&mut value, crate::codec::Format::default());
        let error = super::read(text, slot).unwrap_err();
        assert_eq!(error.line_and_column(text), (1, column), "{text}");
    }
}

#[test]
fn keys_in_errors_are_short_and_printable() {
    let key = "k".repeat(100_000);
    let problem = read::<BTreeMap<String, i64>>(&format!(r#"{{"{key}":true}}"#)).unwrap_err();
    assert!(problem.len() < 400, "{problem}");
    assert!(problem.contains("k…: found boolean"), "{problem}");
    let problem = read::<BTreeMap<String, i64>>(r#"{"a\nb":true}"#).unwrap_err();
    assert!(problem.starts_with("a\u{fffd}b: "), "{problem}");
}

#[test]
fn the_sign_of_zero_is_kept() {
    let zero = read::<f64>("-0").unwrap();
    assert!(zero == 0.0 && zero.is_sign_negative());
    assert_eq!(read::<Json>("-0").unwrap(), serde_json::json!(-0.0));
    assert_eq!(read::<i64>("-0").unwrap(), 0);
}

#[test]
fn documents_of_this_program_may_take_any_memory() {
    let text = format!("[{}[0]]", "[0],".repeat(600_000));
    assert_eq!(document(text.as_bytes()), None);
    let own = own_document(text.as_bytes()).unwrap();
    assert_eq!(own.as_array().map(Vec::len), Some(600_001));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn documents_written_by_serde_json_are_read_exactly(value in any_json(), pretty in any::<bool>()) {
        let text = match pretty {
            true => serde_json::to_string_pretty(&value),
            false => serde_json::to_string(&value),
        };
        let text = text.unwrap();
        // Not compared with what serde_json reads: it rounds long doubles differently.
        prop_assert_eq!(read::<Json>(&text).unwrap(), value);
    }

    #[test]
    fn both_readers_accept_the_same_documents(text in r#"[\[\]{}:,"\\utrfn0-9eE.+ \-]{0,16}"#) {
        let theirs = serde_json::from_str::<Value>(&text);
        let ours = read::<Json>(&text);
        match (theirs, ours) {
            (Ok(theirs), Ok(ours)) => prop_assert_eq!(ours, theirs),
            (Err(_), Err(_)) => {}
            // Unpaired surrogates are accepted.
            (theirs, ours) => prop_assert!(text.contains("\\u"), "{theirs:?} {ours:?}"),
        }
    }
}
