//! Calls, lists and waiters in a program without async code.
//!
//! ```toml
//! [dependencies]
//! generated-sdk = { path = "../generated-sdk", features = ["blocking"] }
//! ```

use generated_sdk::types::ParticipantTokenCapability;
use generated_sdk::{Client, Error};

fn main() -> Result<(), Error> {
    run(&Client::from_env()?)
}

/// Creates a stage with a token, lists all stages, and deletes the new one.
pub fn run(client: &Client) -> Result<(), Error> {
    let created = client.create_stage().name("blocking").send_blocking()?;
    let stage = created.stage.unwrap_or_default();
    let token = client
        .create_participant_token(&stage.arn)
        .user_id("alice")
        .capabilities([ParticipantTokenCapability::Subscribe])
        .send_blocking()?
        .participant_token
        .unwrap_or_default();
    println!("participant {}", token.participant_id.as_deref().unwrap_or("-"));

    // A list is an iterator of results.
    for stage in client.list_stages().items().blocking() {
        println!("{}", stage?.arn);
    }
    let names = client.list_stages().items().blocking().map(|stage| Ok(stage?.name));
    let names = names.collect::<Result<Vec<_>, Error>>()?;
    println!("{} of {} stages have a name", names.iter().flatten().count(), names.len());

    client.delete_stage(&stage.arn).send_blocking()?;
    client.wait_until_stage_deleted(&stage.arn).wait_blocking()?;
    println!("deleted {}", stage.arn);
    Ok(())
}
