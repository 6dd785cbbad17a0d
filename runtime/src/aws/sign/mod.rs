//! AWS Signature Version 4.
//!
//! The service and we both know a secret that never travels. We write the request in a canonical
//! form, hash it, and put a keyed hash of that next to the request; the service does the same with
//! what it received and compares. So both must agree on each byte of the canonical form:
//!
//! ```text
//! DELETE                                               method
//! /tags/arn%253Aaws%253Aivs                            path, encoded once more than on the wire
//! tagKeys=a&tagKeys=b                                  query, sorted, encoded anew
//! host:ivs.us-east-1.amazonaws.com                     each signed header, sorted
//! x-amz-date:20150830T123600Z
//!
//! host;x-amz-date                                      the names of the signed headers
//! e3b0c44298fc1c149afbf4c8996fb924…                    SHA-256 of the body
//! ```
//!
//! Its SHA-256, the time and the scope (day, region, service) make the *string to sign*; the key
//! is derived from the secret and the same scope. The signature travels in the `authorization`
//! header ([`sign_headers`]) or, for a link that anyone may follow for a while, in the query
//! ([`presign`]). [`explain_headers`] and [`explain_presign`] show the texts in between, for the day when a
//! service answers `SignatureDoesNotMatch`.
//!
//! Source: <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html>.
//!
//! This module knows requests and keys. It must not know a service, an endpoint or a clock: the
//! time is an argument.

mod batch;
mod canonical;
mod error;
mod explain;
mod header_form;
mod key;
mod payload;
mod query_form;
mod scope;
#[cfg(test)]
mod tests;

use jiff::Timestamp;

use crate::Credentials;

pub use error::SigningError;
pub use explain::{Explanation, explain_headers, explain_presign};
pub use header_form::sign_headers;
pub use key::SigningKeyCache;
pub use payload::PayloadHash;
pub use query_form::presign;

/// What a request is signed with: who, for where, when, and how.
#[derive(Clone, Copy, Debug)]
pub struct SigningParams<'a> {
    /// Who signs.
    pub credentials: &'a Credentials,
    /// The region that the request is sent to, such as `us-east-1`.
    pub region: &'a str,
    /// The service's signing name, such as `ivs`; not always the first label of its host.
    pub service: &'a str,
    /// When the request is signed. Services refuse what is off by more than five minutes.
    pub time: Timestamp,
    /// How the service differs from the rule, if it does.
    pub options: SigningOptions,
    /// Where the derived key is kept, so that a day's requests derive it once.
    pub keys: &'a SigningKeyCache,
}

/// Where services differ. The default is right for all but a few.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct SigningOptions {
    /// Encode the path, encoded as it is on the wire, once more. Default: true; false for S3.
    pub encode_path_again: bool,
    /// Resolve `.` and `..` and merge slashes in the signed path. Default: true; false for S3.
    pub normalize_path: bool,
    /// Sign the session token, too. Default: true; false where the token is added after signing,
    /// as AWS IoT has it.
    pub sign_session_token: bool,
    /// Send the payload's hash as `x-amz-content-sha256`, in the header form. Default: false; true
    /// for S3.
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

/// The one algorithm that this module knows, as requests name it.
const ALGORITHM: &str = "AWS4-HMAC-SHA256";
