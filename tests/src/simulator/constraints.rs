//! Validation of inputs and outputs against the constraints of the OpenAPI document.
//!
//! Validates `type`, `required`, `enum`, lengths, ranges, item and entry counts and `date-time`. Never `pattern`:
//! one of this document matches no real ARN.

use super::wire::ServiceError;
use crate::document::{Document, Operation};
use serde_json::{Map, Value};
use std::fmt::Display;

/// The maximum nesting of a value.
const MAX_DEPTH: usize = 64;

/// Validates values against the schemas of a document.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Validator<'a> {
    document: &'a Document,
    unknown_members: UnknownMembers,
}

/// The treatment of members that the schema does not have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum UnknownMembers {
    /// Ignored, as the service does in requests.
    Ignored,
    /// A violation, as in the simulator's own responses.
    Rejected,
}

impl<'a> Validator<'a> {
    pub(crate) fn new(document: &'a Document, unknown_members: UnknownMembers) -> Self {
        Self { document, unknown_members }
    }

    /// All violations of `value`, each with the path of the member: `tags.owner`, `items[2]`.
    pub(crate) fn violations(&self, schema: &Value, value: &Value, at: &str) -> Vec<String> {
        let mut found = Vec::new();
        self.check(schema, value, at, 0, &mut found);
        found
    }

    fn check(
        &self,
        schema: &Value,
        value: &Value,
        at: &str,
        depth: usize,
        found: &mut Vec<String>,
    ) {
        if depth > MAX_DEPTH {
            found.push(format!("{at}: nested more than {MAX_DEPTH} levels deep"));
            return;
        }
        if let Some(reference) = schema["$ref"].as_str() {
            match self.document.resolve(reference) {
                Some(target) => self.check(target, value, at, depth + 1, found),
                None => found.push(format!("{at}: the document has no {reference}")),
            }
            return;
        }
        for part in schema["allOf"].as_array().into_iter().flatten() {
            self.check(part, value, at, depth + 1, found);
        }
        match schema["type"].as_str() {
            Some("object") => match value.as_object() {
                Some(object) => self.check_object(schema, object, at, depth, found),
                None => found.push(wrong_type(at, "an object", value)),
            },
            Some("array") => match value.as_array() {
                Some(items) => self.check_array(schema, items, at, depth, found),
                None => found.push(wrong_type(at, "a list", value)),
            },
            Some("string") => match value.as_str() {
                Some(string) => check_string(schema, string, at, found),
                None => found.push(wrong_type(at, "a string", value)),
            },
            Some("integer") => match value.as_i64() {
                Some(number) => check_integer(schema, number, at, found),
                None => found.push(wrong_type(at, "an integer", value)),
            },
            Some("number") => match value.as_f64() {
                Some(number) => check_number(schema, number, at, found),
                None => found.push(wrong_type(at, "a number", value)),
            },
            Some("boolean") if !value.is_boolean() => {
                found.push(wrong_type(at, "a boolean", value))
            }
            _ => {}
        }
    }

    fn check_object(
        &self,
        schema: &Value,
        object: &Map<String, Value>,
        at: &str,
        depth: usize,
        found: &mut Vec<String>,
    ) {
        for name in schema["required"].as_array().into_iter().flatten().filter_map(Value::as_str) {
            // AWS treats null as absent.
            if object.get(name).is_none_or(Value::is_null) {
                found.push(format!("{}: required, but it is absent", join(at, name)));
            }
        }
        check_count(schema, ["minProperties", "maxProperties"], object.len(), "entries", at, found);
        for (name, member) in object.iter().filter(|(_, member)| !member.is_null()) {
            let path = join(at, name);
            if let Some(property) = schema["properties"].get(name) {
                self.check(property, member, &path, depth + 1, found);
            } else if let Some(values) = schema.get("additionalProperties") {
                self.check(values, member, &path, depth + 1, found);
            } else if self.unknown_members == UnknownMembers::Rejected {
                found.push(format!("{path}: not a member in the document"));
            }
        }
    }

    fn check_array(
        &self,
        schema: &Value,
        items: &[Value],
        at: &str,
        depth: usize,
        found: &mut Vec<String>,
    ) {
        check_count(schema, ["minItems", "maxItems"], items.len(), "items", at, found);
        for (index, item) in items.iter().enumerate() {
            self.check(&schema["items"], item, &format!("{at}[{index}]"), depth + 1, found);
        }
    }
}

/// One error for all violations of a request; `Ok` if there are none.
pub(crate) fn reject(violations: &[String]) -> Result<(), ServiceError> {
    match violations.len() {
        0 => Ok(()),
        1 => Err(ServiceError::validation(format!("1 constraint violated: {}", violations[0]))),
        n => Err(ServiceError::validation(format!(
            "{n} constraints violated: {}",
            violations.join("; ")
        ))),
    }
}

fn wrong_type(at: &str, expected: &str, value: &Value) -> String {
    let at = if at.is_empty() { "the body" } else { at };
    format!("{at}: must be {expected}, found {value}")
}

fn join(at: &str, name: &str) -> String {
    if at.is_empty() { name.to_owned() } else { format!("{at}.{name}") }
}

fn check_string(schema: &Value, string: &str, at: &str, found: &mut Vec<String>) {
    // The service counts characters, not bytes.
    let length = string.chars().count();
    check_count(schema, ["minLength", "maxLength"], length, "characters", at, found);
    let allowed = schema["enum"].as_array();
    if let Some(allowed) = allowed.filter(|allowed| !allowed.iter().any(|value| value == string)) {
        let allowed: Vec<&str> = allowed.iter().filter_map(Value::as_str).collect();
        found.push(format!("{at}: must be one of {}, found {string:?}", allowed.join(", ")));
    }
    if schema["format"] == "date-time" && string.parse::<jiff::Timestamp>().is_err() {
        found.push(format!("{at}: must be an ISO 8601 timestamp, found {string:?}"));
    }
}

fn check_integer(schema: &Value, number: i64, at: &str, found: &mut Vec<String>) {
    let (minimum, maximum) = (schema["minimum"].as_i64(), schema["maximum"].as_i64());
    range(number, minimum, maximum, at, found);
}

fn check_number(schema: &Value, number: f64, at: &str, found: &mut Vec<String>) {
    let (minimum, maximum) = (schema["minimum"].as_f64(), schema["maximum"].as_f64());
    range(number, minimum, maximum, at, found);
}

fn range<T: PartialOrd + Display>(
    number: T,
    minimum: Option<T>,
    maximum: Option<T>,
    at: &str,
    found: &mut Vec<String>,
) {
    if let Some(minimum) = minimum.filter(|minimum| number < *minimum) {
        found.push(format!("{at}: must be at least {minimum}, found {number}"));
    }
    if let Some(maximum) = maximum.filter(|maximum| number > *maximum) {
        found.push(format!("{at}: must be at most {maximum}, found {number}"));
    }
}

fn check_count(
    schema: &Value,
    [least, most]: [&str; 2],
    number: usize,
    unit: &str,
    at: &str,
    found: &mut Vec<String>,
) {
    let number = number as u64;
    if let Some(minimum) = schema[least].as_u64().filter(|minimum| number < *minimum) {
        found.push(format!("{at}: must have at least {minimum} {unit}, found {number}"));
    }
    if let Some(maximum) = schema[most].as_u64().filter(|maximum| number > *maximum) {
        found.push(format!("{at}: must have at most {maximum} {unit}, found {number}"));
    }
}

/// The violations of an output. Each is a bug of the simulator.
pub(crate) fn output_violations(
    document: &Document,
    operation: &Operation,
    output: &Value,
) -> Vec<String> {
    let validator = Validator::new(document, UnknownMembers::Rejected);
    match &operation.output {
        Some(schema) => validator.violations(schema, output, ""),
        None => Vec::new(),
    }
}

/// Whether an error is one that the document lists for the operation.
pub(crate) fn may_return(operation: &Operation, error: &ServiceError) -> bool {
    operation.errors.contains(&error.code)
}

/// Writes absent members as nulls, as some AWS services do. A client must read both forms alike.
pub(crate) fn fill_nulls(document: &Document, schema: &Value, value: &mut Value) {
    if let Some(reference) = schema["$ref"].as_str() {
        if let Some(target) = document.resolve(reference) {
            fill_nulls(document, target, value);
        }
        return;
    }
    for part in schema["allOf"].as_array().into_iter().flatten() {
        fill_nulls(document, part, value);
    }
    match value {
        Value::Object(members) => {
            let properties = schema["properties"].as_object().into_iter().flatten();
            // Members bound to headers are not in the body.
            for (name, property) in properties.filter(|(_, it)| document.header(it).is_none()) {
                fill_nulls(document, property, members.entry(name.clone()).or_insert(Value::Null));
            }
        }
        Value::Array(items) => {
            for item in items {
                fill_nulls(document, &schema["items"], item);
            }
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::document;
    use serde_json::json;

    fn input(operation: &str, value: Value) -> Vec<String> {
        let schema = document().operation(operation).unwrap().body.as_ref().unwrap();
        Validator::new(document(), UnknownMembers::Ignored).violations(schema, &value, "")
    }

    #[test]
    fn valid_inputs_pass_and_unknown_members_are_ignored() {
        assert!(input("CreateStage", json!({})).is_empty());
        assert!(input("CreateStage", json!({"name": null, "later": [1]})).is_empty());
        // Matches no pattern of the document: patterns are not enforced.
        assert!(input("GetStage", json!({"arn": "not an arn"})).is_empty());
    }

    #[test]
    fn all_violations_are_reported_with_their_path() {
        let arn = "a".repeat(129);
        let found = input(
            "CreateParticipantToken",
            json!({"stageArn": arn, "duration": 0, "capabilities": ["PUBLISH", "FLY", "PUBLISH"],
               "attributes": {"k": 1}, "userId": 7}),
        );
        assert_eq!(
            found,
            [
                "stageArn: must have at most 128 characters, found 129",
                "duration: must be at least 1, found 0",
                "capabilities: must have at most 2 items, found 3",
                "capabilities[1]: must be one of PUBLISH, SUBSCRIBE, found \"FLY\"",
                "attributes.k: must be a string, found 1",
                "userId: must be a string, found 7",
            ]
        );
    }

    #[test]
    fn required_members_counts_and_nested_schemas_are_validated() {
        assert_eq!(input("GetStage", json!({"arn": null})), ["arn: required, but it is absent"]);
        assert_eq!(input("GetStage", json!([])), ["the body: must be an object, found []"]);
        let configurations = vec![json!({"duration": 20161}); 13];
        let found = input("CreateStage", json!({"participantTokenConfigurations": configurations}));
        assert_eq!(found.len(), 14);
        assert_eq!(
            found[13],
            "participantTokenConfigurations[12].duration: must be at most 20160, found 20161"
        );
    }

    #[test]
    fn lengths_count_characters() {
        assert!(input("CreateStage", json!({"name": "é".repeat(128)})).is_empty());
        assert_eq!(input("CreateStage", json!({"name": "é".repeat(129)})).len(), 1);
    }

    #[test]
    fn unknown_members_of_outputs_are_violations() {
        let schema = document().operation("GetStage").unwrap().output.as_ref().unwrap();
        let validator = Validator::new(document(), UnknownMembers::Rejected);
        let value = json!({"stage": {"arn": "arn", "colour": "red"}});
        assert_eq!(
            validator.violations(schema, &value, ""),
            ["stage.colour: not a member in the document"]
        );
    }

    #[test]
    fn absent_members_become_nulls_at_every_level() {
        let schema = document().operation("ListStageSessions").unwrap().output.as_ref().unwrap();
        let mut value = json!({"stageSessions": [{"sessionId": "st-1"}]});
        fill_nulls(document(), schema, &mut value);
        let session = json!({"sessionId": "st-1", "startTime": null, "endTime": null});
        assert_eq!(value, json!({"stageSessions": [session], "nextToken": null}));
    }
}
