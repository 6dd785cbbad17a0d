// @generated from the service's OpenAPI document. Do not edit: change the document or an overlay.

//! Blocking: calls without async.
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
