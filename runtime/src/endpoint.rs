//! The endpoint of a client: the base URL of its requests.

use std::borrow::Cow;
use std::fmt;

use http::HeaderValue;
use http::uri::{Authority, PathAndQuery, Scheme, Uri};

use crate::Error;
use crate::redact::SecretLabels;
use crate::uri::has_valid_port;

/// A base URL: scheme, host, port, and a path that precedes the path of each request.
#[derive(Clone)]
pub(crate) struct Endpoint {
    scheme: Scheme,
    authority: Authority,
    /// Without a trailing slash; usually empty.
    base_path: String,
    host: HeaderValue,
    accepts_host_prefix: bool,
    secrets: Option<SecretLabels>,
}

impl Endpoint {
    /// Parses a URL such as `https://host` or `http://127.0.0.1:8080/base`. The error describes the
    /// problem.
    pub(crate) fn from_url(url: &str) -> Result<Self, String> {
        const EXPECTED: &str = "expected a URL such as https://host or http://127.0.0.1:8080";
        let url = url.trim();
        // `http::Uri` drops a fragment, and takes the start of such a password for host and port.
        if url.contains('#') {
            return Err(format!("it must not contain a '#'; {EXPECTED}"));
        }
        let after_scheme = url.split_once("://").map_or(url, |(_, rest)| rest);
        let path = after_scheme.find(['/', '?']).and_then(|at| after_scheme.get(at..));
        if path.is_some_and(|path| path.contains('@')) {
            return Err("it must not contain a user name or password, and an '@' in its path is \
                        written %40"
                .to_owned());
        }
        let uri: Uri = url.parse().map_err(|error| format!("{error}; {EXPECTED}"))?;
        let parts = uri.into_parts();
        let scheme = match parts.scheme {
            Some(scheme) if scheme == Scheme::HTTP || scheme == Scheme::HTTPS => scheme,
            Some(_) => return Err(format!("its scheme is neither http nor https; {EXPECTED}")),
            None => return Err(format!("it has no scheme; {EXPECTED}")),
        };
        let authority = match parts.authority {
            Some(authority) if !authority.host().is_empty() => authority,
            _ => return Err(format!("it has no host; {EXPECTED}")),
        };
        if authority.as_str().contains('@') {
            return Err("it must not contain a user name or password".to_owned());
        }
        if !has_valid_port(&authority) {
            return Err(format!("its port is not a number from 1 to 65535; {EXPECTED}"));
        }
        let base_path = match &parts.path_and_query {
            Some(path) if path.query().is_some() => {
                return Err("it must not have a query".to_owned());
            }
            Some(path) => path.path().trim_end_matches('/').to_owned(),
            None => String::new(),
        };
        let host = HeaderValue::from_str(host_header(&scheme, &authority))
            .map_err(|_| format!("its host is not a valid header value; {EXPECTED}"))?;
        Ok(Self { scheme, authority, base_path, host, accepts_host_prefix: false, secrets: None })
    }

    /// Sets the parts of the URL that are not shown.
    pub(crate) fn with_secrets(mut self, secrets: Option<SecretLabels>) -> Self {
        self.secrets = secrets;
        self
    }

    /// The parts of the URL that are not shown.
    pub(crate) fn secrets(&self) -> Option<&SecretLabels> {
        self.secrets.as_ref()
    }

    /// Sets whether an operation's host prefix applies to this endpoint; by default it is ignored.
    #[cfg(feature = "aws")]
    pub(crate) fn with_host_prefixes(mut self, accepted: bool) -> Self {
        self.accepts_host_prefix = accepted;
        self
    }

    /// The endpoint of an operation with a host prefix, which ends with a dot; `self` if the prefix
    /// is empty or does not apply.
    pub(crate) fn prefixed(&self, prefix: &str) -> Result<Cow<'_, Self>, Error> {
        if prefix.is_empty() || !self.accepts_host_prefix {
            return Ok(Cow::Borrowed(self));
        }
        let (scheme, authority, path) = (&self.scheme, &self.authority, &self.base_path);
        let endpoint = Self::from_url(&format!("{scheme}://{prefix}{authority}{path}"));
        let endpoint = endpoint.map(|it| it.with_secrets(self.secrets.clone()));
        endpoint.map(Cow::Owned).map_err(|problem| {
            Error::configuration(format!("no host with the prefix '{prefix}': {problem}"))
        })
    }

    /// The host without the port.
    #[cfg(feature = "aws")]
    pub(crate) fn host_name(&self) -> &str {
        self.authority.host()
    }

    /// The host without the port and without secrets.
    #[cfg(feature = "tracing")]
    pub(crate) fn shown_host(&self) -> Cow<'_, str> {
        SecretLabels::shown(self.secrets.as_ref(), self.authority.host())
    }

    /// The explicit port, or the default port of the scheme.
    #[cfg(feature = "tracing")]
    pub(crate) fn port(&self) -> u16 {
        let default = if self.scheme == Scheme::HTTPS { 443 } else { 80 };
        self.authority.port_u16().unwrap_or(default)
    }

    /// The value of the `host` header.
    pub(crate) fn host(&self) -> &HeaderValue {
        &self.host
    }

    /// The absolute URI of a request. `path_and_query` is percent-encoded and begins with a slash.
    pub(crate) fn uri(&self, path_and_query: String) -> Result<Uri, Error> {
        let path_and_query = if self.base_path.is_empty() {
            path_and_query
        } else {
            format!("{}{path_and_query}", self.base_path)
        };
        let path_and_query = PathAndQuery::from_maybe_shared(bytes::Bytes::from(path_and_query))
            .map_err(|error| Error::invalid_input("path", error))?;
        let mut parts = http::uri::Parts::default();
        parts.scheme = Some(self.scheme.clone());
        parts.authority = Some(self.authority.clone());
        parts.path_and_query = Some(path_and_query);
        Uri::from_parts(parts).map_err(|error| Error::invalid_input("path", error))
    }
}

/// The `host` header: without the default port of the scheme.
fn host_header<'a>(scheme: &Scheme, authority: &'a Authority) -> &'a str {
    let default = if *scheme == Scheme::HTTPS { ":443" } else { ":80" };
    let authority = authority.as_str();
    authority.strip_suffix(default).unwrap_or(authority)
}

/// The base URL without its secrets.
impl fmt::Display for Endpoint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let url = format!("{}://{}{}", self.scheme, self.authority, self.base_path);
        f.write_str(&SecretLabels::shown(self.secrets.as_ref(), &url))
    }
}

impl fmt::Debug for Endpoint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self}")
    }
}

#[cfg(test)]
mod tests {
    use super::Endpoint;

    #[test]
    fn a_url_may_have_a_port_and_a_base_path() {
        let endpoint = Endpoint::from_url("http://127.0.0.1:8080/base/").unwrap();
        assert_eq!(endpoint.host(), "127.0.0.1:8080");
        assert_eq!(
            endpoint.uri("/a%2Fb?c=d".to_owned()).unwrap().to_string(),
            "http://127.0.0.1:8080/base/a%2Fb?c=d"
        );
        assert_eq!(Endpoint::from_url("https://x:443").unwrap().host(), "x");
        assert_eq!(Endpoint::from_url("http://[::1]:80/").unwrap().host(), "[::1]");
    }

    #[test]
    fn an_invalid_url_is_rejected_with_the_reason() {
        for (url, expected) in [
            ("", "expected a URL"),
            ("localhost", "no scheme"),
            ("localhost:8080", "no scheme"),
            ("/path", "no scheme"),
            ("ftp://x", "its scheme is neither http nor https"),
            ("http://", "expected a URL"),
            ("http://a b", "expected a URL"),
            ("http://me:hush@host", "user name"),
            ("http://me:pa/ss@host", "user name"),
            ("https://me:12/hush@host", "user name"),
            ("https://me:12?hush@host", "user name"),
            ("https://hush#x@host", "'#'"),
            ("https://host/a#b", "'#'"),
            ("https://host/a@b", "%40"),
            ("http://host/?a=b", "query"),
            ("http://host:80800", "port"),
            ("http://host:0", "port"),
            ("http://host:x/", "port"),
            ("http://[::1]:65536/", "port"),
        ] {
            let problem = Endpoint::from_url(url).unwrap_err();
            assert!(problem.contains(expected), "{url}: {problem}");
            assert!(!problem.contains("hush"), "{problem}");
        }
    }

    #[test]
    fn a_host_prefix_must_yield_a_valid_host() {
        let endpoint = Endpoint::from_url("https://host").unwrap();
        assert_eq!(endpoint.prefixed("data.").unwrap().host(), "host");
        let endpoint = Endpoint { accepts_host_prefix: true, ..endpoint };
        assert_eq!(endpoint.prefixed("data.").unwrap().host(), "data.host");
        assert_eq!(endpoint.prefixed("").unwrap().host(), "host");
        assert!(endpoint.prefixed("a b.").is_err());
    }
}
