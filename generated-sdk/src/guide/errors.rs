// @generated from the service's OpenAPI document. Do not edit: change the document or an overlay.

//! Errors: kinds, codes, and the parts of an error.
//!
//! All calls return the same [`Error`]. Its [`kind`] is where the call failed, its [`code`] is the
//! error code of the service. `Display` prints one line; neither it nor `Debug` shows a secret.
//!
//! ```
//! # #[cfg(feature = "testing")]
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), generated_sdk::Error> {
//! # use generated_sdk::testing::{Fake, Fault};
//! # let fake = Fake::new().on::<generated_sdk::operations::GetStage>(|_| {
//! #     Err(Fault::new("ResourceNotFoundException").message("a message").status(404))
//! # });
//! # let client: generated_sdk::Client = fake.client();
//! use generated_sdk::{ErrorCode, ErrorKind};
//!
//! let arn = "arn:aws:ivs:us-east-1:123456789012:stage/abcdABCDefgh";
//! match client.get_stage(arn).send().await {
//!     Ok(output) => println!("{output:?}"),
//!     Err(error) => match (error.kind(), error.code()) {
//!         (_, Some(ErrorCode::ResourceNotFound)) => println!("{}", error.message()),
//!         (ErrorKind::Service, Some(code)) => println!("{code}: {}", error.message()),
//!         (ErrorKind::Connection | ErrorKind::Timeout, _) => println!("try again later"),
//!         _ => return Err(error),
//!     },
//! }
//! # Ok(())
//! # }
//! # #[cfg(not(feature = "testing"))]
//! # fn main() {}
//! ```
//!
//! Each code of the service has a method:
//!
//! ```no_run
//! # async fn example(client: &generated_sdk::Client) -> Result<(), generated_sdk::Error> {
//! let arn = "arn:aws:ivs:us-east-1:123456789012:stage/abcdABCDefgh";
//! match client.get_stage(arn).send().await {
//!     Err(error) if error.is_resource_not_found() => println!("{error}"),
//!     other => println!("{:?}", other?),
//! }
//! # Ok(())
//! # }
//! ```
//!
//! # Kinds
//!
//! | [`kind`] | cause | remedy |
//! |---|---|---|
//! | `InvalidInput` | a value cannot be sent; the message names it | correct the caller |
//! | `Configuration` | no region, an invalid endpoint, no CA certificates | correct the setting that the message names |
//! | `Credentials` | none were found; the message has a reason per source | log in, set variables |
//! | `Interceptor` | an interceptor stopped the call | see its message |
//! | `Connection` | refused, reset, unresolved name, invalid certificate, proxy | check the network |
//! | `Timeout` | an attempt or the call exceeded its time-out | check the network, or raise the time-out |
//! | `Service` | the service returned an error; [`code`] identifies it | depends on the code |
//! | `Response` | a response with a success status cannot be decoded | see [`raw_response`] |
//! | `Pagination` | the service returned the same page token twice | report it to the service |
//! | `Wait` | a waiter entered a failure state | depends on the state |
//!
//! Unexpected responses are described: a proxy's HTML page, an empty or truncated body, another
//! content type, the position of invalid JSON.
//!
//! # Details
//!
//! - [`is_retryable`] returns whether the same call may succeed later, [`is_throttling`] whether the
//!   service limits the rate of calls; see [`retries`](super::retries).
//! - [`attempts`] returns the attempts with status, cause and delay.
//! - [`request_id`] identifies the request for AWS Support.
//! - [`raw_response`] is the last response. It may contain secrets.
//! - `source()` of `std::error::Error` leads to the error of the operating system:
//!
//! ```
//! use std::error::Error as _;
//!
//! fn print(error: &generated_sdk::Error) {
//!     eprintln!("{error}");
//!     let mut source = error.source();
//!     while let Some(cause) = source {
//!         eprintln!("  caused by {cause}");
//!         source = cause.source();
//!     }
//! }
//! ```
//!
//! [`Error`]: crate::Error
//! [`attempts`]: crate::Error::attempts
//! [`code`]: crate::Error::code
//! [`is_retryable`]: crate::Error::is_retryable
//! [`is_throttling`]: crate::Error::is_throttling
//! [`kind`]: crate::Error::kind
//! [`raw_response`]: crate::Error::raw_response
//! [`request_id`]: crate::Error::request_id
