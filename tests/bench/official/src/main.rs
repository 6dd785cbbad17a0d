//! A small program whose build is measured: three calls, with given credentials or the default chain.

use aws_config::{BehaviorVersion, Region};
use aws_sdk_ivsrealtime::Client;
use aws_sdk_ivsrealtime::config::Credentials;
use aws_sdk_ivsrealtime::types::{ChannelDestinationConfiguration, DestinationConfiguration};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let defaults = aws_config::defaults(BehaviorVersion::latest());
    let config = match std::env::args().nth(1) {
        Some(secret) => {
            let credentials =
                Credentials::new("AKIAIOSFODNN7EXAMPLE", secret, None, None, "static");
            let region = Region::new("us-east-1");
            defaults.region(region).credentials_provider(credentials)
        }
        None => defaults,
    };
    let client = Client::new(&config.load().await);

    let stages = client.list_stages().max_results(50).send().await?;
    for summary in stages.stages() {
        println!("{} {:?}", summary.arn(), summary.tags());
    }
    let Some(first) = stages.stages().first() else {
        return Ok(());
    };
    let stage = client.get_stage().arn(first.arn()).send().await?;
    println!("{:?}", stage.stage());

    let channel = ChannelDestinationConfiguration::builder()
        .channel_arn("arn:aws:ivs:us-east-1:123456789012:channel/AbCdEfGhIjKl")
        .build()?;
    let destination = DestinationConfiguration::builder().channel(channel).build();
    let started =
        client.start_composition().stage_arn(first.arn()).destinations(destination).send().await?;
    println!("{:?}", started.composition());
    Ok(())
}
