//! Reads each list of the fixture.

use sdk::testing::Fake;
use sdk::types::Thing;
use sdk::{Client, Error, operations};

fn ids(things: &[Thing]) -> String {
    things.iter().map(|thing| format!(" {}", thing.id)).collect()
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Error> {
    let url = std::env::args().nth(1).unwrap_or_default();
    let client = Client::builder().endpoint_url(url).api_key("secret").build()?;

    let files: Vec<Thing> = client.list_files().items().try_collect().await?;
    println!("files{}", ids(&files));
    let mut pages = client.list_files().pages().page_size(1);
    let _: Vec<_> = vec![pages.next().await.expect("a page")?, pages.next().await.expect("a page")?];
    let error = pages.next().await.expect("an error").unwrap_err();
    println!("repeated {:?}", error.kind());

    let members: Vec<Thing> = client.list_members().items().try_collect().await?;
    println!("members{}", ids(&members));
    let charges: Vec<Thing> = client.list_charges().items().page_size(2).try_collect().await?;
    println!("charges{}", ids(&charges));

    let resources: Vec<Thing> = client.list_resources("g", "1").items().try_collect().await?;
    println!("resources{}", ids(&resources));
    let mut foreign = client.list_resources("foreign", "1").items();
    let first = foreign.next().await.expect("an item")?;
    let error = foreign.next().await.expect("an error").unwrap_err();
    println!("foreign {} {:?}", first.id, error.kind());

    let rows: Vec<Thing> = client.list_rows().limit(2).items().try_collect().await?;
    println!("rows{}", ids(&rows));
    let mut same = client.list_rows().items();
    let first = same.next().await.expect("an item")?;
    let error = same.next().await.expect("an error").unwrap_err();
    println!("same {} {:?}", first.id, error.kind());

    let mut pages = client.list_repos().pages();
    let mut repos = pages.next().await.expect("a page")?.body;
    let token = pages.token().map(str::to_owned).expect("a token");
    repos.extend(pages.next().await.expect("a page")?.body);
    println!("repos{}", ids(&repos));
    assert!(pages.next().await.is_none());
    let rest = client.list_repos().items().resume_from(token);
    let rest: Vec<Thing> = rest.try_collect().await?;
    println!("resumed{}", ids(&rest));
    let mut invalid = client.list_repos().items().resume_from("x");
    let error = invalid.next().await.expect("an error").unwrap_err();
    println!("invalid {:?}", error.kind());

    let issues: Vec<Thing> = client.list_issues().per_page(1).items().try_collect().await?;
    println!("issues{}", ids(&issues));
    let folder: Vec<Thing> = client.list_folder().items().try_collect().await?;
    println!("folder{}", ids(&folder));
    let events: Vec<Thing> = client.list_events(0).items().try_collect().await?;
    println!("events{}", ids(&events));
    let more: Vec<Thing> = client.list_events(5).items().try_collect().await?;
    println!("more{}", ids(&more));

    let devices: Vec<Thing> = client.list_devices().items().page_size(1).try_collect().await?;
    println!("devices{}", ids(&devices));
    let mut foreign = client.list_devices().items();
    let first = foreign.next().await.expect("an item")?;
    let error = foreign.next().await.expect("an error").unwrap_err();
    println!("foreign device {} {:?}", first.id, error.kind());
    let apps: Vec<Thing> = client.list_apps().items().try_collect().await?;
    println!("apps{}", ids(&apps));
    let pods: Vec<Thing> = client.list_pods().items().page_size(1).try_collect().await?;
    println!("pods{}", ids(&pods));

    let bugs: Vec<Thing> = client.list_bugs().items().page_size(2).try_collect().await?;
    println!("bugs{}", ids(&bugs));
    let campaigns: Vec<Thing> = client.list_campaigns().items().page_size(1).try_collect().await?;
    println!("campaigns{}", ids(&campaigns));
    let contacts: Vec<Thing> = client.list_contacts().items().page_size(1).try_collect().await?;
    println!("contacts{}", ids(&contacts));
    let cards: Vec<Thing> = client.list_cards().items().try_collect().await?;
    println!("cards{}", ids(&cards));
    let commits: Vec<Thing> = client.list_commits().items().try_collect().await?;
    println!("commits{}", ids(&commits));
    let drives: Vec<Thing> = client.list_drives().items().page_size(1).try_collect().await?;
    println!("drives{}", ids(&drives));
    let tracks: Vec<Thing> = client.list_tracks().items().try_collect().await?;
    println!("tracks{}", ids(&tracks));
    let droplets: Vec<Thing> = client.list_droplets().items().page_size(1).try_collect().await?;
    println!("droplets{}", ids(&droplets));
    let articles: Vec<Thing> = client.list_articles().items().page_size(1).try_collect().await?;
    println!("articles{}", ids(&articles));
    let jobs: Vec<Thing> = client.list_jobs().items().try_collect().await?;
    println!("jobs{}", ids(&jobs));
    let records: Vec<Thing> = client.list_records().items().page_size(1).try_collect().await?;
    println!("records{}", ids(&records));
    let orders: Vec<Thing> = client.list_orders().items().try_collect().await?;
    println!("orders{}", ids(&orders));
    let logs: Vec<Thing> = client.list_logs().items().try_collect().await?;
    println!("logs{}", ids(&logs));
    let hits: Vec<Thing> = client.search().text("t").items().page_size(1).try_collect().await?;
    println!("hits{}", ids(&hits));

    let page = |thing: &str| {
        let things = if thing.is_empty() { vec![] } else { vec![Thing::new(thing)] };
        Ok(operations::ListRowsOutput::new(things))
    };
    let fake = Fake::new().on::<operations::ListRows>(move |input| match input.offset {
        None => page("a"),
        Some(1) => page("b"),
        _ => page(""),
    });
    let faked: Vec<Thing> = fake.client::<Client>().list_rows().items().try_collect().await?;
    println!("fake{}", ids(&faked));
    Ok(())
}
