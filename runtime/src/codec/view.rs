//! What a value looks like to whoever writes it.
//!
//! The counterpart of the [places](super::place) of reading: a generated type shows its members, and the
//! [writer](super::json) is compiled once for all types.

use std::fmt;

use jiff::Timestamp;

use super::Format;
use crate::{Blob, ByteStream, Json};

/// A type whose values can be written.
pub trait Encode {
    /// The value as it is written.
    fn view(&self, format: Format) -> View<'_>;
}

/// A value as it is written.
#[derive(Clone, Copy)]
pub enum View<'a> {
    /// Nothing: `null` in a list, left out of an object.
    Absent,
    /// `true` or `false`.
    Bool(bool),
    /// A whole number of 32 bits.
    I32(i32),
    /// A whole number of 64 bits.
    I64(i64),
    /// A number of 32 bits.
    F32(f32),
    /// A number of 64 bits.
    F64(f64),
    /// A text.
    String(&'a str),
    /// Bytes, written in base64.
    Blob(&'a Blob),
    /// The same, if all its bytes are here.
    Stream(&'a ByteStream),
    /// A moment in a format.
    Timestamp(Timestamp, Format),
    /// Any JSON.
    Json(&'a Json),
    /// Any JSON, written as a text.
    JsonText(&'a Json),
    /// A list.
    List(&'a dyn ListView, Format),
    /// An object with any keys.
    Map(&'a dyn MapView, Format),
    /// An object with the members of a type.
    Structure(&'a dyn StructureView),
}

impl fmt::Debug for View<'_> {
    /// Shows nothing of the value: it may be a secret.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("View").finish_non_exhaustive()
    }
}

/// A list.
pub trait ListView {
    /// The number of elements.
    fn length(&self) -> usize;

    /// Shows each element.
    fn elements(&self, format: Format, each: &mut dyn FnMut(View<'_>));
}

/// A map from texts.
pub trait MapView {
    /// The number of entries.
    fn length(&self) -> usize;

    /// Shows each entry in the order of the keys.
    fn entries(&self, format: Format, each: &mut dyn FnMut(&str, View<'_>));
}

/// A struct, or a union as the one member that it is.
pub trait StructureView {
    /// Shows each member that travels in a body.
    fn members(&self, each: &mut dyn FnMut(&str, View<'_>));

    /// Shows those that travel elsewhere. Only programs that keep inputs and outputs by serde write them so.
    fn members_beside(&self, _each: &mut dyn FnMut(&str, View<'_>)) {}
}
