//! From a source text to a JSON value, whichever format it is written in.

use serde_json::Value;

use super::{Pointer, Source, describe, json, positions::Mark, yaml};
use crate::diagnostics::Diagnostics;

/// How deep a document may be nested. Real ones stay below 30; the limit keeps every later walk
/// over a value within the stack.
pub(super) const MAX_DEPTH: usize = 128;

/// The two ways of writing a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Format {
    Json,
    Yaml,
}

impl Format {
    pub(super) fn of(source: &Source) -> Self {
        let ends = |suffix| source.name.to_ascii_lowercase().ends_with(suffix);
        if ends(".json") {
            Self::Json
        } else if ends(".yaml") || ends(".yml") {
            Self::Yaml
        } else if body(source).trim_start().starts_with('{') {
            Self::Json
        } else {
            Self::Yaml
        }
    }
}

/// The text without the byte order mark that some editors put in front.
pub(super) fn body(source: &Source) -> &str {
    source.text.strip_prefix('\u{feff}').unwrap_or(&source.text)
}

/// Reads one source text. What is not an object is an error: neither a document nor an overlay is
/// anything else.
pub(super) fn parse(source: &Source, diagnostics: &mut Diagnostics) -> Option<Value> {
    let value = if body(source).trim().is_empty() {
        Value::Null
    } else {
        match Format::of(source) {
            Format::Json => json::parse(source, diagnostics)?,
            Format::Yaml => yaml::parse(source, diagnostics)?,
        }
    };
    let problem = match &value {
        Value::Object(_) => return Some(value),
        Value::Null => diagnostics
            .error("empty-file")
            .found("a file without content"),
        other => diagnostics
            .error("not-an-object")
            .found(format!("{} where the file starts", describe(other))),
    };
    problem
        .place(Mark::START.in_file(&source.name))
        .pointer(Pointer::root())
        .expected("an object, as every OpenAPI document and every overlay is one")
        .remedy("check that this is the file that was meant and that it is complete");
    None
}

/// Reports a second key of the same name, which all but one reader would silently drop.
pub(super) fn duplicate_key(
    source: &Source,
    mark: Mark,
    pointer: Pointer,
    diagnostics: &mut Diagnostics,
) {
    let key = pointer.key().unwrap_or_default();
    diagnostics
        .error("duplicate-key")
        .place(mark.in_file(&source.name))
        .pointer(pointer)
        .found(format!(
            "the key {} a second time in one object",
            describe::quote(&key)
        ))
        .expected("each key once")
        .remedy("remove one of the two, or merge them");
}

/// Reports nesting beyond [`MAX_DEPTH`].
pub(super) fn too_deep(source: &Source, mark: Mark, diagnostics: &mut Diagnostics) {
    diagnostics
        .error("nested-too-deeply")
        .place(mark.in_file(&source.name))
        .found("objects or lists nested too deeply")
        .expected(format!("at most {MAX_DEPTH} levels"))
        .remedy("check for brackets that are never closed; move inner schemas to components and refer to them");
}
