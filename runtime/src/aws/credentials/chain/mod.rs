//! The default credential chain: the providers that the AWS CLI uses, in its order.
//!
//! The order is that of AWS's SDKs: environment, profile, web identity, container, instance. A
//! provider that is not configured is skipped. One that is configured, even in part, and fails ends the
//! chain: continuing would sign calls with another identity.
//!
//! Each provider is a module with its settings, requests and responses. All send through [`http`],
//! which implements time-outs and retries; [`Context`] has the clock, the variables and the transport.
//! The official chain, `aws-config`, is not used by default because it adds 107 crates; the feature
//! `aws-config` adapts it.

mod container;
mod context;
mod http;
mod instance;
mod login;
mod process;
mod profile;
mod sso;
mod sts;
#[cfg(test)]
mod tests;
mod token_file;

use std::sync::{Arc, Mutex};

use self::context::{Context, Failure};
use super::environment;
use super::{Credentials, CredentialsError, ProvideCredentials, ProviderFailure};
use crate::aws::clock::SigningClock;
use crate::{BoxFuture, Environment, System, Transport};

/// The default credential chain: the credential sources of the AWS CLI, in its order.
///
/// | provider | configured by |
/// |---|---|
/// | environment | `AWS_ACCESS_KEY_ID`, `AWS_SECRET_ACCESS_KEY`, `AWS_SESSION_TOKEN` |
/// | profile | access keys, `credential_process`, `login_session`, `sso_session` or `sso_start_url`, and `role_arn` with `source_profile`, `credential_source` or `web_identity_token_file` in the shared files |
/// | web identity | `AWS_WEB_IDENTITY_TOKEN_FILE` and `AWS_ROLE_ARN` |
/// | container | `AWS_CONTAINER_CREDENTIALS_RELATIVE_URI` or `AWS_CONTAINER_CREDENTIALS_FULL_URI` |
/// | instance metadata | an EC2 instance's metadata service, unless `AWS_EC2_METADATA_DISABLED` is `true` |
///
/// A profile that the caller selects (not one of `AWS_PROFILE`) takes precedence over the keys and the
/// web identity of the environment, as `--profile` does in the CLI. Within a profile the precedence is:
/// role or web identity, SSO, keys of the credentials file, `login_session`, process, keys of the config file. A profile
/// that configures one of them in part and none in full is an error, and so is a role or web identity in part beside
/// another source. A profile without any of them is skipped, unless it was selected and a shared file cannot be read.
///
/// Roles may be chained by `source_profile`; `external_id`, `role_session_name` and
/// `duration_seconds` are supported. Not supported are `mfa_serial`, which requires a prompt, and
/// new logins in a browser (run `aws sso login` or `aws login`). Both are errors; providers of the crate
/// `aws-config` support them and can be used with the feature `aws-config`. The token of a login is
/// refreshed and saved for as long as the login allows, as the CLI does for an `sso_session` and for a
/// `login_session` (whose files are in `~/.aws/login/cache` or `AWS_LOGIN_CACHE_DIRECTORY`).
///
/// A `credential_process` is killed after 60 s, or when the client is dropped. It shares standard input
/// and standard error with the program, so that it can prompt the user.
///
/// The time-out of an attempt is 15 s for STS and SSO and 2 s for agents on the same machine; there are up to three
/// attempts. For the metadata service, `AWS_METADATA_SERVICE_TIMEOUT` (in seconds; default 1, for the connection and for
/// the response) and `AWS_METADATA_SERVICE_NUM_ATTEMPTS` change that, or the profile's `metadata_service_timeout` and
/// `metadata_service_num_attempts`. Unless the number of attempts is set, a metadata service that does not respond to
/// the first request is absent.
///
/// Credentials of the metadata service that have expired remain in use during its outage, or if it has no new ones: the
/// chain returns them with an expiration in 5 to 15 minutes, when it is called again.
///
/// The endpoints of STS, SSO and AWS Sign-In are configured as the client's own (`AWS_USE_FIPS_ENDPOINT`,
/// `AWS_ENDPOINT_URL_STS`, the profile's `endpoint_url`, …). The endpoint of the metadata service is set by
/// `AWS_EC2_METADATA_SERVICE_ENDPOINT` and `AWS_EC2_METADATA_SERVICE_ENDPOINT_MODE` or by the profile's settings of
/// the same names.
///
/// A client uses this chain by default. Create one to wrap it in another provider, or to use it
/// without a client:
///
/// ```
/// # use sdk_runtime::transport::HyperTransport;
/// # use sdk_runtime::{DefaultChain, Environment, OsSystem};
/// use std::sync::Arc;
///
/// let chain = DefaultChain::new(
///     Environment::process(),
///     Some("work".to_owned()),
///     "eu-west-1".to_owned(),
///     Arc::new(HyperTransport::builder().build()?),
///     Arc::new(OsSystem::default()),
/// );
/// # Ok::<(), sdk_runtime::Error>(())
/// ```
#[derive(Debug)]
pub struct DefaultChain(Context);

impl DefaultChain {
    /// Creates a chain that reads `environment`, uses `profile` (or else `AWS_PROFILE`,
    /// `AWS_DEFAULT_PROFILE` or `default`), sends over `transport`, and calls STS in `region`.
    #[must_use]
    pub fn new(
        environment: Environment,
        profile: Option<String>,
        region: String,
        transport: Arc<dyn Transport>,
        system: Arc<dyn System>,
    ) -> Self {
        Self(Context {
            environment,
            profile,
            region,
            transport,
            system,
            clock: SigningClock::default(),
            instance: Mutex::default(),
            loaded: Mutex::default(),
        })
    }

    async fn load(&self) -> Result<Credentials, CredentialsError> {
        let mut failures = Vec::new();
        for provider in PROVIDERS {
            let failure = match provider.load(&self.0).await {
                Ok(credentials) => return Ok(credentials),
                Err(failure) => failure,
            };
            let is_final = matches!(failure, Failure::Failed(_));
            failures
                .push(ProviderFailure { provider: provider.name(), reason: failure.into_reason() });
            if is_final {
                break;
            }
        }
        Err(CredentialsError::from_failures(failures))
    }
}

impl ProvideCredentials for DefaultChain {
    fn provide(&self) -> BoxFuture<'_, Result<Credentials, CredentialsError>> {
        Box::pin(async {
            self.0.forget_files();
            let loaded = self.load().await;
            self.0.forget_files();
            loaded
        })
    }
}

#[derive(Clone, Copy, Debug)]
enum Provider {
    Environment,
    Profile,
    WebIdentity,
    Container,
    Instance,
}

const PROVIDERS: [Provider; 5] = [
    Provider::Environment,
    Provider::Profile,
    Provider::WebIdentity,
    Provider::Container,
    Provider::Instance,
];

impl Provider {
    fn name(self) -> &'static str {
        match self {
            Self::Environment => environment::NAME,
            Self::Profile => "profile",
            Self::WebIdentity => "web identity",
            Self::Container => "container",
            Self::Instance => "instance metadata",
        }
    }

    async fn load(self, context: &Context) -> Result<Credentials, Failure> {
        match self {
            Self::Environment if context.profile.is_some() => {
                Err(Failure::NotConfigured("skipped, because a profile was selected".to_owned()))
            }
            Self::Environment => context.environment_credentials(),
            Self::Profile => profile::load(context).await,
            // The variables of a web identity name an identity too.
            Self::WebIdentity if context.profile.is_some() => {
                Err(Failure::NotConfigured("skipped, because a profile was selected".to_owned()))
            }
            Self::WebIdentity => sts::web_identity_of_environment(context).await,
            Self::Container => container::load(context).await,
            Self::Instance => instance::load(context).await,
        }
    }
}
