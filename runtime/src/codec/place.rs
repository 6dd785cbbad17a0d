//! Where a value that is read is put.
//!
//! A generated type says by what name each of its members goes and where it is kept; the [reader](super::json)
//! does the rest. So the rest is compiled once, and not once for each type.

use std::fmt;

use jiff::Timestamp;

use super::Format;
use crate::{Blob, ByteStream, Json, Secret};

/// A type whose values can be read.
///
/// A value is made [blank](Self::blank) and then filled, so that what an answer leaves out has a value, too.
pub trait Decode: Sized {
    /// What stands for a value that is not there.
    fn blank() -> Self;

    /// Where the value is put.
    fn place(&mut self, format: Format) -> Place<'_>;
}

/// A value that waits to be read.
pub enum Place<'a> {
    /// `true` or `false`.
    Bool(&'a mut bool),
    /// A whole number of 32 bits.
    I32(&'a mut i32),
    /// A whole number of 64 bits.
    I64(&'a mut i64),
    /// A number of 32 bits.
    F32(&'a mut f32),
    /// A number of 64 bits.
    F64(&'a mut f64),
    /// A text.
    String(&'a mut String),
    /// A text that must not be seen.
    Secret(&'a mut Secret),
    /// Bytes in base64.
    Blob(&'a mut Blob),
    /// The same, for a body that could be a stream.
    Stream(&'a mut ByteStream),
    /// A moment, in whatever format.
    Timestamp(&'a mut Timestamp),
    /// Any JSON.
    Json(&'a mut Json),
    /// Any JSON, in a text.
    JsonString(&'a mut Json),
    /// A text out of those that an enum knows, or another.
    Enumeration(&'a mut dyn EnumerationPlace),
    /// An object that is exactly one of its members.
    Union(&'a mut dyn UnionPlace),
    /// An object with members that are known.
    Structure(&'a mut dyn StructurePlace),
    /// A list.
    List(&'a mut dyn ListPlace, Format),
    /// An object with any keys.
    Map(&'a mut dyn MapPlace, Format),
    /// A value that may be `null`.
    Option(&'a mut dyn OptionPlace, Format),
    /// A value that nobody wants.
    Ignored,
}

impl Place<'_> {
    /// What is expected here, in words.
    pub(super) fn expected(&self) -> &'static str {
        match self {
            Self::Bool(_) => "a boolean",
            Self::I32(_) => "i32",
            Self::I64(_) => "i64",
            Self::F32(_) | Self::F64(_) => "a number, or `NaN`, `Infinity` or `-Infinity`",
            Self::String(_) | Self::Secret(_) | Self::Enumeration(_) => "a string",
            Self::Blob(_) | Self::Stream(_) => "bytes in base64",
            Self::Timestamp(_) => {
                "a timestamp (RFC 3339, seconds since the epoch, or an HTTP date)"
            }
            Self::Json(_) => "any JSON",
            Self::JsonString(_) => "a text with JSON",
            Self::Union(_) => "an object with one member",
            Self::Structure(_) | Self::Map(..) => "an object",
            Self::List(..) => "a list",
            Self::Option(..) | Self::Ignored => "anything",
        }
    }
}

impl fmt::Debug for Place<'_> {
    /// Shows what is expected. What is there may be a secret.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Place({})", self.expected())
    }
}

/// An enum whose values are texts.
pub trait EnumerationPlace {
    /// Makes it the value that `text` stands for, known or not.
    fn set(&mut self, text: &str);
}

/// A union: an enum whose variants hold a member each.
pub trait UnionPlace {
    /// Makes it the member of this name, if it knows one, and says where its value is put.
    fn member(&mut self, name: &str) -> Option<Place<'_>>;

    /// Makes it a member that it does not know.
    fn unknown(&mut self, name: String, value: Json);
}

/// A struct.
pub trait StructurePlace {
    /// Where the member of this name is put; `None` if there is none.
    fn member(&mut self, name: &str) -> Option<Place<'_>>;

    /// The same for members that do not travel in the body. Only programs that keep inputs and outputs by
    /// serde read them so.
    fn bound_member(&mut self, _name: &str) -> Option<Place<'_>> {
        None
    }

    /// The members without which, or with `null` for which, it must not be read; 64 at most. An answer has none: what it leaves out
    /// stays blank.
    fn required(&self) -> &'static [&'static str] {
        &[]
    }
}

/// What came of reading into a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fit {
    /// The value was put there.
    Filled,
    /// It was `null`, which is no value here.
    Null,
    /// Nothing was read, or it was not what belongs there: the value must not be kept.
    Failed,
}

/// A list.
pub trait ListPlace {
    /// Adds the element that `read` puts into its place, if it is [`Fit::Filled`].
    fn push(&mut self, format: Format, read: &mut dyn FnMut(Place<'_>) -> Fit) -> Fit;
}

/// A map from texts.
pub trait MapPlace {
    /// Adds the value that `read` puts into its place under `key`, if it is [`Fit::Filled`].
    fn insert(&mut self, key: String, format: Format, read: &mut dyn FnMut(Place<'_>) -> Fit);
}

/// A value that may be absent.
pub trait OptionPlace {
    /// Makes it present, and says where its value is put.
    fn fill(&mut self, format: Format) -> Place<'_>;
}
