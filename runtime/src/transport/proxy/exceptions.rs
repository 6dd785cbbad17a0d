//! What goes through no proxy, as `NO_PROXY` lists it.

use std::net::IpAddr;

/// Hosts, domains, addresses and networks.
#[derive(Debug, Default)]
pub(super) struct Exceptions(Vec<Entry>);

#[derive(Debug)]
enum Entry {
    /// `*`.
    Everything,
    /// The addresses of which so many bits are the same.
    Network(IpAddr, u32),
    /// A name, without a dot before it, and all names below it.
    Domain(String),
}

impl Exceptions {
    /// Reads a list, separated by commas or blanks. What is none of these matches nothing.
    pub(super) fn of(list: &str) -> Self {
        let entries = list.split([',', ' ', '\t']).filter(|text| !text.is_empty());
        Self(entries.map(Entry::of).collect())
    }

    /// Whether `host`, an IPv6 address without brackets, is among them.
    pub(super) fn has(&self, host: &str) -> bool {
        let address = host.parse().ok();
        self.0.iter().any(|entry| match (entry, address) {
            (Entry::Everything, _) => true,
            (Entry::Network(network, bits), Some(address)) => is_within(address, *network, *bits),
            (Entry::Domain(domain), None) => is_below(host, domain),
            (Entry::Network(..), None) | (Entry::Domain(_), Some(_)) => false,
        })
    }
}

impl Entry {
    fn of(text: &str) -> Self {
        if text == "*" {
            return Self::Everything;
        }
        let (address, bits) = match text.split_once('/') {
            Some((address, bits)) => (address.parse(), bits.parse().ok()),
            None => (text.parse(), Some(u32::MAX)),
        };
        match (address, bits) {
            (Ok(address), Some(bits)) => Self::Network(address, bits),
            _ => Self::Domain(text.strip_prefix('.').unwrap_or(text).to_owned()),
        }
    }
}

fn is_within(address: IpAddr, network: IpAddr, bits: u32) -> bool {
    // What is left after the shift are the bits that have to be the same; a shift by all is none.
    match (address, network) {
        (IpAddr::V4(address), IpAddr::V4(network)) => {
            let differs = address.to_bits() ^ network.to_bits();
            differs
                .checked_shr(32_u32.saturating_sub(bits))
                .is_none_or(|rest| rest == 0)
        }
        (IpAddr::V6(address), IpAddr::V6(network)) => {
            let differs = address.to_bits() ^ network.to_bits();
            differs
                .checked_shr(128_u32.saturating_sub(bits))
                .is_none_or(|rest| rest == 0)
        }
        _ => false,
    }
}

/// Whether a name is `domain` or ends in `.domain`.
fn is_below(name: &str, domain: &str) -> bool {
    let Some(at) = name.len().checked_sub(domain.len()) else {
        return false;
    };
    let end = name.get(at..);
    let is_end = end.is_some_and(|end| end.eq_ignore_ascii_case(domain));
    is_end && (at == 0 || name.as_bytes().get(at - 1) == Some(&b'.'))
}

#[cfg(test)]
mod tests {
    use super::Exceptions;

    fn has(list: &str, host: &str) -> bool {
        Exceptions::of(list).has(host)
    }

    #[test]
    fn a_domain_stands_for_itself_and_all_below_it() {
        for list in [
            "example.com",
            ".example.com",
            "EXAMPLE.com",
            "other, example.com",
        ] {
            assert!(has(list, "example.com"), "{list}");
            assert!(has(list, "a.b.Example.Com"), "{list}");
            assert!(!has(list, "notexample.com"), "{list}");
            assert!(!has(list, "com"), "{list}");
        }
        assert!(!has("example.com:443", "example.com"));
        assert!(!has("*.example.com", "a.example.com"));
        assert!(!has("", "example.com"));
        assert!(!has("xample", "héxample"));
    }

    #[test]
    fn a_network_has_the_addresses_that_begin_as_it_does() {
        for (list, inside, outside) in [
            ("10.1.0.0/16", "10.1.255.255", "10.2.0.0"),
            ("192.0.2.7", "192.0.2.7", "192.0.2.8"),
            ("192.0.2.7/32", "192.0.2.7", "192.0.2.6"),
            ("128.0.0.0/1", "255.0.0.1", "127.0.0.1"),
            ("2001:db8::/32", "2001:db8:ffff::1", "2001:db9::"),
            ("2001:db8::7", "2001:db8::7", "2001:db8::6"),
            ("0.0.0.0/0", "1.2.3.4", "::1"),
        ] {
            assert!(has(list, inside), "{list} {inside}");
            assert!(!has(list, outside), "{list} {outside}");
        }
        assert!(has("::/0", "2001:db8::7"));
        for list in ["10.0.0.0/x", "10.0.0.0/", "/8", "10.0.0.0/8/8"] {
            assert!(!has(list, "10.0.0.1"), "{list}");
        }
    }

    #[test]
    fn an_address_is_no_name() {
        assert!(!has("0.0.1", "10.0.0.1"));
        assert!(has("*", "10.0.0.1") && has("a, *", "b"));
    }
}
