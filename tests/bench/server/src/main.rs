//! Answers the calls of the bench with bytes that were made before.
//!
//! `bench-server [--hold N]` listens on a loopback port, says which in its first line, and ends when
//! its standard input does. With `--hold N` it answers nobody until N requests have come, then all of
//! them, so that N calls are in flight at the same time for sure.
//!
//! It is to cost little beside the client, so it reads no more of a request than it has to: the
//! path, and the length of the body. Signatures are not looked at; the end-to-end tests do that.

mod gate;

use std::io;
use std::sync::Arc;

use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};

use bench_server::Answers;
use gate::Gate;

/// More than the largest request of the bench has.
const MAX_REQUEST: usize = 64 * 1024;

#[tokio::main(flavor = "current_thread")]
async fn main() -> io::Result<()> {
    let gate = Arc::new(Gate::new(hold()?));
    let answers = Arc::new(Answers::default());
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    println!("listening on {}", listener.local_addr()?);
    tokio::spawn(async move {
        while let Ok((connection, _)) = listener.accept().await {
            let (answers, gate) = (Arc::clone(&answers), Arc::clone(&gate));
            // A client that goes away in the middle of a request is its own business.
            tokio::spawn(async move { serve(connection, &answers, &gate).await.ok() });
        }
    });
    tokio::task::spawn_blocking(|| io::copy(&mut io::stdin(), &mut io::sink())).await??;
    Ok(())
}

/// How many requests have to be there before one is answered.
fn hold() -> io::Result<usize> {
    let arguments: Vec<_> = std::env::args().skip(1).collect();
    match arguments.as_slice() {
        [] => Some(1),
        [option, number] if option == "--hold" => number.parse().ok(),
        _ => None,
    }
    .ok_or_else(|| io::Error::other("bench-server [--hold N]"))
}

/// Answers the requests of one connection until the client closes it.
async fn serve(mut connection: TcpStream, answers: &Answers, gate: &Gate) -> io::Result<()> {
    connection.set_nodelay(true)?;
    let mut buffer = Vec::with_capacity(MAX_REQUEST);
    while connection.read_buf(&mut buffer).await? > 0 {
        while let Some((answer, length)) = request(&buffer, answers)? {
            gate.pass().await;
            connection.write_all(answer).await?;
            buffer.drain(..length);
        }
        if buffer.len() >= MAX_REQUEST {
            return Err(io::Error::other("a request that has no end"));
        }
    }
    Ok(())
}

/// The answer to the request that the buffer begins with, and the request's length; `None` if there is
/// more to come.
fn request<'a>(buffer: &[u8], answers: &'a Answers) -> io::Result<Option<(&'a [u8], usize)>> {
    let mut headers = [httparse::EMPTY_HEADER; 32];
    let mut head = httparse::Request::new(&mut headers);
    let httparse::Status::Complete(end) = head.parse(buffer).map_err(io::Error::other)? else {
        return Ok(None);
    };
    let length = head
        .headers
        .iter()
        .find(|header| header.name.eq_ignore_ascii_case("content-length"))
        .and_then(|header| str::from_utf8(header.value).ok()?.trim().parse().ok())
        .unwrap_or(0);
    let end = end.saturating_add(length);
    if buffer.len() < end {
        return Ok(None);
    }
    Ok(Some((answers.to(head.path.unwrap_or_default()), end)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_request_is_whole_when_its_body_is_there() {
        let answers = Answers::default();
        let text = b"POST /GetStage HTTP/1.1\r\nhost: h\r\nContent-Length: 2\r\n\r\n{}";
        for length in 0..text.len() {
            assert_eq!(request(&text[..length], &answers).unwrap(), None);
        }
        let two = [&text[..], b"POST"].concat();
        let (answer, length) = request(&two, &answers).unwrap().unwrap();
        assert_eq!(length, text.len());
        assert!(answer.starts_with(b"HTTP/1.1 200 OK\r\n"));
    }

    #[test]
    fn what_is_no_request_ends_the_connection() {
        assert!(request(b"\0\0", &Answers::default()).is_err());
    }
}
