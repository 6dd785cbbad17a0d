// @generated from #. Do not edit: change the document or an overlay.

//! Amazon Interactive Video Service RealTime for Rust, version 2020-07-14 of its API.
//!
//! Amazon IVS RealTime lets people share live audio and video with very little delay.
//!
//! This is the control side: a server calls it to make rooms, hand out admission and look
//! at what happened. The media itself never passes through here. It flows between the IVS
//! broadcast SDK in each person's browser or phone and the service.
//!
//! ## Concepts
//!
//! - A **stage** ([`Stage`](crate::types::Stage)) is the room. It is the only lasting
//!   resource: it has an ARN, an optional name and tags, and stays until
//!   [`DeleteStage`](crate::operations::DeleteStage), whether or not anyone is in it.
//! - A **participant token** ([`ParticipantToken`](crate::types::ParticipantToken)) admits
//!   one person to one stage. It says what they may do there
//!   ([`ParticipantTokenCapability`](crate::types::ParticipantTokenCapability): publish,
//!   subscribe or both), until when it lets them in, and which `userId` and attributes the
//!   others see. It is a secret: whoever holds it can join.
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
//! - A **tag** is a label on a stage: a key with a value. Searches, bills and access rules
//!   can go by it. A stage holds at most 50.
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
//!    [`ListParticipants`](crate::operations::ListParticipants) shows who is in it, and
//!    [`DisconnectParticipant`](crate::operations::DisconnectParticipant) removes somebody.
//! 4. During the session or afterwards,
//!    [`ListStageSessions`](crate::operations::ListStageSessions),
//!    [`GetStageSession`](crate::operations::GetStageSession),
//!    [`ListParticipants`](crate::operations::ListParticipants),
//!    [`GetParticipant`](crate::operations::GetParticipant) and
//!    [`ListParticipantEvents`](crate::operations::ListParticipantEvents) tell what went
//!    on, from the coarse to the fine.
//! 5. [`DeleteStage`](crate::operations::DeleteStage) closes the room for good.
//!
//! [`ListStages`](crate::operations::ListStages) finds the stages that exist;
//! [`UpdateStage`](crate::operations::UpdateStage) renames one.
//! [`TagResource`](crate::operations::TagResource),
//! [`UntagResource`](crate::operations::UntagResource) and
//! [`ListTagsForResource`](crate::operations::ListTagsForResource) manage tags.
//!
//! ## Regions, limits and errors
//!
//! A stage lives in one AWS region, and each call sees the stages of its own region and
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

pub use client::{Client, ClientBuilder};
pub use error::{Error, ErrorCode};
#[cfg(feature = "blocking")]
pub use sdk_runtime::blocking;
#[cfg(feature = "testing")]
pub use sdk_runtime::testing;
pub use sdk_runtime::{self as runtime, CallOptions, Credentials, ErrorKind};
pub use sdk_runtime::{Items, Pages};
pub use sdk_runtime::{PreparedRequest, PresignedRequest, ProvideCredentials};
pub use sdk_runtime::{Retries, Secret, Timeouts};
