//! Calls the server whose URL is the first argument, and prints what it reads.
#![deny(unfulfilled_lint_expectations)]

use sdk::types::ListBooksFilter;
use sdk::{Client, Error, servers};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Error> {
    let url = std::env::args().nth(1).expect("a URL");
    // Only the caller knows the branch.
    let error = Client::builder().build().unwrap_err();
    println!("{:?}: {error}", error.kind());
    println!("{}", String::from(servers::BranchLibraryExampleCom::new("north")));
    let client = Client::builder().base_url(url).build()?;

    let mut filter = ListBooksFilter::default();
    filter.title = Some("Night & Day".to_owned());
    filter.languages = Some(vec!["de".to_owned(), "en".to_owned()]);
    let names = || ["b7", "b8"].map(str::to_owned);
    let books = client.list_books().filter(filter).visit("a/b=c").seen(names()).sorted(names()).send().await?.body;
    let floors = books.iter().flat_map(|book| &book.copies).map(|copy| copy.shelf.as_ref()?.floor);
    println!("{:?}", floors.collect::<Vec<_>>());
    println!("{}", client.get_books_by_id("b 1").send().await?.id);
    let loan = client.lend_this_book("b1", "Ann").url("https://reader.example.com").send().await?;
    println!("{:?}", loan.reader.map(|reader| reader.name));
    let mut changes = client.watch().events();
    while let Some(copy) = changes.next().await {
        println!("{:?}", copy?.shelf.map(|shelf| shelf.floor));
    }
    #[expect(deprecated)]
    client.list_get_shelves().floor(2).send().await?;
    client.list_get_branches_by_branch("north").floor(1).send().await?;
    println!("{:?}", client.get1st().send().await?.title);
    Ok(())
}
