//! Errors: what can go wrong, and how to tell.
//!
//! There is one error. Printed, it is one line that says all that matters; its parts are there for
//! programs; it shows no secret, neither printed nor by `Debug`. The error of a generated SDK wraps
//! it and adds a test for each error that the service documents.
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
//! # At which step it failed
//!
//! | [`kind`] | what happened | what helps |
//! |---|---|---|
//! | `InvalidInput` | a value cannot be sent; it is named | mend the caller |
//! | `Configuration` | no region, a bad address, no CA certificates | mend the setting that is named |
//! | `Credentials` | none were found; each source says why | log in, set variables |
//! | `Interceptor` | an interceptor stopped the call | ask it |
//! | `Connection` | refused, reset, no name, a bad certificate, a proxy | look at the network |
//! | `Timeout` | an attempt or the call took too long | look at the network, or allow more |
//! | `Service` | the service said no; [`code`] tells why | depends on the code |
//! | `Response` | the service said yes, but the answer cannot be read | [`raw_response`] has it |
//! | `Pagination` | a list would never end | report it to the service |
//!
//! What is odd about an answer is named: a proxy's HTML page, an empty body, a body that was cut
//! off, another content type, JSON that is broken and where.
//!
//! What comes of each fault that a network, a service or a computer can have is in a table that the
//! test suite asserts; `cargo test -p sdk-runtime --test faults -- --nocapture` prints it.
//!
//! # Trying again
//!
//! The client has tried as often as it may. [`is_retryable`] says whether the same call may succeed
//! later; [`attempts`] tells what was tried:
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
//!     // 503 Service Unavailable, then a pause of some milliseconds
//!     println!("{:?}: {} (then {:?})", attempt.status, attempt.cause, attempt.delay);
//! }
//! assert_eq!(error.attempts().len(), 3);
//! # }) }
//! ```
//!
//! # For a support case
//!
//! [`request_id`] is what AWS's support asks for. [`raw_response`] has the last answer byte for byte; it may
//! hold secrets of the service, so it is never printed by itself. [`source`] leads down to the
//! system's own error.
//!
//! ```
//! use std::error::Error;
//!
//! fn tell(error: &sdk_runtime::Error) {
//!     eprintln!("{error}");
//!     let mut below = error.source();
//!     while let Some(cause) = below {
//!         eprintln!("  caused by {cause}");
//!         below = cause.source();
//!     }
//! }
//! # tell(&sdk_runtime::Error::configuration("no region"));
//! ```
//!
//! [`attempts`]: crate::Error::attempts
//! [`code`]: crate::Error::code
//! [`is_retryable`]: crate::Error::is_retryable
//! [`kind`]: crate::Error::kind
//! [`raw_response`]: crate::Error::raw_response
//! [`request_id`]: crate::Error::request_id
//! [`source`]: std::error::Error::source
