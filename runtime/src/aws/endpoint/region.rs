//! Region names, and the partitions that regions belong to.
//!
//! A partition is a separate set of regions with its own domains. The table is that of
//! `partitions.json` in botocore's data. A region belongs to the partition whose pattern it
//! matches; an unknown region belongs to `aws`.

/// An AWS partition.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Partition {
    /// The name in ARNs.
    pub(crate) name: &'static str,
    /// The prefix of its regions; a word and a number follow: `cn-north-1`.
    prefix: &'static str,
    /// The domain of its hosts.
    pub(super) dns_suffix: &'static str,
    /// The domain of its dual-stack hosts (IPv4 and IPv6).
    pub(super) dual_stack_dns_suffix: &'static str,
    /// The region of services that have one host for the whole partition.
    pub(super) global_region: &'static str,
    /// Whether it has hosts with cryptography validated under FIPS 140.
    pub(super) supports_fips: bool,
    /// Whether it has dual-stack hosts.
    pub(super) supports_dual_stack: bool,
}

const AWS: Partition = partition("aws", "", "amazonaws.com", "api.aws", "us-east-1");

#[rustfmt::skip]
const OTHERS: [Partition; 7] = [
    partition("aws-cn", "cn-", "amazonaws.com.cn", "api.amazonwebservices.com.cn", "cn-northwest-1"),
    partition("aws-eusc", "eusc-de-", "amazonaws.eu", "api.amazonwebservices.eu", "eusc-de-east-1"),
    partition("aws-iso", "us-iso-", "c2s.ic.gov", "api.aws.ic.gov", "us-iso-east-1"),
    partition("aws-iso-b", "us-isob-", "sc2s.sgov.gov", "api.aws.scloud", "us-isob-east-1"),
    partition("aws-iso-e", "eu-isoe-", "cloud.adc-e.uk", "api.cloud-aws.adc-e.uk", "eu-isoe-west-1"),
    partition("aws-iso-f", "us-isof-", "csp.hci.ic.gov", "api.aws.hci.ic.gov", "us-isof-south-1"),
    partition("aws-us-gov", "us-gov-", "amazonaws.com", "api.aws", "us-gov-west-1"),
];

/// A partition with FIPS and dual-stack hosts, as all known ones have.
const fn partition(
    name: &'static str,
    prefix: &'static str,
    dns_suffix: &'static str,
    dual_stack_dns_suffix: &'static str,
    global_region: &'static str,
) -> Partition {
    Partition {
        name,
        prefix,
        dns_suffix,
        dual_stack_dns_suffix,
        global_region,
        supports_fips: true,
        supports_dual_stack: true,
    }
}

/// Returns the partition of a region.
pub(crate) fn partition_of(region: &str) -> &'static Partition {
    let partition = OTHERS.iter().find(|partition| partition.contains(region));
    partition.unwrap_or(&AWS)
}

/// Returns why `region` is not a valid region name, or `None` if it is.
///
/// The name becomes a label of the host that signed requests are sent to. Only the characters of a
/// label are accepted, so that a region can never select another host.
pub(crate) fn invalid_region(region: &str) -> Option<&'static str> {
    if region.is_empty() {
        return Some("it is empty");
    }
    if region.len() > 63 {
        return Some("it is longer than 63 characters");
    }
    if region.bytes().any(|byte| byte.is_ascii_uppercase()) {
        return Some("region names are lower case");
    }
    let is_valid = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
    if !region.bytes().all(is_valid) {
        return Some("only letters, digits and '-' are allowed");
    }
    if region.starts_with('-') || region.ends_with('-') {
        return Some("it must not begin or end with '-'");
    }
    None
}

/// Returns the region of a FIPS pseudo-region of older tools: `fips-us-east-1`, `us-east-1-fips`.
pub(crate) fn region_of_fips_alias(name: &str) -> Option<&str> {
    let region = name.strip_prefix("fips-").or(name.strip_suffix("-fips"))?;
    (!region.is_empty()).then_some(region)
}

impl Partition {
    fn contains(&self, region: &str) -> bool {
        if let Some(partition) = region.strip_suffix("-global") {
            return partition == self.name;
        }
        region
            .strip_prefix(self.prefix)
            .and_then(|rest| rest.split_once('-'))
            .is_some_and(|(word, number)| is_word(word) && is_number(number))
    }

    #[cfg(test)]
    pub(super) fn for_test(supports_fips: bool, supports_dual_stack: bool) -> Self {
        Self {
            supports_fips,
            supports_dual_stack,
            ..partition("moon", "moon-", "example", "both.example", "moon-north-1")
        }
    }
}

fn is_word(string: &str) -> bool {
    let is_valid = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'_';
    !string.is_empty() && string.bytes().all(is_valid)
}

fn is_number(string: &str) -> bool {
    !string.is_empty() && string.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn regions_belong_to_the_partition_whose_pattern_they_match() {
        for (region, name) in [
            ("us-east-1", "aws"),
            ("mx-central-1", "aws"),
            ("aws-global", "aws"),
            ("cn-northwest-1", "aws-cn"),
            ("aws-cn-global", "aws-cn"),
            ("us-gov-west-1", "aws-us-gov"),
            ("us-iso-west-1", "aws-iso"),
            ("us-isob-east-1", "aws-iso-b"),
            ("aws-iso-b-global", "aws-iso-b"),
            ("eu-isoe-west-1", "aws-iso-e"),
            ("us-isof-south-1", "aws-iso-f"),
            ("eusc-de-east-1", "aws-eusc"),
        ] {
            assert_eq!(partition_of(region).name, name, "{region}");
        }
    }

    #[test]
    fn unknown_regions_belong_to_aws() {
        for region in
            ["somewhere-new-1", "cn-north", "cn-north-1-a", "cn--1", "eusc-fr-east-1", "global"]
        {
            assert_eq!(partition_of(region).name, "aws", "{region}");
        }
    }

    #[test]
    fn fips_aliases_name_a_region() {
        assert_eq!(region_of_fips_alias("fips-us-east-1"), Some("us-east-1"));
        assert_eq!(region_of_fips_alias("us-gov-west-1-fips"), Some("us-gov-west-1"));
        for other in ["us-east-1", "fips", "fips-", "-fips", "fipsy-1"] {
            assert_eq!(region_of_fips_alias(other), None, "{other}");
        }
    }

    #[test]
    fn a_region_is_a_host_label() {
        for region in ["us-east-1", "eusc-de-east-1", "local", "a"] {
            assert_eq!(invalid_region(region), None, "{region}");
        }
        for region in [
            "",
            "EU-WEST-1",
            "x.evil.example/",
            "us-east-1@evil",
            "us-east-1#",
            "us east 1",
            "-a",
            "a-",
            "ü",
            &"a".repeat(64),
        ] {
            assert!(invalid_region(region).is_some(), "{region}");
        }
    }
}
