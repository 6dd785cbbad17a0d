//! From the base document and a model to the overlay, and the proof that it is the right one.

use std::path::Path;

use generator::document::Source;
use serde_json::Value;

use super::super::read;
use super::model::Model;
use super::overlay::Overlay;
use super::prove::differences;
use super::{align, marks, project};
use crate::files;
use crate::report::{Failure, count};
use crate::repository::Repository;

/// What a model comes to.
#[derive(Debug)]
pub(super) struct Made {
    /// The base document with the overlay applied.
    pub(super) document: Value,
    /// The overlay.
    pub(super) text: String,
    pub(super) actions: usize,
}

/// The base document, as text and as value.
#[derive(Debug)]
pub(super) struct Base {
    pub(super) source: Source,
    pub(super) value: Value,
}

pub(super) fn base(repository: &Repository) -> Result<Base, Failure> {
    let path = repository.document();
    let bytes = files::read(&path)?;
    let value = read::value(&path, &bytes)?;
    let text = String::from_utf8_lossy(&bytes).into_owned();
    Ok(Base {
        source: Source {
            name: repository.display(&path),
            text,
        },
        value,
    })
}

/// Projects the model, and writes and proves the overlay.
pub(super) fn make(base: &Base, model: &Model) -> Result<Made, Failure> {
    let mut target = project::project(model)?;
    marks::add(&mut target, model);
    align::align(&base.value, &mut target);
    let overlay = Overlay::between(&base.value, &target);
    let text = overlay.text()?;
    let document = applied(base, &text)?;
    let left = differences(&document, &target);
    if let Some(first) = left.first() {
        let number = count(left.len(), "difference");
        return Err(Failure::new(format!(
            "the overlay leaves {number} to the model, the first:\n{first}"
        ))
        .remedy(
            "this is a defect of `spec refresh`: see how `refresh/overlay` writes the change",
        ));
    }
    Ok(Made {
        document,
        text,
        actions: overlay.len(),
    })
}

/// Refuses the model of another service, of which every fact would be a difference.
pub(super) fn of_this_service(base: &Value, model: &Model, name: &Path) -> Result<(), Failure> {
    let metadata = &model.metadata;
    let version = base
        .pointer("/info/version")
        .and_then(Value::as_str)
        .unwrap_or_default();
    let servers = base
        .get("servers")
        .and_then(Value::as_array)
        .into_iter()
        .flatten();
    let mut hosts = servers.filter_map(|server| server.get("url")?.as_str()?.split_once("://"));
    let same_host = hosts.any(|(_, host)| {
        host.strip_prefix(&metadata.endpoint_prefix)
            .is_some_and(|rest| rest.starts_with('.'))
    });
    if version == metadata.api_version && same_host {
        return Ok(());
    }
    Err(Failure::new(format!(
        "{} describes {}, version {}, and the base document another service or version",
        name.display(),
        metadata.endpoint_prefix,
        metadata.api_version
    ))
    .remedy("give the model of the service that openapi.yaml describes"))
}

/// The base document with overlays applied to it.
pub(super) fn applied(base: &Base, overlay: &str) -> Result<Value, Failure> {
    let overlay = Source {
        name: "additions.overlay.yaml".to_owned(),
        text: overlay.to_owned(),
    };
    Ok(read::document(&base.source, &[overlay])?.value)
}
