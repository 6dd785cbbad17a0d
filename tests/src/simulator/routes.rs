//! Routing: from method and raw path to an operation.
//!
//! The path is split into segments before it is decoded. An ARN whose slash is not percent-encoded therefore
//! matches no operation, as at the service.

use crate::document::{Document, Operation, Segment};
use percent_encoding::percent_decode_str;

/// An operation, with the members bound to the path.
#[derive(Debug)]
pub(crate) struct Route<'a> {
    pub(crate) operation: &'a Operation,
    pub(crate) labels: Vec<(&'a str, String)>,
}

/// Finds the operation that a request is for.
pub(crate) fn find<'a>(document: &'a Document, method: &str, path: &str) -> Option<Route<'a>> {
    document
        .operations
        .iter()
        .filter(|operation| operation.method == method)
        .find_map(|operation| {
            Some(Route {
                operation,
                labels: labels(&operation.segments, path)?,
            })
        })
}

/// The pairs of a raw query, decoded. A `+` is a plus sign: AWS never reads it as a space.
pub(crate) fn query_pairs(query: &str) -> Option<Vec<(String, String)>> {
    query
        .split('&')
        .filter(|pair| !pair.is_empty())
        .map(|pair| {
            let (key, value) = pair.split_once('=').unwrap_or((pair, ""));
            Some((decode(key)?, decode(value)?))
        })
        .collect()
}

fn labels<'a>(segments: &'a [Segment], path: &str) -> Option<Vec<(&'a str, String)>> {
    let mut raw = path.strip_prefix('/')?.split('/');
    let mut labels = Vec::new();
    for segment in segments {
        match (segment, raw.next()?) {
            (Segment::Literal(text), part) if text == part => {}
            (Segment::Label(name), part) if !part.is_empty() => {
                labels.push((name.as_str(), decode(part)?));
            }
            _ => return None,
        }
    }
    raw.next().is_none().then_some(labels)
}

fn decode(text: &str) -> Option<String> {
    Some(percent_decode_str(text).decode_utf8().ok()?.into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::document;

    fn name(method: &str, path: &str) -> Option<&'static str> {
        find(document(), method, path).map(|route| route.operation.name.as_str())
    }

    #[test]
    fn operations_are_found_by_method_and_path() {
        assert_eq!(name("POST", "/CreateStage"), Some("CreateStage"));
        assert_eq!(name("GET", "/CreateStage"), None);
        assert_eq!(name("POST", "/CreateStage/"), None);
        assert_eq!(name("POST", "/tags/x"), Some("TagResource"));
        assert_eq!(name("GET", "/tags/x"), Some("ListTagsForResource"));
        assert_eq!(name("DELETE", "/tags/x"), Some("UntagResource"));
        assert_eq!(name("DELETE", "/tags/"), None);
    }

    #[test]
    fn a_path_is_split_before_it_is_decoded() {
        let path = "/tags/arn%3Aaws%3Aivs%3Aus-east-1%3A1%3Astage%2Fabc";
        let route = find(document(), "GET", path).unwrap();
        assert_eq!(
            route.labels,
            [("resourceArn", "arn:aws:ivs:us-east-1:1:stage/abc".into())]
        );
        assert_eq!(name("GET", "/tags/arn:aws:ivs:us-east-1:1:stage/abc"), None);
    }

    #[test]
    fn query_keys_may_repeat_and_plus_is_not_a_space() {
        let pairs = query_pairs("tagKeys=a%20b&tagKeys=c+d&flag").unwrap();
        let expected = [("tagKeys", "a b"), ("tagKeys", "c+d"), ("flag", "")];
        assert_eq!(
            pairs,
            expected.map(|(key, value)| (key.to_owned(), value.to_owned()))
        );
        assert_eq!(query_pairs("a=%FF"), None);
    }
}
