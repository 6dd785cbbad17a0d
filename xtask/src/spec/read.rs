//! Reads YAML or JSON into one value without losing a fact, and documents as the generator does.
//!
//! Keys keep their order. A key that stands twice in one object is an error: the usual readers keep
//! one of the two and forget the other, which here would be a fact lost in silence.

use std::fmt;
use std::path::Path;

use generator::diagnostics::{Diagnostics, render};
use generator::document::{Document, Source, load};
use serde::de::{self, Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Number, Value};

use crate::files;
use crate::report::Failure;
use crate::repository::Repository;

/// The value that a text in YAML or JSON stands for. `name` is only shown.
pub(crate) fn value(name: &Path, text: &[u8]) -> Result<Value, Failure> {
    let unreadable = |what: &str, why: String| {
        Failure::new(format!("{} is no readable {what}: {why}", name.display()))
            .remedy("give an OpenAPI document in JSON or YAML, encoded as UTF-8")
    };
    let text = std::str::from_utf8(text).map_err(|error| unreadable("text", error.to_string()))?;
    let text = text.trim_start_matches('\u{feff}');
    if text.trim_start().starts_with('{') {
        let read = serde_json::from_str::<Unique>(text);
        read.map(|read| read.0)
            .map_err(|error| unreadable("JSON", error.to_string()))
    } else {
        let read = serde_yaml::from_str::<Unique>(text);
        read.map(|read| read.0)
            .map_err(|error| unreadable("YAML", error.to_string()))
    }
}

/// A text of this repository, under the name by which people know it.
pub(crate) fn source(repository: &Repository, path: &Path) -> Result<Source, Failure> {
    Ok(Source {
        name: repository.display(path),
        text: String::from_utf8_lossy(&files::read(path)?).into_owned(),
    })
}

/// The document with overlays applied to it, which knows where everything in it is written.
pub(crate) fn document(document: &Source, overlays: &[Source]) -> Result<Document, Failure> {
    let mut diagnostics = Diagnostics::default();
    load(document, overlays, &mut diagnostics).ok_or_else(|| {
        let sources: Vec<&Source> = [document].into_iter().chain(overlays).collect();
        Failure::rendered(render(&diagnostics.into_vec(), &sources, true))
    })
}

/// A value in which no object has a key twice.
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
        f.write_str("an object, a list, a text, a number, true, false or null")
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
        number.ok_or_else(|| E::custom(format!("{value} is no number that JSON has")))
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
                return Err(de::Error::custom(format!(
                    "the key `{key}` stands twice in one object"
                )));
            }
            let Unique(value) = entries.next_value()?;
            map.insert(key, value);
        }
        Ok(Value::Object(map))
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn check(text: &str, expected: Result<Value, &str>) {
        let seen = value(Path::new("a.yaml"), text.as_bytes()).map_err(|error| error.to_string());
        match (seen, expected) {
            (Ok(seen), Ok(expected)) => assert_eq!(seen, expected, "{text}"),
            (Err(seen), Err(expected)) => assert!(seen.contains(expected), "{text}: {seen}"),
            (seen, _) => panic!("{text}: {seen:?}"),
        }
    }

    #[test]
    fn both_forms_give_the_same_value() {
        let expected =
            json!({"responses": {"200": {"ok": true, "n": -1, "x": 1.5}}, "list": [null, ""]});
        check(&expected.to_string(), Ok(expected.clone()));
        check(
            "responses:\n  200: {ok: true, n: -1, x: 1.5}\nlist: [null, '']\n",
            Ok(expected),
        );
    }

    #[test]
    fn a_date_and_a_no_are_texts() {
        check(
            "version: 2020-07-14\nanswer: no\n",
            Ok(json!({"version": "2020-07-14", "answer": "no"})),
        );
    }

    #[test]
    fn a_key_that_stands_twice_is_an_error() {
        check(
            r#"{"a": 1, "b": {"c": 1, "c": 2}}"#,
            Err("`c` stands twice"),
        );
        check("a: 1\na: 2\n", Err("`a` stands twice"));
    }

    #[test]
    fn unreadable_texts_are_named() {
        check("{", Err("a.yaml is no readable JSON"));
        check("a: [", Err("a.yaml is no readable YAML"));
        check("a: .nan", Err("NaN is no number"));
        let error = value(Path::new("a.yaml"), b"\xff").unwrap_err().to_string();
        assert!(error.contains("a.yaml is no readable text"), "{error}");
    }
}
