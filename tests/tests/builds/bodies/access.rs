//! Creates a user with members of responses alone in the structures.

use sdk::types::{Guest, Home};
use sdk::{Client, Error};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Error> {
    let url = std::env::args().nth(1).unwrap_or_default();
    let client = Client::builder().endpoint_url(url).build()?;
    let home = Home::new("c", "k").with_id("not sent");
    println!("json {}", serde_json::to_string(&home).expect("it is JSON"));
    let call = client.create_user("n", "p", home).guest(Guest::new("g"));
    let user = call.send().await?;
    println!("{} {:?} {:?} {}", user.id, user.home.id, user.password, user.home.city);
    client.see_user().send().await?;
    Ok(())
}
