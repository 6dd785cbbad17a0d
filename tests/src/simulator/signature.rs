//! Verification of Signature Version 4.
//!
//! Reads the claims of a request, validates them, and signs the same request again with the `aws-sigv4` crate.
//! Nothing of the runtime's signer is used.

use crate::simulator::requests::{Received, query_pairs};
use crate::simulator::wire::ServiceError;
use aws_credential_types::Credentials;
use aws_sigv4::http_request::{
    SignableBody, SignableRequest, SignatureLocation, SigningSettings, sign,
};
use aws_sigv4::sign::v4;
use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use std::time::SystemTime;

/// The service's name in a credential scope.
pub(crate) const SIGNING_NAME: &str = "ivs";

/// The maximum clock skew of a request.
const MAX_SKEW: SignedDuration = SignedDuration::from_mins(5);

/// The maximum validity of a presigned request, in seconds.
const MAX_EXPIRES: i64 = 604_800;

/// The valid access key.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct Key {
    pub(crate) access_key_id: String,
    pub(crate) secret_access_key: String,
    pub(crate) session_token: Option<String>,
}

impl std::fmt::Debug for Key {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Key").field("access_key_id", &self.access_key_id).finish_non_exhaustive()
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
        return Err(invalid(format!(
            "the signature does not match the request: found {}, expected {expected}",
            claims.signature
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
        let unknown =
            if claims.access_key_id == key.access_key_id { "session token" } else { "key" };
        return Err(ServiceError::gateway(
            403,
            "UnrecognizedClientException",
            format!("the {unknown} in the request is unknown"),
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
    let host = received.headers.get("host").ok_or("it has no host")?.to_str()?;
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

const ALGORITHM: &str = "AWS4-HMAC-SHA256";

/// The signature of a request and its parameters, as claimed by the request.
#[derive(Debug)]
struct Claims {
    form: Form,
    access_key_id: String,
    date: String,
    region: String,
    service: String,
    terminator: String,
    /// In lower case, in the order sent.
    signed_headers: Vec<String>,
    signature: String,
    time: Timestamp,
    session_token: Option<String>,
    /// Path and query without the query parameters of the signature.
    unsigned_target: String,
}

/// The location of the signature.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Form {
    /// In the `Authorization` header.
    Header,
    /// In the query, valid for this many seconds.
    Query {
        /// `X-Amz-Expires`.
        expires: i64,
    },
}

impl Claims {
    fn read(received: Received<'_>) -> Result<Self, ServiceError> {
        if received.headers.contains_key("authorization") {
            Self::from_header(received)
        } else if received.target.contains("X-Amz-Signature=") {
            Self::from_query(received)
        } else {
            Err(ServiceError::gateway(
                403,
                "MissingAuthenticationTokenException",
                "the request is not signed: it has neither Authorization nor X-Amz-Signature",
            ))
        }
    }

    /// Rejects a signature that does not cover all required headers.
    fn check_signed_headers(&self, received: Received<'_>) -> Result<(), ServiceError> {
        let mut must = vec!["host".to_owned()];
        if self.form == Form::Header {
            must.push("x-amz-date".to_owned());
            let names = received.headers.keys().map(|name| name.as_str());
            must.extend(names.filter(|name| name.starts_with("x-amz-")).map(str::to_owned));
        }
        for name in must {
            if !self.signed_headers.contains(&name) {
                return Err(invalid(format!("'{name}' must be one of the signed headers")));
            }
        }
        match self.signed_headers.iter().find(|name| !received.headers.contains_key(*name)) {
            Some(name) => {
                Err(invalid(format!("'{name}' is signed, but the request has no such header")))
            }
            None => Ok(()),
        }
    }

    fn from_header(received: Received<'_>) -> Result<Self, ServiceError> {
        let header = |name: &str| received.headers.get(name)?.to_str().ok().map(str::to_owned);
        let authorization = header("authorization").ok_or_else(|| incomplete("Authorization"))?;
        let parts = authorization
            .strip_prefix(ALGORITHM)
            .ok_or_else(|| incomplete(ALGORITHM))?
            .split(',')
            .filter_map(|part| part.trim().split_once('='))
            .map(|(key, value)| (key.to_owned(), value.to_owned()))
            .collect::<Vec<_>>();
        let date = header("x-amz-date").ok_or_else(|| incomplete("X-Amz-Date"))?;
        let claims = Self {
            form: Form::Header,
            session_token: header("x-amz-security-token"),
            unsigned_target: received.target.to_owned(),
            ..Self::new(&parts, ["Credential", "SignedHeaders", "Signature"], &date)?
        };
        Ok(claims)
    }

    fn from_query(received: Received<'_>) -> Result<Self, ServiceError> {
        let (path, query) = received.target.split_once('?').unwrap_or((received.target, ""));
        let pairs = query_pairs(query).ok_or_else(|| incomplete("a query in UTF-8"))?;
        let names = ["X-Amz-Credential", "X-Amz-SignedHeaders", "X-Amz-Signature"];
        if parameter(&pairs, "X-Amz-Algorithm")? != ALGORITHM {
            return Err(incomplete(ALGORITHM));
        }
        let rest: Vec<&str> = query
            .split('&')
            .filter(|pair| {
                let name = pair.split('=').next().unwrap_or_default();
                !names.contains(&name)
                    && !["X-Amz-Algorithm", "X-Amz-Date", "X-Amz-Expires", "X-Amz-Security-Token"]
                        .contains(&name)
            })
            .collect();
        let separator = if rest.is_empty() { "" } else { "?" };
        let expires = parameter(&pairs, "X-Amz-Expires")?;
        Ok(Self {
            form: Form::Query {
                expires: expires.parse().map_err(|_| incomplete("X-Amz-Expires"))?,
            },
            session_token: parameter(&pairs, "X-Amz-Security-Token").ok().map(str::to_owned),
            unsigned_target: format!("{path}{separator}{}", rest.join("&")),
            ..Self::new(&pairs, names, parameter(&pairs, "X-Amz-Date")?)?
        })
    }

    /// The parameters that both forms have, under different names.
    fn new(
        pairs: &[(String, String)],
        [credential, signed_headers, signature]: [&str; 3],
        date: &str,
    ) -> Result<Self, ServiceError> {
        // An access key id contains no slash.
        let scope: Vec<&str> = parameter(pairs, credential)?.split('/').collect();
        let [access_key_id, day, region, service, terminator] = scope[..] else {
            return Err(incomplete("Credential=KEY/YYYYMMDD/REGION/SERVICE/aws4_request"));
        };
        Ok(Self {
            form: Form::Header,
            access_key_id: access_key_id.to_owned(),
            date: day.to_owned(),
            region: region.to_owned(),
            service: service.to_owned(),
            terminator: terminator.to_owned(),
            signed_headers: parameter(pairs, signed_headers)?
                .split(';')
                .map(str::to_owned)
                .collect(),
            signature: parameter(pairs, signature)?.to_owned(),
            time: DateTime::strptime("%Y%m%dT%H%M%SZ", date)
                .and_then(|time| time.to_zoned(TimeZone::UTC))
                .map_err(|_| incomplete("X-Amz-Date as YYYYMMDDThhmmssZ"))?
                .timestamp(),
            session_token: None,
            unsigned_target: String::new(),
        })
    }
}

fn parameter<'a>(pairs: &'a [(String, String)], name: &str) -> Result<&'a str, ServiceError> {
    let found = pairs.iter().find(|(key, _)| key == name);
    found.map(|(_, value)| value.as_str()).ok_or_else(|| incomplete(name))
}

fn incomplete(what: &str) -> ServiceError {
    ServiceError::gateway(
        403,
        "IncompleteSignatureException",
        format!("the request's signature is incomplete: it needs {what}"),
    )
}
