// @generated from #. Do not edit: change the document or an overlay.

//! Amazon Interactive Video Service RealTime for Rust, version 2020-07-14 of its API.
//!
//! Amazon IVS RealTime lets people share live audio and video with very little delay.
//!
//! This is the control side: a server calls it to make rooms, hand out admission, mix and
//! record what is shown, and look at what happened. The media itself never passes through
//! here. It flows between the service and the IVS broadcast SDK in each person's browser or
//! phone, or comes in from a video encoder.
//!
//! ## Concepts
//!
//! - A **stage** ([`Stage`](crate::types::Stage)) is the room. It has an ARN, an optional
//!   name and tags, and stays until [`DeleteStage`](crate::operations::DeleteStage),
//!   whether or not anyone is in it.
//! - A **participant token** ([`ParticipantToken`](crate::types::ParticipantToken)) admits
//!   one person to one stage. It says what they may do there
//!   ([`ParticipantTokenCapability`](crate::types::ParticipantTokenCapability): publish,
//!   subscribe or both), until when it lets them in, and which `userId` and attributes the
//!   others see. It is a secret: whoever holds it can join. AWS makes tokens, or a server
//!   signs its own once AWS has the **public key** ([`PublicKey`](crate::types::PublicKey))
//!   to check them with.
//! - A **participant** ([`Participant`](crate::types::Participant)) is the person once they
//!   have joined. Token and participant belong together one to one and share the
//!   `participantId`, so the ID is known as soon as the token is made.
//! - A **session** ([`StageSession`](crate::types::StageSession)) is one stretch of use of
//!   a stage: it opens when the first participant arrives and closes once the last has
//!   gone. The next arrival opens another. Participants and events are looked up by
//!   session.
//! - An **event** ([`Event`](crate::types::Event)) records one thing that a participant did
//!   or that went wrong for them in a session: joining, leaving, starting or stopping to
//!   publish or subscribe, a failure. AWS also sends stage events to Amazon EventBridge.
//! - An **ingest configuration**
//!   ([`IngestConfiguration`](crate::types::IngestConfiguration)) admits a video encoder,
//!   which streams in by RTMP or RTMPS with a stream key and appears on the stage as a
//!   participant.
//! - A **composition** ([`Composition`](crate::types::Composition)) mixes all that is
//!   published on a stage into one video, in a grid or with a picture in the picture
//!   ([`LayoutConfiguration`](crate::types::LayoutConfiguration)). It sends that to an IVS
//!   channel, to an S3 bucket, or to both. It is short-lived and ends by itself when
//!   everyone has gone. An **encoder configuration**
//!   ([`EncoderConfiguration`](crate::types::EncoderConfiguration)) says what video it
//!   makes.
//! - A **recording** goes to the bucket of a **storage configuration**
//!   ([`StorageConfiguration`](crate::types::StorageConfiguration)): the mix of a
//!   composition with an S3 destination, or each publisher on their own, where the stage
//!   has an
//!   [`AutoParticipantRecordingConfiguration`](crate::types::AutoParticipantRecordingConfiguration).
//! - **Replication** shows a participant of one stage on further stages
//!   ([`ParticipantReplica`](crate::types::ParticipantReplica)).
//! - A **tag** is a label on a stage or other resource: a key with a value. Searches, bills
//!   and access rules can go by it. A resource holds at most 50.
//!
//! ## Typical flow
//!
//! 1. [`CreateStage`](crate::operations::CreateStage) makes the room. It can make up to
//!    twelve tokens in the same call.
//! 2. [`CreateParticipantToken`](crate::operations::CreateParticipantToken) makes a token
//!    for each further person, and again for anybody whose token has run out. Pass `token`
//!    to that person's app, where the broadcast SDK joins with it.
//! 3. While people are there, [`GetStage`](crate::operations::GetStage) shows the running
//!    session as `activeSessionId`.
//!    [`ListParticipants`](crate::operations::ListParticipants) shows who is in it.
//!    [`DisconnectParticipant`](crate::operations::DisconnectParticipant) removes somebody,
//!    and [`RevokeConnectionToken`](crate::operations::RevokeConnectionToken) makes their
//!    token useless.
//! 4. During the session or afterwards,
//!    [`ListStageSessions`](crate::operations::ListStageSessions),
//!    [`GetStageSession`](crate::operations::GetStageSession),
//!    [`ListParticipants`](crate::operations::ListParticipants),
//!    [`GetParticipant`](crate::operations::GetParticipant) and
//!    [`ListParticipantEvents`](crate::operations::ListParticipantEvents) tell what went
//!    on, from the coarse to the fine.
//! 5. [`DeleteStage`](crate::operations::DeleteStage) closes the room for good.
//!
//! What a room can do besides:
//!
//! - **Sign tokens yourself**: [`ImportPublicKey`](crate::operations::ImportPublicKey)
//!   once, then no call for each token.
//! - **Bring in an encoder**:
//!   [`CreateIngestConfiguration`](crate::operations::CreateIngestConfiguration); give the
//!   encoder its `streamKey` and the address in the stage's
//!   [`StageEndpoints`](crate::types::StageEndpoints).
//!   [`UpdateIngestConfiguration`](crate::operations::UpdateIngestConfiguration) moves it
//!   to another stage.
//! - **Broadcast or record the mix**:
//!   [`CreateEncoderConfiguration`](crate::operations::CreateEncoderConfiguration) and, to
//!   record, [`CreateStorageConfiguration`](crate::operations::CreateStorageConfiguration),
//!   both once; then [`StartComposition`](crate::operations::StartComposition),
//!   [`GetComposition`](crate::operations::GetComposition) until it is `ACTIVE`, and
//!   [`StopComposition`](crate::operations::StopComposition).
//! - **Record each publisher**:
//!   [`CreateStorageConfiguration`](crate::operations::CreateStorageConfiguration), then
//!   `autoParticipantRecordingConfiguration` in
//!   [`CreateStage`](crate::operations::CreateStage) or
//!   [`UpdateStage`](crate::operations::UpdateStage).
//!   [`GetParticipant`](crate::operations::GetParticipant) shows the state and place of
//!   each recording.
//! - **Show somebody on another stage too**:
//!   [`StartParticipantReplication`](crate::operations::StartParticipantReplication),
//!   [`ListParticipantReplicas`](crate::operations::ListParticipantReplicas),
//!   [`StopParticipantReplication`](crate::operations::StopParticipantReplication).
//!
//! Every kind of resource has its `Get…`, `List…` and `Delete…` operation; a composition is
//! stopped instead of deleted. [`TagResource`](crate::operations::TagResource),
//! [`UntagResource`](crate::operations::UntagResource) and
//! [`ListTagsForResource`](crate::operations::ListTagsForResource) manage tags.
//!
//! ## Regions, limits and errors
//!
//! A resource lives in one AWS region, and each call sees those of its own region and
//! account only. Counts of stages, participants and calls per second have quotas, which can
//! be looked up, and often raised, in the Service Quotas console. Each operation names the
//! errors that AWS declares for it, but any of them may also answer with throttling,
//! [`InternalServerException`](crate::ErrorCode::InternalServer) or another code of AWS's
//! common set.
//!
//! AWS documents the service in its [API
//! reference](https://docs.aws.amazon.com/ivs/latest/RealTimeAPIReference/Welcome.html).
//!
//! ## Features
//!
//! - `default-chain` (on by default): credentials from everywhere that the AWS CLI looks.
//! - `blocking`: `send_blocking()` on every call and `.blocking()` on lists, for programs
//!   without async.
//! - `serde`: `Serialize` and `Deserialize` for all types, inputs and outputs, under the
//!   names that they have on the wire. Secrets are written as they are.
//! - `testing`: a fake of the service, scripted transports and recordings, for tests.
//! - `tracing`: a span for each call and each attempt.
//! - `aws-config`: credential providers of the official SDK.
//! - `http2`, `aws-lc`, `webpki-roots`: another protocol, TLS library or trust store.

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
pub use sdk_runtime::{self as runtime, CallOptions, Credentials, ErrorKind};
pub use sdk_runtime::{Items, Pages};
pub use sdk_runtime::{Meta, PreparedRequest, PresignedRequest, ProvideCredentials};
pub use sdk_runtime::{Retries, Secret, Timeouts};
pub use sdk_runtime::{Validate, Violation, Violations};
pub use sdk_runtime::{WaitError, WaitErrorKind, Waited, Waiter};
