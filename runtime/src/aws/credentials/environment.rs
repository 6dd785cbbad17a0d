//! Credentials in environment variables.

use super::{Credentials, CredentialsError, ProvideCredentials};
use crate::{BoxFuture, Environment, Secret};

pub(super) const NAME: &str = "environment";

/// Reads `AWS_ACCESS_KEY_ID`, `AWS_SECRET_ACCESS_KEY` and, for temporary credentials,
/// `AWS_SESSION_TOKEN`.
#[derive(Clone, Debug, Default)]
pub struct EnvironmentCredentials {
    environment: Environment,
}

impl EnvironmentCredentials {
    /// Reads them from `environment`.
    #[must_use]
    pub fn new(environment: Environment) -> Self {
        Self { environment }
    }

    /// What the variables give; `Ok(None)` if none of them is set.
    pub(super) fn read(&self) -> Result<Option<Credentials>, CredentialsError> {
        let missing = |absent, present| {
            Err(CredentialsError::new(
                NAME,
                format!("{present} is set but {absent} is not: set both"),
            ))
        };
        let id = self.environment.get("AWS_ACCESS_KEY_ID");
        let secret = self.environment.get("AWS_SECRET_ACCESS_KEY");
        match (id, secret) {
            (None, None) => Ok(None),
            (Some(_), None) => missing("AWS_SECRET_ACCESS_KEY", "AWS_ACCESS_KEY_ID"),
            (None, Some(_)) => missing("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"),
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
        let found = self.read().and_then(|found| {
            found.ok_or_else(|| {
                CredentialsError::new(
                    NAME,
                    "AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY are not set",
                )
            })
        });
        Box::pin(std::future::ready(found))
    }
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
    async fn three_variables_make_temporary_credentials() {
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
    async fn half_a_key_is_a_mistake_that_is_named() {
        let half = [("AWS_SECRET_ACCESS_KEY", "hush")];
        let problem = provide(&half).await.unwrap_err();
        assert!(
            problem.contains("AWS_ACCESS_KEY_ID is not: set both"),
            "{problem}"
        );
        assert!(!problem.contains("hush"), "{problem}");
        assert!(provide(&[]).await.unwrap_err().contains("are not set"));
    }
}
