//! The security schemes of a service: their constants, and the page that describes them.

use proc_macro2::{Literal, TokenStream};
use quote::quote;
use serde::Serialize;

use crate::rust::{ServiceFacts, one_line};
use crate::service::{Alternatives, SchemeKind, Security, SecurityScheme};

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
    /// A method of the builder that sets the first scheme.
    example: String,
    has_tokens: bool,
}

impl Auth {
    /// The page of a service with security schemes.
    pub(super) fn new(service: &ServiceFacts) -> Option<Self> {
        let schemes = &service.security.schemes;
        let is_key = |scheme: &&SecurityScheme| {
            !matches!(scheme.kind, SchemeKind::Basic | SchemeKind::Bearer)
        };
        let is_only_key = schemes.iter().filter(is_key).count() == 1;
        let prefix = service.variable_prefix();
        let rows: Vec<_> = schemes.iter().map(|scheme| row(scheme, is_only_key, &prefix)).collect();
        Some(Self {
            example: rows
                .first()?
                .setter
                .replace('…', "\"…\"")
                .replace("\"…\", \"…\"", "\"user\", \"password\""),
            schemes: rows,
            has_tokens: schemes.iter().any(|scheme| scheme.kind == SchemeKind::Bearer),
        })
    }
}

fn row(scheme: &SecurityScheme, is_only_key: bool, prefix: &str) -> Scheme {
    let name = one_line(&scheme.name).replace('|', "\\|").replace('`', "");
    let upper = |c: char| if c.is_ascii_alphanumeric() { c.to_ascii_uppercase() } else { '_' };
    let (setter, variables) = match scheme.kind {
        SchemeKind::Basic => {
            ("basic_auth(…, …)".to_owned(), format!("`{prefix}_USERNAME`, `{prefix}_PASSWORD`"))
        }
        SchemeKind::Bearer => ("bearer_token(…)".to_owned(), format!("`{prefix}_TOKEN`")),
        _ if is_only_key => ("api_key(…)".to_owned(), format!("`{prefix}_API_KEY`")),
        _ => {
            let variable: String = scheme.name.chars().map(upper).collect();
            let setter = format!("credential({:?}, Credential::api_key(…))", scheme.name);
            (setter, format!("`{prefix}_{variable}`"))
        }
    };
    let sent = match &scheme.kind {
        SchemeKind::Header(name) => format!("a key in the header `{}`", one_line(name)),
        SchemeKind::Query(name) => format!("a key in the query parameter `{}`", one_line(name)),
        SchemeKind::Cookie(name) => format!("a key in the cookie `{}`", one_line(name)),
        SchemeKind::Basic => "a user name and a password (`Authorization: Basic`)".to_owned(),
        SchemeKind::Bearer => "a token (`Authorization: Bearer`)".to_owned(),
    };
    Scheme { name, sent, setter, variables }
}
