//! Makes connections: TCP, a proxy where one is in between, and TLS where the URI says https, all
//! within a time limit.

use std::error::Error as StdError;
use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::Duration;

use http::Uri;
use http::uri::Scheme;
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::rt::TokioIo;
use tower_service::Service;

use super::TransportLimits;
use super::proxy::{Proxies, Proxy};
use super::stream::{Layers, Stream};
use super::tls::{Tls, Trust};

tokio::task_local! {
    /// The limit for connections that a request makes. hyper's client hands a connector nothing
    /// but a URI, and it asks for a connection within the request's own task.
    pub(super) static CONNECT_TIMEOUT: Duration;
}

type BoxError = Box<dyn StdError + Send + Sync>;

/// Connects by plain TCP or by TLS, as the URI's scheme says, through a proxy where one is set.
#[derive(Clone)]
pub(super) struct Connector {
    tcp: HttpConnector,
    tls: Tls,
    proxies: Arc<Proxies>,
}

impl Connector {
    pub(super) fn new(trust: Trust, proxies: Arc<Proxies>) -> Self {
        let mut tcp = HttpConnector::new();
        tcp.set_nodelay(true);
        tcp.enforce_http(false);
        Self {
            tcp,
            tls: Tls::new(trust),
            proxies,
        }
    }

    async fn connect(&mut self, uri: Uri) -> Result<Stream, BoxError> {
        let is_secure = uri.scheme() == Some(&Scheme::HTTPS);
        let proxy = self.proxies.to(&uri);
        let mut layers = match &proxy {
            None => self.tcp(uri.clone()).await?,
            Some(proxy) => self.reach(proxy).await?,
        };
        if is_secure {
            if let Some(proxy) = &proxy {
                proxy.tunnel(&mut layers, &uri).await?;
            }
            let host = uri.host().unwrap_or_default();
            layers = self.tls.secure(layers, host).await?;
        }
        Ok(Stream {
            layers,
            ends_at_proxy: proxy.is_some() && !is_secure,
        })
    }

    async fn reach(&mut self, proxy: &Proxy) -> Result<Layers, BoxError> {
        let layers = self
            .tcp(proxy.uri().clone())
            .await
            .map_err(|error| proxy.unreachable(error))?;
        if !proxy.is_secure() {
            return Ok(layers);
        }
        let host = proxy.uri().host().unwrap_or_default();
        self.tls.secure(layers, host).await
    }

    async fn tcp(&mut self, uri: Uri) -> Result<Layers, BoxError> {
        Ok(Layers::Tcp(self.tcp.call(uri).await?.into_inner()))
    }
}

impl Service<Uri> for Connector {
    type Response = TokioIo<Stream>;
    type Error = BoxError;
    type Future = Pin<Box<dyn Future<Output = Result<Self::Response, BoxError>> + Send>>;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), BoxError>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, uri: Uri) -> Self::Future {
        let limit = CONNECT_TIMEOUT
            .try_with(|limit| *limit)
            .unwrap_or(TransportLimits::default().connect_timeout);
        let mut connector = self.clone();
        Box::pin(async move {
            match tokio::time::timeout(limit, connector.connect(uri)).await {
                Ok(stream) => stream.map(TokioIo::new),
                Err(_) => Err(ConnectTimeout.into()),
            }
        })
    }
}

/// A connection that was not there in time.
#[derive(Debug)]
pub(super) struct ConnectTimeout;

impl fmt::Display for ConnectTimeout {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("connecting took too long")
    }
}

impl StdError for ConnectTimeout {}
