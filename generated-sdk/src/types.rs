// @generated from #. Do not edit: change the document or an overlay.

//! The structures and enums that inputs and outputs are made of.

mod event;
mod event_error_code;
mod event_name;
mod participant;
mod participant_state;
mod participant_summary;
mod participant_token;
mod participant_token_capability;
mod participant_token_configuration;
mod stage;
mod stage_session;
mod stage_session_summary;
mod stage_summary;

pub use event::Event;
pub use event_error_code::EventErrorCode;
pub use event_name::EventName;
pub use participant::Participant;
pub use participant_state::ParticipantState;
pub use participant_summary::ParticipantSummary;
pub use participant_token::ParticipantToken;
pub use participant_token_capability::ParticipantTokenCapability;
pub use participant_token_configuration::ParticipantTokenConfiguration;
pub use stage::Stage;
pub use stage_session::StageSession;
pub use stage_session_summary::StageSessionSummary;
pub use stage_summary::StageSummary;
