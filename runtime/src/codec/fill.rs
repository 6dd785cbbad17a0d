//! How single values fill a place, whatever they were read from.
//!
//! How much of a deviation is forgiven: a `null` where none should be is as if nothing was there; a whole number
//! may be written as `60.0` or `6e1`.

use super::place::{Fit, Place};
use super::{float, json, timestamp};
use crate::{Blob, ByteStream};

/// Up to here a double holds every whole number, so none is another than was sent.
const LARGEST_WHOLE: f64 = 9_007_199_254_740_992.0;

/// A value that does not belong where it stands. It holds nothing of the value, which may be a secret.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Unfit {
    /// What is there, in words.
    pub(super) found: &'static str,
    /// What belongs there.
    pub(super) expected: &'static str,
}

/// A number as it is written.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Number {
    Whole(i64),
    /// Beyond what a signed one can be.
    Large(u64),
    Float(f64),
}

impl Place<'_> {
    /// The place of the value itself, once it is known that there is one.
    pub(super) fn present(self) -> Self {
        let mut place = self;
        while let Place::Option(option, format) = place {
            place = option.fill(format);
        }
        place
    }

    pub(super) fn unfit(&self, found: &'static str) -> Unfit {
        Unfit {
            found,
            expected: self.expected(),
        }
    }

    pub(super) fn null(self) -> Fit {
        match self {
            // Absent already: it is blank.
            Place::Option(..) => Fit::Filled,
            _ => Fit::Null,
        }
    }

    pub(super) fn boolean(self, value: bool) -> Result<(), Unfit> {
        match self.present() {
            Place::Bool(place) => *place = value,
            Place::Json(place) => *place = value.into(),
            Place::Ignored => {}
            place => return Err(place.unfit("boolean")),
        }
        Ok(())
    }

    pub(super) fn number(self, number: Number) -> Result<(), Unfit> {
        match (self.present(), number) {
            (Place::I64(place), Number::Whole(value)) => *place = value,
            (Place::I32(place), Number::Whole(value)) => match value.try_into() {
                Ok(value) => *place = value,
                Err(_) => return Err(Place::I32(place).unfit("integer out of range")),
            },
            (place @ (Place::I32(_) | Place::I64(_)), Number::Large(_)) => {
                return Err(place.unfit("integer out of range"));
            }
            // Exact, as it is whole and within the range.
            (place @ (Place::I32(_) | Place::I64(_)), Number::Float(value))
                if value.fract() == 0.0 && value.abs() <= LARGEST_WHOLE =>
            {
                return place.number(Number::Whole(value as i64));
            }
            // An answer is not lost over one that nobody wants, but it is no number that anybody means.
            (Place::Ignored, _) => {}
            (place, Number::Float(value)) if value.is_infinite() => {
                return Err(place.unfit("number out of range"));
            }
            (Place::F32(place), number) => *place = number.as_f64() as f32,
            (Place::F64(place), number) => *place = number.as_f64(),
            (Place::Json(place), Number::Whole(value)) => *place = value.into(),
            (Place::Json(place), Number::Large(value)) => *place = value.into(),
            (Place::Json(place), Number::Float(value)) => *place = value.into(),
            (Place::Timestamp(place), number) => {
                let time = match number {
                    Number::Whole(seconds) => timestamp::from_whole_seconds(seconds),
                    number => timestamp::from_seconds(number.as_f64()),
                };
                match time {
                    Some(time) => *place = time,
                    None => return Err(Place::Timestamp(place).unfit("number out of range")),
                }
            }
            (place, Number::Float(_)) => return Err(place.unfit("floating point")),
            (place, _) => return Err(place.unfit("integer")),
        }
        Ok(())
    }

    pub(super) fn text(self, text: &str) -> Result<(), Unfit> {
        let unfit = match self {
            // Before the rest, as most texts go here.
            Place::String(place) => {
                *place = text.to_owned();
                return Ok(());
            }
            Place::Option(..) => return self.present().text(text),
            _ => self.unfit("string"),
        };
        let fits = match self {
            Place::Secret(place) => put(Some(text.into()), place),
            Place::Enumeration(place) => {
                place.set(text);
                true
            }
            Place::Timestamp(place) => put(timestamp::parse(text.trim()), place),
            Place::Blob(place) => put(Blob::from_base64(text), place),
            Place::Stream(place) => put(Blob::from_base64(text).map(ByteStream::from), place),
            Place::F32(place) => put(float::from_text(text).map(|value| value as f32), place),
            Place::F64(place) => put(float::from_text(text), place),
            Place::Json(place) => put(Some(text.into()), place),
            Place::JsonString(place) => put(json::document(text.as_bytes()), place),
            Place::Ignored => true,
            _ => false,
        };
        if fits { Ok(()) } else { Err(unfit) }
    }
}

impl Number {
    fn as_f64(self) -> f64 {
        match self {
            Self::Whole(value) => value as f64,
            Self::Large(value) => value as f64,
            Self::Float(value) => value,
        }
    }
}

/// Puts a value where it belongs, if there is one.
fn put<T>(value: Option<T>, place: &mut T) -> bool {
    match value {
        Some(value) => {
            *place = value;
            true
        }
        None => false,
    }
}
