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

pub(crate) use error::{JsonError, JsonErrorKind};

use super::decode::{list_growth, map_growth};
use super::one_of::{choose, knows, only_container};
use super::{
    DecodeOutcome, Format, ListSlot, MapSlot, OneOfSlot, Slot, StructureSlot, UnionSlot, timestamp,
};
use crate::Json;

/// The nesting limit of objects and lists, which bounds the use of the stack.
const MAX_DEPTH: usize = 128;

/// A document may take this much memory in containers and structures, and [`FREE_MEMORY`] in addition: a
/// list of empty objects takes a hundred times the memory of its text. The strings in them are not counted.
const MEMORY_PER_BYTE: usize = 8;
const FREE_MEMORY: usize = 64 * 1024 * 1024;

type Result<T> = std::result::Result<T, Box<JsonError>>;

/// Parses `text`, a complete JSON document, into `slot`.
pub(crate) fn read(text: &str, slot: Slot<'_>) -> Result<()> {
    let memory = text.len().saturating_mul(MEMORY_PER_BYTE).saturating_add(FREE_MEMORY);
    read_within(memory, text, slot)
}

fn read_within(memory: usize, text: &str, slot: Slot<'_>) -> Result<()> {
    let mut reader = Reader { text, position: 0, depth: 0, memory };
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

/// Parses a JSON document of this program, which may take any memory; `None` if it is not valid.
#[cfg(any(feature = "form", feature = "parameters", test))]
pub(crate) fn own_document(text: &[u8]) -> Option<Json> {
    let text = str::from_utf8(text).ok()?;
    let mut document = Json::Null;
    read_within(usize::MAX, text, Slot::Json(&mut document)).ok()?;
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
    /// The memory that containers and structures may still take.
    memory: usize,
}

impl<'t> Reader<'t> {
    fn value(&mut self, mut slot: Slot<'_>) -> Result<DecodeOutcome> {
        let first = self.peek();
        let start = self.position;
        let mismatch = |mismatch| JsonError::mismatch(start, mismatch);
        match first {
            Some(b'"') => {
                let string = self.string()?;
                if string.is_empty() && slot.is_optional_time() {
                    return Ok(slot.null());
                }
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
                let text = self.text.get(start..end).unwrap_or_default();
                self.position = end;
                match slot.present() {
                    // A double would not be exact.
                    Slot::Timestamp(slot) => match timestamp::parse_seconds(text) {
                        Some(time) => *slot = time,
                        None => Slot::Timestamp(slot).number(number).map_err(mismatch)?,
                    },
                    // Many services send an identifier or a size as a number although it is declared as a string.
                    slot @ (Slot::String(_) | Slot::Secret(_) | Slot::Enumeration(_)) => {
                        slot.string(text).map_err(mismatch)?;
                    }
                    slot => slot.number(number).map_err(mismatch)?,
                }
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
        // It may be in a box of its own.
        let is_optional = matches!(slot, Slot::Option(..));
        match slot.present() {
            Slot::Structure(structure) => {
                if is_optional {
                    self.take_memory(size_of_val(structure))?;
                }
                self.members(|reader, key| reader.member(structure, key))
            }
            Slot::Map(map, format) => {
                self.members(|reader, key| reader.entry(map, key.to_owned(), format))
            }
            Slot::Union(union) => self.union(union),
            Slot::OneOf(one_of) => self.one_of(start, one_of),
            Slot::Json(value) => {
                let mut object = serde_json::Map::new();
                self.members(|reader, key| {
                    let mut member = Json::Null;
                    reader.value(Slot::Json(&mut member))?;
                    reader.take_memory(map_growth::<Json>(object.len()))?;
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
        let Some(mut slot) = structure.member(key) else {
            return match structure.rest() {
                Some((rest, format)) => self.entry(rest, key.to_owned(), format),
                None => self.ignored(),
            };
        };
        // The last of duplicates counts, alone. Other values overwrite the slot.
        if let Some(b'{' | b'n') = self.peek() {
            slot.reset();
        }
        self.value(slot).map(drop)
    }

    fn entry(&mut self, map: &mut dyn MapSlot, key: String, format: Format) -> Result<()> {
        self.take_memory(map.growth())?;
        let mut result = Ok(());
        map.insert(key, format, &mut |slot| self.nested(slot, &mut result));
        result
    }

    /// The first member that is not `null` and not `__type` counts, and the last of its duplicates. An object
    /// without one is the unknown member with an empty name.
    fn union(&mut self, union: &mut dyn UnionSlot) -> Result<()> {
        let mut found = None;
        self.members(|reader, key| {
            if found.as_ref().is_some_and(|found| found != key) || key == "__type" {
                return reader.ignored();
            }
            let is_filled = match union.member(key) {
                Some(slot) => reader.value(slot)? == DecodeOutcome::Filled,
                None => {
                    let mut value = Json::Null;
                    reader.value(Slot::Json(&mut value))?;
                    let is_filled = !value.is_null();
                    if is_filled {
                        union.unknown(key.to_owned(), value);
                    }
                    is_filled
                }
            };
            found = is_filled.then(|| key.to_owned());
            Ok(())
        })?;
        if found.is_none() {
            union.unknown(String::new(), Json::Null);
        }
        Ok(())
    }

    /// Parses the object or list at `start`, whose opening bracket has been consumed, into the alternative that it is.
    /// A value of none, or one that does not have the types of its alternative, is kept as JSON.
    fn one_of(&mut self, start: usize, one_of: &mut dyn OneOfSlot) -> Result<()> {
        self.position = start;
        self.depth -= 1;
        let memory = self.memory;
        let chosen = self.alternative(one_of)?;
        (self.position, self.memory) = (start, memory);
        let depth = self.depth;
        if let Some(alternative) = chosen {
            match self.value(one_of.select(alternative)) {
                Ok(_) => {
                    self.depth += 1;
                    return Ok(());
                }
                Err(error) if error.kind() == JsonErrorKind::Mismatch => {
                    (self.position, self.memory, self.depth) = (start, memory, depth);
                }
                Err(error) => return Err(error),
            }
        }
        let mut value = Json::Null;
        self.value(Slot::Json(&mut value))?;
        one_of.unknown(value);
        self.depth += 1;
        Ok(())
    }

    /// The alternative that the object or list is which follows. The position after it is undefined.
    fn alternative(&mut self, one_of: &mut dyn OneOfSlot) -> Result<Option<usize>> {
        let is_object = self.peek() == Some(b'{');
        let table = one_of.table();
        if is_object && !table.tag.is_empty() {
            let start = self.position;
            let tag = self.string_member(table.tag)?;
            self.position = start;
            if let Some(tag) = tag {
                return Ok(table.tagged(&tag));
            }
        }
        if let Some(alternative) = only_container(one_of, is_object) {
            let is_chosen = !is_object || self.is_object_of(one_of, alternative)?;
            return Ok(is_chosen.then_some(alternative));
        }
        let mut value = Json::Null;
        self.value(Slot::Json(&mut value))?;
        Ok(choose(one_of, &value))
    }

    /// Whether the object that follows is of the one alternative that can be an object. The position after it is
    /// undefined. Values within are not read.
    fn is_object_of(&mut self, one_of: &mut dyn OneOfSlot, at: usize) -> Result<bool> {
        let table = one_of.table();
        let Some(alternative) = table.alternatives.get(at) else {
            return Ok(false);
        };
        let mut found = serde_json::Map::new();
        let mut is_empty = true;
        let mut is_known = false;
        self.open()?;
        self.members(|reader, key| {
            is_empty = false;
            is_known = is_known || knows(one_of.select(at), key, 0);
            if !alternative.names(key) {
                return reader.ignored();
            }
            let mut value = Json::Array(Vec::new());
            match reader.peek() {
                Some(b'{' | b'[') => reader.ignored()?,
                _ => drop(reader.value(Slot::Json(&mut value))?),
            }
            found.insert(key.to_owned(), value);
            Ok(())
        })?;
        self.depth -= 1;
        let is_accepted = alternative.accepts(&Json::Object(found), table.tag);
        Ok(is_accepted && (is_known || is_empty))
    }

    /// The string of a member of the object that follows; the last of duplicates.
    fn string_member(&mut self, name: &str) -> Result<Option<String>> {
        let mut found = None;
        self.open()?;
        self.members(|reader, key| {
            if key == name && reader.peek() == Some(b'"') {
                found = Some(reader.string()?.into_owned());
                return Ok(());
            }
            reader.ignored()
        })?;
        self.depth -= 1;
        Ok(found)
    }

    /// Parses the list whose opening bracket, at `start`, has been consumed.
    fn list(&mut self, start: usize, slot: Slot<'_>) -> Result<()> {
        match slot.present() {
            Slot::List(list, format) => self.elements(|reader| reader.element(list, format)),
            Slot::OneOf(one_of) => self.one_of(start, one_of),
            Slot::Json(value) => {
                let mut list = Vec::new();
                self.elements(|reader| {
                    let mut element = Json::Null;
                    reader.value(Slot::Json(&mut element))?;
                    reader.take_memory(list_growth(&list))?;
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
        self.take_memory(list.growth())?;
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

    /// Counts memory that is about to be allocated.
    fn take_memory(&mut self, bytes: usize) -> Result<()> {
        match self.memory.checked_sub(bytes) {
            Some(left) => {
                self.memory = left;
                Ok(())
            }
            None => Err(JsonError::too_large(self.position)),
        }
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
