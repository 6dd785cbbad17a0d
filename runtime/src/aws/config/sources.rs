//! One setting after another, each from the first source that has it.

use std::path::PathBuf;

use super::{profile::Profile, region};
use crate::Environment;
use crate::Error;
use crate::retry::{DEFAULT_ATTEMPTS, Mode};

/// Where settings may stand: the environment, and the chosen profile once somebody asks for it.
pub(super) struct Sources<'a> {
    pub(super) environment: &'a Environment,
    chosen: Option<&'a str>,
    profile: Option<Profile>,
}

impl<'a> Sources<'a> {
    pub(super) fn new(environment: &'a Environment, chosen: Option<&'a str>) -> Self {
        Self {
            environment,
            chosen,
            profile: None,
        }
    }

    /// A variable, else a setting of the profile; and which of the two it is.
    pub(super) fn setting(
        &mut self,
        variable: &'static str,
        key: &str,
    ) -> Result<Option<(String, String)>, Error> {
        if let Some(value) = self.environment.get(variable) {
            return Ok(Some((value, variable.to_owned())));
        }
        let value = self.profile()?.get(key).map(str::to_owned);
        Ok(value.map(|value| (value, format!("the profile's {key}"))))
    }

    /// A [`setting`](Self::setting) that is true or false.
    pub(super) fn switch(
        &mut self,
        variable: &'static str,
        key: &str,
    ) -> Result<Option<(bool, String)>, Error> {
        let Some((text, source)) = self.setting(variable, key)? else {
            return Ok(None);
        };
        match text.trim().to_ascii_lowercase().as_str() {
            "true" => Ok(Some((true, source))),
            "false" => Ok(Some((false, source))),
            _ => Err(Error::configuration(format!(
                "{source} '{text}' is neither true nor false"
            ))),
        }
    }

    pub(super) fn profile(&mut self) -> Result<&Profile, Error> {
        let profile = match self.profile.take() {
            Some(profile) => profile,
            None => Profile::load(self.environment, self.chosen).map_err(Error::configuration)?,
        };
        Ok(self.profile.insert(profile))
    }

    pub(super) fn region(&mut self, wanted: Option<String>) -> Result<String, Error> {
        let (region, source) = if let Some(region) = wanted {
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
        match region::problem(&region) {
            None => Ok(region),
            Some(problem) => Err(Error::configuration(format!(
                "{source} '{region}' is not a region: {problem} (expected one such as us-east-1)"
            ))),
        }
    }

    pub(super) fn ca_bundle(&mut self) -> Result<Option<(PathBuf, &'static str)>, Error> {
        if let Some(path) = self.environment.get("AWS_CA_BUNDLE") {
            return Ok(Some((path.into(), "AWS_CA_BUNDLE")));
        }
        let path = self.profile()?.get("ca_bundle");
        Ok(path.map(|path| (path.into(), "the profile's ca_bundle")))
    }

    pub(super) fn retry_mode(&mut self) -> Result<Mode, Error> {
        let Some((text, source)) = self.setting("AWS_RETRY_MODE", "retry_mode")? else {
            return Ok(Mode::Standard);
        };
        match text.trim().to_ascii_lowercase().as_str() {
            "adaptive" => Ok(Mode::Adaptive),
            // What came before standard mode exists in the oldest SDKs alone; files that name it
            // are shared with those.
            "standard" | "legacy" => Ok(Mode::Standard),
            _ => Err(Error::configuration(format!(
                "{source} '{text}' is not a retry mode: expected standard or adaptive (for one \
                 attempt and no more, set AWS_MAX_ATTEMPTS or max_attempts to 1)"
            ))),
        }
    }

    pub(super) fn max_attempts(&mut self) -> Result<u32, Error> {
        let Some((text, source)) = self.setting("AWS_MAX_ATTEMPTS", "max_attempts")? else {
            return Ok(DEFAULT_ATTEMPTS);
        };
        match text.trim().parse() {
            Ok(number) if number > 0 => Ok(number),
            _ => Err(Error::configuration(format!(
                "{source} '{text}' is not a number of attempts: expected 1 or more"
            ))),
        }
    }
}

fn no_region(profile: &Profile) -> Error {
    let found = match &profile.settings {
        Some(_) => format!("profile '{}' has no region", profile.name),
        None if profile.asked_for => format!(
            "profile '{}' was asked for and does not exist",
            profile.name
        ),
        None => format!("no profile '{}'", profile.name),
    };
    Error::configuration(format!(
        "no region: tried the builder (not set), AWS_REGION (not set), AWS_DEFAULT_REGION (not set) \
         and the shared files ({found}: {}); set AWS_REGION, or name a region on the builder with \
         .region(\"us-east-1\")",
        profile.describe()
    ))
}
