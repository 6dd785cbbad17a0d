//! The trait of credential providers, and their error.

use std::error::Error as StdError;
use std::fmt::{self, Debug};
use std::sync::Arc;

use super::Credentials;
use crate::BoxFuture;

/// A provider of credentials.
///
/// A client calls its provider when it holds no credentials, or when the ones it holds are about to
/// expire. It makes one call at a time, in a task of its own that ends after 90 s, and caches the
/// result, so an implementation need not cache.
///
/// ```
/// # use sdk_runtime::{BoxFuture, Credentials, CredentialsError, ProvideCredentials};
/// /// Reads the keys from a vault.
/// #[derive(Debug)]
/// struct Vault;
///
/// impl ProvideCredentials for Vault {
///     fn provide(&self) -> BoxFuture<'_, Result<Credentials, CredentialsError>> {
///         Box::pin(async {
///             let secret = std::fs::read_to_string("/run/secrets/aws")
///                 .map_err(|error| CredentialsError::new("vault", error.to_string()))?;
///             Ok(Credentials::new("AKIDEXAMPLE", secret.trim(), None))
///         })
///     }
/// }
/// ```
pub trait ProvideCredentials: Debug + Send + Sync + 'static {
    /// Loads credentials.
    ///
    /// # Errors
    ///
    /// Returns an error that names the provider and the reason. It must not show a secret.
    fn provide(&self) -> BoxFuture<'_, Result<Credentials, CredentialsError>>;
}

impl<P: ProvideCredentials + ?Sized> ProvideCredentials for Arc<P> {
    fn provide(&self) -> BoxFuture<'_, Result<Credentials, CredentialsError>> {
        (**self).provide()
    }
}

/// Static credentials provide themselves.
impl ProvideCredentials for Credentials {
    fn provide(&self) -> BoxFuture<'_, Result<Credentials, CredentialsError>> {
        Box::pin(std::future::ready(Ok(self.clone())))
    }
}

/// The error if no provider returned credentials: the providers that were called, each with its
/// reason.
///
/// Displayed as `no credentials: environment: AWS_ACCESS_KEY_ID is not set; profile: …`.
#[derive(Clone, Debug)]
pub struct CredentialsError {
    failures: Vec<ProviderFailure>,
    /// Shared by all calls that failed with it.
    source: Option<Arc<dyn StdError + Send + Sync>>,
}

/// A provider that returned no credentials.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct ProviderFailure {
    /// The provider: `environment`, `profile`, …
    pub provider: &'static str,
    /// Why it returned no credentials, and the remedy if there is one.
    pub reason: String,
}

impl CredentialsError {
    /// Creates an error of one provider.
    #[must_use]
    pub fn new(provider: &'static str, reason: impl Into<String>) -> Self {
        Self::from_failures(vec![ProviderFailure { provider, reason: reason.into() }])
    }

    pub(crate) fn from_failures(failures: Vec<ProviderFailure>) -> Self {
        Self { failures, source: None }
    }

    /// Adds the underlying error. It must not show a secret.
    #[must_use]
    pub fn with_source(mut self, source: impl Into<Box<dyn StdError + Send + Sync>>) -> Self {
        self.source = Some(Arc::from(source.into()));
        self
    }

    /// Returns the failures of all providers that were called, in order.
    #[must_use]
    pub fn failures(&self) -> &[ProviderFailure] {
        &self.failures
    }
}

impl fmt::Display for CredentialsError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("no credentials")?;
        for (index, failure) in self.failures.iter().enumerate() {
            let separator = if index == 0 { ": " } else { "; " };
            write!(f, "{separator}{}: {}", failure.provider, failure.reason)?;
        }
        Ok(())
    }
}

impl StdError for CredentialsError {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        self.source.as_ref().map(|source| &**source as _)
    }
}
