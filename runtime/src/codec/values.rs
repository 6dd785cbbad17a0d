//! How single values are read and written.

use jiff::Timestamp;
use serde_core::{Deserialize, Deserializer, Serialize, Serializer};

use super::{Decode, Encode, Format, Place, View};
use crate::{Blob, ByteStream, Json, Secret};

/// A type with a place and a view of its own: `Type => Place, |value| View`.
macro_rules! value {
    ($($ty:ty => $place:ident, $view:expr;)*) => {
        $(
            impl Decode for $ty {
                fn blank() -> Self {
                    Self::default()
                }

                fn place(&mut self, _format: Format) -> Place<'_> {
                    Place::$place(self)
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

value! {
    bool => Bool, |value| View::Bool(*value);
    i32 => I32, |value| View::I32(*value);
    i64 => I64, |value| View::I64(*value);
    f32 => F32, |value| View::F32(*value);
    f64 => F64, |value| View::F64(*value);
    String => String, |value| View::String(value);
    Secret => Secret, |value| View::String(value.expose());
    Blob => Blob, |value| View::Blob(value);
    ByteStream => Stream, |value| View::Stream(value);
}

impl Decode for Timestamp {
    fn blank() -> Self {
        Self::UNIX_EPOCH
    }

    fn place(&mut self, _format: Format) -> Place<'_> {
        Place::Timestamp(self)
    }
}

impl Encode for Timestamp {
    fn view(&self, format: Format) -> View<'_> {
        View::Timestamp(*self, format)
    }
}

impl Decode for Json {
    fn blank() -> Self {
        Self::Null
    }

    fn place(&mut self, format: Format) -> Place<'_> {
        match format {
            Format::JsonString => Place::JsonString(self),
            _ => Place::Json(self),
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

/// For programs that keep these in types of their own.
macro_rules! serde {
    ($($ty:ty,)*) => {
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

serde!(Blob, ByteStream, Secret,);
