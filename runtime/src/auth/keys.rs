//! The credentials that a caller set, matched with the schemes of a service.

use super::credential::Kind;
use super::{Alternatives, Credential, SchemeKind, Security, SecurityScheme};
use crate::client::variable_prefix;
use crate::{Environment, Error, ErrorKind};

/// The credential of each scheme, if there is one.
#[derive(Debug)]
pub(crate) struct Keys {
    pub(super) security: Security,
    pub(super) credentials: Vec<Option<Kind>>,
    /// The start of the names of environment variables.
    prefix: String,
}

impl Keys {
    /// Matches the credentials of the builder, each with the name of a scheme or for all of its kind, and those of
    /// the environment.
    ///
    /// # Errors
    ///
    /// A credential is for no scheme of the service, or for several that need one each.
    pub(crate) fn new(
        security: Security,
        service: &str,
        set: &[(Option<String>, Credential)],
        environment: &Environment,
    ) -> Result<Self, Error> {
        let mut keys = Self::empty(security, service);
        for (name, Credential(kind)) in set {
            keys.set(name.as_deref(), kind)?;
        }
        for (at, scheme) in security.schemes.iter().enumerate() {
            let found = keys.of_environment(scheme, environment);
            if let Some(slot @ None) = keys.credentials.get_mut(at) {
                *slot = found;
            }
        }
        Ok(keys)
    }

    /// No credentials.
    fn empty(security: Security, service: &str) -> Self {
        Self {
            security,
            credentials: vec![None; security.schemes.len()],
            prefix: variable_prefix(service),
        }
    }

    fn set(&mut self, name: Option<&str>, kind: &Kind) -> Result<(), Error> {
        let is_meant = |scheme: &SecurityScheme| match name {
            Some(name) => scheme.name == name,
            None => takes(scheme, kind),
        };
        let schemes = self.security.schemes;
        let meant: Vec<_> =
            schemes.iter().enumerate().filter(|(_, scheme)| is_meant(scheme)).collect();
        let all = || {
            let listed: Vec<_> = schemes.iter().map(describe).collect();
            listed.join(", ")
        };
        if let Some((_, scheme)) = meant.iter().find(|(_, scheme)| !takes(scheme, kind)) {
            return Err(Error::configuration(format!(
                "the credential for {} is {}",
                describe(scheme),
                kind.article()
            )));
        }
        match (meant.as_slice(), kind, name) {
            ([], _, Some(name)) => Err(Error::configuration(format!(
                "the service has no security scheme {name:?}; it has {}",
                all()
            ))),
            ([], ..) => Err(Error::configuration(format!(
                "the service takes no {}; it has {}",
                kind.noun(),
                all()
            ))),
            // Two keys are two secrets, unlike two names of one token.
            ([_, _, ..], Kind::ApiKey(_), None) => Err(Error::configuration(format!(
                "the service has several API keys: set each by its name with .credential(name, …): {}",
                all()
            ))),
            (meant, ..) => {
                for (at, _) in meant {
                    if let Some(slot) = self.credentials.get_mut(*at) {
                        *slot = Some(kind.clone());
                    }
                }
                Ok(())
            }
        }
    }

    fn of_environment(&self, scheme: &SecurityScheme, environment: &Environment) -> Option<Kind> {
        let get = |variable: &str| environment.get(variable).filter(|it| !it.trim().is_empty());
        let [first, second] = self.variables(scheme);
        let value = get(&first)?;
        match scheme.kind {
            SchemeKind::Basic => Some(Kind::Basic(value, get(&second)?.into())),
            SchemeKind::Bearer => Some(Kind::Token(value.into())),
            _ => Some(Kind::ApiKey(value.into())),
        }
    }

    /// The environment variables of a scheme; the second is that of a password.
    fn variables(&self, scheme: &SecurityScheme) -> [String; 2] {
        let prefix = &self.prefix;
        let is_key = |scheme: &&SecurityScheme| is_api_key(scheme.kind);
        let is_only_key = self.security.schemes.iter().filter(is_key).count() == 1;
        match scheme.kind {
            SchemeKind::Basic => [format!("{prefix}_USERNAME"), format!("{prefix}_PASSWORD")],
            SchemeKind::Bearer => [format!("{prefix}_TOKEN"), String::new()],
            _ if is_only_key => [format!("{prefix}_API_KEY"), String::new()],
            _ => [format!("{prefix}_{}", variable_prefix(scheme.name)), String::new()],
        }
    }

    /// The schemes of the first alternative of an operation for which there are credentials; `None` if it is called
    /// without any.
    ///
    /// # Errors
    ///
    /// There are credentials for no alternative. The error names them.
    pub(super) fn choose(
        &self,
        alternatives: Option<Alternatives>,
    ) -> Result<Option<&'static [usize]>, Error> {
        let alternatives = alternatives.unwrap_or(self.security.default);
        let has = |at: &usize| matches!(self.credentials.get(*at), Some(Some(_)));
        let mut with_keys = alternatives.iter().filter(|all| !all.is_empty());
        if let Some(chosen) = with_keys.find(|all| all.iter().all(has)) {
            return Ok(Some(chosen));
        }
        if alternatives.is_empty() || alternatives.iter().any(|all| all.is_empty()) {
            return Ok(None);
        }
        let described = alternatives.iter().map(|all| {
            let schemes = all.iter().filter_map(|at| self.security.schemes.get(*at));
            let schemes: Vec<_> = schemes.map(|scheme| self.remedy(scheme)).collect();
            schemes.join(" and ")
        });
        let described: Vec<_> = described.collect();
        Err(Error::new(
            ErrorKind::Credentials,
            format!("no credentials for the operation: set {}", described.join(", or ")),
        ))
    }

    /// Why a credential that is empty, or of spaces, is an error.
    pub(super) fn describe_empty(&self, scheme: &SecurityScheme, kind: &Kind) -> String {
        match kind {
            Kind::Provider(_) => {
                format!("the provider of tokens for `{}` returned an empty token", scheme.name)
            }
            _ => format!("the {} is empty: set {}", kind.noun(), self.remedy(scheme)),
        }
    }

    /// A scheme with how its credential is set.
    fn remedy(&self, scheme: &SecurityScheme) -> String {
        let [first, second] = self.variables(scheme);
        match scheme.kind {
            SchemeKind::Basic => {
                format!("`{}` (.basic_auth(…), or {first} and {second})", scheme.name)
            }
            SchemeKind::Bearer => format!("`{}` (.bearer_token(…), or {first})", scheme.name),
            _ if first.ends_with("_API_KEY") => {
                format!("`{}` (.api_key(…), or {first})", scheme.name)
            }
            _ => format!("`{0}` (.credential({0:?}, …), or {first})", scheme.name),
        }
    }
}

/// The environment variables of all schemes, each with what it holds.
#[cfg(feature = "cli")]
pub(crate) fn variables(security: Security, service: &str) -> Vec<(String, String)> {
    let keys = Keys::empty(security, service);
    let mut all: Vec<(String, String)> = Vec::new();
    for scheme in security.schemes {
        let [first, second] = keys.variables(scheme);
        let name = scheme.name;
        let held = match scheme.kind {
            SchemeKind::Basic => {
                vec![
                    (first, format!("user name for `{name}`")),
                    (second, format!("password for `{name}`")),
                ]
            }
            SchemeKind::Bearer => vec![(first, format!("bearer token for `{name}`"))],
            _ => vec![(first, format!("API key for `{name}`"))],
        };
        // Two schemes can share one.
        for (variable, about) in held {
            if !all.iter().any(|(other, _)| *other == variable) {
                all.push((variable, about));
            }
        }
    }
    all
}

impl Kind {
    fn noun(&self) -> &'static str {
        match self {
            Self::ApiKey(_) => "API key",
            Self::Basic(..) => "user name and password",
            Self::Token(_) | Self::Provider(_) => "bearer token",
        }
    }

    /// Whether there is nothing to send. One of user name and password may be empty: some services take a key as either.
    pub(super) fn is_empty(&self) -> bool {
        let is_empty = |text: &str| text.trim().is_empty();
        match self {
            Self::ApiKey(secret) | Self::Token(secret) => is_empty(secret.expose()),
            Self::Basic(user, password) => is_empty(user) && is_empty(password.expose()),
            Self::Provider(_) => false,
        }
    }

    fn article(&self) -> String {
        let article = if matches!(self, Self::ApiKey(_)) { "an" } else { "a" };
        format!("{article} {}", self.noun())
    }
}

fn is_api_key(kind: SchemeKind) -> bool {
    !matches!(kind, SchemeKind::Basic | SchemeKind::Bearer)
}

fn takes(scheme: &SecurityScheme, kind: &Kind) -> bool {
    match kind {
        Kind::ApiKey(_) => is_api_key(scheme.kind),
        Kind::Basic(..) => scheme.kind == SchemeKind::Basic,
        Kind::Token(_) | Kind::Provider(_) => scheme.kind == SchemeKind::Bearer,
    }
}

fn describe(scheme: &SecurityScheme) -> String {
    let what = match scheme.kind {
        SchemeKind::Header(name) => format!("an API key in the header {name}"),
        SchemeKind::Query(name) => format!("an API key in the query parameter {name}"),
        SchemeKind::Cookie(name) => format!("an API key in the cookie {name}"),
        SchemeKind::Basic => "a user name and a password".to_owned(),
        SchemeKind::Bearer => "a bearer token".to_owned(),
    };
    format!("`{}` ({what})", scheme.name)
}
