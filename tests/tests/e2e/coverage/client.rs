//! What the client itself offers, beside its calls.

use crate::fixture::builder;
use std::time::Duration;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;

#[tokio::test]
async fn the_last_clone_takes_its_connections_with_it() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    let client = builder().endpoint_url(url).build().unwrap();
    let clone = client.clone();
    let call = tokio::spawn(async move { client.list_stages().send().await.map(|_| ()) });
    let (mut connection, _) = listener.accept().await.unwrap();
    let mut seen = Vec::new();
    while !seen.ends_with(b"{}") {
        assert_ne!(connection.read_buf(&mut seen).await.unwrap(), 0);
    }
    let response = b"HTTP/1.1 200 OK\r\ncontent-length: 13\r\n\r\n{\"stages\":[]}";
    connection.write_all(response).await.unwrap();
    call.await.unwrap().unwrap();

    // One clone is left, so the connection waits for its next call.
    let mut more = [0; 1];
    let soon = Duration::from_millis(50);
    let idle = tokio::time::timeout(soon, connection.read(&mut more)).await;
    assert!(idle.is_err(), "the connection ended too early: {idle:?}");
    drop(clone);
    let late = Duration::from_secs(10);
    let end = tokio::time::timeout(late, connection.read(&mut more)).await;
    assert_eq!(end.expect("the connection closes").unwrap(), 0);
}

#[test]
fn a_client_says_what_it_calls_and_where() {
    let client = builder().region("eu-west-1").build().unwrap();
    let meta = client.meta();
    assert_eq!(
        (meta.service_id, meta.api_version, meta.signing_name),
        ("ivs-realtime", "2020-07-14", "ivs")
    );
    assert_eq!((meta.region.as_str(), meta.partition), ("eu-west-1", "aws"));
    assert_eq!(
        meta.endpoint_url,
        "https://ivsrealtime.eu-west-1.amazonaws.com"
    );
}
