//! The signature and the endpoint of requests.
//!
//! The security scheme `hmac` with `x-amazon-apigateway-authtype: awsSigv4` distinguishes an AWS document
//! from all others. One document (codecatalyst) has a signing name but not the scheme, because its service
//! takes bearer tokens.
//!
//! Servers are listed with http first, but requests always go to https. The host is
//! `{prefix}.{region}.{suffix}`; the list of regions is frozen and generic and not read: any region is
//! accepted. The signing name is `info.x-aws-signingName`, else the prefix, which is right in 197 of 198
//! documents. Two documents also list a host without a region.

use serde_json::Value;

use super::string;
use crate::openapi::report::Report;
use crate::pointer::Pointer;
use crate::service::Endpoint;

const AUTH_TYPE: &str = "x-amazon-apigateway-authtype";
const SIGNING_NAME: &str = "x-aws-signingName";

/// Whether the document describes an AWS service.
pub(super) fn check_provider(document: &Value, report: &mut Report<'_>) -> bool {
    let provider = document.pointer("/info/x-providerName").and_then(Value::as_str);
    if provider == Some("amazonaws.com") || schemes(document).any(|(_, scheme)| is_signed(scheme)) {
        return true;
    }
    report
        .error("not-an-aws-document", &Pointer::root())
        .found(format!("no security scheme with `{AUTH_TYPE}: awsSigv4`"))
        .expected("the document of an AWS rest-json service, as in the APIs.guru directory")
        .remedy("use the document of an AWS service, or set that extension on a security scheme if it takes AWS signatures");
    false
}

/// Reports a service that does not take AWS signatures.
pub(crate) fn check(document: &Value, report: &mut Report<'_>) {
    if schemes(document).any(|(_, scheme)| is_signed(scheme)) {
        return;
    }
    let path = ["components", "securitySchemes"];
    let components = path.iter().fold(Pointer::root(), |at, key| at.child(key));
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

fn schemes(document: &Value) -> impl Iterator<Item = (&String, &Value)> {
    let schemes = document.pointer("/components/securitySchemes");
    schemes.and_then(Value::as_object).into_iter().flatten()
}

fn is_signed(scheme: &Value) -> bool {
    string(scheme, AUTH_TYPE) == Some("awsSigv4")
}

/// The endpoint of the service. `None` after reporting that no server has a prefix before its region.
pub(crate) fn endpoint(document: &Value, report: &mut Report<'_>) -> Option<Endpoint> {
    let servers = document.get("servers").and_then(Value::as_array);
    let urls = || servers.into_iter().flatten().filter_map(|server| string(server, "url"));
    let Some(prefix) = urls().find_map(host_prefix) else {
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
    Some(Endpoint {
        prefix: prefix.to_owned(),
        signing_name: signing_name.unwrap_or(prefix).to_owned(),
    })
}

fn host_prefix(url: &str) -> Option<&str> {
    let host = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://"))?;
    let (prefix, _) = host.split_once(".{region}")?;
    let plain = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '.';
    (!prefix.is_empty() && prefix.chars().all(plain)).then_some(prefix)
}
