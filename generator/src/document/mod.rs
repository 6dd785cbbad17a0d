//! Source texts to one JSON value: parsing, overlays, and the position of each JSON pointer.
//!
//! 1. *Parse* (`text`): each source text becomes a JSON value, from JSON (`json`) or YAML (`yaml`).
//!    Duplicate keys, merge keys and unknown tags are errors.
//! 2. *Overlay* (`overlay`): the actions of each overlay change the value in the order given; `edits`
//!    records where every changed value came from.
//! 3. *Position* (`positions`): a pointer is traced through the edits to the text in which it is written.
//!    Only a run with diagnostics pays for it.
//!
//! Knows YAML, JSON and the OpenAPI Overlay Specification. Must not know AWS, Rust, or what an OpenAPI
//! document consists of.
//!
//! YAML is read from the events of `saphyr-parser`, for three reasons: they carry the position of every
//! key, so that a duplicate is reported where it is written; depth and aliases are counted before anything
//! is built; and deep nesting costs linear time.

mod edits;
mod json;
mod overlay;
mod pointers;
mod positions;
mod syntax;
mod text;
mod yaml;

use crate::pointer::Pointer;
pub use crate::source::Source;
pub use syntax::describe;

use serde_json::Value;

use crate::diagnostics::Diagnostics;
use crate::source::SourcePosition;
use edits::Edits;
use pointers::Pointers;
use text::SourceText;

/// A document after its overlays.
#[derive(Clone, Debug)]
pub struct Document {
    /// The merged value, its keys in the order in which they were written; keys that an overlay
    /// added come after the others.
    pub value: Value,
    /// Where its values are written.
    pub sources: Sources,
}

/// The texts of a document and its overlays. They tell where a value is written, without the value.
#[derive(Clone, Debug)]
pub struct Sources {
    texts: Vec<SourceText>,
    edits: Edits,
    pointers: Pointers,
}

impl Sources {
    /// Where the value of that pointer is written: at its key, or at the value itself for an item
    /// of a list. A value that an overlay set is written in the overlay's file. For a pointer to
    /// nothing this is the position of the nearest value around it.
    ///
    /// The texts are searched on the first call, so that only a run with diagnostics pays for it.
    pub fn position(&self, pointer: &Pointer) -> Option<SourcePosition> {
        let (text, pointer) = self.edits.origin(pointer);
        self.texts.get(text).map(|text| text.position(&pointer))
    }

    /// The pointer to the value, or to the nearest one around it that the document has.
    pub(crate) fn existing(&self, pointer: &Pointer) -> Pointer {
        let mut around = std::iter::successors(Some(pointer.clone()), Pointer::parent);
        around.find(|pointer| self.pointers.has(pointer)).unwrap_or_default()
    }

    /// Takes over that values have been added to the document, or removed, by something else than an overlay.
    pub(crate) fn update(&mut self, value: &Value) {
        self.pointers = Pointers::of(value);
    }

    /// Returns the texts: the document's own first, then the overlays.
    pub fn texts(&self) -> impl Iterator<Item = &Source> {
        self.texts.iter().map(|text| &text.source)
    }

    /// Returns whether an overlay has set the value of that pointer.
    pub fn is_of_overlay(&self, pointer: &Pointer) -> bool {
        self.edits.origin(pointer).0 > 0
    }
}

/// Parses the document and applies the overlays in the order given.
///
/// Reports every problem of every text; `None` if one of them is an error.
///
/// ```
/// use generator::{diagnostics::Diagnostics, document::{load, Source}};
///
/// let source = |name: &str, text: &str| Source { name: name.into(), text: text.into() };
/// let document = source("openapi.yaml", "info:\n  title: Trees\n");
/// let overlay = source(
///     "docs.overlay.yaml",
///     "overlay: 1.0.0\ninfo: {title: Docs, version: '1'}\nactions:\n- target: $.info\n  update: {title: Woods}\n",
/// );
/// let mut diagnostics = Diagnostics::default();
/// let document = load(&document, &[overlay], &mut diagnostics).unwrap();
/// assert_eq!(document.value["info"]["title"], "Woods");
/// ```
pub fn load(
    document: &Source,
    overlays: &[Source],
    diagnostics: &mut Diagnostics,
) -> Option<Document> {
    let errors_before = diagnostics.errors();
    let text = SourceText::new(document.clone());
    let value = text.parse(diagnostics);
    let mut edits = Edits::default();
    let mut texts = vec![text];
    let mut merged = value;
    for source in overlays {
        let text = SourceText::new(source.clone());
        match overlay::read(&text, diagnostics) {
            Some(overlay) => {
                if let Some(value) = &mut merged {
                    overlay::apply(&overlay, texts.len(), &text, value, &mut edits, diagnostics);
                }
            }
            // Later overlays are written for a document that cannot be made; applying them would report
            // targets that are not at fault.
            None => merged = None,
        }
        texts.push(text);
    }
    let value = merged.filter(|_| diagnostics.errors() == errors_before)?;
    let pointers = Pointers::of(&value);
    Some(Document { value, sources: Sources { texts, edits, pointers } })
}

#[cfg(test)]
mod tests;
