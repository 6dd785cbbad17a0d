//! Encoder, storage and ingest configurations, and public keys.

use super::identity::stored;
use super::{Identity, State};
use serde_json::Value;
use std::collections::BTreeMap;

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
        let session = state
            .stage(&self.stage_arn)
            .and_then(|it| it.active_session());
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
