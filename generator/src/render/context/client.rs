//! The client's methods.

use super::{given_input, parameter};
use crate::render::{Fragment, item};
use crate::rust::{Field, OperationModule};
use serde::Serialize;

/// A method of the client that starts a call.
#[derive(Serialize)]
pub(super) struct Method {
    docs: Fragment,
    deprecated: Fragment,
    method: Fragment,
    name: Fragment,
    parameters: Vec<Fragment>,
    input: Fragment,
}

impl Method {
    pub(super) fn new(operation: &OperationModule) -> Self {
        let arguments: Vec<&Field> = operation.arguments().collect();
        let name = &operation.name;
        Self {
            docs: item::docs(&operation.method_docs).into(),
            deprecated: item::deprecated(operation.deprecated).into(),
            method: (&operation.method).into(),
            name: name.into(),
            parameters: arguments
                .iter()
                .map(|field| parameter(field).into())
                .collect(),
            input: given_input(&operation.input.name, arguments).into(),
        }
    }
}
