//! Small damage to a real document: what somebody's slip, or a new habit of a converter, may do.

use generator::document::Pointer;
use serde_json::{Map, Value, json};

/// Numbers that look random and are the same on every run (xorshift64*, Vigna 2016).
#[derive(Clone, Debug)]
pub(super) struct Random(u64);

impl Random {
    /// Each seed gives its own sequence.
    pub(super) fn new(seed: u64) -> Self {
        // Seeds that differ in one bit must not begin alike, and none may be zero.
        Self((seed ^ 0x9E37_79B9_7F4A_7C15).wrapping_mul(0xD134_2543_DE82_EF95) | 1)
    }

    fn next(&mut self) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        self.0.wrapping_mul(0x2545_F491_4F6C_DD1D)
    }

    /// A number below `limit`.
    pub(super) fn below(&mut self, limit: usize) -> usize {
        let limit = u64::try_from(limit.max(1)).unwrap_or(1);
        usize::try_from((self.next() >> 11) % limit).unwrap_or(0)
    }
}

/// A copy of the document with one to three things wrong.
pub(super) fn mutant(document: &Value, pointers: &[Pointer], random: &mut Random) -> Value {
    let mut mutant = document.clone();
    for _ in 0..=random.below(3) {
        let at = &pointers[random.below(pointers.len())];
        // An earlier change may have taken the place away.
        if at.resolve(&mutant).is_some() {
            damage(&mut mutant, at, random);
        }
    }
    mutant
}

/// Every place of a document but the document itself.
pub(super) fn places(document: &Value) -> Vec<Pointer> {
    let mut found = Vec::new();
    let mut open = vec![(Pointer::root(), document)];
    while let Some((pointer, value)) = open.pop() {
        let members = value.as_object().into_iter().flatten();
        let items = value.as_array().into_iter().flatten().enumerate();
        open.extend(members.map(|(key, value)| (pointer.child(key), value)));
        open.extend(items.map(|(index, value)| (pointer.child(index), value)));
        if pointer != Pointer::root() {
            found.push(pointer);
        }
    }
    found
}

fn damage(document: &mut Value, at: &Pointer, random: &mut Random) {
    let (Some(parent), Some(key)) = (at.parent(), at.key()) else {
        return;
    };
    match random.below(7) {
        0 => drop_value(document, &parent, &key),
        1 => duplicate(document, &parent, &key, random),
        2 => put(document, at, retyped(random)),
        3 => rename(document, &parent, &key, random),
        4 => cut(document, at, random),
        5 => nest(document, at, random),
        _ => {
            // A part of the document in the place of another.
            let other = document.pointer(parent.as_str()).cloned();
            put(document, at, other.unwrap_or_default());
        }
    }
}

fn put(document: &mut Value, at: &Pointer, value: Value) {
    if let Some(place) = document.pointer_mut(at.as_str()) {
        *place = value;
    }
}

fn drop_value(document: &mut Value, parent: &Pointer, key: &str) {
    match document.pointer_mut(parent.as_str()) {
        Some(Value::Object(members)) => {
            members.shift_remove(key);
        }
        Some(Value::Array(items)) => {
            let index = key.parse().unwrap_or(usize::MAX);
            if index < items.len() {
                items.remove(index);
            }
        }
        _ => {}
    }
}

/// The value once more: as another item, or under a name that differs in little.
fn duplicate(document: &mut Value, parent: &Pointer, key: &str, random: &mut Random) {
    match document.pointer_mut(parent.as_str()) {
        Some(Value::Object(members)) => {
            if let Some(value) = members.get(key).cloned() {
                members.insert(changed(key, random), value);
            }
        }
        Some(Value::Array(items)) => {
            if let Some(value) = key
                .parse::<usize>()
                .ok()
                .and_then(|at| items.get(at))
                .cloned()
            {
                items.push(value);
            }
        }
        _ => {}
    }
}

fn rename(document: &mut Value, parent: &Pointer, key: &str, random: &mut Random) {
    if let Some(Value::Object(members)) = document.pointer_mut(parent.as_str()) {
        let name = changed(key, random);
        // In its old place, because order matters to what is generated.
        let renamed = std::mem::take(members).into_iter();
        let renamed = renamed.map(|(each, value)| {
            if each == key {
                (name.clone(), value)
            } else {
                (each, value)
            }
        });
        *members = renamed.collect::<Map<_, _>>();
    }
}

/// A name much like another one, or one that is hard to bear.
fn changed(name: &str, random: &mut Random) -> String {
    const HARD: &[&str] = &[
        "",
        "self",
        "Self",
        "crate",
        "_",
        "type",
        "String",
        "Result",
        "Error",
        "Unknown",
        "é",
        "日本",
        "1",
        "a/b~c",
        "..",
        "r#type",
        "$ref",
        "x-",
        "x-read-only",
        "/{",
        "/{}",
        "/{a}/{a}",
        "get",
        "200",
        "999",
        "\u{0}",
        "\"",
        "\\",
        "*/",
        "//!",
        "{{ x }}",
        "{% if %}",
        "gen",
        "async",
        "Option",
        "Vec",
        "Default",
        "new",
        "send",
        "None",
    ];
    match random.below(6) {
        0 => name.to_uppercase(),
        1 => name.to_lowercase(),
        2 => format!("{name}_"),
        3 => name.chars().rev().collect(),
        4 => name.chars().skip(1).collect(),
        _ => HARD[random.below(HARD.len())].to_owned(),
    }
}

/// A value of any type.
fn retyped(random: &mut Random) -> Value {
    match random.below(14) {
        0 => Value::Null,
        1 => json!(true),
        2 => json!(-1),
        3 => json!(1.5),
        4 => json!(u64::MAX),
        5 => json!(1e300),
        6 => json!(""),
        7 => json!("#/components/schemas/Nothing"),
        8 => json!([]),
        9 => json!({}),
        10 => json!({"$ref": "#/components/schemas/Nothing"}),
        11 => json!([{"type": "string"}, {"type": "object"}]),
        12 => json!(changed("object", random)),
        _ => {
            json!({"type": "object", "properties": {"self": {"$ref": "#/components/schemas/self"}}})
        }
    }
}

/// The value cut short: a text in its middle, a list or an object after some of its parts.
fn cut(document: &mut Value, at: &Pointer, random: &mut Random) {
    match document.pointer_mut(at.as_str()) {
        Some(Value::String(text)) => {
            *text = text.chars().take(random.below(text.len() + 1)).collect()
        }
        Some(Value::Array(items)) => items.truncate(random.below(items.len() + 1)),
        Some(Value::Object(members)) => {
            let keep = random.below(members.len() + 1);
            *members = std::mem::take(members).into_iter().take(keep).collect();
        }
        Some(Value::Number(_)) => put(document, at, json!(random.below(1000))),
        _ => {}
    }
}

/// The value inside something else, once or as deep as nobody writes.
fn nest(document: &mut Value, at: &Pointer, random: &mut Random) {
    let Some(mut value) = document.pointer(at.as_str()).cloned() else {
        return;
    };
    let depth = [1, 2, 60, 120][random.below(4)];
    let kind = random.below(4);
    for _ in 0..depth {
        value = match kind {
            0 => json!([value]),
            1 => json!({"allOf": [value]}),
            2 => json!({"type": "array", "items": value}),
            _ => json!({"type": "object", "properties": {"a": value}}),
        };
    }
    put(document, at, value);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_seed_gives_the_same_mutant_and_others_differ() {
        let document = json!({"a": [1, {"b": "text"}], "c": {"d": null}});
        let places = places(&document);
        assert_eq!(places.len(), 6);
        let made = |seed| mutant(&document, &places, &mut Random::new(seed));
        assert_eq!(made(1), made(1));
        let different: std::collections::HashSet<String> =
            (0..200).map(|seed| made(seed).to_string()).collect();
        assert!(
            different.len() > 100,
            "only {} of 200 differ",
            different.len()
        );
    }
}
