//! Values that schemas allow: from constants, enums, defaults, formats and limits, and from examples where only they
//! tell which values are allowed.

use crate::document::Document;
use proptest::strategy::{Strategy as _, ValueTree as _};
use proptest::string::string_regex;
use proptest::test_runner::TestRunner;
use serde_json::{Map, Number, Value, json};

/// Nested values beyond this depth have required members only.
const DEPTH: usize = 4;

/// Nested values beyond this depth are null.
const MAX_DEPTH: usize = 12;

/// The choices of a sample.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Sampler<'a> {
    pub(crate) document: &'a Document,
    /// Which alternative of `oneOf` and `anyOf`, and which value of an enum.
    pub(crate) variant: usize,
    pub(crate) only_required: bool,
}

impl Sampler<'_> {
    /// A value of a schema.
    pub(crate) fn value(&self, schema: &Value) -> Value {
        self.sample(schema, 0)
    }

    /// The members of a schema of an object.
    pub(crate) fn members(&self, schema: &Value) -> Map<String, Value> {
        match self.value(schema) {
            Value::Object(members) => members,
            _ => Map::new(),
        }
    }

    fn sample(&self, schema: &Value, depth: usize) -> Value {
        let schema = self.document.flat(schema);
        if depth > MAX_DEPTH {
            return Value::Null;
        }
        if let Some(constant) = schema.get("const") {
            return constant.clone();
        }
        if let Some(values) = schema.get("enum").and_then(Value::as_array) {
            let values: Vec<_> = values.iter().filter(|value| !value.is_null()).collect();
            if !values.is_empty() {
                return values[self.variant % values.len()].clone();
            }
        }
        let alternatives = ["oneOf", "anyOf"].iter().find_map(|key| {
            schema
                .get(*key)
                .and_then(Value::as_array)
                .filter(|alternatives| !alternatives.is_empty())
        });
        if let Some(alternatives) = alternatives {
            return self.alternative(&schema, alternatives, depth);
        }
        match kind(&schema) {
            "object" => self.object(&schema, depth),
            "array" => self.array(&schema, depth),
            "string" => string(&schema),
            "integer" => number(&schema, true),
            "number" => {
                const INTEGERS: [&str; 7] =
                    ["int", "int32", "int64", "integer", "long", "uint32", "uint64"];
                let format = schema.get("format").and_then(Value::as_str);
                number(&schema, format.is_some_and(|format| INTEGERS.contains(&format)))
            }
            "boolean" => true.into(),
            "null" => Value::Null,
            // A schema without any keyword about its values.
            _ => schema.get("example").cloned().unwrap_or_else(|| "any".into()),
        }
    }

    fn alternative(&self, schema: &Map<String, Value>, all: &[Value], depth: usize) -> Value {
        let chosen = &all[self.variant % all.len()];
        let mut value = self.sample(chosen, depth + 1);
        if let Value::Object(members) = &mut value {
            // Members beside the alternatives.
            if schema.contains_key("properties") {
                let Value::Object(own) = self.object(schema, depth) else { return Value::Null };
                for (name, value) in own {
                    members.entry(name).or_insert(value);
                }
            }
            if let Some(name) =
                schema.get("discriminator").and_then(|it| it["propertyName"].as_str())
            {
                let reference = chosen["$ref"].as_str().unwrap_or_default();
                let mapping = schema["discriminator"]["mapping"].as_object().into_iter().flatten();
                let schema_name = reference.rsplit('/').next().unwrap_or_default();
                let tag = mapping
                    .filter(|(_, target)| {
                        *target == reference || target.as_str() == Some(schema_name)
                    })
                    .map(|(tag, _)| tag.as_str())
                    .next();
                members.insert(name.to_owned(), tag.unwrap_or(schema_name).into());
            }
        }
        value
    }

    fn object(&self, schema: &Map<String, Value>, depth: usize) -> Value {
        let mut members = Map::new();
        let least = schema.get("minProperties").and_then(Value::as_u64).unwrap_or(0);
        let least = usize::try_from(least).unwrap_or_default();
        let required: Vec<&str> = schema
            .get("required")
            .and_then(Value::as_array)
            .map(|names| names.iter().filter_map(Value::as_str).collect())
            .unwrap_or_default();
        for (name, property) in
            schema.get("properties").and_then(Value::as_object).into_iter().flatten()
        {
            let is_required = required.contains(&name.as_str());
            let flat = self.document.flat(property);
            // Also beside a reference, where providers state it.
            if property["readOnly"] == true || flat.get("readOnly") == Some(&Value::Bool(true)) {
                continue;
            }
            let is_needed = is_required || members.len() < least;
            if is_needed || !(self.only_required || depth >= DEPTH) {
                let value = self.sample(property, depth + 1);
                // A null is the end of a recursion.
                if !value.is_null() || is_needed {
                    members.insert(name.clone(), value);
                }
            }
        }
        let free = schema.get("additionalProperties").filter(|free| free.is_object());
        if let Some(free) =
            free.filter(|_| members.is_empty() && !self.only_required && depth < DEPTH)
        {
            members.insert("key".to_owned(), self.sample(free, depth + 1));
        }
        Value::Object(members)
    }

    fn array(&self, schema: &Map<String, Value>, depth: usize) -> Value {
        let least = schema.get("minItems").and_then(Value::as_u64).unwrap_or(0);
        let most = schema.get("maxItems").and_then(Value::as_u64).unwrap_or(u64::MAX);
        let wanted = if self.only_required || depth >= DEPTH { least.max(1) } else { least.max(2) };
        let is_unique = schema.get("uniqueItems") == Some(&Value::Bool(true));
        let items = schema.get("items").unwrap_or(&Value::Null);
        let mut values = Vec::new();
        for number in 0..wanted.min(most) {
            let variant = self.variant + usize::try_from(number).unwrap_or_default();
            let value = Self { variant, ..*self }.sample(items, depth + 1);
            if !(is_unique && values.contains(&value)) {
                values.push(value);
            }
        }
        Value::Array(values)
    }
}

/// The type of a schema, stated or following from its keywords.
fn kind(schema: &Map<String, Value>) -> &str {
    let stated = match schema.get("type") {
        Some(Value::Array(all)) => {
            all.iter().filter_map(Value::as_str).find(|kind| *kind != "null")
        }
        Some(kind) => kind.as_str(),
        None => None,
    };
    let has = |key| schema.contains_key(key);
    match stated {
        Some(kind) => kind,
        None if has("properties") || has("additionalProperties") => "object",
        None if has("items") => "array",
        None if has("pattern") || has("format") || has("maxLength") || has("minLength") => "string",
        None => "",
    }
}

fn string(schema: &Map<String, Value>) -> Value {
    let text = |key| schema.get(key).and_then(Value::as_str);
    let example = text("example").or(text("default")).or_else(|| {
        schema.get("examples").and_then(|examples| examples.get(0)).and_then(Value::as_str)
    });
    let format = match text("format").unwrap_or_default() {
        "date-time" => "2024-02-29T12:30:45Z",
        "date" => "2024-02-29",
        "time" => "12:30:45Z",
        "uuid" => "af336027-8c51-469c-a676-e2c489781334",
        "email" => "someone@example.com",
        "uri" | "url" | "uri-reference" => "https://example.com/a?b=c",
        "hostname" => "host.example.com",
        "ipv4" => "192.0.2.7",
        "ipv6" => "2001:db8::7",
        "byte" | "binary" => return "aGVsbG8gd29ybGQ=".into(),
        _ => "",
    };
    if !format.is_empty() {
        return format.into();
    }
    let limit =
        |key| schema.get(key).and_then(Value::as_u64).and_then(|it| usize::try_from(it).ok());
    let (least, most) = (limit("minLength").unwrap_or(0), limit("maxLength").unwrap_or(usize::MAX));
    match (text("pattern"), example) {
        (Some(pattern), example) => {
            matching(pattern, least).unwrap_or_else(|| example.unwrap_or("any").to_owned()).into()
        }
        (None, _) => {
            // With characters that have to be escaped.
            let value = "a b/ü&=é".chars().cycle();
            value.take(least.max(8).min(most)).collect::<String>().into()
        }
    }
}

/// A string that a pattern and a minimum length allow, if there is one of the kind that can be found.
fn matching(pattern: &str, least: usize) -> Option<String> {
    let strings =
        string_regex(&ascii(pattern.trim_start_matches('^').trim_end_matches('$'))).ok()?;
    let mut runner = TestRunner::deterministic();
    let mut found = (0..100).filter_map(|_| strings.new_tree(&mut runner).ok());
    found.find_map(|tree| {
        let found = tree.current();
        (found.len() >= least.max(1) && found.is_ascii()).then_some(found)
    })
}

/// A pattern of JavaScript with classes of ASCII.
fn ascii(pattern: &str) -> String {
    let (mut ascii, mut is_class) = (String::new(), false);
    let mut characters = pattern.chars();
    while let Some(character) = characters.next() {
        let class = match (character, is_class) {
            ('\\', _) => match characters.next() {
                Some('d') => "0-9".to_owned(),
                Some('w') => "A-Za-z0-9_".to_owned(),
                Some('/') => {
                    ascii.push('/');
                    continue;
                }
                Some(other) => {
                    ascii.extend(['\\', other]);
                    continue;
                }
                None => break,
            },
            _ => {
                is_class = (is_class || character == '[') && character != ']';
                ascii.push(character);
                continue;
            }
        };
        ascii.push_str(&if is_class { class } else { format!("[{class}]") });
    }
    ascii
}

fn number(schema: &Map<String, Value>, is_integer: bool) -> Value {
    let bound = |key| schema.get(key).and_then(Value::as_f64);
    let is_exclusive = |key| schema.get(key) == Some(&Value::Bool(true));
    let step = bound("multipleOf").filter(|step| *step > 0.0);
    let unit = step.unwrap_or(if is_integer { 1.0 } else { 0.25 });
    let least = match (bound("minimum"), bound("exclusiveMinimum")) {
        (Some(least), _) if is_exclusive("exclusiveMinimum") => Some(least + unit),
        (Some(least), _) => Some(least),
        (None, exclusive) => exclusive.map(|least| least + unit),
    };
    let most = match (bound("maximum"), bound("exclusiveMaximum")) {
        (Some(most), _) if is_exclusive("exclusiveMaximum") => Some(most - unit),
        (Some(most), _) => Some(most),
        (None, exclusive) => exclusive.map(|most| most - unit),
    };
    let usual: f64 = if is_integer { 7.0 } else { 7.25 };
    let mut value = least.map_or(usual, |least| usual.max(least));
    value = most.map_or(value, |most| value.min(most));
    if let Some(step) = step {
        value = (value / step).floor() * step;
        if least.is_some_and(|least| value < least) {
            value += step;
        }
    }
    match is_integer {
        true => json!(value as i64),
        false => Number::from_f64(value).map_or(Value::Null, Value::Number),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_keep_to_limits() {
        for (schema, expected) in [
            (json!({"minimum": 10}), json!(10)),
            (json!({"maximum": 3}), json!(3)),
            (json!({"minimum": 10, "exclusiveMinimum": true}), json!(11)),
            (json!({"exclusiveMaximum": 7}), json!(6)),
            (json!({"multipleOf": 5, "minimum": 12}), json!(15)),
        ] {
            assert_eq!(number(schema.as_object().unwrap(), true), expected, "{schema}");
        }
        for (schema, expected) in [
            (json!({"maxLength": 3}), "a b"),
            (json!({"pattern": "^(A|A)B{3}$"}), "ABBB"),
            (json!({"pattern": "^x\\/y$"}), "x/y"),
            (json!({"pattern": "^(?=x)", "example": "xyz"}), "xyz"),
            (json!({"format": "date"}), "2024-02-29"),
        ] {
            assert_eq!(string(schema.as_object().unwrap()), expected, "{schema}");
        }
    }
}
