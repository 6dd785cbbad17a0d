//! The service as it is on the wire: operations, shapes, members, bindings, errors.
//!
//! This model is what the dialect makes of a document and what the Rust stage starts from. It knows
//! neither OpenAPI nor Rust: every oddity of the document has been resolved before it is built, and
//! no name has been adapted to a programming language yet.

mod operation;
mod shape;
mod waiter;

pub use operation::{
    ErrorRetry, Example, HttpMethod, Input, Operation, Output, Pagination, PathPart, ServiceError,
    Signing,
};
pub use shape::{
    Binding, Constraints, EnumValue, Member, Shape, ShapeId, ShapeKind, TimestampFormat, Type,
};
pub use waiter::{Acceptor, AcceptorState, Comparator, Matcher, PathStep, Waiter};

use indexmap::IndexMap;

/// A whole service.
#[derive(Clone, Debug, PartialEq)]
pub struct Service {
    /// The short name of the service, `ivs-realtime`.
    pub id: String,
    /// The name people use, `Amazon Interactive Video Service RealTime`.
    pub title: String,
    /// The version of the API, a date: `2020-07-14`.
    pub api_version: String,
    /// What the service is, as written in the document (HTML or Markdown).
    pub documentation: Option<String>,
    /// The first label or labels of every host name, `ivsrealtime`.
    pub endpoint_prefix: String,
    /// The service name inside a signature, `ivs`.
    pub signing_name: String,
    /// Operations in the order of the document.
    pub operations: Vec<Operation>,
    /// Structures and enums by name, in the order of the document. Everything else has no identity
    /// of its own and stands in [`Type`].
    pub shapes: IndexMap<ShapeId, Shape>,
    /// Every error that some operation lists, in order of first mention.
    pub errors: Vec<ServiceError>,
    /// What can be waited for, in the order of the document.
    pub waiters: Vec<Waiter>,
    /// How timestamps are written into bodies, unless a member says otherwise. All formats are accepted
    /// when reading.
    pub timestamp_format: TimestampFormat,
}

impl Service {
    /// The operation of that name.
    pub fn operation(&self, name: &str) -> Option<&Operation> {
        self.operations
            .iter()
            .find(|operation| operation.name == name)
    }
}
