// @generated from #/paths/~1ListParticipants/post. Do not edit: change the document or an overlay.

use crate::{Error, types};
use sdk_runtime::convert;
use sdk_runtime::{CallOptions, Client, DecodeError, EncodedRequest, Method, Operation};
use sdk_runtime::{OperationMeta, Response};

/// Lists the participants of a session.
///
/// Participants who have left are included. At most one filter applies:
/// [`filter_by_state`](crate::operations::ListParticipants::filter_by_state),
/// [`filter_by_user_id`](crate::operations::ListParticipants::filter_by_user_id),
/// [`filter_by_published`](crate::operations::ListParticipants::filter_by_published) or
/// [`filter_by_recording_state`](crate::operations::ListParticipants::filter_by_recording_state).
/// The entries are [`ParticipantSummary`](crate::types::ParticipantSummary) values;
/// [`GetParticipant`](crate::operations::GetParticipant) returns attributes and further members.
///
/// Returned by [`Client::list_participants`](crate::Client::list_participants);
/// [`send`](Self::send) sends the request.
///
/// # Errors
///
/// [`ValidationException`](crate::ErrorCode::Validation) for two filters at once or a malformed
/// value or page token, [`AccessDeniedException`](crate::ErrorCode::AccessDenied) when the caller
/// lacks permission. AWS does not declare
/// [`ResourceNotFoundException`](crate::ErrorCode::ResourceNotFound) here, so an empty list does
/// not prove that the session exists.
///
/// # Example
///
/// ```no_run
/// # async fn example(client: &generated_sdk::Client) -> Result<(), generated_sdk::Error> {
/// use generated_sdk::types;
///
/// let stage_arn = "arn:aws:ivs:us-east-1:123456789012:stage/abcdABCDefgh";
/// let session_id = "st-a1b2c3d4e5f6g";
/// let mut participants = client
///     .list_participants(stage_arn, session_id)
///     .filter_by_state(types::ParticipantState::Connected)
///     .items();
/// while let Some(participant) = participants.next().await {
///     let participant = participant?;
///     println!("{:?}", participant.participant_id);
/// }
/// # Ok(()) }
/// ```
#[derive(Clone, Debug)]
#[must_use = "the request is sent by `.send().await` or `.await`"]
pub struct ListParticipants {
    client: Client,
    input: ListParticipantsInput,
    options: CallOptions,
}

impl ListParticipants {
    /// Filter: with `true`, participants who have published in the session.
    ///
    /// Mutually exclusive with the other filters. AWS does not state what `false` selects. Default:
    /// no filter.
    pub fn filter_by_published(mut self, value: bool) -> Self {
        self.input.filter_by_published = Some(value);
        self
    }

    /// Sets or clears [`filter_by_published`](Self::filter_by_published).
    pub fn set_filter_by_published(mut self, value: Option<bool>) -> Self {
        self.input.filter_by_published = value;
        self
    }

    /// Filter: participants who are connected, or participants who are disconnected.
    ///
    /// Mutually exclusive with the other filters. Default: no filter.
    pub fn filter_by_state(mut self, value: types::ParticipantState) -> Self {
        self.input.filter_by_state = Some(value);
        self
    }

    /// Sets or clears [`filter_by_state`](Self::filter_by_state).
    pub fn set_filter_by_state(mut self, value: Option<types::ParticipantState>) -> Self {
        self.input.filter_by_state = value;
        self
    }

    /// Filter: participants with this `user_id`.
    ///
    /// Mutually exclusive with the other filters. Default: no filter.
    ///
    /// At most 128 characters.
    pub fn filter_by_user_id(mut self, value: impl Into<String>) -> Self {
        self.input.filter_by_user_id = Some(value.into());
        self
    }

    /// Sets or clears [`filter_by_user_id`](Self::filter_by_user_id).
    pub fn set_filter_by_user_id(mut self, value: Option<impl Into<String>>) -> Self {
        self.input.filter_by_user_id = value.map(Into::into);
        self
    }

    /// Maximum number of participants in a page.
    ///
    /// Default: 50. A page can contain fewer entries and not be the last one.
    ///
    /// 1 to 100.
    pub fn max_results(mut self, value: i64) -> Self {
        self.input.max_results = Some(value);
        self
    }

    /// Sets or clears [`max_results`](Self::max_results).
    pub fn set_max_results(mut self, value: Option<i64>) -> Self {
        self.input.max_results = value;
        self
    }

    /// Pagination token: [`next_token`](crate::operations::ListParticipantsOutput::next_token) of
    /// the previous page.
    ///
    /// The filter and the other members must not change between pages. Default: the first page.
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

    /// Filter: participants whose recording is in this state.
    ///
    /// Mutually exclusive with the other filters. Default: no filter.
    pub fn filter_by_recording_state(
        mut self,
        value: types::ParticipantRecordingFilterByRecordingState,
    ) -> Self {
        self.input.filter_by_recording_state = Some(value);
        self
    }

    /// Sets or clears [`filter_by_recording_state`](Self::filter_by_recording_state).
    pub fn set_filter_by_recording_state(
        mut self,
        value: Option<types::ParticipantRecordingFilterByRecordingState>,
    ) -> Self {
        self.input.filter_by_recording_state = value;
        self
    }
}

sdk_runtime::request_builder! {
    ListParticipants(ListParticipantsInput) -> Result<ListParticipantsOutput, Error>;
    pages;
    items;
}

/// Input of [`ListParticipants`].
#[derive(Clone, Debug, Eq, Hash, PartialEq)]
#[non_exhaustive]
pub struct ListParticipantsInput {
    /// Filter: with `true`, participants who have published in the session.
    ///
    /// Set by [`ListParticipants::filter_by_published`].
    pub filter_by_published: Option<bool>,
    /// Filter: participants who are connected, or participants who are disconnected.
    ///
    /// Set by [`ListParticipants::filter_by_state`].
    pub filter_by_state: Option<types::ParticipantState>,
    /// Filter: participants with this `user_id`.
    ///
    /// Set by [`ListParticipants::filter_by_user_id`].
    pub filter_by_user_id: Option<String>,
    /// Maximum number of participants in a page.
    ///
    /// Set by [`ListParticipants::max_results`].
    pub max_results: Option<i64>,
    /// Pagination token: [`next_token`](crate::operations::ListParticipantsOutput::next_token) of
    /// the previous page.
    ///
    /// Set by [`ListParticipants::next_token`].
    pub next_token: Option<String>,
    /// ID of the session whose participants are listed.
    ///
    /// `active_session_id` of a [`Stage`](crate::types::Stage) with a running session, or an ID
    /// from [`ListStageSessions`](crate::operations::ListStageSessions).
    ///
    /// Exactly 16 characters; pattern `st-[a-zA-Z0-9]+`.
    pub session_id: String,
    /// ARN of the session's stage.
    ///
    /// 1 to 128 characters; pattern `arn:aws:ivs:[a-z0-9-]+:[0-9]+:stage/[a-zA-Z0-9-]+`.
    pub stage_arn: String,
    /// Filter: participants whose recording is in this state.
    ///
    /// Set by [`ListParticipants::filter_by_recording_state`].
    pub filter_by_recording_state: Option<types::ParticipantRecordingFilterByRecordingState>,
}

impl ListParticipantsInput {
    /// Creates a value with the required members.
    pub fn new(stage_arn: impl Into<String>, session_id: impl Into<String>) -> Self {
        Self {
            session_id: session_id.into(),
            stage_arn: stage_arn.into(),
            filter_by_published: None,
            filter_by_state: None,
            filter_by_user_id: None,
            max_results: None,
            next_token: None,
            filter_by_recording_state: None,
        }
    }
}

sdk_runtime::structure! {
    ListParticipantsInput: encode;
    required "sessionId", "stageArn";
    "filterByPublished" => filter_by_published;
    "filterByState" => filter_by_state;
    "filterByUserId" => filter_by_user_id;
    "maxResults" => max_results;
    "nextToken" => next_token;
    "sessionId" => session_id;
    "stageArn" => stage_arn;
    "filterByRecordingState" => filter_by_recording_state;
}

sdk_runtime::limits! {
    ListParticipantsInput;
    member "filterByUserId" => filter_by_user_id, max_length(128);
    member "maxResults" => max_results, minimum(1.0), maximum(100.0);
    member "nextToken" => next_token, max_length(1024);
    member "sessionId" => session_id, min_length(16), max_length(16);
    member "stageArn" => stage_arn, min_length(1), max_length(128);
}

/// Output of [`ListParticipants`](crate::operations::ListParticipants): one page of participants.
#[derive(Clone, Debug, Default, Eq, Hash, PartialEq)]
#[non_exhaustive]
pub struct ListParticipantsOutput {
    /// Pagination token of the next page; absent on the last page.
    ///
    /// At most 1024 characters; pattern `[a-zA-Z0-9+/=_-]*`.
    pub next_token: Option<String>,
    /// The participants of this page, as summaries.
    pub participants: Vec<types::ParticipantSummary>,
}

impl ListParticipantsOutput {
    /// Creates a value with the required members.
    pub fn new(participants: impl IntoIterator<Item = types::ParticipantSummary>) -> Self {
        Self { participants: convert::list(participants), ..Self::default() }
    }

    /// Sets [`next_token`](Self::next_token).
    pub fn with_next_token(mut self, value: impl Into<String>) -> Self {
        self.next_token = Some(value.into());
        self
    }
}

sdk_runtime::structure! {
    ListParticipantsOutput: decode;
    "nextToken" => next_token;
    "participants" => participants;
}

#[doc(hidden)]
impl Operation for ListParticipants {
    type Input = ListParticipantsInput;
    type Output = ListParticipantsOutput;
    type Error = Error;

    const META: OperationMeta = OperationMeta::new("ListParticipants").read_only();

    #[inline]
    fn encode(input: &Self::Input) -> Result<EncodedRequest, sdk_runtime::Error> {
        EncodedRequest::new(Method::POST).literal("/ListParticipants").json(input)
    }

    #[inline]
    fn decode(response: &Response) -> Result<Self::Output, DecodeError> {
        response.json()
    }
}

impl sdk_runtime::Paginated for ListParticipants {
    type Item = types::ParticipantSummary;

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
        output.participants
    }
}

impl sdk_runtime::PageSized for ListParticipants {
    fn set_page_size(input: &mut Self::Input, number: i64) {
        input.max_results = Some(number);
    }
}
