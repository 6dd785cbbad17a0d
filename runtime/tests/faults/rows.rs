//! The rows of the table, by what is at fault.

use std::time::Duration;

use sdk_runtime::ErrorKind::{Connection, Credentials, Response, Service, Timeout};

use crate::network::{ProxyBehavior, Tls};
use crate::row::{Route, Row, millis, row};
use crate::server::{Action, OK_BODY, ok, request_id, response};
use crate::service::{Clock, ProviderBehavior};

const HEAD: &str = "HTTP/1.1 200 OK\r\ncontent-length: 15\r\n";
const JSON: &str = "application/json";
const CLOSED: &str = "closed the connection before it responded";

pub(crate) fn all() -> Vec<Row> {
    [connections(), responses(), errors(), credentials(), networks()].concat()
}

/// Connections that break or stall.
#[rustfmt::skip]
fn connections() -> Vec<Row> {
    let half_body = || format!("{HEAD}\r\n{{\"name\"").into_bytes();
    let good = || response(200, &[request_id()], OK_BODY.as_bytes());
    vec![
        row("connection refused", []).route(Route::Refused).fails(Connection, "refused", 3),
        row("reset before the request, then success", [Action::ResetBeforeRequest, ok()])
            .succeeds(2).create_fails(Connection, CLOSED),
        row("closed before the request, then success", [Action::CloseBeforeRequest, ok()])
            .succeeds(2).create_fails(Connection, CLOSED),
        row("closed before the request, always", [Action::CloseBeforeRequest])
            .fails(Connection, CLOSED, 3).create_once(),
        row("closed in place of a response", [Action::SendAndClose(vec![]), ok()])
            .succeeds(2).create_fails(Connection, CLOSED),
        row("reset in place of a response", [Action::SendAndReset(vec![]), ok()])
            .succeeds(2).create_fails(Connection, CLOSED),
        row("reset within the head", [Action::SendAndReset(HEAD.into()), ok()])
            .succeeds(2).create_fails(Connection, CLOSED),
        row("reset within the body", [Action::SendAndReset(half_body()), ok()])
            .succeeds(2).create_fails(Connection, "was cut off"),
        row("reset after the response, at the next call", [Action::SendAndReset(good()), ok()]).succeeds(1),
        row("body cut short", [Action::SendAndClose(half_body()), ok()])
            .succeeds(2).create_fails(Connection, "was cut off"),
        row("body cut short, always", [Action::SendAndClose(half_body())])
            .fails(Connection, "was cut off", 3).create_once(),
        row("pooled connection closed by the server", [Action::SendAndClose(good()), ok()]).succeeds(1),
        row("no response, then success", [Action::SendAndStall(vec![]), ok()])
            .attempt_limit(millis(1000)).succeeds(2).create_fails(Timeout, "within 1s"),
        row("no response, always", [Action::SendAndStall(vec![])])
            .attempt_limit(millis(200)).fails(Timeout, "within 200ms", 3).create_once(),
        row("no response before the deadline", [Action::SendAndStall(vec![])])
            .overall_limit(millis(300)).fails(Timeout, "300ms", 1),
        row("a head that never ends", [Action::Drip(HEAD.repeat(50).into(), millis(10)), ok()])
            .attempt_limit(millis(1000)).succeeds(2).create_fails(Timeout, "within 1s"),
        row("body that stops half way", [Action::SendAndStall(half_body()), ok()])
            .attempt_limit(millis(1000)).succeeds(2).create_fails(Timeout, "within 1s"),
        row("interim responses without end", [Action::Drip(b"HTTP/1.1 100 Continue\r\n\r\n".repeat(100), millis(1)), ok()])
            .attempt_limit(millis(500)).succeeds(2).create_fails(Timeout, "within 500ms"),
        row("slow head and body, within the limit", [Action::Drip(good(), millis(1))]).succeeds(1),
        row("a TLS handshake that hangs", [])
            .route(Route::Unresponsive).connect_limit(millis(200)).fails(Timeout, "no connection to", 3),
    ]
}

/// Responses that violate HTTP, JSON or the model of the service.
#[rustfmt::skip]
fn responses() -> Vec<Row> {
    let page = "<html><head><title>Sign in</title></head></html>";
    let chunked = "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n";
    let big = "x".repeat(60_000);
    vec![
        row("not HTTP at all", [raw("SSH-2.0-OpenSSH_9.6\r\n\r\n"), ok()])
            .succeeds(2).create_fails(Connection, "is not valid HTTP"),
        row("not HTTP at all, always", [raw("SSH-2.0-OpenSSH_9.6\r\n\r\n")])
            .fails(Connection, "is not valid HTTP", 3).create_once(),
        row("two different lengths", [raw("HTTP/1.1 200 OK\r\ncontent-length: 2\r\ncontent-length: 3\r\n\r\n{}"), ok()])
            .succeeds(2).create_fails(Connection, "is not valid HTTP"),
        row("a length that is not a number", [raw("HTTP/1.1 200 OK\r\ncontent-length: x\r\n\r\n{}"), ok()])
            .succeeds(2).create_fails(Connection, "is not valid HTTP"),
        row("a length that is too long", [raw("HTTP/1.1 200 OK\r\ncontent-length: 99\r\n\r\n{}"), ok()])
            .succeeds(2).create_fails(Connection, "was cut off"),
        row("a length that is too short", [raw("HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n{}{}{}")])
            .succeeds(1),
        row("a chunk size that is not a number", [raw(format!("{chunked}zz\r\n{{}}\r\n")), ok()])
            .succeeds(2).create_fails(Connection, "is not valid HTTP"),
        row("chunks that are cut off", [raw(format!("{chunked}2\r\n{{}}\r\n")), ok()])
            .succeeds(2).create_fails(Connection, "was cut off"),
        row("a head without end", [raw(format!("HTTP/1.1 200 OK\r\nx: {}", "y".repeat(600_000)))])
            .fails(Connection, "is not valid HTTP", 3).create_once(),
        row("100 Continue before the response", [raw(format!("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\ncontent-length: 15\r\n\r\n{OK_BODY}"))])
            .succeeds(1),
        row("a body larger than allowed, announced", [typed(200, JSON, "x".repeat(100_001))])
            .fails(Response, "larger than the 100000 bytes that are allowed", 1),
        row("a body larger than allowed, in chunks", [raw(format!("{chunked}ea60\r\n{big}\r\nea60\r\n{big}\r\n0\r\n\r\n"))])
            .fails(Response, "larger than the 100000 bytes that are allowed", 1),
        row("an empty body", [typed(200, JSON, "")]).succeeds(1),
        row("a body that is not JSON", [typed(200, JSON, "name=demo")])
            .fails(Response, "valid JSON", 1),
        row("JSON that is cut off", [typed(200, JSON, "{\"name\": \"de")])
            .fails(Response, "valid JSON: EOF", 1),
        row("a client error whose body is cut off", [raw("HTTP/1.1 404 Not Found\r\nx-amzn-errortype: NotFoundException\r\ncontent-length: 99\r\n\r\n{\"mess")])
            .fails(Service, "NotFoundException (HTTP 404", 1),
        row("a server error whose body is cut off", [raw("HTTP/1.1 503 Busy\r\ncontent-length: 99\r\n\r\n{\"mess"), ok()])
            .succeeds(2).create_fails(Service, "Service Unavailable"),
        row("JSON of another shape", [typed(200, JSON, "[1]")])
            .fails(Response, "does not have the expected form", 1),
        row("JSON that is 100,000 levels deep", [typed(200, JSON, "{\"a\":".repeat(20_000))])
            .fails(Response, "recursion limit", 1),
        row("a body that is not UTF-8", [typed(200, JSON, b"\xff\xfe{}".to_vec())])
            .fails(Response, "4 bytes", 1),
        row("another content type", [typed(200, "text/csv", "a,b")])
            .fails(Response, "instead of JSON (text/csv)", 1),
        row("XML instead of JSON", [typed(200, "text/xml", "<a/>")])
            .fails(Response, "XML instead of JSON", 1),
        row("a captive portal's sign-in page", [foreign(200, "text/html", page)])
            .fails(Response, "an HTML page instead of JSON, perhaps from a proxy or a captive portal: \"Sign in\"", 1),
        row("a proxy's error page", [foreign(502, "text/html", page), ok()])
            .succeeds(2).create_fails(Service, "an HTML page"),
        row("a proxy's error page, always", [foreign(403, "text/html", page)])
            .fails(Service, "an HTML page", 1),
        row("a redirect", [Action::Respond(302, vec![("location", "https://other.example/?token=1".to_owned())], vec![])])
            .fails(Service, "a redirect to https://other.example/, which is not followed", 1),
        row("a redirect that keeps the method", [Action::Respond(307, vec![("location", "http://127.0.0.1:1/".to_owned())], vec![])])
            .fails(Service, "which is not followed", 1),
    ]
}

/// Error responses of the service.
#[rustfmt::skip]
fn errors() -> Vec<Row> {
    let mut rows = Vec::new();
    for number in [500, 502, 503, 504] {
        rows.push(
            row(
                format!("HTTP {number}, then success"),
                [status(number), ok()],
            )
            .succeeds(2)
            .create_fails(
                Service,
                "not retried: the request may have been carried out",
            ),
        );
    }
    for code in THROTTLING {
        let actions = [in_header(400, code), ok()];
        rows.push(row(format!("{code}, then success"), actions).succeeds(2));
    }
    let hour = Duration::from_secs(3600);
    rows.extend([
        row("HTTP 503, always", [status(503)]).fails(Service, "HTTP 503", 3).create_once(),
        row("HTTP 501", [status(501)]).fails(Service, "HTTP 501", 1),
        row("HTTP 429, then success", [status(429), ok()]).succeeds(2),
        row("HTTP 429 with a retry delay", [retry_after("80"), ok()]).succeeds(2),
        row("HTTP 429 with an invalid retry delay", [retry_after("soon"), ok()]).succeeds(2),
        row("HTTP 429, always", [status(429)]).fails(Service, "HTTP 429", 3),
        row("throttling with a 5xx status", [in_header(503, "SlowDown"), ok()])
            .succeeds(2).create_fails(Service, "SlowDown"),
        row("RequestTimeout, then success", [in_header(400, "RequestTimeout"), ok()])
            .succeeds(2).create_fails(Service, "RequestTimeout"),
        row("an unknown error code, 4xx", [in_header(400, "OutOfCheese")])
            .fails(Service, "OutOfCheese (HTTP 400", 1),
        row("an unknown error code, 5xx", [in_header(500, "OutOfCheese"), ok()])
            .succeeds(2).create_fails(Service, "OutOfCheese"),
        row("the error in the header only", [in_header(404, "ResourceNotFoundException:http://x/")])
            .fails(Service, "ResourceNotFoundException (HTTP 404, request id id-1", 1),
        row("the error in the body only", [in_body(409, r#"{"__type":"a.b#ConflictException","message":"taken"}"#)])
            .fails(Service, "ConflictException: taken (HTTP 409", 1),
        row("an error with an empty body", [in_body(400, "")]).fails(Service, "no body", 1),
        row("an error 20,000 levels deep", [in_body(500, &"[".repeat(20_000)), ok()])
            .succeeds(2).create_fails(Service, "malformed JSON"),
        row("an error that is not UTF-8", [Action::Respond(400, vec![request_id()], vec![0xff, 0])])
            .fails(Service, "2 bytes", 1),
        row("an error in plain text", [in_body(400, "upstream connect error")])
            .fails(Service, "upstream connect error", 1),
        row("access denied", [in_header(403, "AccessDeniedException")])
            .fails(Service, "AccessDeniedException", 1),
        row("a clock that is an hour fast", [Action::CheckDate]).clock_skew(hour).succeeds(2),
        row("a signature that is wrong for another reason", [in_header(403, "SignatureDoesNotMatch")])
            .fails(Service, "SignatureDoesNotMatch", 1),
    ]);
    rows
}

/// Credentials that fail, are late or expire.
#[rustfmt::skip]
fn credentials() -> Vec<Row> {
    // The clock of the row replaces this one.
    let hour_passes = || Action::FailAndAdvance(Clock::default());
    vec![
        row("a provider that fails", [ok()])
            .provider(ProviderBehavior::Fails).fails(Credentials, "no credentials: test: out of order", 0),
        row("a provider that fails once, at the next call", [ok()])
            .provider(ProviderBehavior::FailsOnce).fails(Credentials, "no credentials: test: out of order", 0),
        row("a provider that panics", [ok()])
            .provider(ProviderBehavior::Panics).fails(Credentials, "provider: it panicked: out of luck", 0),
        row("a provider that is slow", [ok()]).provider(ProviderBehavior::Slow).succeeds(1),
        row("a provider that hangs", [ok()])
            .provider(ProviderBehavior::Hangs).overall_limit(millis(200)).fails(Timeout, "while waiting for credentials", 0),
        row("credentials that expire between two attempts", [hour_passes(), Action::RequireKey("KEY1")])
            .provider(ProviderBehavior::ShortLived).succeeds(2).create_fails(Service, "HTTP 500"),
        row("credentials that the service rejects as expired", [Action::RequireKey("KEY9")])
            .fails(Service, "ExpiredTokenException", 1),
    ]
}

/// Names, certificates and proxies.
#[rustfmt::skip]
fn networks() -> Vec<Row> {
    let tls = |name: &str, tls| row(name, [ok()]).route(Route::Secure(tls));
    let through = |name: &str, behavior| row(name, [ok()]).route(proxy(behavior));
    vec![
        row("a name without address", [])
            .route(Route::UnresolvedName).fails(Connection, "the name no-such-host.invalid:80 cannot be resolved", 3),
        tls("TLS", Tls::Valid),
        tls("TLS 1.2 only", Tls::OnlyVersion(&rustls::version::TLS12)),
        tls("TLS 1.3 only", Tls::OnlyVersion(&rustls::version::TLS13)),
        tls("a certificate of an unknown authority", Tls::UnknownAuthority)
            .fails(Connection, "no secure connection to localhost", 1),
        tls("a certificate of another name", Tls::WrongName).fails(Connection, "not valid for name", 1),
        tls("a certificate that has expired", Tls::Expired).fails(Connection, "certificate expired", 1),
        tls("a certificate that is not valid yet", Tls::NotYetValid)
            .fails(Connection, "certificate not valid yet", 1),
        through("a proxy", ProxyBehavior::OpensTunnel),
        through("a proxy that sends 1xx before its 200", ProxyBehavior::OpensTunnelAfterInterim),
        row("a proxy with a password", [ok()])
            .route(Route::Proxy { behavior: ProxyBehavior::RequiresUser, secure: true, user: "user:pass@" }),
        through("a proxy with a password that is not set", ProxyBehavior::RequiresUser)
            .fails(Connection, "refused a tunnel to service.test:443: HTTP 407", 1),
        through("a proxy that refuses", ProxyBehavior::Responds("HTTP/1.1 403 No\r\n\r\n"))
            .fails(Connection, "refused a tunnel to service.test:443: HTTP 403", 1),
        through("a proxy that cannot reach the service", ProxyBehavior::Responds("HTTP/1.1 502 No\r\n\r\n"))
            .fails(Connection, "refused a tunnel to service.test:443: HTTP 502", 3),
        through("a proxy that does not speak HTTP", ProxyBehavior::Responds("220 mail ESMTP\r\n\r\n"))
            .fails(Connection, "does not speak HTTP", 1),
        through("a proxy that closes the connection", ProxyBehavior::Responds(""))
            .fails(Connection, "closed the connection", 3),
        through("a proxy that does not respond", ProxyBehavior::Silent)
            .connect_limit(millis(200)).fails(Timeout, "no connection to service.test", 3),
        row("a proxy that is not reachable", [ok()])
            .route(Route::UnreachableProxy).fails(Connection, "cannot be reached", 3),
        row("a proxy for a plain address", [ok()])
            .route(Route::Proxy { behavior: ProxyBehavior::Forwards, secure: false, user: "" }),
    ]
}

fn raw(bytes: impl Into<String>) -> Action {
    Action::SendAndClose(bytes.into().into_bytes())
}

fn typed(status: u16, media: &str, body: impl Into<Vec<u8>>) -> Action {
    let headers = vec![request_id(), ("content-type", media.to_owned())];
    Action::Respond(status, headers, body.into())
}

fn foreign(status: u16, media: &str, body: &str) -> Action {
    let headers = vec![("content-type", media.to_owned())];
    Action::Respond(status, headers, body.into())
}

/// The error codes of throttling.
const THROTTLING: [&str; 14] = [
    "Throttling",
    "ThrottlingException",
    "ThrottledException",
    "RequestThrottledException",
    "RequestThrottled",
    "TooManyRequestsException",
    "ProvisionedThroughputExceededException",
    "TransactionInProgressException",
    "RequestLimitExceeded",
    "BandwidthLimitExceeded",
    "LimitExceededException",
    "SlowDown",
    "PriorRequestNotComplete",
    "EC2ThrottledException",
];

fn status(status: u16) -> Action {
    Action::Respond(status, vec![request_id()], b"{}".to_vec())
}

fn in_header(status: u16, code: &str) -> Action {
    Action::Respond(status, vec![request_id(), ("x-amzn-errortype", code.to_owned())], vec![])
}

fn in_body(status: u16, body: &str) -> Action {
    Action::Respond(status, vec![request_id()], body.into())
}

fn retry_after(milliseconds: &str) -> Action {
    Action::Respond(
        429,
        vec![request_id(), ("x-amz-retry-after", milliseconds.to_owned())],
        b"{}".to_vec(),
    )
}

fn proxy(behavior: ProxyBehavior) -> Route {
    Route::Proxy { behavior, secure: true, user: "" }
}
