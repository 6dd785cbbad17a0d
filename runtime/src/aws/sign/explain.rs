//! The texts that a signature is made of, for people who look for a difference.

use std::time::Duration;

use http::{HeaderMap, Method, Uri};

use super::canonical::{CanonicalRequest, View};
use super::header_form::{add_headers, canonical_request};
use super::query_form::{unsigned_uri, with_host};
use super::scope::{AmzDate, Scope};
use super::{PayloadHash, SigningError, SigningParams};

/// How a signature came about.
///
/// A service that answers `SignatureDoesNotMatch` often tells the canonical request and the string
/// to sign that it expected: compare them with these, line by line. Neither holds the secret key.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Explanation {
    /// The canonical request. A session token, and any header value marked as sensitive, reads
    /// `**redacted**`.
    pub canonical_request: String,
    /// The string to sign. It holds the hash of the canonical request as it was before redaction.
    pub string_to_sign: String,
}

impl Explanation {
    fn of(request: &CanonicalRequest<'_>, scope: &Scope<'_>) -> Self {
        let mut redacted = String::new();
        request.write(&mut redacted, View::Redacted);
        Self {
            canonical_request: redacted,
            string_to_sign: scope.string_to_sign(&request.hash()),
        }
    }
}

/// What [`sign_headers`](super::sign_headers) signs, given the same request.
///
/// # Errors
///
/// As signing does.
pub fn explain_headers(
    method: &Method,
    uri: &Uri,
    headers: &HeaderMap,
    payload: &PayloadHash,
    params: &SigningParams<'_>,
) -> Result<Explanation, SigningError> {
    let date = AmzDate::new(params.time);
    let mut headers = headers.clone();
    add_headers(uri, &mut headers, payload, &date, params)?;
    let request = canonical_request(method, uri, &headers, payload, params)?;
    Ok(Explanation::of(&request, &Scope::new(&date, params)))
}

/// What [`presign`](super::presign) signs, given the same request.
///
/// # Errors
///
/// As presigning does.
pub fn explain_presign(
    method: &Method,
    uri: &Uri,
    headers: &HeaderMap,
    payload: &PayloadHash,
    params: &SigningParams<'_>,
    expires: Duration,
) -> Result<Explanation, SigningError> {
    let date = AmzDate::new(params.time);
    let headers = with_host(uri, headers)?;
    let uri = unsigned_uri(uri, &headers, &date, params, expires)?;
    let request = canonical_request(method, &uri, &headers, payload, params)?;
    Ok(Explanation::of(&request, &Scope::new(&date, params)))
}
