//! Credentials: access keys, the providers that load them, and their cache.

#[cfg(feature = "aws-config")]
mod aws_config;
mod cache;
#[cfg(feature = "default-chain")]
mod chain;
mod environment;
mod provide;

use std::sync::Arc;

use jiff::Timestamp;

#[cfg(feature = "aws-config")]
pub use self::aws_config::AwsProviderCredentials;
pub(crate) use self::cache::CredentialsCache;
#[cfg(feature = "default-chain")]
pub use self::chain::DefaultChain;
pub use self::environment::EnvironmentCredentials;
pub use self::provide::{CredentialsError, ProvideCredentials, ProviderFailure};
use crate::{Environment, Secret, System, Transport};

/// An AWS access key, which signs requests.
///
/// ```
/// # use sdk_runtime::Credentials;
/// let credentials = Credentials::new("AKIDEXAMPLE", "wJalrXUtnFEMI", None);
/// assert!(!format!("{credentials:?}").contains("wJalr"));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Credentials {
    /// The key's id. It is part of every signed request and not a secret.
    pub access_key_id: String,
    /// The key's secret. It is never sent.
    pub secret_access_key: Secret,
    /// The session token of temporary credentials; `None` for a long-term key.
    pub session_token: Option<Secret>,
    /// When the key expires; `None` if that is unknown or never.
    pub expires_at: Option<Timestamp>,
}

impl Credentials {
    /// Creates credentials without a known expiration.
    #[must_use]
    pub fn new(
        access_key_id: impl Into<String>,
        secret_access_key: impl Into<Secret>,
        session_token: Option<Secret>,
    ) -> Self {
        Self {
            access_key_id: access_key_id.into(),
            secret_access_key: secret_access_key.into(),
            session_token,
            expires_at: None,
        }
    }

    /// Sets the time when the credentials expire.
    #[must_use]
    pub fn expiring_at(mut self, time: Timestamp) -> Self {
        self.expires_at = Some(time);
        self
    }

    /// What an error must not show.
    pub(crate) fn secrets(&self) -> impl Iterator<Item = &Secret> {
        [&self.secret_access_key].into_iter().chain(&self.session_token)
    }
}

/// The default provider of a client: the default chain.
#[cfg(feature = "default-chain")]
pub(crate) fn default_provider(
    environment: Environment,
    profile: Option<String>,
    region: String,
    transport: Arc<dyn Transport>,
    system: Arc<dyn System>,
) -> Arc<dyn ProvideCredentials> {
    Arc::new(DefaultChain::new(environment, profile, region, transport, system))
}

/// The default provider of a client without the feature `default-chain`: the environment.
#[cfg(not(feature = "default-chain"))]
pub(crate) fn default_provider(
    environment: Environment,
    _profile: Option<String>,
    _region: String,
    _transport: Arc<dyn Transport>,
    _system: Arc<dyn System>,
) -> Arc<dyn ProvideCredentials> {
    Arc::new(EnvironmentCredentials::new(environment))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn debug_output_shows_the_id_and_no_secret() {
        let credentials = Credentials::new("AKID", "key-secret", Some("session-secret".into()))
            .expiring_at(Timestamp::UNIX_EPOCH);

        let shown = format!("{credentials:?} {credentials:#?}");

        assert!(shown.contains("AKID"), "{shown}");
        assert!(shown.contains("1970-01-01T00:00:00Z"), "{shown}");
        assert!(!shown.contains("key-secret"), "{shown}");
        assert!(!shown.contains("session-secret"), "{shown}");
    }
}
