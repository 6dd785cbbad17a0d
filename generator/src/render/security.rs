//! The security schemes of a service: their constants, and the page that describes them.

use proc_macro2::{Literal, TokenStream};
use quote::quote;
use serde::Serialize;

use crate::rust::{OperationModule, RustCrate, ServiceFacts, one_line};
use crate::service::{Alternatives, SchemeKind, Security, SecurityScheme, Signing};

/// The constant with the schemes; `None` without any.
pub(super) fn constant(security: &Security) -> Option<TokenStream> {
    if security.schemes.is_empty() {
        return None;
    }
    let schemes = security.schemes.iter().map(|scheme| {
        let name = &scheme.name;
        let kind = match &scheme.kind {
            SchemeKind::Header(name) => quote!(Header(#name)),
            SchemeKind::Query(name) => quote!(Query(#name)),
            SchemeKind::Cookie(name) => quote!(Cookie(#name)),
            SchemeKind::Basic => quote!(Basic),
            SchemeKind::Bearer => quote!(Bearer),
        };
        quote!(auth::SecurityScheme { name: #name, kind: auth::SchemeKind::#kind })
    });
    let default = alternatives(&security.default);
    Some(quote!(auth::Security { schemes: &[#(#schemes),*], default: #default }))
}

/// The alternatives of an operation, as a constant.
pub(super) fn alternatives(alternatives: &Alternatives) -> TokenStream {
    let alternatives = alternatives.iter().map(|all| {
        let all = all.iter().map(|at| Literal::usize_unsuffixed(*at));
        quote!(&[#(#all),*])
    });
    quote!(&[#(#alternatives),*])
}

/// A scheme on the page.
#[derive(Serialize)]
pub(super) struct Scheme {
    name: String,
    /// What its credential is and where it is sent.
    sent: String,
    /// The methods of the builder that set it.
    setter: String,
    /// Its variables of the environment.
    variables: String,
}

/// The data of the page about credentials.
#[derive(Serialize)]
pub(super) struct Auth {
    schemes: Vec<Scheme>,
    /// The methods of the builder that set what most operations take.
    examples: Vec<String>,
    /// The methods that set all schemes, for examples that run.
    all: Vec<String>,
    /// Whether an example names the type `Credential`.
    names_credential: bool,
    has_tokens: bool,
    /// Whether an operation is also called without credentials.
    has_optional: bool,
    /// Whether an operation takes no credentials.
    has_public: bool,
}

impl Auth {
    /// The page of a service with security schemes.
    pub(super) fn new(krate: &RustCrate) -> Option<Self> {
        let service = &krate.service;
        let schemes = &service.security.schemes;
        let is_only_key = has_one_key(&service.security);
        let rows = schemes.iter().enumerate();
        let rows: Vec<_> =
            rows.map(|(at, scheme)| row(scheme, is_only_key, &variables(service, at))).collect();
        let is_named = |row: &&Scheme| row.setter.starts_with("credential(");
        let first = rows.first()?;
        let required = most_required(krate);
        let required: Vec<_> = required.iter().filter_map(|at| rows.get(*at)).collect();
        let shown = if required.is_empty() { vec![first] } else { required };
        let alternatives = |of: fn(&[Vec<usize>]) -> bool| {
            krate.operations.iter().any(|operation| of(taken(service, operation)))
        };
        let example = |row: &Scheme| {
            let setter = row.setter.replace("(…, …)", "(\"user\", \"password\")");
            setter.replace("(…)", "(\"…\")")
        };
        Some(Self {
            names_credential: shown.iter().any(is_named),
            examples: shown.into_iter().map(example).collect(),
            all: {
                let path = format!("{}::Credential::", krate.name);
                let all = rows.iter().map(example);
                all.map(|set| set.replace('…', "secret").replace("Credential::", &path)).collect()
            },
            schemes: rows,
            has_tokens: schemes.iter().any(|scheme| scheme.kind == SchemeKind::Bearer),
            has_optional: alternatives(|all| all.iter().any(Vec::is_empty)),
            has_public: alternatives(<[_]>::is_empty),
        })
    }
}

/// The alternatives that an operation takes.
pub(super) fn taken<'k>(
    service: &'k ServiceFacts,
    operation: &'k OperationModule,
) -> &'k [Vec<usize>] {
    let request = &operation.request;
    match request.signing {
        Signing::Unsigned => &[],
        _ => request.security.as_ref().unwrap_or(&service.security.default),
    }
}

/// The schemes of the requirement that most operations have first.
fn most_required(krate: &RustCrate) -> Vec<usize> {
    let mut counts: Vec<(&Vec<usize>, usize)> = Vec::new();
    for operation in &krate.operations {
        let Some(first) = taken(&krate.service, operation).iter().find(|all| !all.is_empty())
        else {
            continue;
        };
        match counts.iter_mut().find(|(all, _)| *all == first) {
            Some((_, count)) => *count += 1,
            None => counts.push((first, 1)),
        }
    }
    // The earliest of those of one count.
    let most = counts.iter().rev().max_by_key(|(_, count)| *count);
    most.map(|(all, _)| (*all).clone()).unwrap_or_default()
}

/// Whether one scheme alone takes a key, which needs no name then.
fn has_one_key(security: &Security) -> bool {
    let is_key =
        |scheme: &&SecurityScheme| !matches!(scheme.kind, SchemeKind::Basic | SchemeKind::Bearer);
    security.schemes.iter().filter(is_key).count() == 1
}

/// The environment variables of the scheme at that position, as the runtime reads them.
pub(super) fn variables(service: &ServiceFacts, at: usize) -> Vec<String> {
    let Some(scheme) = service.security.schemes.get(at) else {
        return Vec::new();
    };
    let upper = |c: char| if c.is_ascii_alphanumeric() { c.to_ascii_uppercase() } else { '_' };
    let names = match scheme.kind {
        SchemeKind::Basic => vec!["USERNAME".to_owned(), "PASSWORD".to_owned()],
        SchemeKind::Bearer => vec!["TOKEN".to_owned()],
        _ if has_one_key(&service.security) => vec!["API_KEY".to_owned()],
        _ => vec![scheme.name.chars().map(upper).collect()],
    };
    let prefix = service.variable_prefix();
    names.into_iter().map(|name| format!("{prefix}_{name}")).collect()
}

fn row(scheme: &SecurityScheme, is_only_key: bool, variables: &[String]) -> Scheme {
    let name = one_line(&scheme.name).replace('|', "\\|").replace('`', "");
    let setter = match scheme.kind {
        SchemeKind::Basic => "basic_auth(…, …)".to_owned(),
        SchemeKind::Bearer => "bearer_token(…)".to_owned(),
        _ if is_only_key => "api_key(…)".to_owned(),
        _ => format!("credential({:?}, Credential::api_key(…))", scheme.name),
    };
    let sent = match &scheme.kind {
        SchemeKind::Header(name) if name.eq_ignore_ascii_case("authorization") => {
            "the whole header `Authorization`, with the name of the scheme if the service expects one"
                .to_owned()
        }
        SchemeKind::Header(name) => format!("a key in the header `{}`", one_line(name)),
        SchemeKind::Query(name) => format!("a key in the query parameter `{}`", one_line(name)),
        SchemeKind::Cookie(name) => format!("a key in the cookie `{}`", one_line(name)),
        SchemeKind::Basic => "a user name and a password (`Authorization: Basic`)".to_owned(),
        SchemeKind::Bearer => "a token (`Authorization: Bearer`)".to_owned(),
    };
    let variables: Vec<_> = variables.iter().map(|variable| format!("`{variable}`")).collect();
    Scheme { name, sent, setter, variables: variables.join(", ") }
}
