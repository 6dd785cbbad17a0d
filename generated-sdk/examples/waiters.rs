//! Waiters: records a stage, and waits for each change of state.
//!
//! ```toml
//! [dependencies]
//! generated-sdk = { path = "../generated-sdk" }
//! tokio = { version = "1", features = ["macros", "rt"] }
//! ```
//!
//! The argument is the name of an S3 bucket in the client's region, which stores the recording.

use generated_sdk::types::{
    DestinationConfiguration, S3DestinationConfiguration, S3StorageConfiguration,
};
use generated_sdk::{Client, Error, WaitErrorKind};
use std::time::Duration;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let bucket = std::env::args().nth(1).ok_or("the argument is the name of an S3 bucket")?;
    Ok(run(&Client::from_env()?, &bucket).await?)
}

/// Records a new stage briefly, then deletes what it has created; after an error it deletes nothing.
pub async fn run(client: &Client, bucket: &str) -> Result<(), Error> {
    let stage = client.create_stage().name("recorded").await?.stage.unwrap_or_default();
    let encoder = client.create_encoder_configuration().await?;
    let encoder = encoder.encoder_configuration.unwrap_or_default();
    let storage = client.create_storage_configuration(S3StorageConfiguration::new(bucket)).await?;
    let storage = storage.storage_configuration.unwrap_or_default();

    record(client, &stage.arn, &storage.arn, &encoder.arn).await?;

    client.delete_storage_configuration(&storage.arn).await?;
    client.delete_encoder_configuration(&encoder.arn).await?;
    client.delete_stage(&stage.arn).await?;
    // `.await` alone waits with the delays and the time-out that the service's model states.
    client.wait_until_stage_deleted(&stage.arn).await?;
    println!("deleted {}", stage.arn);
    Ok(())
}

/// Starts and stops a composition whose destination is an S3 bucket.
async fn record(client: &Client, stage: &str, storage: &str, encoder: &str) -> Result<(), Error> {
    let s3 = S3DestinationConfiguration::new(storage, [encoder]);
    let destination = DestinationConfiguration::default().with_s3(s3);
    let started = client.start_composition(stage, [destination]).await?;
    let arn = started.composition.unwrap_or_default().arn;

    let waiter = client
        .wait_until_composition_active(&arn)
        .min_delay(Duration::from_millis(500))
        .timeout(Duration::from_secs(60));
    match waiter.await {
        Ok(waited) => {
            let state = waited.output.composition.map(|composition| composition.state);
            println!("recording: {state:?} after {} polls", waited.attempts);
        }
        Err(error) => {
            match error.kind() {
                // A state from which the composition never becomes active.
                WaitErrorKind::Failed(reason) => println!("not recorded: {reason}"),
                WaitErrorKind::TimedOut => println!("still starting after {:?}", error.elapsed()),
                // The error of a poll, such as missing permission.
                _ => println!("unknown state: {error}"),
            }
            return Err(error.into());
        }
    }

    client.stop_composition(&arn).await?;
    // `?` converts the error of a waiter into the SDK's.
    let waited = client.wait_until_composition_stopped(&arn).await?;
    println!("stopped after {:?}", waited.elapsed);
    Ok(())
}
