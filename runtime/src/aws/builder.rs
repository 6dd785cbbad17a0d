//! The builder's settings for AWS, and the parts of a client that follow from them.

use std::sync::Arc;

use super::authorizer::SigV4Authorizer;
use super::config::{self, Overrides};
use super::credentials::{Credentials, CredentialsCache, ProvideCredentials, default_provider};
use super::endpoint::partition_of;
use super::protocol::AwsProtocol;
use crate::client::{Authorizer, ProviderSettings, Settings};
use crate::{ClientBuilder, Error, ServiceClient, ServiceMeta, System, Transport};

/// The settings of the builder that only AWS services have.
#[derive(Debug, Default)]
pub(crate) struct AwsSettings {
    region: Option<String>,
    use_fips: Option<bool>,
    use_dual_stack: Option<bool>,
    profile: Option<String>,
    app_id: Option<String>,
    credentials: Option<Arc<dyn ProvideCredentials>>,
}

/// Settings of AWS services.
impl<C: ServiceClient> ClientBuilder<C> {
    /// Sets the region to call. Default: `AWS_REGION`, `AWS_DEFAULT_REGION`, the profile's
    /// `region`.
    pub fn region(mut self, region: impl Into<String>) -> Self {
        self.settings.aws.region = Some(region.into());
        self
    }

    /// Sets fixed credentials.
    pub fn credentials(self, credentials: Credentials) -> Self {
        self.credentials_provider(credentials)
    }

    /// Sets the provider of credentials. Default: the environment variables; with the feature
    /// `default-chain` also profile, web identity, container and instance metadata.
    pub fn credentials_provider(mut self, provider: impl ProvideCredentials) -> Self {
        self.settings.aws.credentials = Some(Arc::new(provider));
        self
    }

    /// Sets the profile of the shared files. Its credentials take precedence over those of the
    /// environment, as with the CLI's `--profile`. Default: `AWS_PROFILE`, else `default`, whose
    /// credentials come after those of the environment.
    pub fn profile(mut self, name: impl Into<String>) -> Self {
        self.settings.aws.profile = Some(name.into());
        self
    }

    /// Sets whether to call FIPS 140 validated endpoints. Cannot be combined with
    /// [`endpoint_url`](Self::endpoint_url). Default: `AWS_USE_FIPS_ENDPOINT`, the profile's
    /// `use_fips_endpoint`, else `false`.
    pub fn use_fips(mut self, on: bool) -> Self {
        self.settings.aws.use_fips = Some(on);
        self
    }

    /// Sets whether to call dual-stack endpoints (IPv6 and IPv4). Cannot be combined with
    /// [`endpoint_url`](Self::endpoint_url). Default: `AWS_USE_DUALSTACK_ENDPOINT`, the profile's
    /// `use_dualstack_endpoint`, else `false`.
    pub fn use_dual_stack(mut self, on: bool) -> Self {
        self.settings.aws.use_dual_stack = Some(on);
        self
    }

    /// Sets the name of the application in the user agent, up to 50 characters, which AWS shows in
    /// its logs. Default: `AWS_SDK_UA_APP_ID`, else the profile's `sdk_ua_app_id`.
    pub fn app_id(mut self, id: impl Into<String>) -> Self {
        self.settings.aws.app_id = Some(id.into());
        self
    }
}

/// Resolves the settings of a client of an AWS service.
pub(crate) fn resolve(
    settings: &Settings,
    service: &ServiceMeta,
    system: &Arc<dyn System>,
) -> Result<ProviderSettings, Error> {
    let aws = &settings.aws;
    let overrides = Overrides {
        region: aws.region.clone(),
        endpoint_url: settings.endpoint_url.clone(),
        use_fips: aws.use_fips,
        use_dual_stack: aws.use_dual_stack,
        profile: aws.profile.clone(),
        app_id: aws.app_id.clone(),
        retries: settings.retries,
        ca_bundle: settings.ca_bundle.clone(),
        own_transport: settings.transport.is_some(),
    };
    let resolved = config::resolve(service, &settings.environment, overrides)?;
    let protocol = AwsProtocol::new(service, resolved.app_id.as_deref(), Arc::clone(system));
    Ok(ProviderSettings {
        endpoint: resolved.endpoint,
        partition: partition_of(&resolved.region).name,
        region: resolved.region,
        retries: resolved.retries,
        ca_bundle: resolved.ca_bundle,
        protocol: Arc::new(protocol),
    })
}

/// The authorizer of a client of an AWS service.
pub(crate) fn authorizer(
    settings: &Settings,
    service: &ServiceMeta,
    region: &str,
    transport: &Arc<dyn Transport>,
    system: &Arc<dyn System>,
) -> Arc<dyn Authorizer> {
    let provider = settings.aws.credentials.clone().unwrap_or_else(|| {
        default_provider(
            settings.environment.clone(),
            settings.aws.profile.clone(),
            region.to_owned(),
            Arc::clone(transport),
            Arc::clone(system),
        )
    });
    Arc::new(SigV4Authorizer::new(
        service.signing_name,
        region.to_owned(),
        CredentialsCache::new(provider),
        Arc::clone(system),
    ))
}
