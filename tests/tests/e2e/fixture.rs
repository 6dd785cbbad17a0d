//! What the modules share: clients of a scripted server and of the simulator, and a world that never waits.
//!
//! No client here looks at the machine's environment, so the tests mean the same everywhere.

use e2e_tests::capture::{Capture, CapturedRequest, Response};
use e2e_tests::simulator::Simulator;
use generated_sdk::types::{ChannelDestinationConfiguration, DestinationConfiguration};
use generated_sdk::{Client, ClientBuilder, Credentials, Error, Secret};
use jiff::{SignedDuration, Timestamp};
use sdk_runtime::{BoxFuture, Environment, OsSystem, System};
use std::sync::Arc;
use std::sync::atomic::{AtomicU16, Ordering};
use std::time::Duration;

/// A stage that no simulator has.
pub(crate) const ARN: &str = "arn:aws:ivs:us-east-1:123456789012:stage/AbCdEf012345";

/// The same as one segment of a path.
pub(crate) const ARN_IN_PATH: &str =
    "arn%3Aaws%3Aivs%3Aus-east-1%3A123456789012%3Astage%2FAbCdEf012345";

/// Settings of a client that knows nothing but what stands here.
pub(crate) fn builder() -> ClientBuilder {
    Client::builder()
        .environment(Environment::empty())
        .region("us-east-1")
        .credentials(Credentials::new("AKIDEXAMPLE", "secret-key", None))
        .system(NoBackoff::default())
}

/// A server that gives these answers, and a client of it.
pub(crate) async fn scripted(script: impl IntoIterator<Item = Response>) -> (Capture, Client) {
    let server = Capture::start(script).await.unwrap();
    let client = builder()
        .endpoint_url(server.endpoint_url())
        .build()
        .unwrap();
    (server, client)
}

/// A simulator, and a client of it.
pub(crate) async fn simulated() -> (Simulator, Client) {
    let simulator = Simulator::start().await.unwrap();
    let client = builder_for(&simulator).build().unwrap();
    (simulator, client)
}

/// Settings of a client that the simulator knows.
pub(crate) fn builder_for(simulator: &Simulator) -> ClientBuilder {
    builder()
        .region(simulator.region())
        .endpoint_url(simulator.endpoint_url())
        .credentials(Credentials::new(
            simulator.access_key_id(),
            simulator.secret_access_key(),
            simulator.session_token().map(Secret::from),
        ))
}

/// Makes a call that is answered `body`: the output, and the one request that it took.
pub(crate) async fn call_with_response<T>(
    body: &str,
    call: impl AsyncFnOnce(&Client) -> Result<T, Error>,
) -> (T, CapturedRequest) {
    let (server, client) = scripted([Response::json(200, body)]).await;
    let output = call(&client).await.unwrap_or_else(|error| {
        panic!("{error}\nwas the reading of\n{body}");
    });
    let [request] = <[_; 1]>::try_from(server.requests()).expect("one request for one call");
    (output, request)
}

/// Makes a call that fails over the answers of a script, and counts the requests that it took.
pub(crate) async fn failing_call<T>(
    script: impl IntoIterator<Item = Response>,
    call: impl AsyncFnOnce(&Client) -> Result<T, Error>,
) -> (Error, usize) {
    let (server, client) = scripted(script).await;
    match call(&client).await {
        Ok(_) => panic!("a call that should have failed went through"),
        Err(error) => (error, server.requests().len()),
    }
}

/// A time that a test spells out.
pub(crate) fn time(text: &str) -> Timestamp {
    text.parse().unwrap()
}

/// The computer's own time, but chance always takes the shortest back-off: next to nothing. Time-outs
/// and delays that the service asks for take as long as ever.
#[derive(Clone, Debug, Default)]
pub(crate) struct NoBackoff {
    os: OsSystem,
    drawn: Arc<AtomicU16>,
    /// How far each look at the clock lies after the one before, on top of the time that passes.
    step: SignedDuration,
    looks: Arc<AtomicU16>,
}

impl NoBackoff {
    /// A clock that gains `step` with each look at it.
    pub(crate) fn stepping(step: SignedDuration) -> Self {
        Self {
            step,
            ..Self::default()
        }
    }
}

impl System for NoBackoff {
    fn now(&self) -> Timestamp {
        let looks = self.looks.fetch_add(1, Ordering::Relaxed);
        self.os.now() + self.step * i32::from(looks)
    }

    fn ticks(&self) -> Duration {
        self.os.ticks()
    }

    fn sleep(&self, duration: Duration) -> BoxFuture<'static, ()> {
        self.os.sleep(duration)
    }

    /// Small numbers, no two alike: identifiers must differ from call to call.
    fn fill_random(&self, bytes: &mut [u8]) {
        let number = self.drawn.fetch_add(1, Ordering::Relaxed).to_le_bytes();
        bytes.fill(0);
        for (byte, digit) in bytes.iter_mut().zip(number) {
            *byte = digit;
        }
    }
}

/// What a composition takes: the ARN of a new stage, and a channel with an encoder of its own to send it to.
pub(crate) async fn stage_and_destination(
    simulator: &Simulator,
    client: &Client,
) -> (String, DestinationConfiguration) {
    let stage = client.create_stage().send().await.unwrap().stage.unwrap();
    let encoder = client.create_encoder_configuration().send().await.unwrap();
    let encoder = encoder.encoder_configuration.unwrap().arn;
    let channel = format!(
        "arn:aws:ivs:{}:123456789012:channel/AbCdEf012345",
        simulator.region()
    );
    let channel = ChannelDestinationConfiguration::new(channel);
    let channel = channel.with_encoder_configuration_arn(encoder);
    let destination = DestinationConfiguration::default().with_channel(channel);
    (stage.arn, destination)
}
