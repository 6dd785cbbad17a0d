//! Proxies: which requests go through one, and the tunnel through it.
//!
//! hyper-util's matcher reads `NO_PROXY` and proxy URLs by curl's rules. Added here: `NO_PROXY` entries with a port,
//! errors for proxies that cannot be used, and destinations that never go through a proxy: loopback and the metadata
//! services of EC2, ECS and EKS, which a proxy could not reach and which supply credentials.

use std::net::IpAddr;

use bytes::Bytes;
use http::header::{HOST, HeaderValue, PROXY_AUTHORIZATION};
use http::{Method, Uri};
use hyper_util::client::proxy::matcher::{Intercept, Matcher};
use tokio::runtime::Handle;

use super::body::RequestBody;
use super::error::root_cause;
use super::io::{BoxIo, Connection, host, port, unbracketed};
use super::{TransportError, TransportErrorKind};
use crate::Environment;
use crate::future::spawn;
use crate::uri::has_valid_port;

/// The proxy URL of a matcher that only decides whether a proxy applies.
const ANY_PROXY: &str = "http://proxy.invalid";

/// What an entry `*` of `NO_PROXY` stands for: names, and the addresses that the matcher keeps apart.
const EVERY_HOST: &str = "*,0.0.0.0/0,::/0";

/// The rules by which requests go through proxies.
#[derive(Default)]
pub(super) struct Proxies(Option<Rules>);

struct Rules {
    matcher: Matcher,
    /// The entries of `NO_PROXY` that have a port.
    exceptions: Vec<(u16, Matcher)>,
    /// Why the proxy of a scheme cannot be used. It only matters to requests that would use it.
    http_problem: Option<String>,
    https_problem: Option<String>,
}

impl Proxies {
    /// Reads `HTTPS_PROXY`, `HTTP_PROXY`, `ALL_PROXY` and `NO_PROXY`; lower-case names take precedence,
    /// as for curl and the AWS CLI.
    pub(super) fn from_environment(environment: &Environment) -> Self {
        let first = |names: [&'static str; 4]| {
            names.into_iter().find_map(|name| Some((name, environment.get(name)?)))
        };
        // In a CGI program HTTP_PROXY is the `Proxy` header of the web server's client.
        let is_cgi = environment.get("REQUEST_METHOD").is_some();
        let upper_http = if is_cgi { "http_proxy" } else { "HTTP_PROXY" };
        let http = first(["http_proxy", upper_http, "all_proxy", "ALL_PROXY"]);
        let https = first(["https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"]);
        if http.is_none() && https.is_none() {
            return Self::default();
        }
        let exceptions =
            environment.get("no_proxy").or_else(|| environment.get("NO_PROXY")).unwrap_or_default();
        Self(Some(Rules::new(http, https, &exceptions)))
    }

    /// One proxy for all requests, except those to loopback and metadata services.
    pub(super) fn all(url: &str) -> Result<Self, &'static str> {
        check(url)?;
        let proxy = Some(("the proxy", url.to_owned()));
        Ok(Self(Some(Rules::new(proxy.clone(), proxy, ""))))
    }

    /// The proxy for requests to `uri`, if there is one.
    ///
    /// # Errors
    ///
    /// The proxy's URL cannot be used. The message names its variable, and not its value, which may
    /// hold a password.
    pub(super) fn proxy_for(&self, uri: &Uri) -> Result<Option<Proxy>, TransportError> {
        let Some(rules) = &self.0 else {
            return Ok(None);
        };
        let (false, Some(intercept)) = (is_local(uri), rules.intercept(uri)) else {
            return Ok(None);
        };
        let problem = match uri.scheme_str() {
            Some("https") => &rules.https_problem,
            _ => &rules.http_problem,
        };
        match problem {
            None => Ok(Some(Proxy(intercept))),
            Some(problem) => {
                Err(TransportError::new(TransportErrorKind::Configuration, problem.clone()))
            }
        }
    }
}

impl Rules {
    fn new(http: Option<(&str, String)>, https: Option<(&str, String)>, exceptions: &str) -> Self {
        let mut hosts = Vec::new();
        let mut with_port = Vec::new();
        for entry in exceptions.split([',', ' ', '\t']).filter(|it| !it.is_empty()) {
            match host_and_port(entry) {
                Some((host, port)) => {
                    let matcher = Matcher::builder().all(ANY_PROXY).no(pattern(host));
                    with_port.push((port, matcher.build()));
                }
                None => hosts.push(pattern(entry)),
            }
        }
        let (http, http_problem) = usable(http);
        let (https, https_problem) = usable(https);
        Self {
            matcher: Matcher::builder().http(http).https(https).no(hosts.join(",")).build(),
            exceptions: with_port,
            http_problem,
            https_problem,
        }
    }

    fn intercept(&self, uri: &Uri) -> Option<Intercept> {
        let port = port(uri);
        let is_excepted = self
            .exceptions
            .iter()
            .any(|(excepted, matcher)| *excepted == port && matcher.intercept(uri).is_none());
        if is_excepted {
            return None;
        }
        self.matcher.intercept(uri)
    }
}

/// A URL for the matcher, and the problem of the given URL, if there is one.
fn usable(proxy: Option<(&str, String)>) -> (String, Option<String>) {
    let Some((name, url)) = proxy else {
        return (String::new(), None);
    };
    match check(&url) {
        Ok(()) => (url, None),
        Err(problem) => (ANY_PROXY.to_owned(), Some(format!("{name} {problem}"))),
    }
}

/// Checks a proxy's URL, which may lack its scheme. The error does not repeat it.
fn check(url: &str) -> Result<(), &'static str> {
    const INVALID: &str = "is not a proxy's URL: expected one such as http://host:3128";
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    let path = rest.find(['/', '?', '#']).and_then(|at| rest.get(at..));
    if path.is_some_and(|path| path.contains('@')) {
        return Err("has a user or password with /, ? or #: write %2F, %3F or %23");
    }
    let matcher = Matcher::builder().all(url).build();
    let any = Uri::from_static("http://service.invalid/");
    let intercept = matcher.intercept(&any).ok_or(INVALID)?;
    if !matches!(intercept.uri().scheme_str(), Some("http" | "https")) {
        return Err(
            "is a SOCKS proxy, which is not supported: set a transport that supports it on the \
             builder",
        );
    }
    match intercept.uri().authority() {
        Some(authority) if has_valid_port(authority) => Ok(()),
        _ => Err("has a port that is not a number from 1 to 65535"),
    }
}

/// The host of an entry of `NO_PROXY` as the matcher expects it.
fn pattern(host: &str) -> &str {
    match host {
        "*" => EVERY_HOST,
        _ => unbracketed(host),
    }
}

/// Splits `host:port`, and not an IPv6 address.
fn host_and_port(entry: &str) -> Option<(&str, u16)> {
    let (host, port) = entry.rsplit_once(':')?;
    let is_host = !host.contains(':') || host.ends_with(']');
    Some((host, port.parse().ok()?)).filter(|_| is_host)
}

/// Whether the host is this machine, or a metadata service on its link.
fn is_local(uri: &Uri) -> bool {
    let host = unbracketed(uri.host().unwrap_or_default());
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

/// A proxy that a request goes through.
pub(super) struct Proxy(Intercept);

impl Proxy {
    /// The URI of the proxy, without user and password.
    pub(super) fn uri(&self) -> &Uri {
        self.0.uri()
    }

    /// The credentials for the proxy, marked as sensitive.
    pub(super) fn authorization(&self) -> Option<&HeaderValue> {
        self.0.basic_auth()
    }

    /// Opens a tunnel to `target` (RFC 9110, section 9.3.6).
    ///
    /// hyper-util's tunnel does not report the status of a refusal, and does not skip interim responses.
    pub(super) async fn tunnel(
        &self,
        stream: BoxIo,
        target: &Uri,
    ) -> Result<BoxIo, TransportError> {
        let broken = |error: hyper::Error| {
            if error.is_parse() {
                return self.failure(target, "does not speak HTTP").permanent();
            }
            let cause = root_cause(&error);
            self.failure(target, &format!("closed the connection{cause}")).with_source(error)
        };
        let request = self.connect_request(target)?;
        // The types of hyper-util's client, for which hyper's HTTP/1 is compiled anyway.
        let stream = Connection::new(stream, false, false);
        let handshake = hyper::client::conn::http1::handshake::<_, RequestBody>(stream);
        let (mut sender, connection) = handshake.await.map_err(broken)?;
        let connection = connection.with_upgrades();
        spawn(&Handle::current(), Box::pin(async { drop(connection.await) }));
        let response = sender.send_request(request).await.map_err(broken)?;
        let status = response.status();
        if !status.is_success() {
            let authority = self.tunnel_authority(target);
            let what = format!("refused a tunnel to {authority}: HTTP {status}");
            let refusal = self.failure(target, &what);
            return Err(match status.is_server_error() {
                true => refusal,
                false => refusal.permanent(),
            });
        }
        let upgraded = hyper::upgrade::on(response).await.map_err(broken)?;
        // A TLS server sends nothing before the client, so nothing of the tunnel has been read yet.
        match upgraded.downcast::<Connection>() {
            Ok(parts) => Ok(parts.io.into_stream()),
            Err(_) => Err(self.failure(target, "opened no tunnel")),
        }
    }

    fn connect_request(&self, target: &Uri) -> Result<http::Request<RequestBody>, TransportError> {
        let authority = self.tunnel_authority(target);
        let invalid = || {
            self.failure(target, "cannot open a tunnel to this host: its name is not valid")
                .permanent()
        };
        let mut request = http::Request::new(RequestBody::Bytes(Bytes::new()));
        *request.method_mut() = Method::CONNECT;
        *request.uri_mut() = authority.parse().map_err(|_| invalid())?;
        let headers = request.headers_mut();
        let value = HeaderValue::try_from(authority).map_err(|_| invalid())?;
        headers.insert(HOST, value);
        if let Some(value) = self.authorization() {
            headers.insert(PROXY_AUTHORIZATION, value.clone());
        }
        Ok(request)
    }

    fn tunnel_authority(&self, target: &Uri) -> String {
        format!("{}:{}", target.host().unwrap_or_default(), port(target))
    }

    /// A proxy that cannot be reached.
    pub(super) fn unreachable(&self, target: &Uri, error: TransportError) -> TransportError {
        let cause = root_cause(&error);
        self.failure(target, &format!("cannot be reached{cause}")).with_source(error)
    }

    fn failure(&self, target: &Uri, what: &str) -> TransportError {
        let message =
            format!("no connection to {}: the proxy {} {what}", host(target), host(self.uri()));
        TransportError::new(TransportErrorKind::Proxy, message)
    }
}

#[cfg(test)]
mod tests {
    use http::Uri;

    use super::{Proxies, Proxy};
    use crate::Environment;
    use crate::transport::TransportErrorKind;

    const AWS: &str = "https://ivs.us-east-1.amazonaws.com/";

    fn proxies(variables: &[(&str, &str)]) -> Proxies {
        let environment: Environment = variables.iter().copied().collect();
        Proxies::from_environment(&environment)
    }

    /// The URL of the proxy for `target`.
    fn proxy(variables: &[(&str, &str)], target: &str) -> Option<String> {
        let proxy = proxies(variables).proxy_for(&target.parse().unwrap());
        proxy.unwrap().map(|proxy| proxy.uri().to_string())
    }

    /// Why the proxy for `target` cannot be used.
    fn problem(variables: &[(&str, &str)], target: &'static str) -> String {
        let proxy = proxies(variables).proxy_for(&Uri::from_static(target));
        let error = proxy.err().unwrap();
        assert_eq!(error.kind(), TransportErrorKind::Configuration);
        assert!(!format!("{error} {error:?}").contains("hush"), "{error:?}");
        error.to_string()
    }

    #[test]
    fn each_scheme_has_a_variable_and_lower_case_names_take_precedence() {
        let both = [("HTTPS_PROXY", "http://s:1"), ("http_proxy", "p:2")];
        assert_eq!(proxy(&both, AWS).as_deref(), Some("http://s:1/"));
        assert_eq!(proxy(&both, "http://host.example/").as_deref(), Some("http://p:2/"));
        assert_eq!(proxy(&[], AWS), None);
        let lower = [("HTTPS_PROXY", "http://s:1"), ("https_proxy", "http://l:1")];
        assert_eq!(proxy(&lower, AWS).as_deref(), Some("http://l:1/"));
        let all = [("ALL_PROXY", "http://a:1"), ("HTTPS_PROXY", "http://s:1")];
        assert_eq!(proxy(&all, AWS).as_deref(), Some("http://s:1/"));
        assert_eq!(proxy(&all, "http://x.example/").as_deref(), Some("http://a:1/"));
    }

    #[test]
    fn no_proxy_lists_hosts_domains_addresses_and_networks() {
        let list = " example.com,.corp.example\t10.1.0.0/16,192.0.2.7 2001:db8::/32,[2001:db9::1]";
        let all = [("ALL_PROXY", "http://a:1"), ("no_proxy", list)];
        for target in [
            "https://example.com/",
            "https://EXAMPLE.com/",
            "https://ivs.example.com:8443/",
            "https://x.corp.example/",
            "http://10.1.2.3/",
            "http://192.0.2.7/",
            "http://[2001:db8::1]/",
            "http://[2001:db9::1]/",
        ] {
            assert_eq!(proxy(&all, target), None, "{target}");
        }
        for target in [
            "https://notexample.com/",
            "https://example.com.evil.example/",
            "http://10.2.0.1/",
            "http://192.0.2.8/",
            "http://[2001:dba::1]/",
        ] {
            assert!(proxy(&all, target).is_some(), "{target}");
        }
    }

    #[test]
    fn a_no_proxy_asterisk_exempts_names_and_addresses() {
        for (list, is_of_other_ports) in [("*", true), ("*:4566", false), ("a.example,*", true)] {
            let variables = [("ALL_PROXY", "http://a:1"), ("NO_PROXY", list)];
            for host in ["example.com", "10.0.0.5", "[2001:db8::1]"] {
                for scheme in ["http", "https"] {
                    let target = format!("{scheme}://{host}:4566");
                    assert_eq!(proxy(&variables, &target), None, "{list} {target}");
                    let target = format!("{scheme}://{host}:4567");
                    let is_exempt = proxy(&variables, &target).is_none();
                    assert_eq!(is_exempt, is_of_other_ports, "{list} {target}");
                }
            }
        }
    }

    #[test]
    fn a_no_proxy_entry_with_a_port_applies_to_that_port() {
        let list = "example.com:8443,192.0.2.7:80,[2001:db8::1]:443";
        let all = [("ALL_PROXY", "http://a:1"), ("NO_PROXY", list)];
        for target in [
            "https://example.com:8443/",
            "https://x.example.com:8443/",
            "http://192.0.2.7/",
            "https://[2001:db8::1]/",
        ] {
            assert_eq!(proxy(&all, target), None, "{target}");
        }
        for target in [
            "https://example.com/",
            "http://example.com/",
            "https://192.0.2.7/",
            "http://[2001:db8::1]/",
        ] {
            assert!(proxy(&all, target).is_some(), "{target}");
        }
    }

    #[test]
    fn requests_to_loopback_and_metadata_services_use_no_proxy() {
        let all = [("ALL_PROXY", "http://a:1")];
        for target in [
            "http://169.254.169.254/latest/api/token",
            "http://169.254.170.2/creds",
            "http://[fd00:ec2::254]/",
            "http://127.0.0.1:8080/",
            "https://[::1]/",
            "http://localhost/",
        ] {
            assert_eq!(proxy(&all, target), None, "{target}");
        }
        assert!(proxy(&all, "http://10.0.0.1/").is_some());
    }

    #[test]
    fn http_proxy_is_ignored_in_a_cgi_program() {
        let cgi = [("HTTP_PROXY", "http://evil:1"), ("REQUEST_METHOD", "GET")];
        assert_eq!(proxy(&cgi, "http://host.example/"), None);
    }

    #[test]
    fn an_unusable_proxy_is_an_error_of_the_requests_that_would_use_it() {
        for (url, expected) in [
            ("socks5://h:1", "HTTPS_PROXY is a SOCKS proxy"),
            ("socks4a://h:1", "HTTPS_PROXY is a SOCKS proxy"),
            ("ftp://me:hush@h", "HTTPS_PROXY is not a proxy's URL"),
            ("http://", "HTTPS_PROXY is not a proxy's URL"),
            ("http://me:hush@h:80800", "HTTPS_PROXY has a port"),
            ("http://h:http", "HTTPS_PROXY "),
            ("http://me:hu/sh@h:1", "HTTPS_PROXY has a user or password with"),
            ("http://me:#hush@h:1", "HTTPS_PROXY has a user or password with"),
            ("me:hush?@h:1", "HTTPS_PROXY has a user or password with"),
        ] {
            let variables = [("HTTPS_PROXY", url), ("NO_PROXY", "a.example")];
            let problem = problem(&variables, AWS);
            assert!(problem.starts_with(expected), "{problem}");
            assert_eq!(proxy(&variables, "https://a.example/"), None);
            assert_eq!(proxy(&variables, "https://localhost/"), None);
            assert_eq!(proxy(&variables, "http://b.example/"), None);
        }
        // The variable of a scheme takes precedence over ALL_PROXY.
        let own = [("HTTPS_PROXY", "http://s:1"), ("ALL_PROXY", "socks5://h:1")];
        assert_eq!(proxy(&own, AWS).as_deref(), Some("http://s:1/"));
        let message = problem(&own, "http://x.example/");
        assert!(message.starts_with("ALL_PROXY is a SOCKS"), "{message}");
    }

    #[test]
    fn a_proxy_is_given_by_its_url_or_by_host_and_port() {
        for (url, expected) in [
            ("proxy:3128", "http://proxy:3128/"),
            ("proxy", "http://proxy/"),
            ("https://proxy", "https://proxy/"),
            ("http://proxy:3128/path", "http://proxy:3128/"),
            ("http://[2001:db8::1]:3128", "http://[2001:db8::1]:3128/"),
        ] {
            let found = proxy(&[("HTTPS_PROXY", url)], "https://x.example/");
            assert_eq!(found.as_deref(), Some(expected), "{url}");
        }
    }

    #[test]
    fn user_and_password_are_decoded_and_only_sent_to_the_proxy() {
        let target = Uri::from_static("http://x.example/");
        for (url, expected) in [
            ("http://me%40corp:hu%3Ash@h", "Basic bWVAY29ycDpodTpzaA=="),
            ("http://me@h", "Basic bWU6"),
        ] {
            let proxies = Proxies::all(url).unwrap_or_default();
            let proxy: Proxy = proxies.proxy_for(&target).unwrap().unwrap();
            let authorization = proxy.authorization().unwrap();
            assert_eq!(authorization, expected, "{url}");
            assert!(authorization.is_sensitive());
            assert_eq!(proxy.uri(), "http://h/");
            let failure = proxy.failure(&target, "x");
            assert!(!format!("{failure} {failure:?}").contains("hu"), "{failure:?}");
        }
    }
}
