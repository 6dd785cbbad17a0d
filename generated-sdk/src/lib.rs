// @generated from #. Do not edit: change the document or an overlay.

//! Amazon Interactive Video Service RealTime for Rust, version 2020-07-14 of its API.
//!
//! Amazon IVS RealTime lets people share live audio and video with very little delay.
//!
//! This is the control side: a server calls it to make rooms, hand out admission, mix and record
//! what is shown, and look at what happened. The media itself flows between the service and the IVS
//! broadcast SDK in each person's browser or phone, or comes in from a video encoder.
//!
//! ## Concepts
//!
//! - A **stage** ([`Stage`](crate::types::Stage)) is the room. It stays until
//!   [`DeleteStage`](crate::operations::DeleteStage), whether or not anyone is in it.
//! - A **participant token** ([`ParticipantToken`](crate::types::ParticipantToken)) admits one
//!   person to one stage. It says what they may do there
//!   ([`ParticipantTokenCapability`](crate::types::ParticipantTokenCapability)), until when it lets
//!   them in, and which `userId` and attributes the others see. It is a secret: whoever holds it
//!   can join. AWS makes tokens, or a server signs its own once AWS has the **public key**
//!   ([`PublicKey`](crate::types::PublicKey)) to check them with.
//! - A **participant** ([`Participant`](crate::types::Participant)) is the person once they have
//!   joined, under the `participantId` that came with the token.
//! - A **session** ([`StageSession`](crate::types::StageSession)) is one stretch of use of a stage,
//!   from the first arrival until the last has gone. An **event** ([`Event`](crate::types::Event))
//!   is one thing that happened to a participant in it.
//! - An **ingest configuration** ([`IngestConfiguration`](crate::types::IngestConfiguration))
//!   admits a video encoder, which streams in by RTMP or RTMPS with a stream key and appears on the
//!   stage as a participant.
//! - A **composition** ([`Composition`](crate::types::Composition)) mixes all that is published on
//!   a stage into one video, in the size and quality of an **encoder configuration**
//!   ([`EncoderConfiguration`](crate::types::EncoderConfiguration)), and sends it to an IVS
//!   channel, to an S3 bucket, or to both. It ends by itself when everyone has gone.
//! - A **recording** goes to the bucket of a **storage configuration**
//!   ([`StorageConfiguration`](crate::types::StorageConfiguration)): the mix of a composition, or
//!   each publisher on their own, where the stage has an
//!   [`AutoParticipantRecordingConfiguration`](crate::types::AutoParticipantRecordingConfiguration).
//! - **Replication** shows a participant of one stage on further stages
//!   ([`ParticipantReplica`](crate::types::ParticipantReplica)).
//!
//! ## Typical flow
//!
//! 1. [`CreateStage`](crate::operations::CreateStage) makes the room, and up to twelve tokens with
//!    it.
//! 2. [`CreateParticipantToken`](crate::operations::CreateParticipantToken) makes a token for each
//!    further person, and again for anybody whose token has run out. Pass `token` to that person's
//!    app, where the broadcast SDK joins with it. After one
//!    [`ImportPublicKey`](crate::operations::ImportPublicKey), a server can sign tokens without a
//!    call for each.
//! 3. [`GetStage`](crate::operations::GetStage) shows the running session as `activeSessionId`,
//!    [`ListParticipants`](crate::operations::ListParticipants) who is in it.
//!    [`DisconnectParticipant`](crate::operations::DisconnectParticipant) removes somebody, and
//!    [`RevokeConnectionToken`](crate::operations::RevokeConnectionToken) makes their token
//!    useless.
//! 4. Then or later, [`ListStageSessions`](crate::operations::ListStageSessions),
//!    [`GetParticipant`](crate::operations::GetParticipant) and
//!    [`ListParticipantEvents`](crate::operations::ListParticipantEvents) tell what went on, from
//!    the coarse to the fine.
//! 5. [`DeleteStage`](crate::operations::DeleteStage) closes the room for good.
//!
//! What a room can do besides:
//!
//! - **Bring in an encoder**:
//!   [`CreateIngestConfiguration`](crate::operations::CreateIngestConfiguration) gives the
//!   `streamKey`; the address is in the stage's [`StageEndpoints`](crate::types::StageEndpoints).
//! - **Broadcast or record the mix**:
//!   [`CreateEncoderConfiguration`](crate::operations::CreateEncoderConfiguration) and, to record,
//!   [`CreateStorageConfiguration`](crate::operations::CreateStorageConfiguration), both once; then
//!   [`StartComposition`](crate::operations::StartComposition) and
//!   [`StopComposition`](crate::operations::StopComposition).
//! - **Record each publisher**:
//!   [`CreateStorageConfiguration`](crate::operations::CreateStorageConfiguration), then
//!   `autoParticipantRecordingConfiguration` in [`CreateStage`](crate::operations::CreateStage) or
//!   [`UpdateStage`](crate::operations::UpdateStage).
//! - **Show somebody on another stage too**:
//!   [`StartParticipantReplication`](crate::operations::StartParticipantReplication), and
//!   [`StopParticipantReplication`](crate::operations::StopParticipantReplication) to end it.
//!
//! Resources can be labelled with tags ([`TagResource`](crate::operations::TagResource)). Each
//! lives in one AWS region, and a call sees those of its own region and account only. Counts and
//! rates have quotas; the Service Quotas console shows them, and many can be raised there. Any
//! operation may answer with throttling,
//! [`InternalServerException`](crate::ErrorCode::InternalServer) or another code of AWS's common
//! set, besides the errors that it names. AWS documents the service in its [API
//! reference](https://docs.aws.amazon.com/ivs/latest/RealTimeAPIReference/Welcome.html).
//!
//! ## First call
//!
//! ```no_run
//! # async fn example() -> Result<(), Box<dyn std::error::Error>> {
//! use generated_sdk::Client;
//!
//! let client = Client::from_env().await?;
//! let mut items = client.list_stages().items();
//! while let Some(item) = items.next().await {
//!     let item = item?;
//!     println!("{item:?}");
//! }
//! # Ok(())
//! # }
//! ```
//!
//! ## Coming from boto3
//!
//! | boto3 | here |
//! |---|---|
//! | `boto3.client` | [`Client::from_env`], or [`Client::builder`] to set options |
//! | `can_paginate`, `get_paginator` | `pages()` and `items()` of list operations |
//! | `get_waiter` | `wait_until_…()` of [`Client`]; see [`waiters`] |
//! | `client.exceptions` | [`ErrorCode`], and `is_…()` of [`Error`] |
//! | `generate_presigned_url` | `presign()` of operations without a request body, `prepare()` of all |
//! | `meta` | [`Client::meta`] |
//! | `close` | dropping the last clone of the [`Client`] |
//!
//! ## Features
//!
//! - `default-chain` (on by default): the credential provider chain of the AWS CLI.
//! - `blocking`: `send_blocking()` for calls and `.blocking()` for lists, for programs without
//!   async.
//! - `serde`: `Serialize` and `Deserialize` for all types, inputs and outputs, with wire names,
//!   for self-describing formats such as JSON and YAML. Secrets are serialized unredacted.
//! - `testing`: a fake service, scripted transports and recordings, for tests.
//! - `tracing`: a span for each call and each attempt.
//! - `aws-config`: accepts credential providers of the official SDK.
//! - `http2`, `aws-lc`, `webpki-roots`: HTTP/2, TLS by aws-lc-rs, Mozilla's root certificates.

#![forbid(unsafe_code)]
#![deny(missing_docs)]
#![deny(clippy::expect_used, clippy::indexing_slicing, clippy::panic)]
#![deny(clippy::unwrap_used)]
#![allow(deprecated)]

mod client;
mod error;
pub mod operations;
pub mod types;
pub mod waiters;

pub use client::{Client, ClientBuilder};
pub use error::{Error, ErrorCode};
#[cfg(feature = "blocking")]
pub use sdk_runtime::blocking;
#[cfg(feature = "testing")]
pub use sdk_runtime::testing;
pub use sdk_runtime::{self as runtime, CallOptions, ClientMeta, Credentials, ErrorKind};
pub use sdk_runtime::{Items, Pages};
pub use sdk_runtime::{PreparedRequest, PresignedRequest, ProvideCredentials};
pub use sdk_runtime::{Retries, Secret, Timeouts};
pub use sdk_runtime::{Validate, Violation, Violations};
pub use sdk_runtime::{WaitError, WaitErrorKind, Waited, Waiter};
