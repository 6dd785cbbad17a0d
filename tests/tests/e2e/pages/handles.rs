//! What a list can be asked and told besides its pages: their size, their tokens, and to live on alone.

use super::{all_items, make_stages};
use crate::fixture::simulated;
use generated_sdk::Client;

#[tokio::test]
async fn the_size_of_a_page_can_be_set_on_the_list() {
    let (simulator, client) = simulated().await;
    make_stages(&simulator, &client, 5).await;
    let mut sizes = Vec::new();
    let mut pages = client.list_stages().pages().page_size(2);
    while let Some(page) = pages.next().await {
        sizes.push(page.unwrap().stages.len());
    }
    assert_eq!(sizes, [2, 2, 1]);
    let before = simulator.requests().len();
    let items = client.list_stages().items().page_size(3);
    assert_eq!(all_items(items).await.len(), 5);
    assert_eq!(simulator.requests().len() - before, 2);
}

#[tokio::test]
async fn the_page_in_hand_can_be_asked_for_again_by_its_token() {
    let (simulator, client) = simulated().await;
    make_stages(&simulator, &client, 5).await;
    let list = |client: &Client| client.list_stages().pages().page_size(2);
    let mut pages = list(&client);
    assert_eq!(pages.page_token(), None);
    pages.next().await.unwrap().unwrap();
    assert_eq!(pages.page_token(), None, "the first page has none");
    let second = pages.next().await.unwrap().unwrap();
    let token = pages.page_token().expect("the second has one").to_owned();
    let mut again = list(&client).resume_from(token);
    assert_eq!(again.next().await.unwrap().unwrap().stages, second.stages);
}

#[tokio::test]
async fn a_list_goes_on_when_its_client_is_gone() {
    let (simulator, client) = simulated().await;
    make_stages(&simulator, &client, 5).await;
    let mut items = client.list_stages().items().page_size(2);
    items.next().await.unwrap().unwrap();
    drop(client);
    assert_eq!(all_items(items).await.len(), 4);
}
