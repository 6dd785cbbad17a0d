//! The hosts that the chain itself calls: AWS's token service and its single sign-on, of the kind that
//! environment or profile wish for.
//!
//! Their truth is the rule sets that botocore has for `sts`, `sso` and `sso-oidc`.

use super::DefaultChain;
use crate::client::Endpoint;
use crate::config::profile::Profile;
use crate::endpoint::partition_of;

use crate::{EndpointParams, Environment};

/// What environment or profile say of hosts.
pub(super) struct Settings<'a> {
    environment: &'a Environment,
    profile: Option<Profile>,
}

impl<'a> Settings<'a> {
    pub(super) fn of(chain: &'a DefaultChain) -> Self {
        Self::new(&chain.environment, chain.profile.as_deref())
    }

    /// A profile that cannot be read is not this one's to report: the chain asks it for credentials, too.
    pub(super) fn new(environment: &'a Environment, profile: Option<&str>) -> Self {
        Self {
            environment,
            profile: Profile::load(environment, profile).ok(),
        }
    }

    /// What the environment says, else the profile.
    pub(super) fn get(&self, variable: &str, key: &str) -> Option<String> {
        let of_profile = || self.profile.as_ref()?.get(key).map(str::to_owned);
        self.environment.get(variable).or_else(of_profile)
    }

    fn is_on(&self, variable: &str, key: &str) -> bool {
        let text = self.get(variable, key);
        text.is_some_and(|text| text.trim().eq_ignore_ascii_case("true"))
    }
}

/// A service that the chain calls.
#[derive(Clone, Copy)]
pub(super) struct Service {
    /// What its hosts begin with.
    prefix: &'static str,
    /// The variable for an address of one's own.
    variable: &'static str,
}

/// Gives credentials for roles.
pub(super) const TOKEN_SERVICE: Service = Service {
    prefix: "sts",
    variable: "AWS_ENDPOINT_URL_STS",
};

/// Gives credentials to who is logged in.
pub(super) const SSO_PORTAL: Service = Service {
    prefix: "portal.sso",
    variable: "AWS_ENDPOINT_URL_SSO",
};

/// Renews a login.
pub(super) const SSO_LOGIN: Service = Service {
    prefix: "oidc",
    variable: "AWS_ENDPOINT_URL_SSO_OIDC",
};

impl Service {
    /// The service's address in a region.
    pub(super) fn endpoint(self, chain: &DefaultChain, region: &str) -> Result<Endpoint, String> {
        self.endpoint_by(&Settings::of(chain), region)
    }

    fn endpoint_by(self, settings: &Settings<'_>, region: &str) -> Result<Endpoint, String> {
        if let Some(url) = settings.environment.get(self.variable) {
            let endpoint = Endpoint::from_url(&url);
            return endpoint.map_err(|problem| format!("{}: {problem}", self.variable));
        }
        let use_fips = settings.is_on("AWS_USE_FIPS_ENDPOINT", "use_fips_endpoint");
        let use_dual_stack = settings.is_on("AWS_USE_DUALSTACK_ENDPOINT", "use_dualstack_endpoint");
        // There the usual hosts are validated, and no others exist but for both wishes at once.
        let is_usual = partition_of(region).name == "aws-us-gov" && !use_dual_stack;
        let params = EndpointParams {
            region: Some(region),
            use_fips: use_fips && !is_usual,
            use_dual_stack,
            endpoint_url: None,
        };
        let endpoint = params.endpoint(self.prefix);
        endpoint.map_err(|error| error.message().to_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::{SSO_LOGIN, SSO_PORTAL, Service, Settings, TOKEN_SERVICE};
    use crate::Environment;

    const FIPS: (&str, &str) = ("AWS_USE_FIPS_ENDPOINT", "TRUE");
    const DUAL_STACK: (&str, &str) = ("AWS_USE_DUALSTACK_ENDPOINT", "true");

    fn address(service: Service, region: &str, variables: &[(&str, &str)]) -> String {
        let environment = Environment::from_iter(variables.iter().copied());
        let endpoint = service.endpoint_by(&Settings::new(&environment, None), region);
        endpoint.unwrap().to_string()
    }

    #[test]
    fn the_environment_decides_on_the_kind_of_host() {
        for (service, region, variables, expected) in [
            (
                TOKEN_SERVICE,
                "us-east-1",
                &[][..],
                "https://sts.us-east-1.amazonaws.com",
            ),
            (
                TOKEN_SERVICE,
                "us-east-1",
                &[FIPS][..],
                "https://sts-fips.us-east-1.amazonaws.com",
            ),
            (
                TOKEN_SERVICE,
                "eu-west-1",
                &[DUAL_STACK],
                "https://sts.eu-west-1.api.aws",
            ),
            (
                TOKEN_SERVICE,
                "us-gov-west-1",
                &[FIPS],
                "https://sts.us-gov-west-1.amazonaws.com",
            ),
            (
                TOKEN_SERVICE,
                "cn-north-1",
                &[],
                "https://sts.cn-north-1.amazonaws.com.cn",
            ),
            (
                SSO_PORTAL,
                "us-east-2",
                &[FIPS],
                "https://portal.sso-fips.us-east-2.amazonaws.com",
            ),
            (
                SSO_PORTAL,
                "cn-north-1",
                &[],
                "https://portal.sso.cn-north-1.amazonaws.com.cn",
            ),
            (
                SSO_LOGIN,
                "eu-west-1",
                &[],
                "https://oidc.eu-west-1.amazonaws.com",
            ),
            (
                SSO_LOGIN,
                "eu-west-1",
                &[DUAL_STACK],
                "https://oidc.eu-west-1.api.aws",
            ),
        ] {
            assert_eq!(address(service, region, variables), expected);
        }
    }

    #[test]
    fn an_address_of_ones_own_goes_before_all_wishes_and_for_its_service_alone() {
        let own = [FIPS, ("AWS_ENDPOINT_URL_SSO", "http://127.0.0.1:8")];
        assert_eq!(address(SSO_PORTAL, "x", &own), "http://127.0.0.1:8");
        let login = address(SSO_LOGIN, "eu-west-1", &own);
        assert_eq!(login, "https://oidc-fips.eu-west-1.amazonaws.com");
        let broken = Environment::from_iter([("AWS_ENDPOINT_URL_STS", "me:hush@x")]);
        let problem = TOKEN_SERVICE.endpoint_by(&Settings::new(&broken, None), "eu-west-1");
        let problem = problem.unwrap_err();
        assert!(problem.starts_with("AWS_ENDPOINT_URL_STS: "), "{problem}");
        assert!(!problem.contains("hush"), "{problem}");
    }
}
