//! The rows of the table that one call to a faulty server does not show: several addresses, streams, URLs, proxies
//! of the environment, HTTP/2, and runtimes without timer or I/O.

use std::pin::Pin;
use std::time::Duration;

use bytes::Bytes;
use sdk_runtime::transport::{HyperTransport, StreamResponse, Transport as _, TransportLimits};
use sdk_runtime::{BoxFuture, ByteStream, CallOptions, ClientBuilder, Environment, Error, Retries};
use tokio::io::{AsyncRead, AsyncWriteExt as _, ReadBuf};
use tokio::runtime::{Builder, Runtime};

#[cfg(feature = "http2")]
use crate::http2;
use crate::network::{ProxyBehavior, Tls, acceptor, start_proxy};
use crate::server::{Action, Server, ok, request_id};
use crate::service::{Counter, CreateStage, GetStage, Service, builder};
use crate::settings;

/// A fault, and the expected start of its outcome, attempts included.
struct Scenario {
    name: &'static str,
    expected: &'static str,
    outcome: BoxFuture<'static, String>,
}

fn scenario(
    name: &'static str,
    expected: &'static str,
    outcome: impl Future<Output = String> + Send + 'static,
) -> Scenario {
    Scenario { name, expected, outcome: Box::pin(outcome) }
}

fn all() -> Vec<Scenario> {
    let mut all = vec![
        // The connector's own test has silent addresses.
        scenario("a name with an address that may refuse", "ok, 1 sent", async {
            let server = Server::start(&[ok()], None).await;
            let url = format!("http://localhost:{}", server.port);
            get(builder(Environment::empty(), &url)).await
        }),
        scenario("a flood of interim responses", "Timeout: GetStage failed: no complete", async {
            let flood = Action::Flood(b"HTTP/1.1 100 Continue\r\n\r\n");
            let server = Server::start(&[flood], None).await;
            let options = CallOptions::default().attempt_timeout(Duration::from_millis(200));
            let builder = builder(Environment::empty(), &url(&server));
            call(builder, options.retries(Retries::off()), false).await
        }),
        scenario("a streamed response that stalls", "Other: the response body of", async {
            let head = b"HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\n1234";
            let server = Server::start(&[Action::SendAndStall(head.to_vec())], None).await;
            let mut request = http::Request::get(url(&server)).body(Bytes::new()).unwrap();
            request.extensions_mut().insert(StreamResponse);
            let mut limits = TransportLimits::default();
            limits.stall_timeout = Some(Duration::from_millis(200));
            let mut response = HyperTransport::default().send(request, limits).await.unwrap();
            let stream: ByteStream = response.extensions_mut().remove().unwrap();
            let error = stream.collect().await.unwrap_err();
            format!("{:?}: {error}", error.kind())
        }),
        scenario("a port above 65535", "Configuration: ", async {
            get(builder(Environment::empty(), "http://127.0.0.1:80800")).await
        }),
        scenario("a password in endpoint_url", "Configuration: ", async {
            get(builder(Environment::empty(), "http://me:hush@127.0.0.1:1")).await
        }),
        scenario("a password in AWS_ENDPOINT_URL", "Configuration: ", async {
            let environment =
                Environment::from_iter([("AWS_ENDPOINT_URL", "http://me:hush@127.0.0.1:1")]);
            get(ClientBuilder::<Service>::new(environment).region("eu-west-1")).await
        }),
        scenario("an unescaped # in a proxy's password", "Configuration: HTTPS_PROXY has", async {
            let environment = Environment::from_iter([("HTTPS_PROXY", "http://me:#hush@h:1")]);
            get(builder(environment, "https://service.test")).await
        }),
        scenario("an unusable ALL_PROXY beside HTTPS_PROXY", "ok, 1 sent", async {
            let server = Server::start(&[ok()], Some(acceptor(Tls::Valid))).await;
            let port = start_proxy(ProxyBehavior::OpensTunnelAfterInterim, server.port).await;
            let (_home, bundle) = settings::home();
            let proxy = format!("http://127.0.0.1:{port}");
            let environment = Environment::from_iter([
                ("HTTPS_PROXY", proxy.as_str()),
                ("ALL_PROXY", "socks5://me:hush@h:1"),
                ("AWS_CA_BUNDLE", &bundle),
            ]);
            get(builder(environment, "https://service.test")).await
        }),
        scenario(
            "a stream that is longer than announced",
            "Other: the request body cannot be sent: the stream is longer than its announced",
            upload(Some(3), &b"hello"[..]),
        ),
        scenario(
            "a stream that is shorter than announced",
            "Other: the request body cannot be sent: the stream ended before its announced",
            upload(Some(9), &b"hello"[..]),
        ),
        scenario(
            "a stream whose reader fails",
            "Other: the request body cannot be sent: the disk",
            upload(None, Broken),
        ),
        scenario("two readers of one stream", "ok, 5 bytes in all", async {
            let (mut sender, receiver) = tokio::io::duplex(64);
            let stream = ByteStream::from_reader(None, receiver);
            let readers = [stream.clone(), stream].map(|stream| tokio::spawn(stream.collect()));
            // Both wait before there is a byte.
            tokio::time::sleep(Duration::from_millis(50)).await;
            sender.write_all(b"hello").await.unwrap();
            drop(sender);
            let mut read = 0;
            for reader in readers {
                read += reader.await.unwrap().unwrap().len();
            }
            format!("ok, {read} bytes in all")
        }),
        scenario("a runtime without timer", "Configuration: GetStage failed: no tokio", async {
            within(|| Builder::new_current_thread().build()).await
        }),
        scenario("a runtime without I/O", "Configuration: GetStage failed: the tokio", async {
            within(|| Builder::new_current_thread().enable_time().build()).await
        }),
        scenario("a length of 2^60, without a limit", "Connection: GetStage failed:", async {
            let head = "HTTP/1.1 200 OK\r\ncontent-length: 1152921504606846976\r\n\r\n";
            let body = head.to_owned() + &"x".repeat(100_000);
            let server = Server::start(&[Action::SendAndClose(body.into())], None).await;
            let builder = builder(Environment::empty(), &url(&server));
            get(builder.max_response_bytes(usize::MAX)).await
        }),
        scenario("a body of two million short lists", "Response: GetStage failed:", async {
            let body = format!("{{\"a\":[{}[0]]}}", "[0],".repeat(2_000_000));
            let respond = Action::Respond(200, vec![request_id()], body.into_bytes());
            let server = Server::start(&[respond], None).await;
            get(builder(Environment::empty(), &url(&server))).await
        }),
    ];
    #[cfg(feature = "http2")]
    all.extend(over_http2());
    all
}

#[cfg(feature = "http2")]
fn over_http2() -> Vec<Scenario> {
    use http2::{First, GOAWAY_OF_NONE, GOAWAY_OF_REQUEST, REFUSED_STREAM};
    async fn create(first: First) -> String {
        let server = http2::Server::start(first).await;
        let options = CallOptions::default()
            .retries(Retries::standard().only_safe())
            .attempt_timeout(Duration::from_secs(1));
        call(http2::builder_of(&server), options, true).await
    }
    vec![
        scenario("HTTP/2: a call after one that timed out", "ok, 1 sent", async {
            let server = http2::Server::start(First::Stalls).await;
            let counter = Counter::default();
            let client = http2::builder_of(&server).interceptor(counter.clone()).build().unwrap().0;
            let options = CallOptions::default().overall_timeout(Duration::from_millis(500));
            client.send::<GetStage>(&(), &options).await.unwrap_err();
            let outcome = client.send::<GetStage>(&(), &CallOptions::default()).await;
            outcome_of(outcome.map(drop), counter.count() - 1)
        }),
        scenario("HTTP/2: 200 first calls", "ok, 1 connection", async {
            let server = http2::Server::start(First::Succeeds).await;
            let client = http2::builder_of(&server).build().unwrap().0;
            let mut calls = tokio::task::JoinSet::new();
            for _ in 0..200 {
                let client = client.clone();
                calls.spawn(async move {
                    client.send::<GetStage>(&(), &CallOptions::default()).await.map(drop)
                });
            }
            match calls.join_all().await.into_iter().collect() {
                Ok(()) => format!("ok, {} connection", server.connections()),
                Err(error) => outcome_of(Err(error), 0),
            }
        }),
        scenario("HTTP/2: create, GOAWAY without the stream", "ok, 2 sent", async {
            create(First::Frames(GOAWAY_OF_NONE)).await
        }),
        // The server sends no other frame: the second attempt times out, and is not repeated.
        scenario(
            "HTTP/2: create, REFUSED_STREAM",
            "Timeout: CreateStage failed: no complete response within 1s (2 attempts",
            create(First::Frames(REFUSED_STREAM)),
        ),
        scenario(
            "HTTP/2: create, GOAWAY with the stream",
            "Timeout: CreateStage failed: no complete response within 1s (1 attempt,",
            create(First::Frames(GOAWAY_OF_REQUEST)),
        ),
    ]
}

/// `ok, 1 sent`, or kind and message of the error.
fn outcome_of(outcome: Result<(), Error>, sent: u32) -> String {
    match outcome {
        Ok(()) => format!("ok, {sent} sent"),
        Err(error) => {
            assert!(!format!("{error:?}").contains("hush"), "{error:?}");
            format!("{:?}: {error}, {sent} sent", error.kind())
        }
    }
}

async fn get(builder: ClientBuilder<Service>) -> String {
    call(builder, CallOptions::default(), false).await
}

async fn call(builder: ClientBuilder<Service>, options: CallOptions, creates: bool) -> String {
    let counter = Counter::default();
    let client = match builder.interceptor(counter.clone()).build() {
        Ok(client) => client.0,
        Err(error) => return outcome_of(Err(error), 0),
    };
    let outcome = match creates {
        true => client.send::<CreateStage>(&(), &options).await,
        false => client.send::<GetStage>(&(), &options).await,
    };
    outcome_of(outcome.map(drop), counter.count())
}

fn url(server: &Server) -> String {
    format!("http://127.0.0.1:{}", server.port)
}

/// Sends a stream, and returns kind and message of the error.
async fn upload(length: Option<u64>, reader: impl AsyncRead + Send + Unpin + 'static) -> String {
    let stall = Action::SendAndStall(Vec::new());
    let server = Server::start(&[stall], None).await;
    let mut request = http::Request::post(url(&server)).body(Bytes::new()).unwrap();
    request.extensions_mut().insert(ByteStream::from_reader(length, reader));
    let transport = HyperTransport::default();
    let error = transport.send(request, TransportLimits::default()).await.unwrap_err();
    format!("{:?}: {error}", error.kind())
}

struct Broken;

impl AsyncRead for Broken {
    fn poll_read(
        self: Pin<&mut Self>,
        _: &mut std::task::Context<'_>,
        _: &mut ReadBuf<'_>,
    ) -> std::task::Poll<std::io::Result<()>> {
        std::task::Poll::Ready(Err(std::io::Error::other("the disk is gone")))
    }
}

/// Calls within another runtime.
async fn within(runtime: fn() -> std::io::Result<Runtime>) -> String {
    let calling = tokio::task::spawn_blocking(move || {
        runtime().unwrap().block_on(get(builder(Environment::empty(), "http://127.0.0.1:1")))
    });
    calling.await.expect("no panic")
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_scenario_has_the_expected_outcome() {
    let mut problems = Vec::new();
    for Scenario { name, expected, outcome } in all() {
        let outcome = tokio::time::timeout(Duration::from_secs(30), outcome).await;
        let outcome = outcome.unwrap_or_else(|_| "hangs".to_owned());
        let shown: String = outcome.chars().take(110).collect();
        println!("{name:<50} | {shown}");
        if !outcome.starts_with(expected) || outcome.contains("hush") {
            problems.push(format!("{name}: expected {expected}\n    found {outcome}"));
        }
    }
    assert!(problems.is_empty(), "\n{}", problems.join("\n"));
}
