//! A small program whose build is measured: three calls, with given credentials or the default chain.

use generated_sdk::types::{ChannelDestinationConfiguration, DestinationConfiguration};
use generated_sdk::{Client, Credentials};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let client = match std::env::args().nth(1) {
        Some(secret) => Client::builder()
            .region("us-east-1")
            .credentials(Credentials::new("AKIAIOSFODNN7EXAMPLE", secret, None))
            .build()?,
        None => Client::from_env()?,
    };

    let stages = client.list_stages().max_results(50).send().await?.stages;
    for summary in &stages {
        println!("{} {:?}", summary.arn, summary.tags);
    }
    let Some(first) = stages.first() else {
        return Ok(());
    };
    let stage = client.get_stage(&first.arn).send().await?.stage;
    println!("{stage:?}");

    let channel = ChannelDestinationConfiguration::new(
        "arn:aws:ivs:us-east-1:123456789012:channel/AbCdEfGhIjKl",
    );
    let destination = DestinationConfiguration::default().with_channel(channel);
    let started = client.start_composition(&first.arn, [destination]).send().await?;
    println!("{:?}", started.composition);
    Ok(())
}
