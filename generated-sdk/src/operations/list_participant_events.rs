// @generated from #/paths/~1ListParticipantEvents/post. Do not edit: change the document or an overlay.

use crate::{Error, types};
use sdk_runtime::convert;
use sdk_runtime::{CallOptions, Client, DecodeError, EncodedRequest, Method, Operation};
use sdk_runtime::{OperationMeta, Response};

/// Lists the events of one participant in one session.
///
/// Use it to find out why a participant could not join, publish or subscribe: the
/// [`Event`](crate::types::Event) has an [`error_code`](crate::types::Event::error_code).
///
/// Returned by [`Client::list_participant_events`](crate::Client::list_participant_events);
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
/// let stage_arn = "arn:aws:ivs:us-east-1:123456789012:stage/abcdABCDefgh";
/// let session_id = "st-a1b2c3d4e5f6g";
/// let participant_id = "ABcd12EFgh34";
/// let mut events = client
///     .list_participant_events(stage_arn, session_id, participant_id)
///     .items();
/// while let Some(event) = events.next().await {
///     let event = event?;
///     println!("{:?}", event.name);
/// }
/// # Ok(()) }
/// ```
#[derive(Clone, Debug)]
#[must_use = "the request is sent by `.send().await` or `.await`"]
pub struct ListParticipantEvents {
    client: Client,
    input: ListParticipantEventsInput,
    options: CallOptions,
}

impl ListParticipantEvents {
    /// Maximum number of events in a page.
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

    /// Pagination token: [`next_token`](crate::operations::ListParticipantEventsOutput::next_token)
    /// of the previous page.
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
}

sdk_runtime::request_builder! {
    ListParticipantEvents(ListParticipantEventsInput) -> Result<ListParticipantEventsOutput, Error>;
    pages;
    items;
}

/// Input of [`ListParticipantEvents`].
#[derive(Clone, Debug, Eq, Hash, PartialEq)]
#[non_exhaustive]
pub struct ListParticipantEventsInput {
    /// Maximum number of events in a page.
    ///
    /// Set by [`ListParticipantEvents::max_results`].
    pub max_results: Option<i64>,
    /// Pagination token: [`next_token`](crate::operations::ListParticipantEventsOutput::next_token)
    /// of the previous page.
    ///
    /// Set by [`ListParticipantEvents::next_token`].
    pub next_token: Option<String>,
    /// ID of the participant whose events are listed.
    ///
    /// Returned by [`CreateParticipantToken`](crate::operations::CreateParticipantToken),
    /// [`CreateIngestConfiguration`](crate::operations::CreateIngestConfiguration) and
    /// [`ListParticipants`](crate::operations::ListParticipants).
    ///
    /// At most 64 characters; pattern `[a-zA-Z0-9-_]*`.
    pub participant_id: String,
    /// ID of the session of the events.
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
}

impl ListParticipantEventsInput {
    /// Creates a value with the required members.
    pub fn new(
        stage_arn: impl Into<String>,
        session_id: impl Into<String>,
        participant_id: impl Into<String>,
    ) -> Self {
        Self {
            participant_id: participant_id.into(),
            session_id: session_id.into(),
            stage_arn: stage_arn.into(),
            max_results: None,
            next_token: None,
        }
    }
}

sdk_runtime::structure! {
    ListParticipantEventsInput: encode;
    required "participantId", "sessionId", "stageArn";
    "maxResults" => max_results;
    "nextToken" => next_token;
    "participantId" => participant_id;
    "sessionId" => session_id;
    "stageArn" => stage_arn;
}

sdk_runtime::limits! {
    ListParticipantEventsInput;
    member "maxResults" => max_results, minimum(1.0), maximum(100.0);
    member "nextToken" => next_token, max_length(1024);
    member "participantId" => participant_id, max_length(64);
    member "sessionId" => session_id, min_length(16), max_length(16);
    member "stageArn" => stage_arn, min_length(1), max_length(128);
}

/// Output of [`ListParticipantEvents`](crate::operations::ListParticipantEvents): one page of
/// events.
#[derive(Clone, Debug, Default, Eq, Hash, PartialEq)]
#[non_exhaustive]
pub struct ListParticipantEventsOutput {
    /// The events of this page.
    pub events: Vec<types::Event>,
    /// Pagination token of the next page; absent on the last page.
    ///
    /// At most 1024 characters; pattern `[a-zA-Z0-9+/=_-]*`.
    pub next_token: Option<String>,
}

impl ListParticipantEventsOutput {
    /// Creates a value with the required members.
    pub fn new(events: impl IntoIterator<Item = types::Event>) -> Self {
        Self { events: convert::list(events), ..Self::default() }
    }

    /// Sets [`next_token`](Self::next_token).
    pub fn with_next_token(mut self, value: impl Into<String>) -> Self {
        self.next_token = Some(value.into());
        self
    }
}

sdk_runtime::structure! {
    ListParticipantEventsOutput: decode;
    "events" => events;
    "nextToken" => next_token;
}

#[doc(hidden)]
impl Operation for ListParticipantEvents {
    type Input = ListParticipantEventsInput;
    type Output = ListParticipantEventsOutput;
    type Error = Error;

    const META: OperationMeta = OperationMeta::new("ListParticipantEvents").read_only();

    #[inline]
    fn encode(input: &Self::Input) -> Result<EncodedRequest, sdk_runtime::Error> {
        EncodedRequest::new(Method::POST).literal("/ListParticipantEvents").json(input)
    }

    #[inline]
    fn decode(response: &Response) -> Result<Self::Output, DecodeError> {
        response.json()
    }
}

impl sdk_runtime::Paginated for ListParticipantEvents {
    type Item = types::Event;

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
        output.events
    }
}

impl sdk_runtime::PageSized for ListParticipantEvents {
    fn set_page_size(input: &mut Self::Input, number: i64) {
        input.max_results = Some(number);
    }
}
