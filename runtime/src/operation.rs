//! The interface between generated crates and the runtime.
//!
//! A generated crate implements [`Operation`] for each request builder and [`ServiceClient`] for its
//! client. Both are independent of the transport.

#[cfg(any(test, feature = "testing"))]
use std::any::{Any, TypeId};
use std::fmt::Debug;
#[cfg(any(test, feature = "testing"))]
use std::sync::Arc;

use crate::{ByteStream, Client, DecodeError, EncodedRequest, Error, Response};

/// An operation of a service: the encoding of its input and the decoding of its output.
///
/// Implemented by generated code. Its methods are called by [`Client`](crate::Client) and are not part of the API
/// that users call.
pub trait Operation: Send + Sync + 'static {
    /// The input of the operation.
    type Input: Clone + Debug + Send + Sync + 'static;
    /// The output of a successful call.
    type Output: Send + 'static;
    /// The error type of the service's crate.
    type Error: From<Error> + Send + 'static;

    /// The name and the properties of the operation.
    const META: OperationMeta;

    /// Returns the input with a new token in each idempotency token member that is absent, or `None`
    /// if no token is missing.
    ///
    /// The runtime calls it once per call, so that all attempts send the same token.
    #[doc(hidden)]
    fn fill_idempotency_tokens(
        input: &Self::Input,
        new_token: &mut dyn FnMut() -> String,
    ) -> Option<Self::Input> {
        let _ = (input, new_token);
        None
    }

    /// Serializes the input into a request without a host and without a signature.
    ///
    /// # Errors
    ///
    /// Returns an error that names the member if a value cannot be sent, such as an empty path label.
    #[doc(hidden)]
    fn encode(input: &Self::Input) -> Result<EncodedRequest, Error>;

    /// Deserializes the output from a response with a success status.
    ///
    /// # Errors
    ///
    /// Returns an error if the response does not match the service's model.
    #[doc(hidden)]
    fn decode(response: &Response) -> Result<Self::Output, DecodeError>;

    /// Sets the body member of an output that [streams](OperationMeta::streams_response) its body;
    /// [`decode`](Self::decode) receives a response with an empty body.
    #[doc(hidden)]
    fn attach_body(output: &mut Self::Output, stream: ByteStream) {
        let _ = (output, stream);
    }

    /// The operation and the input under which a fake records a call: for the stream of an operation, those of the
    /// operation.
    #[doc(hidden)]
    #[cfg(any(test, feature = "testing"))]
    fn recorded(input: &Self::Input) -> (TypeId, Arc<dyn Any + Send + Sync>)
    where
        Self: Sized,
    {
        (TypeId::of::<Self>(), Arc::new(input.clone()))
    }
}

/// The input of an operation. Implemented by generated code.
///
/// With this trait the methods `send` and `call` of a service's client take any input: one that was built
/// earlier, stored, or deserialized.
pub trait OperationInput: Clone + Debug + Send + Sync + 'static {
    /// The request builder of the operation.
    type Operation: Operation<Input = Self>;

    /// Returns the request builder with this input.
    #[doc(hidden)]
    fn into_call(self, client: Client) -> Self::Operation;
}

/// The name and the properties of an operation.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct OperationMeta {
    /// The operation's name in the service's model, as errors show it, such as `CreateThing`.
    pub name: &'static str,
    /// Whether the operation only reads, so that a request can be repeated safely.
    pub read_only: bool,
    /// Whether the operation is idempotent.
    pub idempotent: bool,
    /// Whether the input has an idempotency token, by which the service recognizes a repeated request.
    pub has_idempotency_token: bool,
    /// The parts of the request that the signature covers.
    pub signing: Signing,
    /// The security schemes that the operation takes; `None` for those of the service.
    #[cfg(feature = "auth")]
    pub security: Option<crate::auth::Alternatives>,
    /// The base URL of the operation, if it has one of its own and the caller sets none.
    pub server: Option<&'static str>,
    /// Whether the response body is streamed.
    pub streams_response: bool,
    /// Whether a redirection is a success, 304 (Not Modified) excepted; otherwise it is an error. It is never followed.
    pub accepts_redirects: bool,
    /// Whether the service requires a checksum of the request body.
    #[cfg(feature = "checksum")]
    pub requires_checksum: bool,
    /// Whether the service accepts a request body that is compressed with gzip.
    #[cfg(feature = "compression")]
    pub accepts_compression: bool,
}

/// The parts of a request that its signature covers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum Signing {
    /// The whole request.
    #[default]
    Signed,
    /// The request without its body (`UNSIGNED-PAYLOAD`).
    UnsignedPayload,
    /// The request is sent without a signature and needs no credentials.
    Unsigned,
}

impl OperationMeta {
    /// Creates the properties of a signed operation that is neither read-only nor idempotent.
    #[must_use]
    pub const fn new(name: &'static str) -> Self {
        Self {
            name,
            read_only: false,
            idempotent: false,
            has_idempotency_token: false,
            signing: Signing::Signed,
            #[cfg(feature = "auth")]
            security: None,
            server: None,
            streams_response: false,
            accepts_redirects: false,
            #[cfg(feature = "checksum")]
            requires_checksum: false,
            #[cfg(feature = "compression")]
            accepts_compression: false,
        }
    }

    /// Adds a checksum of the body to requests.
    #[cfg(feature = "checksum")]
    #[must_use]
    pub const fn checksum(mut self) -> Self {
        self.requires_checksum = true;
        self
    }

    /// Compresses the body of requests.
    #[cfg(feature = "compression")]
    #[must_use]
    pub const fn compression(mut self) -> Self {
        self.accepts_compression = true;
        self
    }

    /// Marks the operation as read-only.
    #[must_use]
    pub const fn read_only(mut self) -> Self {
        self.read_only = true;
        self
    }

    /// Marks the operation as idempotent.
    #[must_use]
    pub const fn idempotent(mut self) -> Self {
        self.idempotent = true;
        self
    }

    /// Marks the input as having an idempotency token.
    #[must_use]
    pub const fn idempotency_token(mut self) -> Self {
        self.has_idempotency_token = true;
        self
    }

    /// Marks the response body as a stream.
    #[must_use]
    pub const fn streams_response(mut self) -> Self {
        self.streams_response = true;
        self
    }

    /// Sets the security schemes that the operation takes, by their positions in those of the service.
    #[cfg(feature = "auth")]
    #[must_use]
    pub const fn security(mut self, alternatives: crate::auth::Alternatives) -> Self {
        self.security = Some(alternatives);
        self
    }

    /// Sets a base URL of the operation's own, which one that the caller sets replaces.
    #[must_use]
    pub const fn server(mut self, url: &'static str) -> Self {
        self.server = Some(url);
        self
    }

    /// Marks redirections (3xx) as successes.
    #[must_use]
    pub const fn accepts_redirects(mut self) -> Self {
        self.accepts_redirects = true;
        self
    }

    /// Leaves the body out of the signature.
    #[must_use]
    pub const fn unsigned_payload(mut self) -> Self {
        self.signing = Signing::UnsignedPayload;
        self
    }

    /// Sends requests without a signature.
    #[must_use]
    pub const fn unsigned(mut self) -> Self {
        self.signing = Signing::Unsigned;
        self
    }
}

/// The metadata of a service.
#[derive(Clone, Copy, Debug)]
pub struct ServiceMeta {
    /// The service's short name: `ivs-realtime`. In upper case it is part of the names of environment variables:
    /// `AWS_ENDPOINT_URL_IVS_REALTIME`; of a service that is not AWS's, `PET_STORE_BASE_URL`.
    pub id: &'static str,
    /// The service's full name.
    pub title: &'static str,
    /// The version of the API: `2020-07-14`.
    pub api_version: &'static str,
    /// The first label of the service's host names: `ivsrealtime`. Empty for a service that is not AWS's.
    pub endpoint_prefix: &'static str,
    /// The service name in the signature's scope: `ivs`. Empty for a service that is not AWS's.
    pub signing_name: &'static str,
}
