//! Requests that are authorized and not sent: prepared requests and presigned URIs.

use std::fmt;
use std::time::Duration;

use bytes::Bytes;
use http::header::HOST;
use http::{HeaderMap, Method, Uri};
use jiff::Timestamp;

use crate::operation::Signing;
use crate::redact::{SecretLabels, shown_target};
use crate::{BoxFuture, CallOptions, Client, EncodedRequest, Error, Operation, OperationMeta};

/// The authorized request of an operation, which has not been sent.
///
/// An AWS service accepts it for five minutes after it was signed. It contains an authorization that
/// permits this call, so it is a secret. `Debug` does not show it.
///
/// # Example
///
/// ```
/// # use sdk_runtime::PreparedRequest;
/// # fn example(prepared: PreparedRequest) {
/// // prepared: that of a call, such as client.get_thing(id).prepare().await?
/// println!("{} {}", prepared.as_http().method(), prepared.as_http().uri());
/// let request = prepared.into_http(); // for another HTTP client
/// # drop(request);
/// # }
/// ```
#[derive(Clone)]
pub struct PreparedRequest(http::Request<Bytes>);

/// An operation as a presigned URI, which permits this call any number of times until it expires.
///
/// The query contains the signature, and the session token of temporary credentials, so the URI is a
/// secret. `Debug` does not show it.
///
/// # Example
///
/// ```
/// # use sdk_runtime::PresignedRequest;
/// # fn example(presigned: PresignedRequest) {
/// // presigned: that of a call, such as client.list_tags_for_resource(arn).presign(minute).await?
/// let page = format!("<a href=\"{}\">until {}</a>", presigned.uri, presigned.expires_at);
/// # drop(page);
/// # }
/// ```
#[derive(Clone)]
#[non_exhaustive]
pub struct PresignedRequest {
    /// The method of the request.
    pub method: Method,
    /// The presigned URI.
    pub uri: Uri,
    /// Headers that have to be sent, apart from `host`. Usually empty.
    pub headers: HeaderMap,
    /// The time at which the URI expires: after the requested time, or when the credentials expire,
    /// if that is earlier.
    pub expires_at: Timestamp,
    secret_labels: Option<SecretLabels>,
}

impl PreparedRequest {
    /// Returns the request as an HTTP client sends it: absolute URI and all headers, with the
    /// signature.
    #[must_use]
    pub fn as_http(&self) -> &http::Request<Bytes> {
        &self.0
    }

    /// Returns the request.
    #[must_use]
    pub fn into_http(self) -> http::Request<Bytes> {
        self.0
    }
}

impl Client {
    /// Authorizes the request of an operation as [`send`](Self::send) does, and does not send it.
    ///
    /// Interceptors are called before it is authorized, as for the first attempt of a call.
    ///
    /// # Errors
    ///
    /// Returns the errors of a call that precede sending: input, credentials, an interceptor. A body that is a
    /// stream is an error of kind [`InvalidInput`](crate::ErrorKind::InvalidInput), unless it was created from
    /// bytes.
    pub async fn prepare<O: Operation>(
        &self,
        input: &O::Input,
        options: &CallOptions,
    ) -> Result<PreparedRequest, O::Error> {
        let request = self.encode::<O>(input);
        Ok(self.prepared(O::META, request, options).await?)
    }

    /// Creates a presigned URI of an operation without a body. `expires` is 1 second to 7 days; the
    /// URI also expires with the credentials.
    ///
    /// # Errors
    ///
    /// Returns the errors of [`prepare`](Self::prepare), and one of kind
    /// [`InvalidInput`](crate::ErrorKind::InvalidInput) if `expires` is out of range, if the request has a body,
    /// or if the operation is not authorized.
    pub async fn presign<O: Operation>(
        &self,
        input: &O::Input,
        options: &CallOptions,
        expires: Duration,
    ) -> Result<PresignedRequest, O::Error> {
        let request = self.encode::<O>(input);
        Ok(self.presigned(O::META, request, options, expires).await?)
    }

    /// Boxed, so that it is compiled once and not per operation.
    fn prepared<'a>(
        &'a self,
        meta: OperationMeta,
        request: Result<EncodedRequest, Error>,
        options: &'a CallOptions,
    ) -> BoxFuture<'a, Result<PreparedRequest, Error>> {
        let client = &*self.0;
        let work = async move {
            let call = client.begin(meta, options);
            let request = client.call_request(meta, request?)?;
            request.ensure_buffered()?;
            let identity = client.identity(&call).await?;
            let (request, _) = client.authorized(&call, &request, identity.as_ref(), 1)?;
            Ok(PreparedRequest(request))
        };
        named(meta, work)
    }

    fn presigned<'a>(
        &'a self,
        meta: OperationMeta,
        request: Result<EncodedRequest, Error>,
        options: &'a CallOptions,
        expires: Duration,
    ) -> BoxFuture<'a, Result<PresignedRequest, Error>> {
        let client = &*self.0;
        let work = async move {
            let authorizer = match &client.authorizer {
                Some(authorizer) if meta.signing != Signing::Unsigned => authorizer,
                _ => {
                    return Err(Error::invalid_input(
                        "expires",
                        "the operation is not authorized, so that its request does not expire: \
                         prepare it instead, and use its URI",
                    ));
                }
            };
            let call = client.begin(meta, options);
            // Without the headers of calls and attempts: another client sends the request, and would
            // have to repeat each signed header.
            let call_request = client.bare_request(meta, request?)?;
            call_request.ensure_buffered()?;
            let mut request = call_request.to_http();
            client.intercept(&call, &call_request, 1, &mut request)?;
            if !request.body().is_empty() {
                return Err(Error::invalid_input(
                    "body",
                    "cannot be part of a presigned URI: prepare the request instead",
                ));
            }
            let Some(identity) = client.identity(&call).await? else {
                return Err(Error::configuration(
                    "the client has no credentials: set them on the builder",
                ));
            };
            let (uri, expires_at) = authorizer.presign(&request, &identity, expires)?;
            let (mut head, _) = request.into_parts();
            head.headers.remove(HOST);
            Ok(PresignedRequest {
                method: head.method,
                uri,
                headers: head.headers,
                expires_at,
                secret_labels: call_request.secret_labels,
            })
        };
        named(meta, work)
    }
}

/// Adds the operation's name to the error of `work`.
fn named<'a, T>(
    meta: OperationMeta,
    work: impl Future<Output = Result<T, Error>> + Send + 'a,
) -> BoxFuture<'a, Result<T, Error>> {
    Box::pin(async move { work.await.map_err(|error| error.of_operation(meta.name)) })
}

/// Everything but values that may be secrets: headers, query, body and secret path labels.
impl fmt::Debug for PreparedRequest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let target = shown_target(&self.0);
        f.debug_struct("PreparedRequest")
            .field("method", self.0.method())
            .field("host", &self.0.uri().host())
            .field("path", &target.split('?').next())
            .field("headers", &self.0.headers().keys().collect::<Vec<_>>())
            .field("body_length", &self.0.body().len())
            .finish()
    }
}

/// Everything but the query and secret path labels.
impl fmt::Debug for PresignedRequest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let path = SecretLabels::shown(self.secret_labels.as_ref(), self.uri.path());
        f.debug_struct("PresignedRequest")
            .field("method", &self.method)
            .field("host", &self.uri.host())
            .field("path", &path)
            .field("headers", &self.headers.keys().collect::<Vec<_>>())
            .field("expires_at", &self.expires_at)
            .finish_non_exhaustive()
    }
}

#[cfg(all(test, feature = "aws"))]
mod tests;
