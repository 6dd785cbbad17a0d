//! Code and message in the error bodies of plain HTTP services.
//!
//! There is no standard that services keep; the names of members and how they are nested are those of many of them.

use serde_json::{Map, Value};

/// What an error body states.
#[derive(Debug, Default)]
pub(crate) struct Details {
    /// The code of the error.
    pub(crate) code: Option<String>,
    /// The message for people.
    pub(crate) message: Option<String>,
}

const CODES: &[&str] = &["code", "error_code", "errorCode", "error", "type", "error_type"];
const MESSAGES: &[&str] =
    &["message", "detail", "error_description", "description", "error_message", "msg", "title"];

/// Members whose objects, or whose lists of objects or texts, describe the error.
const NESTED: &[&str] = &["error", "errors", "detail", "errorMessages", "messages"];

impl Details {
    /// Reads a body whose response has this status.
    pub(crate) fn of(document: &Value, status: u16) -> Self {
        let objects = objects(document);
        let first = |keys: &[&str], text: &dyn Fn(&Value) -> Option<String>| {
            let mut values =
                objects.iter().flat_map(|object| keys.iter().filter_map(|key| get(object, key)));
            values.find_map(text)
        };
        let code = first(CODES, &|value| code(value, status));
        let code = code.or_else(|| first(&["status"], &status_name));
        let message = first(MESSAGES, &text).or_else(|| texts(document));
        // The name of a cause, or the sentence itself.
        let reason = first(&["reason"], &text);
        match (code, message) {
            (code, None) if reason.is_some() => Self { code, message: reason },
            (Some(sentence), None) if sentence.contains(' ') => {
                Self { code: None, message: Some(sentence) }
            }
            (code, message) => Self { code: code.or(reason), message },
        }
    }
}

/// The objects that may have code and message, the innermost first.
fn objects(document: &Value) -> Vec<&Map<String, Value>> {
    let Some(body) = object(document) else {
        return Vec::new();
    };
    let nested = NESTED.iter().filter_map(|key| object(get(body, key)?));
    nested.chain([body]).collect()
}

/// An object, or the first one of a list.
fn object(value: &Value) -> Option<&Map<String, Value>> {
    value.as_array().map_or(Some(value), |list| list.first())?.as_object()
}

/// The first text of a list, or of an object of texts by the names of what they are about.
fn texts(document: &Value) -> Option<String> {
    let first = |value: &Value| match value {
        Value::String(text) => Some(text.clone()),
        Value::Array(list) => list.first().and_then(text),
        _ => None,
    };
    let by_name = |value: &Value| {
        let members = value.as_object()?;
        let (name, value) = members.iter().next()?;
        first(value).map(|text| format!("{name}: {text}"))
    };
    let Some(body) = document.as_object() else {
        return first(document);
    };
    let nested = || NESTED.iter().filter_map(|key| get(body, key));
    let is_list = |value: &&Value| value.is_array();
    let all_lists = || body.values().all(Value::is_array).then(|| by_name(document)).flatten();
    nested()
        .filter(is_list)
        .find_map(first)
        .or_else(|| nested().find_map(by_name))
        .or_else(all_lists)
}

/// A member, whatever the case of its name.
fn get<'v>(object: &'v Map<String, Value>, name: &str) -> Option<&'v Value> {
    object.iter().find(|(key, _)| key.eq_ignore_ascii_case(name)).map(|(_, value)| value)
}

fn text(value: &Value) -> Option<String> {
    value.as_str().filter(|text| !text.trim().is_empty()).map(str::to_owned)
}

/// A code; the status of the response says nothing new, nor does the type of a problem that has none (RFC 9457).
fn code(value: &Value, status: u16) -> Option<String> {
    match value {
        Value::Number(number) if number.as_u64() != Some(status.into()) => Some(number.to_string()),
        value => text(value).filter(|code| code != "about:blank" && *code != status.to_string()),
    }
}

/// A status that is the name of an error, such as `NOT_FOUND`, and not that of its kind, such as `error`.
fn status_name(value: &Value) -> Option<String> {
    let is_name =
        |name: &String| name.contains('_') || name.chars().all(|each| each.is_ascii_uppercase());
    text(value).filter(is_name)
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::Details;

    #[test]
    fn code_and_message_are_found_in_the_bodies_of_many_services() {
        let check = |body: Value, code: Option<&str>, message: Option<&str>| {
            let found = Details::of(&body, 404);
            assert_eq!(
                (found.code.as_deref(), found.message.as_deref()),
                (code, message),
                "{body}"
            );
        };
        check(json!({"code": "busy", "message": "wait"}), Some("busy"), Some("wait"));
        check(json!({"error": {"code": "busy", "message": "wait"}}), Some("busy"), Some("wait"));
        check(
            json!({"error": "invalid_grant", "error_description": "expired"}),
            Some("invalid_grant"),
            Some("expired"),
        );
        check(
            json!({"type": "https://p.example/credit", "title": "no credit"}),
            Some("https://p.example/credit"),
            Some("no credit"),
        );
        check(
            json!({"type": "about:blank", "title": "Not Found", "status": 404}),
            None,
            Some("Not Found"),
        );
        // Members of a list, of objects or texts, or by the name of what they are about.
        check(json!({"errors": [{"message": "unknown", "help": "none"}]}), None, Some("unknown"));
        check(
            json!({"errors": [{"category": "A", "code": "NOT_FOUND", "detail": "none"}]}),
            Some("NOT_FOUND"),
            Some("none"),
        );
        check(
            json!({"errors": [{"reason": "Label must be unique", "field": "label"}]}),
            None,
            Some("Label must be unique"),
        );
        check(
            json!({"errorMessages": ["No such issue"], "errors": {}}),
            None,
            Some("No such issue"),
        );
        check(
            json!({"errorMessages": [], "errors": {"project": "is required"}}),
            None,
            Some("project: is required"),
        );
        check(
            json!({"errors": ["too short"], "error_type": "invalid"}),
            Some("invalid"),
            Some("too short"),
        );
        check(
            json!({"name": ["This field is required."]}),
            None,
            Some("name: This field is required."),
        );
        check(
            json!({"detail": [{"loc": ["body"], "msg": "required", "type": "missing"}]}),
            Some("missing"),
            Some("required"),
        );
        check(
            json!([{"classification": "RequiredError", "message": "Required"}]),
            None,
            Some("Required"),
        );
        check(json!(["no credit"]), None, Some("no credit"));
        // Names of another case, and numbers.
        check(
            json!({"ErrorNumber": 10, "Type": "ValidationException", "Message": "wrong"}),
            Some("ValidationException"),
            Some("wrong"),
        );
        check(
            json!({"code": 20404, "message": "not found", "status": 404}),
            Some("20404"),
            Some("not found"),
        );
        check(
            json!({"error": {"code": 404, "message": "none", "status": "NOT_FOUND"}}),
            Some("NOT_FOUND"),
            Some("none"),
        );
        check(
            json!({"ok": false, "error_code": 404, "description": "chat not found"}),
            None,
            Some("chat not found"),
        );
        check(
            json!({"kind": "Status", "status": "Failure", "reason": "NotFound", "message": "none", "code": 404}),
            Some("NotFound"),
            Some("none"),
        );
        check(json!({"error": "The page does not exist"}), None, Some("The page does not exist"));
        check(json!({"status": "error"}), None, None);
        check(json!({}), None, None);
        check(json!(7), None, None);
    }
}
