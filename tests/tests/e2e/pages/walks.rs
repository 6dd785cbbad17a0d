//! Walks that nothing disturbs.

use super::{all_items, all_pages, make_stages};
use crate::fixture::simulated;
use e2e_tests::simulator::{Presence, Simulator};
use generated_sdk::types::*;
use generated_sdk::{Client, Secret};

/// The bodies of the requests so far.
fn bodies(simulator: &Simulator) -> Vec<String> {
    let requests = simulator.take_requests();
    let text = |body: &[u8]| String::from_utf8(body.to_vec()).unwrap();
    requests.iter().map(|request| text(&request.body)).collect()
}

fn names(stages: &[StageSummary]) -> Vec<&str> {
    stages
        .iter()
        .filter_map(|stage| stage.name.as_deref())
        .collect()
}

/// A stage with `number` participants on it.
async fn crowd(simulator: &Simulator, client: &Client, number: usize) -> Vec<Presence> {
    let tokens = vec![ParticipantTokenConfiguration::default(); number];
    let call = client
        .create_stage()
        .participant_token_configurations(tokens);
    let made = call.send().await.unwrap();
    let join = |token: &ParticipantToken| {
        let token = token.token.as_ref().map(Secret::expose).unwrap();
        simulator.join(token).unwrap()
    };
    made.participant_tokens.iter().map(join).collect()
}

#[tokio::test]
async fn stages_come_page_by_page_with_the_token_of_the_page_before() {
    let (simulator, client) = simulated().await;
    make_stages(&simulator, &client, 5).await;
    let pages = all_pages(client.list_stages().max_results(2).pages()).await;
    let sizes: Vec<_> = pages.iter().map(|page| page.stages.len()).collect();
    assert_eq!(sizes, [2, 2, 1]);
    let token = |index: usize| pages[index].next_token.as_deref().unwrap();
    assert_eq!(
        bodies(&simulator),
        [
            r#"{"maxResults":2}"#.to_owned(),
            format!(r#"{{"maxResults":2,"nextToken":"{}"}}"#, token(0)),
            format!(r#"{{"maxResults":2,"nextToken":"{}"}}"#, token(1)),
        ]
    );
    assert_eq!(pages[2].next_token, None);
}

#[tokio::test]
async fn stages_come_item_by_item() {
    let (simulator, client) = simulated().await;
    make_stages(&simulator, &client, 5).await;
    let items = all_items(client.list_stages().max_results(2).items()).await;
    assert_eq!(names(&items), ["s0", "s1", "s2", "s3", "s4"]);
    assert_eq!(simulator.requests().len(), 3);
}

#[tokio::test]
async fn an_empty_list_has_one_empty_page_and_no_item() {
    let (simulator, client) = simulated().await;
    assert_eq!(all_pages(client.list_stages().pages()).await.len(), 1);
    assert_eq!(all_items(client.list_stages().items()).await, []);
    assert_eq!(simulator.requests().len(), 2);
}

#[tokio::test]
async fn a_limit_fetches_no_page_too_many() {
    let (simulator, client) = simulated().await;
    make_stages(&simulator, &client, 5).await;
    for (limit, expected, requests) in [
        (0, 0, 0),
        (1, 1, 1),
        (2, 2, 1),
        (3, 3, 2),
        (5, 5, 3),
        (99, 5, 3),
    ] {
        let items = client.list_stages().max_results(2).items().limit(limit);
        assert_eq!(all_items(items).await.len(), expected, "limit {limit}");
        assert_eq!(
            simulator.take_requests().len(),
            requests,
            "requests for limit {limit}"
        );
    }
}

#[tokio::test]
async fn a_walk_can_stop_and_go_on_elsewhere() {
    let (simulator, client) = simulated().await;
    make_stages(&simulator, &client, 5).await;
    let list = || client.list_stages().max_results(2);

    let mut pages = list().pages();
    assert_eq!(pages.token(), None);
    let first = pages.next().await.unwrap().unwrap();
    let token = pages.token().unwrap().to_owned();
    assert_eq!(first.next_token.as_deref(), Some(&*token));
    let rest = all_pages(list().pages().resume_from(&token)).await;
    let rest: Vec<_> = rest.into_iter().flat_map(|page| page.stages).collect();
    assert_eq!(names(&rest), ["s2", "s3", "s4"]);

    // Items resume at a page: what was taken of it comes again, and nothing is lost.
    let mut items = list().items();
    for _ in 0..3 {
        items.next().await.unwrap().unwrap();
    }
    let page_in_hand = items.token().unwrap().to_owned();
    assert_eq!(page_in_hand, token);
    let again = all_items(list().items().resume_from(page_in_hand)).await;
    assert_eq!(names(&again), ["s2", "s3", "s4"]);
    // At the border between two pages nothing comes again.
    items.next().await.unwrap().unwrap();
    let border = items.token().unwrap().to_owned();
    let last = all_items(list().items().resume_from(border)).await;
    assert_eq!(names(&last), ["s4"]);
}

#[tokio::test]
async fn a_walk_can_begin_with_a_token_in_the_input() {
    let (simulator, client) = simulated().await;
    make_stages(&simulator, &client, 5).await;
    let first = client.list_stages().max_results(2).send().await.unwrap();
    let rest = client.list_stages().max_results(2);
    let rest = rest.next_token(first.next_token.unwrap()).items();
    assert_eq!(names(&all_items(rest).await), ["s2", "s3", "s4"]);
}

#[tokio::test]
async fn participants_are_walked_with_their_filter() {
    let (simulator, client) = simulated().await;
    let crowd = crowd(&simulator, &client, 7).await;
    simulator.leave(&crowd[3]).unwrap();
    simulator.take_requests();
    let list = || {
        let call = client.list_participants(&crowd[0].session_id, &crowd[0].stage_arn);
        call.filter_by_state(ParticipantState::Connected)
            .max_results(4)
    };
    let found = all_items(list().items()).await;
    let found: Vec<_> = found.into_iter().flat_map(|it| it.participant_id).collect();
    let expected = crowd.iter().map(|it| it.participant_id.clone());
    let expected: Vec<_> = expected
        .filter(|id| *id != crowd[3].participant_id)
        .collect();
    assert_eq!(found, expected);
    let bodies = bodies(&simulator);
    assert_eq!(bodies.len(), 2);
    for body in bodies {
        assert!(body.contains(r#""filterByState":"CONNECTED""#), "{body}");
    }
    let pages = all_pages(list().pages()).await;
    let sizes: Vec<_> = pages.iter().map(|page| page.participants.len()).collect();
    assert_eq!(sizes, [4, 2]);
}

#[tokio::test]
async fn events_are_walked() {
    let (simulator, client) = simulated().await;
    let crowd = crowd(&simulator, &client, 1).await;
    for _ in 0..3 {
        simulator.publish(&crowd[0]).unwrap();
        simulator.unpublish(&crowd[0]).unwrap();
    }
    let list = || {
        let who = &crowd[0];
        let call =
            client.list_participant_events(&who.participant_id, &who.session_id, &who.stage_arn);
        call.max_results(3)
    };
    let events = all_items(list().items()).await;
    let names: Vec<_> = events
        .into_iter()
        .flat_map(|event| event.name)
        .map(|name| name.to_string())
        .collect();
    let mut expected = vec!["JOINED"];
    expected.extend(["PUBLISH_STARTED", "PUBLISH_STOPPED"].repeat(3));
    assert_eq!(names, expected);
    assert_eq!(all_pages(list().pages()).await.len(), 3);
}

#[tokio::test]
async fn sessions_are_walked() {
    let (simulator, client) = simulated().await;
    let made = client.create_stage();
    let made = made.participant_token_configurations([ParticipantTokenConfiguration::default()]);
    let made = made.send().await.unwrap();
    let token = made.participant_tokens[0].token.as_ref().unwrap().expose();
    let mut ids = Vec::new();
    for _ in 0..5 {
        let who = simulator.join(token).unwrap();
        simulator.leave(&who).unwrap();
        ids.push(who.session_id);
    }
    let arn = &made.stage.as_ref().unwrap().arn;
    let list = || client.list_stage_sessions(arn).max_results(2);
    let found = all_items(list().items()).await;
    let found: Vec<_> = found
        .into_iter()
        .flat_map(|session| session.session_id)
        .collect();
    assert_eq!(found, ids);
    assert_eq!(all_pages(list().pages()).await.len(), 3);
}
