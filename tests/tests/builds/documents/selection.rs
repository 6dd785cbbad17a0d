//! Calls the operations of the selection on the server whose URL is the first argument, and prints what it reads.

use sdk::{Client, Error, servers};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Error> {
    let url = std::env::args().nth(1).expect("a URL");
    let error = Client::builder().build().unwrap_err();
    println!("{:?}: {error}", error.kind());
    println!("{}", String::from(servers::BranchLibraryExampleCom::new("north")));
    let client = Client::builder().base_url(url).build()?;
    println!("{}", client.list_books().send().await?.body.len());
    println!("{}", client.lend_this_book("b1", "Ann").send().await?.reader.is_some());
    client.list_get_branches_by_branch("north").send().await?;
    Ok(())
}
