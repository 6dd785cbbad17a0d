//! The places where AWS users keep credentials, asked one after the other.
//!
//! The order is that of AWS's own SDKs: environment, profile, web identity, container, instance.
//! A source that is not set up is passed over; one that is set up but fails ends the search, since
//! going on would make calls in somebody else's name.
//!
//! A source is a file of its own and knows what is to be asked, where, and how the answer reads.
//! All of them ask through [`fetch`](fetch::fetch), which knows time limits and repetitions, and
//! none opens a socket, reads a clock or a variable but through the seams of this crate.

mod answer;
mod assume_role;
mod container;
mod fetch;
mod hosts;
mod instance;
mod process;
mod profile;
mod sources;
mod sso;
mod sts;
mod web_identity;

use std::sync::Arc;

use super::{Credentials, CredentialsError, ProvideCredentials, ProviderFailure};
use crate::aws::clock::SigningClock;
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
/// since nobody can be asked for a code, and a new SSO login in a browser (`aws sso login` does it).
/// Both are named in the error; providers of the crate `aws-config` do them, and plug in by the
/// feature `aws-config`. The token of an SSO login is renewed, and filed again, for as long as the
/// login allows it, as the CLI does for an `sso_session`.
///
/// A `credential_process` may take 60 s. It is killed then, and as soon as no call waits for it.
///
/// AWS's token service and its single sign-on may take 15 s for an answer, and agents on the same
/// machine 2 s; each is asked up to three times. They are called at FIPS or dual-stack hosts if
/// environment or profile wish for them (`AWS_USE_FIPS_ENDPOINT`, `use_dualstack_endpoint`, …), as the
/// CLI does, or where `AWS_ENDPOINT_URL_STS`, `AWS_ENDPOINT_URL_SSO` and `AWS_ENDPOINT_URL_SSO_OIDC` say.
/// The metadata service is found by `AWS_EC2_METADATA_SERVICE_ENDPOINT` and
/// `AWS_EC2_METADATA_SERVICE_ENDPOINT_MODE`, or the settings of the profile that are named after them.
#[derive(Debug)]
pub struct DefaultChain {
    environment: Environment,
    profile: Option<String>,
    region: String,
    transport: Arc<dyn Transport>,
    system: Arc<dyn System>,
    /// The token service's, as far as it is known.
    clock: SigningClock,
}

/// What asking a source came to.
enum Outcome {
    Found(Credentials),
    /// The source is not set up: ask the next.
    Nothing(String),
    /// The source is set up and failed: ask no further.
    Failed(String),
}

/// What a source that is set up gives.
impl From<Result<Credentials, String>> for Outcome {
    fn from(answer: Result<Credentials, String>) -> Self {
        match answer {
            Ok(credentials) => Self::Found(credentials),
            Err(reason) => Self::Failed(reason),
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
            environment,
            profile,
            region,
            transport,
            system,
            clock: SigningClock::default(),
        }
    }

    async fn find(&self) -> Result<Credentials, CredentialsError> {
        let mut failures = Vec::new();
        for source in sources::ALL {
            let outcome = match source {
                sources::Source::Environment if self.profile.is_some() => {
                    Outcome::Nothing("passed over, as a profile was chosen by name".to_owned())
                }
                source => source.ask(self).await,
            };
            let (reason, is_last) = match outcome {
                Outcome::Found(credentials) => return Ok(credentials),
                Outcome::Nothing(reason) => (reason, false),
                Outcome::Failed(reason) => (reason, true),
            };
            let provider = source.name();
            failures.push(ProviderFailure { provider, reason });
            if is_last {
                break;
            }
        }
        Err(CredentialsError::from_failures(failures))
    }
}

impl ProvideCredentials for DefaultChain {
    fn provide(&self) -> BoxFuture<'_, Result<Credentials, CredentialsError>> {
        Box::pin(self.find())
    }
}

#[cfg(test)]
mod tests;
