//! Container agents and the instance metadata service.

use std::sync::Arc;
use std::time::Duration;

use super::{CONTAINER_RESPONSE, Machine};
use crate::aws::credentials::CredentialsCache;
use crate::test_fixtures::LimitRecorder;
use crate::testing::{ManualSystem, ScriptedTransport, Step};
use crate::transport::TransportErrorKind;
use crate::{DefaultChain, Environment, ProvideCredentials as _, System as _};

const KEY: &str = r#"{"Code":"Success","AccessKeyId":"M","SecretAccessKey":"hush","Token":"t","Expiration":"2099-01-01T00:00:00Z"}"#;

fn ok(body: &'static str) -> Step {
    Step::response(200, &[], body)
}

#[tokio::test]
async fn a_token_file_is_read_for_each_request() {
    let machine = Machine::new([ok(CONTAINER_RESPONSE), ok(CONTAINER_RESPONSE)])
        .file("token", "first\n")
        .set("AWS_CONTAINER_CREDENTIALS_FULL_URI", "http://[fd00:ec2::23]/v1/credentials")
        .set("AWS_CONTAINER_AUTHORIZATION_TOKEN", "another");
    let file = machine.path("token");
    let machine = machine.set("AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE", &file);
    machine.load().await.unwrap();
    let machine = machine.file("token", "second\n");
    machine.load().await.unwrap();
    let requests = machine.transport.take_requests();
    assert_eq!(requests[0].uri(), "http://[fd00:ec2::23]/v1/credentials");
    assert_eq!(requests[0].headers()["authorization"], "first");
    assert_eq!(requests[1].headers()["authorization"], "second");
    assert!(requests[0].headers()["authorization"].is_sensitive());
}

#[tokio::test]
async fn a_token_variable_must_be_a_valid_header_value() {
    let container = |token| {
        Machine::new([ok(CONTAINER_RESPONSE)])
            .set("AWS_CONTAINER_CREDENTIALS_RELATIVE_URI", "/v2/role")
            .set("AWS_CONTAINER_AUTHORIZATION_TOKEN", token)
    };
    let machine = container("Basic hush");
    machine.load().await.unwrap();
    let requests = machine.transport.take_requests();
    assert_eq!(requests[0].headers()["authorization"], "Basic hush");

    let machine = container("hush\r\nx-evil: 1");
    let message = machine.load().await.unwrap_err().to_string();
    assert!(message.contains("header authorization"), "{message}");
    assert!(!message.contains("hush"), "{message}");
    assert!(machine.urls().is_empty());
}

#[tokio::test]
async fn transient_failures_of_an_agent_are_retried_and_others_are_not() {
    let container = |steps: Vec<Step>| {
        Machine::new(steps).set("AWS_CONTAINER_CREDENTIALS_RELATIVE_URI", "/v2/role")
    };
    let machine = container(vec![
        Step::response(500, &[], ""),
        Step::Fail(TransportErrorKind::Refused),
        ok(CONTAINER_RESPONSE),
    ]);
    assert_eq!(machine.load().await.unwrap().access_key_id, "C");

    for (status, requests, expected) in [
        (403, 1, "HTTP 403: the token was rejected"),
        (404, 1, "HTTP 404: the container has no role"),
        (429, 3, "169.254.170.2 responded with HTTP 429"),
    ] {
        let steps = std::iter::repeat_with(|| Step::response(status, &[], "hush"));
        let machine = container(steps.take(4).collect());
        let message = machine.load().await.unwrap_err().to_string();
        assert!(message.contains(expected), "{message}");
        assert!(!message.contains("hush") && !message.contains("instance"), "{message}");
        assert_eq!(machine.urls().len(), requests);
    }
}

#[tokio::test]
async fn a_token_file_that_cannot_be_read_ends_the_chain() {
    let machine = Machine::new([])
        .set("AWS_CONTAINER_CREDENTIALS_RELATIVE_URI", "/v2/role")
        .set("AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE", "/no/such/file");
    let message = machine.load().await.unwrap_err().to_string();
    assert!(message.contains("'/no/such/file' cannot be read"), "{message}");
    assert!(machine.urls().is_empty());
}

#[tokio::test]
async fn version_2_of_the_metadata_service_is_used_at_the_configured_endpoint() {
    let machine = Machine::new([ok("imds-token"), ok("my-role\nother\n"), ok(KEY)])
        .config("[default]\nec2_metadata_service_endpoint = http://127.0.0.1:1338/x/\n");
    assert_eq!(machine.load().await.unwrap().access_key_id, "M");
    let requests = machine.transport.take_requests();
    let shown: Vec<_> =
        requests.iter().map(|request| format!("{} {}", request.method(), request.uri())).collect();
    let roles = "http://127.0.0.1:1338/x/latest/meta-data/iam/security-credentials/";
    assert_eq!(
        shown,
        [
            "PUT http://127.0.0.1:1338/x/latest/api/token".to_owned(),
            format!("GET {roles}"),
            format!("GET {roles}my-role"),
        ]
    );
    let lifetime = &requests[0].headers()["x-aws-ec2-metadata-token-ttl-seconds"];
    assert_eq!(lifetime, "21600");
    for request in &requests[1..] {
        assert_eq!(request.headers()["x-aws-ec2-metadata-token"], "imds-token");
    }
}

#[tokio::test]
async fn a_rejected_token_is_replaced_once() {
    let expired = || Step::response(401, &[], "");
    let machine = Machine::new([
        ok("old"),
        ok("role"),
        expired(),
        ok("new"),
        ok("role"),
        Step::response(503, &[], ""),
        ok(KEY),
    ]);
    assert_eq!(machine.load().await.unwrap().access_key_id, "M");
    let last = machine.transport.take_requests().pop().unwrap();
    assert_eq!(last.headers()["x-aws-ec2-metadata-token"], "new");

    let machine = Machine::new([ok("a"), expired(), ok("b"), expired(), ok("c"), ok("role")]);
    let message = machine.load().await.unwrap_err().to_string();
    assert!(message.contains("rejected the token that it issued"), "{message}");
    assert_eq!(machine.urls().len(), 4);
}

#[tokio::test]
async fn failures_of_the_metadata_service_have_a_reason() {
    let unauthorized = r#"{"Code":"AssumeRoleUnauthorizedAccess","Message":"hush"}"#;
    for (steps, expected) in [
        (vec![ok("t"), Step::response(404, &[], "hush")], "the instance has no role"),
        (vec![ok("t"), ok("\n")], "the instance has no role"),
        (vec![Step::response(403, &[], "hush")], "HTTP 403 to the request for a token"),
        (vec![ok("t"), ok("<html>hush")], "invalid role name"),
        (
            vec![ok("t"), ok("r"), ok(unauthorized)],
            "no credentials for the instance's role r: AssumeRoleUnauthorizedAccess",
        ),
        (vec![ok("t"), ok("r"), ok("hush")], "not a JSON object"),
    ] {
        let machine = Machine::new(steps);
        let error = machine.load().await.unwrap_err();
        let last = error.failures().last().unwrap();
        assert_eq!(last.provider, "instance metadata");
        assert!(last.reason.contains(expected), "{}", last.reason);
        assert!(!format!("{error:?}").contains("hush"), "{error:?}");
    }
}

#[tokio::test]
async fn an_unknown_endpoint_mode_is_an_error() {
    let machine = Machine::new([]).set("AWS_EC2_METADATA_SERVICE_ENDPOINT_MODE", "both");
    let message = machine.load().await.unwrap_err().to_string();
    assert!(message.contains("neither IPv4 nor IPv6"), "{message}");
    assert!(machine.urls().is_empty());
}

#[tokio::test]
async fn a_machine_without_a_metadata_service_is_probed_once() {
    let network = ScriptedTransport::new([Step::Fail(TransportErrorKind::ConnectTimeout)]);
    let network = LimitRecorder(network, Arc::default());
    let system = ManualSystem::default();
    let chain = DefaultChain::new(
        Environment::empty(),
        None,
        "eu-west-1".to_owned(),
        Arc::new(network.clone()),
        Arc::new(system.clone()),
    );
    chain.provide().await.unwrap_err();
    let limits = network.1.lock().unwrap();
    assert_eq!(limits.len(), 1);
    assert_eq!(limits[0].connect_timeout, Duration::from_secs(1));
    assert_eq!(limits[0].max_response_bytes, 1024 * 1024);
    assert!(system.slept().is_empty());
}

#[tokio::test]
async fn the_request_for_a_token_is_retried_if_the_service_responds() {
    let status = |status| Step::response(status, &[], "hush");
    let machine = Machine::new([status(503), status(429), ok("t"), ok("r"), ok(KEY)]);
    assert_eq!(machine.load().await.unwrap().access_key_id, "M");
    let machine = Machine::new([status(500), status(500), status(500), ok("t"), ok("r"), ok(KEY)]);
    let message = machine.load().await.unwrap_err().to_string();
    assert!(message.contains("HTTP 500 to the request for a token"), "{message}");
    assert_eq!(machine.urls().len(), 3);
}

#[tokio::test]
async fn attempts_and_time_out_of_the_metadata_service_are_settings() {
    const NUMBER: &str = "AWS_METADATA_SERVICE_NUM_ATTEMPTS";
    const TIMEOUT: &str = "AWS_METADATA_SERVICE_TIMEOUT";
    let hangs = || std::iter::repeat_with(|| Step::Hang).take(9);
    let settings = "[default]\nmetadata_service_timeout = 3\nmetadata_service_num_attempts = 2\n";
    for (machine, attempts, expected) in [
        (Machine::new(hangs()), 1, "within 2s"),
        (Machine::new(hangs()).set(NUMBER, "4"), 4, "within 2s"),
        (Machine::new(hangs()).set(NUMBER, "1").set(TIMEOUT, "5"), 1, "within 10s"),
        (Machine::new(hangs()).config(settings), 2, "within 6s"),
        (Machine::new(hangs()).config(settings).set(NUMBER, "3"), 3, "within 6s"),
        (Machine::new([]).set(NUMBER, "0"), 0, "metadata_service_num_attempts is not a whole"),
        (Machine::new([]).set(TIMEOUT, "1.5"), 0, "AWS_METADATA_SERVICE_TIMEOUT or"),
    ] {
        let message = machine.load().await.unwrap_err().to_string();
        assert!(message.contains(expected), "{message}");
        assert_eq!(machine.urls().len(), attempts, "{expected}");
    }
    let unavailable = || Step::response(500, &[], "");
    let machine = Machine::new([unavailable(), ok("t"), ok("r"), ok(KEY)]).set(NUMBER, "1");
    machine.load().await.unwrap_err();
    assert_eq!(machine.urls().len(), 1);
}

/// At the beginning of the test clock, these credentials have expired.
const EXPIRED_KEY: &str = r#"{"Code":"Success","AccessKeyId":"M","SecretAccessKey":"hush","Token":"t","Expiration":"2025-12-31T23:00:00Z"}"#;
/// Expires an hour after the beginning of the test clock.
const HOUR_KEY: &str = r#"{"Code":"Success","AccessKeyId":"M","SecretAccessKey":"hush","Token":"t","Expiration":"2026-01-01T01:00:00Z"}"#;

fn cached(machine: &Machine) -> CredentialsCache {
    CredentialsCache::new(Arc::new(machine.chain(None)), Arc::clone(&machine.system))
}

#[tokio::test]
async fn expired_credentials_of_an_instance_are_extended() {
    let machine = Machine::new([ok("t"), ok("r"), ok(EXPIRED_KEY)]);
    let cache = cached(&machine);
    for _ in 0..3 {
        let key = cache.get(machine.system.now(), None).await.unwrap();
        let minutes = key.expires_at.unwrap().duration_since(machine.system.now()).as_mins();
        assert!((5..15).contains(&minutes), "{minutes}");
    }
    assert_eq!(machine.urls().len(), 3, "one load for three calls");
}

#[tokio::test]
async fn credentials_of_an_instance_outlive_an_outage() {
    for outage in [
        vec![Step::Fail(TransportErrorKind::ConnectTimeout)],
        vec![Step::Hang],
        vec![Step::response(403, &[], "")],
        vec![ok("t"), Step::response(404, &[], "")],
        vec![ok("t"), ok("")],
        vec![ok("t"), ok("r"), ok(r#"{"Code":"Failed"}"#)],
    ] {
        let expected = 3 + outage.len();
        let system = ManualSystem::default();
        let mut machine = Machine::new([ok("t"), ok("r"), ok(HOUR_KEY)].into_iter().chain(outage));
        machine.system = Arc::new(system.clone());
        let cache = cached(&machine);
        cache.get(system.now(), None).await.unwrap();
        system.advance(Duration::from_secs(3600));
        let key = cache.get(system.now(), None).await.unwrap();
        let minutes = key.expires_at.unwrap().duration_since(system.now()).as_mins();
        assert!((5..15).contains(&minutes), "{minutes}");
        cache.get(system.now(), None).await.unwrap();
        assert_eq!(machine.urls().len(), expected);
    }
}
