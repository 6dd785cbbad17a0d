//! IVS RealTime, simulated: an HTTP server on a loopback port that behaves as the service does.
//!
//! It holds stages, tokens, sessions, participants and events; encoder, ingest and storage configurations,
//! public keys, compositions, replicas and recordings; and tags on all that can have some. It serves every
//! operation that the document has, with the additions of AWS that stand beside it:
//!
//! - **Values** are held to the OpenAPI document's constraints, read from the committed document itself,
//!   without the generator. What violates them is a `ValidationException` that names each member.
//! - **Signatures** are recomputed with the `aws-sigv4` crate, in header and in query form, so that the
//!   SDK's signer is never its own judge. A refusal shows the canonical request that was expected.
//! - **Paths** are read as they come on the wire: an ARN that is not percent-encoded finds no operation.
//! - **Pages** have opaque tokens that are bound to the operation and its filter.
//! - **Errors** come in AWS's wire form: the code in `x-amzn-errortype`, the message in `exceptionMessage`,
//!   and a request id on every answer.
//!
//! A test plays the participants of a stage ([`Simulator::join`], [`Simulator::publish`], …) and its video
//! encoders ([`Simulator::start_ingest`]), decides how compositions and recordings go
//! ([`Simulator::fail_composition`], …), orders faults ([`Simulator::fail_next`]), moves the service's clock
//! ([`Simulator::set_clock_offset`]) and reads what came over the wire ([`Simulator::requests`]). Ids are the
//! same in every run, and states pass in the same way ([`Pace`]): nothing happens by the machine's clock
//! unless a test wants it.
//!
//! ```
//! use e2e_tests::simulator::Simulator;
//! use serde_json::json;
//!
//! # #[tokio::main(flavor = "current_thread")] async fn main() -> Result<(), e2e_tests::client::Error> {
//! let simulator = Simulator::start().await?;
//! let answer = simulator.raw_client().call("CreateStage", &json!({"name": "demo"})).await?;
//! assert_eq!(answer.status, 200);
//! assert_eq!(answer.json()["stage"]["name"], "demo");
//! assert_eq!(simulator.requests()[0].target, "/CreateStage");
//! # Ok(()) }
//! ```
//!
//! Where the service's behaviour is not documented, the simulator chooses: listings are in the order of
//! creation; listing what belongs to an unknown stage or session is empty, because those operations list no
//! `ResourceNotFoundException`; DisconnectParticipant makes the token worthless too, used or not, as it did
//! when the document was written; a composition that has ended stays until [`Simulator::forget_composition`];
//! an idempotency token that comes with another request than before is a `ConflictException`; the id of a
//! token that RevokeConnectionToken takes is that of its participant.

mod arn;
mod builder;
mod clock;
mod constraints;
mod control;
mod faults;
mod gate;
mod ids;
mod input;
mod log;
mod operations;
mod output;
mod pagination;
mod routes;
mod server;
mod service;
mod signature;
mod state;
mod viewer;
mod wire;

#[cfg(test)]
mod tests;

pub use arn::Resource;
pub use builder::Builder;
pub use faults::Fault;
pub use log::RecordedRequest;
pub use state::Pace;
pub use viewer::{Presence, ViewerError};

use crate::client::RawClient;
use jiff::{SignedDuration, Timestamp};
use server::Server;
use service::Service;
use std::io;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// A running simulator. It stops when it is dropped.
#[derive(Debug)]
pub struct Simulator {
    service: Arc<Service>,
    server: Server,
}

impl Simulator {
    /// Starts a simulator with every setting at its default.
    ///
    /// # Errors
    /// If no port can be opened.
    pub async fn start() -> io::Result<Self> {
        Self::builder().start().await
    }

    /// Settings first.
    pub fn builder() -> Builder {
        Builder::default()
    }

    /// Where it listens: `http://127.0.0.1:` and a port.
    pub fn endpoint_url(&self) -> String {
        format!("http://{}", self.server.address)
    }

    /// The access key id that it knows.
    pub fn access_key_id(&self) -> String {
        lock(&self.service.key).access_key_id.clone()
    }

    /// The secret that belongs to the access key id.
    pub fn secret_access_key(&self) -> String {
        lock(&self.service.key).secret_access_key.clone()
    }

    /// The session token that must come along, if the key is a temporary one.
    pub fn session_token(&self) -> Option<String> {
        lock(&self.service.key).session_token.clone()
    }

    /// The region, of signatures and ARNs.
    pub fn region(&self) -> &str {
        &self.service.region
    }

    /// A client without an SDK, set up for this simulator.
    pub fn raw_client(&self) -> RawClient {
        RawClient::new(
            self.server.address,
            self.region(),
            &self.access_key_id(),
            &self.secret_access_key(),
        )
        .with_session_token(self.session_token())
    }

    /// Every request so far, in the order of arrival.
    pub fn requests(&self) -> Vec<RecordedRequest> {
        lock(&self.service.log).all()
    }

    /// Every request so far; the log is empty afterwards.
    pub fn take_requests(&self) -> Vec<RecordedRequest> {
        lock(&self.service.log).take()
    }

    /// The next `times` requests of an operation meet a fault. Faults that are already ordered come first.
    ///
    /// # Panics
    /// If the document has no operation of that name.
    pub fn fail_next(&self, operation: &str, fault: Fault, times: usize) {
        let known = crate::document::document().operation(operation).is_some();
        assert!(known, "the document has no operation {operation}");
        lock(&self.service.faults).plan(Some(operation), fault, times);
    }

    /// The next `times` requests of any operation meet a fault.
    pub fn fail_any(&self, fault: Fault, times: usize) {
        lock(&self.service.faults).plan(None, fault, times);
    }

    /// From now on requests are served, and their answers wait until [`Simulator::release`].
    pub fn hold(&self) {
        self.service.gate.shut();
    }

    /// Waits until so many answers are held at once.
    pub async fn held(&self, count: usize) {
        self.service.gate.crowd(count).await;
    }

    /// How many answers are held.
    pub fn holding(&self) -> usize {
        self.service.gate.waiting()
    }

    /// Lets out the answers that are held, and all that follow.
    pub fn release(&self) {
        self.service.gate.open();
    }

    /// From now on only this key is known: the old one is refused with `UnrecognizedClientException`.
    pub fn set_credentials(
        &self,
        access_key_id: &str,
        secret_access_key: &str,
        token: Option<&str>,
    ) {
        *lock(&self.service.key) = signature::Key {
            access_key_id: access_key_id.to_owned(),
            secret_access_key: secret_access_key.to_owned(),
            session_token: token.map(str::to_owned),
            expired: false,
        };
    }

    /// From now on the key is refused with `ExpiredTokenException`.
    pub fn expire_credentials(&self) {
        lock(&self.service.key).expired = true;
    }

    /// Moves the service's clock against the machine's: signatures, tokens and `Date` follow it.
    pub fn set_clock_offset(&self, offset: SignedDuration) {
        self.service.clock.set_offset(offset);
    }

    /// The present time by the service's clock.
    pub fn now(&self) -> Timestamp {
        self.service.clock.now()
    }
}

/// Locks, whatever became of the last holder: a test that has failed must not hide why.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// What the document finds wrong with a structure.
#[cfg(test)]
pub(crate) fn violations(
    schema: Option<&serde_json::Value>,
    members: &serde_json::Map<String, serde_json::Value>,
) -> Vec<String> {
    use constraints::{Judge, UnknownMembers};
    let value = serde_json::Value::Object(members.clone());
    // The members that stand elsewhere than in the body are not in its schema.
    let judge = Judge::new(crate::document::document(), UnknownMembers::Ignored);
    let found = schema.map(|schema| judge.violations(schema, &value, ""));
    found.unwrap_or_default()
}
