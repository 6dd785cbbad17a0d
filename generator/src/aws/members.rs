//! The JSON keys of members, and idempotency tokens.

use serde_json::{Map, Value};

use super::{operations, referents, string};
use crate::openapi::structure::JSON;
use crate::pointer::Pointer;
use crate::service::folded;

const WIRE_NAME: &str = "x-wire-name";
const TOKEN: &str = "x-idempotency-token";

/// Names of idempotency tokens, in lower case without separators.
///
/// The documents do not mark the tokens (433). Of the 986 that AWS marks in today's rest-json models 946
/// have one of these names, and 52 members have such a name without being marked; in the json models these are 390 of
/// 409, and 84.
const TOKEN_NAMES: &[&str] = &["clienttoken", "clientrequesttoken", "idempotencytoken"];

/// Sets the JSON key of a member to its `xml.name`.
///
/// In 24 documents (6,441 properties) the component schemas are keyed by member name, and the key on the wire
/// is `xml.name` in the second item of the annotated reference, although the bodies are JSON.
pub(super) fn set_wire_name(schema: &mut Map<String, Value>) {
    if let Some(name) = schema.get("xml").and_then(|xml| xml.get("name")) {
        let name = name.clone();
        schema.entry(WIRE_NAME).or_insert(name);
    }
}

/// The JSON key of a property.
pub(super) fn wire_name<'v>(name: &'v str, property: &'v Value) -> &'v str {
    annotations(property)
        .find_map(|schema| string(schema, WIRE_NAME).filter(|name| !name.is_empty()))
        .unwrap_or(name)
}

/// Marks the members of inputs with the name of an idempotency token, unless the document states whether they
/// are tokens. A token whose length is not that of a UUID (acm, config) is the caller's, as one that AWS does not fill.
/// The `clientToken` of CodePipeline identifies the client that works on a job: it is no such token.
pub(super) fn mark_idempotency_tokens(document: &mut Value) {
    let service = document.pointer("/info/x-serviceName");
    let excluded = service.filter(|name| *name == "codepipeline").map(|_| "clientToken");
    for (path, method) in operations(document) {
        let path = Pointer::root().child("paths").child(&path);
        let operation = path.child(method);
        if let Some(schema) = body_schema(document, &operation) {
            let properties = schema.child("properties");
            let members = properties.resolve(document).and_then(Value::as_object);
            let members = members.into_iter().flatten();
            let tokens = members
                .filter(|(name, member)| Some(name.as_str()) != excluded && fits(document, member));
            let tokens: Vec<String> = tokens.map(|(name, _)| name.clone()).collect();
            for name in tokens {
                if let Some(member) = document.pointer_mut(properties.child(&name).as_str()) {
                    mark_token(&name, member);
                }
            }
        }
        for owner in [path, operation] {
            let parameters = document.pointer_mut(owner.child("parameters").as_str());
            let parameters = parameters.and_then(Value::as_array_mut);
            parameters.into_iter().flatten().for_each(mark_parameter);
        }
    }
    if let Some(Value::Object(parameters)) = document.pointer_mut("/components/parameters") {
        parameters.values_mut().for_each(mark_parameter);
    }
}

/// The pointer to the schema of an operation's request body, behind its references.
fn body_schema(document: &Value, operation: &Pointer) -> Option<Pointer> {
    let body = operation.child("requestBody").child("content").child(JSON);
    let pointer = body.child("schema");
    let last = referents(document, pointer.resolve(document)?).last();
    Some(last.map_or(pointer, |(pointer, _)| pointer))
}

/// Whether a member can hold a UUID, by the limits of its schema.
fn fits(document: &Value, member: &Value) -> bool {
    const UUID: u64 = 36;
    let schema = referents(document, member).last().map_or(member, |(_, schema)| schema);
    let limit = |key: &str| schema.get(key).and_then(Value::as_u64);
    limit("minLength").is_none_or(|least| least <= UUID)
        && limit("maxLength").is_none_or(|most| most >= UUID)
}

fn mark_parameter(parameter: &mut Value) {
    let is_stated = parameter
        .get("schema")
        .is_some_and(|schema| annotations(schema).any(|schema| schema.get(TOKEN).is_some()));
    if let Some(name) = string(parameter, "name").map(str::to_owned)
        && !is_stated
    {
        mark_token(&name, parameter);
    }
}

fn mark_token(name: &str, member: &mut Value) {
    let is_stated = annotations(member).any(|schema| schema.get(TOKEN).is_some());
    if is_token_name(name)
        && !is_stated
        && let Some(member) = member.as_object_mut()
    {
        member.insert(TOKEN.to_owned(), Value::Bool(true));
    }
}

fn is_token_name(name: &str) -> bool {
    let plain = folded(name);
    TOKEN_NAMES.iter().any(|name| {
        plain == *name || plain == format!("xamz{name}") || plain == format!("xamzn{name}")
    })
}

/// A schema, and the annotations of its reference.
pub(super) fn annotations(schema: &Value) -> impl Iterator<Item = &Value> {
    let parts = schema.get("allOf").and_then(Value::as_array);
    std::iter::once(schema).chain(parts.into_iter().flatten())
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_token_can_hold_a_uuid() {
        let short = json!({"type": "string", "maxLength": 32});
        let document = json!({"components": {"schemas": {"Short": short}}});
        let reference = json!({"allOf": [{"$ref": "#/components/schemas/Short"}]});
        assert!(!fits(&document, &reference));
        assert!(!fits(&document, &json!({"minLength": 64})));
        assert!(fits(&document, &json!({"minLength": 1, "maxLength": 36})));
    }
}
