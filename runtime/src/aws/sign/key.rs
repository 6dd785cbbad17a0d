//! The credential scope, the key derived for it, and the signature made with that key.

use std::fmt;
use std::sync::{Mutex, PoisonError};

use jiff::Timestamp;
use ring::hmac::{HMAC_SHA256, Key, sign};

use super::canonical::{hex, sha256};
use crate::Secret;

/// The algorithm's name in signed requests.
pub(super) const ALGORITHM: &str = "AWS4-HMAC-SHA256";

/// Keeps the signing key that was derived last.
///
/// A key depends on the secret, the day, the region and the service. Deriving it takes four HMACs,
/// about as long as the rest of a signature. A client signs for one region and one service, so one
/// entry suffices. An entry is used only if everything that it was derived from is equal, the
/// secret included.
#[derive(Default)]
pub struct SigningKeyCache(Mutex<Option<Entry>>);

struct Entry {
    secret: Secret,
    day: String,
    region: String,
    service: String,
    key: Key,
}

impl SigningKeyCache {
    fn get(&self, scope: &Scope<'_>, secret: &Secret) -> Key {
        let mut entry = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        match &*entry {
            Some(entry) if entry.matches(scope, secret) => entry.key.clone(),
            _ => {
                let key = derive(scope, secret);
                *entry = Some(Entry {
                    secret: secret.clone(),
                    day: scope.day().to_owned(),
                    region: scope.region.to_owned(),
                    service: scope.service.to_owned(),
                    key: key.clone(),
                });
                key
            }
        }
    }
}

impl Entry {
    fn matches(&self, scope: &Scope<'_>, secret: &Secret) -> bool {
        self.day == scope.day()
            && self.secret == *secret
            && self.region == scope.region
            && self.service == scope.service
    }
}

/// Shows no fields, because all of them are secret.
impl fmt::Debug for SigningKeyCache {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SigningKeyCache").finish_non_exhaustive()
    }
}

/// The credential scope: the day of a time, a region and a service.
#[derive(Debug)]
pub(super) struct Scope<'a> {
    time: String,
    region: &'a str,
    service: &'a str,
}

impl<'a> Scope<'a> {
    pub(super) fn new(time: Timestamp, region: &'a str, service: &'a str) -> Self {
        Self { time: time.strftime("%Y%m%dT%H%M%SZ").to_string(), region, service }
    }

    /// The time as requests contain it: `20150830T123600Z`.
    pub(super) fn time(&self) -> &str {
        &self.time
    }

    /// `AKIDEXAMPLE/20150830/us-east-1/ivs/aws4_request`.
    pub(super) fn credential(&self, access_key_id: &str) -> String {
        [access_key_id, "/", &self.scope()].concat()
    }

    /// The signature of a canonical request.
    pub(super) fn signature(
        &self,
        canonical_request: &str,
        secret: &Secret,
        keys: &SigningKeyCache,
    ) -> String {
        let string_to_sign = self.string_to_sign(canonical_request);
        hex(sign(&keys.get(self, secret), string_to_sign.as_bytes()).as_ref())
    }

    pub(super) fn string_to_sign(&self, canonical_request: &str) -> String {
        let hash = sha256(canonical_request.as_bytes());
        [ALGORITHM, &self.time, &self.scope(), &hash].join("\n")
    }

    /// `20150830/us-east-1/ivs/aws4_request`.
    fn scope(&self) -> String {
        [self.day(), self.region, self.service, "aws4_request"].join("/")
    }

    fn day(&self) -> &str {
        self.time.get(..8).unwrap_or_default()
    }
}

fn derive(scope: &Scope<'_>, secret: &Secret) -> Key {
    let start = format!("AWS4{}", secret.expose());
    [scope.day(), scope.region, scope.service, "aws4_request"]
        .into_iter()
        .fold(Key::new(HMAC_SHA256, start.as_bytes()), |key, part| {
            Key::new(HMAC_SHA256, sign(&key, part.as_bytes()).as_ref())
        })
}

#[cfg(test)]
mod tests {
    use super::Scope;

    #[test]
    fn times_are_in_utc_and_truncated_to_seconds() {
        for (time, expected) in [
            ("2015-08-30T12:36:00Z", "20150830T123600Z"),
            ("2015-08-30T23:59:59.999999999Z", "20150830T235959Z"),
            ("2015-08-31T01:30:00+02:00", "20150830T233000Z"),
            ("0999-01-02T03:04:05Z", "09990102T030405Z"),
        ] {
            let scope = Scope::new(time.parse().unwrap(), "us-east-1", "ivs");
            assert_eq!((scope.time(), scope.day()), (expected, &expected[..8]));
        }
    }
}
