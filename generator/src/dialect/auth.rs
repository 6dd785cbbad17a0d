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
pub(super) fn check(document: &Value, report: &mut Report<'_>) -> bool {
    let schemes = document
        .pointer("/components/securitySchemes")
        .and_then(Value::as_object);
    let signed = schemes
        .into_iter()
        .flatten()
        .any(|(_, scheme)| scheme.get(AUTH_TYPE).and_then(Value::as_str) == Some("awsSigv4"));
    if signed {
        return true;
    }
    let scheme = schemes.into_iter().flatten().find(|(_, scheme)| {
        scheme.get("type").and_then(Value::as_str) == Some("apiKey")
            && scheme.get("name").and_then(Value::as_str) == Some("Authorization")
    });
    let named = document
        .pointer("/info")
        .and_then(|info| info.get(SIGNING_NAME));
    if let (Some((name, _)), Some(Value::String(_))) = (scheme, named) {
        let pointer = Pointer::root().child("components").child("securitySchemes");
        report
            .warning("unsigned-scheme", &pointer.child(name))
            .found(format!("a security scheme without `{AUTH_TYPE}: awsSigv4`"))
            .expected("a service that takes AWS signatures")
            .remedy(
                "expect requests to be signed all the same; the service may want another token",
            );
        return true;
    }
    report
        .error("not-an-aws-document", &Pointer::root())
        .found(format!("no security scheme with `{AUTH_TYPE}: awsSigv4`"))
        .expected("the document of an AWS rest-json service, as in the APIs.guru directory")
        .remedy("use a document that this generator serves, or add that mark if AWS signatures are right");
    false
}

/// The service's name inside a signature.
pub(super) fn signing_name(model: &OpenAPI, endpoint_prefix: &str) -> String {
    let named = model.info.extensions.get(SIGNING_NAME);
    let named = named
        .and_then(Value::as_str)
        .filter(|name| !name.is_empty());
    named.unwrap_or(endpoint_prefix).to_owned()
}
