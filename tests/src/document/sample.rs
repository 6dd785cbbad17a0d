//! Sample inputs and responses for any operation, made from its schemas.
//!
//! Strings and numbers differ wherever the schema allows it, so that swapped members are detected. Sampling is
//! deterministic: one round always gives the same values.

use super::{Document, Operation};
use serde_json::{Map, Value};

/// The maximum nesting of a value; recursive schemas end there.
const MAX_DEPTH: usize = 12;

/// Characters that need escaping or encoding in JSON, URLs or HTML.
const SPECIAL_CHARACTERS: &str = "é \u{1F3A5}\"'\\/<&>%2F+=?#:\u{202E}\t\n";

/// The prefix of values that no enum has.
pub const UNKNOWN: &str = "NOT_YET_KNOWN";

/// Makes sample values.
#[derive(Clone, Debug)]
pub struct Sampler<'a> {
    document: &'a Document,
    round: usize,
    made: usize,
    required_only: bool,
    special_characters: bool,
}

/// A response with every member of its schema.
#[derive(Clone, Debug, Default)]
pub struct SampleResponse {
    /// All members by wire name: keys of the body and names of headers.
    pub members: Map<String, Value>,
    /// The members bound to headers.
    pub headers: Vec<(String, String)>,
    /// The members in the body.
    pub body: Map<String, Value>,
}

impl<'a> Sampler<'a> {
    /// A sampler of one round. Over [`rounds`](Self::rounds) a member takes every value of its enum.
    pub fn new(document: &'a Document, round: usize) -> Self {
        Self { document, round, made: 0, required_only: false, special_characters: false }
    }

    /// Omits optional members.
    #[must_use]
    pub fn required_only(mut self) -> Self {
        self.required_only = true;
        self
    }

    /// Adds special characters to every string, and uses unknown enum values.
    #[must_use]
    pub fn special_characters(mut self) -> Self {
        self.special_characters = true;
        self
    }

    /// The number of rounds after which every enum value of the operation has been used.
    pub fn rounds(document: &Document, operation: &Operation) -> usize {
        let schemas = [&operation.body, &operation.output].into_iter().flatten();
        let parameters = operation.query.iter().chain(&operation.path);
        let schemas = schemas.chain(parameters.map(|parameter| &parameter.schema));
        let most = schemas.map(|schema| choices(document, schema, 0)).max();
        most.unwrap_or(0).max(2)
    }

    /// An input: all members in one object, whatever their binding.
    pub fn input(&mut self, operation: &Operation) -> Map<String, Value> {
        let mut members = Map::new();
        for parameter in operation.path.iter().chain(&operation.query) {
            if parameter.required || !self.required_only {
                let value = self.member(&parameter.schema, &parameter.name, 0);
                members.insert(parameter.name.clone(), value);
            }
        }
        if let Some(schema) = &operation.body
            && let Value::Object(body) = self.member(schema, "body", 0)
        {
            members.extend(body);
        }
        members
    }

    /// A successful response.
    pub fn response(&mut self, operation: &Operation) -> SampleResponse {
        match &operation.output {
            Some(schema) => self.of_schema(schema),
            None => SampleResponse::default(),
        }
    }

    /// A response with any schema, such as that of an error.
    pub fn of_schema(&mut self, schema: &Value) -> SampleResponse {
        let members = self.member(schema, "output", 0);
        let Value::Object(body) = members else {
            return SampleResponse::default();
        };
        let properties = self.document.flat(schema).remove("properties");
        let header = |name: &str| self.document.header(properties.as_ref()?.get(name)?);
        let mut response = SampleResponse::default();
        for (name, value) in body {
            match (header(&name), value.as_str()) {
                (Some(header), Some(text)) => {
                    response.headers.push((header.clone(), text.to_owned()));
                    response.members.insert(header, value);
                }
                _ => {
                    response.members.insert(name.clone(), value.clone());
                    response.body.insert(name, value);
                }
            }
        }
        response
    }

    /// A value of any schema.
    pub fn value(&mut self, schema: &Value) -> Value {
        self.member(schema, "value", 0)
    }

    fn member(&mut self, schema: &Value, name: &str, depth: usize) -> Value {
        if depth > MAX_DEPTH {
            return Value::Null;
        }
        let schema = Value::Object(self.document.flat(schema));
        self.made += 1;
        match schema["type"].as_str() {
            Some("object") => self.object(&schema, name, depth),
            Some("array") => {
                let number = self.number_of_items(&schema);
                let item = |_| self.member(&schema["items"], name, depth + 1);
                (0..number).map(item).collect()
            }
            Some("integer") => self.integer(&schema).into(),
            Some("number") => (self.integer(&schema) as f64 + 0.25).into(),
            Some("boolean") => (self.round + self.made).is_multiple_of(2).into(),
            _ => self.string(&schema, name).into(),
        }
    }

    fn object(&mut self, schema: &Value, name: &str, depth: usize) -> Value {
        let mut members = Map::new();
        if let Some(values) = schema.get("additionalProperties") {
            for index in 0..if self.required_only { 0 } else { 2 } {
                let mut key = format!("{name}-{index}");
                if self.special_characters {
                    key.push_str(SPECIAL_CHARACTERS);
                }
                let value = self.member(values, name, depth + 1);
                members.insert(key, value);
            }
            return Value::Object(members);
        }
        let required = schema["required"].as_array();
        let properties = schema["properties"].as_object();
        for (member, property) in properties.into_iter().flatten() {
            let must = required.is_some_and(|names| names.iter().any(|it| it == member));
            if must || !self.required_only {
                let value = self.member(property, member, depth + 1);
                members.insert(member.clone(), value);
            }
        }
        Value::Object(members)
    }

    fn number_of_items(&self, schema: &Value) -> u64 {
        let least = schema["minItems"].as_u64().unwrap_or(0);
        let count = if self.required_only { 0 } else { 2 };
        count.clamp(least, schema["maxItems"].as_u64().unwrap_or(u64::MAX))
    }

    fn integer(&self, schema: &Value) -> i64 {
        let least = schema["minimum"].as_f64().map_or(0, |it| it.ceil() as i64);
        let most = schema["maximum"].as_f64().map_or(1_000_000, |it| it as i64);
        // Leaves space for the fraction that `number` adds.
        let span = (most - least).max(1);
        least + (self.round + self.made) as i64 % span
    }

    fn string(&self, schema: &Value, name: &str) -> String {
        let number = self.made + self.round;
        if let Some(values) = schema["enum"].as_array() {
            return match values.get(number % values.len().max(1)) {
                Some(value) if !self.special_characters => {
                    value.as_str().unwrap_or_default().to_owned()
                }
                _ => format!("{UNKNOWN} {SPECIAL_CHARACTERS}"),
            };
        }
        if schema["format"] == "date-time" {
            let (minute, second) = (number / 60 % 60, number % 60);
            // Not a multiple of ten: trailing zeros would not survive a round trip.
            let millisecond = number % 99 * 10 + 1;
            return format!("2024-02-29T12:{minute:02}:{second:02}.{millisecond:03}Z");
        }
        let mut string = format!("{number}-{name}");
        if self.special_characters && schema.get("x-header").is_none() {
            string.push_str(SPECIAL_CHARACTERS);
        }
        let least = schema["minLength"].as_u64().unwrap_or(0) as usize;
        let most = schema["maxLength"].as_u64().unwrap_or(u64::MAX) as usize;
        let missing = least.saturating_sub(string.chars().count());
        string.extend(std::iter::repeat_n('x', missing));
        string.chars().take(most).collect()
    }
}

/// The size of the largest enum within a schema.
fn choices(document: &Document, schema: &Value, depth: usize) -> usize {
    if depth > MAX_DEPTH {
        return 0;
    }
    let schema = Value::Object(document.flat(schema));
    let own = schema["enum"].as_array().map_or(0, Vec::len);
    let properties = schema["properties"].as_object();
    let inner = properties.into_iter().flat_map(|it| it.values());
    let inner = inner.chain(schema.get("items"));
    let inner = inner.chain(schema.get("additionalProperties"));
    let inner = inner.map(|inner| choices(document, inner, depth + 1));
    inner.max().unwrap_or(0).max(own)
}

#[cfg(test)]
mod tests {
    use super::super::document;
    use super::*;
    use std::collections::BTreeSet;

    fn leaves(value: &Value, found: &mut Vec<String>) {
        match value {
            Value::Object(members) => members.values().for_each(|it| leaves(it, found)),
            Value::Array(items) => items.iter().for_each(|it| leaves(it, found)),
            Value::String(text) => found.push(text.clone()),
            _ => {}
        }
    }

    #[test]
    fn inputs_have_all_members_or_the_required_ones() {
        let operation = document().operation("CreateParticipantToken").unwrap();
        let all = Sampler::new(document(), 0).input(operation);
        let names: BTreeSet<&str> = all.keys().map(String::as_str).collect();
        let expected = ["attributes", "capabilities", "duration", "stageArn", "userId"];
        assert_eq!(names, BTreeSet::from(expected));
        let least = Sampler::new(document(), 0).required_only().input(operation);
        assert_eq!(least.keys().collect::<Vec<_>>(), ["stageArn"]);
        let untag = document().operation("UntagResource").unwrap();
        let bound = Sampler::new(document(), 0).required_only().input(untag);
        assert_eq!(bound.keys().collect::<Vec<_>>(), ["resourceArn", "tagKeys"]);
    }

    #[test]
    fn strings_differ_and_rounds_cover_every_enum_value() {
        let operation = document().operation("GetParticipant").unwrap();
        let mut states = BTreeSet::new();
        for round in 0..Sampler::rounds(document(), operation) {
            let response = Sampler::new(document(), round).response(operation);
            let state = &response.body["participant"]["state"];
            states.insert(state.as_str().unwrap().to_owned());
            let mut strings = Vec::new();
            leaves(&response.body["participant"]["attributes"], &mut strings);
            leaves(&response.body["participant"]["participantId"], &mut strings);
            assert_eq!(strings.iter().collect::<BTreeSet<_>>().len(), 3, "{strings:?}");
        }
        assert_eq!(states.len(), 2);
    }

    #[test]
    fn samples_satisfy_the_constraints() {
        use crate::simulator::violations;
        for operation in &document().operations {
            for round in 0..Sampler::rounds(document(), operation) {
                let input = Sampler::new(document(), round).input(operation);
                assert_eq!(violations(operation.body.as_ref(), &input), [""; 0]);
                let response = Sampler::new(document(), round).response(operation);
                assert_eq!(violations(operation.output.as_ref(), &response.body), [""; 0]);
            }
        }
    }

    #[test]
    fn special_characters_respect_length_constraints() {
        let operation = document().operation("GetStageSession").unwrap();
        let input = Sampler::new(document(), 0).special_characters().input(operation);
        let id = input["sessionId"].as_str().unwrap();
        assert_eq!(id.chars().count(), 16, "{id}");
        assert!(id.contains('é'), "{id}");
    }
}
