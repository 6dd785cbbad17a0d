//! Inputs and answers made up from the document's schemas, for whatever operations it has.
//!
//! Every text and number is another one as far as the document allows it, so that members that change places
//! are noticed. Nothing is random: the same round gives the same values. Knows no operation by name.

use super::{Document, Operation};
use serde_json::{Map, Value};

/// How deep a value may nest; a schema that contains itself ends there.
const MAX_DEPTH: usize = 12;

/// What texts hold besides ASCII letters when they are to be awkward.
const AWKWARD: &str = "é \u{1F3A5}\"'\\/<&>%2F+=?#:\u{202E}\t\n";

/// How a value begins that is in no enum.
pub const UNKNOWN: &str = "NOT_YET_KNOWN";

/// Makes values up.
#[derive(Clone, Debug)]
pub struct Sampler<'a> {
    document: &'a Document,
    round: usize,
    made: usize,
    least: bool,
    awkward: bool,
}

/// An answer with every member that its schema has.
#[derive(Clone, Debug, Default)]
pub struct Answer {
    /// All members under the names that they have on the wire: keys of the body, and names of headers.
    pub members: Map<String, Value>,
    /// The headers that hold members, with their values.
    pub headers: Vec<(String, String)>,
    /// The members of the body.
    pub body: Map<String, Value>,
}

impl<'a> Sampler<'a> {
    /// A sampler of one round. Over the rounds, a member takes each value of its enum, and both of a boolean.
    pub fn new(document: &'a Document, round: usize) -> Self {
        Self {
            document,
            round,
            made: 0,
            least: false,
            awkward: false,
        }
    }

    /// Leaves out everything that may be left out.
    #[must_use]
    pub fn least(mut self) -> Self {
        self.least = true;
        self
    }

    /// Puts texts that are hard to write, and enum values that nobody knows, wherever there is a text.
    #[must_use]
    pub fn awkward(mut self) -> Self {
        self.awkward = true;
        self
    }

    /// How many rounds show every enum value of a schema somewhere.
    pub fn rounds(document: &Document, operation: &Operation) -> usize {
        let schemas = [&operation.body, &operation.output].into_iter().flatten();
        let parameters = operation.query.iter().chain(&operation.path);
        let schemas = schemas.chain(parameters.map(|parameter| &parameter.schema));
        let most = schemas.map(|schema| choices(document, schema, 0)).max();
        most.unwrap_or(0).max(2)
    }

    /// An input: every member in one object, wherever it is sent.
    pub fn input(&mut self, operation: &Operation) -> Map<String, Value> {
        let mut members = Map::new();
        for parameter in operation.path.iter().chain(&operation.query) {
            if parameter.required || !self.least {
                let value = self.value(&parameter.schema, &parameter.name, 0);
                members.insert(parameter.name.clone(), value);
            }
        }
        if let Some(schema) = &operation.body
            && let Value::Object(body) = self.value(schema, "body", 0)
        {
            members.extend(body);
        }
        members
    }

    /// A successful answer.
    pub fn answer(&mut self, operation: &Operation) -> Answer {
        match &operation.output {
            Some(schema) => self.of_schema(schema),
            None => Answer::default(),
        }
    }

    /// An answer of any schema, such as that of an error.
    pub fn of_schema(&mut self, schema: &Value) -> Answer {
        let members = self.value(schema, "output", 0);
        let Value::Object(body) = members else {
            return Answer::default();
        };
        let properties = self.document.flat(schema).remove("properties");
        let header = |name: &str| self.document.header(properties.as_ref()?.get(name)?);
        let mut answer = Answer::default();
        for (name, value) in body {
            match (header(&name), value.as_str()) {
                (Some(header), Some(text)) => {
                    answer.headers.push((header.clone(), text.to_owned()));
                    answer.members.insert(header, value);
                }
                _ => {
                    answer.members.insert(name.clone(), value.clone());
                    answer.body.insert(name, value);
                }
            }
        }
        answer
    }

    fn value(&mut self, schema: &Value, name: &str, depth: usize) -> Value {
        if depth > MAX_DEPTH {
            return Value::Null;
        }
        let schema = Value::Object(self.document.flat(schema));
        self.made += 1;
        match schema["type"].as_str() {
            Some("object") => self.object(&schema, name, depth),
            Some("array") => {
                let number = self.number_of_items(&schema);
                let item = |_| self.value(&schema["items"], name, depth + 1);
                (0..number).map(item).collect()
            }
            Some("integer") => self.integer(&schema).into(),
            Some("number") => (self.integer(&schema) as f64 + 0.25).into(),
            Some("boolean") => (self.round + self.made).is_multiple_of(2).into(),
            _ => self.text(&schema, name).into(),
        }
    }

    fn object(&mut self, schema: &Value, name: &str, depth: usize) -> Value {
        let mut members = Map::new();
        if let Some(values) = schema.get("additionalProperties") {
            for index in 0..if self.least { 0 } else { 2 } {
                let mut key = format!("{name}-{index}");
                if self.awkward {
                    key.push_str(AWKWARD);
                }
                let value = self.value(values, name, depth + 1);
                members.insert(key, value);
            }
            return Value::Object(members);
        }
        let required = schema["required"].as_array();
        let properties = schema["properties"].as_object();
        for (member, property) in properties.into_iter().flatten() {
            let must = required.is_some_and(|names| names.iter().any(|it| it == member));
            if must || !self.least {
                let value = self.value(property, member, depth + 1);
                members.insert(member.clone(), value);
            }
        }
        Value::Object(members)
    }

    fn number_of_items(&self, schema: &Value) -> u64 {
        let least = schema["minItems"].as_u64().unwrap_or(0);
        let wanted = if self.least { 0 } else { 2 };
        wanted.clamp(least, schema["maxItems"].as_u64().unwrap_or(u64::MAX))
    }

    fn integer(&self, schema: &Value) -> i64 {
        let least = schema["minimum"].as_f64().map_or(0, |it| it.ceil() as i64);
        let most = schema["maximum"].as_f64().map_or(1_000_000, |it| it as i64);
        // Room for the fraction of a number that is no integer.
        let span = (most - least).max(1);
        least + (self.round + self.made) as i64 % span
    }

    fn text(&self, schema: &Value, name: &str) -> String {
        let number = self.made + self.round;
        if let Some(values) = schema["enum"].as_array() {
            return match values.get(number % values.len().max(1)) {
                Some(value) if !self.awkward => value.as_str().unwrap_or_default().to_owned(),
                _ => format!("{UNKNOWN} {AWKWARD}"),
            };
        }
        if schema["format"] == "date-time" {
            let (minute, second) = (number / 60 % 60, number % 60);
            // The last digit is no zero, which nobody writes.
            let millisecond = number % 99 * 10 + 1;
            return format!("2024-02-29T12:{minute:02}:{second:02}.{millisecond:03}Z");
        }
        let mut text = format!("{number}-{name}");
        if self.awkward && schema.get("x-header").is_none() {
            text.push_str(AWKWARD);
        }
        let least = schema["minLength"].as_u64().unwrap_or(0) as usize;
        let most = schema["maxLength"].as_u64().unwrap_or(u64::MAX) as usize;
        let missing = least.saturating_sub(text.chars().count());
        text.extend(std::iter::repeat_n('x', missing));
        text.chars().take(most).collect()
    }
}

/// The largest number of values that an enum within a schema has.
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
    fn an_input_has_every_member_and_the_least_has_what_is_required() {
        let operation = document().operation("CreateParticipantToken").unwrap();
        let all = Sampler::new(document(), 0).input(operation);
        let names: BTreeSet<&str> = all.keys().map(String::as_str).collect();
        let expected = [
            "attributes",
            "capabilities",
            "duration",
            "stageArn",
            "userId",
        ];
        assert_eq!(names, BTreeSet::from(expected));
        let least = Sampler::new(document(), 0).least().input(operation);
        assert_eq!(least.keys().collect::<Vec<_>>(), ["stageArn"]);
        let untag = document().operation("UntagResource").unwrap();
        let bound = Sampler::new(document(), 0).least().input(untag);
        assert_eq!(bound.keys().collect::<Vec<_>>(), ["resourceArn", "tagKeys"]);
    }

    #[test]
    fn texts_differ_and_the_rounds_show_every_choice() {
        let operation = document().operation("GetParticipant").unwrap();
        let mut states = BTreeSet::new();
        for round in 0..Sampler::rounds(document(), operation) {
            let answer = Sampler::new(document(), round).answer(operation);
            let state = &answer.body["participant"]["state"];
            states.insert(state.as_str().unwrap().to_owned());
            let mut texts = Vec::new();
            leaves(&answer.body["participant"]["attributes"], &mut texts);
            leaves(&answer.body["participant"]["participantId"], &mut texts);
            assert_eq!(texts.iter().collect::<BTreeSet<_>>().len(), 3, "{texts:?}");
        }
        assert_eq!(states.len(), 2);
    }

    #[test]
    fn what_is_made_up_is_what_the_document_allows() {
        use crate::simulator::violations;
        for operation in &document().operations {
            for round in 0..Sampler::rounds(document(), operation) {
                let input = Sampler::new(document(), round).input(operation);
                assert_eq!(violations(operation.body.as_ref(), &input), [""; 0]);
                let answer = Sampler::new(document(), round).answer(operation);
                assert_eq!(violations(operation.output.as_ref(), &answer.body), [""; 0]);
            }
        }
    }

    #[test]
    fn awkward_texts_keep_to_the_lengths() {
        let operation = document().operation("GetStageSession").unwrap();
        let input = Sampler::new(document(), 0).awkward().input(operation);
        let id = input["sessionId"].as_str().unwrap();
        assert_eq!(id.chars().count(), 16, "{id}");
        assert!(id.contains('é'), "{id}");
    }
}
