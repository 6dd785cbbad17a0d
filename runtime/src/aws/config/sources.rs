//! Lookup of single settings, each from the first source that has it.

use std::path::PathBuf;

use super::profile::{self, Profile};
use crate::aws::endpoint::invalid_region;
use crate::endpoint::Endpoint;
use crate::retry::{DEFAULT_ATTEMPTS, RetryMode};
use crate::{EndpointParams, Environment, Error};

/// The sources of settings: the environment, and the selected profile once a setting needs it.
pub(crate) struct Sources<'a> {
    environment: &'a Environment,
    selected: Option<&'a str>,
    /// Whether files that are not in the format count as absent.
    needs_no_files: bool,
    profile: Option<Profile>,
}

/// A value, and the setting that it comes from, for error messages.
pub(crate) struct Setting<T> {
    pub(crate) value: T,
    pub(crate) source: String,
}

impl<T> Setting<T> {
    fn new(value: T, source: impl Into<String>) -> Self {
        let source = source.into();
        Self { value, source }
    }
}

/// Settings of an endpoint that override those of environment and profile.
#[derive(Debug, Default)]
pub(crate) struct EndpointOverrides {
    pub(crate) url: Option<String>,
    pub(crate) use_fips: Option<bool>,
    pub(crate) use_dual_stack: Option<bool>,
}

impl<'a> Sources<'a> {
    /// `selected` is the profile that the caller chose by name, if any.
    pub(crate) fn new(environment: &'a Environment, selected: Option<&'a str>) -> Self {
        Self { environment, selected, needs_no_files: false, profile: None }
    }

    /// Whether the caller has set all that a client needs, so that the files cannot fail it.
    pub(super) fn needing_no_files(self, needs_no_files: bool) -> Self {
        Self { needs_no_files, ..self }
    }

    /// With a profile that was loaded before, and is not loaded again.
    #[cfg_attr(
        not(feature = "default-chain"),
        allow(dead_code, reason = "used by the default chain only")
    )]
    pub(crate) fn with_loaded_profile(self, profile: Option<Profile>) -> Self {
        Self { profile, ..self }
    }

    /// The profile, if a lookup has loaded it.
    #[cfg_attr(
        not(feature = "default-chain"),
        allow(dead_code, reason = "used by the default chain only")
    )]
    pub(crate) fn into_loaded_profile(self) -> Option<Profile> {
        self.profile
    }

    /// A setting of the environment or else of the profile.
    pub(crate) fn setting(
        &mut self,
        variable: &str,
        key: &str,
    ) -> Result<Option<Setting<String>>, Error> {
        if let Some(value) = self.environment.get(variable) {
            return Ok(Some(Setting::new(value, variable)));
        }
        let value = self.profile()?.get(key).map(str::to_owned);
        Ok(value.map(|value| Setting::new(value, format!("the profile's {key}"))))
    }

    /// A [`setting`](Self::setting) that is `true` or `false`.
    pub(crate) fn flag(
        &mut self,
        variable: &str,
        key: &str,
    ) -> Result<Option<Setting<bool>>, Error> {
        let Some(Setting { value, source }) = self.setting(variable, key)? else {
            return Ok(None);
        };
        match value.trim().to_ascii_lowercase().as_str() {
            "true" => Ok(Some(Setting::new(true, source))),
            "false" => Ok(Some(Setting::new(false, source))),
            _ => Err(Error::configuration(format!("{source} is neither true nor false"))),
        }
    }

    pub(super) fn region(&mut self, given: Option<String>) -> Result<String, Error> {
        let (region, source) = if let Some(region) = given {
            (region, "the builder's region")
        } else if let Some(region) = self.environment.get("AWS_REGION") {
            (region, "AWS_REGION")
        } else if let Some(region) = self.environment.get("AWS_DEFAULT_REGION") {
            (region, "AWS_DEFAULT_REGION")
        } else {
            let profile = self.profile()?;
            match profile.get("region") {
                Some(region) => (region.to_owned(), "the profile's region"),
                None => return Err(no_region(profile)),
            }
        };
        match invalid_region(&region) {
            None => Ok(region),
            Some(problem) => Err(Error::configuration(format!(
                "{source} is not a region: {problem} (expected one such as us-east-1)"
            ))),
        }
    }

    pub(super) fn ca_bundle(&mut self) -> Result<Option<(PathBuf, &'static str)>, Error> {
        if let Some(path) = self.environment.get("AWS_CA_BUNDLE") {
            return Ok(Some((path.into(), "AWS_CA_BUNDLE")));
        }
        let path = self.profile()?.get("ca_bundle");
        if path.is_some_and(|path| path.contains('\n')) {
            return Err(Error::configuration("the profile's ca_bundle is not a path of one line"));
        }
        Ok(path.map(|path| (path.into(), "the profile's ca_bundle")))
    }

    /// The compression of request bodies, for what the builder does not set.
    #[cfg(feature = "compression")]
    pub(super) fn compression(
        &mut self,
        mut given: crate::provider::Compression,
    ) -> Result<crate::provider::Compression, Error> {
        if given.disabled.is_none() {
            let flag =
                self.flag("AWS_DISABLE_REQUEST_COMPRESSION", "disable_request_compression")?;
            given.disabled = flag.map(|flag| flag.value);
        }
        const MIN_SIZE: [&str; 2] =
            ["AWS_REQUEST_MIN_COMPRESSION_SIZE_BYTES", "request_min_compression_size_bytes"];
        if given.min_size.is_none()
            && let Some(Setting { value, source }) = self.setting(MIN_SIZE[0], MIN_SIZE[1])?
        {
            let size = value.trim().parse().ok().filter(|size| *size <= 10_485_760);
            let invalid = || {
                Error::configuration(format!(
                    "{source} is not a number of bytes: expected 0 to 10485760"
                ))
            };
            given.min_size = Some(size.ok_or_else(invalid)?);
        }
        Ok(given)
    }

    pub(super) fn retry_mode(&mut self) -> Result<RetryMode, Error> {
        let Some(Setting { value, source }) = self.setting("AWS_RETRY_MODE", "retry_mode")? else {
            return Ok(RetryMode::Standard);
        };
        match value.trim().to_ascii_lowercase().as_str() {
            "adaptive" => Ok(RetryMode::Adaptive),
            // Only the oldest SDKs have a legacy mode, and they share these files.
            "standard" | "legacy" => Ok(RetryMode::Standard),
            _ => Err(Error::configuration(format!(
                "{source} is not a retry mode: expected standard or adaptive (to disable \
                 retries, set AWS_MAX_ATTEMPTS or max_attempts to 1)"
            ))),
        }
    }

    pub(super) fn max_attempts(&mut self) -> Result<u32, Error> {
        let Some(Setting { value, source }) = self.setting("AWS_MAX_ATTEMPTS", "max_attempts")?
        else {
            return Ok(DEFAULT_ATTEMPTS);
        };
        match value.trim().parse() {
            Ok(number) if number > 0 => Ok(number),
            _ => Err(Error::configuration(format!(
                "{source} is not a number of attempts: expected 1 or more"
            ))),
        }
    }

    /// The endpoint of the service with this id and endpoint prefix.
    ///
    /// Its URL is the first of: the override; unless configured URLs are ignored,
    /// `AWS_ENDPOINT_URL_<SERVICE>`, `AWS_ENDPOINT_URL`, the service's entry in the profile's
    /// `services` section, the profile's `endpoint_url`; AWS's host for the region.
    pub(crate) fn endpoint(
        &mut self,
        service_id: &str,
        prefix: &str,
        region: &str,
        overrides: EndpointOverrides,
    ) -> Result<Endpoint, Error> {
        let url = match overrides.url {
            Some(url) => Some(Setting::new(url, "the builder's endpoint_url")),
            None => self.configured_url(service_id)?,
        };
        let fips = match overrides.use_fips {
            Some(on) => Some(Setting::new(on, "the builder's use_fips")),
            None => self.flag("AWS_USE_FIPS_ENDPOINT", "use_fips_endpoint")?,
        };
        let dual_stack = match overrides.use_dual_stack {
            Some(on) => Some(Setting::new(on, "the builder's use_dual_stack")),
            None => self.flag("AWS_USE_DUALSTACK_ENDPOINT", "use_dualstack_endpoint")?,
        };
        let fips = fips.filter(|flag| flag.value);
        let dual_stack = dual_stack.filter(|flag| flag.value);
        let params = EndpointParams {
            region: Some(region),
            use_fips: fips.is_some(),
            use_dual_stack: dual_stack.is_some(),
            endpoint_url: url.as_ref().map(|url| url.value.as_str()),
        };
        params.endpoint(prefix).map_err(|error| {
            let flags = [fips, dual_stack].into_iter().flatten();
            let mut sources: Vec<_> = flags.map(|flag| flag.source).collect();
            let message = error.message();
            match &url {
                Some(Setting { source, .. }) if sources.is_empty() => {
                    Error::configuration(format!("{source} is not a URL of an endpoint: {message}"))
                }
                None if sources.is_empty() => error,
                _ => {
                    sources.extend(url.map(|url| url.source));
                    let sources = sources.join(" and ");
                    Error::configuration(format!("{message} (from {sources})"))
                }
            }
        })
    }

    fn configured_url(&mut self, service_id: &str) -> Result<Option<Setting<String>>, Error> {
        let ignored =
            self.flag("AWS_IGNORE_CONFIGURED_ENDPOINT_URLS", "ignore_configured_endpoint_urls")?;
        if ignored.is_some_and(|flag| flag.value) {
            return Ok(None);
        }
        let name = service_id.replace(['-', ' ', '.'], "_");
        let of_service = format!("AWS_ENDPOINT_URL_{}", name.to_ascii_uppercase());
        for variable in [of_service.as_str(), "AWS_ENDPOINT_URL"] {
            if let Some(url) = self.environment.get(variable) {
                return Ok(Some(Setting::new(url, variable)));
            }
        }
        let profile = self.profile()?;
        if let Some(services) = profile.get("services") {
            let name = name.to_ascii_lowercase();
            let Some(section) = profile.services(services) else {
                // Further lines may be other settings.
                let services = services.lines().next().unwrap_or_default();
                return Err(Error::configuration(format!(
                    "the profile's services setting names '{services}', but there is no section \
                     [services {services}] ({})",
                    profile.describe()
                )));
            };
            if let Some(url) = section.get(&format!("{name}.endpoint_url")) {
                let source = format!("endpoint_url of {name} in [services {services}]");
                return Ok(Some(Setting::new(url.to_owned(), source)));
            }
        }
        let url = profile.get("endpoint_url").map(str::to_owned);
        Ok(url.map(|url| Setting::new(url, "the profile's endpoint_url")))
    }

    /// The selected profile.
    pub(crate) fn profile(&mut self) -> Result<&Profile, Error> {
        let profile = match self.profile.take() {
            Some(profile) => profile,
            None => match Profile::load(self.environment, self.selected) {
                Ok(profile) => profile,
                Err(problem) if self.needs_no_files => {
                    profile::ignored(&problem);
                    Profile::without_files(self.environment, self.selected)
                }
                Err(problem) => return Err(Error::configuration(problem)),
            },
        };
        Ok(self.profile.insert(profile))
    }
}

fn no_region(profile: &Profile) -> Error {
    let name = &profile.name;
    let found = match &profile.settings {
        Some(_) => format!("profile '{name}' has no region"),
        None if profile.is_selected => format!("the selected profile '{name}' does not exist"),
        None => format!("no profile '{name}'"),
    };
    Error::configuration(format!(
        "no region: searched the builder (not set), AWS_REGION (not set), AWS_DEFAULT_REGION (not \
         set) and the shared files ({found}: {}); set AWS_REGION, or call .region(\"us-east-1\") on \
         the builder",
        profile.describe()
    ))
}
