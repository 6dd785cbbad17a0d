//! Valid and invalid requests of each operation, and the expected part of its outputs: all from the document.

use crate::common::prism::VIOLATIONS;
use e2e_tests::client::{self, RawClient, RawResponse};
use e2e_tests::document::sample::{Sampler, UNKNOWN};
use e2e_tests::document::{Document, Operation, Segment, document};
use http::{HeaderMap, Method};
use jiff::Timestamp;
use serde_json::{Map, Value, json};
use std::collections::BTreeSet;

/// The inputs of an operation.
pub(crate) fn inputs(operation: &Operation) -> Vec<Map<String, Value>> {
    let rounds = Sampler::rounds(document(), operation);
    let rounds_of = (0..rounds).map(|round| Sampler::new(document(), round));
    let mut inputs: Vec<_> = rounds_of.map(|mut it| it.input(operation)).collect();
    inputs.push(required(operation));
    let special = Sampler::new(document(), rounds).special_characters().input(operation);
    // The bundle lists the values of enums, so Prism rejects others.
    if !Value::Object(special.clone()).to_string().contains(UNKNOWN) {
        inputs.push(special);
    }
    inputs
}

/// The required members. Required lists in the query are not empty, because an empty one sends nothing.
pub(crate) fn required(operation: &Operation) -> Map<String, Value> {
    let mut required = Sampler::new(document(), 0).required_only().input(operation);
    let mut all = Sampler::new(document(), 0).input(operation);
    for parameter in &operation.query {
        let list = required.get_mut(&parameter.name);
        if let Some(empty) = list.filter(|it| it.as_array().is_some_and(Vec::is_empty)) {
            *empty = all.remove(&parameter.name).unwrap_or_default();
        }
    }
    required
}

/// The statuses of the operation's errors.
pub(crate) fn statuses(operation: &Operation) -> BTreeSet<u16> {
    let status = |code: &String| {
        let schema = document().resolve(&format!("#/components/schemas/{code}"))?;
        schema.pointer("/x-error/status")?.as_u64()?.try_into().ok()
    };
    operation.errors.iter().filter_map(status).collect()
}

/// A request that Prism must reject, sent without the SDK.
pub(crate) struct InvalidRequest {
    method: Method,
    path: String,
    body: Option<Value>,
    part: Part,
}

/// The invalid part of a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Part {
    Signature,
    Body,
    Query,
}

/// The invalid requests of an operation.
pub(crate) fn invalid_requests(operation: &Operation) -> Vec<InvalidRequest> {
    let path = operation.segments.iter().map(|segment| match segment {
        Segment::Literal(literal) => format!("/{literal}"),
        Segment::Label(_) => "/label".to_owned(),
    });
    let path: String = path.collect();
    let invalid = |body, part| InvalidRequest {
        method: operation.method.parse().unwrap_or_default(),
        path: path.clone(),
        body,
        part,
    };
    let body = operation.body.as_ref();
    let mut all = vec![invalid(body.map(|_| json!({})), Part::Signature)];
    all.extend(body.map(|_| invalid(Some(json!([])), Part::Body)));
    if operation.query.iter().any(|parameter| parameter.required) {
        all.push(invalid(None, Part::Query));
    }
    all
}

impl InvalidRequest {
    /// Sends it. It is an error if Prism accepts it.
    pub(crate) async fn is_rejected(&self, client: &RawClient) -> Result<(), String> {
        let response = self.send(client).await.map_err(|error| error.to_string())?;
        let found = violations(&response.headers);
        let location = match self.part {
            Part::Signature => None,
            Part::Body => Some("\"location\":[\"request\",\"body\""),
            Part::Query => Some("\"location\":[\"request\",\"query\""),
        };
        let rejected = match location {
            None => response.status == 401,
            Some(it) => response.status >= 400 && found.iter().any(|found| found.contains(it)),
        };
        match rejected {
            true => Ok(()),
            false => Err(format!(
                "a request with an invalid {:?} has the response {} and {found:?}",
                self.part, response.status
            )),
        }
    }

    async fn send(&self, client: &RawClient) -> Result<RawResponse, client::Error> {
        let mut request = client.request(&self.method, &self.path, self.body.as_ref())?;
        if self.part != Part::Signature {
            client.sign(&mut request)?;
        }
        client.transmit(request).await
    }
}

/// Prism's violations, without those of its random responses.
pub(crate) fn violations(headers: &HeaderMap) -> Vec<String> {
    let Some(header) = headers.get(VIOLATIONS) else {
        return Vec::new();
    };
    let Ok(Value::Array(found)) = serde_json::from_slice(header.as_bytes()) else {
        return vec![format!("{VIOLATIONS} is {header:?}")];
    };
    let is_relevant = |it: &&Value| it["location"][0] == "request" || it["code"] != "maxProperties";
    found.iter().filter(is_relevant).map(Value::to_string).collect()
}

/// The part of a value that the document describes, in a normal form: without unknown members and empty values (an
/// output has an empty list for an absent one), with normalized timestamps and numbers.
pub(crate) fn described(document: &Document, schema: &Value, value: &Value) -> Value {
    let schema = document.flat(schema);
    let is = |key: &str, expected: &str| schema.get(key).is_some_and(|it| it == expected);
    match value {
        Value::Object(members) => {
            let of = |name: &String| match schema.get("properties") {
                Some(properties) => properties.get(name),
                None => schema.get("additionalProperties"),
            };
            let members = members.iter().filter_map(|(name, value)| {
                let value = described(document, of(name)?, value);
                (!is_empty(&value)).then(|| (name.clone(), value))
            });
            Value::Object(members.collect())
        }
        Value::Array(items) => {
            let schema = schema.get("items").unwrap_or(&Value::Null);
            items.iter().map(|it| described(document, schema, it)).collect()
        }
        Value::String(string) if is("format", "date-time") => {
            string.parse::<Timestamp>().map_or(value.clone(), |it| it.to_string().into())
        }
        // The document's numbers are floats of 32 bits.
        Value::Number(number) if is("type", "number") => {
            number.as_f64().map_or(Value::Null, |it| f64::from(it as f32).into())
        }
        _ => value.clone(),
    }
}

fn is_empty(value: &Value) -> bool {
    match value {
        Value::Object(members) => members.is_empty(),
        Value::Array(items) => items.is_empty(),
        other => other.is_null(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use http::HeaderValue;

    #[test]
    fn operations_have_inputs_error_statuses_and_invalid_requests() {
        let mut special = 0;
        for operation in &document().operations {
            let inputs = inputs(operation);
            assert!(inputs.len() >= 3, "{}", operation.name);
            special += usize::from(inputs.iter().any(|it| format!("{it:?}").contains("%2F")));
            assert!(statuses(operation).contains(&400), "{}", operation.name);
        }
        assert!(special > 30, "special characters are sent where there is no enum");
        let untag = document().operation("UntagResource").unwrap();
        assert_eq!(required(untag)["tagKeys"].as_array().unwrap().len(), 2);
        let stage = document().operation("GetStage").unwrap();
        assert_eq!(statuses(stage), BTreeSet::from([400, 403, 404]));
        for (name, parts) in [
            ("CreateStage", &[Part::Signature, Part::Body][..]),
            ("ListTagsForResource", &[Part::Signature]),
            ("UntagResource", &[Part::Signature, Part::Query]),
        ] {
            let all = invalid_requests(document().operation(name).unwrap());
            assert_eq!(all.iter().map(|it| it.part).collect::<Vec<_>>(), parts, "{name}");
        }
    }

    #[test]
    fn only_too_many_members_of_a_response_are_ignored() {
        let headers = |violations| {
            HeaderMap::from_iter([(
                VIOLATIONS.parse().unwrap(),
                HeaderValue::from_static(violations),
            )])
        };
        assert_eq!(violations(&HeaderMap::new()), [""; 0]);
        let random = r#"[{"location":["response","body","tags"],"code":"maxProperties"}]"#;
        assert_eq!(violations(&headers(random)), [""; 0]);
        for relevant in [
            r#"[{"location":["request","body","tags"],"code":"maxProperties"}]"#,
            r#"[{"location":["response","body","stage"],"code":"type"}]"#,
            "nonsense",
        ] {
            assert_eq!(violations(&headers(relevant)).len(), 1, "{relevant}");
        }
    }

    #[test]
    fn described_parts_have_a_normal_form() {
        let operation = document().operation("GetComposition").unwrap();
        let schema = operation.output.as_ref().unwrap();
        let of = |value: Value| described(document(), schema, &value);
        let response = json!({"composition": {
            "arn": "a", "notYetKnown": 1, "tags": {"k": "v"}, "destinations": [],
            "startTime": "2024-02-29T12:00:00.0Z", "layout": {"grid": {"gridGap": 2}},
        }, "more": true});
        let output = json!({"composition": {
            "arn": "a", "tags": {"k": "v"}, "startTime": "2024-02-29T12:00:00Z",
            "layout": {"grid": {"gridGap": 2}},
        }});
        assert_eq!(of(response), output);
        assert_eq!(of(output.clone()), output);
        for (pointer, other) in [
            ("/composition/arn", json!("b")),
            ("/composition/startTime", json!("2024-02-29T12:00:01Z")),
            ("/composition/tags", json!({})),
            ("/composition/layout/grid/gridGap", json!(3)),
        ] {
            let mut changed = output.clone();
            *changed.pointer_mut(pointer).unwrap() = other;
            assert_ne!(of(changed), output, "{pointer}");
        }
    }
}
