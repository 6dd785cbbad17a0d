//! The places where AWS users keep credentials, asked one after the other.
//!
//! The order is that of AWS's own SDKs: environment, profile, web identity, container, instance.
//! Environment and the profile's own keys are read here; whatever has to be fetched (SSO, web
//! identity, process, container, instance) is fetched by the crate `reqsign-aws-core`, over this
//! crate's own seams. A source that is not set up is passed over; one that is set up but fails
//! ends the search, since going on would make calls in somebody else's name.

mod assume_role;
mod context;
mod fetch;
mod hosts;
mod profile;
mod sources;

use std::sync::Arc;

use reqsign_core::Context;

use self::context::context;
use super::{Credentials, CredentialsError, ProvideCredentials, Tried};
use crate::{BoxFuture, Environment, System, Transport};

/// Credentials as the AWS CLI finds them.
///
/// | source | set up by |
/// |---|---|
/// | environment | `AWS_ACCESS_KEY_ID`, `AWS_SECRET_ACCESS_KEY`, `AWS_SESSION_TOKEN` |
/// | profile | access keys, `credential_process`, `sso_session` or `sso_start_url`, and `role_arn` with `source_profile`, `credential_source` or `web_identity_token_file` in the shared files |
/// | web identity | `AWS_WEB_IDENTITY_TOKEN_FILE` and `AWS_ROLE_ARN` |
/// | container | `AWS_CONTAINER_CREDENTIALS_RELATIVE_URI` or `AWS_CONTAINER_CREDENTIALS_FULL_URI` |
/// | instance | an EC2 instance's metadata service, unless `AWS_EC2_METADATA_DISABLED` is `true` |
///
/// Who chooses a profile by name, other than by `AWS_PROFILE`, means it: the keys of the environment are
/// passed over then, as the CLI does with `--profile`.
///
/// A role may be taken in the name of another profile, which may take a role itself, and so on;
/// `external_id`, `role_session_name` and `duration_seconds` go along. Not done here: `mfa_serial`,
/// since nobody can be asked for a code, and the renewal of an SSO login that has run out (`aws sso
/// login` does it). Both are named in the error; providers of the crate `aws-config` do them, and
/// plug in by the feature `aws-config`.
///
/// A `credential_process` may take 60 s. It is killed then, and as soon as no call waits for it.
///
/// AWS's token service and its single sign-on are called at FIPS or dual-stack hosts if environment or
/// profile wish for them (`AWS_USE_FIPS_ENDPOINT`, `use_dualstack_endpoint`, …), as the CLI does.
#[derive(Debug)]
pub struct DefaultChain {
    environment: Environment,
    profile: Option<String>,
    region: String,
    transport: Arc<dyn Transport>,
    system: Arc<dyn System>,
    context: Context,
}

/// What asking a source came to.
enum Outcome {
    Found(Credentials),
    /// The source is not set up: ask the next.
    Nothing(String),
    /// The source is set up and failed: ask no further.
    Failed {
        reason: String,
        source: Option<Box<dyn std::error::Error + Send + Sync>>,
    },
}

impl Outcome {
    fn failed(reason: impl Into<String>) -> Self {
        Self::Failed {
            reason: reason.into(),
            source: None,
        }
    }
}

impl DefaultChain {
    /// A chain that reads `environment`, uses `profile` (else `AWS_PROFILE`, else `default`) and
    /// fetches over `transport`; `region` is where AWS's token service is called.
    #[must_use]
    pub fn new(
        environment: Environment,
        profile: Option<String>,
        region: String,
        transport: Arc<dyn Transport>,
        system: Arc<dyn System>,
    ) -> Self {
        Self {
            context: context(
                environment.clone(),
                profile.clone(),
                Arc::clone(&transport),
                Arc::clone(&system),
            ),
            transport,
            system,
            environment,
            profile,
            region,
        }
    }

    async fn find(&self) -> Result<Credentials, CredentialsError> {
        let mut tried = Vec::new();
        for source in sources::ALL {
            if matches!(source, sources::Source::Environment) && self.profile.is_some() {
                tried.push(Tried {
                    source: source.name(),
                    reason: "passed over, as a profile was chosen by name".to_owned(),
                });
                continue;
            }
            match source.ask(self).await {
                Outcome::Found(credentials) => return Ok(credentials),
                Outcome::Nothing(reason) => tried.push(Tried {
                    source: source.name(),
                    reason,
                }),
                Outcome::Failed {
                    reason,
                    source: below,
                } => {
                    tried.push(Tried {
                        source: source.name(),
                        reason,
                    });
                    let error = CredentialsError::of_all(tried);
                    return Err(match below {
                        Some(below) => error.with_source(below),
                        None => error,
                    });
                }
            }
        }
        Err(CredentialsError::of_all(tried))
    }
}

impl ProvideCredentials for DefaultChain {
    fn provide(&self) -> BoxFuture<'_, Result<Credentials, CredentialsError>> {
        Box::pin(self.find())
    }
}

#[cfg(test)]
mod tests;
