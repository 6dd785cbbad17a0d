//! Settings of the default transport.

use std::fmt;
use std::path::PathBuf;

use super::HyperTransport;
use super::proxy::Proxies;
use super::tls::Trust;
use crate::{Environment, Error};

/// Collects settings for a [`HyperTransport`].
///
/// A client's builder makes one by itself, with what the environment says. Make one by hand to set
/// what it has no setting for, or to share one pool of connections between clients.
///
/// ```
/// use sdk_runtime::transport::HyperTransport;
///
/// let transport = HyperTransport::builder()
///     .proxy("http://proxy.corp.example:3128")
///     .build()?;
/// # let _ = transport;
/// # Ok::<(), sdk_runtime::Error>(())
/// ```
#[derive(Default)]
#[must_use = "a transport is made by `.build()`"]
pub struct HyperTransportBuilder {
    environment: Option<Environment>,
    ca_bundle: Option<(PathBuf, &'static str)>,
    ca_certificates: Option<Vec<u8>>,
    proxy: Option<String>,
}

impl HyperTransportBuilder {
    /// Reads what is not set from `environment`: `AWS_CA_BUNDLE`, and the proxies from
    /// `HTTPS_PROXY`, `HTTP_PROXY`, `ALL_PROXY` and `NO_PROXY`. Default: no variable is read.
    ///
    /// `NO_PROXY` lists hosts, domains, addresses and networks, separated by commas or blanks, or is `*`; a
    /// domain stands for what is below it too. An entry with a port (`host:443`) or a star (`*.domain`) matches nothing.
    pub fn environment(mut self, environment: Environment) -> Self {
        self.environment = Some(environment);
        self
    }

    /// Trusts the certificates of this PEM file and no others.
    pub fn ca_bundle(self, path: impl Into<PathBuf>) -> Self {
        self.ca_bundle_of(path.into(), "ca_bundle")
    }

    /// The same, on the word of `source`, which an error names.
    pub(crate) fn ca_bundle_of(mut self, path: PathBuf, source: &'static str) -> Self {
        self.ca_bundle = Some((path, source));
        self
    }

    /// Trusts the certificates of this PEM text and no others.
    pub fn ca_certificates(mut self, pem: impl Into<Vec<u8>>) -> Self {
        self.ca_certificates = Some(pem.into());
        self
    }

    /// Sends everything through this proxy but what stays on the machine: `http://host:3128`, with
    /// `user:password@` before the host where the proxy wants to know who asks.
    pub fn proxy(mut self, url: impl Into<String>) -> Self {
        self.proxy = Some(url.into());
        self
    }

    /// Makes the transport. Reads the CA bundle; opens no connection.
    ///
    /// # Errors
    /// A kind [`Configuration`](crate::ErrorKind::Configuration): a CA bundle that cannot be read
    /// or holds no certificate, a proxy that is none.
    pub fn build(self) -> Result<HyperTransport, Error> {
        let trust = self.trust()?;
        let proxies = match (&self.proxy, &self.environment) {
            (Some(url), _) => Proxies::all(url).map_err(|problem| format!("the proxy {problem}")),
            (None, Some(environment)) => Proxies::from_environment(environment),
            (None, None) => Ok(Proxies::default()),
        }
        .map_err(Error::configuration)?;
        Ok(HyperTransport::new(trust, proxies))
    }

    fn trust(&self) -> Result<Trust, Error> {
        if let Some(pem) = &self.ca_certificates {
            return Trust::only(pem).map_err(|problem| {
                Error::configuration(format!("the text of ca_certificates {problem}"))
            });
        }
        let of_environment = || {
            let path = self.environment.as_ref()?.get("AWS_CA_BUNDLE")?;
            Some((PathBuf::from(path), "AWS_CA_BUNDLE"))
        };
        let Some((path, source)) = self.ca_bundle.clone().or_else(of_environment) else {
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

/// No URL of a proxy: it may hold a password.
impl fmt::Debug for HyperTransportBuilder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("HyperTransportBuilder")
            .field("environment", &self.environment)
            .field("ca_bundle", &self.ca_bundle)
            .field("has_proxy", &self.proxy.is_some())
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::HyperTransportBuilder;
    use crate::{Environment, ErrorKind};

    fn problem(builder: HyperTransportBuilder) -> String {
        let error = builder.build().unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Configuration);
        error.to_string()
    }

    #[test]
    fn a_bundle_that_is_none_says_whose_it_was() {
        let environment = Environment::from_iter([("AWS_CA_BUNDLE", "/no/such/file")]);
        let of_environment = HyperTransportBuilder::default().environment(environment);
        let line = problem(of_environment);
        assert!(
            line.starts_with("AWS_CA_BUNDLE '/no/such/file' cannot be read"),
            "{line}"
        );
        let line = problem(HyperTransportBuilder::default().ca_certificates("hello"));
        assert!(line.contains("holds no certificate"), "{line}");
    }

    #[test]
    fn a_proxy_that_is_none_is_not_repeated() {
        let builder = HyperTransportBuilder::default().proxy("ftp://me:hush@h");
        assert!(!format!("{builder:?}").contains("hush"));
        let line = problem(builder);
        assert!(line.starts_with("the proxy is not a proxy's URL"), "{line}");
        assert!(!line.contains("hush"), "{line}");
    }
}
