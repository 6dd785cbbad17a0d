//! The Rust crate: its items with their names, types and documentation. Data without behaviour.

mod command;
mod example;
mod guide;
mod plan;
mod server;

pub use command::{CallCommand, Flag, FlagKind, ListCommand, WaitCommand};
pub use example::{ExampleCall, ExampleOutput, ExampleSetting, ExampleValue, Shown};
pub use guide::{Guide, GuideCall};
pub use plan::{
    AcceptorPlan, Access, ArmBody, Comparison, Constant, DecodeStep, EncodeStep, EventPlan,
    NextPlan, PageField, PaginationPlan, Payload, RequestPlan, ResponseBody, ResponsePlan,
    StatusArm, Test, WaiterModule,
};

pub use server::{ServerType, ServerVariable, UrlPart, VariableValues};

use crate::service::{AwsService, BodyFormat, ErrorRetry, Security, TimestampFormat, Traits};
use proc_macro2::Ident;
use std::rc::Rc;

/// Lines of Markdown, as rustdoc reads them.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Docs(pub(super) Vec<String>);

impl Docs {
    /// The lines, without `///`.
    pub fn lines(&self) -> &[String] {
        &self.0
    }
}

/// A whole crate.
#[derive(Clone, Debug)]
pub struct RustCrate {
    /// Its name in Rust paths, `generated_sdk`.
    pub name: Ident,
    /// The name of its package, `generated-sdk`.
    pub package: String,
    /// The name of the command-line client.
    pub binary: String,
    /// The pointer of the service in the document.
    pub source: String,
    /// The first paragraphs of the documentation of the crate.
    pub docs: Docs,
    /// The rest of it; empty if there is no more.
    pub concepts: Docs,
    /// The examples of the guides, and the operations by task.
    pub guide: Guide,
    /// The Cargo features of the operations; `None` if all are always compiled.
    pub features: Option<TagFeatures>,
    /// The metadata of the service that the runtime needs.
    pub service: ServiceFacts,
    /// A type for each server, if a caller can choose.
    pub servers: Vec<ServerType>,
    /// A module for each operation, in the order of the document.
    pub operations: Vec<OperationModule>,
    /// A module for each structure and enum in use, in the order of the document.
    pub types: Vec<TypeModule>,
    /// The service's errors.
    pub errors: Vec<ErrorVariant>,
    /// The errors that are identified by their status.
    pub status_errors: StatusErrors,
    /// The documentation of `Error::header`.
    pub error_headers: Docs,
    /// A module for each waiter, in the order of the document.
    pub waiters: Vec<WaiterModule>,
    /// A subcommand of the command-line client for each operation.
    pub calls: Vec<CallCommand>,
    /// A subcommand of its `wait` for each waiter.
    pub waits: Vec<WaitCommand>,
}

/// The Cargo features of the operations.
#[derive(Clone, Debug)]
pub struct TagFeatures {
    /// Their names, in alphabetical order.
    pub names: Vec<Rc<str>>,
    /// The one that is on by default.
    pub default: Rc<str>,
}

impl RustCrate {
    /// Returns the operations that are compiled by default, which examples call.
    pub fn default_operations(&self) -> impl Iterator<Item = &OperationModule> {
        let default = self.features.as_ref().map(|features| &features.default);
        let is_default = move |operation: &&OperationModule| operation.feature.as_ref() == default;
        self.operations.iter().filter(is_default)
    }

    /// Returns whether a member may be `null` as well as absent.
    pub fn has_nullable(&self) -> bool {
        let inputs = self.operations.iter().map(|operation| &operation.input);
        let types = self.types.iter().filter_map(|module| match &module.item {
            TypeItem::Structure(item) => Some(item),
            TypeItem::Enumeration(_) | TypeItem::Union(_) => None,
        });
        let mut fields = inputs.chain(types).flat_map(|structure| &structure.fields);
        fields.any(|field| matches!(field.ty, RustType::Nullable(_)))
    }
}

/// The metadata of the service.
#[derive(Clone, Debug)]
pub struct ServiceFacts {
    /// `ivs-realtime`
    pub id: String,
    /// `Amazon Interactive Video Service RealTime`
    pub title: String,
    /// `2020-07-14`
    pub api_version: String,
    /// The identity of an AWS service; `None` for the services of others.
    pub aws: Option<AwsService>,
    /// The base URL of requests, unless the caller sets another; `None` if the document names no host.
    pub base_url: Option<String>,
    /// The security schemes.
    pub security: Security,
    /// The wire names of members that hold secrets, in alphabetical order.
    pub secrets: Vec<String>,
}

impl ServiceFacts {
    /// The start of the names of the environment variables of a service that is not one of AWS, as the runtime
    /// derives it from the id: `PET_STORE`.
    pub fn variable_prefix(&self) -> String {
        let upper = |c: char| if c.is_ascii_alphanumeric() { c.to_ascii_uppercase() } else { '_' };
        self.id.chars().map(upper).collect()
    }
}

/// A module with one type.
#[derive(Clone, Debug)]
pub struct TypeModule {
    /// The name of the module and, with `.rs`, of its file.
    pub module: Ident,
    /// The Cargo feature that it is compiled with; `None` if it always is.
    pub feature: Option<Rc<str>>,
    /// Its type.
    pub item: TypeItem,
    /// A value as a caller writes it, of a structure with several optional members.
    pub example: Option<ExampleValue>,
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

impl TypeItem {
    /// Returns the name of the type.
    pub fn name(&self) -> &Ident {
        match self {
            Self::Structure(item) => &item.name,
            Self::Enumeration(item) => &item.name,
            Self::Union(item) => &item.name,
        }
    }

    /// Returns the pointer of the type in the document.
    pub fn source(&self) -> &str {
        match self {
            Self::Structure(item) => &item.source,
            Self::Enumeration(item) => &item.source,
            Self::Union(item) => &item.source,
        }
    }
}

/// A struct with public fields.
#[derive(Clone, Debug)]
pub struct Structure {
    /// Its pointer in the document.
    pub source: String,
    /// Its name.
    pub name: Ident,
    /// Its documentation.
    pub docs: Docs,
    /// Its fields, in the order of the document.
    pub fields: Vec<Field>,
    /// The positions of the fields that constructors take as arguments, in their order.
    pub(crate) arguments: Vec<usize>,
    /// Whether values of it are written into requests.
    pub written: bool,
    /// Whether values of it are read from responses.
    pub read: bool,
    /// Whether values of it can be validated.
    pub checked: bool,
    /// Whether it implements `Eq` and `Hash`.
    pub hashable: bool,
    /// Whether it is deprecated.
    pub deprecated: bool,
}

impl Structure {
    /// Returns the fields that constructors take as arguments, in their order.
    pub fn arguments(&self) -> impl Iterator<Item = &Field> {
        self.arguments.iter().map(|at| &self.fields[*at])
    }

    /// Returns whether it implements `Default`.
    pub fn has_default(&self) -> bool {
        self.read || self.fields.iter().all(|field| field.presence != Presence::Required)
    }
}

/// A field of a struct.
#[derive(Clone, Debug)]
pub struct Field {
    /// Its name.
    pub name: Ident,
    /// The setter of the request builder.
    pub setter: Ident,
    /// The setter of the request builder that sets or clears the value, `set_…`.
    pub optional_setter: Ident,
    /// The setter of the struct, `with_…`.
    pub with: Ident,
    /// Its type without the `Option` or `Box` that [`Field::presence`] and [`Field::boxed`] add.
    pub ty: RustType,
    /// Whether it can be absent, and its value then.
    pub presence: Presence,
    /// The one value of a required string, which constructors set.
    pub constant: Option<String>,
    /// Whether the value is boxed because the type contains itself.
    pub boxed: bool,
    /// Whether `Debug` redacts the value.
    pub redacted: bool,
    /// Its location in JSON.
    pub location: Location,
    /// The setter of the request builder that sets `null`, if the value can be that as well as absent.
    pub null_setter: Option<Ident>,
    /// The same setter of the struct, `with_null_…`.
    pub with_null: Ident,
    /// Whether `null` is written where it is `None`.
    pub writes_null: bool,
    /// Its key in JSON. Members that are bound outside the body have one too, because inputs are serializable.
    pub key: String,
    /// The limits by which its value is validated.
    pub check: Option<Box<Check>>,
    /// Its documentation.
    pub docs: Docs,
    /// The first sentence of its documentation, if it is a member of an input.
    pub summary: Option<String>,
    /// Whether it is deprecated.
    pub deprecated: bool,
}

impl Field {
    /// Returns whether constructors take it as an argument.
    pub fn is_argument(&self) -> bool {
        self.presence == Presence::Required && self.constant.is_none()
    }

    /// Returns whether it is in the JSON body.
    pub fn is_in_body(&self) -> bool {
        self.location != Location::OutsideBody
    }
}

/// Where a field is in JSON.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Location {
    /// A key of the body.
    Body,
    /// A key of the body of responses, which requests do not contain.
    Received,
    /// All keys of the body that no other field has.
    OtherKeys,
    /// Not in the body.
    OutsideBody,
}

/// Whether a field may be absent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Presence {
    /// It is always present.
    Required,
    /// An `Option`.
    Optional,
    /// A list or map of an output; empty if it is absent in the response.
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
    /// `u64`
    U64,
    /// `f32`
    F32,
    /// `f64`
    F64,
    /// `jiff::Timestamp`, in one of the wire's formats.
    Timestamp(TimestampFormat),
    /// `jiff::civil::Date`
    Date,
    /// The runtime's `Blob`.
    Blob,
    /// The runtime's `ByteStream`.
    Stream,
    /// The runtime's `Json`.
    Json,
    /// The runtime's `Json`, serialized as a string.
    JsonString,
    /// A struct or an enum of the crate's `types`.
    Named(Ident),
    /// An enum of integers of the crate's `types`.
    IntegerEnum(Ident),
    /// An enum of the crate's `types` whose variants are of several types.
    OneOf(Ident),
    /// `Vec<_>`
    Vec(Box<RustType>),
    /// `BTreeMap<String, _>`
    Map(Box<RustType>),
    /// `Option<_>`: a member that is required and may be `null`, or in a list or a map that may hold `null`.
    Option(Box<RustType>),
    /// The runtime's `Nullable<_>`: a member that may be `null` as well as absent.
    Nullable(Box<RustType>),
}

impl RustType {
    /// Returns whether it is the runtime's `ByteStream`, or consists of it.
    fn has_streams(&self) -> bool {
        match self {
            Self::Stream => true,
            Self::Vec(inner) | Self::Map(inner) | Self::Option(inner) | Self::Nullable(inner) => {
                inner.has_streams()
            }
            _ => false,
        }
    }
}

/// An open enum.
#[derive(Clone, Debug)]
pub struct Enumeration {
    /// Its pointer in the document.
    pub source: String,
    /// Its name.
    pub name: Ident,
    /// Its documentation.
    pub docs: Docs,
    /// Its known values, in the order of the document.
    pub variants: Vec<Variant>,
    /// Whether its values are integers.
    pub is_integer: bool,
    /// Whether values of it are written into request bodies.
    pub written: bool,
    /// Whether values of it are read from responses.
    pub read: bool,
    /// Whether it is deprecated.
    pub deprecated: bool,
}

/// A known value of an enum.
#[derive(Clone, Debug)]
pub struct Variant {
    /// Its name.
    pub name: Ident,
    /// Its string on the wire, or the digits of its integer.
    pub value: String,
    /// Its documentation.
    pub docs: Docs,
}

/// An open enum whose variants hold data: an object with exactly one of its members.
#[derive(Clone, Debug)]
pub struct Union {
    /// Its pointer in the document.
    pub source: String,
    /// Its name.
    pub name: Ident,
    /// Its documentation.
    pub docs: Docs,
    /// Its known members, in the order of the document. Their names are those of variants.
    pub members: Vec<Field>,
    /// Its alternatives, in the order of `members`, if it is a value of one of several types instead of an object with
    /// one member.
    pub one_of: Option<OneOf>,
    /// Whether values of it can be validated.
    pub checked: bool,
    /// Whether values of it are written into request bodies.
    pub written: bool,
    /// Whether values of it are read from responses.
    pub read: bool,
    /// Whether `Debug` redacts it.
    pub redacted: bool,
    /// Whether it is deprecated.
    pub deprecated: bool,
}

/// What tells the values of several types apart.
#[derive(Clone, Debug)]
pub struct OneOf {
    /// The key of the member whose string names the alternative.
    pub tag: Option<String>,
    /// The alternatives.
    pub alternatives: Vec<Alternative>,
    /// Whether it implements `Display`: each alternative is a scalar that is shown as on the wire.
    pub displayed: bool,
}

/// One of several types.
#[derive(Clone, Debug)]
pub struct Alternative {
    /// The method that tests for it, `is_cat`.
    pub is: Ident,
    /// The method that returns its value, `as_cat`.
    pub as_value: Ident,
    /// Whether no other alternative has the same Rust type, so that it can be converted into the enum.
    pub is_convertible: bool,
    /// Whether its values contain structures with limits.
    pub is_checked: bool,
    /// What tells it from the others.
    pub traits: Traits,
}

/// A known error of the service.
#[derive(Clone, Debug)]
pub struct ErrorVariant {
    /// Its name among the error codes.
    pub variant: Ident,
    /// Its code on the wire.
    pub code: String,
    /// The predicate of `Error`, `is_resource_not_found`.
    pub predicate: Ident,
    /// Its documentation.
    pub docs: Docs,
    /// The documentation of the predicate.
    pub predicate_docs: Docs,
    /// The HTTP status of its responses, if the document states it.
    pub status: Option<u16>,
    /// The key of its message in the body, if it is not one of those that the runtime tries.
    pub message: Option<String>,
    /// Whether a retry can succeed, if the document states it.
    pub retry: Option<ErrorRetry>,
    /// Its members, if it has any but the message.
    pub details: Option<ErrorDetails>,
}

/// Errors that are identified by their status: their bodies and predicates.
#[derive(Clone, Debug, Default)]
pub struct StatusErrors {
    /// The bodies, in the order in which they are first listed.
    pub bodies: Vec<StatusBody>,
    /// The operations with the same bodies by status.
    pub rows: Vec<StatusRow>,
    /// The predicates of `Error` for statuses that an operation lists.
    pub predicates: Vec<(Ident, u16)>,
}

/// The body of errors that are identified by their status.
#[derive(Clone, Debug)]
pub struct StatusBody {
    /// The variant of `ErrorBody`.
    pub variant: Ident,
    /// Its type.
    pub ty: RustType,
    /// Whether it is JSON, text, or either.
    pub format: BodyFormat,
    /// The keys of its required members, if it is a structure.
    pub required: Vec<String>,
    /// Whether a body before it has the same variant.
    pub is_repeated: bool,
    /// The documentation of the variant.
    pub docs: Docs,
}

/// Operations with the same bodies of errors by status.
#[derive(Clone, Debug)]
pub struct StatusRow {
    /// The wire names of the operations.
    pub operations: Vec<String>,
    /// Each status with the media type and the position of its body. 1 to 9 stand for the statuses that start with that
    /// digit, 0 for any other; an empty media type for any other.
    pub statuses: Vec<(u16, String, usize)>,
}

/// The members of an error.
#[derive(Clone, Debug)]
pub struct ErrorDetails {
    /// The method of `Error`, `as_conflict`.
    pub method: Ident,
    /// The documentation of the method.
    pub docs: Docs,
    /// The structure.
    pub structure: Structure,
    /// How it is read.
    pub response: ResponsePlan,
}

/// A module with one operation: the request builder, its input and its output.
#[derive(Clone, Debug)]
pub struct OperationModule {
    /// The pointer of the operation in the document.
    pub source: String,
    /// The Cargo feature that it is compiled with; `None` if it always is.
    pub feature: Option<Rc<str>>,
    /// The name of the module and, with `.rs`, of its file.
    pub module: Ident,
    /// The type of the request builder, `CreateStage`.
    pub name: Ident,
    /// The method of the client, `create_stage`.
    pub method: Ident,
    /// The operation's name in signatures, logs and errors.
    pub wire_name: String,
    /// The documentation of the request builder.
    pub docs: Docs,
    /// The documentation of the client's method.
    pub method_docs: Docs,
    /// The input.
    pub input: Structure,
    /// The output.
    pub output: Structure,
    /// The encoding of the request.
    pub request: RequestPlan,
    /// The decoding of the response.
    pub response: ResponsePlan,
    /// The pagination, if the operation is a list.
    pub pagination: Option<Box<PaginationPlan>>,
    /// The stream that a response can be.
    pub events: Option<Box<EventPlan>>,
    /// An example of a call; none if a required member has no finite value.
    pub example: Option<ExampleCall>,
    /// Whether the operation only reads.
    pub read_only: bool,
    /// Whether the operation is idempotent.
    pub idempotent: bool,
    /// Whether redirections are responses of the operation.
    pub redirects: bool,
    /// Whether it is deprecated.
    pub deprecated: bool,
}

impl OperationModule {
    /// Returns the fields of the input that the client's method takes as arguments, in their order: one for each
    /// required member that can have several values.
    pub fn arguments(&self) -> impl Iterator<Item = &Field> {
        self.input.arguments()
    }

    /// Returns whether the operation only reads, by the document or by its name.
    pub fn reads(&self) -> bool {
        let verbs = ["List", "Describe", "Get", "Search"];
        let name = self.name.to_string();
        self.read_only || verbs.iter().any(|verb| name.starts_with(verb))
    }

    /// Returns whether a member of the input or the output is a stream.
    pub fn has_stream(&self) -> bool {
        let mut fields = self.input.fields.iter().chain(&self.output.fields);
        fields.any(|field| field.ty == RustType::Stream)
    }

    /// Returns the members of the input that are streams, or consist of streams.
    pub fn uploads(&self) -> impl Iterator<Item = &Field> {
        self.input.fields.iter().filter(|field| field.ty.has_streams())
    }

    /// Returns the members of the output that are streams.
    pub fn downloads(&self) -> impl Iterator<Item = &Field> {
        self.output.fields.iter().filter(|field| field.ty.has_streams())
    }
}

/// The validation of a field.
#[derive(Clone, Debug, PartialEq)]
pub struct Check {
    /// The wire name of the member, for error messages.
    pub name: String,
    /// Whether only the number of elements is validated, not the elements.
    pub counted: bool,
    /// Its limits.
    pub limits: Limits,
}

/// Limits of a value, inclusive unless stated otherwise.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Limits {
    /// The minimum of a number.
    pub minimum: Option<f64>,
    /// The maximum of a number.
    pub maximum: Option<f64>,
    /// Whether the minimum itself is too small.
    pub exclusive_minimum: bool,
    /// Whether the maximum itself is too large.
    pub exclusive_maximum: bool,
    /// The minimum number of characters, elements or entries.
    pub min_length: Option<u64>,
    /// The maximum number of characters, elements or entries.
    pub max_length: Option<u64>,
    /// The limits of each key of a map.
    pub keys: Option<Box<Limits>>,
    /// The limits of each element of a list, or of each value of a map.
    pub values: Option<Box<Limits>>,
}
