//! Runs one row.

use std::fmt;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{Duration, Instant};

use jiff::SignedDuration;
use sdk_runtime::transport::HyperTransport;
use sdk_runtime::{
    BoxFuture, CallOptions, Client, ClientBuilder, Credentials, CredentialsError, Environment,
    Error, ProvideCredentials, Retries, System as _, Timeouts,
};
use tokio::net::{TcpListener, TcpSocket};

use crate::act::Act;
use crate::clock::Clock;
use crate::row::{Provider, Route, Row};
use crate::server::Server;
use crate::service::{Counter, CreateStage, GetStage, Service};
use crate::{certificates, proxy};

/// Longer than any call may take: beyond it the call counts as hanging.
const PATIENCE: Duration = Duration::from_secs(30);

/// What came of one call.
pub(crate) struct Ran {
    pub(crate) creates: bool,
    pub(crate) outcome: Result<(), Error>,
    pub(crate) attempts: u32,
    /// How often the service may have carried it out.
    pub(crate) done: u32,
    pub(crate) elapsed: Duration,
    /// Whether a second call on the same client succeeded when all was well again.
    pub(crate) recovered: bool,
}

/// Runs a row's call on a client and a server of its own.
pub(crate) async fn run(row: &Row, creates: bool) -> Ran {
    let clock = Clock::default();
    clock.pass(row.clock_is_off);
    let acts: Vec<_> = row
        .acts
        .iter()
        .map(|act| match act {
            Act::FailAndPass(_) => Act::FailAndPass(clock.clone()),
            act => act.clone(),
        })
        .collect();
    let tls = match row.route {
        Route::Secure(tls) => Some(certificates::acceptor(tls)),
        Route::Proxy { secure: true, .. } => Some(certificates::acceptor(certificates::Tls::Good)),
        _ => None,
    };
    let server = Server::start(&acts, tls).await;
    let counter = Counter::default();
    let client = client(row, &server, &clock, &counter).await;
    let begun = Instant::now();
    let outcome = call(&client, creates).await;
    let elapsed = begun.elapsed();
    let (attempts, done) = (counter.count(), server.done());
    server.heal();
    // What is still on its way shall arrive.
    tokio::time::sleep(Duration::from_millis(60)).await;
    let recovered = row.heals && call(&client, creates).await.is_ok();
    Ran {
        creates,
        outcome,
        attempts,
        done,
        elapsed,
        recovered,
    }
}

async fn call(client: &Client, creates: bool) -> Result<(), Error> {
    let options = CallOptions::default();
    let calling = async {
        if creates {
            let safe = options.retries(Retries::standard().only_safe());
            client.send::<CreateStage>(&(), &safe).await.map(drop)
        } else {
            client.send::<GetStage>(&(), &options).await.map(drop)
        }
    };
    let within = tokio::time::timeout(PATIENCE, calling).await;
    within.expect("the call hangs")
}

async fn client(row: &Row, server: &Server, clock: &Clock, counter: &Counter) -> Client {
    let mut transport = HyperTransport::builder().ca_certificates(certificates::trusted());
    let own = format!("127.0.0.1:{}", server.port);
    let url = match row.route {
        Route::Plain => format!("http://{own}"),
        Route::Secure(_) => format!("https://localhost:{}", server.port),
        Route::Refused => format!("http://127.0.0.1:{}", closed_port()),
        Route::Mute => format!("https://127.0.0.1:{}", mute_port().await),
        Route::NoName => "http://no-such-host.invalid:80".to_owned(),
        Route::Proxy {
            conduct,
            secure,
            user,
        } => {
            let port = proxy::start(conduct, server.port).await;
            transport = transport.proxy(format!("http://{user}127.0.0.1:{port}"));
            let scheme = if secure { "https" } else { "http" };
            format!("{scheme}://service.test")
        }
        Route::NoProxy => {
            let port = closed_port();
            transport = transport.proxy(format!("http://127.0.0.1:{port}"));
            "https://service.test".to_owned()
        }
    };
    let limits = row.limits;
    ClientBuilder::<Service>::new(Environment::empty())
        .region("eu-west-1")
        .endpoint_url(url)
        .credentials_provider(Source::new(row.provider, clock))
        .transport(transport.build().unwrap())
        .system(clock.clone())
        .timeouts(
            Timeouts::default()
                .connect(limits.connect)
                .attempt(limits.attempt)
                .overall(limits.overall),
        )
        .max_response_bytes(limits.bytes)
        .interceptor(counter.clone())
        .build()
        .unwrap()
        .0
}

/// A port that nobody listens on, nor will: the socket that holds it stays.
fn closed_port() -> u16 {
    let socket = TcpSocket::new_v4().unwrap();
    socket.bind(([127, 0, 0, 1], 0).into()).unwrap();
    let port = socket.local_addr().unwrap().port();
    std::mem::forget(socket);
    port
}

async fn mute_port() -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    tokio::spawn(async move {
        let mut held = Vec::new();
        while let Ok((stream, _)) = listener.accept().await {
            held.push(stream);
        }
    });
    port
}

/// A source of credentials, sound or not.
#[derive(Debug)]
struct Source {
    provider: Provider,
    clock: Clock,
    asked: Arc<AtomicU32>,
}

impl Source {
    fn new(provider: Provider, clock: &Clock) -> Self {
        Self {
            provider,
            clock: clock.clone(),
            asked: Arc::default(),
        }
    }
}

impl ProvideCredentials for Source {
    fn provide(&self) -> BoxFuture<'_, Result<Credentials, CredentialsError>> {
        let number = self.asked.fetch_add(1, Ordering::SeqCst);
        let good = Credentials::new(format!("KEY{number}"), "hush", Some("hush-token".into()));
        Box::pin(async move {
            match self.provider {
                Provider::Static => Ok(good),
                Provider::FailsOnce if number > 0 => Ok(good),
                Provider::Fails | Provider::FailsOnce => {
                    Err(CredentialsError::new("test", "out of order"))
                }
                Provider::Slow => {
                    self.clock.sleep(Duration::from_millis(100)).await;
                    Ok(good)
                }
                Provider::Silent => std::future::pending().await,
                // Without the panic hook, which would print into the table.
                Provider::Panics => std::panic::resume_unwind(Box::new("out of luck")),
                Provider::ShortLived => {
                    let end = self.clock.now() + SignedDuration::from_mins(30);
                    Ok(good.expiring_at(end))
                }
            }
        })
    }
}

/// `fails: Timeout        3 attempts  601 ms`
impl fmt::Display for Ran {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let outcome = match &self.outcome {
            Ok(()) => "ok".to_owned(),
            Err(error) => match error.code() {
                Some(code) => format!("{:?} {code}", error.kind()),
                None => format!("{:?}", error.kind()),
            },
        };
        let outcome: String = outcome.chars().take(26).collect();
        write!(
            f,
            "{outcome:<26} {} sent {:>6} ms",
            self.attempts,
            self.elapsed.as_millis()
        )
    }
}
