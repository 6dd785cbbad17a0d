//! Reading JSON, and finding the positions of its values.

use std::{borrow::Cow, cell::RefCell, fmt};

use serde::de::{DeserializeSeed, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Number, Value};

use super::positions::{Positions, Step};
use super::syntax::{Format, body, duplicate_key, too_deep};
use crate::diagnostics::Diagnostics;
use crate::pointer::Pointer;
use crate::source::{Position, Source};

/// Reads one JSON value. Reports the syntax error, or every duplicate key.
pub(super) fn parse(source: &Source, diagnostics: &mut Diagnostics) -> Option<Value> {
    let duplicates = RefCell::default();
    let mut reader = serde_json::Deserializer::from_str(body(source));
    let read =
        UniqueKeys { path: ValuePath::Root, duplicates: &duplicates }.deserialize(&mut reader);
    let value = match read.and_then(|value| reader.end().map(|()| value)) {
        Ok(value) => value,
        Err(error) => {
            syntax_error(source, &error, diagnostics);
            return None;
        }
    };
    let mut duplicates: Vec<Pointer> = duplicates.into_inner();
    duplicates.sort();
    duplicates.dedup();
    if duplicates.is_empty() {
        return Some(value);
    }
    let positions = positions(source);
    for pointer in duplicates {
        duplicate_key(source, positions.find(&pointer), pointer, diagnostics);
    }
    None
}

/// The position of the outermost value of a JSON text; `None` for another format.
pub(super) fn start(source: &Source) -> Option<Position> {
    if Format::of(source) != Format::Json {
        return None;
    }
    let text = body(source);
    let before = &text[..text.len() - text.trim_start().len()];
    let last = before.rsplit('\n').next().unwrap_or_default();
    Some(Position { line: before.matches('\n').count() + 1, column: last.chars().count() + 1 })
}

/// The positions of a valid text.
pub(super) fn positions(source: &Source) -> Positions {
    Positions::collect(|visit| walk(source, visit))
}

/// Calls `visit` for every value of a valid text, in order.
fn walk(source: &Source, visit: &mut dyn FnMut(Step<'_>, Position)) {
    let text = body(source);
    let mut position = Position::START;
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let length = match first {
            '"' => string_length(rest),
            '{' | '}' | '[' | ']' | ',' | ':' => 1,
            _ if first.is_whitespace() => first.len_utf8(),
            _ => rest.find([',', '}', ']', ' ', '\t', '\n', '\r']).unwrap_or(rest.len()),
        };
        let (token, after) = rest.split_at(length);
        match first {
            '{' => visit(Step::OpenObject, position),
            '[' => visit(Step::OpenList, position),
            '}' | ']' => visit(Step::Close, position),
            ',' | ':' => {}
            '"' => visit(Step::Scalar(unescape(token)), position),
            _ if first.is_whitespace() => {}
            _ => visit(Step::Scalar(Cow::Borrowed(token)), position),
        }
        if first == '\n' {
            position = Position { line: position.line + 1, column: 1 };
        } else {
            position.column += token.chars().count();
        }
        rest = after;
    }
}

/// The bytes from the opening quote to behind the closing one.
fn string_length(text: &str) -> usize {
    let mut escaped = false;
    let end = text.bytes().skip(1).position(|byte| {
        let closes = byte == b'"' && !escaped;
        escaped = byte == b'\\' && !escaped;
        closes
    });
    end.map_or(text.len(), |end| end + 2)
}

fn unescape(token: &str) -> Cow<'_, str> {
    if token.contains('\\') {
        serde_json::from_str(token).map_or(Cow::Borrowed(token), Cow::Owned)
    } else {
        Cow::Borrowed(token.trim_matches('"'))
    }
}

fn syntax_error(source: &Source, error: &serde_json::Error, diagnostics: &mut Diagnostics) {
    let line = body(source).split('\n').nth(error.line().saturating_sub(1)).unwrap_or_default();
    let before = line.get(..error.column().saturating_sub(1)).unwrap_or(line);
    let position = Position { line: error.line().max(1), column: before.chars().count() + 1 };
    let whole = error.to_string();
    let message = whole.rsplit_once(" at line ").map_or(&*whole, |(message, _)| message);
    if message.starts_with("recursion limit") {
        return too_deep(source, position, diagnostics);
    }
    let remedy = match message {
        _ if error.is_eof() => "complete the text: it ends before everything is closed",
        "trailing comma" => "remove the comma in front of the closing bracket",
        "trailing characters" => "remove what follows the end of the value",
        "key must be a string" => "put the key in double quotes",
        _ if message.starts_with("control character") => "write it as an escape, such as `\\n`",
        _ => "correct the syntax here; a file in YAML needs a name that ends in `.yaml`",
    };
    diagnostics
        .error("invalid-json")
        .position(position.in_file(&source.name))
        .found(format!("invalid JSON: {message}"))
        .expected("well-formed JSON (RFC 8259)")
        .remedy(remedy);
}

/// Builds a [`Value`] and notes each key that an object has twice: a plain `Value` would keep the
/// last and forget the others.
struct UniqueKeys<'a> {
    path: ValuePath<'a>,
    duplicates: &'a RefCell<Vec<Pointer>>,
}

/// The path to the value being read, on the stack, so that it costs nothing unless it is needed.
#[derive(Clone, Copy)]
enum ValuePath<'a> {
    Root,
    Member(&'a ValuePath<'a>, &'a str),
    Item(&'a ValuePath<'a>, usize),
}

impl ValuePath<'_> {
    fn pointer(&self) -> Pointer {
        match self {
            Self::Root => Pointer::root(),
            Self::Member(parent, key) => parent.pointer().child(key),
            Self::Item(parent, index) => parent.pointer().child(index),
        }
    }
}

impl<'de> DeserializeSeed<'de> for UniqueKeys<'_> {
    type Value = Value;

    fn deserialize<D: Deserializer<'de>>(self, reader: D) -> Result<Value, D::Error> {
        reader.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for UniqueKeys<'_> {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON value")
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Value, E> {
        Ok(Value::Bool(value))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Value, E> {
        Ok(Value::Number(value.into()))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Value, E> {
        Ok(Value::Number(value.into()))
    }

    fn visit_f64<E: serde::de::Error>(self, value: f64) -> Result<Value, E> {
        Number::from_f64(value).map(Value::Number).ok_or_else(|| E::custom("number out of range"))
    }

    fn visit_str<E>(self, value: &str) -> Result<Value, E> {
        Ok(Value::String(value.to_owned()))
    }

    fn visit_string<E>(self, value: String) -> Result<Value, E> {
        Ok(Value::String(value))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Value, A::Error> {
        let mut list = Vec::new();
        let duplicates = self.duplicates;
        while let Some(item) = items.next_element_seed(UniqueKeys {
            path: ValuePath::Item(&self.path, list.len()),
            duplicates,
        })? {
            list.push(item);
        }
        list.shrink_to_fit();
        Ok(Value::Array(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<Value, A::Error> {
        let mut object = Map::new();
        let duplicates = self.duplicates;
        while let Some(key) = members.next_key::<String>()? {
            let path = ValuePath::Member(&self.path, &key);
            if object.contains_key(&key) {
                duplicates.borrow_mut().push(path.pointer());
            }
            let value = members.next_value_seed(UniqueKeys { path, duplicates })?;
            object.insert(key, value);
        }
        // A map that grows has room for three members; most of a document's objects have one or two.
        Ok(object.into_iter().collect())
    }
}
