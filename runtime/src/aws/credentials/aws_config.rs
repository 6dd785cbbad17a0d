//! Adapter for credential providers of the official SDK.

use std::fmt;

use aws_credential_types::provider::error::CredentialsError as AwsError;
use aws_credential_types::provider::{
    ProvideCredentials as AwsProvider, SharedCredentialsProvider,
};
use jiff::Timestamp;

use super::{Credentials, CredentialsError, ProvideCredentials};
use crate::{BoxFuture, Secret};

/// A provider of the official SDK, such as those of the crate `aws-config`.
///
/// For what the default chain does not support (MFA, browser logins, Cognito), or for a program that
/// uses `aws-config` already. Requires the feature `aws-config`.
///
/// ```
/// # use sdk_runtime::{AwsProviderCredentials, ProvideCredentials};
/// // Usually `aws_config::load_defaults(BehaviorVersion::latest()).await.credentials_provider()`.
/// let official = aws_credential_types::Credentials::new("AKID", "secret", None, None, "example");
/// let provider = AwsProviderCredentials::new(official);
/// # tokio::runtime::Builder::new_current_thread().build().unwrap().block_on(async {
/// assert_eq!(provider.provide().await.unwrap().access_key_id, "AKID");
/// # });
/// ```
#[derive(Clone)]
pub struct AwsProviderCredentials(SharedCredentialsProvider);

impl AwsProviderCredentials {
    /// Creates a provider that calls a provider of the official SDK.
    #[must_use]
    pub fn new(provider: impl AwsProvider + 'static) -> Self {
        Self(SharedCredentialsProvider::new(provider))
    }
}

impl ProvideCredentials for AwsProviderCredentials {
    fn provide(&self) -> BoxFuture<'_, Result<Credentials, CredentialsError>> {
        Box::pin(async move {
            let found = self.0.provide_credentials().await.map_err(failed)?;
            let credentials = Credentials::new(
                found.access_key_id(),
                found.secret_access_key(),
                found.session_token().map(Secret::from),
            );
            let expires_at = found.expiry().and_then(|time| Timestamp::try_from(time).ok());
            Ok(match expires_at {
                Some(time) => credentials.expiring_at(time),
                None => credentials,
            })
        })
    }
}

fn failed(error: AwsError) -> CredentialsError {
    // The messages of official errors are short; their sources have the details.
    let mut reason = error.to_string();
    let mut source = std::error::Error::source(&error);
    while let Some(error) = source {
        reason.push_str(": ");
        reason.push_str(&error.to_string());
        source = error.source();
    }
    CredentialsError::new("aws-config", reason).with_source(error)
}

impl fmt::Debug for AwsProviderCredentials {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("AwsProviderCredentials")
    }
}

#[cfg(test)]
mod tests {
    use super::{AwsError, AwsProvider, AwsProviderCredentials};
    use crate::ProvideCredentials as _;
    use aws_credential_types::provider::future;
    use std::time::{Duration, SystemTime};

    #[tokio::test]
    async fn key_token_and_expiration_are_converted() {
        let expiry = SystemTime::UNIX_EPOCH + Duration::from_secs(4_070_908_800);
        let token = Some("token".to_owned());
        let official =
            aws_credential_types::Credentials::new("A", "hush", token, Some(expiry), "t");
        let found = AwsProviderCredentials::new(official).provide().await.unwrap();
        assert_eq!(found.access_key_id, "A");
        assert_eq!(found.secret_access_key.expose(), "hush");
        assert_eq!(found.session_token.unwrap().expose(), "token");
        assert_eq!(found.expires_at.unwrap().to_string(), "2099-01-01T00:00:00Z");
    }

    #[derive(Debug)]
    struct Broken;

    impl AwsProvider for Broken {
        fn provide_credentials<'a>(&'a self) -> future::ProvideCredentials<'a>
        where
            Self: 'a,
        {
            future::ProvideCredentials::ready(Err(AwsError::not_loaded("no login")))
        }
    }

    #[tokio::test]
    async fn an_error_includes_the_messages_of_its_sources() {
        let error = AwsProviderCredentials::new(Broken).provide().await.unwrap_err();
        let line = error.to_string();
        assert!(line.starts_with("no credentials: aws-config: "), "{line}");
        assert!(line.contains("no login"), "{line}");
    }
}
