//! Roles that are taken in a name that somebody else has given.

use super::Machine;
use crate::testing::Step;

const ROLE: &str = "arn:aws:iam::1:role/r";

fn given(id: &str) -> Step {
    let answer = format!(
        "<AssumeRoleWithWebIdentityResponse><AssumeRoleWithWebIdentityResult><Credentials>\
         <AccessKeyId>{id}</AccessKeyId><SecretAccessKey>hush</SecretAccessKey>\
         <SessionToken>t</SessionToken><Expiration>2099-01-01T00:00:00Z</Expiration></Credentials>\
         </AssumeRoleWithWebIdentityResult></AssumeRoleWithWebIdentityResponse>"
    );
    Step::response(200, &[], answer)
}

fn refused(status: u16, code: &str, message: &str) -> Step {
    let answer = format!(
        "<ErrorResponse><Error><Code>{code}</Code><Message>{message}</Message></Error></ErrorResponse>"
    );
    Step::response(status, &[], answer)
}

fn machine(steps: Vec<Step>) -> Machine {
    let machine = Machine::new(steps).file("token", "jwt-token\n");
    let token = machine.path("token");
    machine
        .set("AWS_WEB_IDENTITY_TOKEN_FILE", &token)
        .set("AWS_ROLE_ARN", ROLE)
}

#[tokio::test]
async fn the_regions_token_service_is_asked_without_a_signature() {
    let machine = machine(vec![given("I"), given("J")]).set("AWS_ROLE_SESSION_NAME", "pod-1");
    let found = machine.find().await.unwrap();
    assert_eq!(found.access_key_id, "I");
    assert_eq!(
        found.expires_at.unwrap().to_string(),
        "2099-01-01T00:00:00Z"
    );
    let request = machine.transport.take_requests().remove(0);
    assert_eq!(request.uri(), "https://sts.eu-west-1.amazonaws.com/");
    assert_eq!(
        request.body(),
        "Action=AssumeRoleWithWebIdentity&Version=2011-06-15&RoleArn=arn%3Aaws%3Aiam%3A%3A1%3Arole%2Fr\
         &RoleSessionName=pod-1&WebIdentityToken=jwt-token"
    );
    assert!(!request.headers().contains_key("authorization"));

    // Whoever issues the token puts another in its place.
    let machine = machine.file("token", "next-token");
    assert_eq!(machine.find().await.unwrap().access_key_id, "J");
    let request = machine.transport.take_requests().remove(0);
    assert!(request.body().ends_with(b"=next-token"));
}

#[tokio::test]
async fn a_profile_can_name_the_token_and_the_service_can_stand_elsewhere() {
    let machine = Machine::new([given("I")]).file("token", "jwt-token");
    let config = format!(
        "[default]\nrole_arn = {ROLE}\nweb_identity_token_file = {}\nrole_session_name = me\n\
         duration_seconds = 900\n",
        machine.path("token")
    );
    let machine = machine
        .config(&config)
        .set("AWS_ENDPOINT_URL_STS", "http://127.0.0.1:9/sts");
    assert_eq!(machine.find().await.unwrap().access_key_id, "I");
    let request = machine.transport.take_requests().remove(0);
    assert_eq!(request.uri(), "http://127.0.0.1:9/sts/");
    assert!(
        request
            .body()
            .ends_with(b"&RoleSessionName=me&DurationSeconds=900&WebIdentityToken=jwt-token")
    );
}

#[tokio::test]
async fn an_issuer_that_cannot_be_reached_is_no_end() {
    let unreachable = refused(400, "IDPCommunicationError", "later");
    let machine = machine(vec![unreachable, given("I")]);
    assert_eq!(machine.find().await.unwrap().access_key_id, "I");
}

#[tokio::test]
async fn a_failure_ends_the_search_and_shows_no_token() {
    let denied = refused(
        400,
        "InvalidIdentityToken",
        "the token jwt-token is not mine",
    );
    let machine = machine(vec![denied]);
    let error = machine.find().await.unwrap_err();
    let line = error.to_string();
    assert!(
        line.ends_with("HTTP 400 InvalidIdentityToken: the token **redacted** is not mine"),
        "{line}"
    );
    assert_eq!(error.failures().len(), 3);
    assert!(!format!("{error:?}").contains("jwt-token"), "{error:?}");

    for (text, expected) in [(" \n", "is empty"), ("", "is empty")] {
        let machine = self::machine(vec![]).file("token", text);
        let line = machine.find().await.unwrap_err().to_string();
        assert!(line.contains(expected), "{line}");
    }
    let half = Machine::new([]).set("AWS_WEB_IDENTITY_TOKEN_FILE", "/no/such/file");
    let line = half.find().await.unwrap_err().to_string();
    assert!(line.contains("AWS_ROLE_ARN is not: set both"), "{line}");
    let line = half.set("AWS_ROLE_ARN", ROLE).find().await;
    let line = line.unwrap_err().to_string();
    assert!(line.contains("'/no/such/file' cannot be read"), "{line}");
}
