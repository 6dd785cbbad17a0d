//! A loopback server with faults: it performs one action for each request.

use std::collections::VecDeque;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use jiff::Timestamp;
use tokio::io::{AsyncRead, AsyncReadExt as _, AsyncWrite, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};
use tokio_rustls::TlsAcceptor;

use crate::service::Clock;

/// The behavior of the server for one request.
#[derive(Clone, Debug)]
pub(crate) enum Action {
    /// Sends a valid response with a length.
    Respond(u16, Vec<(&'static str, String)>, Vec<u8>),
    /// Resets the connection without reading anything.
    ResetBeforeRequest,
    /// Closes the connection without reading anything.
    CloseBeforeRequest,
    /// Sends these bytes and closes.
    SendAndClose(Vec<u8>),
    /// Sends these bytes and resets the connection.
    SendAndReset(Vec<u8>),
    /// Sends these bytes, then nothing, and keeps the connection open.
    SendAndStall(Vec<u8>),
    /// Sends these bytes without end.
    Flood(&'static [u8]),
    /// Sends these bytes one by one with a pause after each.
    Drip(Vec<u8>, Duration),
    /// Responds with a clock skew error if the signature's date is off, else with success.
    CheckDate,
    /// Responds with an error, and advances the clock by an hour.
    FailAndAdvance(Clock),
    /// Accepts the signatures of this access key only.
    RequireKey(&'static str),
}

impl Action {
    /// Whether the service may have executed the request.
    pub(crate) fn may_have_executed(&self, head: &str) -> bool {
        match self {
            Self::Respond(status, ..) => !(300..500).contains(status),
            Self::ResetBeforeRequest | Self::CloseBeforeRequest => false,
            Self::CheckDate => is_dated_now(head),
            Self::RequireKey(key) => is_signed_by(head, key),
            _ => true,
        }
    }
}

pub(crate) const OK_BODY: &str = r#"{"name":"demo"}"#;

pub(crate) fn ok() -> Action {
    Action::Respond(200, vec![request_id()], OK_BODY.into())
}

/// The header that identifies a response as one of AWS.
pub(crate) fn request_id() -> (&'static str, String) {
    ("x-amzn-requestid", "id-1".to_owned())
}

/// A valid response.
pub(crate) fn response(status: u16, headers: &[(&'static str, String)], body: &[u8]) -> Vec<u8> {
    let mut head = format!("HTTP/1.1 {status} Whatever\r\ncontent-length: {}\r\n", body.len());
    for (name, value) in headers {
        head.push_str(&format!("{name}: {value}\r\n"));
    }
    head.push_str("\r\n");
    let mut bytes = head.into_bytes();
    bytes.extend_from_slice(body);
    bytes
}

pub(crate) fn is_signed_by(head: &str, key: &str) -> bool {
    head.contains(&format!("Credential={key}/"))
}

pub(crate) fn is_dated_now(head: &str) -> bool {
    let stamp = header(head, "x-amz-date").unwrap();
    let dated = jiff::civil::DateTime::strptime("%Y%m%dT%H%M%SZ", stamp)
        .unwrap()
        .to_zoned(jiff::tz::TimeZone::UTC)
        .unwrap()
        .timestamp();
    dated.duration_since(Timestamp::now()).abs() < jiff::SignedDuration::from_mins(5)
}

pub(crate) fn header<'a>(head: &'a str, name: &str) -> Option<&'a str> {
    head.lines().find_map(|line| {
        let (key, value) = line.split_once(':')?;
        key.eq_ignore_ascii_case(name).then(|| value.trim())
    })
}

/// The server's side of one row.
pub(crate) struct Server {
    pub(crate) port: u16,
    pub(crate) connections: Arc<AtomicU32>,
    /// Requests that may have been executed.
    pub(crate) executed: Arc<AtomicU32>,
    /// Actions that are being performed.
    busy: Arc<AtomicU32>,
    healthy: Arc<AtomicBool>,
}

struct ServerState {
    actions: Mutex<VecDeque<Action>>,
    executed: Arc<AtomicU32>,
    busy: Arc<AtomicU32>,
    healthy: Arc<AtomicBool>,
}

impl ServerState {
    /// The next action; the last one repeats. An `early` one is taken before the request is read.
    fn next(&self, early: bool) -> Option<Action> {
        if self.healthy.load(Ordering::SeqCst) {
            return (!early).then(ok);
        }
        let mut actions = self.actions.lock().unwrap();
        let is_early = matches!(
            actions.front(),
            Some(Action::ResetBeforeRequest | Action::CloseBeforeRequest)
        );
        if early != is_early {
            return None;
        }
        match actions.len() {
            0 => Some(ok()),
            1 => actions.front().cloned(),
            _ => actions.pop_front(),
        }
    }
}

impl Server {
    /// A server that performs `actions`, over TLS if there is an acceptor.
    pub(crate) async fn start(actions: &[Action], tls: Option<TlsAcceptor>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let server = Self {
            port: listener.local_addr().unwrap().port(),
            connections: Arc::default(),
            executed: Arc::default(),
            busy: Arc::default(),
            healthy: Arc::default(),
        };
        let state = Arc::new(ServerState {
            actions: Mutex::new(actions.iter().cloned().collect()),
            executed: Arc::clone(&server.executed),
            busy: Arc::clone(&server.busy),
            healthy: Arc::clone(&server.healthy),
        });
        let connections = Arc::clone(&server.connections);
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                connections.fetch_add(1, Ordering::SeqCst);
                let (state, tls) = (Arc::clone(&state), tls.clone());
                tokio::spawn(async move { serve(&state, stream, tls).await });
            }
        });
        server
    }

    /// Waits until the actions of the fault have ended, at most for a second.
    pub(crate) async fn idle(&self) {
        for _ in 0..200 {
            if self.busy.load(Ordering::SeqCst) == 0 {
                return;
            }
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
    }

    /// From now on every request succeeds.
    pub(crate) fn recover(&self) {
        self.healthy.store(true, Ordering::SeqCst);
    }

    pub(crate) fn executed(&self) -> u32 {
        self.executed.load(Ordering::SeqCst)
    }
}

/// Serves one connection. A failure only means that the client has closed it.
async fn serve(state: &ServerState, stream: TcpStream, tls: Option<TlsAcceptor>) {
    if let Some(action) = state.next(true) {
        // Not before the client has begun to write: a request that is not written yet is retried safely.
        let _ = stream.peek(&mut [0; 1]).await;
        if matches!(action, Action::ResetBeforeRequest) {
            reset(&stream);
        }
        return;
    }
    let stream = match tls {
        None => return exchange(state, ServerStream::Plain(stream)).await,
        Some(tls) => tls.accept(stream).await,
    };
    if let Ok(stream) = stream {
        exchange(state, ServerStream::Secure(Box::new(stream))).await;
    }
}

enum ServerStream {
    Plain(TcpStream),
    Secure(Box<tokio_rustls::server::TlsStream<TcpStream>>),
}

impl ServerStream {
    fn io(&mut self) -> &mut dyn Io {
        match self {
            Self::Plain(stream) => stream,
            Self::Secure(stream) => stream,
        }
    }

    fn reset(&self) {
        match self {
            Self::Plain(stream) => reset(stream),
            Self::Secure(stream) => reset(stream.get_ref().0),
        }
    }
}

trait Io: AsyncRead + AsyncWrite + Unpin + Send {}
impl<T: AsyncRead + AsyncWrite + Unpin + Send> Io for T {}

/// Makes the following close a reset.
fn reset(stream: &TcpStream) {
    stream.set_zero_linger().unwrap();
}

async fn exchange(state: &ServerState, mut stream: ServerStream) {
    while let Some(head) = read_request(stream.io()).await {
        let Some(action) = state.next(false) else {
            // The action is for the next connection.
            return;
        };
        if action.may_have_executed(&head) {
            state.executed.fetch_add(1, Ordering::SeqCst);
        }
        state.busy.fetch_add(1, Ordering::SeqCst);
        let performed = perform(&action, &head, &mut stream).await;
        state.busy.fetch_sub(1, Ordering::SeqCst);
        if performed.is_none() {
            return;
        }
    }
}

/// Performs an action; `None` ends the connection.
async fn perform(action: &Action, head: &str, stream: &mut ServerStream) -> Option<()> {
    let good = || response(200, &[request_id()], OK_BODY.as_bytes());
    let refusal = |code: &str| {
        let headers = [("x-amzn-errortype", code.to_owned()), ("date", http_date())];
        response(403, &headers, b"{}")
    };
    let bytes = match action {
        Action::Respond(status, headers, body) => response(*status, headers, body),
        Action::CheckDate if is_dated_now(head) => good(),
        Action::CheckDate => refusal("RequestTimeTooSkewed"),
        Action::FailAndAdvance(clock) => {
            clock.advance(Duration::from_secs(3600));
            response(500, &[], b"{}")
        }
        Action::RequireKey(key) if is_signed_by(head, key) => good(),
        Action::RequireKey(_) => refusal("ExpiredTokenException"),
        Action::SendAndClose(bytes) => {
            stream.io().write_all(bytes).await.ok()?;
            let _ = stream.io().shutdown().await;
            return None;
        }
        Action::SendAndReset(bytes) => {
            stream.io().write_all(bytes).await.ok()?;
            stream.io().flush().await.ok()?;
            // So that the bytes arrive before the reset discards what is unread.
            tokio::time::sleep(Duration::from_millis(30)).await;
            stream.reset();
            return None;
        }
        Action::SendAndStall(bytes) => {
            stream.io().write_all(bytes).await.ok()?;
            stream.io().flush().await.ok()?;
            let _ = stream.io().read(&mut [0; 1]).await;
            return None;
        }
        Action::Flood(bytes) => {
            let bytes = bytes.repeat(1000);
            while stream.io().write_all(&bytes).await.is_ok() {}
            return None;
        }
        Action::Drip(bytes, pause) => {
            for byte in bytes {
                stream.io().write_all(&[*byte]).await.ok()?;
                stream.io().flush().await.ok()?;
                tokio::time::sleep(*pause).await;
            }
            return Some(());
        }
        Action::ResetBeforeRequest | Action::CloseBeforeRequest => return None,
    };
    stream.io().write_all(&bytes).await.ok()?;
    stream.io().flush().await.ok()
}

/// Reads a request to its end. Returns its head.
async fn read_request(stream: &mut dyn Io) -> Option<String> {
    let mut head = Vec::new();
    while !head.ends_with(b"\r\n\r\n") {
        head.push(stream.read_u8().await.ok()?);
    }
    let head = String::from_utf8(head).ok()?;
    let length = header(&head, "content-length").map_or(0, |length| length.parse().unwrap());
    let mut body = vec![0; length];
    stream.read_exact(&mut body).await.ok()?;
    Some(head)
}

fn http_date() -> String {
    jiff::fmt::rfc2822::DateTimePrinter::new()
        .timestamp_to_rfc9110_string(&Timestamp::now())
        .unwrap()
}
