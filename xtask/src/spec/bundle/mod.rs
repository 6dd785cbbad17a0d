//! `spec bundle`: the document with all overlays applied, as OpenAPI 3.0 that other tools can use.
//!
//! The dialect of the base document is valid OpenAPI and yet misleads whoever takes it at its word.
//! What the generator reads around is set right here: paths that differ only behind `#` become one,
//! errors stand under their true statuses, members in headers stand in the headers, and parameters that
//! the converter invented, the signer's headers and plain http go. Patterns move to `x-pattern`: some
//! match no value that the service takes, so no tool must enforce them.
//!
//! Knows the dialect's habits and OpenAPI. Does what the repository's own document needs; blobs and
//! payloads, which it does not have, stay as the dialect writes them.

mod bodies;
mod headers;
mod parameters;
mod paths;
mod responses;
mod schemas;

use std::path::Path;

use generator::diagnostics::render;
use serde_json::Value;

use super::facts::{Counts, METHODS};
use super::{read, yaml};
use crate::codegen::InputPaths;
use crate::files;
use crate::report::{Failure, GOOD, Report, Status};
use crate::repository::Repository;

/// Prints the bundle as YAML, or writes it: as JSON if the file's name ends in `.json`.
pub(crate) fn bundle(
    repository: &Repository,
    paths: &InputPaths,
    out: Option<&Path>,
) -> Result<Report, Failure> {
    let input = paths
        .read(repository)
        .map_err(|found| Failure::rendered(render(&found, &[], true)))?;
    let mut value = read::document(&input.document, &input.overlays)?.value;
    for_others(&mut value)?;
    let mut report = Report {
        text: String::new(),
        status: Status::Clean,
        warnings: String::new(),
    };
    let Some(out) = out else {
        report.text = yaml::text(&value)?;
        return Ok(report);
    };
    let is_json = out.extension().is_some_and(|extension| extension == "json");
    let text = if is_json {
        format!("{value:#}\n")
    } else {
        yaml::text(&value)?
    };
    let done = if files::update(out, text.as_bytes())? {
        "wrote"
    } else {
        "unchanged"
    };
    report.text = format!(
        "{GOOD}{done}{GOOD:#} {}: {}\n",
        repository.display(out),
        Counts::of(&value)
    );
    Ok(report)
}

/// Makes a document of the dialect one that means what it says.
pub(super) fn for_others(document: &mut Value) -> Result<(), Failure> {
    secure(document)?;
    parameters::clean(document);
    bodies::name(document);
    let headers = headers::take_out(document);
    responses::sort(document, &headers);
    schemas::clean(document);
    paths::merge(document)?;
    if let Some(document) = document.as_object_mut() {
        document.shift_remove("x-hasEquivalentPaths");
    }
    Ok(())
}

/// Keeps the servers that are asked over https.
fn secure(document: &mut Value) -> Result<(), Failure> {
    let servers = document.get_mut("servers").and_then(Value::as_array_mut);
    let servers = servers.ok_or_else(|| Failure::new("the document has no servers"))?;
    servers.retain(|server| {
        server["url"]
            .as_str()
            .is_some_and(|url| url.starts_with("https://"))
    });
    if servers.is_empty() {
        return Err(Failure::new(
            "no server of the document is asked over https",
        ));
    }
    Ok(())
}

/// Does something with every operation of a document.
fn operations(document: &mut Value, mut with: impl FnMut(&mut Value)) {
    let paths = document.get_mut("paths").and_then(Value::as_object_mut);
    for (_, item) in paths.into_iter().flatten() {
        for (method, operation) in item.as_object_mut().into_iter().flatten() {
            if METHODS.contains(&method.as_str()) {
                with(operation);
            }
        }
    }
}

#[cfg(test)]
mod tests;
