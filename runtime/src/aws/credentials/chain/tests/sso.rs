//! Logins of AWS's single sign-on: the token's file, its renewal, the portal.

use serde_json::{Value, json};

use super::Machine;
use crate::testing::Step;

const ANSWER: &str = r#"{"roleCredentials":{"accessKeyId":"S","secretAccessKey":"hush","sessionToken":"t","expiration":4070908800000}}"#;
/// Where the AWS CLI files the token of a login: the SHA-1 of `corp`.
const CORP_TOKEN: &str = ".aws/sso/cache/ee0bfd2552fbd840c02cc48b6e823320543c450f.json";
const CONFIG: &str = "[default]\nsso_session = corp\nsso_account_id = 1\nsso_role_name = a/b\n\
     [sso-session corp]\nsso_region = us-east-1\nsso_start_url = https://corp.example/start\n";
/// The SHA-1 of `https://old.example/start`.
const OLD_TOKEN: &str = ".aws/sso/cache/103c764598c7bfb84492cce4b625216b27775ddd.json";

/// The clock of the tests stands at the beginning of 2026.
fn machine(steps: Vec<Step>, ends: &str) -> Machine {
    let filed = json!({"accessToken": "hush-old", "expiresAt": ends, "clientId": "id",
        "clientSecret": "hush-client", "refreshToken": "hush-refresh",
        "registrationExpiresAt": "2026-02-01T00:00:00Z", "startUrl": "https://corp.example/start"});
    Machine::new(steps)
        .config(CONFIG)
        .file(CORP_TOKEN, &filed.to_string())
}

fn filed(machine: &Machine) -> Value {
    let text = std::fs::read(machine.path(CORP_TOKEN)).unwrap();
    serde_json::from_slice(&text).unwrap()
}

fn key() -> Step {
    Step::response(200, &[], ANSWER).to("GET", "/federation/credentials")
}

fn renewal(status: u16, body: &'static str) -> Step {
    let headers = [("x-amzn-errortype", "InvalidGrantException")];
    let headers = if status == 200 { &[][..] } else { &headers[..] };
    Step::response(status, headers, body).to("POST", "/token")
}

#[tokio::test]
async fn an_sso_session_gives_the_roles_credentials() {
    let machine = Machine::new([Step::response(200, &[], ANSWER)])
        .file(
            ".aws/config",
            "[default]\nsso_session = corp\nsso_account_id = 1\nsso_role_name = dev\n\
             [sso-session corp]\nsso_region = us-east-1\nsso_start_url = https://corp.example/start\n",
        )
        .file(
            CORP_TOKEN,
            r#"{"accessToken":"sso-token","expiresAt":"2099-01-01T00:00:00Z"}"#,
        );
    assert_eq!(machine.find().await.unwrap().access_key_id, "S");
    let requests = machine.transport.take_requests();
    assert_eq!(
        requests[0].uri(),
        "https://portal.sso.us-east-1.amazonaws.com/federation/credentials?role_name=dev&account_id=1"
    );
    assert_eq!(requests[0].headers()["x-amz-sso_bearer_token"], "sso-token");
}

#[tokio::test]
async fn an_sso_login_that_is_missing_says_what_to_do() {
    let machine = Machine::new([]).file(
        ".aws/config",
        "[default]\nsso_start_url = https://x\nsso_region = a\nsso_account_id = 1\nsso_role_name = r\n",
    );
    let error = machine.find().await.unwrap_err();
    assert!(error.to_string().contains("aws sso login"), "{error}");
}

#[tokio::test]
async fn a_login_without_a_session_is_filed_under_its_address() {
    let config = "[default]\nsso_start_url = https://old.example/start\nsso_region = us-east-1\n\
        sso_account_id = 1\nsso_role_name = dev\nuse_fips_endpoint = true\n";
    let token = r#"{"accessToken":"hush-old","expiresAt":"2099-01-01T00:00:00UTC"}"#;
    let machine = Machine::new([key()]).config(config).file(OLD_TOKEN, token);
    let found = machine.find().await.unwrap();
    assert_eq!(found.access_key_id, "S");
    assert_eq!(
        found.expires_at.unwrap().to_string(),
        "2099-01-01T00:00:00Z"
    );
    assert_eq!(
        machine.urls(),
        [
            "https://portal.sso-fips.us-east-1.amazonaws.com/federation/credentials?role_name=dev&account_id=1"
        ]
    );
}

#[tokio::test]
async fn a_token_that_ends_is_renewed_and_filed() {
    let answer = r#"{"accessToken":"hush-new","expiresIn":3600,"refreshToken":"hush-next"}"#;
    let machine = machine(vec![renewal(200, answer), key()], "2026-01-01T00:00:30Z");
    assert_eq!(machine.find().await.unwrap().access_key_id, "S");
    let requests = machine.transport.take_requests();
    assert_eq!(
        requests[0].uri(),
        "https://oidc.us-east-1.amazonaws.com/token"
    );
    assert_eq!(requests[0].headers()["content-type"], "application/json");
    let asked: Value = serde_json::from_slice(requests[0].body()).unwrap();
    assert_eq!(
        asked,
        json!({"clientId": "id", "clientSecret": "hush-client", "grantType": "refresh_token",
            "refreshToken": "hush-refresh"})
    );
    let token = &requests[1].headers()["x-amz-sso_bearer_token"];
    assert_eq!(
        (token, token.is_sensitive()),
        (&"hush-new".parse().unwrap(), true)
    );
    assert_eq!(
        requests[1].uri().query(),
        Some("role_name=a%2Fb&account_id=1")
    );

    let filed = filed(&machine);
    assert_eq!(filed["accessToken"], "hush-new");
    assert_eq!(filed["refreshToken"], "hush-next");
    assert_eq!(filed["expiresAt"], "2026-01-01T01:00:00Z");
    assert_eq!(filed["startUrl"], "https://corp.example/start");
    let folder = std::fs::read_dir(machine.path(".aws/sso/cache")).unwrap();
    assert_eq!(folder.count(), 1, "nothing is left beside it");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        let about = std::fs::metadata(machine.path(CORP_TOKEN)).unwrap();
        assert_eq!(about.permissions().mode() & 0o777, 0o600);
    }
}

#[tokio::test]
async fn a_token_that_is_good_for_long_is_used_as_it_is() {
    let machine = machine(vec![key()], "2026-01-01T00:02:00Z");
    machine.find().await.unwrap();
    let requests = machine.transport.take_requests();
    let token = &requests[0].headers()["x-amz-sso_bearer_token"];
    assert_eq!((requests.len(), token), (1, &"hush-old".parse().unwrap()));
}

#[tokio::test]
async fn a_renewal_that_fails_does_no_harm_while_the_old_token_is_good() {
    let steps = || vec![renewal(400, r#"{"error":"hush"}"#), key()];
    machine(steps(), "2026-01-01T00:00:30Z")
        .find()
        .await
        .unwrap();
    let error = machine(steps(), "2025-12-31T23:59:59Z").find().await;
    let error = error.unwrap_err();
    let line = error.to_string();
    assert!(
        line.contains(
            "has ended (HTTP 400 InvalidGrantException): run `aws sso login --profile default`"
        ),
        "{line}"
    );
    assert!(!format!("{error:?}").contains("hush"), "{error:?}");
}

#[tokio::test]
async fn a_login_that_cannot_be_renewed_says_what_to_do_and_nobody_is_asked() {
    let whole = |from: &str, to: &str| {
        let ended = json!({"accessToken": "hush", "expiresAt": "2025-12-31T23:59:59Z",
            "clientId": "id", "clientSecret": "hush", "refreshToken": "hush",
            "registrationExpiresAt": "2026-02-01T00:00:00Z"});
        ended.to_string().replace(from, to)
    };
    for (token, expected) in [
        (whole("refreshToken", "other"), "it cannot be renewed"),
        (
            whole("2026-02", "2025-12"),
            "the time in which it could be renewed",
        ),
        (whole("accessToken", "other"), "holds no token"),
        (whole("2025-12-31", "hush"), "holds no token"),
        ("hush".to_owned(), "is no JSON"),
    ] {
        let machine = Machine::new([]).config(CONFIG).file(CORP_TOKEN, &token);
        let error = machine.find_in(Some("default")).await.unwrap_err();
        let line = error.to_string();
        assert!(line.contains(expected), "{line}");
        assert!(
            line.contains("run `aws sso login --profile default`"),
            "{line}"
        );
        assert!(!format!("{error:?}").contains("hush"), "{error:?}");
        assert!(machine.urls().is_empty());
    }
}

#[tokio::test]
async fn what_the_portal_refuses_is_said_without_its_words() {
    let forbidden = [("x-amzn-errortype", "ForbiddenException:http://x")];
    for (status, headers, body, expected) in [
        (
            401,
            &[][..],
            r#"{"message":"hush"}"#,
            "no longer accepted: run `aws sso login",
        ),
        (
            403,
            &forbidden[..],
            r#"{"message":"hush"}"#,
            "HTTP 403 ForbiddenException",
        ),
        (404, &[], "hush", "HTTP 404"),
        (200, &[], r#"{"hush":1}"#, "holds no roleCredentials"),
        (
            200,
            &[],
            r#"{"roleCredentials":{"accessKeyId":"hush"}}"#,
            "holds no secretAccessKey",
        ),
    ] {
        let step = Step::response(status, headers, body);
        let machine = machine(vec![step], "2099-01-01T00:00:00Z");
        let error = machine.find().await.unwrap_err();
        let line = error.to_string();
        assert!(line.contains(expected), "{line}");
        assert!(
            line.contains("role a/b of account 1 was not given"),
            "{line}"
        );
        assert!(!format!("{error:?}").contains("hush"), "{error:?}");
    }
}

#[tokio::test]
async fn a_profile_that_leaves_something_out_says_what_is_needed() {
    for (config, expected) in [
        (
            "[default]\nsso_session = nobody\n",
            "no section [sso-session nobody]",
        ),
        (
            "[default]\nsso_start_url = https://x\n",
            "which needs sso_account_id",
        ),
    ] {
        let line = Machine::new([]).config(config).find().await;
        let line = line.unwrap_err().to_string();
        assert!(line.contains(expected), "{line}");
    }
}
