//! Renewals: when, how many at a time, and what comes of one that fails.

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
    takes: Duration,
    lasting: Duration,
    asked: AtomicUsize,
    fails_from: usize,
}

impl ProvideCredentials for Source {
    fn provide(&self) -> BoxFuture<'_, Result<Credentials, CredentialsError>> {
        Box::pin(async move {
            let number = self.asked.fetch_add(1, Ordering::Relaxed);
            self.system.sleep(self.takes).await;
            if number >= self.fails_from {
                return Err(CredentialsError::new("test", "out of order"));
            }
            Ok(Credentials::new(format!("key{number}"), "secret", None)
                .expiring_at(self.system.now() + self.lasting))
        })
    }
}

fn cache(fails_from: usize) -> (ManualSystem, Arc<Source>, Arc<CredentialsCache>) {
    slow_cache(Duration::from_secs(1), fails_from)
}

fn slow_cache(
    takes: Duration,
    fails_from: usize,
) -> (ManualSystem, Arc<Source>, Arc<CredentialsCache>) {
    let system = ManualSystem::default();
    let source = Arc::new(Source {
        system: system.clone(),
        takes,
        lasting: Duration::from_secs(3600),
        asked: AtomicUsize::new(0),
        fails_from,
    });
    let cache = CredentialsCache::new(Arc::clone(&source) as Arc<dyn ProvideCredentials>);
    (system, source, Arc::new(cache))
}

async fn key(cache: &CredentialsCache, system: &ManualSystem) -> Result<String, String> {
    match cache.get(system, system.now(), None).await {
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
    // To the last second: they may be refused by then, but without any the call is lost for sure.
    system.advance(Duration::from_secs(191));
    assert_eq!(key(&cache, &system).await.unwrap(), "key0");
    system.advance(Duration::from_secs(9));
    let problem = key(&cache, &system).await.unwrap_err();
    assert_eq!(problem, "no credentials: test: out of order");
}

#[tokio::test]
async fn calls_that_wait_for_a_renewal_share_its_failure() {
    let (system, source, cache) = cache(0);
    let calls: Vec<_> = (0..100)
        .map(|_| {
            let (cache, system) = (Arc::clone(&cache), system.clone());
            tokio::spawn(async move { key(&cache, &system).await })
        })
        .collect();
    for call in calls {
        let problem = call.await.unwrap().unwrap_err();
        assert_eq!(problem, "no credentials: test: out of order");
    }
    assert_eq!(source.asked.load(Ordering::Relaxed), 1);
    // A call that comes later asks for itself.
    key(&cache, &system).await.unwrap_err();
    assert_eq!(source.asked.load(Ordering::Relaxed), 2);
}

/// Gives credentials for an hour once, and is then silent for ever.
#[derive(Debug)]
struct Silent(ManualSystem, AtomicUsize);

impl ProvideCredentials for Silent {
    fn provide(&self) -> BoxFuture<'_, Result<Credentials, CredentialsError>> {
        Box::pin(async {
            if self.1.fetch_add(1, Ordering::Relaxed) > 0 {
                std::future::pending::<()>().await;
            }
            let end = self.0.now() + Duration::from_secs(3600);
            Ok(Credentials::new("old", "secret", None).expiring_at(end))
        })
    }
}

#[tokio::test]
async fn a_renewal_that_hangs_holds_up_one_call_and_not_for_long() {
    let system = ManualSystem::default();
    let source = Arc::new(Silent(system.clone(), AtomicUsize::new(0)));
    let cache = CredentialsCache::new(Arc::clone(&source) as Arc<dyn ProvideCredentials>);
    assert_eq!(key(&cache, &system).await.unwrap(), "old");
    system.advance(Duration::from_secs(3600 - 200));
    let begun = system.ticks();
    for _ in 0..10 {
        assert_eq!(key(&cache, &system).await.unwrap(), "old");
    }
    assert_eq!(system.ticks() - begun, Duration::from_secs(5));
    assert_eq!(source.1.load(Ordering::Relaxed), 2);
    // A call in a hurry gives it a part of its time.
    system.advance(Duration::from_secs(60));
    let begun = system.ticks();
    let left = Some(Duration::from_secs(2));
    cache.get(&system, system.now(), left).await.unwrap();
    assert_eq!(system.ticks() - begun, Duration::from_millis(500));
}

#[tokio::test]
async fn a_slow_provider_is_waited_for_by_nobody_for_long_and_renews_all_the_same() {
    let (system, source, cache) = slow_cache(Duration::from_secs(40), usize::MAX);
    assert_eq!(key(&cache, &system).await.unwrap(), "key0");
    system.advance(Duration::from_secs(3600 - 200));
    let begun = system.ticks();
    assert_eq!(key(&cache, &system).await.unwrap(), "key0");
    assert_eq!(system.ticks() - begun, Duration::from_secs(5));
    // The pause is over, but the renewal goes on: nobody begins another or waits again.
    system.advance(Duration::from_secs(30));
    assert_eq!(key(&cache, &system).await.unwrap(), "key0");
    assert_eq!(system.ticks() - begun, Duration::from_secs(35));
    system.sleep(Duration::from_secs(6)).await;
    assert!(cache.fresh(system.now()).is_some());
    assert_eq!(key(&cache, &system).await.unwrap(), "key1");
    assert_eq!(source.asked.load(Ordering::Relaxed), 2);
}

/// Answers at once, but every second time not at all.
#[derive(Debug)]
struct Moody(ManualSystem, AtomicUsize);

impl ProvideCredentials for Moody {
    fn provide(&self) -> BoxFuture<'_, Result<Credentials, CredentialsError>> {
        let number = self.1.fetch_add(1, Ordering::Relaxed);
        if number % 2 == 1 {
            return Box::pin(std::future::pending());
        }
        let end = self.0.now() + Duration::from_secs(3600);
        let key = Credentials::new(format!("key{number}"), "secret", None).expiring_at(end);
        Box::pin(std::future::ready(Ok(key)))
    }
}

#[test]
fn a_renewal_on_a_runtime_that_stands_still_or_is_gone_holds_up_nobody() {
    let runtime = || {
        let mut builder = tokio::runtime::Builder::new_current_thread();
        builder.build().unwrap()
    };
    for is_gone in [false, true] {
        let system = ManualSystem::default();
        let source = Moody(system.clone(), AtomicUsize::new(0));
        let cache = CredentialsCache::new(Arc::new(source));
        let (first, second) = (runtime(), runtime());
        let asked = first.block_on(key(&cache, &system));
        assert_eq!(asked.unwrap(), "key0");
        system.advance(Duration::from_secs(3600 - 200));
        let asked = first.block_on(key(&cache, &system));
        assert_eq!(asked.unwrap(), "key0", "the renewal goes on alone");
        let first = (!is_gone).then_some(first);
        system.advance(Duration::from_secs(200));
        let asked = second.block_on(key(&cache, &system));
        assert_eq!(asked.unwrap(), "key2", "gone: {is_gone}");
        drop(first);
    }
}

#[tokio::test]
async fn a_renewal_that_is_dropped_frees_the_place() {
    let (system, source, cache) = cache(usize::MAX);
    {
        let mut dropped = Box::pin(cache.get(&system, system.now(), None));
        std::future::poll_fn(|context| {
            assert!(dropped.as_mut().poll(context).is_pending());
            std::task::Poll::Ready(())
        })
        .await;
    }
    assert_eq!(key(&cache, &system).await.unwrap(), "key1");
    assert_eq!(source.asked.load(Ordering::Relaxed), 2);
}

/// Gives keys that are not said to end, each in place of the one before.
#[derive(Debug)]
struct Rotated(AtomicUsize);

impl ProvideCredentials for Rotated {
    fn provide(&self) -> BoxFuture<'_, Result<Credentials, CredentialsError>> {
        let number = self.0.fetch_add(1, Ordering::Relaxed);
        let key = Credentials::new(format!("key{number}"), "secret", None);
        Box::pin(std::future::ready(Ok(key)))
    }
}

#[tokio::test]
async fn what_the_service_refuses_is_asked_for_anew_but_not_by_every_call() {
    let system = ManualSystem::default();
    let source = Arc::new(Rotated(AtomicUsize::new(0)));
    let cache = CredentialsCache::new(Arc::clone(&source) as Arc<dyn ProvideCredentials>);
    let first = cache.get(&system, system.now(), None).await.unwrap();
    assert_eq!(first.access_key_id, "key0");
    system.advance(Duration::from_secs(60));
    cache.invalidate(&first, system.now());
    assert_eq!(key(&cache, &system).await.unwrap(), "key1");
    // The refusal of what has been replaced already is no news.
    cache.invalidate(&first, system.now());
    assert!(cache.fresh(system.now()).is_some());
    // A service that refuses everything does not make every call ask.
    for _ in 0..10 {
        let current = cache.get(&system, system.now(), None).await.unwrap();
        cache.invalidate(&current, system.now());
    }
    assert_eq!(source.0.load(Ordering::Relaxed), 2);
    system.advance(Duration::from_secs(31));
    assert_eq!(key(&cache, &system).await.unwrap(), "key2");
}
