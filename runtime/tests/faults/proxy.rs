//! A proxy, well-behaved or not.

use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};

/// What the proxy does when it is asked for a tunnel.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Conduct {
    /// Opens one to the server of the row, whatever name was asked for.
    Opens,
    /// The same, for those who say that they are `user` with password `pass`.
    OpensForUser,
    /// Answers this.
    Says(&'static str),
    /// Says nothing.
    Silent,
    /// Hands requests that are not for a tunnel on to the server of the row.
    Forwards,
}

/// `user:pass`, as it stands in a header.
const USER: &str = "Basic dXNlcjpwYXNz";

pub(crate) async fn start(conduct: Conduct, server_port: u16) -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            tokio::spawn(handle(stream, conduct, server_port));
        }
    });
    port
}

async fn handle(mut client: TcpStream, conduct: Conduct, server_port: u16) -> Option<()> {
    let mut head = Vec::new();
    while !head.ends_with(b"\r\n\r\n") {
        head.push(client.read_u8().await.ok()?);
    }
    let text = String::from_utf8(head.clone()).unwrap();
    match conduct {
        Conduct::Says(answer) => return client.write_all(answer.as_bytes()).await.ok(),
        Conduct::Silent => {
            let _ = client.read_u8().await;
            return None;
        }
        Conduct::OpensForUser if !text.contains(USER) => {
            let answer = b"HTTP/1.1 407 Who are you\r\n\r\n";
            return client.write_all(answer).await.ok();
        }
        Conduct::Opens | Conduct::OpensForUser => {
            assert!(text.starts_with("CONNECT service.test:443 "), "{text}");
            let answer = b"HTTP/1.1 200 Here you are\r\nvia: test\r\n\r\n";
            client.write_all(answer).await.ok()?;
        }
        Conduct::Forwards => assert!(text.starts_with("POST http://service.test/"), "{text}"),
    }
    let mut server = TcpStream::connect(("127.0.0.1", server_port))
        .await
        .unwrap();
    if matches!(conduct, Conduct::Forwards) {
        server.write_all(&head).await.ok()?;
    }
    let _ = tokio::io::copy_bidirectional(&mut client, &mut server).await;
    None
}
