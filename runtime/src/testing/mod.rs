//! Test doubles for code that calls a service: a typed fake, a scripted transport, recorded sessions.
//!
//! Requires the feature `testing`, for development only:
//!
//! ```toml
//! [dev-dependencies]
//! generated-sdk = { path = "…/generated-sdk", features = ["testing"] }
//! ```
//!
//! Code under test takes the client as an argument, and a test passes one of these. You need not define a trait, and
//! nothing in this module opens a connection.
//!
//! | to test | use | in place of |
//! |---|---|---|
//! | what your code does with outputs and errors | [`Fake`] | the service, typed |
//! | requests on the wire, retries, interceptors | [`ScriptedTransport`] | the network |
//! | a session that was recorded with the real service | [`Recorder`], [`Replayer`] | the network |
//! | back-off, time-outs, expiration | [`ManualSystem`] | the clock |
//!
//! # A fake service
//!
//! A handler for each operation returns its output or a [`Fault`]. A call without a handler is an error with the
//! operation and its input. Pagination and waiters work as with the real service.
//!
//! ```
//! # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/testing/example.rs"));
//! # use sdk_runtime::testing::{Fake, Fault};
//! /// The code under test: creates a stage, with another name if the first is taken.
//! async fn create_lobby(client: &Client) -> Result<String, Error> {
//!     let output = match client.create_stage().name("lobby").send().await {
//!         Err(error) if error.is_conflict() => {
//!             client.create_stage().name("lobby-2").send().await?
//!         }
//!         other => other?,
//!     };
//!     Ok(output.stage.unwrap_or_default().arn)
//! }
//!
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), Error> {
//! let fake = Fake::new()
//!     .once::<operations::CreateStage>(|_| {
//!         Err(Fault::new(ErrorCode::Conflict).message("it exists").status(409))
//!     })
//!     .on::<operations::CreateStage>(|input| {
//!         let name = input.name.as_deref().unwrap_or("unnamed");
//!         Ok(CreateStageOutput::default().with_stage(Stage::new(format!("arn:{name}"))))
//!     });
//!
//! let arn = create_lobby(&fake.client::<Client>()).await?;
//!
//! assert_eq!(arn, "arn:lobby-2");
//! assert_eq!(fake.calls::<operations::CreateStage>().len(), 2);
//! fake.assert_all_called();
//! # Ok(())
//! # }
//! ```
//!
//! [`once`](Fake::once) and [`in_order`](Fake::in_order) handle one call each, [`on`](Fake::on) all others. Handlers
//! are closures: they may inspect the input, count calls, or panic. A fake does not retry, so the code under test
//! receives each [`Fault`].
//!
//! # A scripted network
//!
//! A [`ScriptedTransport`] responds to the HTTP requests of the client, which are signed and complete. Retries are
//! visible as requests; with a [`ManualSystem`], their delays take no time.
//!
//! ```
//! # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/testing/example.rs"));
//! # use sdk_runtime::Credentials;
//! # use sdk_runtime::testing::{ManualSystem, ScriptedTransport, Step};
//! use serde_json::json;
//!
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), Error> {
//! let network = ScriptedTransport::new([
//!     Step::error(503, "ServiceUnavailable", "retry later"),
//!     Step::json(200, json!({ "stage": { "arn": "arn:lobby" } })).to("POST", "/CreateStage"),
//! ]);
//! let client = Client::builder()
//!     .region("eu-west-1")
//!     .credentials(Credentials::new("AKID", "secret", None))
//!     .transport(network.clone())
//!     .system(ManualSystem::default())
//!     .build()?;
//!
//! let created = client.create_stage().send().await?;
//! assert_eq!(created.stage.unwrap_or_default().arn, "arn:lobby");
//!
//! network.assert_played();
//! let requests = network.requests();
//! assert_eq!(requests.len(), 2);
//! assert_eq!(requests[1].headers()["amz-sdk-request"], "attempt=2; max=3");
//! # Ok(())
//! # }
//! ```
//!
//! # A recorded session
//!
//! A [`Recorder`] wraps the transport for one run with real credentials. Its file is JSON for review in version
//! control. Signatures, session tokens, access keys, account IDs and members that hold secrets are replaced by
//! placeholders, equal values by equal ones.
//!
//! ```
//! # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/testing/example.rs"));
//! # use sdk_runtime::Credentials;
//! # use sdk_runtime::testing::{Recorder, Replayer, ScriptedTransport, Step};
//! # use serde_json::json;
//!
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), Box<dyn std::error::Error>> {
//! # let network = ScriptedTransport::new([Step::json(200, json!({
//! #     "stage": { "arn": "arn:aws:ivs:eu-west-1:123456789012:stage/a" }
//! # }))]);
//! // Once, with `sdk_runtime::transport::HyperTransport::default()` as the network.
//! let recorder = Recorder::new(network).for_service::<Client>().secret("doorCode");
//! let client = Client::builder()
//!     .region("eu-west-1")
//! #   .credentials(Credentials::new("AKID", "secret", None))
//!     .transport(recorder.clone())
//!     .build()?;
//! client.create_stage().name("lobby").send().await?;
//! let recording = recorder.to_json(); // or recorder.save("tests/session.json")?
//! assert!(!recording.contains("123456789012"));
//!
//! // In every test run.
//! let replayer = Replayer::from_json(&recording)?; // or Replayer::load("tests/session.json")?
//! let client = replayer.client::<Client>();
//! client.create_stage().name("lobby").send().await?;
//! replayer.assert_all_played();
//!
//! // A request that was not recorded is an error, which states the difference.
//! let replayer = Replayer::from_json(&recording)?;
//! let error = replayer.client::<Client>().create_stage().name("hall").send().await.unwrap_err();
//! assert!(error.to_string().contains("`body.name` was \"lobby\" and is \"hall\""), "{error}");
//! # Ok(())
//! # }
//! ```

mod fake;
mod fault;
mod recording;
mod scripted;
mod system;

pub use self::fake::Fake;
pub use self::fault::Fault;
pub use self::recording::{Recorder, Replayer};
pub use self::scripted::{Matcher, ScriptedTransport, Step};
pub use self::system::ManualSystem;

use crate::{ClientBuilder, Environment, ServiceClient};

impl Fake {
    /// Creates a client of this fake, in region `us-east-1` and with example credentials.
    ///
    /// # Panics
    ///
    /// If the metadata of the service is invalid, which that of generated crates is not.
    #[must_use]
    #[track_caller]
    pub fn client<C: ServiceClient>(&self) -> C {
        unwrap_client(self.builder())
    }

    /// Creates a builder of a client of this fake, for a test that needs another region or clock. Environment
    /// variables are not read.
    pub fn builder<C: ServiceClient>(&self) -> ClientBuilder<C> {
        offline_builder().fake(self)
    }
}

/// A builder that reads no environment and has no network.
fn offline_builder<C: ServiceClient>() -> ClientBuilder<C> {
    let builder = ClientBuilder::new(Environment::empty()).transport(ScriptedTransport::default());
    // AWS services have an endpoint by their region; others need one.
    if C::SERVICE.signing_name.is_empty() {
        return builder.endpoint_url("https://service.example");
    }
    #[cfg(feature = "aws")]
    let builder = builder.region("us-east-1").credentials(crate::Credentials::new(
        "AKIDEXAMPLE",
        "example secret key",
        None,
    ));
    builder
}

/// Builds the client, or panics: a test has no use for the error.
#[track_caller]
#[allow(clippy::panic)]
fn unwrap_client<C: ServiceClient>(builder: ClientBuilder<C>) -> C {
    match builder.build() {
        Ok(client) => client,
        Err(_) => panic!("invalid service metadata: {:?}", C::SERVICE),
    }
}
