//! The cache of credentials: that of [`crate::renewal`] with a provider of credentials.

use std::sync::Arc;

use jiff::Timestamp;

use super::{Credentials, CredentialsError, ProvideCredentials};
#[cfg(feature = "default-chain")]
pub(super) use crate::renewal::EXPIRY_MARGIN;
use crate::renewal::{Renewable, RenewalCache, Source};
use crate::{BoxFuture, System};

/// A provider of credentials and the credentials that it returned last.
pub(crate) type CredentialsCache = RenewalCache<CredentialsSource>;

/// A provider of credentials as the source of the cache.
#[derive(Debug)]
pub(crate) struct CredentialsSource(Arc<dyn ProvideCredentials>);

impl CredentialsCache {
    pub(crate) fn new(provider: Arc<dyn ProvideCredentials>, system: Arc<dyn System>) -> Self {
        Self::of(CredentialsSource(provider), system)
    }
}

impl Renewable for Credentials {
    fn expires_at(&self) -> Option<Timestamp> {
        self.expires_at
    }

    fn expiring_at(self, time: Timestamp) -> Self {
        Self::expiring_at(self, time)
    }
}

impl Source for CredentialsSource {
    type Value = Credentials;
    type Error = CredentialsError;

    fn load(&self) -> BoxFuture<'_, Result<Credentials, CredentialsError>> {
        self.0.provide()
    }

    fn failure(part: &'static str, reason: String) -> CredentialsError {
        CredentialsError::new(part, reason)
    }
}

#[cfg(test)]
mod tests;
