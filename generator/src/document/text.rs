//! A source text of a document or an overlay: its value, and the positions of its values.

use std::sync::OnceLock;

use serde_json::Value;

use super::positions::Positions;
use super::syntax::{Format, body, describe};
use super::{json, yaml};
use crate::diagnostics::Diagnostics;
use crate::pointer::Pointer;
use crate::source::{Position, Source, SourcePosition};

/// A source with its positions, which are computed on the first look-up.
#[derive(Clone, Debug)]
pub(super) struct SourceText {
    pub(super) source: Source,
    positions: OnceLock<Positions>,
}

impl SourceText {
    pub(super) fn new(source: Source) -> Self {
        Self { source, positions: OnceLock::new() }
    }

    /// Reads the text; see [`parse`].
    pub(super) fn parse(&self, diagnostics: &mut Diagnostics) -> Option<Value> {
        parse(&self.source, diagnostics)
    }

    /// Where the value of that pointer is written.
    pub(super) fn position(&self, pointer: &Pointer) -> SourcePosition {
        // The start is looked up for every text that is not a document, however long it is.
        if *pointer == Pointer::root()
            && let Some(start) = json::start(&self.source)
        {
            return start.in_file(&self.source.name);
        }
        let positions = self.positions.get_or_init(|| positions(&self.source));
        positions.find(pointer).in_file(&self.source.name)
    }
}

/// Reads one source text. What is not an object is an error: neither a document nor an overlay is
/// anything else.
fn parse(source: &Source, diagnostics: &mut Diagnostics) -> Option<Value> {
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
        Value::Null => diagnostics.error("empty-file").found("a file without content"),
        other => diagnostics
            .error("not-an-object")
            .found(format!("{} where the file starts", describe(other))),
    };
    problem
        .position(Position::START.in_file(&source.name))
        .pointer(Pointer::root())
        .expected("an object, as every OpenAPI document and every overlay is one")
        .remedy("check that this is the intended file and that it is complete");
    None
}

/// The positions of a text that has been parsed without a syntax error.
fn positions(source: &Source) -> Positions {
    match Format::of(source) {
        Format::Json => json::positions(source),
        Format::Yaml => yaml::positions(source),
    }
}
