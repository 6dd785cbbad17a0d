//! ImportPublicKey.

use super::shown::{self, Describe};
use super::{Call, Members, map_value};
use crate::simulator::state::{PublicKey, State};
use crate::simulator::wire::ServiceError;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::Value;
use sha2::{Digest, Sha256};

impl Describe for PublicKey {
    const ONE: &'static str = "publicKey";
    const MANY: &'static str = "publicKeys";

    fn describe(&self, _: &State) -> Value {
        describe(self)
            .with("publicKeyMaterial", self.material.as_str())
            .with("fingerprint", self.fingerprint.as_str())
            .into()
    }

    fn summarize(&self, _: &State) -> Value {
        describe(self).into()
    }
}

pub(super) fn import(state: &mut State, call: Call<'_>) -> Result<Value, ServiceError> {
    let material = call.string("publicKeyMaterial");
    let key = decode(material).ok_or_else(|| {
        ServiceError::validation(
            "publicKeyMaterial: must be a PEM public key (BEGIN PUBLIC KEY … END PUBLIC KEY)",
        )
    })?;
    let digest = Sha256::digest(key);
    let pairs: Vec<String> = digest.iter().map(|byte| format!("{byte:02x}")).collect();
    let fingerprint = pairs.join(":");
    let same = |it: &&PublicKey| it.fingerprint == fingerprint;
    if let Some(same) = state.public_keys.iter().find(same) {
        return Err(ServiceError::conflict(format!(
            "this key exists already: {}",
            same.id.arn
        )));
    }
    let id = call.new_identity::<PublicKey>(state)?;
    let material = material.to_owned();
    let key = PublicKey {
        id,
        material,
        fingerprint,
    };
    Ok(shown::add(state, key))
}

fn describe(key: &PublicKey) -> Members {
    Members::default()
        .with("arn", key.id.arn.as_str())
        .maybe("name", key.id.name.as_deref())
        .with("tags", map_value(&key.id.tags))
}

/// The bytes of a PEM block. Whether they are a key is not validated.
fn decode(pem: &str) -> Option<Vec<u8>> {
    let (_, rest) = pem
        .split_once("-----BEGIN PUBLIC KEY-----\n")
        .or_else(|| pem.split_once("-----BEGIN PUBLIC KEY-----\r\n"))?;
    let (body, _) = rest.split_once("-----END PUBLIC KEY-----")?;
    let body: String = body.split_ascii_whitespace().collect();
    STANDARD.decode(body).ok().filter(|key| !key.is_empty())
}
