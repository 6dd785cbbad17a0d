//! The request of a call, from which the request of each attempt is made.

use std::borrow::Cow;

use bytes::Bytes;
use http::header::HOST;
use http::{HeaderMap, Method, Uri};

use super::ClientInner;
use crate::endpoint::Endpoint;
use crate::redact::SecretLabels;
use crate::transport::StreamResponse;
use crate::{ByteStream, EncodedRequest, Error, OperationMeta};

/// In the extensions of a request: it is a request of an operation, and not one for credentials.
#[cfg(any(test, feature = "testing"))]
#[derive(Clone, Copy, Debug)]
pub(crate) struct OperationRequest;

/// The parts of a request that all attempts share: everything but the authorization and the headers
/// of the attempt.
pub(crate) struct CallRequest {
    pub(super) method: Method,
    pub(super) uri: Uri,
    headers: HeaderMap,
    body: Bytes,
    stream: Option<ByteStream>,
    pub(super) streams_response: bool,
    pub(crate) secret_labels: Option<SecretLabels>,
}

impl ClientInner {
    /// Completes a request with the endpoint and the headers of the call.
    pub(crate) fn call_request(
        &self,
        meta: OperationMeta,
        request: EncodedRequest,
    ) -> Result<Box<CallRequest>, Error> {
        #[cfg(feature = "multipart")]
        let request = request.join_parts(|| crate::random_uuid(&*self.system));
        #[cfg(any(feature = "checksum", feature = "compression"))]
        let request = self.finish_body(meta, request)?;
        let mut request = self.bare_request(meta, request)?;
        self.protocol.add_call_headers(&mut request.headers);
        Ok(request)
    }

    /// Completes a request with the endpoint alone, as for a presigned URI.
    ///
    /// Boxed, because it is part of a call's future and moves with it.
    pub(crate) fn bare_request(
        &self,
        meta: OperationMeta,
        request: EncodedRequest,
    ) -> Result<Box<CallRequest>, Error> {
        let labels = request.secret_labels(self.secrets);
        #[cfg(feature = "pages")]
        let page = request.page.clone();
        let EncodedRequest {
            method, host_prefix, path_and_query, mut headers, body, stream, ..
        } = request;
        let endpoint = match meta.server {
            Some(url) if self.follows_servers => {
                Cow::Owned(Endpoint::from_url(url).map_err(|problem| {
                    Error::configuration(format!("the operation's server: {problem}"))
                })?)
            }
            _ => self.endpoint.prefixed(&host_prefix)?,
        };
        let uri = endpoint.uri(path_and_query)?;
        #[cfg(feature = "pages")]
        let uri = match page {
            Some(link) => crate::paginate::resolve(&uri, &link)?,
            None => uri,
        };
        let secret_labels = SecretLabels::joined(endpoint.secrets().cloned(), labels);
        headers.insert(HOST, endpoint.host().clone());
        Ok(Box::new(CallRequest {
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

impl CallRequest {
    /// Whether the body can be sent, again if it has been sent before.
    pub(super) fn is_replayable(&self) -> bool {
        self.stream.as_ref().is_none_or(ByteStream::is_replayable)
    }

    /// Returns an error if the body is a stream, which only sending can read.
    pub(crate) fn ensure_buffered(&self) -> Result<(), Error> {
        match &self.stream {
            None => Ok(()),
            Some(_) => Err(Error::invalid_input(
                "body",
                "is a stream, which a request that is not sent cannot contain: read it first, and \
                 pass the bytes",
            )),
        }
    }

    /// The size of the body in bytes, before interceptors change it.
    #[cfg(feature = "tracing")]
    pub(super) fn body_length(&self) -> usize {
        self.body.len()
    }

    /// The request of an attempt, before interceptors and authorization.
    pub(crate) fn to_http(&self) -> http::Request<Bytes> {
        let mut request = http::Request::new(self.body.clone());
        *request.method_mut() = self.method.clone();
        *request.uri_mut() = self.uri.clone();
        let mut headers = self.headers.clone();
        // Capacity for the headers of an attempt, of its signature and of hyper; without it the map
        // grows twice.
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
        #[cfg(any(test, feature = "testing"))]
        request.extensions_mut().insert(OperationRequest);
        request
    }
}
