//! What may stand as a region.

/// Says what is wrong with a region's name, if anything is.
///
/// The name becomes a label of the host that a signed request goes to, so nothing but a label is
/// let through: a region can never lead to another host.
pub(crate) fn problem(region: &str) -> Option<&'static str> {
    if region.is_empty() {
        return Some("it is empty");
    }
    if region.len() > 63 {
        return Some("it is longer than 63 characters");
    }
    if region.bytes().any(|byte| byte.is_ascii_uppercase()) {
        return Some("regions are written in lower case");
    }
    let plain = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
    if !region.bytes().all(plain) {
        return Some("only letters, digits and '-' may stand in it");
    }
    if region.starts_with('-') || region.ends_with('-') {
        return Some("it must not begin or end with '-'");
    }
    None
}

/// The region of a name that older tools use for its FIPS hosts: `fips-us-east-1`, `us-east-1-fips`. `None`
/// if it is not one of these.
pub(crate) fn of_fips_name(name: &str) -> Option<&str> {
    let region = name.strip_prefix("fips-").or(name.strip_suffix("-fips"))?;
    (!region.is_empty()).then_some(region)
}

#[cfg(test)]
mod tests {
    use super::{of_fips_name, problem};

    #[test]
    fn a_name_of_fips_hosts_is_a_region_and_a_wish() {
        assert_eq!(of_fips_name("fips-us-east-1"), Some("us-east-1"));
        assert_eq!(of_fips_name("us-gov-west-1-fips"), Some("us-gov-west-1"));
        for other in ["us-east-1", "fips", "fips-", "-fips", "fipsy-1"] {
            assert_eq!(of_fips_name(other), None, "{other}");
        }
    }

    #[test]
    fn a_region_is_one_host_label() {
        for region in ["us-east-1", "eusc-de-east-1", "local", "a"] {
            assert_eq!(problem(region), None, "{region}");
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
            assert!(problem(region).is_some(), "{region}");
        }
    }
}
