//! Authorization by Signature Version 4, with cached credentials and a corrected clock.

use std::any::Any;
use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use http::uri::Scheme;
use http::{HeaderMap, Uri};
use jiff::Timestamp;

use super::clock::{SigningClock, may_be_clock_skew};
use super::credentials::{Credentials, CredentialsCache};
use super::sign::{
    PayloadHash, SigningError, SigningKeyCache, SigningOptions, SigningParams, presign,
    sign_headers,
};
use crate::error::ServiceFailure;
use crate::provider::{Authorizer, Identity};
use crate::redact::without_secrets;
use crate::{BoxFuture, ByteStream, Error, ErrorKind, OperationMeta, Response, Signing, System};

/// Signs the requests of one service in one region.
#[derive(Debug)]
pub(crate) struct SigV4Authorizer {
    service: &'static str,
    region: String,
    credentials: CredentialsCache,
    clock: SigningClock,
    keys: SigningKeyCache,
    system: Arc<dyn System>,
}

impl SigV4Authorizer {
    /// `service` is the name in signatures.
    pub(crate) fn new(
        service: &'static str,
        region: String,
        credentials: CredentialsCache,
        system: Arc<dyn System>,
    ) -> Self {
        Self {
            service,
            region,
            credentials,
            clock: SigningClock::default(),
            keys: SigningKeyCache::default(),
            system,
        }
    }

    /// The time of the service.
    fn now(&self) -> Timestamp {
        self.clock.correct(self.system.now())
    }

    fn params<'a>(&'a self, credentials: &'a Credentials, time: Timestamp) -> SigningParams<'a> {
        SigningParams {
            credentials,
            region: &self.region,
            service: self.service,
            time,
            options: SigningOptions::default(),
            keys: &self.keys,
        }
    }
}

impl Authorizer for SigV4Authorizer {
    fn cached_identity(&self, _: &OperationMeta) -> Option<Identity> {
        let credentials = self.credentials.fresh(self.now())?;
        Some(credentials)
    }

    fn load_identity<'a>(
        &'a self,
        _: &OperationMeta,
        time_left: Option<Duration>,
    ) -> BoxFuture<'a, Result<Identity, Error>> {
        Box::pin(async move {
            let loading = self.credentials.get(self.now(), time_left);
            match loading.await {
                Ok(credentials) => Ok(credentials as Identity),
                Err(error) => {
                    let message = error.to_string();
                    Err(Error::new(ErrorKind::Credentials, message).with_source(error))
                }
            }
        })
    }

    fn authorize(
        &self,
        request: &mut http::Request<Bytes>,
        meta: &OperationMeta,
        identity: &Identity,
    ) -> Result<Timestamp, Error> {
        let credentials = credentials_of(identity)?;
        let payload = payload_hash(request, meta.signing)?;
        let time = self.now();
        let mut headers = std::mem::take(request.headers_mut());
        let (method, uri) = (request.method(), request.uri());
        let params = self.params(credentials, time);
        let signed = sign_headers(method, uri, &mut headers, &payload, &params);
        *request.headers_mut() = headers;
        signed.map_err(signing_error)?;
        Ok(time)
    }

    fn presign(
        &self,
        request: &http::Request<Bytes>,
        identity: &Identity,
        expires: Duration,
    ) -> Result<(Uri, Timestamp), Error> {
        let credentials = credentials_of(identity)?;
        let time = self.now();
        let params = self.params(credentials, time);
        let (method, uri, headers) = (request.method(), request.uri(), request.headers());
        let payload = PayloadHash::of(b"");
        let uri =
            presign(method, uri, headers, &payload, &params, expires).map_err(
                |error| match error {
                    SigningError::ExpiryOutOfRange => Error::invalid_input("expires", error),
                    error => signing_error(error),
                },
            )?;
        let end = time.checked_add(Duration::from_secs(expires.as_secs())).unwrap_or(time);
        let end = credentials.expires_at.map_or(end, |expiry| end.min(expiry));
        Ok((uri, end))
    }

    /// A service that rejects a signature repeats the canonical request, with the session token among
    /// its headers.
    fn redact(&self, identity: &Identity, text: &[u8]) -> Option<Vec<u8>> {
        let credentials = identity.downcast_ref::<Credentials>()?;
        without_secrets(text, credentials.secrets())
    }

    fn inspect_failure(
        &self,
        identity: &Identity,
        authorized_at: Timestamp,
        response: &Response,
        failure: &ServiceFailure,
    ) -> bool {
        let Some(credentials) = identity.downcast_ref::<Credentials>() else {
            return false;
        };
        let Some(code) = failure.code.as_deref() else {
            return false;
        };
        if REJECTED_CREDENTIALS.contains(&code) {
            self.credentials.invalidate(credentials, authorized_at);
        }
        may_be_clock_skew(code) && SigningClock::is_skewed(&response.headers, authorized_at)
    }

    fn observe(&self, headers: &HeaderMap, sent_at: Timestamp) {
        self.clock.observe(headers, sent_at, self.system.now());
    }
}

/// Error codes of unknown or expired credentials, which would be rejected again. Their provider may
/// have new ones.
const REJECTED_CREDENTIALS: [&str; 4] = [
    "ExpiredToken",
    "ExpiredTokenException",
    "InvalidClientTokenId",
    "UnrecognizedClientException",
];

fn credentials_of(identity: &Identity) -> Result<&Credentials, Error> {
    let identity: &(dyn Any + Send + Sync) = &**identity;
    identity
        .downcast_ref()
        .ok_or_else(|| Error::new(ErrorKind::Credentials, "the identity is not an AWS access key"))
}

/// The payload hash of a request. As in AWS's SDKs, the body is always signed if the
/// request is sent without TLS.
fn payload_hash(request: &http::Request<Bytes>, signing: Signing) -> Result<PayloadHash, Error> {
    let is_stream = request.extensions().get::<ByteStream>().is_some();
    match signing {
        Signing::Signed if is_stream => Err(Error::invalid_input(
            "body",
            "is a stream, but the operation signs its body: read it first, and pass the bytes",
        )),
        _ if is_stream => Ok(PayloadHash::UNSIGNED),
        Signing::UnsignedPayload if request.uri().scheme() == Some(&Scheme::HTTPS) => {
            Ok(PayloadHash::UNSIGNED)
        }
        Signing::Signed | Signing::UnsignedPayload | Signing::Unsigned => {
            Ok(PayloadHash::of(request.body()))
        }
    }
}

fn signing_error(error: SigningError) -> Error {
    Error::new(ErrorKind::Credentials, error.to_string()).with_source(error)
}
