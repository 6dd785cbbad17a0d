//! The usual form: the signature travels in the `authorization` header.

use http::header::{AUTHORIZATION, HOST};
use http::uri::Scheme;
use http::{HeaderMap, HeaderName, HeaderValue, Method, Uri};

use super::canonical::{CanonicalRequest, SignedHeaders};
use super::payload::Hex;
use super::scope::{AmzDate, Scope};
use super::{ALGORITHM, PayloadHash, SigningError, SigningParams};

pub(super) const SESSION_TOKEN: &str = "x-amz-security-token";
const X_AMZ_SECURITY_TOKEN: HeaderName = HeaderName::from_static(SESSION_TOKEN);
const X_AMZ_DATE: HeaderName = HeaderName::from_static("x-amz-date");
const X_AMZ_CONTENT_SHA256: HeaderName = HeaderName::from_static("x-amz-content-sha256");

/// Signs a request: adds `host`, `x-amz-date`, `x-amz-security-token` (for temporary credentials)
/// and `authorization` to `headers`.
///
/// `uri` is the full URI as it goes on the wire, percent-encoded. A `host` header that is there
/// already stays; a former signature is replaced, so each attempt can sign the same headers anew.
///
/// Every header that is present is signed, except `authorization`, `user-agent`,
/// `x-amzn-trace-id`, `expect` and those that concern one connection only (`connection`, `te`,
/// `transfer-encoding` and the like). Headers that are added later are not protected.
///
/// # Errors
///
/// [`SigningError`] if a part of the signature cannot be sent in a header, or if there is no host.
/// The headers may then have been changed, but hold no `authorization`.
pub fn sign_headers(
    method: &Method,
    uri: &Uri,
    headers: &mut HeaderMap,
    payload: &PayloadHash,
    params: &SigningParams<'_>,
) -> Result<(), SigningError> {
    let date = AmzDate::new(params.time);
    add_headers(uri, headers, payload, &date, params)?;
    let authorization = {
        let request = canonical_request(method, uri, headers, payload, params)?;
        let scope = Scope::new(&date, params);
        let signature = scope.signature(&request, params);
        authorization(&scope, &request.headers, &signature, params)?
    };
    headers.insert(AUTHORIZATION, authorization);
    Ok(())
}

pub(super) fn canonical_request<'a>(
    method: &'a Method,
    uri: &'a Uri,
    headers: &'a HeaderMap,
    payload: &'a PayloadHash,
    params: &SigningParams<'_>,
) -> Result<CanonicalRequest<'a>, SigningError> {
    Ok(CanonicalRequest {
        method,
        uri,
        headers: SignedHeaders::of(headers, params.options)?,
        payload,
        options: params.options,
    })
}

/// Adds all that is signed and removes what a former signature left.
pub(super) fn add_headers(
    uri: &Uri,
    headers: &mut HeaderMap,
    payload: &PayloadHash,
    date: &AmzDate,
    params: &SigningParams<'_>,
) -> Result<(), SigningError> {
    headers.remove(AUTHORIZATION);
    add_host(uri, headers)?;
    let date = HeaderValue::from_str(date.as_str()).map_err(|_| SigningError::BadScope)?;
    headers.insert(X_AMZ_DATE, date);
    if let Some(token) = &params.credentials.session_token {
        let mut token =
            HeaderValue::from_str(token.expose()).map_err(|_| SigningError::BadSessionToken)?;
        token.set_sensitive(true);
        headers.insert(X_AMZ_SECURITY_TOKEN, token);
    } else {
        headers.remove(X_AMZ_SECURITY_TOKEN);
    }
    if params.options.send_payload_hash {
        let hash = HeaderValue::from_str(payload.as_str()).map_err(|_| SigningError::BadScope)?;
        headers.insert(X_AMZ_CONTENT_SHA256, hash);
    }
    Ok(())
}

/// Adds the `host` header, unless there is one. A port that the scheme implies is left out, as
/// HTTP clients do.
pub(super) fn add_host(uri: &Uri, headers: &mut HeaderMap) -> Result<(), SigningError> {
    if headers.contains_key(HOST) {
        return Ok(());
    }
    let host = uri
        .host()
        .filter(|host| !host.is_empty())
        .ok_or(SigningError::NoHost)?;
    let implied = if uri.scheme() == Some(&Scheme::HTTP) {
        80
    } else {
        443
    };
    let value = match uri.port_u16() {
        Some(port) if port != implied => HeaderValue::try_from(format!("{host}:{port}")),
        _ => HeaderValue::from_str(host),
    };
    headers.insert(HOST, value.map_err(|_| SigningError::BadHost)?);
    Ok(())
}

fn authorization(
    scope: &Scope<'_>,
    signed: &SignedHeaders<'_>,
    signature: &Hex,
    params: &SigningParams<'_>,
) -> Result<HeaderValue, SigningError> {
    // Enough for a usual request with a session token.
    let mut text = String::with_capacity(288);
    text.push_str(ALGORITHM);
    text.push_str(" Credential=");
    text.push_str(&params.credentials.access_key_id);
    text.push('/');
    text.extend(scope.parts());
    text.push_str(", SignedHeaders=");
    signed.push_names(&mut text);
    text.push_str(", Signature=");
    text.push_str(signature.as_str());
    let mut value = HeaderValue::try_from(text).map_err(|_| SigningError::BadScope)?;
    value.set_sensitive(true);
    Ok(value)
}
