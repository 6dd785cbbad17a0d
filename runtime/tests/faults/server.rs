//! A server that misbehaves on purpose, one act for each request.

use std::collections::VecDeque;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use jiff::Timestamp;
use tokio::io::{AsyncRead, AsyncReadExt as _, AsyncWrite, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};
use tokio_rustls::TlsAcceptor;

use crate::act::{Act, OK_BODY, answer, header, id, is_dated_now, is_signed_by, ok};

/// The server's side of one row.
pub(crate) struct Server {
    pub(crate) port: u16,
    pub(crate) connections: Arc<AtomicU32>,
    /// Requests that may have been carried out.
    pub(crate) done: Arc<AtomicU32>,
    healthy: Arc<AtomicBool>,
}

struct Room {
    acts: Mutex<VecDeque<Act>>,
    done: Arc<AtomicU32>,
    healthy: Arc<AtomicBool>,
}

impl Room {
    /// The next act; the last one goes on for ever.
    fn next(&self, early: bool) -> Option<Act> {
        if self.healthy.load(Ordering::SeqCst) {
            return (!early).then(ok);
        }
        let mut acts = self.acts.lock().unwrap();
        let is_early = matches!(acts.front(), Some(Act::ResetEarly | Act::CloseEarly));
        if early != is_early {
            return None;
        }
        match acts.len() {
            0 => Some(ok()),
            1 => acts.front().cloned(),
            _ => acts.pop_front(),
        }
    }
}

impl Server {
    /// A server that plays `acts`, over TLS if there is an acceptor.
    pub(crate) async fn start(acts: &[Act], tls: Option<TlsAcceptor>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let server = Self {
            port: listener.local_addr().unwrap().port(),
            connections: Arc::default(),
            done: Arc::default(),
            healthy: Arc::default(),
        };
        let room = Arc::new(Room {
            acts: Mutex::new(acts.iter().cloned().collect()),
            done: Arc::clone(&server.done),
            healthy: Arc::clone(&server.healthy),
        });
        let connections = Arc::clone(&server.connections);
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                connections.fetch_add(1, Ordering::SeqCst);
                let (room, tls) = (Arc::clone(&room), tls.clone());
                tokio::spawn(async move { serve(&room, stream, tls).await });
            }
        });
        server
    }

    /// From now on every request is answered properly.
    pub(crate) fn heal(&self) {
        self.healthy.store(true, Ordering::SeqCst);
    }

    pub(crate) fn done(&self) -> u32 {
        self.done.load(Ordering::SeqCst)
    }
}

/// Serves one connection. A failure only means that the client has gone.
async fn serve(room: &Room, stream: TcpStream, tls: Option<TlsAcceptor>) {
    if let Some(act) = room.next(true) {
        // Not before the client has begun to write: else it would try again unseen.
        let _ = stream.peek(&mut [0; 1]).await;
        if matches!(act, Act::ResetEarly) {
            reset(&stream);
        }
        return;
    }
    let stream = match tls {
        None => return exchange(room, Wire::Plain(stream)).await,
        Some(tls) => tls.accept(stream).await,
    };
    if let Ok(stream) = stream {
        exchange(room, Wire::Secure(Box::new(stream))).await;
    }
}

enum Wire {
    Plain(TcpStream),
    Secure(Box<tokio_rustls::server::TlsStream<TcpStream>>),
}

impl Wire {
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

/// Makes the close that follows a reset.
fn reset(stream: &TcpStream) {
    stream.set_zero_linger().unwrap();
}

async fn exchange(room: &Room, mut wire: Wire) {
    while let Some(head) = read_request(wire.io()).await {
        let Some(act) = room.next(false) else {
            // Meant for the next connection.
            return;
        };
        if act.may_have_done_it(&head) {
            room.done.fetch_add(1, Ordering::SeqCst);
        }
        if perform(&act, &head, &mut wire).await.is_none() {
            return;
        }
    }
}

/// Does it; `None` ends the connection.
async fn perform(act: &Act, head: &str, wire: &mut Wire) -> Option<()> {
    let good = || answer(200, &[id()], OK_BODY.as_bytes());
    let refusal = |code: &str| {
        let headers = [("x-amzn-errortype", code.to_owned()), ("date", http_date())];
        answer(403, &headers, b"{}")
    };
    let bytes = match act {
        Act::Answer(status, headers, body) => answer(*status, headers, body),
        Act::Dated if is_dated_now(head) => good(),
        Act::Dated => refusal("RequestTimeTooSkewed"),
        Act::FailAndPass(clock) => {
            clock.pass(Duration::from_secs(3600));
            answer(500, &[], b"{}")
        }
        Act::OnlyKey(key) if is_signed_by(head, key) => good(),
        Act::OnlyKey(_) => refusal("ExpiredTokenException"),
        Act::AnswerAndClose => {
            wire.io().write_all(&good()).await.ok()?;
            return None;
        }
        Act::Bytes(bytes) => {
            wire.io().write_all(bytes).await.ok()?;
            let _ = wire.io().shutdown().await;
            return None;
        }
        Act::BytesThenReset(bytes) => {
            wire.io().write_all(bytes).await.ok()?;
            wire.io().flush().await.ok()?;
            // So that the bytes are there before the reset throws away what is not read.
            tokio::time::sleep(Duration::from_millis(30)).await;
            wire.reset();
            return None;
        }
        Act::BytesThenSilence(bytes) => {
            wire.io().write_all(bytes).await.ok()?;
            wire.io().flush().await.ok()?;
            let _ = wire.io().read(&mut [0; 1]).await;
            return None;
        }
        Act::Drip(bytes, pause) => {
            for byte in bytes {
                wire.io().write_all(&[*byte]).await.ok()?;
                wire.io().flush().await.ok()?;
                tokio::time::sleep(*pause).await;
            }
            return Some(());
        }
        Act::ResetEarly | Act::CloseEarly => return None,
    };
    wire.io().write_all(&bytes).await.ok()?;
    wire.io().flush().await.ok()
}

/// Reads a request to its end and gives its head.
async fn read_request(stream: &mut dyn Io) -> Option<String> {
    let mut head = Vec::new();
    while !head.ends_with(b"\r\n\r\n") {
        head.push(stream.read_u8().await.ok()?);
    }
    let head = String::from_utf8(head).ok()?;
    let length = header(&head, "content-length").map_or(0, |text| text.parse().unwrap());
    let mut body = vec![0; length];
    stream.read_exact(&mut body).await.ok()?;
    Some(head)
}

fn http_date() -> String {
    jiff::fmt::rfc2822::DateTimePrinter::new()
        .timestamp_to_rfc9110_string(&Timestamp::now())
        .unwrap()
}
