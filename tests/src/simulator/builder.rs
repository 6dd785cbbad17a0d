//! Settings of a simulator before it starts.

use super::Simulator;
use super::arn::Resource;
use super::clock::Clock;
use super::faults::Faults;
use super::gate::Gate;
use super::ids::Ids;
use super::log::Log;
use super::server::Server;
use super::service::Service;
use super::signature::Key;
use super::state::{Pace, State};
use std::collections::BTreeMap;
use std::io;
use std::sync::{Arc, Mutex};

/// Settings of a [`Simulator`]. Each has a default.
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
    pace: Pace,
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
            pace: Pace::default(),
        }
    }
}

impl Builder {
    /// The one key that is known. Default: `AKIDSIMULATOR`, `simulator-secret`.
    pub fn credentials(mut self, access_key_id: &str, secret_access_key: &str) -> Self {
        self.key.access_key_id = access_key_id.to_owned();
        self.key.secret_access_key = secret_access_key.to_owned();
        self
    }

    /// Makes the key a temporary one: this token must come with it. Default: none.
    pub fn session_token(mut self, token: &str) -> Self {
        self.key.session_token = Some(token.to_owned());
        self
    }

    /// The region, of signatures and ARNs. Default: `us-east-1`.
    pub fn region(mut self, region: &str) -> Self {
        self.region = region.to_owned();
        self
    }

    /// The account that owns the stages: 12 digits. Default: `123456789012`.
    pub fn account(mut self, account: &str) -> Self {
        self.account = account.to_owned();
        self
    }

    /// Where the sequence of ids, tokens and request ids begins. Default: 1. The same seed and the same
    /// calls give the same ids.
    pub fn seed(mut self, seed: u64) -> Self {
        self.seed = seed;
        self
    }

    /// How many stages the account may have. Default: 100, as AWS's quota for one region.
    pub fn stage_quota(self, stages: usize) -> Self {
        self.quota(Resource::Stage, stages)
    }

    /// How many of something the account may have. Default: 100 stages and ingest configurations, 20 encoder
    /// and storage configurations, 5 compositions that have not ended, 3 public keys.
    pub fn quota(mut self, resource: Resource, number: usize) -> Self {
        self.quotas.insert(resource, number);
        self
    }

    /// What takes compositions and recordings on from `STARTING` to `ACTIVE` and from `STOPPING` to
    /// `STOPPED`. Default: the second look at them.
    pub fn pace(mut self, pace: Pace) -> Self {
        self.pace = pace;
        self
    }

    /// How many participants may publish to a stage at a time. Default: 12, as at AWS.
    pub fn publisher_quota(mut self, publishers: usize) -> Self {
        self.publisher_quota = Some(publishers);
        self
    }

    /// Absent members of an answer come as nulls. Default: they are left out.
    pub fn explicit_nulls(mut self) -> Self {
        self.explicit_nulls = true;
        self
    }

    /// Opens a port on 127.0.0.1 and serves it in the current tokio runtime.
    ///
    /// # Errors
    /// If no port can be opened.
    pub async fn start(self) -> io::Result<Simulator> {
        let mut state = State::new(&self.account, &self.region, self.seed);
        state.quotas = self.quotas;
        state.pace = self.pace;
        state.publisher_quota = self.publisher_quota.unwrap_or(state.publisher_quota);
        let service = Arc::new(Service {
            region: self.region,
            explicit_nulls: self.explicit_nulls,
            clock: Clock::default(),
            key: Mutex::new(self.key),
            state: Mutex::new(state),
            faults: Mutex::new(Faults::default()),
            log: Mutex::new(Log::default()),
            // A sequence of its own: how often a client retries must not change what stages are called.
            request_ids: Mutex::new(Ids::new(!self.seed)),
            gate: Gate::default(),
        });
        let server = Server::start(Arc::clone(&service)).await?;
        Ok(Simulator { service, server })
    }
}
