//! Walks that are disturbed: by errors, by circles, by holes, by callers who stop waiting.

use super::{all_items, all_pages, make_stages};
use crate::fixture::{scripted, simulated};
use e2e_tests::capture::Response;
use e2e_tests::simulator::Fault;
use generated_sdk::ErrorKind;
use std::time::Duration;

/// A page of stages with these ARNs.
fn page(arns: &[&str], next_token: &str) -> Response {
    let stages: Vec<String> = arns
        .iter()
        .map(|arn| format!(r#"{{"arn":"{arn}"}}"#))
        .collect();
    let stages = stages.join(",");
    Response::json(
        200,
        &format!(r#"{{"stages":[{stages}],"nextToken":{next_token}}}"#),
    )
}

#[tokio::test]
async fn empty_pages_in_the_middle_do_not_end_the_list() {
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
async fn an_empty_token_ends_the_list() {
    let (server, client) = scripted([page(&["a"], r#""""#)]).await;
    assert_eq!(all_items(client.list_stages().items()).await.len(), 1);
    assert_eq!(server.requests().len(), 1);
}

#[tokio::test]
async fn a_list_that_goes_in_circles_is_stopped_after_its_last_good_page() {
    for (script, good) in [
        (
            vec![page(&["a"], r#""t""#), page(&["b"], r#""t""#)],
            ["a", "b"].as_slice(),
        ),
        (
            vec![
                page(&["a"], r#""t""#),
                page(&["b"], r#""u""#),
                page(&["c"], r#""t""#),
            ],
            &["a", "b", "c"],
        ),
    ] {
        let requests = script.len();
        let (server, client) = scripted(script).await;
        let mut items = client.list_stages().items();
        for arn in good {
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
        assert_eq!(server.requests().len(), requests);
    }
}

#[tokio::test]
async fn a_list_that_begins_in_the_middle_is_guarded_too() {
    let (server, client) = scripted([page(&["a"], r#""t""#)]).await;
    let mut pages = client.list_stages().pages().resume_from("t");
    assert!(pages.next().await.unwrap().is_ok());
    let error = pages.next().await.unwrap().unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Pagination);
    assert_eq!(server.requests().len(), 1);
}

#[tokio::test]
async fn an_error_ends_the_walk_and_its_token_resumes_it() {
    let (simulator, client) = simulated().await;
    make_stages(&simulator, &client, 5).await;
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
    let names: Vec<_> = rest
        .iter()
        .flat_map(|stage| stage.name.as_deref())
        .collect();
    assert_eq!(names, ["s2", "s3", "s4"]);
}

#[tokio::test]
async fn a_page_that_fails_for_a_moment_is_fetched_again_unseen() {
    let (simulator, client) = simulated().await;
    make_stages(&simulator, &client, 5).await;
    let mut pages = client.list_stages().max_results(2).pages();
    pages.next().await.unwrap().unwrap();
    simulator.fail_next("ListStages", Fault::internal_server(), 2);
    assert_eq!(all_pages(pages).await.len(), 2);
    assert_eq!(simulator.requests().len(), 5);
}

#[tokio::test]
async fn a_caller_who_stops_waiting_loses_nothing() {
    let (simulator, client) = simulated().await;
    make_stages(&simulator, &client, 5).await;
    let mut items = client.list_stages().max_results(2).items();
    let mut pages = client.list_stages().max_results(2).pages();
    let mut names = Vec::new();
    let mut arns = Vec::new();
    for round in 0..3 {
        // The request is out and its response on the way when the caller gives up.
        simulator.take_requests();
        simulator.fail_next("ListStages", Fault::slow(Duration::from_secs(60)), 2);
        let sent = async |number: usize| {
            while simulator.requests().len() < number {
                tokio::task::yield_now().await;
            }
        };
        tokio::select! {
            _ = pages.next() => panic!("no page can have come yet"),
            () = sent(1) => {}
        }
        tokio::select! {
            _ = items.next() => panic!("no item can have come yet"),
            () = sent(2) => {}
        }
        let page = pages.next().await.unwrap().unwrap();
        arns.extend(page.stages.into_iter().map(|stage| stage.arn));
        for _ in 0..(5 - 2 * round).min(2) {
            let stage = items.next().await.unwrap().unwrap();
            names.extend(stage.name);
        }
    }
    assert!(items.next().await.is_none());
    assert!(pages.next().await.is_none());
    assert_eq!(names, ["s0", "s1", "s2", "s3", "s4"]);
    assert_eq!(arns.len(), 5);
}
