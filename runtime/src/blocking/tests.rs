use std::io::{Read as _, Write as _};
use std::net::TcpListener;
use std::thread;
use std::time::Duration;

use tokio::runtime::Builder;

use super::run;
use crate::test_fixtures::{List, Page, builder};
use crate::testing::{ScriptedTransport, Step};
use crate::{
    BoxFuture, CallOptions, Client, Credentials, CredentialsError, Error, ErrorKind, Items, Pages,
    ProvideCredentials,
};

fn scripted(bodies: &[&'static str]) -> Client {
    let steps = bodies.iter().map(|body| Step::response(200, &[], *body));
    let transport = ScriptedTransport::new(steps);
    builder().transport(transport).build().unwrap().0
}

fn list(client: &Client) -> Result<Page, Error> {
    client.send_blocking::<List>(None, CallOptions::default())
}

const PAGES: &[&str] =
    &[r#"{"items":[1,2],"nextToken":"a"}"#, r#"{"items":[3],"nextToken":"b"}"#, r#"{"items":[4]}"#];

#[test]
fn a_blocking_call_works_without_and_within_a_runtime() {
    let call = || assert_eq!(list(&scripted(PAGES)).unwrap().items, [1, 2]);
    call();
    for mut builder in [Builder::new_current_thread(), Builder::new_multi_thread()] {
        builder.build().unwrap().block_on(async { call() });
    }
}

#[test]
fn lists_are_blocking_iterators() {
    let input = || (None, CallOptions::default());
    let (first, options) = input();
    let pages = Pages::<List>::new(scripted(PAGES), first, options).blocking();
    let sizes: Result<Vec<usize>, Error> = pages.map(|page| Ok(page?.items.len())).collect();
    assert_eq!(sizes.unwrap(), [2, 1, 1]);

    let (first, options) = input();
    let mut items = Items::<List>::new(scripted(PAGES), first, options).limit(3).blocking();
    assert_eq!(items.next().unwrap().unwrap(), 1);
    assert_eq!(items.next().unwrap().unwrap(), 2);
    assert_eq!(items.token(), Some("a"));
    assert_eq!(items.next().unwrap().unwrap(), 3);
    assert!(items.next().is_none() && items.next().is_none());

    let mut pages = Pages::<List>::new(scripted(&PAGES[..1]), None, options).blocking();
    assert!(pages.next().unwrap().is_ok());
    assert_eq!(pages.next().unwrap().unwrap_err().operation(), Some("List"));
    assert!(pages.next().is_none());
    assert_eq!(pages.token(), Some("a"), "the token to resume from remains");
}

#[test]
fn a_nested_blocking_call_is_an_error() {
    #[derive(Debug)]
    struct Nested;
    impl ProvideCredentials for Nested {
        fn provide(&self) -> BoxFuture<'_, Result<Credentials, CredentialsError>> {
            let inner = list(&scripted(PAGES)).unwrap_err();
            Box::pin(async move { Err(CredentialsError::new("nested", inner.to_string())) })
        }
    }
    let client = builder().credentials_provider(Nested).build().unwrap().0;
    let error = list(&client).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Credentials);
    assert!(error.to_string().contains("would deadlock"), "{error}");
}

#[test]
fn a_panic_of_the_future_is_propagated() {
    let caught = std::panic::catch_unwind(|| run(async { panic!("propagated") }));
    assert_eq!(caught.unwrap_err().downcast_ref(), Some(&"propagated"));
    assert_eq!(run(async { 1 }).unwrap(), 1, "the thread continues");
}

/// A connection is driven by the runtime that opened it. A blocking call must not use a connection of
/// the runtime that it blocks.
#[test]
fn a_connection_of_the_blocked_runtime_is_not_used() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    thread::spawn(move || {
        for stream in listener.incoming() {
            let mut stream = stream.unwrap();
            thread::spawn(move || {
                let mut buffer = [0; 4096];
                while stream.read(&mut buffer).is_ok_and(|read| read > 0) {
                    let response = "HTTP/1.1 200 OK\r\ncontent-length: 13\r\n\r\n{\"items\":[7]}";
                    stream.write_all(response.as_bytes()).unwrap();
                }
            });
        }
    });
    let client = builder().endpoint_url(url).build().unwrap().0;
    let options = CallOptions::default().attempt_timeout(Duration::from_secs(5)).max_attempts(1);
    let runtime = Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        for _ in 0..2 {
            assert_eq!(client.send::<List>(&None, &options).await.unwrap().items, [7]);
            assert_eq!(client.send_blocking::<List>(None, options).unwrap().items, [7]);
        }
    });
}
