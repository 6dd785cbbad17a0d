//! What every generated SDK stands on: signing, transport, retries, credentials, errors.
//!
//! This crate knows how to call AWS and no service of it. A generated crate describes operations
//! (what their input looks like as a request, and an answer as an output); a [`Client`] does the
//! rest: it finds region and credentials, signs, sends, tries again, and says in one line what went
//! wrong.
//!
//! ```no_run
//! use std::time::Duration;
//! use sdk_runtime::{Client, Credentials, Retries, ServiceClient, Timeouts};
//!
//! # fn build<MyClient: ServiceClient>() -> Result<MyClient, MyClient::Error> {
//! // All settings are optional: what is not said comes from the environment and the shared files.
//! let client = Client::builder::<MyClient>()
//!     .region("eu-west-1")
//!     .credentials(Credentials::new("AKID", "secret", None))
//!     .timeouts(Timeouts::default().overall(Duration::from_secs(10)))
//!     .retries(Retries::standard().max_attempts(5))
//!     .build()?;
//! # Ok(client)
//! # }
//! ```
//!
//! - **Errors**: [`Error`] has [`kind`](Error::kind), [`code`](Error::code),
//!   [`attempts`](Error::attempts) and the raw answer; printed, it is one line that says all.
//! - **Time-outs**: 3.1 s to connect, 30 s for an attempt, 120 s in all; [`Timeouts`] for a client,
//!   [`CallOptions`] for a call.
//! - **Retries**: AWS's standard mode with 3 attempts; [`Retries`].
//! - **Credentials**: [`ProvideCredentials`] is the seam; the default is `DefaultChain`, which looks
//!   where the AWS CLI does.
//! - **Seams**: [`Transport`] carries requests, [`System`] gives time and randomness, [`Environment`]
//!   gives variables. The feature `testing` has stand-ins for tests.
//! - **Watching**: an [`Interceptor`] sees, and may change, each attempt; the feature `tracing` makes
//!   spans.
//!
//! The [`guide`] has a page for each of these.
//!
//! | feature | brings |
//! |---|---|
//! | `default-chain` (on by default) | credentials where the AWS CLI finds them |
//! | `aws-config` | credential providers of the official SDK |
//! | `blocking` | calls without async |
//! | `testing` | fakes, scripts, recordings, a clock that tests move |
//! | `tracing` | a span for each call and attempt |
//! | `http2` | HTTP/2 where the server offers it |
//! | `webpki-roots` | Mozilla's authorities besides the operating system's |
//! | `aws-lc` | TLS by aws-lc-rs in place of ring |

#![cfg_attr(
    not(test),
    deny(
        clippy::expect_used,
        clippy::indexing_slicing,
        clippy::panic,
        clippy::unwrap_used
    )
)]
#![cfg_attr(
    any(fuzzing, test),
    allow(
        unexpected_cfgs,
        reason = "tables ask for a feature of generated crates"
    )
)]

#[cfg(feature = "aws")]
mod aws;
mod blob;
#[cfg(feature = "blocking")]
pub mod blocking;
mod client;
#[doc(hidden)]
pub mod codec;
#[doc(hidden)]
pub mod convert;
mod environment;
mod error;
mod future;
#[cfg(fuzzing)]
#[doc(hidden)]
pub mod fuzzing;
pub mod guide;
mod operation;
mod paginate;
mod prepared;
mod redact;
mod request;
mod response;
mod retry;
mod secret;
mod stream;
mod system;
#[cfg(test)]
mod test_fixtures;
#[cfg(any(test, feature = "testing"))]
pub mod testing;
pub mod transport;
mod uri;
pub mod validate;
pub mod waiter;

#[cfg(feature = "aws-config")]
pub use aws::credentials::AwsProviderCredentials;
#[cfg(feature = "default-chain")]
pub use aws::credentials::DefaultChain;
#[cfg(feature = "aws")]
pub use aws::credentials::{
    Credentials, CredentialsError, EnvironmentCredentials, ProvideCredentials, ProviderFailure,
};
#[cfg(feature = "aws")]
pub use aws::endpoint::EndpointParams;
#[cfg(feature = "aws")]
pub use aws::sign;
pub use blob::Blob;
pub use client::{
    CallContext, CallOptions, Client, ClientBuilder, ClientMeta, Interceptor, Timeouts,
};
pub use environment::Environment;
pub use error::{Attempt, Error, ErrorKind, ModeledError};
pub use future::BoxFuture;
pub use http::Method;
pub use operation::{Operation, OperationMeta, ServiceClient, ServiceMeta, Signing};
pub use paginate::{Items, PageSized, Pages, Paginated};
pub use prepared::{PreparedRequest, PresignedRequest};
pub use request::Request;
pub use response::{DecodeError, Response};
pub use retry::Retries;
pub use secret::Secret;
pub use serde_json::Value as Json;
pub use stream::ByteStream;
pub use system::{OsSystem, System};
pub(crate) use system::{random_fraction, random_uuid};
pub use transport::Transport;
pub use validate::{Validate, Violation, Violations};
pub use waiter::{AcceptorState, WaitError, WaitErrorKind, Waited, Waiter, WaiterDefinition};
