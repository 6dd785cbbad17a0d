//! Caches credentials and refreshes them before they expire.
//!
//! A call uses cached credentials without waiting while they are valid. Shortly before they expire
//! one call refreshes them while the others continue to use them; after they have expired all calls
//! wait for one refresh, and share its error if it fails.
//!
//! A refresh ahead of time runs in a task, so that the call that started it does not wait for a
//! slow provider. No other call waits for that task: it runs on the runtime of the call that
//! started it, which may be blocked or shut down in the meantime.

use std::any::Any;
use std::future::poll_fn;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, PoisonError, RwLock};
use std::task::Poll;
use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use tokio::runtime::Handle;
use tokio::sync::Mutex;
use tokio::task::JoinHandle;

use super::{Credentials, CredentialsError, ProvideCredentials};
use crate::System;
use crate::future::with_time_limit;

/// How long before their expiration credentials are refreshed.
const REFRESH_WINDOW: SignedDuration = SignedDuration::from_mins(5);
/// Credentials that expire within this time may be rejected on arrival.
const EXPIRY_MARGIN: SignedDuration = SignedDuration::from_secs(10);
/// The shortest time between two refreshes ahead of time.
const REFRESH_INTERVAL: Duration = Duration::from_secs(30);
/// The longest time that a call waits for a refresh while it has valid credentials.
const MAX_WAIT: Duration = Duration::from_secs(5);
/// The longest time that a refresh in a task takes.
const TASK_TIMEOUT: Duration = Duration::from_secs(60);

/// A provider and the credentials that it returned last.
#[derive(Debug)]
pub(crate) struct CredentialsCache {
    provider: Arc<dyn ProvideCredentials>,
    current: Arc<Current>,
    /// Locked by the call that refreshes.
    refresh: Mutex<Refresh>,
    /// The number of refreshes that are complete.
    refreshes: AtomicU64,
}

/// The credentials, which a refresh in a task replaces as well.
type Current = RwLock<Option<Arc<Credentials>>>;

type CacheResult = Result<Arc<Credentials>, CredentialsError>;

/// The state of the last refresh.
#[derive(Debug, Default)]
struct Refresh {
    /// When the next refresh ahead of time may start, in ticks.
    next: Duration,
    error: Option<CredentialsError>,
    /// A refresh that may still run.
    task: Option<RefreshTask>,
}

/// A refresh in a task, which returns `None` if it times out. Dropping it cancels the task.
#[derive(Debug)]
struct RefreshTask {
    handle: JoinHandle<Option<CacheResult>>,
    /// When it times out, in ticks.
    deadline: Duration,
}

impl Drop for RefreshTask {
    fn drop(&mut self) {
        self.handle.abort();
    }
}

impl CredentialsCache {
    pub(crate) fn new(provider: Arc<dyn ProvideCredentials>) -> Self {
        Self {
            provider,
            current: Arc::default(),
            refresh: Mutex::default(),
            refreshes: AtomicU64::default(),
        }
    }

    /// Credentials that need no refresh, which is the case in nearly all calls.
    pub(crate) fn fresh(&self, now: Timestamp) -> Option<Arc<Credentials>> {
        self.valid_for(now, REFRESH_WINDOW)
    }

    /// Credentials, refreshed if necessary, for a call that has to complete within `remaining`.
    pub(crate) async fn get(
        &self,
        system: &dyn System,
        now: Timestamp,
        remaining: Option<Duration>,
    ) -> CacheResult {
        match self.valid_for(now, EXPIRY_MARGIN) {
            Some(valid) => Ok(self.refresh_ahead(system, now, remaining, valid).await),
            None => self.refresh_expired(system, now).await,
        }
    }

    /// Records that the service rejected credentials: they are refreshed as if they expired soon.
    ///
    /// Credentials without an expiration, such as those of a file, may have been replaced there.
    pub(crate) fn invalidate(&self, rejected: &Credentials, now: Timestamp) {
        let Ok(soon) = now.checked_add(REFRESH_WINDOW) else {
            return;
        };
        let mut current = self.current.write().unwrap_or_else(PoisonError::into_inner);
        let Some(cached) = current.as_deref().filter(|cached| *cached == rejected) else {
            return;
        };
        let expires_at = cached.expires_at.map_or(soon, |time| time.min(soon));
        *current = Some(Arc::new(cached.clone().expiring_at(expires_at)));
    }

    /// Replaces credentials that expire within [`EXPIRY_MARGIN`]. Concurrent calls wait for one
    /// refresh; if it fails, credentials are used until they expire.
    async fn refresh_expired(&self, system: &dyn System, now: Timestamp) -> CacheResult {
        let start = system.ticks();
        self.refresh_once(system, now).await.or_else(|error| {
            let waited = system.ticks().saturating_sub(start);
            let now = now.checked_add(waited).unwrap_or(now);
            self.valid_for(now, SignedDuration::ZERO).ok_or(error)
        })
    }

    async fn refresh_once(&self, system: &dyn System, now: Timestamp) -> CacheResult {
        let refreshes = self.refreshes.load(Ordering::Acquire);
        let mut refresh = self.refresh.lock().await;
        // Another call may have refreshed while this one waited for the lock. If each call
        // refreshed again after an error, the last one would wait for all others.
        if let Some(refreshed) = self.valid_for(now, EXPIRY_MARGIN) {
            return Ok(refreshed);
        }
        match &refresh.error {
            Some(error) if self.refreshes.load(Ordering::Acquire) != refreshes => {
                Err(error.clone())
            }
            _ => self.refresh(system, &mut refresh).await,
        }
    }

    /// Replaces valid credentials ahead of time. Concurrent calls continue with `valid`, as this
    /// one does if the refresh fails.
    async fn refresh_ahead(
        &self,
        system: &dyn System,
        now: Timestamp,
        remaining: Option<Duration>,
        valid: Arc<Credentials>,
    ) -> Arc<Credentials> {
        let Ok(mut refresh) = self.refresh.try_lock() else {
            return valid;
        };
        if let Some(refreshed) = self.fresh(now) {
            return refreshed;
        }
        if system.ticks() < refresh.next {
            return valid;
        }
        let is_running =
            |task: &RefreshTask| !task.handle.is_finished() && system.ticks() < task.deadline;
        if refresh.task.as_ref().is_some_and(is_running) {
            return valid;
        }
        refresh.next = system.ticks().saturating_add(REFRESH_INTERVAL);
        // Most of the remaining time is left for the request of the call.
        let wait = remaining.map_or(MAX_WAIT, |remaining| MAX_WAIT.min(remaining / 4));
        let result =
            with_time_limit(system.sleep(wait), self.refresh_in_task(system, &mut refresh));
        match result.await {
            Some(Some(Ok(refreshed))) => refreshed,
            _ => valid,
        }
    }

    /// Refreshes in a task that outlives the call, or in the call where there is no runtime.
    async fn refresh_in_task(
        &self,
        system: &dyn System,
        refresh: &mut Refresh,
    ) -> Option<CacheResult> {
        let Ok(runtime) = Handle::try_current() else {
            return Some(self.refresh(system, refresh).await);
        };
        let (provider, current) = (Arc::clone(&self.provider), Arc::clone(&self.current));
        let timeout = system.sleep(TASK_TIMEOUT);
        let task = refresh.task.insert(RefreshTask {
            handle: runtime.spawn(async move {
                let loaded = with_time_limit(timeout, load(&*provider)).await?;
                Some(loaded.map(|loaded| store(&current, loaded)))
            }),
            deadline: system.ticks().saturating_add(TASK_TIMEOUT),
        });
        let result = (&mut task.handle).await.ok().flatten();
        refresh.task = None;
        if let Some(result) = &result {
            self.record(system, refresh, result);
        }
        result
    }

    async fn refresh(&self, system: &dyn System, refresh: &mut Refresh) -> CacheResult {
        let loaded = load(&*self.provider).await;
        // The result of an earlier task would be older.
        refresh.task = None;
        let result = loaded.map(|loaded| store(&self.current, loaded));
        self.record(system, refresh, &result);
        result
    }

    fn record(&self, system: &dyn System, refresh: &mut Refresh, result: &CacheResult) {
        self.refreshes.fetch_add(1, Ordering::AcqRel);
        refresh.next = system.ticks().saturating_add(REFRESH_INTERVAL);
        refresh.error = result.as_ref().err().cloned();
    }

    /// The cached credentials, if they expire later than `margin` after `now`.
    fn valid_for(&self, now: Timestamp, margin: SignedDuration) -> Option<Arc<Credentials>> {
        let current = self.current.read().unwrap_or_else(PoisonError::into_inner);
        current
            .as_ref()
            .filter(|credentials| {
                credentials.expires_at.is_none_or(|time| time.duration_since(now) > margin)
            })
            .cloned()
    }
}

fn store(current: &Current, loaded: Credentials) -> Arc<Credentials> {
    let loaded = Arc::new(loaded);
    *current.write().unwrap_or_else(PoisonError::into_inner) = Some(Arc::clone(&loaded));
    loaded
}

/// Calls the provider. A panic of the provider, which is user code, becomes an error of the call.
async fn load(provider: &dyn ProvideCredentials) -> Result<Credentials, CredentialsError> {
    // A future that panicked is dropped and never polled again.
    let future = catch_unwind(AssertUnwindSafe(|| provider.provide()));
    let mut future = future.map_err(|panic| panicked(&*panic))?;
    poll_fn(|context| match catch_unwind(AssertUnwindSafe(|| future.as_mut().poll(context))) {
        Ok(poll) => poll,
        Err(panic) => Poll::Ready(Err(panicked(&*panic))),
    })
    .await
}

fn panicked(panic: &(dyn Any + Send)) -> CredentialsError {
    let message = panic
        .downcast_ref::<&str>()
        .copied()
        .or_else(|| panic.downcast_ref::<String>().map(String::as_str))
        .unwrap_or("no message");
    CredentialsError::new("provider", format!("it panicked: {message}"))
}

#[cfg(test)]
mod tests;
