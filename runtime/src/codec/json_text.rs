//! JSON that travels as a text: as it is in a body, in base64 in a header.
//!
//! One `with` serves a value and an option of one.

use serde::de::Error as _;
use serde::ser::Error as _;
use serde::{Deserialize, Deserializer, Serializer};

use crate::{Json, blob};

/// What this module can read and write: a [`Json`], or an `Option` of one.
pub trait Shape: Sized {
    /// The value, if there is one.
    fn value(&self) -> Option<&Json>;

    /// What stands for a value, or for none.
    fn from_value(value: Option<Json>) -> Self;
}

impl Shape for Json {
    fn value(&self) -> Option<&Json> {
        Some(self)
    }

    fn from_value(value: Option<Json>) -> Self {
        value.unwrap_or_default()
    }
}

impl Shape for Option<Json> {
    fn value(&self) -> Option<&Json> {
        self.as_ref()
    }

    fn from_value(value: Option<Json>) -> Self {
        value
    }
}

/// Writes the value as a text.
///
/// # Errors
///
/// The serializer's own.
pub fn serialize<T: Shape, S: Serializer>(value: &T, serializer: S) -> Result<S::Ok, S::Error> {
    match value.value() {
        Some(value) => {
            let text = serde_json::to_string(value).map_err(S::Error::custom)?;
            serializer.serialize_str(&text)
        }
        None => serializer.serialize_none(),
    }
}

/// Reads the value out of a text. `null` is no value.
///
/// # Errors
///
/// The deserializer's, if it is no text, or the text is no JSON.
pub fn deserialize<'de, T: Shape, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    let text = Option::<String>::deserialize(deserializer)?;
    let value = text.map(|text| serde_json::from_str(&text)).transpose();
    // The cause would quote the text.
    let value = value.map_err(|_| {
        D::Error::custom("a text that is no JSON, where one with JSON was expected")
    })?;
    Ok(T::from_value(value))
}

/// The value as it stands in a header.
#[must_use]
pub fn to_header(value: &Json) -> String {
    blob::to_base64(value.to_string().as_bytes())
}

/// The value of a header.
pub(crate) fn from_header(text: &str) -> Option<Json> {
    serde_json::from_slice(&blob::from_base64(text)?).ok()
}

#[cfg(test)]
mod tests {
    use serde::Serialize;
    use serde_json::json;

    use super::*;

    #[derive(Debug, Default, Deserialize, PartialEq, Serialize)]
    #[serde(default)]
    struct Holder {
        #[serde(with = "super")]
        must: Json,
        #[serde(with = "super", skip_serializing_if = "Option::is_none")]
        may: Option<Json>,
    }

    #[test]
    fn a_body_holds_a_text_with_json() {
        let holder = Holder {
            must: json!({"a": [1]}),
            may: Some(json!("x")),
        };
        let text = r#"{"must":"{\"a\":[1]}","may":"\"x\""}"#;
        assert_eq!(serde_json::to_string(&holder).unwrap(), text);
        assert_eq!(serde_json::from_str::<Holder>(text).unwrap(), holder);
        assert_eq!(
            serde_json::from_str::<Holder>(r#"{"may":null}"#).unwrap(),
            Holder::default()
        );
        let error = serde_json::from_str::<Holder>(r#"{"must":"hunter2"}"#).unwrap_err();
        assert!(!error.to_string().contains("hunter2"), "{error}");
    }

    #[test]
    fn a_header_holds_base64() {
        let value = json!({"a": 1});
        assert_eq!(to_header(&value), "eyJhIjoxfQ==");
        assert_eq!(from_header("eyJhIjoxfQ=="), Some(value));
        assert_eq!(from_header("*"), None);
    }
}
