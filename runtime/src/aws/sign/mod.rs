//! AWS Signature Version 4.
//!
//! Client and service share a secret key. The client writes the request in a canonical form, hashes
//! it, and sends a keyed hash of that hash with the request; the service computes the same from the
//! request that it received, and compares. Both have to agree on each byte of the canonical request:
//!
//! ```text
//! DELETE                                               method
//! /tags/arn%253Aaws%253Aivs                            path, encoded once more than on the wire
//! tagKeys=a&tagKeys=b                                  query, encoded and sorted
//! host:ivs.us-east-1.amazonaws.com                     each signed header, sorted
//! x-amz-date:20150830T123600Z
//!
//! host;x-amz-date                                      the names of the signed headers
//! e3b0c44298fc1c149afbf4c8996fb924…                    SHA-256 of the body
//! ```
//!
//! Its SHA-256, the time and the credential scope (day, region, service) form the *string to sign*.
//! The key is derived from the secret and the scope. The signature is sent in the `authorization`
//! header ([`sign_headers`]) or in the query of a presigned URI ([`presign`]).
//!
//! Source: <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html>.
//! The official signer, `aws-sigv4`, is not used because it adds 37 crates. Tests compare both, and run
//! the test vectors that AWS publishes.

mod canonical;
mod key;
pub(crate) mod normalize;
mod options;
#[cfg(test)]
mod tests;

use std::time::Duration;

use http::header::{AUTHORIZATION, HOST};
use http::uri::{PathAndQuery, Scheme};
use http::{HeaderMap, HeaderName, HeaderValue, Method, Uri};
use jiff::Timestamp;

use self::canonical::{SESSION_TOKEN, SignedHeaders, canonical_request};
use self::key::{ALGORITHM, Scope};
use crate::Credentials;
use crate::uri::push_encoded;

pub use self::canonical::PayloadHash;
#[cfg(feature = "default-chain")]
pub(crate) use self::canonical::hex;
pub use self::key::SigningKeyCache;
pub use self::options::{SigningError, SigningOptions};

const X_AMZ_CONTENT_SHA256: HeaderName = HeaderName::from_static("x-amz-content-sha256");
const X_AMZ_DATE: HeaderName = HeaderName::from_static("x-amz-date");
const X_AMZ_SECURITY_TOKEN: HeaderName = HeaderName::from_static(SESSION_TOKEN);

/// The shortest and the longest time that a presigned URI can be valid for.
const EXPIRES: std::ops::RangeInclusive<Duration> =
    Duration::from_secs(1)..=Duration::from_secs(7 * 24 * 60 * 60);

/// The parameters of a signature.
#[derive(Clone, Copy, Debug)]
pub struct SigningParams<'a> {
    /// The access key that signs.
    pub credentials: &'a Credentials,
    /// The region that the request is sent to, such as `us-east-1`.
    pub region: &'a str,
    /// The service's signing name, such as `ivs`; not always the first label of its host.
    pub service: &'a str,
    /// The time of the signature. Services reject one that is more than five minutes off.
    pub time: Timestamp,
    /// Deviations of single services from the general rules.
    pub options: SigningOptions,
    /// Keeps the derived key, so that it is derived once a day.
    pub keys: &'a SigningKeyCache,
}

/// Signs a request: adds `host`, `x-amz-date`, `x-amz-security-token` (for temporary credentials)
/// and `authorization` to `headers`.
///
/// `uri` is the absolute URI of the request, percent-encoded. An existing `host` header is kept; an
/// existing signature is replaced, so that each attempt can sign the same headers anew.
///
/// All headers are signed except `authorization`, `user-agent`, `x-amzn-trace-id`, `expect` and
/// those of one connection (`connection`, `te`, `transfer-encoding` and the like). Headers that are
/// added later are not protected.
///
/// # Errors
///
/// Returns an error if there is no host, or if a part of the signature is not a valid header value.
/// The headers may have been changed, but have no `authorization`.
///
/// ```
/// use http::{HeaderMap, Method, Uri};
/// # use sdk_runtime::Credentials;
/// # use sdk_runtime::sign::{PayloadHash, SigningKeyCache, SigningParams, sign_headers};
///
/// let params = SigningParams {
///     credentials: &Credentials::new("AKIDEXAMPLE", "wJalrXUtnFEMI", None),
///     region: "eu-west-1",
///     service: "ivs",
///     time: "2026-01-01T00:00:00Z".parse()?,
///     options: Default::default(),
///     keys: &SigningKeyCache::default(),
/// };
/// let uri = Uri::from_static("https://ivsrealtime.eu-west-1.amazonaws.com/ListStages");
/// let mut headers = HeaderMap::new();
/// sign_headers(&Method::POST, &uri, &mut headers, &PayloadHash::of(b"{}"), &params)?;
/// assert!(headers.contains_key("authorization"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn sign_headers(
    method: &Method,
    uri: &Uri,
    headers: &mut HeaderMap,
    payload: &PayloadHash,
    params: &SigningParams<'_>,
) -> Result<(), SigningError> {
    let scope = Scope::new(params.time, params.region, params.service);
    add_headers(uri, headers, payload, &scope, params)?;
    let signed = SignedHeaders::new(headers, params.options)?;
    let request = canonical_request(method, uri, &signed, payload, params.options);
    let secret = &params.credentials.secret_access_key;
    let signature = scope.signature(&request, secret, params.keys);

    let credential = scope.credential(&params.credentials.access_key_id);
    let authorization = [
        ALGORITHM,
        " Credential=",
        &credential,
        ", SignedHeaders=",
        &signed.names(),
        ", Signature=",
        &signature,
    ]
    .concat();
    let mut authorization =
        HeaderValue::try_from(authorization).map_err(|_| SigningError::BadScope)?;
    authorization.set_sensitive(true);
    headers.insert(AUTHORIZATION, authorization);
    Ok(())
}

/// Returns a URI that contains its signature and is valid for `expires`: 1 second to 7 days,
/// fractions of a second are truncated.
///
/// The request has to be sent with `method`, the signed ones of `headers` (see [`sign_headers`])
/// and the body of `payload`. Until it expires, the URI is a secret: it is all that is needed to send
/// the request, and it contains the session token.
///
/// # Errors
///
/// Returns an error if `expires` is out of range, if there is no host, or if the URI is too long.
pub fn presign(
    method: &Method,
    uri: &Uri,
    headers: &HeaderMap,
    payload: &PayloadHash,
    params: &SigningParams<'_>,
    expires: Duration,
) -> Result<Uri, SigningError> {
    let mut headers = headers.clone();
    add_host(uri, &mut headers)?;
    let signed = SignedHeaders::new(&headers, params.options)?;
    let scope = Scope::new(params.time, params.region, params.service);
    let unsigned = add_parameters(uri, &signed, &scope, params, expires)?;
    let request = canonical_request(method, &unsigned, &signed, payload, params.options);
    let secret = &params.credentials.secret_access_key;
    let signature = scope.signature(&request, secret, params.keys);

    let mut query = String::with_capacity(2048);
    if !params.options.sign_session_token {
        push_session_token(&mut query, params);
    }
    push_pair(&mut query, "X-Amz-Signature", &signature);
    with_query(&unsigned, &query)
}

/// Adds the headers that the signature requires, and removes those of an earlier signature.
fn add_headers(
    uri: &Uri,
    headers: &mut HeaderMap,
    payload: &PayloadHash,
    scope: &Scope<'_>,
    params: &SigningParams<'_>,
) -> Result<(), SigningError> {
    headers.remove(AUTHORIZATION);
    add_host(uri, headers)?;
    let time = HeaderValue::from_str(scope.time()).map_err(|_| SigningError::BadScope)?;
    headers.insert(X_AMZ_DATE, time);
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

/// Adds the `host` header if it is absent, without the scheme's default port, as HTTP clients do.
fn add_host(uri: &Uri, headers: &mut HeaderMap) -> Result<(), SigningError> {
    if headers.contains_key(HOST) {
        return Ok(());
    }
    let host = uri.host().filter(|host| !host.is_empty()).ok_or(SigningError::NoHost)?;
    let default_port = if uri.scheme() == Some(&Scheme::HTTP) { 80 } else { 443 };
    let value = match uri.port_u16() {
        Some(port) if port != default_port => HeaderValue::try_from(format!("{host}:{port}")),
        _ => HeaderValue::from_str(host),
    };
    headers.insert(HOST, value.map_err(|_| SigningError::BadHost)?);
    Ok(())
}

/// Returns the URI with all parameters of a presigned request except the signature.
fn add_parameters(
    uri: &Uri,
    signed: &SignedHeaders<'_>,
    scope: &Scope<'_>,
    params: &SigningParams<'_>,
    expires: Duration,
) -> Result<Uri, SigningError> {
    if !EXPIRES.contains(&expires) {
        return Err(SigningError::ExpiryOutOfRange);
    }
    let credential = scope.credential(&params.credentials.access_key_id);
    let mut query = String::with_capacity(2048);
    push_pair(&mut query, "X-Amz-Algorithm", ALGORITHM);
    push_pair(&mut query, "X-Amz-Credential", &credential);
    push_pair(&mut query, "X-Amz-Date", scope.time());
    push_pair(&mut query, "X-Amz-Expires", &expires.as_secs().to_string());
    push_pair(&mut query, "X-Amz-SignedHeaders", &signed.names());
    if params.options.sign_session_token {
        push_session_token(&mut query, params);
    }
    with_query(uri, &query)
}

fn push_session_token(query: &mut String, params: &SigningParams<'_>) {
    if let Some(token) = &params.credentials.session_token {
        push_pair(query, "X-Amz-Security-Token", token.expose());
    }
}

fn push_pair(query: &mut String, key: &str, value: &str) {
    if !query.is_empty() {
        query.push('&');
    }
    query.push_str(key);
    query.push('=');
    push_encoded(query, value);
}

/// Returns `uri` with `pairs` appended to its query.
fn with_query(uri: &Uri, pairs: &str) -> Result<Uri, SigningError> {
    let separator = match uri.query() {
        None => "?",
        Some("") => "",
        Some(_) => "&",
    };
    let target = uri.path_and_query().map_or("/", PathAndQuery::as_str);
    let target = [target, separator, pairs].concat();
    let mut parts = uri.clone().into_parts();
    parts.path_and_query = Some(target.try_into().map_err(|_| SigningError::BadUri)?);
    Uri::from_parts(parts).map_err(|_| SigningError::BadUri)
}
