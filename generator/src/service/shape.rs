//! Shapes, members and types.

use std::collections::HashSet;
use std::ops::Deref;

use indexmap::IndexMap;

use crate::pointer::Pointer;

/// The document's name for a structure or an enum, `ParticipantTokenCapability`.
pub type ShapeId = String;

/// A structure or an enum.
#[derive(Clone, Debug, PartialEq)]
pub struct Shape {
    /// The document's name for it.
    pub id: ShapeId,
    /// Its pointer in the document.
    pub pointer: Pointer,
    /// Its members or values.
    pub kind: ShapeKind,
    /// Whether no value of it may be shown.
    pub sensitive: bool,
    /// Its documentation (HTML or Markdown).
    pub documentation: Option<String>,
    /// Whether it is deprecated.
    pub deprecated: bool,
    /// The names of the required members of a structure, in the order in which the document lists them as required.
    pub required: Vec<String>,
}

/// The members or values of a shape.
#[derive(Clone, Debug, PartialEq)]
pub enum ShapeKind {
    /// An object with known members, in the order of the document.
    Structure(Vec<Member>),
    /// An object that has exactly one of its members, in the order of the document.
    Union(Vec<Member>),
    /// A string with known values, in the order of the document.
    Enum(Vec<EnumValue>),
    /// An integer with known values, in the order of the document.
    IntegerEnum(Vec<IntegerValue>),
    /// A value of one of several types.
    OneOf(OneOf),
}

impl ShapeKind {
    /// Returns the members of a structure or a union, or the alternatives; none if it is an enum.
    pub fn members(&self) -> &[Member] {
        match self {
            Self::Structure(members) | Self::Union(members) => members,
            Self::OneOf(one_of) => &one_of.alternatives,
            Self::Enum(_) | Self::IntegerEnum(_) => &[],
        }
    }
}

/// A value of one of several types, which JSON does not name.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct OneOf {
    /// The key of the member whose string names the alternative.
    pub tag: Option<String>,
    /// The alternatives, in the order of the document. Their names are unique.
    pub alternatives: Vec<Member>,
    /// What tells each alternative from the others.
    pub traits: Vec<Traits>,
}

/// What tells an alternative from others.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Traits {
    /// The values of the tag.
    pub tags: Vec<String>,
    /// The value of the tag that is written if the value has none.
    pub written_tag: Option<String>,
    /// The value of the tag, if a value of the alternative can have no other.
    pub only_tag: Option<String>,
    /// The keys of members that have one value, each with it: a string, or the JSON of another scalar.
    pub constants: Vec<(String, String)>,
    /// The keys of members that every value has.
    pub required: Vec<String>,
}

/// A value of an enum of integers.
#[derive(Clone, Debug, PartialEq)]
pub struct IntegerValue {
    /// The integer on the wire.
    pub value: i64,
    /// The document's name for it, or its digits.
    pub name: String,
    /// Its documentation (HTML or Markdown).
    pub documentation: Option<String>,
}

/// A value of an enum.
#[derive(Clone, Debug, PartialEq)]
pub struct EnumValue {
    /// The string on the wire.
    pub value: String,
    /// The document's name for it, if it has one.
    pub name: Option<String>,
    /// Its documentation (HTML or Markdown).
    pub documentation: Option<String>,
}

impl EnumValue {
    /// Returns the name that its variant is derived from.
    pub fn name(&self) -> &str {
        self.name.as_deref().unwrap_or(&self.value)
    }
}

/// A member of a structure, an input or an output.
#[derive(Clone, Debug, PartialEq)]
pub struct Member {
    /// The document's name for it.
    pub name: String,
    /// Its key in the JSON body, the query, the header or the path.
    pub wire_name: String,
    /// Its pointer in the document.
    pub pointer: Pointer,
    /// Its type.
    pub target: Type,
    /// Whether it must be present.
    pub required: bool,
    /// Its location in the HTTP message.
    pub binding: Binding,
    /// Whether it is sensitive although its type is not [`Type::Secret`].
    pub sensitive: bool,
    /// Whether it is an idempotency token, which is generated if it is absent.
    pub idempotency_token: bool,
    /// The messages that contain it.
    pub access: Access,
    /// Its limits in the document.
    pub constraints: MemberConstraints,
    /// Its documentation (HTML or Markdown).
    pub documentation: Option<String>,
    /// Whether it is deprecated.
    pub deprecated: bool,
}

/// The messages that contain a member.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Access {
    /// Requests and responses.
    #[default]
    Both,
    /// Responses alone (`readOnly`).
    Read,
    /// Requests alone (`writeOnly`).
    Write,
}

/// A reference by name to one of a list: to a member, or to an operation of the service.
///
/// It is resolved when it is created, so that later stages look nothing up by name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reference {
    name: String,
    position: usize,
}

impl Reference {
    /// A reference to the item at a position, which has this name.
    pub fn new(position: usize, name: &str) -> Self {
        Self { name: name.to_owned(), position }
    }

    /// A reference to the first member that matches.
    pub fn find(members: &[Member], matches: impl Fn(&Member) -> bool) -> Option<Self> {
        let position = members.iter().position(matches)?;
        Some(Self::new(position, &members[position].name))
    }

    /// The name of the item.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The position of the item.
    pub fn position(&self) -> usize {
        self.position
    }

    /// The item, in the list that was referred to or in one that was made from it in the same order.
    ///
    /// # Panics
    ///
    /// Panics if the list has fewer items, which is a defect of the generator.
    pub fn of<'i, T>(&self, items: &'i [T]) -> &'i T {
        &items[self.position]
    }
}

/// The location of a member in an HTTP message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Binding {
    /// A key of the JSON body.
    Body,
    /// A label of the path.
    Path,
    /// A query parameter; a list repeats the key.
    Query,
    /// A header; a list is joined with commas.
    Header,
    /// Every header whose name begins with the member's wire name; the member is a map.
    PrefixHeaders,
    /// Every key of the JSON body that no other member has; the member is a map.
    OtherKeys,
    /// A parameter of a request whose value is written in a style: a list or an object in the path, a cookie, a query
    /// parameter that does not repeat its key.
    Styled(Styled),
    /// The whole body, alone.
    Payload,
    /// The HTTP status of the response.
    Status,
}

impl Binding {
    /// Returns whether the member is in the body.
    pub fn is_body(self) -> bool {
        matches!(self, Self::Body | Self::OtherKeys | Self::Payload)
    }

    /// Whether the member is in the path.
    pub fn is_path(self) -> bool {
        match self {
            Self::Path => true,
            Self::Styled(styled) => styled.location == Location::Path,
            _ => false,
        }
    }

    /// The location in words.
    pub fn location(self) -> &'static str {
        match self {
            Self::Path => "path",
            Self::Query => "query",
            Self::Header | Self::PrefixHeaders => "header",
            Self::Body | Self::OtherKeys => "body",
            Self::Payload => "payload",
            Self::Status => "status",
            Self::Styled(styled) => match styled.location {
                Location::Path => "path",
                Location::Query => "query",
                Location::Header => "header",
                Location::Cookie => "cookie",
            },
        }
    }
}

/// The location and the style of a parameter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Styled {
    /// Where it is.
    pub location: Location,
    /// How its value is written.
    pub style: Style,
    /// Whether reserved characters of its value are not encoded; of the query alone.
    pub reserved: bool,
}

/// The location of a parameter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Location {
    /// A label of the path.
    Path,
    /// The query.
    Query,
    /// A header.
    Header,
    /// A cookie.
    Cookie,
}

/// A style of OpenAPI, with or without `explode`, or a media type.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// `form`
    Form,
    /// `form` with `explode`
    FormExploded,
    /// `cookie` with `explode`
    CookieExploded,
    /// `spaceDelimited`
    SpaceDelimited,
    /// `pipeDelimited`
    PipeDelimited,
    /// `deepObject`
    DeepObject,
    /// `simple`
    Simple,
    /// `simple` with `explode`
    SimpleExploded,
    /// `label`
    Label,
    /// `label` with `explode`
    LabelExploded,
    /// `matrix`
    Matrix,
    /// `matrix` with `explode`
    MatrixExploded,
    /// JSON text, of a parameter with `content`
    Json,
    /// A form, of a parameter with `content`
    Urlencoded,
}

/// The type of a member. Only structures, unions and enums have names; lists, maps and scalars are spelled
/// out, because their names in the document carry no meaning on the wire.
#[derive(Clone, Debug, PartialEq)]
pub enum Type {
    /// A structure or an enum of [`super::Service::shapes`].
    Named(ShapeId),
    /// A string.
    String,
    /// A secret string (`format: password`).
    Secret,
    /// `true` or `false`.
    Boolean,
    /// An integer of 64 bits.
    Integer,
    /// An integer of 32 bits.
    Integer32,
    /// An integer of 64 bits without a sign.
    Unsigned,
    /// A 32-bit floating-point number.
    Float,
    /// A 64-bit floating-point number.
    Double,
    /// A timestamp, serialized in this format and deserialized from any.
    Timestamp(TimestampFormat),
    /// A date without a time.
    Date,
    /// Bytes: base64 in JSON, raw as the whole body.
    Blob,
    /// A byte stream, always the whole body.
    Stream,
    /// A byte stream whose length has to be known before it is sent.
    SizedStream,
    /// Any JSON value.
    Json,
    /// Any JSON value, written as a string: plain in a body, base64 in a header.
    JsonString,
    /// A sequence.
    List(Box<Type>),
    /// An object with free keys.
    Map(Box<Type>),
    /// A value or `null`: a member, an element of a list, or a value of a map.
    Nullable(Box<Type>),
}

impl Type {
    /// Returns a name for values of the type, `StringList`; `name_of` returns that of a shape.
    pub(crate) fn value_name(&self, name_of: &dyn Fn(&str) -> String) -> String {
        let name = match self {
            Self::Named(id) => return name_of(id),
            Self::List(element) => return format!("{}List", element.value_name(name_of)),
            Self::Map(value) => return format!("{}Map", value.value_name(name_of)),
            Self::Nullable(inner) => return inner.value_name(name_of),
            Self::String | Self::Secret => "String",
            Self::Boolean => "Boolean",
            Self::Integer | Self::Integer32 | Self::Unsigned => "Integer",
            Self::Float | Self::Double => "Number",
            Self::Timestamp(_) => "Timestamp",
            Self::Date => "Date",
            Self::Blob | Self::Stream | Self::SizedStream => "Bytes",
            Self::Json | Self::JsonString => "Json",
        };
        name.to_owned()
    }

    /// The type of values that are not `null`.
    #[must_use]
    pub fn present(&self) -> &Self {
        match self {
            Self::Nullable(inner) => inner.present(),
            target => target,
        }
    }

    /// Whether values are integers of any size.
    #[must_use]
    pub fn is_integer(&self) -> bool {
        matches!(self, Self::Integer | Self::Integer32 | Self::Unsigned)
    }

    /// Whether values are numbers, with or without a fraction.
    #[must_use]
    pub fn is_number(&self) -> bool {
        self.is_integer() || matches!(self, Self::Float | Self::Double)
    }
}

/// A name as names are compared, in lower case and without separators: those that differ in case and symbols only
/// are equal in Rust.
pub(crate) fn folded(name: &str) -> String {
    name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// Adds the shapes of a type, at any depth.
pub(crate) fn reach(
    shapes: &IndexMap<ShapeId, Shape>,
    target: &Type,
    reached: &mut HashSet<ShapeId>,
) {
    let mut open = vec![target];
    while let Some(next) = open.pop() {
        match next {
            Type::List(inner) | Type::Map(inner) | Type::Nullable(inner) => open.push(inner),
            Type::Named(id) if reached.insert(id.clone()) => {
                let members = shapes.get(id).map_or(&[][..], |shape| shape.kind.members());
                open.extend(members.iter().map(|member| &member.target));
            }
            _ => {}
        }
    }
}

/// Limits of a value. Lengths count Unicode characters; bounds are inclusive unless stated otherwise.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Constraints {
    /// The minimum of a number.
    pub minimum: Option<f64>,
    /// The maximum of a number.
    pub maximum: Option<f64>,
    /// Whether the minimum itself is too small. Never that of an integer, whose bounds are inclusive.
    pub exclusive_minimum: bool,
    /// Whether the maximum itself is too large. Never that of an integer.
    pub exclusive_maximum: bool,
    /// The minimum number of characters, elements or entries.
    pub min_length: Option<u64>,
    /// The maximum number of characters, elements or entries.
    pub max_length: Option<u64>,
    /// A regular expression. Not enforced, because patterns of documents are unreliable.
    pub pattern: Option<String>,
    /// The known values of a scalar that is no enum of its own, such as a map's key. Never enforced either.
    pub values: Vec<String>,
    /// The value that the service uses where there is none.
    pub default: Option<String>,
    /// Limits of each key of a map.
    pub key: Option<Box<Constraints>>,
    /// Limits of each element of a list, or of each value of a map.
    pub element: Option<Box<Constraints>>,
}

impl Constraints {
    const NONE: Self = Self {
        minimum: None,
        maximum: None,
        exclusive_minimum: false,
        exclusive_maximum: false,
        min_length: None,
        max_length: None,
        pattern: None,
        values: Vec::new(),
        default: None,
        key: None,
        element: None,
    };
}

/// The limits of a member. Most have none, and a large service has hundreds of thousands of members.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct MemberConstraints(Option<Box<Constraints>>);

impl From<Constraints> for MemberConstraints {
    fn from(constraints: Constraints) -> Self {
        Self((constraints != Constraints::NONE).then(|| Box::new(constraints)))
    }
}

impl Deref for MemberConstraints {
    type Target = Constraints;

    fn deref(&self) -> &Constraints {
        self.0.as_deref().unwrap_or(const { &Constraints::NONE })
    }
}

/// The wire format of a timestamp.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TimestampFormat {
    /// Seconds since 1970 as a JSON number.
    EpochSeconds,
    /// ISO 8601 in UTC, `2023-08-01T12:00:00Z`.
    DateTime,
    /// The date of HTTP headers, `Tue, 01 Aug 2023 12:00:00 GMT`.
    HttpDate,
}
