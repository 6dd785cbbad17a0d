//! Rule 16: bytes that come or go piece by piece.
//!
//! They became plain strings, event streams plain objects. An overlay marks the schema with
//! `x-streaming: true`, and the member with `x-payload`: a stream is always the whole body. The frames of
//! an event stream are handed on as they are.

use super::marks::{self, Extensions};

pub(super) const MARK: &str = "x-streaming";

pub(super) fn is_stream(extensions: &Extensions) -> bool {
    marks::is_set(extensions, MARK)
}
