//! The slots and views of built-in types and containers.

use std::collections::BTreeMap;

use jiff::Timestamp;
use jiff::civil::Date;
use serde_core::{Deserialize, Deserializer, Serialize, Serializer};

use super::decode::{list_growth, map_growth};
use super::{
    Decode, DecodeOutcome, Encode, Format, ListSlot, ListView, MapSlot, MapView, OptionSlot, Slot,
    View,
};
use crate::{Blob, ByteStream, Json, Secret};

/// Implements the traits for types whose slot and view do not depend on a format: `Type => Slot, |value| View`.
macro_rules! scalar {
    ($($ty:ty => $slot:ident, $view:expr;)*) => {
        $(
            impl Decode for $ty {
                fn default_value() -> Self {
                    Self::default()
                }

                fn slot(&mut self, _format: Format) -> Slot<'_> {
                    Slot::$slot(self)
                }
            }

            impl Encode for $ty {
                fn view(&self, _format: Format) -> View<'_> {
                    let view: fn(&Self) -> View<'_> = $view;
                    view(self)
                }
            }
        )*
    };
}

scalar! {
    bool => Bool, |value| View::Bool(*value);
    i32 => I32, |value| View::I32(*value);
    i64 => I64, |value| View::I64(*value);
    u64 => U64, |value| View::U64(*value);
    f32 => F32, |value| View::F32(*value);
    f64 => F64, |value| View::F64(*value);
    String => String, |value| View::String(value);
    Secret => Secret, |value| View::String(value.expose());
    Blob => Blob, |value| View::Blob(value);
    Date => Date, |value| View::Date(*value);
    ByteStream => Stream, |value| View::Stream(value);
}

/// Implements serde's traits for types of this crate that users may store.
macro_rules! serde {
    ($($ty:ty),*) => {
        $(
            impl<'de> Deserialize<'de> for $ty {
                fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                    super::deserialize(deserializer)
                }
            }

            impl Serialize for $ty {
                fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                    super::serialize(self, serializer)
                }
            }
        )*
    };
}

serde!(Blob, ByteStream, Secret);

/// A value whose timestamps have a format: a payload, which no table names.
#[derive(Debug)]
pub struct Formatted<'a, T>(pub &'a T, pub Format);

impl<T: Encode> Encode for Formatted<'_, T> {
    fn view(&self, _format: Format) -> View<'_> {
        self.0.view(self.1)
    }
}

impl Decode for Timestamp {
    fn default_value() -> Self {
        Self::UNIX_EPOCH
    }

    fn slot(&mut self, _format: Format) -> Slot<'_> {
        Slot::Timestamp(self)
    }
}

impl Encode for Timestamp {
    fn view(&self, format: Format) -> View<'_> {
        View::Timestamp(*self, format)
    }
}

impl Decode for Json {
    fn default_value() -> Self {
        Self::Null
    }

    fn slot(&mut self, format: Format) -> Slot<'_> {
        match format {
            Format::JsonString => Slot::JsonString(self),
            _ => Slot::Json(self),
        }
    }
}

impl Encode for Json {
    fn view(&self, format: Format) -> View<'_> {
        match format {
            Format::JsonString => View::JsonString(self),
            _ => View::Json(self),
        }
    }
}

impl<T: Decode> Decode for Option<T> {
    fn default_value() -> Self {
        None
    }

    fn slot(&mut self, format: Format) -> Slot<'_> {
        Slot::Option(self, format)
    }
}

impl<T: Decode> OptionSlot for Option<T> {
    fn fill(&mut self, format: Format) -> Slot<'_> {
        self.insert(T::default_value()).slot(format)
    }

    fn clear(&mut self) {
        *self = T::null_value();
    }
}

impl<T: Encode> Encode for Option<T> {
    fn view(&self, format: Format) -> View<'_> {
        match self {
            Some(value) => value.view(format),
            None => View::Absent,
        }
    }
}

impl<T: Decode> Decode for Box<T> {
    fn default_value() -> Self {
        Self::new(T::default_value())
    }

    fn slot(&mut self, format: Format) -> Slot<'_> {
        (**self).slot(format)
    }
}

impl<T: Encode> Encode for Box<T> {
    fn view(&self, format: Format) -> View<'_> {
        (**self).view(format)
    }
}

impl<T: Decode> Decode for Vec<T> {
    fn default_value() -> Self {
        Self::new()
    }

    fn slot(&mut self, format: Format) -> Slot<'_> {
        // Of duplicate members, the last one counts.
        self.clear();
        Slot::List(self, format)
    }
}

impl<T: Decode> ListSlot for Vec<T> {
    fn growth(&self) -> usize {
        list_growth(self)
    }

    fn push(&mut self, format: Format, read: &mut dyn FnMut(Slot<'_>) -> DecodeOutcome) {
        let mut element = T::default_value();
        if read(element.slot(format)) == DecodeOutcome::Filled {
            self.push(element);
        }
    }
}

impl<T: Encode> Encode for Vec<T> {
    fn view(&self, format: Format) -> View<'_> {
        View::List(self, format)
    }
}

impl<T: Encode> ListView for Vec<T> {
    fn length(&self) -> usize {
        self.len()
    }

    fn elements(&self, format: Format, each: &mut dyn FnMut(View<'_>)) {
        for element in self {
            each(element.view(format));
        }
    }
}

impl<T: Decode> Decode for BTreeMap<String, T> {
    fn default_value() -> Self {
        Self::new()
    }

    fn slot(&mut self, format: Format) -> Slot<'_> {
        self.clear();
        Slot::Map(self, format)
    }
}

impl<T: Decode> MapSlot for BTreeMap<String, T> {
    fn growth(&self) -> usize {
        map_growth::<T>(self.len())
    }

    fn insert(
        &mut self,
        key: String,
        format: Format,
        read: &mut dyn FnMut(Slot<'_>) -> DecodeOutcome,
    ) {
        let mut value = T::default_value();
        if read(value.slot(format)) == DecodeOutcome::Filled {
            self.insert(key, value);
        }
    }
}

impl<T: Encode> Encode for BTreeMap<String, T> {
    fn view(&self, format: Format) -> View<'_> {
        View::Map(self, format)
    }
}

impl<T: Encode> MapView for BTreeMap<String, T> {
    fn length(&self) -> usize {
        self.len()
    }

    fn entries(&self, format: Format, each: &mut dyn FnMut(&str, View<'_>)) {
        for (key, value) in self {
            each(key, value.view(format));
        }
    }
}
