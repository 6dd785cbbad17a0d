//! The set of pointers at which a document has a value.

use std::collections::HashSet;
use std::hash::{DefaultHasher, Hash, Hasher as _};

use serde_json::Value;

use crate::pointer::Pointer;

/// The pointers of all values of a document, as hashes: the pointers themselves have many times its size.
#[derive(Debug, Default)]
pub(super) struct Pointers(HashSet<u64>);

impl Pointers {
    pub(super) fn of(value: &Value) -> Self {
        let mut pointers = Self::default();
        pointers.add(ROOT, value);
        pointers
    }

    pub(super) fn has(&self, pointer: &Pointer) -> bool {
        let hash = pointer.tokens().fold(ROOT, |parent, token| child(parent, &token));
        self.0.contains(&hash)
    }

    fn add(&mut self, pointer: u64, value: &Value) {
        self.0.insert(pointer);
        match value {
            Value::Object(members) => {
                for (key, value) in members {
                    self.add(child(pointer, key), value);
                }
            }
            Value::Array(items) => {
                for (index, value) in items.iter().enumerate() {
                    self.add(child(pointer, &index.to_string()), value);
                }
            }
            _ => {}
        }
    }
}

/// The hash of the pointer to the document.
const ROOT: u64 = 0;

fn child(parent: u64, token: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    (parent, token).hash(&mut hasher);
    hasher.finish()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn pointers_lead_to_the_values_of_a_document() {
        let document = json!({"paths": {"/a~b": {"parameters": [{"name": "x"}, {}]}}});
        let pointers = Pointers::of(&document);
        for text in [
            "",
            "/paths",
            "/paths/~1a~0b/parameters/1",
            "/paths/~1a~0b/parameters/0/name",
            "/x",
            "/paths/~1a~0b/parameters/2",
            "/name",
        ] {
            let pointer = Pointer::parse(text).expect("a pointer");
            assert_eq!(pointers.has(&pointer), pointer.resolve(&document).is_some(), "{text}");
        }
    }
}
