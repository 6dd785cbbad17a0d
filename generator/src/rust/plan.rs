//! How a request is put together and an answer read, and how the next page is asked for. Data without
//! behaviour. Each `field` is an index into the fields of the input or of the output.

use super::model::{Field, RustType};
use crate::service::{HttpMethod, Signing};
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
