//! The signature of a request and its parameters, from `Authorization` or from a presigned query.

use super::{Received, invalid};
use crate::simulator::routes::query_pairs;
use crate::simulator::wire::ServiceError;
use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::TimeZone;

const ALGORITHM: &str = "AWS4-HMAC-SHA256";

/// The signature of a request and its parameters, as claimed by the request.
#[derive(Debug)]
pub(super) struct Claims {
    pub(super) form: Form,
    pub(super) access_key_id: String,
    pub(super) date: String,
    pub(super) region: String,
    pub(super) service: String,
    pub(super) terminator: String,
    /// In lower case, in the order sent.
    pub(super) signed_headers: Vec<String>,
    pub(super) signature: String,
    pub(super) time: Timestamp,
    pub(super) session_token: Option<String>,
    /// Path and query without the query parameters of the signature.
    pub(super) unsigned_target: String,
}

/// The location of the signature.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// In the `Authorization` header.
    Header,
    /// In the query, valid for this many seconds.
    Query {
        /// `X-Amz-Expires`.
        expires: i64,
    },
}

impl Claims {
    pub(super) fn read(received: Received<'_>) -> Result<Self, ServiceError> {
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
    pub(super) fn check_signed_headers(&self, received: Received<'_>) -> Result<(), ServiceError> {
        let mut must = vec!["host".to_owned()];
        if self.form == Form::Header {
            must.push("x-amz-date".to_owned());
            let names = received.headers.keys().map(|name| name.as_str());
            must.extend(
                names
                    .filter(|name| name.starts_with("x-amz-"))
                    .map(str::to_owned),
            );
        }
        for name in must {
            if !self.signed_headers.contains(&name) {
                return Err(invalid(format!(
                    "'{name}' must be one of the signed headers"
                )));
            }
        }
        match self
            .signed_headers
            .iter()
            .find(|name| !received.headers.contains_key(*name))
        {
            Some(name) => Err(invalid(format!(
                "'{name}' is signed, but the request has no such header"
            ))),
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
        let (path, query) = received
            .target
            .split_once('?')
            .unwrap_or((received.target, ""));
        let pairs = query_pairs(query).ok_or_else(|| incomplete("a query in UTF-8"))?;
        let names = ["X-Amz-Credential", "X-Amz-SignedHeaders", "X-Amz-Signature"];
        if find(&pairs, "X-Amz-Algorithm")? != ALGORITHM {
            return Err(incomplete(ALGORITHM));
        }
        let rest: Vec<&str> = query
            .split('&')
            .filter(|pair| {
                let name = pair.split('=').next().unwrap_or_default();
                !names.contains(&name)
                    && ![
                        "X-Amz-Algorithm",
                        "X-Amz-Date",
                        "X-Amz-Expires",
                        "X-Amz-Security-Token",
                    ]
                    .contains(&name)
            })
            .collect();
        let separator = if rest.is_empty() { "" } else { "?" };
        let expires = find(&pairs, "X-Amz-Expires")?;
        Ok(Self {
            form: Form::Query {
                expires: expires.parse().map_err(|_| incomplete("X-Amz-Expires"))?,
            },
            session_token: find(&pairs, "X-Amz-Security-Token").ok().map(str::to_owned),
            unsigned_target: format!("{path}{separator}{}", rest.join("&")),
            ..Self::new(&pairs, names, find(&pairs, "X-Amz-Date")?)?
        })
    }

    /// The parameters that both forms have, under different names.
    fn new(
        pairs: &[(String, String)],
        [credential, signed_headers, signature]: [&str; 3],
        date: &str,
    ) -> Result<Self, ServiceError> {
        // An access key id contains no slash.
        let scope: Vec<&str> = find(pairs, credential)?.split('/').collect();
        let [access_key_id, day, region, service, terminator] = scope[..] else {
            return Err(incomplete(
                "Credential=KEY/YYYYMMDD/REGION/SERVICE/aws4_request",
            ));
        };
        Ok(Self {
            form: Form::Header,
            access_key_id: access_key_id.to_owned(),
            date: day.to_owned(),
            region: region.to_owned(),
            service: service.to_owned(),
            terminator: terminator.to_owned(),
            signed_headers: find(pairs, signed_headers)?
                .split(';')
                .map(str::to_owned)
                .collect(),
            signature: find(pairs, signature)?.to_owned(),
            time: DateTime::strptime("%Y%m%dT%H%M%SZ", date)
                .and_then(|time| time.to_zoned(TimeZone::UTC))
                .map_err(|_| incomplete("X-Amz-Date as YYYYMMDDThhmmssZ"))?
                .timestamp(),
            session_token: None,
            unsigned_target: String::new(),
        })
    }
}

fn find<'a>(pairs: &'a [(String, String)], name: &str) -> Result<&'a str, ServiceError> {
    let found = pairs.iter().find(|(key, _)| key == name);
    found
        .map(|(_, value)| value.as_str())
        .ok_or_else(|| incomplete(name))
}

fn incomplete(what: &str) -> ServiceError {
    ServiceError::gateway(
        403,
        "IncompleteSignatureException",
        format!("the request's signature is incomplete: it needs {what}"),
    )
}
