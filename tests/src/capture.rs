//! A loopback server that records the bytes of each request and sends scripted responses.
//!
//! For tests of the wire format, where the server must not normalize or reorder anything.

use bytes::Bytes;
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

/// One scripted response.
#[derive(Clone, Debug)]
pub struct Response {
    delay: Duration,
    /// `None`: the connection closes without a response.
    bytes: Option<Bytes>,
    then_close: bool,
}

#[derive(Debug, Default)]
struct Shared {
    script: Mutex<Vec<Response>>,
    requests: Mutex<Vec<CapturedRequest>>,
}

impl Capture {
    /// Starts a server that sends these responses, one for each request. After the last one it responds with
    /// status 500.
    ///
    /// # Errors
    ///
    /// If no port can be opened.
    pub async fn start(script: impl IntoIterator<Item = Response>) -> io::Result<Self> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?;
        let mut script: Vec<Response> = script.into_iter().collect();
        script.reverse();
        let shared = Arc::new(Shared { script: Mutex::new(script), ..Shared::default() });
        let address = listener.local_addr()?;
        let task = tokio::spawn(accept(listener, Arc::clone(&shared)));
        Ok(Self { address, shared, task })
    }

    /// The server's URL: `http://127.0.0.1:PORT`.
    pub fn endpoint_url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// All requests so far, in the order of completion.
    pub fn requests(&self) -> Vec<CapturedRequest> {
        lock(&self.shared.requests).clone()
    }
}

impl Drop for Capture {
    fn drop(&mut self) {
        self.task.abort();
    }
}

impl Response {
    /// A status and a JSON body. The connection stays open.
    pub fn json(status: u16, body: &str) -> Self {
        Self::with_headers(status, &[("content-type", "application/json")], body)
    }

    /// A status, headers and a body; `content-length` is added. The connection stays open.
    pub fn with_headers(status: u16, headers: &[(&str, &str)], body: &str) -> Self {
        let headers: String =
            headers.iter().map(|(name, value)| format!("{name}: {value}\r\n")).collect();
        let text = format!(
            "HTTP/1.1 {status} Scripted\r\n{headers}content-length: {}\r\n\r\n{body}",
            body.len()
        );
        Self { delay: Duration::ZERO, bytes: Some(text.into()), then_close: false }
    }

    /// These bytes, which need not be HTTP. Then the connection closes.
    pub fn raw(bytes: impl Into<Bytes>) -> Self {
        Self { delay: Duration::ZERO, bytes: Some(bytes.into()), then_close: true }
    }

    /// The connection closes without a response.
    pub fn close() -> Self {
        Self { delay: Duration::ZERO, bytes: None, then_close: true }
    }

    /// Delays the response, or the closing of the connection.
    #[must_use]
    pub fn after(mut self, delay: Duration) -> Self {
        self.delay = delay;
        self
    }
}

/// Runs until the task is aborted. Dropping the set aborts the connections too.
async fn accept(listener: TcpListener, shared: Arc<Shared>) {
    let mut connections = JoinSet::new();
    while let Ok((stream, _)) = listener.accept().await {
        while connections.try_join_next().is_some() {}
        connections.spawn(serve(stream, Arc::clone(&shared)));
    }
}

/// Serves one connection until the client closes it, a response closes it, or a request is not HTTP.
async fn serve(mut stream: TcpStream, shared: Arc<Shared>) -> io::Result<()> {
    let mut buffer = Vec::new();
    while let Some(request) = read_request(&mut stream, &mut buffer).await? {
        lock(&shared.requests).push(request);
        let response = lock(&shared.script).pop();
        let response = response.unwrap_or_else(|| {
            Response::json(500, r#"{"message":"no scripted response is left"}"#)
        });
        tokio::time::sleep(response.delay).await;
        if let Some(bytes) = &response.bytes {
            stream.write_all(bytes).await?;
        }
        if response.then_close {
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

/// A request, byte for byte.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CapturedRequest {
    /// The method of the request line.
    pub method: String,
    /// Path and query of the request line.
    pub target: String,
    /// The headers in order, names as sent.
    pub headers: Vec<(String, String)>,
    /// The body, delimited by `content-length`.
    pub body: Bytes,
    /// All bytes from the request line to the end of the body.
    pub raw: Bytes,
}

impl CapturedRequest {
    /// The first value of a header. Names are case-insensitive.
    pub fn header(&self, name: &str) -> Option<&str> {
        let found = self.headers.iter().find(|(key, _)| key.eq_ignore_ascii_case(name));
        found.map(|(_, value)| value.as_str())
    }

    /// Parses request line and headers; the body is set later.
    fn from_head(head: &str) -> Option<Self> {
        let mut lines = head.split("\r\n");
        let mut request_line = lines.next()?.split(' ');
        let (method, target) = (request_line.next()?, request_line.next()?);
        let headers = lines
            .filter_map(|line| line.split_once(':'))
            .map(|(name, value)| (name.to_owned(), value.trim().to_owned()))
            .collect();
        Some(Self {
            method: method.to_owned(),
            target: target.to_owned(),
            headers,
            body: Bytes::new(),
            raw: Bytes::new(),
        })
    }
}

/// Removes the first request from the buffer when it is complete.
fn take_request(buffer: &mut Vec<u8>) -> io::Result<Option<CapturedRequest>> {
    let Some(end) = buffer.windows(4).position(|window| window == b"\r\n\r\n") else {
        return Ok(None);
    };
    let head = String::from_utf8_lossy(&buffer[..end]).into_owned();
    let mut request = CapturedRequest::from_head(&head).ok_or(io::ErrorKind::InvalidData)?;
    let length: usize = match request.header("content-length") {
        Some(length) => length.parse().map_err(|_| io::ErrorKind::InvalidData)?,
        None => 0,
    };
    let total = end.saturating_add(4).saturating_add(length);
    if buffer.len() < total {
        return Ok(None);
    }
    let rest = buffer.split_off(total);
    request.raw = Bytes::from(std::mem::replace(buffer, rest));
    request.body = request.raw.slice(end + 4..);
    Ok(Some(request))
}

#[cfg(test)]
mod tests {
    use super::*;

    async fn exchange(server: &Capture, text: &str) -> String {
        let mut stream = TcpStream::connect(server.address).await.unwrap();
        stream.write_all(text.as_bytes()).await.unwrap();
        stream.shutdown().await.unwrap();
        let mut response = String::new();
        stream.read_to_string(&mut response).await.unwrap();
        response
    }

    #[tokio::test]
    async fn requests_are_recorded_unchanged_and_responses_sent_in_order() {
        let script =
            [Response::json(200, "{}"), Response::with_headers(503, &[("x-a", "b")], "no")];
        let server = Capture::start(script).await.unwrap();
        let first =
            "POST /a%2Fb?c=%20 HTTP/1.1\r\nHost: x\r\nX-Two:  2 \r\nContent-Length: 3\r\n\r\n{ }";
        let second = "GET / HTTP/1.1\r\nHost: x\r\n\r\n";
        let responses = exchange(&server, &format!("{first}{second}{second}")).await;
        let statuses: Vec<&str> = responses.matches("HTTP/1.1 ").collect();
        assert_eq!(statuses.len(), 3, "{responses}");
        assert!(
            responses.contains("503 Scripted\r\nx-a: b\r\ncontent-length: 2\r\n\r\nno"),
            "{responses}"
        );
        assert!(responses.contains("no scripted response is left"), "{responses}");
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
    async fn a_response_can_close_the_connection_or_be_invalid_http() {
        let server = Capture::start([Response::close(), Response::raw("nonsense")]).await.unwrap();
        let request = "GET / HTTP/1.1\r\n\r\n";
        assert_eq!(exchange(&server, request).await, "");
        assert_eq!(exchange(&server, request).await, "nonsense");
    }

    #[tokio::test]
    async fn connections_close_when_the_server_is_dropped() {
        let server = Capture::start([Response::json(200, "{}").after(Duration::from_secs(60))])
            .await
            .unwrap();
        let mut stream = TcpStream::connect(server.address).await.unwrap();
        stream.write_all(b"GET / HTTP/1.1\r\n\r\n").await.unwrap();
        while server.requests().is_empty() {
            tokio::task::yield_now().await;
        }
        drop(server);
        let mut response = Vec::new();
        let closed =
            tokio::time::timeout(Duration::from_secs(10), stream.read_to_end(&mut response));
        // An orderly close and a reset are both fine.
        let _ = closed.await.expect("the connection closes long before the response is due");
        assert!(response.is_empty());
    }
}
