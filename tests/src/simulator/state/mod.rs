//! The state of the service: one account in one region.
//!
//! Data, and the changes that keep it consistent. Independent of HTTP. JSON values are settings that the service
//! returns unchanged.

/// Implements [`Stored`] with a list of the state.
macro_rules! stored {
    ($type:ty, $resource:ident, $list:ident) => {
        impl $crate::simulator::state::Stored for $type {
            const RESOURCE: $crate::simulator::resource::Resource =
                $crate::simulator::resource::Resource::$resource;

            stored!(@members $list);
        }
    };
    (@members $list:ident) => {
        fn identity(&self) -> &$crate::simulator::state::Identity {
            &self.id
        }

        fn identity_mut(&mut self) -> &mut $crate::simulator::state::Identity {
            &mut self.id
        }

        fn all(state: &$crate::simulator::state::State) -> &Vec<Self> {
            &state.$list
        }

        fn all_mut(state: &mut $crate::simulator::state::State) -> &mut Vec<Self> {
            &mut state.$list
        }
    };
}

mod changes;
mod compositions;
mod stages;

pub(crate) use changes::Replica;
pub use compositions::Transitions;
pub(crate) use compositions::{Composition, Destination, Progress};
pub(crate) use stages::{
    Event, EventDetail, Origin, Participant, Recording, Session, Stage, Token,
};

use super::resource::Resource;
use super::system::Ids;
use serde_json::Value;
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
        let arn = format!("arn:aws:ivs:{}:{}:{}/{id}", self.region, self.account, resource.kind());
        Identity { position, arn, name, tags }
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

/// The identity of a resource.
#[derive(Debug)]
pub(crate) struct Identity {
    /// The position in the order of creation, never reused.
    pub(crate) position: u64,
    pub(crate) arn: String,
    pub(crate) name: Option<String>,
    pub(crate) tags: BTreeMap<String, String>,
}

/// A resource stored in a list of the state.
pub(crate) trait Stored: Sized + 'static {
    const RESOURCE: Resource;

    fn identity(&self) -> &Identity;

    fn identity_mut(&mut self) -> &mut Identity;

    fn all(state: &State) -> &Vec<Self>;

    fn all_mut(state: &mut State) -> &mut Vec<Self>;

    /// Whether it counts towards the quota.
    fn counts(&self) -> bool {
        true
    }

    fn find<'s>(state: &'s State, arn: &str) -> Option<&'s Self> {
        let mut all = Self::all(state).iter();
        all.find(|it| it.identity().arn == arn)
    }

    fn find_mut<'s>(state: &'s mut State, arn: &str) -> Option<&'s mut Self> {
        let mut all = Self::all_mut(state).iter_mut();
        all.find(|it| it.identity().arn == arn)
    }

    fn remove(state: &mut State, arn: &str) {
        Self::all_mut(state).retain(|it| it.identity().arn != arn);
    }
}

/// The video settings of a composition.
#[derive(Debug)]
pub(crate) struct Encoder {
    pub(crate) id: Identity,
    /// With defaults.
    pub(crate) video: Value,
}

/// The S3 bucket of recordings.
#[derive(Debug)]
pub(crate) struct Storage {
    pub(crate) id: Identity,
    pub(crate) bucket: String,
}

/// A key that verifies tokens signed by the account.
#[derive(Debug)]
pub(crate) struct PublicKey {
    pub(crate) id: Identity,
    /// The PEM block as sent.
    pub(crate) material: String,
    pub(crate) fingerprint: String,
}

/// The stream keys with which an encoder joins a stage.
#[derive(Debug)]
pub(crate) struct Ingest {
    pub(crate) id: Identity,
    /// An `IngestProtocol` of the document.
    pub(crate) protocol: String,
    /// Empty if no stage is attached.
    pub(crate) stage_arn: String,
    pub(crate) user_id: Option<String>,
    pub(crate) attributes: BTreeMap<String, String>,
    pub(crate) redundant: bool,
    /// The first is the configuration's own; further ones are for redundant ingest.
    pub(crate) credentials: Vec<StreamKey>,
}

/// A stream key and the id of its participant.
#[derive(Clone, Debug)]
pub(crate) struct StreamKey {
    pub(crate) secret: String,
    pub(crate) participant_id: String,
}

stored!(Encoder, EncoderConfiguration, encoders);
stored!(Storage, StorageConfiguration, storages);
stored!(PublicKey, PublicKey, public_keys);
stored!(Ingest, IngestConfiguration, ingests);

impl Ingest {
    /// The connected participants of this configuration.
    pub(crate) fn connected(&self, state: &State) -> Vec<String> {
        let session = state.stage(&self.stage_arn).and_then(|it| it.active_session());
        let ids = self.credentials.iter().map(|it| &it.participant_id);
        let connected = ids.filter(|id| {
            let found = session.and_then(|session| session.participant(id));
            found.is_some_and(|participant| participant.connected)
        });
        connected.cloned().collect()
    }
}

impl State {
    /// A new stream key.
    pub(crate) fn stream_key(&mut self) -> StreamKey {
        let (id, secret) = (self.ids.alphanumeric(12), self.ids.alphanumeric(20));
        StreamKey {
            secret: format!("rt_{}_{}_{id}_{secret}", self.account, self.region),
            participant_id: self.ids.alphanumeric(12),
        }
    }
}
