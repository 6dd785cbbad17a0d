//! Normalization of paths and query parameters, as SigV4 requires it.

use std::borrow::Cow;

use percent_encoding::{percent_decode_str, percent_encode};

use crate::uri::RESERVED;

/// Returns the name or value of a query parameter in its canonical encoding, given in any encoding.
/// `+` is a space, as in HTML forms.
pub(crate) fn canonical_query_component(component: &str) -> String {
    let spaced = component.replace('+', " ");
    let decoded: Cow<'_, [u8]> = percent_decode_str(&spaced).into();
    percent_encode(&decoded, RESERVED).to_string()
}

/// The path without `.` and `..` segments (RFC 3986, 5.2.4) and without empty segments (SigV4). It starts with a
/// slash and keeps a trailing one.
pub(crate) fn normalize_path(path: &str) -> Cow<'_, str> {
    // Segments that are not normal start with a dot.
    if path.starts_with('/') && !path.contains("//") && !path.contains("/.") {
        return Cow::Borrowed(path);
    }
    let mut normal = String::with_capacity(path.len() + 1);
    let mut has_trailing_slash = true;
    for segment in path.split('/') {
        has_trailing_slash = matches!(segment, "" | "." | "..");
        match segment {
            "" | "." => {}
            ".." => normal.truncate(normal.rfind('/').unwrap_or(0)),
            _ => {
                normal.push('/');
                normal.push_str(segment);
            }
        }
    }
    if has_trailing_slash {
        normal.push('/');
    }
    Cow::Owned(normal)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn query_components_become_canonical_from_any_encoding() {
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
            assert_eq!(canonical_query_component(given), canonical, "{given:?}");
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

    proptest! {
        #![proptest_config(ProptestConfig { cases: 1000, failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn canonical_encoding_is_idempotent(component in "\\PC{0,40}|[%+/. a-fA-F0-9]{0,40}") {
            let once = canonical_query_component(&component);
            prop_assert_eq!(canonical_query_component(&once), once.as_str());
        }

        #[test]
        fn normalization_is_idempotent(path in "[/.a]{0,20}|\\PC{0,20}") {
            let once = normalize_path(&path).into_owned();
            prop_assert!(once.starts_with('/'));
            prop_assert!(!once.contains("//") && !once.contains("/./") && !once.contains("/../"), "{}", once);
            prop_assert_eq!(normalize_path(&once), once.as_str());
        }
    }
}
