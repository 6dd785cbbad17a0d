//! Random values: such as a schema allows, and such as nobody would send.

use serde_json::{Map, Value, json};

use super::document::resolve;

/// Random numbers that a seed determines (SplitMix64).
pub(super) struct Random(u64);

impl Random {
    pub(super) fn new(seed: u64) -> Self {
        Self(seed)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    pub(super) fn below(&mut self, end: usize) -> usize {
        usize::try_from(self.next() % end as u64).expect("it is below a usize")
    }

    fn one_in(&mut self, number: usize) -> bool {
        self.below(number) == 0
    }

    fn pick<'a, T>(&mut self, from: &'a [T]) -> &'a T {
        &from[self.below(from.len())]
    }
}

const TEXTS: &[&str] = &[
    "",
    "a",
    "demo",
    "é 🎥 \u{202e}",
    "\"quoted\" \\ and\nbroken\t\u{1}",
    "null",
    "1",
    "true",
    "arn:aws:ivs:us-east-1:123456789012:stage/AbCdEf012345",
    "2026-01-02T03:04:05Z",
    "a/b?c=d&e%20+",
    " ",
];
const TIMES: &[&str] = &[
    "2026-01-02T03:04:05Z",
    "1970-01-01T00:00:00Z",
    "2023-08-01T12:00:00.5Z",
    "1969-12-31T23:59:59.999999999Z",
    "0001-01-01T00:00:00Z",
];
const NUMBERS: &[i64] = &[0, 1, -1, 42, 20160, i64::MAX, i64::MIN, 1 << 53];

/// A value of a schema: all that is required, and some of what is not.
pub(super) fn of_schema(schema: &Value, random: &mut Random, depth: usize) -> Value {
    if let Some(reference) = schema["$ref"].as_str() {
        return of_schema(resolve(reference), random, depth);
    }
    if let Some([shape, ..]) = schema["allOf"].as_array().map(Vec::as_slice) {
        return of_schema(shape, random, depth);
    }
    if let Some(values) = schema["enum"].as_array() {
        return match random.one_in(5) {
            true => json!("OF_TOMORROW"),
            false => random.pick(values).clone(),
        };
    }
    match schema["type"].as_str() {
        Some("string") => match schema["format"].as_str() {
            Some("date-time") => json!(random.pick(TIMES)),
            _ => json!(random.pick(TEXTS)),
        },
        Some("integer") => json!(random.pick(NUMBERS)),
        Some("number") if schema["format"] == "double" => {
            json!(*random.pick(&[0.1, -1.25, 1e300, 29.97]))
        }
        // Such as 32 bits hold exactly.
        Some("number") => json!(*random.pick(&[0.0, 0.5, -1.25, 29.5])),
        Some("boolean") => json!(random.one_in(2)),
        Some("array") => {
            let length = if depth > 4 { 0 } else { random.below(4) };
            (0..length)
                .map(|_| of_schema(&schema["items"], random, depth + 1))
                .collect()
        }
        _ => of_object(schema, random, depth),
    }
}

fn of_object(schema: &Value, random: &mut Random, depth: usize) -> Value {
    let mut members = Map::new();
    if let Some(value) = schema
        .get("additionalProperties")
        .filter(|value| value.is_object())
    {
        for _ in 0..random.below(3) {
            let name = (*random.pick(TEXTS)).to_owned();
            members.insert(name, of_schema(value, random, depth + 1));
        }
    }
    let required = schema["required"].as_array().cloned().unwrap_or_default();
    for (name, member) in schema["properties"].as_object().into_iter().flatten() {
        let is_required = required.iter().any(|other| other == name);
        if is_required || (depth < 5 && !random.one_in(3)) {
            members.insert(name.clone(), of_schema(member, random, depth + 1));
        }
    }
    Value::Object(members)
}

/// The same value with one or two things put wrong, anywhere in it.
pub(super) fn spoiled(mut value: Value, random: &mut Random) -> Value {
    for _ in 0..=random.below(2) {
        spoil(&mut value, random);
    }
    value
}

fn spoil(value: &mut Value, random: &mut Random) {
    let inner: Option<&mut Value> = match value {
        Value::Array(elements) if !elements.is_empty() => {
            let at = random.below(elements.len());
            elements.get_mut(at)
        }
        Value::Object(members) if !members.is_empty() => {
            let at = random.below(members.len());
            members.iter_mut().nth(at).map(|(_, member)| member)
        }
        _ => None,
    };
    match inner {
        Some(inner) if !random.one_in(4) => spoil(inner, random),
        _ => *value = anything(random, 0),
    }
}

/// Any JSON.
pub(super) fn anything(random: &mut Random, depth: usize) -> Value {
    match random.below(if depth > 3 { 7 } else { 10 }) {
        0 => Value::Null,
        1 => json!(random.one_in(2)),
        2 => json!(random.pick(NUMBERS)),
        3 => json!(u64::MAX),
        4 => json!(*random.pick(&[0.5, -0.0, 1e300, 5e-324])),
        5 => json!(random.pick(TEXTS)),
        6 => json!(random.pick(TIMES)),
        7 | 8 => (0..random.below(3))
            .map(|_| anything(random, depth + 1))
            .collect(),
        _ => {
            let names = (0..random.below(3)).map(|_| (*random.pick(TEXTS)).to_owned());
            let names: Vec<String> = names.collect();
            names
                .into_iter()
                .map(|name| (name, anything(random, depth + 1)))
                .collect()
        }
    }
}

/// A text that is nearly JSON: cut short, or with a byte changed.
pub(super) fn broken(text: &str, random: &mut Random) -> Vec<u8> {
    let mut bytes = text.as_bytes().to_vec();
    if bytes.is_empty() || random.one_in(2) {
        bytes.truncate(random.below(bytes.len() + 1));
    } else {
        let at = random.below(bytes.len());
        bytes[at] = *random.pick(&[
            0, b'"', b'{', b'[', b',', b':', b'\\', b'9', b'-', b'e', 0xff,
        ]);
    }
    bytes
}
