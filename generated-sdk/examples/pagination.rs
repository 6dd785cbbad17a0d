//! Lists: item by item, into a collection, page by page, and continued from a token.
//!
//! ```toml
//! [dependencies]
//! generated-sdk = { path = "../generated-sdk" }
//! tokio = { version = "1", features = ["macros", "rt"] }
//! ```

use generated_sdk::types::StageSummary;
use generated_sdk::{Client, Error};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Error> {
    run(&Client::from_env()?).await
}

/// Lists the stages of the account in four ways.
pub async fn run(client: &Client) -> Result<(), Error> {
    // Item by item. A page is fetched when the items of the one before it have been returned.
    let mut stages = client.list_stages().items();
    while let Some(stage) = stages.next().await {
        let stage = stage?;
        println!("{} {}", stage.arn, stage.name.as_deref().unwrap_or("(no name)"));
    }

    // All items in a collection.
    let all: Vec<StageSummary> = client.list_stages().items().try_collect().await?;
    println!("{} stages", all.len());

    // Page by page, for example to pass each one on. The service accepts 1 to 100 items per page.
    let mut pages = client.list_stages().pages().page_size(2);
    while let Some(page) = pages.next().await {
        println!("a page of {} stages", page?.stages.len());
    }

    // A part of the list, and the rest later: a token is a string that can be stored.
    let first = client.list_stages().max_results(2).await?;
    println!("{} stages first", first.stages.len());
    if let Some(token) = first.next_token {
        let rest = client.list_stages().items().resume_from(token);
        let rest: Vec<StageSummary> = rest.try_collect().await?;
        println!("and {} later", rest.len());
    }
    Ok(())
}
