//! What is said of errors.

use super::{Docs, Writer, paragraphs};
use crate::service::{Service, ServiceError};
use proc_macro2::Ident;

/// The header of the code, which has a method of its own.
const CODE: &str = "x-amzn-errortype";

impl Writer<'_> {
    /// An error of the service: its text, its code, and the status that it comes with.
    pub(in crate::rust) fn error(&self, error: &ServiceError) -> Docs {
        let text = self
            .text(error.documentation.as_deref(), &error.code)
            .unwrap_or_else(|| format!("The service responded with `{}`.", error.code));
        // What the text has said already is not said again.
        let status = error.status.map(|status| format!("HTTP {status}"));
        let status = status.filter(|status| !text.contains(status.as_str()));
        let status = status.map_or_else(String::new, |status| format!(", with {status}"));
        let wire = format!("`{}` on the wire{status}.", error.code);
        Docs::of_member(&paragraphs([Some(text), Some(wire)]))
    }

    /// The method that asks for an error of the service.
    pub(in crate::rust) fn error_predicate(&self, error: &ServiceError, variant: &Ident) -> Docs {
        Docs::of_member(&format!(
            "Returns whether the error code is [`{}`](ErrorCode::{variant}).",
            error.code
        ))
    }

    /// The method that reads a header of an error: it names those that the service sends.
    pub(in crate::rust) fn error_headers(&self, service: &Service) -> Docs {
        let mut names: Vec<&str> = Vec::new();
        for name in service.errors.iter().flat_map(|error| &error.headers) {
            let is_known = |known: &&str| known.eq_ignore_ascii_case(name);
            if !names.iter().any(is_known) && !name.eq_ignore_ascii_case(CODE) {
                names.push(name);
            }
        }
        let names: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
        let names = (!names.is_empty()).then(|| {
            format!(
                "Responses of the service's errors can have {}.",
                names.join(", ")
            )
        });
        Docs::of_member(&paragraphs([
            Some(
                "Returns a header of the last response, or `None` if it is absent or not ASCII. Names are case-insensitive."
                    .to_owned(),
            ),
            names,
        ]))
    }
}
