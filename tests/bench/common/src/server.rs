//! A loopback server that sends precomputed responses.
//!
//! It parses only the path and the length of a request, so that it costs little compared with the client.
//! Signatures are verified by the end-to-end tests.

use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::Barrier;

/// The path and the response body of each operation.
pub const RESPONSES: [(&str, &str); 3] = [
    ("/GetStage", include_str!("../../data/get-stage.json")),
    ("/ListStages", include_str!("../../data/list-stages.json")),
    ("/StartComposition", include_str!("../../data/start-composition.json")),
];

const MAX_REQUEST: usize = 64 * 1024;

struct Server {
    responses: Vec<(&'static str, Vec<u8>)>,
    barrier: Option<Barrier>,
    has_responded: AtomicBool,
}

/// Serves until the listener fails. With `hold`, every request but the first waits until that many
/// requests are in flight.
pub async fn serve(listener: TcpListener, hold: Option<usize>) -> io::Result<()> {
    let server = Arc::new(Server {
        responses: RESPONSES.map(|(path, body)| (path, response(body))).into(),
        barrier: hold.map(Barrier::new),
        has_responded: AtomicBool::new(false),
    });
    loop {
        let (connection, _) = listener.accept().await?;
        let server = Arc::clone(&server);
        tokio::spawn(async move { server.connection(connection).await });
    }
}

impl Server {
    async fn connection(&self, mut connection: TcpStream) -> io::Result<()> {
        connection.set_nodelay(true)?;
        let mut buffer = Vec::with_capacity(MAX_REQUEST);
        while buffer.len() < MAX_REQUEST && connection.read_buf(&mut buffer).await? > 0 {
            while let Some((response, length)) = self.request(&buffer)? {
                let is_first = !self.has_responded.swap(true, Ordering::Relaxed);
                if let Some(barrier) = self.barrier.as_ref().filter(|_| !is_first) {
                    barrier.wait().await;
                }
                connection.write_all(response).await?;
                buffer.drain(..length);
            }
        }
        Ok(())
    }

    /// The response to the first request in the buffer and the request's length, if it is complete.
    fn request(&self, buffer: &[u8]) -> io::Result<Option<(&[u8], usize)>> {
        let mut headers = [httparse::EMPTY_HEADER; 32];
        let mut head = httparse::Request::new(&mut headers);
        let httparse::Status::Complete(end) = head.parse(buffer).map_err(io::Error::other)? else {
            return Ok(None);
        };
        let mut headers = head.headers.iter();
        let length = headers
            .find(|header| header.name.eq_ignore_ascii_case("content-length"))
            .and_then(|header| str::from_utf8(header.value).ok()?.parse().ok());
        let end = end.saturating_add(length.unwrap_or(0));
        if buffer.len() < end {
            return Ok(None);
        }
        let found = self.responses.iter().find(|(path, _)| head.path == Some(path));
        let (_, response) = found.ok_or_else(|| io::Error::other("unknown path"))?;
        Ok(Some((response, end)))
    }
}

/// A response with the headers that the service sends.
fn response(body: &str) -> Vec<u8> {
    format!(
        "HTTP/1.1 200 OK\r\n\
         Date: Mon, 23 Nov 2026 08:00:00 GMT\r\n\
         Content-Type: application/json\r\n\
         Content-Length: {}\r\n\
         Connection: keep-alive\r\n\
         x-amzn-RequestId: 70297d8a-c845-4a57-bc8a-d4509c101e6d\r\n\
         Access-Control-Allow-Origin: *\r\n\
         Access-Control-Expose-Headers: Access-Control-Allow-Origin,Access-Control-Expose-Headers,Cache-Control,Content-Length,Content-Security-Policy,Content-Type,date,Strict-Transport-Security,x-amz-apigw-id,x-amzn-errormessage,x-amzn-errortype,x-amzn-requestid,x-amzn-trace-id,X-Content-Type-Options,X-Frame-Options\r\n\
         Cache-Control: no-store, no-cache\r\n\
         Content-Security-Policy: default-src 'self'; upgrade-insecure-requests;\r\n\
         Strict-Transport-Security: max-age:47304000; includeSubDomains\r\n\
         x-amz-apigw-id: AbCdEfGhIjKlMnO=\r\n\
         X-Amzn-Trace-Id: Root=1-65a1b2c3-0123456789abcdef01234567\r\n\
         \r\n{body}",
        body.len()
    )
    .into_bytes()
}
