//! The rules: what in a document is evidence for a lost fact, and how certain it is.
//!
//! The numbers are those of the APIs.guru directory, compared with botocore's models.

use serde_json::{Map, Value, json};

use super::Confidence::{self, High, Low};
use super::Suggestion;
use super::index::{Index, Use, properties, reference};

/// The suggestions of all rules, in the order of the document; some twice.
pub(super) fn all(index: &Index<'_>) -> Vec<Suggestion> {
    let mut found = Vec::new();
    for (name, schema) in &index.schemas {
        if index.is_message(name) {
            found.extend(of_message(index, name, schema));
        } else {
            found.extend(of_schema(index, name, schema));
        }
    }
    for (path, method, operation) in &index.operations {
        found.extend(of_path(index, path, method, operation));
    }
    found
}

/// The suggestion for a shape, by its name or its description.
fn of_schema(index: &Index<'_>, name: &str, schema: &Map<String, Value>) -> Option<Suggestion> {
    let suggest = |why: &str, confidence: Confidence, mark: &str| {
        let is_stated = schema.contains_key(mark);
        (!is_stated).then(|| Suggestion {
            why: format!("`{name}` {why}"),
            confidence,
            target: schema_path(name),
            update: json!({mark: true}),
        })
    };
    let named = |words: &[&str]| words.iter().any(|word| name.contains(word));
    let kind = schema.get("type").and_then(Value::as_str)?;
    match kind {
        "string" if is_plain(schema) && is_named_bytes(name) => match string_use(index, name) {
            // 20 of 20.
            None => suggest("is bytes by its name, which are base64 in JSON.", High, "x-blob"),
            Some(at) => suggest(
                &format!("is bytes by its name, but {at} is a string. Bytes are base64 in JSON."),
                Low,
                "x-blob",
            ),
        },
        // A structure without members loses everything that it is sent as.
        "object"
            if schema.get("properties").is_some_and(|all| all == &json!({}))
                && named(&["Document"]) =>
        {
            suggest("has no members, and is any JSON by its name.", High, "x-document")
        }
        // 2 of 43: the others are structures whose members are checked by the service.
        "object"
            if properties(schema).len() > 1
                && !schema.contains_key("required")
                && describes_union(description(schema)) =>
        {
            suggest("is described as having one of its members set.", Low, "x-union")
        }
        // 2 of 32: most hold references to secrets, or settings for them.
        "array" | "object" if named(&["Secret", "Sensitive", "Password"]) => {
            suggest("has the name of a secret. `Debug` redacts secrets.", Low, "x-sensitive")
        }
        _ => None,
    }
}

/// The suggestions for members of an input or output.
fn of_message(index: &Index<'_>, name: &str, schema: &Map<String, Value>) -> Vec<Suggestion> {
    let suggest = |member: &str, why: &str, confidence: Confidence, mark: &str| Suggestion {
        why: format!("`{member}` of `{name}` {why}"),
        confidence,
        target: member_path(name, member),
        update: json!({mark: true}),
    };
    let is_open = |value: &Value, mark: &str| value.get(mark).is_none();
    let mut found = Vec::new();
    let members = properties(schema);
    let (mut statuses, mut in_body): (Vec<_>, Vec<_>) = members
        .into_iter()
        .partition(|(member, value)| index.is_output(name) && is_status(index, member, value));
    if !has_payload_candidate(index, &in_body) {
        // A number of that name among other keys of a body is rather a state.
        in_body.extend(statuses.extract_if(.., |(member, _)| *member == STATE));
    }
    let are_certain = statuses.iter().all(|(_, value)| describes_status(index, value));
    if let [(member, value)] = in_body.as_slice()
        && is_open(value, "x-payload")
        && let Some((why, confidence)) = payload(index, member, value)
    {
        // Beside a number that may be a key of the body, the member is one of several.
        let confidence = if are_certain { confidence } else { Low };
        found.push(suggest(member, &why, confidence, "x-payload"));
        found.extend(reference(value).and_then(|target| bytes(index, target, confidence)));
    }
    for (member, value) in statuses {
        if is_open(value, "x-status-code") {
            // 157 of 163. The other 6 repeat the status in the body, so that their value is the same.
            let (why, confidence) = match describes_status(index, value) {
                true => ("is a number that is described as the HTTP status.", High),
                false => ("is a number with a name of the HTTP status.", Low),
            };
            found.push(suggest(member, why, confidence, "x-status-code"));
        }
    }
    for (member, value) in in_body {
        let is_token = TOKENS.iter().any(|token| token.eq_ignore_ascii_case(member));
        if is_token && !index.is_output(name) && is_open(value, "x-idempotency-token") {
            // 5 of 5.
            let (why, confidence) = match describes_token(&descriptions(index, value)) {
                true => ("has the name and the description of an idempotency token.", High),
                false => ("has the name of an idempotency token.", Low),
            };
            found.push(suggest(member, why, confidence, "x-idempotency-token"));
        }
    }
    found
}

/// Names that some idempotency tokens have. `crate::aws` marks those of certain names.
const TOKENS: &[&str] = &["creationToken", "creatorRequestId", "requestToken"];

/// A name that is more often that of a state than of an HTTP status.
const STATE: &str = "status";

/// Whether what is left of an output without its status is one member that may be the whole body.
fn has_payload_candidate(index: &Index<'_>, others: &[(&str, &Value)]) -> bool {
    match others {
        [(member, value)] => payload(index, member, value).is_some(),
        _ => false,
    }
}

fn is_status(index: &Index<'_>, member: &str, value: &Value) -> bool {
    let is_named = ["status", "statusCode", "httpStatusCode"]
        .iter()
        .any(|name| name.eq_ignore_ascii_case(member));
    let schema = resolved(index, value);
    is_named && schema.is_some_and(|schema| schema.get("type") == Some(&json!("integer")))
}

fn describes_status(index: &Index<'_>, value: &Value) -> bool {
    let text = descriptions(index, value).to_ascii_lowercase();
    text.contains("http status") || text.contains("http response status")
}

fn describes_token(description: &str) -> bool {
    let description = description.to_ascii_lowercase();
    description.contains("idempoten") || description.contains("without the risk of running")
}

/// A string that is the whole body is bytes as surely as the member is the body, unless others use it.
fn bytes(index: &Index<'_>, target: &str, confidence: Confidence) -> Option<Suggestion> {
    let schema = index.schema(target).filter(|schema| is_plain(schema))?;
    let other = string_use(index, target).filter(|_| !is_named_bytes(target));
    let confidence = if other.is_some() { Low } else { confidence };
    let but = other.map_or_else(String::new, |at| format!(", but {at} is a string"));
    (!schema.contains_key("x-blob")).then(|| Suggestion {
        why: format!("`{target}` is a whole body: bytes, unless it is plain text{but}."),
        confidence,
        target: schema_path(target),
        update: json!({"x-blob": true}),
    })
}

/// Why the only member of a message may be its whole body.
fn payload(index: &Index<'_>, member: &str, value: &Value) -> Option<(String, Confidence)> {
    let name = member.to_ascii_lowercase();
    let target = resolved(index, value)?;
    if is_plain(target)
        && ["body", "payload", "content", "data", "blob", "document"].contains(&name.as_str())
    {
        // 35 of 41 without this evidence, all with it.
        let schema = reference(value).unwrap_or_default();
        let text = descriptions(index, value);
        let described = ["binary", "bytes", "byte array"];
        let described = described.iter().find(|word| text.to_ascii_lowercase().contains(**word));
        let (evidence, confidence) = match described {
            _ if is_named_bytes(schema) || schema == "Stream" => {
                (format!(", and `{schema}` is bytes by its name"), High)
            }
            _ if text.contains("JSON") || schema.contains("Json") => {
                (", but it is described as JSON".to_owned(), Low)
            }
            Some(word) => (format!(", and is described as \"{word}\""), High),
            None => (String::new(), Low),
        };
        return Some((
            format!("is a string and the only member of the body{evidence}."),
            confidence,
        ));
    }
    let is_structure = target.contains_key("properties");
    // 23 of 23, but in four services only, and a wrong one breaks the operation.
    let why = "is a structure, the only member of the body, and has the name of a payload.";
    (is_structure && (name.ends_with("payload") || name.ends_with("body")))
        .then(|| (why.to_owned(), Low))
}

/// The suggestion for a label that holds a path.
fn of_path(
    index: &Index<'_>,
    path: &str,
    method: &str,
    operation: &Map<String, Value>,
) -> Option<Suggestion> {
    let before = path.split('#').next()?;
    let label = before.strip_suffix('}')?.rsplit('{').next()?;
    let names = ["key", "path", "filepath", "objectkey", "proxy"];
    let listed = operation.get("parameters").and_then(Value::as_array)?;
    let parameter = listed.iter().find(|parameter| parameter.get("name") == Some(&json!(label)))?;
    let is_hint = names.contains(&label.to_ascii_lowercase().as_str());
    let schema = parameter.get("schema").and_then(|schema| resolved(index, schema));
    let pattern = schema.and_then(|schema| schema.get("pattern")).and_then(Value::as_str);
    // 4 of 4, all with such a pattern.
    let (evidence, confidence) = match pattern.is_some_and(|pattern| pattern.contains('/')) {
        true => (", and its pattern allows slashes", High),
        false => ("", Low),
    };
    (is_hint && parameter.get("x-greedy").is_none()).then(|| Suggestion {
        why: format!("`{label}` ends the path and has the name of a path{evidence}."),
        confidence,
        target: format!(
            "$.paths[{}].{method}.parameters[?@.name == {}]",
            quoted(path),
            quoted(label)
        ),
        update: json!({"x-greedy": true}),
    })
}

fn is_named_bytes(name: &str) -> bool {
    ["Blob", "Binary", "Bytes"].iter().any(|word| name.ends_with(word))
}

/// A use of a schema that cannot be bytes, or is not described as such, as the subject of a sentence.
fn string_use(index: &Index<'_>, schema: &str) -> Option<String> {
    index.uses(schema).iter().find_map(|at| match at {
        Use::Parameter(name) => Some(format!("the parameter `{name}`")),
        Use::Header(name) => Some(format!("the header `{name}`")),
        Use::Inline(member, value) => {
            let text = descriptions(index, value).to_ascii_lowercase();
            let is_string = text.contains("string") && !text.contains("base64");
            (is_string || !is_named_bytes(schema))
                .then(|| format!("`{member}` of a structure without a name"))
        }
        Use::Element if !is_named_bytes(schema) => Some("an element of a list or map".to_owned()),
        Use::Element => None,
        Use::Member(member, owner) => {
            let owned = index.schema(owner)?;
            let value = owned.get("properties")?.get(member)?;
            let text = descriptions(index, value).to_ascii_lowercase();
            let is_string = text.contains("string") && !text.contains("base64");
            let is_payload = index.is_message(owner) && payload(index, member, value).is_some();
            let is_other = !is_named_bytes(schema) && !is_payload;
            (is_string || is_other).then(|| format!("`{member}` of `{owner}`"))
        }
    })
}

/// Whether a schema is a string without limits.
fn is_plain(schema: &Map<String, Value>) -> bool {
    let is = |key: &str, expected: &str| schema.get(key).is_some_and(|value| value == expected);
    let is_limited = ["enum", "pattern", "maxLength"].iter().any(|key| schema.contains_key(*key));
    let has_format = schema.contains_key("format") && !is("format", "password");
    is("type", "string") && !is_limited && !has_format
}

fn describes_union(description: &str) -> bool {
    let description = description.to_ascii_lowercase();
    ["only one of the", "exactly one of", "one and only one", "is a union", "can be only one"]
        .iter()
        .any(|phrase| description.contains(phrase))
}

fn description(schema: &Map<String, Value>) -> &str {
    schema.get("description").and_then(Value::as_str).unwrap_or_default()
}

/// The description of a member, beside its reference, and that of its schema.
fn descriptions(index: &Index<'_>, value: &Value) -> String {
    let own = value.as_object().into_iter().map(description);
    let parts = value.get("allOf").and_then(Value::as_array).into_iter().flatten();
    let parts = parts.filter_map(Value::as_object).map(description);
    let target = reference(value).and_then(|name| index.schema(name)).map(description);
    own.chain(parts).chain(target).collect::<Vec<_>>().join(" ")
}

fn resolved<'v>(index: &Index<'v>, value: &'v Value) -> Option<&'v Map<String, Value>> {
    match reference(value) {
        Some(name) => index.schema(name),
        None => value.as_object(),
    }
}

fn schema_path(name: &str) -> String {
    format!("$.components.schemas[{}]", quoted(name))
}

fn member_path(schema: &str, member: &str) -> String {
    format!("{}.properties[{}]", schema_path(schema), quoted(member))
}

/// A name as JSONPath quotes it.
fn quoted(name: &str) -> String {
    format!("'{}'", name.replace('\\', "\\\\").replace('\'', "\\'"))
}
