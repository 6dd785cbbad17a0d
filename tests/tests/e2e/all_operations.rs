//! Tests of every operation with sample values from the document: requests, outputs and errors.

use crate::support::operation_client;
use e2e_tests::capture::{Capture, CapturedRequest, Response};
use e2e_tests::document::sample::{SampleResponse, Sampler};
use e2e_tests::document::{self, Segment, document};
use generated_sdk::{Error, ErrorCode, ErrorKind, operations};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};
use sdk_runtime::{CallOptions, Operation, Retries};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};
use std::collections::BTreeSet;

/// Everything but RFC 3986's unreserved characters.
const RESERVED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// Deserializes a value. A member that the type does not keep is an error.
fn read<T: DeserializeOwned + Serialize>(value: &Value) -> Result<T, String> {
    let typed: T = serde_json::from_value(value.clone()).map_err(|error| error.to_string())?;
    let kept = written(&typed);
    match kept == *value {
        true => Ok(typed),
        false => Err(format!("of\n{value:#}\nthe SDK keeps\n{kept:#}")),
    }
}

fn written<T: Serialize>(typed: &T) -> Value {
    serde_json::to_value(typed).expect("models are JSON")
}

/// The decoded parts of a request.
#[derive(Debug, PartialEq)]
struct RequestParts {
    method: String,
    path: String,
    query: Vec<(String, String)>,
    body: Option<Value>,
}

impl RequestParts {
    /// The request that the document describes for an input.
    fn expected(operation: &document::Operation, input: &Map<String, Value>) -> Self {
        let mut body = input.clone();
        let mut path = String::new();
        for segment in &operation.segments {
            path.push('/');
            match segment {
                Segment::Literal(literal) => path.push_str(literal),
                Segment::Label(name) => {
                    let value = body.remove(name).unwrap_or_default();
                    let value = value.as_str().expect("a label is a string");
                    path.extend(utf8_percent_encode(value, RESERVED));
                }
            }
        }
        let mut query = Vec::new();
        for parameter in &operation.query {
            let values = match body.remove(&parameter.name) {
                Some(Value::Array(values)) => values,
                value => value.into_iter().collect(),
            };
            let values = values.into_iter().map(|value| match value {
                Value::String(string) => string,
                other => other.to_string(),
            });
            query.extend(values.map(|value| (parameter.name.clone(), value)));
        }
        Self {
            method: operation.method.clone(),
            path,
            query,
            body: operation.body.as_ref().map(|_| Value::Object(body)),
        }
    }

    fn found(request: &CapturedRequest) -> Self {
        let (path, query) = request.target.split_once('?').unwrap_or((&request.target, ""));
        let decode = |string: &str| {
            assert!(!string.contains('+'), "AWS does not read a plus sign as a space");
            percent_decode_str(string).decode_utf8().expect("UTF-8").into_owned()
        };
        let pairs = query.split('&').filter(|pair| !pair.is_empty());
        let pairs = pairs.map(|pair| pair.split_once('=').expect("a key has a value"));
        let body = (!request.body.is_empty()).then(|| {
            assert_eq!(request.header("content-type"), Some("application/json"));
            serde_json::from_slice(&request.body).expect("the body is JSON")
        });
        Self {
            method: request.method.clone(),
            path: path.to_owned(),
            query: pairs.map(|(key, value)| (decode(key), decode(value))).collect(),
            body,
        }
    }

    /// Removes a generated idempotency token from the body, which must be a UUID of version 4.
    fn remove_token(&mut self, member: &str) -> Result<(), String> {
        let body = self.body.as_mut().and_then(Value::as_object_mut);
        let token = body.and_then(|body| body.remove(member));
        let token = token.as_ref().and_then(Value::as_str).unwrap_or_default();
        let lengths: Vec<usize> = token.split('-').map(str::len).collect();
        match lengths == [8, 4, 4, 4, 12] && token.as_bytes()[14] == b'4' {
            true => Ok(()),
            false => Err(format!("{member} is {token:?}, which is not a UUID")),
        }
    }
}

fn json(members: &Map<String, Value>) -> String {
    Value::Object(members.clone()).to_string()
}

fn scripted(response: &SampleResponse) -> Response {
    let mut headers = vec![("content-type", "application/json")];
    let more = response.headers.iter();
    headers.extend(more.map(|(name, value)| (name.as_str(), value.as_str())));
    Response::with_headers(200, &headers, &json(&response.body))
}

/// Sends sample inputs of an operation and compares requests and outputs with the document.
async fn check_round_trips<O>() -> Result<(), String>
where
    O: Operation<Error = Error>,
    O::Input: Serialize + DeserializeOwned,
    O::Output: Serialize,
{
    let name = O::META.name;
    let operation = document().operation(name);
    let operation = operation.ok_or_else(|| format!("the document has no {name}"))?;
    let rounds = Sampler::rounds(document(), operation);
    let mut samplers: Vec<_> = (0..rounds).map(|it| Sampler::new(document(), it)).collect();
    samplers.push(Sampler::new(document(), rounds).special_characters());
    samplers.push(Sampler::new(document(), rounds).required_only());
    let cases = samplers.into_iter().map(|mut it| (it.input(operation), it.response(operation)));
    let cases: Vec<_> = cases.collect();
    let required_only = cases.len() - 1;
    let server = Capture::start(cases.iter().map(|(_, response)| scripted(response)));
    let server = server.await.map_err(|error| error.to_string())?;
    let client = operation_client(&server);
    for (index, (input, response)) in cases.iter().enumerate() {
        let typed: O::Input = read(&Value::Object(input.clone()))?;
        let output = client.send::<O>(&typed, &CallOptions::default()).await;
        let in_body = |error| format!("{error}\nfor the body\n{}", json(&response.body));
        let output = written(&output.map_err(in_body)?);
        let expected = Value::Object(response.members.clone());
        // An output serializes absent lists and maps as empty ones.
        if index != required_only && output != expected {
            return Err(format!("of\n{expected:#}\nthe output has\n{output:#}"));
        }
    }
    let requests = server.requests();
    for (request, (input, _)) in requests.iter().zip(&cases) {
        let mut found = RequestParts::found(request);
        if let Some(token) = document().idempotency_token(operation)
            && !input.contains_key(&token)
        {
            found.remove_token(&token)?;
        }
        let expected = RequestParts::expected(operation, input);
        if found != expected {
            return Err(format!("sent {found:#?}\ninstead of {expected:#?}"));
        }
    }
    assert_eq!(requests.len(), cases.len());
    Ok(())
}

#[tokio::test]
async fn every_member_of_every_operation_round_trips() {
    let mut names = BTreeSet::new();
    let mut failures = Vec::new();
    macro_rules! each {
        ($operation:ident, $input:ident, $output:ident) => {
            let name = stringify!($operation);
            names.insert(name);
            let result = check_round_trips::<operations::$operation>().await;
            failures.extend(result.err().map(|failure| format!("{name}: {failure}")));
        };
    }
    for_each_operation!(each);
    assert!(failures.is_empty(), "{}", failures.join("\n\n"));
    let expected = document().operations.iter().map(|it| it.name.as_str());
    assert_eq!(names, expected.collect());
}

/// Without this, a type that drops members would pass.
#[test]
fn read_rejects_members_that_the_type_drops() {
    let operation = document().operation("CreateStage").unwrap();
    let mut input = Value::Object(Sampler::new(document(), 0).input(operation));
    read::<operations::CreateStageInput>(&input).unwrap();
    input["tags"]["more"] = "is fine".into();
    read::<operations::CreateStageInput>(&input).unwrap();
    input["participantTokenConfigurations"][0]["notYetKnown"] = true.into();
    let error = read::<operations::CreateStageInput>(&input).unwrap_err();
    assert!(error.contains("notYetKnown"), "{error}");
}

/// Receives each error that the document lists for the operation.
async fn check_errors<O>(seen: &mut BTreeSet<String>)
where
    O: Operation<Error = Error>,
    O::Input: DeserializeOwned,
{
    let operation = document().operation(O::META.name).unwrap();
    let input = Sampler::new(document(), 0).required_only().input(operation);
    let input: O::Input = serde_json::from_value(Value::Object(input)).unwrap();
    assert!(!operation.errors.is_empty());
    for code in &operation.errors {
        let schema = document().resolve(&format!("#/components/schemas/{code}"));
        let schema = document().flat(schema.unwrap());
        let status = schema["x-error"]["status"].as_u64().unwrap();
        let status = u16::try_from(status).unwrap();
        // Sample headers, but the real code in its header.
        let mut response = Sampler::new(document(), 0).of_schema(&Value::Object(schema));
        let is_code = |name: &str| name.eq_ignore_ascii_case("x-amzn-errortype");
        response.headers.retain(|(name, _)| !is_code(name));
        assert_eq!(response.headers.len(), 7, "{code}");
        let message = response.body["exceptionMessage"].as_str().unwrap();
        let mut headers = vec![("x-amzn-errortype", code.as_str())];
        let more = response.headers.iter();
        headers.extend(more.map(|(name, value)| (name.as_str(), value.as_str())));
        let body = json(&response.body);
        let server = Capture::start([Response::with_headers(status, &headers, &body)]);
        let server = server.await.unwrap();

        let options = CallOptions::default().retries(Retries::off());
        let result = operation_client(&server).send::<O>(&input, &options).await;
        let error = result.err().unwrap();
        let at = format!("{code} of {}", O::META.name);
        assert_eq!(error.kind(), ErrorKind::Service, "{at}");
        assert_eq!(error.operation(), Some(O::META.name), "{at}");
        assert_eq!((error.status(), error.message()), (Some(status), message), "{at}");
        let found = error.code().unwrap();
        assert_eq!(found.as_str(), code, "{at}");
        assert!(!matches!(found, ErrorCode::Unknown(_)), "{at}");
        let raw = error.raw_response().unwrap();
        for (name, value) in headers {
            assert_eq!(raw.headers[name], value, "{at}");
        }
        assert_eq!(raw.body, body, "{at}");
        seen.insert(code.clone());
    }
}

#[tokio::test]
async fn every_error_of_every_operation_has_its_code_message_and_headers() {
    let mut seen = BTreeSet::new();
    macro_rules! each {
        ($operation:ident, $input:ident, $output:ident) => {
            check_errors::<operations::$operation>(&mut seen).await;
        };
    }
    for_each_operation!(each);
    assert_eq!(seen.len(), 7, "{seen:?}");
}
