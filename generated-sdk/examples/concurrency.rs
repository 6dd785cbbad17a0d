//! Many calls with a bounded number of them in flight, over `futures-util`.
//!
//! ```toml
//! [dependencies]
//! futures-util = "0.3"
//! generated-sdk = { path = "../generated-sdk" }
//! tokio = { version = "1", features = ["macros", "rt"] }
//! ```

use futures_util::{StreamExt, TryStreamExt, stream};
use generated_sdk::{Client, Error};
use std::future::ready;

/// The largest number of calls in flight.
const LIMIT: usize = 8;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Error> {
    run(&Client::from_env()?).await
}

/// Creates 20 stages with a tag, then deletes the stages that have it.
pub async fn run(client: &Client) -> Result<(), Error> {
    // Request builders are values; `buffered` sends the next one when one of the `LIMIT` calls has ended, and
    // returns the outputs in the order of the calls. `buffer_unordered` returns them as they arrive.
    let calls = (0..20).map(|number| {
        client
            .create_stage()
            .name(format!("load-{number}"))
            .tags([("made-by", "concurrency")])
            .send()
    });
    let created: Vec<_> = stream::iter(calls).buffered(LIMIT).try_collect().await?;
    println!("created {} stages", created.len());

    // A list is a stream too: pages are fetched while calls for the items before them are in flight.
    client
        .list_stages()
        .items()
        .try_filter(|stage| ready(stage.tags.get("made-by").is_some_and(|by| by == "concurrency")))
        .try_for_each_concurrent(LIMIT, |stage| async move {
            client.delete_stage(&stage.arn).await?;
            println!("deleted {}", stage.arn);
            Ok(())
        })
        .await
}
