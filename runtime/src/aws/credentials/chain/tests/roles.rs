//! Roles, assumed with the credentials of a profile or of the machine, or with a web identity.

use super::{CONTAINER_RESPONSE, Machine};
use crate::ProvideCredentials as _;
use crate::testing::Step;
use crate::transport::TransportErrorKind;

fn assumed(id: &str) -> Step {
    Step::response(
        200,
        &[("content-type", "text/xml")],
        format!(
            "<AssumeRoleResponse><AssumeRoleResult><Credentials><AccessKeyId>{id}</AccessKeyId>\
             <SecretAccessKey>role-secret</SecretAccessKey><SessionToken>role+token=</SessionToken>\
             <Expiration>2099-01-01T00:00:00Z</Expiration></Credentials></AssumeRoleResult>\
             </AssumeRoleResponse>"
        ),
    )
}

fn rejected(status: u16, code: &str, message: &str) -> Step {
    let xml = format!(
        "<ErrorResponse><Error><Code>{code}</Code><Message>{message}</Message></Error></ErrorResponse>"
    );
    Step::response(status, &[], xml)
}

const ROLE_ARN: &str = "arn:aws:iam::1:role/r";

const BASE: &str =
    "[profile base]\naws_access_key_id = BASE\naws_secret_access_key = base-secret\n";

fn role_of_base(more: &str) -> String {
    format!("{BASE}[default]\nrole_arn = arn:aws:iam::1:role/r\nsource_profile = base\n{more}")
}

fn chained_roles() -> String {
    format!(
        "{BASE}[profile middle]\nrole_arn = arn:aws:iam::1:role/m\nsource_profile = base\n\
         [default]\nrole_arn = arn:aws:iam::1:role/l\nsource_profile = middle\n"
    )
}

#[tokio::test]
async fn a_role_is_assumed_with_the_keys_of_another_profile() {
    let settings = "role_session_name = me\nexternal_id = x\nduration_seconds = 900\n";
    let machine = Machine::new([assumed("ROLE")]).config(&role_of_base(settings));
    let found = machine.load().await.unwrap();
    assert_eq!(found.access_key_id, "ROLE");
    assert_eq!(found.session_token.unwrap().expose(), "role+token=");
    assert_eq!(found.expires_at.unwrap().to_string(), "2099-01-01T00:00:00Z");

    let request = machine.transport.take_requests().remove(0);
    assert_eq!(request.uri(), "https://sts.eu-west-1.amazonaws.com/");
    assert_eq!(
        request.body(),
        "Action=AssumeRole&Version=2011-06-15&RoleArn=arn%3Aaws%3Aiam%3A%3A1%3Arole%2Fr\
         &RoleSessionName=me&ExternalId=x&DurationSeconds=900"
    );
    let signature = request.headers()["authorization"].to_str().unwrap();
    assert!(
        signature.contains("Credential=BASE/20260101/eu-west-1/sts/aws4_request"),
        "{signature}"
    );
}

#[tokio::test]
async fn roles_can_be_chained() {
    let machine = Machine::new([assumed("MIDDLE"), assumed("LAST")]).config(&chained_roles());
    assert_eq!(machine.load().await.unwrap().access_key_id, "LAST");
    let requests = machine.transport.take_requests();
    let signature = requests[1].headers()["authorization"].to_str().unwrap();
    assert!(signature.contains("Credential=MIDDLE/"), "{signature}");
    assert_eq!(requests[1].headers()["x-amz-security-token"], "role+token=");
}

#[tokio::test]
async fn a_profile_can_be_its_own_source() {
    let machine = Machine::new([assumed("ROLE")]).config(
        "[default]\nrole_arn = arn:aws:iam::1:role/r\nsource_profile = default\n\
         aws_access_key_id = OWN\naws_secret_access_key = own-secret\n",
    );
    assert_eq!(machine.load().await.unwrap().access_key_id, "ROLE");
    let requests = machine.transport.take_requests();
    let signature = requests[0].headers()["authorization"].to_str().unwrap();
    assert!(signature.contains("Credential=OWN/"), "{signature}");
}

#[tokio::test]
async fn a_role_is_assumed_with_the_credentials_of_the_machine() {
    let machine = Machine::new([Step::response(200, &[], CONTAINER_RESPONSE), assumed("ROLE")])
        .config("[default]\nrole_arn = arn:aws:iam::1:role/r\ncredential_source = EcsContainer\n")
        .set("AWS_CONTAINER_CREDENTIALS_RELATIVE_URI", "/v2/role");
    assert_eq!(machine.load().await.unwrap().access_key_id, "ROLE");
}

#[tokio::test]
async fn transient_failures_of_sts_are_retried() {
    let machine = Machine::new([
        Step::response(503, &[], ""),
        Step::Fail(TransportErrorKind::Reset),
        assumed("ROLE"),
    ])
    .config(&role_of_base(""));
    assert_eq!(machine.load().await.unwrap().access_key_id, "ROLE");
}

#[tokio::test]
async fn clock_skew_is_corrected_by_the_time_of_sts() {
    let rejected_at = |hour| {
        let date = format!("Thu, 01 Jan 2026 {hour}:00:00 GMT");
        let xml = "<Code>SignatureDoesNotMatch</Code><Message>not yet current</Message>";
        Step::response(403, &[("date", &date)], xml)
    };
    let date = |request: &http::Request<bytes::Bytes>| {
        let date = request.headers()["x-amz-date"].to_str().unwrap();
        date.to_owned()
    };
    let steps = [rejected_at("02"), assumed("ROLE"), assumed("ROLE")];
    let machine = Machine::new(steps).config(&role_of_base(""));
    let chain = machine.chain(None);
    for _ in 0..2 {
        assert_eq!(chain.provide().await.unwrap().access_key_id, "ROLE");
    }
    let dates: Vec<_> = machine.transport.take_requests().iter().map(date).collect();
    // The correction is kept for later requests.
    let corrected = "20260101T020000Z";
    assert_eq!(dates, ["20260101T000000Z", corrected, corrected]);

    // A wrong key causes the same code at any time. The clock is corrected once per request.
    for hours in [["02", "02", "02"], ["02", "09", "16"]] {
        let machine = Machine::new(hours.map(rejected_at)).config(&role_of_base(""));
        let message = machine.load().await.unwrap_err().to_string();
        let expected = "SignatureDoesNotMatch: not yet current";
        assert!(message.contains(expected), "{message}");
        assert_eq!(machine.urls().len(), 2);
    }
}

#[tokio::test]
async fn errors_show_no_session_token() {
    let rejected = Step::response(
        403,
        &[],
        "<Code>SignatureDoesNotMatch</Code><Message>should have been x-amz-security-token:role+token=</Message>",
    );
    let machine = Machine::new([assumed("MIDDLE"), rejected]).config(&chained_roles());
    let error = machine.load().await.unwrap_err();
    let shown = format!("{error} {error:?}");
    assert!(shown.contains("security-token:**redacted**"), "{shown}");
    assert!(!shown.contains("role+token="), "{shown}");
}

#[tokio::test]
async fn an_invalid_role_is_an_error_that_ends_the_chain() {
    for (config, steps, expected) in [
        (role_of_base(""), vec![rejected(403, "AccessDenied", "not for you")], "HTTP 403 AccessDenied: not for you"),
        (
            role_of_base(""),
            vec![Step::response(200, &[], "<html>")],
            "has no credentials",
        ),
        (
            role_of_base(""),
            vec![Step::Hang, Step::Hang, Step::Hang],
            "no response from sts.eu-west-1.amazonaws.com within 15s",
        ),
        (role_of_base("mfa_serial = arn:x\n"), vec![], "MFA code"),
        (
            role_of_base("credential_source = Environment\n"),
            vec![],
            "both source_profile and credential_source",
        ),
        (
            "[default]\nrole_arn = r\n".to_owned(),
            vec![],
            "no credentials to assume it with",
        ),
        (
            "[default]\nrole_arn = r\ncredential_source = Moon\n".to_owned(),
            vec![],
            "unknown credential_source: expected",
        ),
        (
            "[default]\nrole_arn = r\nsource_profile = gone\n".to_owned(),
            vec![],
            "source_profile 'gone': no profile 'gone'",
        ),
        (
            "[default]\nrole_arn = r\ncredential_source = Environment\n".to_owned(),
            vec![],
            "credential_source Environment: AWS_ACCESS_KEY_ID",
        ),
        (
            "[default]\nrole_arn = r\nsource_profile = b\n[profile b]\nrole_arn = r\nsource_profile = default\n".to_owned(),
            vec![],
            "is circular: default -> b -> default",
        ),
    ] {
        let machine = Machine::new(steps).config(&config);
        let error = machine.load().await.unwrap_err();
        let message = error.to_string();
        assert!(message.contains(expected), "{expected} in {message}");
        assert_eq!(error.failures().len(), 2, "{message}");
        let shown = format!("{message} {error:?}");
        assert!(!shown.contains("-secret"), "{shown}");
    }
}

#[tokio::test]
async fn fips_and_dual_stack_apply_to_sts() {
    let machine =
        Machine::new([assumed("ROLE")]).config(&role_of_base("use_fips_endpoint = true\n"));
    machine.load().await.unwrap();
    assert_eq!(machine.urls(), ["https://sts-fips.eu-west-1.amazonaws.com/"]);

    let machine = Machine::new([rejected(403, "AccessDenied", "not for you")])
        .file("token", "jwt")
        .set("AWS_ROLE_ARN", "arn:aws:iam::1:role/r")
        .set("AWS_USE_DUALSTACK_ENDPOINT", "true");
    let token = machine.path("token");
    let machine = machine.set("AWS_WEB_IDENTITY_TOKEN_FILE", &token);
    machine.load().await.unwrap_err();
    let urls = machine.urls();
    assert_eq!(urls, ["https://sts.eu-west-1.api.aws/"]);
}

#[tokio::test]
async fn access_keys_of_a_source_profile_end_the_chain() {
    let machine = Machine::new([assumed("ROLE")]).config(&format!(
        "{BASE}role_arn = arn:aws:iam::1:role/unused\nsource_profile = gone\n\
         [default]\nrole_arn = arn:aws:iam::1:role/r\nsource_profile = base\n"
    ));
    assert_eq!(machine.load().await.unwrap().access_key_id, "ROLE");
    let requests = machine.transport.take_requests();
    let signature = requests[0].headers()["authorization"].to_str().unwrap();
    assert!(signature.contains("Credential=BASE/"), "{signature}");
}

#[tokio::test]
async fn the_number_of_chained_roles_is_limited() {
    let profiles: String = (1..=1000)
        .map(|number| {
            let next = number + 1;
            format!("[profile p{number}]\nrole_arn = r\nsource_profile = p{next}\n")
        })
        .collect();
    let machine = Machine::new([]).config(&profiles);
    let error = machine.load_profile(Some("p1")).await.unwrap_err();
    let expected = "source profiles to 'p51' has more than 50 roles";
    assert!(error.to_string().contains(expected), "{error}");
}

#[tokio::test]
async fn a_role_is_assumed_at_the_configured_endpoint() {
    let profile = "endpoint_url = http://127.0.0.1:7/p\n";
    let services = "services = s\n[services s]\nsts =\n  endpoint_url = http://127.0.0.1:8\n";
    for (settings, variables, expected) in [
        ("", &[("AWS_ENDPOINT_URL", "http://127.0.0.1:5")][..], "http://127.0.0.1:5/"),
        ("", &[("AWS_ENDPOINT_URL_STS", "http://127.0.0.1:6")], "http://127.0.0.1:6/"),
        (profile, &[], "http://127.0.0.1:7/p/"),
        (services, &[], "http://127.0.0.1:8/"),
        (
            profile,
            &[("AWS_IGNORE_CONFIGURED_ENDPOINT_URLS", "true")],
            "https://sts.eu-west-1.amazonaws.com/",
        ),
    ] {
        let machine = Machine::new([assumed("ROLE")]).config(&role_of_base(settings));
        let machine = machine.set_all(variables);
        assert_eq!(machine.load().await.unwrap().access_key_id, "ROLE");
        let request = machine.transport.take_requests().remove(0);
        assert_eq!(request.uri(), expected);
        let signature = request.headers()["authorization"].to_str().unwrap();
        assert!(signature.contains("Credential=BASE/20260101/eu-west-1/sts/"), "{signature}");
    }
}

fn web_identity(steps: Vec<Step>) -> Machine {
    let machine = Machine::new(steps).file("token", "jwt-token\n");
    let token = machine.path("token");
    machine.set("AWS_WEB_IDENTITY_TOKEN_FILE", &token).set("AWS_ROLE_ARN", ROLE_ARN)
}

#[tokio::test]
async fn a_web_identity_assumes_a_role_without_a_signature() {
    let machine =
        web_identity(vec![assumed("I"), assumed("J")]).set("AWS_ROLE_SESSION_NAME", "pod-1");
    let found = machine.load().await.unwrap();
    assert_eq!(found.access_key_id, "I");
    assert_eq!(found.expires_at.unwrap().to_string(), "2099-01-01T00:00:00Z");
    let request = machine.transport.take_requests().remove(0);
    assert_eq!(request.uri(), "https://sts.eu-west-1.amazonaws.com/");
    assert_eq!(
        request.body(),
        "Action=AssumeRoleWithWebIdentity&Version=2011-06-15&RoleArn=arn%3Aaws%3Aiam%3A%3A1%3Arole%2Fr\
         &RoleSessionName=pod-1&WebIdentityToken=jwt-token"
    );
    assert!(!request.headers().contains_key("authorization"));

    // The identity provider replaces the token.
    let machine = machine.file("token", "next-token");
    assert_eq!(machine.load().await.unwrap().access_key_id, "J");
    let request = machine.transport.take_requests().remove(0);
    assert!(request.body().ends_with(b"=next-token"));
}

#[tokio::test]
async fn a_profile_can_configure_a_web_identity() {
    let machine = Machine::new([assumed("I")]).file("token", "jwt-token");
    let config = format!(
        "[default]\nrole_arn = {ROLE_ARN}\nweb_identity_token_file = {}\nrole_session_name = me\n\
         duration_seconds = 900\n",
        machine.path("token")
    );
    let machine = machine.config(&config).set("AWS_ENDPOINT_URL_STS", "http://127.0.0.1:9/sts");
    assert_eq!(machine.load().await.unwrap().access_key_id, "I");
    let request = machine.transport.take_requests().remove(0);
    assert_eq!(request.uri(), "http://127.0.0.1:9/sts/");
    assert!(
        request
            .body()
            .ends_with(b"&RoleSessionName=me&DurationSeconds=900&WebIdentityToken=jwt-token")
    );
}

#[tokio::test]
async fn an_unreachable_identity_provider_is_retried() {
    let unreachable = rejected(400, "IDPCommunicationError", "later");
    let machine = web_identity(vec![unreachable, assumed("I")]);
    assert_eq!(machine.load().await.unwrap().access_key_id, "I");
}

#[tokio::test]
async fn errors_of_a_web_identity_end_the_chain_and_show_no_token() {
    let denied = rejected(400, "InvalidIdentityToken", "the token jwt-token is not mine");
    let machine = web_identity(vec![denied]);
    let error = machine.load().await.unwrap_err();
    let message = error.to_string();
    assert!(
        message.ends_with("HTTP 400 InvalidIdentityToken: the token **redacted** is not mine"),
        "{message}"
    );
    assert_eq!(error.failures().len(), 3);
    assert!(!format!("{error:?}").contains("jwt-token"), "{error:?}");

    for (content, expected) in [(" \n", "is empty"), ("", "is empty")] {
        let machine = web_identity(vec![]).file("token", content);
        let message = machine.load().await.unwrap_err().to_string();
        assert!(message.contains(expected), "{message}");
    }
    let half = Machine::new([]).set("AWS_WEB_IDENTITY_TOKEN_FILE", "/no/such/file");
    let message = half.load().await.unwrap_err().to_string();
    assert!(message.contains("AWS_ROLE_ARN is not: set both"), "{message}");
    let message = half.set("AWS_ROLE_ARN", ROLE_ARN).load().await.unwrap_err().to_string();
    assert!(message.contains("'/no/such/file' cannot be read"), "{message}");
}
