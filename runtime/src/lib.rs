//! The runtime of generated SDKs: transport, retries, errors, and for AWS signatures and credentials.
//!
//! This crate contains no code of a specific service. A generated crate describes operations: how an
//! input is encoded as a request, and a response decoded as an output. A [`Client`] resolves endpoint
//! and credentials, signs, sends, retries, and returns errors with their context.
//!
//! ```no_run
//! use std::time::Duration;
//! use sdk_runtime::{Client, Credentials, Retries, ServiceClient, Timeouts};
//!
//! # fn build<MyClient: ServiceClient>() -> Result<MyClient, MyClient::Error> {
//! // Settings that are left out come from the environment and the shared files.
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
//!   [`attempts`](Error::attempts) and the response; `Display` prints one line.
//! - **Time-outs**: 3.1 s for a connection, 30 s for an attempt, 120 s for a call; [`Timeouts`] of a
//!   client, [`CallOptions`] of a call.
//! - **Retries**: AWS's standard mode with 3 attempts; [`Retries`].
//! - **Credentials** (AWS): `ProvideCredentials` is the trait; the default is `DefaultChain`, with the
//!   sources of the AWS CLI.
//! - **Extension points**: [`Transport`] sends requests, [`System`] provides time and randomness,
//!   [`Environment`] provides variables. The feature `testing` has implementations for tests.
//! - **Observability**: an [`Interceptor`] observes and changes attempts; the feature `tracing` emits
//!   spans.
//!
//! Each generated crate has a module `guide` with a page for each topic, for those who call a service.
//!
//! | feature | enables |
//! |---|---|
//! | `auth` | security schemes of OpenAPI: API keys, basic, bearer tokens and their providers |
//! | `aws` (by default) | AWS services: Signature Version 4, credentials, shared configuration, regions, endpoints |
//! | `events` | responses that are streams of events or of lines of JSON |
//! | `default-chain` (by default) | the credential sources of the AWS CLI |
//! | `aws-config` | credential providers of the official SDK |
//! | `blocking` | blocking calls, without async |
//! | `testing` | fakes, scripted transports, recordings, a manual clock |
//! | `tracing` | a span for each call and attempt |
//! | `http2` | HTTP/2, if the server supports it |
//! | `webpki-roots` | Mozilla's root certificates in addition to the operating system's |
//! | `aws-lc` | TLS by aws-lc-rs instead of ring |
//!
//! The features `checksum`, `cli`, `compression`, `form`, `multipart`, `pages` and `parameters` are enabled by
//! generated crates that need them.

#![cfg_attr(
    not(test),
    deny(clippy::expect_used, clippy::indexing_slicing, clippy::panic, clippy::unwrap_used)
)]
#![cfg_attr(
    any(fuzzing, test),
    allow(unexpected_cfgs, reason = "macros test for a feature of generated crates")
)]

#[cfg(feature = "auth")]
pub mod auth;
#[cfg(feature = "aws")]
mod aws;
mod base_url;
mod blob;
#[cfg(feature = "blocking")]
pub mod blocking;
#[cfg(feature = "cli")]
#[doc(hidden)]
pub mod cli;
mod client;
#[doc(hidden)]
pub mod codec;
#[doc(hidden)]
pub mod convert;
mod endpoint;
mod environment;
mod error;
#[cfg(feature = "events")]
mod events;
mod future;
#[cfg(fuzzing)]
#[doc(hidden)]
pub mod fuzzing;
mod operation;
mod paginate;
mod prepared;
mod provider;
#[cfg(test)]
mod published;
mod redact;
#[cfg(any(feature = "auth", feature = "aws"))]
mod renewal;
mod request;
mod request_builder;
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

#[cfg(feature = "auth")]
pub use auth::{Credential, ProvideToken, Token, TokenError};
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
pub use base_url::BaseUrl;
pub use blob::Blob;
pub use client::{
    CallContext, CallOptions, Client, ClientBuilder, ClientMeta, Interceptor, ServiceClient,
    Timeouts,
};
pub use codec::Nullable;
pub use environment::Environment;
pub use error::{Attempt, Error, ErrorBodies, ErrorKind, ModeledError};
#[cfg(all(feature = "blocking", feature = "events"))]
pub use events::BlockingEvents;
#[cfg(feature = "events")]
pub use events::{Event, EventFormat, EventOperation, Events, RawEvent};
pub use future::{BoxFuture, CallFuture};
pub use http::Method;
pub use operation::{Operation, OperationInput, OperationMeta, ServiceMeta, Signing};
#[cfg(feature = "pages")]
#[doc(hidden)]
pub use paginate::{Extent, NextPage};
pub use paginate::{Items, PageSized, Pages, Paginated};
pub use prepared::{PreparedRequest, PresignedRequest};
#[doc(hidden)]
pub use request::EncodedRequest;
#[cfg(feature = "parameters")]
#[doc(hidden)]
pub use request::Style;
#[cfg(feature = "form")]
#[doc(hidden)]
pub use request::{Encoding, Encodings};
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
// Types of these crates are part of the public API: users need no dependency of their own.
pub use {bytes, http, jiff};
