//! Proxies: which one a request goes through, if any, and how a tunnel through it is asked for.
//!
//! The variables are those that curl and the AWS CLI read. What stays on the machine or on its own
//! link (loopback, the metadata services of EC2, ECS and EKS) goes through no proxy, whatever the
//! variables say: a proxy could not reach it, and credentials come from there.

use std::error::Error as StdError;
use std::fmt;
use std::net::IpAddr;

use http::header::HeaderValue;
use http::uri::Scheme;
use http::{StatusCode, Uri};
use hyper_util::client::proxy::matcher::{Intercept, Matcher};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};

use super::stream::Layers;
use crate::Environment;

/// A proxy's answer to a request for a tunnel is longer than this only if it is no proxy.
const LONGEST_ANSWER: usize = 16 * 1024;

/// The rules by which requests go through proxies.
#[derive(Debug, Default)]
pub(super) struct Proxies(Option<Matcher>);

/// A proxy that a request goes through.
pub(super) struct Proxy(Intercept);

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
        if all.is_none() && https.is_none() && http.is_none() {
            return Ok(Self(None));
        }
        let no = environment
            .get("no_proxy")
            .or_else(|| environment.get("NO_PROXY"));
        let matcher = Matcher::builder()
            .all(all.unwrap_or_default())
            .https(https.unwrap_or_default())
            .http(http.unwrap_or_default())
            .no(no.unwrap_or_default())
            .build();
        Ok(Self(Some(matcher)))
    }

    /// One proxy for everything.
    pub(super) fn all(url: &str) -> Result<Self, String> {
        check(url)?;
        Ok(Self(Some(Matcher::builder().all(url).build())))
    }

    /// The proxy on the way to `uri`.
    pub(super) fn to(&self, uri: &Uri) -> Option<Proxy> {
        let matcher = self.0.as_ref()?;
        if stays_local(uri.host()?) {
            return None;
        }
        matcher.intercept(uri).map(Proxy)
    }
}

fn first<const N: usize>(
    environment: &Environment,
    names: [&str; N],
) -> Result<Option<String>, String> {
    for name in names {
        if let Some(url) = environment.get(name) {
            check(&url).map_err(|problem| format!("{name} {problem}"))?;
            return Ok(Some(url));
        }
    }
    Ok(None)
}

/// Says what is wrong with a proxy's URL; the matcher would pass over it without a word.
fn check(url: &str) -> Result<(), String> {
    let anywhere = Uri::from_static("https://host.invalid/");
    match Matcher::builder().all(url).build().intercept(&anywhere) {
        Some(proxy) if is_http(proxy.uri()) => Ok(()),
        Some(_) => Err(
            "is a SOCKS proxy, which is not supported: give the builder a transport \
                        that speaks it"
                .to_owned(),
        ),
        None => Err("is not a proxy's URL: expected one such as http://host:3128".to_owned()),
    }
}

fn is_http(uri: &Uri) -> bool {
    uri.scheme() == Some(&Scheme::HTTP) || uri.scheme() == Some(&Scheme::HTTPS)
}

/// Whether a host is this machine, or a service of the machine's own link.
fn stays_local(host: &str) -> bool {
    let host = host.trim_start_matches('[').trim_end_matches(']');
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
    /// Where the proxy listens.
    pub(super) fn uri(&self) -> &Uri {
        self.0.uri()
    }

    /// Whether the proxy itself is spoken to over TLS.
    pub(super) fn is_secure(&self) -> bool {
        self.uri().scheme() == Some(&Scheme::HTTPS)
    }

    /// Who we are to the proxy.
    pub(super) fn authorization(&self) -> Option<&HeaderValue> {
        self.0.basic_auth()
    }

    /// Asks for a tunnel to the host of `target`.
    pub(super) async fn tunnel(
        &self,
        stream: &mut Layers,
        target: &Uri,
    ) -> Result<(), ProxyFailure> {
        let host = target.host().unwrap_or_default();
        let port = target.port_u16().unwrap_or(443);
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
        // The authority holds no password: the matcher has taken it out.
        let authority = self.uri().authority().map_or("", |text| text.as_str());
        ProxyFailure {
            message: format!("the proxy {authority} {what}"),
            is_transient,
            source: None,
        }
    }
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
