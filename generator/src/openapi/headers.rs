//! Names of headers: their syntax, and those that a member cannot set.

/// Headers of a request that HTTP, the transport or the signer sets, in lower case. Without `x-amz-content-sha256`, which
/// the runtime adds to its list: in CodeArtifact's PublishPackageVersion it is a required member.
#[rustfmt::skip]
const OWNED_HEADERS: &[&str] = &[
    "amz-sdk-invocation-id", "amz-sdk-request", "authorization", "connection", "content-length", "expect", "host",
    "keep-alive", "proxy-authorization", "proxy-connection", "te", "trailer", "transfer-encoding", "upgrade",
    "user-agent", "x-amz-date", "x-amz-security-token",
];

/// Whether a text is a token of RFC 9110, as the name of a header is and each part of a media type.
pub(super) fn is_token(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(is_token_byte)
}

/// Whether a header of requests is not set by HTTP, the transport or the signer.
pub(super) fn is_free_header(name: &str) -> bool {
    !OWNED_HEADERS.iter().any(|owned| owned.eq_ignore_ascii_case(name))
}

/// Whether the header is that of credentials, which is a member where the document has no security scheme for it;
/// [`super::normalize`] ignores it elsewhere.
pub(super) fn is_authorization(name: &str) -> bool {
    name.eq_ignore_ascii_case("authorization")
}

pub(super) fn is_token_byte(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte)
}
