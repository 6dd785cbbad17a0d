//! Lists issues in pages, creates one, and is told what is invalid.

use sdk::types::{IssueLabels, IssuesCreateLabels, IssuesListForRepoState};
use sdk::{Client, Error, ErrorBody};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Error> {
    let url = std::env::args().nth(1).unwrap_or_default();
    let client = Client::builder().base_url(url).bearer_token("key-1").build()?;

    let list = client.issues_list_for_repo("octo", "demo").state(IssuesListForRepoState::Open).per_page(2);
    let mut issues = list.items();
    while let Some(issue) = issues.next().await {
        let issue = issue?;
        let labels = issue.labels.iter().map(|label| match label {
            IssueLabels::String(name) => name.clone(),
            other => serde_json::to_value(other).expect("it is JSON")["name"].as_str().unwrap_or_default().to_owned(),
        });
        println!("issue {} {}", issue.number, labels.collect::<Vec<_>>().join(" "));
    }
    let made = client.issues_create("octo", "demo", "It fails".to_owned()).body("Steps: …").labels([IssuesCreateLabels::from("bug".to_owned())]).send().await?;
    println!("created {} {}", made.number, made.state);
    let error = client.issues_create("octo", "demo", String::new()).send().await.expect_err("it has no title");
    let Some(ErrorBody::ValidationError(body)) = error.body() else { panic!("{error:?}") };
    let first = &body.errors[0];
    println!("invalid {} {} {}", error.status().unwrap_or_default(), first.field.as_deref().unwrap_or_default(), first.code);
    Ok(())
}
