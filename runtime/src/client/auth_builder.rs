//! The methods of the builder for services with security schemes.

use crate::auth::Credential;
use crate::{ClientBuilder, ProvideToken, Secret, ServiceClient};

/// Credentials of services with security schemes.
///
/// A method without the name of a scheme sets the credential of all schemes of its kind. What is not set is read from
/// the environment: `<SERVICE>_API_KEY`, `<SERVICE>_TOKEN`, `<SERVICE>_USERNAME` and `<SERVICE>_PASSWORD`; with several
/// API keys, `<SERVICE>_<SCHEME>`.
impl<C: ServiceClient> ClientBuilder<C> {
    /// Sets the API key. A service with several needs each by its name, by [`credential`](Self::credential).
    pub fn api_key(self, key: impl Into<Secret>) -> Self {
        self.add(None, Credential::api_key(key))
    }

    /// Sets a user name and a password.
    pub fn basic_auth(self, user: impl Into<String>, password: impl Into<Secret>) -> Self {
        self.add(None, Credential::basic(user, password))
    }

    /// Sets a bearer token, without `Bearer`.
    pub fn bearer_token(self, token: impl Into<Secret>) -> Self {
        self.add(None, Credential::bearer(token))
    }

    /// Sets a provider of bearer tokens, for example of OAuth 2. Tokens are refreshed before they expire, and when the
    /// service rejects one.
    pub fn token_provider(self, provider: impl ProvideToken) -> Self {
        self.add(None, Credential::token_provider(provider))
    }

    /// Sets the credential of the security scheme of this name in the document.
    pub fn credential(self, scheme: impl Into<String>, credential: Credential) -> Self {
        self.add(Some(scheme.into()), credential)
    }

    fn add(mut self, scheme: Option<String>, credential: Credential) -> Self {
        self.settings.auth.push((scheme, credential));
        self
    }
}
