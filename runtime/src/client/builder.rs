//! Builds a client from the settings of the caller, the environment and the provider's shared files.

use std::fmt;
use std::marker::PhantomData;
use std::path::PathBuf;
use std::sync::Arc;

use super::{Client, ClientInner, Interceptor, Timeouts};
use crate::endpoint::Endpoint;
use crate::provider::{Authorizer, CA_BUNDLE, HttpProtocol, ProviderSettings};
use crate::retry::{RateLimiter, Retries, RetryQuota};
use crate::transport::{HyperTransport, TransportLimits};
use crate::{BaseUrl, Environment, Error, ModeledError, OsSystem, ServiceMeta, System, Transport};

/// Collects the settings of a client of type `C`.
///
/// For an AWS service, settings that are not set here come from environment variables and the shared
/// configuration files, as with the AWS CLI.
#[must_use = "the client is created by `.build()`"]
pub struct ClientBuilder<C> {
    pub(crate) settings: Settings,
    client: PhantomData<fn() -> C>,
}

/// The client type of a service, which a [`ClientBuilder`](crate::ClientBuilder) builds.
pub trait ServiceClient: Sized {
    /// The metadata of the service.
    const SERVICE: ServiceMeta;
    /// The base URL of requests, unless the caller sets another; empty if the document names no host, and for
    /// services of AWS, whose hosts follow from the region.
    const BASE_URL: &'static str = "";
    /// The name and version of the crate, which begin the user agent: `pets-sdk/0.1.0`. Empty for services of AWS, whose
    /// format begins with the runtime.
    const USER_AGENT: &'static str = "";
    /// The security schemes of the service.
    #[cfg(feature = "auth")]
    const SECURITY: crate::auth::Security = crate::auth::Security::NONE;
    /// The wire names of members that hold secrets, which are redacted in logs and errors.
    const SECRETS: &'static [&'static str] = &[];
    /// The errors of the service's model, with the properties that it adds to the rules for all services.
    const ERRORS: &'static [ModeledError] = &[];
    /// The error type of the service's crate.
    type Error: From<Error>;

    /// Wraps the runtime's client.
    #[doc(hidden)]
    fn from_runtime(client: Client) -> Self;
}

/// The settings, in a type that does not depend on the client's.
#[derive(Clone)]
pub(crate) struct Settings {
    pub(crate) environment: Environment,
    pub(crate) endpoint_url: Option<BaseUrl>,
    pub(crate) app_id: Option<String>,
    pub(crate) retries: Option<Retries>,
    pub(crate) ca_bundle: Option<PathBuf>,
    #[cfg(feature = "auth")]
    pub(crate) auth: Vec<(Option<String>, crate::auth::Credential)>,
    #[cfg(feature = "aws")]
    pub(crate) aws: crate::aws::AwsSettings,
    timeouts: Timeouts,
    max_response_bytes: usize,
    #[cfg(feature = "compression")]
    pub(crate) compression: crate::provider::Compression,
    interceptors: Vec<Arc<dyn Interceptor>>,
    #[cfg(any(test, feature = "testing"))]
    fake: Option<crate::testing::Fake>,
    pub(crate) transport: Option<Arc<dyn Transport>>,
    system: Option<Arc<dyn System>>,
}

/// Regardless of `C`, which need not be `Clone`.
impl<C> Clone for ClientBuilder<C> {
    fn clone(&self) -> Self {
        Self { settings: self.settings.clone(), client: PhantomData }
    }
}

impl<C: ServiceClient> ClientBuilder<C> {
    /// Creates a builder that reads environment variables from `environment`.
    #[doc(hidden)]
    pub fn new(environment: Environment) -> Self {
        Self {
            settings: Settings {
                environment,
                endpoint_url: None,
                app_id: None,
                retries: None,
                ca_bundle: None,
                #[cfg(feature = "auth")]
                auth: Vec::new(),
                #[cfg(feature = "aws")]
                aws: crate::aws::AwsSettings::default(),
                timeouts: Timeouts::default(),
                max_response_bytes: TransportLimits::default().max_response_bytes,
                #[cfg(feature = "compression")]
                compression: crate::provider::Compression::default(),
                interceptors: Vec::new(),
                #[cfg(any(test, feature = "testing"))]
                fake: None,
                transport: None,
                system: None,
            },
            client: PhantomData,
        }
    }

    /// Sets the base URL of the service, such as `http://127.0.0.1:8080`.
    ///
    /// Default: the environment variable `<SERVICE>_BASE_URL`, and the server of the document. It is required if neither
    /// exists.
    ///
    /// Default for AWS: `AWS_ENDPOINT_URL_<SERVICE>`, `AWS_ENDPOINT_URL`, the profile's `services`
    /// section, its `endpoint_url`, and the regional endpoint of the service.
    /// `AWS_IGNORE_CONFIGURED_ENDPOINT_URLS` or the profile's `ignore_configured_endpoint_urls`
    /// disables all but the last.
    pub fn endpoint_url(mut self, url: impl Into<BaseUrl>) -> Self {
        self.settings.endpoint_url = Some(url.into());
        self
    }

    /// Sets the base URL of the service, such as `https://api.example.com/v1`. It replaces the URL of every server
    /// of the document, its path included. The same setting as [`endpoint_url`](Self::endpoint_url).
    pub fn base_url(self, url: impl Into<BaseUrl>) -> Self {
        self.endpoint_url(url)
    }

    /// Sets the name of the application in the user agent, where it is the last part: `app/shop`. Services show the user
    /// agent in their logs; AWS, names of up to 50 characters.
    ///
    /// Default: none; for AWS, `AWS_SDK_UA_APP_ID`, else the profile's `sdk_ua_app_id`.
    pub fn app_id(mut self, id: impl Into<String>) -> Self {
        self.settings.app_id = Some(id.into());
        self
    }

    /// Sets the time-outs of connections, attempts and calls.
    pub fn timeouts(mut self, timeouts: Timeouts) -> Self {
        self.settings.timeouts = timeouts;
        self
    }

    /// Sets the retry mode and the maximum number of attempts. Default: standard mode with 3
    /// attempts; for AWS, `AWS_RETRY_MODE` and `AWS_MAX_ATTEMPTS`, or the profile's `retry_mode`
    /// and `max_attempts`.
    pub fn retries(mut self, retries: Retries) -> Self {
        self.settings.retries = Some(retries);
        self
    }

    /// Adds an interceptor, which is called for each attempt of each call.
    pub fn interceptor(mut self, interceptor: impl Interceptor) -> Self {
        self.settings.interceptors.push(Arc::new(interceptor));
        self
    }

    /// Sets the maximum size of a response body in bytes; a larger one is an error. Default: 64
    /// MiB.
    pub fn max_response_bytes(mut self, limit: usize) -> Self {
        self.settings.max_response_bytes = limit;
        self
    }

    /// Sets whether request bodies are sent uncompressed where the service accepts gzip. Default: `false`; for AWS,
    /// `AWS_DISABLE_REQUEST_COMPRESSION` or the profile's `disable_request_compression`.
    #[cfg(feature = "compression")]
    pub fn disable_request_compression(mut self, disabled: bool) -> Self {
        self.settings.compression.disabled = Some(disabled);
        self
    }

    /// Sets the size in bytes from which request bodies are compressed where the service accepts gzip. Default: 10,240;
    /// for AWS, `AWS_REQUEST_MIN_COMPRESSION_SIZE_BYTES` or the profile's `request_min_compression_size_bytes`.
    #[cfg(feature = "compression")]
    pub fn request_min_compression_size_bytes(mut self, size: usize) -> Self {
        self.settings.compression.min_size = Some(size);
        self
    }

    /// Sets a PEM file of the only CA certificates to trust. Default: the certificates that the
    /// operating system trusts; for AWS, `AWS_CA_BUNDLE` or the profile's `ca_bundle` before these.
    pub fn ca_bundle(mut self, path: impl Into<PathBuf>) -> Self {
        self.settings.ca_bundle = Some(path.into());
        self
    }

    /// Sets the transport of requests. Default: a [`HyperTransport`] with the proxies of the
    /// environment and the [`ca_bundle`](Self::ca_bundle); a transport that is set here ignores
    /// both.
    pub fn transport(mut self, transport: impl Transport) -> Self {
        self.settings.transport = Some(Arc::new(transport));
        self
    }

    /// Sets the source of time and randomness. Default: [`OsSystem`].
    pub fn system(mut self, system: impl System) -> Self {
        self.settings.system = Some(Arc::new(system));
        self
    }

    /// Makes a fake respond to all calls. Nothing is sent.
    #[cfg(any(test, feature = "testing"))]
    pub fn fake(mut self, fake: &crate::testing::Fake) -> Self {
        self.settings.fake = Some(fake.clone());
        self
    }

    /// Sets the environment variables. Default: those of the process.
    pub fn environment(mut self, environment: Environment) -> Self {
        self.settings.environment = environment;
        self
    }

    /// Builds the client. Reads the environment and, for AWS, the shared files if a setting needs
    /// them; opens no connection and loads no credentials.
    ///
    /// # Errors
    ///
    /// Returns an error of kind [`Configuration`](crate::ErrorKind::Configuration), with the setting, its
    /// source and the remedy: no region or an invalid one, an invalid endpoint URL, an unreadable file.
    pub fn build(self) -> Result<C, C::Error> {
        let model = Model {
            service: C::SERVICE,
            base_url: C::BASE_URL,
            user_agent: C::USER_AGENT,
            #[cfg(feature = "auth")]
            security: C::SECURITY,
            secrets: C::SECRETS,
            errors: C::ERRORS,
        };
        match self.settings.build(model) {
            Ok(client) => Ok(C::from_runtime(client)),
            Err(error) => Err(error.into()),
        }
    }
}

/// What generated code states of a service, in a type that does not depend on the client's.
struct Model {
    service: ServiceMeta,
    base_url: &'static str,
    user_agent: &'static str,
    #[cfg(feature = "auth")]
    security: crate::auth::Security,
    secrets: &'static [&'static str],
    errors: &'static [ModeledError],
}

impl Settings {
    fn build(self, model: Model) -> Result<Client, Error> {
        let system = match &self.system {
            Some(system) => Arc::clone(system),
            None => Arc::new(OsSystem::default()),
        };
        let resolved = self.resolve(&model, &system)?;
        let transport = match &self.transport {
            Some(transport) => Arc::clone(transport),
            None => {
                let mut transport = HyperTransport::builder().environment(self.environment.clone());
                if let Some((path, source)) = &resolved.ca_bundle {
                    transport = transport.ca_bundle_of(path.clone(), source);
                }
                let transport = transport.build()?;
                transport.check_proxy(&resolved.endpoint.uri("/".to_owned())?)?;
                Arc::new(transport)
            }
        };
        let authorizer = self.authorizer(&model, &resolved, &transport, &system)?;
        let secrets = self.endpoint_url.and_then(|base| base.secrets);
        Ok(Client(Arc::new(ClientInner {
            service: model.service,
            secrets: model.secrets,
            errors: model.errors,
            region: resolved.region,
            partition: resolved.partition,
            endpoint: resolved.endpoint.with_secrets(secrets),
            follows_servers: resolved.follows_servers,
            protocol: resolved.protocol,
            authorizer,
            transport,
            system,
            timeouts: self.timeouts,
            retries: resolved.retries,
            max_response_bytes: self.max_response_bytes,
            #[cfg(feature = "compression")]
            min_compression_size: resolved.compression.min_size(),
            interceptors: self.interceptors,
            #[cfg(any(test, feature = "testing"))]
            fake: self.fake,
            quota: RetryQuota::default(),
            rate: RateLimiter::default(),
        })))
    }

    /// The settings by the rules of the service's provider. A service with a signing name is AWS's.
    fn resolve(&self, model: &Model, system: &Arc<dyn System>) -> Result<ProviderSettings, Error> {
        let service = &model.service;
        if service.signing_name.is_empty() {
            return self.resolve_plain(model);
        }
        #[cfg(feature = "aws")]
        {
            let common = crate::aws::CommonSettings {
                environment: &self.environment,
                endpoint_url: self.endpoint_url.as_ref().map(|it| it.url.clone()),
                app_id: self.app_id.clone(),
                retries: self.retries,
                ca_bundle: self.ca_bundle.clone(),
                own_transport: self.transport.is_some(),
                #[cfg(feature = "compression")]
                compression: self.compression,
            };
            crate::aws::resolve(&self.aws, common, service, system)
        }
        #[cfg(not(feature = "aws"))]
        {
            let _ = system;
            Err(Error::configuration(format!(
                "{} is a service of AWS: enable the feature `aws` of the crate `sdk-runtime`",
                service.title
            )))
        }
    }

    /// The settings of a service that has no provider rules.
    fn resolve_plain(&self, model: &Model) -> Result<ProviderSettings, Error> {
        let Model { service, base_url, user_agent, .. } = model;
        const DOCUMENT: &str = "the base URL of the document";
        let variable = format!("{}_BASE_URL", variable_prefix(service.id));
        let (url, source) = match (&self.endpoint_url, self.environment.get(&variable)) {
            (Some(base), _) => (base.url.clone(), "the builder's base_url"),
            (None, Some(url)) => (url, variable.as_str()),
            (None, None) if base_url.is_empty() => {
                return Err(Error::configuration(format!(
                    "no base URL: set it on the builder with .base_url(\"https://host\"), or set {variable}"
                )));
            }
            (None, None) => ((*base_url).to_owned(), DOCUMENT),
        };
        let endpoint = Endpoint::from_url(&url)
            .map_err(|problem| Error::configuration(format!("{source}: {problem}")))?;
        let ca_bundle = self.ca_bundle.clone();
        Ok(ProviderSettings {
            endpoint,
            follows_servers: source == DOCUMENT,
            region: String::new(),
            partition: "",
            retries: self.retries.unwrap_or_default(),
            #[cfg(feature = "compression")]
            compression: self.compression,
            ca_bundle: ca_bundle.map(|path| (path, CA_BUNDLE)),
            protocol: Arc::new(HttpProtocol::new(user_agent, self.app_id.as_deref())),
        })
    }

    /// The authorizer of the service's provider, or of its security schemes.
    #[cfg_attr(
        not(feature = "aws"),
        expect(unused_variables, reason = "only the provider AWS needs all of them")
    )]
    fn authorizer(
        &self,
        model: &Model,
        resolved: &ProviderSettings,
        transport: &Arc<dyn Transport>,
        system: &Arc<dyn System>,
    ) -> Result<Option<Arc<dyn Authorizer>>, Error> {
        #[cfg(feature = "aws")]
        if !model.service.signing_name.is_empty() {
            let (aws, environment, service) = (&self.aws, &self.environment, &model.service);
            let authorizer =
                crate::aws::authorizer(aws, environment, service, resolved, transport, system);
            return Ok(Some(authorizer));
        }
        #[cfg(feature = "auth")]
        if !model.security.schemes.is_empty() || !self.auth.is_empty() {
            let (id, environment) = (model.service.id, &self.environment);
            let keys = crate::auth::Keys::new(model.security, id, &self.auth, environment)?;
            let authorizer = crate::auth::KeyAuthorizer::new(keys, Arc::clone(system));
            return Ok(Some(Arc::new(authorizer)));
        }
        Ok(None)
    }
}

/// The start of the names of the environment variables of a service without provider rules: `PET_STORE`.
pub(crate) fn variable_prefix(id: &str) -> String {
    let upper = |c: char| if c.is_ascii_alphanumeric() { c.to_ascii_uppercase() } else { '_' };
    id.chars().map(upper).collect()
}

/// Settings that hold no secret.
impl<C> fmt::Debug for ClientBuilder<C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut builder = f.debug_struct("ClientBuilder");
        builder.field("environment", &self.settings.environment);
        builder.field("endpoint_url", &self.settings.endpoint_url);
        builder.field("timeouts", &self.settings.timeouts);
        builder.field("retries", &self.settings.retries);
        #[cfg(feature = "aws")]
        builder.field("aws", &self.settings.aws);
        builder.finish_non_exhaustive()
    }
}
