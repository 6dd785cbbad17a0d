//! AWS's partitions: separate worlds, each with its own domain.
//!
//! The facts are those of `partitions.json` in botocore's data. A region belongs to the partition
//! whose prefix it begins with; a region that nobody has heard of yet belongs to `aws`.

/// One of AWS's worlds.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Partition {
    prefix: &'static str,
    /// The domain below which the region's hosts stand.
    pub(super) dns_suffix: &'static str,
}

const AWS: Partition = Partition {
    prefix: "",
    dns_suffix: "amazonaws.com",
};

const OTHERS: [Partition; 7] = [
    Partition {
        // aws-cn
        prefix: "cn-",
        dns_suffix: "amazonaws.com.cn",
    },
    Partition {
        // aws-us-gov
        prefix: "us-gov-",
        dns_suffix: "amazonaws.com",
    },
    Partition {
        // aws-iso
        prefix: "us-iso-",
        dns_suffix: "c2s.ic.gov",
    },
    Partition {
        // aws-iso-b
        prefix: "us-isob-",
        dns_suffix: "sc2s.sgov.gov",
    },
    Partition {
        // aws-iso-e
        prefix: "eu-isoe-",
        dns_suffix: "cloud.adc-e.uk",
    },
    Partition {
        // aws-iso-f
        prefix: "us-isof-",
        dns_suffix: "csp.hci.ic.gov",
    },
    Partition {
        // aws-eusc
        prefix: "eusc-",
        dns_suffix: "amazonaws.eu",
    },
];

/// The partition of a region.
pub(super) fn of_region(region: &str) -> &'static Partition {
    OTHERS
        .iter()
        .find(|partition| region.starts_with(partition.prefix))
        .unwrap_or(&AWS)
}

#[cfg(test)]
mod tests {
    use super::of_region;

    #[test]
    fn every_partition_is_found_by_its_regions() {
        for (region, suffix) in [
            ("us-east-1", "amazonaws.com"),
            ("mx-central-1", "amazonaws.com"),
            ("somewhere-new-1", "amazonaws.com"),
            ("cn-northwest-1", "amazonaws.com.cn"),
            ("us-gov-west-1", "amazonaws.com"),
            ("us-iso-west-1", "c2s.ic.gov"),
            ("us-isob-east-1", "sc2s.sgov.gov"),
            ("eu-isoe-west-1", "cloud.adc-e.uk"),
            ("us-isof-south-1", "csp.hci.ic.gov"),
            ("eusc-de-east-1", "amazonaws.eu"),
        ] {
            assert_eq!(of_region(region).dns_suffix, suffix, "{region}");
        }
    }
}
