//! The request of a call: what is the same in all its attempts, and what it looks like in each.

use bytes::Bytes;
use http::header::{HOST, USER_AGENT};
use http::uri::Scheme;
use http::{HeaderMap, HeaderName, HeaderValue, Method, Uri};

use super::Parts;
use crate::operation::Signing;
use crate::redact::SecretLabels;
use crate::sign::PayloadHash;
use crate::transport::StreamResponse;
use crate::{ByteStream, Error, OperationMeta, Request};

pub(super) const ATTEMPT: HeaderName = HeaderName::from_static("amz-sdk-request");
pub(super) const INVOCATION_ID: HeaderName = HeaderName::from_static("amz-sdk-invocation-id");

/// A request that is ready to be signed, as often as it takes.
pub(super) struct Prepared {
    pub(super) method: Method,
    pub(super) uri: Uri,
    headers: HeaderMap,
    pub(super) body: Bytes,
    pub(super) payload: PayloadHash,
    stream: Option<ByteStream>,
    pub(super) streams_response: bool,
    pub(super) secret_labels: Option<SecretLabels>,
}

impl Parts {
    /// Adds what is the same in all attempts.
    ///
    /// Boxed, as it lies in the future of a call, and moves with it, from one function to the next.
    pub(super) fn prepare(
        &self,
        meta: OperationMeta,
        request: Request,
    ) -> Result<Box<Prepared>, Error> {
        let secret_labels = request.secret_labels(self.secrets);
        let Request {
            method,
            host_prefix,
            path_and_query,
            mut headers,
            body,
            stream,
            ..
        } = request;
        let endpoint = self.endpoint.prefixed(&host_prefix)?;
        let uri = endpoint.uri(path_and_query)?;
        headers.insert(HOST, endpoint.host().clone());
        headers.insert(USER_AGENT, self.user_agent.clone());
        if let Some(id) = self.invocations.next(&*self.system) {
            headers.insert(INVOCATION_ID, id);
        }
        Ok(Box::new(Prepared {
            payload: match meta.signing {
                Signing::Signed if stream.is_some() => return Err(signed_stream()),
                _ if stream.is_some() => PayloadHash::UNSIGNED,
                // As AWS's own clients do: without TLS the body is always signed.
                Signing::UnsignedPayload if uri.scheme() == Some(&Scheme::HTTPS) => {
                    PayloadHash::UNSIGNED
                }
                Signing::Signed | Signing::UnsignedPayload | Signing::Unsigned => {
                    PayloadHash::of(&body)
                }
            },
            method,
            uri,
            headers,
            body,
            stream,
            streams_response: meta.streams_response,
            secret_labels,
        }))
    }
}

impl Prepared {
    /// Whether there is a body left for another attempt.
    pub(super) fn is_replayable(&self) -> bool {
        self.stream.as_ref().is_none_or(ByteStream::is_replayable)
    }

    /// Refuses a body that only sending can read.
    pub(super) fn must_be_whole(&self) -> Result<(), Error> {
        match &self.stream {
            None => Ok(()),
            Some(_) => Err(Error::invalid_input(
                "body",
                "is a stream, which cannot be part of a request that is not sent: read it first, and \
                 give the bytes",
            )),
        }
    }

    /// The size of the body that interceptors have not touched yet, in bytes.
    #[cfg(feature = "tracing")]
    pub(super) fn body_length(&self) -> usize {
        self.body.len()
    }

    /// The unsigned request of one attempt.
    pub(super) fn request(&self, number: u32, max: u32) -> http::Request<Bytes> {
        let mut request = http::Request::new(self.body.clone());
        *request.method_mut() = self.method.clone();
        *request.uri_mut() = self.uri.clone();
        let mut headers = self.headers.clone();
        // At once for what an attempt, its signature and hyper add; else it grows twice.
        headers.reserve(5);
        *request.headers_mut() = headers;
        if let Some(stream) = &self.stream {
            request.extensions_mut().insert(stream.for_attempt());
        }
        if let Some(labels) = &self.secret_labels {
            request.extensions_mut().insert(labels.clone());
        }
        if self.streams_response {
            request.extensions_mut().insert(StreamResponse);
        }
        if let Ok(value) = HeaderValue::try_from(format!("attempt={number}; max={max}")) {
            request.headers_mut().insert(ATTEMPT, value);
        }
        request
    }
}

/// A signature over a body that nobody has read yet.
fn signed_stream() -> Error {
    Error::invalid_input(
        "body",
        "is a stream, but the operation signs its body: read it first, and give the bytes",
    )
}
