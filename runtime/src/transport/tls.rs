//! TLS: the trusted certificates, and sessions on top of a connection.

use std::error::Error as StdError;
use std::sync::{Arc, OnceLock};

use http::Uri;
use rustls::crypto::CryptoProvider;
use rustls::pki_types::pem::PemObject as _;
use rustls::pki_types::{CertificateDer, ServerName};
use rustls::{ClientConfig, RootCertStore};
use tokio_rustls::TlsConnector;
use tokio_rustls::client::TlsStream;

use super::error::{find, root_cause};
use super::io::{BoxIo, host, unbracketed};
use super::{TransportError, TransportErrorKind};

/// The trusted certificate authorities.
#[derive(Debug, Default)]
pub(super) enum Trust {
    /// Those of the operating system; with the feature `webpki-roots` also Mozilla's.
    #[default]
    System,
    /// These and no others.
    Only(Vec<CertificateDer<'static>>),
}

impl Trust {
    /// The certificates of a PEM file. The error states what is wrong with it.
    pub(super) fn only(pem: &[u8]) -> Result<Self, String> {
        let certificates: Vec<_> = CertificateDer::pem_slice_iter(pem)
            .collect::<Result<_, _>>()
            .map_err(|error| format!("is not a PEM file of certificates: {error}"))?;
        if certificates.is_empty() {
            return Err(
                "holds no certificate: expected PEM, -----BEGIN CERTIFICATE-----".to_owned()
            );
        }
        Ok(Self::Only(certificates))
    }

    fn roots(&self) -> Result<RootCertStore, String> {
        let mut roots = RootCertStore::empty();
        match self {
            Self::System => system_roots(&mut roots)?,
            Self::Only(certificates) => {
                let (usable, _) = roots.add_parsable_certificates(certificates.iter().cloned());
                if usable == 0 {
                    return Err("none of the given CA certificates can be used".to_owned());
                }
            }
        }
        Ok(roots)
    }
}

fn system_roots(roots: &mut RootCertStore) -> Result<(), String> {
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
    Err(format!(
        "{reason}; install CA certificates, set AWS_CA_BUNDLE, or enable the feature webpki-roots"
    ))
}

/// Creates TLS sessions, of version 1.2 or 1.3.
///
/// The trust store is read for the first session, which takes some milliseconds and may fail, so
/// that a client of an `http` endpoint does not read it.
pub(super) struct Tls {
    trust: Trust,
    config: OnceLock<Arc<ClientConfig>>,
}

impl Tls {
    pub(super) fn new(trust: Trust) -> Self {
        Self { trust, config: OnceLock::new() }
    }

    /// Starts a session with the host of `uri`. Returns whether HTTP/2 was negotiated.
    pub(super) async fn connect(
        &self,
        stream: BoxIo,
        uri: &Uri,
    ) -> Result<(BoxIo, bool), TransportError> {
        let session = connect(self.config()?, stream, uri).await?;
        let is_http2 = session.get_ref().1.alpn_protocol() == Some(b"h2");
        Ok((Box::new(session), is_http2))
    }

    /// Starts a session with a proxy, and offers HTTP/1.1 only.
    pub(super) async fn connect_to_proxy(
        &self,
        stream: BoxIo,
        uri: &Uri,
    ) -> Result<BoxIo, TransportError> {
        let mut config = ClientConfig::clone(&*self.config()?);
        config.alpn_protocols.clear();
        Ok(Box::new(connect(Arc::new(config), stream, uri).await?))
    }

    fn config(&self) -> Result<Arc<ClientConfig>, TransportError> {
        if let Some(config) = self.config.get() {
            return Ok(Arc::clone(config));
        }
        // A failure is not stored: certificates can be installed while the program runs.
        let mut config = ClientConfig::builder_with_provider(provider())
            .with_safe_default_protocol_versions()
            .map_err(|error| unusable(&error.to_string()))?
            .with_root_certificates(self.trust.roots().map_err(|error| unusable(&error))?)
            .with_no_client_auth();
        if cfg!(feature = "http2") {
            config.alpn_protocols = vec![b"h2".to_vec(), b"http/1.1".to_vec()];
        }
        Ok(Arc::clone(self.config.get_or_init(|| Arc::new(config))))
    }
}

async fn connect(
    config: Arc<ClientConfig>,
    stream: BoxIo,
    uri: &Uri,
) -> Result<TlsStream<BoxIo>, TransportError> {
    let failed = |error: Box<dyn StdError + Send + Sync>| {
        let tls = find::<rustls::Error>(&*error);
        let kind = match tls {
            Some(_) => TransportErrorKind::Tls,
            None => TransportErrorKind::Connect,
        };
        let hint = match tls {
            Some(rustls::Error::InvalidMessage(_)) => {
                ": the server does not speak TLS on this port; is its URL `http://`?"
            }
            _ => "",
        };
        let message = format!("no secure connection to {}{}{hint}", host(uri), root_cause(&*error));
        TransportError::new(kind, message).with_source(error)
    };
    let name = unbracketed(uri.host().unwrap_or_default()).to_owned();
    let name = ServerName::try_from(name).map_err(|error| failed(error.into()))?;
    let connecting = TlsConnector::from(config).connect(name, stream);
    connecting.await.map_err(|error| failed(error.into()))
}

fn unusable(reason: &str) -> TransportError {
    let message = format!("TLS cannot be set up: {reason}");
    TransportError::new(TransportErrorKind::Configuration, message)
}

/// The cryptography provider. The default of the process is not used, because another crate may
/// have installed it.
fn provider() -> Arc<CryptoProvider> {
    #[cfg(feature = "aws-lc")]
    let provider = rustls::crypto::aws_lc_rs::default_provider();
    #[cfg(not(feature = "aws-lc"))]
    let provider = rustls::crypto::ring::default_provider();
    Arc::new(provider)
}
