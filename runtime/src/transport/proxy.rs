//! Proxies: which one a request goes through, if any, and how a tunnel through it is asked for.
//!
//! The variables are those that curl and the AWS CLI read. What stays on the machine or on its own
//! link (loopback, the metadata services of EC2, ECS and EKS) goes through no proxy, whatever the
//! variables say: a proxy could not reach it, and credentials come from there.

mod exceptions;

use std::error::Error as StdError;
use std::fmt;
use std::net::IpAddr;

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use http::header::HeaderValue;
use http::uri::{Authority, Scheme};
use http::{StatusCode, Uri};
use percent_encoding::percent_decode_str;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};

use self::exceptions::Exceptions;
use super::stream::Stream;
use super::tcp::without_brackets;
use crate::Environment;

/// A proxy's answer to a request for a tunnel is longer than this only if it is no proxy.
const LONGEST_ANSWER: usize = 16 * 1024;

/// The rules by which requests go through proxies.
#[derive(Debug, Default)]
pub(super) struct Proxies {
    http: Option<Proxy>,
    https: Option<Proxy>,
    exceptions: Exceptions,
}

/// A proxy that a request goes through.
#[derive(Clone, Debug)]
pub(super) struct Proxy {
    is_secure: bool,
    /// Without user and password.
    authority: Authority,
    /// Marked as sensitive, so that it is not shown.
    authorization: Option<HeaderValue>,
}

impl Proxies {
    /// What `HTTPS_PROXY`, `HTTP_PROXY`, `ALL_PROXY` and `NO_PROXY` say, in either case. The error
    /// names the variable and not its value, which may hold a password.
    pub(super) fn from_environment(environment: &Environment) -> Result<Self, String> {
        // A web server that runs programs puts a visitor's `Proxy:` header into HTTP_PROXY.
        let is_cgi = environment.get("REQUEST_METHOD").is_some();
        let http = if is_cgi { "http_proxy" } else { "HTTP_PROXY" };
        let all = first(environment, ["all_proxy", "ALL_PROXY"])?;
        let https = first(environment, ["https_proxy", "HTTPS_PROXY"])?;
        let http = first(environment, ["http_proxy", http])?;
        let exceptions = environment
            .get("no_proxy")
            .or_else(|| environment.get("NO_PROXY"));
        Ok(Self {
            http: http.or_else(|| all.clone()),
            https: https.or(all),
            exceptions: Exceptions::of(&exceptions.unwrap_or_default()),
        })
    }

    /// One proxy for everything.
    pub(super) fn all(url: &str) -> Result<Self, String> {
        let proxy = Proxy::of(url)?;
        Ok(Self {
            http: Some(proxy.clone()),
            https: Some(proxy),
            exceptions: Exceptions::default(),
        })
    }

    /// The proxy on the way to a host, which is spoken to over TLS or not.
    pub(super) fn to(&self, is_secure: bool, host: &str) -> Option<&Proxy> {
        let proxy = if is_secure { &self.https } else { &self.http };
        let proxy = proxy.as_ref()?;
        let host = without_brackets(host);
        (!stays_local(host) && !self.exceptions.has(host)).then_some(proxy)
    }
}

fn first<const N: usize>(
    environment: &Environment,
    names: [&str; N],
) -> Result<Option<Proxy>, String> {
    for name in names {
        if let Some(url) = environment.get(name) {
            let proxy = Proxy::of(&url).map_err(|problem| format!("{name} {problem}"))?;
            return Ok(Some(proxy));
        }
    }
    Ok(None)
}

/// Whether a host is this machine, or a service of the machine's own link.
fn stays_local(host: &str) -> bool {
    if host.eq_ignore_ascii_case("localhost") || host.ends_with(".localhost") {
        return true;
    }
    match host.parse() {
        Ok(IpAddr::V4(address)) => address.is_loopback() || address.is_link_local(),
        // fd00:ec2::/32 holds the metadata services.
        Ok(IpAddr::V6(address)) => {
            address.is_loopback() || matches!(address.segments(), [0xfd00, 0x0ec2, ..])
        }
        Err(_) => false,
    }
}

impl Proxy {
    /// Reads a proxy's URL; without a scheme it is one of http. The error does not repeat it.
    fn of(url: &str) -> Result<Self, &'static str> {
        const NO_URL: &str = "is not a proxy's URL: expected one such as http://host:3128";
        let uri: Uri = url.parse().map_err(|_| NO_URL)?;
        let is_secure = match uri.scheme() {
            None => false,
            Some(scheme) if *scheme == Scheme::HTTP => false,
            Some(scheme) if *scheme == Scheme::HTTPS => true,
            Some(scheme) if scheme.as_str().starts_with("socks") => {
                return Err(
                    "is a SOCKS proxy, which is not supported: give the builder a transport \
                     that speaks it",
                );
            }
            Some(_) => return Err(NO_URL),
        };
        let authority = uri.authority().ok_or(NO_URL)?;
        let Some((user, host)) = authority.as_str().rsplit_once('@') else {
            return Ok(Self {
                is_secure,
                authority: authority.clone(),
                authorization: None,
            });
        };
        Ok(Self {
            is_secure,
            authority: host.parse().map_err(|_| NO_URL)?,
            authorization: Some(basic(user).ok_or(NO_URL)?),
        })
    }

    /// Where the proxy listens.
    pub(super) fn authority(&self) -> &Authority {
        &self.authority
    }

    /// Whether the proxy itself is spoken to over TLS.
    pub(super) fn is_secure(&self) -> bool {
        self.is_secure
    }

    /// Who we are to the proxy.
    pub(super) fn authorization(&self) -> Option<&HeaderValue> {
        self.authorization.as_ref()
    }

    /// Asks for a tunnel to a host.
    pub(super) async fn tunnel(
        &self,
        stream: &mut Stream,
        host: &str,
        port: u16,
    ) -> Result<(), ProxyFailure> {
        let mut request =
            format!("CONNECT {host}:{port} HTTP/1.1\r\nHost: {host}:{port}\r\n").into_bytes();
        if let Some(value) = self.authorization() {
            request.extend_from_slice(b"Proxy-Authorization: ");
            request.extend_from_slice(value.as_bytes());
            request.extend_from_slice(b"\r\n");
        }
        request.extend_from_slice(b"\r\n");
        let broke = |error| {
            self.failure("closed the connection", true)
                .with_source(error)
        };
        stream.write_all(&request).await.map_err(broke)?;
        stream.flush().await.map_err(broke)?;

        let mut answer = Vec::with_capacity(256);
        while !answer.ends_with(b"\r\n\r\n") {
            // Byte by byte: what follows the head belongs to the tunnel. It is a few dozen bytes,
            // once for a connection.
            let byte = stream.read_u8().await.map_err(broke)?;
            answer.push(byte);
            if answer.len() > LONGEST_ANSWER {
                return Err(self.failure("gave an endless answer", false));
            }
        }
        match status(&answer) {
            Some(status) if status.is_success() => Ok(()),
            Some(status) => {
                let what = format!("refused a tunnel to {host}:{port}: HTTP {status}");
                Err(self.failure(&what, status.is_server_error()))
            }
            None => Err(self.failure("does not speak HTTP", false)),
        }
    }

    /// A proxy that cannot be reached.
    pub(super) fn unreachable(
        &self,
        error: impl Into<Box<dyn StdError + Send + Sync>>,
    ) -> ProxyFailure {
        self.failure("cannot be reached", true).with_source(error)
    }

    fn failure(&self, what: &str, is_transient: bool) -> ProxyFailure {
        ProxyFailure {
            message: format!("the proxy {} {what}", self.authority),
            is_transient,
            source: None,
        }
    }
}

/// `user:password` of a URL as a header has it.
fn basic(user: &str) -> Option<HeaderValue> {
    let (user, password) = user.split_once(':').unwrap_or((user, ""));
    let mut plain: Vec<u8> = percent_decode_str(user).collect();
    plain.push(b':');
    plain.extend(percent_decode_str(password));
    let mut value =
        HeaderValue::try_from(format!("Basic {}", BASE64_STANDARD.encode(plain))).ok()?;
    value.set_sensitive(true);
    Some(value)
}

fn status(answer: &[u8]) -> Option<StatusCode> {
    let line = answer.strip_prefix(b"HTTP/1.")?;
    StatusCode::from_bytes(line.get(2..5)?).ok()
}

/// A proxy that did not do its part.
#[derive(Debug)]
pub(super) struct ProxyFailure {
    message: String,
    /// Whether another try may fare better.
    pub(super) is_transient: bool,
    source: Option<Box<dyn StdError + Send + Sync>>,
}

impl ProxyFailure {
    fn with_source(mut self, error: impl Into<Box<dyn StdError + Send + Sync>>) -> Self {
        self.source = Some(error.into());
        self
    }
}

impl fmt::Display for ProxyFailure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl StdError for ProxyFailure {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        self.source.as_ref().map(|source| &**source as _)
    }
}

#[cfg(test)]
mod tests;
