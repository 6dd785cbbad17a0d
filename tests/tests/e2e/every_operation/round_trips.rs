//! Inputs with every member go out as the document says, and answers with every member come back whole.

use super::client_of;
use e2e_tests::capture::{Capture, CapturedRequest, Response};
use e2e_tests::document::sample::{SampleResponse, Sampler};
use e2e_tests::document::{Operation as Described, Segment, document};
use generated_sdk::{Error, operations};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};
use sdk_runtime::{CallOptions, Operation};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};
use std::collections::BTreeSet;

/// RFC 3986's unreserved characters stay in a path as they are.
const ESCAPED: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~');

/// Reads a value into a type. What the type does not keep is an error.
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

/// What a request must be, as far as the document says it.
#[derive(Debug, PartialEq)]
struct Line {
    method: String,
    path: String,
    query: Vec<(String, String)>,
    body: Option<Value>,
}

impl Line {
    /// What the document says of an input.
    fn expected(operation: &Described, input: &Map<String, Value>) -> Self {
        let mut body = input.clone();
        let mut path = String::new();
        for segment in &operation.segments {
            path.push('/');
            match segment {
                Segment::Literal(text) => path.push_str(text),
                Segment::Label(name) => {
                    let value = body.remove(name).unwrap_or_default();
                    let value = value.as_str().expect("a label is a text");
                    path.extend(utf8_percent_encode(value, ESCAPED));
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
                Value::String(text) => text,
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

    /// What came over the wire.
    fn found(request: &CapturedRequest) -> Self {
        let (path, query) = request
            .target
            .split_once('?')
            .unwrap_or((&request.target, ""));
        let decode = |text: &str| {
            assert!(!text.contains('+'), "a plus sign is no space to AWS");
            let text = percent_decode_str(text).decode_utf8();
            text.expect("UTF-8").into_owned()
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
            query: pairs
                .map(|(key, value)| (decode(key), decode(value)))
                .collect(),
            body,
        }
    }
}

impl Line {
    /// Takes a token out of the body that nobody has given: a UUID of version 4.
    fn take_token(&mut self, member: &str) -> Result<(), String> {
        let body = self.body.as_mut().and_then(Value::as_object_mut);
        let token = body.and_then(|body| body.remove(member));
        let token = token.as_ref().and_then(Value::as_str).unwrap_or_default();
        let lengths: Vec<usize> = token.split('-').map(str::len).collect();
        match lengths == [8, 4, 4, 4, 12] && token.as_bytes()[14] == b'4' {
            true => Ok(()),
            false => Err(format!("{member} is {token:?}, and no UUID")),
        }
    }
}

fn text(members: &Map<String, Value>) -> String {
    Value::Object(members.clone()).to_string()
}

fn scripted(response: &SampleResponse) -> Response {
    let mut headers = vec![("content-type", "application/json")];
    let more = response.headers.iter();
    headers.extend(more.map(|(name, value)| (name.as_str(), value.as_str())));
    Response::with_headers(200, &headers, &text(&response.body))
}

/// Sends an operation in every way, and gives what is wrong.
async fn check_operation<O>() -> Result<(), String>
where
    O: Operation<Error = Error>,
    O::Input: Serialize + DeserializeOwned,
    O::Output: Serialize,
{
    let name = O::META.name;
    let described = document().operation(name);
    let described = described.ok_or_else(|| format!("the document has no {name}"))?;
    let rounds = Sampler::rounds(document(), described);
    let mut samplers: Vec<_> = (0..rounds).map(|it| Sampler::new(document(), it)).collect();
    samplers.push(Sampler::new(document(), rounds).special_characters());
    samplers.push(Sampler::new(document(), rounds).required_only());
    let cases: Vec<_> = samplers
        .into_iter()
        .map(|mut it| (it.input(described), it.response(described)))
        .collect();
    let least = cases.len() - 1;
    let server = Capture::start(cases.iter().map(|(_, response)| scripted(response)));
    let server = server.await.map_err(|error| error.to_string())?;
    let client = client_of(&server);
    for (index, (input, response)) in cases.iter().enumerate() {
        let typed: O::Input = read(&Value::Object(input.clone()))?;
        let output = client.send::<O>(&typed, &CallOptions::default()).await;
        let unread = |error| format!("{error}\nwas the reading of\n{}", text(&response.body));
        let (output, whole) = (
            written(&output.map_err(unread)?),
            Value::Object(response.members.clone()),
        );
        // An output shows lists and maps that are not there as empty ones.
        if index != least && output != whole {
            return Err(format!("of\n{whole:#}\nthe output has\n{output:#}"));
        }
    }
    let requests = server.requests();
    for (request, (input, _)) in requests.iter().zip(&cases) {
        let mut found = Line::found(request);
        if let Some(token) = document().idempotency_token(described)
            && !input.contains_key(&token)
        {
            found.take_token(&token)?;
        }
        let expected = Line::expected(described, input);
        if found != expected {
            return Err(format!("sent {found:#?}\ninstead of {expected:#?}"));
        }
    }
    assert_eq!(requests.len(), cases.len());
    Ok(())
}

#[tokio::test]
async fn every_member_of_every_operation_goes_out_and_comes_back() {
    let mut names = BTreeSet::new();
    let mut faults = Vec::new();
    macro_rules! each {
        ($operation:ident, $input:ident, $output:ident) => {
            let name = stringify!($operation);
            names.insert(name);
            let tried = check_operation::<operations::$operation>().await;
            faults.extend(tried.err().map(|fault| format!("{name}: {fault}")));
        };
    }
    for_each_operation!(each);
    assert!(faults.is_empty(), "{}", faults.join("\n\n"));
    let described = document().operations.iter().map(|it| it.name.as_str());
    assert_eq!(
        names,
        described.collect(),
        "operations of the SDK and of the document"
    );
}

/// Without this, a type that forgets members would pass.
#[test]
fn a_member_that_a_type_does_not_have_is_noticed() {
    let described = document().operation("CreateStage").unwrap();
    let mut input = Value::Object(Sampler::new(document(), 0).input(described));
    read::<operations::CreateStageInput>(&input).unwrap();
    input["tags"]["more"] = "is fine".into();
    read::<operations::CreateStageInput>(&input).unwrap();
    input["participantTokenConfigurations"][0]["ofTomorrow"] = true.into();
    let fault = read::<operations::CreateStageInput>(&input).unwrap_err();
    assert!(fault.contains("ofTomorrow"), "{fault}");
}
