//! Percent-encoding of paths and queries, and the check of ports.
//!
//! The unreserved characters of RFC 3986 (letters, digits, `-._~`) are literal, every other
//! byte is written as `%XX` with upper-case digits.

use http::uri::Authority;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_encode};

use crate::secret::REDACTED;

/// Everything but the unreserved characters.
pub(crate) const RESERVED: &AsciiSet =
    &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// Everything but the unreserved characters and slashes.
const RESERVED_IN_PATH: &AsciiSet = &RESERVED.remove(b'/');

/// Appends a path segment, or the name or value of a query parameter: `:` and `/` are encoded too.
pub(crate) fn push_encoded(out: &mut String, component: &str) {
    out.extend(percent_encode(component.as_bytes(), RESERVED));
}

/// Appends a path, encoded except for its slashes. Escapes are encoded again.
pub(crate) fn push_encoded_path(out: &mut String, path: &str) {
    out.extend(percent_encode(path.as_bytes(), RESERVED_IN_PATH));
}

/// Whether the port is absent or valid. An [`http::Uri`] with any other port has none, so that requests
/// would go to the default port.
///
/// URLs are parsed by `http::Uri`, because the crate `url` adds some 20 crates for international
/// host names.
pub(crate) fn has_valid_port(authority: &Authority) -> bool {
    let port = match authority.as_str().strip_prefix(authority.host()) {
        Some("") => return true,
        port => port.and_then(|port| port.strip_prefix(':')),
    };
    port.is_some_and(|port| {
        port.bytes().all(|byte| byte.is_ascii_digit())
            && port.parse::<u16>().is_ok_and(|port| port > 0)
    })
}

/// A URL without its user and password, for messages. It need not be valid.
pub(crate) fn without_user(url: &str) -> String {
    let Some((before, host)) = url.rsplit_once('@') else {
        return url.to_owned();
    };
    // Of another one, such as `me:hush://`, it may be a part of the password.
    let is_scheme = |scheme: &&str| before.starts_with(scheme);
    let scheme = ["http://", "https://"].into_iter().find(is_scheme).unwrap_or_default();
    format!("{scheme}{REDACTED}@{host}")
}

#[cfg(test)]
mod tests {
    use percent_encoding::percent_decode_str;
    use proptest::prelude::*;

    use super::*;

    fn encoded(component: &str) -> String {
        let mut out = String::new();
        push_encoded(&mut out, component);
        out
    }

    #[test]
    fn every_ascii_character_but_the_unreserved_ones_is_encoded() {
        for byte in 0..128u8 {
            let component = char::from(byte).to_string();
            let expected = if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
                component.clone()
            } else {
                format!("%{byte:02X}")
            };
            assert_eq!(encoded(&component), expected);
        }
    }

    #[test]
    fn user_and_password_of_a_url_are_removed() {
        for (url, expected) in [
            ("https://host:1/a", "https://host:1/a"),
            ("https://me:hush@host", "https://**redacted**@host"),
            ("http://me:hu/sh#@host:1", "http://**redacted**@host:1"),
            ("me:hu://sh@host", "**redacted**@host"),
            ("me:hu@sh@host", "**redacted**@host"),
        ] {
            assert_eq!(without_user(url), expected);
        }
    }

    #[test]
    fn components_are_encoded_by_their_utf8_bytes() {
        assert_eq!(encoded("\u{1234} é"), "%E1%88%B4%20%C3%A9");
        assert_eq!(
            encoded("arn:aws:ivs:us-east-1:1:stage/aB"),
            "arn%3Aaws%3Aivs%3Aus-east-1%3A1%3Astage%2FaB"
        );
    }

    #[test]
    fn an_encoded_path_keeps_slashes_and_encodes_escapes_again() {
        let mut out = String::new();
        push_encoded_path(&mut out, "/tags/arn%3Aaws/a b");
        assert_eq!(out, "/tags/arn%253Aaws/a%20b");
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 1000, failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn encoding_is_reversible(component in "\\PC{0,40}|[%+/. a-f0-9]{0,40}") {
            let mut encoded = String::new();
            push_encoded(&mut encoded, &component);
            let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~%".contains(&byte);
            prop_assert!(encoded.bytes().all(is_plain), "{}", encoded);
            prop_assert_eq!(percent_decode_str(&encoded).decode_utf8().unwrap(), component);
        }
    }
}
