//! Operations: inputs, outputs, errors and pagination.

use super::{Alternatives, Member, PathStep, Reference, Shape, ShapeId, Type, reach};
use crate::pointer::Pointer;
use indexmap::IndexMap;
use std::collections::HashSet;
use std::ops::Deref;

/// The shapes that messages of a service contain, at any depth.
#[derive(Debug, Default)]
pub(crate) struct Reached {
    /// Those of inputs.
    pub(crate) sent: HashSet<ShapeId>,
    /// Those of outputs and errors.
    pub(crate) received: HashSet<ShapeId>,
}

impl Reached {
    /// Walks all operations and errors.
    pub(crate) fn new(
        operations: &[Operation],
        errors: &[ServiceError],
        shapes: &IndexMap<ShapeId, Shape>,
    ) -> Self {
        let mut reached = Self::of_errors(operations, errors, shapes);
        for operation in operations {
            reached.add(operation, shapes);
        }
        reached
    }

    /// Walks the errors, those of operations included.
    pub(crate) fn of_errors(
        operations: &[Operation],
        errors: &[ServiceError],
        shapes: &IndexMap<ShapeId, Shape>,
    ) -> Self {
        let mut reached = Self::default();
        let statuses = operations.iter().flat_map(|operation| &operation.error_statuses);
        for body in statuses.flat_map(|error| &error.bodies) {
            reach(shapes, &body.target, &mut reached.received);
        }
        for shape in errors.iter().filter_map(|error| error.shape.as_ref()) {
            reach(shapes, &Type::Named(shape.clone()), &mut reached.received);
        }
        reached
    }

    /// Walks an operation, without its errors.
    pub(crate) fn add(&mut self, operation: &Operation, shapes: &IndexMap<ShapeId, Shape>) {
        for member in &operation.input {
            reach(shapes, &member.target, &mut self.sent);
        }
        let members = operation.output.members.iter().map(|member| &member.target);
        for target in members.chain(operation.events.iter().map(|events| &events.target)) {
            reach(shapes, target, &mut self.received);
        }
    }

    /// All of them. One that is sent and received is there twice.
    pub(crate) fn into_all(self) -> impl Iterator<Item = ShapeId> {
        self.sent.into_iter().chain(self.received)
    }
}

/// One operation of the service.
#[derive(Clone, Debug, PartialEq)]
pub struct Operation {
    /// Its name in the document, `CreateStage`.
    pub name: String,
    /// Its pointer in the document.
    pub pointer: Pointer,
    /// The first of its tags, by which operations are grouped.
    pub tag: Option<String>,
    /// The HTTP method.
    pub method: HttpMethod,
    /// The path, split into literals and labels. Literals are percent-encoded.
    pub path: Vec<PathPart>,
    /// Query parameters that are part of the operation and never an argument.
    pub fixed_query: Vec<(String, Option<String>)>,
    /// Headers that are part of the operation, unless a member of the same name is given.
    pub fixed_headers: Vec<(String, String)>,
    /// The host prefix, split into literals and labels; usually empty.
    pub host_prefix: Vec<PathPart>,
    /// The members of the input, and which of them are the arguments of a call.
    pub input: Input,
    /// The pointer of the input shape, if the document names one.
    pub input_pointer: Option<Pointer>,
    /// Example values by [`Member::name`], as in the document. They determine which optional members an
    /// example shows; required members may be missing.
    pub example: IndexMap<String, Example>,
    /// Whether a body is sent: JSON, even an empty object, or the member with [`super::Binding::Payload`].
    pub has_body: bool,
    /// Whether the body is left out if no member of it is set.
    pub optional_body: bool,
    /// The format of the body, where it is not JSON or a payload in the format of its type.
    pub format: Option<BodyFormat>,
    /// The media type of the body, where it is not that of its format.
    pub media_type: Option<String>,
    /// The members of a form, by their wire names, that are not written in the default form.
    pub encodings: Vec<(String, Encoding)>,
    /// Whether the service requires a checksum of the body (CRC-32).
    pub request_checksum: bool,
    /// Whether the service accepts a body that is compressed with gzip.
    pub request_compression: bool,
    /// Whether and how the request is signed.
    pub signing: Signing,
    /// The security schemes that it takes; `None` for those of the service.
    pub security: Option<Alternatives>,
    /// The base URL of its own, unless the caller sets one.
    pub server: Option<String>,
    /// Its own servers that have variables, among which a caller chooses.
    pub servers: Vec<super::Server>,
    /// The output of a successful call.
    pub output: Output,
    /// The stream that a response can be in place of the output, or that its body is.
    pub events: Option<EventStream>,
    /// Codes of the errors that the document lists for this operation.
    pub errors: Vec<String>,
    /// The statuses of errors that the document lists for this operation, where they have no codes.
    pub error_statuses: Vec<ErrorStatus>,
    /// The pagination, if the operation is a list.
    pub pagination: Option<Pagination>,
    /// Whether the operation only reads, so that it is safe to retry.
    pub read_only: bool,
    /// Whether the document states that the operation is idempotent.
    pub idempotent: bool,
    /// Its documentation (HTML or Markdown).
    pub documentation: Option<String>,
    /// Whether it is deprecated.
    pub deprecated: bool,
}

/// The members of an operation's input, in the order of the document. Dereferences to them.
///
/// Every required member is an argument of the call; [`Input::new`] puts the arguments into the order in
/// which callers pass them. There is no other list of required members.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Input {
    members: Vec<Member>,
    /// Positions in `members` of the required ones, in argument order.
    arguments: Vec<usize>,
}

impl Input {
    /// An input whose required members are arguments in ascending order of `rank`; those of equal rank
    /// stay in the order of `members`.
    pub fn new<R: Ord>(members: Vec<Member>, rank: impl Fn(&Member) -> R) -> Self {
        let mut arguments: Vec<usize> =
            (0..members.len()).filter(|at| members[*at].required).collect();
        arguments.sort_by_key(|at| rank(&members[*at]));
        Self { members, arguments }
    }

    /// The positions of the required members, in argument order.
    pub fn argument_positions(&self) -> &[usize] {
        &self.arguments
    }

    /// The required members, in argument order.
    pub fn arguments(&self) -> impl Iterator<Item = &Member> {
        self.arguments.iter().map(|at| &self.members[*at])
    }
}

impl Deref for Input {
    type Target = [Member];

    fn deref(&self) -> &[Member] {
        &self.members
    }
}

impl<'a> IntoIterator for &'a Input {
    type Item = &'a Member;
    type IntoIter = std::slice::Iter<'a, Member>;

    fn into_iter(self) -> Self::IntoIter {
        self.members.iter()
    }
}

/// An example value of the document.
#[derive(Clone, Debug, PartialEq)]
pub struct Example {
    /// Its pointer in the document.
    pub pointer: Pointer,
    /// The value, as it is in JSON.
    pub value: serde_json::Value,
}

/// An HTTP method that operations use.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HttpMethod {
    /// `DELETE`
    Delete,
    /// `GET`
    Get,
    /// `HEAD`
    Head,
    /// `OPTIONS`
    Options,
    /// `PATCH`
    Patch,
    /// `POST`
    Post,
    /// `PUT`
    Put,
    /// `TRACE`
    Trace,
}

/// What a signature covers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Signing {
    /// The whole request.
    Signed,
    /// The request without its body: the payload hash is `UNSIGNED-PAYLOAD`.
    UnsignedPayload,
    /// Nothing: the request is sent without a signature.
    Unsigned,
}

/// A piece of a path.
#[derive(Clone, Debug, PartialEq)]
pub enum PathPart {
    /// A literal, `/tags/`.
    Literal(String),
    /// A label: the value of this member of the input.
    Label(Reference),
    /// A greedy label: slashes of the value are kept.
    GreedyLabel(Reference),
}

/// The output of an operation.
#[derive(Clone, Debug, PartialEq)]
pub struct Output {
    /// The HTTP status that the document gives for success, or the first of several.
    pub status: u16,
    /// Whether redirections are a success.
    pub redirects: bool,
    /// The format of the body, where it is not JSON or a payload in the format of its type.
    pub format: Option<BodyFormat>,
    /// The bodies by status, if they differ. The payload is then a union of them.
    pub variants: Vec<StatusVariant>,
    /// The members, in the order of the document; none if the response has no content.
    pub members: Vec<Member>,
    /// The shape that the document names for it.
    pub shape: Option<ShapeId>,
    /// The pointer of the output shape, if the document names one.
    pub pointer: Option<Pointer>,
    /// Whether all of it is sensitive.
    pub sensitive: bool,
    /// An example of the body, as the document gives it.
    pub example: Option<serde_json::Value>,
    /// Its documentation (HTML or Markdown).
    pub documentation: Option<String>,
}

/// A response that is a stream of events or values.
#[derive(Clone, Debug, PartialEq)]
pub struct EventStream {
    /// Its format.
    pub format: EventFormat,
    /// Its media type.
    pub media_type: String,
    /// The type of the data of an event, or of a value.
    pub target: Type,
    /// The member of the input that requests a stream, a boolean.
    pub switch: Option<Reference>,
}

/// The format of a stream.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EventFormat {
    /// Server-Sent Events.
    ServerSent,
    /// A JSON value in each line.
    Lines,
    /// JSON texts after record separators (RFC 7464).
    Sequence,
}

/// The format of a body.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BodyFormat {
    /// JSON.
    Json,
    /// Pairs of keys and values, `application/x-www-form-urlencoded`.
    Form,
    /// Parts with names, `multipart/form-data`.
    Multipart,
    /// A string.
    Text,
    /// A string of a response, in JSON or as text, as its media type states.
    JsonOrText,
    /// Bytes, of any media type.
    Bytes,
}

/// The form of a member in a form or in parts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Encoding {
    /// Positions of a list are in brackets.
    Brackets,
    /// The elements of a list, or the keys and values of an object, are joined with this separator.
    Joined(&'static str),
    /// The members of an object are pairs of their own.
    Pairs,
    /// JSON.
    Json,
    /// A value of this media type.
    MediaType(String),
    /// Bytes that are a file of this media type, or of one of several, separated by commas.
    File(String),
}

/// A status, or several.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum StatusRange {
    /// This status.
    Code(u16),
    /// Those that start with this digit.
    Class(u16),
    /// Any status that is not listed.
    Default,
}

/// The body of an output for some statuses.
#[derive(Clone, Debug, PartialEq)]
pub struct StatusVariant {
    /// The statuses.
    pub status: StatusRange,
    /// The member of the payload's union, with its format; `None` for a response without content.
    pub member: Option<(Reference, BodyFormat)>,
}

/// An error that is identified by its status.
#[derive(Clone, Debug, PartialEq)]
pub struct ErrorStatus {
    /// The statuses.
    pub status: StatusRange,
    /// Its bodies that are JSON or text: that of any media type first.
    pub bodies: Vec<ErrorBody>,
    /// Its documentation (HTML or Markdown).
    pub documentation: Option<String>,
}

/// The body of an error that is identified by its status.
#[derive(Clone, Debug, PartialEq)]
pub struct ErrorBody {
    /// Its media type; `None` for any that no other body has.
    pub media_type: Option<String>,
    /// Its type.
    pub target: Type,
    /// Its format: JSON, text, or either.
    pub format: BodyFormat,
}

/// The pagination of a list.
#[derive(Clone, Debug, PartialEq)]
pub struct Pagination {
    /// How the next page is requested.
    pub next: NextPage,
    /// The path in the output to the items, and the type of an item, if there is exactly one list.
    pub items: Option<(OutputPath, Type)>,
    /// The input member of the page size, an integer.
    pub page_size: Option<Reference>,
    /// The path to the boolean that is `false` on the last page.
    pub more: Option<OutputPath>,
    /// The path to the number of all items, or of all pages if they are numbered.
    pub total: Option<OutputPath>,
}

/// A path in an output. [`PathStep::each`] leads to the last element of a list.
pub type OutputPath = Vec<PathStep>;

/// How the next page of a list is requested.
#[derive(Clone, Debug, PartialEq)]
pub enum NextPage {
    /// With a token.
    Token {
        /// The input member that takes it.
        input: Reference,
        /// The path to the next token.
        output: OutputPath,
    },
    /// At a URL in the output.
    Link {
        /// The path to it.
        output: OutputPath,
    },
    /// At the URL of the header `Link` with the relation `next`.
    LinkHeader,
    /// With the position of its first item.
    Offset {
        /// The input member that takes it.
        input: Reference,
        /// The position of the first item of the list.
        first: i64,
    },
    /// With its number.
    Number {
        /// The input member that takes it.
        input: Reference,
        /// The number of the first page.
        first: i64,
    },
}

/// An error that the service documents.
#[derive(Clone, Debug, PartialEq)]
pub struct ServiceError {
    /// The code on the wire, `ResourceNotFoundException`.
    pub code: String,
    /// Its pointer in the document.
    pub pointer: Pointer,
    /// Its documentation (HTML or Markdown).
    pub documentation: Option<String>,
    /// The HTTP status of its responses, if the document states it.
    pub status: Option<u16>,
    /// The key of its message in the body, if the document states it.
    pub message: Option<String>,
    /// The structure of its members, if it has any but the message.
    pub shape: Option<ShapeId>,
    /// The headers of its responses that the document lists.
    pub headers: Vec<String>,
    /// Whether a retry can succeed, if the document states it.
    pub retry: Option<ErrorRetry>,
}

/// How an error is retried.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ErrorRetry {
    /// The same request may succeed.
    Transient,
    /// The service throttles requests.
    Throttling,
}

impl ServiceError {
    /// Creates an error of which only the code is known.
    pub fn new(code: String, pointer: Pointer) -> Self {
        Self {
            code,
            pointer,
            documentation: None,
            status: None,
            message: None,
            shape: None,
            headers: Vec::new(),
            retry: None,
        }
    }
}
