//! The hosts that the chain itself calls: AWS's token service and its single sign-on, of the kind that
//! environment or profile wish for.
//!
//! Their truth is the rule sets that botocore has for `sts` and `sso`.

use http::Uri;

use crate::config::profile::Profile;
use crate::endpoint::{Endpoint, partition};
use crate::{EndpointParams, Environment};

/// Which kind of hosts is wished for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Wishes {
    use_fips: bool,
    use_dual_stack: bool,
}

impl Wishes {
    /// What the environment says, else the profile. A profile that cannot be read is not this one's to
    /// report: the chain asks it for credentials, too.
    pub(super) fn new(environment: &Environment, profile: Option<&str>) -> Self {
        let profile = Profile::load(environment, profile).ok();
        let is_on = |variable: &str, key: &str| {
            let of_profile = || profile.as_ref()?.get(key).map(str::to_owned);
            let text = environment.get(variable).or_else(of_profile);
            text.is_some_and(|text| text.trim().eq_ignore_ascii_case("true"))
        };
        Self {
            use_fips: is_on("AWS_USE_FIPS_ENDPOINT", "use_fips_endpoint"),
            use_dual_stack: is_on("AWS_USE_DUALSTACK_ENDPOINT", "use_dualstack_endpoint"),
        }
    }

    /// The address of a service in a region.
    pub(super) fn endpoint(self, prefix: &str, region: &str) -> Result<Endpoint, String> {
        // There the usual hosts are validated, and no others exist but for both wishes at once.
        let is_usual = partition::of_region(region).name == "aws-us-gov" && !self.use_dual_stack;
        let params = EndpointParams {
            region: Some(region),
            use_fips: self.use_fips && !is_usual,
            use_dual_stack: self.use_dual_stack,
            endpoint_url: None,
        };
        let endpoint = params.endpoint(prefix);
        endpoint.map_err(|error| error.message().to_owned())
    }

    /// The address in place of `uri`, if that is one of the usual hosts and another kind is wished for. Only
    /// then is it asked for the wishes, which takes reading files.
    pub(super) fn instead_of(
        wishes: impl FnOnce() -> Self,
        uri: &Uri,
    ) -> Option<Result<Uri, String>> {
        if uri.scheme_str() != Some("https") {
            return None;
        }
        let host = uri.host()?;
        let (prefix, rest) = ["sts", "portal.sso"].iter().find_map(|prefix| {
            let rest = host.strip_prefix(prefix)?.strip_prefix('.')?;
            Some((*prefix, rest))
        })?;
        let (region, suffix) = rest.split_once('.')?;
        if !["amazonaws.com", "amazonaws.com.cn"].contains(&suffix) {
            return None;
        }
        let wishes = wishes();
        if wishes == Self::default() {
            return None;
        }
        let target = uri.path_and_query().map_or("/", |target| target.as_str());
        let endpoint = wishes.endpoint(prefix, region);
        Some(endpoint.and_then(|endpoint| {
            let uri = endpoint.uri(target.to_owned());
            uri.map_err(|error| error.message().to_owned())
        }))
    }
}

#[cfg(test)]
mod tests {
    use super::Wishes;
    use crate::Environment;

    const FIPS: Wishes = Wishes {
        use_fips: true,
        use_dual_stack: false,
    };
    const DUAL_STACK: Wishes = Wishes {
        use_fips: false,
        use_dual_stack: true,
    };

    #[test]
    fn wishes_come_from_the_environment() {
        let wishes = |pairs: &[(&'static str, &'static str)]| {
            Wishes::new(&Environment::from_iter(pairs.iter().copied()), None)
        };
        assert_eq!(wishes(&[]), Wishes::default());
        assert_eq!(wishes(&[("AWS_USE_FIPS_ENDPOINT", "TRUE")]), FIPS);
        assert_eq!(
            wishes(&[("AWS_USE_DUALSTACK_ENDPOINT", "true")]),
            DUAL_STACK
        );
        assert_eq!(
            wishes(&[("AWS_USE_FIPS_ENDPOINT", "false")]),
            Wishes::default()
        );
    }

    #[test]
    fn the_usual_hosts_give_way_and_no_others() {
        for (wishes, uri, expected) in [
            (
                FIPS,
                "https://sts.us-east-1.amazonaws.com/?a=b",
                "https://sts-fips.us-east-1.amazonaws.com/?a=b",
            ),
            (
                DUAL_STACK,
                "https://sts.eu-west-1.amazonaws.com/",
                "https://sts.eu-west-1.api.aws/",
            ),
            (
                FIPS,
                "https://portal.sso.us-east-2.amazonaws.com/federation/credentials?x=1",
                "https://portal.sso-fips.us-east-2.amazonaws.com/federation/credentials?x=1",
            ),
            (
                FIPS,
                "https://sts.us-gov-west-1.amazonaws.com/",
                "https://sts.us-gov-west-1.amazonaws.com/",
            ),
        ] {
            let found = Wishes::instead_of(|| wishes, &uri.parse().unwrap());
            let found = found.unwrap().unwrap();
            assert_eq!(found.to_string(), expected);
        }
        for uri in [
            "http://169.254.169.254/latest/api/token",
            "https://sts.example.com/",
            "https://s3.us-east-1.amazonaws.com/",
        ] {
            let unasked = || panic!("{uri} is of no such service");
            let found = Wishes::instead_of(unasked, &uri.parse().unwrap());
            assert!(found.is_none(), "{uri}");
        }
        let usual = "https://sts.us-east-1.amazonaws.com/".parse().unwrap();
        assert!(Wishes::instead_of(Wishes::default, &usual).is_none());
    }
}
