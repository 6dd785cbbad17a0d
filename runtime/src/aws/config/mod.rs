//! The configuration of a client: the builder's settings, environment variables and AWS's shared
//! files, in this order of precedence.
//!
//! [`resolve`] combines them. [`Sources`] looks up single settings, [`profile`] loads the selected
//! profile, and [`mod@file`] parses the format of the shared files.

mod file;
pub(crate) mod profile;
mod sources;
#[cfg(test)]
mod suites;
#[cfg(test)]
mod tests;

use std::path::PathBuf;

pub(crate) use self::sources::{EndpointOverrides, Sources};
use crate::aws::endpoint::region_of_fips_alias;
use crate::endpoint::Endpoint;
use crate::provider::CA_BUNDLE;
use crate::retry::Retries;
use crate::{Environment, Error, ServiceMeta};

/// The settings of the builder, which override all others.
#[derive(Debug, Default)]
pub(crate) struct Overrides {
    pub(crate) region: Option<String>,
    pub(crate) endpoint_url: Option<String>,
    pub(crate) use_fips: Option<bool>,
    pub(crate) use_dual_stack: Option<bool>,
    pub(crate) inject_host_prefix: Option<bool>,
    pub(crate) profile: Option<String>,
    pub(crate) app_id: Option<String>,
    pub(crate) retries: Option<Retries>,
    pub(crate) ca_bundle: Option<PathBuf>,
    /// Whether the builder has a transport, so that settings of the default one do not matter.
    pub(crate) own_transport: bool,
    #[cfg(feature = "compression")]
    pub(crate) compression: crate::provider::Compression,
    /// Whether the builder has credentials. With a region too, the shared files cannot fail a client.
    pub(crate) own_credentials: bool,
}

/// The settings in effect.
#[derive(Debug)]
pub(crate) struct Resolved {
    pub(crate) region: String,
    pub(crate) endpoint: Endpoint,
    pub(crate) app_id: Option<String>,
    pub(crate) retries: Retries,
    #[cfg(feature = "compression")]
    pub(crate) compression: crate::provider::Compression,
    /// A file of CA certificates, and the setting that names it.
    pub(crate) ca_bundle: Option<(PathBuf, &'static str)>,
}

/// Looks up all settings. The shared files are read only if a setting depends on them.
pub(crate) fn resolve(
    service: &ServiceMeta,
    environment: &Environment,
    overrides: Overrides,
) -> Result<Resolved, Error> {
    let needs_no_files = overrides.region.is_some() && overrides.own_credentials;
    let mut sources =
        Sources::new(environment, overrides.profile.as_deref()).needing_no_files(needs_no_files);
    let mut region = sources.region(overrides.region)?;
    let mut use_fips = overrides.use_fips;
    if let Some(real) = region_of_fips_alias(&region) {
        (region, use_fips) = (real.to_owned(), Some(true));
    }
    let endpoint = EndpointOverrides {
        url: overrides.endpoint_url,
        use_fips,
        use_dual_stack: overrides.use_dual_stack,
    };
    let endpoint = sources.endpoint(service.id, service.endpoint_prefix, &region, endpoint)?;
    let inject_host_prefix = match overrides.inject_host_prefix {
        Some(on) => Some(on),
        None => sources
            .flag("AWS_DISABLE_HOST_PREFIX_INJECTION", "disable_host_prefix_injection")?
            .map(|disabled| !disabled.value),
    };
    let endpoint = match inject_host_prefix {
        Some(on) => endpoint.with_host_prefixes(on),
        None => endpoint,
    };
    let retries = match overrides.retries {
        Some(retries) => retries,
        None => Retries::of_mode(sources.retry_mode()?).max_attempts(sources.max_attempts()?),
    };
    let ca_bundle = match overrides.ca_bundle {
        _ if overrides.own_transport => None,
        Some(path) => Some((path, CA_BUNDLE)),
        None => sources.ca_bundle()?,
    };
    let app_id = match overrides.app_id {
        Some(id) => Some(id),
        // Unreadable shared files do not fail a client over a name in logs.
        None => sources
            .setting("AWS_SDK_UA_APP_ID", "sdk_ua_app_id")
            .ok()
            .flatten()
            .map(|setting| setting.value)
            // Further lines may be other settings, and this is sent to the service.
            .filter(|id| !id.contains('\n')),
    };
    Ok(Resolved {
        region,
        endpoint,
        app_id,
        retries,
        ca_bundle,
        #[cfg(feature = "compression")]
        compression: sources.compression(overrides.compression)?,
    })
}
