//! The form for links: the signature travels in the query, and anyone who has the URI may use it.

use std::time::Duration;

use http::uri::PathAndQuery;
use http::{HeaderMap, Method, Uri};

use super::canonical::SignedHeaders;
use super::header_form::{add_host, canonical_request};
use super::scope::{AmzDate, Scope};
use super::{ALGORITHM, PayloadHash, SigningError, SigningParams};
use crate::uri::push_encoded;

/// Makes a URI that carries its own signature and is good for `expires` (1 second to 7 days; parts
/// of a second are cut off).
///
/// Whoever uses it must send `method`, every one of `headers` that is signed (see
/// [`sign_headers`](super::sign_headers)) and the body that `payload` tells about. The URI is as
/// good as a password while it lasts: the session token stands in it.
///
/// # Errors
///
/// [`SigningError`] if `expires` is out of range, if there is no host, or if the URI gets too long.
pub fn presign(
    method: &Method,
    uri: &Uri,
    headers: &HeaderMap,
    payload: &PayloadHash,
    params: &SigningParams<'_>,
    expires: Duration,
) -> Result<Uri, SigningError> {
    let date = AmzDate::new(params.time);
    let headers = &with_host(uri, headers)?;
    let unsigned = unsigned_uri(uri, headers, &date, params, expires)?;
    let request = canonical_request(method, &unsigned, headers, payload, params)?;
    let signature = Scope::new(&date, params).signature(&request, params);

    let mut query = String::with_capacity(2048);
    if !params.options.sign_session_token {
        push_session_token(&mut query, params);
    }
    push_pair(&mut query, "X-Amz-Signature", signature.as_str());
    with_query(&unsigned, &query)
}

/// The URI with all parameters of the signature but the signature itself.
pub(super) fn unsigned_uri(
    uri: &Uri,
    headers: &HeaderMap,
    date: &AmzDate,
    params: &SigningParams<'_>,
    expires: Duration,
) -> Result<Uri, SigningError> {
    if expires < MIN_EXPIRES || expires > MAX_EXPIRES {
        return Err(SigningError::ExpiryOutOfRange);
    }
    let mut names = String::new();
    SignedHeaders::of(headers, params.options)?.push_names(&mut names);
    let mut credential = params.credentials.access_key_id.clone();
    credential.push('/');
    credential.extend(Scope::new(date, params).parts());

    let mut query = String::with_capacity(2048);
    push_pair(&mut query, "X-Amz-Algorithm", ALGORITHM);
    push_pair(&mut query, "X-Amz-Credential", &credential);
    push_pair(&mut query, "X-Amz-Date", date.as_str());
    push_pair(&mut query, "X-Amz-Expires", &expires.as_secs().to_string());
    push_pair(&mut query, "X-Amz-SignedHeaders", &names);
    if params.options.sign_session_token {
        push_session_token(&mut query, params);
    }
    with_query(uri, &query)
}

/// The headers of the request with the one that is always there.
pub(super) fn with_host(uri: &Uri, headers: &HeaderMap) -> Result<HeaderMap, SigningError> {
    let mut headers = headers.clone();
    add_host(uri, &mut headers)?;
    Ok(headers)
}

const MIN_EXPIRES: Duration = Duration::from_secs(1);
const MAX_EXPIRES: Duration = Duration::from_secs(7 * 24 * 60 * 60);

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

/// `uri` with more pairs at the end of its query.
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
