//! The command-line client: a row for each operation and each waiter.

use proc_macro2::Ident;
use std::rc::Rc;

/// An operation as a subcommand.
#[derive(Clone, Debug)]
pub struct CallCommand {
    /// Its name, `create-stage`.
    pub name: String,
    /// The first sentence of its documentation, without Markdown.
    pub about: String,
    /// The operation.
    pub operation: Ident,
    /// The Cargo feature of the operation; `None` if it has none.
    pub feature: Option<Rc<str>>,
    /// A flag for each member of the input.
    pub flags: Vec<Flag>,
    /// The pagination, if the operation is a list.
    pub list: Option<ListCommand>,
}

/// The pagination of a subcommand.
#[derive(Clone, Debug)]
pub struct ListCommand {
    /// The key of the items in the output, if there is exactly one list.
    pub items: Option<String>,
    /// The key of the next token in the output.
    pub token: String,
}

/// A member of an input as a flag.
#[derive(Clone, Debug)]
pub struct Flag {
    /// Its name without `--`, `stage-arn`.
    pub name: String,
    /// The member's key in JSON.
    pub key: String,
    /// The first sentence of its documentation, without Markdown.
    pub about: String,
    /// The form of its value.
    pub kind: FlagKind,
    /// Whether it must be given.
    pub required: bool,
    /// The one value of a required string, which need not be given.
    pub constant: Option<String>,
    /// Whether the member is a list of such values.
    pub list: bool,
    /// The known values of an enum.
    pub values: Vec<String>,
}

/// The form of a flag's value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FlagKind {
    /// A string.
    String,
    /// `true` or `false`.
    Boolean,
    /// An integer.
    Integer,
    /// A floating-point number.
    Number,
    /// A timestamp.
    Timestamp,
    /// A date without a time.
    Date,
    /// Bytes.
    Blob,
    /// A structure, a union or a map, in JSON.
    Object,
    /// Any other value, in JSON.
    Json,
    /// A stream, read from a file.
    Stream,
}

/// A waiter as a subcommand of `wait`.
#[derive(Clone, Debug)]
pub struct WaitCommand {
    /// Its name, `stage-deleted`.
    pub name: String,
    /// The first sentence of its documentation, without Markdown.
    pub about: String,
    /// The waiter.
    pub waiter: Ident,
    /// The Cargo feature of its operation; `None` if it has none.
    pub feature: Option<Rc<str>>,
}
