// @generated from #/paths/~1ListParticipantReplicas/post. Do not edit: change the document or an overlay.

use crate::{Error, types};
use sdk_runtime::{CallOptions, Client, DecodeError, Method, Operation, OperationMeta};
use sdk_runtime::{Request, Response, validate};

/// Lists, in pages, the stages to which one participant is replicated.
///
/// There is one [`ParticipantReplica`](crate::types::ParticipantReplica) for each destination
/// stage, with the state of that replication.
///
/// Errors: [`ValidationException`](crate::ErrorCode::Validation) for a malformed value or page
/// token, [`AccessDeniedException`](crate::ErrorCode::AccessDenied) without permission. AWS does
/// not declare [`ResourceNotFoundException`](crate::ErrorCode::ResourceNotFound) here, so an empty
/// answer is no proof that the participant exists.
///
/// Made by [`Client::list_participant_replicas`](crate::Client::list_participant_replicas), sent by
/// [`send`](Self::send).
///
/// # Example
///
/// ```no_run
/// # async fn example(client: &generated_sdk::Client) -> Result<(), generated_sdk::Error> {
/// let source_stage_arn = "arn:aws:ivs:us-east-1:123456789012:stage/abcdABCDefgh";
/// let participant_id = "ABcd12EFgh34";
/// let mut replicas = client.list_participant_replicas(source_stage_arn, participant_id).items();
/// while let Some(replica) = replicas.next().await {
///     let replica = replica?;
///     println!("{}", replica.source_session_id);
/// }
/// # Ok(()) }
/// ```
#[derive(Clone, Debug)]
#[must_use = "a call is sent by `.send().await`"]
pub struct ListParticipantReplicas {
    client: Client,
    input: ListParticipantReplicasInput,
    options: CallOptions,
}

impl ListParticipantReplicas {
    /// Where to go on: the `nextToken` of the page before.
    ///
    /// Keep the other members as they were. Left out, the first page is returned.
    ///
    /// At most 1024 characters; pattern in the document, not enforced: `[a-zA-Z0-9+/=_-]*`.
    pub fn next_token(mut self, value: impl Into<String>) -> Self {
        self.input.next_token = Some(value.into());
        self
    }

    /// How many replicas a page may hold at most.
    ///
    /// Left out, 50. A page may hold fewer and still not be the last.
    ///
    /// 1 to 50.
    pub fn max_results(mut self, value: i64) -> Self {
        self.input.max_results = Some(value);
        self
    }
}

sdk_runtime::pending_call! {
    ListParticipantReplicas(ListParticipantReplicasInput)
        -> Result<ListParticipantReplicasOutput, Error>;
    pages, items
}

/// What [`ListParticipantReplicas`] sends.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct ListParticipantReplicasInput {
    /// ARN of the stage on which the participant is publishing.
    ///
    /// 1 to 128 characters; pattern in the document, not enforced:
    /// `arn:aws:ivs:[a-z0-9-]+:[0-9]+:stage/[a-zA-Z0-9-]+`.
    pub source_stage_arn: String,
    /// ID of the participant whose replicas are wanted.
    ///
    /// [`CreateParticipantToken`](crate::operations::CreateParticipantToken) returned it; for a
    /// token that you signed it is the `jti`.
    ///
    /// At most 64 characters; pattern in the document, not enforced: `[a-zA-Z0-9-_]*`.
    pub participant_id: String,
    /// Set by [`ListParticipantReplicas::next_token`].
    pub next_token: Option<String>,
    /// Set by [`ListParticipantReplicas::max_results`].
    pub max_results: Option<i64>,
}

impl ListParticipantReplicasInput {
    /// One with all that is required, and nothing else.
    pub fn new(source_stage_arn: impl Into<String>, participant_id: impl Into<String>) -> Self {
        Self {
            source_stage_arn: source_stage_arn.into(),
            participant_id: participant_id.into(),
            next_token: None,
            max_results: None,
        }
    }
}

sdk_runtime::structure! {
    ListParticipantReplicasInput: write;
    required "sourceStageArn", "participantId";
    "sourceStageArn" => source_stage_arn;
    "participantId" => participant_id;
    "nextToken" => next_token;
    "maxResults" => max_results;
}

impl validate::Validate for ListParticipantReplicasInput {
    #[inline]
    fn visit(&self, visitor: &mut validate::Visitor<'_>) {
        use validate::Limits;
        visitor.member("sourceStageArn", &self.source_stage_arn, &Limits::new().least(1).most(128));
        visitor.member("participantId", &self.participant_id, &Limits::new().most(64));
        visitor.member("nextToken", &self.next_token, &Limits::new().most(1024));
        visitor.member("maxResults", &self.max_results, &Limits::new().minimum(1.0).maximum(50.0));
    }
}

/// Output of [`ListParticipantReplicas`](crate::operations::ListParticipantReplicas): one page of
/// replicas.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct ListParticipantReplicasOutput {
    /// The replicas of this page.
    pub replicas: Vec<types::ParticipantReplica>,
    /// Token for the page after this one; absent on the last page.
    ///
    /// At most 1024 characters; pattern in the document, not enforced: `[a-zA-Z0-9+/=_-]*`.
    pub next_token: Option<String>,
}

impl ListParticipantReplicasOutput {
    /// One with all that is required, and nothing else.
    pub fn new(replicas: impl Into<Vec<types::ParticipantReplica>>) -> Self {
        Self { replicas: replicas.into(), ..Self::default() }
    }
}

sdk_runtime::setters! {
    ListParticipantReplicasOutput;
    with_next_token(value: impl Into<String>) => next_token = Some(value.into());
}

sdk_runtime::structure! {
    ListParticipantReplicasOutput: read;
    "replicas" => replicas;
    "nextToken" => next_token;
}

impl Operation for ListParticipantReplicas {
    type Input = ListParticipantReplicasInput;
    type Output = ListParticipantReplicasOutput;
    type Error = Error;
    const META: OperationMeta = OperationMeta::new("ListParticipantReplicas").read_only();

    fn encode(input: &Self::Input) -> Result<Request, sdk_runtime::Error> {
        Request::new(Method::POST).literal("/ListParticipantReplicas").json(input)
    }

    fn decode(response: &Response) -> Result<Self::Output, DecodeError> {
        response.json()
    }
}

sdk_runtime::paginated! {
    ListParticipantReplicas: Vec<types::ParticipantReplica> = output.replicas;
    input.next_token = output.next_token;
    input.max_results = page_size;
}
