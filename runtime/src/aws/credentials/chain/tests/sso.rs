//! SSO logins: the token's file, its refresh, and the portal.

use serde_json::{Value, json};

use super::Machine;
use crate::testing::Step;

const ROLE_CREDENTIALS: &str = r#"{"roleCredentials":{"accessKeyId":"S","secretAccessKey":"hush","sessionToken":"t","expiration":4070908800000}}"#;
/// Where the AWS CLI saves the token of a login: the SHA-1 of `corp`.
const CORP_TOKEN: &str = ".aws/sso/cache/ee0bfd2552fbd840c02cc48b6e823320543c450f.json";
const CONFIG: &str = "[default]\nsso_session = corp\nsso_account_id = 1\nsso_role_name = a/b\n\
     [sso-session corp]\nsso_region = us-east-1\nsso_start_url = https://corp.example/start\n";
/// The SHA-1 of `https://old.example/start`.
const OLD_TOKEN: &str = ".aws/sso/cache/103c764598c7bfb84492cce4b625216b27775ddd.json";

/// The clock of the tests is at the beginning of 2026.
fn machine(steps: Vec<Step>, expires_at: &str) -> Machine {
    let saved = json!({"accessToken": "hush-old", "expiresAt": expires_at, "clientId": "id",
        "clientSecret": "hush-client", "refreshToken": "hush-refresh",
        "registrationExpiresAt": "2026-02-01T00:00:00Z", "startUrl": "https://corp.example/start"});
    Machine::new(steps).config(CONFIG).file(CORP_TOKEN, &saved.to_string())
}

fn saved(machine: &Machine) -> Value {
    let json = std::fs::read(machine.path(CORP_TOKEN)).unwrap();
    serde_json::from_slice(&json).unwrap()
}

fn key() -> Step {
    Step::response(200, &[], ROLE_CREDENTIALS).to("GET", "/federation/credentials")
}

fn refreshed(status: u16, body: &'static str) -> Step {
    let headers = [("x-amzn-errortype", "InvalidGrantException")];
    let headers = if status == 200 { &[][..] } else { &headers[..] };
    Step::response(status, headers, body).to("POST", "/token")
}

#[tokio::test]
async fn an_absent_login_is_an_error_with_the_remedy() {
    let machine = Machine::new([]).file(
        ".aws/config",
        "[default]\nsso_start_url = https://x\nsso_region = a\nsso_account_id = 1\nsso_role_name = r\n",
    );
    let error = machine.load().await.unwrap_err();
    assert!(error.to_string().contains("aws sso login"), "{error}");
}

#[tokio::test]
async fn a_token_without_a_session_is_saved_under_its_start_url() {
    let config = "[default]\nsso_start_url = https://old.example/start\nsso_region = us-east-1\n\
        sso_account_id = 1\nsso_role_name = dev\nuse_fips_endpoint = true\n";
    let token = r#"{"accessToken":"hush-old","expiresAt":"2099-01-01T00:00:00UTC"}"#;
    let machine = Machine::new([key()]).config(config).file(OLD_TOKEN, token);
    let found = machine.load().await.unwrap();
    assert_eq!(found.access_key_id, "S");
    assert_eq!(found.expires_at.unwrap().to_string(), "2099-01-01T00:00:00Z");
    assert_eq!(
        machine.urls(),
        [
            "https://portal.sso-fips.us-east-1.amazonaws.com/federation/credentials?role_name=dev&account_id=1"
        ]
    );
}

#[tokio::test]
async fn an_expiring_token_is_refreshed_and_saved() {
    let response = r#"{"accessToken":"hush-new","expiresIn":3600,"refreshToken":"hush-next"}"#;
    let machine = machine(vec![refreshed(200, response), key()], "2026-01-01T00:00:30Z");
    assert_eq!(machine.load().await.unwrap().access_key_id, "S");
    let requests = machine.transport.take_requests();
    assert_eq!(requests[0].uri(), "https://oidc.us-east-1.amazonaws.com/token");
    assert_eq!(requests[0].headers()["content-type"], "application/json");
    let request: Value = serde_json::from_slice(requests[0].body()).unwrap();
    assert_eq!(
        request,
        json!({"clientId": "id", "clientSecret": "hush-client", "grantType": "refresh_token",
            "refreshToken": "hush-refresh"})
    );
    let token = &requests[1].headers()["x-amz-sso_bearer_token"];
    assert_eq!((token, token.is_sensitive()), (&"hush-new".parse().unwrap(), true));
    assert_eq!(requests[1].uri().query(), Some("role_name=a%2Fb&account_id=1"));

    let saved = saved(&machine);
    assert_eq!(saved["accessToken"], "hush-new");
    assert_eq!(saved["refreshToken"], "hush-next");
    assert_eq!(saved["expiresAt"], "2026-01-01T01:00:00Z");
    assert_eq!(saved["startUrl"], "https://corp.example/start");
    let folder = std::fs::read_dir(machine.path(".aws/sso/cache")).unwrap();
    assert_eq!(folder.count(), 1, "no temporary file remains");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        let metadata = std::fs::metadata(machine.path(CORP_TOKEN)).unwrap();
        assert_eq!(metadata.permissions().mode() & 0o777, 0o600);
    }
}

#[tokio::test]
async fn a_valid_token_of_an_sso_session_is_used_without_a_refresh() {
    let machine = machine(vec![key()], "2026-01-01T00:02:00Z");
    assert_eq!(machine.load().await.unwrap().access_key_id, "S");
    let requests = machine.transport.take_requests();
    assert_eq!(
        requests[0].uri(),
        "https://portal.sso.us-east-1.amazonaws.com/federation/credentials?role_name=a%2Fb&account_id=1"
    );
    let token = &requests[0].headers()["x-amz-sso_bearer_token"];
    assert_eq!((requests.len(), token), (1, &"hush-old".parse().unwrap()));
}

#[tokio::test]
async fn a_token_is_used_until_it_expires_if_its_refresh_fails() {
    let steps = || vec![refreshed(400, r#"{"error":"hush"}"#), key()];
    machine(steps(), "2026-01-01T00:00:30Z").load().await.unwrap();
    let error = machine(steps(), "2025-12-31T23:59:59Z").load().await.unwrap_err();
    let message = error.to_string();
    assert!(
        message.contains(
            "has expired (HTTP 400 InvalidGrantException): run `aws sso login --profile default`"
        ),
        "{message}"
    );
    assert!(!format!("{error:?}").contains("hush"), "{error:?}");
}

#[tokio::test]
async fn a_login_that_cannot_be_refreshed_is_an_error_with_the_remedy() {
    let whole = |from: &str, to: &str| {
        let expired = json!({"accessToken": "hush", "expiresAt": "2025-12-31T23:59:59Z",
            "clientId": "id", "clientSecret": "hush", "refreshToken": "hush",
            "registrationExpiresAt": "2026-02-01T00:00:00Z"});
        expired.to_string().replace(from, to)
    };
    for (token, expected) in [
        (whole("refreshToken", "other"), "it cannot be refreshed"),
        (whole("2026-02", "2025-12"), "the client registration that could refresh it has expired"),
        (whole("accessToken", "other"), "has no token"),
        (whole("2025-12-31", "hush"), "has no token"),
        ("hush".to_owned(), "is not JSON"),
    ] {
        let machine = Machine::new([]).config(CONFIG).file(CORP_TOKEN, &token);
        let error = machine.load_profile(Some("default")).await.unwrap_err();
        let message = error.to_string();
        assert!(message.contains(expected), "{message}");
        assert!(message.contains("run `aws sso login --profile default`"), "{message}");
        assert!(!format!("{error:?}").contains("hush"), "{error:?}");
        assert!(machine.urls().is_empty());
    }
}

#[tokio::test]
async fn errors_of_the_portal_do_not_show_its_messages() {
    let forbidden = [("x-amzn-errortype", "ForbiddenException:http://x")];
    for (status, headers, body, expected) in [
        (401, &[][..], r#"{"message":"hush"}"#, "the login was rejected: run `aws sso login"),
        (403, &forbidden[..], r#"{"message":"hush"}"#, "HTTP 403 ForbiddenException"),
        (404, &[], "hush", "HTTP 404"),
        (200, &[], r#"{"hush":1}"#, "has no roleCredentials"),
        (
            200,
            &[],
            r#"{"roleCredentials":{"accessKeyId":"hush"}}"#,
            "secretAccessKey in the response is absent",
        ),
    ] {
        let step = Step::response(status, headers, body);
        let machine = machine(vec![step], "2099-01-01T00:00:00Z");
        let error = machine.load().await.unwrap_err();
        let message = error.to_string();
        assert!(message.contains(expected), "{message}");
        assert!(message.contains("no credentials for role a/b of account 1"), "{message}");
        assert!(!format!("{error:?}").contains("hush"), "{error:?}");
    }
}

#[tokio::test]
async fn an_incomplete_profile_is_an_error_that_names_the_settings() {
    for (config, expected) in [
        ("[default]\nsso_session = gone\n", "no section [sso-session gone]"),
        (
            "[default]\nsso_start_url = https://x\n",
            "SSO without sso_account_id, sso_role_name, sso_region: add",
        ),
        (
            &CONFIG.replace("sso_start_url", "other"),
            "without sso_start_url: add it (URL and region in [sso-session corp])",
        ),
        // Not from the profile: other profiles share the session's login.
        (
            &CONFIG.replace("sso_start_url", "other").replace(
                "[sso-session",
                "sso_start_url = https://corp.example/start\n[sso-session",
            ),
            "without sso_start_url: add it (URL and region in [sso-session corp])",
        ),
        (&CONFIG.replace("sso_region", "other"), "without sso_region: add it (URL"),
        (
            &CONFIG.replace("sso_account_id", "sso_start_url = https://hush\nsso_account_id"),
            "have different values of sso_start_url",
        ),
        (
            &CONFIG.replace("sso_account_id", "sso_region = hush\nsso_account_id"),
            "have different values of sso_region",
        ),
    ] {
        let message = Machine::new([]).config(config).load().await.unwrap_err().to_string();
        assert!(message.contains(expected), "{message}");
        assert!(!message.contains("hush"), "{message}");
    }
}

#[tokio::test]
async fn a_profile_may_repeat_the_settings_of_its_session() {
    let repeated = "sso_start_url = https://corp.example/start\nsso_account_id";
    let machine = machine(vec![key()], "2026-01-01T00:02:00Z")
        .config(&CONFIG.replace("sso_account_id", repeated));
    assert_eq!(machine.load().await.unwrap().access_key_id, "S");
}
