//! The default transport: hyper over rustls, with a pool of connections.

mod failures;
mod line;
mod outgoing;
mod pool;
mod way;

use std::fmt;
use std::future::poll_fn;
use std::sync::Arc;
use std::time::Duration;

use bytes::{Bytes, BytesMut};
use http::header::{CONTENT_LENGTH, PROXY_AUTHORIZATION};
use http::uri::{Authority, Scheme};
use http::{HeaderValue, Method};
use hyper::body::{Body as _, Incoming};
use tokio::runtime::Handle;

use self::failures::{cut_off, no_answer, not_connected};
use self::line::Line;
use self::outgoing::Outgoing;
use self::pool::{Destination, Pool};
use self::way::{Answer, Way};
use super::connect::Connector;
use super::proxy::Proxies;
use super::tls::Trust;
use super::{
    HyperTransportBuilder, StreamResponse, Transport, TransportError, TransportErrorKind,
    TransportLimits,
};
use crate::{BoxFuture, ByteStream};

/// With HTTP/2 calls share a connection. One that falls silent without being closed would be met by every
/// attempt, as giving a call up does not close it: so it is asked for a sign of life while calls wait on it.
#[cfg(feature = "http2")]
const SIGN_OF_LIFE: Duration = Duration::from_secs(5);

/// What has waited longer is looked at again before it is used. A runtime hears of a closed connection
/// when it asks the system for news, which it has not done if its thread did something else since.
const UNSEEN: Duration = Duration::from_millis(200);

/// HTTP/1.1 over TLS 1.2 or 1.3, with connections kept for the next request; HTTP/2 with the
/// feature `http2`, where the server offers it.
///
/// Trusts what the operating system trusts (`SSL_CERT_FILE` and `SSL_CERT_DIR` override that), read
/// when the first https request is made. Needs a tokio runtime to run on. A pooled connection that
/// turns out to be closed before anything was sent on it is replaced without a word; up to 256 idle
/// ones to a host are kept, for 50 seconds. The default one goes through no proxy;
/// [`builder`](Self::builder) sets one, or reads the environment.
#[derive(Clone)]
pub struct HyperTransport {
    connector: Arc<Connector>,
    pool: Pool,
}

impl HyperTransport {
    /// Begins to set up a transport.
    pub fn builder() -> HyperTransportBuilder {
        HyperTransportBuilder::default()
    }

    pub(super) fn new(trust: Trust, proxies: Proxies) -> Self {
        Self {
            connector: Arc::new(Connector::new(trust, proxies)),
            pool: Pool::default(),
        }
    }
}

impl Default for HyperTransport {
    fn default() -> Self {
        Self::new(Trust::default(), Proxies::default())
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
        let wants_stream = request.extensions().get::<StreamResponse>().is_some();
        // Boxed, and gone once hyper has it. By itself the request would lie in the future to the end,
        // and, were this an async function, several times: 0.5 KiB in place of 2.4.
        let request = Box::new(outgoing(request));
        Box::pin(async move {
            let destination = destination(request.uri())?;
            let limit = limits.connect_timeout;
            let (way, answer) = self.ask(request, &destination, limit).await?;
            let (mut head, body) = answer.into_parts();
            let length = body.size_hint().exact();
            let mut answer = Answer {
                way: Some(way),
                body,
                destination,
                pool: self.pool.clone(),
            };
            if wants_stream && head.status.is_success() {
                head.extensions
                    .insert(ByteStream::from_pieces(length, answer));
                return Ok(http::Response::from_parts(head, Bytes::new()));
            }
            let body = collect(&mut answer, limits.max_response_bytes).await?;
            Ok(http::Response::from_parts(head, body))
        })
    }
}

impl HyperTransport {
    /// Sends a request on a connection that is there, or else on a new one.
    async fn ask(
        &self,
        mut request: Box<http::Request<Outgoing>>,
        destination: &Destination,
        limit: Duration,
    ) -> Result<(Way, http::Response<Incoming>), TransportError> {
        let host = destination.authority.as_str();
        // Ends, as each turn takes a connection out of the pool, and the last one makes one.
        loop {
            let (mut way, is_new) = match self.pool.take(destination) {
                Some((way, waited)) => {
                    if waited > UNSEEN {
                        tokio::task::yield_now().await;
                    }
                    (way, false)
                }
                // Boxed, since it is rarely there and large.
                None => (Box::pin(self.open(destination, limit)).await?, true),
            };
            self.introduce(&mut request, &way, destination);
            let mut sending = way.accept(request, destination);
            let sent = poll_fn(|context| way.poll_head(&mut sending, context)).await;
            let mut error = match sent {
                Ok(answer) => return Ok((way, answer)),
                Err(error) => error,
            };
            match error.take_message() {
                Some(given_back) if !is_new => request = Box::new(given_back),
                _ => return Err(no_answer(error.into_error(), host)),
            }
            #[cfg(feature = "http2")]
            if matches!(way, Way::Shared(_)) {
                self.pool.forget_shared(destination);
            }
        }
    }

    async fn open(
        &self,
        destination: &Destination,
        limit: Duration,
    ) -> Result<Way, TransportError> {
        let host = destination.authority.as_str();
        let connected = self
            .connector
            .connect(destination.is_secure, &destination.authority, limit)
            .await
            .map_err(|error| not_connected(error, host, limit))?;
        #[cfg(feature = "http2")]
        if connected.stream.speaks_http2() {
            use hyper_util::rt::{TokioExecutor, TokioIo, TokioTimer};

            let (sender, connection) =
                hyper::client::conn::http2::Builder::new(TokioExecutor::new())
                    .timer(TokioTimer::new())
                    .keep_alive_interval(SIGN_OF_LIFE)
                    .keep_alive_timeout(SIGN_OF_LIFE)
                    .handshake(TokioIo::new(connected.stream))
                    .await
                    .map_err(|error| no_answer(error, host))?;
            // Ends when nobody can send on it any more, and with its runtime. How is told to those
            // who wait for answers.
            destination.runtime.spawn(async { drop(connection.await) });
            return Ok(self.pool.share(destination, sender));
        }
        let line = Line::open(connected).await;
        let line = line.map_err(|error| no_answer(error, host))?;
        Ok(Way::Own(Box::new(line)))
    }

    /// Says to a proxy that reads the request itself who asks. Within a tunnel it sees none, and
    /// was told when the tunnel was made.
    fn introduce(
        &self,
        request: &mut http::Request<Outgoing>,
        way: &Way,
        destination: &Destination,
    ) {
        if matches!(way, Way::Own(line) if line.ends_at_proxy)
            && let Some(proxy) = self
                .connector
                .proxy_to(destination.is_secure, destination.authority.host())
            && let Some(value) = proxy.authorization()
        {
            let headers = request.headers_mut();
            headers.insert(PROXY_AUTHORIZATION, value.clone());
        }
    }
}

/// The request with the body that hyper sends.
fn outgoing(mut request: http::Request<Bytes>) -> http::Request<Outgoing> {
    // hyper says nothing of an empty body; some servers refuse a POST or DELETE without a length.
    let stream = request.extensions_mut().remove::<ByteStream>();
    let may_lack_length = matches!(*request.method(), Method::GET | Method::HEAD);
    if request.body().is_empty() && stream.is_none() && !may_lack_length {
        request
            .headers_mut()
            .insert(CONTENT_LENGTH, HeaderValue::from_static("0"));
    }
    request.map(|bytes| match stream {
        None => Outgoing::Whole(bytes),
        Some(stream) => Outgoing::Stream(stream),
    })
}

fn destination(uri: &http::Uri) -> Result<Destination, TransportError> {
    let unusable = |message| TransportError::new(TransportErrorKind::Configuration, message);
    let Ok(runtime) = Handle::try_current() else {
        return Err(unusable(
            "no tokio runtime: await the call inside of one, or give the builder another transport",
        ));
    };
    let is_secure = uri.scheme() == Some(&Scheme::HTTPS);
    match uri.authority().and_then(without_user) {
        Some(authority) if is_secure || uri.scheme() == Some(&Scheme::HTTP) => Ok(Destination {
            is_secure,
            authority,
            runtime,
        }),
        _ => Err(unusable(
            "the request's URI does not begin with http:// or https:// and a host",
        )),
    }
}

/// Host and port. A password before them goes neither to a server nor into an error.
fn without_user(authority: &Authority) -> Option<Authority> {
    match authority.as_str().rsplit_once('@') {
        // Shares the URI's memory.
        None => Some(authority.clone()),
        Some((_, host)) => host.parse().ok(),
    }
}

/// Reads a body to its end. A body of one piece, which is the usual, is not copied.
async fn collect(answer: &mut Answer, limit: usize) -> Result<Bytes, TransportError> {
    let host = answer.destination.authority.clone();
    let too_large = || {
        TransportError::new(
            TransportErrorKind::TooLarge,
            format!("the answer of {host} is larger than the {limit} bytes that are allowed"),
        )
    };
    let announced = usize::try_from(answer.body.size_hint().lower()).unwrap_or(usize::MAX);
    if announced > limit {
        return Err(too_large());
    }
    let mut first = Bytes::new();
    let mut rest: Option<BytesMut> = None;
    while let Some(piece) = poll_fn(|context| answer.poll_piece(context)).await {
        let piece = piece.map_err(|error| cut_off(error, host.as_str()))?;
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
