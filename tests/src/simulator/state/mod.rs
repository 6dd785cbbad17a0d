//! What the service remembers: everything behind one endpoint, which is one account in one region.
//!
//! Data and the moves that keep it consistent. Knows no HTTP. JSON it only keeps: settings that the service
//! hands back as they came. The operations and the viewer sit on top of it.

mod compositions;
mod identity;
mod pace;
mod replicas;
mod resources;
mod sessions;
mod settle;
mod stages;

pub(crate) use compositions::{Composition, Destination};
pub(crate) use identity::{Identity, Kept};
pub use pace::Pace;
pub(crate) use pace::Progress;
pub(crate) use replicas::Replica;
pub(crate) use resources::{Encoder, Ingest, PublicKey, Storage};
pub(crate) use sessions::{Event, Matter, Origin, Participant, Recording, Session};
pub(crate) use stages::{Stage, Token};

use super::arn::Resource;
use super::ids::Ids;
use std::collections::BTreeMap;

/// Everything behind one endpoint. Each list is in the order of creation.
#[derive(Debug)]
pub(crate) struct State {
    pub(crate) account: String,
    pub(crate) region: String,
    /// How many of each the account may have.
    pub(crate) quotas: BTreeMap<Resource, usize>,
    /// How many participants may publish to one stage at a time.
    pub(crate) publisher_quota: usize,
    /// How passing states pass.
    pub(crate) pace: Pace,
    /// Tells this simulator's pagination tokens from another's.
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
            pace: Pace::default(),
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

    /// The next place in the order of creation, never used twice.
    pub(crate) fn next_position(&mut self) -> u64 {
        self.created += 1;
        self.created
    }

    /// A new ARN with its place, for something that is yet to be made.
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

    /// The tags of whatever has that ARN.
    pub(crate) fn tags_mut(&mut self, arn: &str) -> Option<&mut BTreeMap<String, String>> {
        fn of<'s, T: Kept>(
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
