//! Refreshes: when they run, how many at a time, and the effect of failures.

use std::future::{Future as _, poll_fn};
use std::pin::pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::task::Poll;
use std::time::Duration;

use jiff::Timestamp;
use tokio::runtime::{Builder, Runtime};
use tokio::task::JoinHandle;

use super::CredentialsCache;
use crate::test_fixtures::{RotatingProvider, poll_and_drop};
use crate::testing::ManualSystem;
use crate::{BoxFuture, Credentials, CredentialsError, OsSystem, ProvideCredentials, System};

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

fn cache_of(system: &ManualSystem, provider: Arc<impl ProvideCredentials>) -> CredentialsCache {
    CredentialsCache::new(provider, Arc::new(system.clone()))
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
    let cache = cache_of(&system, Arc::clone(&provider));
    (system, provider, Arc::new(cache))
}

async fn key(cache: &CredentialsCache, system: &ManualSystem) -> Result<String, String> {
    match cache.get(system.now(), None).await {
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

/// Returns credentials immediately, or hangs.
#[derive(Debug)]
struct HangingProvider {
    end: Timestamp,
    calls: AtomicUsize,
    hangs: AtomicBool,
}

impl HangingProvider {
    /// The credentials expire in an hour.
    fn new(system: &dyn System) -> Arc<Self> {
        let end = system.now() + Duration::from_secs(3600);
        Arc::new(Self { end, calls: AtomicUsize::new(0), hangs: AtomicBool::new(false) })
    }
}

impl ProvideCredentials for HangingProvider {
    fn provide(&self) -> BoxFuture<'_, Result<Credentials, CredentialsError>> {
        let number = self.calls.fetch_add(1, Ordering::Relaxed);
        if self.hangs.load(Ordering::Relaxed) {
            return Box::pin(std::future::pending());
        }
        let key = Credentials::new(format!("key{number}"), "secret", None).expiring_at(self.end);
        Box::pin(std::future::ready(Ok(key)))
    }
}

#[tokio::test]
async fn a_refresh_that_hangs_delays_one_call_for_a_limited_time() {
    let system = ManualSystem::default();
    let provider = HangingProvider::new(&system);
    let cache = cache_of(&system, Arc::clone(&provider));
    assert_eq!(key(&cache, &system).await.unwrap(), "key0");
    provider.hangs.store(true, Ordering::Relaxed);
    system.advance(Duration::from_secs(3600 - 200));
    let start = system.ticks();
    for _ in 0..10 {
        assert_eq!(key(&cache, &system).await.unwrap(), "key0");
    }
    assert_eq!(system.ticks() - start, Duration::from_secs(5));
    assert_eq!(provider.calls.load(Ordering::Relaxed), 2);
    // A call waits for a part of its remaining time only.
    system.sleep(Duration::from_secs(120)).await;
    let start = system.ticks();
    let remaining = Some(Duration::from_secs(2));
    cache.get(system.now(), remaining).await.unwrap();
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

fn runtime() -> Runtime {
    Builder::new_current_thread().enable_all().build().unwrap()
}

#[test]
fn a_refresh_on_a_blocked_or_dropped_runtime_delays_no_other_call() {
    for is_dropped in [false, true] {
        let system = OsSystem::default();
        let start = system.now();
        let provider = HangingProvider::new(&system);
        let calls = Arc::clone(&provider);
        let cache = CredentialsCache::new(calls, Arc::new(system));
        let (first, second) = (runtime(), runtime());
        let key = |runtime: &Runtime, age, remaining| {
            let now = start + Duration::from_secs(age);
            let credentials = runtime.block_on(cache.get(now, remaining)).unwrap();
            credentials.access_key_id.clone()
        };
        assert_eq!(key(&first, 0, None), "key0");
        provider.hangs.store(true, Ordering::Relaxed);
        let remaining = Some(Duration::from_millis(40));
        assert_eq!(key(&first, 3400, remaining), "key0", "the refresh continues");
        let first = (!is_dropped).then_some(first);
        provider.hangs.store(false, Ordering::Relaxed);
        assert_ne!(key(&second, 3700, None), "key0", "dropped: {is_dropped}");
        drop(first);
    }
}

#[tokio::test]
async fn a_refresh_continues_if_its_callers_are_dropped() {
    let (system, provider, cache) = cache(usize::MAX);
    for _ in 0..60 {
        poll_and_drop(cache.get(system.now(), None)).await;
    }
    assert_eq!(key(&cache, &system).await.unwrap(), "key0");
    assert_eq!(provider.calls.load(Ordering::Relaxed), 1);
}

#[tokio::test]
async fn a_caller_that_is_not_polled_delays_no_other() {
    let (system, provider, cache) = cache(usize::MAX);
    let mut not_polled = pin!(cache.get(system.now(), None));
    poll_fn(|context| Poll::Ready(not_polled.as_mut().poll(context).is_ready())).await;
    for call in concurrent_calls(&cache, &system) {
        assert_eq!(call.await.unwrap().unwrap(), "key0");
    }
    assert_eq!(not_polled.await.unwrap().access_key_id, "key0");
    assert_eq!(provider.calls.load(Ordering::Relaxed), 1);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn calls_near_the_expiration_request_once() {
    // In seconds: the remaining lifetime of the credentials that the provider returns each time.
    for lifetime in [5, 60] {
        let provider = Arc::new(ShortLived { lifetime, calls: AtomicUsize::new(0) });
        let system = OsSystem::default();
        let calls = Arc::clone(&provider);
        let cache = Arc::new(CredentialsCache::new(calls, Arc::new(system)));
        for _ in 0..2 {
            let calls = (0..200).map(|_| {
                let cache = Arc::clone(&cache);
                tokio::spawn(async move { cache.get(system.now(), None).await })
            });
            for call in calls.collect::<Vec<_>>() {
                call.await.unwrap().unwrap();
            }
        }
        assert_eq!(provider.calls.load(Ordering::Relaxed), 1, "{lifetime}");
    }
}

/// Returns credentials with a given lifetime in seconds.
#[derive(Debug)]
struct ShortLived {
    lifetime: u64,
    calls: AtomicUsize,
}

impl ProvideCredentials for ShortLived {
    fn provide(&self) -> BoxFuture<'_, Result<Credentials, CredentialsError>> {
        self.calls.fetch_add(1, Ordering::Relaxed);
        let end = OsSystem::default().now() + Duration::from_secs(self.lifetime);
        Box::pin(async move {
            tokio::task::yield_now().await;
            Ok(Credentials::new("key", "secret", None).expiring_at(end))
        })
    }
}

#[test]
fn calls_of_two_runtimes_share_a_refresh() {
    #[derive(Debug)]
    struct Slow(AtomicUsize);
    impl ProvideCredentials for Slow {
        fn provide(&self) -> BoxFuture<'_, Result<Credentials, CredentialsError>> {
            self.0.fetch_add(1, Ordering::Relaxed);
            Box::pin(async {
                OsSystem::default().sleep(Duration::from_millis(1200)).await;
                Ok(Credentials::new("key", "secret", None))
            })
        }
    }
    let provider = Arc::new(Slow(AtomicUsize::new(0)));
    let calls = Arc::clone(&provider);
    let system = OsSystem::default();
    let cache = Arc::new(CredentialsCache::new(calls, Arc::new(system)));
    let runtime = runtime();
    let other = Arc::clone(&cache);
    let (sender, started) = std::sync::mpsc::channel();
    let call = std::thread::spawn(move || {
        started.recv().unwrap();
        crate::blocking::run(async move { other.get(system.now(), None).await })
    });
    runtime.block_on(async {
        let mut first = pin!(cache.get(system.now(), None));
        poll_fn(|context| Poll::Ready(first.as_mut().poll(context).is_ready())).await;
        sender.send(()).unwrap();
        first.await.unwrap();
        // A call does not end before the other one.
        while !call.is_finished() {
            tokio::task::yield_now().await;
        }
    });
    call.join().unwrap().unwrap().unwrap();
    assert_eq!(provider.0.load(Ordering::Relaxed), 1);
}

#[test]
fn a_blocking_call_does_not_wait_for_the_runtime_that_it_blocks() {
    let system = OsSystem::default();
    let provider = Arc::new(RotatingProvider::default());
    let cache = Arc::new(CredentialsCache::new(provider, Arc::new(system)));
    runtime().block_on(async {
        let mut first = pin!(cache.get(system.now(), None));
        poll_fn(|context| Poll::Ready(first.as_mut().poll(context).is_ready())).await;
        let other = Arc::clone(&cache);
        let call = crate::blocking::run(async move { other.get(system.now(), None).await });
        assert_eq!(call.unwrap().unwrap().access_key_id, "KEY0");
        assert_eq!(first.await.unwrap().access_key_id, "KEY0");
    });
}

#[tokio::test]
async fn dropping_the_cache_cancels_a_refresh() {
    let (system, provider, cache) = cache(usize::MAX);
    poll_and_drop(cache.get(system.now(), None)).await;
    tokio::task::yield_now().await;
    assert_eq!(provider.calls.load(Ordering::Relaxed), 1);
    drop(cache);
    tokio::task::yield_now().await;
    assert_eq!(Arc::strong_count(&provider), 1);
}

#[tokio::test]
async fn rejected_credentials_are_refreshed_at_intervals() {
    let system = ManualSystem::default();
    let provider = Arc::new(RotatingProvider::default());
    let cache = cache_of(&system, Arc::clone(&provider));
    let first = cache.get(system.now(), None).await.unwrap();
    assert_eq!(first.access_key_id, "KEY0");
    system.advance(Duration::from_secs(60));
    cache.invalidate(&first, system.now());
    assert_eq!(key(&cache, &system).await.unwrap(), "KEY1");
    // A late rejection of replaced credentials has no effect.
    cache.invalidate(&first, system.now());
    assert!(cache.fresh(system.now()).is_some());
    // A service that rejects all credentials does not cause a refresh per call.
    for _ in 0..10 {
        let current = cache.get(system.now(), None).await.unwrap();
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
        let system = ManualSystem::default();
        let cache = cache_of(&system, Arc::new(Panics { in_future }));
        let error = key(&cache, &system).await.unwrap_err();
        let expected = format!("no credentials: provider: it panicked: {message}");
        assert_eq!(error, expected);
    }
}
