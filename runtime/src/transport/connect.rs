//! Makes connections: TCP, a proxy where one is in between, and TLS where the destination wants it,
//! all within a time limit.

use std::error::Error as StdError;
use std::fmt;
use std::time::Duration;

use http::uri::Authority;

use super::proxy::{Proxies, Proxy};
use super::stream::Stream;
use super::tcp;
use super::tls::{Tls, Trust};

/// Connects by plain TCP or by TLS, through a proxy where one is set.
pub(super) struct Connector {
    tls: Tls,
    proxies: Proxies,
}

/// A connection that nothing has been sent on.
pub(super) struct Connected {
    pub(super) stream: Stream,
    /// Whether a proxy reads the requests at its other end, which wants whole URLs then.
    pub(super) ends_at_proxy: bool,
}

type BoxError = Box<dyn StdError + Send + Sync>;

impl Connector {
    pub(super) fn new(trust: Trust, proxies: Proxies) -> Self {
        Self {
            tls: Tls::new(trust),
            proxies,
        }
    }

    /// The proxy on the way to a host.
    pub(super) fn proxy_to(&self, is_secure: bool, host: &str) -> Option<&Proxy> {
        self.proxies.to(is_secure, host)
    }

    /// Connects to a host, by TLS or not.
    pub(super) async fn connect(
        &self,
        is_secure: bool,
        authority: &Authority,
        limit: Duration,
    ) -> Result<Connected, BoxError> {
        match tokio::time::timeout(limit, self.open(is_secure, authority)).await {
            Ok(connected) => connected,
            Err(_) => Err(ConnectTimeout.into()),
        }
    }

    async fn open(&self, is_secure: bool, authority: &Authority) -> Result<Connected, BoxError> {
        let host = authority.host();
        let port = port(is_secure, authority);
        let proxy = self.proxy_to(is_secure, host);
        let mut stream = match proxy {
            None => Stream::Tcp(tcp::connect(host, port).await?),
            Some(proxy) => self.reach(proxy).await?,
        };
        if is_secure {
            if let Some(proxy) = proxy {
                proxy.tunnel(&mut stream, host, port).await?;
            }
            stream = self.tls.secure(stream, host).await?;
        }
        Ok(Connected {
            stream,
            ends_at_proxy: proxy.is_some() && !is_secure,
        })
    }

    async fn reach(&self, proxy: &Proxy) -> Result<Stream, BoxError> {
        let authority = proxy.authority();
        let port = port(proxy.is_secure(), authority);
        let stream = tcp::connect(authority.host(), port)
            .await
            .map_err(|error| proxy.unreachable(error))?;
        if !proxy.is_secure() {
            return Ok(Stream::Tcp(stream));
        }
        let stream = Stream::Tcp(stream);
        self.tls.secure_to_proxy(stream, authority.host()).await
    }
}

fn port(is_secure: bool, authority: &Authority) -> u16 {
    let default = if is_secure { 443 } else { 80 };
    authority.port_u16().unwrap_or(default)
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
