//! Profiles that take a role, in the name of another profile or of the machine.

use super::{CONTAINER_ANSWER, Machine};
use crate::ProvideCredentials as _;
use crate::testing::Step;
use crate::transport::TransportErrorKind;

fn given(id: &str) -> Step {
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

fn denied() -> Step {
    Step::response(
        403,
        &[],
        "<ErrorResponse><Error><Code>AccessDenied</Code><Message>not for you</Message></Error></ErrorResponse>",
    )
}

const BASE: &str =
    "[profile base]\naws_access_key_id = BASE\naws_secret_access_key = base-secret\n";

fn role_of_base(more: &str) -> String {
    format!("{BASE}[default]\nrole_arn = arn:aws:iam::1:role/r\nsource_profile = base\n{more}")
}

#[tokio::test]
async fn a_role_is_taken_in_the_name_of_another_profile() {
    let settings = "role_session_name = me\nexternal_id = x\nduration_seconds = 900\n";
    let machine = Machine::new([given("ROLE")]).config(&role_of_base(settings));
    let found = machine.find().await.unwrap();
    assert_eq!(found.access_key_id, "ROLE");
    assert_eq!(found.session_token.unwrap().expose(), "role+token=");
    assert_eq!(
        found.expires_at.unwrap().to_string(),
        "2099-01-01T00:00:00Z"
    );

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
async fn roles_can_follow_one_another() {
    let machine = Machine::new([given("MIDDLE"), given("LAST")]).config(&format!(
        "{BASE}[profile middle]\nrole_arn = arn:aws:iam::1:role/m\nsource_profile = base\n\
         [default]\nrole_arn = arn:aws:iam::1:role/l\nsource_profile = middle\n"
    ));
    assert_eq!(machine.find().await.unwrap().access_key_id, "LAST");
    let requests = machine.transport.take_requests();
    let signature = requests[1].headers()["authorization"].to_str().unwrap();
    assert!(signature.contains("Credential=MIDDLE/"), "{signature}");
    assert_eq!(requests[1].headers()["x-amz-security-token"], "role+token=");
}

#[tokio::test]
async fn a_profile_can_name_itself_for_its_own_keys() {
    let machine = Machine::new([given("ROLE")]).config(
        "[default]\nrole_arn = arn:aws:iam::1:role/r\nsource_profile = default\n\
         aws_access_key_id = OWN\naws_secret_access_key = own-secret\n",
    );
    assert_eq!(machine.find().await.unwrap().access_key_id, "ROLE");
    let requests = machine.transport.take_requests();
    let signature = requests[0].headers()["authorization"].to_str().unwrap();
    assert!(signature.contains("Credential=OWN/"), "{signature}");
}

#[tokio::test]
async fn a_role_is_taken_in_the_name_of_the_machine() {
    let machine = Machine::new([Step::response(200, &[], CONTAINER_ANSWER), given("ROLE")])
        .config("[default]\nrole_arn = arn:aws:iam::1:role/r\ncredential_source = EcsContainer\n")
        .set("AWS_CONTAINER_CREDENTIALS_RELATIVE_URI", "/v2/role");
    assert_eq!(machine.find().await.unwrap().access_key_id, "ROLE");
}

#[tokio::test]
async fn a_token_service_that_stumbles_is_asked_again() {
    let machine = Machine::new([
        Step::response(503, &[], ""),
        Step::Fail(TransportErrorKind::Reset),
        given("ROLE"),
    ])
    .config(&role_of_base(""));
    assert_eq!(machine.find().await.unwrap().access_key_id, "ROLE");
}

#[tokio::test]
async fn a_clock_that_is_wrong_is_corrected_by_the_token_services() {
    let refused_at = |hour| {
        let date = format!("Thu, 01 Jan 2026 {hour}:00:00 GMT");
        let xml = "<Code>SignatureDoesNotMatch</Code><Message>not yet current</Message>";
        Step::response(403, &[("date", &date)], xml)
    };
    let date = |request: &http::Request<bytes::Bytes>| {
        let date = request.headers()["x-amz-date"].to_str().unwrap();
        date.to_owned()
    };
    let steps = [refused_at("02"), given("ROLE"), given("ROLE")];
    let machine = Machine::new(steps).config(&role_of_base(""));
    let chain = machine.chain(None);
    for _ in 0..2 {
        assert_eq!(chain.provide().await.unwrap().access_key_id, "ROLE");
    }
    let dates: Vec<_> = machine.transport.take_requests().iter().map(date).collect();
    // What was learnt holds for the next time, too.
    let corrected = "20260101T020000Z";
    assert_eq!(dates, ["20260101T000000Z", corrected, corrected]);

    // A key that is wrong gives the same code, and no other time helps; nor does a clock that jumps.
    for hours in [["02", "02", "02"], ["02", "09", "16"]] {
        let machine = Machine::new(hours.map(refused_at)).config(&role_of_base(""));
        let line = machine.find().await.unwrap_err().to_string();
        let expected = "SignatureDoesNotMatch: not yet current";
        assert!(line.contains(expected), "{line}");
        assert_eq!(machine.urls().len(), 2);
    }
}

#[tokio::test]
async fn a_signature_that_is_refused_shows_no_session_token() {
    let refused = Step::response(
        403,
        &[],
        "<Code>SignatureDoesNotMatch</Code><Message>should have been x-amz-security-token:role+token=</Message>",
    );
    let machine = Machine::new([given("MIDDLE"), refused]).config(&format!(
        "{BASE}[profile middle]\nrole_arn = arn:aws:iam::1:role/m\nsource_profile = base\n\
         [default]\nrole_arn = arn:aws:iam::1:role/l\nsource_profile = middle\n"
    ));
    let error = machine.find().await.unwrap_err();
    let shown = format!("{error} {error:?}");
    assert!(shown.contains("security-token:**redacted**"), "{shown}");
    assert!(!shown.contains("role+token="), "{shown}");
}

#[tokio::test]
async fn what_is_wrong_with_a_role_is_said_and_ends_the_search() {
    for (config, steps, expected) in [
        (role_of_base(""), vec![denied()], "HTTP 403 AccessDenied: not for you"),
        (
            role_of_base(""),
            vec![Step::response(200, &[], "<html>")],
            "holds no credentials",
        ),
        (
            role_of_base(""),
            vec![Step::Hang, Step::Hang, Step::Hang],
            "sts.eu-west-1.amazonaws.com gave no answer within 15s",
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
            "does not say in whose name",
        ),
        (
            "[default]\nrole_arn = r\ncredential_source = Moon\n".to_owned(),
            vec![],
            "unknown credential_source 'Moon'",
        ),
        (
            "[default]\nrole_arn = r\nsource_profile = nobody\n".to_owned(),
            vec![],
            "source_profile 'nobody': no profile 'nobody'",
        ),
        (
            "[default]\nrole_arn = r\ncredential_source = Environment\n".to_owned(),
            vec![],
            "credential_source Environment: AWS_ACCESS_KEY_ID",
        ),
        (
            "[default]\nrole_arn = r\nsource_profile = b\n[profile b]\nrole_arn = r\nsource_profile = default\n".to_owned(),
            vec![],
            "goes in a circle: default -> b -> default",
        ),
    ] {
        let machine = Machine::new(steps).config(&config);
        let error = machine.find().await.unwrap_err();
        let line = error.to_string();
        assert!(line.contains(expected), "{expected} in {line}");
        assert_eq!(error.failures().len(), 2, "{line}");
        let shown = format!("{line} {error:?}");
        assert!(!shown.contains("-secret"), "{shown}");
    }
}

#[tokio::test]
async fn fips_and_dual_stack_hold_for_the_token_service_too() {
    let machine = Machine::new([given("ROLE")]).config(&role_of_base("use_fips_endpoint = true\n"));
    machine.find().await.unwrap();
    assert_eq!(
        machine.urls(),
        ["https://sts-fips.eu-west-1.amazonaws.com/"]
    );

    let machine = Machine::new([denied()])
        .file("token", "jwt")
        .set("AWS_ROLE_ARN", "arn:aws:iam::1:role/r")
        .set("AWS_USE_DUALSTACK_ENDPOINT", "true");
    let token = machine.path("token");
    let machine = machine.set("AWS_WEB_IDENTITY_TOKEN_FILE", &token);
    machine.find().await.unwrap_err();
    let urls = machine.urls();
    assert_eq!(urls, ["https://sts.eu-west-1.api.aws/"]);
}
