//! AWS's partitions: separate worlds, each with its own domains.
//!
//! The facts are those of `partitions.json` in botocore's data. A region belongs to the partition
//! whose pattern it fits; a region that nobody has heard of yet belongs to `aws`.

/// One of AWS's worlds.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Partition {
    /// The partition's name, as it stands in ARNs.
    pub(crate) name: &'static str,
    /// What its regions begin with; a place and a number follow: `cn-north-1`.
    prefix: &'static str,
    /// The domain below which hosts stand.
    pub(super) dns_suffix: &'static str,
    /// The domain of hosts that speak IPv6 and IPv4.
    pub(super) dual_stack_dns_suffix: &'static str,
    /// Whether there are hosts whose cryptography is validated under FIPS 140.
    pub(super) supports_fips: bool,
    /// Whether there are hosts that speak IPv6 and IPv4.
    pub(super) supports_dual_stack: bool,
}

const AWS: Partition = partition("aws", "", "amazonaws.com", "api.aws");

const OTHERS: [Partition; 7] = [
    partition(
        "aws-cn",
        "cn-",
        "amazonaws.com.cn",
        "api.amazonwebservices.com.cn",
    ),
    partition(
        "aws-eusc",
        "eusc-de-",
        "amazonaws.eu",
        "api.amazonwebservices.eu",
    ),
    partition("aws-iso", "us-iso-", "c2s.ic.gov", "api.aws.ic.gov"),
    partition("aws-iso-b", "us-isob-", "sc2s.sgov.gov", "api.aws.scloud"),
    partition(
        "aws-iso-e",
        "eu-isoe-",
        "cloud.adc-e.uk",
        "api.cloud-aws.adc-e.uk",
    ),
    partition(
        "aws-iso-f",
        "us-isof-",
        "csp.hci.ic.gov",
        "api.aws.hci.ic.gov",
    ),
    partition("aws-us-gov", "us-gov-", "amazonaws.com", "api.aws"),
];

/// A partition of today: all of them have both kinds of special hosts.
const fn partition(
    name: &'static str,
    prefix: &'static str,
    dns_suffix: &'static str,
    dual_stack_dns_suffix: &'static str,
) -> Partition {
    Partition {
        name,
        prefix,
        dns_suffix,
        dual_stack_dns_suffix,
        supports_fips: true,
        supports_dual_stack: true,
    }
}

/// The partition of a region.
pub(crate) fn of_region(region: &str) -> &'static Partition {
    OTHERS
        .iter()
        .find(|partition| partition.has(region))
        .unwrap_or(&AWS)
}

impl Partition {
    fn has(&self, region: &str) -> bool {
        if let Some(whole) = region.strip_suffix("-global") {
            return whole == self.name;
        }
        region
            .strip_prefix(self.prefix)
            .and_then(|rest| rest.split_once('-'))
            .is_some_and(|(place, number)| is_word(place) && is_number(number))
    }
}

#[cfg(test)]
impl Partition {
    /// A world that AWS does not have.
    pub(super) fn made_up(supports_fips: bool, supports_dual_stack: bool) -> Self {
        Self {
            supports_fips,
            supports_dual_stack,
            ..partition("moon", "moon-", "example", "both.example")
        }
    }
}

fn is_word(text: &str) -> bool {
    let fits = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'_';
    !text.is_empty() && text.bytes().all(fits)
}

fn is_number(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::of_region;

    #[test]
    fn every_partition_is_found_by_its_regions() {
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
            assert_eq!(of_region(region).name, name, "{region}");
        }
    }

    #[test]
    fn what_only_looks_like_a_region_of_a_partition_belongs_to_aws() {
        for region in [
            "somewhere-new-1",
            "cn-north",
            "cn-north-1-a",
            "cn--1",
            "eusc-fr-east-1",
            "global",
        ] {
            assert_eq!(of_region(region).name, "aws", "{region}");
        }
    }
}
