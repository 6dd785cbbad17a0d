//! Projects a service model into the dialect of the APIs.guru documents: what the converter of that
//! directory would have written for it, without its prose.
//!
//! The dialect is described in `generator/src/dialect`, which reads it; here it is written. What the
//! converter takes from elsewhere (logo, contact, servers, signer headers) is no part of a model and of
//! no projection. Knows the dialect and its losses. What is lost is put back by [`super::marks`].
//!
//! Over the models of one day (botocore 1.31.21) the projection equals the documents of 132 of the 193
//! rest-json services that have both, this one among them. Elsewhere the converter did what is not
//! imitated, as this service has no cause for it: it rewrote or set aside patterns that JavaScript
//! cannot read, took examples from a file of their own, garbled members called `properties` and
//! `shape`, left event streams out, and read other paginators (see [`pagination`]).

mod operations;
mod pagination;
mod parameters;
mod paths;
mod schemas;

pub(super) use operations::place;
pub(super) use schemas::{reference, schema};

use serde_json::{Map, Value, json};

use super::model::Model;
use crate::report::Failure;

/// The part of a document that follows from a model.
///
/// Fails if two operations share method and path and neither is deprecated.
pub(super) fn project(model: &Model) -> Result<Value, Failure> {
    let paths = operations::paths(model)?;
    let mut document = Map::new();
    document.insert("info".to_owned(), info(model));
    if paths::has_equivalents(&paths) {
        document.insert("x-hasEquivalentPaths".to_owned(), true.into());
    }
    document.insert("paths".to_owned(), Value::Object(paths));
    document.insert(
        "components".to_owned(),
        json!({"schemas": schemas::all(model)}),
    );
    Ok(Value::Object(document))
}

fn info(model: &Model) -> Value {
    let metadata = &model.metadata;
    let mut info = json!({
        "version": metadata.api_version,
        "x-release": metadata.signature_version,
        "title": metadata.service_full_name,
    });
    if let Some(name) = &metadata.signing_name {
        info["x-aws-signingName"] = name.as_str().into();
    }
    info
}

#[cfg(test)]
mod tests;
