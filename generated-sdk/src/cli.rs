// @generated from the service's OpenAPI document. Do not edit: change the document or an overlay.

//! The command-line client of the service: a table of its operations, which `sdk_runtime::cli` runs.

#![forbid(unsafe_code)]
#![allow(deprecated)]
#![cfg_attr(rustfmt, rustfmt_skip)]

use ::generated_sdk as sdk;
use sdk_runtime::cli;
use std::process::ExitCode;

fn main() -> ExitCode {
    cli::main::<sdk::Client>(&cli::Cli {
        name: env!("CARGO_BIN_NAME"),
        version: env!("CARGO_PKG_VERSION"),
        calls: CALLS,
        waits: WAITS,
    })
}

/// The operations: name, help, and a flag for each member of the input with its name on the wire.
const CALLS: &[cli::Call] = &[
    cli::Call::new::<sdk::operations::CreateParticipantToken>("create-participant-token", "Creates a participant token, with which one participant can join a stage.", &[
        cli::Flag::object("attributes", "attributes", "Application data included in the token, as key-value pairs."),
        cli::Flag::string("capabilities", "capabilities", "Capabilities of the token: publish, subscribe or both.").list().values(&["PUBLISH", "SUBSCRIBE"]),
        cli::Flag::integer("duration", "duration", "Validity of the token, in minutes."),
        cli::Flag::string("stage-arn", "stageArn", "ARN of the stage, from create-stage or list-stages.").required(),
        cli::Flag::string("user-id", "userId", "Application-defined user ID, to match participants with users of your system."),
    ]),
    cli::Call::new::<sdk::operations::CreateStage>("create-stage", "Creates a stage and, optionally, participant tokens for it.", &[
        cli::Flag::string("name", "name", "Name of the new stage."),
        cli::Flag::object("participant-token-configurations", "participantTokenConfigurations", "Participant tokens to create with the stage, one entry for each participant.").list(),
        cli::Flag::object("tags", "tags", "Tags for the new stage, as key-value pairs."),
        cli::Flag::object("auto-participant-recording-configuration", "autoParticipantRecordingConfiguration", "Settings for the individual recording of each publisher."),
    ]),
    cli::Call::new::<sdk::operations::DeleteStage>("delete-stage", "Deletes a stage permanently and disconnects all participants.", &[
        cli::Flag::string("arn", "arn", "ARN of the stage to delete, from create-stage or list-stages.").required(),
    ]),
    cli::Call::new::<sdk::operations::DisconnectParticipant>("disconnect-participant", "Disconnects a participant from a stage.", &[
        cli::Flag::string("participant-id", "participantId", "ID of the participant to remove.").required(),
        cli::Flag::string("reason", "reason", "Reason for the disconnection, as free text."),
        cli::Flag::string("stage-arn", "stageArn", "ARN of the participant's stage.").required(),
    ]),
    cli::Call::new::<sdk::operations::GetParticipant>("get-participant", "Returns all data of one participant of a session.", &[
        cli::Flag::string("participant-id", "participantId", "ID of the participant to return.").required(),
        cli::Flag::string("session-id", "sessionId", "ID of the participant's session.").required(),
        cli::Flag::string("stage-arn", "stageArn", "ARN of the session's stage.").required(),
    ]),
    cli::Call::new::<sdk::operations::GetStage>("get-stage", "Returns a stage: its name, tags, endpoints and running session.", &[
        cli::Flag::string("arn", "arn", "ARN of the stage, from create-stage or list-stages.").required(),
    ]),
    cli::Call::new::<sdk::operations::GetStageSession>("get-stage-session", "Returns the start and end time of a session.", &[
        cli::Flag::string("session-id", "sessionId", "ID of the session to return.").required(),
        cli::Flag::string("stage-arn", "stageArn", "ARN of the session's stage.").required(),
    ]),
    cli::Call::list::<sdk::operations::ListParticipantEvents>("list-participant-events", "Lists the events of one participant in one session.", &[
        cli::Flag::integer("max-results", "maxResults", "Maximum number of events in a page."),
        cli::Flag::string("next-token", "nextToken", "Pagination token: nextToken of the previous page."),
        cli::Flag::string("participant-id", "participantId", "ID of the participant whose events are listed.").required(),
        cli::Flag::string("session-id", "sessionId", "ID of the session of the events.").required(),
        cli::Flag::string("stage-arn", "stageArn", "ARN of the session's stage.").required(),
    ], Some ("events"), "nextToken"),
    cli::Call::list::<sdk::operations::ListParticipants>("list-participants", "Lists the participants of a session.", &[
        cli::Flag::boolean("filter-by-published", "filterByPublished", "Filter: with true, participants who have published in the session."),
        cli::Flag::string("filter-by-state", "filterByState", "Filter: participants who are connected, or participants who are disconnected.").values(&["CONNECTED", "DISCONNECTED"]),
        cli::Flag::string("filter-by-user-id", "filterByUserId", "Filter: participants with this userId."),
        cli::Flag::integer("max-results", "maxResults", "Maximum number of participants in a page."),
        cli::Flag::string("next-token", "nextToken", "Pagination token: nextToken of the previous page."),
        cli::Flag::string("session-id", "sessionId", "ID of the session whose participants are listed.").required(),
        cli::Flag::string("stage-arn", "stageArn", "ARN of the session's stage.").required(),
        cli::Flag::string("filter-by-recording-state", "filterByRecordingState", "Filter: participants whose recording is in this state.").values(&["STARTING", "ACTIVE", "STOPPING", "STOPPED", "FAILED"]),
    ], Some ("participants"), "nextToken"),
    cli::Call::list::<sdk::operations::ListStageSessions>("list-stage-sessions", "Lists the sessions of a stage, past and running.", &[
        cli::Flag::integer("max-results", "maxResults", "Maximum number of sessions in a page."),
        cli::Flag::string("next-token", "nextToken", "Pagination token: nextToken of the previous page."),
        cli::Flag::string("stage-arn", "stageArn", "ARN of the stage whose sessions are listed.").required(),
    ], Some ("stageSessions"), "nextToken"),
    cli::Call::list::<sdk::operations::ListStages>("list-stages", "Lists the stages of the account in the client's region.", &[
        cli::Flag::integer("max-results", "maxResults", "Maximum number of stages in a page."),
        cli::Flag::string("next-token", "nextToken", "Pagination token: nextToken of the previous page."),
    ], Some ("stages"), "nextToken"),
    cli::Call::new::<sdk::operations::ListTagsForResource>("list-tags-for-resource", "Returns the tags of a resource.", &[
        cli::Flag::string("resource-arn", "resourceArn", "ARN of the resource whose tags are returned.").required(),
    ]),
    cli::Call::new::<sdk::operations::TagResource>("tag-resource", "Adds tags to a resource, or replaces the values of existing tags.", &[
        cli::Flag::string("resource-arn", "resourceArn", "ARN of the resource to tag.").required(),
        cli::Flag::object("tags", "tags", "Tags to set, as key-value pairs.").required(),
    ]),
    cli::Call::new::<sdk::operations::UntagResource>("untag-resource", "Removes tags from a resource.", &[
        cli::Flag::string("resource-arn", "resourceArn", "ARN of the resource to remove tags from.").required(),
        cli::Flag::string("tag-keys", "tagKeys", "Keys of the tags to remove.").list().required(),
    ]),
    cli::Call::new::<sdk::operations::UpdateStage>("update-stage", "Updates the name or the recording settings of a stage.", &[
        cli::Flag::string("arn", "arn", "ARN of the stage, from create-stage or list-stages.").required(),
        cli::Flag::string("name", "name", "New name of the stage."),
        cli::Flag::object("auto-participant-recording-configuration", "autoParticipantRecordingConfiguration", "Settings for the individual recording of each publisher."),
    ]),
    cli::Call::new::<sdk::operations::CreateEncoderConfiguration>("create-encoder-configuration", "Creates an encoder configuration: the video format that compositions produce.", &[
        cli::Flag::string("name", "name", "Name of the new encoder configuration."),
        cli::Flag::object("video", "video", "Size, frame rate and bit rate of the video."),
        cli::Flag::object("tags", "tags", "Tags for the new encoder configuration, as key-value pairs."),
    ]),
    cli::Call::new::<sdk::operations::CreateIngestConfiguration>("create-ingest-configuration", "Creates an ingest configuration, with which a video encoder publishes to a stage over RTMP or RTMPS.", &[
        cli::Flag::string("name", "name", "Name of the new ingest configuration."),
        cli::Flag::string("stage-arn", "stageArn", "ARN of the stage to publish to."),
        cli::Flag::string("user-id", "userId", "Application-defined user ID of the encoder's participant."),
        cli::Flag::object("attributes", "attributes", "Application data of the encoder's participant, as key-value pairs."),
        cli::Flag::string("ingest-protocol", "ingestProtocol", "Ingest protocol of the encoder.").values(&["RTMP", "RTMPS"]).required(),
        cli::Flag::boolean("insecure-ingest", "insecureIngest", "Whether unencrypted RTMP is allowed."),
        cli::Flag::boolean("redundant-ingest", "redundantIngest", "Whether redundant ingest is enabled: the encoder sends the stream over more than one path."),
        cli::Flag::object("tags", "tags", "Tags for the new ingest configuration, as key-value pairs."),
    ]),
    cli::Call::new::<sdk::operations::CreateStorageConfiguration>("create-storage-configuration", "Creates a storage configuration: a reference to the S3 bucket that stores recordings.", &[
        cli::Flag::string("name", "name", "Name of the new storage configuration."),
        cli::Flag::object("s3", "s3", "S3 bucket that stores the recordings.").required(),
        cli::Flag::object("tags", "tags", "Tags for the new storage configuration, as key-value pairs."),
    ]),
    cli::Call::new::<sdk::operations::DeleteEncoderConfiguration>("delete-encoder-configuration", "Deletes an encoder configuration that no composition uses.", &[
        cli::Flag::string("arn", "arn", "ARN of the encoder configuration, from create-encoder-configuration or list-encoder-configurations.").required(),
    ]),
    cli::Call::new::<sdk::operations::DeleteIngestConfiguration>("delete-ingest-configuration", "Deletes an ingest configuration and invalidates its stream key.", &[
        cli::Flag::string("arn", "arn", "ARN of the ingest configuration, from create-ingest-configuration or list-ingest-configurations.").required(),
        cli::Flag::boolean("force", "force", "Whether to delete the ingest configuration while an encoder is publishing with it."),
    ]),
    cli::Call::new::<sdk::operations::DeletePublicKey>("delete-public-key", "Deletes a public key.", &[
        cli::Flag::string("arn", "arn", "ARN of the key, from import-public-key or list-public-keys.").required(),
    ]),
    cli::Call::new::<sdk::operations::DeleteStorageConfiguration>("delete-storage-configuration", "Deletes a storage configuration that no composition uses.", &[
        cli::Flag::string("arn", "arn", "ARN of the storage configuration, from create-storage-configuration or list-storage-configurations.").required(),
    ]),
    cli::Call::new::<sdk::operations::GetComposition>("get-composition", "Returns a composition: its state, its layout and the state of each destination.", &[
        cli::Flag::string("arn", "arn", "ARN of the composition, from start-composition or list-compositions.").required(),
    ]),
    cli::Call::new::<sdk::operations::GetEncoderConfiguration>("get-encoder-configuration", "Returns an encoder configuration with its video settings.", &[
        cli::Flag::string("arn", "arn", "ARN of the encoder configuration, from create-encoder-configuration or list-encoder-configurations.").required(),
    ]),
    cli::Call::new::<sdk::operations::GetIngestConfiguration>("get-ingest-configuration", "Returns an ingest configuration, including its secret stream key.", &[
        cli::Flag::string("arn", "arn", "ARN of the ingest configuration, from create-ingest-configuration or list-ingest-configurations.").required(),
    ]),
    cli::Call::new::<sdk::operations::GetPublicKey>("get-public-key", "Returns a public key, including its PEM encoding and its fingerprint.", &[
        cli::Flag::string("arn", "arn", "ARN of the key, from import-public-key or list-public-keys.").required(),
    ]),
    cli::Call::new::<sdk::operations::GetStorageConfiguration>("get-storage-configuration", "Returns a storage configuration and the bucket that it references.", &[
        cli::Flag::string("arn", "arn", "ARN of the storage configuration, from create-storage-configuration or list-storage-configurations.").required(),
    ]),
    cli::Call::new::<sdk::operations::ImportPublicKey>("import-public-key", "Imports the public key of a key pair with which you sign participant tokens yourself.", &[
        cli::Flag::string("public-key-material", "publicKeyMaterial", "Public key in PEM encoding, from the line BEGIN PUBLIC KEY to the line END PUBLIC KEY.").required(),
        cli::Flag::string("name", "name", "Name of the new key."),
        cli::Flag::object("tags", "tags", "Tags for the new key, as key-value pairs."),
    ]),
    cli::Call::list::<sdk::operations::ListCompositions>("list-compositions", "Lists the compositions of the account in the client's region.", &[
        cli::Flag::string("filter-by-stage-arn", "filterByStageArn", "Filter: compositions of this stage."),
        cli::Flag::string("filter-by-encoder-configuration-arn", "filterByEncoderConfigurationArn", "Filter: compositions with a destination that uses this encoder configuration."),
        cli::Flag::string("next-token", "nextToken", "Pagination token: nextToken of the previous page."),
        cli::Flag::integer("max-results", "maxResults", "Maximum number of compositions in a page."),
    ], Some ("compositions"), "nextToken"),
    cli::Call::list::<sdk::operations::ListEncoderConfigurations>("list-encoder-configurations", "Lists the encoder configurations of the account in the client's region.", &[
        cli::Flag::string("next-token", "nextToken", "Pagination token: nextToken of the previous page."),
        cli::Flag::integer("max-results", "maxResults", "Maximum number of encoder configurations in a page."),
    ], Some ("encoderConfigurations"), "nextToken"),
    cli::Call::list::<sdk::operations::ListIngestConfigurations>("list-ingest-configurations", "Lists the ingest configurations of the account in the client's region.", &[
        cli::Flag::string("filter-by-stage-arn", "filterByStageArn", "Filter: ingest configurations attached to this stage."),
        cli::Flag::string("filter-by-state", "filterByState", "Filter: ingest configurations in this state.").values(&["ACTIVE", "INACTIVE"]),
        cli::Flag::string("next-token", "nextToken", "Pagination token: nextToken of the previous page."),
        cli::Flag::integer("max-results", "maxResults", "Maximum number of ingest configurations in a page."),
    ], Some ("ingestConfigurations"), "nextToken"),
    cli::Call::list::<sdk::operations::ListParticipantReplicas>("list-participant-replicas", "Lists the replicas of a participant on other stages.", &[
        cli::Flag::string("source-stage-arn", "sourceStageArn", "ARN of the source stage, on which the participant publishes.").required(),
        cli::Flag::string("participant-id", "participantId", "ID of the participant whose replicas are listed.").required(),
        cli::Flag::string("next-token", "nextToken", "Pagination token: nextToken of the previous page."),
        cli::Flag::integer("max-results", "maxResults", "Maximum number of replicas in a page."),
    ], Some ("replicas"), "nextToken"),
    cli::Call::list::<sdk::operations::ListPublicKeys>("list-public-keys", "Lists the public keys of the account in the client's region.", &[
        cli::Flag::string("next-token", "nextToken", "Pagination token: nextToken of the previous page."),
        cli::Flag::integer("max-results", "maxResults", "Maximum number of keys in a page."),
    ], Some ("publicKeys"), "nextToken"),
    cli::Call::list::<sdk::operations::ListStorageConfigurations>("list-storage-configurations", "Lists the storage configurations of the account in the client's region.", &[
        cli::Flag::string("next-token", "nextToken", "Pagination token: nextToken of the previous page."),
        cli::Flag::integer("max-results", "maxResults", "Maximum number of storage configurations in a page."),
    ], Some ("storageConfigurations"), "nextToken"),
    cli::Call::new::<sdk::operations::RevokeConnectionToken>("revoke-connection-token", "Revokes a participant token and disconnects the participant who joined with it.", &[
        cli::Flag::string("token-id", "tokenId", "ID of the token, not the secret token.").required(),
    ]),
    cli::Call::new::<sdk::operations::StartComposition>("start-composition", "Starts a composition: mixes the published streams of a stage into one video for broadcast or recording.", &[
        cli::Flag::string("stage-arn", "stageArn", "ARN of the composition's stage.").required(),
        cli::Flag::string("idempotency-token", "idempotencyToken", "Idempotency token, which identifies repetitions of the same request."),
        cli::Flag::object("layout", "layout", "Arrangement of the participants in the video."),
        cli::Flag::object("destinations", "destinations", "Destinations of the composition: one destination, or one channel and one S3 bucket.").list().required(),
        cli::Flag::object("tags", "tags", "Tags for the new composition, as key-value pairs."),
    ]),
    cli::Call::new::<sdk::operations::StartParticipantReplication>("start-participant-replication", "Starts to replicate a publishing participant to another stage.", &[
        cli::Flag::string("source-stage-arn", "sourceStageArn", "ARN of the source stage, on which the participant publishes.").required(),
        cli::Flag::string("destination-stage-arn", "destinationStageArn", "ARN of the destination stage, on which the replica appears.").required(),
        cli::Flag::string("participant-id", "participantId", "ID of the participant to replicate.").required(),
        cli::Flag::integer("reconnect-window-seconds", "reconnectWindowSeconds", "Time for which the participant may be disconnected without ending the replication, in seconds."),
        cli::Flag::object("attributes", "attributes", "Additional application data of the replica, as key-value pairs."),
    ]),
    cli::Call::new::<sdk::operations::StopComposition>("stop-composition", "Stops a composition and its broadcasts and recordings.", &[
        cli::Flag::string("arn", "arn", "ARN of the composition, from start-composition or list-compositions.").required(),
    ]),
    cli::Call::new::<sdk::operations::StopParticipantReplication>("stop-participant-replication", "Stops the replication of a participant to another stage.", &[
        cli::Flag::string("source-stage-arn", "sourceStageArn", "ARN of the source stage, on which the participant publishes.").required(),
        cli::Flag::string("destination-stage-arn", "destinationStageArn", "ARN of the destination stage, from which the replica is removed.").required(),
        cli::Flag::string("participant-id", "participantId", "ID of the replicated participant.").required(),
    ]),
    cli::Call::new::<sdk::operations::UpdateIngestConfiguration>("update-ingest-configuration", "Attaches an ingest configuration to another stage, or detaches it.", &[
        cli::Flag::string("arn", "arn", "ARN of the ingest configuration, from create-ingest-configuration or list-ingest-configurations.").required(),
        cli::Flag::string("stage-arn", "stageArn", "ARN of the new stage."),
        cli::Flag::boolean("redundant-ingest", "redundantIngest", "Whether redundant ingest is enabled: the encoder sends the stream over more than one path."),
    ]),
];

/// The waiters: name and help. The flags are those of the operation.
const WAITS: &[cli::Wait] = &[
    cli::Wait::new::<sdk::waiters::ParticipantConnected>("participant-connected", "Waits until a participant is connected to the stage in this session."),
    cli::Wait::new::<sdk::waiters::ParticipantDisconnected>("participant-disconnected", "Waits until a participant is disconnected from the stage in this session."),
    cli::Wait::new::<sdk::waiters::ParticipantRecordingFinished>("participant-recording-finished", "Waits until the recording of a participant is complete and all its files are stored."),
    cli::Wait::new::<sdk::waiters::ReplicationStopped>("replication-stopped", "Waits until a participant is no longer replicated."),
    cli::Wait::new::<sdk::waiters::StageDeleted>("stage-deleted", "Waits until a stage is deleted."),
    cli::Wait::new::<sdk::waiters::StageSessionEnded>("stage-session-ended", "Waits until a session has ended, which is when its last participant has left."),
    cli::Wait::new::<sdk::waiters::CompositionActive>("composition-active", "Waits until a composition is active and sends video to its destinations."),
    cli::Wait::new::<sdk::waiters::CompositionStopped>("composition-stopped", "Waits until a composition has stopped or has been deleted."),
    cli::Wait::new::<sdk::waiters::IngestConfigurationActive>("ingest-configuration-active", "Waits until an encoder is publishing with an ingest configuration."),
];
