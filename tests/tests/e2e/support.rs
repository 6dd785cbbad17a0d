//! Shared fixtures: clients of a scripted server and of the simulator, and a system without back-off.
//!
//! Clients read no environment variables or files, so that tests do not depend on the machine and reach only
//! loopback addresses.

use e2e_tests::capture::{Capture, CapturedRequest, Response};
use e2e_tests::simulator::Simulator;
use generated_sdk::types::{ChannelDestinationConfiguration, DestinationConfiguration};
use generated_sdk::{Client, ClientBuilder, Credentials, Error, Secret};
use jiff::Timestamp;
use sdk_runtime::testing::{ManualSystem, ScriptedTransport, Step};
use sdk_runtime::{
    self as runtime, BoxFuture, Environment, OsSystem, ServiceClient, ServiceMeta, System,
};
use std::sync::Arc;
use std::sync::atomic::{AtomicU16, Ordering};
use std::time::Duration;

/// A stage that does not exist in the simulator.
pub(crate) const ARN: &str = "arn:aws:ivs:us-east-1:123456789012:stage/AbCdEf012345";

/// A client builder with an empty environment, static credentials and no back-off.
pub(crate) fn builder() -> ClientBuilder {
    Client::builder()
        .environment(Environment::empty())
        .region("us-east-1")
        .credentials(Credentials::new("AKIDEXAMPLE", "secret-key", None))
        .system(NoBackoff::default())
}

/// A server with scripted responses, and a client of it.
pub(crate) async fn scripted(script: impl IntoIterator<Item = Response>) -> (Capture, Client) {
    let server = Capture::start(script).await.unwrap();
    let client = builder().endpoint_url(server.endpoint_url()).build().unwrap();
    (server, client)
}

/// A simulator and a client of it.
pub(crate) async fn simulated() -> (Simulator, Client) {
    let simulator = Simulator::start().await.unwrap();
    let client = builder_for(&simulator).build().unwrap();
    (simulator, client)
}

/// A client builder with the endpoint and credentials of a simulator.
pub(crate) fn builder_for(simulator: &Simulator) -> ClientBuilder {
    builder().region(simulator.region()).endpoint_url(simulator.endpoint_url()).credentials(
        Credentials::new(
            simulator.access_key_id(),
            simulator.secret_access_key(),
            simulator.session_token().map(Secret::from),
        ),
    )
}

/// Makes a call that receives `body`; returns its output and its only request.
pub(crate) async fn call_with_response<T>(
    body: &str,
    call: impl AsyncFnOnce(&Client) -> Result<T, Error>,
) -> (T, CapturedRequest) {
    let (server, client) = scripted([Response::json(200, body)]).await;
    let output = call(&client).await.unwrap_or_else(|error| {
        panic!("{error}\nfor the body\n{body}");
    });
    let [request] = <[_; 1]>::try_from(server.requests()).expect("one request for one call");
    (output, request)
}

/// The operating system's clock with minimal back-off. Time-outs and delays requested by the service are real.
#[derive(Clone, Debug, Default)]
pub(crate) struct NoBackoff {
    os: OsSystem,
    random: Arc<AtomicU16>,
}

impl System for NoBackoff {
    fn now(&self) -> Timestamp {
        self.os.now()
    }

    fn ticks(&self) -> Duration {
        self.os.ticks()
    }

    fn sleep(&self, duration: Duration) -> BoxFuture<'static, ()> {
        self.os.sleep(duration)
    }

    /// Increasing small numbers: the back-off is minimal and identifiers differ.
    fn fill_random(&self, bytes: &mut [u8]) {
        let number = self.random.fetch_add(1, Ordering::Relaxed).to_le_bytes();
        bytes.fill(0);
        for (byte, digit) in bytes.iter_mut().zip(number) {
            *byte = digit;
        }
    }
}

/// The ARN of a new stage, and a channel destination with a new encoder configuration.
pub(crate) async fn stage_and_destination(
    simulator: &Simulator,
    client: &Client,
) -> (String, DestinationConfiguration) {
    let stage = client.create_stage().send().await.unwrap().stage.unwrap();
    let encoder = client.create_encoder_configuration().send().await.unwrap();
    let encoder = encoder.encoder_configuration.unwrap().arn;
    let channel = format!("arn:aws:ivs:{}:123456789012:channel/AbCdEf012345", simulator.region());
    let channel = ChannelDestinationConfiguration::new(channel);
    let channel = channel.with_encoder_configuration_arn(encoder);
    let destination = DestinationConfiguration::default().with_channel(channel);
    (stage.arn, destination)
}

/// A client without methods for operations, for generic tests over all operations.
struct OperationClient(runtime::Client);

impl ServiceClient for OperationClient {
    const SERVICE: ServiceMeta = Client::SERVICE;
    type Error = Error;

    fn from_runtime(client: runtime::Client) -> Self {
        Self(client)
    }
}

/// A builder of generic clients, with the settings of [`builder`].
fn operation_client_builder() -> runtime::ClientBuilder<OperationClient> {
    runtime::Client::builder::<OperationClient>()
        .environment(Environment::empty())
        .region("us-east-1")
        .credentials(Credentials::new("AKIDEXAMPLE", "secret-key", None))
        .system(NoBackoff::default())
}

/// A generic client of a scripted server.
pub(crate) fn operation_client(server: &Capture) -> runtime::Client {
    let builder = operation_client_builder().endpoint_url(server.endpoint_url());
    builder.build().expect("the settings are complete").0
}

/// A generic client of a simulator.
pub(crate) fn operation_client_for(simulator: &Simulator) -> runtime::Client {
    let (id, secret) = (simulator.access_key_id(), simulator.secret_access_key());
    let builder = operation_client_builder()
        .endpoint_url(simulator.endpoint_url())
        .credentials(Credentials::new(id, secret, None));
    builder.build().expect("the settings are complete").0
}

/// A generic client with virtual time and scripted responses.
pub(crate) fn virtual_operation_client(steps: impl IntoIterator<Item = Step>) -> runtime::Client {
    let builder = operation_client_builder()
        .system(ManualSystem::default())
        .transport(ScriptedTransport::new(steps));
    builder.build().expect("the settings are complete").0
}
