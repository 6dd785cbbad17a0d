//! Operations that have a host of their own, before the service's.

use std::borrow::Cow;

use super::Endpoint;
use crate::Error;

/// The ends of the names that AWS gives to its hosts.
const AWS: &[&str] = &[
    ".amazonaws.com",
    ".amazonaws.com.cn",
    ".amazonaws.eu",
    ".aws",
    ".amazonwebservices.com.cn",
    ".amazonwebservices.eu",
    ".c2s.ic.gov",
    ".aws.ic.gov",
    ".sc2s.sgov.gov",
    ".aws.scloud",
    ".adc-e.uk",
    ".hci.ic.gov",
];

impl Endpoint {
    /// The address of an operation whose host begins with `prefix`, which ends with a dot. An address
    /// that is not AWS's, such as that of a proxy or a test, is used as it is.
    pub(crate) fn prefixed(&self, prefix: &str) -> Result<Cow<'_, Self>, Error> {
        let host = self.authority.host();
        if prefix.is_empty() || !AWS.iter().any(|end| host.ends_with(end)) {
            return Ok(Cow::Borrowed(self));
        }
        let (scheme, authority, path) = (&self.scheme, &self.authority, &self.base_path);
        let endpoint = Self::from_url(&format!("{scheme}://{prefix}{authority}{path}"));
        endpoint.map(Cow::Owned).map_err(|problem| {
            Error::configuration(format!("no host with the prefix '{prefix}': {problem}"))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::endpoint::EndpointParams;

    #[test]
    fn every_partition_is_awss() {
        for region in [
            "eu-west-1",
            "cn-north-1",
            "us-gov-west-1",
            "eusc-de-east-1",
            "us-iso-east-1",
            "us-isob-east-1",
            "eu-isoe-west-1",
            "us-isof-south-1",
        ] {
            for use_dual_stack in [false, true] {
                let params = EndpointParams {
                    region: Some(region),
                    use_dual_stack,
                    ..EndpointParams::default()
                };
                let endpoint = params.endpoint("iot").unwrap();
                let prefixed = endpoint.prefixed("data.").unwrap();
                assert_eq!(prefixed.host(), &format!("data.{}", endpoint.authority));
            }
        }
    }

    #[test]
    fn a_prefix_goes_before_awss_hosts_only() {
        for (url, host) in [
            (
                "https://iot.eu-west-1.amazonaws.com",
                "data.iot.eu-west-1.amazonaws.com",
            ),
            (
                "https://iot.eu-west-1.api.aws:8443",
                "data.iot.eu-west-1.api.aws:8443",
            ),
            ("http://127.0.0.1:8080", "127.0.0.1:8080"),
            ("https://proxy.example", "proxy.example"),
        ] {
            let endpoint = Endpoint::from_url(url).unwrap();
            assert_eq!(endpoint.prefixed("data.").unwrap().host(), host);
            assert_eq!(endpoint.prefixed("").unwrap().host(), endpoint.host());
        }
        let aws = Endpoint::from_url("https://iot.eu-west-1.amazonaws.com").unwrap();
        assert!(aws.prefixed("a b.").is_err());
    }
}
