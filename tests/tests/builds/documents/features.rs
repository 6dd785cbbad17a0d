//! Calls an operation of the feature that is on by default on the server whose URL is the first argument.

use sdk::{Client, Error};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Error> {
    let url = std::env::args().nth(1).expect("a URL");
    let client = Client::builder().base_url(url).build()?;
    client.list_get_branches_by_branch("north").send().await?;
    Ok(())
}
