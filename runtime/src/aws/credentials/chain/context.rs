//! The inputs and the failures that the providers of the chain share.

use std::sync::{Arc, Mutex, PoisonError};

use crate::aws::clock::SigningClock;
use crate::aws::config::profile::Profile;
use crate::aws::config::{EndpointOverrides, Sources};
use crate::aws::credentials::environment::{self, EnvironmentCredentials};
use crate::endpoint::Endpoint;
use crate::{Credentials, Environment, Error, System, Transport};

/// The inputs of the providers.
#[derive(Debug)]
pub(super) struct Context {
    pub(super) environment: Environment,
    /// The profile that the caller selected.
    pub(super) profile: Option<String>,
    /// The region of the client, where STS is called.
    pub(super) region: String,
    pub(super) transport: Arc<dyn Transport>,
    pub(super) system: Arc<dyn System>,
    /// The time of STS.
    pub(super) clock: SigningClock,
    /// The last credentials of the instance metadata service, for an outage.
    pub(super) instance: Mutex<Option<Credentials>>,
    /// The profile in use, once the load in progress has read the shared files.
    pub(super) loaded: Mutex<Option<Profile>>,
}

/// The reason why a provider returned no credentials.
#[derive(Debug)]
pub(super) enum Failure {
    /// The provider is not configured: the next one is called.
    NotConfigured(String),
    /// The provider is configured and failed: no other provider is called.
    Failed(String),
}

/// A service of AWS that providers call.
#[derive(Clone, Copy, Debug)]
pub(super) enum Service {
    /// Returns credentials of roles.
    Sts,
    /// Returns credentials for an SSO token.
    Sso,
    /// Refreshes SSO tokens.
    SsoOidc,
    /// Refreshes credentials of console sessions.
    SignIn,
}

impl Context {
    /// The access key in environment variables.
    pub(super) fn environment_credentials(&self) -> Result<Credentials, Failure> {
        let provider = EnvironmentCredentials::new(self.environment.clone());
        let credentials = provider.read()?;
        credentials.ok_or_else(|| Failure::NotConfigured(environment::ABSENT.to_owned()))
    }

    /// A setting of the environment, or else of the profile.
    pub(super) fn setting(&self, variable: &str, key: &str) -> Result<Option<String>, String> {
        let setting = self.look_up(|sources| sources.setting(variable, key))?;
        Ok(setting.map(|setting| setting.value))
    }

    /// The endpoint of a service in a region, by the rules for the client's own service.
    pub(super) fn endpoint(&self, service: Service, region: &str) -> Result<Endpoint, String> {
        let (id, prefix) = match service {
            Service::Sts => ("sts", "sts"),
            Service::Sso => ("sso", "portal.sso"),
            Service::SsoOidc => ("sso oidc", "oidc"),
            Service::SignIn => ("signin", "signin"),
        };
        self.look_up(|sources| sources.endpoint(id, prefix, region, EndpointOverrides::default()))
    }

    /// The profile in use, with the shared files.
    pub(super) fn loaded_profile(&self) -> Result<Profile, String> {
        self.look_up(|sources| sources.profile().cloned())
    }

    /// Lets the next lookup read the shared files again, as each load begins and ends: the files may
    /// change, and have keys that are not kept in memory.
    pub(super) fn forget_files(&self) {
        *self.loaded.lock().unwrap_or_else(PoisonError::into_inner) = None;
    }

    /// Looks up in the sources. They read the shared files if they need them and no lookup before has.
    fn look_up<T>(
        &self,
        find: impl FnOnce(&mut Sources<'_>) -> Result<T, Error>,
    ) -> Result<T, String> {
        let mut loaded = self.loaded.lock().unwrap_or_else(PoisonError::into_inner);
        let mut sources = Sources::new(&self.environment, self.profile.as_deref())
            .with_loaded_profile(loaded.take());
        let found = find(&mut sources);
        *loaded = sources.into_loaded_profile();
        found.map_err(|error| error.message().to_owned())
    }
}

impl Failure {
    /// Adds the settings that name the provider. The failure of a named provider is final.
    pub(super) fn named_by(self, origin: Option<&str>) -> Self {
        match origin {
            Some(origin) => Self::Failed(format!("{origin}: {}", self.into_reason())),
            None => self,
        }
    }

    pub(super) fn into_reason(self) -> String {
        match self {
            Self::NotConfigured(reason) | Self::Failed(reason) => reason,
        }
    }
}

impl From<String> for Failure {
    fn from(reason: String) -> Self {
        Self::Failed(reason)
    }
}

#[cfg(test)]
mod tests {
    use super::{Context, Service};
    use crate::aws::credentials::chain::tests::Machine;

    const FIPS: (&str, &str) = ("AWS_USE_FIPS_ENDPOINT", "TRUE");
    const DUAL_STACK: (&str, &str) = ("AWS_USE_DUALSTACK_ENDPOINT", "true");

    /// A context, and the machine whose files it reads.
    fn context(config: &str, variables: &[(&str, &str)]) -> (Machine, Context) {
        let machine = Machine::new([]).config(config).set_all(variables);
        let context = machine.chain(None).0;
        (machine, context)
    }

    fn url(service: Service, region: &str, variables: &[(&str, &str)]) -> String {
        let endpoint = context("", variables).1.endpoint(service, region);
        endpoint.unwrap().to_string()
    }

    #[test]
    #[rustfmt::skip]
    fn hosts_follow_region_fips_and_dual_stack() {
        use Service::{Sso, SsoOidc, Sts};
        for (service, region, variables, expected) in [
            (Sts, "us-east-1", &[][..], "https://sts.us-east-1.amazonaws.com"),
            (Sts, "us-east-1", &[FIPS], "https://sts-fips.us-east-1.amazonaws.com"),
            (Sts, "eu-west-1", &[DUAL_STACK], "https://sts.eu-west-1.api.aws"),
            (Sts, "us-gov-west-1", &[FIPS], "https://sts.us-gov-west-1.amazonaws.com"),
            (Sts, "cn-north-1", &[], "https://sts.cn-north-1.amazonaws.com.cn"),
            (Sso, "us-east-2", &[FIPS], "https://portal.sso-fips.us-east-2.amazonaws.com"),
            (Sso, "cn-north-1", &[], "https://portal.sso.cn-north-1.amazonaws.com.cn"),
            (SsoOidc, "eu-west-1", &[], "https://oidc.eu-west-1.amazonaws.com"),
            (SsoOidc, "eu-west-1", &[DUAL_STACK], "https://oidc.eu-west-1.api.aws"),
        ] {
            assert_eq!(url(service, region, variables), expected);
        }
    }

    #[test]
    fn endpoint_urls_are_configured_as_for_the_clients_service() {
        use Service::{Sso, SsoOidc, Sts};
        let of_sso = ("AWS_ENDPOINT_URL_SSO", "http://127.0.0.1:8");
        let of_oidc = ("AWS_ENDPOINT_URL_SSO_OIDC", "http://127.0.0.1:9");
        let of_all = ("AWS_ENDPOINT_URL", "http://127.0.0.1:7");
        let ignored = ("AWS_IGNORE_CONFIGURED_ENDPOINT_URLS", "true");
        let regional = "https://sts.eu-west-1.amazonaws.com";
        for (service, variables, expected) in [
            (Sso, &[of_sso, of_oidc, of_all][..], "http://127.0.0.1:8"),
            (SsoOidc, &[of_sso, of_oidc], "http://127.0.0.1:9"),
            (Sts, &[of_sso, of_all], "http://127.0.0.1:7"),
            (Sts, &[of_sso], regional),
            (Sts, &[of_all, ignored], regional),
        ] {
            assert_eq!(url(service, "eu-west-1", variables), expected);
        }
        let profile = "[default]\nservices = mine\nendpoint_url = http://profile\n\
            [services mine]\nsso_oidc =\n  endpoint_url = http://section\n";
        for (service, expected) in [(Sts, "http://profile"), (SsoOidc, "http://section")] {
            let (_machine, context) = context(profile, &[]);
            assert_eq!(context.endpoint(service, "eu-west-1").unwrap().to_string(), expected);
        }
    }

    #[test]
    fn files_are_read_once_until_they_are_forgotten() {
        let (machine, context) = context("[default]\nk = old\n", &[]);
        let value = || context.setting("K", "k").unwrap();
        assert_eq!(value().as_deref(), Some("old"));
        let _machine = machine.config("[default]\nk = new\nendpoint_url = http://127.0.0.1:9\n");
        assert_eq!(value().as_deref(), Some("old"));
        assert_eq!(context.loaded_profile().unwrap().get("k"), Some("old"));
        let url = || context.endpoint(Service::Sts, "eu-west-1").unwrap().to_string();
        assert_eq!(url(), "https://sts.eu-west-1.amazonaws.com");
        context.forget_files();
        assert_eq!(value().as_deref(), Some("new"));
        assert_eq!(url(), "http://127.0.0.1:9");
    }

    #[test]
    fn errors_name_the_setting_and_show_no_password() {
        let invalid = ("AWS_ENDPOINT_URL_STS", "me:hush@x");
        let error = context("", &[invalid]).1.endpoint(Service::Sts, "eu-west-1").unwrap_err();
        assert!(error.starts_with("AWS_ENDPOINT_URL_STS "), "{error}");
        assert!(!error.contains("hush"), "{error}");

        let sts = ("AWS_ENDPOINT_URL_STS", "http://127.0.0.1:8");
        let all = ("AWS_ENDPOINT_URL", "http://127.0.0.1:8");
        for region in ["eu-west-1", "us-gov-west-1"] {
            for service in [Service::Sts, Service::Sso, Service::SsoOidc] {
                for (flag, expected) in [(FIPS, "FIPS"), (DUAL_STACK, "Dualstack")] {
                    for custom in [sts, all] {
                        let result = context("", &[custom, flag]).1.endpoint(service, region);
                        if custom == sts && !matches!(service, Service::Sts) {
                            result.unwrap();
                            continue;
                        }
                        let error = result.unwrap_err();
                        assert!(error.contains(expected), "{error}");
                        assert!(error.contains("custom endpoint"), "{error}");
                    }
                }
            }
        }
    }
}
