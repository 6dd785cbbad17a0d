//! Logins by `aws login`: the file of the session, and its refresh.

use serde_json::{Value, json};

use super::{LOGIN_KEY, Machine};
use crate::testing::Step;

const CONFIG: &str =
    "[profile work]\nregion = eu-west-1\nlogin_session = arn:aws:iam::0123456789012:user/Admin\n";
/// Where the AWS CLI saves the session: the SHA-256 of its ARN.
const FILE: &str =
    ".aws/login/cache/36db1d138ff460920374e4c3d8e01f53f9f73537e89c88d639f68393df0e2726.json";

fn session(expires_at: &str) -> Value {
    json!({
        "accessToken": {"accessKeyId": "OLD", "secretAccessKey": "hush-old", "sessionToken": "hush-t",
            "accountId": "012345678901", "expiresAt": expires_at},
        "clientId": "arn:aws:signin:::devtools/same-device", "refreshToken": "hush-refresh",
        "idToken": "hush-id", "tokenType": "urn:aws:params:oauth:token-type:access_token_sigv4",
        "dpopKey": LOGIN_KEY,
    })
}

/// The clock of the tests is at the beginning of 2026.
fn machine(steps: Vec<Step>, session: &Value) -> Machine {
    let machine = Machine::new(steps).config(CONFIG).file(FILE, &session.to_string());
    machine.set("AWS_PROFILE", "work")
}

fn refreshed() -> Step {
    let body = json!({
        "accessToken": {"accessKeyId": "NEW", "secretAccessKey": "hush-new", "sessionToken": "hush-s"},
        "tokenType": "urn:aws:params:oauth:token-type:access_token_sigv4",
        "expiresIn": 900, "refreshToken": "hush-next",
    });
    Step::response(200, &[], body.to_string()).to("POST", "/v1/token")
}

fn rejected(error: &str) -> Step {
    let headers = [("x-amzn-errortype", "AccessDeniedException")];
    Step::response(400, &headers, json!({"error": error, "message": "hush"}).to_string())
}

#[tokio::test]
async fn credentials_of_a_session_are_used_until_five_minutes_before_they_expire() {
    let machine = machine(vec![], &session("2026-01-01T00:05:01Z"));
    let found = machine.load().await.unwrap();
    assert_eq!(found.access_key_id, "OLD");
    assert_eq!(found.session_token.unwrap().expose(), "hush-t");
    assert_eq!(found.expires_at.unwrap().to_string(), "2026-01-01T00:05:01Z");
    assert!(machine.urls().is_empty());
}

#[tokio::test]
async fn an_expiring_session_is_refreshed_with_a_proof_and_saved() {
    let mut saved = session("2026-01-01T00:04:59Z");
    saved["signInRegion"] = "us-west-2".into();
    let machine = machine(vec![refreshed()], &saved);
    let found = machine.load().await.unwrap();
    assert_eq!(found.access_key_id, "NEW");
    assert_eq!(found.expires_at.unwrap().to_string(), "2026-01-01T00:15:00Z");
    let requests = machine.transport.take_requests();
    assert_eq!(requests[0].uri(), "https://us-west-2.signin.aws.amazon.com/v1/token");
    assert_eq!(requests[0].headers()["content-type"], "application/json");
    let proof = &requests[0].headers()["dpop"];
    assert_eq!(proof.to_str().unwrap().split('.').count(), 3);
    assert!(proof.is_sensitive());
    assert!(!requests[0].headers().contains_key("authorization"));
    let request: Value = serde_json::from_slice(requests[0].body()).unwrap();
    assert_eq!(
        request,
        json!({"clientId": "arn:aws:signin:::devtools/same-device", "grantType": "refresh_token",
            "refreshToken": "hush-refresh"})
    );

    // All else in the file is kept.
    saved["accessToken"] = json!({"accessKeyId": "NEW", "secretAccessKey": "hush-new",
        "sessionToken": "hush-s", "accountId": "012345678901", "expiresAt": "2026-01-01T00:15:00Z"});
    saved["refreshToken"] = "hush-next".into();
    let json = std::fs::read(machine.path(FILE)).unwrap();
    assert_eq!(serde_json::from_slice::<Value>(&json).unwrap(), saved);
    // The next load uses it, without a request.
    assert_eq!(machine.load().await.unwrap().access_key_id, "NEW");
    assert!(machine.urls().is_empty());
}

#[tokio::test]
async fn a_session_is_used_until_it_expires_if_its_refresh_fails() {
    let soon = machine(vec![rejected("TOKEN_EXPIRED")], &session("2026-01-01T00:00:01Z"));
    assert_eq!(soon.load().await.unwrap().access_key_id, "OLD");
    assert_eq!(soon.urls(), ["https://eu-west-1.signin.aws.amazon.com/v1/token"]);

    for (step, expected) in [
        (rejected("TOKEN_EXPIRED"), "(the session has ended, HTTP 400 AccessDeniedException)"),
        (rejected("USER_CREDENTIALS_CHANGED"), "the password was changed"),
        (rejected("INSUFFICIENT_PERMISSIONS"), "action signin:CreateOAuth2Token is missing"),
        (rejected("hush"), "(HTTP 400 AccessDeniedException)"),
        (Step::response(200, &[], "hush"), "not a JSON object"),
        (Step::response(200, &[], r#"{"expiresIn":1}"#), "has no accessToken"),
    ] {
        let expired = machine(vec![step], &session("2025-12-31T23:59:59Z"));
        let error = expired.load().await.unwrap_err();
        let message = error.to_string();
        assert!(message.contains("the login has expired ("), "{message}");
        assert!(message.contains(expected), "{message}");
        assert!(message.ends_with("run `aws login --profile work`"), "{message}");
        assert!(!format!("{error:?}").contains("hush"), "{error:?}");
    }
}

#[tokio::test]
async fn a_session_that_cannot_be_read_is_an_error_with_the_remedy() {
    let without = |name: &str| {
        let mut session = session("2025-12-31T23:59:59Z");
        session.as_object_mut().unwrap().remove(name);
        session
    };
    let mut incomplete = session("2099-01-01T00:00:00Z");
    incomplete["accessToken"]["sessionToken"] = "".into();
    let mut key = session("2025-12-31T23:59:59Z");
    key["dpopKey"] = "hush".into();
    for (session, expected) in [
        (without("accessToken"), "has no accessToken"),
        (without("clientId"), "has no clientId"),
        (without("dpopKey"), "has no dpopKey"),
        (without("refreshToken"), "has no refreshToken"),
        (incomplete, "has no sessionToken"),
        (session("hush"), "has no valid expiresAt"),
        (key, "dpopKey is not a P-256 private key"),
    ] {
        let machine = machine(vec![], &session);
        let error = machine.load().await.unwrap_err();
        let message = error.to_string();
        assert!(message.contains(expected), "{message}");
        assert!(message.contains("run `aws login --profile work`"), "{message}");
        assert!(!format!("{error:?}").contains("hush"), "{error:?}");
        assert!(machine.urls().is_empty());
    }
    let absent = Machine::new([]).config(CONFIG).set("AWS_PROFILE", "work");
    let message = absent.load().await.unwrap_err().to_string();
    assert!(message.contains("no login ("), "{message}");
}

#[tokio::test]
async fn the_folder_of_sessions_is_configurable() {
    let name = FILE.rsplit('/').next().unwrap();
    let session = session("2099-01-01T00:00:00Z").to_string();
    let machine = Machine::new([]).config(CONFIG).file(&format!("other/{name}"), &session);
    let folder = machine.path("other");
    let machine = machine.set("AWS_PROFILE", "work").set("AWS_LOGIN_CACHE_DIRECTORY", &folder);
    assert_eq!(machine.load().await.unwrap().access_key_id, "OLD");
}
