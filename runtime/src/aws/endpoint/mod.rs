//! The address that a service's requests go to.
//!
//! Either AWS's own host for service, region and partition, always over https, or the URL that the
//! caller gave. Knows hosts; must not know what is sent there.

pub(crate) mod partition;
mod rules;

use std::fmt;

use http::HeaderValue;
use http::uri::{Authority, PathAndQuery, Scheme, Uri};

use crate::Error;

pub use self::rules::EndpointParams;

/// A checked address: scheme, host, and a path that goes before each request's own.
#[derive(Clone, Debug)]
pub(crate) struct Endpoint {
    scheme: Scheme,
    authority: Authority,
    /// Without a slash at its end; usually empty.
    base_path: String,
    host: HeaderValue,
}

impl Endpoint {
    /// An address that the caller gave: `https://host`, `http://127.0.0.1:8080/base`. The error says
    /// what is wrong with it.
    pub(crate) fn from_url(url: &str) -> Result<Self, String> {
        const EXPECTED: &str = "expected a URL such as https://host or http://127.0.0.1:8080";
        let uri: Uri = url
            .trim()
            .parse()
            .map_err(|error| format!("{error}; {EXPECTED}"))?;
        let parts = uri.into_parts();
        let scheme = match parts.scheme {
            Some(scheme) if scheme == Scheme::HTTP || scheme == Scheme::HTTPS => scheme,
            Some(scheme) => return Err(format!("scheme '{scheme}' is not supported; {EXPECTED}")),
            None => return Err(format!("it has no scheme; {EXPECTED}")),
        };
        let authority = match parts.authority {
            Some(authority) if !authority.host().is_empty() => authority,
            _ => return Err(format!("it has no host; {EXPECTED}")),
        };
        if authority.as_str().contains('@') {
            return Err("it must not hold a user name or password".to_owned());
        }
        let base_path = match &parts.path_and_query {
            Some(path) if path.query().is_some() => {
                return Err("it must not have a query".to_owned());
            }
            Some(path) => path.path().trim_end_matches('/').to_owned(),
            None => String::new(),
        };
        let host = HeaderValue::from_str(host_header(&scheme, &authority))
            .map_err(|_| format!("its host cannot stand in a header; {EXPECTED}"))?;
        Ok(Self {
            scheme,
            authority,
            base_path,
            host,
        })
    }

    /// The host, without port.
    #[cfg(feature = "tracing")]
    pub(crate) fn host_name(&self) -> &str {
        self.authority.host()
    }

    /// The port, said or implied by the scheme.
    #[cfg(feature = "tracing")]
    pub(crate) fn port(&self) -> u16 {
        let implied = if self.scheme == Scheme::HTTPS {
            443
        } else {
            80
        };
        self.authority.port_u16().unwrap_or(implied)
    }

    /// The value of the `host` header.
    pub(crate) fn host(&self) -> &HeaderValue {
        &self.host
    }

    /// The absolute URI of a request whose path and query, encoded, begin with a slash.
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

/// As HTTP clients send it: without the port that the scheme implies.
fn host_header<'a>(scheme: &Scheme, authority: &'a Authority) -> &'a str {
    let usual = if *scheme == Scheme::HTTPS {
        ":443"
    } else {
        ":80"
    };
    let text = authority.as_str();
    text.strip_suffix(usual).unwrap_or(text)
}

impl fmt::Display for Endpoint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}://{}{}", self.scheme, self.authority, self.base_path)
    }
}

mod prefix;

#[cfg(test)]
mod tests {
    use super::Endpoint;

    #[test]
    fn a_given_url_may_have_port_and_path() {
        let endpoint = Endpoint::from_url("http://127.0.0.1:8080/base/").unwrap();
        assert_eq!(endpoint.host(), "127.0.0.1:8080");
        assert_eq!(
            endpoint.uri("/a%2Fb?c=d".to_owned()).unwrap().to_string(),
            "http://127.0.0.1:8080/base/a%2Fb?c=d"
        );
        assert_eq!(Endpoint::from_url("https://x:443").unwrap().host(), "x");
        assert_eq!(
            Endpoint::from_url("http://[::1]:80/").unwrap().host(),
            "[::1]"
        );
    }

    #[test]
    fn a_bad_url_says_what_is_wrong() {
        for (url, expected) in [
            ("", "expected a URL"),
            ("localhost", "no scheme"),
            ("localhost:8080", "no scheme"),
            ("/path", "no scheme"),
            ("ftp://x", "scheme 'ftp'"),
            ("http://", "expected a URL"),
            ("http://a b", "expected a URL"),
            ("http://me:hush@host", "user name"),
            ("http://host/?a=b", "query"),
        ] {
            let problem = Endpoint::from_url(url).unwrap_err();
            assert!(problem.contains(expected), "{url}: {problem}");
        }
    }
}
