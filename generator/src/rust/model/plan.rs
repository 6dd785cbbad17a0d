//! How requests are encoded, responses decoded, lists paginated and waiters evaluated. Each `field` of a
//! step is the position of a field of the input or of the output.

use super::{ExampleValue, Field, RustType};
use crate::rust::Docs;
use crate::service::{AcceptorState, HttpMethod, Signing};
use proc_macro2::Ident;

/// How a request is put together, step by step.
#[derive(Clone, Debug)]
pub struct RequestPlan {
    /// The HTTP method.
    pub method: HttpMethod,
    /// Host prefix, path, fixed headers, query, headers and body, in that order.
    pub steps: Vec<EncodeStep>,
    /// Whether and how the request is signed.
    pub signing: Signing,
    /// The fields of the input that are filled with a new token if the caller gives none.
    pub tokens: Vec<Ident>,
}

impl RequestPlan {
    /// Whether the request has a body, which a link cannot carry.
    pub fn has_body(&self) -> bool {
        let body = |step| matches!(step, &EncodeStep::JsonBody | &EncodeStep::Payload { .. });
        self.steps.iter().any(body)
    }
}

/// One step of encoding.
#[derive(Clone, Debug)]
pub enum EncodeStep {
    /// Text before the host's name, as it stands.
    HostLiteral(String),
    /// A label before the host's name.
    HostLabel {
        /// The member's name, for error messages.
        member: String,
        /// The field that fills it.
        field: usize,
    },
    /// Path text, as it stands.
    Literal(String),
    /// A label of the path.
    Label {
        /// The member's name, for error messages.
        member: String,
        /// The field that fills it.
        field: usize,
        /// Whether slashes in the value stay slashes.
        greedy: bool,
    },
    /// A query parameter with a fixed value.
    FixedQuery {
        /// The key.
        key: String,
        /// The value, empty when there is none.
        value: String,
    },
    /// A header with a fixed value, unless a later step sets it.
    FixedHeader {
        /// The header's name.
        key: String,
        /// The value.
        value: String,
    },
    /// A query parameter; a list repeats the key, a map gives its own keys.
    Query {
        /// The key.
        key: String,
        /// The field that fills it.
        field: usize,
    },
    /// A header; a list is joined with commas.
    Header {
        /// The header's name.
        key: String,
        /// The member's name, for error messages.
        member: String,
        /// The field that fills it.
        field: usize,
    },
    /// A header for each entry of a map.
    PrefixHeaders {
        /// What goes before each key.
        prefix: String,
        /// The member's name, for error messages.
        member: String,
        /// The field that holds the map.
        field: usize,
    },
    /// The members that travel in the body, as JSON.
    JsonBody,
    /// One member as the whole body.
    Payload {
        /// The member's name, for error messages.
        member: String,
        /// The field.
        field: usize,
        /// How it is written.
        form: Payload,
    },
}

impl EncodeStep {
    /// Whether the step is the same for every input.
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

/// How a member that is the whole body is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Payload {
    /// As JSON.
    Json,
    /// Its bytes, or the bytes of its text.
    Raw,
    /// Piece by piece.
    Stream,
    /// Piece by piece, with its length beforehand.
    SizedStream,
}

/// How an answer is read: the body first, then what travels beside it.
#[derive(Clone, Debug)]
pub struct ResponsePlan {
    /// What the body holds.
    pub body: ResponseBody,
    /// What is read from status and headers.
    pub steps: Vec<DecodeStep>,
}

/// What the body of an answer holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ResponseBody {
    /// Nothing that anybody reads.
    Nothing,
    /// Members, as JSON.
    Json,
    /// One member alone.
    Payload {
        /// The field.
        field: usize,
        /// How it is written.
        form: Payload,
    },
}

/// One step of decoding.
#[derive(Clone, Debug)]
pub enum DecodeStep {
    /// A header; a list is parted at commas.
    Header {
        /// The header's name.
        key: String,
        /// The field that it fills.
        field: usize,
    },
    /// All headers whose names begin so, as a map.
    PrefixHeaders {
        /// The start of their names.
        prefix: String,
        /// The field that they fill.
        field: usize,
    },
    /// The HTTP status.
    Status {
        /// The field that it fills.
        field: usize,
    },
}

/// How the next page is asked for.
#[derive(Clone, Debug)]
pub struct PaginationPlan {
    /// The input's field of the token.
    pub input_token: Field,
    /// The input's field of the page size.
    pub page_size: Option<Field>,
    /// The output's field of the next token.
    pub output_token: Field,
    /// The output's list, with the type of its elements.
    pub items: Option<(Ident, RustType)>,
}

/// A module with one waiter.
#[derive(Clone, Debug)]
pub struct WaiterModule {
    /// Where the waiter stands in the document.
    pub source: String,
    /// The name of the module and, with `.rs`, of its file.
    pub module: Ident,
    /// The type that says what is waited for, `StageDeleted`.
    pub name: Ident,
    /// The method of the client, `wait_until_stage_deleted`.
    pub method: Ident,
    /// The waiter's name in errors.
    pub wire_name: String,
    /// The text of the type.
    pub docs: Docs,
    /// The text of the client's method.
    pub method_docs: Docs,
    /// The pending call that asks.
    pub operation: Ident,
    /// What it sends.
    pub input: Ident,
    /// What it gets.
    pub output: Ident,
    /// What the caller must give, in the order of the arguments.
    pub arguments: Vec<Field>,
    /// The arguments as a user writes them; none if no document can show them.
    pub example: Option<Vec<(Ident, ExampleValue)>>,
    /// The shortest pause between two calls, in seconds.
    pub min_delay: u64,
    /// The longest pause between two calls, in seconds.
    pub max_delay: u64,
    /// What answers mean; the first that fits decides.
    pub acceptors: Vec<AcceptorPlan>,
    /// Whether an error can be what is waited for.
    pub accepts_errors: bool,
}

/// What one kind of answer means.
#[derive(Clone, Debug)]
pub struct AcceptorPlan {
    /// The meaning.
    pub state: AcceptorState,
    /// The answer in words, for the error of a failure.
    pub reason: String,
    /// Which answers.
    pub test: Test,
}

/// A test of an answer.
#[derive(Clone, Debug)]
pub enum Test {
    /// Every output.
    AnyOutput,
    /// Every error.
    AnyError,
    /// The errors for which this method of the error says yes.
    Error(Ident),
    /// Outputs with a certain value.
    Output {
        /// The fields that lead to it.
        path: Vec<Access>,
        /// What it has to be.
        comparison: Comparison,
    },
}

/// A field on the way to a value.
#[derive(Clone, Debug, PartialEq)]
pub struct Access {
    /// The field.
    pub field: Ident,
    /// Whether it is an `Option`.
    pub optional: bool,
    /// Whether it holds a `Box`.
    pub boxed: bool,
    /// Whether the way leads into every element of the list that it holds.
    pub each: bool,
    /// Whether elements of that list are `Option`s.
    pub nullable: bool,
}

/// What the value at the end of a way has to be.
#[derive(Clone, Debug)]
pub enum Comparison {
    /// This.
    Equals(Constant),
    /// This in each case, of which there is at least one.
    All(Constant),
    /// This in one case.
    Any(Constant),
    /// There, or absent.
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
