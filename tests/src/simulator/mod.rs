//! A simulator of IVS RealTime: an HTTP server on a loopback port that behaves like the service.
//!
//! It holds stages, tokens, sessions, participants and events; encoder, ingest and storage configurations,
//! public keys, compositions, replicas and recordings; and their tags. It implements every operation of the
//! document and of the overlay with later additions:
//!
//! - **Constraints** of the OpenAPI document are enforced, read from the document without the generator. A
//!   violation is a `ValidationException` that names each member.
//! - **Signatures** in header and query are recomputed with the `aws-sigv4` crate, independently of the SDK's
//!   signer.
//! - **Paths** are matched before they are decoded: an ARN that is not percent-encoded matches no operation.
//! - **Pagination tokens** are opaque and bound to the operation and its filter.
//! - **Errors** have the code in `x-amzn-errortype` and the message in `exceptionMessage`; every response has a
//!   request id.
//!
//! A test controls the participants of a stage ([`Simulator::join`], [`Simulator::publish`], …), its encoders
//! ([`Simulator::start_ingest`]), the progress of compositions and recordings ([`Simulator::advance_composition`], …),
//! injected faults ([`Simulator::fail_next`]) and the service's clock ([`Simulator::set_clock_offset`]), and reads
//! the received requests ([`Simulator::requests`]). Ids are the same in every run. State transitions are
//! deterministic ([`Transitions`]); none depends on the system clock unless a test requests it.
//!
//! ```
//! use e2e_tests::simulator::Simulator;
//! use serde_json::json;
//!
//! # #[tokio::main(flavor = "current_thread")] async fn main() -> Result<(), e2e_tests::client::Error> {
//! let simulator = Simulator::start().await?;
//! let response = simulator.raw_client().call("CreateStage", &json!({"name": "demo"})).await?;
//! assert_eq!(response.status, 200);
//! assert_eq!(response.json()["stage"]["name"], "demo");
//! assert_eq!(simulator.requests()[0].target, "/CreateStage");
//! # Ok(()) }
//! ```
//!
//! Behaviour that AWS does not document: lists are in order of creation; lists of an unknown stage or session
//! are empty, because those operations have no `ResourceNotFoundException`; DisconnectParticipant revokes the
//! token too; a composition that has ended stays until [`Simulator::remove_composition`]; an idempotency token
//! reused with another request is a `ConflictException`; the token id of RevokeConnectionToken is the participant
//! id.

mod arn;
mod constraints;
mod control;
mod faults;
mod operations;
mod pagination;
mod requests;
mod resource;
mod server;
mod service;
mod signature;
mod state;
mod system;
mod wire;

#[cfg(test)]
mod tests;

pub use control::{ParticipantError, Presence};
pub use faults::Fault;
pub use resource::Resource;
pub use service::RecordedRequest;
pub use state::Transitions;

use crate::client::RawClient;
use faults::{Faults, ResponseGate};
use jiff::{SignedDuration, Timestamp};
use server::Server;
use service::{Log, Service};
use signature::Key;
use state::State;
use std::collections::BTreeMap;
use std::io;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use system::{Clock, Ids};

/// A running simulator. It stops when it is dropped.
#[derive(Debug)]
pub struct Simulator {
    service: Arc<Service>,
    server: Server,
}

impl Simulator {
    /// Starts a simulator with the default settings.
    ///
    /// # Errors
    ///
    /// If no port can be opened.
    pub async fn start() -> io::Result<Self> {
        Self::builder().start().await
    }

    /// A builder with the default settings.
    pub fn builder() -> Builder {
        Builder::default()
    }

    /// The server's URL: `http://127.0.0.1:PORT`.
    pub fn endpoint_url(&self) -> String {
        format!("http://{}", self.server.address)
    }

    /// The id of the valid access key.
    pub fn access_key_id(&self) -> String {
        lock(&self.service.key).access_key_id.clone()
    }

    /// The secret of the valid access key.
    pub fn secret_access_key(&self) -> String {
        lock(&self.service.key).secret_access_key.clone()
    }

    /// The required session token, if any.
    pub fn session_token(&self) -> Option<String> {
        lock(&self.service.key).session_token.clone()
    }

    /// The region of signatures and ARNs.
    pub fn region(&self) -> &str {
        &self.service.region
    }

    /// A raw client of this simulator.
    pub fn raw_client(&self) -> RawClient {
        RawClient::new(
            self.server.address,
            self.region(),
            &self.access_key_id(),
            &self.secret_access_key(),
        )
        .with_session_token(self.session_token())
    }

    /// All requests so far, in order of arrival.
    pub fn requests(&self) -> Vec<RecordedRequest> {
        lock(&self.service.log).all()
    }

    /// Takes all requests so far out of the log.
    pub fn take_requests(&self) -> Vec<RecordedRequest> {
        lock(&self.service.log).take()
    }

    /// Injects a fault into the next `times` requests of an operation, after the faults injected before.
    ///
    /// # Panics
    ///
    /// If the document has no such operation.
    pub fn fail_next(&self, operation: &str, fault: Fault, times: usize) {
        let known = crate::document::document().operation(operation).is_some();
        assert!(known, "the document has no operation {operation}");
        lock(&self.service.faults).plan(Some(operation), fault, times);
    }

    /// Injects a fault into the next `times` requests of any operation.
    pub fn fail_any(&self, fault: Fault, times: usize) {
        lock(&self.service.faults).plan(None, fault, times);
    }

    /// Holds all responses until [`Simulator::release`].
    pub fn hold(&self) {
        self.service.gate.close();
    }

    /// Waits until `count` responses are held.
    pub async fn held(&self, count: usize) {
        self.service.gate.held(count).await;
    }

    /// The number of held responses.
    pub fn holding(&self) -> usize {
        self.service.gate.waiting()
    }

    /// Sends the held responses and all further ones.
    pub fn release(&self) {
        self.service.gate.open();
    }

    /// Replaces the valid access key. The old one is rejected with `UnrecognizedClientException`.
    pub fn set_credentials(
        &self,
        access_key_id: &str,
        secret_access_key: &str,
        token: Option<&str>,
    ) {
        *lock(&self.service.key) = Key {
            access_key_id: access_key_id.to_owned(),
            secret_access_key: secret_access_key.to_owned(),
            session_token: token.map(str::to_owned),
        };
    }

    /// Sets the offset of the service's clock, which signatures, tokens and `Date` use.
    pub fn set_clock_offset(&self, offset: SignedDuration) {
        self.service.clock.set_offset(offset);
    }

    /// The current time of the service's clock.
    pub fn now(&self) -> Timestamp {
        self.service.clock.now()
    }
}

/// The account id of all ARNs.
const ACCOUNT: &str = "123456789012";

/// Builds a [`Simulator`]. Every setting has a default.
#[derive(Clone, Debug)]
#[must_use = "a simulator starts by `.start().await`"]
pub struct Builder {
    key: Key,
    region: String,
    seed: u64,
    quotas: BTreeMap<Resource, usize>,
    publisher_quota: Option<usize>,
    explicit_nulls: bool,
    transitions: Transitions,
}

impl Default for Builder {
    fn default() -> Self {
        Self {
            key: Key {
                access_key_id: "AKIDSIMULATOR".to_owned(),
                secret_access_key: "simulator-secret".to_owned(),
                session_token: None,
            },
            region: "us-east-1".to_owned(),
            seed: 1,
            quotas: BTreeMap::new(),
            publisher_quota: None,
            explicit_nulls: false,
            transitions: Transitions::default(),
        }
    }
}

impl Builder {
    /// The session token required with the key. Default: none.
    pub fn session_token(mut self, token: &str) -> Self {
        self.key.session_token = Some(token.to_owned());
        self
    }

    /// The region of signatures and ARNs. Default: `us-east-1`.
    pub fn region(mut self, region: &str) -> Self {
        self.region = region.to_owned();
        self
    }

    /// The seed of ids, tokens and request ids. The same seed and the same calls give the same ids. Default: 1.
    pub fn seed(mut self, seed: u64) -> Self {
        self.seed = seed;
        self
    }

    /// The quota of a resource type. Defaults: 100 stages and ingest configurations, 20 encoder and storage
    /// configurations, 5 compositions that have not ended, 3 public keys.
    pub fn quota(mut self, resource: Resource, number: usize) -> Self {
        self.quotas.insert(resource, number);
        self
    }

    /// What moves compositions and recordings from `STARTING` to `ACTIVE` and from `STOPPING` to `STOPPED`.
    /// Default: the second read.
    pub fn transitions(mut self, transitions: Transitions) -> Self {
        self.transitions = transitions;
        self
    }

    /// The quota of simultaneous publishers of a stage. Default: 12.
    pub fn publisher_quota(mut self, publishers: usize) -> Self {
        self.publisher_quota = Some(publishers);
        self
    }

    /// Writes absent members of a response as nulls. Default: they are omitted.
    pub fn explicit_nulls(mut self) -> Self {
        self.explicit_nulls = true;
        self
    }

    /// Listens on a free port of 127.0.0.1 and serves it on the current tokio runtime.
    ///
    /// # Errors
    ///
    /// If no port can be opened.
    pub async fn start(self) -> io::Result<Simulator> {
        let mut state = State::new(ACCOUNT, &self.region, self.seed);
        state.quotas = self.quotas;
        state.transitions = self.transitions;
        state.publisher_quota = self.publisher_quota.unwrap_or(state.publisher_quota);
        let service = Arc::new(Service {
            region: self.region,
            explicit_nulls: self.explicit_nulls,
            clock: Clock::default(),
            key: Mutex::new(self.key),
            state: Mutex::new(state),
            faults: Mutex::new(Faults::default()),
            log: Mutex::new(Log::default()),
            // A separate sequence, so that the number of retries does not change resource ids.
            request_ids: Mutex::new(Ids::new(!self.seed)),
            gate: ResponseGate::default(),
        });
        let server = Server::start(Arc::clone(&service)).await?;
        Ok(Simulator { service, server })
    }
}

/// Locks even a poisoned mutex, so that a failed test reports its own panic.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// The violations of a structure, by the document.
#[cfg(test)]
pub(crate) fn violations(
    schema: Option<&serde_json::Value>,
    members: &serde_json::Map<String, serde_json::Value>,
) -> Vec<String> {
    use constraints::{UnknownMembers, Validator};
    let value = serde_json::Value::Object(members.clone());
    // Members bound to path or query are not in the schema of the body.
    let validator = Validator::new(crate::document::document(), UnknownMembers::Ignored);
    let found = schema.map(|schema| validator.violations(schema, &value, ""));
    found.unwrap_or_default()
}
