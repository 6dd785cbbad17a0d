//! Examples of calls, as decided.

use super::RustType;
use proc_macro2::Ident;

/// A call, and the use of its output.
#[derive(Clone, Debug)]
pub struct ExampleCall {
    /// The arguments of the client's method: parameter and value.
    pub arguments: Vec<(Ident, ExampleValue)>,
    /// The calls of setters.
    pub settings: Vec<ExampleSetting>,
    /// The use of the output.
    pub output: ExampleOutput,
    /// The member of the output that a fake of the operation sets: that of `output`, if it has a setter.
    pub returned: Option<ExampleSetting>,
}

impl ExampleCall {
    /// Returns the values that the call is made with.
    pub fn values(&self) -> impl Iterator<Item = &ExampleValue> {
        let arguments = self.arguments.iter().map(|(_, value)| value);
        arguments.chain(self.settings.iter().map(|setting| &setting.value))
    }
}

/// A call of a setter.
#[derive(Clone, Debug, PartialEq)]
pub struct ExampleSetting {
    /// The method.
    pub setter: Ident,
    /// The field that it sets.
    pub field: Ident,
    /// The argument.
    pub value: ExampleValue,
}

/// A value in an example.
#[derive(Clone, Debug, PartialEq)]
pub enum ExampleValue {
    /// A string.
    String(String),
    /// A secret string.
    Secret(String),
    /// Bytes, from a string.
    Blob(String),
    /// A byte stream, from a string.
    Stream(String),
    /// Any JSON.
    Json(serde_json::Value),
    /// A boolean.
    Bool(bool),
    /// An integer.
    Integer(i64),
    /// A floating-point number.
    Float(f64),
    /// A timestamp in ISO 8601.
    Timestamp(String),
    /// A known value of an enum: the enum and the variant.
    Variant(Ident, Ident),
    /// A value that is not in the enum of the document.
    Unknown(Ident, String),
    /// A structure: its name, the arguments of `new` and the calls of setters.
    Structure(Ident, Option<Vec<(Ident, ExampleValue)>>, Vec<ExampleSetting>),
    /// A member of a union.
    Member {
        /// The union.
        union: Ident,
        /// Its variant.
        variant: Ident,
        /// Whether the variant holds a box.
        boxed: bool,
        /// Whether the value can be converted into the union.
        converts: bool,
        /// The value.
        value: Box<ExampleValue>,
    },
    /// A nullable value that is present.
    Some(Box<ExampleValue>),
    /// `null`, in a list or a map.
    Null,
    /// A list, with the type of its elements.
    List(RustType, Vec<ExampleValue>),
    /// A map, with the type of its values.
    Map(RustType, Vec<(String, ExampleValue)>),
}

/// The use of an output in an example.
#[derive(Clone, Debug, PartialEq)]
pub enum ExampleOutput {
    /// It is not used: it has no members in the body.
    Success,
    /// It is printed.
    Whole,
    /// The items of all pages are printed: the variables of the list and of an item.
    Items(Ident, Ident, Shown),
    /// The pages are printed.
    Pages,
    /// A member is printed.
    Field(Ident, Shown),
    /// An optional member is printed if it is present.
    Maybe(Ident, Shown),
    /// The elements of a list are printed: the field and the variable of an element.
    Each(Ident, Ident, Shown),
    /// The entries of a map are printed; whether its values implement `Display`.
    Entries(Ident, bool),
    /// A stream is read to its end; whether it is optional.
    Bytes(Ident, bool),
}

/// The part of a value that is printed.
#[derive(Clone, Debug, PartialEq)]
pub struct Shown {
    /// The field; the whole value without one.
    pub field: Option<Ident>,
    /// Whether it implements `Display`; otherwise `Debug` is used.
    pub display: bool,
}
