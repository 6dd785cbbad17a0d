use std::future::poll_fn;
use std::pin::Pin;

use futures_core::Stream;

use super::{Items, Pages};
use crate::test_fixtures::{List, builder, poll_and_drop};
use crate::testing::{ManualSystem, ScriptedTransport, Step};
use crate::{CallOptions, Client, ErrorKind};

/// Pages of items, each with the token of the page after it.
fn script(pages: &[(&[u32], Option<&str>)]) -> (ScriptedTransport, Client) {
    let transport = ScriptedTransport::new(pages.iter().map(|(items, token)| {
        let body = serde_json::json!({ "items": items, "nextToken": token }).to_string();
        Step::response(200, &[], body)
    }));
    let client = client(&transport);
    (transport, client)
}

fn client(transport: &ScriptedTransport) -> Client {
    builder().transport(transport.clone()).system(ManualSystem::default()).build().unwrap().0
}

fn items(client: Client) -> Items<List> {
    Items::new(client, None, CallOptions::default())
}

async fn rest(items: &mut Items<List>) -> Vec<i64> {
    let mut all = Vec::new();
    while let Some(item) = items.next().await {
        all.push(item.unwrap());
    }
    all
}

fn sent(transport: &ScriptedTransport) -> Vec<String> {
    transport
        .take_requests()
        .iter()
        .map(|request| String::from_utf8(request.body().to_vec()).unwrap())
        .collect()
}

#[tokio::test]
async fn items_of_all_pages_are_returned_and_empty_pages_skipped() {
    let (transport, client) =
        script(&[(&[1, 2], Some("a")), (&[], Some("b")), (&[3], Some("")), (&[4], None)]);
    let mut items = items(client);
    assert_eq!(rest(&mut items).await, [1, 2, 3]);
    assert!(items.next().await.is_none());
    assert_eq!(sent(&transport), ["null", "\"a\"", "\"b\""]);
    // An empty token ends the list.
    assert_eq!(transport.steps_left(), 1);
}

#[tokio::test]
async fn a_limit_fetches_no_further_pages() {
    let (transport, client) = script(&[(&[1, 2], Some("a")), (&[3], None)]);
    assert_eq!(rest(&mut items(client.clone()).limit(2)).await, [1, 2]);
    assert_eq!(transport.steps_left(), 1);
    assert_eq!(rest(&mut items(client).limit(0)).await, [0; 0]);
    assert_eq!(transport.steps_left(), 1);
}

#[tokio::test]
async fn resuming_skips_no_item() {
    let (_, client) = script(&[(&[1], Some("a")), (&[2, 3], Some("b"))]);
    let mut items_before = items(client);
    assert_eq!(items_before.token(), None);
    assert_eq!(items_before.next().await.unwrap().unwrap(), 1);
    assert_eq!(items_before.token(), Some("a"));
    assert_eq!(items_before.next().await.unwrap().unwrap(), 2);
    // The third item is on the same page, so the list resumes there.
    assert_eq!(items_before.token(), Some("a"));
    assert_eq!(items_before.next().await.unwrap().unwrap(), 3);
    assert_eq!(items_before.token(), Some("b"));

    let (transport, client) = script(&[(&[4], None)]);
    assert_eq!(rest(&mut items(client).resume_from("b")).await, [4]);
    assert_eq!(sent(&transport), ["\"b\""]);
}

#[tokio::test]
async fn page_token_returns_the_token_of_the_current_page() {
    let (_, client) = script(&[(&[1], Some("a")), (&[2, 3], Some("b")), (&[4], None)]);
    let mut items = items(client);
    let mut tokens = Vec::new();
    while let Some(item) = items.next().await {
        tokens.push((item.unwrap(), items.page_token().map(str::to_owned)));
    }
    let shown = tokens.iter().map(|(item, token)| (*item, token.as_deref()));
    assert_eq!(
        shown.collect::<Vec<_>>(),
        [(1, None), (2, Some("a")), (3, Some("a")), (4, Some("b"))]
    );
}

#[tokio::test]
async fn a_token_in_the_input_starts_the_list_at_its_page() {
    let (_, client) = script(&[(&[1, 2], Some("b")), (&[3], None)]);
    let input = Some("a".to_owned());
    let mut items = Items::<List>::new(client, input.clone(), CallOptions::default());
    assert_eq!((items.token(), items.page_token()), (Some("a"), None));
    assert_eq!(items.next().await.unwrap().unwrap(), 1);
    assert_eq!((items.token(), items.page_token()), (Some("a"), Some("a")));

    // The first response that repeats the token of the input is an error.
    let (transport, client) = script(&[(&[1], Some("a"))]);
    let mut pages = Pages::<List>::new(client, input, CallOptions::default());
    pages.next().await.unwrap().unwrap();
    assert_eq!(pages.page_token(), Some("a"));
    let error = pages.next().await.unwrap().unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Pagination);
    assert_eq!(transport.take_requests().len(), 1);

    let (_, client) = script(&[]);
    let empty = Some(String::new());
    let pages = Pages::<List>::new(client, empty, CallOptions::default());
    assert_eq!(pages.token(), None);
}

#[tokio::test]
async fn a_list_outlives_its_client() {
    let (transport, client) = script(&[(&[1], Some("a")), (&[2], None)]);
    let mut items = items(client.clone());
    items.next().await.unwrap().unwrap();
    drop(client);
    assert_eq!(rest(&mut items).await, [2]);
    assert_eq!(transport.steps_left(), 0);
}

#[tokio::test]
async fn a_repeated_token_ends_the_list_with_an_error() {
    for circle in [&["a", "a"][..], &["a", "b", "a"]] {
        let pages: Vec<_> = circle.iter().map(|token| (&[7][..], Some(*token))).collect();
        let (transport, client) = script(&pages);
        let mut pages = Pages::<List>::new(client, None, CallOptions::default());
        for _ in circle {
            pages.next().await.unwrap().unwrap();
        }
        let error = pages.next().await.unwrap().unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Pagination);
        assert!(error.to_string().starts_with("List failed: "), "{error}");
        assert!(pages.next().await.is_none());
        assert_eq!(transport.take_requests().len(), circle.len());
    }
}

#[tokio::test]
async fn an_error_ends_the_list_and_keeps_the_token() {
    let transport = ScriptedTransport::new([
        Step::response(200, &[], r#"{"items":[1],"nextToken":"a"}"#),
        Step::response(404, &[], "{}"),
        Step::response(200, &[], "{}"),
    ]);
    let mut items = items(client(&transport));
    items.next().await.unwrap().unwrap();
    items.next().await.unwrap().unwrap_err();
    assert_eq!(items.token(), Some("a"));
    assert!(items.next().await.is_none());
    assert_eq!(transport.steps_left(), 1);
}

fn attempts(transport: &ScriptedTransport) -> Vec<String> {
    let requests = transport.take_requests();
    let attempt = |request: &http::Request<_>| request.headers()["amz-sdk-request"].clone();
    requests.iter().map(|request| attempt(request).to_str().unwrap().to_owned()).collect()
}

fn with_a_hanging_page() -> ScriptedTransport {
    ScriptedTransport::new([
        Step::response(200, &[], r#"{"items":[1],"nextToken":"a"}"#),
        Step::Hang,
        Step::response(200, &[], r#"{"items":[2]}"#),
    ])
}

#[tokio::test]
async fn a_dropped_next_continues_with_the_same_call() {
    let transport = with_a_hanging_page();
    let mut items = items(client(&transport));
    items.next().await.unwrap().unwrap();
    poll_and_drop(items.next()).await;
    // The hanging attempt times out; the second one succeeds.
    assert_eq!(rest(&mut items).await, [2]);
    let expected = ["attempt=1; max=3", "attempt=1; max=3", "attempt=2; max=3"];
    assert_eq!(attempts(&transport), expected);
}

#[tokio::test]
async fn changing_the_list_drops_the_call_in_progress() {
    let transport = with_a_hanging_page();
    let mut items = items(client(&transport));
    items.next().await.unwrap().unwrap();
    poll_and_drop(items.next()).await;
    let mut items = items.resume_from("b");
    assert_eq!(rest(&mut items).await, [2]);
    assert_eq!(sent(&transport), ["null", "\"a\"", "\"b\""]);
}

#[tokio::test]
async fn lists_are_streams_and_collections() {
    fn next<S: Stream + Unpin>(stream: &mut S) -> impl Future<Output = Option<S::Item>> {
        poll_fn(|context| Pin::new(&mut *stream).poll_next(context))
    }
    let pages: [(&[u32], _); 2] = [(&[1, 2], Some("a")), (&[3], None)];
    let (_, client) = script(&pages);
    let mut stream = items(client);
    for item in 1..=3 {
        assert_eq!(next(&mut stream).await.unwrap().unwrap(), item);
    }
    assert!(next(&mut stream).await.is_none());

    let (_, client) = script(&pages);
    let mut stream = Pages::<List>::new(client, None, CallOptions::default());
    assert!(next(&mut stream).await.unwrap().is_ok());

    let (_, client) = script(&pages);
    assert_eq!(items(client).try_collect::<Vec<_>>().await.unwrap(), [1, 2, 3]);
    let (_, client) = script(&pages);
    let all = Pages::<List>::new(client, None, CallOptions::default());
    assert_eq!(all.try_collect::<Vec<_>>().await.unwrap().len(), 2);
    let transport =
        ScriptedTransport::new([Step::response(200, &[], r#"{"items":[1],"nextToken":"a"}"#)]);
    items(self::client(&transport)).try_collect::<Vec<_>>().await.unwrap_err();
}

#[test]
fn lists_are_send_and_sync() {
    fn is_send_and_sync<T: Send + Sync>(_: T) {}
    let (_, client) = script(&[]);
    is_send_and_sync(items(client));
}

#[test]
fn futures_are_send() {
    fn is_send<T: Send>(_: T) {}
    let (_, client) = script(&[]);
    let mut items = items(client);
    is_send(items.next());
}
