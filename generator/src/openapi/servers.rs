//! The servers of a document: base URLs with variables.

use openapiv3::{OpenAPI, Server};

use super::annotations::description;
use crate::pointer::Pointer;
use crate::service::{self, ServerVariable};

/// The servers of the whole document.
pub(super) fn read(model: &OpenAPI, root: &Pointer) -> Vec<service::Server> {
    let at = root.child("servers");
    let servers = model.servers.iter().enumerate();
    servers.map(|(index, server)| lower(server, at.child(index))).collect()
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
