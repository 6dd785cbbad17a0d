// @generated from the service's OpenAPI document. Do not edit: change the document or an overlay.

//! Calls: required and optional members, inputs as values, operations that write, calls without async.
//!
//! A method of the [`Client`] takes the required members of the input as arguments and returns the
//! request builder; its setters are the optional members. `.send().await` sends the request, and so
//! does `.await` alone.
//!
//! ```no_run
//! # async fn example(client: &generated_sdk::Client) -> Result<(), generated_sdk::Error> {
//! use generated_sdk::types;
//!
//! let participant_token_configurations = [
//!     types::ParticipantTokenConfiguration::default()
//!         .with_duration(120)
//!         .with_user_id("host"),
//! ];
//! let output = client
//!     .create_stage()
//!     .name("weekly-meeting")
//!     .participant_token_configurations(participant_token_configurations)
//!     .tags([("team", "video")])
//!     .send()
//!     .await?;
//! if let Some(stage) = output.stage {
//!     println!("{}", stage.arn);
//! }
//! # Ok(()) }
//! ```
//!
//! Strings are `impl Into<String>`. Lists and maps are any iterator, such as an array or a vector. Structures
//! have `new` with their required members, and `with_…` for optional ones.
//!
//! # Optional values
//!
//! Each setter `name` has a variant `set_name`, which takes an `Option`, for values that a caller may not
//! have:
//!
//! ```no_run
//! # async fn example(client: &generated_sdk::Client) -> Result<(), generated_sdk::Error> {
//! let given: Option<String> = std::env::args().nth(1);
//! let call = client.create_stage().set_name(given);
//! call.send().await?;
//! # Ok(())
//! # }
//! ```
//!
//! `set_name(None::<String>)` clears the member: where a setter converts its value, `None` needs a
//! type, such as `None::<String>` or `None::<Vec<String>>`.
//!
//! `input` changes several members at once: `.input(|input| …)`.
//!
//! # Inputs as values
//!
//! The input of a call is a value, [`CreateStageInput`] for this operation. It can be built in one
//! place and sent in another; the feature `serde` reads and writes it.
//!
//! ```no_run
//! # async fn example(client: &generated_sdk::Client) -> Result<(), generated_sdk::Error> {
//! let input = client.create_stage().into_input();
//! println!("{input:?}");
//!
//! let output = client.send(input).await?;
//! println!("{output:?}");
//! # Ok(())
//! # }
//! ```
//!
//! [`call`](crate::Client::call) returns the request builder of an input, to set options or to prepare
//! it.
//!
//! Outputs that are serialized, by `serde` or the command line, have empty lists and maps also where the
//! response had none.
//!
//! # Validation
//!
//! `validate` of a request builder checks the limits that the service's model states, before anything
//! is sent. It returns all [`Violations`](crate::Violations). Without it, the service rejects such
//! an input. The patterns that the documentation of members shows are those of the document; they are
//! not checked.
//!
//! # Many calls
//!
//! A call starts when its future is polled, and the client limits neither calls nor connections. To bound
//! the calls in flight, pass futures of `send` to `buffer_unordered` of the crate `futures-util`:
//! `stream::iter(calls).map(|call| call.send()).buffer_unordered(8)`. A request builder is not a future:
//! `tokio::spawn` takes `call.send()` or `call.into_future()`.
//!
//! ```no_run
//! # async fn example(client: &generated_sdk::Client) -> Result<(), Box<dyn std::error::Error>> {
//! let arn = "arn:aws:ivs:us-east-1:123456789012:stage/abcdABCDefgh";
//! let task = tokio::spawn(client.get_stage(arn).send());
//! println!("{:?}", task.await??);
//! # Ok(())
//! # }
//! ```
//!
//! # Retries of operations that write
//!
//! A request that writes may have been executed although its response was lost, and a retry
//! would execute it again. [`Retries::only_safe`] retries only what cannot be carried
//! out twice:
//!
//! ```no_run
//! # async fn example(client: &generated_sdk::Client) -> Result<(), generated_sdk::Error> {
//! use generated_sdk::{CallOptions, Retries};
//!
//! let once = CallOptions::default().retries(Retries::standard().only_safe());
//! client.create_stage().options(once).send().await?;
//! # Ok(())
//! # }
//! ```
//!
//! [`retries`](super::retries) describes modes and time-outs.
//!
//! # Without async
//!
//! The feature `blocking` adds `send_blocking()` to calls, `.blocking()` to lists, `wait_blocking()` to waiters, for
//! programs without an async runtime. They start one thread, which all clients share.
//!
//! ```no_run
//! # #[cfg(feature = "blocking")]
//! fn main() -> Result<(), generated_sdk::Error> {
//!     let client = generated_sdk::Client::from_env()?;
//!     let arn = "arn:aws:ivs:us-east-1:123456789012:stage/abcdABCDefgh";
//!     let output = client.get_stage(arn).send_blocking()?;
//!     println!("{output:?}");
//!     Ok(())
//! }
//! # #[cfg(not(feature = "blocking"))]
//! # fn main() {}
//! ```
//!
//! A blocking list is an iterator:
//!
//! ```no_run
//! # #[cfg(feature = "blocking")]
//! # fn example(client: &generated_sdk::Client) -> Result<(), generated_sdk::Error> {
//! for item in client.list_stages().items().blocking() {
//!     println!("{:?}", item?);
//! }
//! # Ok(())
//! # }
//! ```
//!
//! `blocking::run` does the same for any future. In async code a blocking call stops the other tasks of
//! its thread: use `.await` there, or `spawn_blocking` of the runtime around the call.
//!
//! [`Client`]: crate::Client
//! [`CreateStageInput`]: crate::operations::CreateStageInput
//! [`Retries::only_safe`]: crate::Retries::only_safe
