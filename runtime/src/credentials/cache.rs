//! Keeps credentials and renews them in time.
//!
//! A call takes what is there without waiting, as long as it is good. Shortly before it expires
//! one call renews it while the others go on with the old; when it has expired, all wait for that
//! one renewal.

use std::sync::{Arc, PoisonError, RwLock};
use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use tokio::sync::Mutex;

use super::{Credentials, CredentialsError, ProvideCredentials, guarded};
use crate::System;

/// How long before the end credentials are renewed.
const EARLY: SignedDuration = SignedDuration::from_mins(5);
/// What expires within this time may be refused on arrival.
const TOO_LATE: SignedDuration = SignedDuration::from_secs(10);
/// How long an early renewal is put off after one that did not help.
const PAUSE: Duration = Duration::from_secs(30);

/// A provider and what it gave last.
#[derive(Debug)]
pub(crate) struct CredentialsCache {
    provider: Arc<dyn ProvideCredentials>,
    current: RwLock<Option<Arc<Credentials>>>,
    /// Held by the one call that renews. Inside: when an early renewal may be tried next, in ticks.
    renewal: Mutex<Duration>,
}

impl CredentialsCache {
    pub(crate) fn new(provider: Arc<dyn ProvideCredentials>) -> Self {
        Self {
            provider,
            current: RwLock::new(None),
            renewal: Mutex::default(),
        }
    }

    /// Credentials that need no thought, which is the case in nearly every call.
    pub(crate) fn fresh(&self, now: Timestamp) -> Option<Arc<Credentials>> {
        self.lasting(now, EARLY)
    }

    /// Credentials, renewed if need be.
    pub(crate) async fn get(
        &self,
        system: &dyn System,
        now: Timestamp,
    ) -> Result<Arc<Credentials>, CredentialsError> {
        let Some(usable) = self.lasting(now, TOO_LATE) else {
            let mut next_renewal = self.renewal.lock().await;
            // Another call may have renewed them while this one waited.
            if let Some(renewed) = self.lasting(now, TOO_LATE) {
                return Ok(renewed);
            }
            return self.renew(system, &mut next_renewal).await;
        };
        let Ok(mut next_renewal) = self.renewal.try_lock() else {
            return Ok(usable);
        };
        // As above, or a renewal has just failed: the old ones will do for a while.
        if let Some(renewed) = self.fresh(now) {
            return Ok(renewed);
        }
        if system.ticks() < *next_renewal {
            return Ok(usable);
        }
        Ok(self
            .renew(system, &mut next_renewal)
            .await
            .unwrap_or(usable))
    }

    async fn renew(
        &self,
        system: &dyn System,
        next_renewal: &mut Duration,
    ) -> Result<Arc<Credentials>, CredentialsError> {
        let renewed = guarded::ask(&*self.provider).await;
        *next_renewal = system.ticks().saturating_add(PAUSE);
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
mod tests {
    use std::sync::Arc;
    use std::sync::atomic::{AtomicUsize, Ordering};
    use std::time::Duration;

    use super::CredentialsCache;
    use crate::testing::ManualSystem;
    use crate::{BoxFuture, Credentials, CredentialsError, ProvideCredentials, System};

    /// Gives credentials that last `lasting`, slowly, and fails when told to.
    #[derive(Debug)]
    struct Source {
        system: ManualSystem,
        lasting: Duration,
        asked: AtomicUsize,
        fails_from: usize,
    }

    impl ProvideCredentials for Source {
        fn provide(&self) -> BoxFuture<'_, Result<Credentials, CredentialsError>> {
            Box::pin(async move {
                let number = self.asked.fetch_add(1, Ordering::Relaxed);
                self.system.sleep(Duration::from_secs(1)).await;
                if number >= self.fails_from {
                    return Err(CredentialsError::new("test", "out of order"));
                }
                Ok(Credentials::new(format!("key{number}"), "secret", None)
                    .expiring_at(self.system.now() + self.lasting))
            })
        }
    }

    fn cache(fails_from: usize) -> (ManualSystem, Arc<Source>, Arc<CredentialsCache>) {
        let system = ManualSystem::default();
        let source = Arc::new(Source {
            system: system.clone(),
            lasting: Duration::from_secs(3600),
            asked: AtomicUsize::new(0),
            fails_from,
        });
        let cache = CredentialsCache::new(Arc::clone(&source) as Arc<dyn ProvideCredentials>);
        (system, source, Arc::new(cache))
    }

    async fn key(cache: &CredentialsCache, system: &ManualSystem) -> Result<String, String> {
        match cache.get(system, system.now()).await {
            Ok(credentials) => Ok(credentials.access_key_id.clone()),
            Err(error) => Err(error.to_string()),
        }
    }

    #[tokio::test]
    async fn a_hundred_calls_ask_once() {
        let (system, source, cache) = cache(usize::MAX);
        let calls: Vec<_> = (0..100)
            .map(|_| {
                let (cache, system) = (Arc::clone(&cache), system.clone());
                tokio::spawn(async move { key(&cache, &system).await })
            })
            .collect();
        for call in calls {
            assert_eq!(call.await.unwrap().unwrap(), "key0");
        }
        assert_eq!(source.asked.load(Ordering::Relaxed), 1);
    }

    #[tokio::test]
    async fn renewed_five_minutes_ahead() {
        let (system, source, cache) = cache(usize::MAX);
        assert_eq!(key(&cache, &system).await.unwrap(), "key0");
        system.advance(Duration::from_secs(3600 - 301));
        assert!(cache.fresh(system.now()).is_some());
        system.advance(Duration::from_secs(2));
        assert!(cache.fresh(system.now()).is_none());
        assert_eq!(key(&cache, &system).await.unwrap(), "key1");
        assert_eq!(source.asked.load(Ordering::Relaxed), 2);
    }

    #[tokio::test]
    async fn a_failed_renewal_harms_nobody_while_the_old_ones_live() {
        let (system, source, cache) = cache(1);
        assert_eq!(key(&cache, &system).await.unwrap(), "key0");
        system.advance(Duration::from_secs(3600 - 200));
        for _ in 0..10 {
            assert_eq!(key(&cache, &system).await.unwrap(), "key0");
        }
        // One try, then a pause.
        assert_eq!(source.asked.load(Ordering::Relaxed), 2);
        system.advance(Duration::from_secs(200));
        let problem = key(&cache, &system).await.unwrap_err();
        assert_eq!(problem, "no credentials: test: out of order");
    }

    #[tokio::test]
    async fn a_renewal_that_is_dropped_frees_the_place() {
        let (system, source, cache) = cache(usize::MAX);
        {
            let mut dropped = Box::pin(cache.get(&system, system.now()));
            std::future::poll_fn(|context| {
                assert!(dropped.as_mut().poll(context).is_pending());
                std::task::Poll::Ready(())
            })
            .await;
        }
        assert_eq!(key(&cache, &system).await.unwrap(), "key1");
        assert_eq!(source.asked.load(Ordering::Relaxed), 2);
    }
}
