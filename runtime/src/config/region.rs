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

#[cfg(test)]
mod tests {
    use super::problem;

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
