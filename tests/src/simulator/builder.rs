//! The builder of a simulator.

use super::Simulator;
use super::arn::Resource;
use super::clock::Clock;
use super::faults::Faults;
use super::gate::ResponseGate;
use super::ids::Ids;
use super::log::Log;
use super::server::Server;
use super::service::Service;
use super::signature::Key;
use super::state::{State, Transitions};
use std::collections::BTreeMap;
use std::io;
use std::sync::{Arc, Mutex};

/// Builds a [`Simulator`]. Every setting has a default.
#[derive(Clone, Debug)]
#[must_use = "a simulator starts by `.start().await`"]
pub struct Builder {
    key: Key,
    region: String,
    account: String,
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
                expired: false,
            },
            region: "us-east-1".to_owned(),
            account: "123456789012".to_owned(),
            seed: 1,
            quotas: BTreeMap::new(),
            publisher_quota: None,
            explicit_nulls: false,
            transitions: Transitions::default(),
        }
    }
}

impl Builder {
    /// The only valid access key. Default: `AKIDSIMULATOR`, `simulator-secret`.
    pub fn credentials(mut self, access_key_id: &str, secret_access_key: &str) -> Self {
        self.key.access_key_id = access_key_id.to_owned();
        self.key.secret_access_key = secret_access_key.to_owned();
        self
    }

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

    /// The account id: 12 digits. Default: `123456789012`.
    pub fn account(mut self, account: &str) -> Self {
        self.account = account.to_owned();
        self
    }

    /// The seed of ids, tokens and request ids. The same seed and the same calls give the same ids. Default: 1.
    pub fn seed(mut self, seed: u64) -> Self {
        self.seed = seed;
        self
    }

    /// The quota of stages. Default: 100.
    pub fn stage_quota(self, stages: usize) -> Self {
        self.quota(Resource::Stage, stages)
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
    /// If no port can be opened.
    pub async fn start(self) -> io::Result<Simulator> {
        let mut state = State::new(&self.account, &self.region, self.seed);
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
