// @generated from #/paths/~1StartComposition/post. Do not edit: change the document or an overlay.

use crate::{Error, types};
use sdk_runtime::convert;
use sdk_runtime::{CallOptions, Client, DecodeError, EncodedRequest, Method, Operation};
use sdk_runtime::{OperationMeta, Response};
use std::collections::BTreeMap;

/// Starts a composition: mixes the published streams of a stage into one video for broadcast or
/// recording.
///
/// The operation returns at once, with the composition in state `STARTING`;
/// [`GetComposition`](crate::operations::GetComposition) shows when it is `ACTIVE`. A composition
/// has one destination (an IVS channel or an S3 bucket), or two, one of each. The operation is
/// idempotent by [`idempotency_token`](crate::operations::StartComposition::idempotency_token).
///
/// A composition ends, and is then deleted, after
/// [`StopComposition`](crate::operations::StopComposition); one minute after the last participant
/// has left, or one minute after the start if no participant is on the stage; and when all attempts
/// to connect to the channel have failed.
///
/// Returned by [`Client::start_composition`](crate::Client::start_composition);
/// [`send`](Self::send) sends the request.
///
/// # Errors
///
/// [`ResourceNotFoundException`](crate::ErrorCode::ResourceNotFound) when the stage, channel,
/// encoder configuration or storage configuration does not exist,
/// [`ValidationException`](crate::ErrorCode::Validation) for values out of range or destinations
/// that do not go together, [`ConflictException`](crate::ErrorCode::Conflict) when the current
/// state of a resource does not allow the operation, such as a channel that is live already,
/// [`ServiceQuotaExceededException`](crate::ErrorCode::ServiceQuotaExceeded) when a quota is
/// reached, [`AccessDeniedException`](crate::ErrorCode::AccessDenied) when the caller lacks
/// permission, [`PendingVerification`](crate::ErrorCode::PendingVerification) while verification of
/// the account is pending, [`InternalServerException`](crate::ErrorCode::InternalServer) on an
/// internal error of the service.
///
/// # Example
///
/// ```no_run
/// # async fn example(client: &generated_sdk::Client) -> Result<(), generated_sdk::Error> {
/// use generated_sdk::types;
///
/// let stage_arn = "arn:aws:ivs:us-east-1:123456789012:stage/abcdABCDefgh";
/// let s3 = types::S3DestinationConfiguration::new(
///     "arn:aws:ivs:us-east-1:123456789012:storage-configuration/yzabYZABcdef",
///     ["arn:aws:ivs:us-east-1:123456789012:encoder-configuration/qrstQRSTuvwx"],
/// );
/// let destinations = [types::DestinationConfiguration::default().with_s3(s3)];
/// let grid = types::GridConfiguration::default()
///     .with_video_aspect_ratio(types::VideoAspectRatio::Video)
///     .with_grid_gap(8);
/// let layout = types::LayoutConfiguration::default().with_grid(grid);
/// let output = client
///     .start_composition(stage_arn, destinations)
///     .layout(layout)
///     .send()
///     .await?;
/// if let Some(composition) = output.composition {
///     println!("{}", composition.arn);
/// }
/// # Ok(()) }
/// ```
#[derive(Clone, Debug)]
#[must_use = "the request is sent by `.send().await` or `.await`"]
pub struct StartComposition {
    client: Client,
    input: StartCompositionInput,
    options: CallOptions,
}

impl StartComposition {
    /// Idempotency token, which identifies repetitions of the same request.
    ///
    /// Allowed characters: letters, digits, `-` and `_`. Default: a random UUID, the same for all
    /// retries of a call. Set it to repeat a call safely after a restart of your program.
    ///
    /// 1 to 64 characters; pattern `[a-zA-Z0-9-_]*`.
    ///
    /// An idempotency token. If it is not set, each call generates one and sends it with all
    /// attempts.
    pub fn idempotency_token(mut self, value: impl Into<String>) -> Self {
        self.input.idempotency_token = Some(value.into());
        self
    }

    /// Sets or clears [`idempotency_token`](Self::idempotency_token).
    pub fn set_idempotency_token(mut self, value: Option<impl Into<String>>) -> Self {
        self.input.idempotency_token = value.map(Into::into);
        self
    }

    /// Arrangement of the participants in the video.
    ///
    /// Default: a grid with the defaults of [`GridConfiguration`](crate::types::GridConfiguration).
    pub fn layout(mut self, value: types::LayoutConfiguration) -> Self {
        self.input.layout = Some(value);
        self
    }

    /// Sets or clears [`layout`](Self::layout).
    pub fn set_layout(mut self, value: Option<types::LayoutConfiguration>) -> Self {
        self.input.layout = value;
        self
    }

    /// Tags for the new composition, as key-value pairs.
    ///
    /// Default: no tags. [`TagResource`](crate::operations::TagResource) adds tags later.
    ///
    /// At most 50 entries; keys of 1 to 128 characters; values of at most 256 characters.
    pub fn tags(
        mut self,
        value: impl IntoIterator<Item = (impl Into<String>, impl Into<String>)>,
    ) -> Self {
        self.input.tags = Some(convert::map(value));
        self
    }

    /// Sets or clears [`tags`](Self::tags).
    pub fn set_tags(
        mut self,
        value: Option<impl IntoIterator<Item = (impl Into<String>, impl Into<String>)>>,
    ) -> Self {
        self.input.tags = value.map(convert::map);
        self
    }
}

sdk_runtime::request_builder! {
    StartComposition(StartCompositionInput) -> Result<StartCompositionOutput, Error>;
}

/// Input of [`StartComposition`].
#[derive(Clone, Debug, Eq, Hash, PartialEq)]
#[non_exhaustive]
pub struct StartCompositionInput {
    /// ARN of the composition's stage.
    ///
    /// 1 to 128 characters; pattern `arn:aws:ivs:[a-z0-9-]+:[0-9]+:stage/[a-zA-Z0-9-]+`.
    pub stage_arn: String,
    /// Idempotency token, which identifies repetitions of the same request.
    ///
    /// Set by [`StartComposition::idempotency_token`].
    pub idempotency_token: Option<String>,
    /// Arrangement of the participants in the video.
    ///
    /// Set by [`StartComposition::layout`].
    pub layout: Option<types::LayoutConfiguration>,
    /// Destinations of the composition: one destination, or one channel and one S3 bucket.
    ///
    /// 1 to 2 elements.
    pub destinations: Vec<types::DestinationConfiguration>,
    /// Tags for the new composition, as key-value pairs.
    ///
    /// Set by [`StartComposition::tags`].
    pub tags: Option<BTreeMap<String, String>>,
}

impl StartCompositionInput {
    /// Creates a value with the required members.
    pub fn new(
        stage_arn: impl Into<String>,
        destinations: impl IntoIterator<Item = types::DestinationConfiguration>,
    ) -> Self {
        Self {
            stage_arn: stage_arn.into(),
            destinations: convert::list(destinations),
            idempotency_token: None,
            layout: None,
            tags: None,
        }
    }
}

sdk_runtime::structure! {
    StartCompositionInput: encode;
    required "stageArn", "destinations";
    "stageArn" => stage_arn;
    "idempotencyToken" => idempotency_token;
    "layout" => layout;
    "destinations" => destinations;
    "tags" => tags;
}

sdk_runtime::limits! {
    StartCompositionInput;
    member "stageArn" => stage_arn, min_length(1), max_length(128);
    member "idempotencyToken" => idempotency_token, min_length(1), max_length(64);
    member "layout" => layout;
    member "destinations" => destinations, min_length(1), max_length(2);
    member "tags" => tags, max_length(50), keys(min_length(1), max_length(128)), values(max_length(256));
}

/// Output of [`StartComposition`](crate::operations::StartComposition): the started composition.
#[derive(Clone, Debug, Default, Eq, Hash, PartialEq)]
#[non_exhaustive]
pub struct StartCompositionOutput {
    /// The new composition with its ARN.
    pub composition: Option<types::Composition>,
}

impl StartCompositionOutput {
    /// Sets [`composition`](Self::composition).
    pub fn with_composition(mut self, value: types::Composition) -> Self {
        self.composition = Some(value);
        self
    }
}

sdk_runtime::structure! {
    StartCompositionOutput: decode;
    "composition" => composition;
}

#[doc(hidden)]
impl Operation for StartComposition {
    type Input = StartCompositionInput;
    type Output = StartCompositionOutput;
    type Error = Error;

    const META: OperationMeta = OperationMeta::new("StartComposition").idempotency_token();

    fn fill_idempotency_tokens(
        input: &Self::Input,
        new_token: &mut dyn FnMut() -> String,
    ) -> Option<Self::Input> {
        if input.idempotency_token.is_some() {
            return None;
        }
        let mut filled = input.clone();
        filled.idempotency_token = Some(new_token());
        Some(filled)
    }

    #[inline]
    fn encode(input: &Self::Input) -> Result<EncodedRequest, sdk_runtime::Error> {
        EncodedRequest::new(Method::POST).literal("/StartComposition").json(input)
    }

    #[inline]
    fn decode(response: &Response) -> Result<Self::Output, DecodeError> {
        response.json()
    }
}
