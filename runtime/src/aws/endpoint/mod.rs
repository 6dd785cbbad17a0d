//! The endpoint of a service in a region: AWS's endpoint rules for services with regional hosts.
//!
//! They follow the rule sets and test cases that botocore has for each service. Error messages
//! begin as AWS's do, so that a search finds them.

mod exceptions;
mod region;
#[cfg(test)]
mod suites;

use self::exceptions::Host;
pub(crate) use self::exceptions::signing_region;
use self::region::Partition;
pub(crate) use self::region::{invalid_region, partition_of, region_of_fips_alias};
use crate::endpoint::Endpoint;
use crate::{Error, ServiceMeta};

/// The parameters that determine a service's endpoint.
///
/// A client derives its endpoint from its settings; use this to compute one without a client.
///
/// ```
/// # use sdk_runtime::{EndpointParams, ServiceMeta};
/// let service = ServiceMeta {
///     id: "ivs-realtime",
///     title: "Amazon IVS RealTime",
///     api_version: "2020-07-14",
///     endpoint_prefix: "ivsrealtime",
///     signing_name: "ivs",
/// };
/// let params = EndpointParams {
///     region: Some("us-gov-west-1"),
///     use_fips: true,
///     ..EndpointParams::default()
/// };
/// let url = params.resolve(&service)?;
/// assert_eq!(url, "https://ivsrealtime-fips.us-gov-west-1.amazonaws.com");
/// # Ok::<(), sdk_runtime::Error>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct EndpointParams<'a> {
    /// The region, which becomes a label of the host. Required without `endpoint_url`.
    pub region: Option<&'a str>,
    /// Whether to use hosts with cryptography validated under FIPS 140.
    pub use_fips: bool,
    /// Whether to use dual-stack hosts (IPv4 and IPv6).
    pub use_dual_stack: bool,
    /// A custom endpoint in place of AWS's host.
    pub endpoint_url: Option<&'a str>,
}

/// The domains of AWS hosts. Host prefixes of operations apply to these only: a proxy or a test
/// server has no such names.
const AWS_DOMAINS: &[&str] = &[
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

impl EndpointParams<'_> {
    /// Returns the endpoint of a service as a URL without a trailing slash.
    ///
    /// # Errors
    ///
    /// Returns an error of kind [`Configuration`](crate::ErrorKind::Configuration) if the region is missing or
    /// not a host label, if FIPS or dual-stack is combined with a custom endpoint or not supported by the
    /// partition, or if the custom endpoint is not a valid URL.
    pub fn resolve(&self, service: &ServiceMeta) -> Result<String, Error> {
        let endpoint = self.endpoint(service.endpoint_prefix)?;
        Ok(endpoint.to_string())
    }

    pub(crate) fn endpoint(&self, prefix: &str) -> Result<Endpoint, Error> {
        let endpoint = self.without_prefix(prefix)?;
        let host = endpoint.host_name();
        let is_aws = AWS_DOMAINS.iter().any(|domain| host.ends_with(domain));
        Ok(endpoint.with_host_prefixes(is_aws))
    }

    fn without_prefix(&self, prefix: &str) -> Result<Endpoint, Error> {
        if let Some(url) = self.endpoint_url {
            return self.custom(url);
        }
        let Some(region) = self.region else {
            return Err(Error::configuration(
                "Invalid Configuration: Missing Region: set one, such as us-east-1",
            ));
        };
        if let Some(problem) = invalid_region(region) {
            return Err(Error::configuration(format!(
                "the value is not a region: {problem} (expected one such as us-east-1)"
            )));
        }
        self.in_partition(partition_of(region), prefix, region)
    }

    fn in_partition(
        &self,
        partition: &Partition,
        prefix: &str,
        region: &str,
    ) -> Result<Endpoint, Error> {
        let unsupported = |what: &str| {
            Err(Error::configuration(format!(
                "{what} (partition {} of region {region}); choose another region, or \
                 remove the setting",
                partition.name
            )))
        };
        let (fips, dual_stack) = (partition.supports_fips, partition.supports_dual_stack);
        match (self.use_fips, self.use_dual_stack) {
            (true, true) if !(fips && dual_stack) => {
                return unsupported(
                    "FIPS and DualStack are enabled, but this partition does not support one or both",
                );
            }
            (true, false) if !fips => {
                return unsupported("FIPS is enabled but this partition does not support FIPS");
            }
            (false, true) if !dual_stack => {
                return unsupported(
                    "DualStack is enabled but this partition does not support DualStack",
                );
            }
            _ => {}
        }
        let Host { name, .. } = self.host_in(partition, prefix, region);
        Endpoint::from_url(&format!("https://{name}")).map_err(|problem| {
            Error::configuration(format!("no host for region '{region}': {problem}"))
        })
    }

    /// The host without a custom endpoint; `None` with one, or without a region.
    #[cfg(test)]
    fn host(&self, prefix: &str) -> Option<Host> {
        let region = self.region.filter(|_| self.endpoint_url.is_none())?;
        Some(self.host_in(partition_of(region), prefix, region))
    }

    fn host_in(&self, partition: &Partition, prefix: &str, region: &str) -> Host {
        exceptions::host(prefix, partition, region, self.use_fips, self.use_dual_stack)
    }

    fn custom(&self, url: &str) -> Result<Endpoint, Error> {
        let conflict = match (self.use_fips, self.use_dual_stack) {
            (true, _) => "FIPS",
            (false, true) => "Dualstack",
            (false, false) => {
                return Endpoint::from_url(url).map_err(Error::configuration);
            }
        };
        Err(Error::configuration(format!(
            "Invalid Configuration: {conflict} and custom endpoint are not supported: remove one \
             of the two"
        )))
    }
}

#[cfg(test)]
mod tests {
    use super::EndpointParams;
    use super::region::Partition;
    use crate::ErrorKind;

    fn url(region: &str, use_fips: bool, use_dual_stack: bool) -> String {
        let params =
            EndpointParams { region: Some(region), use_fips, use_dual_stack, endpoint_url: None };
        params.endpoint("ivsrealtime").unwrap().to_string()
    }

    #[test]
    #[rustfmt::skip]
    fn hosts_are_made_of_prefix_region_and_domain() {
        for (region, fips, dual_stack, host) in [
            ("eu-west-1", false, false, "ivsrealtime.eu-west-1.amazonaws.com"),
            ("cn-north-1", false, false, "ivsrealtime.cn-north-1.amazonaws.com.cn"),
            ("cn-north-1", false, true, "ivsrealtime.cn-north-1.api.amazonwebservices.com.cn"),
            ("us-gov-west-1", false, true, "ivsrealtime.us-gov-west-1.api.aws"),
            ("eusc-de-east-1", false, false, "ivsrealtime.eusc-de-east-1.amazonaws.eu"),
            ("us-isof-east-1", true, false, "ivsrealtime-fips.us-isof-east-1.csp.hci.ic.gov"),
            ("us-east-1", true, true, "ivsrealtime-fips.us-east-1.api.aws"),
        ] {
            assert_eq!(url(region, fips, dual_stack), format!("https://{host}"));
        }
    }

    /// The messages of AWS's rule sets. All known partitions have both kinds of hosts.
    #[test]
    #[rustfmt::skip]
    fn fips_and_dual_stack_are_errors_where_a_partition_lacks_them() {
        let url = |partition: &Partition, use_fips, use_dual_stack| {
            let params = EndpointParams {
                use_fips,
                use_dual_stack,
                ..EndpointParams::default()
            };
            params
                .in_partition(partition, "ivsrealtime", "moon-north-1")
                .map(|endpoint| endpoint.to_string())
        };
        let (neither, only_fips, only_dual_stack) = (
            Partition::for_test(false, false),
            Partition::for_test(true, false),
            Partition::for_test(false, true),
        );
        let both =
            "FIPS and DualStack are enabled, but this partition does not support one or both";
        let fips = "FIPS is enabled but this partition does not support FIPS";
        let dual_stack = "DualStack is enabled but this partition does not support DualStack";
        for (partition, use_fips, use_dual_stack, expected) in [
            (&neither, true, true, both),
            (&only_fips, true, true, both),
            (&only_dual_stack, true, true, both),
            (&only_dual_stack, true, false, fips),
            (&only_fips, false, true, dual_stack),
        ] {
            let error = url(partition, use_fips, use_dual_stack).unwrap_err();
            assert_eq!(error.kind(), ErrorKind::Configuration);
            let expected = format!("{expected} (partition moon of region moon-north-1); choose");
            assert!(error.message().starts_with(&expected), "{error}");
        }
        for (partition, use_fips, use_dual_stack, expected) in [
            (&neither, false, false, "ivsrealtime.moon-north-1.example"),
            (&only_fips, true, false, "ivsrealtime-fips.moon-north-1.example"),
            (&only_dual_stack, false, true, "ivsrealtime.moon-north-1.both.example"),
        ] {
            let found = url(partition, use_fips, use_dual_stack).unwrap();
            assert_eq!(found, format!("https://{expected}"));
        }
    }

    #[test]
    fn a_region_cannot_select_another_host() {
        for region in ["x.evil.example/", "us-east-1@evil", "", "us-east-1#", "a.b"] {
            let params = EndpointParams { region: Some(region), ..EndpointParams::default() };
            let error = params.endpoint("ivsrealtime").unwrap_err();
            assert!(error.to_string().contains("is not a region"), "{error}");
        }
    }

    #[test]
    fn a_custom_endpoint_excludes_fips_and_dual_stack() {
        for (use_fips, use_dual_stack, expected) in [
            (true, false, "Invalid Configuration: FIPS and custom"),
            (true, true, "Invalid Configuration: FIPS and custom"),
            (false, true, "Invalid Configuration: Dualstack and custom"),
        ] {
            let params = EndpointParams {
                region: Some("us-east-1"),
                use_fips,
                use_dual_stack,
                endpoint_url: Some("https://example.com"),
            };
            let error = params.endpoint("ivsrealtime").unwrap_err().to_string();
            assert!(error.starts_with(expected), "{error}");
        }
    }

    #[test]
    fn without_a_region_a_custom_endpoint_is_required() {
        let mut params = EndpointParams::default();
        let error = params.endpoint("ivsrealtime").unwrap_err().to_string();
        assert!(error.starts_with("Invalid Configuration: Missing Region"));
        params.endpoint_url = Some("https://example.com");
        assert_eq!(params.endpoint("ivsrealtime").unwrap().to_string(), "https://example.com");
    }

    #[test]
    fn host_prefixes_apply_in_every_partition() {
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
                let host = format!("data.{}", endpoint.host_name());
                assert_eq!(prefixed.host(), &host);
            }
        }
    }

    #[test]
    fn host_prefixes_apply_to_aws_hosts_only() {
        for (url, host) in [
            ("https://iot.eu-west-1.amazonaws.com", "data.iot.eu-west-1.amazonaws.com"),
            ("https://iot.eu-west-1.api.aws:8443", "data.iot.eu-west-1.api.aws:8443"),
            ("http://127.0.0.1:8080", "127.0.0.1:8080"),
            ("https://proxy.example", "proxy.example"),
        ] {
            let params = EndpointParams { endpoint_url: Some(url), ..EndpointParams::default() };
            let endpoint = params.endpoint("").unwrap();
            assert_eq!(endpoint.prefixed("data.").unwrap().host(), host);
            assert_eq!(endpoint.prefixed("").unwrap().host(), endpoint.host());
        }
    }
}
