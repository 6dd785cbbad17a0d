//! Where the address of a service comes from, in AWS's order of precedence.
//!
//! The builder; then, unless configured addresses are to be ignored, the variable for this service,
//! the variable for all services, the profile's `services` section, the profile's `endpoint_url`;
//! and without any of them AWS's own host.

use super::sources::Sources;
use crate::client::Endpoint;
use crate::endpoint::EndpointParams;
use crate::{Error, ServiceMeta};

/// What the builder was told about addresses.
pub(super) struct Wish {
    pub(super) url: Option<String>,
    pub(super) use_fips: Option<bool>,
    pub(super) use_dual_stack: Option<bool>,
}

impl Sources<'_> {
    /// The address of the service. Errors name the settings that lead to it.
    pub(super) fn endpoint(
        &mut self,
        service: &ServiceMeta,
        region: &str,
        wish: Wish,
    ) -> Result<Endpoint, Error> {
        let url = match wish.url {
            Some(url) => Some((url, "the builder's endpoint_url".to_owned())),
            None => self.configured_url(service)?,
        };
        let fips = match wish.use_fips {
            Some(on) => Some((on, "the builder's use_fips".to_owned())),
            None => self.switch("AWS_USE_FIPS_ENDPOINT", "use_fips_endpoint")?,
        };
        let dual_stack = match wish.use_dual_stack {
            Some(on) => Some((on, "the builder's use_dual_stack".to_owned())),
            None => self.switch("AWS_USE_DUALSTACK_ENDPOINT", "use_dualstack_endpoint")?,
        };
        let is_on = |switch: &Option<(bool, String)>| switch.as_ref().is_some_and(|(on, _)| *on);
        let params = EndpointParams {
            region: Some(region),
            use_fips: is_on(&fips),
            use_dual_stack: is_on(&dual_stack),
            endpoint_url: url.as_ref().map(|(url, _)| url.as_str()),
        };
        params.endpoint(service.endpoint_prefix).map_err(|error| {
            let switches = [fips, dual_stack].into_iter().flatten();
            let sources: Vec<_> = switches
                .filter_map(|(on, source)| on.then_some(source))
                .chain(url.as_ref().map(|(_, source)| source.clone()))
                .collect();
            let message = error.message();
            match (&url, sources.as_slice()) {
                (Some((url, source)), [_]) => {
                    Error::configuration(format!("{source} '{}': {message}", shown(url)))
                }
                _ => Error::configuration(format!("{message} (from {})", sources.join(" and "))),
            }
        })
    }

    /// An address that environment or profile name, and which of them.
    fn configured_url(&mut self, service: &ServiceMeta) -> Result<Option<(String, String)>, Error> {
        const IGNORE: &str = "AWS_IGNORE_CONFIGURED_ENDPOINT_URLS";
        let ignored = self.switch(IGNORE, "ignore_configured_endpoint_urls")?;
        if ignored.is_some_and(|(ignored, _)| ignored) {
            return Ok(None);
        }
        let name = service.id.replace(['-', ' '], "_");
        let special = format!("AWS_ENDPOINT_URL_{}", name.to_ascii_uppercase());
        for variable in [special, "AWS_ENDPOINT_URL".to_owned()] {
            if let Some(url) = self.environment.get(&variable) {
                return Ok(Some((url, variable)));
            }
        }
        let profile = self.profile()?;
        if let Some(services) = profile.get("services") {
            let name = name.to_ascii_lowercase();
            let Some(section) = profile.services(services) else {
                return Err(Error::configuration(format!(
                    "the profile's services '{services}' names no section [services {services}] ({})",
                    profile.describe()
                )));
            };
            if let Some(url) = section.get(&format!("{name}.endpoint_url")) {
                let source = format!("endpoint_url of {name} in [services {services}]");
                return Ok(Some((url.to_owned(), source)));
            }
        }
        let url = profile.get("endpoint_url").map(str::to_owned);
        Ok(url.map(|url| (url, "the profile's endpoint_url".to_owned())))
    }
}

/// A URL as an error may show it: without the password that it may hold by mistake.
fn shown(url: &str) -> String {
    match (url.split_once("://"), url.rsplit_once('@')) {
        (Some((scheme, _)), Some((_, host))) => format!("{scheme}://***@{host}"),
        (None, Some((_, host))) => format!("***@{host}"),
        (_, None) => url.to_owned(),
    }
}

#[cfg(test)]
mod tests;
