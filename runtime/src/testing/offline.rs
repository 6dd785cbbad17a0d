//! Clients that have no way to a network.

use super::ScriptedTransport;
use crate::{ClientBuilder, Credentials, Environment, ServiceClient};

/// Settings that need nothing of the surroundings and reach nothing.
pub(super) fn builder<C: ServiceClient>() -> ClientBuilder<C> {
    ClientBuilder::new(Environment::empty())
        .region("us-east-1")
        .credentials(Credentials::new("AKIDEXAMPLE", "a secret of nobody", None))
        .transport(ScriptedTransport::default())
}

/// The client, or a panic: in a test, there is nobody to hand an error to.
#[track_caller]
#[allow(clippy::panic)]
pub(super) fn built<C: ServiceClient>(builder: ClientBuilder<C>) -> C {
    match builder.build() {
        Ok(client) => client,
        Err(_) => panic!("no client for the service {:?}", C::SERVICE),
    }
}
