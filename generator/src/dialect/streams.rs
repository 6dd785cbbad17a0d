//! Rule 16: bytes that come or go piece by piece.
//!
//! They became plain strings, event streams plain objects. An overlay marks the schema with
//! `x-streaming: true`, or with `x-event-stream: true`, and the member with `x-payload`: a stream is always
//! the whole body. The frames of an event stream are handed on as they are. `x-requires-length: true` says
//! that the service has to know the length of what is sent beforehand.

use crate::service::Type;

use super::marks::{self, Extensions};

pub(super) const MARK: &str = "x-streaming";
pub(super) const EVENTS: &str = "x-event-stream";
pub(super) const LENGTH: &str = "x-requires-length";

/// The stream that a schema is, if it is one.
pub(super) fn read(extensions: &Extensions) -> Option<Type> {
    let is_set = |mark: &str| marks::is_set(extensions, mark);
    match is_set(MARK) || is_set(EVENTS) {
        true if is_set(LENGTH) => Some(Type::SizedStream),
        true => Some(Type::Stream),
        false => None,
    }
}

/// Whether a type is a stream.
pub(super) fn is_stream(target: &Type) -> bool {
    matches!(target, Type::Stream | Type::SizedStream)
}
