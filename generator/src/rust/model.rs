//! The Rust crate as decided: items, names, types, documentation. Data without behaviour.

use super::Docs;
use crate::service::HttpMethod;
use proc_macro2::Ident;

/// A whole crate.
#[derive(Clone, Debug)]
pub struct RustCrate {
    /// Where the service itself stands in the document.
    pub source: String,
    /// The text of the crate page.
    pub docs: Docs,
    /// Facts that the runtime needs to reach the service.
    pub service: ServiceFacts,
    /// A module for each operation, in the order of the document.
    pub operations: Vec<OperationModule>,
    /// A module for each structure and enum in use, in the order of the document.
    pub types: Vec<TypeModule>,
    /// The service's errors.
    pub errors: Vec<ErrorVariant>,
}

/// What tells this service from others.
#[derive(Clone, Debug)]
pub struct ServiceFacts {
    /// `ivs-realtime`
    pub id: String,
    /// `Amazon Interactive Video Service RealTime`
    pub title: String,
    /// `2020-07-14`
    pub api_version: String,
    /// `ivsrealtime`
    pub endpoint_prefix: String,
    /// `ivs`
    pub signing_name: String,
    /// The wire names of members that hold secrets, in alphabetical order.
    pub secrets: Vec<String>,
}

/// A module with one type.
#[derive(Clone, Debug)]
pub struct TypeModule {
    /// The name of the module and, with `.rs`, of its file.
    pub module: Ident,
    /// What it holds.
    pub item: TypeItem,
}

/// A type of the service.
#[derive(Clone, Debug)]
pub enum TypeItem {
    /// A struct with public fields.
    Structure(Structure),
    /// An open enum.
    Enumeration(Enumeration),
}

/// A struct with public fields.
#[derive(Clone, Debug)]
pub struct Structure {
    /// Where it stands in the document.
    pub source: String,
    /// Its name.
    pub name: Ident,
    /// Its text.
    pub docs: Docs,
    /// Its fields, in the order of the document.
    pub fields: Vec<Field>,
    /// Whether values of it are written into requests.
    pub written: bool,
    /// Whether values of it are read from responses.
    pub read: bool,
    /// The rule that turns most field names into their wire names.
    pub rename: Option<RenameRule>,
    /// Whether the document discourages its use.
    pub deprecated: bool,
}

impl Structure {
    /// Whether a value can be made without saying anything.
    pub fn has_default(&self) -> bool {
        self.read
            || self
                .fields
                .iter()
                .all(|field| field.presence != Presence::Required)
    }
}

/// A field of a struct.
#[derive(Clone, Debug)]
pub struct Field {
    /// Its name.
    pub name: Ident,
    /// The method that sets it on the pending call.
    pub setter: Ident,
    /// The method that sets it on a value of the struct.
    pub with: Ident,
    /// What it holds, without the `Option` or `Box` that [`Field::presence`] and [`Field::boxed`] add.
    pub ty: RustType,
    /// Whether it may be absent, and what stands for absence.
    pub presence: Presence,
    /// Whether the value is boxed because the type contains itself.
    pub boxed: bool,
    /// Whether it is a key of the JSON body.
    pub in_body: bool,
    /// The key in JSON, when the struct's [`RenameRule`] does not give it.
    pub rename: Option<String>,
    /// Its full text.
    pub docs: Docs,
    /// The first sentence of its text, for lists of arguments.
    pub summary: Option<String>,
    /// Whether the document discourages its use.
    pub deprecated: bool,
}

/// Whether a field may be absent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Presence {
    /// Always there.
    Required,
    /// An `Option`.
    Optional,
    /// A list or map of an answer: absent reads as empty.
    EmptyWhenAbsent,
}

/// A Rust type that a field can have.
#[derive(Clone, Debug, PartialEq)]
pub enum RustType {
    /// `String`
    String,
    /// The runtime's `Secret`.
    Secret,
    /// `bool`
    Bool,
    /// `i64`
    I64,
    /// `f32`
    F32,
    /// `f64`
    F64,
    /// `jiff::Timestamp`, in one of the wire's formats.
    Timestamp(TimestampCodec),
    /// The runtime's `Json`.
    Json,
    /// A struct or an enum of the crate's `types`.
    Named(Ident),
    /// `Vec<_>`
    Vec(Box<RustType>),
    /// `BTreeMap<String, _>`
    Map(Box<RustType>),
}

/// The module of the runtime that reads and writes a timestamp.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TimestampCodec {
    /// ISO 8601.
    DateTime,
    /// Seconds since 1970.
    EpochSeconds,
    /// The date of HTTP headers.
    HttpDate,
}

/// A rule by which serde derives wire names from field names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RenameRule {
    /// `stage_arn` is `stageArn` on the wire.
    CamelCase,
    /// `stage_arn` is `StageArn` on the wire.
    PascalCase,
}

/// An open enum.
#[derive(Clone, Debug)]
pub struct Enumeration {
    /// Where it stands in the document.
    pub source: String,
    /// Its name.
    pub name: Ident,
    /// Its text.
    pub docs: Docs,
    /// Its known values, in the order of the document.
    pub variants: Vec<Variant>,
    /// Whether values of it are written into request bodies.
    pub written: bool,
    /// Whether values of it are read from responses.
    pub read: bool,
    /// Whether the document discourages its use.
    pub deprecated: bool,
}

/// A known value of an enum.
#[derive(Clone, Debug)]
pub struct Variant {
    /// Its name.
    pub name: Ident,
    /// Its text on the wire.
    pub value: String,
    /// Its text.
    pub docs: Docs,
}

/// A known error of the service.
#[derive(Clone, Debug)]
pub struct ErrorVariant {
    /// Its name among the error codes.
    pub variant: Ident,
    /// Its code on the wire.
    pub code: String,
    /// The method that asks for it, `is_resource_not_found`.
    pub predicate: Ident,
    /// Its text.
    pub docs: Docs,
    /// The text of the predicate.
    pub predicate_docs: Docs,
}

/// A module with one operation: the pending call, its input and its output.
#[derive(Clone, Debug)]
pub struct OperationModule {
    /// Where the operation stands in the document.
    pub source: String,
    /// The name of the module and, with `.rs`, of its file.
    pub module: Ident,
    /// The type of the pending call, `CreateStage`.
    pub name: Ident,
    /// The method of the client, `create_stage`.
    pub method: Ident,
    /// The operation's name in signatures, logs and errors.
    pub wire_name: String,
    /// The text of the pending call.
    pub docs: Docs,
    /// The text of the client's method.
    pub method_docs: Docs,
    /// What is sent.
    pub input: Structure,
    /// The fields of `input` that the caller must give, in the order of the arguments.
    pub arguments: Vec<usize>,
    /// What comes back.
    pub output: Structure,
    /// How the request is put together.
    pub request: RequestPlan,
    /// How the next page is asked for.
    pub pagination: Option<PaginationPlan>,
    /// Whether repeating the call is always safe.
    pub read_only: bool,
    /// Whether the document discourages its use.
    pub deprecated: bool,
}

/// How a request is put together, step by step.
#[derive(Clone, Debug)]
pub struct RequestPlan {
    /// The HTTP method.
    pub method: HttpMethod,
    /// Path, query, headers and body, in that order.
    pub steps: Vec<EncodeStep>,
}

/// One step of encoding. `field` is an index into the fields of the input.
#[derive(Clone, Debug)]
pub enum EncodeStep {
    /// Path text, as it stands.
    Literal(String),
    /// A label of the path.
    Label {
        /// The member's name, for error messages.
        member: String,
        /// The field that fills it.
        field: usize,
    },
    /// A query parameter with a fixed value.
    FixedQuery {
        /// The key.
        key: String,
        /// The value, empty when there is none.
        value: String,
    },
    /// A query parameter; a list repeats the key, a map gives its own keys.
    Query {
        /// The key.
        key: String,
        /// The field that fills it.
        field: usize,
    },
    /// A header.
    Header {
        /// The header's name.
        key: String,
        /// The member's name, for error messages.
        member: String,
        /// The field that fills it.
        field: usize,
    },
    /// The whole input as a JSON body.
    JsonBody,
}

impl EncodeStep {
    /// Whether the step is the same for every input.
    pub fn is_constant(&self) -> bool {
        matches!(self, Self::Literal(_) | Self::FixedQuery { .. })
    }
}

/// How the next page is asked for.
#[derive(Clone, Debug)]
pub struct PaginationPlan {
    /// The input's field for the token.
    pub input_token: Ident,
    /// Whether that field is a secret.
    pub input_token_secret: bool,
    /// The output's field with the next token.
    pub output_token: Ident,
    /// Whether the output always has that field.
    pub output_token_required: bool,
    /// Whether that field is a secret.
    pub output_token_secret: bool,
    /// The output's list, with the type of its elements.
    pub items: Option<(Ident, RustType)>,
}
