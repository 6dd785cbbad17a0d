//! Settings of the default transport.

use std::fmt;
use std::path::PathBuf;

use super::HyperTransport;
use super::proxy::Proxies;
use super::tls::Trust;
use crate::{Environment, Error};

/// Configures a [`HyperTransport`].
///
/// A client's builder creates a transport with the settings of the environment. Create one here to
/// configure what the client's builder has no setting for, or to share a connection pool between clients.
///
/// ```
/// # use sdk_runtime::transport::HyperTransport;
/// let transport = HyperTransport::builder()
///     .proxy("http://proxy.corp.example:3128")
///     .build()?;
/// # let _ = transport;
/// # Ok::<(), sdk_runtime::Error>(())
/// ```
#[derive(Clone, Default)]
#[must_use = "call `.build()` to create the transport"]
pub struct HyperTransportBuilder {
    environment: Option<Environment>,
    ca_bundle: Option<(PathBuf, &'static str)>,
    ca_certificates: Option<Vec<u8>>,
    proxy: Option<String>,
}

impl HyperTransportBuilder {
    /// Takes unset settings from `environment`: the CA bundle from `AWS_CA_BUNDLE`, and proxies from
    /// `HTTPS_PROXY`, `HTTP_PROXY`, `ALL_PROXY` and `NO_PROXY`. Default: no variable is read.
    ///
    /// `NO_PROXY` is a list of hosts, domains, addresses and networks, separated by commas or spaces, or `*`.
    /// A domain includes its subdomains. An entry may have a port (`host:8443`), and applies to that port only.
    /// A variable whose proxy cannot be used is an error of the requests that would go through it.
    pub fn environment(mut self, environment: Environment) -> Self {
        self.environment = Some(environment);
        self
    }

    /// Trusts the certificates of this PEM file and no others.
    pub fn ca_bundle(self, path: impl Into<PathBuf>) -> Self {
        self.ca_bundle_of(path.into(), "ca_bundle")
    }

    /// As [`ca_bundle`](Self::ca_bundle), for a path from the setting `source`, which errors name.
    pub(crate) fn ca_bundle_of(mut self, path: PathBuf, source: &'static str) -> Self {
        self.ca_bundle = Some((path, source));
        self
    }

    /// Trusts these certificates, in PEM form, and no others.
    pub fn ca_certificates(mut self, pem: impl Into<Vec<u8>>) -> Self {
        self.ca_certificates = Some(pem.into());
        self
    }

    /// Sends all requests through this proxy, except those to loopback and metadata services: `http://host:3128`,
    /// with `user:password@` before the host if the proxy requires it, percent-encoded.
    pub fn proxy(mut self, url: impl Into<String>) -> Self {
        self.proxy = Some(url.into());
        self
    }

    /// Creates the transport. Reads the CA bundle; opens no connection.
    ///
    /// # Errors
    ///
    /// Returns an error of kind [`Configuration`](crate::ErrorKind::Configuration) if the CA bundle cannot be
    /// read or holds no certificate, or if the URL of [`proxy`](Self::proxy) is not valid.
    pub fn build(self) -> Result<HyperTransport, Error> {
        let trust = self.trust()?;
        let proxies = match (&self.proxy, &self.environment) {
            (Some(url), _) => Proxies::all(url).map_err(|problem| format!("the proxy {problem}")),
            (None, Some(environment)) => Ok(Proxies::from_environment(environment)),
            (None, None) => Ok(Proxies::default()),
        }
        .map_err(Error::configuration)?;
        Ok(HyperTransport::new(trust, proxies))
    }

    fn trust(&self) -> Result<Trust, Error> {
        if let Some(pem) = &self.ca_certificates {
            return Trust::only(pem).map_err(|problem| {
                Error::configuration(format!("the value of ca_certificates {problem}"))
            });
        }
        let variable = || {
            let path = self.environment.as_ref()?.get("AWS_CA_BUNDLE")?;
            Some((PathBuf::from(path), "AWS_CA_BUNDLE"))
        };
        let Some((path, source)) = self.ca_bundle.clone().or_else(variable) else {
            return Ok(Trust::System);
        };
        let shown = path.display();
        let pem = std::fs::read(&path).map_err(|error| {
            Error::configuration(format!("{source} '{shown}' cannot be read: {error}"))
        })?;
        Trust::only(&pem)
            .map_err(|problem| Error::configuration(format!("{source} '{shown}' {problem}")))
    }
}

/// Omits the URL of the proxy, which may hold a password.
impl fmt::Debug for HyperTransportBuilder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("HyperTransportBuilder")
            .field("environment", &self.environment)
            .field("ca_bundle", &self.ca_bundle)
            .field("has_proxy", &self.proxy.is_some())
            .finish_non_exhaustive()
    }
}

impl HyperTransport {
    /// Returns a builder, which configures a transport.
    pub fn builder() -> HyperTransportBuilder {
        HyperTransportBuilder::default()
    }
}

#[cfg(test)]
mod tests {
    use super::HyperTransportBuilder;
    use crate::{Environment, ErrorKind};

    fn message(builder: HyperTransportBuilder) -> String {
        let error = builder.build().unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Configuration);
        error.to_string()
    }

    #[test]
    fn an_unusable_ca_bundle_is_named_by_its_setting() {
        let environment = Environment::from_iter([("AWS_CA_BUNDLE", "/no/such/file")]);
        let message_of = message(HyperTransportBuilder::default().environment(environment));
        assert!(
            message_of.starts_with("AWS_CA_BUNDLE '/no/such/file' cannot be read"),
            "{message_of}"
        );
        let message_of = message(HyperTransportBuilder::default().ca_certificates("hello"));
        assert!(message_of.contains("holds no certificate"), "{message_of}");
    }

    #[test]
    fn an_invalid_proxy_url_is_not_repeated() {
        let builder = HyperTransportBuilder::default().proxy("ftp://me:hush@h");
        assert!(!format!("{builder:?}").contains("hush"));
        let message = message(builder);
        assert!(message.starts_with("the proxy is not a proxy's URL"), "{message}");
        assert!(!message.contains("hush"), "{message}");
    }
}
