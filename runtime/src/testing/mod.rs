//! How to test code that calls a service: with a fake, a scripted network, or a recorded session.
//!
//! All of this is behind the feature `testing`, for your tests alone:
//!
//! ```toml
//! [dev-dependencies]
//! generated-sdk = { version = "…", features = ["testing"] }
//! ```
//!
//! Code that is to be tested takes the client as an argument, and a test gives it one of these. No
//! trait of your own is needed, and nothing here ever opens a connection by itself.
//!
//! | to test | take | it stands in for |
//! |---|---|---|
//! | what your code does with outputs and errors | [`Fake`] | the service, typed |
//! | what goes over the wire; retries; interceptors | [`ScriptedTransport`] | the network |
//! | a whole session with the real service, again and again | [`Recorder`], [`Replayer`] | the network |
//! | back-off, time-outs, expiry | [`ManualSystem`] | the clock |
//!
//! # A fake of the service
//!
//! Say for each operation what it answers; everything else is an error that tells which call
//! nobody expected, and with what input. Lists and waiters work on it as on the real service.
//!
//! ```
//! # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/testing/example.rs"));
//! use sdk_runtime::testing::{Fake, Fault};
//!
//! /// The code to test: makes a room, under another name if the first is taken.
//! async fn make_room(client: &Client) -> Result<String, Error> {
//!     let made = match client.create_stage().name("lobby").send().await {
//!         Err(error) if error.code() == Some("ConflictException") => {
//!             client.create_stage().name("lobby-2").send().await?
//!         }
//!         other => other?,
//!     };
//!     Ok(made.arn)
//! }
//!
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), Error> {
//! let fake = Fake::new()
//!     .once::<operations::CreateStage>(|_| {
//!         Err(Fault::new("ConflictException").message("it exists").status(409))
//!     })
//!     .on::<operations::CreateStage>(|input| {
//!         let name = input.name.as_deref().unwrap_or("unnamed");
//!         Ok(CreateStageOutput::default().with_arn(format!("arn:{name}")))
//!     });
//!
//! let arn = make_room(&fake.client::<Client>()).await?;
//!
//! assert_eq!(arn, "arn:lobby-2");
//! assert_eq!(fake.calls::<operations::CreateStage>().len(), 2);
//! fake.assert_all_called();
//! # Ok(())
//! # }
//! ```
//!
//! [`once`](Fake::once) and [`in_order`](Fake::in_order) answer one call each,
//! [`on`](Fake::on) all the others. Answers are closures: they may look at the input, count, or
//! panic. A fake does not retry, so a [`Fault`] is what the code gets to see.
//!
//! # A scripted network
//!
//! One level below, a [`ScriptedTransport`] answers HTTP requests, each of which is signed and real
//! to the last header. Here the client's own retries can be seen; a [`ManualSystem`] lets their
//! waits take no time.
//!
//! ```
//! # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/testing/example.rs"));
//! use sdk_runtime::Credentials;
//! use sdk_runtime::testing::{ManualSystem, ScriptedTransport, Step};
//! use serde_json::json;
//!
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), Error> {
//! let network = ScriptedTransport::new([
//!     Step::error(503, "ServiceUnavailable", "not now"),
//!     Step::json(200, json!({ "arn": "arn:lobby" })).to("POST", "/CreateStage"),
//! ]);
//! let client = Client::builder()
//!     .region("eu-west-1")
//!     .credentials(Credentials::new("AKID", "secret", None))
//!     .transport(network.clone())
//!     .system(ManualSystem::default())
//!     .build()?;
//!
//! assert_eq!(client.create_stage().send().await?.arn, "arn:lobby");
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
//! A [`Recorder`] stands between the client and the network, once, with real credentials. Its file
//! is JSON that a person can read and review. What tells who made it (signatures, tokens, access
//! keys, account ids, members that hold secrets) is not in it: each of these is replaced by a
//! stand-in, the same wherever it occurs.
//!
//! ```
//! # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/testing/example.rs"));
//! use sdk_runtime::Credentials;
//! use sdk_runtime::testing::{Recorder, Replayer, ScriptedTransport, Step};
//! # use serde_json::json;
//!
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), Box<dyn std::error::Error>> {
//! # let network = ScriptedTransport::new([Step::json(200, json!({
//! #     "arn": "arn:aws:ivs:eu-west-1:123456789012:stage/a"
//! # }))]);
//! // Once. The network would be `sdk_runtime::transport::HyperTransport::default()`.
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
//! // What was not recorded fails, and the error says what is different.
//! let replayer = Replayer::from_json(&recording)?;
//! let error = replayer.client::<Client>().create_stage().name("hall").send().await.unwrap_err();
//! assert!(error.to_string().contains("`body.name` was \"lobby\" and is \"hall\""), "{error}");
//! # Ok(())
//! # }
//! ```

mod fake;
mod offline;
mod recording;
mod scripted;
mod system;

pub use self::fake::{Fake, Fault};
pub use self::recording::{Recorder, Replayer};
pub use self::scripted::{Matcher, ScriptedTransport, Step};
pub use self::system::ManualSystem;
