//! The servers among which a caller chooses.

use super::fragment::{DocComment, Fragment};
use crate::rust::{RustCrate, ServerType, ServerVariable, UrlPart};
use proc_macro2::{Ident, TokenStream};
use quote::quote;
use serde::Serialize;

/// The file with the servers.
#[derive(Serialize)]
pub(super) struct Servers {
    module: Fragment,
    /// An expression of one.
    example: String,
    servers: Vec<Server>,
    values: Vec<Values>,
}

#[derive(Serialize)]
struct Server {
    docs: DocComment,
    name: Fragment,
    fields: Vec<Field>,
    /// The parameters of `new`; none if it has a default.
    parameters: Vec<Fragment>,
    /// The fields in `new` or `default`.
    initial: Fragment,
    /// The type that is converted into, the parameter of the conversion, and the URL.
    target: Fragment,
    parameter: Fragment,
    url: Fragment,
}

#[derive(Serialize)]
struct Field {
    docs: DocComment,
    name: Fragment,
    ty: Fragment,
    /// The parameter of the setter and its value; none if it is an argument of `new`.
    setter: Option<(Fragment, Fragment)>,
}

/// An enum of the values of a variable.
#[derive(Serialize)]
struct Values {
    docs: DocComment,
    name: Fragment,
    variants: Vec<(DocComment, Fragment, Fragment)>,
}

impl Servers {
    pub(super) fn new(krate: &RustCrate) -> Self {
        let values = krate.servers.iter().flat_map(|server| {
            server.variables.iter().filter_map(|variable| {
                let values = variable.values.as_ref()?;
                let line = format!("Values of `{}` of [`{}`].", variable.name, server.name);
                let variants = values.variants.iter().map(|(name, value)| {
                    let docs = DocComment::item(vec![format!("`{}`", value.replace('`', ""))]);
                    (docs, Fragment::from(name), Fragment::from(quote!(#value)))
                });
                Some(Values {
                    docs: DocComment::item(vec![line]),
                    name: (&values.name).into(),
                    variants: variants.collect(),
                })
            })
        });
        Self {
            module: (&krate.name).into(),
            example: example(krate).unwrap_or_default(),
            values: values.collect(),
            servers: krate.servers.iter().map(Server::new).collect(),
        }
    }
}

impl Server {
    fn new(server: &ServerType) -> Self {
        let fields = server.variables.iter().map(|variable| {
            let (parameter, value) = parameter(variable);
            Field {
                docs: DocComment::of(&variable.docs),
                name: (&variable.name).into(),
                ty: ty(variable).into(),
                setter: variable.default.is_some().then(|| (parameter.into(), value.into())),
            }
        });
        let arguments = server.variables.iter().filter(|variable| variable.default.is_none());
        let initial = server.variables.iter().map(|variable| {
            let name = &variable.name;
            let value = match &variable.default {
                Some(default) => value(variable, default),
                None => parameter(variable).1,
            };
            if name == &value.to_string() { quote!(#name) } else { quote!(#name: #value) }
        });
        let (parameter, url) = url(server);
        let secrets: Vec<_> = server.secrets().map(|variable| &variable.name).collect();
        let (target, url) = match secrets.is_empty() {
            true => (quote!(String), url),
            false => {
                let base_url = quote!(sdk_runtime::BaseUrl);
                (base_url.clone(), quote!(#base_url::with_secrets(#url, &[#(server.#secrets),*])))
            }
        };
        Self {
            docs: DocComment::of(&server.docs),
            name: (&server.name).into(),
            fields: fields.collect(),
            parameters: arguments.map(|variable| self::parameter(variable).0.into()).collect(),
            initial: quote!(#(#initial),*).into(),
            target: target.into(),
            parameter: parameter.into(),
            url: url.into(),
        }
    }
}

fn ty(variable: &ServerVariable) -> TokenStream {
    match &variable.values {
        Some(values) => {
            let name = &values.name;
            quote!(#name)
        }
        None if variable.is_secret => quote!(sdk_runtime::Secret),
        None => quote!(String),
    }
}

/// The parameter of a setter or of `new`, and its conversion.
fn parameter(variable: &ServerVariable) -> (TokenStream, TokenStream) {
    let (name, ty) = (&variable.name, ty(variable));
    match variable.values {
        Some(_) => (quote!(#name: #ty), quote!(#name)),
        None => (quote!(#name: impl Into<#ty>), quote!(#name.into())),
    }
}

/// A value of the document as an expression.
fn value(variable: &ServerVariable, value: &str) -> TokenStream {
    let Some(values) = &variable.values else {
        return quote!(#value.to_owned());
    };
    let name = &values.name;
    let variant = values.variants.iter().find(|(_, known)| known == value);
    let variant = variant.or_else(|| values.variants.first()).map(|(variant, _)| variant);
    quote!(#name::#variant)
}

/// The parameter of the conversion into a URL, and its body.
fn url(server: &ServerType) -> (TokenStream, TokenStream) {
    if server.variables.is_empty() {
        let url: String = server.url.iter().filter_map(literal).collect();
        return (quote!(_), quote!(#url.to_owned()));
    }
    let mut format = String::new();
    let mut values = Vec::new();
    for part in &server.url {
        match part {
            UrlPart::Literal(text) => {
                format.push_str(&text.replace('{', "{{").replace('}', "}}"));
            }
            UrlPart::Variable(at) => {
                let Some(variable) = server.variables.get(*at) else { continue };
                let name = &variable.name;
                format.push_str("{}");
                values.push(match variable.values {
                    Some(_) => quote!(server.#name.as_str()),
                    None if variable.is_secret => quote!(server.#name.expose()),
                    None => quote!(server.#name),
                });
            }
        }
    }
    match values.is_empty() {
        true => (quote!(_), quote!(#format.to_owned())),
        false => (quote!(server), quote!(format!(#format, #(#values),*))),
    }
}

fn literal(part: &UrlPart) -> Option<&str> {
    match part {
        UrlPart::Literal(text) => Some(text),
        UrlPart::Variable(_) => None,
    }
}

/// An expression that creates a server, as in documentation: the first one with variables, or the last.
pub(super) fn example(krate: &RustCrate) -> Option<String> {
    let with_variables = krate.servers.iter().find(|server| !server.variables.is_empty());
    let server = with_variables.or(krate.servers.last())?;
    let name = &server.name;
    let (set, arguments): (Vec<_>, Vec<_>) =
        server.variables.iter().partition(|variable| variable.default.is_some());
    let arguments: Vec<_> = arguments.into_iter().map(example_value).collect();
    let created = match (arguments.as_slice(), server.variables.as_slice()) {
        ([], []) => return Some(format!("servers::{name}")),
        ([], _) => format!("servers::{name}::default()"),
        (arguments, _) => format!("servers::{name}::new({})", arguments.join(", ")),
    };
    // One variable shows how the others are set.
    let setter = set.first().map(|variable| {
        let value = example_value(variable);
        format!(".{}({value})", variable.name)
    });
    Some(created + &setter.unwrap_or_default())
}

/// A value of a variable; one that is not the default if there is one.
fn example_value(variable: &ServerVariable) -> String {
    let Some(values) = &variable.values else {
        return format!("{:?}", variable.default.as_deref().unwrap_or("example"));
    };
    let is_other = |(_, value): &&(Ident, String)| Some(value) != variable.default.as_ref();
    let variant = values.variants.iter().find(is_other).or(values.variants.first());
    let variant = variant.map(|(variant, _)| variant.to_string()).unwrap_or_default();
    format!("servers::{}::{variant}", values.name)
}
