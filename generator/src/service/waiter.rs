//! Waiters: what to ask, and what an answer means, until a resource is in a certain state.

use crate::document::Pointer;

/// A waiter, after Smithy's model.
#[derive(Clone, Debug, PartialEq)]
pub struct Waiter {
    /// Its name, `CompositionActive`.
    pub name: String,
    /// Where it stands in the document.
    pub pointer: Pointer,
    /// The operation that is asked.
    pub operation: String,
    /// What it waits for, as written in the document (HTML or Markdown).
    pub documentation: Option<String>,
    /// The shortest pause between two calls, in seconds.
    pub min_delay: u64,
    /// The longest pause between two calls, in seconds.
    pub max_delay: u64,
    /// What answers mean. The first that fits an answer decides; where none does, an output means to
    /// ask again, and an error is the end.
    pub acceptors: Vec<Acceptor>,
}

/// What one kind of answer means.
#[derive(Clone, Debug, PartialEq)]
pub struct Acceptor {
    /// The meaning.
    pub state: AcceptorState,
    /// The answers.
    pub matcher: Matcher,
}

/// What an answer means to a waiter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AcceptorState {
    /// What was waited for is there.
    Success,
    /// Not yet.
    Retry,
    /// It will never be.
    Failure,
}

/// Which answers an acceptor is about.
#[derive(Clone, Debug, PartialEq)]
pub enum Matcher {
    /// Outputs with a certain value.
    Output {
        /// Where the value stands. Steps with [`PathStep::each`] make it many values.
        path: Vec<PathStep>,
        /// What the value has to be.
        comparator: Comparator,
    },
    /// Every output (`true`), or every error (`false`).
    Success(bool),
    /// The error with this code.
    ErrorType(String),
}

/// A step into an output.
#[derive(Clone, Debug, PartialEq)]
pub struct PathStep {
    /// The member that is entered (a [`super::Member::name`]).
    pub member: String,
    /// Whether the member is a list of which every element is entered.
    pub each: bool,
}

/// What a value, or many, have to be.
#[derive(Clone, Debug, PartialEq)]
pub enum Comparator {
    /// This text.
    StringEquals(String),
    /// This boolean.
    BooleanEquals(bool),
    /// Every one of them, and at least one, this text.
    AllStringEquals(String),
    /// At least one of them this text.
    AnyStringEquals(String),
    /// There (`true`), or absent (`false`).
    Present(bool),
}
