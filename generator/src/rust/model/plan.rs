//! How requests are encoded, responses decoded, lists paginated and waiters evaluated. Each `field` of a
//! step is the position of a field of the input or of the output.

use super::{ExampleValue, Field, RustType};
use crate::rust::Docs;
use crate::service::{
    AcceptorState, Alternatives, Encoding, EventFormat, HttpMethod, Signing, StatusRange, Styled,
};
use proc_macro2::Ident;
use std::rc::Rc;

/// The encoding of a request, in steps.
#[derive(Clone, Debug)]
pub struct RequestPlan {
    /// The HTTP method.
    pub method: HttpMethod,
    /// Host prefix, path, fixed headers, query, headers and body, in that order.
    pub steps: Vec<EncodeStep>,
    /// The media type of the body, where it is not that of its format.
    pub media_type: Option<String>,
    /// Whether the body is left out if no member of it is set.
    pub optional_body: bool,
    /// Whether the body is JSON with numbers that have to be finite: AWS's protocols have strings for others.
    pub finite_numbers: bool,
    /// Whether the request has a checksum of its body.
    pub checksum: bool,
    /// Whether the body may be compressed.
    pub compression: bool,
    /// Whether and how the request is signed.
    pub signing: Signing,
    /// The security schemes that it takes; `None` for those of the service.
    pub security: Option<Alternatives>,
    /// The base URL of its own.
    pub server: Option<String>,
    /// The idempotency tokens of the input, which are generated if they are absent.
    pub tokens: Vec<Ident>,
}

impl RequestPlan {
    /// Whether the request has a body, so that it cannot be presigned.
    pub fn has_body(&self) -> bool {
        self.steps.iter().any(EncodeStep::is_body)
    }
}

impl RequestPlan {
    /// Whether the body is a form, or parts.
    pub fn has_form(&self, in_parts: bool) -> bool {
        let is_one = |step: &EncodeStep| matches!(step, EncodeStep::Form { multipart, .. } if *multipart == in_parts);
        self.steps.iter().any(is_one)
    }
}

/// One step of encoding.
#[derive(Clone, Debug)]
pub enum EncodeStep {
    /// A literal part of the host prefix.
    HostLiteral(String),
    /// A label of the host prefix.
    HostLabel {
        /// The name of the member, for error messages.
        member: String,
        /// The field of the value.
        field: usize,
    },
    /// A literal part of the path.
    Literal(String),
    /// A label of the path.
    Label {
        /// The name of the member, for error messages.
        member: String,
        /// The field of the value.
        field: usize,
        /// Whether slashes of the value are kept.
        greedy: bool,
    },
    /// A query parameter with a fixed value.
    FixedQuery {
        /// The key.
        key: String,
        /// The value; `None` for the key alone, without `=`.
        value: Option<String>,
    },
    /// A header with a fixed value, unless a later step sets it.
    FixedHeader {
        /// The header's name.
        key: String,
        /// The value.
        value: String,
    },
    /// A query parameter; a list repeats the key, a map has keys of its entries.
    Query {
        /// The key.
        key: String,
        /// The field of the value.
        field: usize,
    },
    /// A header; a list is joined with commas.
    Header {
        /// The header's name.
        key: String,
        /// The name of the member, for error messages.
        member: String,
        /// The field of the value.
        field: usize,
    },
    /// A header for each entry of a map.
    PrefixHeaders {
        /// The prefix of the header names.
        prefix: String,
        /// The name of the member, for error messages.
        member: String,
        /// The field that holds the map.
        field: usize,
    },
    /// A parameter in a style.
    Styled {
        /// Its location and style.
        styled: Styled,
        /// Its name on the wire.
        key: String,
        /// The name of the member, for error messages.
        member: String,
        /// The field of the value.
        field: usize,
    },
    /// The members of the body, as JSON.
    JsonBody,
    /// The members of the body, or of one member, as a form or in parts.
    Form {
        /// The field, if one member is the whole body.
        field: Option<usize>,
        /// Whether each member is a part.
        multipart: bool,
        /// The encodings that are not the default, by wire name.
        encodings: Vec<(String, Encoding)>,
    },
    /// One member as the whole body.
    Payload {
        /// The name of the member, for error messages.
        member: String,
        /// The field.
        field: usize,
        /// Its format.
        form: Payload,
    },
}

impl EncodeStep {
    /// Whether the step sets the body.
    pub fn is_body(&self) -> bool {
        matches!(self, Self::JsonBody | Self::Form { .. } | Self::Payload { .. })
    }

    /// Whether the step does not depend on the input.
    pub fn is_constant(&self) -> bool {
        matches!(
            self,
            Self::HostLiteral(_)
                | Self::Literal(_)
                | Self::FixedQuery { .. }
                | Self::FixedHeader { .. }
        )
    }
}

/// The format of a member that is the whole body.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Payload {
    /// As JSON; no body if it is absent.
    Json,
    /// A structure as JSON; `{}` if it is absent.
    Structure,
    /// A string or an enum, as plain text.
    Text,
    /// A string or an enum of a response, in JSON or as plain text.
    JsonOrText,
    /// Bytes.
    Raw,
    /// As a stream.
    Stream,
    /// As a stream whose length is sent before it.
    SizedStream,
}

/// The decoding of a response: the body first, then status and headers.
#[derive(Clone, Debug)]
pub struct ResponsePlan {
    /// The contents of the body.
    pub body: ResponseBody,
    /// The members that are bound to status and headers.
    pub steps: Vec<DecodeStep>,
    /// Whether a header that has another type than the document states is absent, and no error.
    pub lenient: bool,
    /// Whether an empty body is an error: it lacks required members.
    pub requires_body: bool,
}

/// The contents of a response body.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ResponseBody {
    /// No member.
    Nothing,
    /// Members, as JSON.
    Json,
    /// One member alone.
    Payload {
        /// The field.
        field: usize,
        /// Its format.
        form: Payload,
    },
    /// One member alone, which is a union of the bodies of several statuses.
    ByStatus {
        /// The field.
        field: usize,
        /// The union.
        union: Ident,
        /// The statuses, the most specific first.
        arms: Vec<StatusArm>,
    },
}

/// The body of a response with some statuses.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StatusArm {
    /// The statuses.
    pub status: StatusRange,
    /// The body; `None` for no body.
    pub body: Option<ArmBody>,
}

/// The body of a [`StatusArm`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ArmBody {
    /// The variant of the union.
    pub variant: Ident,
    /// The format of its value.
    pub form: Payload,
    /// Whether it is boxed.
    pub boxed: bool,
    /// Whether it is an `Option`, which is `None` for `null`.
    pub nullable: bool,
    /// Whether an empty body is an error: it lacks required members.
    pub requires_body: bool,
}

/// A member that is bound to the status or to headers.
#[derive(Clone, Debug)]
pub enum DecodeStep {
    /// A header; a list is split at commas.
    Header {
        /// The header's name.
        key: String,
        /// The field of the value.
        field: usize,
    },
    /// All headers with a prefix, as a map.
    PrefixHeaders {
        /// The prefix.
        prefix: String,
        /// The field of the map.
        field: usize,
    },
    /// The HTTP status.
    Status {
        /// The field of the value.
        field: usize,
    },
}

/// A response that is a stream of events or values.
#[derive(Clone, Debug)]
pub struct EventPlan {
    /// The method of the request builder.
    pub method: Ident,
    /// Its format.
    pub format: EventFormat,
    /// Its media type.
    pub media_type: String,
    /// The type of the data of an event, or of a value.
    pub data: RustType,
    /// The field of the input that requests a stream.
    pub switch: Option<Field>,
}

/// The pagination, if the operation is a list.
#[derive(Clone, Debug)]
pub struct PaginationPlan {
    /// How the next page is requested.
    pub next: NextPlan,
    /// The input's field of the page size.
    pub page_size: Option<Field>,
    /// The output's list, with the type of its elements.
    pub items: Option<(Vec<PageField>, RustType)>,
    /// The boolean that is `false` on the last page.
    pub more: Option<Vec<PageField>>,
    /// The number of all items, or of all pages.
    pub total: Option<Vec<PageField>>,
}

/// How the next page is requested.
#[derive(Clone, Debug)]
pub enum NextPlan {
    /// With a token.
    Token {
        /// The input's field of it.
        input: Field,
        /// The next token in the output.
        output: Vec<PageField>,
    },
    /// At a URL in the output.
    Link {
        /// The URL.
        output: Vec<PageField>,
    },
    /// At a URL in a header.
    LinkHeader,
    /// With the position of its first item.
    Offset {
        /// The input's field of it.
        input: Field,
        /// The position of the first item of the list.
        first: i64,
    },
    /// With its number.
    Number {
        /// The input's field of it.
        input: Field,
        /// The number of the first page.
        first: i64,
    },
}

/// A step of a path in an output.
#[derive(Clone, Debug)]
pub struct PageField {
    /// The field.
    pub field: Field,
    /// Whether it is a list, and the path continues in its last element.
    pub last: bool,
}

impl PaginationPlan {
    /// Whether the next page is requested with a token alone.
    pub fn is_by_token(&self) -> bool {
        matches!(self.next, NextPlan::Token { .. }) && self.more.is_none()
    }

    /// Returns whether the setter of the page size is `limit`, as the one of all items is.
    pub fn has_limit(&self) -> bool {
        let is_limit = |field: &Field| field.setter == "limit";
        self.items.is_some() && self.page_size.as_ref().is_some_and(is_limit)
    }

    /// The keys that lead to the items, joined with dots.
    pub fn items_key(&self) -> Option<String> {
        self.items.as_ref().map(|(list, _)| key(list))
    }

    /// The keys that lead to the token or the URL of the next page; empty if it is not in the output.
    pub fn token_key(&self) -> String {
        match &self.next {
            NextPlan::Token { output, .. } | NextPlan::Link { output } => key(output),
            NextPlan::LinkHeader | NextPlan::Offset { .. } | NextPlan::Number { .. } => {
                String::new()
            }
        }
    }
}

fn key(path: &[PageField]) -> String {
    let keys: Vec<_> = path.iter().map(|step| step.field.key.as_str()).collect();
    keys.join(".")
}

/// A module with one waiter.
#[derive(Clone, Debug)]
pub struct WaiterModule {
    /// The pointer of the waiter in the document.
    pub source: String,
    /// The Cargo feature that it is compiled with; `None` if it always is.
    pub feature: Option<Rc<str>>,
    /// The name of the module and, with `.rs`, of its file.
    pub module: Ident,
    /// The type of the waiter, `StageDeleted`.
    pub name: Ident,
    /// The method of the client, `wait_until_stage_deleted`.
    pub method: Ident,
    /// The waiter's name in errors.
    pub wire_name: String,
    /// The documentation of the type.
    pub docs: Docs,
    /// The documentation of the client's method.
    pub method_docs: Docs,
    /// The operation that is polled.
    pub operation: Ident,
    /// Its input.
    pub input: Ident,
    /// Whether the input implements `Default`.
    pub input_has_default: bool,
    /// Its output.
    pub output: Ident,
    /// The arguments of the client's method, in order.
    pub arguments: Vec<Field>,
    /// Values of the arguments for an example; none if one has no finite value.
    pub example: Option<Vec<(Ident, ExampleValue)>>,
    /// The minimum delay between two polls, in seconds.
    pub min_delay: u64,
    /// The maximum delay between two polls, in seconds.
    pub max_delay: u64,
    /// The acceptors; the first that matches determines the state.
    pub acceptors: Vec<AcceptorPlan>,
    /// Whether an error can be a success state.
    pub accepts_errors: bool,
}

/// An acceptor: the state that follows if a result matches.
#[derive(Clone, Debug)]
pub struct AcceptorPlan {
    /// The state.
    pub state: AcceptorState,
    /// A description of the match, for the message of a failure.
    pub reason: String,
    /// The test of a result.
    pub test: Test,
}

/// A test of a result.
#[derive(Clone, Debug)]
pub enum Test {
    /// Every output.
    AnyOutput,
    /// Every error.
    AnyError,
    /// The errors for which this predicate is true.
    Error(Ident),
    /// Outputs in which a value matches.
    Output {
        /// The path to the value.
        path: Vec<Access>,
        /// The comparison.
        comparison: Comparison,
    },
}

/// A step of a path: a field.
#[derive(Clone, Debug, PartialEq)]
pub struct Access {
    /// The field.
    pub field: Ident,
    /// Whether it is an `Option`.
    pub optional: bool,
    /// Whether it holds a `Box`.
    pub boxed: bool,
    /// Whether the path continues in each element of its list.
    pub each: bool,
    /// Whether elements of that list are `Option`s.
    pub nullable: bool,
}

/// The comparison of the value at the end of a path.
#[derive(Clone, Debug)]
pub enum Comparison {
    /// The value is equal.
    Equals(Constant),
    /// All values are equal, and there is at least one.
    All(Constant),
    /// Any value is equal.
    Any(Constant),
    /// The value is present (`true`) or absent (`false`).
    Present(bool),
}

/// A value to compare with.
#[derive(Clone, Debug)]
pub enum Constant {
    /// A string.
    String(String),
    /// A boolean.
    Bool(bool),
    /// A variant of an enum of the crate's `types`.
    Variant(Ident, Ident),
}
