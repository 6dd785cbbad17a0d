//! Operations: what is sent, what comes back, and how a list is continued.

use super::{Member, ShapeId};
use crate::document::Pointer;
use indexmap::IndexMap;
use std::ops::Deref;

/// One operation of the service.
#[derive(Clone, Debug, PartialEq)]
pub struct Operation {
    /// The service's own name for it, `CreateStage`.
    pub name: String,
    /// Where it stands in the document.
    pub pointer: Pointer,
    /// The HTTP method.
    pub method: HttpMethod,
    /// The path, cut into literals and labels. Literals are percent-encoded already.
    pub path: Vec<PathPart>,
    /// Query parameters that are part of the operation and never an argument.
    pub fixed_query: Vec<(String, Option<String>)>,
    /// Headers that are part of the operation, unless a member of the same name is given.
    pub fixed_headers: Vec<(String, String)>,
    /// What goes before the host's name, cut into literals and labels; mostly nothing.
    pub host_prefix: Vec<PathPart>,
    /// The members of the input, and which of them are the arguments of a call.
    pub input: Input,
    /// Where the input shape stands, when the document names one.
    pub input_pointer: Option<Pointer>,
    /// Values with which a call makes sense, by [`Member::name`], as the document gives them. They say which
    /// optional members are worth showing; required ones may be missing.
    pub example: IndexMap<String, Example>,
    /// Whether a body is sent: JSON, even an empty object, or the member with [`super::Binding::Payload`].
    pub has_body: bool,
    /// Whether and how the request is signed.
    pub signing: Signing,
    /// What the service answers on success.
    pub output: Output,
    /// Codes of the errors that the document lists for this operation.
    pub errors: Vec<String>,
    /// How the next page is asked for, when the operation is a list.
    pub pagination: Option<Pagination>,
    /// Whether the operation only reads, so that repeating it is always safe.
    pub read_only: bool,
    /// Whether the document says that doing it several times comes to the same as doing it once.
    pub idempotent: bool,
    /// What the operation does, as written in the document (HTML or Markdown).
    pub documentation: Option<String>,
    /// Whether the document discourages its use.
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
        let mut arguments: Vec<usize> = (0..members.len())
            .filter(|at| members[*at].required)
            .collect();
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

/// A value as the document shows it.
#[derive(Clone, Debug, PartialEq)]
pub struct Example {
    /// Where it stands in the document.
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
    /// `PATCH`
    Patch,
    /// `POST`
    Post,
    /// `PUT`
    Put,
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
    /// Sent as it stands, `/tags/`.
    Literal(String),
    /// Filled with the member of this name (a [`Member::name`] of the input).
    Label(String),
    /// The same, but slashes in the value stay slashes.
    GreedyLabel(String),
}

/// The answer to a successful call.
#[derive(Clone, Debug, PartialEq)]
pub struct Output {
    /// The HTTP status that the document gives for success.
    pub status: u16,
    /// The members, in the order of the document; none when the answer has no content.
    pub members: Vec<Member>,
    /// The shape that the document names for it.
    pub shape: Option<ShapeId>,
    /// Where the output shape stands, when the document names one.
    pub pointer: Option<Pointer>,
    /// Whether no part of it may be shown.
    pub sensitive: bool,
    /// An example of the body, as the document gives it.
    pub example: Option<serde_json::Value>,
    /// What the output is, as written in the document (HTML or Markdown).
    pub documentation: Option<String>,
}

/// How a list goes on. Each field is a [`Member::name`].
#[derive(Clone, Debug, PartialEq)]
pub struct Pagination {
    /// The input member that takes the token.
    pub input_token: String,
    /// The output member that holds the next token.
    pub output_token: String,
    /// The output list that the pages are made of, when there is exactly one.
    pub items: Option<String>,
    /// The input member that bounds the size of a page.
    pub page_size: Option<String>,
}

/// An error that the service documents.
#[derive(Clone, Debug, PartialEq)]
pub struct ServiceError {
    /// The code on the wire, `ResourceNotFoundException`.
    pub code: String,
    /// Where it stands in the document.
    pub pointer: Pointer,
    /// When it occurs, as written in the document (HTML or Markdown).
    pub documentation: Option<String>,
    /// The HTTP status that it comes with, where the document says so.
    pub status: Option<u16>,
    /// The key of the body under which its text stands, where the document says so.
    pub message: Option<String>,
    /// The headers that come with it and that the document names.
    pub headers: Vec<String>,
    /// What another try is worth, where the document says so.
    pub retry: Option<ErrorRetry>,
}

/// What another try is worth after an error.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ErrorRetry {
    /// The same call may succeed.
    Transient,
    /// The service asks for fewer calls.
    Throttling,
}

impl ServiceError {
    /// An error of which nothing but its code is known.
    pub fn new(code: String, pointer: Pointer) -> Self {
        Self {
            code,
            pointer,
            documentation: None,
            status: None,
            message: None,
            headers: Vec::new(),
            retry: None,
        }
    }
}
