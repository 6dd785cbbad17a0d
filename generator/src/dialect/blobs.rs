//! Rule 16: bytes became plain strings (72 shapes).
//!
//! In a body they are base64, as a payload they are the body as it is. An overlay marks the schema with
//! `x-blob: true`; OpenAPI's own `format: byte` and `format: binary` are understood as well.

use openapiv3::{StringFormat, StringType, VariantOrUnknownOrEmpty};

use super::marks::{self, Extensions};

pub(super) const MARK: &str = "x-blob";

pub(super) fn is_blob(text: &StringType, extensions: &Extensions) -> bool {
    let by_format = matches!(
        text.format,
        VariantOrUnknownOrEmpty::Item(StringFormat::Byte | StringFormat::Binary)
    );
    by_format || marks::is_set(extensions, MARK)
}
