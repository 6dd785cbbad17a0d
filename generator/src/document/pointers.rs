//! Pointers as hashes: those of all values of a large document have many times its size.

use std::hash::{DefaultHasher, Hash as _, Hasher as _};

use serde_json::Value;

use crate::pointer::Pointer;

/// The hash of a pointer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct PointerHash(u64);

impl PointerHash {
    /// That of the pointer to the whole document.
    pub(super) const ROOT: Self = Self(0);

    /// That of the pointer to a member or an item of the value; `token` is not escaped.
    pub(super) fn child(self, token: &str) -> Self {
        let mut hasher = DefaultHasher::new();
        (self.0, token).hash(&mut hasher);
        Self(hasher.finish())
    }

    /// Those of a pointer and of each one around it, the outermost first.
    pub(super) fn path(pointer: &Pointer) -> Vec<Self> {
        let mut path = vec![Self::ROOT];
        let mut last = Self::ROOT;
        for token in pointer.tokens() {
            last = last.child(&token);
            path.push(last);
        }
        path
    }
}

/// The pointers at which a document has a value, in the order of their hashes.
#[derive(Clone, Debug, Default)]
pub(super) struct Pointers(Vec<PointerHash>);

impl Pointers {
    pub(super) fn of(value: &Value) -> Self {
        let mut pointers = Vec::new();
        collect(PointerHash::ROOT, value, &mut pointers);
        pointers.sort_unstable();
        pointers.shrink_to_fit();
        Self(pointers)
    }

    pub(super) fn has(&self, pointer: &Pointer) -> bool {
        PointerHash::path(pointer).last().is_some_and(|hash| self.0.binary_search(hash).is_ok())
    }
}

fn collect(pointer: PointerHash, value: &Value, pointers: &mut Vec<PointerHash>) {
    pointers.push(pointer);
    match value {
        Value::Object(members) => {
            for (key, value) in members {
                collect(pointer.child(key), value, pointers);
            }
        }
        Value::Array(items) => {
            for (index, value) in items.iter().enumerate() {
                collect(pointer.child(&index.to_string()), value, pointers);
            }
        }
        _ => {}
    }
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
