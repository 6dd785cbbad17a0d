//! The bridge to serde: request bodies are written through it, and programs that store inputs and outputs use it
//! with the feature `serde` of the generated crate.

use std::fmt;

use jiff::Timestamp;
use serde_core::de::value::{MapAccessDeserializer, SeqAccessDeserializer};
use serde_core::de::{
    Deserialize, DeserializeSeed, Deserializer, Error as _, IgnoredAny, MapAccess, SeqAccess,
    Visitor,
};
use serde_core::ser::{Error as _, Serialize, SerializeMap, SerializeSeq, Serializer};
use serde_json::value::RawValue;

use super::decode::{Number, any_member};
use super::fill::MAX_EXACT_INTEGER;
use super::one_of::{choose, tagged_members};
use super::{
    Decode, DecodeOutcome, Encode, Format, MapSlot, OneOfSlot, Slot, StructureSlot, UnionSlot,
    View, special_float, timestamp,
};
use crate::{Error, Json, blob};

/// The JSON body of a request: all members that are not bound to another location.
///
/// # Errors
///
/// The value contains a stream that is not in memory.
pub(crate) fn to_json(value: &dyn Encode) -> Result<Vec<u8>, Error> {
    serde_json::to_vec(&Encoded::of_body(value.view(Format::default()))).map_err(no_json)
}

/// A value whose scalars are sent as text, in a form or by a style of parameters: as [`to_finite_json`], but NaN and
/// infinities are strings.
///
/// # Errors
///
/// The value contains a stream that is not in memory.
#[cfg(any(feature = "form", feature = "parameters"))]
pub(crate) fn to_text_json(value: &dyn Encode) -> Result<Vec<u8>, Error> {
    let body = Encoded::of_body(value.view(Format::default()));
    serde_json::to_vec(&Encoded { floats: Floats::Text, ..body }).map_err(no_json)
}

/// JSON without the strings by which AWS's protocols write NaN and infinities, and with `5` for the double `5.0`: many
/// services declare integers as `number`, and their decoders reject a fraction.
///
/// # Errors
///
/// A number is NaN or infinite, which JSON does not have; the error names it, below `member` if that is not empty.
/// Otherwise those of [`to_json`].
pub(crate) fn to_finite_json(member: &str, value: &dyn Encode) -> Result<Vec<u8>, Error> {
    let view = value.view(Format::default());
    let written = serde_json::to_vec(&Encoded { floats: Floats::Json, ..Encoded::of_body(view) });
    written.map_err(|error| {
        let mut path = member.to_owned();
        match find_special_float(view, &mut path) {
            Some(name) => {
                let path = if path.is_empty() { "body" } else { path.as_str() };
                let problem =
                    format!("must be a finite number, is {name}: JSON has no other numbers");
                Error::invalid_input(path, problem)
            }
            None => no_json(error),
        }
    })
}

fn no_json(error: serde_json::Error) -> Error {
    Error::invalid_input("body", format!("has no JSON form: {error}"))
}

/// The name of the first number that is NaN or infinite. Its path is appended to `path`.
#[cold]
fn find_special_float(view: View<'_>, path: &mut String) -> Option<&'static str> {
    let length = path.len();
    let mut found = None;
    let mut enter = |step: &dyn Fn(&mut String), view: View<'_>| {
        if found.is_none() {
            step(path);
            found = find_special_float(view, path);
            if found.is_none() {
                path.truncate(length);
            }
        }
    };
    match view {
        View::F32(value) => found = special_float(value.into()),
        View::F64(value) => found = special_float(value),
        View::List(list, format) => {
            let mut index = 0;
            list.elements(format, &mut |view| {
                enter(&|path| path.push_str(&format!("[{index}]")), view);
                index += 1;
            });
        }
        View::Map(map, format) => map.entries(format, &mut |key, view| {
            enter(&|path| path.push_str(&format!("[{key:?}]")), view);
        }),
        View::Structure(structure) | View::Tagged(structure, ..) => {
            structure.members(&mut |key, view| {
                enter(
                    &|path| {
                        if !path.is_empty() {
                            path.push('.');
                        }
                        path.push_str(key);
                    },
                    view,
                );
            });
        }
        _ => {}
    }
    found
}

/// Serializes a value with all its members, under their names on the wire.
///
/// # Errors
///
/// Those of the serializer; the value contains a stream that is not in memory.
pub fn serialize<T: Encode, S: Serializer>(value: &T, serializer: S) -> Result<S::Ok, S::Error> {
    let view = value.view(Format::default());
    Encoded { view, with_bound_members: true, floats: Floats::Aws }.serialize(serializer)
}

/// Deserializes a value with all its members, from a self-describing format such as JSON.
///
/// # Errors
///
/// Those of the deserializer; a value of another type than its member. In an input, or in a type that inputs contain:
/// a required member that is missing or `null`, at any depth; `null` in a list or map that is not sparse; one of several
/// types whose tag names an alternative that it is not.
pub fn deserialize<'de, T: Decode, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    let mut value = T::default_value();
    let slot = value.slot(Format::default());
    let is_input = match &slot {
        Slot::Structure(structure) => structure.is_input(),
        Slot::Union(union) => union.is_input(),
        Slot::OneOf(one_of) => one_of.is_input(),
        _ => false,
    };
    SlotSeed { slot, is_input }.deserialize(deserializer)?;
    Ok(value)
}

struct Encoded<'a> {
    view: View<'a>,
    /// False for the body of a request, which is JSON.
    with_bound_members: bool,
    floats: Floats,
}

/// How floating-point numbers are written.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Floats {
    /// `5.0`; NaN and infinities are strings.
    Aws,
    /// `5`; NaN and infinities are strings.
    #[cfg(any(feature = "form", feature = "parameters"))]
    Text,
    /// `5`; NaN and infinities are errors.
    Json,
}

impl<'a> Encoded<'a> {
    fn of_body(view: View<'a>) -> Self {
        Self { view, with_bound_members: false, floats: Floats::Aws }
    }

    fn with_view<'v>(&self, view: View<'v>) -> Encoded<'v> {
        Encoded { view, ..*self }
    }

    /// The integer that is written for a number.
    fn whole(&self, value: f64) -> Option<i64> {
        let is_whole = value.fract() == 0.0 && value.abs() <= MAX_EXACT_INTEGER;
        // The integer 0 has no sign.
        let is_negative_zero = value == 0.0 && value.is_sign_negative();
        (self.floats != Floats::Aws && is_whole && !is_negative_zero).then_some(value as i64)
    }
}

impl Serialize for Encoded<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.view {
            View::Absent | View::Null => serializer.serialize_none(),
            View::Bool(value) => serializer.serialize_bool(value),
            View::I32(value) => serializer.serialize_i32(value),
            View::I64(value) => serializer.serialize_i64(value),
            View::U64(value) => serializer.serialize_u64(value),
            View::F32(value) => match special_float(value.into()) {
                Some(_) if self.floats == Floats::Json => {
                    Err(S::Error::custom("a number is not finite"))
                }
                Some(name) => serializer.serialize_str(name),
                None => match self.whole(value.into()) {
                    Some(whole) => serializer.serialize_i64(whole),
                    None => serializer.serialize_f32(value),
                },
            },
            View::F64(value) => match special_float(value) {
                Some(_) if self.floats == Floats::Json => {
                    Err(S::Error::custom("a number is not finite"))
                }
                Some(name) => serializer.serialize_str(name),
                None => match self.whole(value) {
                    Some(whole) => serializer.serialize_i64(whole),
                    None => serializer.serialize_f64(value),
                },
            },
            View::String(value) => serializer.serialize_str(value),
            View::Blob(bytes) => serializer.serialize_str(&blob::to_base64(bytes)),
            View::Stream(stream) => match stream.as_bytes() {
                Some(bytes) => serializer.serialize_str(&blob::to_base64(bytes)),
                None => {
                    Err(S::Error::custom("a stream that is not in memory cannot be serialized"))
                }
            },
            View::Timestamp(time, format) => {
                serialize_timestamp(time, format, !self.with_bound_members, serializer)
            }
            View::Date(date) => serializer.collect_str(&date),
            View::Json(value) => value.serialize(serializer),
            View::JsonString(value) => serializer.serialize_str(&value.to_string()),
            View::List(list, format) => {
                let mut sequence = serializer.serialize_seq(Some(list.length()))?;
                let mut result = Ok(());
                list.elements(format, &mut |view| {
                    if result.is_ok() {
                        result = sequence.serialize_element(&self.with_view(view));
                    }
                });
                result?;
                sequence.end()
            }
            View::Map(entries, format) => {
                let mut map = serializer.serialize_map(Some(entries.length()))?;
                let mut result = Ok(());
                entries.entries(format, &mut |key, view| {
                    if result.is_ok() {
                        result = map.serialize_entry(key, &self.with_view(view));
                    }
                });
                result?;
                map.end()
            }
            View::Structure(structure) | View::Tagged(structure, ..) => {
                let mut map = serializer.serialize_map(None)?;
                let mut result = Ok(());
                let mut each = |key: &str, view: View<'_>| {
                    if result.is_ok() && !matches!(view, View::Absent) {
                        result = map.serialize_entry(key, &self.with_view(view));
                    }
                };
                match self.view {
                    View::Tagged(_, key, value) => tagged_members(structure, key, value, &mut each),
                    _ => structure.members(&mut each),
                }
                if self.with_bound_members {
                    structure.bound_members(&mut each);
                }
                result?;
                map.end()
            }
        }
    }
}

/// A double is not exact in nanoseconds, nor in distant years: JSON then has the decimal number.
fn serialize_timestamp<S: Serializer>(
    time: Timestamp,
    format: Format,
    is_json: bool,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    match format {
        Format::EpochSeconds if time.subsec_nanosecond() == 0 => {
            serializer.serialize_i64(time.as_second())
        }
        Format::EpochSeconds => {
            let seconds = time.as_duration().as_secs_f64();
            if is_json && timestamp::from_seconds(seconds) != Some(time) {
                let number = timestamp::epoch_seconds(time);
                return RawValue::from_string(number)
                    .map_err(S::Error::custom)?
                    .serialize(serializer);
            }
            serializer.serialize_f64(seconds)
        }
        Format::HttpDate => serializer.serialize_str(&timestamp::http_date(time)),
        Format::DateTime | Format::JsonString => {
            serializer.serialize_str(&timestamp::date_time(time))
        }
    }
}

/// Fills a slot from a deserializer.
struct SlotSeed<'a> {
    slot: Slot<'a>,
    /// Whether the value is a part of an input. A response is read even if it lacks required members.
    is_input: bool,
}

impl<'de> DeserializeSeed<'de> for SlotSeed<'_> {
    type Value = DecodeOutcome;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for SlotSeed<'_> {
    type Value = DecodeOutcome;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.slot.expected())
    }

    fn visit_none<E: serde_core::de::Error>(self) -> Result<Self::Value, E> {
        Ok(self.slot.null())
    }

    fn visit_unit<E: serde_core::de::Error>(self) -> Result<Self::Value, E> {
        Ok(self.slot.null())
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_any(self)
    }

    fn visit_bool<E: serde_core::de::Error>(self, value: bool) -> Result<Self::Value, E> {
        filled(self.slot.boolean(value))
    }

    fn visit_i64<E: serde_core::de::Error>(self, value: i64) -> Result<Self::Value, E> {
        filled(self.slot.number(Number::Signed(value)))
    }

    fn visit_u64<E: serde_core::de::Error>(self, value: u64) -> Result<Self::Value, E> {
        let number = i64::try_from(value).map_or(Number::Unsigned(value), Number::Signed);
        filled(self.slot.number(number))
    }

    fn visit_f64<E: serde_core::de::Error>(self, value: f64) -> Result<Self::Value, E> {
        filled(self.slot.number(Number::Float(value)))
    }

    fn visit_str<E: serde_core::de::Error>(self, value: &str) -> Result<Self::Value, E> {
        filled(self.slot.string(value))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut sequence: A) -> Result<Self::Value, A::Error> {
        let is_input = self.is_input;
        match self.slot.present() {
            Slot::List(list, format) => {
                let mut result = Ok(true);
                while let Ok(true) = result {
                    list.push(format, &mut |slot| {
                        match sequence.next_element_seed(SlotSeed { slot, is_input }) {
                            Ok(Some(DecodeOutcome::Null)) if is_input => {
                                result = Err(A::Error::custom("`null` in a list of an input"));
                            }
                            Ok(Some(outcome)) => return outcome,
                            Ok(None) => result = Ok(false),
                            Err(error) => result = Err(error),
                        }
                        DecodeOutcome::Failed
                    });
                }
                result?;
            }
            Slot::Json(value) => {
                *value = Json::deserialize(SeqAccessDeserializer::new(sequence))?;
            }
            Slot::OneOf(one_of) => {
                let value = Json::deserialize(SeqAccessDeserializer::new(sequence))?;
                fill_one_of(one_of, value, is_input)?;
            }
            Slot::Ignored => while sequence.next_element::<IgnoredAny>()?.is_some() {},
            slot => return Err(A::Error::custom(slot.mismatch("sequence"))),
        }
        Ok(DecodeOutcome::Filled)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let is_input = self.is_input;
        match self.slot.present() {
            Slot::Structure(structure) => visit_structure(structure, map, is_input)?,
            Slot::Union(union) => visit_union(union, map, is_input)?,
            Slot::Map(entries, format) => {
                while let Some(key) = map.next_key::<String>()? {
                    visit_entry(entries, key, format, &mut map, is_input)?;
                }
            }
            Slot::Json(value) => *value = Json::deserialize(MapAccessDeserializer::new(map))?,
            Slot::OneOf(one_of) => {
                let value = Json::deserialize(MapAccessDeserializer::new(map))?;
                fill_one_of(one_of, value, is_input)?;
            }
            Slot::Ignored => while map.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {},
            slot => return Err(A::Error::custom(slot.mismatch("map"))),
        }
        Ok(DecodeOutcome::Filled)
    }
}

fn filled<E: serde_core::de::Error>(
    result: Result<(), super::decode::Mismatch>,
) -> Result<DecodeOutcome, E> {
    result.map(|()| DecodeOutcome::Filled).map_err(E::custom)
}

/// Reads the value of an entry of a map.
fn visit_entry<'de, A: MapAccess<'de>>(
    entries: &mut dyn MapSlot,
    key: String,
    format: Format,
    map: &mut A,
    is_input: bool,
) -> Result<(), A::Error> {
    let mut result = Ok(());
    entries.insert(key, format, &mut |slot| {
        match map.next_value_seed(SlotSeed { slot, is_input }) {
            Ok(DecodeOutcome::Null) if is_input => {
                result = Err(A::Error::custom("`null` in a map of an input"));
            }
            Ok(outcome) => return outcome,
            Err(error) => result = Err(error),
        }
        DecodeOutcome::Failed
    });
    result
}

/// Decodes a value into the alternative that it is, or keeps it as JSON. Inline, so that only programs that
/// deserialize values have serde_json's deserializer of a [`Json`] compiled.
///
/// # Errors
///
/// In an input: the tag names an alternative, and the value is not of its type.
#[inline]
fn fill_one_of<E: serde_core::de::Error>(
    one_of: &mut dyn OneOfSlot,
    value: Json,
    is_input: bool,
) -> Result<(), E> {
    let table = one_of.table();
    let tag = value.get(table.tag).and_then(Json::as_str).filter(|_| is_input);
    if let Some(alternative) = tag.and_then(|tag| table.tagged(tag)) {
        let seed = SlotSeed { slot: one_of.select(alternative), is_input };
        return seed.deserialize(&value).map(|_| ()).map_err(E::custom);
    }
    if let Some(alternative) = choose(one_of, &value) {
        let seed = SlotSeed { slot: one_of.select(alternative), is_input };
        if seed.deserialize(&value).is_ok() {
            return Ok(());
        }
    }
    one_of.unknown(value);
    Ok(())
}

fn visit_structure<'de, A: MapAccess<'de>>(
    structure: &mut dyn StructureSlot,
    mut map: A,
    is_input: bool,
) -> Result<(), A::Error> {
    let required = if is_input { structure.required() } else { &[] };
    let mut missing = required.to_vec();
    while let Some(key) = map.next_key::<String>()? {
        let mut slot = match any_member(structure, &key) {
            Some(slot) => slot,
            None => match structure.rest() {
                Some((rest, format)) => {
                    visit_entry(rest, key, format, &mut map, is_input)?;
                    continue;
                }
                None => Slot::Ignored,
            },
        };
        // The last of duplicates counts, alone.
        slot.reset();
        let outcome = map
            .next_value_seed(SlotSeed { slot, is_input })
            .map_err(|error| A::Error::custom(format_args!("`{key}`: {error}")))?;
        match outcome {
            DecodeOutcome::Filled => missing.retain(|required| *required != key),
            _ => missing.extend(required.iter().filter(|required| **required == key)),
        }
    }
    match missing.first() {
        Some(missing) => Err(A::Error::missing_field(missing)),
        None => Ok(()),
    }
}

/// Reads a union as the [JSON reader](super::json) does: the first member that is not `null` counts, and the last
/// of its duplicates.
fn visit_union<'de, A: MapAccess<'de>>(
    union: &mut dyn UnionSlot,
    mut map: A,
    is_input: bool,
) -> Result<(), A::Error> {
    let mut found = None;
    while let Some(key) = map.next_key::<String>()? {
        if found.as_ref().is_some_and(|found| *found != key) || key == "__type" {
            map.next_value::<IgnoredAny>()?;
            continue;
        }
        let is_filled = match union.member(&key) {
            Some(slot) => {
                map.next_value_seed(SlotSeed { slot, is_input })? == DecodeOutcome::Filled
            }
            None => {
                let value: Json = map.next_value()?;
                let is_filled = !value.is_null();
                if is_filled {
                    union.unknown(key.clone(), value);
                }
                is_filled
            }
        };
        found = is_filled.then_some(key);
    }
    if found.is_none() {
        union.unknown(String::new(), Json::Null);
    }
    Ok(())
}
