// @generated from the service's OpenAPI document. Do not edit: change the document or an overlay.

use crate::{Error, operations, types};
use sdk_runtime::{
    CallOptions, ClientMeta, ModeledError, Operation, OperationInput, ServiceClient, ServiceMeta,
};

/// Builder of a [`Client`]; created by [`Client::builder`]. [`configuration`](crate::guide::configuration)
/// describes the settings.
///
/// ```no_run
/// use generated_sdk::{Client, Retries, Timeouts};
/// use std::time::Duration;
///
/// let client = Client::builder()
///     .region("eu-west-1")
///     .timeouts(Timeouts::default().overall(Duration::from_secs(10)))
///     .retries(Retries::standard().max_attempts(5))
///     .build()?;
/// # Ok::<(), generated_sdk::Error>(())
/// ```
pub type ClientBuilder = sdk_runtime::ClientBuilder<Client>;

/// A client of the service, with one method per operation.
///
/// ```no_run
/// # async fn example() -> Result<(), generated_sdk::Error> {
/// use generated_sdk::Client;
///
/// let client = Client::from_env()?;
/// let arn = "arn:aws:ivs:us-east-1:123456789012:stage/abcdABCDefgh";
/// let output = client.get_stage(arn).send().await?;
/// println!("{output:?}");
/// # Ok(())
/// # }
/// ```
///
/// # Configuration
///
/// [`from_env`](Self::from_env) uses the settings of the environment, [`builder`](Self::builder) those of
/// the program before them. [`configuration`](crate::guide::configuration) lists both,
/// [`credentials`](crate::guide::credentials) the sources of credentials.
///
/// # Connections
///
/// Clones are cheap and share connections, credentials and the retry quota. Request builders and
/// paginators hold a clone; when the last one is dropped, idle connections are closed.
///
/// # Calls
///
/// A method returns a request builder, which `.send().await` or `.await` sends.
/// [`calls`](crate::guide::calls) describes inputs, [`errors`](crate::guide::errors) what calls return
/// if they fail, [`retries`](crate::guide::retries) when they are repeated.
#[derive(Clone, Debug)]
pub struct Client {
    pub(crate) runtime: sdk_runtime::Client,
}

impl Client {
    /// Creates a client with the region and the credentials that the AWS CLI would use.
    ///
    /// # Errors
    ///
    /// Returns an error if no region is configured; its message lists the sources that were searched.
    pub fn from_env() -> Result<Self, Error> {
        Self::builder().build()
    }

    /// Returns a builder of a client. Settings that are not set are read from the environment.
    pub fn builder() -> ClientBuilder {
        sdk_runtime::Client::builder()
    }

    /// Returns the service, region, partition and endpoint of this client.
    pub fn meta(&self) -> ClientMeta {
        self.runtime.meta()
    }

    /// Sends an input of any operation: one that was built in another place, stored, or deserialized.
    ///
    /// # Errors
    ///
    /// Returns the same errors as `send` of the operation.
    pub async fn send<I, O>(&self, input: I) -> Result<O::Output, Error>
    where
        I: OperationInput<Operation = O>,
        O: Operation<Input = I, Error = Error>,
    {
        self.runtime.send::<O>(&input, &CallOptions::default()).await
    }

    /// Returns the request builder of an input, to set its options, to fetch its pages or to prepare it.
    pub fn call<I, O>(&self, input: I) -> O
    where
        I: OperationInput<Operation = O>,
        O: Operation<Input = I, Error = Error>,
    {
        input.into_call(self.runtime.clone())
    }

    /// Creates a participant token, with which one participant can join a stage.
    ///
    /// - `stage_arn`: ARN of the stage, from [`CreateStage`](crate::operations::CreateStage) or
    ///   [`ListStages`](crate::operations::ListStages).
    ///
    /// See [`CreateParticipantToken`](crate::operations::CreateParticipantToken) for optional
    /// parameters and errors.
    pub fn create_participant_token(
        &self,
        stage_arn: impl Into<String>,
    ) -> operations::CreateParticipantToken {
        self.call(operations::CreateParticipantTokenInput::new(stage_arn))
    }

    /// Creates a stage and, optionally, participant tokens for it.
    ///
    /// See [`CreateStage`](crate::operations::CreateStage) for optional parameters and errors.
    pub fn create_stage(&self) -> operations::CreateStage {
        self.call(operations::CreateStageInput::default())
    }

    /// Deletes a stage permanently and disconnects all participants.
    ///
    /// - `arn`: ARN of the stage to delete, from [`CreateStage`](crate::operations::CreateStage) or
    ///   [`ListStages`](crate::operations::ListStages).
    ///
    /// See [`DeleteStage`](crate::operations::DeleteStage) for errors.
    pub fn delete_stage(&self, arn: impl Into<String>) -> operations::DeleteStage {
        self.call(operations::DeleteStageInput::new(arn))
    }

    /// Disconnects a participant from a stage.
    ///
    /// - `stage_arn`: ARN of the participant's stage.
    /// - `participant_id`: ID of the participant to remove.
    ///
    /// See [`DisconnectParticipant`](crate::operations::DisconnectParticipant) for optional
    /// parameters and errors.
    pub fn disconnect_participant(
        &self,
        stage_arn: impl Into<String>,
        participant_id: impl Into<String>,
    ) -> operations::DisconnectParticipant {
        self.call(operations::DisconnectParticipantInput::new(stage_arn, participant_id))
    }

    /// Returns all data of one participant of a session.
    ///
    /// - `stage_arn`: ARN of the session's stage.
    /// - `session_id`: ID of the participant's session.
    /// - `participant_id`: ID of the participant to return.
    ///
    /// See [`GetParticipant`](crate::operations::GetParticipant) for errors.
    pub fn get_participant(
        &self,
        stage_arn: impl Into<String>,
        session_id: impl Into<String>,
        participant_id: impl Into<String>,
    ) -> operations::GetParticipant {
        self.call(operations::GetParticipantInput::new(stage_arn, session_id, participant_id))
    }

    /// Returns a stage: its name, tags, endpoints and running session.
    ///
    /// - `arn`: ARN of the stage, from [`CreateStage`](crate::operations::CreateStage) or
    ///   [`ListStages`](crate::operations::ListStages).
    ///
    /// See [`GetStage`](crate::operations::GetStage) for errors.
    pub fn get_stage(&self, arn: impl Into<String>) -> operations::GetStage {
        self.call(operations::GetStageInput::new(arn))
    }

    /// Returns the start and end time of a session.
    ///
    /// - `stage_arn`: ARN of the session's stage.
    /// - `session_id`: ID of the session to return.
    ///
    /// See [`GetStageSession`](crate::operations::GetStageSession) for errors.
    pub fn get_stage_session(
        &self,
        stage_arn: impl Into<String>,
        session_id: impl Into<String>,
    ) -> operations::GetStageSession {
        self.call(operations::GetStageSessionInput::new(stage_arn, session_id))
    }

    /// Lists the events of one participant in one session.
    ///
    /// - `stage_arn`: ARN of the session's stage.
    /// - `session_id`: ID of the session of the events.
    /// - `participant_id`: ID of the participant whose events are listed.
    ///
    /// See [`ListParticipantEvents`](crate::operations::ListParticipantEvents) for optional
    /// parameters and errors.
    pub fn list_participant_events(
        &self,
        stage_arn: impl Into<String>,
        session_id: impl Into<String>,
        participant_id: impl Into<String>,
    ) -> operations::ListParticipantEvents {
        self.call(operations::ListParticipantEventsInput::new(
            stage_arn,
            session_id,
            participant_id,
        ))
    }

    /// Lists the participants of a session.
    ///
    /// - `stage_arn`: ARN of the session's stage.
    /// - `session_id`: ID of the session whose participants are listed.
    ///
    /// See [`ListParticipants`](crate::operations::ListParticipants) for optional parameters and
    /// errors.
    pub fn list_participants(
        &self,
        stage_arn: impl Into<String>,
        session_id: impl Into<String>,
    ) -> operations::ListParticipants {
        self.call(operations::ListParticipantsInput::new(stage_arn, session_id))
    }

    /// Lists the sessions of a stage, past and running.
    ///
    /// - `stage_arn`: ARN of the stage whose sessions are listed.
    ///
    /// See [`ListStageSessions`](crate::operations::ListStageSessions) for optional parameters and
    /// errors.
    pub fn list_stage_sessions(
        &self,
        stage_arn: impl Into<String>,
    ) -> operations::ListStageSessions {
        self.call(operations::ListStageSessionsInput::new(stage_arn))
    }

    /// Lists the stages of the account in the client's region.
    ///
    /// See [`ListStages`](crate::operations::ListStages) for optional parameters and errors.
    pub fn list_stages(&self) -> operations::ListStages {
        self.call(operations::ListStagesInput::default())
    }

    /// Returns the tags of a resource.
    ///
    /// - `resource_arn`: ARN of the resource whose tags are returned.
    ///
    /// See [`ListTagsForResource`](crate::operations::ListTagsForResource) for errors.
    pub fn list_tags_for_resource(
        &self,
        resource_arn: impl Into<String>,
    ) -> operations::ListTagsForResource {
        self.call(operations::ListTagsForResourceInput::new(resource_arn))
    }

    /// Adds tags to a resource, or replaces the values of existing tags.
    ///
    /// - `resource_arn`: ARN of the resource to tag.
    /// - `tags`: Tags to set, as key-value pairs.
    ///
    /// See [`TagResource`](crate::operations::TagResource) for errors.
    pub fn tag_resource(
        &self,
        resource_arn: impl Into<String>,
        tags: impl IntoIterator<Item = (impl Into<String>, impl Into<String>)>,
    ) -> operations::TagResource {
        self.call(operations::TagResourceInput::new(resource_arn, tags))
    }

    /// Removes tags from a resource.
    ///
    /// - `resource_arn`: ARN of the resource to remove tags from.
    /// - `tag_keys`: Keys of the tags to remove.
    ///
    /// See [`UntagResource`](crate::operations::UntagResource) for errors.
    pub fn untag_resource(
        &self,
        resource_arn: impl Into<String>,
        tag_keys: impl IntoIterator<Item = impl Into<String>>,
    ) -> operations::UntagResource {
        self.call(operations::UntagResourceInput::new(resource_arn, tag_keys))
    }

    /// Updates the name or the recording settings of a stage.
    ///
    /// - `arn`: ARN of the stage, from [`CreateStage`](crate::operations::CreateStage) or
    ///   [`ListStages`](crate::operations::ListStages).
    ///
    /// See [`UpdateStage`](crate::operations::UpdateStage) for optional parameters and errors.
    pub fn update_stage(&self, arn: impl Into<String>) -> operations::UpdateStage {
        self.call(operations::UpdateStageInput::new(arn))
    }

    /// Creates an encoder configuration: the video format that compositions produce.
    ///
    /// See [`CreateEncoderConfiguration`](crate::operations::CreateEncoderConfiguration) for
    /// optional parameters and errors.
    pub fn create_encoder_configuration(&self) -> operations::CreateEncoderConfiguration {
        self.call(operations::CreateEncoderConfigurationInput::default())
    }

    /// Creates an ingest configuration, with which a video encoder publishes to a stage over RTMP
    /// or RTMPS.
    ///
    /// - `ingest_protocol`: Ingest protocol of the encoder.
    ///
    /// See [`CreateIngestConfiguration`](crate::operations::CreateIngestConfiguration) for optional
    /// parameters and errors.
    pub fn create_ingest_configuration(
        &self,
        ingest_protocol: types::IngestProtocol,
    ) -> operations::CreateIngestConfiguration {
        self.call(operations::CreateIngestConfigurationInput::new(ingest_protocol))
    }

    /// Creates a storage configuration: a reference to the S3 bucket that stores recordings.
    ///
    /// - `s3`: S3 bucket that stores the recordings.
    ///
    /// See [`CreateStorageConfiguration`](crate::operations::CreateStorageConfiguration) for
    /// optional parameters and errors.
    pub fn create_storage_configuration(
        &self,
        s3: types::S3StorageConfiguration,
    ) -> operations::CreateStorageConfiguration {
        self.call(operations::CreateStorageConfigurationInput::new(s3))
    }

    /// Deletes an encoder configuration that no composition uses.
    ///
    /// - `arn`: ARN of the encoder configuration, from
    ///   [`CreateEncoderConfiguration`](crate::operations::CreateEncoderConfiguration) or
    ///   [`ListEncoderConfigurations`](crate::operations::ListEncoderConfigurations).
    ///
    /// See [`DeleteEncoderConfiguration`](crate::operations::DeleteEncoderConfiguration) for
    /// errors.
    pub fn delete_encoder_configuration(
        &self,
        arn: impl Into<String>,
    ) -> operations::DeleteEncoderConfiguration {
        self.call(operations::DeleteEncoderConfigurationInput::new(arn))
    }

    /// Deletes an ingest configuration and invalidates its stream key.
    ///
    /// - `arn`: ARN of the ingest configuration, from
    ///   [`CreateIngestConfiguration`](crate::operations::CreateIngestConfiguration) or
    ///   [`ListIngestConfigurations`](crate::operations::ListIngestConfigurations).
    ///
    /// See [`DeleteIngestConfiguration`](crate::operations::DeleteIngestConfiguration) for optional
    /// parameters and errors.
    pub fn delete_ingest_configuration(
        &self,
        arn: impl Into<String>,
    ) -> operations::DeleteIngestConfiguration {
        self.call(operations::DeleteIngestConfigurationInput::new(arn))
    }

    /// Deletes a public key.
    ///
    /// - `arn`: ARN of the key, from [`ImportPublicKey`](crate::operations::ImportPublicKey) or
    ///   [`ListPublicKeys`](crate::operations::ListPublicKeys).
    ///
    /// See [`DeletePublicKey`](crate::operations::DeletePublicKey) for errors.
    pub fn delete_public_key(&self, arn: impl Into<String>) -> operations::DeletePublicKey {
        self.call(operations::DeletePublicKeyInput::new(arn))
    }

    /// Deletes a storage configuration that no composition uses.
    ///
    /// - `arn`: ARN of the storage configuration, from
    ///   [`CreateStorageConfiguration`](crate::operations::CreateStorageConfiguration) or
    ///   [`ListStorageConfigurations`](crate::operations::ListStorageConfigurations).
    ///
    /// See [`DeleteStorageConfiguration`](crate::operations::DeleteStorageConfiguration) for
    /// errors.
    pub fn delete_storage_configuration(
        &self,
        arn: impl Into<String>,
    ) -> operations::DeleteStorageConfiguration {
        self.call(operations::DeleteStorageConfigurationInput::new(arn))
    }

    /// Returns a composition: its state, its layout and the state of each destination.
    ///
    /// - `arn`: ARN of the composition, from
    ///   [`StartComposition`](crate::operations::StartComposition) or
    ///   [`ListCompositions`](crate::operations::ListCompositions).
    ///
    /// See [`GetComposition`](crate::operations::GetComposition) for errors.
    pub fn get_composition(&self, arn: impl Into<String>) -> operations::GetComposition {
        self.call(operations::GetCompositionInput::new(arn))
    }

    /// Returns an encoder configuration with its video settings.
    ///
    /// - `arn`: ARN of the encoder configuration, from
    ///   [`CreateEncoderConfiguration`](crate::operations::CreateEncoderConfiguration) or
    ///   [`ListEncoderConfigurations`](crate::operations::ListEncoderConfigurations).
    ///
    /// See [`GetEncoderConfiguration`](crate::operations::GetEncoderConfiguration) for errors.
    pub fn get_encoder_configuration(
        &self,
        arn: impl Into<String>,
    ) -> operations::GetEncoderConfiguration {
        self.call(operations::GetEncoderConfigurationInput::new(arn))
    }

    /// Returns an ingest configuration, including its secret stream key.
    ///
    /// - `arn`: ARN of the ingest configuration, from
    ///   [`CreateIngestConfiguration`](crate::operations::CreateIngestConfiguration) or
    ///   [`ListIngestConfigurations`](crate::operations::ListIngestConfigurations).
    ///
    /// See [`GetIngestConfiguration`](crate::operations::GetIngestConfiguration) for errors.
    pub fn get_ingest_configuration(
        &self,
        arn: impl Into<String>,
    ) -> operations::GetIngestConfiguration {
        self.call(operations::GetIngestConfigurationInput::new(arn))
    }

    /// Returns a public key, including its PEM encoding and its fingerprint.
    ///
    /// - `arn`: ARN of the key, from [`ImportPublicKey`](crate::operations::ImportPublicKey) or
    ///   [`ListPublicKeys`](crate::operations::ListPublicKeys).
    ///
    /// See [`GetPublicKey`](crate::operations::GetPublicKey) for errors.
    pub fn get_public_key(&self, arn: impl Into<String>) -> operations::GetPublicKey {
        self.call(operations::GetPublicKeyInput::new(arn))
    }

    /// Returns a storage configuration and the bucket that it references.
    ///
    /// - `arn`: ARN of the storage configuration, from
    ///   [`CreateStorageConfiguration`](crate::operations::CreateStorageConfiguration) or
    ///   [`ListStorageConfigurations`](crate::operations::ListStorageConfigurations).
    ///
    /// See [`GetStorageConfiguration`](crate::operations::GetStorageConfiguration) for errors.
    pub fn get_storage_configuration(
        &self,
        arn: impl Into<String>,
    ) -> operations::GetStorageConfiguration {
        self.call(operations::GetStorageConfigurationInput::new(arn))
    }

    /// Imports the public key of a key pair with which you sign participant tokens yourself.
    ///
    /// - `public_key_material`: Public key in PEM encoding, from the line `BEGIN PUBLIC KEY` to the
    ///   line `END PUBLIC KEY`.
    ///
    /// See [`ImportPublicKey`](crate::operations::ImportPublicKey) for optional parameters and
    /// errors.
    pub fn import_public_key(
        &self,
        public_key_material: impl Into<String>,
    ) -> operations::ImportPublicKey {
        self.call(operations::ImportPublicKeyInput::new(public_key_material))
    }

    /// Lists the compositions of the account in the client's region.
    ///
    /// See [`ListCompositions`](crate::operations::ListCompositions) for optional parameters and
    /// errors.
    pub fn list_compositions(&self) -> operations::ListCompositions {
        self.call(operations::ListCompositionsInput::default())
    }

    /// Lists the encoder configurations of the account in the client's region.
    ///
    /// See [`ListEncoderConfigurations`](crate::operations::ListEncoderConfigurations) for optional
    /// parameters and errors.
    pub fn list_encoder_configurations(&self) -> operations::ListEncoderConfigurations {
        self.call(operations::ListEncoderConfigurationsInput::default())
    }

    /// Lists the ingest configurations of the account in the client's region.
    ///
    /// See [`ListIngestConfigurations`](crate::operations::ListIngestConfigurations) for optional
    /// parameters and errors.
    pub fn list_ingest_configurations(&self) -> operations::ListIngestConfigurations {
        self.call(operations::ListIngestConfigurationsInput::default())
    }

    /// Lists the replicas of a participant on other stages.
    ///
    /// - `source_stage_arn`: ARN of the source stage, on which the participant publishes.
    /// - `participant_id`: ID of the participant whose replicas are listed.
    ///
    /// See [`ListParticipantReplicas`](crate::operations::ListParticipantReplicas) for optional
    /// parameters and errors.
    pub fn list_participant_replicas(
        &self,
        source_stage_arn: impl Into<String>,
        participant_id: impl Into<String>,
    ) -> operations::ListParticipantReplicas {
        self.call(operations::ListParticipantReplicasInput::new(source_stage_arn, participant_id))
    }

    /// Lists the public keys of the account in the client's region.
    ///
    /// See [`ListPublicKeys`](crate::operations::ListPublicKeys) for optional parameters and
    /// errors.
    pub fn list_public_keys(&self) -> operations::ListPublicKeys {
        self.call(operations::ListPublicKeysInput::default())
    }

    /// Lists the storage configurations of the account in the client's region.
    ///
    /// See [`ListStorageConfigurations`](crate::operations::ListStorageConfigurations) for optional
    /// parameters and errors.
    pub fn list_storage_configurations(&self) -> operations::ListStorageConfigurations {
        self.call(operations::ListStorageConfigurationsInput::default())
    }

    /// Revokes a participant token and disconnects the participant who joined with it.
    ///
    /// - `token_id`: ID of the token, not the secret token.
    ///
    /// See [`RevokeConnectionToken`](crate::operations::RevokeConnectionToken) for errors.
    pub fn revoke_connection_token(
        &self,
        token_id: impl Into<String>,
    ) -> operations::RevokeConnectionToken {
        self.call(operations::RevokeConnectionTokenInput::new(token_id))
    }

    /// Starts a composition: mixes the published streams of a stage into one video for broadcast or
    /// recording.
    ///
    /// - `stage_arn`: ARN of the composition's stage.
    /// - `destinations`: Destinations of the composition: one destination, or one channel and one
    ///   S3 bucket.
    ///
    /// See [`StartComposition`](crate::operations::StartComposition) for optional parameters and
    /// errors.
    pub fn start_composition(
        &self,
        stage_arn: impl Into<String>,
        destinations: impl IntoIterator<Item = types::DestinationConfiguration>,
    ) -> operations::StartComposition {
        self.call(operations::StartCompositionInput::new(stage_arn, destinations))
    }

    /// Starts to replicate a publishing participant to another stage.
    ///
    /// - `source_stage_arn`: ARN of the source stage, on which the participant publishes.
    /// - `destination_stage_arn`: ARN of the destination stage, on which the replica appears.
    /// - `participant_id`: ID of the participant to replicate.
    ///
    /// See [`StartParticipantReplication`](crate::operations::StartParticipantReplication) for
    /// optional parameters and errors.
    pub fn start_participant_replication(
        &self,
        source_stage_arn: impl Into<String>,
        destination_stage_arn: impl Into<String>,
        participant_id: impl Into<String>,
    ) -> operations::StartParticipantReplication {
        self.call(operations::StartParticipantReplicationInput::new(
            source_stage_arn,
            destination_stage_arn,
            participant_id,
        ))
    }

    /// Stops a composition and its broadcasts and recordings.
    ///
    /// - `arn`: ARN of the composition, from
    ///   [`StartComposition`](crate::operations::StartComposition) or
    ///   [`ListCompositions`](crate::operations::ListCompositions).
    ///
    /// See [`StopComposition`](crate::operations::StopComposition) for errors.
    pub fn stop_composition(&self, arn: impl Into<String>) -> operations::StopComposition {
        self.call(operations::StopCompositionInput::new(arn))
    }

    /// Stops the replication of a participant to another stage.
    ///
    /// - `source_stage_arn`: ARN of the source stage, on which the participant publishes.
    /// - `destination_stage_arn`: ARN of the destination stage, from which the replica is removed.
    /// - `participant_id`: ID of the replicated participant.
    ///
    /// See [`StopParticipantReplication`](crate::operations::StopParticipantReplication) for
    /// errors.
    pub fn stop_participant_replication(
        &self,
        source_stage_arn: impl Into<String>,
        destination_stage_arn: impl Into<String>,
        participant_id: impl Into<String>,
    ) -> operations::StopParticipantReplication {
        self.call(operations::StopParticipantReplicationInput::new(
            source_stage_arn,
            destination_stage_arn,
            participant_id,
        ))
    }

    /// Attaches an ingest configuration to another stage, or detaches it.
    ///
    /// - `arn`: ARN of the ingest configuration, from
    ///   [`CreateIngestConfiguration`](crate::operations::CreateIngestConfiguration) or
    ///   [`ListIngestConfigurations`](crate::operations::ListIngestConfigurations).
    ///
    /// See [`UpdateIngestConfiguration`](crate::operations::UpdateIngestConfiguration) for optional
    /// parameters and errors.
    pub fn update_ingest_configuration(
        &self,
        arn: impl Into<String>,
    ) -> operations::UpdateIngestConfiguration {
        self.call(operations::UpdateIngestConfigurationInput::new(arn))
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
    const SECRETS: &'static [&'static str] = &["streamKey", "token"];
    const ERRORS: &'static [ModeledError] = &[
        ModeledError::new("ResourceNotFoundException"),
        ModeledError::new("ValidationException"),
        ModeledError::new("AccessDeniedException"),
        ModeledError::new("ServiceQuotaExceededException"),
        ModeledError::new("PendingVerification"),
        ModeledError::new("ConflictException"),
        ModeledError::new("InternalServerException"),
    ];
    type Error = Error;

    fn from_runtime(runtime: sdk_runtime::Client) -> Self {
        Self { runtime }
    }
}
