//! Rule 9: statuses from 480 on are invented.
//!
//! They are numbered anew in each operation, only to keep the errors apart, and run past 500. An error
//! is known by its code, never by its status. What remains is one status of success: 200 (5,508
//! times), 204, 201 or 202. One document gives an error a real status, with `x-aws-exception`.

use openapiv3::{Operation, ReferenceOr, Response, StatusCode};
use serde_json::Value;

use crate::document::Pointer;

use super::api::Api;
use super::report::Report;

/// The responses of an operation, sorted. Each with the pointer at which it is described.
pub(super) struct Responses<'a> {
    /// The answer to a successful call.
    pub(super) success: Option<(u16, &'a Response, Pointer)>,
    /// The errors, in the order of the document.
    pub(super) errors: Vec<(&'a Response, Pointer)>,
}

/// Tells success and errors apart. Reports if there is not exactly one success.
pub(super) fn sort<'a>(
    api: &Api<'a>,
    operation: &'a Operation,
    pointer: &Pointer,
    report: &mut Report<'_>,
) -> Responses<'a> {
    let at = pointer.child("responses");
    let mut responses = Responses {
        success: None,
        errors: Vec::new(),
    };
    if operation.responses.default.is_some() {
        report
            .error("unsupported-construct", &at.child("default"))
            .found("a response for any other status")
            .expected("one status of success, and a response for each error")
            .remedy("remove it: errors are known by their code, whatever their status");
    }
    for (status, response) in &operation.responses.responses {
        let listed = at.child(status);
        let (Some((response, place)), StatusCode::Code(number)) =
            (api.response(response, listed.clone()), status)
        else {
            // A dangling reference or a range such as 4XX, reported before.
            continue;
        };
        if *number >= 400 || is_exception(response) {
            responses.errors.push((response, place));
        } else if responses.success.is_some() {
            report
                .error("several-success-responses", &listed)
                .found(format!(
                    "the status {number}, beside another one of success"
                ))
                .expected("one status of success")
                .remedy("remove the one that the service does not send");
        } else {
            responses.success = Some((*number, response, place));
        }
    }
    let refused = |response: &ReferenceOr<Response>| api.response(response, at.clone()).is_none();
    if responses.success.is_none() && !operation.responses.responses.values().any(refused) {
        report
            .error("missing-success-response", &at)
            .found("no response of success")
            .expected("one status below 400, such as 200")
            .remedy("add the response that the service gives, with or without content");
    }
    responses
}

fn is_exception(response: &Response) -> bool {
    response.extensions.get("x-aws-exception") == Some(&Value::Bool(true))
}
