//! The servers of a document: base URLs with variables.

use openapiv3::{Operation, PathItem, Server};

use super::annotations::description;
use crate::pointer::Pointer;
use crate::service::{self, ServerVariable, base_url};

/// The servers that a part of the document lists.
pub(super) fn read(servers: &[Server], owner: &Pointer) -> Vec<service::Server> {
    let at = owner.child("servers");
    let servers = servers.iter().enumerate();
    servers.map(|(index, server)| lower(server, at.child(index))).collect()
}

/// The base URL of an operation or its path, if it is not that of the whole document (`common`). A relative one is
/// on the host of that.
pub(super) fn own(
    operation: &Operation,
    item: &PathItem,
    pointer: &Pointer,
    common: Option<&str>,
) -> Option<String> {
    let own = if operation.servers.is_empty() { &item.servers } else { &operation.servers };
    let own = read(own, pointer);
    let url = base_url(&own).or_else(|| {
        let path = own.first()?.url.strip_prefix('/')?.trim_end_matches('/');
        let common = common?;
        let host = common.find("://").map_or(0, |at| at + 3);
        let end = common[host..].find('/').map_or(common.len(), |at| host + at);
        let origin = &common[..end];
        Some(if path.is_empty() { origin.to_owned() } else { format!("{origin}/{path}") })
    })?;
    (Some(url.as_str()) != common).then_some(url)
}

fn lower(server: &Server, pointer: Pointer) -> service::Server {
    let variables = server.variables.iter().flatten();
    service::Server {
        pointer,
        url: server.url.trim().to_owned(),
        variables: variables
            .map(|(name, variable)| ServerVariable {
                name: name.clone(),
                default: variable.default.clone(),
                values: variable.enumeration.clone(),
                documentation: description(variable.description.as_deref()),
            })
            .collect(),
        documentation: description(server.description.as_deref()),
    }
}
