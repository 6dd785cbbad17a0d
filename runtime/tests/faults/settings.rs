//! Certificates and proxies that environment and profile name reach the client.

use sdk_runtime::{CallOptions, ClientBuilder, Credentials, Environment, Error};

use crate::act::ok;
use crate::certificates::{self, Tls};
use crate::proxy::{self, Conduct};
use crate::server::Server;
use crate::service::{GetStage, Service};

async fn get(environment: Environment, url: &str) -> Result<(), Error> {
    let client = ClientBuilder::<Service>::new(environment)
        .region("eu-west-1")
        .endpoint_url(url)
        .credentials(Credentials::new("AKID", "hush", None))
        .build()?
        .0;
    client
        .send::<GetStage>(&(), &CallOptions::default().max_attempts(1))
        .await
        .map(drop)
}

/// A home folder with our authority's certificate in it, and a profile that names it.
fn home() -> (tempfile::TempDir, String) {
    let home = tempfile::tempdir().unwrap();
    let bundle = home.path().join("ca.pem");
    std::fs::write(&bundle, certificates::trusted()).unwrap();
    let bundle = bundle.to_str().unwrap().to_owned();
    std::fs::create_dir(home.path().join(".aws")).unwrap();
    std::fs::write(
        home.path().join(".aws/config"),
        format!("[profile inside]\nca_bundle = {bundle}\n"),
    )
    .unwrap();
    (home, bundle)
}

#[tokio::test]
async fn a_ca_bundle_of_environment_or_profile_is_trusted() {
    let server = Server::start(&[ok()], Some(certificates::acceptor(Tls::Good))).await;
    let url = format!("https://localhost:{}", server.port);
    let (home, bundle) = home();
    let home = home.path().to_str().unwrap();

    let none = Environment::from_iter([("HOME", home)]);
    let error = get(none, &url).await.unwrap_err();
    assert!(
        error.to_string().contains("no secure connection"),
        "{error}"
    );

    let variable = Environment::from_iter([("HOME", home), ("AWS_CA_BUNDLE", &bundle)]);
    get(variable, &url).await.unwrap();

    let profile = Environment::from_iter([("HOME", home), ("AWS_PROFILE", "inside")]);
    get(profile, &url).await.unwrap();

    let missing = Environment::from_iter([("HOME", home), ("AWS_CA_BUNDLE", "/no/such.pem")]);
    let error = get(missing, &url).await.unwrap_err();
    assert!(
        error
            .to_string()
            .starts_with("AWS_CA_BUNDLE '/no/such.pem' cannot be read"),
        "{error}"
    );
}

#[tokio::test]
async fn a_proxy_of_the_environment_is_gone_through() {
    let server = Server::start(&[ok()], Some(certificates::acceptor(Tls::Good))).await;
    let port = proxy::start(Conduct::OpensForUser, server.port).await;
    let (_home, bundle) = home();
    let proxy = format!("http://user:pass@127.0.0.1:{port}");
    let through = [("HTTPS_PROXY", proxy.as_str()), ("AWS_CA_BUNDLE", &bundle)];
    get(Environment::from_iter(through), "https://service.test")
        .await
        .unwrap();

    // The server itself is on this machine, and reached without a proxy whatever is said.
    let url = format!("https://localhost:{}", server.port);
    let nowhere = [
        ("HTTPS_PROXY", "http://127.0.0.1:1"),
        ("AWS_CA_BUNDLE", &bundle),
    ];
    get(Environment::from_iter(nowhere), &url).await.unwrap();
}

/// What the operating system trusts is read from the process's own environment, which a test must not
/// change: so this test runs itself once more, in a process that has another one.
#[tokio::test]
async fn what_the_operating_system_trusts_is_trusted() {
    const PORT: &str = "FAULTS_TRUSTED_PORT";
    let call = async |port: String| {
        let url = format!("https://localhost:{port}");
        get(Environment::empty(), &url).await
    };
    if let Ok(port) = std::env::var(PORT) {
        call(port).await.unwrap();
        return;
    }
    let server = Server::start(&[ok()], Some(certificates::acceptor(Tls::Good))).await;
    let port = server.port.to_string();
    call(port.clone()).await.unwrap_err();

    let (_home, bundle) = home();
    let mut again = std::process::Command::new(std::env::current_exe().unwrap());
    again
        .args([
            "--exact",
            "settings::what_the_operating_system_trusts_is_trusted",
        ])
        .env("SSL_CERT_FILE", bundle)
        .env_remove("SSL_CERT_DIR")
        .env(PORT, port);
    let output = tokio::task::spawn_blocking(move || again.output());
    let output = output.await.unwrap().unwrap();
    let text = String::from_utf8_lossy(&output.stdout);
    assert!(
        output.status.success() && text.contains("1 passed"),
        "{text}"
    );
}
