//! The servers of a document: base URLs with variables.

use openapiv3::{Operation, PathItem, Server};
use serde_json::Value;

use super::annotations::description;
use super::is_method;
use super::losses::{Loss, Losses};
use super::report::{Report, listed};
use crate::pointer::Pointer;
use crate::service::{self, ServerVariable, base_url, folded};

/// The servers that a part of the document lists.
pub(super) fn read(servers: &[Server], owner: &Pointer) -> Vec<service::Server> {
    let at = owner.child("servers");
    let servers = servers.iter().enumerate();
    servers.map(|(index, server)| lower(server, at.child(index))).collect()
}

/// The servers of an operation or its path.
pub(super) struct OwnServers(Vec<service::Server>);

impl OwnServers {
    /// Those of the operation, or else of the path item.
    pub(super) fn read(operation: &Operation, item: &PathItem, pointer: &Pointer) -> Self {
        let of_path = || (&item.servers, pointer.parent().unwrap_or_default());
        let (servers, owner) = match operation.servers.is_empty() {
            true => of_path(),
            false => (&operation.servers, pointer.clone()),
        };
        Self(read(servers, &owner))
    }

    /// The base URL, if it is not that of the whole document (`common`). A relative one is on the host of that.
    pub(super) fn base_url(&self, common: Option<&str>) -> Option<String> {
        let url = base_url(&self.0).or_else(|| {
            let path = self.0.first()?.url.strip_prefix('/')?.trim_end_matches('/');
            let common = common?;
            let host = common.find("://").map_or(0, |at| at + 3);
            let end = common[host..].find('/').map_or(common.len(), |at| host + at);
            let origin = &common[..end];
            Some(if path.is_empty() { origin.to_owned() } else { format!("{origin}/{path}") })
        })?;
        (Some(url.as_str()) != common).then_some(url)
    }

    /// Those among which a caller chooses.
    pub(super) fn with_variables(self) -> Vec<service::Server> {
        let mut servers = self.0;
        servers.retain(|server| !server.variables.is_empty() && server.names_host());
        servers
    }
}

/// Warns of servers of the document, its paths and operations that name no host, and of variables that are not
/// declared or have no default.
pub(super) fn check(document: &Value, report: &mut Report<'_>) {
    let root = Pointer::root();
    let mut losses = Losses::new(report);
    let common = check_list(document, &root, None, &mut losses, report);
    let mut all_have_own = true;
    let at = root.child("paths");
    for (path, item) in document.get("paths").and_then(Value::as_object).into_iter().flatten() {
        let at = at.child(path);
        let of_path = check_list(item, &at, common.as_deref(), &mut losses, report);
        for (method, operation) in item.as_object().into_iter().flatten() {
            if is_method(method) {
                let own = check_list(
                    operation,
                    &at.child(method),
                    common.as_deref(),
                    &mut losses,
                    report,
                );
                all_have_own &= own.is_some() || of_path.is_some();
            }
        }
    }
    losses.report(report);
    let has_none = document.get("servers").and_then(Value::as_array).is_none_or(Vec::is_empty);
    if has_none && !all_have_own {
        report
            .warning("server-without-host", &root)
            .found("no servers")
            .expected("the URL of the service, with scheme and host")
            .remedy(
                "set `base_url` of the client, or add `servers` with an overlay; without either no client is built",
            );
    }
}

/// Warns of a base URL without TLS, to which credentials would be sent as clear text. A local server needs none.
pub(super) fn check_encryption(servers: &[service::Server], report: &mut Report<'_>) {
    let Some(url) = base_url(servers) else {
        return;
    };
    let Some(host) = url.strip_prefix("http://") else {
        return;
    };
    if !["localhost", "127.", "[::1]"].iter().any(|local| host.starts_with(local)) {
        let pointer = servers.first().map(|server| server.pointer.child("url")).unwrap_or_default();
        report
            .warning("unencrypted-server", &pointer)
            .found(format!("`{url}` as the server, without TLS, and security schemes"))
            .expected("a URL with https where calls have credentials")
            .remedy("add the server with https before it in an overlay, or set it as `base_url` of the client");
    }
}

/// The server of a document that has none with a base URL, if each operation has its own: that of the first.
pub(super) fn of_first(operations: &[service::Operation]) -> Option<service::Server> {
    let mut urls = operations.iter().map(|operation| operation.server.as_ref());
    if !urls.clone().all(|url| url.is_some()) {
        return None;
    }
    let url = urls.next()??.clone();
    let pointer = operations.first()?.pointer.child("servers");
    Some(service::Server { pointer, url, variables: Vec::new(), documentation: None })
}

/// Checks the servers of a part, and returns their base URL. A path alone is on the host of `common`.
fn check_list(
    owner: &Value,
    pointer: &Pointer,
    common: Option<&str>,
    losses: &mut Losses,
    report: &mut Report<'_>,
) -> Option<String> {
    let list = owner.get("servers").and_then(Value::as_array)?;
    let parsed: Vec<Server> =
        list.iter().filter_map(|server| serde_json::from_value(server.clone()).ok()).collect();
    let servers = read(&parsed, pointer);
    let url = base_url(&servers);
    let needs_url = common.is_none() && url.is_none();
    for (server, parsed) in servers.iter().zip(&parsed) {
        let at = server.pointer.child("url");
        if !server.names_host() {
            if common.is_some() && server.url.starts_with('/') {
                continue;
            }
            let path = server.url.strip_prefix('/').unwrap_or_default();
            let example = format!("https://api.example.com/{path}");
            let remedy = match needs_url {
                true => {
                    "set the whole URL as `base_url` of the client, or in the document with an overlay"
                }
                false => {
                    "set the whole URL in the document with an overlay; the server is left out"
                }
            };
            report
                .warning("server-without-host", &at)
                .found(format!("the server `{}`, which names no host", server.url))
                .expected(format!(
                    "a URL with scheme and host, such as `{}`",
                    example.trim_end_matches('/')
                ))
                .remedy(remedy);
        }
        let is_declared =
            |name: &str| parsed.variables.as_ref().is_some_and(|all| all.contains_key(name));
        for variable in &server.variables {
            let name = variable.name.as_str();
            if variable.default.is_none() && is_declared(name) && server.names_host() {
                losses.add(
                    Loss::ServerVariableWithoutDefault,
                    &server.pointer.child("variables").child(name).child("default"),
                    name,
                );
            }
            if let Some(default) = &variable.default
                && !variable.values.is_empty()
                && !variable.values.contains(default)
            {
                losses.add(
                    Loss::ServerVariableDefault,
                    &server.pointer.child("variables").child(name).child("default"),
                    name,
                );
            }
        }
        let names = server.variables.iter().map(|variable| variable.name.as_str());
        let undeclared: Vec<_> = names.filter(|name| !is_declared(name)).collect();
        if !undeclared.is_empty() {
            let (variables, are) = match undeclared.len() {
                1 => ("the variable", "is"),
                _ => ("the variables", "are"),
            };
            report
                .warning("undeclared-server-variable", &at)
                .found(format!("{variables} {} in the URL of a server, which {are} not declared", listed(&undeclared)))
                .expected("an entry in `variables` of the server, with a default")
                .remedy("declare it with an overlay, or give the value to the type in `servers` of the crate, for `base_url`");
        }
    }
    url
}

fn lower(server: &Server, pointer: Pointer) -> service::Server {
    let url = server.url.trim();
    // Without a scheme a URL has that of the document.
    let url = match url.strip_prefix("//") {
        Some(rest) => format!("https://{rest}"),
        None => url.to_owned(),
    };
    let declared = server.variables.iter().flatten();
    let declared = declared.map(|(name, variable)| {
        let sensitive = is_sensitive(name, variable);
        let is_placeholder = sensitive || is_placeholder(&url, name, variable);
        ServerVariable {
            name: name.clone(),
            default: (!is_placeholder).then(|| variable.default.clone()),
            values: variable.enumeration.clone(),
            sensitive,
            documentation: description(variable.description.as_deref()),
        }
    });
    let mut variables: Vec<_> = declared.collect();
    for name in labels(&url) {
        if variables.iter().all(|variable| variable.name != name) {
            variables.push(ServerVariable {
                name: name.to_owned(),
                default: None,
                values: Vec::new(),
                sensitive: SECRETS.contains(&folded(name).as_str()),
                documentation: None,
            });
        }
    }
    service::Server {
        pointer,
        url,
        variables,
        documentation: description(server.description.as_deref()),
    }
}

/// The names in braces.
fn labels(url: &str) -> impl Iterator<Item = &str> {
    let after = url.split('{').skip(1);
    after.filter_map(|rest| Some(rest.split_once('}')?.0)).filter(|name| !name.is_empty())
}

/// Names of variables that are secrets, in lower case without separators.
const SECRETS: &[&str] = &["accesstoken", "apikey", "apitoken", "password", "secret", "token"];

/// Whether a variable is a secret, by `x-sensitive` or by its name. One with a list of values is none.
fn is_sensitive(name: &str, variable: &openapiv3::ServerVariable) -> bool {
    let stated = variable.extensions.get("x-sensitive").and_then(Value::as_bool);
    variable.enumeration.is_empty()
        && stated.unwrap_or_else(|| SECRETS.contains(&folded(name).as_str()))
}

/// Whether the default stands for a value that only the caller knows.
fn is_placeholder(url: &str, name: &str, variable: &openapiv3::ServerVariable) -> bool {
    let default = &variable.default;
    let is_none = match default.is_empty() {
        true => !can_be_empty(url, name),
        false => default == "none" || default.contains('{'),
    };
    (is_none || default.eq_ignore_ascii_case(name)) && !variable.enumeration.contains(default)
}

/// Whether the URL has its host without the value of the variable, which follows the host.
fn can_be_empty(url: &str, name: &str) -> bool {
    let label = format!("{{{name}}}");
    let Some((before, after)) = url.split_once("://").and_then(|(_, rest)| rest.split_once(&label))
    else {
        return !url.contains(&label);
    };
    let ends_host = after.is_empty() || after.starts_with(['/', '{']);
    before.contains('/') || (ends_host && !before.is_empty() && !before.ends_with(['.', ':']))
}
