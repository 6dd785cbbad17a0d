//! The connector of hyper-util's client: TCP, a proxy where one applies, and TLS for `https`, all
//! within the connect time-out of the call.
//!
//! hyper-util resolves names and connects to the addresses: each address of a family gets its share of the
//! time-out, and the other family starts after [`FALLBACK_DELAY`] (RFC 8305).

use std::any::Any;
use std::error::Error as StdError;
use std::fmt;
use std::future::poll_fn;
use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::pin::pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::Duration;

use http::Uri;
use http::uri::Scheme;
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::client::legacy::connect::dns::{GaiResolver, Name};
use tokio::task::futures::TaskLocalFuture;
use tower_service::Service;

use super::error::{find, root_cause};
#[cfg(feature = "http2")]
use super::http2::ConnectGate;
use super::io::{BoxIo, Connection, host};
use super::proxy::{Proxies, Proxy};
use super::tls::{Tls, Trust};
use super::{TransportError, TransportErrorKind, TransportLimits};
use crate::BoxFuture;

/// The time before addresses of the other family are attempted as well.
const FALLBACK_DELAY: Duration = Duration::from_millis(250);

tokio::task_local! {
    /// The connect time-out of the call that is being polled. hyper-util gives a connector nothing but
    /// the URI, and calls it while it polls the call that needs the connection.
    static CONNECT_TIMEOUT: Duration;
}

/// Sets the time-out for the connections that `call` opens.
pub(super) fn with_connect_timeout<F: Future>(
    limit: Duration,
    call: F,
) -> TaskLocalFuture<Duration, F> {
    CONNECT_TIMEOUT.scope(limit, call)
}

/// Opens connections. Clones share the configuration.
#[derive(Clone)]
pub(super) struct Connector {
    inner: Arc<ConnectorInner>,
    #[cfg(feature = "http2")]
    gate: Arc<ConnectGate>,
}

struct ConnectorInner {
    tcp: HttpConnector<Resolver>,
    tls: Tls,
    proxies: Proxies,
}

impl Connector {
    pub(super) fn new(trust: Trust, proxies: Proxies) -> Self {
        Self {
            inner: Arc::new(ConnectorInner {
                tcp: tcp_connector(Resolver(GaiResolver::new())),
                tls: Tls::new(trust),
                proxies,
            }),
            #[cfg(feature = "http2")]
            gate: Arc::default(),
        }
    }

    /// A connector that waits for no call of another runtime.
    pub(super) fn for_runtime(&self) -> Self {
        Self {
            inner: Arc::clone(&self.inner),
            #[cfg(feature = "http2")]
            gate: Arc::default(),
        }
    }

    /// The proxies that connections go through.
    pub(super) fn proxies(&self) -> &Proxies {
        &self.inner.proxies
    }

    async fn connect(&self, uri: &Uri, limit: Duration) -> Result<Connection, TransportError> {
        #[cfg(feature = "http2")]
        if uri.scheme() == Some(&Scheme::HTTPS)
            && let Some(authority) = uri.authority()
        {
            let connecting = self.inner.connect(uri, limit);
            return self.gate.pass(authority, connecting).await;
        }
        self.inner.connect(uri, limit).await
    }
}

impl Service<Uri> for Connector {
    type Response = Connection;
    type Error = TransportError;
    type Future = BoxFuture<'static, Result<Connection, TransportError>>;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), TransportError>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, uri: Uri) -> Self::Future {
        let limit = CONNECT_TIMEOUT.try_get().unwrap_or(TransportLimits::default().connect_timeout);
        let connector = self.clone();
        Box::pin(async move {
            match tokio::time::timeout(limit, connector.connect(&uri, limit)).await {
                Ok(connection) => connection,
                Err(_) => Err(connect_timeout(&uri, limit)),
            }
        })
    }
}

impl ConnectorInner {
    async fn connect(&self, uri: &Uri, limit: Duration) -> Result<Connection, TransportError> {
        let is_secure = uri.scheme() == Some(&Scheme::HTTPS);
        let proxy = self.proxies.proxy_for(uri)?;
        let stream = match &proxy {
            None => self
                .connect_tcp(uri, limit)
                .await
                .map_err(|error| no_connection(uri, limit, error))?,
            Some(proxy) => self.connect_to_proxy(proxy, uri, limit).await?,
        };
        if !is_secure {
            return Ok(Connection::new(stream, proxy.is_some(), false));
        }
        let stream = match &proxy {
            None => stream,
            Some(proxy) => proxy.tunnel(stream, uri).await?,
        };
        let (stream, is_http2) = self.tls.connect(stream, uri).await?;
        Ok(Connection::new(stream, false, is_http2))
    }

    async fn connect_tcp(
        &self,
        uri: &Uri,
        limit: Duration,
    ) -> Result<BoxIo, Box<dyn StdError + Send + Sync>> {
        let mut tcp = self.tcp.clone();
        tcp.set_connect_timeout(Some(limit));
        let stream = with_io(tcp.call(uri.clone())).await??;
        Ok(Box::new(stream.into_inner()))
    }

    async fn connect_to_proxy(
        &self,
        proxy: &Proxy,
        target: &Uri,
        limit: Duration,
    ) -> Result<BoxIo, TransportError> {
        let stream = self.connect_tcp(proxy.uri(), limit).await.map_err(|error| {
            match find::<TransportError>(&*error) {
                Some(no_io) => no_io.clone(),
                None => proxy.unreachable(target, error),
            }
        })?;
        if proxy.uri().scheme() == Some(&Scheme::HTTPS) {
            return self.tls.connect_to_proxy(stream, proxy.uri()).await;
        }
        Ok(stream)
    }
}

fn tcp_connector<R>(resolver: R) -> HttpConnector<R> {
    let mut tcp = HttpConnector::new_with_resolver(resolver);
    tcp.enforce_http(false);
    tcp.set_nodelay(true);
    tcp.set_happy_eyeballs_timeout(Some(FALLBACK_DELAY));
    tcp
}

/// Awaits `connecting`, which panics in a runtime without I/O; tokio has no other way to ask.
async fn with_io<F: Future>(connecting: F) -> Result<F::Output, TransportError> {
    let mut connecting = pin!(connecting);
    poll_fn(|context| {
        let polled = catch_unwind(AssertUnwindSafe(|| connecting.as_mut().poll(context)));
        match polled {
            Ok(polled) => polled.map(Ok),
            Err(panic) if is_of_disabled_io(&*panic) => Poll::Ready(Err(TransportError::new(
                TransportErrorKind::Configuration,
                "the tokio runtime has no I/O: build it with `enable_all`, or set another transport on the builder",
            ))),
            Err(panic) => resume_unwind(panic),
        }
    })
    .await
}

fn is_of_disabled_io(panic: &(dyn Any + Send)) -> bool {
    let message = match panic.downcast_ref::<String>() {
        Some(message) => Some(message.as_str()),
        None => panic.downcast_ref::<&str>().copied(),
    };
    message.is_some_and(|message| message.contains("IO is disabled"))
}

fn no_connection(
    uri: &Uri,
    limit: Duration,
    error: Box<dyn StdError + Send + Sync>,
) -> TransportError {
    if let Some(no_io) = find::<TransportError>(&*error) {
        return no_io.clone();
    }
    let host = host(uri);
    let cause = root_cause(&*error);
    let io = find::<io::Error>(&*error).map(io::Error::kind);
    let failure = if find::<UnresolvedName>(&*error).is_some() {
        TransportError::new(
            TransportErrorKind::Dns,
            format!("the name {host} cannot be resolved{cause}"),
        )
    } else if io == Some(io::ErrorKind::TimedOut) {
        connect_timeout(uri, limit)
    } else if io == Some(io::ErrorKind::ConnectionRefused) {
        TransportError::new(TransportErrorKind::Refused, format!("no connection to {host}{cause}"))
    } else {
        TransportError::new(TransportErrorKind::Connect, format!("no connection to {host}{cause}"))
    };
    failure.with_source(error)
}

fn connect_timeout(uri: &Uri, limit: Duration) -> TransportError {
    let message = format!("no connection to {} within {limit:?}", host(uri));
    TransportError::new(TransportErrorKind::ConnectTimeout, message)
}

/// The operating system's resolver, with a type for its failures.
#[derive(Clone)]
struct Resolver(GaiResolver);

impl Service<Name> for Resolver {
    type Response = <GaiResolver as Service<Name>>::Response;
    type Error = UnresolvedName;
    type Future = BoxFuture<'static, Result<Self::Response, UnresolvedName>>;

    fn poll_ready(&mut self, context: &mut Context<'_>) -> Poll<Result<(), UnresolvedName>> {
        self.0.poll_ready(context).map_err(UnresolvedName)
    }

    fn call(&mut self, name: Name) -> Self::Future {
        let resolving = self.0.call(name);
        Box::pin(async move { resolving.await.map_err(UnresolvedName) })
    }
}

/// A name that cannot be resolved.
#[derive(Debug)]
struct UnresolvedName(io::Error);

impl fmt::Display for UnresolvedName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the name cannot be resolved")
    }
}

impl StdError for UnresolvedName {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        Some(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use std::future::{Ready, ready};
    use std::net::SocketAddr;
    use std::task::{Context, Poll};
    use std::time::Duration;

    use hyper_util::client::legacy::connect::dns::Name;
    use tokio::net::{TcpListener, TcpSocket, TcpStream};
    use tower_service::Service;

    use super::tcp_connector;

    /// Resolves every name to these addresses.
    #[derive(Clone)]
    struct Addresses(Vec<SocketAddr>);

    impl Service<Name> for Addresses {
        type Response = std::vec::IntoIter<SocketAddr>;
        type Error = std::io::Error;
        type Future = Ready<std::io::Result<Self::Response>>;

        fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<std::io::Result<()>> {
            Poll::Ready(Ok(()))
        }

        fn call(&mut self, _: Name) -> Self::Future {
            ready(Ok(self.0.clone().into_iter()))
        }
    }

    /// The peer of a connection to a name with these addresses, which share `port`.
    async fn peer(addresses: &[&str], port: u16, limit: Duration) -> Option<String> {
        let addresses =
            addresses.iter().map(|address| SocketAddr::new(address.parse().unwrap(), 0));
        let mut tcp = tcp_connector(Addresses(addresses.collect()));
        tcp.set_connect_timeout(Some(limit));
        let uri = format!("http://service.test:{port}/").parse().unwrap();
        let stream = tcp.call(uri).await.ok()?.into_inner();
        Some(stream.peer_addr().unwrap().ip().to_string())
    }

    #[tokio::test]
    async fn one_dead_address_of_several_does_not_fail_a_connection() {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let limit = Duration::from_secs(2);
        // Nothing listens at these.
        for refusing in ["127.0.0.2", "::1"] {
            let peer = peer(&[refusing, "127.0.0.1"], port, limit).await;
            assert_eq!(peer.as_deref(), Some("127.0.0.1"), "{refusing}");
        }
        // A full queue of connections: the system drops further ones, as a dead host would.
        let silent = TcpSocket::new_v4().unwrap();
        silent.bind(([127, 0, 0, 3], port).into()).unwrap();
        let silent = silent.listen(1).unwrap();
        let address = silent.local_addr().unwrap();
        let mut queued = Vec::new();
        for _ in 0..8 {
            let connecting = TcpStream::connect(address);
            queued.push(tokio::time::timeout(Duration::from_millis(50), connecting).await);
        }
        assert!(queued.last().is_some_and(Result::is_err), "the queue is not full");
        assert_eq!(peer(&["127.0.0.3"], port, Duration::from_millis(200)).await, None);
        let peer = peer(&["127.0.0.3", "127.0.0.1"], port, limit).await;
        assert_eq!(peer.as_deref(), Some("127.0.0.1"));
    }
}
