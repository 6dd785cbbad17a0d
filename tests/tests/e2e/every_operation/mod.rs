//! What holds for every operation that there is, found out one by one from the document: a new operation is
//! tried without a word added here.

// First, for the modules after it to use its macros.
#[macro_use]
mod models {
    include!(concat!(env!("OUT_DIR"), "/models.rs"));
}

mod errors;
mod lists;
mod populate;
mod round_trips;

use crate::fixture::NoBackoff;
use e2e_tests::capture::Capture;
use e2e_tests::simulator::Simulator;
use generated_sdk::{Credentials, Error};
use sdk_runtime::{Client, Environment, ServiceClient, ServiceMeta};

/// A client that knows the operations as types only, and none by name.
struct Bare(Client);

impl ServiceClient for Bare {
    const SERVICE: ServiceMeta = generated_sdk::Client::SERVICE;
    type Error = Error;

    fn from_runtime(client: Client) -> Self {
        Self(client)
    }
}

/// A client of a scripted server.
pub(crate) fn client_of(server: &Capture) -> Client {
    let key = Credentials::new("AKIDEXAMPLE", "secret-key", None);
    client(server.endpoint_url(), key)
}

/// A client of a simulator.
fn client_of_service(simulator: &Simulator) -> Client {
    let key = Credentials::new(
        simulator.access_key_id(),
        simulator.secret_access_key(),
        None,
    );
    client(simulator.endpoint_url(), key)
}

fn client(endpoint_url: String, credentials: Credentials) -> Client {
    let builder = Client::builder::<Bare>()
        .environment(Environment::empty())
        .region("us-east-1")
        .credentials(credentials)
        .system(NoBackoff::default())
        .endpoint_url(endpoint_url);
    builder.build().expect("the settings are complete").0
}
