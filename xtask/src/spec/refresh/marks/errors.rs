//! The mark of errors.

use serde_json::{Map, Value};

use super::super::model::{Kind, Model, Shape};

/// Names of the member that holds an error's text, in lower case.
const MESSAGES: [&str; 3] = ["message", "errormessage", "exceptionmessage"];

pub(super) fn mark(schema: &mut Value, model: &Model, shape: &Shape) {
    if !shape.exception {
        return;
    }
    let mut error = Map::new();
    if let Some(said) = &shape.error {
        error.extend(
            said.http_status_code
                .map(|status| ("status".to_owned(), status.into())),
        );
        error.extend(
            said.code
                .as_deref()
                .map(|code| ("code".to_owned(), code.into())),
        );
    }
    error.extend(message(model, shape).map(|name| ("message".to_owned(), name.into())));
    if let Some(retryable) = shape.retryable {
        error.insert("retryable".to_owned(), true.into());
        super::flag(&mut error, "throttling", retryable.throttling);
    }
    if let Some(schema) = schema.as_object_mut() {
        schema.insert("x-error".to_owned(), Value::Object(error));
    }
}

/// The member of the body that holds the text.
fn message<'m>(model: &Model, shape: &'m Shape) -> Option<&'m str> {
    let members = shape
        .members
        .iter()
        .filter(|(_, member)| member.location.is_none());
    let mut texts = members.filter(|(_, member)| {
        model
            .shape(&member.shape)
            .is_some_and(|shape| shape.kind == Kind::String)
    });
    let named = |name: &str| MESSAGES.contains(&name.to_ascii_lowercase().as_str());
    texts
        .find(|(name, _)| named(name))
        .map(|(name, _)| name.as_str())
}
