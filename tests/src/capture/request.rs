//! Parsing of a request from the bytes of a connection.

use bytes::Bytes;
use std::io;

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
        let found = self
            .headers
            .iter()
            .find(|(key, _)| key.eq_ignore_ascii_case(name));
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
pub(super) fn take_request(buffer: &mut Vec<u8>) -> io::Result<Option<CapturedRequest>> {
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
