//! Filling slots with scalars.

use super::decode::{Mismatch, Number};
use super::one_of::choose;
use super::{OneOfSlot, Slot, json, timestamp};
use crate::{Blob, ByteStream, Json};

/// Up to this magnitude a double represents every integer exactly.
pub(super) const MAX_EXACT_INTEGER: f64 = 9_007_199_254_740_992.0;

impl Slot<'_> {
    pub(super) fn boolean(self, value: bool) -> Result<(), Mismatch> {
        match self.present() {
            Slot::Bool(slot) => *slot = value,
            Slot::Json(slot) => *slot = value.into(),
            Slot::OneOf(slot) => scalar(slot, value.into(), |slot| slot.boolean(value)),
            Slot::Ignored => {}
            slot => return Err(slot.mismatch("boolean")),
        }
        Ok(())
    }

    pub(super) fn number(self, number: Number) -> Result<(), Mismatch> {
        match (self.present(), number) {
            (Slot::I64(slot), Number::Signed(value)) => *slot = value,
            (Slot::Integer(slot), Number::Signed(value)) => slot.set(value),
            (Slot::U64(slot), Number::Unsigned(value)) => *slot = value,
            (Slot::U64(slot), Number::Signed(value)) => match value.try_into() {
                Ok(value) => *slot = value,
                Err(_) => return Err(Slot::U64(slot).mismatch("integer out of range")),
            },
            (Slot::OneOf(slot), number) => {
                scalar(slot, number.to_json(), |slot| slot.number(number));
            }
            (Slot::I32(slot), Number::Signed(value)) => match value.try_into() {
                Ok(value) => *slot = value,
                Err(_) => return Err(Slot::I32(slot).mismatch("integer out of range")),
            },
            (slot @ (Slot::I32(_) | Slot::I64(_) | Slot::Integer(_)), Number::Unsigned(_)) => {
                return Err(slot.mismatch("integer out of range"));
            }
            (
                slot @ (Slot::I32(_) | Slot::I64(_) | Slot::U64(_) | Slot::Integer(_)),
                Number::Float(value),
            ) if value.fract() == 0.0 && value.abs() <= MAX_EXACT_INTEGER => {
                return slot.number(Number::Signed(value as i64));
            }
            (Slot::Ignored, _) => {}
            (slot, Number::Float(value)) if value.is_infinite() => {
                return Err(slot.mismatch("number out of range"));
            }
            (Slot::F32(slot), number) => *slot = number.as_f64() as f32,
            (Slot::F64(slot), number) => *slot = number.as_f64(),
            (Slot::Json(slot), number) => *slot = number.to_json(),
            (Slot::Timestamp(slot), number) => {
                let time = match number {
                    Number::Signed(seconds) => timestamp::from_whole_seconds(seconds),
                    number => timestamp::from_seconds(number.as_f64()),
                };
                match time {
                    Some(time) => *slot = time,
                    None => return Err(Slot::Timestamp(slot).mismatch("number out of range")),
                }
            }
            (slot, Number::Float(_)) => return Err(slot.mismatch("floating point")),
            (slot, _) => return Err(slot.mismatch("integer")),
        }
        Ok(())
    }

    pub(super) fn string(self, value: &str) -> Result<(), Mismatch> {
        let slot = self.present();
        let mismatch = slot.mismatch("string");
        if let Slot::I32(_)
        | Slot::I64(_)
        | Slot::U64(_)
        | Slot::Integer(_)
        | Slot::F32(_)
        | Slot::F64(_) = slot
            && let Some(number) = parse_number(value)
        {
            return slot.number(number);
        }
        let is_valid = match slot {
            Slot::String(slot) => assign(slot, Some(value.to_owned())),
            Slot::Secret(slot) => assign(slot, Some(value.into())),
            Slot::Enumeration(slot) => {
                slot.set(value);
                true
            }
            Slot::OneOf(slot) => {
                scalar(slot, value.into(), |slot| slot.string(value));
                true
            }
            Slot::Timestamp(slot) => assign(slot, timestamp::parse(value.trim())),
            Slot::Date(slot) => assign(slot, timestamp::parse_date(value.trim())),
            Slot::Blob(slot) => assign(slot, Blob::from_base64(value)),
            Slot::Stream(slot) => assign(slot, Blob::from_base64(value).map(ByteStream::from)),
            Slot::F32(slot) => assign(slot, parse_special_float(value).map(|value| value as f32)),
            Slot::F64(slot) => assign(slot, parse_special_float(value)),
            Slot::Json(slot) => assign(slot, Some(value.into())),
            Slot::JsonString(slot) => assign(slot, json::document(value.as_bytes())),
            Slot::Ignored => true,
            _ => false,
        };
        if is_valid { Ok(()) } else { Err(mismatch) }
    }
}

/// Assigns a scalar to the alternative that it is, or keeps it as JSON.
fn scalar(
    one_of: &mut dyn OneOfSlot,
    value: Json,
    assign: impl FnOnce(Slot<'_>) -> Result<(), Mismatch>,
) {
    let chosen = choose(one_of, &value);
    if chosen.is_none_or(|alternative| assign(one_of.select(alternative)).is_err()) {
        one_of.unknown(value);
    }
}

/// A number that a service writes as a string, as some do with amounts and long ids.
fn parse_number(value: &str) -> Option<Number> {
    let value = value.trim();
    // Rust reads words as numbers, too.
    if !value.ends_with(|last: char| last.is_ascii_digit()) {
        return None;
    }
    let signed = || value.parse().ok().map(Number::Signed);
    let unsigned = || value.parse().ok().map(Number::Unsigned);
    let float = || value.parse().ok().map(Number::Float);
    signed().or_else(unsigned).or_else(float)
}

/// The numbers that JSON cannot express, which AWS's protocols write as strings.
fn parse_special_float(value: &str) -> Option<f64> {
    match value {
        "NaN" => Some(f64::NAN),
        "Infinity" => Some(f64::INFINITY),
        "-Infinity" => Some(f64::NEG_INFINITY),
        _ => None,
    }
}

/// Assigns the value, if there is one, and returns whether there was.
fn assign<T>(slot: &mut T, value: Option<T>) -> bool {
    match value {
        Some(value) => {
            *slot = value;
            true
        }
        None => false,
    }
}
