//! Rule 7: how requests are signed.
//!
//! The security scheme is `hmac` with `x-amazon-apigateway-authtype: awsSigv4`: that is what tells an
//! AWS document from all others. The name inside the signature is `info.x-aws-signingName`, else the
//! host's labels before `.{region}`, which is right in 197 of 198 documents. One document
//! (codecatalyst) has the signing name but not the mark, because its service takes bearer tokens.

use openapiv3::OpenAPI;
use serde_json::Value;

use crate::document::Pointer;

use super::report::Report;

const AUTH_TYPE: &str = "x-amazon-apigateway-authtype";
const SIGNING_NAME: &str = "x-aws-signingName";

/// Whether the document describes an AWS service.
pub(super) fn check_provider(document: &Value, report: &mut Report<'_>) -> bool {
    let provider = document
        .pointer("/info/x-providerName")
        .and_then(Value::as_str);
    if provider == Some("amazonaws.com") || schemes(document).any(|(_, scheme)| is_signed(scheme)) {
        return true;
    }
    report
        .error("not-an-aws-document", &Pointer::root())
        .found(format!("no security scheme with `{AUTH_TYPE}: awsSigv4`"))
        .expected("the document of an AWS rest-json service, as in the APIs.guru directory")
        .remedy("use a document that this generator serves, or add that mark if AWS signatures are right");
    false
}

/// Whether the service takes AWS signatures.
pub(super) fn check(document: &Value, report: &mut Report<'_>) {
    if schemes(document).any(|(_, scheme)| is_signed(scheme)) {
        return;
    }
    let path = ["components", "securitySchemes"];
    let components = path.iter().fold(Pointer::root(), |at, key| at.child(key));
    // Without any schemes the problem is the document's.
    let place = components
        .resolve(document)
        .map_or_else(Pointer::root, |_| components.clone());
    let in_authorization = schemes(document).find(|(_, scheme)| {
        let is = |key, text| scheme.get(key).and_then(Value::as_str) == Some(text);
        is("type", "apiKey") && is("name", "Authorization")
    });
    let named = document.get("info").and_then(|info| info.get(SIGNING_NAME));
    match in_authorization {
        Some((name, _)) if named.is_some_and(Value::is_string) => report
            .warning("unsigned-scheme", &components.child(name))
            .found(format!("a security scheme without `{AUTH_TYPE}: awsSigv4`"))
            .expected("a service that takes AWS signatures")
            .remedy(
                "expect requests to be signed all the same; the service may want another token",
            ),
        _ => report
            .error("unsigned-scheme", &place)
            .found(format!("no security scheme with `{AUTH_TYPE}: awsSigv4`"))
            .expected("a service that takes AWS signatures")
            .remedy("add that mark, if AWS signatures are right"),
    }
}

fn schemes(document: &Value) -> impl Iterator<Item = (&String, &Value)> {
    let schemes = document.pointer("/components/securitySchemes");
    schemes.and_then(Value::as_object).into_iter().flatten()
}

fn is_signed(scheme: &Value) -> bool {
    scheme.get(AUTH_TYPE).and_then(Value::as_str) == Some("awsSigv4")
}

/// The service's name inside a signature.
pub(super) fn signing_name(model: &OpenAPI, endpoint_prefix: &str) -> String {
    let named = model.info.extensions.get(SIGNING_NAME);
    let named = named
        .and_then(Value::as_str)
        .filter(|name| !name.is_empty());
    named.unwrap_or(endpoint_prefix).to_owned()
}
