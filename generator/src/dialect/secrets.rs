//! Rule 20: values that must not be shown.
//!
//! On a string this became `format: password`; on lists, maps and structures (about 75) it was lost. An
//! overlay marks their schemas, or the properties and parameters that hold them, with
//! `x-sensitive: true`. Such a value is left out of everything that people read.

use openapiv3::{StringFormat, StringType, VariantOrUnknownOrEmpty};

use super::marks::{self, Extensions};

pub(super) const MARK: &str = "x-sensitive";

pub(super) fn is_sensitive(extensions: &Extensions) -> bool {
    marks::is_set(extensions, MARK)
}

/// Whether the text is a secret of its own.
pub(super) fn is_secret(text: &StringType, extensions: &Extensions) -> bool {
    matches!(
        text.format,
        VariantOrUnknownOrEmpty::Item(StringFormat::Password)
    ) || is_sensitive(extensions)
}
