//! Why a request could not be signed.

use std::fmt;

/// A request could not be signed. The message says what to change; it shows no secret.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum SigningError {
    /// The URI names no host, and there is no `host` header either.
    NoHost,
    /// The host cannot be sent in a header.
    BadHost,
    /// The value of a header to sign is not UTF-8.
    BadHeader,
    /// The session token holds a character that cannot be sent, such as a newline.
    BadSessionToken,
    /// Access key id, region or signing name hold a character that cannot be sent.
    BadScope,
    /// A presigned request is good for one second up to seven days.
    ExpiryOutOfRange,
    /// The presigned request is too long for a URI.
    BadUri,
}

impl fmt::Display for SigningError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::NoHost => "the URI to sign names no host: give it one, as in `https://host/path`",
            Self::BadHost => "the host holds a character that no header can hold",
            Self::BadHeader => "the value of a header is not UTF-8 and so cannot be signed",
            Self::BadSessionToken => {
                "the session token holds a character that no header can hold, such as a newline: \
                 check how the credentials were copied"
            }
            Self::BadScope => {
                "access key id, region or signing name hold a character that no header can hold, \
                 such as a newline: check how they were copied"
            }
            Self::ExpiryOutOfRange => {
                "a presigned request expires after 1 second to 7 days (604800 seconds)"
            }
            Self::BadUri => {
                "the presigned request is no valid URI: it may be too long (65534 bytes)"
            }
        })
    }
}

impl std::error::Error for SigningError {}
