//! Where the facts of a document came from, by its own words: licence and origin of `info`.

use serde::Serialize;
use serde_json::Value;

use super::text::{address, plain};

/// What the notice of the crate says about its document.
#[derive(Serialize)]
pub(super) struct Provenance {
    /// The licence's name, `Apache 2.0 License`.
    license: Option<String>,
    /// Where its text is.
    license_url: Option<String>,
    /// Where the document, or what it was converted from, is published.
    origins: Vec<String>,
    /// The service's documentation.
    documentation: Option<String>,
}

impl Provenance {
    /// What a document says about itself.
    pub(super) fn of(document: &Value) -> Self {
        let text = |pointer: &str| document.pointer(pointer).and_then(Value::as_str);
        let origins = document.pointer("/info/x-origin").and_then(Value::as_array);
        Self {
            license: text("/info/license/name")
                .map(plain)
                .filter(|name| !name.is_empty()),
            license_url: text("/info/license/url").and_then(address),
            origins: origins
                .into_iter()
                .flatten()
                .filter_map(|origin| address(origin.get("url")?.as_str()?))
                .collect(),
            documentation: text("/externalDocs/url").and_then(address),
        }
    }
}
