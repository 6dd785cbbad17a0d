//! A server that knows no service: it keeps the bytes of each request and answers from a script.
//!
//! For tests of the wire form itself, where nothing may be parsed, forgiven or reordered on the way.

mod request;

pub use request::CapturedRequest;

use bytes::Bytes;
use request::take_request;
use std::io;
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::{JoinHandle, JoinSet};

/// The largest request that is read, head and body together.
const MAX_REQUEST: usize = 1024 * 1024;

/// A running capture server on 127.0.0.1. It stops when it is dropped.
#[derive(Debug)]
pub struct Capture {
    address: SocketAddr,
    shared: Arc<Shared>,
    task: JoinHandle<()>,
}

/// One answer of the script.
#[derive(Clone, Debug)]
pub struct Reply {
    delay: Duration,
    /// `None`: the connection closes without an answer.
    bytes: Option<Bytes>,
    then_close: bool,
}

#[derive(Debug, Default)]
struct Shared {
    script: Mutex<Vec<Reply>>,
    requests: Mutex<Vec<CapturedRequest>>,
}

impl Capture {
    /// Starts a server that gives these answers, one for a request. When they are used up it answers 500
    /// and says so.
    ///
    /// # Errors
    /// If no port can be opened.
    pub async fn start(script: impl IntoIterator<Item = Reply>) -> io::Result<Self> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?;
        let mut script: Vec<Reply> = script.into_iter().collect();
        script.reverse();
        let shared = Arc::new(Shared {
            script: Mutex::new(script),
            ..Shared::default()
        });
        let address = listener.local_addr()?;
        let task = tokio::spawn(accept(listener, Arc::clone(&shared)));
        Ok(Self {
            address,
            shared,
            task,
        })
    }

    /// Where it listens: `http://127.0.0.1:` and a port.
    pub fn endpoint_url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// Every request so far, in the order in which they were complete.
    pub fn requests(&self) -> Vec<CapturedRequest> {
        lock(&self.shared.requests).clone()
    }
}

impl Drop for Capture {
    fn drop(&mut self) {
        self.task.abort();
    }
}

impl Reply {
    /// A status and a JSON body; the connection stays open.
    pub fn json(status: u16, body: &str) -> Self {
        Self::with_headers(status, &[("content-type", "application/json")], body)
    }

    /// A status, headers and a body, whose length is added; the connection stays open.
    pub fn with_headers(status: u16, headers: &[(&str, &str)], body: &str) -> Self {
        let headers: String = headers
            .iter()
            .map(|(name, value)| format!("{name}: {value}\r\n"))
            .collect();
        let text = format!(
            "HTTP/1.1 {status} Scripted\r\n{headers}content-length: {}\r\n\r\n{body}",
            body.len()
        );
        Self {
            delay: Duration::ZERO,
            bytes: Some(text.into()),
            then_close: false,
        }
    }

    /// Any bytes, HTTP or not; then the connection closes.
    pub fn raw(bytes: impl Into<Bytes>) -> Self {
        Self {
            delay: Duration::ZERO,
            bytes: Some(bytes.into()),
            then_close: true,
        }
    }

    /// The connection closes without an answer.
    pub fn close() -> Self {
        Self {
            delay: Duration::ZERO,
            bytes: None,
            then_close: true,
        }
    }

    /// Waits before it answers or closes.
    #[must_use]
    pub fn after(mut self, delay: Duration) -> Self {
        self.delay = delay;
        self
    }
}

/// Runs until it is aborted, and its connections with it: the set aborts them when it is dropped.
async fn accept(listener: TcpListener, shared: Arc<Shared>) {
    let mut connections = JoinSet::new();
    while let Ok((stream, _)) = listener.accept().await {
        while connections.try_join_next().is_some() {}
        connections.spawn(converse(stream, Arc::clone(&shared)));
    }
}

/// One connection: it ends with the client, with a reply that closes, or with a request that is no HTTP.
async fn converse(mut stream: TcpStream, shared: Arc<Shared>) -> io::Result<()> {
    let mut buffer = Vec::new();
    while let Some(request) = read_request(&mut stream, &mut buffer).await? {
        lock(&shared.requests).push(request);
        let reply = lock(&shared.script).pop();
        let reply =
            reply.unwrap_or_else(|| Reply::json(500, r#"{"message":"the script is over"}"#));
        tokio::time::sleep(reply.delay).await;
        if let Some(bytes) = &reply.bytes {
            stream.write_all(bytes).await?;
        }
        if reply.then_close {
            break;
        }
    }
    stream.shutdown().await
}

/// The next request of a connection; what was read beyond it stays in the buffer.
async fn read_request(
    stream: &mut TcpStream,
    buffer: &mut Vec<u8>,
) -> io::Result<Option<CapturedRequest>> {
    while buffer.len() <= MAX_REQUEST {
        if let Some(request) = take_request(buffer)? {
            return Ok(Some(request));
        }
        if stream.read_buf(buffer).await? == 0 {
            return Ok(None);
        }
    }
    Err(io::ErrorKind::InvalidData.into())
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use super::*;

    async fn exchange(server: &Capture, text: &str) -> String {
        let mut stream = TcpStream::connect(server.address).await.unwrap();
        stream.write_all(text.as_bytes()).await.unwrap();
        stream.shutdown().await.unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).await.unwrap();
        answer
    }

    #[tokio::test]
    async fn requests_are_kept_as_they_came_and_answered_in_sequence() {
        let script = [
            Reply::json(200, "{}"),
            Reply::with_headers(503, &[("x-a", "b")], "no"),
        ];
        let server = Capture::start(script).await.unwrap();
        let first =
            "POST /a%2Fb?c=%20 HTTP/1.1\r\nHost: x\r\nX-Two:  2 \r\nContent-Length: 3\r\n\r\n{ }";
        let second = "GET / HTTP/1.1\r\nHost: x\r\n\r\n";
        let answers = exchange(&server, &format!("{first}{second}{second}")).await;
        let statuses: Vec<&str> = answers.matches("HTTP/1.1 ").collect();
        assert_eq!(statuses.len(), 3, "{answers}");
        assert!(
            answers.contains("503 Scripted\r\nx-a: b\r\ncontent-length: 2\r\n\r\nno"),
            "{answers}"
        );
        assert!(answers.contains("the script is over"), "{answers}");
        let requests = server.requests();
        assert_eq!(requests.len(), 3);
        assert_eq!(
            (requests[0].method.as_str(), requests[0].target.as_str()),
            ("POST", "/a%2Fb?c=%20")
        );
        assert_eq!(requests[0].headers[1], ("X-Two".to_owned(), "2".to_owned()));
        assert_eq!(requests[0].body, "{ }");
        assert_eq!(requests[0].raw, first);
    }

    #[tokio::test]
    async fn a_script_can_close_and_can_talk_nonsense() {
        let server = Capture::start([Reply::close(), Reply::raw("nonsense")])
            .await
            .unwrap();
        let request = "GET / HTTP/1.1\r\n\r\n";
        assert_eq!(exchange(&server, request).await, "");
        assert_eq!(exchange(&server, request).await, "nonsense");
    }

    #[tokio::test]
    async fn connections_close_when_the_server_is_dropped() {
        let server = Capture::start([Reply::json(200, "{}").after(Duration::from_secs(60))])
            .await
            .unwrap();
        let mut stream = TcpStream::connect(server.address).await.unwrap();
        stream.write_all(b"GET / HTTP/1.1\r\n\r\n").await.unwrap();
        while server.requests().is_empty() {
            tokio::task::yield_now().await;
        }
        drop(server);
        let mut answer = Vec::new();
        let closed = tokio::time::timeout(Duration::from_secs(10), stream.read_to_end(&mut answer));
        // Closed in order or reset: either way it is over, and nothing was answered.
        let _ = closed
            .await
            .expect("the connection closes long before the answer is due");
        assert!(answer.is_empty());
    }
}
