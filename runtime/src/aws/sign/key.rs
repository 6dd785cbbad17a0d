//! The key of a day.

use std::fmt;
use std::sync::{Mutex, PoisonError};

use ring::hmac::{HMAC_SHA256, Key, sign};

use super::scope::Scope;
use crate::{Credentials, Secret};

/// Keeps the signing key that was derived last.
///
/// The key depends on the secret, the day, the region and the service, and deriving it costs four
/// HMACs, more than all the rest of a signature. A client signs for one region and one service, so
/// one place is enough. A key is used only if all that it was derived from is the same, the secret
/// itself included: refreshed credentials, another client's or yesterday's never match.
#[derive(Default)]
pub struct SigningKeyCache(Mutex<Option<Entry>>);

struct Entry {
    secret: Secret,
    day: String,
    region: String,
    service: String,
    key: Key,
}

impl Entry {
    fn is_for(&self, scope: &Scope<'_>, secret: &Secret) -> bool {
        self.day == scope.date.day()
            && self.secret == *secret
            && self.region == scope.region
            && self.service == scope.service
    }
}

impl SigningKeyCache {
    /// The key for `scope`, derived anew if the kept one is for something else.
    pub(super) fn get(&self, scope: &Scope<'_>, credentials: &Credentials) -> Key {
        let secret = &credentials.secret_access_key;
        // The lock is held for a comparison and a copy. Whoever panicked while holding it left
        // an entry that is whole: it is written in one assignment.
        let kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(entry) = kept.as_ref().filter(|entry| entry.is_for(scope, secret)) {
            return entry.key.clone();
        }
        drop(kept);

        let key = derive(scope, secret);
        let entry = Entry {
            secret: secret.clone(),
            day: scope.date.day().to_owned(),
            region: scope.region.to_owned(),
            service: scope.service.to_owned(),
            key: key.clone(),
        };
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some(entry);
        key
    }
}

impl fmt::Debug for SigningKeyCache {
    /// Shows nothing: all of it is secret.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SigningKeyCache").finish_non_exhaustive()
    }
}

fn derive(scope: &Scope<'_>, secret: &Secret) -> Key {
    let start = ["AWS4", secret.expose()].concat();
    [
        scope.date.day(),
        scope.region,
        scope.service,
        "aws4_request",
    ]
    .into_iter()
    .fold(Key::new(HMAC_SHA256, start.as_bytes()), |key, part| {
        Key::new(HMAC_SHA256, sign(&key, part.as_bytes()).as_ref())
    })
}
