//! Rule 16: a document type is any JSON.
//!
//! It became an object without properties, like a structure that has none. An overlay marks its schema
//! with `x-document: true`.

use super::marks::{self, Extensions};

pub(super) const MARK: &str = "x-document";

pub(super) fn is_document(extensions: &Extensions) -> bool {
    marks::is_set(extensions, MARK)
}
