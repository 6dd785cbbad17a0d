//! Deviations of services from the general rules, and signing errors.

use std::fmt;

/// Deviations of single services from the general rules. The default fits all but a few.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct SigningOptions {
    /// Percent-encode the path, which is encoded on the wire, once more. Default: true; false for
    /// S3.
    pub encode_path_again: bool,
    /// Resolve `.` and `..` and merge slashes in the signed path. Default: true; false for S3.
    pub normalize_path: bool,
    /// Include the session token in the signature. Default: true; false where the token is added
    /// after signing, as AWS IoT requires.
    pub sign_session_token: bool,
    /// Send the payload's hash as the header `x-amz-content-sha256`. Default: false; true for S3.
    /// Has no effect on presigned URIs.
    pub send_payload_hash: bool,
}

impl Default for SigningOptions {
    fn default() -> Self {
        Self {
            encode_path_again: true,
            normalize_path: true,
            sign_session_token: true,
            send_payload_hash: false,
        }
    }
}

/// The error of a request that cannot be signed. The message shows no secret.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum SigningError {
    /// The URI has no host, and there is no `host` header either.
    NoHost,
    /// The host is not a valid header value.
    BadHost,
    /// The value of a signed header is not UTF-8.
    BadHeader,
    /// The session token is not a valid header value; it may contain a newline.
    BadSessionToken,
    /// Access key id, region or signing name is not a valid header value.
    BadScope,
    /// A presigned request expires after one second to seven days.
    ExpiryOutOfRange,
    /// The presigned request is too long for a URI.
    BadUri,
}

impl fmt::Display for SigningError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::NoHost => "the URI has no host: expected one such as https://host/path",
            Self::BadHost => "the host contains a character that is invalid in a header",
            Self::BadHeader => "a header value is not UTF-8 and cannot be signed",
            Self::BadSessionToken => {
                "the session token contains a character that is invalid in a header, such as a \
                 newline: check how the credentials were copied"
            }
            Self::BadScope => {
                "access key id, region or signing name contain a character that is invalid in a \
                 header, such as a newline: check how they were copied"
            }
            Self::ExpiryOutOfRange => {
                "a presigned request expires after 1 second to 7 days (604800 seconds)"
            }
            Self::BadUri => {
                "the presigned request is not a valid URI: it may be too long (65534 bytes)"
            }
        })
    }
}

impl std::error::Error for SigningError {}
