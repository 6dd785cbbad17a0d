//! Rule 12: the key in JSON may not be the property's name.
//!
//! In 24 documents (6,441 properties) the component schemas are keyed by member name, and the key on
//! the wire is `xml.name` in the second item of the annotated reference. The bodies are JSON all the
//! same, so `xml.name` is preferred. openapiv3 drops `xml`: [`keep`] moves the name out of its way.

use indexmap::IndexMap;
use serde_json::{Map, Value};

const EXTENSION: &str = "x-xml-name";

/// Copies `xml.name` of a schema to where openapiv3 keeps it.
pub(super) fn keep(schema: &mut Map<String, Value>) {
    if let Some(name) = schema.get("xml").and_then(|xml| xml.get("name")) {
        let name = name.clone();
        schema.insert(EXTENSION.to_owned(), name);
    }
}

/// The wire name that [`keep`] has put aside.
pub(super) fn read(extensions: &IndexMap<String, Value>) -> Option<&str> {
    let name = extensions.get(EXTENSION)?.as_str()?;
    (!name.is_empty()).then_some(name)
}
