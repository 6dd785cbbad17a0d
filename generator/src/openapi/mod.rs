//! Reads any OpenAPI document into the [`Service`].
//!
//! 1. *Recognise* ([`is_readable`]): the version, and a depth that recursion can walk. A document that
//!    fails here gets one diagnostic and no more.
//! 2. *Check* ([`check`]): paths, operations, parameters and bodies (`structure`), schemas (`schemas`),
//!    references (`references`), extensions (`extensions`) and names without a meaning (`unknown`), on the
//!    JSON value, because only there a pointer is exact. All problems are reported in one run.
//! 3. *Parse* (`model`): the JSON value becomes openapiv3's model, with what openapiv3 would lose rewritten
//!    first.
//! 4. *Lower* (`operations`): each operation is read in the order of the document: its `parameters` and
//!    `paths`, its request body, its `responses`, their members (`types`) and their HTTP locations
//!    (`bindings`).
//! 5. *Cross-check*: `examples` against the inputs, `pagination` and `waiters` against the outputs and errors.
//!
//! `keywords` is the one table of keywords; `walk` visits the parts of a document by it, and the loss report
//! prints it. `extensions` is the one parser of `x-` extensions.
//!
//! Knows JSON, OpenAPI 3.0 and the extensions. Must not know AWS (whose conventions `crate::aws` rewrites
//! into plain OpenAPI before) or Rust names.

mod access;
mod annotations;
mod bindings;
mod bodies;
pub(crate) mod components;
mod encodings;
mod errors;
mod events;
mod examples;
pub(crate) mod extensions;
mod headers;
pub(crate) mod keywords;
mod losses;
mod media;
mod model;
mod normalize;
mod operations;
mod pagination;
mod parameters;
mod parts;
mod paths;
mod references;
pub(crate) mod report;
mod responses;
mod schemas;
mod security;
mod servers;
mod service_id;
pub(crate) mod structure;
#[cfg(test)]
pub(crate) mod tests;
mod types;
mod unknown;
pub(crate) mod unused;
mod waiters;
pub(crate) mod walk;

use serde_json::Value;

use crate::pointer::Pointer;
use crate::service::{Service, TimestampFormat, base_url};
use components::Components;
use extensions::Extensions;
pub(crate) use normalize::{
    describe_bodies, ignore_stated_headers, name_operations, name_shared_types, name_targets,
    normalize,
};
use report::Report;
pub(crate) use schemas::correct_types;
use types::TimestampFormats;
pub(crate) use types::shape_name;

/// Whether the key of a path item is the method of an operation.
pub(crate) fn is_method(key: &str) -> bool {
    matches!(key, "delete" | "get" | "head" | "options" | "patch" | "post" | "put" | "trace")
}

/// Whether the value is an OpenAPI document that can be checked. Otherwise reports why not.
pub(crate) fn is_readable(document: &Value, report: &mut Report<'_>) -> bool {
    structure::check_version(document, report) && structure::check_depth(document, report)
}

/// Reports everything in the document that is invalid or not supported.
pub(crate) fn check(document: &Value, report: &mut Report<'_>) {
    structure::check(document, report);
    schemas::check(document, report);
    references::check(document, report);
    extensions::check(document, report);
    unknown::check(document, report);
}

/// Reads the service. `None` if an error has been reported, before or here.
///
/// The conventions of the provider have been made explicit in the document; diagnostics point to what is written.
pub(crate) fn read(mut document: Value, report: &mut Report<'_>) -> Option<Service> {
    let model = model::read(&document, report)?;
    types::check_map_keys(&Components::new(&model, &document), &document, report);
    model::drop_read(&mut document);
    let components = Components::new(&model, &document);
    let extensions = Extensions::of(&model.info.extensions);
    let timestamps = TimestampFormats {
        bodies: extensions.timestamp_format.unwrap_or(TimestampFormat::DateTime),
        headers: extensions.header_timestamp_format.unwrap_or(TimestampFormat::DateTime),
    };
    let mut servers = servers::read(&model.servers, &Pointer::root());
    if !components.is_smithy() {
        structure::check_operations(&document, report);
        servers::check(&document, report);
    }
    let security = security::read(&components, report);
    if !components.is_smithy() && !security.schemes.is_empty() {
        servers::check_encryption(&servers, report);
    }
    let url = base_url(&servers);
    let mut lowered =
        operations::lower_all(&components, &security, url.as_deref(), timestamps, report);
    pagination::paginate(&document, &components, &mut lowered, report);
    let waiters = waiters::read(&document, &lowered, report);
    examples::check(&lowered.operations, &lowered.shapes, report);
    access::settle(&lowered.operations, &lowered.errors, &mut lowered.shapes);
    if report.has_errors() {
        return None;
    }
    if url.is_none() {
        servers.extend(servers::of_first(&lowered.operations));
    }
    let info = &model.info;
    Some(Service {
        id: service_id::of(info),
        title: info.title.clone(),
        api_version: info.version.clone(),
        documentation: annotations::description(info.description.as_deref()),
        // Found by the conventions of the provider.
        aws: None,
        servers,
        security,
        operations: lowered.operations,
        shapes: lowered.shapes,
        errors: lowered.errors,
        waiters,
        timestamp_format: timestamps.bodies,
    })
}
