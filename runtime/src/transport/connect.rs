//! The connector of hyper-util's client: TCP, a proxy where one applies, and TLS for `https`, all
//! within the connect time-out of the call.

use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::Duration;

use http::Uri;
use http::uri::Scheme;
use tokio::task::futures::TaskLocalFuture;
use tower_service::Service;

#[cfg(feature = "http2")]
use super::http2::ConnectGate;
use super::io::{BoxIo, Connection, host};
use super::proxy::{Proxies, Proxy};
use super::tls::{Tls, Trust};
use super::{TransportError, TransportErrorKind, TransportLimits, tcp};
use crate::BoxFuture;

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
    tls: Tls,
    proxies: Proxies,
}

impl Connector {
    pub(super) fn new(trust: Trust, proxies: Proxies) -> Self {
        Self {
            inner: Arc::new(ConnectorInner { tls: Tls::new(trust), proxies }),
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
            None => Box::new(tcp::connect(uri, limit).await?),
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

    async fn connect_to_proxy(
        &self,
        proxy: &Proxy,
        target: &Uri,
        limit: Duration,
    ) -> Result<BoxIo, TransportError> {
        let stream = match tcp::connect(proxy.uri(), limit).await {
            Ok(stream) => Box::new(stream),
            // The error of the runtime.
            Err(error) if error.kind() == TransportErrorKind::Configuration => return Err(error),
            Err(error) => return Err(proxy.unreachable(target, error)),
        };
        if proxy.uri().scheme() == Some(&Scheme::HTTPS) {
            return self.tls.connect_to_proxy(stream, proxy.uri()).await;
        }
        Ok(stream)
    }
}

fn connect_timeout(uri: &Uri, limit: Duration) -> TransportError {
    let message = format!("no connection to {} within {limit:?}", host(uri));
    TransportError::new(TransportErrorKind::ConnectTimeout, message)
}
