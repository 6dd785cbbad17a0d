//! Credentials in environment variables.

use super::{Credentials, CredentialsError, ProvideCredentials};
use crate::{BoxFuture, Environment, Secret};

/// The provider's name in errors.
pub(super) const NAME: &str = "environment";
/// Why the provider is not configured.
pub(super) const ABSENT: &str = "AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY are not set";

/// Reads `AWS_ACCESS_KEY_ID`, `AWS_SECRET_ACCESS_KEY` and, for temporary credentials,
/// `AWS_SESSION_TOKEN`.
///
/// ```
/// # use sdk_runtime::{Environment, EnvironmentCredentials, ProvideCredentials};
/// let environment = Environment::from_iter([
///     ("AWS_ACCESS_KEY_ID", "AKIDEXAMPLE"),
///     ("AWS_SECRET_ACCESS_KEY", "wJalrXUtnFEMI"),
/// ]);
/// let provider = EnvironmentCredentials::new(environment);
/// # tokio::runtime::Builder::new_current_thread().build().unwrap().block_on(async {
/// let credentials = provider.provide().await?;
/// assert_eq!(credentials.access_key_id, "AKIDEXAMPLE");
/// # Ok::<(), sdk_runtime::CredentialsError>(())
/// # }).unwrap();
/// ```
#[derive(Clone, Debug, Default)]
pub struct EnvironmentCredentials {
    environment: Environment,
}

impl EnvironmentCredentials {
    /// Creates a provider that reads `environment`.
    #[must_use]
    pub fn new(environment: Environment) -> Self {
        Self { environment }
    }

    /// The credentials in the variables; `Ok(None)` if none is set.
    pub(super) fn read(&self) -> Result<Option<Credentials>, String> {
        let id = self.environment.get("AWS_ACCESS_KEY_ID");
        let secret = self.environment.get("AWS_SECRET_ACCESS_KEY");
        match (id, secret) {
            (None, None) => Ok(None),
            (Some(_), None) => Err(only("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY")),
            (None, Some(_)) => Err(only("AWS_SECRET_ACCESS_KEY", "AWS_ACCESS_KEY_ID")),
            (Some(id), Some(secret)) => Ok(Some(Credentials::new(
                id,
                secret,
                self.environment.get("AWS_SESSION_TOKEN").map(Secret::from),
            ))),
        }
    }
}

impl ProvideCredentials for EnvironmentCredentials {
    fn provide(&self) -> BoxFuture<'_, Result<Credentials, CredentialsError>> {
        let credentials = self
            .read()
            .and_then(|credentials| credentials.ok_or_else(|| ABSENT.to_owned()))
            .map_err(|reason| CredentialsError::new(NAME, reason));
        Box::pin(std::future::ready(credentials))
    }
}

fn only(present: &str, absent: &str) -> String {
    format!("{present} is set but {absent} is not: set both")
}

#[cfg(test)]
mod tests {
    use super::EnvironmentCredentials;
    use crate::{Environment, ProvideCredentials};

    async fn provide(variables: &[(&str, &str)]) -> Result<crate::Credentials, String> {
        EnvironmentCredentials::new(variables.iter().copied().collect::<Environment>())
            .provide()
            .await
            .map_err(|error| error.to_string())
    }

    #[tokio::test]
    async fn variables_hold_temporary_credentials() {
        let found = provide(&[
            ("AWS_ACCESS_KEY_ID", "AKID"),
            ("AWS_SECRET_ACCESS_KEY", "hush"),
            ("AWS_SESSION_TOKEN", "token"),
        ])
        .await
        .unwrap();
        assert_eq!(found.access_key_id, "AKID");
        assert_eq!(found.secret_access_key.expose(), "hush");
        assert_eq!(found.session_token.unwrap().expose(), "token");
    }

    #[tokio::test]
    async fn an_incomplete_key_is_an_error_that_names_the_variable() {
        let error = provide(&[("AWS_SECRET_ACCESS_KEY", "hush")]).await.unwrap_err();
        let expected = "AWS_ACCESS_KEY_ID is not: set both";
        assert!(error.contains(expected), "{error}");
        assert!(!error.contains("hush"), "{error}");
        assert!(provide(&[]).await.unwrap_err().contains("are not set"));
    }
}
