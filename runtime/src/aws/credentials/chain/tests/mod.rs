//! The chain with scripted responses, files in a temporary directory, and given variables.

mod agents;
mod login;
mod profiles;
mod roles;
mod sso;
mod suites;

use std::sync::Arc;

use super::DefaultChain;
use crate::testing::{ManualSystem, ScriptedTransport, Step};
use crate::transport::TransportErrorKind;
use crate::{
    Credentials, CredentialsError, Environment, OsSystem, ProvideCredentials as _, System,
};

/// A machine with a home directory, variables, and a scripted network.
pub(super) struct Machine {
    home: tempfile::TempDir,
    transport: ScriptedTransport,
    system: Arc<dyn System>,
    variables: Vec<(String, String)>,
}

impl Machine {
    pub(super) fn new(steps: impl IntoIterator<Item = Step>) -> Self {
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

    pub(super) fn set(mut self, name: &str, value: &str) -> Self {
        self.variables.push((name.to_owned(), value.to_owned()));
        self
    }

    pub(super) fn set_all(self, variables: &[(&str, &str)]) -> Self {
        variables.iter().fold(self, |machine, (name, value)| machine.set(name, value))
    }

    /// With the system's clock, for child processes.
    fn in_real_time(mut self) -> Self {
        self.system = Arc::new(OsSystem::default());
        self
    }

    fn file(self, path: &str, content: &(impl AsRef<[u8]> + ?Sized)) -> Self {
        let path = self.home.path().join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, content).unwrap();
        self
    }

    fn path(&self, path: &str) -> String {
        self.home.path().join(path).to_str().unwrap().to_owned()
    }

    pub(super) fn config(self, content: &str) -> Self {
        self.file(".aws/config", content)
    }

    async fn load(&self) -> Result<Credentials, CredentialsError> {
        self.load_profile(None).await
    }

    async fn load_profile(&self, profile: Option<&str>) -> Result<Credentials, CredentialsError> {
        self.chain(profile).provide().await
    }

    pub(super) fn chain(&self, profile: Option<&str>) -> DefaultChain {
        DefaultChain::new(
            Environment::from_iter(self.variables.clone()),
            profile.map(str::to_owned),
            "eu-west-1".to_owned(),
            Arc::new(self.transport.clone()),
            Arc::clone(&self.system),
        )
    }

    fn urls(&self) -> Vec<String> {
        self.transport.take_requests().iter().map(|request| request.uri().to_string()).collect()
    }
}

/// A private key of `aws login`, made for these tests.
pub(super) const LOGIN_KEY: &str = "-----BEGIN EC PRIVATE KEY-----
MHcCAQEEIKMOvp47TJuCGSElVc2UiZNb4YPPtb6bodGr5ciI9uBmoAoGCCqGSM49
AwEHoUQDQgAEaqJ0F6JKmfVQ8UE0+SAJ38D+zdPiop9PbgNrMlQ6M79QsoYTw0xB
e8CJe+Zz/HBT2mkAp8lmTJgTrfWWecdfHA==
-----END EC PRIVATE KEY-----
";

const CONTAINER_RESPONSE: &str = r#"{"AccessKeyId":"C","SecretAccessKey":"hush","Token":"t","Expiration":"2099-01-01T00:00:00Z"}"#;

#[tokio::test]
async fn the_environment_precedes_the_profile() {
    let machine = Machine::new([])
        .file(".aws/credentials", "[default]\naws_access_key_id=P\naws_secret_access_key=p\n")
        .set("AWS_ACCESS_KEY_ID", "E")
        .set("AWS_SECRET_ACCESS_KEY", "e");
    assert_eq!(machine.load().await.unwrap().access_key_id, "E");
}

#[tokio::test]
async fn a_selected_profile_precedes_the_environment() {
    let keys = "[work]\naws_access_key_id=W\naws_secret_access_key=w\n[empty]\nregion=eu-west-1\n";
    let machine = Machine::new([])
        .file(".aws/credentials", keys)
        .set("AWS_ACCESS_KEY_ID", "E")
        .set("AWS_SECRET_ACCESS_KEY", "e")
        .set("AWS_EC2_METADATA_DISABLED", "true");
    let found = machine.load_profile(Some("work")).await.unwrap();
    assert_eq!(found.access_key_id, "W");
    let error = machine.load_profile(Some("empty")).await.unwrap_err();
    let message = error.to_string();
    assert!(message.contains("environment: skipped"), "{message}");
    // A variable selects no profile in this sense.
    let machine = machine.set("AWS_PROFILE", "work");
    assert_eq!(machine.load().await.unwrap().access_key_id, "E");
}

#[tokio::test]
async fn profiles_have_access_keys() {
    let machine = Machine::new([]).file(
        ".aws/credentials",
        "[default]\naws_access_key_id=P\naws_secret_access_key=p\n[work]\naws_access_key_id=W\naws_secret_access_key=w\naws_session_token=t\n",
    );
    assert_eq!(machine.load().await.unwrap().access_key_id, "P");
    let work = machine.load_profile(Some("work")).await.unwrap();
    assert_eq!(work.access_key_id, "W");
    assert_eq!(work.session_token.unwrap().expose(), "t");
}

#[tokio::test]
async fn each_load_reads_the_files_and_keeps_none_of_their_keys() {
    let mut machine = Machine::new([]);
    let chain = machine.chain(None);
    for id in ["OLD", "NEW"] {
        let keys = format!("[default]\naws_access_key_id={id}\naws_secret_access_key=hush\n");
        machine = machine.file(".aws/credentials", &keys);
        assert_eq!(chain.provide().await.unwrap().access_key_id, id);
        assert!(chain.0.loaded.lock().unwrap().is_none());
    }
}

#[tokio::test]
async fn a_selected_profile_must_exist() {
    let machine = Machine::new([]).file(".aws/config", "[default]\n");
    let error = machine.load_profile(Some("wrok")).await.unwrap_err();
    let last = error.failures().last().unwrap();
    assert_eq!(last.provider, "profile");
    assert!(last.reason.starts_with("no profile 'wrok'"), "{}", last.reason);
    assert!(machine.urls().is_empty(), "no other provider is called");
}

#[tokio::test]
async fn a_process_prints_credentials() {
    let machine = Machine::new([]).file(
        "key.json",
        r#"{"Version":1,"AccessKeyId":"X","SecretAccessKey":"hush","SessionToken":"t","Expiration":"2099-01-01T00:00:00Z"}"#,
    );
    let command = format!("cat \"{}\"", machine.path("key.json"));
    let machine =
        machine.file(".aws/config", &format!("[default]\ncredential_process = {command}\n"));
    let found = machine.in_real_time().load().await.unwrap();
    assert_eq!(found.access_key_id, "X");
    assert_eq!(found.expires_at, Some("2099-01-01T00:00:00Z".parse().unwrap()));
}

#[tokio::test]
async fn a_process_that_fails_ends_the_chain_and_its_output_is_not_shown() {
    for (command, expected) in [
        ("/no/such/program --x", "/no/such/program cannot be run"),
        ("sh -c 'echo hush; echo hush >&2; exit 7'", "status 7"),
        ("sh -c 'echo hush'", "not a JSON object"),
        ("sh -c 'kill -9 $$'", "ended with a signal"),
    ] {
        let config = format!("[default]\ncredential_process = {command}\n");
        let machine = Machine::new([]).config(&config);
        let error = machine.in_real_time().load().await.unwrap_err();
        assert!(error.to_string().contains(expected), "{error}");
        assert!(!format!("{error:?}").contains("hush"), "{error:?}");
        assert_eq!(error.failures().len(), 2);
    }
}

#[tokio::test]
async fn a_container_has_credentials() {
    let machine = Machine::new([Step::response(200, &[], CONTAINER_RESPONSE)])
        .set("AWS_CONTAINER_CREDENTIALS_RELATIVE_URI", "/v2/role");
    assert_eq!(machine.load().await.unwrap().access_key_id, "C");
    assert_eq!(machine.urls(), ["http://169.254.170.2/v2/role"]);
}

#[tokio::test]
async fn credentials_are_not_loaded_unencrypted_from_another_host() {
    let machine = Machine::new([Step::response(200, &[], CONTAINER_RESPONSE)])
        .set("AWS_CONTAINER_CREDENTIALS_FULL_URI", "http://other.example/");
    let error = machine.load().await.unwrap_err();
    assert!(error.to_string().contains("unencrypted"), "{error}");
    assert!(machine.urls().is_empty());
}

#[tokio::test]
async fn a_metadata_service_that_hangs_times_out() {
    let machine = Machine::new([Step::Hang]);
    let error = machine.load().await.unwrap_err();
    let last = error.failures().last().unwrap();
    assert_eq!(last.provider, "instance metadata");
    assert!(last.reason.ends_with("within 2s"), "{}", last.reason);
}

#[tokio::test]
async fn without_credentials_the_error_names_all_providers() {
    let machine = Machine::new([Step::Fail(TransportErrorKind::Connect)]);
    let error = machine.load().await.unwrap_err();
    let providers: Vec<_> = error.failures().iter().map(|failure| failure.provider).collect();
    assert_eq!(
        providers,
        ["environment", "profile", "web identity", "container", "instance metadata"]
    );
    let machine = Machine::new([]).set("AWS_EC2_METADATA_DISABLED", "TRUE");
    let error = machine.load().await.unwrap_err();
    assert!(error.to_string().contains("AWS_EC2_METADATA_DISABLED is true"));
    assert!(machine.urls().is_empty());
}
