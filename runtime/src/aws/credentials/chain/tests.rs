//! The chain over scripted HTTP, real files in a temporary folder, and injected variables.

use std::sync::Arc;

mod agents;
mod roles;
mod sso;
mod web_identity;

use super::DefaultChain;
use crate::testing::{ManualSystem, ScriptedTransport, Step};
use crate::transport::TransportErrorKind;
use crate::{
    Credentials, CredentialsError, Environment, OsSystem, ProvideCredentials as _, System,
};

struct Machine {
    home: tempfile::TempDir,
    transport: ScriptedTransport,
    system: Arc<dyn System>,
    variables: Vec<(String, String)>,
}

impl Machine {
    fn new(steps: impl IntoIterator<Item = Step>) -> Self {
        let home = tempfile::tempdir().unwrap();
        std::fs::create_dir(home.path().join(".aws")).unwrap();
        let variables = vec![("HOME".to_owned(), home.path().to_str().unwrap().to_owned())];
        Self {
            home,
            transport: ScriptedTransport::new(steps),
            system: Arc::new(ManualSystem::default()),
            variables,
        }
    }

    fn set(mut self, name: &str, value: &str) -> Self {
        self.variables.push((name.to_owned(), value.to_owned()));
        self
    }

    /// With a clock that runs, for what goes on outside of this program.
    fn in_real_time(mut self) -> Self {
        self.system = Arc::new(OsSystem::default());
        self
    }

    fn file(self, path: &str, text: &str) -> Self {
        let path = self.home.path().join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
        self
    }

    fn path(&self, path: &str) -> String {
        self.home.path().join(path).to_str().unwrap().to_owned()
    }

    fn config(self, text: &str) -> Self {
        self.file(".aws/config", text)
    }

    async fn find(&self) -> Result<Credentials, CredentialsError> {
        self.find_in(None).await
    }

    async fn find_in(&self, profile: Option<&str>) -> Result<Credentials, CredentialsError> {
        self.chain(profile).provide().await
    }

    fn chain(&self, profile: Option<&str>) -> DefaultChain {
        DefaultChain::new(
            Environment::from_iter(self.variables.clone()),
            profile.map(str::to_owned),
            "eu-west-1".to_owned(),
            Arc::new(self.transport.clone()),
            Arc::clone(&self.system),
        )
    }

    fn urls(&self) -> Vec<String> {
        self.transport
            .take_requests()
            .iter()
            .map(|request| request.uri().to_string())
            .collect()
    }
}

const CONTAINER_ANSWER: &str = r#"{"AccessKeyId":"C","SecretAccessKey":"hush","Token":"t","Expiration":"2099-01-01T00:00:00Z"}"#;

#[tokio::test]
async fn the_environment_comes_first() {
    let machine = Machine::new([])
        .file(
            ".aws/credentials",
            "[default]\naws_access_key_id=P\naws_secret_access_key=p\n",
        )
        .set("AWS_ACCESS_KEY_ID", "E")
        .set("AWS_SECRET_ACCESS_KEY", "e");
    assert_eq!(machine.find().await.unwrap().access_key_id, "E");
}

#[tokio::test]
async fn a_profile_that_was_chosen_by_name_goes_before_the_environment() {
    let keys = "[work]\naws_access_key_id=W\naws_secret_access_key=w\n[empty]\nregion=eu-west-1\n";
    let machine = Machine::new([])
        .file(".aws/credentials", keys)
        .set("AWS_ACCESS_KEY_ID", "E")
        .set("AWS_SECRET_ACCESS_KEY", "e")
        .set("AWS_EC2_METADATA_DISABLED", "true");
    let chosen = machine.find_in(Some("work")).await.unwrap();
    assert_eq!(chosen.access_key_id, "W");
    let error = machine.find_in(Some("empty")).await.unwrap_err();
    let line = error.to_string();
    assert!(line.contains("environment: passed over"), "{line}");
    // A variable that lies around is no such choice.
    let machine = machine.set("AWS_PROFILE", "work");
    assert_eq!(machine.find().await.unwrap().access_key_id, "E");
}

#[tokio::test]
async fn then_the_profile() {
    let machine = Machine::new([]).file(
        ".aws/credentials",
        "[default]\naws_access_key_id=P\naws_secret_access_key=p\n[work]\naws_access_key_id=W\naws_secret_access_key=w\naws_session_token=t\n",
    );
    assert_eq!(machine.find().await.unwrap().access_key_id, "P");
    let work = machine.find_in(Some("work")).await.unwrap();
    assert_eq!(work.access_key_id, "W");
    assert_eq!(work.session_token.unwrap().expose(), "t");
}

#[tokio::test]
async fn a_profile_that_was_asked_for_has_to_exist() {
    let machine = Machine::new([]).file(".aws/config", "[default]\n");
    let error = machine.find_in(Some("wrok")).await.unwrap_err();
    let last = error.failures().last().unwrap();
    assert_eq!(last.provider, "profile");
    assert!(
        last.reason.starts_with("no profile 'wrok'"),
        "{}",
        last.reason
    );
    assert!(machine.urls().is_empty(), "nobody else may be asked");
}

#[tokio::test]
async fn a_process_gives_credentials() {
    let machine = Machine::new([]).file(
        "answer.json",
        r#"{"Version":1,"AccessKeyId":"X","SecretAccessKey":"hush","SessionToken":"t","Expiration":"2099-01-01T00:00:00Z"}"#,
    );
    let command = format!("cat \"{}\"", machine.path("answer.json"));
    let machine = machine.file(
        ".aws/config",
        &format!("[default]\ncredential_process = {command}\n"),
    );
    let found = machine.in_real_time().find().await.unwrap();
    assert_eq!(found.access_key_id, "X");
    assert_eq!(
        found.expires_at,
        Some("2099-01-01T00:00:00Z".parse().unwrap())
    );
}

#[tokio::test]
async fn a_process_that_fails_ends_the_search() {
    let machine = Machine::new([]).file(
        ".aws/config",
        "[default]\ncredential_process = /no/such/program --x\n",
    );
    let error = machine.in_real_time().find().await.unwrap_err();
    assert!(error.to_string().contains("/no/such/program"), "{error}");
    assert_eq!(error.failures().len(), 2);
}

#[tokio::test]
async fn what_a_process_prints_is_never_repeated() {
    let config = |script: &str| format!("[default]\ncredential_process = sh -c '{script}'\n");
    for (script, expected) in [
        ("echo hush; echo hush >&2; exit 7", "ended with status 7"),
        ("echo hush", "no JSON object"),
        ("kill -9 $$", "ended with a signal"),
    ] {
        let machine = Machine::new([]).config(&config(script));
        let error = machine.in_real_time().find().await.unwrap_err();
        assert!(error.to_string().contains(expected), "{error}");
        assert!(!format!("{error:?}").contains("hush"), "{error:?}");
        assert_eq!(error.failures().len(), 2);
    }
}

#[tokio::test]
async fn a_container_gives_credentials() {
    let machine = Machine::new([Step::response(200, &[], CONTAINER_ANSWER)])
        .set("AWS_CONTAINER_CREDENTIALS_RELATIVE_URI", "/v2/role");
    assert_eq!(machine.find().await.unwrap().access_key_id, "C");
    assert_eq!(machine.urls(), ["http://169.254.170.2/v2/role"]);
}

#[tokio::test]
async fn credentials_are_not_fetched_from_a_stranger_in_the_open() {
    let machine = Machine::new([Step::response(200, &[], CONTAINER_ANSWER)]).set(
        "AWS_CONTAINER_CREDENTIALS_FULL_URI",
        "http://stranger.example/",
    );
    let error = machine.find().await.unwrap_err();
    assert!(error.to_string().contains("in the open"), "{error}");
    assert!(machine.urls().is_empty());
}

#[tokio::test]
async fn an_instance_gives_credentials() {
    let role = r#"{"Code":"Success","AccessKeyId":"M","SecretAccessKey":"hush","Token":"t","Expiration":"2099-01-01T00:00:00Z"}"#;
    let machine = Machine::new([
        Step::response(200, &[], "imds-token"),
        Step::response(200, &[], "role"),
        Step::response(200, &[], role),
    ]);
    assert_eq!(machine.find().await.unwrap().access_key_id, "M");
    assert_eq!(machine.urls().len(), 3);
}

#[tokio::test]
async fn a_metadata_service_that_hangs_does_not_hold_up_the_call() {
    let machine = Machine::new([Step::Hang]);
    let error = machine.find().await.unwrap_err();
    let last = error.failures().last().unwrap();
    assert_eq!(last.provider, "instance metadata");
    assert!(
        last.reason.contains("no answer within 2s"),
        "{}",
        last.reason
    );
}

#[tokio::test]
async fn a_computer_without_any_names_all_five() {
    let machine = Machine::new([Step::Fail(TransportErrorKind::Connect)]);
    let error = machine.find().await.unwrap_err();
    let sources: Vec<_> = error
        .failures()
        .iter()
        .map(|failure| failure.provider)
        .collect();
    assert_eq!(
        sources,
        [
            "environment",
            "profile",
            "web identity",
            "container",
            "instance metadata"
        ]
    );
    let machine = Machine::new([]).set("AWS_EC2_METADATA_DISABLED", "TRUE");
    let error = machine.find().await.unwrap_err();
    assert!(
        error
            .to_string()
            .contains("AWS_EC2_METADATA_DISABLED is true")
    );
    assert!(machine.urls().is_empty());
}

#[tokio::test]
async fn no_error_shows_a_secret() {
    let broken = r#"{"AccessKeyId":"C","SecretAccessKey":"hush","Token":"hush","Expiration":7}"#;
    let machine = Machine::new([Step::response(200, &[], broken)])
        .set("AWS_CONTAINER_CREDENTIALS_RELATIVE_URI", "/v2/role")
        .set("AWS_CONTAINER_AUTHORIZATION_TOKEN", "hush");
    let error = machine.find().await.unwrap_err();
    let shown = format!("{error} {error:?} {error:#?}");
    assert!(!shown.contains("hush"), "{shown}");
}
