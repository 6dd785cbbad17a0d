//! Verification of Signature Version 4.
//!
//! Reads the claims of a request, validates them, and signs the same request again with the `aws-sigv4` crate.
//! Nothing of the runtime's signer is used.

mod canonical;
mod claims;

use super::wire::ServiceError;
use aws_credential_types::Credentials;
use aws_sigv4::http_request::{
    SignableBody, SignableRequest, SignatureLocation, SigningSettings, sign,
};
use aws_sigv4::sign::v4;
use canonical::CanonicalRequest;
use claims::{Claims, Form};
use http::HeaderMap;
use jiff::{SignedDuration, Timestamp};
use std::time::SystemTime;

/// The service's name in a credential scope.
pub(crate) const SIGNING_NAME: &str = "ivs";

/// The maximum clock skew of a request.
const MAX_SKEW: SignedDuration = SignedDuration::from_mins(5);

/// The maximum validity of a presigned request, in seconds.
const MAX_EXPIRES: i64 = 604_800;

/// A request as received.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Received<'a> {
    pub(crate) method: &'a str,
    /// Path and query, raw.
    pub(crate) target: &'a str,
    pub(crate) headers: &'a HeaderMap,
    pub(crate) body: &'a [u8],
}

/// The valid access key.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct Key {
    pub(crate) access_key_id: String,
    pub(crate) secret_access_key: String,
    pub(crate) session_token: Option<String>,
    /// Whether it has expired.
    pub(crate) expired: bool,
}

impl std::fmt::Debug for Key {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Key")
            .field("access_key_id", &self.access_key_id)
            .finish_non_exhaustive()
    }
}

/// Rejects a request whose key, scope, time or signature is invalid.
pub(crate) fn verify(
    received: Received<'_>,
    key: &Key,
    region: &str,
    now: Timestamp,
) -> Result<(), ServiceError> {
    let claims = Claims::read(received)?;
    check_key(&claims, key)?;
    check_scope(&claims, region)?;
    check_time(&claims, now)?;
    claims.check_signed_headers(received)?;
    let expected = expected_signature(received, &claims, key)
        .map_err(|reason| invalid(format!("the request cannot be signed: {reason}")))?;
    if expected != claims.signature {
        let canonical = CanonicalRequest::new(received, &claims);
        return Err(invalid(format!(
            "the signature does not match the request: found {}, expected {expected}.\n\
             The canonical request should have been\n'{}'\n\nthe string to sign\n'{}'",
            claims.signature,
            canonical.0,
            canonical.string_to_sign(&claims),
        )));
    }
    Ok(())
}

/// The error of rest-json services for an invalid signature.
fn invalid(message: impl Into<String>) -> ServiceError {
    ServiceError::gateway(403, "InvalidSignatureException", message)
}

fn check_key(claims: &Claims, key: &Key) -> Result<(), ServiceError> {
    if claims.access_key_id != key.access_key_id || claims.session_token != key.session_token {
        let unknown = if claims.access_key_id == key.access_key_id {
            "session token"
        } else {
            "key"
        };
        return Err(ServiceError::gateway(
            403,
            "UnrecognizedClientException",
            format!("the {unknown} in the request is unknown"),
        ));
    }
    if key.expired {
        return Err(ServiceError::gateway(
            403,
            "ExpiredTokenException",
            "the security token in the request has expired",
        ));
    }
    Ok(())
}

fn check_scope(claims: &Claims, region: &str) -> Result<(), ServiceError> {
    let day = claims.time.strftime("%Y%m%d").to_string();
    for (what, expected, found) in [
        ("date", day.as_str(), &claims.date),
        ("region", region, &claims.region),
        ("service", SIGNING_NAME, &claims.service),
        ("terminator", "aws4_request", &claims.terminator),
    ] {
        if expected != found {
            return Err(invalid(format!(
                "the {what} in the credential scope must be '{expected}', found '{found}'"
            )));
        }
    }
    Ok(())
}

fn check_time(claims: &Claims, now: Timestamp) -> Result<(), ServiceError> {
    let compact = |time: Timestamp| time.strftime("%Y%m%dT%H%M%SZ").to_string();
    let age = now.duration_since(claims.time);
    if age < -MAX_SKEW {
        return Err(invalid(format!(
            "signature not yet current: {} is more than 5 minutes after {}",
            compact(claims.time),
            compact(now)
        )));
    }
    let life = match claims.form {
        Form::Header => MAX_SKEW,
        Form::Query { expires } if (1..=MAX_EXPIRES).contains(&expires) => {
            SignedDuration::from_secs(expires)
        }
        Form::Query { expires } => {
            return Err(invalid(format!(
                "X-Amz-Expires must be 1 to {MAX_EXPIRES} seconds, found {expires}"
            )));
        }
    };
    if age > life {
        return Err(invalid(format!(
            "signature expired: {} was valid for {} s, and now it is {}",
            compact(claims.time),
            life.as_secs(),
            compact(now)
        )));
    }
    Ok(())
}

fn expected_signature(
    received: Received<'_>,
    claims: &Claims,
    key: &Key,
) -> Result<String, Box<dyn std::error::Error>> {
    let host = received
        .headers
        .get("host")
        .ok_or("it has no host")?
        .to_str()?;
    let mut headers = Vec::new();
    for name in &claims.signed_headers {
        for value in received.headers.get_all(name) {
            headers.push((name.as_str(), value.to_str()?));
        }
    }
    let mut settings = SigningSettings::default();
    // Sign exactly the headers that the client signed.
    settings.excluded_headers = None;
    if let Form::Query { expires } = claims.form {
        settings.signature_location = SignatureLocation::QueryParams;
        settings.expires_in = Some(std::time::Duration::from_secs(expires.try_into()?));
    }
    let identity = Credentials::new(
        &key.access_key_id,
        &key.secret_access_key,
        key.session_token.clone(),
        None,
        "simulator",
    )
    .into();
    let params = v4::SigningParams::builder()
        .identity(&identity)
        .region(&claims.region)
        .name(&claims.service)
        .time(SystemTime::from(claims.time))
        .settings(settings)
        .build()?
        .into();
    let request = SignableRequest::new(
        received.method,
        format!("http://{host}{}", claims.unsigned_target),
        headers.into_iter(),
        SignableBody::Bytes(received.body),
    )?;
    Ok(sign(request, &params)?.signature().to_owned())
}
