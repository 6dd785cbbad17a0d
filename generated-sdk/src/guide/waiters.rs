// @generated from the service's OpenAPI document. Do not edit: change the document or an overlay.

//! Waiters: waiting until a resource is in a certain state.
//!
//! `wait_until_…` of the [`Client`](crate::Client) polls an operation with growing, random delays until
//! the resource is in the state, cannot reach it any more, or the time-out expires (five minutes by
//! default). [`waiters`](crate::waiters) lists all, with their states.
//!
//! ```no_run
//! # async fn example(client: &generated_sdk::Client) -> Result<(), generated_sdk::Error> {
//! use std::time::Duration;
//!
//! let arn = "arn:aws:ivs:us-east-1:123456789012:stage/abcdABCDefgh";
//! let waited = client.wait_until_stage_deleted(arn)
//!     .timeout(Duration::from_secs(60))
//!     .wait()
//!     .await?;
//! println!("{:?} after {} calls", waited.output, waited.attempts);
//! # Ok(())
//! # }
//! ```
//!
//! # Errors
//!
//! [`WaitError`](crate::WaitError) has the reason and the result of the last call. `?` converts it to an
//! [`Error`](crate::Error).
//!
//! ```no_run
//! # async fn example(client: &generated_sdk::Client) -> Result<(), generated_sdk::Error> {
//! use generated_sdk::WaitErrorKind;
//!
//! let arn = "arn:aws:ivs:us-east-1:123456789012:stage/abcdABCDefgh";
//! match client.wait_until_stage_deleted(arn).wait().await {
//!     Ok(waited) => println!("after {:?}", waited.elapsed),
//!     Err(error) => match error.kind() {
//!         WaitErrorKind::Failed(reason) => println!("{reason}: {:?}", error.last()),
//!         WaitErrorKind::TimedOut => println!("not yet, after {} calls", error.attempts()),
//!         _ => return Err(error.into()),
//!     },
//! }
//! # Ok(())
//! # }
//! ```
//!
//! `min_delay` and `max_delay` change the delays, `options` the time-outs and retries of each call,
//! `input` the optional members of its input.
