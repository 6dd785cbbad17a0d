//! The default transport: hyper's pooled client over rustls.

mod failures;
mod outgoing;

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use bytes::{Bytes, BytesMut};
use http::header::{CONTENT_LENGTH, PROXY_AUTHORIZATION};
use http::uri::Authority;
use http::{HeaderValue, Method};
use http_body_util::{BodyExt as _, Either, Full};
use hyper::body::{Body as _, Incoming};
use hyper_util::client::legacy::Client;
use hyper_util::rt::{TokioExecutor, TokioTimer};

use self::failures::{cut_off, no_answer};
use self::outgoing::Outgoing;
use super::connect::{CONNECT_TIMEOUT, Connector};
use super::proxy::Proxies;
use super::tls::Trust;
use super::{
    HyperTransportBuilder, StreamedAnswer, Transport, TransportError, TransportErrorKind,
    TransportLimits,
};
use crate::{BoxFuture, ByteStream};

/// Longer than most load balancers keep an idle connection would only make for dead ones.
const IDLE: Duration = Duration::from_secs(50);

/// With HTTP/2 calls share a connection. One that falls silent without being closed would be met by every
/// attempt, as giving a call up does not close it: so it is asked for a sign of life while calls wait on it.
#[cfg(feature = "http2")]
const SIGN_OF_LIFE: Duration = Duration::from_secs(5);

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

type Pool = Client<Connector, Either<Full<Bytes>, Outgoing>>;

impl HyperTransport {
    /// Begins to set up a transport.
    pub fn builder() -> HyperTransportBuilder {
        HyperTransportBuilder::default()
    }

    pub(super) fn new(trust: Trust, proxies: Arc<Proxies>) -> Self {
        let connector = Connector::new(trust, Arc::clone(&proxies));
        let pool = |connector| {
            let mut builder = Client::builder(TokioExecutor::new());
            builder
                .pool_idle_timeout(IDLE)
                .pool_timer(TokioTimer::new());
            #[cfg(feature = "http2")]
            builder
                .timer(TokioTimer::new())
                .http2_keep_alive_interval(SIGN_OF_LIFE)
                .http2_keep_alive_timeout(SIGN_OF_LIFE);
            builder.build(connector)
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
        let has_stream = request.extensions().get::<ByteStream>().is_some();
        if request.body().is_empty() && !has_stream && !may_lack_length {
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
        // Shared with the URI; only an error makes a text of it.
        let authority = request.uri().authority().cloned();
        let host = authority.as_ref().map_or("", Authority::as_str);
        let wants_stream = request.extensions().get::<StreamedAnswer>().is_some();
        let stream = request.extensions_mut().remove::<ByteStream>();
        let answer = self
            .pool()
            .request(request.map(|bytes| match stream {
                None => Either::Left(Full::new(bytes)),
                Some(stream) => Either::Right(Outgoing::new(stream)),
            }))
            .await
            .map_err(|error| no_answer(error, host, limits.connect_timeout))?;
        let (mut head, body) = answer.into_parts();
        if wants_stream && head.status.is_success() {
            let length = body.size_hint().exact();
            head.extensions
                .insert(ByteStream::from_pieces(length, Some(body)));
            return Ok(http::Response::from_parts(head, Bytes::new()));
        }
        let body = collect(body, limits.max_response_bytes, host).await?;
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
    let announced = usize::try_from(body.size_hint().lower()).unwrap_or(usize::MAX);
    if announced > limit {
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
            rest.get_or_insert_with(|| {
                let mut whole = BytesMut::with_capacity(announced.max(so_far + piece.len()));
                whole.extend_from_slice(&first);
                whole
            })
            .extend_from_slice(&piece);
        }
    }
    Ok(rest.map_or(first, BytesMut::freeze))
}

#[cfg(test)]
mod tests;
