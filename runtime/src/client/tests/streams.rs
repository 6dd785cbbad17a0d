//! Streamed request and response bodies, over a loopback connection.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpListener;

use crate::test_fixtures::{Service, credentials};
use crate::{
    ByteStream, CallOptions, Client, ClientBuilder, DecodeError, EncodedRequest, Environment,
    Error, ErrorKind, Operation, OperationMeta, Response, Retries,
};

struct Put;

impl Operation for Put {
    type Input = ByteStream;
    type Output = ByteStream;
    type Error = Error;
    const META: OperationMeta = OperationMeta::new("Put").unsigned_payload().streams_response();

    fn encode(input: &ByteStream) -> Result<EncodedRequest, Error> {
        EncodedRequest::new(http::Method::PUT).literal("/").stream("body", input)
    }

    fn decode(response: &Response) -> Result<ByteStream, DecodeError> {
        Ok(response.blob().into())
    }

    fn attach_body(output: &mut ByteStream, stream: ByteStream) {
        *output = stream;
    }
}

/// An operation that signs its body.
struct SignedPut;

impl Operation for SignedPut {
    type Input = ByteStream;
    type Output = ();
    type Error = Error;
    const META: OperationMeta = OperationMeta::new("SignedPut");

    fn encode(input: &ByteStream) -> Result<EncodedRequest, Error> {
        Put::encode(input)
    }

    fn decode(_: &Response) -> Result<(), DecodeError> {
        Ok(())
    }
}

/// A server that sends the responses, each in two chunks, and records the requests.
struct Server {
    url: String,
    requests: Arc<Mutex<Vec<String>>>,
}

impl Server {
    async fn new(responses: &'static [(u16, &'static str, &'static str)]) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let requests = Arc::new(Mutex::new(Vec::new()));
        let received = Arc::clone(&requests);
        tokio::spawn(async move {
            for (status, one, two) in responses {
                let (mut stream, _) = listener.accept().await.unwrap();
                let mut request = String::new();
                let mut buffer = [0; 4096];
                while !request.ends_with("end") && !request.ends_with("0\r\n\r\n") {
                    let read = stream.read(&mut buffer).await.unwrap();
                    request.push_str(std::str::from_utf8(&buffer[..read]).unwrap());
                }
                received.lock().unwrap().push(request);
                let length = one.len() + two.len();
                let head = format!(
                    "HTTP/1.1 {status} X\r\nconnection: close\r\ncontent-length: {length}\r\n\r\n{one}"
                );
                stream.write_all(head.as_bytes()).await.unwrap();
                stream.flush().await.unwrap();
                tokio::task::yield_now().await;
                stream.write_all(two.as_bytes()).await.unwrap();
            }
        });
        Self { url, requests }
    }

    fn client(&self) -> Client {
        let builder = ClientBuilder::<Service>::new(Environment::empty())
            .region("eu-west-1")
            .credentials(credentials())
            .endpoint_url(&*self.url)
            .retries(Retries::standard().max_attempts(2));
        builder.build().unwrap().0
    }

    async fn put<O: Operation<Input = ByteStream, Error = Error>>(
        &self,
        body: ByteStream,
    ) -> Result<O::Output, Error> {
        let options = CallOptions::default();
        self.client().send::<O>(&body, &options).await
    }

    fn requests(&self) -> Vec<String> {
        self.requests.lock().unwrap().clone()
    }
}

#[tokio::test]
async fn bodies_are_streamed() {
    let server = Server::new(&[(200, "hel", "lo")]).await;
    let body = ByteStream::from_reader(Some(8), &b"bytesend"[..]);
    let response = server.put::<Put>(body).await.unwrap();
    assert_eq!(format!("{response:?}"), "ByteStream(5 bytes)");
    assert_eq!(response.collect().await.unwrap(), "hello");
    let requests = server.requests();
    assert!(requests[0].contains("content-length: 8\r\n"), "{requests:?}");
    assert!(requests[0].ends_with("\r\n\r\nbytesend"), "{requests:?}");
}

#[tokio::test]
async fn a_body_without_a_length_is_chunked() {
    let server = Server::new(&[(200, "", "")]).await;
    let body = ByteStream::from_reader(None, &b"pieces"[..]);
    let response = server.put::<Put>(body).await.unwrap();
    assert_eq!(response.collect().await.unwrap(), "");
    let requests = server.requests();
    assert!(requests[0].contains("transfer-encoding: chunked\r\n"), "{requests:?}");
    assert!(requests[0].ends_with("6\r\npieces\r\n0\r\n\r\n"), "{requests:?}");
}

#[tokio::test]
async fn a_replayable_stream_is_retried() {
    let server = Server::new(&[(503, "no", ""), (200, "yes", "")]).await;
    let opened = Arc::new(AtomicUsize::new(0));
    let count = Arc::clone(&opened);
    let body = ByteStream::from_readers(Some(3), move || {
        count.fetch_add(1, Ordering::Relaxed);
        &b"end"[..]
    });
    let response = server.put::<Put>(body).await.unwrap();
    assert_eq!(response.collect().await.unwrap(), "yes");
    assert_eq!(opened.load(Ordering::Relaxed), 2);
    assert!(server.requests().iter().all(|request| request.ends_with("end")));
}

#[tokio::test]
async fn a_stream_that_was_read_is_not_retried() {
    let server = Server::new(&[(503, "no", ""), (200, "yes", "")]).await;
    let error = server.put::<Put>(ByteStream::from_reader(Some(3), &b"end"[..])).await.unwrap_err();
    assert_eq!(error.status().unwrap(), 503);
    assert!(error.to_string().contains("stream that has been read in part"), "{error}");
    assert_eq!(
        &error.raw_response().unwrap().body[..],
        b"no",
        "the body of an error response is read"
    );
    assert_eq!(server.requests().len(), 1);
}

#[tokio::test]
async fn a_signed_body_must_be_in_memory() {
    let server = Server::new(&[(200, "", "")]).await;
    let error =
        server.put::<SignedPut>(ByteStream::from_reader(Some(3), &b"end"[..])).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::InvalidInput);
    server.put::<SignedPut>("end".into()).await.unwrap();
    assert_eq!(server.requests().len(), 1);
}

#[tokio::test]
async fn a_prepared_request_rejects_a_stream_that_is_not_in_memory() {
    let server = Server::new(&[]).await;
    let (client, options) = (server.client(), CallOptions::default());
    let stream = ByteStream::from_reader(Some(3), &b"end"[..]);
    let error = client.prepare::<Put>(&stream, &options).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::InvalidInput);
    assert!(error.to_string().contains("body: is a stream"), "{error}");
    assert_eq!(stream.collect().await.unwrap(), "end", "the stream was not read");

    let bytes = ByteStream::from("end");
    let prepared = client.prepare::<Put>(&bytes, &options).await.unwrap();
    assert_eq!(prepared.as_http().body(), "end");
}

#[cfg(feature = "blocking")]
#[test]
fn blocking_calls_stream_bodies() {
    let home =
        tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build().unwrap();
    let server = home.block_on(Server::new(&[(200, "hel", "lo"), (200, "hel", "lo")]));
    let body = || ByteStream::from_reader(Some(8), &b"bytesend"[..]);
    let put = || server.client().send_blocking::<Put>(body(), CallOptions::default());
    let response = put().unwrap();
    let read = crate::blocking::run(response.collect()).unwrap();
    assert_eq!(read.unwrap(), "hello", "read without a runtime");
    let read = home.block_on(put().unwrap().collect());
    assert_eq!(read.unwrap(), "hello", "read on the caller's runtime");
    assert!(server.requests().iter().all(|it| it.ends_with("\r\n\r\nbytesend")));
}

#[test]
fn a_stream_of_unknown_length_is_an_error_if_the_service_requires_it() {
    let put =
        |stream: &ByteStream| EncodedRequest::new(http::Method::PUT).sized_stream("body", stream);
    let known = ByteStream::from_reader(Some(3), &b"end"[..]);
    assert!(put(&known).unwrap().stream.is_some());
    assert_eq!(put(&"end".into()).unwrap().body, "end");
    let error = put(&ByteStream::from_reader(None, &b"end"[..])).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::InvalidInput);
    assert!(error.message().starts_with("body: the service requires its length"), "{error}");
}
