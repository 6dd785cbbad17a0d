//! Which source a profile configures, and profiles that configure a part of one only.

use super::{CONTAINER_RESPONSE, Machine};
use crate::testing::Step;

/// A machine whose container has a role, which signs calls if the profile is passed over.
fn container(profile: &str) -> Machine {
    Machine::new([Step::response(200, &[], CONTAINER_RESPONSE)])
        .config(&format!("[profile a]\nregion = us-east-1\n{profile}\n"))
        .set("AWS_CONTAINER_CREDENTIALS_RELATIVE_URI", "/v2/role")
}

#[tokio::test]
async fn an_incomplete_profile_is_never_passed_over() {
    for (settings, setting) in [
        ("web_identity_token_file = /no/such/file", "web_identity_token_file"),
        ("source_profile = a", "source_profile"),
        ("credential_source = EcsContainer", "credential_source"),
        ("role_arn =", "role_arn"),
        ("role_arn =\nweb_identity_token_file = /t", "web_identity_token_file"),
        ("role_arn = r\nweb_identity_token_file =", "web_identity_token_file"),
        ("role_arn = r", "source_profile"),
        ("sso_account_id = 1\nsso_role_name = r\nsso_region = us-east-1", "sso_start_url"),
        ("sso_account_id = 1", "sso_role_name"),
        ("sso_role_name = r", "sso_account_id"),
        ("sso_session = corp", "sso_session"),
        ("sso_start_url = https://x", "sso_account_id"),
        ("aws_access_key_id =\naws_secret_access_key =", "aws_secret_access_key"),
        ("aws_access_key_id = A\naws_secret_access_key =", "aws_secret_access_key"),
        ("aws_access_key_id =\naws_secret_access_key = hush", "aws_access_key_id"),
        ("aws_secret_access_key = hush", "aws_access_key_id"),
        ("aws_session_token = hush", "aws_session_token"),
        ("credential_process =", "credential_process"),
        ("role_arn = r\nsource_profile = a\nmfa_serial = m", "mfa_serial"),
    ] {
        for selected in [Some("a"), None] {
            let machine = container(settings).set("AWS_PROFILE", "a");
            let error = machine.load_profile(selected).await.unwrap_err();
            let last = error.failures().last().unwrap();
            assert_eq!(last.provider, "profile", "{settings}: {error}");
            let reason = &last.reason;
            assert!(reason.contains("profile 'a'") && reason.contains(setting), "{reason}");
            assert!(!format!("{error} {error:?}").contains("hush"), "{error:?}");
            assert!(machine.urls().is_empty(), "{settings}");
        }
    }
}

#[tokio::test]
async fn a_part_of_a_role_is_an_error_beside_another_source() {
    const KEYS: &str = "aws_access_key_id = K\naws_secret_access_key = hush";
    for other in [
        KEYS,
        "credential_process = /no/such/program",
        "sso_account_id = 1\nsso_role_name = r",
        "login_session = l",
    ] {
        for (settings, setting) in [
            ("web_identity_token_file = /t", "web_identity_token_file, but no role_arn"),
            (
                "web_identity_token_file = /t\nrole_arn =",
                "web_identity_token_file, but no role_arn",
            ),
            ("role_arn =", "role_arn, but it is empty"),
            ("role_arn =\nsource_profile = a", "role_arn, but it is empty"),
        ] {
            let machine = container(&format!("{settings}\n{other}"));
            let error = machine.load_profile(Some("a")).await.unwrap_err().to_string();
            let expected = format!("profile 'a' has {setting}");
            assert!(error.contains(&expected), "{settings} {other}: {error}");
        }
    }
    // botocore uses the keys in these cases.
    for settings in [
        "web_identity_token_file =\nrole_arn = r",
        "web_identity_token_file =",
        "web_identity_token_file =\nrole_arn =",
    ] {
        let machine = container(&format!("{settings}\n{KEYS}"));
        assert_eq!(machine.load_profile(Some("a")).await.unwrap().access_key_id, "K");
    }
}

#[tokio::test]
async fn a_selected_profile_is_not_passed_over_if_a_file_cannot_be_read() {
    let not_utf8 = |machine: Machine| machine.file(".aws/credentials", b"[a]\n# \xff\n");
    let a_folder = |machine: Machine| machine.file(".aws/credentials/x", "");
    let spoil: [(&str, &dyn Fn(Machine) -> Machine); 2] =
        [("is not UTF-8", &not_utf8), ("cannot be read", &a_folder)];
    for (problem, spoil) in spoil {
        for (variable, selected) in [("AWS_PROFILE", None), ("X", Some("a"))] {
            let machine = spoil(container("")).set(variable, "a");
            let error = machine.load_profile(selected).await.unwrap_err().to_string();
            assert!(error.contains("profile 'a'") && error.contains(problem), "{error}");
            assert!(machine.urls().is_empty(), "{problem}");
        }
        // Without a selected profile the file counts as absent.
        assert_eq!(spoil(container("")).load().await.unwrap().access_key_id, "C");
    }
}

#[tokio::test]
async fn the_default_profile_is_not_passed_over_either() {
    let machine = container("").config("[default]\nweb_identity_token_file = /no/such/file\n");
    let error = machine.load().await.unwrap_err();
    assert!(error.to_string().contains("profile 'default' has web_identity"), "{error}");
    assert!(machine.urls().is_empty());
}

#[tokio::test]
async fn a_profile_without_credentials_leaves_them_to_the_machine() {
    let settings = "output = json\nsso_region = us-east-1\nrole_session_name = me";
    for selected in [Some("a"), None] {
        let machine = container(settings).set("AWS_PROFILE", "a");
        assert_eq!(machine.load_profile(selected).await.unwrap().access_key_id, "C");
    }
    // The variables of a web identity name an identity too; a selected profile precedes them.
    let machine = container(settings)
        .set("AWS_WEB_IDENTITY_TOKEN_FILE", "/no/such/file")
        .set("AWS_ROLE_ARN", "r");
    assert_eq!(machine.load_profile(Some("a")).await.unwrap().access_key_id, "C");
    let error = machine.set("AWS_PROFILE", "a").load().await.unwrap_err();
    assert!(error.to_string().contains("/no/such/file"), "{error}");
}

#[tokio::test]
async fn the_precedence_within_a_profile_is_that_of_botocore() {
    const KEYS: &str = "aws_access_key_id = K\naws_secret_access_key = hush\n";
    const PROCESS: &str = "credential_process = /no/such/program\n";
    const SSO: &str = "sso_account_id = 1\nsso_role_name = r\n";
    const LOGIN: &str = "login_session = l\n";
    for (config, credentials, expected) in [
        (KEYS, "", Ok("K")),
        (&format!("{KEYS}{PROCESS}"), "", Err("/no/such/program")),
        (PROCESS, KEYS, Ok("K")),
        (&format!("{LOGIN}{PROCESS}"), "", Err("run `aws login --profile a`")),
        (LOGIN, KEYS, Ok("K")),
        (SSO, KEYS, Err("uses SSO")),
        (
            &format!("{SSO}role_arn = r\ncredential_source = Environment\n"),
            KEYS,
            Err("Environment"),
        ),
        (&format!("{SSO}role_arn = r\nweb_identity_token_file = /t\n"), KEYS, Err("'/t' cannot")),
    ] {
        let machine = Machine::new([])
            .config(&format!("[profile a]\n{config}"))
            .file(".aws/credentials", &format!("[a]\n{credentials}"))
            .set("AWS_PROFILE", "a");
        match (machine.in_real_time().load().await, expected) {
            (Ok(found), Ok(expected)) => assert_eq!(found.access_key_id, expected),
            (Err(error), Err(expected)) => {
                assert!(error.to_string().contains(expected), "{error}");
            }
            (found, _) => panic!("{config}{credentials}: {found:?}"),
        }
    }
}

#[tokio::test]
async fn errors_show_no_setting_that_indentation_made_part_of_a_value() {
    let swallowed = "\n  aws_secret_access_key = hush";
    for settings in [
        "role_arn = r\nsource_profile = x",
        "role_arn = r\ncredential_source = x",
        "sso_account_id = 1\nsso_role_name = r\nsso_region = us-east-1\nsso_session = x",
        "role_arn = r\nweb_identity_token_file = /no/such/file",
        "source_profile = x\nrole_arn = r",
        "aws_access_key_id = A",
        "credential_process = echo",
    ] {
        let machine = container(&format!("{settings}{swallowed}"));
        let error = machine.load_profile(Some("a")).await.unwrap_err();
        assert!(!format!("{error} {error:?}").contains("hush"), "{error:?}");
    }
}
