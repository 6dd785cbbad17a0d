//! Authorizes requests with the credentials of security schemes.

use std::any::Any;
use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use bytes::Bytes;
use http::header::{AUTHORIZATION, COOKIE};
use http::uri::PathAndQuery;
use http::{HeaderMap, HeaderName, HeaderValue, StatusCode, Uri};
use jiff::Timestamp;
use percent_encoding::percent_decode_str;

use super::credential::{Kind, TokenSource};
use super::{Keys, SchemeKind, SecurityScheme, Token};
use crate::error::ServiceFailure;
use crate::provider::{Authorizer, Identity};
use crate::redact::{SecretLabels, without_secrets};
use crate::renewal::RenewalCache;
use crate::uri::push_encoded;
use crate::{BoxFuture, Error, ErrorKind, OperationMeta, Response, Secret, System};

/// Adds API keys, passwords and tokens to requests.
pub(crate) struct KeyAuthorizer {
    keys: Keys,
    /// The tokens of the schemes with a provider.
    tokens: Vec<Option<RenewalCache<TokenSource>>>,
    system: Arc<dyn System>,
}

/// What an attempt is authorized with.
#[derive(Debug, Default)]
struct KeyIdentity {
    parts: Vec<Part>,
    /// The tokens among them, by the position of their scheme.
    tokens: Vec<(usize, Arc<Token>)>,
    /// The passwords among them, which are sent encoded.
    passwords: Vec<Secret>,
}

/// A secret and where it is sent.
#[derive(Debug)]
struct Part {
    scheme: &'static SecurityScheme,
    secret: Secret,
    /// Why there is nothing to send.
    problem: Option<String>,
}

impl KeyAuthorizer {
    pub(crate) fn new(keys: Keys, system: Arc<dyn System>) -> Self {
        let tokens = keys.credentials.iter().map(|credential| match credential {
            Some(Kind::Provider(provider)) => {
                Some(RenewalCache::of(TokenSource(Arc::clone(provider)), Arc::clone(&system)))
            }
            _ => None,
        });
        Self { tokens: tokens.collect(), keys, system }
    }

    /// The identity of schemes, with the tokens that `token` returns.
    fn identity(
        &self,
        chosen: &[usize],
        mut token: impl FnMut(usize) -> Option<Arc<Token>>,
    ) -> Option<KeyIdentity> {
        let mut identity = KeyIdentity::default();
        for &at in chosen {
            let scheme = self.keys.security.schemes.get(at)?;
            let kind = self.keys.credentials.get(at)?.as_ref()?;
            let mut is_empty = kind.is_empty();
            let secret = match kind {
                Kind::ApiKey(key) | Kind::Token(key) => key.clone(),
                Kind::Basic(user, password) => {
                    identity.passwords.push(password.clone());
                    STANDARD.encode(format!("{user}:{}", password.expose())).into()
                }
                Kind::Provider(_) => {
                    let token = token(at)?;
                    identity.tokens.push((at, Arc::clone(&token)));
                    is_empty = token.secret.expose().trim().is_empty();
                    token.secret.clone()
                }
            };
            let problem = is_empty.then(|| self.keys.describe_empty(scheme, kind));
            identity.parts.push(Part { scheme, secret, problem });
        }
        Some(identity)
    }

    fn cache(&self, at: usize) -> Option<&RenewalCache<TokenSource>> {
        self.tokens.get(at)?.as_ref()
    }
}

impl Authorizer for KeyAuthorizer {
    fn cached_identity(&self, meta: &OperationMeta) -> Option<Identity> {
        let now = self.system.now();
        let chosen = self.keys.choose(meta.security).ok()?.unwrap_or_default();
        let identity = self.identity(chosen, |at| self.cache(at)?.fresh(now))?;
        // The error is that of loading.
        let is_complete = identity.parts.iter().all(|part| part.problem.is_none());
        is_complete.then(|| Arc::new(identity) as Identity)
    }

    fn load_identity<'a>(
        &'a self,
        meta: &OperationMeta,
        time_left: Option<Duration>,
    ) -> BoxFuture<'a, Result<Identity, Error>> {
        let chosen = self.keys.choose(meta.security);
        Box::pin(async move {
            let chosen = chosen?.unwrap_or_default();
            let mut tokens = Vec::new();
            for &at in chosen {
                if let Some(cache) = self.cache(at) {
                    let loaded = cache.get(self.system.now(), time_left).await;
                    let token = loaded.map_err(|error| {
                        Error::new(ErrorKind::Credentials, error.to_string()).with_source(error)
                    })?;
                    tokens.push((at, token));
                }
            }
            let loaded = |at| {
                let found = tokens.iter().find(|(scheme, _)| *scheme == at);
                found.map(|(_, token)| Arc::clone(token))
            };
            let mut identity = self.identity(chosen, loaded).unwrap_or_default();
            match identity.parts.iter_mut().find_map(|part| part.problem.take()) {
                Some(problem) => Err(Error::new(ErrorKind::Credentials, problem)),
                None => Ok(Arc::new(identity) as Identity),
            }
        })
    }

    fn authorize(
        &self,
        request: &mut http::Request<Bytes>,
        _: &OperationMeta,
        identity: &Identity,
    ) -> Result<Timestamp, Error> {
        for part in &identity_of(identity)?.parts {
            part.add(request)?;
        }
        Ok(self.system.now())
    }

    fn presign(
        &self,
        _: &http::Request<Bytes>,
        _: &Identity,
        _: Duration,
    ) -> Result<(Uri, Timestamp), Error> {
        Err(Error::configuration("the service has no presigned URIs: prepare the request instead"))
    }

    fn redact(&self, identity: &Identity, text: &[u8]) -> Option<Vec<u8>> {
        let identity = identity.downcast_ref::<KeyIdentity>()?;
        let secrets = identity.parts.iter().map(|part| &part.secret);
        without_secrets(text, secrets.chain(&identity.passwords))
    }

    fn observe(&self, _: &HeaderMap, _: Timestamp) {}

    /// A rejected token is replaced, because its provider may have a new one. Without another one the attempt is not
    /// repeated.
    fn inspect_failure(
        &self,
        identity: &Identity,
        authorized_at: Timestamp,
        response: &Response,
        _: &ServiceFailure,
    ) -> bool {
        let Some(identity) = identity.downcast_ref::<KeyIdentity>() else {
            return false;
        };
        if response.status != StatusCode::UNAUTHORIZED {
            return false;
        }
        let mut is_replaced = false;
        for (at, token) in &identity.tokens {
            if let Some(cache) = self.cache(*at) {
                is_replaced |= cache.invalidate(token, authorized_at);
            }
        }
        is_replaced
    }
}

impl Part {
    /// Adds the secret to a request.
    fn add(&self, request: &mut http::Request<Bytes>) -> Result<(), Error> {
        let secret = self.secret.expose();
        match self.scheme.kind {
            SchemeKind::Header(name) => {
                let name = HeaderName::from_bytes(name.as_bytes())
                    .map_err(|error| Error::configuration(error.to_string()))?;
                let value = self.value(secret)?;
                request.headers_mut().insert(name, value);
            }
            SchemeKind::Basic => {
                let value = self.value(&format!("Basic {secret}"))?;
                request.headers_mut().insert(AUTHORIZATION, value);
            }
            SchemeKind::Bearer => {
                let value = self.value(&format!("Bearer {secret}"))?;
                request.headers_mut().insert(AUTHORIZATION, value);
            }
            SchemeKind::Cookie(name) => {
                let present = request.headers().get(COOKIE).and_then(|value| value.to_str().ok());
                let start = present.map(|present| format!("{present}; ")).unwrap_or_default();
                let value = self.value(&format!("{start}{name}={secret}"))?;
                request.headers_mut().insert(COOKIE, value);
            }
            SchemeKind::Query(name) => self.add_to_query(request, name)?,
        }
        Ok(())
    }

    /// A header's value, marked so that it is not shown.
    fn value(&self, value: &str) -> Result<HeaderValue, Error> {
        let mut value = HeaderValue::from_str(value).map_err(|_| {
            let name = self.scheme.name;
            let message = format!(
                "the credential for `{name}` has a character that HTTP forbids: usually a line break or a space at \
                 its end, as in the contents of a file; trim it"
            );
            Error::new(ErrorKind::Credentials, message)
        })?;
        value.set_sensitive(true);
        Ok(value)
    }

    /// Adds the secret as a parameter, in place of one of that name: the URL of a page repeats it.
    fn add_to_query(&self, request: &mut http::Request<Bytes>, name: &str) -> Result<(), Error> {
        let mut encoded = String::new();
        push_encoded(&mut encoded, self.secret.expose());
        let mut parts = request.uri().clone().into_parts();
        let path_and_query = parts.path_and_query.as_ref().map_or("/", PathAndQuery::as_str);
        let (path, query) = path_and_query.split_once('?').unwrap_or((path_and_query, ""));
        let mut target = format!("{path}?");
        for parameter in query.split('&').filter(|it| !it.is_empty() && !has_name(it, name)) {
            target.push_str(parameter);
            target.push('&');
        }
        push_encoded(&mut target, name);
        target.push('=');
        target.push_str(&encoded);
        let invalid = |error: String| Error::invalid_input("query", error);
        parts.path_and_query = Some(
            target.parse().map_err(|error: http::uri::InvalidUri| invalid(error.to_string()))?,
        );
        *request.uri_mut() = Uri::from_parts(parts).map_err(|error| invalid(error.to_string()))?;
        let extensions = request.extensions_mut();
        let labels = extensions.remove::<SecretLabels>();
        let own = SecretLabels::new([encoded.as_str()].into_iter());
        if let Some(labels) = SecretLabels::joined(labels, own) {
            extensions.insert(labels);
        }
        Ok(())
    }
}

/// Whether a parameter of a query has this name.
fn has_name(parameter: &str, name: &str) -> bool {
    let found = parameter.split('=').next().unwrap_or_default().replace('+', " ");
    percent_decode_str(&found).eq(name.bytes())
}

/// The identity that this authorizer returned.
fn identity_of(identity: &Identity) -> Result<&KeyIdentity, Error> {
    let identity: &(dyn Any + Send + Sync) = &**identity;
    identity.downcast_ref().ok_or_else(|| Error::configuration("the identity is of another client"))
}

/// Shows which schemes have credentials.
impl fmt::Debug for KeyAuthorizer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("KeyAuthorizer").field("keys", &self.keys).finish_non_exhaustive()
    }
}
