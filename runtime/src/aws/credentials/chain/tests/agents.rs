//! What runs on the same machine: the agents of containers, the metadata service of an instance.

use std::sync::Arc;
use std::time::Duration;

use super::{CONTAINER_ANSWER, Machine};
use crate::testing::{ManualSystem, ScriptedTransport, Step};
use crate::transport::TransportErrorKind;
use crate::transport::LimitRecorder;
use crate::{DefaultChain, Environment, ProvideCredentials as _};

const KEY: &str = r#"{"Code":"Success","AccessKeyId":"M","SecretAccessKey":"hush","Token":"t","Expiration":"2099-01-01T00:00:00Z"}"#;

fn ok(body: &'static str) -> Step {
    Step::response(200, &[], body)
}

#[tokio::test]
async fn a_container_shows_its_token_and_reads_the_file_anew() {
    let machine = Machine::new([ok(CONTAINER_ANSWER), ok(CONTAINER_ANSWER)])
        .file("token", "first\n")
        .set(
            "AWS_CONTAINER_CREDENTIALS_FULL_URI",
            "http://[fd00:ec2::23]/v1/credentials",
        )
        .set("AWS_CONTAINER_AUTHORIZATION_TOKEN", "another");
    let file = machine.path("token");
    let machine = machine.set("AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE", &file);
    machine.find().await.unwrap();
    let machine = machine.file("token", "second\n");
    machine.find().await.unwrap();
    let requests = machine.transport.take_requests();
    assert_eq!(requests[0].uri(), "http://[fd00:ec2::23]/v1/credentials");
    assert_eq!(requests[0].headers()["authorization"], "first");
    assert_eq!(requests[1].headers()["authorization"], "second");
    assert!(requests[0].headers()["authorization"].is_sensitive());
}

#[tokio::test]
async fn a_token_may_be_a_variable_and_has_to_fit_into_a_header() {
    let container = |token| {
        Machine::new([ok(CONTAINER_ANSWER)])
            .set("AWS_CONTAINER_CREDENTIALS_RELATIVE_URI", "/v2/role")
            .set("AWS_CONTAINER_AUTHORIZATION_TOKEN", token)
    };
    let machine = container("Basic hush");
    machine.find().await.unwrap();
    let requests = machine.transport.take_requests();
    assert_eq!(requests[0].headers()["authorization"], "Basic hush");

    let machine = container("hush\r\nx-evil: 1");
    let line = machine.find().await.unwrap_err().to_string();
    assert!(line.contains("header authorization"), "{line}");
    assert!(!line.contains("hush"), "{line}");
    assert!(machine.urls().is_empty());
}

#[tokio::test]
async fn an_agent_that_stumbles_is_asked_again_and_one_that_refuses_is_not() {
    let container = |steps: Vec<Step>| {
        Machine::new(steps).set("AWS_CONTAINER_CREDENTIALS_RELATIVE_URI", "/v2/role")
    };
    let machine = container(vec![
        Step::response(500, &[], ""),
        Step::Fail(TransportErrorKind::Refused),
        ok(CONTAINER_ANSWER),
    ]);
    assert_eq!(machine.find().await.unwrap().access_key_id, "C");

    for (status, asked, expected) in [
        (403, 1, "HTTP 403: it does not accept the token"),
        (404, 1, "HTTP 404: the container has no role"),
        (429, 3, "169.254.170.2 answered HTTP 429"),
    ] {
        let steps = std::iter::repeat_with(|| Step::response(status, &[], "hush"));
        let machine = container(steps.take(4).collect());
        let line = machine.find().await.unwrap_err().to_string();
        assert!(line.contains(expected), "{line}");
        assert!(
            !line.contains("hush") && !line.contains("instance"),
            "{line}"
        );
        assert_eq!(machine.urls().len(), asked);
    }
}

#[tokio::test]
async fn a_token_file_that_is_missing_ends_the_search() {
    let machine = Machine::new([])
        .set("AWS_CONTAINER_CREDENTIALS_RELATIVE_URI", "/v2/role")
        .set("AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE", "/no/such/file");
    let line = machine.find().await.unwrap_err().to_string();
    assert!(line.contains("'/no/such/file' cannot be read"), "{line}");
    assert!(machine.urls().is_empty());
}

#[tokio::test]
async fn an_instance_is_asked_in_the_second_version_at_the_address_of_ones_own() {
    let machine = Machine::new([ok("imds-token"), ok("my-role\nother\n"), ok(KEY)])
        .config("[default]\nec2_metadata_service_endpoint = http://127.0.0.1:1338/x/\n");
    assert_eq!(machine.find().await.unwrap().access_key_id, "M");
    let requests = machine.transport.take_requests();
    let shown: Vec<_> = requests
        .iter()
        .map(|request| format!("{} {}", request.method(), request.uri()))
        .collect();
    let roles = "http://127.0.0.1:1338/x/latest/meta-data/iam/security-credentials/";
    assert_eq!(
        shown,
        [
            "PUT http://127.0.0.1:1338/x/latest/api/token".to_owned(),
            format!("GET {roles}"),
            format!("GET {roles}my-role"),
        ]
    );
    let lasts = &requests[0].headers()["x-aws-ec2-metadata-token-ttl-seconds"];
    assert_eq!(lasts, "21600");
    for request in &requests[1..] {
        assert_eq!(request.headers()["x-aws-ec2-metadata-token"], "imds-token");
    }
}

#[tokio::test]
async fn a_token_that_is_no_longer_good_is_fetched_anew_once() {
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
    assert_eq!(machine.find().await.unwrap().access_key_id, "M");
    let last = machine.transport.take_requests().pop().unwrap();
    assert_eq!(last.headers()["x-aws-ec2-metadata-token"], "new");

    let machine = Machine::new([ok("a"), expired(), ok("b"), expired(), ok("c"), ok("role")]);
    let line = machine.find().await.unwrap_err().to_string();
    assert!(line.contains("does not accept its own token"), "{line}");
    assert_eq!(machine.urls().len(), 4);
}

#[tokio::test]
async fn an_instance_without_a_role_says_so() {
    let refusal = r#"{"Code":"AssumeRoleUnauthorizedAccess","Message":"hush"}"#;
    for (steps, expected) in [
        (
            vec![ok("t"), Step::response(404, &[], "hush")],
            "the instance has no role",
        ),
        (vec![ok("t"), ok("\n")], "the instance has no role"),
        (
            vec![Step::response(403, &[], "hush")],
            "HTTP 403 for a token",
        ),
        (vec![ok("t"), ok("<html>hush")], "calls a role is none"),
        (
            vec![ok("t"), ok("r"), ok(refusal)],
            "role r of the instance was not given: AssumeRoleUnauthorizedAccess",
        ),
        (vec![ok("t"), ok("r"), ok("hush")], "no JSON object"),
    ] {
        let machine = Machine::new(steps);
        let error = machine.find().await.unwrap_err();
        let last = error.failures().last().unwrap();
        assert_eq!(last.provider, "instance metadata");
        assert!(last.reason.contains(expected), "{}", last.reason);
        assert!(!format!("{error:?}").contains("hush"), "{error:?}");
    }
}

#[tokio::test]
async fn a_mode_that_is_none_is_a_mistake() {
    let machine = Machine::new([]).set("AWS_EC2_METADATA_SERVICE_ENDPOINT_MODE", "both");
    let line = machine.find().await.unwrap_err().to_string();
    assert!(line.contains("neither IPv4 nor IPv6"), "{line}");
    assert!(machine.urls().is_empty());
}

#[tokio::test]
async fn a_computer_that_is_no_instance_is_found_out_at_once() {
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
