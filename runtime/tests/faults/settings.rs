//! Certificates and proxies from the environment and the profile.

use sdk_runtime::{CallOptions, Environment, Error};
use tokio::io::AsyncWriteExt as _;
use tokio::net::TcpListener;

use crate::network::{ProxyBehavior, Tls, acceptor, start_proxy, trusted};
use crate::server::{Server, ok};
use crate::service::{GetStage, builder};

async fn get(environment: Environment, url: &str) -> Result<(), Error> {
    let client = builder(environment, url).build()?.0;
    client.send::<GetStage>(&(), &CallOptions::default().max_attempts(1)).await.map(drop)
}

/// A home folder with the certificate of the test's authority, and a profile that names it.
pub(crate) fn home() -> (tempfile::TempDir, String) {
    let home = tempfile::tempdir().unwrap();
    let bundle = home.path().join("ca.pem");
    std::fs::write(&bundle, trusted()).unwrap();
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
    let server = Server::start(&[ok()], Some(acceptor(Tls::Valid))).await;
    let url = format!("https://localhost:{}", server.port);
    let (home, bundle) = home();
    let home = home.path().to_str().unwrap();

    let none = Environment::from_iter([("HOME", home)]);
    let error = get(none, &url).await.unwrap_err();
    assert!(error.to_string().contains("no secure connection"), "{error}");

    let variable = Environment::from_iter([("HOME", home), ("AWS_CA_BUNDLE", &bundle)]);
    get(variable, &url).await.unwrap();

    let profile = Environment::from_iter([("HOME", home), ("AWS_PROFILE", "inside")]);
    get(profile, &url).await.unwrap();

    let missing = Environment::from_iter([("HOME", home), ("AWS_CA_BUNDLE", "/no/such.pem")]);
    let error = get(missing, &url).await.unwrap_err();
    assert!(
        error.to_string().starts_with("AWS_CA_BUNDLE '/no/such.pem' cannot be read"),
        "{error}"
    );
}

#[tokio::test]
async fn a_port_without_tls_is_named_as_the_cause() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("https://localhost:{}", listener.local_addr().unwrap().port());
    let server = tokio::spawn(async move {
        let (mut stream, _) = listener.accept().await?;
        stream.write_all(b"HTTP/1.1 400 Bad Request\r\n\r\n").await
    });
    let (home, bundle) = home();
    let home = home.path().to_str().unwrap();
    let variables = Environment::from_iter([("HOME", home), ("AWS_CA_BUNDLE", &bundle)]);
    let error = get(variables, &url).await.unwrap_err();
    server.await.unwrap().unwrap();
    let hint = "the server does not speak TLS on this port; is its URL `http://`?";
    assert!(error.to_string().contains(hint), "{error}");
}

#[tokio::test]
async fn a_proxy_of_the_environment_is_used() {
    let server = Server::start(&[ok()], Some(acceptor(Tls::Valid))).await;
    let port = start_proxy(ProxyBehavior::RequiresUser, server.port).await;
    let (_home, bundle) = home();
    let proxy = format!("http://user:pass@127.0.0.1:{port}");
    let through = [("HTTPS_PROXY", proxy.as_str()), ("AWS_CA_BUNDLE", &bundle)];
    get(Environment::from_iter(through), "https://service.test").await.unwrap();

    // A loopback address is reached without a proxy.
    let url = format!("https://localhost:{}", server.port);
    let nowhere = [("HTTPS_PROXY", "http://127.0.0.1:1"), ("AWS_CA_BUNDLE", &bundle)];
    get(Environment::from_iter(nowhere), &url).await.unwrap();
}

#[tokio::test]
async fn only_a_proxy_that_would_be_used_prevents_building() {
    let server = Server::start(&[ok()], None).await;
    let url = format!("http://127.0.0.1:{}", server.port);
    let socks = Environment::from_iter([("ALL_PROXY", "socks5://me:hush@h:1")]);
    get(socks.clone(), &url).await.unwrap();
    let error = get(socks, "https://service.test").await.unwrap_err();
    assert_eq!(error.kind(), sdk_runtime::ErrorKind::Configuration);
    let message = error.to_string();
    assert!(message.starts_with("ALL_PROXY is a SOCKS proxy"), "{message}");
    assert!(!format!("{error:?}").contains("hush"), "{error:?}");
}

/// The certificates of the operating system are found by the environment of the process, which a test must
/// not change: so this test runs itself once more, in a process with another environment.
#[tokio::test]
async fn certificates_of_the_operating_system_are_trusted() {
    const PORT: &str = "FAULTS_TRUSTED_PORT";
    let call = async |port: String| {
        let url = format!("https://localhost:{port}");
        get(Environment::empty(), &url).await
    };
    if let Ok(port) = std::env::var(PORT) {
        call(port).await.unwrap();
        return;
    }
    let server = Server::start(&[ok()], Some(acceptor(Tls::Valid))).await;
    let port = server.port.to_string();
    call(port.clone()).await.unwrap_err();

    let (_home, bundle) = home();
    let mut again = std::process::Command::new(std::env::current_exe().unwrap());
    again
        .args(["--exact", "settings::certificates_of_the_operating_system_are_trusted"])
        .env("SSL_CERT_FILE", bundle)
        .env_remove("SSL_CERT_DIR")
        .env(PORT, port);
    let output = tokio::task::spawn_blocking(move || again.output());
    let output = output.await.unwrap().unwrap();
    let printed = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success() && printed.contains("1 passed"), "{printed}");
}
