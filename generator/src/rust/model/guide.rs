//! The examples of the guides, as decided.

use super::ExampleValue;
use proc_macro2::Ident;

/// The operations and waiters that the guides show. A page without its example is not generated.
#[derive(Clone, Debug, Default)]
pub struct Guide {
    /// A call of one operation, which reads and has a known error if there is such an operation.
    pub call: Option<GuideCall>,
    /// A list operation.
    pub list: Option<GuideCall>,
    /// An operation that writes, with optional members if there is such an operation.
    pub write: Option<GuideCall>,
    /// A waiter: its method and the arguments.
    pub wait: Option<(Ident, Vec<(Ident, ExampleValue)>)>,
    /// The position among the operations of the crate of one whose response is a stream of events or values.
    pub events: Option<usize>,
    /// The method that returns the members of an error.
    pub details: Option<Ident>,
    /// The operations by tag or by task: a heading in Markdown, and positions among the operations of the crate.
    pub tasks: Vec<(String, Vec<usize>)>,
}

/// A call of an operation with scalar arguments.
#[derive(Clone, Debug)]
pub struct GuideCall {
    /// The position among the operations of the crate.
    pub operation: usize,
    /// Its arguments: parameter and value.
    pub arguments: Vec<(Ident, ExampleValue)>,
    /// The position among the errors of the crate of one that the operation lists.
    pub error: Option<usize>,
}
