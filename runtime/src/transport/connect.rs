//! Makes connections: TCP, and TLS where the URI says https, within a time limit.

use std::error::Error as StdError;
use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::sync::{Arc, OnceLock};
use std::task::{Context, Poll};
use std::time::Duration;

use http::Uri;
use http::uri::Scheme;
use hyper_rustls::{HttpsConnector, MaybeHttpsStream};
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::rt::TokioIo;
use rustls::{ClientConfig, RootCertStore};
use tokio::net::TcpStream;
use tower_service::Service;

use super::TransportLimits;

tokio::task_local! {
    /// The limit for connections that a request makes. hyper's client hands a connector nothing
    /// but a URI, and it asks for a connection within the request's own task.
    pub(super) static CONNECT_TIMEOUT: Duration;
}

type BoxError = Box<dyn StdError + Send + Sync>;
type Stream = MaybeHttpsStream<TokioIo<TcpStream>>;

/// Connects by plain TCP or by TLS, as the URI's scheme says.
#[derive(Clone)]
pub(super) struct Connector {
    tcp: HttpConnector,
    /// Made for the first https request: reading the trust store takes some milliseconds and may
    /// fail, neither of which a client for a plain address should pay for.
    tls: Arc<OnceLock<HttpsConnector<HttpConnector>>>,
}

impl Default for Connector {
    fn default() -> Self {
        let mut tcp = HttpConnector::new();
        tcp.set_nodelay(true);
        tcp.enforce_http(false);
        Self {
            tcp,
            tls: Arc::default(),
        }
    }
}

impl Connector {
    fn tls(&self) -> Result<HttpsConnector<HttpConnector>, TlsSetup> {
        if let Some(tls) = self.tls.get() {
            return Ok(tls.clone());
        }
        // A failure is not kept: certificates can be installed while the program runs.
        let tls = HttpsConnector::from((self.tcp.clone(), tls_config()?));
        Ok(self.tls.get_or_init(|| tls).clone())
    }
}

impl Service<Uri> for Connector {
    type Response = Stream;
    type Error = BoxError;
    type Future = Pin<Box<dyn Future<Output = Result<Stream, BoxError>> + Send>>;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), BoxError>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, uri: Uri) -> Self::Future {
        let limit = CONNECT_TIMEOUT
            .try_with(|limit| *limit)
            .unwrap_or(TransportLimits::default().connect_timeout);
        let mut connector = self.clone();
        Box::pin(async move {
            tokio::time::timeout(limit, connector.connect(uri))
                .await
                .unwrap_or_else(|_| Err(ConnectTimeout.into()))
        })
    }
}

impl Connector {
    async fn connect(&mut self, uri: Uri) -> Result<Stream, BoxError> {
        if uri.scheme() == Some(&Scheme::HTTPS) {
            return self.tls()?.call(uri).await;
        }
        Ok(MaybeHttpsStream::Http(self.tcp.call(uri).await?))
    }
}

/// TLS 1.2 and 1.3 on ring, trusting what the operating system trusts. The provider is named here
/// and not taken from the process, where another crate may have put a different one.
fn tls_config() -> Result<Arc<ClientConfig>, TlsSetup> {
    let found = rustls_native_certs::load_native_certs();
    let mut roots = RootCertStore::empty();
    let (usable, _) = roots.add_parsable_certificates(found.certs);
    if usable == 0 {
        let reason = found.errors.first().map_or_else(
            || "the operating system's trust store is empty".to_owned(),
            |error| format!("the operating system's trust store cannot be read: {error}"),
        );
        return Err(TlsSetup(format!(
            "{reason}; install CA certificates or point SSL_CERT_FILE at some"
        )));
    }
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config = ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .map_err(|error| TlsSetup(error.to_string()))?
        .with_root_certificates(roots)
        .with_no_client_auth();
    Ok(Arc::new(config))
}

/// A connection that was not there in time.
#[derive(Debug)]
pub(super) struct ConnectTimeout;

impl fmt::Display for ConnectTimeout {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("connecting took too long")
    }
}

impl StdError for ConnectTimeout {}

/// A computer on which TLS cannot work.
#[derive(Debug)]
pub(super) struct TlsSetup(String);

impl fmt::Display for TlsSetup {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl StdError for TlsSetup {}
