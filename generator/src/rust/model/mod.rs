//! The Rust crate as decided: items, names, types and documentation. Data without behaviour.

mod example;
mod plan;

pub use example::{ExampleCall, ExampleOutput, ExampleSetting, ExampleValue, Shown};
pub use plan::{
    AcceptorPlan, Access, Comparison, Constant, DecodeStep, EncodeStep, PaginationPlan, Payload,
    RequestPlan, ResponseBody, ResponsePlan, Test, WaiterModule,
};

use super::Docs;
use crate::service::ErrorRetry;
use proc_macro2::Ident;

/// A whole crate.
#[derive(Clone, Debug)]
pub struct RustCrate {
    /// Its name as others write it in Rust, `generated_sdk`.
    pub name: Ident,
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
    /// The text of the error's method that reads a header.
    pub error_headers: Docs,
    /// A module for each waiter, in the order of the document.
    pub waiters: Vec<WaiterModule>,
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
    /// An open enum whose variants hold data.
    Union(Union),
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
    /// Whether a caller can compare values of it with the limits of the document.
    pub checked: bool,
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
    /// Whether the value is left out of what `Debug` shows.
    pub redacted: bool,
    /// Whether it is a key of the JSON body.
    pub in_body: bool,
    /// Its key in JSON. What travels outside of the body has one, too: users may keep inputs as JSON.
    pub key: String,
    /// What its value is compared with on request.
    pub check: Option<Check>,
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
    /// `i32`
    I32,
    /// `i64`
    I64,
    /// `f32`
    F32,
    /// `f64`
    F64,
    /// `jiff::Timestamp`, in one of the wire's formats.
    Timestamp(TimestampCodec),
    /// The runtime's `Blob`.
    Blob,
    /// The runtime's `ByteStream`.
    Stream,
    /// The runtime's `Json`.
    Json,
    /// The runtime's `Json`, written as a text.
    JsonString,
    /// A struct or an enum of the crate's `types`.
    Named(Ident),
    /// `Vec<_>`
    Vec(Box<RustType>),
    /// `BTreeMap<String, _>`
    Map(Box<RustType>),
    /// `Option<_>`, in a list or a map that may hold `null`.
    Option(Box<RustType>),
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

/// An open enum whose variants hold data: an object with exactly one of its members.
#[derive(Clone, Debug)]
pub struct Union {
    /// Where it stands in the document.
    pub source: String,
    /// Its name.
    pub name: Ident,
    /// Its text.
    pub docs: Docs,
    /// Its known members, in the order of the document. Their names are those of variants.
    pub members: Vec<Field>,
    /// Whether values of it are written into request bodies.
    pub written: bool,
    /// Whether values of it are read from responses.
    pub read: bool,
    /// Whether `Debug` shows nothing of it.
    pub redacted: bool,
    /// Whether the document discourages its use.
    pub deprecated: bool,
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
    /// The HTTP status that it comes with, where that is known.
    pub status: Option<u16>,
    /// The key of its message in the body, where the runtime does not know it by itself.
    pub message: Option<String>,
    /// What another try is worth, where the document says so.
    pub retry: Option<ErrorRetry>,
}

impl ErrorVariant {
    /// Whether there is anything of it that the runtime has to be told.
    pub fn is_modeled(&self) -> bool {
        self.message.is_some() || self.retry.is_some()
    }
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
    /// The positions among the fields of `input` of the arguments, in their order.
    pub(super) argument_positions: Vec<usize>,
    /// What comes back.
    pub output: Structure,
    /// How the request is put together.
    pub request: RequestPlan,
    /// How the answer is read.
    pub response: ResponsePlan,
    /// How the next page is asked for.
    pub pagination: Option<PaginationPlan>,
    /// A call as a user writes it; none if the input holds a value that no document can show.
    pub example: Option<ExampleCall>,
    /// Whether the call changes nothing.
    pub read_only: bool,
    /// Whether repeating the call comes to the same as making it once.
    pub idempotent: bool,
    /// Whether the document discourages its use.
    pub deprecated: bool,
}

impl OperationModule {
    /// The fields of the input that the client's method takes as arguments, in their order: one for each
    /// required member.
    pub fn arguments(&self) -> impl Iterator<Item = &Field> {
        self.argument_positions
            .iter()
            .map(|at| &self.input.fields[*at])
    }
}

/// What a value is compared with when a caller asks for it.
#[derive(Clone, Debug, PartialEq)]
pub struct Check {
    /// The member's name on the wire, for error messages.
    pub name: String,
    /// Whether its parts are counted and not looked into.
    pub counted: bool,
    /// Its limits.
    pub limits: Limits,
}

/// Inclusive limits of a value.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Limits {
    /// The smallest number.
    pub minimum: Option<f64>,
    /// The largest number.
    pub maximum: Option<f64>,
    /// The minimum number of characters, elements or entries.
    pub min_length: Option<u64>,
    /// The maximum number of characters, elements or entries.
    pub max_length: Option<u64>,
    /// The limits of each key of a map.
    pub keys: Option<Box<Limits>>,
    /// The limits of each element of a list, or of each value of a map.
    pub values: Option<Box<Limits>>,
}
