//! Builds a client from what the caller says and what the environment gives.

use std::fmt;
use std::marker::PhantomData;
use std::path::PathBuf;
use std::sync::Arc;

use super::invocation::Invocations;
use super::{Client, Interceptor, Parts, Timeouts};
use crate::Environment;
use crate::aws::clock::SigningClock;
use crate::aws::user_agent::user_agent;
use crate::config::{Overrides, resolve};
use crate::credentials::{Credentials, CredentialsCache, ProvideCredentials};
use crate::retry::Retries;
use crate::retry::adaptive::RateLimiter;
use crate::retry::quota::RetryQuota;
use crate::sign::SigningKeyCache;
use crate::transport::{HyperTransport, TransportLimits};
use crate::{Error, ModeledError, OsSystem, ServiceClient, ServiceMeta, System, Transport};

/// Collects settings for a client of type `C`.
///
/// What is not set comes from the environment and the shared files, as the AWS CLI has it.
#[must_use = "a client is made by `.build()`"]
pub struct ClientBuilder<C> {
    settings: Settings,
    client: PhantomData<fn() -> C>,
}

/// All that is said, in one type that does not depend on the client's.
struct Settings {
    wanted: Overrides,
    environment: Environment,
    credentials: Option<Arc<dyn ProvideCredentials>>,
    timeouts: Timeouts,
    max_response_bytes: usize,
    interceptors: Vec<Arc<dyn Interceptor>>,
    #[cfg(any(test, feature = "testing"))]
    fake: Option<crate::testing::Fake>,
    transport: Option<Arc<dyn Transport>>,
    system: Option<Arc<dyn System>>,
}

impl<C: ServiceClient> ClientBuilder<C> {
    /// Begins with nothing set, so that all comes from `environment`.
    pub fn new(environment: Environment) -> Self {
        Self {
            settings: Settings {
                wanted: Overrides::default(),
                environment,
                credentials: None,
                timeouts: Timeouts::default(),
                max_response_bytes: TransportLimits::default().max_response_bytes,
                interceptors: Vec::new(),
                #[cfg(any(test, feature = "testing"))]
                fake: None,
                transport: None,
                system: None,
            },
            client: PhantomData,
        }
    }

    /// The region to call. Default: `AWS_REGION`, `AWS_DEFAULT_REGION`, the profile's `region`.
    pub fn region(mut self, region: impl Into<String>) -> Self {
        self.settings.wanted.region = Some(region.into());
        self
    }

    /// Credentials that hold for the client's life.
    pub fn credentials(self, credentials: Credentials) -> Self {
        self.credentials_provider(credentials)
    }

    /// Where credentials come from. Default: the environment, and with the feature `default-chain`
    /// also profile, web identity, container and instance metadata.
    pub fn credentials_provider(mut self, provider: impl ProvideCredentials) -> Self {
        self.settings.credentials = Some(Arc::new(provider));
        self
    }

    /// The profile of the shared files. Its credentials go before those of the environment, as with
    /// the CLI's `--profile`. Default: `AWS_PROFILE`, else `default`, which come after them.
    pub fn profile(mut self, name: impl Into<String>) -> Self {
        self.settings.wanted.profile = Some(name.into());
        self
    }

    /// The address to call in place of AWS's own: `http://127.0.0.1:8080`. Default:
    /// `AWS_ENDPOINT_URL_<SERVICE>`, `AWS_ENDPOINT_URL`, the profile's `services` section, its
    /// `endpoint_url`; `AWS_IGNORE_CONFIGURED_ENDPOINT_URLS` or the profile's
    /// `ignore_configured_endpoint_urls` passes over all of these.
    pub fn endpoint_url(mut self, url: impl Into<String>) -> Self {
        self.settings.wanted.endpoint_url = Some(url.into());
        self
    }

    /// Whether to call hosts whose cryptography is validated under FIPS 140. Does not go with an
    /// address of one's own. Default: `AWS_USE_FIPS_ENDPOINT`, the profile's `use_fips_endpoint`,
    /// else not.
    pub fn use_fips(mut self, on: bool) -> Self {
        self.settings.wanted.use_fips = Some(on);
        self
    }

    /// Whether to call hosts that speak IPv6 and IPv4. Does not go with an address of one's own.
    /// Default: `AWS_USE_DUALSTACK_ENDPOINT`, the profile's `use_dualstack_endpoint`, else not.
    pub fn use_dual_stack(mut self, on: bool) -> Self {
        self.settings.wanted.use_dual_stack = Some(on);
        self
    }

    /// How long things may take.
    pub fn timeouts(mut self, timeouts: Timeouts) -> Self {
        self.settings.timeouts = timeouts;
        self
    }

    /// How failed attempts are repeated, and how many there may be. Default: the mode that
    /// `AWS_RETRY_MODE` says, else the profile's `retry_mode`, else standard; with
    /// `AWS_MAX_ATTEMPTS` attempts, else the profile's `max_attempts`, else 3.
    pub fn retries(mut self, retries: Retries) -> Self {
        self.settings.wanted.retries = Some(retries);
        self
    }

    /// Adds someone who sees each attempt of each call, and may change it before it is signed.
    pub fn interceptor(mut self, interceptor: impl Interceptor) -> Self {
        self.settings.interceptors.push(Arc::new(interceptor));
        self
    }

    /// A name for the application, up to 50 characters, that AWS shows in its logs. Default:
    /// `AWS_SDK_UA_APP_ID`, else the profile's `sdk_ua_app_id`.
    pub fn app_id(mut self, id: impl Into<String>) -> Self {
        self.settings.wanted.app_id = Some(id.into());
        self
    }

    /// The size from which an answer is refused, in bytes. Default: 64 MiB.
    pub fn max_response_bytes(mut self, limit: usize) -> Self {
        self.settings.max_response_bytes = limit;
        self
    }

    /// Trusts the certificates of this PEM file and no others. Default: `AWS_CA_BUNDLE`, the
    /// profile's `ca_bundle`, else what the operating system trusts.
    pub fn ca_bundle(mut self, path: impl Into<PathBuf>) -> Self {
        self.settings.wanted.ca_bundle = Some(path.into());
        self
    }

    /// What carries requests. Default: a [`HyperTransport`] with the proxies and CA certificates
    /// that environment and profile name.
    pub fn transport(mut self, transport: impl Transport) -> Self {
        self.settings.wanted.own_transport = true;
        self.settings.transport = Some(Arc::new(transport));
        self
    }

    /// Where time and randomness come from. Default: [`OsSystem`].
    pub fn system(mut self, system: impl System) -> Self {
        self.settings.system = Some(Arc::new(system));
        self
    }

    /// Has a fake answer in place of the service. Nothing is sent.
    #[cfg(any(test, feature = "testing"))]
    pub fn fake(mut self, fake: &crate::testing::Fake) -> Self {
        self.settings.fake = Some(fake.clone());
        self
    }

    /// Where environment variables come from. Default: the process.
    pub fn environment(mut self, environment: Environment) -> Self {
        self.settings.environment = environment;
        self
    }

    /// Builds the client. Reads the environment and, where they matter, the shared files; opens no
    /// connection and fetches no credentials.
    ///
    /// # Errors
    /// A kind [`Configuration`](crate::ErrorKind::Configuration) that names the setting, its source
    /// and the remedy: no region, a region that is no host label, a bad endpoint URL, a shared file
    /// that cannot be read.
    pub fn build(self) -> Result<C, C::Error> {
        match self.settings.build(C::SERVICE, C::SECRETS, C::ERRORS) {
            Ok(client) => Ok(C::from_runtime(client)),
            Err(error) => Err(error.into()),
        }
    }
}

impl Settings {
    fn build(
        self,
        service: ServiceMeta,
        secrets: &'static [&'static str],
        errors: &'static [ModeledError],
    ) -> Result<Client, Error> {
        let profile = self.wanted.profile.clone();
        let resolved = resolve(&service, &self.environment, self.wanted)?;
        let system = self.system.unwrap_or_else(|| Arc::new(OsSystem::default()));
        let transport = match self.transport {
            Some(transport) => transport,
            None => {
                let mut transport = HyperTransport::builder().environment(self.environment.clone());
                if let Some((path, source)) = resolved.ca_bundle {
                    transport = transport.ca_bundle_of(path, source);
                }
                let transport = transport.build()?;
                transport.check_proxy(&resolved.endpoint.uri("/".to_owned())?)?;
                Arc::new(transport)
            }
        };
        let provider = self.credentials.unwrap_or_else(|| {
            crate::credentials::default_provider(
                self.environment,
                profile,
                resolved.region.clone(),
                Arc::clone(&transport),
                Arc::clone(&system),
            )
        });
        Ok(Client(Arc::new(Parts {
            user_agent: user_agent(&service, resolved.app_id.as_deref()),
            service,
            secrets,
            errors,
            region: resolved.region,
            endpoint: resolved.endpoint,
            credentials: CredentialsCache::new(provider),
            transport,
            system,
            timeouts: self.timeouts,
            retries: resolved.retries,
            max_response_bytes: self.max_response_bytes,
            interceptors: self.interceptors,
            #[cfg(any(test, feature = "testing"))]
            fake: self.fake,
            quota: RetryQuota::default(),
            rate: RateLimiter::default(),
            clock: SigningClock::default(),
            signing_keys: SigningKeyCache::default(),
            invocations: Invocations::default(),
        })))
    }
}

impl<C> fmt::Debug for ClientBuilder<C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ClientBuilder")
            .field("wanted", &self.settings.wanted)
            .field("environment", &self.settings.environment)
            .field("timeouts", &self.settings.timeouts)
            .finish_non_exhaustive()
    }
}
