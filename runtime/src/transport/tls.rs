//! Whom TLS trusts, and the session on top of a connection.

use std::error::Error as StdError;
use std::fmt;
use std::sync::{Arc, OnceLock};

use rustls::crypto::CryptoProvider;
use rustls::pki_types::pem::PemObject as _;
use rustls::pki_types::{CertificateDer, ServerName};
use rustls::{ClientConfig, RootCertStore};
use tokio_rustls::TlsConnector;

use super::stream::Stream;
use super::tcp::without_brackets;

/// The certificates of authorities whose word is taken.
#[derive(Debug, Default)]
pub(super) enum Trust {
    /// Those that the operating system trusts; with the feature `webpki-roots` also Mozilla's.
    #[default]
    System,
    /// These and no others.
    Only(Vec<CertificateDer<'static>>),
}

impl Trust {
    /// The certificates of a PEM text. The error says what is wrong with it.
    pub(super) fn only(pem: &[u8]) -> Result<Self, String> {
        let certificates: Vec<_> = CertificateDer::pem_slice_iter(pem)
            .collect::<Result<_, _>>()
            .map_err(|error| format!("is not a PEM file of certificates: {error}"))?;
        if certificates.is_empty() {
            return Err(
                "holds no certificate: expected PEM, -----BEGIN CERTIFICATE-----".to_owned(),
            );
        }
        Ok(Self::Only(certificates))
    }

    fn roots(&self) -> Result<RootCertStore, TlsSetup> {
        let mut roots = RootCertStore::empty();
        match self {
            Self::System => system_roots(&mut roots)?,
            Self::Only(certificates) => {
                let (usable, _) = roots.add_parsable_certificates(certificates.iter().cloned());
                if usable == 0 {
                    return Err(TlsSetup(
                        "none of the given CA certificates can be used".to_owned(),
                    ));
                }
            }
        }
        Ok(roots)
    }
}

fn system_roots(roots: &mut RootCertStore) -> Result<(), TlsSetup> {
    #[cfg(feature = "webpki-roots")]
    roots.extend(webpki_roots::TLS_SERVER_ROOTS.iter().cloned());
    let found = rustls_native_certs::load_native_certs();
    roots.add_parsable_certificates(found.certs);
    if !roots.is_empty() {
        return Ok(());
    }
    let reason = found.errors.first().map_or_else(
        || "the operating system's trust store is empty".to_owned(),
        |error| format!("the operating system's trust store cannot be read: {error}"),
    );
    Err(TlsSetup(format!(
        "{reason}; install CA certificates, point AWS_CA_BUNDLE at some, or enable the feature \
         webpki-roots"
    )))
}

/// Makes TLS sessions, of version 1.2 or 1.3.
///
/// The trust store is read for the first of them: it takes some milliseconds and may fail, neither
/// of which a client of a plain address should pay for.
pub(super) struct Tls {
    trust: Trust,
    config: OnceLock<Arc<ClientConfig>>,
}

impl Tls {
    pub(super) fn new(trust: Trust) -> Self {
        Self {
            trust,
            config: OnceLock::new(),
        }
    }

    /// Secures a connection to `host`, with the newest HTTP that both sides speak.
    pub(super) async fn secure(&self, stream: Stream, host: &str) -> Secured {
        connect(self.config()?, stream, host).await
    }

    /// Secures a connection to a proxy. It is asked for tunnels in HTTP/1.1, so nothing newer is offered.
    pub(super) async fn secure_to_proxy(&self, stream: Stream, host: &str) -> Secured {
        let mut config = ClientConfig::clone(&*self.config()?);
        config.alpn_protocols.clear();
        connect(Arc::new(config), stream, host).await
    }

    fn config(&self) -> Result<Arc<ClientConfig>, TlsSetup> {
        if let Some(config) = self.config.get() {
            return Ok(Arc::clone(config));
        }
        // A failure is not kept: certificates can be installed while the program runs.
        let mut config = ClientConfig::builder_with_provider(provider())
            .with_safe_default_protocol_versions()
            .map_err(|error| TlsSetup(error.to_string()))?
            .with_root_certificates(self.trust.roots()?)
            .with_no_client_auth();
        if cfg!(feature = "http2") {
            config.alpn_protocols = vec![b"h2".to_vec(), b"http/1.1".to_vec()];
        }
        Ok(Arc::clone(self.config.get_or_init(|| Arc::new(config))))
    }
}

type Secured = Result<Stream, Box<dyn StdError + Send + Sync>>;

async fn connect(config: Arc<ClientConfig>, stream: Stream, host: &str) -> Secured {
    let name = ServerName::try_from(without_brackets(host).to_owned())?;
    let session = TlsConnector::from(config).connect(name, stream).await?;
    Ok(Stream::Tls(Box::new(session)))
}

/// The cryptography. It is named here and not taken from the process, where another crate may have
/// put a different one.
fn provider() -> Arc<CryptoProvider> {
    #[cfg(feature = "aws-lc")]
    let provider = rustls::crypto::aws_lc_rs::default_provider();
    #[cfg(not(feature = "aws-lc"))]
    let provider = rustls::crypto::ring::default_provider();
    Arc::new(provider)
}

/// A computer on which TLS cannot work.
#[derive(Debug)]
pub(super) struct TlsSetup(String);

impl fmt::Display for TlsSetup {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl StdError for TlsSetup {}
