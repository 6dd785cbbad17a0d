//! Examples of calls, as decided.

use super::RustType;
use proc_macro2::Ident;

/// A whole call, and what is done with the answer.
#[derive(Clone, Debug)]
pub struct ExampleCall {
    /// What the client's method is given, in the order of its parameters, with their names.
    pub arguments: Vec<(Ident, ExampleValue)>,
    /// The setters that are called, each with its value.
    pub settings: Vec<ExampleSetting>,
    /// What is done with the answer.
    pub output: ExampleOutput,
}

/// A call of a setter.
#[derive(Clone, Debug, PartialEq)]
pub struct ExampleSetting {
    /// The method.
    pub setter: Ident,
    /// The field that it sets.
    pub field: Ident,
    /// What it is given.
    pub value: ExampleValue,
}

/// A value as a caller writes it down.
#[derive(Clone, Debug, PartialEq)]
pub enum ExampleValue {
    /// A string.
    String(String),
    /// A text that is not shown.
    Secret(String),
    /// Bytes that are a text.
    Blob(String),
    /// The same, sent piece by piece.
    Stream(String),
    /// Any JSON.
    Json(serde_json::Value),
    /// A truth value.
    Bool(bool),
    /// A whole number.
    Integer(i64),
    /// Any other number.
    Float(f64),
    /// A point in time, in ISO 8601.
    Timestamp(String),
    /// A known value of an enum: the enum, and its variant.
    Variant(Ident, Ident),
    /// A value of an enum that the document does not know.
    Unknown(Ident, String),
    /// A structure: its name, what `new` takes and how it calls that, and what is set besides.
    Structure(Ident, Vec<(Ident, ExampleValue)>, Vec<ExampleSetting>),
    /// A member of a union: the union, its variant, and whether the value is boxed.
    Member(Ident, Ident, bool, Box<ExampleValue>),
    /// A value where there could be none.
    Some(Box<ExampleValue>),
    /// No value, in a list or a map.
    Null,
    /// A list, with the type of its elements.
    List(RustType, Vec<ExampleValue>),
    /// A map, with the type of its values.
    Map(RustType, Vec<(String, ExampleValue)>),
}

/// What an example does with the answer.
#[derive(Clone, Debug, PartialEq)]
pub enum ExampleOutput {
    /// Nothing: that it came is all that it says.
    Success,
    /// Shows it whole.
    Whole,
    /// Shows the items of all pages: what to call the list and one of its items.
    Items(Ident, Ident, Shown),
    /// Shows the pages.
    Pages,
    /// Shows a member, or a part of it.
    Field(Ident, Shown),
    /// Shows a member that may be absent, or a part of it.
    Maybe(Ident, Shown),
    /// Shows each element of a list, and what to call one.
    Each(Ident, Ident, Shown),
    /// Shows each entry of a map; whether the values have a form for people.
    Entries(Ident, bool),
    /// Reads a stream to its end; whether it may be absent.
    Bytes(Ident, bool),
}

/// The part of a value that is shown.
#[derive(Clone, Debug, PartialEq)]
pub struct Shown {
    /// The field; the value as a whole without one.
    pub field: Option<Ident>,
    /// Whether it has a form for people; otherwise the one for programmers is shown.
    pub display: bool,
}
