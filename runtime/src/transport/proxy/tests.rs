//! Which requests go through which proxy.

use super::{Proxies, Proxy};
use crate::Environment;

fn to<'a>(proxies: &'a Proxies, target: &'static str) -> Option<&'a Proxy> {
    let target = http::Uri::from_static(target);
    proxies.to(target.scheme_str() == Some("https"), target.host()?)
}

fn proxy(variables: &[(&str, &str)], target: &'static str) -> Option<String> {
    let environment: Environment = variables.iter().copied().collect();
    let proxies = Proxies::from_environment(&environment).unwrap();
    let proxy = to(&proxies, target)?;
    let scheme = if proxy.is_secure() { "https" } else { "http" };
    Some(format!("{scheme}://{}/", proxy.authority()))
}

#[test]
fn the_variables_that_curl_reads() {
    let both = [("HTTPS_PROXY", "http://s:1"), ("http_proxy", "p:2")];
    let aws = "https://ivs.us-east-1.amazonaws.com/";
    assert_eq!(proxy(&both, aws).as_deref(), Some("http://s:1/"));
    assert_eq!(
        proxy(&both, "http://host.example/").as_deref(),
        Some("http://p:2/")
    );
    assert_eq!(proxy(&[], aws), None);
    let lower_first = [("HTTPS_PROXY", "http://s:1"), ("https_proxy", "http://l:1")];
    assert_eq!(proxy(&lower_first, aws).as_deref(), Some("http://l:1/"));
    let all = [("ALL_PROXY", "http://a:1"), ("NO_PROXY", ".amazonaws.com")];
    assert_eq!(proxy(&all, aws), None);
    assert_eq!(
        proxy(&all, "https://x.example/").as_deref(),
        Some("http://a:1/")
    );
}

#[test]
fn exceptions_are_hosts_domains_addresses_and_networks() {
    let list = " example.com,.corp.example , 10.1.0.0/16,192.0.2.7,2001:db8::/32";
    let all = [("ALL_PROXY", "http://a:1"), ("no_proxy", list)];
    for target in [
        "https://example.com/",
        "https://ivs.example.com:8443/",
        "https://x.corp.example/",
        "http://10.1.2.3/",
        "http://192.0.2.7/",
        "http://[2001:db8::1]/",
    ] {
        assert_eq!(proxy(&all, target), None, "{target}");
    }
    for target in [
        "https://notexample.com/",
        "https://example.com.evil.example/",
        "http://10.2.0.1/",
        "http://192.0.2.8/",
    ] {
        assert!(proxy(&all, target).is_some(), "{target}");
    }
    let none = [("ALL_PROXY", "http://a:1"), ("NO_PROXY", "*")];
    assert_eq!(proxy(&none, "https://example.com/"), None);
}

#[test]
fn what_stays_on_the_machine_goes_through_no_proxy() {
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
fn a_visitor_of_a_web_server_sets_no_proxy() {
    let cgi = [("HTTP_PROXY", "http://evil:1"), ("REQUEST_METHOD", "GET")];
    assert_eq!(proxy(&cgi, "http://host.example/"), None);
}

#[test]
fn a_proxy_that_cannot_be_used_is_a_mistake_and_not_passed_over() {
    for (url, expected) in [
        ("socks5://h:1", "HTTPS_PROXY is a SOCKS proxy"),
        ("socks4a://h:1", "HTTPS_PROXY is a SOCKS proxy"),
        ("ftp://me:hush@h", "HTTPS_PROXY is not a proxy's URL"),
        ("http://", "HTTPS_PROXY is not a proxy's URL"),
    ] {
        let environment = Environment::from_iter([("HTTPS_PROXY", url)]);
        let problem = Proxies::from_environment(&environment).unwrap_err();
        assert!(problem.starts_with(expected), "{problem}");
        assert!(!problem.contains("hush"), "{problem}");
    }
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
    // `%40` is `@`; who has no password has an empty one.
    for (url, expected) in [
        ("http://me%40corp:hu%3Ash@h", "Basic bWVAY29ycDpodTpzaA=="),
        ("http://me@h", "Basic bWU6"),
    ] {
        let proxies = Proxies::all(url).unwrap();
        let proxy = to(&proxies, "http://x.example/").unwrap();
        assert_eq!(proxy.authorization().unwrap(), expected, "{url}");
        assert_eq!(proxy.authority(), "h");
    }
}

#[test]
fn a_password_is_for_the_proxy_alone() {
    let environment = Environment::from_iter([("HTTPS_PROXY", "http://me:hush@h:1")]);
    let proxies = Proxies::from_environment(&environment).unwrap();
    let proxy = to(&proxies, "https://x.example/").unwrap();
    let authorization = proxy.authorization().unwrap();
    assert!(authorization.is_sensitive());
    assert_eq!(authorization, "Basic bWU6aHVzaA==");
    let failure = proxy.failure("x", true);
    let shown = format!("{proxies:?} {failure} {failure:?} {}", proxy.authority());
    assert!(!shown.contains("hush"), "{shown}");
}
