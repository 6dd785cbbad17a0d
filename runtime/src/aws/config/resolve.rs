//! What holds when builder, environment and profile have all been asked, in this order.

use std::path::PathBuf;

use super::region::of_fips_name;
use super::sources::Sources;
use crate::Environment;
use crate::client::Endpoint;
use crate::retry::Retries;
use crate::{Error, ServiceMeta};

/// What the builder was told.
#[derive(Debug, Default)]
pub(crate) struct Wanted {
    pub(crate) region: Option<String>,
    pub(crate) endpoint_url: Option<String>,
    pub(crate) use_fips: Option<bool>,
    pub(crate) use_dual_stack: Option<bool>,
    pub(crate) profile: Option<String>,
    pub(crate) app_id: Option<String>,
    pub(crate) retries: Option<Retries>,
    pub(crate) ca_bundle: Option<PathBuf>,
    /// Whether the caller brings a transport, which settles all that concerns transports.
    pub(crate) own_transport: bool,
}

/// What holds.
#[derive(Debug)]
pub(crate) struct Resolved {
    pub(crate) region: String,
    pub(crate) endpoint: Endpoint,
    pub(crate) app_id: Option<String>,
    pub(crate) retries: Retries,
    /// A file of CA certificates, and whose word it is.
    pub(crate) ca_bundle: Option<(PathBuf, &'static str)>,
}

/// Asks every source in its order, and reads the shared files only if they can still matter.
pub(crate) fn resolve(
    service: &ServiceMeta,
    environment: &Environment,
    wanted: Wanted,
) -> Result<Resolved, Error> {
    let mut sources = Sources::new(environment, wanted.profile.as_deref());
    let mut region = sources.region(wanted.region)?;
    let mut use_fips = wanted.use_fips;
    if let Some(real) = of_fips_name(&region) {
        (region, use_fips) = (real.to_owned(), Some(true));
    }
    let wish = super::endpoint::Wish {
        url: wanted.endpoint_url,
        use_fips,
        use_dual_stack: wanted.use_dual_stack,
    };
    let endpoint = sources.endpoint(service, &region, wish)?;
    let retries = match wanted.retries {
        Some(retries) => retries,
        None => Retries::of_mode(sources.retry_mode()?).max_attempts(sources.max_attempts()?),
    };
    let ca_bundle = match wanted.ca_bundle {
        _ if wanted.own_transport => None,
        Some(path) => Some((path, "the builder's ca_bundle")),
        None => sources.ca_bundle()?,
    };
    let app_id = match wanted.app_id {
        Some(id) => Some(id),
        // Files that cannot be read are no reason to fail for the sake of a name in logs.
        None => sources
            .setting("AWS_SDK_UA_APP_ID", "sdk_ua_app_id")
            .ok()
            .flatten()
            .map(|(id, _)| id),
    };
    Ok(Resolved {
        region,
        endpoint,
        app_id,
        retries,
        ca_bundle,
    })
}

#[cfg(test)]
mod tests;
