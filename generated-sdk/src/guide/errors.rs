// @generated from the service's OpenAPI document. Do not edit: change the document or an overlay.

//! Errors: kinds, codes, and the parts of an error.
//!
//! All calls return the same [`Error`]. Its [`kind`] is the step that failed, its [`code`] is the
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
//!         (ErrorKind::Connection | ErrorKind::Timeout, _) => println!("retry later"),
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
//! - [`request_id`] identifies the request for AWS Support. That of a successful call is
//!   in its span, and in the response that [`Interceptor::after_call`] receives; see
//!   [`tracing`](super::tracing).
//! - [`raw_response`] is the last response. It may contain secrets.
//! - `Display` states the failure with its cause on one line, so that `source()` of
//!   `std::error::Error` returns only causes that are not part of it. `find_source` returns a cause by
//!   its type:
//!
//! ```
//! use generated_sdk::runtime::transport::{TransportError, TransportErrorKind};
//!
//! fn is_refused(error: &generated_sdk::Error) -> bool {
//!     let cause = error.as_runtime().find_source::<TransportError>();
//!     cause.is_some_and(|cause| cause.kind() == TransportErrorKind::Refused)
//! }
//! ```
//!
//! [`Error`]: crate::Error
//! [`Interceptor::after_call`]: crate::Interceptor::after_call
//! [`attempts`]: crate::Error::attempts
//! [`code`]: crate::Error::code
//! [`is_retryable`]: crate::Error::is_retryable
//! [`is_throttling`]: crate::Error::is_throttling
//! [`kind`]: crate::Error::kind
//! [`raw_response`]: crate::Error::raw_response
//! [`request_id`]: crate::Error::request_id
