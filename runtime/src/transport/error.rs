//! Why no answer came, in words that a person can act on.

use std::error::Error as StdError;
use std::fmt;

/// A request that got no usable answer.
#[derive(Debug)]
pub struct TransportError {
    kind: TransportErrorKind,
    message: String,
    never_sent: bool,
    is_transient: bool,
    source: Option<Box<dyn StdError + Send + Sync>>,
}

/// What kept an answer from coming.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum TransportErrorKind {
    /// The host's name could not be resolved.
    Dns,
    /// The host refused the connection: nothing listens on that port.
    Refused,
    /// Another failure to connect: no route, no network.
    Connect,
    /// A proxy in between cannot be reached, or does not let the request through.
    Proxy,
    /// The connection was not there in time.
    ConnectTimeout,
    /// The server's certificate or its TLS is not acceptable.
    Tls,
    /// The connection was closed or reset before the answer's head had come.
    Reset,
    /// The answer's body ended before its announced length.
    IncompleteBody,
    /// The answer is larger than allowed.
    TooLarge,
    /// What came back is not HTTP.
    InvalidResponse,
    /// The transport itself is not usable as configured.
    Configuration,
    /// Anything else.
    Other,
}

impl TransportError {
    /// An error with a sentence for people: what was tried, and what happened.
    #[must_use]
    pub fn new(kind: TransportErrorKind, message: impl Into<String>) -> Self {
        use TransportErrorKind as Kind;
        Self {
            kind,
            message: message.into(),
            never_sent: matches!(
                kind,
                Kind::Dns
                    | Kind::Refused
                    | Kind::Connect
                    | Kind::Proxy
                    | Kind::ConnectTimeout
                    | Kind::Tls
                    | Kind::Configuration
            ),
            is_transient: !matches!(kind, Kind::Tls | Kind::TooLarge | Kind::Configuration),
            source: None,
        }
    }

    /// Adds the error below.
    #[must_use]
    pub fn with_source(mut self, source: impl Into<Box<dyn StdError + Send + Sync>>) -> Self {
        self.source = Some(source.into());
        self
    }

    /// What kept the answer from coming.
    #[must_use]
    pub fn kind(&self) -> TransportErrorKind {
        self.kind
    }

    /// Whether the request provably never reached the service, so that repeating it can double nothing.
    #[must_use]
    pub fn never_sent(&self) -> bool {
        self.never_sent
    }

    /// Whether another try may fare better. A refused certificate, a proxy's refusal, an answer that
    /// is too large and a transport that is set up wrongly stay what they are.
    #[must_use]
    pub fn is_transient(&self) -> bool {
        self.is_transient
    }

    /// Says that another try will fare no better.
    pub(super) fn permanent(mut self) -> Self {
        self.is_transient = false;
        self
    }
}

impl fmt::Display for TransportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl StdError for TransportError {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        self.source.as_ref().map(|source| &**source as _)
    }
}
