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
