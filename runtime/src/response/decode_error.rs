//! Why an answer could not be read.

use std::error::Error;
use std::fmt;
use std::str::Utf8Error;

use serde_json::error::Category;

use super::locate::path_at;

/// A response did not have the form that the operation expects.
///
/// It names the place and what was expected, and never repeats what the body held: that may be a
/// secret. Its [`source`](Error::source) is the cause, if there is a deeper one.
pub struct DecodeError {
    message: String,
    source: Option<Box<dyn Error + Send + Sync>>,
}

impl DecodeError {
    /// An error of its own, for what is read from somewhere else than a JSON body.
    ///
    /// `message` says what was read, from where, and what was expected. It must not hold the value.
    #[must_use]
    pub fn new(message: impl Into<String>) -> Self {
        Self {
            message: message.into(),
            source: None,
        }
    }

    /// The same error with its cause. The cause must not hold the value either.
    #[must_use]
    pub fn with_source(mut self, source: impl Into<Box<dyn Error + Send + Sync>>) -> Self {
        self.source = Some(source.into());
        self
    }

    /// A body of bytes that are no text, and so no JSON.
    pub(super) fn not_utf8(error: Utf8Error) -> Self {
        let place = error.valid_up_to() + 1;
        Self::new(format!(
            "the body is no valid JSON: it is not UTF-8 (at byte {place})"
        ))
    }

    /// What `error` tells about `body`, without the values that it quotes.
    pub(super) fn json(body: &[u8], error: &serde_json::Error) -> Self {
        let what = match error.classify() {
            Category::Syntax | Category::Eof => "the body is no valid JSON",
            Category::Data | Category::Io => "the body does not have the expected form",
        };
        let (line, column) = (error.line(), error.column());
        let path = path_at(body, line, column);
        let place = if path.is_empty() {
            String::new()
        } else {
            format!("`{path}`, ")
        };
        Self::new(format!(
            "{what}: {} (at {place}line {line} column {column})",
            problem(error)
        ))
    }
}

impl fmt::Display for DecodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl fmt::Debug for DecodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("DecodeError")
            .field("message", &self.message)
            .field("source", &self.source)
            .finish()
    }
}

impl Error for DecodeError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match &self.source {
            Some(source) => Some(source.as_ref()),
            None => None,
        }
    }
}

/// What serde said, less the value that it quotes.
///
/// Its messages read "invalid type: string \"…\", expected i64": the found kind ends where the
/// quotation begins, and what was expected follows the last ", expected ".
fn problem(error: &serde_json::Error) -> String {
    let text = error.to_string();
    let text = text
        .rfind(" at line ")
        .and_then(|end| text.get(..end))
        .unwrap_or(&text);
    if !error.is_data() {
        // Messages about syntax are fixed texts.
        return text.to_owned();
    }
    if text.starts_with("missing field `") || text.starts_with("duplicate field `") {
        // The name comes from our own types.
        return text.to_owned();
    }
    let found = text.strip_prefix("invalid type: ").map(|rest| {
        let end = rest.find(['"', '`', ',']).unwrap_or(rest.len());
        rest.get(..end).unwrap_or_default().trim_end()
    });
    let expected = text
        .rsplit_once(", expected ")
        .map(|(_, expected)| expected);
    match (found, expected) {
        (Some(found), Some(expected)) => format!("found {found}, expected {expected}"),
        (None, Some(expected)) => format!("expected {expected}"),
        (_, None) => "a value is not of the expected form".to_owned(),
    }
}
