//! Every error that the document lists for an operation arrives as what it is, with all that came with it.

use super::client_of;
use e2e_tests::capture::{Capture, Response};
use e2e_tests::document::document;
use e2e_tests::document::sample::Sampler;
use generated_sdk::{Error, ErrorCode, ErrorKind, operations};
use sdk_runtime::{CallOptions, Operation, Retries};
use serde::de::DeserializeOwned;
use serde_json::Value;
use std::collections::BTreeSet;

/// Meets each error that the operation may response.
async fn meets_its_errors<O>(seen: &mut BTreeSet<String>)
where
    O: Operation<Error = Error>,
    O::Input: DeserializeOwned,
{
    let described = document().operation(O::META.name).unwrap();
    let input = Sampler::new(document(), 0).required_only().input(described);
    let input: O::Input = serde_json::from_value(Value::Object(input)).unwrap();
    assert!(!described.errors.is_empty());
    for code in &described.errors {
        let schema = document().resolve(&format!("#/components/schemas/{code}"));
        let schema = document().flat(schema.unwrap());
        let status = schema["x-error"]["status"].as_u64().unwrap();
        let status = u16::try_from(status).unwrap();
        // The members that stand in headers, with the code's own header as it truly is.
        let mut response = Sampler::new(document(), 0).of_schema(&Value::Object(schema));
        let is_code = |name: &str| name.eq_ignore_ascii_case("x-amzn-errortype");
        response.headers.retain(|(name, _)| !is_code(name));
        assert_eq!(response.headers.len(), 7, "{code}");
        let message = response.body["exceptionMessage"].as_str().unwrap();
        let mut headers = vec![("x-amzn-errortype", code.as_str())];
        let more = response.headers.iter();
        headers.extend(more.map(|(name, value)| (name.as_str(), value.as_str())));
        let body = Value::Object(response.body.clone()).to_string();
        let server = Capture::start([Response::with_headers(status, &headers, &body)]);
        let server = server.await.unwrap();

        let options = CallOptions::default().retries(Retries::off());
        let failed = client_of(&server).send::<O>(&input, &options).await;
        let error = failed.err().unwrap();
        let at = format!("{code} of {}", O::META.name);
        assert_eq!(error.kind(), ErrorKind::Service, "{at}");
        assert_eq!(error.operation(), Some(O::META.name), "{at}");
        assert_eq!(
            (error.status(), error.message()),
            (Some(status), message),
            "{at}"
        );
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
async fn every_error_of_every_operation_is_known_and_kept_whole() {
    let mut seen = BTreeSet::new();
    macro_rules! each {
        ($operation:ident, $input:ident, $output:ident) => {
            meets_its_errors::<operations::$operation>(&mut seen).await;
        };
    }
    for_each_operation!(each);
    assert_eq!(seen.len(), 7, "{seen:?}");
}
