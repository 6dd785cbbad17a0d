//! The signature and the endpoint of requests.
//!
//! The security scheme `hmac` with `x-amazon-apigateway-authtype: awsSigv4` distinguishes an AWS document
//! from all others. One document (codecatalyst) has a signing name but not the scheme, because its service
//! takes bearer tokens.
//!
//! Servers are listed with http first, but requests always go to https. The host is
//! `{prefix}.{region}.{suffix}`; the list of regions is frozen and generic and not read: any region is
//! accepted. The signing name is `info.x-aws-signingName`, else the prefix, which is right in 197 of 198
//! documents. Hosts without a region precede those with one in 5 documents, whose services are global; one (ce) has
//! hosts of one region for each partition.

use serde_json::Value;

use super::string;
use crate::diagnostics::nearest;
use crate::openapi::report::Report;
use crate::pointer::Pointer;
use crate::service::AwsService;

const AUTH_TYPE: &str = "x-amazon-apigateway-authtype";
const SIGNED: &str = "awsSigv4";
const SIGNED_LOWERCASE: &str = "awssigv4";
const SIGNING_NAME: &str = "x-aws-signingName";

/// Whether the document describes an AWS service: the provider is AWS, or every security scheme is marked as its
/// signature, or nearly. Others that have services behind AWS's gateway take their own keys as well.
pub(crate) fn is_aws(document: &Value) -> bool {
    let provider = document.pointer("/info/x-providerName").and_then(Value::as_str);
    let mut schemes = schemes(document).peekable();
    provider == Some("amazonaws.com")
        || (schemes.peek().is_some() && schemes.all(|(_, scheme)| mark(scheme).is_some()))
}

/// Reports a service that does not take AWS signatures.
pub(crate) fn check(document: &Value, report: &mut Report<'_>) {
    if schemes(document).any(|(_, scheme)| is_signed(scheme)) {
        return;
    }
    if report_misspelt(document, report) {
        return;
    }
    let components = components();
    // A document without schemes is reported as a whole.
    let schemes_or_root =
        components.resolve(document).map_or_else(Pointer::root, |_| components.clone());
    let in_authorization = schemes(document).find(|(_, scheme)| {
        let is = |key, expected| string(scheme, key) == Some(expected);
        is("type", "apiKey") && is("name", "Authorization")
    });
    let named = document.get("info").and_then(|info| info.get(SIGNING_NAME));
    match in_authorization {
        Some((name, _)) if named.is_some_and(Value::is_string) => report
            .warning("unsigned-scheme", &components.child(name))
            .found(format!("a security scheme without `{AUTH_TYPE}: awsSigv4`"))
            .expected("a service that takes AWS signatures")
            .remedy("requests are signed nevertheless; the service may require another token"),
        _ => report
            .error("unsigned-scheme", &schemes_or_root)
            .found(format!("no security scheme with `{AUTH_TYPE}: awsSigv4`"))
            .expected("a service that takes AWS signatures")
            .remedy("set that extension on a security scheme, if the service takes AWS signatures"),
    }
}

fn components() -> Pointer {
    Pointer::root().child("components").child("securitySchemes")
}

/// Reports a scheme whose mark is spelt almost as that of AWS signatures.
fn report_misspelt(document: &Value, report: &mut Report<'_>) -> bool {
    let misspelt = schemes(document).find_map(|(name, scheme)| Some((name, mark(scheme)?)));
    let Some((name, found)) = misspelt else {
        return false;
    };
    report
        .error("unsigned-scheme", &components().child(name).child(AUTH_TYPE))
        .found(format!("`{AUTH_TYPE}: {found}`"))
        .expected(format!("`{SIGNED}`, which marks a service that takes AWS signatures"))
        .remedy(format!("write `{SIGNED}` if intended"));
    true
}

fn schemes(document: &Value) -> impl Iterator<Item = (&String, &Value)> {
    let schemes = document.pointer("/components/securitySchemes");
    schemes.and_then(Value::as_object).into_iter().flatten()
}

/// The mark of a scheme, if it is that of AWS signatures or spelt almost like it.
fn mark(scheme: &Value) -> Option<&str> {
    let found = string(scheme, AUTH_TYPE)?;
    nearest(&found.to_ascii_lowercase(), [SIGNED_LOWERCASE]).map(|_| found)
}

fn is_signed(scheme: &Value) -> bool {
    string(scheme, AUTH_TYPE) == Some(SIGNED)
}

/// The endpoint of the service. `None` after reporting that no server has a prefix before its region.
pub(crate) fn service(document: &Value, report: &mut Report<'_>) -> Option<AwsService> {
    let servers = document.get("servers").and_then(Value::as_array);
    let urls = || servers.into_iter().flatten().filter_map(|server| string(server, "url"));
    let Some(prefix) = urls().find_map(host_prefix).or_else(|| urls().find_map(one_region)) else {
        let root = Pointer::root();
        let (pointer, found) = match urls().next() {
            Some(url) => (root.child("servers"), format!("servers such as `{url}`")),
            None => (root, "no servers".to_owned()),
        };
        report
            .error("missing-endpoint", &pointer)
            .found(found)
            .expected("a server of the form `https://PREFIX.{region}.amazonaws.com`")
            .remedy("add a server with the host prefix of the service");
        return None;
    };
    let info = document.get("info");
    let signing_name = info.and_then(|info| string(info, SIGNING_NAME));
    let signing_name = signing_name.filter(|name| !name.is_empty());
    Some(AwsService {
        endpoint_prefix: prefix.to_owned(),
        signing_name: signing_name.unwrap_or(prefix).to_owned(),
    })
}

/// The prefix of `https://PREFIX.{region}.SUFFIX`.
fn host_prefix(url: &str) -> Option<&str> {
    let (prefix, _) = host(url)?.split_once(".{region}")?;
    plain(prefix)
}

/// The prefix of `https://PREFIX.us-east-1.amazonaws.com`.
fn one_region(url: &str) -> Option<&str> {
    let (prefix, region) = host(url)?.strip_suffix(".amazonaws.com")?.rsplit_once('.')?;
    plain(prefix).filter(|_| region.contains('-') && region.ends_with(|c: char| c.is_ascii_digit()))
}

fn host(url: &str) -> Option<&str> {
    url.strip_prefix("https://").or_else(|| url.strip_prefix("http://"))
}

fn plain(prefix: &str) -> Option<&str> {
    let plain = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '.';
    (!prefix.is_empty() && prefix.chars().all(plain)).then_some(prefix)
}
