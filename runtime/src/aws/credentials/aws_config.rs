//! Providers of the official SDK, as sources of credentials here.

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
/// For what the default chain does not do (MFA, a login of one's own, Cognito), or for a program
/// that has set up `aws-config` already. Behind the feature `aws-config`.
///
/// ```
/// use sdk_runtime::{AwsProviderCredentials, ProvideCredentials};
///
/// // In a program: `aws_config::load_defaults(BehaviorVersion::latest()).await` and its
/// // `credentials_provider()`.
/// let theirs = aws_credential_types::Credentials::new("AKID", "secret", None, None, "example");
/// let ours = AwsProviderCredentials::new(theirs);
/// # tokio::runtime::Builder::new_current_thread().build().unwrap().block_on(async {
/// assert_eq!(ours.provide().await.unwrap().access_key_id, "AKID");
/// # });
/// ```
#[derive(Clone)]
pub struct AwsProviderCredentials(SharedCredentialsProvider);

impl AwsProviderCredentials {
    /// Wraps a provider of the official SDK.
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
            let end = found.expiry().and_then(|end| Timestamp::try_from(end).ok());
            Ok(match end {
                Some(end) => credentials.expiring_at(end),
                None => credentials,
            })
        })
    }
}

fn failed(error: AwsError) -> CredentialsError {
    // The official errors say little by themselves and more in what lies below.
    let mut reason = error.to_string();
    let mut below = std::error::Error::source(&error);
    while let Some(cause) = below {
        reason.push_str(": ");
        reason.push_str(&cause.to_string());
        below = cause.source();
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
    async fn keys_token_and_end_come_over() {
        let end = SystemTime::UNIX_EPOCH + Duration::from_secs(4_070_908_800);
        let token = Some("token".to_owned());
        let theirs = aws_credential_types::Credentials::new("A", "hush", token, Some(end), "t");
        let ours = AwsProviderCredentials::new(theirs).provide().await.unwrap();
        assert_eq!(ours.access_key_id, "A");
        assert_eq!(ours.secret_access_key.expose(), "hush");
        assert_eq!(ours.session_token.unwrap().expose(), "token");
        assert_eq!(ours.expires_at.unwrap().to_string(), "2099-01-01T00:00:00Z");
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
    async fn a_failure_says_what_lies_below() {
        let error = AwsProviderCredentials::new(Broken)
            .provide()
            .await
            .unwrap_err();
        let line = error.to_string();
        assert!(line.starts_with("no credentials: aws-config: "), "{line}");
        assert!(line.contains("no login"), "{line}");
    }
}
