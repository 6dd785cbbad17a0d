//! The default transport: hyper's pooled client over rustls.

use std::error::Error as StdError;
use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use bytes::{Bytes, BytesMut};
use http::header::{CONTENT_LENGTH, PROXY_AUTHORIZATION};
use http::{HeaderValue, Method};
use http_body_util::{BodyExt as _, Full};
use hyper::body::{Body as _, Incoming};
use hyper_util::client::legacy::Client;
use hyper_util::rt::{TokioExecutor, TokioTimer};

use super::connect::{CONNECT_TIMEOUT, ConnectTimeout, Connector};
use super::proxy::{Proxies, ProxyFailure};
use super::tls::{TlsSetup, Trust};
use super::{
    HyperTransportBuilder, Transport, TransportError, TransportErrorKind, TransportLimits,
};
use crate::BoxFuture;

/// Longer than most load balancers keep an idle connection would only make for dead ones.
const IDLE: Duration = Duration::from_secs(50);

/// HTTP/1.1 over TLS 1.2 or 1.3, with connections kept for the next request; HTTP/2 with the
/// feature `http2`, where the server offers it.
///
/// Trusts what the operating system trusts (`SSL_CERT_FILE` and `SSL_CERT_DIR` override that), read
/// when the first https request is made. Needs a tokio runtime to run on. A pooled connection that
/// turns out to be closed before anything was sent on it is replaced without a word. The default
/// one goes through no proxy; [`builder`](Self::builder) sets one, or reads the environment.
#[derive(Clone)]
pub struct HyperTransport {
    client: Pool,
    /// The connections of blocking calls. A connection is driven by the runtime that opened it, and
    /// the runtime of whoever makes a blocking call may stand still until that is over.
    #[cfg(feature = "blocking")]
    blocking: Pool,
    proxies: Arc<Proxies>,
}

type Pool = Client<Connector, Full<Bytes>>;

impl HyperTransport {
    /// Begins to set up a transport.
    pub fn builder() -> HyperTransportBuilder {
        HyperTransportBuilder::default()
    }

    pub(super) fn new(trust: Trust, proxies: Arc<Proxies>) -> Self {
        let connector = Connector::new(trust, Arc::clone(&proxies));
        let pool = |connector| {
            Client::builder(TokioExecutor::new())
                .pool_idle_timeout(IDLE)
                .pool_timer(TokioTimer::new())
                .build(connector)
        };
        Self {
            #[cfg(feature = "blocking")]
            blocking: pool(connector.clone()),
            client: pool(connector),
            proxies,
        }
    }

    /// The connections that this thread may use.
    fn pool(&self) -> &Pool {
        #[cfg(feature = "blocking")]
        if crate::blocking::is_here() {
            return &self.blocking;
        }
        &self.client
    }
}

impl Default for HyperTransport {
    fn default() -> Self {
        Self::new(Trust::default(), Arc::default())
    }
}

impl fmt::Debug for HyperTransport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("HyperTransport").finish_non_exhaustive()
    }
}

impl Transport for HyperTransport {
    fn send<'a>(
        &'a self,
        request: http::Request<Bytes>,
        limits: TransportLimits,
    ) -> BoxFuture<'a, Result<http::Response<Bytes>, TransportError>> {
        Box::pin(CONNECT_TIMEOUT.scope(limits.connect_timeout, self.exchange(request, limits)))
    }
}

impl HyperTransport {
    async fn exchange(
        &self,
        mut request: http::Request<Bytes>,
        limits: TransportLimits,
    ) -> Result<http::Response<Bytes>, TransportError> {
        // hyper says nothing of an empty body; some servers refuse a POST or DELETE without a length.
        let may_lack_length = matches!(*request.method(), Method::GET | Method::HEAD);
        if request.body().is_empty() && !may_lack_length {
            request
                .headers_mut()
                .insert(CONTENT_LENGTH, HeaderValue::from_static("0"));
        }
        if tokio::runtime::Handle::try_current().is_err() {
            return Err(TransportError::new(
                TransportErrorKind::Configuration,
                "no tokio runtime: await the call inside of one, or give the builder another transport",
            ));
        }
        self.introduce(&mut request);
        let host = request
            .uri()
            .authority()
            .map_or_else(String::new, ToString::to_string);
        let answer = self
            .pool()
            .request(request.map(Full::new))
            .await
            .map_err(|error| no_answer(error, &host, limits.connect_timeout))?;
        let (head, body) = answer.into_parts();
        let body = collect(body, limits.max_response_bytes, &host).await?;
        Ok(http::Response::from_parts(head, body))
    }
}

impl HyperTransport {
    /// Says to a proxy that reads the request itself who asks. Within a tunnel it sees none, and
    /// was told when the tunnel was made.
    fn introduce(&self, request: &mut http::Request<Bytes>) {
        if request.uri().scheme() != Some(&http::uri::Scheme::HTTP) {
            return;
        }
        let proxy = self.proxies.to(request.uri());
        if let Some(value) = proxy.as_ref().and_then(|proxy| proxy.authorization()) {
            let value = value.clone();
            request.headers_mut().insert(PROXY_AUTHORIZATION, value);
        }
    }
}

/// Reads a body to its end. A body of one piece, which is the usual, is not copied.
async fn collect(mut body: Incoming, limit: usize, host: &str) -> Result<Bytes, TransportError> {
    let too_large = || {
        TransportError::new(
            TransportErrorKind::TooLarge,
            format!("the answer of {host} is larger than the {limit} bytes that are allowed"),
        )
    };
    let announced = body.size_hint().lower();
    if usize::try_from(announced).map_or(true, |announced| announced > limit) {
        return Err(too_large());
    }
    let mut first = Bytes::new();
    let mut rest: Option<BytesMut> = None;
    while let Some(frame) = body.frame().await {
        let frame = frame.map_err(|error| cut_off(error, host))?;
        let Ok(piece) = frame.into_data() else {
            continue;
        };
        let so_far = rest.as_ref().map_or(first.len(), BytesMut::len);
        if so_far.saturating_add(piece.len()) > limit {
            return Err(too_large());
        }
        if so_far == 0 {
            first = piece;
        } else {
            rest.get_or_insert_with(|| BytesMut::from(&*first))
                .extend_from_slice(&piece);
        }
    }
    Ok(rest.map_or(first, BytesMut::freeze))
}

fn cut_off(error: hyper::Error, host: &str) -> TransportError {
    let (kind, what) = if error.is_parse() {
        (TransportErrorKind::InvalidResponse, "is not valid HTTP")
    } else {
        (TransportErrorKind::IncompleteBody, "was cut off")
    };
    TransportError::new(
        kind,
        format!("the body of {host}'s answer {what}{}", root(&error)),
    )
    .with_source(error)
}

/// Names what kept the head of an answer from coming.
fn no_answer(
    error: hyper_util::client::legacy::Error,
    host: &str,
    patience: Duration,
) -> TransportError {
    use TransportErrorKind as Kind;
    let (kind, message) = if error.is_connect() {
        let kind = connect_kind(&error);
        let message = match kind {
            Kind::ConnectTimeout => format!("no connection to {host} within {patience:?}"),
            Kind::Configuration => format!("TLS cannot be set up{}", root(&error)),
            Kind::Proxy => format!("no connection to {host}: {}", proxy_failure(&error)),
            Kind::Dns => format!("the name {host} cannot be resolved{}", root(&error)),
            Kind::Tls => format!("no secure connection to {host}{}", root(&error)),
            _ => format!("no connection to {host}{}", root(&error)),
        };
        (kind, message)
    } else {
        match find::<hyper::Error>(&error) {
            Some(below) if below.is_parse() => (
                Kind::InvalidResponse,
                format!("the answer of {host} is not valid HTTP{}", root(&error)),
            ),
            _ if find::<std::io::Error>(&error).is_some()
                || find::<hyper::Error>(&error)
                    .is_some_and(hyper::Error::is_incomplete_message) =>
            {
                (
                    Kind::Reset,
                    format!(
                        "{host} closed the connection before it answered{}",
                        root(&error)
                    ),
                )
            }
            _ => (
                Kind::Other,
                format!("no answer from {host}{}", root(&error)),
            ),
        }
    };
    let is_permanent = find::<ProxyFailure>(&error).is_some_and(|failure| !failure.is_transient);
    let error = TransportError::new(kind, message).with_source(error);
    if is_permanent {
        return error.permanent();
    }
    error
}

/// What the proxy did, and what the system says of it.
fn proxy_failure(error: &(dyn StdError + 'static)) -> String {
    match find::<ProxyFailure>(error) {
        Some(failure) if failure.source().is_some() => format!("{failure}{}", root(failure)),
        Some(failure) => failure.to_string(),
        None => String::new(),
    }
}

fn connect_kind(error: &(dyn StdError + 'static)) -> TransportErrorKind {
    use std::io::ErrorKind as Io;
    if find::<ConnectTimeout>(error).is_some() {
        return TransportErrorKind::ConnectTimeout;
    }
    if find::<TlsSetup>(error).is_some() {
        return TransportErrorKind::Configuration;
    }
    if find::<ProxyFailure>(error).is_some() {
        return TransportErrorKind::Proxy;
    }
    if find::<rustls::Error>(error).is_some() {
        return TransportErrorKind::Tls;
    }
    // hyper-util does not export the type of this error, only its words.
    if chain(error).any(|cause| cause.to_string().starts_with("dns error")) {
        return TransportErrorKind::Dns;
    }
    match find::<std::io::Error>(error).map(std::io::Error::kind) {
        Some(Io::ConnectionRefused) => TransportErrorKind::Refused,
        _ => TransportErrorKind::Connect,
    }
}

/// The error and all below it. I/O errors hide what they wrap from `source`, rustls's errors above
/// all, so they are opened.
fn chain<'a>(
    error: &'a (dyn StdError + 'static),
) -> impl Iterator<Item = &'a (dyn StdError + 'static)> {
    std::iter::successors(Some(error), |error| {
        match error.downcast_ref::<std::io::Error>() {
            Some(outer) => outer.get_ref().map(|inner| inner as _),
            None => StdError::source(*error),
        }
    })
}

fn find<'a, E: StdError + 'static>(error: &'a (dyn StdError + 'static)) -> Option<&'a E> {
    chain(error).find_map(|error| error.downcast_ref())
}

/// The lowest cause, which is the one that says something, as the end of a sentence.
fn root(error: &(dyn StdError + 'static)) -> String {
    chain(error)
        .last()
        .map_or_else(String::new, |cause| format!(": {cause}"))
}

#[cfg(test)]
mod tests;
