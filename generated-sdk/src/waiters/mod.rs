// @generated from the service's OpenAPI document. Do not edit: change the document or an overlay.

//! Waiters of the service: each polls an operation until a resource reaches a state.
//!
//! Waiters are returned by the `wait_until_…` methods of [`Client`](crate::Client).

mod composition_active;
mod composition_stopped;
mod ingest_configuration_active;
mod participant_connected;
mod participant_disconnected;
mod participant_recording_finished;
mod replication_stopped;
mod stage_deleted;
mod stage_session_ended;

pub use composition_active::CompositionActive;
pub use composition_stopped::CompositionStopped;
pub use ingest_configuration_active::IngestConfigurationActive;
pub use participant_connected::ParticipantConnected;
pub use participant_disconnected::ParticipantDisconnected;
pub use participant_recording_finished::ParticipantRecordingFinished;
pub use replication_stopped::ReplicationStopped;
pub use stage_deleted::StageDeleted;
pub use stage_session_ended::StageSessionEnded;
