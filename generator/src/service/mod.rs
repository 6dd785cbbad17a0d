//! The service as it is on the wire: operations, shapes, members, bindings, errors.
//!
//! This model is the result of reading a document and the input of the Rust stage. It knows
//! neither OpenAPI nor Rust: all conventions of documents are resolved before it is built, and no
//! name is adapted to a programming language.

#[cfg(test)]
pub(crate) mod fixture;
mod operation;
mod security;
mod shape;

pub use operation::{
    BodyFormat, Encoding, ErrorBody, ErrorRetry, ErrorStatus, EventFormat, EventStream, Example,
    HttpMethod, Input, NextPage, Operation, Output, OutputPath, Pagination, PathPart, ServiceError,
    Signing, StatusRange, StatusVariant,
};
pub use security::{Alternatives, SchemeKind, Security, SecurityScheme};
pub use shape::{
    Access, Binding, Constraints, EnumValue, IntegerValue, Location, Member, MemberConstraints,
    OneOf, Reference, Shape, ShapeId, ShapeKind, Style, Styled, TimestampFormat, Traits, Type,
};

pub(crate) use operation::Reached;
pub(crate) use shape::{folded, reach};

use crate::pointer::Pointer;
use indexmap::IndexMap;

/// A whole service.
#[derive(Clone, Debug, PartialEq)]
pub struct Service {
    /// The short name of the service, `ivs-realtime`.
    pub id: String,
    /// The full name, `Amazon Interactive Video Service RealTime`.
    pub title: String,
    /// The version of the API, a date: `2020-07-14`.
    pub api_version: String,
    /// The documentation of the service (HTML or Markdown).
    pub documentation: Option<String>,
    /// The identity of an AWS service; `None` for the services of others.
    pub aws: Option<AwsService>,
    /// The servers that the document lists; the first is the default. Empty for AWS services, whose hosts
    /// follow from the region.
    pub servers: Vec<Server>,
    /// The security schemes; none for AWS services, whose requests are signed.
    pub security: Security,
    /// Operations in the order of the document.
    pub operations: Vec<Operation>,
    /// Structures, unions and enums by name, in the order of the document. Other types have no name
    /// and are spelled out in [`Type`].
    pub shapes: IndexMap<ShapeId, Shape>,
    /// Every error that an operation lists, in the order in which they are first listed.
    pub errors: Vec<ServiceError>,
    /// The waiters, in the order of the document.
    pub waiters: Vec<Waiter>,
    /// The format of timestamps in request bodies, unless the type of a member has another one. All formats
    /// are accepted in responses.
    pub timestamp_format: TimestampFormat,
}

/// The identity of an AWS service.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AwsService {
    /// The first label or labels of every host name, `ivsrealtime`.
    pub endpoint_prefix: String,
    /// The service name inside a signature, `ivs`.
    pub signing_name: String,
}

/// A server: the base URL of requests.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Server {
    /// Its pointer in the document.
    pub pointer: Pointer,
    /// The URL, with `{name}` for each variable. It may be relative, and then names no host.
    pub url: String,
    /// The variables of the URL, in the order of the document.
    pub variables: Vec<ServerVariable>,
    /// Its documentation (Markdown).
    pub documentation: Option<String>,
}

impl Server {
    /// The URL with the default of each variable, if it names a host and each has a default.
    pub fn default_url(&self) -> Option<String> {
        let url = self.with_defaults();
        let is_whole = self.names_host() && !url.contains('{');
        is_whole.then(|| url.trim_end_matches('/').to_owned())
    }

    /// Whether the URL names a host, itself or by a variable without a default.
    pub fn names_host(&self) -> bool {
        let url = self.with_defaults();
        let after = ["https://", "http://"].iter().find_map(|scheme| url.strip_prefix(scheme));
        url.starts_with('{') || after.is_some_and(|host| !host.is_empty() && !host.starts_with('/'))
    }

    /// The URL with the default of each variable that has one.
    fn with_defaults(&self) -> String {
        self.variables.iter().fold(self.url.clone(), |url, variable| match &variable.default {
            Some(default) => url.replace(&format!("{{{}}}", variable.name), default),
            None => url,
        })
    }
}

/// The base URL of the first of the servers that names a host, with TLS if any does. There is none if the first is one
/// with TLS whose variables have no defaults: another without TLS does not replace it.
pub(crate) fn base_url(servers: &[Server]) -> Option<String> {
    let is_secure = |url: &str| url.starts_with("https://");
    let mut urls = servers.iter().filter_map(Server::default_url);
    if let Some(secure) = urls.clone().find(|url| is_secure(url)) {
        return Some(secure);
    }
    let first = servers.iter().find(|server| server.names_host())?;
    urls.next().filter(|_| !is_secure(&first.with_defaults()))
}

/// A variable in the URL of a server.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ServerVariable {
    /// Its name.
    pub name: String,
    /// Its value, unless the caller gives another; `None` if only the caller knows it.
    pub default: Option<String>,
    /// The values that the document lists; empty if any is allowed.
    pub values: Vec<String>,
    /// Whether its value grants access and is not shown.
    pub sensitive: bool,
    /// Its documentation (Markdown).
    pub documentation: Option<String>,
}

impl Service {
    /// The base URL of requests, unless the caller sets another.
    pub fn base_url(&self) -> Option<String> {
        base_url(&self.servers)
    }

    /// The operation of that name.
    pub fn operation(&self, name: &str) -> Option<&Operation> {
        self.operations.iter().find(|operation| operation.name == name)
    }
}

/// A waiter, after Smithy's model.
#[derive(Clone, Debug, PartialEq)]
pub struct Waiter {
    /// Its name, `CompositionActive`.
    pub name: String,
    /// Its pointer in the document.
    pub pointer: Pointer,
    /// The operation that is polled, among those of the service.
    pub operation: Reference,
    /// Its documentation (HTML or Markdown).
    pub documentation: Option<String>,
    /// The minimum delay between two polls, in seconds.
    pub min_delay: u64,
    /// The maximum delay between two polls, in seconds.
    pub max_delay: u64,
    /// The acceptors. The first that matches determines the state; if none matches, an output means to
    /// retry, and an error ends the wait.
    pub acceptors: Vec<Acceptor>,
}

/// An acceptor: the state that follows if a result matches.
#[derive(Clone, Debug, PartialEq)]
pub struct Acceptor {
    /// The state.
    pub state: AcceptorState,
    /// The results that match.
    pub matcher: Matcher,
}

/// The state that follows from a result.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AcceptorState {
    /// The wait has succeeded.
    Success,
    /// The operation is polled again.
    Retry,
    /// The wait has failed.
    Failure,
}

/// The results that an acceptor matches.
#[derive(Clone, Debug, PartialEq)]
pub enum Matcher {
    /// Outputs in which a value matches.
    Output {
        /// The path to the value. Steps with [`PathStep::each`] lead to several values.
        path: Vec<PathStep>,
        /// The type of the value.
        target: Type,
        /// The comparison.
        comparator: Comparator,
    },
    /// Every output (`true`), or every error (`false`).
    Success(bool),
    /// The error with this code.
    ErrorType(String),
}

/// A step of a path in an output.
#[derive(Clone, Debug, PartialEq)]
pub struct PathStep {
    /// The member, among those of the output or of the structure to which the steps before lead.
    pub member: Reference,
    /// Whether the member is a list and the path continues in each element.
    pub each: bool,
}

impl PathStep {
    /// The step to a member.
    pub fn to(member: Reference) -> Self {
        Self { member, each: false }
    }
}

/// The comparison of one or several values.
#[derive(Clone, Debug, PartialEq)]
pub enum Comparator {
    /// The string is equal.
    StringEquals(String),
    /// The boolean is equal.
    BooleanEquals(bool),
    /// All strings are equal, and there is at least one.
    AllStringEquals(String),
    /// Any string is equal.
    AnyStringEquals(String),
    /// The value is present (`true`) or absent (`false`).
    Present(bool),
}
