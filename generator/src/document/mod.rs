//! Text in, one JSON value out: parsing, overlays, and where each JSON pointer stands.
//!
//! Knows YAML, JSON, the OpenAPI Overlay Specification and source positions. Knows neither AWS nor
//! Rust, and not even what an OpenAPI document is made of.
//!
//! JSON is read by `serde_json`. YAML is read from the events of `saphyr-parser`, for three reasons:
//! they carry the place of every key, so that a duplicate is reported where it stands; depth and
//! aliases are counted before anything is built; and deep nesting costs linear time.

mod describe;
mod edits;
mod json;
mod overlay;
mod parse;
mod pointer;
mod positions;
mod scalar;
mod text;
mod yaml;

pub use describe::describe;
pub use pointer::Pointer;

use serde_json::Value;

use crate::diagnostics::{Diagnostics, Place};
use edits::Edits;
use text::Text;

/// A source text and its name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// The name, usually a path. It is only shown, never opened; its ending (`.json`, `.yaml`)
    /// decides the format, and without one a string that starts with `{` is JSON.
    pub name: String,
    /// The whole text.
    pub text: String,
}

/// A document after its overlays.
#[derive(Debug)]
pub struct Document {
    /// The merged value, its keys in the order in which they were written; keys that an overlay
    /// added come after the others.
    pub value: Value,
    texts: Vec<Text>,
    edits: Edits,
}

impl Document {
    /// Where the value of that pointer is written: at its key, or at the value itself for an item
    /// of a list. A value that came from an overlay stands in the overlay's file. For a pointer to
    /// nothing this is the place of the nearest thing around it.
    ///
    /// The texts are searched on the first call, so that only a run with problems pays for it.
    pub fn place(&self, pointer: &Pointer) -> Option<Place> {
        let (text, pointer) = self.edits.origin(pointer);
        self.texts.get(text).map(|text| text.place(&pointer))
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
    let text = Text::new(document.clone());
    let value = parse::parse(&text.source, diagnostics);
    let mut edits = Edits::default();
    let mut texts = vec![text];
    let mut merged = value;
    for source in overlays {
        let text = Text::new(source.clone());
        match overlay::read(&text, diagnostics) {
            Some(overlay) => {
                if let Some(value) = &mut merged {
                    overlay::apply(&overlay, texts.len(), &text, value, &mut edits, diagnostics);
                }
            }
            // What follows was written for a document that cannot be made; applying it would only
            // report targets that are not at fault.
            None => merged = None,
        }
        texts.push(text);
    }
    let value = merged.filter(|_| diagnostics.errors() == errors_before)?;
    Some(Document {
        value,
        texts,
        edits,
    })
}

#[cfg(test)]
mod tests;
