//! Waiters as decided.

use super::{ExampleValue, Field};
use crate::rust::Docs;
use crate::service::AcceptorState;
use proc_macro2::Ident;

/// A module with one waiter.
#[derive(Clone, Debug)]
pub struct WaiterModule {
    /// Where the waiter stands in the document.
    pub source: String,
    /// The name of the module and, with `.rs`, of its file.
    pub module: Ident,
    /// The type that says what is waited for, `StageDeleted`.
    pub name: Ident,
    /// The method of the client, `wait_until_stage_deleted`.
    pub method: Ident,
    /// The waiter's name in errors.
    pub wire_name: String,
    /// The text of the type.
    pub docs: Docs,
    /// The text of the client's method.
    pub method_docs: Docs,
    /// The pending call that asks.
    pub operation: Ident,
    /// What it sends.
    pub input: Ident,
    /// What it gets.
    pub output: Ident,
    /// What the caller must give, in the order of the arguments.
    pub arguments: Vec<Field>,
    /// The arguments as a user writes them; none if no document can show them.
    pub example: Option<Vec<(Ident, ExampleValue)>>,
    /// The shortest pause between two calls, in seconds.
    pub min_delay: u64,
    /// The longest pause between two calls, in seconds.
    pub max_delay: u64,
    /// What answers mean; the first that fits decides.
    pub acceptors: Vec<AcceptorPlan>,
    /// Whether an error can be what is waited for.
    pub accepts_errors: bool,
}

/// What one kind of answer means.
#[derive(Clone, Debug)]
pub struct AcceptorPlan {
    /// The meaning.
    pub state: AcceptorState,
    /// The answer in words, for the error of a failure.
    pub reason: String,
    /// Which answers.
    pub test: Test,
}

/// A test of an answer.
#[derive(Clone, Debug)]
pub enum Test {
    /// Every output.
    AnyOutput,
    /// Every error.
    AnyError,
    /// The errors for which this method of the error says yes.
    Error(Ident),
    /// Outputs with a certain value.
    Output {
        /// The fields that lead to it.
        path: Vec<Access>,
        /// What it has to be.
        comparison: Comparison,
    },
}

/// A field on the way to a value.
#[derive(Clone, Debug, PartialEq)]
pub struct Access {
    /// The field.
    pub field: Ident,
    /// Whether it is an `Option`.
    pub optional: bool,
    /// Whether it holds a `Box`.
    pub boxed: bool,
    /// Whether the way leads into every element of the list that it holds.
    pub each: bool,
    /// Whether elements of that list are `Option`s.
    pub nullable: bool,
}

/// What the value at the end of a way has to be.
#[derive(Clone, Debug)]
pub enum Comparison {
    /// This.
    Equals(Constant),
    /// This in each case, of which there is at least one.
    All(Constant),
    /// This in one case.
    Any(Constant),
    /// There, or absent.
    Present(bool),
}

/// A value to compare with.
#[derive(Clone, Debug)]
pub enum Constant {
    /// A string.
    String(String),
    /// A boolean.
    Bool(bool),
    /// A variant of an enum of the crate's `types`.
    Variant(Ident, Ident),
}
