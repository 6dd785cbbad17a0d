//! Slots: the destinations of decoded values.
//!
//! A generated type yields the slot of each of its members by name. The [JSON reader](super::json) and the
//! [serde bridge](super::serde) fill slots of any type.

use std::fmt;

use jiff::Timestamp;
use jiff::civil::Date;

use super::Format;
use crate::{Blob, ByteStream, Json, Secret};

/// A type that can be decoded.
///
/// A value is created with its [default](Self::default_value) and then filled, so that members which a response
/// omits have a value.
pub trait Decode: Sized {
    /// The value of a member that is absent.
    fn default_value() -> Self;

    /// The value for `null`, if the type tells it from an absent value.
    fn null_value() -> Option<Self> {
        None
    }

    /// The slot that the decoded value is written to.
    fn slot(&mut self, format: Format) -> Slot<'_>;
}

/// The destination of a decoded value.
pub enum Slot<'a> {
    /// `true` or `false`.
    Bool(&'a mut bool),
    /// A 32-bit integer.
    I32(&'a mut i32),
    /// A 64-bit integer.
    I64(&'a mut i64),
    /// A 64-bit integer without a sign.
    U64(&'a mut u64),
    /// A 32-bit floating-point number.
    F32(&'a mut f32),
    /// A 64-bit floating-point number.
    F64(&'a mut f64),
    /// A string.
    String(&'a mut String),
    /// A string that is redacted in `Debug` output.
    Secret(&'a mut Secret),
    /// Bytes, in base64.
    Blob(&'a mut Blob),
    /// Bytes, in base64, of a member that may also be a streaming payload.
    Stream(&'a mut ByteStream),
    /// A timestamp in any format.
    Timestamp(&'a mut Timestamp),
    /// A date without a time.
    Date(&'a mut Date),
    /// A JSON document.
    Json(&'a mut Json),
    /// A JSON document inside a string.
    JsonString(&'a mut Json),
    /// A string that is one of the known values of an enum, or an unknown one.
    Enumeration(&'a mut dyn EnumerationSlot),
    /// An integer that is one of the known values of an enum, or an unknown one.
    Integer(&'a mut dyn IntegerSlot),
    /// An object with exactly one member.
    Union(&'a mut dyn UnionSlot),
    /// A value of one of several types.
    OneOf(&'a mut dyn OneOfSlot),
    /// An object with known members.
    Structure(&'a mut dyn StructureSlot),
    /// A list.
    List(&'a mut dyn ListSlot, Format),
    /// An object with arbitrary keys.
    Map(&'a mut dyn MapSlot, Format),
    /// A nullable value.
    Option(&'a mut dyn OptionSlot, Format),
    /// A value that is discarded.
    Ignored,
}

/// An enum with string values.
pub trait EnumerationSlot {
    /// Assigns the variant for `value`, known or not.
    fn set(&mut self, value: &str);

    /// Whether the value is a known one.
    fn is_known(&self) -> bool;
}

/// An enum with integer values.
pub trait IntegerSlot {
    /// Assigns the variant for `value`, known or not.
    fn set(&mut self, value: i64);

    /// Whether the value is a known one.
    fn is_known(&self) -> bool;
}

/// A union: an enum whose variants hold one member each.
pub trait UnionSlot {
    /// Assigns the variant of the member `name` and returns the slot of its value; `None` if the name is unknown.
    fn member(&mut self, name: &str) -> Option<Slot<'_>>;

    /// Assigns the variant for unknown members.
    fn unknown(&mut self, name: String, value: Json);

    /// Whether requests contain the type.
    fn is_input(&self) -> bool;
}

/// A destination for values of one of several types: an enum whose variants hold one of them each.
pub trait OneOfSlot {
    /// What tells the alternatives apart.
    fn table(&self) -> &'static OneOfTable;

    /// Assigns the default value of an alternative and returns its slot.
    fn select(&mut self, alternative: usize) -> Slot<'_>;

    /// Assigns the variant for values of no alternative.
    fn unknown(&mut self, value: Json);

    /// Whether requests contain the type.
    fn is_input(&self) -> bool;
}

/// What tells alternatives apart.
#[derive(Debug)]
pub struct OneOfTable {
    /// The member whose string names the alternative; empty if there is none.
    pub tag: &'static str,
    /// The alternatives, in the order of the document.
    pub alternatives: &'static [Alternative],
}

/// One of several types.
#[derive(Debug)]
pub struct Alternative {
    /// The values of the tag.
    pub tags: &'static [&'static str],
    /// Members that have one value, each with it: a string, or the JSON of a number or boolean.
    pub constants: &'static [(&'static str, &'static str)],
    /// Members that each value has.
    pub required: &'static [&'static str],
}

/// A struct.
pub trait StructureSlot {
    /// The slot of the body member `name`; `None` if the name is unknown.
    fn member(&mut self, name: &str) -> Option<Slot<'_>>;

    /// The slot of a member that is bound to a header, the path, the query or the status. Only
    /// [`deserialize`](super::deserialize) reads these.
    fn bound_member(&mut self, _name: &str) -> Option<Slot<'_>> {
        None
    }

    /// The map that holds the members without a slot; `None` if they are discarded.
    fn rest(&mut self) -> Option<(&mut dyn MapSlot, Format)> {
        None
    }

    /// Whether requests contain the type.
    fn is_input(&self) -> bool;

    /// Gives all members their default values.
    fn reset(&mut self);

    /// The members that [`deserialize`](super::deserialize) requires to be present and not `null` in an input.
    /// Types that occur in responses only have none.
    fn required(&self) -> &'static [&'static str] {
        &[]
    }
}

/// A list.
pub trait ListSlot {
    /// The bytes that appending one element allocates.
    fn growth(&self) -> usize;

    /// Appends the element that `read` fills, if the outcome is [`DecodeOutcome::Filled`].
    fn push(&mut self, format: Format, read: &mut dyn FnMut(Slot<'_>) -> DecodeOutcome);
}

/// A map with string keys.
pub trait MapSlot {
    /// The bytes that inserting one entry allocates, without the text of its key.
    fn growth(&self) -> usize;

    /// Inserts the value that `read` fills, if the outcome is [`DecodeOutcome::Filled`].
    fn insert(
        &mut self,
        key: String,
        format: Format,
        read: &mut dyn FnMut(Slot<'_>) -> DecodeOutcome,
    );
}

/// A nullable value.
pub trait OptionSlot {
    /// Makes the value present and returns its slot.
    fn fill(&mut self, format: Format) -> Slot<'_>;

    /// Makes the value `null`, or absent if its type does not tell them apart.
    fn clear(&mut self);
}

/// The slot of the member `name`, in the body or bound to another location; `None` if the name is unknown.
pub(crate) fn any_member<'a>(structure: &'a mut dyn StructureSlot, name: &str) -> Option<Slot<'a>> {
    // A slot that is returned in one case only would be borrowed in the other one as well.
    match structure.member(name).is_some() {
        true => structure.member(name),
        false => structure.bound_member(name),
    }
}

/// The bytes that appending an element to `list` allocates.
pub(super) fn list_growth<T>(list: &Vec<T>) -> usize {
    if list.len() < list.capacity() {
        return 0;
    }
    // A list doubles its capacity, which is 4 at first.
    list.capacity().max(4) * size_of::<T>()
}

/// The bytes that inserting an entry into a map of `length` entries allocates: nodes of the tree hold from
/// 5 to 11 entries.
pub(super) fn map_growth<T>(length: usize) -> usize {
    match length % 5 {
        0 => 11 * size_of::<(String, T)>(),
        _ => 0,
    }
}

/// The outcome of decoding into a slot.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DecodeOutcome {
    /// The slot holds the decoded value.
    Filled,
    /// The input was `null`, which is not a value of this slot.
    Null,
    /// Nothing was decoded; the slot must be discarded.
    Failed,
}

/// An input value of a type that the slot does not accept. It does not contain the value, which may be secret.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Mismatch {
    pub(super) found: &'static str,
    pub(super) expected: &'static str,
}

impl fmt::Display for Mismatch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "found {}, expected {}", self.found, self.expected)
    }
}

/// A number as it is written.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Number {
    Signed(i64),
    /// Greater than `i64::MAX`.
    Unsigned(u64),
    Float(f64),
}

/// A number of a JSON document.
pub(super) fn number_of(number: &serde_json::Number) -> Option<Number> {
    let signed = number.as_i64().map(Number::Signed);
    let unsigned = || number.as_u64().map(Number::Unsigned);
    signed.or_else(unsigned).or_else(|| number.as_f64().map(Number::Float))
}

impl Number {
    pub(super) fn to_json(self) -> Json {
        match self {
            Self::Signed(value) => value.into(),
            Self::Unsigned(value) => value.into(),
            Self::Float(value) => value.into(),
        }
    }

    pub(super) fn as_f64(self) -> f64 {
        match self {
            Self::Signed(value) => value as f64,
            Self::Unsigned(value) => value as f64,
            Self::Float(value) => value,
        }
    }
}

impl Slot<'_> {
    /// The type that the slot accepts, for messages.
    pub(super) fn expected(&self) -> &'static str {
        match self {
            Self::Bool(_) => "a boolean",
            Self::I32(_) => "i32",
            Self::I64(_) | Self::Integer(_) => "i64",
            Self::U64(_) => "u64",
            Self::F32(_) | Self::F64(_) => "a number",
            Self::String(_) | Self::Secret(_) | Self::Enumeration(_) => "a string",
            Self::Blob(_) | Self::Stream(_) => "bytes in base64",
            Self::Timestamp(_) => {
                "a timestamp (RFC 3339, seconds since the epoch, or an HTTP date)"
            }
            Self::Date(_) => "a date (RFC 3339)",
            Self::Json(_) | Self::OneOf(_) => "any JSON",
            Self::JsonString(_) => "a string with JSON",
            Self::Union(_) => "an object with one member",
            Self::Structure(_) | Self::Map(..) => "an object",
            Self::List(..) => "a list",
            Self::Option(..) | Self::Ignored => "anything",
        }
    }

    pub(super) fn mismatch(&self, found: &'static str) -> Mismatch {
        Mismatch { found, expected: self.expected() }
    }

    /// Fills the options around the value, which is known to be present, and returns the innermost slot.
    pub(crate) fn present(self) -> Self {
        let mut slot = self;
        while let Slot::Option(option, format) = slot {
            slot = option.fill(format);
        }
        slot
    }

    /// Whether the value is an optional or nullable timestamp or date. Many services write an empty string for one that is
    /// not set.
    pub(super) fn is_optional_time(&mut self) -> bool {
        match self {
            Self::Option(option, format) => {
                matches!(option.fill(*format).present(), Slot::Timestamp(_) | Slot::Date(_))
            }
            _ => false,
        }
    }

    /// Gives the value its default. Lists and maps are cleared when their slot is created.
    pub(super) fn reset(&mut self) {
        match self {
            Self::Bool(slot) => **slot = false,
            Self::I32(slot) => **slot = 0,
            Self::I64(slot) => **slot = 0,
            Self::U64(slot) => **slot = 0,
            Self::F32(slot) => **slot = 0.0,
            Self::F64(slot) => **slot = 0.0,
            Self::String(slot) => slot.clear(),
            Self::Secret(slot) => **slot = Secret::default(),
            Self::Blob(slot) => **slot = Blob::default(),
            Self::Stream(slot) => **slot = ByteStream::default(),
            Self::Timestamp(slot) => **slot = Timestamp::UNIX_EPOCH,
            Self::Date(slot) => **slot = Date::default(),
            Self::Json(slot) | Self::JsonString(slot) => **slot = Json::Null,
            Self::Enumeration(slot) => slot.set(""),
            Self::Integer(slot) => slot.set(0),
            Self::OneOf(slot) => slot.unknown(Json::Null),
            Self::Union(slot) => slot.unknown(String::new(), Json::Null),
            Self::Structure(slot) => slot.reset(),
            Self::Option(slot, _) => slot.clear(),
            Self::List(..) | Self::Map(..) | Self::Ignored => {}
        }
    }

    pub(super) fn null(self) -> DecodeOutcome {
        match self {
            Slot::Option(slot, _) => {
                slot.clear();
                DecodeOutcome::Filled
            }
            Slot::Json(slot) => {
                *slot = Json::Null;
                DecodeOutcome::Filled
            }
            _ => DecodeOutcome::Null,
        }
    }
}

/// Shows the expected type. The value may be secret.
impl fmt::Debug for Slot<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Slot({})", self.expected())
    }
}
