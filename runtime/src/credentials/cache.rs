//! Keeps credentials and renews them in time.
//!
//! A call takes what is there without waiting, as long as it is good. Shortly before it expires
//! one call renews it while the others go on with the old; when it has expired, all wait for that
//! one renewal, and share its failure if it fails.

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, PoisonError, RwLock};
use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use tokio::sync::Mutex;

use super::{Credentials, CredentialsError, ProvideCredentials, guarded};
use crate::System;
use crate::future::before;

/// How long before the end credentials are renewed.
const EARLY: SignedDuration = SignedDuration::from_mins(5);
/// What expires within this time may be refused on arrival.
const TOO_LATE: SignedDuration = SignedDuration::from_secs(10);
/// How long an early renewal is put off after one that did not help.
const PAUSE: Duration = Duration::from_secs(30);
/// The longest that a call waits for an early renewal, which it could do without.
const PATIENCE: Duration = Duration::from_secs(5);

/// A provider and what it gave last.
#[derive(Debug)]
pub(crate) struct CredentialsCache {
    provider: Arc<dyn ProvideCredentials>,
    current: RwLock<Option<Arc<Credentials>>>,
    /// Held by the one call that renews.
    renewal: Mutex<Renewal>,
    /// How often the provider has answered.
    answers: AtomicU64,
}

/// What the last renewal left behind.
#[derive(Debug, Default)]
struct Renewal {
    /// When an early one may be tried next, in ticks.
    next: Duration,
    failure: Option<CredentialsError>,
}

impl CredentialsCache {
    pub(crate) fn new(provider: Arc<dyn ProvideCredentials>) -> Self {
        Self {
            provider,
            current: RwLock::new(None),
            renewal: Mutex::default(),
            answers: AtomicU64::default(),
        }
    }

    /// Credentials that need no thought, which is the case in nearly every call.
    pub(crate) fn fresh(&self, now: Timestamp) -> Option<Arc<Credentials>> {
        self.lasting(now, EARLY)
    }

    /// Credentials, renewed if need be, for a call that has `left` time to go.
    pub(crate) async fn get(
        &self,
        system: &dyn System,
        now: Timestamp,
        left: Option<Duration>,
    ) -> Result<Arc<Credentials>, CredentialsError> {
        match self.lasting(now, TOO_LATE) {
            Some(usable) => Ok(self.renew_early(system, now, left, usable).await),
            None => self.renew_late(system, now).await,
        }
    }

    /// Takes note that the service has refused credentials: they are renewed as those are that expire soon.
    ///
    /// What a file or a provider gives without an end may have one all the same, and be replaced there.
    pub(crate) fn distrust(&self, refused: &Credentials, now: Timestamp) {
        let Ok(soon) = now.checked_add(EARLY) else {
            return;
        };
        let mut current = self.current.write().unwrap_or_else(PoisonError::into_inner);
        let Some(held) = current.as_deref().filter(|held| *held == refused) else {
            return;
        };
        let end = held.expires_at.map_or(soon, |end| end.min(soon));
        *current = Some(Arc::new(held.clone().expiring_at(end)));
    }

    /// All calls wait here for one of them. If it fails, what is there is used to its very end.
    async fn renew_late(
        &self,
        system: &dyn System,
        now: Timestamp,
    ) -> Result<Arc<Credentials>, CredentialsError> {
        let begun = system.ticks();
        self.share_renewal(system, now).await.or_else(|failure| {
            let waited = system.ticks().saturating_sub(begun);
            let now = now.checked_add(waited).unwrap_or(now);
            self.lasting(now, SignedDuration::ZERO).ok_or(failure)
        })
    }

    async fn share_renewal(
        &self,
        system: &dyn System,
        now: Timestamp,
    ) -> Result<Arc<Credentials>, CredentialsError> {
        let answers = self.answers.load(Ordering::Acquire);
        let mut renewal = self.renewal.lock().await;
        // Another call may have asked while this one waited. If each asked anew after a failure,
        // the last of many would wait for all the others.
        if let Some(renewed) = self.lasting(now, TOO_LATE) {
            return Ok(renewed);
        }
        match &renewal.failure {
            Some(failure) if self.answers.load(Ordering::Acquire) != answers => {
                Err(failure.clone())
            }
            _ => self.renew(system, &mut renewal).await,
        }
    }

    /// One call renews here, and may fail to; the others go on with what is usable.
    async fn renew_early(
        &self,
        system: &dyn System,
        now: Timestamp,
        left: Option<Duration>,
        usable: Arc<Credentials>,
    ) -> Arc<Credentials> {
        let Ok(mut renewal) = self.renewal.try_lock() else {
            return usable;
        };
        // As above, or a renewal has just failed: the old ones will do for a while.
        if let Some(renewed) = self.fresh(now) {
            return renewed;
        }
        if system.ticks() < renewal.next {
            return usable;
        }
        // The call needs the greater part of its time for itself.
        let patience = left.map_or(PATIENCE, |left| PATIENCE.min(left / 4));
        renewal.next = system.ticks().saturating_add(PAUSE);
        let renewing = self.renew(system, &mut renewal);
        match before(system.sleep(patience), renewing).await {
            Some(Ok(renewed)) => renewed,
            _ => usable,
        }
    }

    async fn renew(
        &self,
        system: &dyn System,
        renewal: &mut Renewal,
    ) -> Result<Arc<Credentials>, CredentialsError> {
        let renewed = guarded::ask(&*self.provider).await;
        self.answers.fetch_add(1, Ordering::AcqRel);
        renewal.next = system.ticks().saturating_add(PAUSE);
        renewal.failure = renewed.as_ref().err().cloned();
        let renewed = Arc::new(renewed?);
        *self.current.write().unwrap_or_else(PoisonError::into_inner) = Some(Arc::clone(&renewed));
        Ok(renewed)
    }

    /// What is there, if it lasts longer than `reserve` from `now` on.
    fn lasting(&self, now: Timestamp, reserve: SignedDuration) -> Option<Arc<Credentials>> {
        let current = self.current.read().unwrap_or_else(PoisonError::into_inner);
        current
            .as_ref()
            .filter(|credentials| {
                credentials
                    .expires_at
                    .is_none_or(|end| end.duration_since(now) > reserve)
            })
            .cloned()
    }
}

#[cfg(test)]
mod tests;
