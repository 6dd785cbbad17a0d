//! Reads YAML and JSON without losing a fact, and writes YAML that every reader understands the same way.
//!
//! Reading keeps the order of keys. A duplicate key is an error: most readers keep one of the two
//! values, and here that would lose a fact silently.
//!
//! Writing quotes more than serde_yaml does. It quotes what a YAML 1.2 reader would not read as a
//! string; YAML 1.1 readers also take `2020-07-14` for a date and `1:30` for a number.

use std::fmt;
use std::path::Path;

use generator::diagnostics::{Diagnostics, render};
use generator::document::{Document, Source, load};
use serde::de::{self, Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Number, Value};

use crate::files;
use crate::report::Failure;
use crate::repository::Repository;

/// Parses YAML or JSON. `name` is used in messages only.
pub(super) fn parse(name: &Path, bytes: &[u8]) -> Result<Value, Failure> {
    let invalid = |format: &str, error: &dyn fmt::Display| {
        Failure::new(format!("{} is not valid {format}: {error}", name.display()))
            .remedy("give an OpenAPI document in JSON or YAML, encoded as UTF-8")
    };
    let text = std::str::from_utf8(bytes).map_err(|error| invalid("UTF-8", &error))?;
    let text = text.trim_start_matches('\u{feff}');
    let parsed = if text.trim_start().starts_with('{') {
        serde_json::from_str::<Unique>(text).map_err(|error| invalid("JSON", &error))
    } else {
        serde_yaml::from_str::<Unique>(text).map_err(|error| invalid("YAML", &error))
    };
    parsed.map(|Unique(value)| value)
}

/// Reads a file of the repository; its name is relative to the root.
pub(super) fn source(repository: &Repository, path: &Path) -> Result<Source, Failure> {
    Ok(Source {
        name: repository.display(path),
        text: String::from_utf8_lossy(&files::read(path)?).into(),
    })
}

/// The document with overlays applied, with source positions.
pub(super) fn document(document: &Source, overlays: &[Source]) -> Result<Document, Failure> {
    let mut diagnostics = Diagnostics::default();
    load(document, overlays, &mut diagnostics).ok_or_else(|| {
        let sources: Vec<&Source> = [document].into_iter().chain(overlays).collect();
        Failure::rendered(render(&diagnostics.into_vec(), &sources, true))
    })
}

/// A value without duplicate keys.
struct Unique(Value);

impl<'de> Deserialize<'de> for Unique {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(UniqueVisitor).map(Self)
    }
}

struct UniqueVisitor;

impl<'de> Visitor<'de> for UniqueVisitor {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object, an array, a string, a number, a boolean or null")
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Value, E> {
        Ok(Value::Bool(value))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Value, E> {
        Ok(Value::Number(value.into()))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Value, E> {
        Ok(Value::Number(value.into()))
    }

    fn visit_f64<E: de::Error>(self, value: f64) -> Result<Value, E> {
        let number = Number::from_f64(value).map(Value::Number);
        number.ok_or_else(|| E::custom(format!("{value} is not a JSON number")))
    }

    fn visit_str<E>(self, value: &str) -> Result<Value, E> {
        Ok(Value::String(value.to_owned()))
    }

    fn visit_string<E>(self, value: String) -> Result<Value, E> {
        Ok(Value::String(value))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Value, A::Error> {
        let mut list = Vec::new();
        while let Some(Unique(item)) = items.next_element()? {
            list.push(item);
        }
        Ok(Value::Array(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Value, A::Error> {
        let mut map = Map::new();
        while let Some(key) = entries.next_key::<String>()? {
            if map.contains_key(&key) {
                return Err(de::Error::custom(format!("duplicate key `{key}`")));
            }
            let Unique(value) = entries.next_value()?;
            map.insert(key, value);
        }
        Ok(Value::Object(map))
    }
}

/// Prefix of a string that must be quoted, removed after serialization. A plain scalar cannot start
/// with `@`, and the private-use character keeps the prefix from occurring in a document.
const QUOTE_ME: &str = "@\u{e000}";

/// Plain scalars that YAML 1.1 reads as a value, a merge key, a boolean or null.
const WORDS: [&str; 12] =
    ["=", "<<", "~", "y", "n", "yes", "no", "on", "off", "true", "false", "null"];

/// Serializes a value as YAML, keys in their order.
pub(super) fn to_string(value: &Value) -> Result<String, Failure> {
    let unwritable =
        |why: &str| Failure::new(format!("the document cannot be written as YAML: {why}"));
    let mut marked = value.clone();
    mark(&mut marked);
    let text = serde_yaml::to_string(&marked).map_err(|error| unwritable(&error.to_string()))?;
    let text = text.replace(&format!("'{QUOTE_ME}"), "'").replace(&format!("\"{QUOTE_ME}"), "\"");
    if text.contains(QUOTE_ME) {
        return Err(unwritable("a string contains the private-use character U+E000"));
    }
    Ok(text)
}

/// Adds the prefix to every key and string that must be quoted.
fn mark(value: &mut Value) {
    match value {
        Value::String(text) if is_ambiguous(text) => text.insert_str(0, QUOTE_ME),
        Value::Array(items) => items.iter_mut().for_each(mark),
        Value::Object(map) => {
            let entries = std::mem::take(map).into_iter();
            *map = entries.map(marked_entry).collect::<Map<_, _>>();
        }
        _ => {}
    }
}

fn marked_entry((mut key, mut value): (String, Value)) -> (String, Value) {
    if is_ambiguous(&key) {
        key.insert_str(0, QUOTE_ME);
    }
    mark(&mut value);
    (key, value)
}

/// Whether a YAML 1.1 reader might not read a plain scalar as a string. Every string that starts like
/// a number or a date counts. Several lines are written as a block scalar, always a string.
fn is_ambiguous(text: &str) -> bool {
    if text.contains('\n') {
        return false;
    }
    let unsigned = text.trim_start_matches(['+', '-', '.']);
    unsigned.starts_with(|first: char| first.is_ascii_digit())
        || ["inf", "nan"].iter().any(|word| unsigned.eq_ignore_ascii_case(word))
        || WORDS.iter().any(|word| text.eq_ignore_ascii_case(word))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn check(text: &str, expected: Result<Value, &str>) {
        let seen = parse(Path::new("a.yaml"), text.as_bytes()).map_err(|error| error.to_string());
        match (seen, expected) {
            (Ok(seen), Ok(expected)) => assert_eq!(seen, expected, "{text}"),
            (Err(seen), Err(expected)) => assert!(seen.contains(expected), "{text}: {seen}"),
            (seen, _) => panic!("{text}: {seen:?}"),
        }
    }

    #[test]
    fn values_are_read_from_json_and_yaml() {
        let expected =
            json!({"responses": {"200": {"ok": true, "n": -1, "x": 1.5}}, "list": [null, ""]});
        check(&expected.to_string(), Ok(expected.clone()));
        check("responses:\n  200: {ok: true, n: -1, x: 1.5}\nlist: [null, '']\n", Ok(expected));
        check(
            "version: 2020-07-14\nenabled: no\n",
            Ok(json!({"version": "2020-07-14", "enabled": "no"})),
        );
    }

    #[test]
    fn invalid_files_are_rejected() {
        check(r#"{"a": 1, "b": {"c": 1, "c": 2}}"#, Err("duplicate key `c`"));
        check("a: 1\na: 2\n", Err("duplicate key `a`"));
        check("{", Err("a.yaml is not valid JSON"));
        check("a: [", Err("a.yaml is not valid YAML"));
        check("a: .nan", Err("NaN is not a JSON number"));
        let error = parse(Path::new("a.yaml"), b"\xff").unwrap_err().to_string();
        assert!(error.contains("a.yaml is not valid UTF-8"), "{error}");
    }

    #[test]
    fn ambiguous_strings_are_quoted() {
        let value = json!({
            "version": "2020-07-14", "no": "on", "200": "1:30", "n": 200, "yes": true,
            "path": "/tags/{resourceArn}", "marker": "@type", "list": ["0x1F", "-.5", ".inf", "~", ""],
        });
        let expected = "\
version: '2020-07-14'
'no': 'on'
'200': '1:30'
'n': 200
'yes': true
path: /tags/{resourceArn}
marker: '@type'
list:
- '0x1F'
- '-.5'
- '.inf'
- '~'
- ''
";
        let text = to_string(&value).unwrap();
        assert_eq!(text, expected);
        assert_eq!(serde_yaml::from_str::<Value>(&text).unwrap(), value);
    }

    #[test]
    fn the_quoting_prefix_is_rejected() {
        let error = to_string(&json!(["a @\u{e000}"])).unwrap_err().to_string();
        assert!(error.contains("U+E000"), "{error}");
    }

    #[test]
    fn special_characters_round_trip() {
        let value = json!({"a": "1 line\nand 'another'", "b": "2\ttab", "c": "\u{85}", "d": "3\u{7}", "e": "^[\\p{L}]*$", "f": "# no", "g": "0\"q\" 'q'", "h": "- \n", "i": " 1 "});
        let text = to_string(&value).unwrap();
        assert_eq!(serde_yaml::from_str::<Value>(&text).unwrap(), value, "{text}");
    }
}
