// @generated from the service's OpenAPI document. Do not edit: change the document or an overlay.

//! Testing: tests of code that calls the service.
//!
//! Code under test takes the client as an argument, and a test passes the client of a fake. It needs no
//! trait, no network and no credentials. The feature `testing` provides the fake, for development only:
//!
//! ```toml
//! [dev-dependencies]
//! generated-sdk = { path = "../generated-sdk", features = ["testing"] }
//! ```
//!
//! # A fake of the service
//!
//! A handler for each operation returns its output or a `Fault`. A call without a handler is an error
//! with the operation and its input.
//!
//! ```
//! # #[cfg(feature = "testing")]
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), generated_sdk::Error> {
//! use generated_sdk::testing::{Fake, Fault};
//! use generated_sdk::{Client, operations};
//!
//! let fake = Fake::new()
//!     .once::<operations::GetStage>(|_| {
//!         Err(Fault::new("ResourceNotFoundException").message("a message").status(404))
//!     })
//!     .on::<operations::GetStage>(|_| Ok(operations::GetStageOutput::default()));
//! let client: Client = fake.client();
//!
//! let arn = "arn:aws:ivs:us-east-1:123456789012:stage/abcdABCDefgh";
//! let error = client.get_stage(arn).send().await.unwrap_err();
//! assert!(error.is_resource_not_found());
//! client.get_stage(arn).send().await?;
//!
//! assert_eq!(fake.calls::<operations::GetStage>().len(), 2);
//! fake.assert_all_called();
//! # Ok(())
//! # }
//! # #[cfg(not(feature = "testing"))]
//! # fn main() {}
//! ```
//!
//! `once` and `in_order` handle one call each, `on` all others. Handlers are closures: they may inspect
//! the input, count calls, or panic. Outputs have `new` with their required members, or `default`, and
//! `with_…` for optional ones. `calls` returns the inputs. A fake does not retry; pagination and
//! waiters work as with the service. `Fault::timeout()` and `Fault::connection()` are failures without a
//! response.
//!
//! # A scripted network
//!
//! To test retries, time-outs and the requests themselves, a `ScriptedTransport` takes the place of the
//! network, and a `ManualSystem` that of the clock:
//!
//! ```
//! # #[cfg(feature = "testing")]
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), generated_sdk::Error> {
//! use generated_sdk::testing::{ManualSystem, ScriptedTransport, Step};
//! use generated_sdk::{Client, Credentials, Environment, Retries};
//!
//! let network = ScriptedTransport::new([
//!     Step::error(503, "ServiceUnavailable", "retry later"),
//!     Step::error(503, "ServiceUnavailable", "retry later"),
//! ]);
//! let client = Client::builder()
//!     .environment(Environment::empty())
//!     .region("us-east-1")
//!     .credentials(Credentials::new("AKIDEXAMPLE", "secret", None))
//!     .retries(Retries::standard().max_attempts(2))
//!     .transport(network.clone())
//!     .system(ManualSystem::default())
//!     .build()?;
//!
//! let arn = "arn:aws:ivs:us-east-1:123456789012:stage/abcdABCDefgh";
//! let error = client.get_stage(arn).send().await.unwrap_err();
//! assert_eq!(error.status(), Some(503));
//! assert_eq!(network.requests().len(), 2);
//! network.assert_played();
//! # Ok(())
//! # }
//! # #[cfg(not(feature = "testing"))]
//! # fn main() {}
//! ```
//!
//! A `Recorder` around the transport stores a session with the service as JSON, without signatures and
//! secrets; a `Replayer` responds from it.
