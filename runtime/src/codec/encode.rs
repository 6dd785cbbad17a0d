//! Views: the values that are encoded.
//!
//! The counterpart of the [slots](super::decode): a generated type yields a view of each of its
//! members, and [one serializer](super::serde) writes views of any type.

use std::collections::BTreeMap;
use std::fmt;

use jiff::Timestamp;
use jiff::civil::Date;

use super::Format;
use crate::{Blob, ByteStream, Json};

/// A type that can be encoded.
pub trait Encode {
    /// The view of the value.
    fn view(&self, format: Format) -> View<'_>;
}

/// A value to encode.
#[derive(Clone, Copy)]
pub enum View<'a> {
    /// No value: omitted from objects, `null` in lists.
    Absent,
    /// `null`.
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// A 32-bit integer.
    I32(i32),
    /// A 64-bit integer.
    I64(i64),
    /// A 64-bit integer without a sign.
    U64(u64),
    /// A 32-bit floating-point number.
    F32(f32),
    /// A 64-bit floating-point number.
    F64(f64),
    /// A string.
    String(&'a str),
    /// Bytes, written in base64.
    Blob(&'a Blob),
    /// Bytes, written in base64 if they are in memory; an error otherwise.
    Stream(&'a ByteStream),
    /// A timestamp in a format.
    Timestamp(Timestamp, Format),
    /// A date without a time.
    Date(Date),
    /// A JSON document.
    Json(&'a Json),
    /// A JSON document, written as a string.
    JsonString(&'a Json),
    /// A list.
    List(&'a dyn ListView, Format),
    /// An object with arbitrary keys.
    Map(&'a dyn MapView, Format),
    /// An object with the members of a structure or the one member of a union.
    Structure(&'a dyn StructureView),
    /// The same, with a member that is written if the structure has no value for it: its name and value.
    Tagged(&'a dyn StructureView, &'static str, &'static str),
}

impl View<'_> {
    /// `null` in place of no value.
    #[must_use]
    pub fn or_null(self) -> Self {
        match self {
            Self::Absent => Self::Null,
            view => view,
        }
    }

    /// The view of an alternative with a tag, which is written if the object has no value for it.
    #[must_use]
    pub fn tagged(self, name: &'static str, value: &'static str) -> Self {
        match self {
            Self::Structure(structure) => Self::Tagged(structure, name, value),
            view => view,
        }
    }
}

/// Visits the members of a map among those of a structure, but for the names in `known`, which the structure writes.
pub fn visit_rest<T: Encode>(
    rest: &BTreeMap<String, T>,
    format: Format,
    known: &[&str],
    each: &mut dyn FnMut(&str, View<'_>),
) {
    for (name, value) in rest {
        if !known.contains(&name.as_str()) {
            each(name, value.view(format).or_null());
        }
    }
}

/// A list.
pub trait ListView {
    /// The number of elements.
    fn length(&self) -> usize;

    /// Visits each element.
    fn elements(&self, format: Format, each: &mut dyn FnMut(View<'_>));
}

/// A map with string keys.
pub trait MapView {
    /// The number of entries.
    fn length(&self) -> usize;

    /// Visits each entry in the order of the keys.
    fn entries(&self, format: Format, each: &mut dyn FnMut(&str, View<'_>));
}

/// A structure or union.
pub trait StructureView {
    /// Visits each member of the body.
    fn members(&self, each: &mut dyn FnMut(&str, View<'_>));

    /// Visits the members that are bound to a header, the path, the query or the status. Only
    /// [`serialize`](super::serialize) writes these.
    fn bound_members(&self, _each: &mut dyn FnMut(&str, View<'_>)) {}
}

/// Hides the value, which may be secret.
impl fmt::Debug for View<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("View").finish_non_exhaustive()
    }
}
