//! Calls that are given up, at any moment.

use std::sync::atomic::Ordering;
use std::time::Duration;

use sdk_runtime::{CallOptions, Client, ClientBuilder, Credentials, Environment};

use crate::act::{Act, OK_BODY, answer, id};
use crate::server::Server;
use crate::service::{GetStage, Service};

async fn get(client: &Client) -> Result<(), sdk_runtime::Error> {
    client
        .send::<GetStage>(&(), &CallOptions::default())
        .await
        .map(drop)
}

fn client(server: &Server) -> Client {
    ClientBuilder::<Service>::new(Environment::empty())
        .region("eu-west-1")
        .endpoint_url(format!("http://127.0.0.1:{}", server.port))
        .credentials(Credentials::new("AKID", "hush", None))
        .build()
        .unwrap()
        .0
}

#[tokio::test]
async fn a_call_can_be_dropped_at_any_moment() {
    let slowly = Act::Drip(
        answer(200, &[id()], OK_BODY.as_bytes()),
        Duration::from_millis(1),
    );
    let server = Server::start(&[slowly], None).await;
    let client = client(&server);
    // A whole call takes about 100 ms, so these are dropped while they connect, wait, read the head
    // or read the body; the last ones come to their end.
    let mut given_up = 0;
    for after in (0..200).step_by(4) {
        let calling = tokio::time::timeout(Duration::from_millis(after), get(&client)).await;
        match calling {
            Ok(outcome) => outcome.expect("a call that is not dropped succeeds"),
            Err(_) => given_up += 1,
        }
    }
    assert!(given_up > 5, "{given_up}");
    server.heal();
    let before = server.connections.load(Ordering::SeqCst);
    for _ in 0..20 {
        get(&client).await.expect("the client is sound");
    }
    // One connection carries them all: nothing of what was given up is in its way.
    let more = server.connections.load(Ordering::SeqCst) - before;
    assert!(more <= 1, "{more} new connections");
}

#[tokio::test]
async fn a_call_can_be_dropped_between_any_two_polls() {
    let server = Server::start(&[Act::Answer(503, vec![id()], b"{}".to_vec())], None).await;
    let client = client(&server);
    for polls in 0..40 {
        let mut calling = Box::pin(get(&client));
        let mut left = polls;
        let done = std::future::poll_fn(|context| {
            if left == 0 {
                return std::task::Poll::Ready(false);
            }
            left -= 1;
            calling.as_mut().poll(context).map(|_| true)
        })
        .await;
        drop(calling);
        if done {
            break;
        }
    }
    server.heal();
    get(&client).await.expect("the client is sound");
}
