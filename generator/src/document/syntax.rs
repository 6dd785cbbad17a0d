//! What JSON and YAML texts have in common: the format, the limits, and words for values in messages.

use serde_json::Value;

use crate::diagnostics::Diagnostics;
use crate::pointer::Pointer;
use crate::source::{Position, Source};

/// How deep a document may be nested. Real ones stay below 30; the limit keeps every later walk
/// over a value within the stack.
pub(super) const MAX_DEPTH: usize = 128;

/// The format of a source text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Format {
    Json,
    Yaml,
}

impl Format {
    pub(super) fn of(source: &Source) -> Self {
        let ends = |suffix| source.name.to_ascii_lowercase().ends_with(suffix);
        if ends(".json") {
            Self::Json
        } else if ends(".yaml") || ends(".yml") {
            Self::Yaml
        } else if body(source).trim_start().starts_with('{') {
            Self::Json
        } else {
            Self::Yaml
        }
    }
}

/// The text without the byte order mark that some editors put in front.
pub(super) fn body(source: &Source) -> &str {
    source.text.strip_prefix('\u{feff}').unwrap_or(&source.text)
}

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
    let mut quoted: String =
        text.chars().take(LONGEST).map(|c| if c.is_control() { ' ' } else { c }).collect();
    if text.chars().nth(LONGEST).is_some() {
        quoted.push('…');
    }
    format!("`{quoted}`")
}

/// Reports a second key of the same name, which all but one reader would silently drop.
pub(super) fn duplicate_key(
    source: &Source,
    position: Position,
    pointer: Pointer,
    diagnostics: &mut Diagnostics,
) {
    let key = pointer.key().unwrap_or_default();
    diagnostics
        .error("duplicate-key")
        .position(position.in_file(&source.name))
        .pointer(pointer)
        .found(format!("the key {} a second time in one object", quote(&key)))
        .expected("each key once")
        .remedy("remove one of the two, or merge them");
}

/// Reports nesting beyond [`MAX_DEPTH`].
pub(super) fn too_deep(source: &Source, position: Position, diagnostics: &mut Diagnostics) {
    diagnostics
        .error("nested-too-deeply")
        .position(position.in_file(&source.name))
        .found("objects or lists nested too deeply")
        .expected(format!("at most {MAX_DEPTH} levels"))
        .remedy("check for brackets that are never closed; move inner schemas to components and refer to them");
}
