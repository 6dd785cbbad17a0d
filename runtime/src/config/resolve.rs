//! What holds when builder, environment and profile have all been asked, in this order.

use std::path::PathBuf;

use super::{Environment, profile::Profile, region};
use crate::endpoint::Endpoint;
use crate::retry::{DEFAULT_ATTEMPTS, Mode, Retries};
use crate::{Error, ServiceMeta};

/// What the builder was told.
#[derive(Debug, Default)]
pub(crate) struct Wanted {
    pub(crate) region: Option<String>,
    pub(crate) endpoint_url: Option<String>,
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
    let mut sources = Sources {
        environment,
        chosen: wanted.profile.as_deref(),
        profile: None,
    };
    let region = sources.region(wanted.region)?;
    let endpoint = match sources.endpoint_url(service, wanted.endpoint_url)? {
        Some((url, source)) => Endpoint::from_url(&url).map_err(|problem| {
            Error::configuration(format!("{source} '{}': {problem}", shown(&url)))
        })?,
        None => Endpoint::of_service(service.endpoint_prefix, &region)?,
    };
    let retries = match wanted.retries {
        Some(retries) => retries,
        None => Retries::of_mode(sources.retry_mode()?).max_attempts(sources.max_attempts()?),
    };
    let ca_bundle = match wanted.ca_bundle {
        _ if wanted.own_transport => None,
        Some(path) => Some((path, "the builder's ca_bundle")),
        None => sources.ca_bundle()?,
    };
    let app_id = wanted
        .app_id
        .or_else(|| environment.get("AWS_SDK_UA_APP_ID"));
    Ok(Resolved {
        region,
        endpoint,
        app_id,
        retries,
        ca_bundle,
    })
}

struct Sources<'a> {
    environment: &'a Environment,
    chosen: Option<&'a str>,
    profile: Option<Profile>,
}

impl Sources<'_> {
    fn profile(&mut self) -> Result<&Profile, Error> {
        let profile = match self.profile.take() {
            Some(profile) => profile,
            None => Profile::load(self.environment, self.chosen).map_err(Error::configuration)?,
        };
        Ok(self.profile.insert(profile))
    }

    fn region(&mut self, wanted: Option<String>) -> Result<String, Error> {
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

    fn endpoint_url(
        &mut self,
        service: &ServiceMeta,
        wanted: Option<String>,
    ) -> Result<Option<(String, String)>, Error> {
        if let Some(url) = wanted {
            return Ok(Some((url, "the builder's endpoint_url".to_owned())));
        }
        if self
            .environment
            .get("AWS_IGNORE_CONFIGURED_ENDPOINT_URLS")
            .is_some_and(|value| value.eq_ignore_ascii_case("true"))
        {
            return Ok(None);
        }
        let special = format!(
            "AWS_ENDPOINT_URL_{}",
            service.id.replace(['-', ' '], "_").to_ascii_uppercase()
        );
        for name in [special, "AWS_ENDPOINT_URL".to_owned()] {
            if let Some(url) = self.environment.get(&name) {
                return Ok(Some((url, name)));
            }
        }
        let url = self.profile()?.get("endpoint_url").map(str::to_owned);
        Ok(url.map(|url| (url, "the profile's endpoint_url".to_owned())))
    }

    fn ca_bundle(&mut self) -> Result<Option<(PathBuf, &'static str)>, Error> {
        if let Some(path) = self.environment.get("AWS_CA_BUNDLE") {
            return Ok(Some((path.into(), "AWS_CA_BUNDLE")));
        }
        let path = self.profile()?.get("ca_bundle");
        Ok(path.map(|path| (path.into(), "the profile's ca_bundle")))
    }

    fn retry_mode(&mut self) -> Result<Mode, Error> {
        let (text, source) = match self.environment.get("AWS_RETRY_MODE") {
            Some(text) => (text, "AWS_RETRY_MODE"),
            None => match self.profile()?.get("retry_mode") {
                Some(text) => (text.to_owned(), "the profile's retry_mode"),
                None => return Ok(Mode::Standard),
            },
        };
        match text.trim().to_ascii_lowercase().as_str() {
            "adaptive" => Ok(Mode::Adaptive),
            // What came before standard mode exists in the oldest SDKs alone; files that name it
            // are shared with those.
            "standard" | "legacy" => Ok(Mode::Standard),
            _ => Err(Error::configuration(format!(
                "{source} '{text}' is not a retry mode: expected standard or adaptive"
            ))),
        }
    }

    fn max_attempts(&mut self) -> Result<u32, Error> {
        let (text, source) = match self.environment.get("AWS_MAX_ATTEMPTS") {
            Some(text) => (text, "AWS_MAX_ATTEMPTS"),
            None => match self.profile()?.get("max_attempts") {
                Some(text) => (text.to_owned(), "the profile's max_attempts"),
                None => return Ok(DEFAULT_ATTEMPTS),
            },
        };
        match text.trim().parse() {
            Ok(number) if number > 0 => Ok(number),
            _ => Err(Error::configuration(format!(
                "{source} '{text}' is not a number of attempts: expected 1 or more"
            ))),
        }
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

#[cfg(test)]
mod tests {
    use super::{Resolved, Wanted, resolve};
    use crate::{Error, ErrorKind, Retries, ServiceMeta};

    const SERVICE: ServiceMeta = ServiceMeta {
        id: "ivs-realtime",
        title: "Amazon IVS RealTime",
        api_version: "2020-07-14",
        endpoint_prefix: "ivsrealtime",
        signing_name: "ivs",
    };

    fn with(variables: &[(&str, &str)], wanted: Wanted) -> Result<Resolved, Error> {
        let environment = variables.iter().copied().collect();
        resolve(&SERVICE, &environment, wanted)
    }

    #[test]
    fn the_builder_comes_before_the_environment_before_the_profile() {
        let home = tempfile::tempdir().unwrap();
        std::fs::create_dir(home.path().join(".aws")).unwrap();
        std::fs::write(
            home.path().join(".aws/config"),
            "[default]\nregion = p-1\nmax_attempts = 7\nretry_mode = adaptive\nendpoint_url = http://p/\n",
        )
        .unwrap();
        let home = ("HOME", home.path().to_str().unwrap());

        let all = with(&[home], Wanted::default()).unwrap();
        assert_eq!(all.region, "p-1");
        assert_eq!(all.retries, Retries::adaptive().max_attempts(7));
        assert_eq!(all.endpoint.to_string(), "http://p");

        let variables = [
            home,
            ("AWS_DEFAULT_REGION", "d-1"),
            ("AWS_MAX_ATTEMPTS", "5"),
            ("AWS_RETRY_MODE", "Standard"),
            ("AWS_ENDPOINT_URL", "http://e"),
        ];
        let all = with(&variables, Wanted::default()).unwrap();
        assert_eq!(all.region, "d-1");
        assert_eq!(all.retries, Retries::standard().max_attempts(5));
        assert_eq!(all.endpoint.to_string(), "http://e");

        let variables = [
            home,
            ("AWS_DEFAULT_REGION", "d-1"),
            ("AWS_REGION", "r-1"),
            ("AWS_ENDPOINT_URL", "http://e"),
            ("AWS_ENDPOINT_URL_IVS_REALTIME", "http://s"),
        ];
        let all = with(&variables, Wanted::default()).unwrap();
        assert_eq!(all.region, "r-1");
        assert_eq!(all.endpoint.to_string(), "http://s");

        let wanted = Wanted {
            region: Some("b-1".into()),
            endpoint_url: Some("http://b".into()),
            retries: Some(Retries::standard().max_attempts(2)),
            ..Wanted::default()
        };
        let all = with(&variables, wanted).unwrap();
        assert_eq!(all.region, "b-1");
        assert_eq!(all.retries, Retries::standard().max_attempts(2));
        assert_eq!(all.endpoint.to_string(), "http://b");
    }

    #[test]
    fn no_region_names_every_source_and_the_remedy() {
        let error = with(&[("HOME", "/nowhere")], Wanted::default()).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Configuration);
        let line = error.to_string();
        for part in [
            "the builder",
            "AWS_REGION (not set)",
            "AWS_DEFAULT_REGION (not set)",
            "no profile 'default'",
            "/nowhere/.aws/config does not exist",
            ".region(\"us-east-1\")",
        ] {
            assert!(line.contains(part), "{part} in {line}");
        }
    }

    #[test]
    fn bad_settings_name_their_source() {
        for (variables, expected) in [
            (
                &[("AWS_REGION", "x.evil.example/")][..],
                "AWS_REGION 'x.evil",
            ),
            (
                &[("AWS_REGION", "a-1"), ("AWS_MAX_ATTEMPTS", "0")],
                "AWS_MAX_ATTEMPTS '0'",
            ),
            (
                &[("AWS_REGION", "a-1"), ("AWS_RETRY_MODE", "often")],
                "AWS_RETRY_MODE 'often'",
            ),
            (
                &[("AWS_REGION", "a-1"), ("AWS_ENDPOINT_URL", "ftp://x")],
                "AWS_ENDPOINT_URL 'ftp://x'",
            ),
        ] {
            let error = with(variables, Wanted::default()).unwrap_err();
            assert!(error.to_string().starts_with(expected), "{error}");
        }
    }

    #[test]
    fn a_password_in_an_endpoint_url_is_not_repeated() {
        let variables = [
            ("AWS_REGION", "a-1"),
            ("AWS_ENDPOINT_URL", "http://me:hush@host"),
        ];
        let line = with(&variables, Wanted::default()).unwrap_err().to_string();
        assert!(line.contains("http://***@host"), "{line}");
        assert!(!line.contains("hush"), "{line}");
    }

    #[test]
    fn configured_endpoints_can_be_ignored() {
        let all = with(
            &[
                ("AWS_REGION", "eu-west-1"),
                ("AWS_ENDPOINT_URL", "http://e"),
                ("AWS_IGNORE_CONFIGURED_ENDPOINT_URLS", "true"),
            ],
            Wanted::default(),
        )
        .unwrap();
        assert_eq!(
            all.endpoint.to_string(),
            "https://ivsrealtime.eu-west-1.amazonaws.com"
        );
    }
}
