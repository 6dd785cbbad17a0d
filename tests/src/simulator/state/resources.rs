//! What is made once and used by others: encoder, storage and ingest configurations, and public keys.

use super::identity::kept;
use super::{Identity, State};
use serde_json::Value;
use std::collections::BTreeMap;

/// What video compositions make.
#[derive(Debug)]
pub(crate) struct Encoder {
    pub(crate) id: Identity,
    /// With its defaults filled in.
    pub(crate) video: Value,
}

/// Where recordings go.
#[derive(Debug)]
pub(crate) struct Storage {
    pub(crate) id: Identity,
    pub(crate) bucket: String,
}

/// What checks the tokens that the account signs itself.
#[derive(Debug)]
pub(crate) struct PublicKey {
    pub(crate) id: Identity,
    /// The PEM text, as it came.
    pub(crate) material: String,
    pub(crate) fingerprint: String,
}

/// What admits a video encoder to a stage.
#[derive(Debug)]
pub(crate) struct Ingest {
    pub(crate) id: Identity,
    /// As the document's `IngestProtocol`.
    pub(crate) protocol: String,
    /// Empty while none is attached.
    pub(crate) stage_arn: String,
    pub(crate) user_id: Option<String>,
    pub(crate) attributes: BTreeMap<String, String>,
    pub(crate) redundant: bool,
    /// The first is that of the configuration itself; further ones are for redundant paths.
    pub(crate) credentials: Vec<StreamKey>,
}

/// A secret with which an encoder comes in, and who it is then.
#[derive(Clone, Debug)]
pub(crate) struct StreamKey {
    pub(crate) secret: String,
    pub(crate) participant_id: String,
}

kept!(Encoder, EncoderConfiguration, encoders);
kept!(Storage, StorageConfiguration, storages);
kept!(PublicKey, PublicKey, public_keys);
kept!(Ingest, IngestConfiguration, ingests);

impl Ingest {
    /// The participants of this configuration that are on its stage.
    pub(crate) fn present(&self, state: &State) -> Vec<String> {
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
    /// A new stream key, and the participant that it makes.
    pub(crate) fn stream_key(&mut self) -> StreamKey {
        let (id, secret) = (self.ids.alphanumeric(12), self.ids.alphanumeric(20));
        StreamKey {
            secret: format!("rt_{}_{}_{id}_{secret}", self.account, self.region),
            participant_id: self.ids.alphanumeric(12),
        }
    }
}
