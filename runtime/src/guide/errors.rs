//! Errors: kinds of errors and their details.
//!
//! There is one error type. `Display` prints one line; accessors return its parts. Neither `Display`
//! nor `Debug` shows a secret. The error of a generated SDK wraps it, with a method for each error that
//! the service documents.
//!
//! ```
//! # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/guide/example.rs"));
//! # use sdk_runtime::{Client, Credentials, ErrorKind};
//! # fn main() { run(async {
//! # let stages = Client::builder::<Stages>()
//! #     .region("eu-west-1")
//! #     .credentials(Credentials::new("AKID", "secret", None))
//! #     .transport(Always(404, "ResourceNotFoundException", r#"{"message":"no such stage"}"#))
//! #     .build()
//! #     .unwrap();
//! let error = stages.get_stage("arn:aws:ivs:eu-west-1:1:stage/a").await.unwrap_err();
//!
//! assert_eq!(
//!     error.to_string(),
//!     "GetStage failed: ResourceNotFoundException: no such stage \
//!      (HTTP 404, request id 7a1c, 1 attempt)"
//! );
//! assert_eq!(error.kind(), ErrorKind::Service);
//! assert_eq!(error.code(), Some("ResourceNotFoundException"));
//! assert_eq!(error.message(), "no such stage");
//! assert_eq!(error.request_id(), Some("7a1c"));
//! # }) }
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
//! Unexpected responses are described: a proxy's HTML page, an empty body, a truncated body, another
//! content type, the position of invalid JSON.
//!
//! A table of the test suite has the outcome of each fault of network, service and system;
//! `cargo test -p sdk-runtime --test faults -- --nocapture` prints it.
//!
//! # Retries
//!
//! The client has made all attempts that its settings permit. [`is_retryable`] returns whether the
//! same call may succeed later; [`attempts`] returns the failed attempts:
//!
//! ```
//! # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/guide/example.rs"));
//! # use sdk_runtime::{Client, Credentials};
//! # fn main() { run(async {
//! # let stages = Client::builder::<Stages>()
//! #     .region("eu-west-1")
//! #     .credentials(Credentials::new("AKID", "secret", None))
//! #     .transport(Always(503, "", ""))
//! #     .build()
//! #     .unwrap();
//! let error = stages.get_stage("arn:aws:ivs:eu-west-1:1:stage/a").await.unwrap_err();
//! assert!(error.is_retryable());
//! for attempt in error.attempts() {
//!     // 503 Service Unavailable, then a delay of some milliseconds
//!     println!("{:?}: {} (then {:?})", attempt.status, attempt.cause, attempt.delay);
//! }
//! assert_eq!(error.attempts().len(), 3);
//! # }) }
//! ```
//!
//! # Support requests
//!
//! [`request_id`] identifies the request for AWS's support. [`raw_response`] is the last response; it
//! may contain secrets, and is not part of `Display` and `Debug`. [`source`] leads to the error of the
//! operating system.
//!
//! ```
//! use std::error::Error;
//!
//! fn print(error: &sdk_runtime::Error) {
//!     eprintln!("{error}");
//!     let mut source = error.source();
//!     while let Some(cause) = source {
//!         eprintln!("  caused by {cause}");
//!         source = cause.source();
//!     }
//! }
//! # print(&sdk_runtime::Error::configuration("no region"));
//! ```
//!
//! [`attempts`]: crate::Error::attempts
//! [`code`]: crate::Error::code
//! [`is_retryable`]: crate::Error::is_retryable
//! [`kind`]: crate::Error::kind
//! [`raw_response`]: crate::Error::raw_response
//! [`request_id`]: crate::Error::request_id
//! [`source`]: std::error::Error::source
