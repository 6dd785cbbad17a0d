// @generated from #/paths/~1ListParticipantReplicas/post. Do not edit: change the document or an overlay.

use crate::{Error, types};
use sdk_runtime::convert;
use sdk_runtime::{CallOptions, Client, DecodeError, EncodedRequest, Method, Operation};
use sdk_runtime::{OperationMeta, Response};

/// Lists the replicas of a participant on other stages.
///
/// There is one [`ParticipantReplica`](crate::types::ParticipantReplica) for each destination
/// stage, with the state of that replication.
///
/// Returned by [`Client::list_participant_replicas`](crate::Client::list_participant_replicas);
/// [`send`](Self::send) sends the request.
///
/// # Errors
///
/// [`ValidationException`](crate::ErrorCode::Validation) for a malformed value or page token,
/// [`AccessDeniedException`](crate::ErrorCode::AccessDenied) when the caller lacks permission. AWS
/// does not declare [`ResourceNotFoundException`](crate::ErrorCode::ResourceNotFound) here, so an
/// empty list does not prove that the participant exists.
///
/// # Example
///
/// ```no_run
/// # async fn example(client: &generated_sdk::Client) -> Result<(), generated_sdk::Error> {
/// let source_stage_arn = "arn:aws:ivs:us-east-1:123456789012:stage/abcdABCDefgh";
/// let participant_id = "ABcd12EFgh34";
/// let mut replicas = client
///     .list_participant_replicas(source_stage_arn, participant_id)
///     .items();
/// while let Some(replica) = replicas.next().await {
///     let replica = replica?;
///     println!("{}", replica.source_session_id);
/// }
/// # Ok(()) }
/// ```
#[derive(Clone, Debug)]
#[must_use = "the request is sent by `.send().await` or `.await`"]
pub struct ListParticipantReplicas {
    client: Client,
    input: ListParticipantReplicasInput,
    options: CallOptions,
}

impl ListParticipantReplicas {
    /// Pagination token:
    /// [`next_token`](crate::operations::ListParticipantReplicasOutput::next_token) of the previous
    /// page.
    ///
    /// The other members must not change between pages. Default: the first page.
    ///
    /// At most 1024 characters; pattern `[a-zA-Z0-9+/=_-]*`.
    pub fn next_token(mut self, value: impl Into<String>) -> Self {
        self.input.next_token = Some(value.into());
        self
    }

    /// Sets or clears [`next_token`](Self::next_token).
    pub fn set_next_token(mut self, value: Option<impl Into<String>>) -> Self {
        self.input.next_token = value.map(Into::into);
        self
    }

    /// Maximum number of replicas in a page.
    ///
    /// Default: 50. A page can contain fewer entries and not be the last one.
    ///
    /// 1 to 50.
    pub fn max_results(mut self, value: i64) -> Self {
        self.input.max_results = Some(value);
        self
    }

    /// Sets or clears [`max_results`](Self::max_results).
    pub fn set_max_results(mut self, value: Option<i64>) -> Self {
        self.input.max_results = value;
        self
    }
}

sdk_runtime::request_builder! {
    ListParticipantReplicas(ListParticipantReplicasInput) -> Result<ListParticipantReplicasOutput, Error>;
    pages;
    items;
}

/// Input of [`ListParticipantReplicas`].
#[derive(Clone, Debug, Eq, Hash, PartialEq)]
#[non_exhaustive]
pub struct ListParticipantReplicasInput {
    /// ARN of the source stage, on which the participant publishes.
    ///
    /// 1 to 128 characters; pattern `arn:aws:ivs:[a-z0-9-]+:[0-9]+:stage/[a-zA-Z0-9-]+`.
    pub source_stage_arn: String,
    /// ID of the participant whose replicas are listed.
    ///
    /// Returned by [`CreateParticipantToken`](crate::operations::CreateParticipantToken); for a
    /// self-signed token, its `jti` claim.
    ///
    /// At most 64 characters; pattern `[a-zA-Z0-9-_]*`.
    pub participant_id: String,
    /// Pagination token:
    /// [`next_token`](crate::operations::ListParticipantReplicasOutput::next_token) of the previous
    /// page.
    ///
    /// Set by [`ListParticipantReplicas::next_token`].
    pub next_token: Option<String>,
    /// Maximum number of replicas in a page.
    ///
    /// Set by [`ListParticipantReplicas::max_results`].
    pub max_results: Option<i64>,
}

impl ListParticipantReplicasInput {
    /// Creates a value with the required members.
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
    ListParticipantReplicasInput: encode;
    required "sourceStageArn", "participantId";
    "sourceStageArn" => source_stage_arn;
    "participantId" => participant_id;
    "nextToken" => next_token;
    "maxResults" => max_results;
}

sdk_runtime::limits! {
    ListParticipantReplicasInput;
    member "sourceStageArn" => source_stage_arn, min_length(1), max_length(128);
    member "participantId" => participant_id, max_length(64);
    member "nextToken" => next_token, max_length(1024);
    member "maxResults" => max_results, minimum(1.0), maximum(50.0);
}

/// Output of [`ListParticipantReplicas`](crate::operations::ListParticipantReplicas): one page of
/// replicas.
#[derive(Clone, Debug, Default, Eq, Hash, PartialEq)]
#[non_exhaustive]
pub struct ListParticipantReplicasOutput {
    /// The replicas of this page.
    pub replicas: Vec<types::ParticipantReplica>,
    /// Pagination token of the next page; absent on the last page.
    ///
    /// At most 1024 characters; pattern `[a-zA-Z0-9+/=_-]*`.
    pub next_token: Option<String>,
}

impl ListParticipantReplicasOutput {
    /// Creates a value with the required members.
    pub fn new(replicas: impl IntoIterator<Item = types::ParticipantReplica>) -> Self {
        Self { replicas: convert::list(replicas), ..Self::default() }
    }

    /// Sets [`next_token`](Self::next_token).
    pub fn with_next_token(mut self, value: impl Into<String>) -> Self {
        self.next_token = Some(value.into());
        self
    }
}

sdk_runtime::structure! {
    ListParticipantReplicasOutput: decode;
    "replicas" => replicas;
    "nextToken" => next_token;
}

#[doc(hidden)]
impl Operation for ListParticipantReplicas {
    type Input = ListParticipantReplicasInput;
    type Output = ListParticipantReplicasOutput;
    type Error = Error;

    const META: OperationMeta = OperationMeta::new("ListParticipantReplicas").read_only();

    #[inline]
    fn encode(input: &Self::Input) -> Result<EncodedRequest, sdk_runtime::Error> {
        EncodedRequest::new(Method::POST).literal("/ListParticipantReplicas").json(input)
    }

    #[inline]
    fn decode(response: &Response) -> Result<Self::Output, DecodeError> {
        response.json()
    }
}

impl sdk_runtime::Paginated for ListParticipantReplicas {
    type Item = types::ParticipantReplica;

    fn token(input: &Self::Input) -> Option<&str> {
        input.next_token.as_deref()
    }

    fn set_token(input: &mut Self::Input, token: String) {
        input.next_token = Some(token);
    }

    fn next_token(output: &Self::Output) -> Option<&str> {
        output.next_token.as_deref()
    }

    fn into_items(output: Self::Output) -> Vec<Self::Item> {
        output.replicas
    }
}

impl sdk_runtime::PageSized for ListParticipantReplicas {
    fn set_page_size(input: &mut Self::Input, number: i64) {
        input.max_results = Some(number);
    }
}
