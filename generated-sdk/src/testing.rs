// @generated from the service's OpenAPI document. Do not edit: change the document or an overlay.

//! Test doubles for code that calls the service: a typed fake, a scripted transport, recorded sessions.
//!
//! Requires the feature `testing`. Enable it in `[dev-dependencies]` only.
//!
//! Code under test takes the [`Client`](crate::Client) as an argument, and a test passes one of these.
//! Nothing in this module opens a connection.
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
//! A handler for each operation returns its output or a [`Fault`]. A call without a handler is an error
//! with the operation and its input. Pages and waiters work as with the real service.
//!
//! ```
//! use generated_sdk::operations::{GetStage, GetStageOutput};
//! use generated_sdk::testing::{Fake, Fault};
//! use generated_sdk::{Client, ErrorCode, types};
//!
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), generated_sdk::Error> {
//! let stage = types::Stage::new("arn:aws:ivs:us-east-1:123456789012:resource/example");
//! let output = GetStageOutput::default().with_stage(stage);
//! let results = [Err(Fault::new(ErrorCode::ResourceNotFound).status(404)), Ok(output)];
//! let fake = Fake::new().in_order::<GetStage>(results);
//! let client = fake.client::<Client>();
//!
//! // The code under test, which takes the client as an argument.
//! let arn = "arn:aws:ivs:us-east-1:123456789012:stage/abcdABCDefgh";
//! let call = client.get_stage(arn);
//! let error = call.clone().await.unwrap_err();
//! assert!(error.is_resource_not_found());
//! let output = call.await?;
//! println!("{output:?}");
//!
//! let calls = fake.calls::<GetStage>();
//! assert_eq!(calls.len(), 2);
//! fake.assert_all_called();
//! # Ok(())
//! # }
//! ```
//!
//! [`once`](Fake::once) and [`in_order`](Fake::in_order) handle one call each, [`on`](Fake::on) all others;
//! [`calls`](Fake::calls) returns the inputs. A fake does not retry, so that the code under test
//! receives each [`Fault`].

#[doc(inline)]
pub use sdk_runtime::testing::{Fake, Fault, ManualSystem, Matcher, Recorder, Replayer};
#[doc(inline)]
pub use sdk_runtime::testing::{ScriptedTransport, Step};
