// @generated from #. Do not edit: change the document or an overlay.

use crate::{Error, operations};
use sdk_runtime::{Builder, ServiceClient, ServiceMeta};

/// Settings of a [`Client`] that is to be built.
pub type ClientBuilder = Builder<Client>;

/// Calls the service: one method for each operation.
///
/// A client is cheap to clone; all clones share connections, credentials and the retry quota.
#[derive(Clone, Debug)]
pub struct Client {
    runtime: sdk_runtime::Client,
}

impl Client {
    /// A client with the region and the credentials that the AWS CLI would use here.
    ///
    /// # Errors
    ///
    /// Fails when no region is configured; the error names every place that was looked at.
    pub async fn from_env() -> Result<Self, Error> {
        Self::builder().build()
    }

    /// Starts a client whose settings are given in code; what is not given comes from the environment.
    pub fn builder() -> ClientBuilder {
        sdk_runtime::Client::builder()
    }

    /// Creates a token with which one more person can join a stage.
    ///
    /// - `stage_arn`: ARN of the stage that the holder may join, from
    ///   [`CreateStage`](crate::operations::CreateStage) or
    ///   [`ListStages`](crate::operations::ListStages).
    ///
    /// Settings and errors:
    /// [`CreateParticipantToken`](crate::operations::CreateParticipantToken).
    pub fn create_participant_token(
        &self,
        stage_arn: impl Into<String>,
    ) -> operations::CreateParticipantToken {
        let input = operations::CreateParticipantTokenInput::new(stage_arn);
        operations::CreateParticipantToken::new(self.runtime.clone(), input)
    }

    /// Creates a stage, and with it the first participant tokens if wanted.
    ///
    /// Settings and errors: [`CreateStage`](crate::operations::CreateStage).
    pub fn create_stage(&self) -> operations::CreateStage {
        let input = operations::CreateStageInput::default();
        operations::CreateStage::new(self.runtime.clone(), input)
    }

    /// Deletes a stage for good and sends away everyone who is on it.
    ///
    /// - `arn`: ARN of the stage to delete, from
    ///   [`CreateStage`](crate::operations::CreateStage) or
    ///   [`ListStages`](crate::operations::ListStages).
    ///
    /// Settings and errors: [`DeleteStage`](crate::operations::DeleteStage).
    pub fn delete_stage(&self, arn: impl Into<String>) -> operations::DeleteStage {
        let input = operations::DeleteStageInput::new(arn);
        operations::DeleteStage::new(self.runtime.clone(), input)
    }

    /// Removes one participant from a stage and bars the token they joined with.
    ///
    /// - `participant_id`: ID of the participant to remove.
    /// - `stage_arn`: ARN of the stage that the participant is on.
    ///
    /// Settings and errors:
    /// [`DisconnectParticipant`](crate::operations::DisconnectParticipant).
    pub fn disconnect_participant(
        &self,
        participant_id: impl Into<String>,
        stage_arn: impl Into<String>,
    ) -> operations::DisconnectParticipant {
        let input =
            operations::DisconnectParticipantInput::new(participant_id, stage_arn);
        operations::DisconnectParticipant::new(self.runtime.clone(), input)
    }

    /// Reads all that is known of one participant of a session.
    ///
    /// - `participant_id`: ID of the participant to read.
    /// - `session_id`: ID of the session in which the person took part.
    /// - `stage_arn`: ARN of the stage that the session belongs to.
    ///
    /// Settings and errors: [`GetParticipant`](crate::operations::GetParticipant).
    pub fn get_participant(
        &self,
        participant_id: impl Into<String>,
        session_id: impl Into<String>,
        stage_arn: impl Into<String>,
    ) -> operations::GetParticipant {
        let input =
            operations::GetParticipantInput::new(participant_id, session_id, stage_arn);
        operations::GetParticipant::new(self.runtime.clone(), input)
    }

    /// Reads one stage: its name, its tags and the session that is running on it.
    ///
    /// - `arn`: ARN of the stage to read, from [`CreateStage`](crate::operations::CreateStage)
    ///   or [`ListStages`](crate::operations::ListStages).
    ///
    /// Settings and errors: [`GetStage`](crate::operations::GetStage).
    pub fn get_stage(&self, arn: impl Into<String>) -> operations::GetStage {
        let input = operations::GetStageInput::new(arn);
        operations::GetStage::new(self.runtime.clone(), input)
    }

    /// Reads when one session of a stage began and, if it is over, when it ended.
    ///
    /// - `session_id`: ID of the session to read.
    /// - `stage_arn`: ARN of the stage that the session belongs to.
    ///
    /// Settings and errors: [`GetStageSession`](crate::operations::GetStageSession).
    pub fn get_stage_session(
        &self,
        session_id: impl Into<String>,
        stage_arn: impl Into<String>,
    ) -> operations::GetStageSession {
        let input = operations::GetStageSessionInput::new(session_id, stage_arn);
        operations::GetStageSession::new(self.runtime.clone(), input)
    }

    /// Lists, in pages, what happened to one participant in one session.
    ///
    /// - `participant_id`: ID of the participant whose events are wanted.
    /// - `session_id`: ID of the session in which the events happened.
    /// - `stage_arn`: ARN of the stage that the session belongs to.
    ///
    /// Settings and errors:
    /// [`ListParticipantEvents`](crate::operations::ListParticipantEvents).
    pub fn list_participant_events(
        &self,
        participant_id: impl Into<String>,
        session_id: impl Into<String>,
        stage_arn: impl Into<String>,
    ) -> operations::ListParticipantEvents {
        let input = operations::ListParticipantEventsInput::new(
            participant_id,
            session_id,
            stage_arn,
        );
        operations::ListParticipantEvents::new(self.runtime.clone(), input)
    }

    /// Lists, in pages, who takes or took part in a session.
    ///
    /// - `session_id`: ID of the session whose participants are wanted.
    /// - `stage_arn`: ARN of the stage that the session belongs to.
    ///
    /// Settings and errors: [`ListParticipants`](crate::operations::ListParticipants).
    pub fn list_participants(
        &self,
        session_id: impl Into<String>,
        stage_arn: impl Into<String>,
    ) -> operations::ListParticipants {
        let input = operations::ListParticipantsInput::new(session_id, stage_arn);
        operations::ListParticipants::new(self.runtime.clone(), input)
    }

    /// Lists, in pages, the sessions of a stage, past and running.
    ///
    /// - `stage_arn`: ARN of the stage whose sessions are wanted.
    ///
    /// Settings and errors: [`ListStageSessions`](crate::operations::ListStageSessions).
    pub fn list_stage_sessions(
        &self,
        stage_arn: impl Into<String>,
    ) -> operations::ListStageSessions {
        let input = operations::ListStageSessionsInput::new(stage_arn);
        operations::ListStageSessions::new(self.runtime.clone(), input)
    }

    /// Lists, in pages, the stages that the account has in the region called.
    ///
    /// Settings and errors: [`ListStages`](crate::operations::ListStages).
    pub fn list_stages(&self) -> operations::ListStages {
        let input = operations::ListStagesInput::default();
        operations::ListStages::new(self.runtime.clone(), input)
    }

    /// Reads all tags of one stage.
    ///
    /// - `resource_arn`: ARN of the stage whose tags are wanted.
    ///
    /// Settings and errors: [`ListTagsForResource`](crate::operations::ListTagsForResource).
    pub fn list_tags_for_resource(
        &self,
        resource_arn: impl Into<String>,
    ) -> operations::ListTagsForResource {
        let input = operations::ListTagsForResourceInput::new(resource_arn);
        operations::ListTagsForResource::new(self.runtime.clone(), input)
    }

    /// Adds tags to a stage, or gives new values to tags that it has.
    ///
    /// - `resource_arn`: ARN of the stage to put the tags on.
    /// - `tags`: The tags to set, as keys and their values.
    ///
    /// Settings and errors: [`TagResource`](crate::operations::TagResource).
    pub fn tag_resource(
        &self,
        resource_arn: impl Into<String>,
        tags: impl IntoIterator<Item = (impl Into<String>, impl Into<String>)>,
    ) -> operations::TagResource {
        let input = operations::TagResourceInput::new(resource_arn, tags);
        operations::TagResource::new(self.runtime.clone(), input)
    }

    /// Takes tags off a stage, chosen by their keys.
    ///
    /// - `resource_arn`: ARN of the stage to take the tags off.
    /// - `tag_keys`: Keys of the tags to take off, without their values.
    ///
    /// Settings and errors: [`UntagResource`](crate::operations::UntagResource).
    pub fn untag_resource(
        &self,
        resource_arn: impl Into<String>,
        tag_keys: impl IntoIterator<Item = impl Into<String>>,
    ) -> operations::UntagResource {
        let input = operations::UntagResourceInput::new(resource_arn, tag_keys);
        operations::UntagResource::new(self.runtime.clone(), input)
    }

    /// Changes the settings of a stage, such as its name.
    ///
    /// - `arn`: ARN of the stage to change, from
    ///   [`CreateStage`](crate::operations::CreateStage) or
    ///   [`ListStages`](crate::operations::ListStages).
    ///
    /// Settings and errors: [`UpdateStage`](crate::operations::UpdateStage).
    pub fn update_stage(&self, arn: impl Into<String>) -> operations::UpdateStage {
        let input = operations::UpdateStageInput::new(arn);
        operations::UpdateStage::new(self.runtime.clone(), input)
    }
}

impl ServiceClient for Client {
    const SERVICE: ServiceMeta = ServiceMeta {
        id: "ivs-realtime",
        title: "Amazon Interactive Video Service RealTime",
        api_version: "2020-07-14",
        endpoint_prefix: "ivsrealtime",
        signing_name: "ivs",
    };
    const SECRETS: &'static [&'static str] = &["token"];
    type Error = Error;

    fn from_runtime(runtime: sdk_runtime::Client) -> Self {
        Self {
            runtime,
        }
    }
}
