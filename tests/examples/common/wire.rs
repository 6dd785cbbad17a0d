//! Comparison of two captured requests.

use e2e_tests::capture::CapturedRequest;
use percent_encoding::percent_decode_str;
use serde_json::Value;
use std::collections::BTreeSet;
use std::fmt::Debug;

/// Headers that describe the library.
const LIBRARY_HEADERS: [&str; 2] = ["accept-encoding", "user-agent"];

/// Headers whose value differs in each request, but not its format.
const UNIQUE_HEADERS: [&str; 2] = ["amz-sdk-invocation-id", "x-amz-date"];

/// Every relevant difference, with both values.
pub(crate) fn differences(boto3: &CapturedRequest, sdk: &CapturedRequest) -> Vec<String> {
    let mut found = Differences::default();
    found.compare("method", &boto3.method, &sdk.method);
    let ((path, query), (our_path, our_query)) = (split(&boto3.target), split(&sdk.target));
    found.compare("path", path, our_path);
    found.compare("query", &pairs(query), &pairs(our_query));
    if pairs(query) == pairs(our_query) {
        found.compare("query encoding", &query, &our_query);
    }
    let json = |request: &CapturedRequest| serde_json::from_slice(&request.body);
    match (json(boto3), json(sdk)) {
        (Ok(one), Ok(other)) => found.compare_json("body", &one, &other),
        _ => found.compare("body", &boto3.body, &sdk.body),
    }
    found.compare_headers(boto3, sdk);
    let (signature, our_signature) = (Signature::of(boto3), Signature::of(sdk));
    found.compare("signature", &signature.scope, &our_signature.scope);
    found.compare("signed headers", &signature.headers, &our_signature.headers);
    found.0
}

/// How similar the bodies of equal requests are.
pub(crate) fn similarity(boto3: &CapturedRequest, sdk: &CapturedRequest) -> &'static str {
    if boto3.body.is_empty() && sdk.body.is_empty() {
        "no body"
    } else if boto3.body == sdk.body {
        "byte for byte"
    } else {
        "as JSON"
    }
}

/// The request with generated idempotency tokens in body, query and headers replaced, if they are UUIDs of version 4.
pub(crate) fn without_tokens(request: &CapturedRequest, tokens: &[String]) -> CapturedRequest {
    let mut masked = request.clone();
    let body = serde_json::from_slice::<Value>(&request.body);
    if let (Ok(mut body), false) = (body, tokens.is_empty()) {
        for token in tokens {
            if let Some(Value::String(value)) = body.get_mut(token)
                && is_uuid(value)
            {
                "UUID".clone_into(value);
            }
        }
        masked.body = body.to_string().into();
    }
    for token in tokens {
        if let Some((before, rest)) = masked.target.split_once(&format!("{token}=")) {
            let value = rest.split('&').next().unwrap_or_default();
            if is_uuid(value) && before.ends_with(['?', '&']) {
                let after = &rest[value.len()..];
                masked.target = format!("{before}{token}=UUID{after}");
            }
        }
        for (name, value) in &mut masked.headers {
            if token.eq_ignore_ascii_case(name) && is_uuid(value) {
                "UUID".clone_into(value);
            }
        }
    }
    masked
}

fn is_uuid(string: &str) -> bool {
    let lengths: Vec<usize> = string.split('-').map(str::len).collect();
    let digits = |c: char| c == '-' || matches!(c, '0'..='9' | 'a'..='f');
    lengths == [8, 4, 4, 4, 12] && string.chars().all(digits) && string[14..].starts_with('4')
}

#[derive(Default)]
struct Differences(Vec<String>);

impl Differences {
    fn compare<T: Debug + PartialEq + ?Sized>(&mut self, what: &str, boto3: &T, sdk: &T) {
        if boto3 != sdk {
            self.0.push(format!("{what}: boto3 {boto3:?}, the SDK {sdk:?}"));
        }
    }

    fn compare_json(&mut self, path: &str, boto3: &Value, sdk: &Value) {
        match (boto3, sdk) {
            (Value::Object(one), Value::Object(other)) => {
                for (key, value) in one {
                    let sdk = other.get(key).unwrap_or(&Value::Null);
                    self.compare_json(&format!("{path}.{key}"), value, sdk);
                }
                for key in other.keys().filter(|key| !one.contains_key(*key)) {
                    self.0.push(format!("{path}.{key}: only the SDK sends it"));
                }
            }
            (Value::Array(one), Value::Array(other)) if one.len() == other.len() => {
                for (at, (one, other)) in one.iter().zip(other).enumerate() {
                    self.compare_json(&format!("{path}[{at}]"), one, other);
                }
            }
            _ => self.compare(path, boto3, sdk),
        }
    }

    fn compare_headers(&mut self, boto3: &CapturedRequest, sdk: &CapturedRequest) {
        let headers = [boto3, sdk].into_iter().flat_map(|request| &request.headers);
        let names = headers.map(|(name, _)| name.to_ascii_lowercase());
        let names: BTreeSet<String> = names
            .filter(|name| name != "authorization" && !LIBRARY_HEADERS.contains(&name.as_str()))
            .collect();
        for name in names {
            self.compare(&name, &values(boto3, &name), &values(sdk, &name));
        }
    }
}

/// The comparable parts of all values of a header.
fn values(request: &CapturedRequest, name: &str) -> Vec<String> {
    let headers = request.headers.iter().filter(|(key, _)| key.eq_ignore_ascii_case(name));
    let comparable = headers.map(|(_, value)| match name {
        // The capture server has read the body by it.
        "content-length" if value != "0" => "not 0".to_owned(),
        _ if UNIQUE_HEADERS.contains(&name) => format_of(value),
        _ => value.clone(),
    });
    comparable.collect()
}

/// The value with hexadecimal digits masked.
fn format_of(value: &str) -> String {
    let mask = |c: char| if c.is_ascii_hexdigit() { 'x' } else { c };
    value.chars().map(mask).collect()
}

/// Path and query. No query and an empty one are different.
fn split(target: &str) -> (&str, Option<&str>) {
    match target.split_once('?') {
        Some((path, query)) => (path, Some(query)),
        None => (target, None),
    }
}

/// The decoded pairs of a query, in order. AWS does not read a `+` as a space.
fn pairs(query: Option<&str>) -> Vec<(Vec<u8>, Option<Vec<u8>>)> {
    let decode = |string: &str| percent_decode_str(string).collect();
    let pairs = query.into_iter().flat_map(|query| query.split('&'));
    let pairs = pairs.map(|pair| match pair.split_once('=') {
        Some((key, value)) => (decode(key), Some(decode(value))),
        None => (decode(pair), None),
    });
    pairs.collect()
}

/// The comparable parts of an `authorization` header.
struct Signature<'a> {
    /// Algorithm, access key id, region, service and terminator.
    scope: Vec<&'a str>,
    /// The signed headers without those that only one library has.
    headers: Vec<&'a str>,
}

impl<'a> Signature<'a> {
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
        let is_own = |name: &str| LIBRARY_HEADERS.contains(&name) || name.starts_with("amz-sdk-");
        Self {
            scope: std::iter::once(algorithm).chain(undated.map(|(_, part)| part)).collect(),
            headers: signed.filter(|name| !is_own(name)).collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const AUTHORIZATION: &str = "AWS4-HMAC-SHA256 Credential=K/20200714/r/ivs/aws4_request, \
                                 SignedHeaders=a;host, Signature=0f";
    const UUID: &str = "af336027-8c51-469c-a676-e2c489781334";

    fn request(target: &str, headers: &[(&str, &str)], body: &str) -> CapturedRequest {
        let owned = |(name, value): &(&str, &str)| ((*name).to_owned(), (*value).to_owned());
        CapturedRequest {
            method: "POST".to_owned(),
            target: target.to_owned(),
            headers: headers.iter().map(owned).collect(),
            body: body.to_owned().into(),
            raw: "".into(),
        }
    }

    /// The subject of each difference.
    fn subjects(boto3: &CapturedRequest, sdk: &CapturedRequest) -> Vec<String> {
        let subject = |it: &String| it.split(':').next().unwrap_or_default().to_owned();
        differences(boto3, sdk).iter().map(subject).collect()
    }

    #[test]
    fn intended_differences_are_ignored() {
        let boto3 = [
            ("User-Agent", "Boto3"),
            ("Accept-Encoding", "identity"),
            ("X-Amz-Date", "20200714T010203Z"),
            ("amz-sdk-invocation-id", UUID),
            ("Content-Length", "18"),
            ("Authorization", AUTHORIZATION),
        ];
        let boto3 = request("/a?b=1", &boto3, r#"{"a": 1, "b": "\u00e9"}"#);
        let next_day = AUTHORIZATION
            .replace("20200714", "20200715")
            .replace("a;host", "a;amz-sdk-request;host;user-agent");
        let sdk = [
            ("user-agent", "ours"),
            ("x-amz-date", "20200715T000000Z"),
            ("amz-sdk-invocation-id", "00000000-0000-4000-8000-000000000000"),
            ("content-length", "14"),
            ("authorization", &next_day),
        ];
        let sdk = request("/a?b=1", &sdk, r#"{"b":"é","a":1}"#);
        assert_eq!(differences(&boto3, &sdk), Vec::<String>::new());
        assert_eq!(similarity(&boto3, &sdk), "as JSON");
    }

    #[test]
    fn all_other_differences_are_found() {
        let plain =
            request("/a%2Fb?k=1&k=2", &[("authorization", AUTHORIZATION)], r#"{"a":[1,""]}"#);
        for (target, subject) in [
            ("/a%2fb?k=1&k=2", "path"),
            ("/a/b?k=1&k=2", "path"),
            ("/a%2Fb?k=2&k=1", "query"),
            ("/a%2Fb?k=1", "query"),
            ("/a%2Fb", "query"),
            ("/a%2Fb?k=1&%6B=2", "query encoding"),
        ] {
            let other = CapturedRequest { target: target.to_owned(), ..plain.clone() };
            assert_eq!(subjects(&plain, &other), [subject], "{target}");
        }
        for (body, subject) in [
            (r#"{"a":[1]}"#, "body.a"),
            (r#"{"a":[1.0,""]}"#, "body.a[0]"),
            (r#"{"a":[1,""],"b":null}"#, "body.b"),
            ("", "body"),
            ("{", "body"),
            ("null", "body"),
        ] {
            let other = CapturedRequest { body: body.into(), ..plain.clone() };
            assert_eq!(subjects(&plain, &other), [subject], "{body}");
        }
        for (from, to, subject) in [
            ("/ivs/", "/ivsrealtime/", "signature"),
            ("AWS4-HMAC-SHA256", "AWS4-ECDSA-P256-SHA256", "signature"),
            ("a;host", "host", "signed headers"),
        ] {
            let mut other = plain.clone();
            other.headers[0].1 = AUTHORIZATION.replace(from, to);
            assert_eq!(subjects(&plain, &other), [subject], "{to}");
        }
        let none = request("/", &[], "");
        for (name, value, other) in [
            ("content-type", "application/json", None),
            ("content-length", "0", None),
            ("x-amz-date", "20200714T010203Z", Some("2020-07-14T01:02:03Z")),
        ] {
            let one = request("/", &[(name, value)], "");
            let other = other.map_or(none.clone(), |it| request("/", &[(name, it)], ""));
            assert_eq!(subjects(&one, &other), [name]);
        }
        assert_eq!(subjects(&none, &request("/?", &[], "")), ["query"]);
        assert_eq!(subjects(&none, &request("/", &[], "{}")), ["body"]);
        assert_eq!(similarity(&none, &none), "no body");
        assert_eq!(similarity(&plain, &plain), "byte for byte");
    }

    #[test]
    fn only_uuids_are_masked_as_tokens() {
        let with = |token: &str| {
            request(&format!("/?t={token}"), &[("T", token)], &format!(r#"{{"t":"{token}"}}"#))
        };
        let tokens = ["t".to_owned()];
        let masked = without_tokens(&with(UUID), &tokens);
        assert_eq!(masked, without_tokens(&with(&UUID.replace("af", "00")), &tokens));
        assert_eq!(
            (masked.target.as_str(), &masked.body[..]),
            ("/?t=UUID", &br#"{"t":"UUID"}"#[..])
        );
        assert_eq!(without_tokens(&with(UUID), &["other".to_owned()]), with(UUID));
        for token in ["", "x", &UUID.replace("-4", "-1"), &UUID.to_uppercase()] {
            assert_eq!(without_tokens(&with(token), &tokens), with(token));
        }
    }
}
