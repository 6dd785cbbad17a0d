//! The lifecycle of a stage: tokens, lists, tags, errors.
//!
//! ```sh
//! cargo run -p generated-sdk --example quickstart            # on a simulator, no account needed
//! cargo run -p generated-sdk --example quickstart -- --live  # on AWS, as the AWS CLI would
//! ```

use e2e_tests::simulator::Simulator;
use generated_sdk::types::{ParticipantTokenCapability, ParticipantTokenConfiguration};
use generated_sdk::{Client, Credentials, Error};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    if std::env::args().any(|argument| argument == "--live") {
        return Ok(run(&Client::from_env()?).await?);
    }
    // An HTTP server on a loopback port that verifies every signature.
    let simulator = Simulator::start().await?;
    let client = Client::builder()
        .region(simulator.region())
        .credentials(Credentials::new(
            simulator.access_key_id(),
            simulator.secret_access_key(),
            None,
        ))
        .endpoint_url(simulator.endpoint_url())
        .build()?;
    Ok(run(&client).await?)
}

async fn run(client: &Client) -> Result<(), Error> {
    // Required inputs are arguments, optional ones are setters.
    let host = ParticipantTokenConfiguration::default().with_user_id("host");
    let made = client
        .create_stage()
        .name("quickstart")
        .participant_token_configurations([host])
        .tags([("team", "video")])
        .send()
        .await?;
    let stage = made.stage.unwrap_or_default();
    println!("created   {}", stage.arn);
    println!("          with {} token(s)", made.participant_tokens.len());

    let token = client
        .create_participant_token(&stage.arn)
        .user_id("alice")
        .capabilities([ParticipantTokenCapability::Subscribe])
        .duration(60)
        .send()
        .await?
        .participant_token
        .unwrap_or_default();
    let user = token.user_id.as_deref().unwrap_or("-");
    // Secrets are redacted; `expose` returns the value.
    println!("token     for {user}: {:?}", token.token);

    // Pages are fetched on demand.
    let mut ours = vec![stage.arn.clone()];
    for name in ["second", "third"] {
        let made = client.create_stage().name(name).send().await?;
        ours.extend(made.stage.map(|stage| stage.arn));
    }
    let mut stages = client.list_stages().max_results(2).items();
    while let Some(stage) = stages.next().await {
        let stage = stage?;
        println!("stage     {}", stage.name.as_deref().unwrap_or(&stage.arn));
    }

    client.tag_resource(&stage.arn, [("stage", "demo")]).send().await?;
    client.untag_resource(&stage.arn, ["team"]).send().await?;
    let tags = client.list_tags_for_resource(&stage.arn).send().await?.tags;
    println!("tags      {tags:?}");

    for arn in &ours {
        client.delete_stage(arn).send().await?;
    }
    println!("deleted   {} stages", ours.len());

    // Errors have predicates and a one-line message.
    match client.get_stage(&stage.arn).send().await {
        Err(error) if error.is_resource_not_found() => println!("gone      {error}"),
        Err(error) => return Err(error),
        Ok(_) => println!("not deleted yet"),
    }
    Ok(())
}
