//! What the runtime has to know of a service and of an operation, and no more.
//!
//! A generated crate implements [`Operation`] for each call and [`ServiceClient`] for its client.
//! Neither knows of a socket; this crate knows of no service.

use std::fmt::Debug;

use crate::{ByteStream, Client, DecodeError, Error, ModeledError, Request, Response};

/// One call of a service: how its input becomes a request, and an answer its output.
pub trait Operation: Send + Sync + 'static {
    /// What the caller gives.
    type Input: Clone + Debug + Send + Sync + 'static;
    /// What the caller gets.
    type Output: Send + 'static;
    /// The service's error type.
    type Error: From<Error> + Send + 'static;

    /// The operation's name and nature.
    const META: OperationMeta;

    /// The input with a new token in each member that is an idempotency token and was left out; `None`
    /// if nothing is missing, as in operations that have no such member.
    ///
    /// It is called once for a call, so that every attempt sends the same token.
    fn fill_idempotency_tokens(
        input: &Self::Input,
        new_token: &mut dyn FnMut() -> String,
    ) -> Option<Self::Input> {
        let _ = (input, new_token);
        None
    }

    /// Writes the request: unsigned, and without a host.
    ///
    /// # Errors
    /// A value that cannot be sent, such as an empty path member, named in the error.
    fn encode(input: &Self::Input) -> Result<Request, Error>;

    /// Reads the output from an answer whose status says that the call succeeded.
    ///
    /// # Errors
    /// An answer that is not what the service promises.
    fn decode(response: &Response) -> Result<Self::Output, DecodeError>;

    /// Puts the body into the output of an operation that [streams](OperationMeta::streams_response) it: the
    /// `body` that [`decode`](Self::decode) has seen was empty.
    fn attach_body(output: &mut Self::Output, stream: ByteStream) {
        let _ = (output, stream);
    }
}

/// What the pipeline has to know of an operation.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct OperationMeta {
    /// The service's own name of it, as it stands in errors: `CreateStage`.
    pub name: &'static str,
    /// Whether it changes nothing, so that it may be repeated without harm.
    pub read_only: bool,
    /// Whether doing it several times comes to the same as doing it once.
    pub idempotent: bool,
    /// Whether its input carries a token by which the service knows a repetition for what it is.
    pub has_idempotency_token: bool,
    /// What its signature covers.
    pub signing: Signing,
    /// Whether the body of a success is handed on unread.
    pub streams_response: bool,
}

/// What the signature of an operation's request covers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum Signing {
    /// The whole request.
    #[default]
    Whole,
    /// All but the body.
    WithoutBody,
    /// There is none, and no credentials are needed.
    None,
}

impl OperationMeta {
    /// An operation that may change something.
    #[must_use]
    pub const fn new(name: &'static str) -> Self {
        Self {
            name,
            read_only: false,
            idempotent: false,
            has_idempotency_token: false,
            signing: Signing::Signed,
            streams_response: false,
        }
    }

    /// Says that the operation changes nothing.
    #[must_use]
    pub const fn read_only(mut self) -> Self {
        self.read_only = true;
        self
    }

    /// Says that doing it several times comes to the same as doing it once.
    #[must_use]
    pub const fn idempotent(mut self) -> Self {
        self.idempotent = true;
        self
    }

    /// Says that the input carries an idempotency token.
    #[must_use]
    pub const fn idempotency_token(mut self) -> Self {
        self.has_idempotency_token = true;
        self
    }

    /// Says that the body of a success is handed on unread.
    #[must_use]
    pub const fn streams_response(mut self) -> Self {
        self.streams_response = true;
        self
    }

    /// Says that the signature leaves the body out.
    #[must_use]
    pub const fn unsigned_payload(mut self) -> Self {
        self.signing = Signing::UnsignedPayload;
        self
    }

    /// Says that the request is not signed.
    #[must_use]
    pub const fn unsigned(mut self) -> Self {
        self.signing = Signing::Unsigned;
        self
    }
}

/// What the pipeline has to know of a service.
#[derive(Clone, Copy, Debug)]
pub struct ServiceMeta {
    /// The service's short name: `ivs-realtime`. It stands in the user agent and, in capitals, in
    /// the name of the environment variable `AWS_ENDPOINT_URL_IVS_REALTIME`.
    pub id: &'static str,
    /// The service's full name, for people.
    pub title: &'static str,
    /// The version of its interface: `2020-07-14`.
    pub api_version: &'static str,
    /// The first label of its host names: `ivsrealtime`.
    pub endpoint_prefix: &'static str,
    /// The name that signatures are made for: `ivs`.
    pub signing_name: &'static str,
}

/// The client type of a service: what a [`Builder`](crate::Builder) builds.
pub trait ServiceClient: Sized {
    /// The service.
    const SERVICE: ServiceMeta;
    /// The wire names of members that hold secrets, so that texts made of requests and answers
    /// can leave them out.
    const SECRETS: &'static [&'static str] = &[];
    /// What the service's model knows of its errors beyond the rules for all services.
    const ERRORS: &'static [ModeledError] = &[];
    /// The service's error type.
    type Error: From<Error>;

    /// Wraps the client that does the work.
    fn from_runtime(client: Client) -> Self;
}
