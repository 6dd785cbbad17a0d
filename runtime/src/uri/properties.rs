//! Encoding loses nothing, and what is canonical stays so.

use percent_encoding::percent_decode_str;
use proptest::prelude::*;

use super::{canonical_query_text, normalize_path, push_encoded, push_encoded_path};

proptest! {
    #![proptest_config(ProptestConfig { cases: 1000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_is_encoded_can_be_decoded(text in "\\PC{0,40}|[%+/. a-f0-9]{0,40}") {
        let mut encoded = String::new();
        push_encoded(&mut encoded, &text);
        let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~%".contains(&byte);
        prop_assert!(encoded.bytes().all(is_plain), "{}", encoded);
        prop_assert_eq!(percent_decode_str(&encoded).decode_utf8().unwrap(), text);
    }

    #[test]
    fn canonical_text_is_canonical(text in "\\PC{0,40}|[%+/. a-fA-F0-9]{0,40}") {
        let once = canonical_query_text(&text).into_owned();
        prop_assert_eq!(canonical_query_text(&once), once.as_str());
    }

    #[test]
    fn a_normal_path_is_normal(path in "[/.a]{0,20}|\\PC{0,20}") {
        let once = normalize_path(&path).into_owned();
        prop_assert!(once.starts_with('/'));
        prop_assert!(!once.contains("//") && !once.contains("/./") && !once.contains("/../"), "{}", once);
        prop_assert_eq!(normalize_path(&once), once.as_str());
        let mut encoded = String::new();
        push_encoded_path(&mut encoded, &once);
        prop_assert!(encoded.starts_with('/'));
    }
}
