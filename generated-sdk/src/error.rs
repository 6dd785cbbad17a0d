// @generated from the service's OpenAPI document. Do not edit: change the document or an overlay.

use sdk_runtime::{Attempt, ErrorKind};
use std::fmt;

/// An error of a call, or of building a client.
///
/// `Display` prints operation, message, code and request ID in one line; `source()` returns the cause.
/// [`errors`](crate::guide::errors) describes the kinds.
///
/// ```no_run
/// # async fn example(client: &generated_sdk::Client) -> Result<(), generated_sdk::Error> {
/// use generated_sdk::ErrorKind;
///
/// let arn = "arn:aws:ivs:us-east-1:123456789012:stage/abcdABCDefgh";
/// match client.get_stage(arn).send().await {
///     Ok(output) => println!("{output:?}"),
///     Err(error) if error.is_resource_not_found() => println!("{}", error.message()),
///     Err(error) => match (error.kind(), error.code()) {
///         (ErrorKind::Service, Some(code)) => println!("{code}: {}", error.message()),
///         (ErrorKind::Connection | ErrorKind::Timeout, _) => println!("retry later"),
///         _ => return Err(error),
///     },
/// }
/// # Ok(())
/// # }
/// ```
#[derive(Clone)]
pub struct Error(sdk_runtime::Error);

impl Error {
    /// Returns the kind of the error.
    pub fn kind(&self) -> ErrorKind {
        self.0.kind()
    }

    /// Returns the name of the operation that failed, or `None` if no operation was called.
    pub fn operation(&self) -> Option<&'static str> {
        self.0.operation()
    }

    /// Returns the error code of the service, or `None` if the service did not respond with one.
    pub fn code(&self) -> Option<ErrorCode> {
        self.0.code().map(ErrorCode::from)
    }

    /// Returns the service's message, or a description of the failure if the service sent none: the name
    /// of the status, or the code.
    pub fn message(&self) -> &str {
        self.0.message()
    }

    /// Returns the HTTP status of the last response, or `None` if there was no response.
    pub fn status(&self) -> Option<u16> {
        self.0.status().map(|status| status.as_u16())
    }

    /// Returns the request ID of the last response, by which AWS Support identifies the request.
    pub fn request_id(&self) -> Option<&str> {
        self.0.request_id()
    }

    /// Returns all attempts, in order.
    pub fn attempts(&self) -> &[Attempt] {
        self.0.attempts()
    }

    /// Returns whether the same request may succeed later.
    pub fn is_retryable(&self) -> bool {
        self.0.is_retryable()
    }

    /// Returns whether the service throttled the request.
    pub fn is_throttling(&self) -> bool {
        self.0.is_throttling()
    }

    /// Returns a header of the last response, or `None` if it is absent or not ASCII. Names are
    /// case-insensitive.
    ///
    /// Responses of the service's errors can have `Access-Control-Allow-Origin`,
    /// `Access-Control-Expose-Headers`, `Cache-Control`, `Content-Security-Policy`,
    /// `Strict-Transport-Security`, `X-Content-Type-Options`, `X-Frame-Options`.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.0.headers()?.get(name)?.to_str().ok()
    }

    /// Returns the last response with status, headers and body, or `None` if there was none.
    pub fn raw_response(&self) -> Option<&sdk_runtime::Response> {
        self.0.raw_response()
    }

    /// Returns the runtime's error, [`runtime::Error`](crate::runtime::Error), which has the same
    /// type for all services.
    pub fn as_runtime(&self) -> &sdk_runtime::Error {
        &self.0
    }

    /// Returns whether the error code is
    /// [`ResourceNotFoundException`](ErrorCode::ResourceNotFound).
    pub fn is_resource_not_found(&self) -> bool {
        self.0.code() == Some("ResourceNotFoundException")
    }

    /// Returns whether the error code is [`ValidationException`](ErrorCode::Validation).
    pub fn is_validation(&self) -> bool {
        self.0.code() == Some("ValidationException")
    }

    /// Returns whether the error code is [`AccessDeniedException`](ErrorCode::AccessDenied).
    pub fn is_access_denied(&self) -> bool {
        self.0.code() == Some("AccessDeniedException")
    }

    /// Returns whether the error code is
    /// [`ServiceQuotaExceededException`](ErrorCode::ServiceQuotaExceeded).
    pub fn is_service_quota_exceeded(&self) -> bool {
        self.0.code() == Some("ServiceQuotaExceededException")
    }

    /// Returns whether the error code is [`PendingVerification`](ErrorCode::PendingVerification).
    pub fn is_pending_verification(&self) -> bool {
        self.0.code() == Some("PendingVerification")
    }

    /// Returns whether the error code is [`ConflictException`](ErrorCode::Conflict).
    pub fn is_conflict(&self) -> bool {
        self.0.code() == Some("ConflictException")
    }

    /// Returns whether the error code is [`InternalServerException`](ErrorCode::InternalServer).
    pub fn is_internal_server(&self) -> bool {
        self.0.code() == Some("InternalServerException")
    }
}

impl From<sdk_runtime::Error> for Error {
    fn from(error: sdk_runtime::Error) -> Self {
        Self(error)
    }
}

impl From<sdk_runtime::Violations> for Error {
    fn from(violations: sdk_runtime::Violations) -> Self {
        Self(violations.into())
    }
}

impl From<Error> for sdk_runtime::Error {
    fn from(error: Error) -> Self {
        error.0
    }
}

impl<C> From<sdk_runtime::WaitError<C>> for Error
where
    C: sdk_runtime::WaiterDefinition<Operation: sdk_runtime::Operation<Error = Self>>,
{
    fn from(error: sdk_runtime::WaitError<C>) -> Self {
        Self(error.into())
    }
}

impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.0.source()
    }
}

/// An error code of the service.
#[derive(Clone, Debug, Eq, Hash, PartialEq)]
#[non_exhaustive]
pub enum ErrorCode {
    /// A referenced resource does not exist (HTTP 404).
    ///
    /// The resource, session or participant never existed, was deleted, or is in another region or
    /// account. Compositions are deleted after they have stopped.
    ///
    /// `ResourceNotFoundException` on the wire.
    ResourceNotFound,
    /// The input is invalid (HTTP 400).
    ///
    /// A value is missing, malformed or out of range, or members are mutually exclusive; the
    /// message names the cause. Retrying the same input does not help.
    ///
    /// `ValidationException` on the wire.
    Validation,
    /// The caller lacks permission for the operation (HTTP 403).
    ///
    /// The credentials are valid, but no policy allows the action on the resource, or a policy
    /// denies it. IAM actions of this service start with `ivs:`. Retrying does not help.
    ///
    /// `AccessDeniedException` on the wire.
    AccessDenied,
    /// The operation would exceed a quota of the account (HTTP 402).
    ///
    /// Delete resources, or request a higher quota. Retrying alone does not help. Throttling has
    /// other error codes.
    ///
    /// `ServiceQuotaExceededException` on the wire.
    ServiceQuotaExceeded,
    /// Verification of the account is pending (HTTP 403).
    ///
    /// Until it is complete, operations that change resources are rejected. Contact AWS Support for
    /// details.
    ///
    /// `PendingVerification` on the wire.
    PendingVerification,
    /// The state of a resource does not allow the operation (HTTP 409).
    ///
    /// The resource is in use or is being changed: for example a composition records to a bucket,
    /// an encoder is publishing, or a recording is running. Retry after the state has changed.
    ///
    /// `ConflictException` on the wire.
    Conflict,
    /// Internal error of the service (HTTP 500).
    ///
    /// The operation can be retried. Any operation can return it, even where AWS does not declare
    /// it.
    ///
    /// `InternalServerException` on the wire.
    InternalServer,
    /// A code that is not known to this version of the SDK.
    Unknown(String),
}

impl ErrorCode {
    /// Returns the HTTP status that the service's model assigns to the code. The status of a response
    /// may differ.
    ///
    /// Returns `None` if the model has no status for it, and for unknown codes.
    pub fn status(&self) -> Option<u16> {
        match self {
            Self::ResourceNotFound => Some(404),
            Self::Validation => Some(400),
            Self::AccessDenied => Some(403),
            Self::ServiceQuotaExceeded => Some(402),
            Self::PendingVerification => Some(403),
            Self::Conflict => Some(409),
            Self::InternalServer => Some(500),
            Self::Unknown(_) => None,
        }
    }
}

sdk_runtime::enumeration! {
    ErrorCode;
    ResourceNotFound => "ResourceNotFoundException";
    Validation => "ValidationException";
    AccessDenied => "AccessDeniedException";
    ServiceQuotaExceeded => "ServiceQuotaExceededException";
    PendingVerification => "PendingVerification";
    Conflict => "ConflictException";
    InternalServer => "InternalServerException";
}
