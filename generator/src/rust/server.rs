//! The servers of a document with several, or with variables: a type for each.

use std::collections::HashSet;

use indexmap::IndexSet;
use proc_macro2::Ident;

use super::docs::Writer;
use super::model::{ServerType, ServerVariable, UrlPart, VariableValues};
use super::naming::{self, Names};
use crate::service::{self, Operation, Service};

/// The servers that have a type, with its name and those of the enums of its variables.
pub(super) struct Servers<'a>(Vec<Named<'a>>);

struct Named<'a> {
    server: &'a service::Server,
    name: Ident,
    /// Of the variables with a list of values, in order.
    values: Vec<Ident>,
}

impl<'a> Servers<'a> {
    /// Names the servers; none if there is one without variables.
    pub(super) fn new(service: &'a Service) -> Self {
        let servers = distinct(service);
        if servers.len() < 2 && servers.iter().all(|server| server.variables.is_empty()) {
            return Self(Vec::new());
        }
        let mut names: Vec<String> = servers.iter().map(|server| described(server)).collect();
        let words = |name: &str| naming::types([name].into_iter()).remove(0).0;
        let repeated: Vec<bool> = names
            .iter()
            .map(|name| names.iter().filter(|other| words(other) == words(name)).count() > 1)
            .collect();
        for ((name, server), repeated) in names.iter_mut().zip(&servers).zip(repeated) {
            if repeated || name.is_empty() {
                *name = located(server);
            }
        }
        let of_values = servers.iter().zip(&names).flat_map(|(server, name)| {
            with_values(server).map(move |variable| format!("{name} {}", variable.name))
        });
        let all: Vec<String> = names.iter().cloned().chain(of_values).collect();
        let idents = naming::types(all.iter().map(String::as_str));
        let mut idents = idents.into_iter().map(|(ident, _)| ident);
        let names: Vec<_> = idents.by_ref().take(names.len()).collect();
        let named = servers.into_iter().zip(names).map(|(server, name)| {
            let values = idents.by_ref().take(with_values(server).count()).collect();
            Named { server, name, values }
        });
        Self(named.collect())
    }

    /// The types.
    pub(super) fn lower(
        &self,
        service: &Service,
        names: &Names,
        writer: &Writer<'_>,
    ) -> Vec<ServerType> {
        let lower = |Named { server, name, values }: &Named<'_>| {
            let fields = server.variables.iter().map(|variable| variable.name.as_str());
            let mut values = values.iter().cloned();
            let variables = server.variables.iter().zip(naming::fields(fields)).map(
                |(variable, (field, _))| ServerVariable {
                    docs: writer.server_variable(variable),
                    name: field,
                    default: variable.default.clone(),
                    is_secret: variable.sensitive,
                    values: match variable.values.is_empty() {
                        true => None,
                        false => values.next().map(|name| self::values(variable, name)),
                    },
                },
            );
            let variables = variables.collect();
            let of_document = service.servers.iter().any(|other| other.url == server.url);
            let calls = service.operations.iter().filter(|operation| {
                !of_document && operation.servers.iter().any(|other| other.url == server.url)
            });
            let calls: Vec<_> = calls.map(|operation| names.method(&operation.name)).collect();
            ServerType {
                source: server.pointer.to_string(),
                docs: writer.server(server, &calls),
                url: parts(server),
                variables,
                name: name.clone(),
            }
        };
        self.0.iter().map(lower).collect()
    }

    /// The types of the servers of an operation.
    pub(super) fn of(&self, operation: &Operation) -> Vec<&Ident> {
        let is_own = |named: &&Named<'_>| {
            operation.servers.iter().any(|server| server.url == named.server.url)
        };
        self.0.iter().filter(is_own).map(|named| &named.name).collect()
    }
}

/// The variables with a list of values.
fn with_values(server: &service::Server) -> impl Iterator<Item = &service::ServerVariable> {
    server.variables.iter().filter(|variable| !variable.values.is_empty())
}

/// The servers of the document that name a host, without TLS only if the same URL with TLS is not among them, and
/// those of paths and operations that have variables.
fn distinct(service: &Service) -> Vec<&service::Server> {
    let mut seen = HashSet::new();
    let own = service.operations.iter().flat_map(|operation| &operation.servers);
    let all: Vec<_> = service.servers.iter().chain(own).collect();
    let urls: HashSet<&str> = all.iter().map(|server| server.url.as_str()).collect();
    all.into_iter()
        .filter(|server| {
            let plain = server.url.strip_prefix("http://");
            let is_secured = plain.is_some_and(|rest| urls.contains(&*format!("https://{rest}")));
            server.names_host() && !is_secured && seen.insert(server.url.as_str())
        })
        .collect()
}

/// A name by the description, if that is short: `Sandbox` for `Sandbox server (no real data)`. Otherwise empty.
fn described(server: &service::Server) -> String {
    const ENDS: [&str; 6] = ["server", "servers", "environment", "endpoint", "url", "api"];
    let text = server.documentation.as_deref().unwrap_or_default();
    let start = text.split(['(', '.', ',', ':', ';', '\n']).next().unwrap_or_default();
    let mut words: Vec<&str> = start.split_whitespace().collect();
    while words.len() > 1
        && words.last().is_some_and(|last| ENDS.contains(&last.to_ascii_lowercase().as_str()))
    {
        words.pop();
    }
    let has_letters = words.iter().any(|word| word.contains(|c: char| c.is_ascii_alphabetic()));
    if words.len() <= 3 && has_letters { words.join(" ") } else { String::new() }
}

/// A name by the URL: `ApiExampleComV1`.
fn located(server: &service::Server) -> String {
    server.url.split_once("://").map_or(&*server.url, |(_, rest)| rest).to_owned()
}

/// The values of a variable, the default among them.
fn values(variable: &service::ServerVariable, name: Ident) -> VariableValues {
    let all = variable.values.iter().chain(&variable.default).map(String::as_str);
    let values: IndexSet<&str> = all.collect();
    let names = naming::variants(values.iter().copied());
    let variants = values.iter().zip(names).map(|(value, (name, _))| (name, (*value).to_owned()));
    VariableValues { name, variants: variants.collect() }
}

/// The URL, split at its variables.
fn parts(server: &service::Server) -> Vec<UrlPart> {
    let mut parts = Vec::new();
    let mut rest = server.url.trim_end_matches('/');
    while !rest.is_empty() {
        let found = server.variables.iter().enumerate().filter_map(|(position, variable)| {
            let label = format!("{{{}}}", variable.name);
            Some((rest.find(&label)?, label.len(), position))
        });
        let Some((at, length, position)) = found.min() else {
            break;
        };
        let (before, label) = rest.split_at(at);
        if !before.is_empty() {
            parts.push(UrlPart::Literal(before.to_owned()));
        }
        parts.push(UrlPart::Variable(position));
        rest = label.get(length..).unwrap_or_default();
    }
    if !rest.is_empty() {
        parts.push(UrlPart::Literal(rest.to_owned()));
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::service::fixture::service;

    fn server(
        url: &str,
        documentation: &str,
        variables: &[(&str, &str, &[&str])],
    ) -> service::Server {
        service::Server {
            pointer: Default::default(),
            url: url.to_owned(),
            variables: variables
                .iter()
                .map(|(name, default, values)| service::ServerVariable {
                    name: (*name).to_owned(),
                    default: Some((*default).to_owned()).filter(|default| !default.is_empty()),
                    values: values.iter().map(|value| (*value).to_owned()).collect(),
                    sensitive: false,
                    documentation: None,
                })
                .collect(),
            documentation: (!documentation.is_empty()).then(|| documentation.to_owned()),
        }
    }

    fn names(servers: Vec<service::Server>) -> Vec<String> {
        let service = Service { servers, ..service(vec![], vec![]) };
        let servers = super::super::lower(&service, "a").servers;
        servers.iter().map(|server| server.name.to_string()).collect()
    }

    #[test]
    fn servers_are_named_by_a_short_description_or_their_url() {
        assert_eq!(
            names(vec![
                server("https://api.example.com/v1", "Production server (live data)", &[]),
                server("https://sandbox.example.com", "Sandbox.", &[]),
                server("https://eu.example.com/", "The server for all of Europe", &[]),
                server("https://one.example.com", "Copy", &[]),
                server("https://two.example.com", "copy", &[]),
            ]),
            ["Production", "Sandbox", "EuExampleCom", "OneExampleCom", "TwoExampleCom"]
        );
    }

    #[test]
    fn one_server_without_variables_needs_no_type() {
        assert!(names(vec![server("https://api.example.com", "", &[])]).is_empty());
        let pair = ["https://api.example.com", "http://api.example.com"];
        assert!(names(pair.map(|url| server(url, "", &[])).to_vec()).is_empty());
        assert!(
            names(vec![server("/v1", "", &[]), server("https://a.example", "", &[])]).is_empty()
        );
        let host = server("https://{host}", "", &[("host", "", &[])]);
        assert_eq!(names(vec![host]), ["Host"]);
    }
}
