//! Refreshes: when they run, how many at a time, and the effect of failures.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use tokio::task::JoinHandle;

use super::CredentialsCache;
use crate::test_fixtures::{RotatingProvider, poll_and_drop};
use crate::testing::ManualSystem;
use crate::{BoxFuture, Credentials, CredentialsError, ProvideCredentials, System};

/// Takes a while to return credentials, and fails from a given call on.
#[derive(Debug)]
struct TestProvider {
    system: ManualSystem,
    delay: Duration,
    calls: AtomicUsize,
    fails_from: usize,
}

impl ProvideCredentials for TestProvider {
    fn provide(&self) -> BoxFuture<'_, Result<Credentials, CredentialsError>> {
        Box::pin(async move {
            let number = self.calls.fetch_add(1, Ordering::Relaxed);
            self.system.sleep(self.delay).await;
            if number >= self.fails_from {
                return Err(CredentialsError::new("test", "unavailable"));
            }
            Ok(Credentials::new(format!("key{number}"), "secret", None)
                .expiring_at(self.system.now() + Duration::from_secs(3600)))
        })
    }
}

fn cache(fails_from: usize) -> (ManualSystem, Arc<TestProvider>, Arc<CredentialsCache>) {
    slow_cache(Duration::from_secs(1), fails_from)
}

fn slow_cache(
    delay: Duration,
    fails_from: usize,
) -> (ManualSystem, Arc<TestProvider>, Arc<CredentialsCache>) {
    let system = ManualSystem::default();
    let provider = Arc::new(TestProvider {
        system: system.clone(),
        delay,
        calls: AtomicUsize::new(0),
        fails_from,
    });
    let cache = CredentialsCache::new(Arc::clone(&provider) as Arc<dyn ProvideCredentials>);
    (system, provider, Arc::new(cache))
}

async fn key(cache: &CredentialsCache, system: &ManualSystem) -> Result<String, String> {
    match cache.get(system, system.now(), None).await {
        Ok(credentials) => Ok(credentials.access_key_id.clone()),
        Err(error) => Err(error.to_string()),
    }
}

fn concurrent_calls(
    cache: &Arc<CredentialsCache>,
    system: &ManualSystem,
) -> Vec<JoinHandle<Result<String, String>>> {
    let call = |_| {
        let (cache, system) = (Arc::clone(cache), system.clone());
        tokio::spawn(async move { key(&cache, &system).await })
    };
    (0..100).map(call).collect()
}

#[tokio::test]
async fn concurrent_calls_share_one_refresh() {
    let (system, provider, cache) = cache(usize::MAX);
    for call in concurrent_calls(&cache, &system) {
        assert_eq!(call.await.unwrap().unwrap(), "key0");
    }
    assert_eq!(provider.calls.load(Ordering::Relaxed), 1);
}

#[tokio::test]
async fn credentials_are_refreshed_five_minutes_before_they_expire() {
    let (system, provider, cache) = cache(usize::MAX);
    assert_eq!(key(&cache, &system).await.unwrap(), "key0");
    system.advance(Duration::from_secs(3600 - 301));
    assert!(cache.fresh(system.now()).is_some());
    system.advance(Duration::from_secs(2));
    assert!(cache.fresh(system.now()).is_none());
    assert_eq!(key(&cache, &system).await.unwrap(), "key1");
    assert_eq!(provider.calls.load(Ordering::Relaxed), 2);
}

#[tokio::test]
async fn credentials_are_used_until_they_expire_if_a_refresh_fails() {
    let (system, provider, cache) = cache(1);
    assert_eq!(key(&cache, &system).await.unwrap(), "key0");
    system.advance(Duration::from_secs(3600 - 200));
    for _ in 0..10 {
        assert_eq!(key(&cache, &system).await.unwrap(), "key0");
    }
    // One attempt, then a pause.
    assert_eq!(provider.calls.load(Ordering::Relaxed), 2);
    // To the last second: they may be rejected on arrival, but without any the call fails.
    system.advance(Duration::from_secs(191));
    assert_eq!(key(&cache, &system).await.unwrap(), "key0");
    system.advance(Duration::from_secs(9));
    let error = key(&cache, &system).await.unwrap_err();
    assert_eq!(error, "no credentials: test: unavailable");
}

#[tokio::test]
async fn concurrent_calls_share_the_error_of_a_refresh() {
    let (system, provider, cache) = cache(0);
    for call in concurrent_calls(&cache, &system) {
        let error = call.await.unwrap().unwrap_err();
        assert_eq!(error, "no credentials: test: unavailable");
    }
    assert_eq!(provider.calls.load(Ordering::Relaxed), 1);
    // A later call refreshes again.
    key(&cache, &system).await.unwrap_err();
    assert_eq!(provider.calls.load(Ordering::Relaxed), 2);
}

/// Returns credentials for an hour immediately, but hangs in some calls.
#[derive(Debug)]
struct HangingProvider {
    system: ManualSystem,
    calls: AtomicUsize,
    hangs: fn(usize) -> bool,
}

impl HangingProvider {
    fn new(system: &ManualSystem, hangs: fn(usize) -> bool) -> Self {
        Self { system: system.clone(), calls: AtomicUsize::new(0), hangs }
    }
}

impl ProvideCredentials for HangingProvider {
    fn provide(&self) -> BoxFuture<'_, Result<Credentials, CredentialsError>> {
        let number = self.calls.fetch_add(1, Ordering::Relaxed);
        if (self.hangs)(number) {
            return Box::pin(std::future::pending());
        }
        let end = self.system.now() + Duration::from_secs(3600);
        let key = Credentials::new(format!("key{number}"), "secret", None).expiring_at(end);
        Box::pin(std::future::ready(Ok(key)))
    }
}

#[tokio::test]
async fn a_refresh_that_hangs_delays_one_call_for_a_limited_time() {
    let system = ManualSystem::default();
    let provider = Arc::new(HangingProvider::new(&system, |number| number > 0));
    let cache = CredentialsCache::new(Arc::clone(&provider) as Arc<dyn ProvideCredentials>);
    assert_eq!(key(&cache, &system).await.unwrap(), "key0");
    system.advance(Duration::from_secs(3600 - 200));
    let start = system.ticks();
    for _ in 0..10 {
        assert_eq!(key(&cache, &system).await.unwrap(), "key0");
    }
    assert_eq!(system.ticks() - start, Duration::from_secs(5));
    assert_eq!(provider.calls.load(Ordering::Relaxed), 2);
    // A call waits for a part of its remaining time only.
    system.advance(Duration::from_secs(60));
    let start = system.ticks();
    let remaining = Some(Duration::from_secs(2));
    cache.get(&system, system.now(), remaining).await.unwrap();
    assert_eq!(system.ticks() - start, Duration::from_millis(500));
}

#[tokio::test]
async fn a_slow_refresh_continues_in_the_background() {
    let (system, provider, cache) = slow_cache(Duration::from_secs(40), usize::MAX);
    assert_eq!(key(&cache, &system).await.unwrap(), "key0");
    system.advance(Duration::from_secs(3600 - 200));
    let start = system.ticks();
    assert_eq!(key(&cache, &system).await.unwrap(), "key0");
    assert_eq!(system.ticks() - start, Duration::from_secs(5));
    // The refresh is still running: no call starts another one or waits.
    system.advance(Duration::from_secs(30));
    assert_eq!(key(&cache, &system).await.unwrap(), "key0");
    assert_eq!(system.ticks() - start, Duration::from_secs(35));
    system.sleep(Duration::from_secs(6)).await;
    assert!(cache.fresh(system.now()).is_some());
    assert_eq!(key(&cache, &system).await.unwrap(), "key1");
    assert_eq!(provider.calls.load(Ordering::Relaxed), 2);
}

#[test]
fn a_refresh_on_a_blocked_or_dropped_runtime_delays_no_other_call() {
    let runtime = || {
        let mut builder = tokio::runtime::Builder::new_current_thread();
        builder.build().unwrap()
    };
    for is_dropped in [false, true] {
        let system = ManualSystem::default();
        let provider = HangingProvider::new(&system, |number| number % 2 == 1);
        let cache = CredentialsCache::new(Arc::new(provider));
        let (first, second) = (runtime(), runtime());
        assert_eq!(first.block_on(key(&cache, &system)).unwrap(), "key0");
        system.advance(Duration::from_secs(3600 - 200));
        assert_eq!(first.block_on(key(&cache, &system)).unwrap(), "key0", "the refresh continues");
        let first = (!is_dropped).then_some(first);
        system.advance(Duration::from_secs(200));
        assert_eq!(second.block_on(key(&cache, &system)).unwrap(), "key2", "dropped: {is_dropped}");
        drop(first);
    }
}

#[tokio::test]
async fn a_dropped_call_releases_the_refresh() {
    let (system, provider, cache) = cache(usize::MAX);
    poll_and_drop(cache.get(&system, system.now(), None)).await;
    assert_eq!(key(&cache, &system).await.unwrap(), "key1");
    assert_eq!(provider.calls.load(Ordering::Relaxed), 2);
}

#[tokio::test]
async fn rejected_credentials_are_refreshed_at_intervals() {
    let system = ManualSystem::default();
    let provider = Arc::new(RotatingProvider::default());
    let cache = CredentialsCache::new(Arc::clone(&provider) as Arc<dyn ProvideCredentials>);
    let first = cache.get(&system, system.now(), None).await.unwrap();
    assert_eq!(first.access_key_id, "KEY0");
    system.advance(Duration::from_secs(60));
    cache.invalidate(&first, system.now());
    assert_eq!(key(&cache, &system).await.unwrap(), "KEY1");
    // A late rejection of replaced credentials has no effect.
    cache.invalidate(&first, system.now());
    assert!(cache.fresh(system.now()).is_some());
    // A service that rejects all credentials does not cause a refresh per call.
    for _ in 0..10 {
        let current = cache.get(&system, system.now(), None).await.unwrap();
        cache.invalidate(&current, system.now());
    }
    assert_eq!(provider.0.load(Ordering::Relaxed), 2);
    system.advance(Duration::from_secs(31));
    assert_eq!(key(&cache, &system).await.unwrap(), "KEY2");
}

#[derive(Debug)]
struct Panics {
    in_future: bool,
}

impl ProvideCredentials for Panics {
    fn provide(&self) -> BoxFuture<'_, Result<Credentials, CredentialsError>> {
        assert!(self.in_future, "before");
        Box::pin(async { panic!("number {}", 7) })
    }
}

#[tokio::test]
async fn a_panic_of_the_provider_is_an_error_with_its_message() {
    for (in_future, message) in [(false, "before"), (true, "number 7")] {
        let cache = CredentialsCache::new(Arc::new(Panics { in_future }));
        let error = key(&cache, &ManualSystem::default()).await.unwrap_err();
        let expected = format!("no credentials: provider: it panicked: {message}");
        assert_eq!(error, expected);
    }
}
