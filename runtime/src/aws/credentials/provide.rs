//! The seam through which credentials come in, and the error that says why none came.

use std::error::Error as StdError;
use std::fmt::{self, Debug};
use std::sync::Arc;

use super::Credentials;
use crate::BoxFuture;

/// A source of credentials.
///
/// The client asks it when it has none or when those that it has expire soon, one question at a
/// time, and keeps what it gets. An implementation need not cache.
pub trait ProvideCredentials: Debug + Send + Sync + 'static {
    /// Fetches credentials.
    fn provide(&self) -> BoxFuture<'_, Result<Credentials, CredentialsError>>;
}

impl<P: ProvideCredentials + ?Sized> ProvideCredentials for Arc<P> {
    fn provide(&self) -> BoxFuture<'_, Result<Credentials, CredentialsError>> {
        (**self).provide()
    }
}

/// Credentials that are known are their own source.
impl ProvideCredentials for Credentials {
    fn provide(&self) -> BoxFuture<'_, Result<Credentials, CredentialsError>> {
        Box::pin(std::future::ready(Ok(self.clone())))
    }
}

/// Why no credentials came: every source that was tried, and why it gave nothing.
#[derive(Clone, Debug)]
pub struct CredentialsError {
    tried: Vec<Tried>,
    /// Shared by the calls that failed with it.
    source: Option<Arc<dyn StdError + Send + Sync>>,
}

/// A source that gave no credentials.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Tried {
    /// The source: `environment`, `profile`, …
    pub source: &'static str,
    /// Why it gave nothing, and what to do about it where that is plain.
    pub reason: String,
}

impl CredentialsError {
    /// One source that gave nothing.
    #[must_use]
    pub fn new(source: &'static str, reason: impl Into<String>) -> Self {
        Self::of_all(vec![Tried {
            source,
            reason: reason.into(),
        }])
    }

    pub(crate) fn of_all(tried: Vec<Tried>) -> Self {
        Self {
            tried,
            source: None,
        }
    }

    /// Adds the error below. It must not show a secret.
    #[must_use]
    pub fn with_source(mut self, source: impl Into<Box<dyn StdError + Send + Sync>>) -> Self {
        self.source = Some(Arc::from(source.into()));
        self
    }

    /// The sources that were tried, in order.
    #[must_use]
    pub fn tried(&self) -> &[Tried] {
        &self.tried
    }
}

/// `no credentials: environment: AWS_ACCESS_KEY_ID is not set; profile: …`
impl fmt::Display for CredentialsError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("no credentials")?;
        for (index, Tried { source, reason }) in self.tried.iter().enumerate() {
            let separator = if index == 0 { ": " } else { "; " };
            write!(f, "{separator}{source}: {reason}")?;
        }
        Ok(())
    }
}

impl StdError for CredentialsError {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        self.source.as_ref().map(|source| &**source as _)
    }
}
