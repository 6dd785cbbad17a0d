//! Components that no operation reaches. Nothing is generated from them, so that warnings about them are left out.

use std::collections::BTreeSet;
use std::rc::Rc;

use serde_json::Value;

use super::walk::reference;
use crate::pointer::Pointer;

/// The components that no operation of a document reaches; none by default.
#[derive(Clone, Debug, Default)]
pub(crate) struct Unused(Rc<BTreeSet<Pointer>>);

impl Unused {
    /// Those of a document: the components that neither an operation nor a component in use refers to. A schema that
    /// extends one with a discriminator is in use if that is, because responses can have it.
    pub(crate) fn of(document: &Value) -> Self {
        let mut unused = BTreeSet::new();
        let at = Pointer::root().child("components");
        const SECTIONS: [&str; 6] =
            ["headers", "mediaTypes", "parameters", "requestBodies", "responses", "schemas"];
        for section in SECTIONS {
            let names =
                document.pointer(&format!("/components/{section}")).and_then(Value::as_object);
            unused
                .extend(names.into_iter().flatten().map(|(name, _)| at.child(section).child(name)));
        }
        let mut open = Vec::new();
        if let Some(paths) = document.get("paths") {
            collect(paths, &mut open);
        }
        loop {
            while let Some(found) = open.pop() {
                if let Some(component) = component(&found).filter(|found| unused.remove(found))
                    && let Some(value) = component.resolve(document)
                {
                    collect(value, &mut open);
                }
            }
            let extending = unused.iter().filter(|schema| extends_used(document, schema, &unused));
            open = extending.cloned().collect();
            if open.is_empty() {
                return Self(Rc::new(unused));
            }
        }
    }

    /// Whether the value at that pointer is within one of them.
    pub(super) fn has(&self, pointer: &Pointer) -> bool {
        !self.0.is_empty()
            && component(pointer).is_some_and(|component| self.0.contains(&component))
    }
}

/// The component that a value is within.
fn component(pointer: &Pointer) -> Option<Pointer> {
    let mut tokens = pointer.tokens();
    (tokens.next()? == "components").then_some(())?;
    Some(Pointer::root().child("components").child(tokens.next()?).child(tokens.next()?))
}

/// What a value refers to, by `$ref` and in the mapping of a discriminator.
fn collect(value: &Value, found: &mut Vec<Pointer>) {
    found.extend(reference(value).and_then(Pointer::parse));
    match value {
        Value::Object(members) => {
            let mapping = value.pointer("/discriminator/mapping").and_then(Value::as_object);
            for target in mapping.into_iter().flatten().filter_map(|(_, target)| target.as_str()) {
                found.extend(match target.starts_with('#') {
                    true => Pointer::parse(target),
                    false => {
                        Some(Pointer::root().child("components").child("schemas").child(target))
                    }
                });
            }
            members.values().for_each(|value| collect(value, found));
        }
        Value::Array(items) => items.iter().for_each(|value| collect(value, found)),
        _ => {}
    }
}

/// Whether a schema extends one in use that has a discriminator.
fn extends_used(document: &Value, schema: &Pointer, unused: &BTreeSet<Pointer>) -> bool {
    let parts = schema.resolve(document).and_then(|schema| schema.get("allOf")?.as_array());
    parts.into_iter().flatten().any(|part| {
        let base = reference(part).and_then(Pointer::parse).filter(|base| !unused.contains(base));
        let base = base.and_then(|base| base.resolve(document));
        base.is_some_and(|base| base.get("discriminator").is_some())
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn components_are_used_by_reference_mapping_and_extension() {
        let to = |name: &str| json!({"$ref": format!("#/components/schemas/{name}")});
        let document = json!({
            "paths": {"/a": {"get": {"parameters": [{"$ref": "#/components/parameters/Page"}], "responses": {
                "200": {"content": {"application/json": {"schema": {"items": to("Pet")}}}},
            }}}},
            "components": {
                "parameters": {"Page": {"schema": to("Size")}, "Unused": {"schema": to("Lost")}},
                "schemas": {
                    "Size": {}, "Lost": {"items": to("Lost")}, "Owner": {}, "Plain": {}, "Deep": {"allOf": [to("Cat")]},
                    "Pet": {"properties": {"owner": to("Owner")}, "discriminator": {"mapping": {
                        "dog": "#/components/schemas/Dog", "fish": "Fish",
                    }}},
                    "Dog": {}, "Fish": {},
                    "Cat": {"allOf": [to("Pet"), {"properties": {"toy": to("Toy")}}]},
                    "Toy": {},
                    "Stray": {"allOf": [to("Plain")]},
                    "Extended": {"allOf": [to("Owner")]},
                },
            },
        });
        let unused = Unused::of(&document);
        let names: Vec<_> = unused.0.iter().filter_map(Pointer::key).collect();
        assert_eq!(names, ["Unused", "Deep", "Extended", "Lost", "Plain", "Stray"]);
        let within = |text: &str| unused.has(&Pointer::parse(text).expect("a pointer"));
        assert!(within("/components/schemas/Lost/items/0"));
        assert!(!within("/components/schemas/Toy") && !within("/paths/~1a") && !within(""));
    }
}
