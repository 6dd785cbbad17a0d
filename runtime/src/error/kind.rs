//! The kinds of failure that callers tell apart.

/// The kind of a failure: at which step of a call it happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ErrorKind {
    /// The caller gave a value that cannot be sent. Nothing was sent.
    InvalidInput,
    /// The client cannot work as it is set up: no region, a bad endpoint URL. Nothing was sent.
    Configuration,
    /// No credentials were found, or those found could not be fetched or used. Nothing was sent.
    Credentials,
    /// An interceptor stopped the call. The attempt that it stopped was not sent.
    Interceptor,
    /// No answer came: no connection, or one that broke.
    Connection,
    /// An attempt, the call as a whole, or a wait took longer than allowed.
    Timeout,
    /// The service answered that the call failed; [`code`](crate::Error::code) tells why.
    Service,
    /// The service answered that the call succeeded, but the answer cannot be read.
    Response,
    /// The service gave the same page token twice, so listing would never end.
    Pagination,
    /// An answer showed that what was waited for will never be.
    Wait,
}
