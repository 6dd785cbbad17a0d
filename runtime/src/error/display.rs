//! The error's one line, and a debug form that shows no bodies.

use std::fmt::{self, Write as _};

use super::{Error, ErrorKind};

/// A message longer than this is cut in the one line; [`Error::message`] keeps it whole.
const LONGEST_MESSAGE: usize = 500;

/// `GetStage failed: ResourceNotFoundException: no such stage (HTTP 404, request id 7a1c, 1 attempt)`
impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let parts = &*self.0;
        if let Some(operation) = parts.operation {
            write!(f, "{operation} failed: ")?;
        }
        match (&parts.code, parts.message.is_empty()) {
            (Some(code), true) => one_line(f, code)?,
            (Some(code), false) => {
                one_line(f, code)?;
                f.write_str(": ")?;
                one_line(f, &parts.message)?;
            }
            (None, true) => f.write_str("the service gave neither code nor message")?,
            (None, false) => one_line(f, &parts.message)?,
        }
        self.fmt_circumstances(f)
    }
}

impl Error {
    /// `(HTTP 404, request id 7a1c, 1 attempt)`, or nothing when nothing was sent.
    fn fmt_circumstances(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut separator = " (";
        if let Some(status) = self.status() {
            write!(f, "{separator}HTTP {}", status.as_u16())?;
            separator = ", ";
        }
        if let Some(id) = self.request_id() {
            write!(f, "{separator}request id ")?;
            one_line(f, id)?;
            separator = ", ";
        }
        match self.attempts().len() {
            0 => {}
            1 => {
                write!(f, "{separator}1 attempt")?;
                separator = ", ";
            }
            count => {
                write!(f, "{separator}{count} attempts")?;
                separator = ", ";
            }
        }
        if let Some(note) = &self.0.note {
            write!(f, "{separator}{note}")?;
            separator = ", ";
        }
        if separator == ", " {
            f.write_char(')')?;
        }
        Ok(())
    }
}

/// Writes foreign text so that it stays on one line and of bearable length.
fn one_line(f: &mut fmt::Formatter<'_>, text: &str) -> fmt::Result {
    let mut characters = text.trim().chars();
    for character in characters.by_ref().take(LONGEST_MESSAGE) {
        f.write_char(if character.is_control() {
            ' '
        } else {
            character
        })?;
    }
    if characters.next().is_some() {
        f.write_char('…')?;
    }
    Ok(())
}

/// Everything but the answer's headers and body, which may hold secrets of the service.
impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let parts = &*self.0;
        let mut out = f.debug_struct("Error");
        out.field("kind", &parts.kind);
        out.field("operation", &parts.operation);
        if parts.kind == ErrorKind::Service {
            out.field("code", &parts.code);
        }
        out.field("message", &parts.message);
        if let Some(response) = &parts.response {
            out.field("status", &response.status);
            out.field("request_id", &self.request_id());
            out.field("body_length", &response.body.len());
        }
        out.field("attempts", &parts.attempts);
        if let Some(note) = &parts.note {
            out.field("note", note);
        }
        if let Some(source) = &parts.source {
            out.field("source", source);
        }
        out.finish()
    }
}

#[cfg(test)]
mod tests {
    use super::super::wire;
    use crate::retry::RetryClass;
    use crate::{Error, Response};
    use bytes::Bytes;
    use http::{HeaderMap, HeaderValue, StatusCode};

    fn not_found() -> Error {
        let mut headers = HeaderMap::new();
        headers.insert("x-amzn-requestid", HeaderValue::from_static("7a1c"));
        let response = Response {
            status: StatusCode::NOT_FOUND,
            headers,
            body: Bytes::from_static(b"{\"secret\":\"do not show\"}"),
        };
        let fault = wire::Fault {
            code: Some("ResourceNotFoundException".to_owned()),
            message: "no such stage".into(),
        };
        let error = Error::service(response, fault, RetryClass::Never).of_operation("GetStage");
        let attempt = error.as_attempt();
        error.with_attempts(vec![attempt])
    }

    #[test]
    fn one_line_says_all_that_matters() {
        assert_eq!(
            not_found().to_string(),
            "GetStage failed: ResourceNotFoundException: no such stage (HTTP 404, request id 7a1c, 1 attempt)"
        );
    }

    #[test]
    fn a_note_says_why_there_was_no_further_attempt() {
        let error = not_found().with_note(Some("retry quota used up"));
        assert!(
            error
                .to_string()
                .ends_with("1 attempt, retry quota used up)"),
            "{error}"
        );
    }

    #[test]
    fn nothing_sent_means_no_circumstances() {
        let error = Error::invalid_input("arn", "must not be empty").of_operation("GetStage");
        assert_eq!(error.to_string(), "GetStage failed: arn: must not be empty");
    }

    #[test]
    fn foreign_text_cannot_break_the_line_nor_fill_the_screen() {
        let error = Error::configuration(format!("a\nb\u{1b}[31m{}", "x".repeat(2000)));
        let line = error.to_string();
        assert!(line.starts_with("a b [31m"), "{line}");
        assert_eq!(line.chars().count(), super::LONGEST_MESSAGE + 1);
        assert!(line.ends_with('…'));
        assert!(error.message().len() > 2000);
    }

    #[test]
    fn debug_shows_no_body() {
        let text = format!("{:?}", not_found());
        assert!(!text.contains("do not show"), "{text}");
        assert!(text.contains("body_length"), "{text}");
    }

    #[test]
    fn an_error_is_one_pointer_wide() {
        assert_eq!(size_of::<Error>(), size_of::<usize>());
    }
}
