//! Constraints of single values: lengths, ranges, counts, enums.

use serde_json::Value;
use std::fmt::Display;

pub(super) fn string(schema: &Value, string: &str, at: &str, found: &mut Vec<String>) {
    // The service counts characters, not bytes.
    let length = string.chars().count();
    count(
        schema,
        ["minLength", "maxLength"],
        length,
        "characters",
        at,
        found,
    );
    let allowed = schema["enum"].as_array();
    if let Some(allowed) = allowed.filter(|allowed| !allowed.iter().any(|value| value == string)) {
        let allowed: Vec<&str> = allowed.iter().filter_map(Value::as_str).collect();
        found.push(format!(
            "{at}: must be one of {}, found {string:?}",
            allowed.join(", ")
        ));
    }
    if schema["format"] == "date-time" && string.parse::<jiff::Timestamp>().is_err() {
        found.push(format!(
            "{at}: must be an ISO 8601 timestamp, found {string:?}"
        ));
    }
}

pub(super) fn integer(schema: &Value, number: i64, at: &str, found: &mut Vec<String>) {
    let (minimum, maximum) = (schema["minimum"].as_i64(), schema["maximum"].as_i64());
    range(number, minimum, maximum, at, found);
}

pub(super) fn number(schema: &Value, number: f64, at: &str, found: &mut Vec<String>) {
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

pub(super) fn count(
    schema: &Value,
    [least, most]: [&str; 2],
    number: usize,
    unit: &str,
    at: &str,
    found: &mut Vec<String>,
) {
    let number = number as u64;
    if let Some(minimum) = schema[least].as_u64().filter(|minimum| number < *minimum) {
        found.push(format!(
            "{at}: must have at least {minimum} {unit}, found {number}"
        ));
    }
    if let Some(maximum) = schema[most].as_u64().filter(|maximum| number > *maximum) {
        found.push(format!(
            "{at}: must have at most {maximum} {unit}, found {number}"
        ));
    }
}
