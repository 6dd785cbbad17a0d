//! Calls that end before the wire: signed requests, and links.

use std::time::Duration;

use http::HeaderMap;
use http::header::{HOST, USER_AGENT};

use super::request::{ATTEMPT, INVOCATION_ID};
use super::{CallOptions, Client};
use crate::operation::Signing;
use crate::prepared::{PreparedRequest, PresignedRequest};
use crate::sign::{PayloadHash, SigningError, presign};
use crate::{BoxFuture, Error, ErrorKind, Operation, OperationMeta, Request};

impl Client {
    /// Signs one operation's request as [`send`](Self::send) would, and does not send it.
    ///
    /// Interceptors see it before it is signed, as the first attempt of a call.
    ///
    /// # Errors
    /// What can go wrong before anything is sent: input, credentials, an interceptor. A body that is a
    /// stream is kind [`InvalidInput`](ErrorKind::InvalidInput), unless it was made from bytes.
    pub async fn prepare<O: Operation>(
        &self,
        input: &O::Input,
        options: &CallOptions,
    ) -> Result<PreparedRequest, O::Error> {
        let request = self.encode::<O>(input);
        Ok(self.prepared(O::META, request, options).await?)
    }

    /// Makes a link of one operation's request that is good for `expires`: 1 second to 7 days, and
    /// no longer than the credentials.
    ///
    /// It makes sense for operations without a body only: nobody who follows a link sends one.
    ///
    /// # Errors
    /// As [`prepare`](Self::prepare); and kind [`InvalidInput`](ErrorKind::InvalidInput) for a time
    /// that is out of range, a request that has a body, or an operation that is not signed.
    pub async fn presign<O: Operation>(
        &self,
        input: &O::Input,
        options: &CallOptions,
        expires: Duration,
    ) -> Result<PresignedRequest, O::Error> {
        let request = self.encode::<O>(input);
        Ok(self.presigned(O::META, request, options, expires).await?)
    }

    fn prepared<'a>(
        &'a self,
        meta: OperationMeta,
        request: Result<Request, Error>,
        options: &'a CallOptions,
    ) -> BoxFuture<'a, Result<PreparedRequest, Error>> {
        let parts = &*self.0;
        let work = async move {
            let call = parts.begin(meta, options);
            let prepared = parts.prepare(meta, request?)?;
            prepared.must_be_whole()?;
            let credentials = parts.signer(&call).await?;
            let (request, _) = parts.signed(&call, &prepared, credentials.as_deref(), 1)?;
            Ok(PreparedRequest::new(request, parts.secrets))
        };
        Box::pin(async move {
            work.await
                .map_err(|error: Error| error.of_operation(meta.name))
        })
    }

    fn presigned<'a>(
        &'a self,
        meta: OperationMeta,
        request: Result<Request, Error>,
        options: &'a CallOptions,
        expires: Duration,
    ) -> BoxFuture<'a, Result<PresignedRequest, Error>> {
        let parts = &*self.0;
        let work = async move {
            if meta.signing == Signing::Unsigned {
                return Err(Error::invalid_input(
                    "expires",
                    "the operation is not signed, so nothing of its request expires: prepare the call in \
                     place of presigning it, and take the URI",
                ));
            }
            let call = parts.begin(meta, options);
            let prepared = parts.prepare(meta, request?)?;
            prepared.must_be_whole()?;
            let credentials = parts.credentials(&call).await?;
            let mut request = prepared.request(1, 1);
            parts.intercept(&call, &prepared, 1, &mut request)?;
            if !request.body().is_empty() {
                return Err(Error::invalid_input(
                    "body",
                    "cannot be part of a link: prepare the call in place of presigning it",
                ));
            }
            // Who follows the link is another client, and would have to repeat each signed header.
            let mut headers = HeaderMap::new();
            for (name, value) in request.headers() {
                if ![ATTEMPT, INVOCATION_ID, USER_AGENT].contains(name) {
                    headers.append(name, value.clone());
                }
            }
            let now = parts.clock.correct(parts.system.now());
            let params = parts.signing_params(&credentials, now);
            let (method, payload) = (request.method().clone(), PayloadHash::of(b""));
            let uri = presign(&method, request.uri(), &headers, &payload, &params, expires)
                .map_err(unsigned)?;
            headers.remove(HOST);
            let end = now
                .checked_add(Duration::from_secs(expires.as_secs()))
                .unwrap_or(now);
            Ok(PresignedRequest {
                method,
                uri,
                headers,
                expires_at: credentials.expires_at.map_or(end, |expiry| end.min(expiry)),
                secret_labels: prepared.secret_labels,
            })
        };
        Box::pin(async move {
            work.await
                .map_err(|error: Error| error.of_operation(meta.name))
        })
    }
}

fn unsigned(error: SigningError) -> Error {
    match error {
        SigningError::ExpiryOutOfRange => Error::invalid_input("expires", error),
        _ => Error::new(ErrorKind::Credentials, error.to_string()).with_source(error),
    }
}
