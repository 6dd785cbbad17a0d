//! JSON in a header: base64 of its text.

use super::json;
use crate::{Json, blob};

/// The value as it stands in a header.
#[must_use]
pub fn to_header(value: &Json) -> String {
    blob::to_base64(value.to_string().as_bytes())
}

/// The value of a header.
pub(crate) fn from_header(text: &str) -> Option<Json> {
    json::document(&blob::from_base64(text)?)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_header_holds_base64() {
        let value = json!({"a": 1});
        assert_eq!(to_header(&value), "eyJhIjoxfQ==");
        assert_eq!(from_header("eyJhIjoxfQ=="), Some(value));
        assert_eq!(from_header("*"), None);
    }
}
