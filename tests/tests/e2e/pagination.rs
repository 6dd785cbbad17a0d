//! Pagination in detail: filters, resumption, cycles, errors, cancellation. `all_lists` covers every list operation.

use crate::support::{scripted, simulated};
use e2e_tests::capture::Response;
use e2e_tests::simulator::{Fault, Simulator};
use generated_sdk::runtime::{Items, Pages, Paginated};
use generated_sdk::types::*;
use generated_sdk::{Client, Error, ErrorKind};
use std::time::Duration;

async fn all_pages<O: Paginated<Error = Error>>(mut pages: Pages<O>) -> Vec<O::Output> {
    let mut all = Vec::new();
    while let Some(page) = pages.next().await {
        all.push(page.unwrap());
    }
    assert!(pages.next().await.is_none(), "the end is permanent");
    all
}

async fn all_items<O: Paginated<Error = Error>>(mut items: Items<O>) -> Vec<O::Item> {
    let mut all = Vec::new();
    while let Some(item) = items.next().await {
        all.push(item.unwrap());
    }
    assert!(items.next().await.is_none(), "the end is permanent");
    all
}

/// Creates the stages `s0` to `s4` and clears the request log.
async fn create_stages(simulator: &Simulator, client: &Client) {
    for index in 0..5 {
        let call = client.create_stage().name(format!("s{index}"));
        call.send().await.unwrap();
    }
    simulator.take_requests();
}

fn names(stages: &[StageSummary]) -> Vec<&str> {
    stages.iter().filter_map(|stage| stage.name.as_deref()).collect()
}

/// A page of stages with these ARNs. `next_token` is JSON.
fn page(arns: &[&str], next_token: &str) -> Response {
    let stages: Vec<String> = arns.iter().map(|arn| format!(r#"{{"arn":"{arn}"}}"#)).collect();
    let stages = stages.join(",");
    Response::json(200, &format!(r#"{{"stages":[{stages}],"nextToken":{next_token}}}"#))
}

#[tokio::test]
async fn an_empty_list_has_one_page_and_no_items() {
    let (simulator, client) = simulated().await;
    assert_eq!(all_pages(client.list_stages().pages()).await.len(), 1);
    assert_eq!(all_items(client.list_stages().items()).await, []);
    assert_eq!(simulator.requests().len(), 2);
}

#[tokio::test]
async fn a_limit_fetches_only_the_needed_pages() {
    let (simulator, client) = simulated().await;
    create_stages(&simulator, &client).await;
    for (limit, items, requests) in
        [(0, 0, 0), (1, 1, 1), (2, 2, 1), (3, 3, 2), (5, 5, 3), (99, 5, 3)]
    {
        let list = client.list_stages().items().page_size(2).limit(limit);
        assert_eq!(all_items(list).await.len(), items, "limit {limit}");
        assert_eq!(simulator.take_requests().len(), requests, "limit {limit}");
    }
}

#[tokio::test]
async fn lists_resume_from_the_token_of_a_page() {
    let (simulator, client) = simulated().await;
    create_stages(&simulator, &client).await;
    let list = || client.list_stages().max_results(2);

    let mut pages = list().pages();
    assert_eq!((pages.token(), pages.page_token()), (None, None));
    let first = pages.next().await.unwrap().unwrap();
    assert_eq!(pages.page_token(), None, "the first page has no token");
    let token = pages.token().unwrap().to_owned();
    assert_eq!(first.next_token.as_deref(), Some(&*token));
    let rest = all_pages(list().pages().resume_from(&token)).await;
    let rest: Vec<_> = rest.into_iter().flat_map(|page| page.stages).collect();
    assert_eq!(names(&rest), ["s2", "s3", "s4"]);
    let second = pages.next().await.unwrap().unwrap();
    assert_eq!(pages.page_token(), Some(&*token));
    let mut again = list().pages().resume_from(token.as_str());
    assert_eq!(again.next().await.unwrap().unwrap().stages, second.stages);

    // Items resume at a page: items of the current page are repeated, none is lost.
    let mut items = list().items();
    for _ in 0..3 {
        items.next().await.unwrap().unwrap();
    }
    assert_eq!(items.token().unwrap(), token);
    let again = all_items(list().items().resume_from(&*token)).await;
    assert_eq!(names(&again), ["s2", "s3", "s4"]);
    // At the end of a page no item is repeated.
    items.next().await.unwrap().unwrap();
    let next = items.token().unwrap().to_owned();
    let last = all_items(list().items().resume_from(next)).await;
    assert_eq!(names(&last), ["s4"]);
}

#[tokio::test]
async fn empty_pages_do_not_end_a_list() {
    let script = || {
        [
            page(&["a"], r#""1""#),
            page(&[], r#""2""#),
            Response::json(200, r#"{"nextToken":"3"}"#),
            page(&["b"], "null"),
        ]
    };
    let (server, client) = scripted(script()).await;
    let items = all_items(client.list_stages().items()).await;
    let arns: Vec<_> = items.iter().map(|stage| stage.arn.as_str()).collect();
    assert_eq!(arns, ["a", "b"]);
    assert_eq!(server.requests().len(), 4);

    let (_server, client) = scripted(script()).await;
    assert_eq!(all_pages(client.list_stages().pages()).await.len(), 4);
}

#[tokio::test]
async fn an_empty_token_ends_a_list() {
    let (server, client) = scripted([page(&["a"], r#""""#)]).await;
    assert_eq!(all_items(client.list_stages().items()).await.len(), 1);
    assert_eq!(server.requests().len(), 1);
}

#[tokio::test]
async fn a_repeated_token_is_an_error_after_the_last_new_page() {
    let [a, b] = [page(&["a"], r#""t""#), page(&["b"], r#""t""#)];
    let [c, d, e] = [page(&["a"], r#""t""#), page(&["b"], r#""u""#), page(&["c"], r#""t""#)];
    for (script, arns) in [(vec![a, b], &["a", "b"][..]), (vec![c, d, e], &["a", "b", "c"])] {
        let (server, client) = scripted(script).await;
        let mut items = client.list_stages().items();
        for arn in arns {
            assert_eq!(items.next().await.unwrap().unwrap().arn, *arn);
        }
        let error = items.next().await.unwrap().unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Pagination);
        assert_eq!(
            error.to_string(),
            "ListStages failed: the service returned a page token for the second time, so that the list would \
             never end"
        );
        assert!(items.next().await.is_none());
        assert_eq!(server.requests().len(), arns.len());
    }
    let (server, client) = scripted([page(&["a"], r#""t""#)]).await;
    let mut pages = client.list_stages().pages().resume_from("t");
    assert!(pages.next().await.unwrap().is_ok());
    let error = pages.next().await.unwrap().unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Pagination, "the initial token counts too");
    assert_eq!(server.requests().len(), 1);
}

#[tokio::test]
async fn an_error_ends_a_list_which_can_be_resumed() {
    let (simulator, client) = simulated().await;
    create_stages(&simulator, &client).await;
    let list = || client.list_stages().max_results(2);
    let mut items = list().items();
    for _ in 0..2 {
        items.next().await.unwrap().unwrap();
    }
    simulator.fail_next("ListStages", Fault::access_denied(), 1);
    let error = items.next().await.unwrap().unwrap_err();
    assert!(error.is_access_denied());
    let token = items.token().unwrap().to_owned();
    assert!(items.next().await.is_none());
    let rest = all_items(list().items().resume_from(token)).await;
    assert_eq!(names(&rest), ["s2", "s3", "s4"]);
}

#[tokio::test]
async fn transient_failures_of_a_page_are_retried() {
    let (simulator, client) = simulated().await;
    create_stages(&simulator, &client).await;
    let mut pages = client.list_stages().max_results(2).pages();
    pages.next().await.unwrap().unwrap();
    simulator.fail_next("ListStages", Fault::internal_server(), 2);
    assert_eq!(all_pages(pages).await.len(), 2);
    assert_eq!(simulator.requests().len(), 5);
}

#[tokio::test]
async fn cancelling_next_loses_nothing() {
    let (simulator, client) = simulated().await;
    create_stages(&simulator, &client).await;
    let mut items = client.list_stages().max_results(2).items();
    let mut pages = client.list_stages().max_results(2).pages();
    let (mut stages, mut arns) = (Vec::new(), Vec::new());
    for round in 0..3 {
        // Cancel after the request was sent and before its response.
        simulator.take_requests();
        simulator.fail_next("ListStages", Fault::slow(Duration::from_secs(60)), 2);
        let sent = async |number: usize| {
            while simulator.requests().len() < number {
                tokio::task::yield_now().await;
            }
        };
        tokio::select! {
            _ = pages.next() => panic!("the response is delayed"),
            () = sent(1) => {}
        }
        tokio::select! {
            _ = items.next() => panic!("the response is delayed"),
            () = sent(2) => {}
        }
        let page = pages.next().await.unwrap().unwrap();
        arns.extend(page.stages.into_iter().map(|stage| stage.arn));
        for _ in 0..(5 - 2 * round).min(2) {
            stages.push(items.next().await.unwrap().unwrap());
        }
    }
    assert!(items.next().await.is_none());
    assert!(pages.next().await.is_none());
    assert_eq!(names(&stages), ["s0", "s1", "s2", "s3", "s4"]);
    assert_eq!(arns.len(), 5);
}
