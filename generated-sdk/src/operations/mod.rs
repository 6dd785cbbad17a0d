// @generated from the service's OpenAPI document. Do not edit: change the document or an overlay.

//! Operations of the service: a request builder, an input and an output for each.
//!
//! Request builders are returned by the methods of [`Client`](crate::Client).

mod create_encoder_configuration;
mod create_ingest_configuration;
mod create_participant_token;
mod create_stage;
mod create_storage_configuration;
mod delete_encoder_configuration;
mod delete_ingest_configuration;
mod delete_public_key;
mod delete_stage;
mod delete_storage_configuration;
mod disconnect_participant;
mod get_composition;
mod get_encoder_configuration;
mod get_ingest_configuration;
mod get_participant;
mod get_public_key;
mod get_stage;
mod get_stage_session;
mod get_storage_configuration;
mod import_public_key;
mod list_compositions;
mod list_encoder_configurations;
mod list_ingest_configurations;
mod list_participant_events;
mod list_participant_replicas;
mod list_participants;
mod list_public_keys;
mod list_stage_sessions;
mod list_stages;
mod list_storage_configurations;
mod list_tags_for_resource;
mod revoke_connection_token;
mod start_composition;
mod start_participant_replication;
mod stop_composition;
mod stop_participant_replication;
mod tag_resource;
mod untag_resource;
mod update_ingest_configuration;
mod update_stage;

pub use create_encoder_configuration::{
    CreateEncoderConfiguration, CreateEncoderConfigurationInput, CreateEncoderConfigurationOutput,
};
pub use create_ingest_configuration::{
    CreateIngestConfiguration, CreateIngestConfigurationInput, CreateIngestConfigurationOutput,
};
pub use create_participant_token::{
    CreateParticipantToken, CreateParticipantTokenInput, CreateParticipantTokenOutput,
};
pub use create_stage::{CreateStage, CreateStageInput, CreateStageOutput};
pub use create_storage_configuration::{
    CreateStorageConfiguration, CreateStorageConfigurationInput, CreateStorageConfigurationOutput,
};
pub use delete_encoder_configuration::{
    DeleteEncoderConfiguration, DeleteEncoderConfigurationInput, DeleteEncoderConfigurationOutput,
};
pub use delete_ingest_configuration::{
    DeleteIngestConfiguration, DeleteIngestConfigurationInput, DeleteIngestConfigurationOutput,
};
pub use delete_public_key::{DeletePublicKey, DeletePublicKeyInput, DeletePublicKeyOutput};
pub use delete_stage::{DeleteStage, DeleteStageInput, DeleteStageOutput};
pub use delete_storage_configuration::{
    DeleteStorageConfiguration, DeleteStorageConfigurationInput, DeleteStorageConfigurationOutput,
};
pub use disconnect_participant::{
    DisconnectParticipant, DisconnectParticipantInput, DisconnectParticipantOutput,
};
pub use get_composition::{GetComposition, GetCompositionInput, GetCompositionOutput};
pub use get_encoder_configuration::{
    GetEncoderConfiguration, GetEncoderConfigurationInput, GetEncoderConfigurationOutput,
};
pub use get_ingest_configuration::{
    GetIngestConfiguration, GetIngestConfigurationInput, GetIngestConfigurationOutput,
};
pub use get_participant::{GetParticipant, GetParticipantInput, GetParticipantOutput};
pub use get_public_key::{GetPublicKey, GetPublicKeyInput, GetPublicKeyOutput};
pub use get_stage::{GetStage, GetStageInput, GetStageOutput};
pub use get_stage_session::{GetStageSession, GetStageSessionInput, GetStageSessionOutput};
pub use get_storage_configuration::{
    GetStorageConfiguration, GetStorageConfigurationInput, GetStorageConfigurationOutput,
};
pub use import_public_key::{ImportPublicKey, ImportPublicKeyInput, ImportPublicKeyOutput};
pub use list_compositions::{ListCompositions, ListCompositionsInput, ListCompositionsOutput};
pub use list_encoder_configurations::{
    ListEncoderConfigurations, ListEncoderConfigurationsInput, ListEncoderConfigurationsOutput,
};
pub use list_ingest_configurations::{
    ListIngestConfigurations, ListIngestConfigurationsInput, ListIngestConfigurationsOutput,
};
pub use list_participant_events::{
    ListParticipantEvents, ListParticipantEventsInput, ListParticipantEventsOutput,
};
pub use list_participant_replicas::{
    ListParticipantReplicas, ListParticipantReplicasInput, ListParticipantReplicasOutput,
};
pub use list_participants::{ListParticipants, ListParticipantsInput, ListParticipantsOutput};
pub use list_public_keys::{ListPublicKeys, ListPublicKeysInput, ListPublicKeysOutput};
pub use list_stage_sessions::{ListStageSessions, ListStageSessionsInput, ListStageSessionsOutput};
pub use list_stages::{ListStages, ListStagesInput, ListStagesOutput};
pub use list_storage_configurations::{
    ListStorageConfigurations, ListStorageConfigurationsInput, ListStorageConfigurationsOutput,
};
pub use list_tags_for_resource::{
    ListTagsForResource, ListTagsForResourceInput, ListTagsForResourceOutput,
};
pub use revoke_connection_token::{
    RevokeConnectionToken, RevokeConnectionTokenInput, RevokeConnectionTokenOutput,
};
pub use start_composition::{StartComposition, StartCompositionInput, StartCompositionOutput};
pub use start_participant_replication::{
    StartParticipantReplication, StartParticipantReplicationInput,
    StartParticipantReplicationOutput,
};
pub use stop_composition::{StopComposition, StopCompositionInput, StopCompositionOutput};
pub use stop_participant_replication::{
    StopParticipantReplication, StopParticipantReplicationInput, StopParticipantReplicationOutput,
};
pub use tag_resource::{TagResource, TagResourceInput, TagResourceOutput};
pub use untag_resource::{UntagResource, UntagResourceInput, UntagResourceOutput};
pub use update_ingest_configuration::{
    UpdateIngestConfiguration, UpdateIngestConfigurationInput, UpdateIngestConfigurationOutput,
};
pub use update_stage::{UpdateStage, UpdateStageInput, UpdateStageOutput};
