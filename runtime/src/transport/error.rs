//! Errors of the transport: the cause of a missing or unusable response.

use std::error::Error as StdError;
use std::fmt;
use std::io;
use std::sync::Arc;

use hyper_util::client::legacy;

/// The error of a request without a usable response.
#[derive(Clone, Debug)]
pub struct TransportError {
    kind: TransportErrorKind,
    message: String,
    never_sent: bool,
    is_transient: bool,
    source: Option<Arc<dyn StdError + Send + Sync>>,
}

/// The cause of a missing or unusable response.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum TransportErrorKind {
    /// The host name could not be resolved.
    Dns,
    /// The host refused the connection: nothing listens on that port.
    Refused,
    /// Another failure to connect: no route, no network.
    Connect,
    /// A proxy cannot be reached, or refuses the request.
    Proxy,
    /// The connection was not established within the connect time-out.
    ConnectTimeout,
    /// The TLS handshake failed, such as for an invalid certificate.
    Tls,
    /// The connection was closed or reset before the head of the response.
    Reset,
    /// The response body ended before its announced length.
    IncompleteBody,
    /// The response is larger than allowed.
    TooLarge,
    /// The response is not HTTP.
    InvalidResponse,
    /// The configuration of the transport is invalid.
    Configuration,
    /// Any other failure.
    Other,
}

impl TransportError {
    /// Creates an error with a message that states what was attempted and what happened.
    #[must_use]
    pub fn new(kind: TransportErrorKind, message: impl Into<String>) -> Self {
        Self {
            kind,
            message: message.into(),
            never_sent: matches!(
                kind,
                TransportErrorKind::Dns
                    | TransportErrorKind::Refused
                    | TransportErrorKind::Connect
                    | TransportErrorKind::Proxy
                    | TransportErrorKind::ConnectTimeout
                    | TransportErrorKind::Tls
                    | TransportErrorKind::Configuration
            ),
            is_transient: !matches!(
                kind,
                TransportErrorKind::Tls
                    | TransportErrorKind::TooLarge
                    | TransportErrorKind::Configuration
            ),
            source: None,
        }
    }

    /// Adds the underlying error.
    #[must_use]
    pub fn with_source(mut self, source: impl Into<Box<dyn StdError + Send + Sync>>) -> Self {
        self.source = Some(Arc::from(source.into()));
        self
    }

    /// Returns the cause.
    #[must_use]
    pub fn kind(&self) -> TransportErrorKind {
        self.kind
    }

    /// Returns whether the request provably never reached the service, so that a retry cannot carry it out twice.
    #[must_use]
    pub fn never_sent(&self) -> bool {
        self.never_sent
    }

    /// Returns whether a retry may succeed. A rejected certificate, a proxy's refusal, a response that is too
    /// large and an invalid configuration are permanent.
    #[must_use]
    pub fn is_transient(&self) -> bool {
        self.is_transient
    }

    /// Whether the response body could not be read to its end.
    pub(super) fn is_cut_body(&self) -> bool {
        matches!(
            self.kind,
            TransportErrorKind::IncompleteBody | TransportErrorKind::InvalidResponse
        )
    }

    pub(super) fn permanent(mut self) -> Self {
        self.is_transient = false;
        self
    }

    pub(crate) fn unsent(mut self) -> Self {
        self.never_sent = true;
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

/// A stream that cannot be sent as a request body.
#[derive(Clone, Debug)]
pub(super) enum RequestBodyError {
    Read(Arc<io::Error>),
    TooShort,
    TooLong,
}

impl fmt::Display for RequestBodyError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Read(error) => error.fmt(f),
            Self::TooShort => f.write_str("the stream ended before its announced length"),
            Self::TooLong => f.write_str("the stream is longer than its announced length"),
        }
    }
}

impl StdError for RequestBodyError {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        match self {
            Self::Read(error) => Some(&**error),
            Self::TooShort | Self::TooLong => None,
        }
    }
}

/// The error of a request whose body could not be sent.
pub(super) fn unsendable(error: RequestBodyError) -> TransportError {
    let message = format!("the request body cannot be sent: {error}");
    TransportError::new(TransportErrorKind::Other, message).permanent().with_source(error)
}

/// Classifies a failure of hyper-util's client: to connect, or to get the head of a response.
pub(super) fn no_response(error: legacy::Error, host: &str) -> TransportError {
    // The connector has classified its own failures.
    if let Some(not_connected) = find::<TransportError>(&error) {
        return not_connected.clone();
    }
    let cause = find::<hyper::Error>(&error);
    let is = |test: fn(&hyper::Error) -> bool| cause.is_some_and(test);
    // hyper cancels a request only while none of it has been written.
    let is_unsent =
        is(hyper::Error::is_canceled) || is(hyper::Error::is_closed) || is_refused_stream(&error);
    let (kind, what) = if is(hyper::Error::is_parse) {
        let what = format!("the response of {host} is not valid HTTP");
        (TransportErrorKind::InvalidResponse, what)
    } else if is_unsent
        || is(hyper::Error::is_incomplete_message)
        || find::<io::Error>(&error).is_some()
    {
        let what = format!("{host} closed the connection before it responded");
        (TransportErrorKind::Reset, what)
    } else {
        (TransportErrorKind::Other, format!("no response from {host}"))
    };
    let classified = TransportError::new(kind, what + &root_cause(&error)).with_source(error);
    if is_unsent {
        return classified.unsent();
    }
    classified
}

/// Whether an HTTP/2 server has not processed the request (RFC 9113, sections 6.8 and 8.7): it refused
/// the stream, or the stream's identifier is above the last one in its GOAWAY frame.
#[cfg(feature = "http2")]
fn is_refused_stream(error: &(dyn StdError + 'static)) -> bool {
    find::<h2::Error>(error).is_some_and(|error| {
        let is_refused = error.is_reset() && error.reason() == Some(h2::Reason::REFUSED_STREAM);
        error.is_remote() && (is_refused || error.is_go_away())
    })
}

#[cfg(not(feature = "http2"))]
fn is_refused_stream(_: &(dyn StdError + 'static)) -> bool {
    false
}

/// Classifies a failure to read a response body.
pub(super) fn incomplete_body(error: hyper::Error, host: &str) -> TransportError {
    // hyper reports chunks that it cannot parse as failures to read.
    let is_malformed = error.is_parse()
        || find::<io::Error>(&error).is_some_and(|error| {
            matches!(error.kind(), io::ErrorKind::InvalidInput | io::ErrorKind::InvalidData)
        });
    let (kind, what) = if is_malformed {
        (TransportErrorKind::InvalidResponse, "is not valid HTTP")
    } else {
        (TransportErrorKind::IncompleteBody, "was cut off")
    };
    let cause = root_cause(&error);
    TransportError::new(kind, format!("the response body of {host} {what}{cause}"))
        .with_source(error)
}

/// The first error of type `E` in a chain of sources.
pub(super) fn find<'a, E: StdError + 'static>(
    error: &'a (dyn StdError + 'static),
) -> Option<&'a E> {
    chain(error).find_map(|error| error.downcast_ref())
}

/// The lowest cause, which is the specific one, as the end of a sentence.
pub(super) fn root_cause(error: &(dyn StdError + 'static)) -> String {
    chain(error).last().map_or_else(String::new, |cause| format!(": {cause}"))
}

/// The error and its sources. I/O errors skip the error that they wrap, such as rustls's, in `source`.
fn chain<'a>(
    error: &'a (dyn StdError + 'static),
) -> impl Iterator<Item = &'a (dyn StdError + 'static)> {
    std::iter::successors(Some(error), |error| match error.downcast_ref::<io::Error>() {
        Some(outer) => outer.get_ref().map(|inner| inner as _),
        None => StdError::source(*error),
    })
}
