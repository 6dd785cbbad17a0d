//! The JSON reader: parses RFC 8259 directly into [slots](super::decode).
//!
//! It replaces serde_json for response bodies because decoding a list of stages through serde_json's deserializer
//! costs 1.4 times as many instructions (ARCHITECTURE.md). serde_json still writes request bodies, parses nothing
//! here, and provides the type of [documents](crate::Json).

mod error;
mod lexer;
#[cfg(test)]
mod tests;

use std::borrow::Cow;

pub(crate) use error::JsonError;

use super::{DecodeOutcome, Format, ListSlot, MapSlot, Slot, StructureSlot, UnionSlot};
use crate::Json;

/// The nesting limit of objects and lists, which bounds the use of the stack.
const MAX_DEPTH: usize = 128;

type Result<T> = std::result::Result<T, Box<JsonError>>;

/// Parses `text`, a complete JSON document, into `slot`.
pub(crate) fn read(text: &str, slot: Slot<'_>) -> Result<()> {
    let mut reader = Reader { text, position: 0, depth: 0 };
    reader.value(slot)?;
    match reader.peek() {
        None => Ok(()),
        Some(_) => Err(reader.syntax("trailing characters")),
    }
}

/// Parses a JSON document; `None` if it is not valid.
pub(crate) fn document(text: &[u8]) -> Option<Json> {
    let text = str::from_utf8(text).ok()?;
    let mut document = Json::Null;
    read(text, Slot::Json(&mut document)).ok()?;
    Some(document)
}

/// Parses a JSON object; `None` if the document is not valid or not an object.
pub(crate) fn object(text: &[u8]) -> Option<serde_json::Map<String, Json>> {
    match document(text)? {
        Json::Object(members) => Some(members),
        _ => None,
    }
}

struct Reader<'t> {
    text: &'t str,
    /// The offset of the next byte.
    position: usize,
    /// The number of open objects and lists.
    depth: usize,
}

impl<'t> Reader<'t> {
    fn value(&mut self, slot: Slot<'_>) -> Result<DecodeOutcome> {
        let first = self.peek();
        let start = self.position;
        let mismatch = |mismatch| JsonError::mismatch(start, mismatch);
        match first {
            Some(b'"') => {
                let string = self.string()?;
                slot.string(&string).map_err(mismatch)?;
            }
            Some(b'{') => {
                self.open()?;
                self.object(start, slot)?;
                self.depth -= 1;
            }
            Some(b'[') => {
                self.open()?;
                self.list(start, slot)?;
                self.depth -= 1;
            }
            Some(b'-' | b'0'..=b'9') => {
                let (number, end) = lexer::number(self.text, start)
                    .map_err(|position| JsonError::syntax(position, "invalid number"))?;
                self.position = end;
                slot.number(number).map_err(mismatch)?;
            }
            Some(b't') => {
                self.literal("true")?;
                slot.boolean(true).map_err(mismatch)?;
            }
            Some(b'f') => {
                self.literal("false")?;
                slot.boolean(false).map_err(mismatch)?;
            }
            Some(b'n') => {
                self.literal("null")?;
                return Ok(slot.null());
            }
            Some(_) => return Err(self.syntax("expected value")),
            None => return Err(self.syntax("EOF while parsing a value")),
        }
        Ok(DecodeOutcome::Filled)
    }

    /// Parses the object whose opening bracket, at `start`, has been consumed.
    fn object(&mut self, start: usize, slot: Slot<'_>) -> Result<()> {
        match slot.present() {
            Slot::Structure(structure) => self.members(|reader, key| reader.member(structure, key)),
            Slot::Map(map, format) => {
                self.members(|reader, key| reader.entry(map, key.to_owned(), format))
            }
            Slot::Union(union) => self.union(union),
            Slot::Json(value) => {
                let mut object = serde_json::Map::new();
                self.members(|reader, key| {
                    let mut member = Json::Null;
                    reader.value(Slot::Json(&mut member))?;
                    object.insert(key.to_owned(), member);
                    Ok(())
                })?;
                *value = Json::Object(object);
                Ok(())
            }
            Slot::Ignored => self.members(|reader, _| reader.ignored()),
            slot => Err(JsonError::mismatch(start, slot.mismatch("map"))),
        }
    }

    fn member(&mut self, structure: &mut dyn StructureSlot, key: &str) -> Result<()> {
        let slot = structure.member(key).unwrap_or(Slot::Ignored);
        self.value(slot).map(drop)
    }

    fn entry(&mut self, map: &mut dyn MapSlot, key: String, format: Format) -> Result<()> {
        let mut result = Ok(());
        map.insert(key, format, &mut |slot| self.nested(slot, &mut result));
        result
    }

    /// The first member that is not `null` and not `__type` counts. An object without one is the unknown member
    /// with an empty name.
    fn union(&mut self, union: &mut dyn UnionSlot) -> Result<()> {
        let mut is_found = false;
        self.members(|reader, key| {
            if is_found || key == "__type" {
                return reader.ignored();
            }
            if let Some(slot) = union.member(key) {
                is_found = reader.value(slot)? == DecodeOutcome::Filled;
                return Ok(());
            }
            let mut value = Json::Null;
            reader.value(Slot::Json(&mut value))?;
            if !value.is_null() {
                union.unknown(key.to_owned(), value);
                is_found = true;
            }
            Ok(())
        })?;
        if !is_found {
            union.unknown(String::new(), Json::Null);
        }
        Ok(())
    }

    /// Parses the list whose opening bracket, at `start`, has been consumed.
    fn list(&mut self, start: usize, slot: Slot<'_>) -> Result<()> {
        match slot.present() {
            Slot::List(list, format) => self.elements(|reader| reader.element(list, format)),
            Slot::Json(value) => {
                let mut list = Vec::new();
                self.elements(|reader| {
                    let mut element = Json::Null;
                    reader.value(Slot::Json(&mut element))?;
                    list.push(element);
                    Ok(())
                })?;
                *value = Json::Array(list);
                Ok(())
            }
            Slot::Ignored => self.elements(Self::ignored),
            slot => Err(JsonError::mismatch(start, slot.mismatch("sequence"))),
        }
    }

    fn element(&mut self, list: &mut dyn ListSlot, format: Format) -> Result<()> {
        let mut result = Ok(());
        list.push(format, &mut |slot| self.nested(slot, &mut result));
        result
    }

    /// Parses a value for a container, which needs the outcome but not the error.
    fn nested(&mut self, slot: Slot<'_>, result: &mut Result<()>) -> DecodeOutcome {
        self.value(slot).unwrap_or_else(|error| {
            *result = Err(error);
            DecodeOutcome::Failed
        })
    }

    fn ignored(&mut self) -> Result<()> {
        self.value(Slot::Ignored).map(drop)
    }

    /// Parses the members of an object: `each` is called with each key and parses the value.
    fn members(&mut self, mut each: impl FnMut(&mut Self, &str) -> Result<()>) -> Result<()> {
        const EOF: &str = "EOF while parsing an object";
        if self.consume(b'}') {
            return Ok(());
        }
        loop {
            if self.peek() != Some(b'"') {
                return Err(self.unexpected("key must be a string", EOF));
            }
            let key = self.string()?;
            if !self.consume(b':') {
                return Err(self.unexpected("expected `:`", EOF));
            }
            each(self, &key).map_err(|error| error.in_member(&key))?;
            match self.peek() {
                Some(b',') => self.position += 1,
                Some(b'}') => {
                    self.position += 1;
                    return Ok(());
                }
                _ => return Err(self.unexpected("expected `,` or `}`", EOF)),
            }
        }
    }

    /// Parses the elements of a list, each with `each`.
    fn elements(&mut self, mut each: impl FnMut(&mut Self) -> Result<()>) -> Result<()> {
        if self.consume(b']') {
            return Ok(());
        }
        for index in 0.. {
            each(self).map_err(|error| error.in_element(index))?;
            match self.peek() {
                Some(b',') => self.position += 1,
                Some(b']') => {
                    self.position += 1;
                    break;
                }
                _ => return Err(self.unexpected("expected `,` or `]`", "EOF while parsing a list")),
            }
        }
        Ok(())
    }

    /// Consumes an opening bracket.
    fn open(&mut self) -> Result<()> {
        if self.depth == MAX_DEPTH {
            return Err(self.syntax("recursion limit exceeded"));
        }
        self.depth += 1;
        self.position += 1;
        Ok(())
    }

    /// Parses the string whose opening quote is next; borrowed if it has no escapes.
    fn string(&mut self) -> Result<Cow<'t, str>> {
        let (string, end) = lexer::string(self.text, self.position + 1).map_err(|position| {
            let message = match position >= self.text.len() {
                true => "EOF while parsing a string",
                false => "invalid escape",
            };
            JsonError::syntax(position, message)
        })?;
        self.position = end;
        Ok(string)
    }

    fn literal(&mut self, literal: &str) -> Result<()> {
        let end = self.position + literal.len();
        if self.text.get(self.position..end) != Some(literal) {
            return Err(self.syntax("expected value"));
        }
        self.position = end;
        Ok(())
    }

    /// Consumes `byte` if it is the next one after white space.
    fn consume(&mut self, byte: u8) -> bool {
        let is_next = self.peek() == Some(byte);
        self.position += usize::from(is_next);
        is_next
    }

    /// The next byte after white space, which is not consumed.
    fn peek(&mut self) -> Option<u8> {
        loop {
            match self.text.as_bytes().get(self.position) {
                Some(b' ' | b'\n' | b'\r' | b'\t') => self.position += 1,
                other => return other.copied(),
            }
        }
    }

    /// The error for an unexpected byte, or for the end of the text.
    #[cold]
    fn unexpected(&mut self, message: &'static str, eof: &'static str) -> Box<JsonError> {
        match self.peek() {
            Some(_) => self.syntax(message),
            None => self.syntax(eof),
        }
    }

    #[cold]
    fn syntax(&self, message: &'static str) -> Box<JsonError> {
        JsonError::syntax(self.position, message)
    }
}
