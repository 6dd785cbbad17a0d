// @generated from the service's OpenAPI document. Do not edit: change the document or an overlay.

//! Amazon Interactive Video Service RealTime for Rust, version 2020-07-14 of its API.
//!
//! Amazon IVS RealTime is the control plane of real-time stages: live audio and video with very low
//! latency.
//!
//! ```toml
//! [dependencies]
//! generated-sdk = { path = "../generated-sdk" }
//! tokio = { version = "1", features = ["macros", "rt-multi-thread"] }
//! ```
//!
//! ## First call
//!
//! ```no_run
//! # async fn example() -> Result<(), Box<dyn std::error::Error>> {
//! use generated_sdk::Client;
//!
//! let client = Client::from_env()?;
//! let mut items = client.list_stages().items();
//! while let Some(item) = items.next().await {
//!     let item = item?;
//!     println!("{item:?}");
//! }
//! # Ok(())
//! # }
//! ```
//!
//! [`Client::from_env`] uses the region and the credentials of the AWS CLI.
//!
//! ## Guides
//!
//! - [`configuration`](guide::configuration): region, endpoint, proxy, time-outs; variables and profiles
//! - [`credentials`](guide::credentials): the default chain, roles, a provider of your own
//! - [`calls`](guide::calls): inputs, optional members, operations that write, calls without async
//! - [`errors`](guide::errors): kinds, codes, details
//! - [`retries`](guide::retries): attempts, back-off, time-outs
//! - [`pagination`](guide::pagination): items and pages of lists
//! - [`waiters`](guide::waiters): waiting for the state of a resource
//! - [`testing`](guide::testing): a fake of the service
//! - [`tracing`](guide::tracing): spans, logs, metrics
//! - [`command_line`](guide::command_line): the service from a shell
//!
//! ## Operations
//!
//! Each is a method of [`Client`]; [`operations`] has their inputs and outputs, [`types`] the types in
//! these.
//!
//! - Participant: [`create_participant_token`](Client::create_participant_token),
//!   [`disconnect_participant`](Client::disconnect_participant),
//!   [`get_participant`](Client::get_participant),
//!   [`list_participant_events`](Client::list_participant_events),
//!   [`list_participants`](Client::list_participants),
//!   [`list_participant_replicas`](Client::list_participant_replicas),
//!   [`revoke_connection_token`](Client::revoke_connection_token)
//! - Stage: [`create_stage`](Client::create_stage),
//!   [`delete_stage`](Client::delete_stage),
//!   [`get_stage`](Client::get_stage),
//!   [`list_stages`](Client::list_stages),
//!   [`update_stage`](Client::update_stage)
//! - Stage session: [`get_stage_session`](Client::get_stage_session),
//!   [`list_stage_sessions`](Client::list_stage_sessions)
//! - Tag: [`list_tags_for_resource`](Client::list_tags_for_resource),
//!   [`tag_resource`](Client::tag_resource),
//!   [`untag_resource`](Client::untag_resource)
//! - Encoder configuration: [`create_encoder_configuration`](Client::create_encoder_configuration),
//!   [`delete_encoder_configuration`](Client::delete_encoder_configuration),
//!   [`get_encoder_configuration`](Client::get_encoder_configuration),
//!   [`list_encoder_configurations`](Client::list_encoder_configurations)
//! - Ingest configuration: [`create_ingest_configuration`](Client::create_ingest_configuration),
//!   [`delete_ingest_configuration`](Client::delete_ingest_configuration),
//!   [`get_ingest_configuration`](Client::get_ingest_configuration),
//!   [`list_ingest_configurations`](Client::list_ingest_configurations),
//!   [`update_ingest_configuration`](Client::update_ingest_configuration)
//! - Storage configuration: [`create_storage_configuration`](Client::create_storage_configuration),
//!   [`delete_storage_configuration`](Client::delete_storage_configuration),
//!   [`get_storage_configuration`](Client::get_storage_configuration),
//!   [`list_storage_configurations`](Client::list_storage_configurations)
//! - Public key: [`delete_public_key`](Client::delete_public_key),
//!   [`get_public_key`](Client::get_public_key),
//!   [`import_public_key`](Client::import_public_key),
//!   [`list_public_keys`](Client::list_public_keys)
//! - Composition: [`get_composition`](Client::get_composition),
//!   [`list_compositions`](Client::list_compositions),
//!   [`start_composition`](Client::start_composition),
//!   [`stop_composition`](Client::stop_composition)
//! - Participant replication: [`start_participant_replication`](Client::start_participant_replication),
//!   [`stop_participant_replication`](Client::stop_participant_replication)
//!
//! ## Features
//!
//! - `default-chain` (on by default): the credential provider chain of the AWS CLI.
//! - `blocking`: `send_blocking()` for calls and `.blocking()` for lists, for programs without
//!   async.
//! - `serde`: `Serialize` and `Deserialize` for all types, inputs and outputs, with wire names,
//!   for self-describing formats such as JSON and YAML. Secrets are serialized unredacted.
//! - `cli`: the binary of this package, a command-line client of the service, for `cargo install`.
//! - `testing`: a fake service, scripted transports and recordings, for tests.
//! - `tracing`: a span for each call and each attempt.
//! - `aws-config`: accepts credential providers of the official SDK.
//! - `http2`, `aws-lc`, `webpki-roots`: HTTP/2, TLS by aws-lc-rs, Mozilla's root certificates.
//!
//! ## About the service
//!
//! Servers use it to create stages, issue participant tokens, mix and record streams, and inspect
//! sessions. Media is sent directly between the service and the IVS broadcast SDK in a browser or
//! an app, or comes from a video encoder.
//!
//! ## Concepts
//!
//! - A **stage** ([`Stage`](crate::types::Stage)) is the virtual space that participants join. It
//!   exists until [`DeleteStage`](crate::operations::DeleteStage).
//! - A **participant token** ([`ParticipantToken`](crate::types::ParticipantToken)) lets one
//!   participant join one stage. It has capabilities
//!   ([`ParticipantTokenCapability`](crate::types::ParticipantTokenCapability)), an expiry, a
//!   `user_id` and attributes. It is a secret. AWS creates tokens, or a server signs its own after
//!   it has imported a **public key** ([`PublicKey`](crate::types::PublicKey)).
//! - A **participant** ([`Participant`](crate::types::Participant)) is identified by the
//!   `participant_id` of its token.
//! - A **session** ([`StageSession`](crate::types::StageSession)) lasts from the first
//!   participant's joining until the last participant's leaving. An **event**
//!   ([`Event`](crate::types::Event)) is recorded for each change of a participant.
//! - An **ingest configuration** ([`IngestConfiguration`](crate::types::IngestConfiguration)) lets
//!   a video encoder publish over RTMP or RTMPS with a stream key. The encoder appears as a
//!   participant.
//! - A **composition** ([`Composition`](crate::types::Composition)) mixes the published streams of
//!   a stage into one video, in the format of an **encoder configuration**
//!   ([`EncoderConfiguration`](crate::types::EncoderConfiguration)), and sends it to an IVS
//!   channel, an S3 bucket, or both. It ends when all participants have left.
//! - A **recording** is stored in the bucket of a **storage configuration**
//!   ([`StorageConfiguration`](crate::types::StorageConfiguration)): of a composition, or of each
//!   publisher when the stage has an
//!   [`AutoParticipantRecordingConfiguration`](crate::types::AutoParticipantRecordingConfiguration).
//! - **Replication** shows a participant of one stage on other stages
//!   ([`ParticipantReplica`](crate::types::ParticipantReplica)).
//!
//! ## Typical flow
//!
//! 1. [`CreateStage`](crate::operations::CreateStage) creates the stage and up to twelve tokens.
//! 2. [`CreateParticipantToken`](crate::operations::CreateParticipantToken) creates further tokens
//!    and replaces expired ones. Pass `token` to the participant's app, where the broadcast SDK
//!    joins with it. After [`ImportPublicKey`](crate::operations::ImportPublicKey), a server can
//!    sign tokens without a call for each.
//! 3. [`GetStage`](crate::operations::GetStage) returns the running session as `active_session_id`;
//!    [`ListParticipants`](crate::operations::ListParticipants) returns its participants.
//!    [`DisconnectParticipant`](crate::operations::DisconnectParticipant) disconnects a
//!    participant, [`RevokeConnectionToken`](crate::operations::RevokeConnectionToken) revokes a
//!    token.
//! 4. [`ListStageSessions`](crate::operations::ListStageSessions),
//!    [`GetParticipant`](crate::operations::GetParticipant) and
//!    [`ListParticipantEvents`](crate::operations::ListParticipantEvents) return the history of a
//!    stage.
//! 5. [`DeleteStage`](crate::operations::DeleteStage) deletes the stage permanently.
//!
//! Further features:
//!
//! - **Encoder ingest**:
//!   [`CreateIngestConfiguration`](crate::operations::CreateIngestConfiguration) returns the
//!   `stream_key`; the address is in [`StageEndpoints`](crate::types::StageEndpoints) of the stage.
//! - **Broadcast and composite recording**:
//!   [`CreateEncoderConfiguration`](crate::operations::CreateEncoderConfiguration) and, to record,
//!   [`CreateStorageConfiguration`](crate::operations::CreateStorageConfiguration); then
//!   [`StartComposition`](crate::operations::StartComposition) and
//!   [`StopComposition`](crate::operations::StopComposition).
//! - **Individual recording**:
//!   [`CreateStorageConfiguration`](crate::operations::CreateStorageConfiguration), then
//!   `auto_participant_recording_configuration` in [`CreateStage`](crate::operations::CreateStage)
//!   or [`UpdateStage`](crate::operations::UpdateStage).
//! - **Replication**:
//!   [`StartParticipantReplication`](crate::operations::StartParticipantReplication) and
//!   [`StopParticipantReplication`](crate::operations::StopParticipantReplication).
//!
//! Resources can be tagged ([`TagResource`](crate::operations::TagResource)). Each resource belongs
//! to one AWS region and account. Numbers of resources and request rates have quotas, shown by the
//! Service Quotas console. Any operation can fail with a throttling error,
//! [`InternalServerException`](crate::ErrorCode::InternalServer) or another common AWS error
//! besides the errors that it lists. AWS documents the service in its [API
//! reference](https://docs.aws.amazon.com/ivs/latest/RealTimeAPIReference/Welcome.html).
//!
//! ## Coming from boto3
//!
//! | boto3 | this crate |
//! |---|---|
//! | `boto3.client` | [`Client::from_env`], or [`Client::builder`] to set options |
//! | `can_paginate`, `get_paginator` | `pages()` and `items()` of list operations |
//! | `get_waiter` | `wait_until_…()` of [`Client`]; see [`waiters`] |
//! | `client.exceptions` | [`ErrorCode`], and `is_…()` of [`Error`] |
//! | `generate_presigned_url` | `presign()` of operations without a request body, `prepare()` of all |
//! | `meta` | [`Client::meta`] |
//! | `close` | dropping the last clone of the [`Client`] |

#![forbid(unsafe_code)]
#![deny(missing_docs)]
#![deny(clippy::expect_used, clippy::indexing_slicing, clippy::panic)]
#![deny(clippy::unwrap_used)]
#![allow(clippy::too_many_arguments, deprecated)]

mod client;
mod error;
pub mod guide;
pub mod operations;
#[cfg(feature = "testing")]
pub mod testing;
pub mod types;
pub mod waiters;

pub use client::{Client, ClientBuilder};
pub use error::{Error, ErrorCode};
/// The items of all pages of a list, fetched as needed; `items()` of a call returns them.
///
/// ```no_run
/// # async fn example(client: &generated_sdk::Client) -> Result<(), generated_sdk::Error> {
/// let mut items = client.list_stages().items();
/// while let Some(item) = items.next().await {
///     println!("{:?}", item?);
/// }
/// # Ok(())
/// # }
/// ```
#[doc(inline)]
pub use sdk_runtime::Items;
/// The pages of a list, fetched as needed; `pages()` of a call returns them.
///
/// ```no_run
/// # async fn example(client: &generated_sdk::Client) -> Result<(), generated_sdk::Error> {
/// let mut pages = client.list_stages().pages();
/// while let Some(page) = pages.next().await {
///     println!("{:?}", page?);
/// }
/// # Ok(())
/// # }
/// ```
#[doc(inline)]
pub use sdk_runtime::Pages;
/// The error of `wait()` of a [`Waiter`]: a failure state, an expired time-out or an error of a call.
///
/// ```no_run
/// # async fn example(client: &generated_sdk::Client) -> Result<(), generated_sdk::Error> {
/// use generated_sdk::WaitErrorKind;
///
/// let arn = "arn:aws:ivs:us-east-1:123456789012:stage/abcdABCDefgh";
/// match client.wait_until_stage_deleted(arn).wait().await {
///     Ok(waited) => println!("after {:?}", waited.elapsed),
///     Err(error) => match error.kind() {
///         WaitErrorKind::Failed(reason) => println!("{reason}: {:?}", error.last()),
///         WaitErrorKind::TimedOut => println!("not yet, after {} calls", error.attempts()),
///         _ => return Err(error.into()),
///     },
/// }
/// # Ok(())
/// # }
/// ```
#[doc(inline)]
pub use sdk_runtime::WaitError;
/// Polls an operation until a resource is in a certain state; `wait_until_…` of the [`Client`]
/// returns it.
///
/// ```no_run
/// # async fn example(client: &generated_sdk::Client) -> Result<(), generated_sdk::Error> {
/// let arn = "arn:aws:ivs:us-east-1:123456789012:stage/abcdABCDefgh";
/// let waited = client.wait_until_stage_deleted(arn)
///     .timeout(std::time::Duration::from_secs(60))
///     .wait()
///     .await?;
/// println!("{:?} after {} calls", waited.output, waited.attempts);
/// # Ok(())
/// # }
/// ```
#[doc(inline)]
pub use sdk_runtime::Waiter;
#[cfg(feature = "blocking")]
pub use sdk_runtime::blocking;
pub use sdk_runtime::{self as runtime, bytes, http, jiff};
pub use sdk_runtime::{Attempt, Blob, BoxFuture, ByteStream, CallContext, CallFuture, CallOptions};
pub use sdk_runtime::{
    ClientMeta, Credentials, CredentialsError, Environment, ErrorKind, Interceptor,
};
pub use sdk_runtime::{Json, Operation, OperationInput, PreparedRequest, PresignedRequest};
pub use sdk_runtime::{ProvideCredentials, Response, Retries, Secret, Timeouts};
pub use sdk_runtime::{Validate, Violation, Violations};
pub use sdk_runtime::{WaitErrorKind, Waited};
