//! The settings of AWS services, and the parts of a client that follow from them.

use std::path::PathBuf;
use std::sync::Arc;

use super::authorizer::SigV4Authorizer;
use super::config::{self, Overrides};
use super::credentials::{CredentialsCache, ProvideCredentials, default_provider};
use super::endpoint::{partition_of, signing_region};
use super::protocol::AwsProtocol;
use crate::provider::{Authorizer, ProviderSettings};
use crate::{Environment, Error, Retries, ServiceMeta, System, Transport};

/// The settings of the builder that only AWS services have.
#[derive(Clone, Debug, Default)]
pub(crate) struct AwsSettings {
    pub(crate) region: Option<String>,
    pub(crate) use_fips: Option<bool>,
    pub(crate) use_dual_stack: Option<bool>,
    pub(crate) inject_host_prefix: Option<bool>,
    pub(crate) profile: Option<String>,
    pub(crate) credentials: Option<Arc<dyn ProvideCredentials>>,
}

/// The settings of the builder that any service has.
pub(crate) struct CommonSettings<'a> {
    pub(crate) environment: &'a Environment,
    pub(crate) endpoint_url: Option<String>,
    pub(crate) app_id: Option<String>,
    pub(crate) retries: Option<Retries>,
    pub(crate) ca_bundle: Option<PathBuf>,
    /// Whether the caller provides the transport.
    pub(crate) own_transport: bool,
    #[cfg(feature = "compression")]
    pub(crate) compression: crate::provider::Compression,
}

/// Resolves the settings of a client of an AWS service.
pub(crate) fn resolve(
    aws: &AwsSettings,
    common: CommonSettings<'_>,
    service: &ServiceMeta,
    system: &Arc<dyn System>,
) -> Result<ProviderSettings, Error> {
    let overrides = Overrides {
        region: aws.region.clone(),
        endpoint_url: common.endpoint_url,
        use_fips: aws.use_fips,
        use_dual_stack: aws.use_dual_stack,
        inject_host_prefix: aws.inject_host_prefix,
        profile: aws.profile.clone(),
        app_id: common.app_id,
        retries: common.retries,
        ca_bundle: common.ca_bundle,
        own_transport: common.own_transport,
        #[cfg(feature = "compression")]
        compression: common.compression,
        own_credentials: aws.credentials.is_some(),
    };
    let resolved = config::resolve(service, common.environment, overrides)?;
    let app_id = resolved.app_id.as_deref();
    let protocol = AwsProtocol::new(service, app_id, common.environment, Arc::clone(system));
    Ok(ProviderSettings {
        endpoint: resolved.endpoint,
        follows_servers: false,
        partition: partition_of(&resolved.region).name,
        region: resolved.region,
        retries: resolved.retries,
        #[cfg(feature = "compression")]
        compression: resolved.compression,
        ca_bundle: resolved.ca_bundle,
        protocol: Arc::new(protocol),
    })
}

/// The authorizer of a client of an AWS service.
pub(crate) fn authorizer(
    aws: &AwsSettings,
    environment: &Environment,
    service: &ServiceMeta,
    resolved: &ProviderSettings,
    transport: &Arc<dyn Transport>,
    system: &Arc<dyn System>,
) -> Arc<dyn Authorizer> {
    let region = &resolved.region;
    let provider = aws.credentials.clone().unwrap_or_else(|| {
        default_provider(
            environment.clone(),
            aws.profile.clone(),
            region.clone(),
            Arc::clone(transport),
            Arc::clone(system),
        )
    });
    let host = resolved.endpoint.host_name();
    let signing_region = signing_region(service.endpoint_prefix, region, host).unwrap_or(region);
    Arc::new(SigV4Authorizer::new(
        service.signing_name,
        signing_region.to_owned(),
        CredentialsCache::new(provider, Arc::clone(system)),
        Arc::clone(system),
    ))
}
