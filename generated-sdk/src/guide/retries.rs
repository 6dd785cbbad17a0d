// @generated from the service's OpenAPI document. Do not edit: change the document or an overlay.

//! Retries and time-outs: attempts, delays and limits of a call.
//!
//! A call makes up to three attempts. It retries transient failures (no connection, a time-out, status
//! 500, 502, 503 or 504) and throttling, with exponential back-off and a quota that the clones of a
//! client share.
//!
//! ```
//! # #[cfg(feature = "testing")]
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), generated_sdk::Error> {
//! # use generated_sdk::testing::{ManualSystem, ScriptedTransport, Step};
//! # use generated_sdk::{Client, Credentials};
//! # let error = || Step::error(503, "ServiceUnavailable", "retry later");
//! # let client = Client::builder()
//! #     .environment(generated_sdk::Environment::empty())
//! #     .region("us-east-1")
//! #     .credentials(Credentials::new("AKID", "secret", None))
//! #     .transport(ScriptedTransport::new([error(), error(), error()]))
//! #     .system(ManualSystem::default())
//! #     .build()?;
//! let arn = "arn:aws:ivs:us-east-1:123456789012:stage/abcdABCDefgh";
//! if let Err(error) = client.get_stage(arn).send().await {
//!     for attempt in error.attempts() {
//!         // 503, then a delay of some milliseconds
//!         println!("{:?}: {} (then {:?})", attempt.status, attempt.cause, attempt.delay);
//!     }
//! #   assert!(error.is_retryable());
//! #   assert_eq!(error.attempts().len(), 3);
//! }
//! # Ok(())
//! # }
//! # #[cfg(not(feature = "testing"))]
//! # fn main() {}
//! ```
//!
//! # Modes
//!
//! | [`Retries`] | retries | for |
//! |---|---|---|
//! | `standard()` | transient failures and throttling | most programs; the default |
//! | `adaptive()` | the same, with a lower sending rate while the service throttles | batch jobs on one resource |
//! | `only_safe()` on either | only attempts that are safe to retry | creating resources without an idempotency token |
//! | `off()` | nothing | callers that retry themselves |
//!
//! An idempotency token is generated for each call that has one, and sent with all its attempts.
//!
//! # Time-outs
//!
//! [`Timeouts`] limits a new connection (3.1 s), an attempt (30 s), and the call as a whole (120 s), with
//! its credentials, attempts and delays. A delay that would exceed the call's time-out is not started. A
//! streamed response is limited while it is read, by `stall` (20 s without data).
//!
//! ```no_run
//! # async fn example() -> Result<(), generated_sdk::Error> {
//! use generated_sdk::{CallOptions, Client, Retries, Timeouts};
//! use std::time::Duration;
//!
//! let client = Client::builder()
//!     .timeouts(Timeouts::default().attempt(Duration::from_secs(5)))
//!     .retries(Retries::standard().max_attempts(5))
//!     .build()?;
//!
//! // Options of one call have precedence.
//! let short = CallOptions::default()
//!     .overall_timeout(Duration::from_secs(1))
//!     .retries(Retries::off());
//! let arn = "arn:aws:ivs:us-east-1:123456789012:stage/abcdABCDefgh";
//! client.get_stage(arn).options(short).send().await?;
//! # Ok(())
//! # }
//! ```
//!
//! A call is cancelled by dropping its future, as `tokio::time::timeout` and `select!` do. The service
//! may have received the request.
//!
//! [`Retries`]: crate::Retries
//! [`Timeouts`]: crate::Timeouts
