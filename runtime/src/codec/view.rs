//! What a value looks like to whoever writes it.
//!
//! The counterpart of the [places](super::place) of reading: a generated type shows its members, and the
//! [writer](super::json) is compiled once for all types.

use std::borrow::Cow;
use std::fmt;

use jiff::Timestamp;

use super::timestamp::{date_time, fractional_seconds, http_date};
use super::{Format, float};
use crate::{Blob, ByteStream, Json, blob};

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
    JsonString(&'a Json),
    /// A list.
    List(&'a dyn ListView, Format),
    /// An object with any keys.
    Map(&'a dyn MapView, Format),
    /// An object with the members of a type.
    Structure(&'a dyn StructureView),
}

/// The same as JSON and serde have it, with nothing left to choose.
pub(super) enum Plain<'a> {
    Absent,
    Bool(bool),
    I32(i32),
    I64(i64),
    F32(f32),
    F64(f64),
    Text(Cow<'a, str>),
    Json(&'a Json),
    List(&'a dyn ListView, Format),
    Map(&'a dyn MapView, Format),
    Structure(&'a dyn StructureView),
    /// A stream that has not been read, which has no form in text.
    Unread,
}

impl<'a> View<'a> {
    #[inline]
    pub(super) fn plain(self) -> Plain<'a> {
        let text = |text: String| Plain::Text(Cow::Owned(text));
        match self {
            Self::Absent => Plain::Absent,
            Self::Bool(value) => Plain::Bool(value),
            Self::I32(value) => Plain::I32(value),
            Self::I64(value) => Plain::I64(value),
            Self::F32(value) => match float::to_text(value.into()) {
                Some(text) => Plain::Text(Cow::Borrowed(text)),
                None => Plain::F32(value),
            },
            Self::F64(value) => match float::to_text(value) {
                Some(text) => Plain::Text(Cow::Borrowed(text)),
                None => Plain::F64(value),
            },
            Self::String(text) => Plain::Text(Cow::Borrowed(text)),
            Self::Blob(bytes) => text(blob::to_base64(bytes)),
            Self::Stream(stream) => match stream.as_bytes() {
                Some(bytes) => text(blob::to_base64(bytes)),
                None => Plain::Unread,
            },
            Self::Timestamp(time, Format::EpochSeconds) => match time.subsec_nanosecond() {
                0 => Plain::I64(time.as_second()),
                _ => Plain::F64(fractional_seconds(time)),
            },
            Self::Timestamp(time, Format::HttpDate) => text(http_date(time)),
            Self::Timestamp(time, Format::DateTime | Format::JsonString) => text(date_time(time)),
            Self::Json(value) => Plain::Json(value),
            Self::JsonString(value) => text(value.to_string()),
            Self::List(list, format) => Plain::List(list, format),
            Self::Map(map, format) => Plain::Map(map, format),
            Self::Structure(structure) => Plain::Structure(structure),
        }
    }
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
    fn bound_members(&self, _each: &mut dyn FnMut(&str, View<'_>)) {}
}
