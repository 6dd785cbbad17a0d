//! Two captured requests, side by side. Knows HTTP and the look of a SigV4 header, and no service.

use e2e_tests::capture::CapturedRequest;
use percent_encoding::percent_decode_str;
use serde_json::Value;
use std::collections::BTreeSet;
use std::fmt::Debug;

/// Headers in which each library speaks for itself.
const OWN: [&str; 2] = ["accept-encoding", "user-agent"];

/// Headers whose value is new in each request, but not its shape.
const FRESH: [&str; 2] = ["amz-sdk-invocation-id", "x-amz-date"];

/// Every difference that matters, as a sentence that shows both sides.
pub(crate) fn differences(boto3: &CapturedRequest, sdk: &CapturedRequest) -> Vec<String> {
    let mut found = Differences::default();
    found.compare("method", &boto3.method, &sdk.method);
    let ((path, query), (our_path, our_query)) = (split(&boto3.target), split(&sdk.target));
    found.compare("path", path, our_path);
    found.compare("query", &pairs(query), &pairs(our_query));
    if pairs(query) == pairs(our_query) {
        found.compare("query encoding", &query, &our_query);
    }
    found.compare("body", &Body::of(boto3), &Body::of(sdk));
    found.compare_headers(boto3, sdk);
    let (signature, our_signature) = (Signature::of(boto3), Signature::of(sdk));
    found.compare("signature", &signature.0, &our_signature.0);
    found.compare("signed headers", &signature.1, &our_signature.1);
    found.0
}

/// How close two bodies are that do not differ.
pub(crate) fn likeness(boto3: &CapturedRequest, sdk: &CapturedRequest) -> &'static str {
    if boto3.body.is_empty() && sdk.body.is_empty() {
        "no body"
    } else if boto3.body == sdk.body {
        "byte for byte"
    } else {
        "as JSON"
    }
}

#[derive(Default)]
struct Differences(Vec<String>);

impl Differences {
    fn compare<T: Debug + PartialEq + ?Sized>(&mut self, what: &str, boto3: &T, sdk: &T) {
        if boto3 != sdk {
            self.0
                .push(format!("{what}: boto3 {boto3:?}, the SDK {sdk:?}"));
        }
    }

    fn compare_headers(&mut self, boto3: &CapturedRequest, sdk: &CapturedRequest) {
        let names: BTreeSet<String> = [boto3, sdk]
            .iter()
            .flat_map(|request| &request.headers)
            .map(|(name, _)| name.to_ascii_lowercase())
            .filter(|name| name != "authorization" && !OWN.contains(&name.as_str()))
            .collect();
        for name in names {
            self.compare(&name, &values(boto3, &name), &values(sdk, &name));
        }
    }
}

/// All values of a header, cut down to what can be compared.
fn values(request: &CapturedRequest, name: &str) -> Vec<String> {
    let values = request
        .headers
        .iter()
        .filter(|(key, _)| key.eq_ignore_ascii_case(name));
    values
        .map(|(_, value)| match name {
            // The capture server has read the body by it, so it is right.
            "content-length" if value != "0" => "not 0".to_owned(),
            _ if FRESH.contains(&name) => shape(value),
            _ => value.clone(),
        })
        .collect()
}

/// The value with each hexadecimal digit made the same: a UUID or a time stays one of its kind.
fn shape(value: &str) -> String {
    let mask = |c: char| if c.is_ascii_hexdigit() { 'x' } else { c };
    value.chars().map(mask).collect()
}

/// Path and query, as they were sent. No `?` is not the same as nothing after it.
fn split(target: &str) -> (&str, Option<&str>) {
    match target.split_once('?') {
        Some((path, query)) => (path, Some(query)),
        None => (target, None),
    }
}

/// The decoded pairs in their order. A `+` is a plus, as AWS reads it.
fn pairs(query: Option<&str>) -> Vec<(Vec<u8>, Option<Vec<u8>>)> {
    let decode = |text: &str| percent_decode_str(text).collect();
    let pairs = query.into_iter().flat_map(|query| query.split('&'));
    pairs
        .map(|pair| match pair.split_once('=') {
            Some((key, value)) => (decode(key), Some(decode(value))),
            None => (decode(pair), None),
        })
        .collect()
}

#[derive(Debug, PartialEq)]
enum Body<'a> {
    None,
    Json(Value),
    Other(&'a [u8]),
}

impl<'a> Body<'a> {
    fn of(request: &'a CapturedRequest) -> Self {
        match serde_json::from_slice(&request.body) {
            _ if request.body.is_empty() => Self::None,
            Ok(value) => Self::Json(value),
            Err(_) => Self::Other(&request.body),
        }
    }
}

/// An `authorization` header without its day and the signature itself: the algorithm with access key, region,
/// service and closing word, and the signed headers, in their order, but those of each library's own.
struct Signature<'a>(Vec<&'a str>, Vec<&'a str>);

impl<'a> Signature<'a> {
    /// Empty if there is no such header, and what is missing in it is empty too.
    fn of(request: &'a CapturedRequest) -> Self {
        let header = request.header("authorization").unwrap_or_default();
        let (algorithm, rest) = header.split_once(' ').unwrap_or((header, ""));
        let field = |name| {
            let mut fields = rest.split(", ").filter_map(|field| field.split_once('='));
            fields.find_map(|(key, value)| (key == name).then_some(value))
        };
        let credential = field("Credential").unwrap_or_default().split('/');
        let undated = credential.enumerate().filter(|(index, _)| *index != 1);
        let signed = field("SignedHeaders").unwrap_or_default().split(';');
        let is_own = |name: &str| OWN.contains(&name) || name.starts_with("amz-sdk-");
        Self(
            std::iter::once(algorithm)
                .chain(undated.map(|(_, part)| part))
                .collect(),
            signed.filter(|name| !is_own(name)).collect(),
        )
    }
}

#[cfg(test)]
mod tests;
