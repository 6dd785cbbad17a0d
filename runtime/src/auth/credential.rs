//! Credentials of callers, and providers of tokens.

use std::error::Error as StdError;
use std::fmt::{self, Debug};
use std::sync::Arc;

use jiff::Timestamp;

use crate::renewal::{Renewable, Source};
use crate::{BoxFuture, Secret};

/// A credential for a security scheme, for [`credential`](crate::ClientBuilder::credential) of the client's builder.
///
/// # Example
///
/// ```
/// # use sdk_runtime::auth::Credential;
/// let key = Credential::api_key("key");
/// let user = Credential::basic("user", "password");
/// assert!(!format!("{user:?}").contains("password"));
/// # drop(key);
/// ```
#[derive(Clone, Debug)]
pub struct Credential(pub(super) Kind);

#[derive(Clone, Debug)]
pub(super) enum Kind {
    ApiKey(Secret),
    Basic(String, Secret),
    Token(Secret),
    Provider(Arc<dyn ProvideToken>),
}

impl Credential {
    /// An API key.
    pub fn api_key(key: impl Into<Secret>) -> Self {
        Self(Kind::ApiKey(key.into()))
    }

    /// A user name and a password.
    pub fn basic(user: impl Into<String>, password: impl Into<Secret>) -> Self {
        Self(Kind::Basic(user.into(), password.into()))
    }

    /// A bearer token, without `Bearer`.
    pub fn bearer(token: impl Into<Secret>) -> Self {
        Self(Kind::Token(token.into()))
    }

    /// A provider of bearer tokens.
    pub fn token_provider(provider: impl ProvideToken) -> Self {
        Self(Kind::Provider(Arc::new(provider)))
    }
}

/// A provider of bearer tokens, for example of OAuth 2.
///
/// A client calls its provider when it holds no token, when the one that it holds is about to expire, and when the
/// service rejected it with status 401: the call then waits for a new token, and is repeated with it. If that is rejected
/// too, the call fails, and the provider is not called for the next 30 seconds. A client makes one call of its provider
/// at a time, which all calls of operations share, and caches the result, so an implementation need not cache.
///
/// ```
/// # use sdk_runtime::jiff::Timestamp;
/// # use sdk_runtime::{BoxFuture, ProvideToken, Token, TokenError};
/// use std::time::Duration;
///
/// #[derive(Debug)]
/// struct SignIn;
///
/// impl ProvideToken for SignIn {
///     fn provide(&self) -> BoxFuture<'_, Result<Token, TokenError>> {
///         Box::pin(async {
///             let token = std::fs::read_to_string("/run/secrets/token")
///                 .map_err(|error| TokenError::new("no token file").with_source(error))?;
///             // The line break at the end of the file is no part of the token.
///             Ok(Token::new(token.trim()).expiring_at(Timestamp::now() + Duration::from_secs(3600)))
///         })
///     }
/// }
/// ```
pub trait ProvideToken: Debug + Send + Sync + 'static {
    /// Loads a token.
    ///
    /// # Errors
    ///
    /// Returns an error with the reason. It must not show a secret.
    fn provide(&self) -> BoxFuture<'_, Result<Token, TokenError>>;
}

/// A bearer token.
///
/// # Example
///
/// ```
/// # use sdk_runtime::auth::Token;
/// use std::time::Duration;
///
/// let issued = jiff::Timestamp::now();
/// let token = Token::new("secret").expiring_at(issued + Duration::from_secs(3600));
/// assert!(token.expires_at > Some(issued));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Token {
    /// The token, without `Bearer`.
    pub secret: Secret,
    /// When it expires; `None` if that is unknown or never.
    pub expires_at: Option<Timestamp>,
}

impl Token {
    /// Creates a token without a known expiration.
    #[must_use]
    pub fn new(secret: impl Into<Secret>) -> Self {
        Self { secret: secret.into(), expires_at: None }
    }

    /// Sets the time when the token expires.
    #[must_use]
    pub fn expiring_at(mut self, time: Timestamp) -> Self {
        self.expires_at = Some(time);
        self
    }
}

impl<P: ProvideToken + ?Sized> ProvideToken for Arc<P> {
    fn provide(&self) -> BoxFuture<'_, Result<Token, TokenError>> {
        (**self).provide()
    }
}

/// The error of a provider of tokens.
#[derive(Clone, Debug)]
pub struct TokenError {
    reason: String,
    /// Shared by all calls that failed with it.
    source: Option<Arc<dyn StdError + Send + Sync>>,
}

impl TokenError {
    /// Creates an error with its reason, and the remedy if there is one.
    #[must_use]
    pub fn new(reason: impl Into<String>) -> Self {
        Self { reason: reason.into(), source: None }
    }

    /// Adds the underlying error. It must not show a secret.
    #[must_use]
    pub fn with_source(mut self, source: impl Into<Box<dyn StdError + Send + Sync>>) -> Self {
        self.source = Some(Arc::from(source.into()));
        self
    }
}

impl fmt::Display for TokenError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "no token: {}", self.reason)
    }
}

impl StdError for TokenError {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        self.source.as_ref().map(|source| &**source as _)
    }
}

impl Renewable for Token {
    fn expires_at(&self) -> Option<Timestamp> {
        self.expires_at
    }

    fn expiring_at(self, time: Timestamp) -> Self {
        Self::expiring_at(self, time)
    }
}

/// A provider of tokens as the source of their cache.
#[derive(Clone, Debug)]
pub(super) struct TokenSource(pub(super) Arc<dyn ProvideToken>);

impl Source for TokenSource {
    type Value = Token;
    type Error = TokenError;

    fn load(&self) -> BoxFuture<'_, Result<Token, TokenError>> {
        self.0.provide()
    }

    fn failure(part: &'static str, reason: String) -> TokenError {
        TokenError::new(format!("{part}: {reason}"))
    }
}
