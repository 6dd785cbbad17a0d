//! The state of the service: one account in one region.
//!
//! Data, and the changes that keep it consistent. Independent of HTTP. JSON values are settings that the service
//! returns unchanged.

mod compositions;
mod identity;
mod replicas;
mod resources;
mod sessions;
mod settle;
mod stages;
mod transitions;

pub(crate) use compositions::{Composition, Destination};
pub(crate) use identity::{Identity, Stored};
pub(crate) use replicas::Replica;
pub(crate) use resources::{Encoder, Ingest, PublicKey, Storage};
pub(crate) use sessions::{Event, EventDetail, Origin, Participant, Recording, Session};
pub(crate) use stages::{Stage, Token};
pub(crate) use transitions::Progress;
pub use transitions::Transitions;

use super::arn::Resource;
use super::ids::Ids;
use std::collections::BTreeMap;

/// The state of the service. Each list is in order of creation.
#[derive(Debug)]
pub(crate) struct State {
    pub(crate) account: String,
    pub(crate) region: String,
    /// Quotas that differ from the default.
    pub(crate) quotas: BTreeMap<Resource, usize>,
    /// The quota of simultaneous publishers of a stage.
    pub(crate) publisher_quota: usize,
    /// What triggers state transitions.
    pub(crate) transitions: Transitions,
    /// Distinguishes this simulator's pagination tokens from another's.
    pub(crate) salt: u64,
    pub(crate) ids: Ids,
    pub(crate) stages: Vec<Stage>,
    pub(crate) encoders: Vec<Encoder>,
    pub(crate) storages: Vec<Storage>,
    pub(crate) public_keys: Vec<PublicKey>,
    pub(crate) ingests: Vec<Ingest>,
    pub(crate) compositions: Vec<Composition>,
    pub(crate) replicas: Vec<Replica>,
    created: u64,
}

impl State {
    pub(crate) fn new(account: &str, region: &str, seed: u64) -> Self {
        Self {
            account: account.to_owned(),
            region: region.to_owned(),
            quotas: BTreeMap::new(),
            publisher_quota: 12,
            transitions: Transitions::default(),
            salt: seed,
            ids: Ids::new(seed),
            stages: Vec::new(),
            encoders: Vec::new(),
            storages: Vec::new(),
            public_keys: Vec::new(),
            ingests: Vec::new(),
            compositions: Vec::new(),
            replicas: Vec::new(),
            created: 0,
        }
    }

    /// The next position in the order of creation.
    pub(crate) fn next_position(&mut self) -> u64 {
        self.created += 1;
        self.created
    }

    /// The identity of a new resource.
    pub(crate) fn identity(
        &mut self,
        resource: Resource,
        name: Option<String>,
        tags: BTreeMap<String, String>,
    ) -> Identity {
        let position = self.next_position();
        let id = self.ids.alphanumeric(12);
        let arn = format!(
            "arn:aws:ivs:{}:{}:{}/{id}",
            self.region,
            self.account,
            resource.kind()
        );
        Identity {
            position,
            arn,
            name,
            tags,
        }
    }

    pub(crate) fn stage(&self, arn: &str) -> Option<&Stage> {
        Stage::find(self, arn)
    }

    pub(crate) fn stage_mut(&mut self, arn: &str) -> Option<&mut Stage> {
        Stage::find_mut(self, arn)
    }

    /// The tags of the resource with this ARN.
    pub(crate) fn tags_mut(&mut self, arn: &str) -> Option<&mut BTreeMap<String, String>> {
        fn of<'s, T: Stored>(
            state: &'s mut State,
            arn: &str,
        ) -> Option<&'s mut BTreeMap<String, String>> {
            Some(&mut T::find_mut(state, arn)?.identity_mut().tags)
        }
        let kind = arn.rsplit(':').next()?.split('/').next()?;
        match Resource::ALL.into_iter().find(|it| it.kind() == kind)? {
            Resource::Stage => of::<Stage>(self, arn),
            Resource::EncoderConfiguration => of::<Encoder>(self, arn),
            Resource::StorageConfiguration => of::<Storage>(self, arn),
            Resource::PublicKey => of::<PublicKey>(self, arn),
            Resource::IngestConfiguration => of::<Ingest>(self, arn),
            Resource::Composition => of::<Composition>(self, arn),
        }
    }
}
