// @generated from #. Do not edit: change the document or an overlay.

//! The operations: for each a pending call, what it sends and what it answers.
//!
//! Calls are made by the methods of [`Client`](crate::Client).

mod create_participant_token;
mod create_stage;
mod delete_stage;
mod disconnect_participant;
mod get_participant;
mod get_stage;
mod get_stage_session;
mod list_participant_events;
mod list_participants;
mod list_stage_sessions;
mod list_stages;
mod list_tags_for_resource;
mod tag_resource;
mod untag_resource;
mod update_stage;

pub use create_participant_token::{
    CreateParticipantToken, CreateParticipantTokenInput, CreateParticipantTokenOutput,
};
pub use create_stage::{CreateStage, CreateStageInput, CreateStageOutput};
pub use delete_stage::{DeleteStage, DeleteStageInput, DeleteStageOutput};
pub use disconnect_participant::{
    DisconnectParticipant, DisconnectParticipantInput, DisconnectParticipantOutput,
};
pub use get_participant::{GetParticipant, GetParticipantInput, GetParticipantOutput};
pub use get_stage::{GetStage, GetStageInput, GetStageOutput};
pub use get_stage_session::{
    GetStageSession, GetStageSessionInput, GetStageSessionOutput,
};
pub use list_participant_events::{
    ListParticipantEvents, ListParticipantEventsInput, ListParticipantEventsOutput,
};
pub use list_participants::{
    ListParticipants, ListParticipantsInput, ListParticipantsOutput,
};
pub use list_stage_sessions::{
    ListStageSessions, ListStageSessionsInput, ListStageSessionsOutput,
};
pub use list_stages::{ListStages, ListStagesInput, ListStagesOutput};
pub use list_tags_for_resource::{
    ListTagsForResource, ListTagsForResourceInput, ListTagsForResourceOutput,
};
pub use tag_resource::{TagResource, TagResourceInput, TagResourceOutput};
pub use untag_resource::{UntagResource, UntagResourceInput, UntagResourceOutput};
pub use update_stage::{UpdateStage, UpdateStageInput, UpdateStageOutput};
