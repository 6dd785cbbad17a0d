//! Values in words, for messages.

use serde_json::Value;

/// The longest quotation of a document in a message, in characters.
const LONGEST: usize = 60;

/// What a value is, short enough for a sentence: "an object", "the string `x`", "the number 3".
pub fn describe(value: &Value) -> String {
    match value {
        Value::Null => "null".to_owned(),
        Value::Bool(value) => value.to_string(),
        Value::Number(number) => format!("the number {number}"),
        Value::String(text) => format!("the string {}", quote(text)),
        Value::Array(_) => "a list".to_owned(),
        Value::Object(_) => "an object".to_owned(),
    }
}

/// A piece of a document in backticks, on one line and cut to a limited length.
pub(super) fn quote(text: &str) -> String {
    let mut quoted: String = text
        .chars()
        .take(LONGEST)
        .map(|c| if c.is_control() { ' ' } else { c })
        .collect();
    if text.chars().nth(LONGEST).is_some() {
        quoted.push('…');
    }
    format!("`{quoted}`")
}
