//! Authentication by security schemes of OpenAPI: API keys, basic and bearer.
//!
//! A service states its schemes, and which of them each operation takes ([`Security`]). The caller sets a
//! [`Credential`] for some of them; the client matches the two once, when it is built. A bearer token may come
//! from a [`ProvideToken`], which is refreshed as AWS credentials are.

mod authorizer;
mod credential;
mod keys;
#[cfg(test)]
mod tests;

pub(crate) use authorizer::KeyAuthorizer;
pub use credential::{Credential, ProvideToken, Token, TokenError};
pub(crate) use keys::Keys;
#[cfg(feature = "cli")]
pub(crate) use keys::variables;

/// The security schemes of a service. Generated code states it.
#[derive(Clone, Copy, Debug)]
pub struct Security {
    /// The schemes.
    pub schemes: &'static [SecurityScheme],
    /// The alternatives of operations that state none of their own.
    pub default: Alternatives,
}

/// What an operation takes: one of the alternatives, each of which is all the schemes at these positions. An empty
/// one means that credentials are optional.
pub type Alternatives = &'static [&'static [usize]];

impl Security {
    /// No schemes.
    pub const NONE: Self = Self { schemes: &[], default: &[] };
}

/// A security scheme.
#[derive(Clone, Copy, Debug)]
pub struct SecurityScheme {
    /// Its name in the document.
    pub name: &'static str,
    /// How its credential is sent.
    pub kind: SchemeKind,
}

/// How a credential is sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum SchemeKind {
    /// An API key in the header of this name.
    Header(&'static str),
    /// An API key in the query parameter of this name.
    Query(&'static str),
    /// An API key in the cookie of this name.
    Cookie(&'static str),
    /// A user name and a password (RFC 7617).
    Basic,
    /// A bearer token (RFC 6750), among them those of OAuth 2 and OpenID Connect.
    Bearer,
}
