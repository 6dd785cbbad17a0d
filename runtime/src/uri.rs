//! Percent-encoding and path normalisation, as SigV4 and the REST protocols want them.
//!
//! Both know one alphabet: the unreserved characters of RFC 3986 (letters, digits, `-._~`) stand
//! for themselves, every other byte becomes `%XX` with upper-case digits. This module knows text
//! only, neither requests nor signatures.

#[cfg(test)]
mod properties;

use std::borrow::Cow;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, percent_encode};

/// Everything but the unreserved characters.
const RESERVED: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~');

/// The same, but the slashes of a path stay.
const RESERVED_IN_PATH: &AsciiSet = &RESERVED.remove(b'/');

/// Appends `text` as one path segment or one side of a query pair: `:` and `/` are encoded too.
pub(crate) fn push_encoded(out: &mut String, text: &str) {
    out.extend(percent_encode(text.as_bytes(), RESERVED));
}

/// Appends `path` encoded, as [`encoded_path`] has it.
pub(crate) fn push_encoded_path(out: &mut String, path: &str) {
    out.extend(encoded_path(path));
}

/// The pieces of `path` encoded, its slashes kept. What is encoded already is encoded once more.
pub(crate) fn encoded_path(path: &str) -> impl Iterator<Item = &str> {
    percent_encode(path.as_bytes(), RESERVED_IN_PATH)
}

/// One side of a query pair in its canonical encoding, whatever encoding it came in.
///
/// `+` reads as a space, as in HTML forms. A text that is canonical already, as everything that
/// [`push_encoded`] wrote is, costs no copy.
pub(crate) fn canonical_query_text(text: &str) -> Cow<'_, str> {
    if is_canonical(text) {
        return Cow::Borrowed(text);
    }
    let spaced = text.replace('+', " ");
    let bytes: Cow<'_, [u8]> = percent_decode_str(&spaced).into();
    Cow::Owned(percent_encode(&bytes, RESERVED).collect())
}

/// The path without `.` and `..` segments and without empty segments (RFC 3986, 5.2.4, and
/// SigV4's own rule of merging slashes). Starts with a slash; keeps a slash at the end.
pub(crate) fn normalize_path(path: &str) -> Cow<'_, str> {
    // A dot at the start of a segment is the only other thing that can be out of order.
    if path.starts_with('/') && !path.contains("//") && !path.contains("/.") {
        return Cow::Borrowed(path);
    }
    let mut normal = String::with_capacity(path.len() + 1);
    let mut ends_in_folder = true;
    for segment in path.split('/') {
        ends_in_folder = matches!(segment, "" | "." | "..");
        match segment {
            "" | "." => {}
            ".." => normal.truncate(normal.rfind('/').unwrap_or(0)),
            _ => {
                normal.push('/');
                normal.push_str(segment);
            }
        }
    }
    if ends_in_folder {
        normal.push('/');
    }
    Cow::Owned(normal)
}

/// Whether encoding the decoded text would give the same text again.
fn is_canonical(text: &str) -> bool {
    let mut bytes = text.bytes();
    while let Some(byte) = bytes.next() {
        if is_unreserved(byte) {
            continue;
        }
        let escape = (
            bytes.next().and_then(upper_hex),
            bytes.next().and_then(upper_hex),
        );
        match (byte, escape) {
            (b'%', (Some(high), Some(low))) if !is_unreserved(high << 4 | low) => {}
            _ => return false,
        }
    }
    true
}

fn is_unreserved(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~')
}

fn upper_hex(digit: u8) -> Option<u8> {
    match digit {
        b'0'..=b'9' => Some(digit - b'0'),
        b'A'..=b'F' => Some(digit - b'A' + 10),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn encoded(text: &str) -> String {
        let mut out = String::new();
        push_encoded(&mut out, text);
        out
    }

    #[test]
    fn every_ascii_character_but_the_unreserved_ones_is_encoded() {
        for byte in 0..128u8 {
            let text = char::from(byte).to_string();
            let expected = if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
                text.clone()
            } else {
                format!("%{byte:02X}")
            };
            assert_eq!(encoded(&text), expected);
        }
    }

    #[test]
    fn text_is_encoded_byte_by_byte_in_utf8() {
        assert_eq!(encoded("\u{1234} é"), "%E1%88%B4%20%C3%A9");
        assert_eq!(
            encoded("arn:aws:ivs:us-east-1:1:stage/aB"),
            "arn%3Aaws%3Aivs%3Aus-east-1%3A1%3Astage%2FaB"
        );
    }

    #[test]
    fn a_path_keeps_its_slashes_and_encodes_its_escapes_once_more() {
        let mut out = String::new();
        push_encoded_path(&mut out, "/tags/arn%3Aaws/a b");
        assert_eq!(out, "/tags/arn%253Aaws/a%20b");
    }

    #[test]
    fn query_text_becomes_canonical_from_any_encoding() {
        for (given, canonical) in [
            ("", ""),
            ("plain-._~", "plain-._~"),
            ("a%20b", "a%20b"),
            ("a+b", "a%20b"),
            ("a b", "a%20b"),
            ("%2b", "%2B"),
            ("%41", "A"),
            ("a/b:c", "a%2Fb%3Ac"),
            ("100%", "100%25"),
            ("%zz", "%25zz"),
            ("%4", "%254"),
            ("\u{1234}", "%E1%88%B4"),
        ] {
            assert_eq!(canonical_query_text(given), canonical, "{given:?}");
        }
    }

    #[test]
    fn what_was_encoded_here_is_canonical_and_not_copied() {
        for text in ["", "a b", "+&=%/:?#", "\u{1234}\u{1F600}", "%41"] {
            let encoded = encoded(text);
            assert!(
                matches!(canonical_query_text(&encoded), Cow::Borrowed(_)),
                "{encoded}"
            );
        }
    }

    #[test]
    fn paths_are_normalized() {
        for (given, normal) in [
            ("", "/"),
            ("/", "/"),
            ("//", "/"),
            ("/./", "/"),
            ("/.", "/"),
            ("/..", "/"),
            ("/../a", "/a"),
            ("/a", "/a"),
            ("a", "/a"),
            ("/a/", "/a/"),
            ("//a//", "/a/"),
            ("/a//b", "/a/b"),
            ("/a/b/..", "/a/"),
            ("/a/b/../", "/a/"),
            ("/a/b/.", "/a/b/"),
            ("/a/../b/../", "/"),
            ("/a/b/c/./../../g", "/a/g"),
            ("/.a/..b/c.", "/.a/..b/c."),
        ] {
            assert_eq!(normalize_path(given), normal, "{given:?}");
        }
    }
}
