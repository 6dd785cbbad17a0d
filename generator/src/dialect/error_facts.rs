//! Rule 10, what was lost: the true status of an error, its text's member, and what another try is worth.
//!
//! An overlay puts it back on the error's schema with `x-error`, an object of any of these: `status`, the
//! true HTTP status; `code`, on the wire, where it is not the schema's name; `message`, the member that
//! holds the text; `retryable` and `throttling`, true or false. Members that are marked with `x-header`
//! are headers that come with the error. All that is wrong about an `x-error` is told here.

use openapiv3::Schema;
use serde_json::{Map, Value};

use crate::document::Pointer;
use crate::service::{ErrorRetry, ServiceError};

use super::anatomy::{self, Kind};
use super::annotations;
use super::marks::Extensions;
use super::output_headers;
use super::report::Report;
use super::types::structure;

pub(super) const MARK: &str = "x-error";

pub(super) const EXPECTED: &str = "an object with any of `status` (400 to 599), `code` and `message` (texts), \
                                   `retryable` and `throttling` (`true` or `false`)";

/// Whether a value is an `x-error`.
pub(super) fn fits(value: &Value) -> bool {
    let is_known = |(key, value): (&String, &Value)| match key.as_str() {
        "status" => status(value).is_some(),
        "code" | "message" => value.as_str().is_some_and(|text| !text.is_empty()),
        "retryable" | "throttling" => value.is_boolean(),
        _ => false,
    };
    value
        .as_object()
        .is_some_and(|facts| facts.iter().all(is_known))
}

/// Says of an error what its schema says.
pub(super) fn apply(schema: &Schema, error: &mut ServiceError) {
    error.headers = headers(schema);
    let Some(facts) = declared(&schema.schema_data.extensions) else {
        return;
    };
    let text = |key: &str| facts.get(key).and_then(Value::as_str);
    let is = |key: &str| facts.get(key) == Some(&Value::Bool(true));
    error.status = facts.get("status").and_then(status);
    if let Some(code) = text("code") {
        code.clone_into(&mut error.code);
    }
    error.message = text("message").map(|name| key_of(schema, name).to_owned());
    error.retry = match () {
        () if is("throttling") => Some(ErrorRetry::Throttling),
        () if is("retryable") => Some(ErrorRetry::Transient),
        () => None,
    };
}

/// Reports each `message` that is no member of its error.
pub(super) fn check(document: &Value, report: &mut Report<'_>) {
    anatomy::walk(document, &mut |pointer, kind, value| {
        if kind == Kind::Schema
            && let Some(message) = value.pointer("/x-error/message").and_then(Value::as_str)
            && let Some(members) = value.get("properties").and_then(Value::as_object)
            && !members.contains_key(message)
        {
            unknown_member(pointer, message, members, report);
        }
    });
}

fn unknown_member(
    schema: &Pointer,
    message: &str,
    members: &Map<String, Value>,
    report: &mut Report<'_>,
) {
    let names: Vec<_> = members.keys().collect();
    report
        .error("invalid-extension", &schema.child(MARK).child("message"))
        .found(format!("`{message}`, which is no member of the error"))
        .expected(match names.is_empty() {
            true => "no `message`: the error has no members".to_owned(),
            false => super::report::listed(&names),
        })
        .remedy("name the member that holds the error's text, or remove `message`");
}

fn declared(extensions: &Extensions) -> Option<&Map<String, Value>> {
    extensions.get(MARK)?.as_object()
}

fn status(value: &Value) -> Option<u16> {
    let number = value.as_u64().and_then(|number| u16::try_from(number).ok());
    number.filter(|number| (400..600).contains(number))
}

/// The key in JSON of a member of the error.
fn key_of<'a>(schema: &'a Schema, member: &'a str) -> &'a str {
    let property = structure(schema).and_then(|object| object.properties.get(member));
    let wire_name = property.and_then(|property| annotations::read(property.into()).wire_name);
    wire_name.unwrap_or(member)
}

/// The headers that come with the error.
fn headers(schema: &Schema) -> Vec<String> {
    let members = structure(schema)
        .into_iter()
        .flat_map(|all| &all.properties);
    let marked = members.filter_map(|(_, member)| {
        let (_, name) = annotations::read(member.into()).find(output_headers::read)?;
        Some(name.to_owned())
    });
    marked.collect()
}
