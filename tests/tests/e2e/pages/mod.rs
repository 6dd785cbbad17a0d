//! `pages()` and `items()`, looked at closely on a few lists; `every_operation` walks all of them.

mod handles;
mod interruptions;
mod walks;

use e2e_tests::simulator::Simulator;
use generated_sdk::runtime::{Items, Pages, Paginated};
use generated_sdk::{Client, Error};

/// Everything that a list has, page by page.
async fn all_pages<O: Paginated<Error = Error>>(mut pages: Pages<O>) -> Vec<O::Output> {
    let mut all = Vec::new();
    while let Some(page) = pages.next().await {
        all.push(page.unwrap());
    }
    assert!(pages.next().await.is_none(), "the end is the end");
    all
}

/// Everything that a list has, item by item.
async fn all_items<O: Paginated<Error = Error>>(mut items: Items<O>) -> Vec<O::Item> {
    let mut all = Vec::new();
    while let Some(item) = items.next().await {
        all.push(item.unwrap());
    }
    assert!(items.next().await.is_none(), "the end is the end");
    all
}

/// Makes stages `s0`, `s1`, …, and forgets the requests that it took.
async fn make_stages(simulator: &Simulator, client: &Client, number: usize) {
    for index in 0..number {
        let call = client.create_stage().name(format!("s{index}"));
        call.send().await.unwrap();
    }
    simulator.take_requests();
}
