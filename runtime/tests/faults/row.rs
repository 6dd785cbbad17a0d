//! One row of the table: a fault, the expected outcome, and a run of it.

use std::fmt;
use std::time::{Duration, Instant};

use sdk_runtime::transport::HyperTransport;
use sdk_runtime::{
    CallOptions, Client, ClientBuilder, Environment, Error, ErrorKind, Retries, Timeouts,
};
use tokio::net::{TcpListener, TcpSocket};

use crate::network::{ProxyBehavior, Tls, acceptor, start_proxy, trusted};
use crate::server::{Action, Server};
use crate::service::{
    Clock, Counter, CreateStage, GetStage, ProviderBehavior, Service, TestProvider,
};

/// No call may take longer: the longest waits for a name server.
const MAX_DURATION: Duration = Duration::from_secs(18);

/// A call that takes longer hangs.
const PATIENCE: Duration = Duration::from_secs(30);

/// A fault, and the expected outcome of two calls.
#[derive(Clone, Debug)]
pub(crate) struct Row {
    pub(crate) name: String,
    pub(crate) route: Route,
    pub(crate) actions: Vec<Action>,
    pub(crate) provider: ProviderBehavior,
    pub(crate) limits: Limits,
    /// A read-only call under standard retries.
    pub(crate) read: Expected,
    /// A call that creates something, under safe retries.
    pub(crate) create: Expected,
    /// By how much the computer's clock is fast.
    pub(crate) clock_skew: Duration,
    /// Whether the client has to reach the server once the fault is over.
    pub(crate) recovers: bool,
}

/// How the client reaches the server.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Route {
    Plain,
    Secure(Tls),
    /// Nothing listens at the port.
    Refused,
    /// Accepts connections and sends nothing, so that no TLS session is established.
    Unresponsive,
    /// The host has no address.
    UnresolvedName,
    Proxy {
        behavior: ProxyBehavior,
        secure: bool,
        user: &'static str,
    },
    /// Nothing listens at the port of the proxy.
    UnreachableProxy,
}

#[derive(Clone, Copy, Debug)]
pub(crate) struct Limits {
    pub(crate) connect: Duration,
    pub(crate) attempt: Duration,
    pub(crate) overall: Duration,
    pub(crate) bytes: usize,
}

#[derive(Clone, Copy, Debug)]
pub(crate) struct Expected {
    pub(crate) outcome: Outcome,
    pub(crate) attempts: u32,
}

#[derive(Clone, Copy, Debug)]
pub(crate) enum Outcome {
    Succeeds,
    /// Fails with this kind and this part of the message.
    Fails(ErrorKind, &'static str),
}

pub(crate) fn millis(number: u64) -> Duration {
    Duration::from_millis(number)
}

/// A row whose calls succeed at the first attempt, unless changed below.
pub(crate) fn row(name: impl Into<String>, actions: impl IntoIterator<Item = Action>) -> Row {
    let succeeds = Expected { outcome: Outcome::Succeeds, attempts: 1 };
    Row {
        name: name.into(),
        route: Route::Plain,
        actions: actions.into_iter().collect(),
        provider: ProviderBehavior::Static,
        limits: Limits {
            connect: millis(5000),
            attempt: millis(5000),
            overall: millis(15_000),
            bytes: 100_000,
        },
        read: succeeds,
        create: succeeds,
        clock_skew: Duration::ZERO,
        recovers: true,
    }
}

impl Row {
    /// Both calls succeed with this many attempts.
    pub(crate) fn succeeds(mut self, attempts: u32) -> Self {
        self.read = Expected { outcome: Outcome::Succeeds, attempts };
        self.create = self.read;
        self
    }

    /// Both calls fail after this many attempts.
    pub(crate) fn fails(mut self, kind: ErrorKind, message: &'static str, attempts: u32) -> Self {
        self.read = Expected { outcome: Outcome::Fails(kind, message), attempts };
        self.create = self.read;
        self
    }

    /// The creating call fails after its first attempt, which may have been executed.
    pub(crate) fn create_fails(mut self, kind: ErrorKind, message: &'static str) -> Self {
        self.create = Expected { outcome: Outcome::Fails(kind, message), attempts: 1 };
        self
    }

    /// The creating call fails after its first attempt, with the same error.
    pub(crate) fn create_once(mut self) -> Self {
        self.create.attempts = 1;
        self
    }

    pub(crate) fn route(mut self, route: Route) -> Self {
        self.route = route;
        self.recovers = matches!(route, Route::Plain | Route::Secure(Tls::Valid));
        self
    }

    pub(crate) fn provider(mut self, provider: ProviderBehavior) -> Self {
        self.provider = provider;
        self.recovers = !matches!(
            provider,
            ProviderBehavior::Fails | ProviderBehavior::Hangs | ProviderBehavior::Panics
        );
        self
    }

    pub(crate) fn attempt_limit(mut self, limit: Duration) -> Self {
        self.limits.attempt = limit;
        self
    }

    pub(crate) fn overall_limit(mut self, limit: Duration) -> Self {
        self.limits.overall = limit;
        self
    }

    pub(crate) fn connect_limit(mut self, limit: Duration) -> Self {
        self.limits.connect = limit;
        self
    }

    pub(crate) fn clock_skew(mut self, by: Duration) -> Self {
        self.clock_skew = by;
        self
    }
}

/// The outcome of one call.
pub(crate) struct RowResult {
    pub(crate) creates: bool,
    pub(crate) outcome: Result<(), Error>,
    pub(crate) attempts: u32,
    /// How often the service may have executed it.
    pub(crate) executed: u32,
    pub(crate) elapsed: Duration,
    /// Whether a second call of the same client succeeded after the fault.
    pub(crate) recovered: bool,
}

/// Runs the call of a row, with a new client and server.
pub(crate) async fn run(row: &Row, creates: bool) -> RowResult {
    let clock = Clock::default();
    clock.advance(row.clock_skew);
    let actions: Vec<_> = row
        .actions
        .iter()
        .map(|action| match action {
            Action::FailAndAdvance(_) => Action::FailAndAdvance(clock.clone()),
            action => action.clone(),
        })
        .collect();
    let tls = match row.route {
        Route::Secure(tls) => Some(acceptor(tls)),
        Route::Proxy { secure: true, .. } => Some(acceptor(Tls::Valid)),
        _ => None,
    };
    let server = Server::start(&actions, tls).await;
    let counter = Counter::default();
    let client = client(row, &server, &clock, &counter).await;
    let begun = Instant::now();
    let outcome = call(&client, creates, CallOptions::default()).await;
    let elapsed = begun.elapsed();
    let (attempts, executed) = (counter.count(), server.executed());
    server.recover();
    server.idle().await;
    // Bytes in transit arrive meanwhile.
    tokio::time::sleep(Duration::from_millis(60)).await;
    // Without the row's limits, which a slow machine may exceed.
    let limits = CallOptions::default().attempt_timeout(PATIENCE).overall_timeout(PATIENCE);
    let recovered = row.recovers && call(&client, creates, limits).await.is_ok();
    RowResult { creates, outcome, attempts, executed, elapsed, recovered }
}

async fn call(client: &Client, creates: bool, options: CallOptions) -> Result<(), Error> {
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
    let mut transport = HyperTransport::builder().ca_certificates(trusted());
    let own = format!("127.0.0.1:{}", server.port);
    let url = match row.route {
        Route::Plain => format!("http://{own}"),
        Route::Secure(_) => format!("https://localhost:{}", server.port),
        Route::Refused => format!("http://127.0.0.1:{}", closed_port()),
        Route::Unresponsive => format!("https://127.0.0.1:{}", unresponsive_port().await),
        Route::UnresolvedName => "http://no-such-host.invalid:80".to_owned(),
        Route::Proxy { behavior, secure, user } => {
            let port = start_proxy(behavior, server.port).await;
            transport = transport.proxy(format!("http://{user}127.0.0.1:{port}"));
            let scheme = if secure { "https" } else { "http" };
            format!("{scheme}://service.test")
        }
        Route::UnreachableProxy => {
            let port = closed_port();
            transport = transport.proxy(format!("http://127.0.0.1:{port}"));
            "https://service.test".to_owned()
        }
    };
    let limits = row.limits;
    ClientBuilder::<Service>::new(Environment::empty())
        .region("eu-west-1")
        .endpoint_url(url)
        .credentials_provider(TestProvider::new(row.provider, clock))
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

/// A port that nothing listens on: the socket that is bound to it is leaked.
fn closed_port() -> u16 {
    let socket = TcpSocket::new_v4().unwrap();
    socket.bind(([127, 0, 0, 1], 0).into()).unwrap();
    let port = socket.local_addr().unwrap().port();
    std::mem::forget(socket);
    port
}

async fn unresponsive_port() -> u16 {
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

impl RowResult {
    /// Where the result differs from the expectation.
    pub(crate) fn problems(&self, row: &Row, expected: Expected) -> Vec<String> {
        let mut problems = Vec::new();
        match (&self.outcome, expected.outcome) {
            (Ok(()), Outcome::Succeeds) => {}
            (Ok(()), Outcome::Fails(..)) => problems.push("succeeds".to_owned()),
            (Err(error), Outcome::Succeeds) => problems.push(format!("fails: {error}")),
            (Err(error), Outcome::Fails(kind, expected)) => {
                let message = error.to_string();
                if error.kind() != kind
                    || !message.to_lowercase().contains(&expected.to_lowercase())
                {
                    problems.push(format!("fails differently: {:?}: {message}", error.kind()));
                }
                if error.attempts().len() != self.attempts as usize {
                    problems.push(format!("reports {} attempts", error.attempts().len()));
                }
                if message.contains("hush") || format!("{error:?}").contains("hush") {
                    problems.push("shows a secret".to_owned());
                }
            }
        }
        if self.attempts != expected.attempts {
            problems.push(format!("{} attempts", self.attempts));
        }
        if self.creates && self.executed > 1 {
            problems.push(format!("may have been executed {} times", self.executed));
        }
        if self.elapsed > MAX_DURATION {
            problems.push(format!("takes {:?}", self.elapsed));
        }
        if row.recovers && !self.recovered {
            problems.push("does not recover".to_owned());
        }
        problems
    }
}

/// `Timeout                    3 sent    601 ms`
impl fmt::Display for RowResult {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let outcome = match &self.outcome {
            Ok(()) => "ok".to_owned(),
            Err(error) => match error.code() {
                Some(code) => format!("{:?} {code}", error.kind()),
                None => format!("{:?}", error.kind()),
            },
        };
        let outcome: String = outcome.chars().take(26).collect();
        write!(f, "{outcome:<26} {} sent {:>6} ms", self.attempts, self.elapsed.as_millis())
    }
}
