//! What hyper's, rustls's and the system's errors mean, in words that a person can act on.

use std::error::Error as StdError;
use std::time::Duration;

use super::super::connect::ConnectTimeout;
use super::super::proxy::ProxyFailure;
use super::super::tcp::NoAddress;
use super::super::tls::TlsSetup;
use crate::transport::{TransportError, TransportErrorKind};

/// Names what kept the rest of a body from coming.
pub(super) fn cut_off(error: hyper::Error, host: &str) -> TransportError {
    // hyper counts chunks that it cannot read among the failures to read at all.
    let is_malformed = error.is_parse()
        || find::<std::io::Error>(&error).is_some_and(|error| {
            matches!(
                error.kind(),
                std::io::ErrorKind::InvalidInput | std::io::ErrorKind::InvalidData
            )
        });
    let (kind, what) = if is_malformed {
        (TransportErrorKind::InvalidResponse, "is not valid HTTP")
    } else {
        (TransportErrorKind::IncompleteBody, "was cut off")
    };
    TransportError::new(
        kind,
        format!("the body of {host}'s answer {what}{}", root(&error)),
    )
    .with_source(error)
}

/// Names what kept a connection from coming about.
pub(super) fn not_connected(
    error: Box<dyn StdError + Send + Sync>,
    host: &str,
    patience: Duration,
) -> TransportError {
    use TransportErrorKind as Kind;
    let below: &(dyn StdError + 'static) = &*error;
    let kind = connect_kind(below);
    let message = match kind {
        Kind::ConnectTimeout => format!("no connection to {host} within {patience:?}"),
        Kind::Configuration => format!("TLS cannot be set up{}", root(below)),
        Kind::Proxy => format!("no connection to {host}: {}", proxy_failure(below)),
        Kind::Dns => format!("the name {host} cannot be resolved{}", root(below)),
        Kind::Tls => format!("no secure connection to {host}{}", root(below)),
        _ => format!("no connection to {host}{}", root(below)),
    };
    let is_permanent = find::<ProxyFailure>(below).is_some_and(|failure| !failure.is_transient);
    let error = TransportError::new(kind, message).with_source(error);
    if is_permanent {
        return error.permanent();
    }
    error
}

/// Names what kept the head of an answer from coming.
pub(super) fn no_answer(error: hyper::Error, host: &str) -> TransportError {
    use TransportErrorKind as Kind;
    let (kind, what) = if error.is_parse() {
        let what = format!("the answer of {host} is not valid HTTP");
        (Kind::InvalidResponse, what)
    } else if error.is_incomplete_message()
        // A new connection that is closed at once takes no request.
        || error.is_canceled()
        || find::<std::io::Error>(&error).is_some()
    {
        let what = format!("{host} closed the connection before it answered");
        (Kind::Reset, what)
    } else {
        (Kind::Other, format!("no answer from {host}"))
    };
    TransportError::new(kind, what + &root(&error)).with_source(error)
}

/// What the proxy did, and what the system says of it.
fn proxy_failure(error: &(dyn StdError + 'static)) -> String {
    match find::<ProxyFailure>(error) {
        Some(failure) if failure.source().is_some() => format!("{failure}{}", root(failure)),
        Some(failure) => failure.to_string(),
        None => String::new(),
    }
}

fn connect_kind(error: &(dyn StdError + 'static)) -> TransportErrorKind {
    use std::io::ErrorKind as Io;
    if find::<ConnectTimeout>(error).is_some() {
        return TransportErrorKind::ConnectTimeout;
    }
    if find::<TlsSetup>(error).is_some() {
        return TransportErrorKind::Configuration;
    }
    if find::<ProxyFailure>(error).is_some() {
        return TransportErrorKind::Proxy;
    }
    if find::<rustls::Error>(error).is_some() {
        return TransportErrorKind::Tls;
    }
    if find::<NoAddress>(error).is_some() {
        return TransportErrorKind::Dns;
    }
    match find::<std::io::Error>(error).map(std::io::Error::kind) {
        Some(Io::ConnectionRefused) => TransportErrorKind::Refused,
        _ => TransportErrorKind::Connect,
    }
}

/// The error and all below it. I/O errors hide what they wrap from `source`, rustls's errors above
/// all, so they are opened.
fn chain<'a>(
    error: &'a (dyn StdError + 'static),
) -> impl Iterator<Item = &'a (dyn StdError + 'static)> {
    std::iter::successors(Some(error), |error| {
        match error.downcast_ref::<std::io::Error>() {
            Some(outer) => outer.get_ref().map(|inner| inner as _),
            None => StdError::source(*error),
        }
    })
}

fn find<'a, E: StdError + 'static>(error: &'a (dyn StdError + 'static)) -> Option<&'a E> {
    chain(error).find_map(|error| error.downcast_ref())
}

/// The lowest cause, which is the one that says something, as the end of a sentence.
fn root(error: &(dyn StdError + 'static)) -> String {
    chain(error)
        .last()
        .map_or_else(String::new, |cause| format!(": {cause}"))
}
