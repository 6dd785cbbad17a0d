//! Calls the server whose URL is the first argument, and prints what it reads.

use sdk::Client;
use sdk::types::{Animal, Cow, Hen, Reply, RequestRecord0, Search, SearchType, Size, Species, Tool};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let url = std::env::args().nth(1).expect("a URL");
    let client = Client::builder().endpoint_url(url).build()?;

    let search = Search::new(SearchType::Search2025);
    let output = client.r#use().tool(search).animal(Hen::new(Species::Hen, 2)).send().await?;
    let is_large = output.size.as_ref().is_some_and(Size::is_large);
    let is_failed = output.reply.as_ref().is_some_and(Reply::is_failed);
    let is_rank = output.level.as_ref().is_some_and(|level| level.is_rank());
    println!("large {is_large} failed {is_failed} rank {is_rank} lost {:?}", output.event);
    println!("size {:?} list {:?}", output.size, output.list);

    // A tag that is not set is one that the schema has.
    let output = client.r#use().tool(Tool::from(Search::new(SearchType::from("")))).animal(Animal::from(Cow::new(Species::Cow, 1))).send().await?;
    println!("small {:?} done {:?}", output.size, output.reply);
    println!("list {:?} event {:?} level {:?}", output.list, output.event, output.level);

    let output = client.r#use().record(RequestRecord0::new("A", "162.10.66.0")).send().await?;
    println!("size {:?} reply {:?} list {:?} event {:?}", output.size, output.reply, output.list, output.event);
    Ok(())
}
