//! Caches credentials or tokens, and refreshes them before they expire.
//!
//! A call uses cached credentials without waiting while they are valid. Shortly before they expire
//! one call refreshes them while the others continue to use them; after they have expired all calls
//! wait for one refresh, and share its result.
//!
//! Credentials that the service rejected are replaced at once, but not those that replaced rejected ones less than 30
//! seconds ago.
//!
//! A refresh runs in a task of its own, so that it completes even if the call that started it is
//! dropped or no longer polled. The task is on the runtime of that call, which may be blocked or
//! shut down in the meantime. A call on another runtime therefore waits only while that runtime
//! makes progress, and otherwise replaces the refresh by one on its own runtime.

use std::any::Any;
use std::fmt::Debug;
use std::future::poll_fn;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::pin::pin;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, RwLock};
use std::task::Poll;
use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use tokio::runtime::Handle;
use tokio::sync::{oneshot, watch};
use tokio::task::AbortHandle;

use crate::future::{spawn, with_time_limit};
use crate::{BoxFuture, System};

/// How long before their expiration credentials are refreshed.
const REFRESH_WINDOW: SignedDuration = SignedDuration::from_mins(5);
/// Credentials that expire within this time may be rejected on arrival.
pub(crate) const EXPIRY_MARGIN: SignedDuration = SignedDuration::from_secs(10);
/// The shortest time between two refreshes while there are valid credentials.
const REFRESH_INTERVAL: Duration = Duration::from_secs(30);
/// The longest time that a call waits for a refresh while it has valid credentials.
const MAX_WAIT: Duration = Duration::from_secs(5);
/// The longest time that a refresh takes: longer than the limit of a `credential_process`.
const REFRESH_TIMEOUT: Duration = Duration::from_secs(90);
/// A runtime that runs no task within this time is taken to be blocked.
const PROBE_TIMEOUT: Duration = Duration::from_millis(500);
/// How many refreshes that are cancelled or blocked a call replaces.
const MAX_REPLACEMENTS: u32 = 3;

/// What is cached: credentials or a token.
pub(crate) trait Renewable: Clone + Debug + PartialEq + Send + Sync + 'static {
    /// When it expires; `None` if it does not.
    fn expires_at(&self) -> Option<Timestamp>;

    /// The same with another expiration.
    fn expiring_at(self, time: Timestamp) -> Self;

    /// Whether it expires later than `margin` after `now`.
    fn is_valid_for(&self, now: Timestamp, margin: SignedDuration) -> bool {
        self.expires_at().is_none_or(|time| time.duration_since(now) > margin)
    }
}

/// A provider of what is cached.
pub(crate) trait Source: Debug + Send + Sync + 'static {
    type Value: Renewable;
    type Error: Clone + Debug + Send + Sync + 'static;

    /// Loads a new value.
    fn load(&self) -> BoxFuture<'_, Result<Self::Value, Self::Error>>;

    /// The error of a `part` that failed for a reason of its own: the cache, or a provider that panicked.
    fn failure(part: &'static str, reason: String) -> Self::Error;
}

/// A provider and the value that it returned last. Dropping the cache cancels a refresh.
#[derive(Debug)]
pub(crate) struct RenewalCache<S: Source>(Arc<Shared<S>>);

/// What the calls and the task of a refresh share.
#[derive(Debug)]
struct Shared<S: Source> {
    provider: S,
    system: Arc<dyn System>,
    current: RwLock<Option<Arc<S::Value>>>,
    state: Mutex<State<S>>,
}

type CacheResult<S> = Result<Arc<<S as Source>::Value>, <S as Source>::Error>;

#[derive(Debug)]
struct State<S: Source> {
    /// When the next refresh of valid credentials may start, in ticks.
    next: Duration,
    /// The rejected credentials that are being replaced, which are used if that fails: the service may have rejected them
    /// for one operation alone.
    rejected: Option<Arc<S::Value>>,
    /// Whether the current credentials replaced rejected ones.
    is_replacement: bool,
    /// The refresh that was started last.
    refresh: Option<Refresh<S>>,
}

/// A refresh in a task.
#[derive(Debug)]
struct Refresh<S: Source> {
    runtime: Handle,
    task: AbortHandle,
    /// Receives the result, and is closed without one if the task is cancelled.
    result: watch::Receiver<Option<CacheResult<S>>>,
}

/// Regardless of `S`, which need not be `Clone`.
impl<S: Source> Clone for Refresh<S> {
    fn clone(&self) -> Self {
        let Self { runtime, task, result } = self;
        Self { runtime: runtime.clone(), task: task.clone(), result: result.clone() }
    }
}

impl<S: Source> RenewalCache<S> {
    pub(crate) fn of(provider: S, system: Arc<dyn System>) -> Self {
        let state = Mutex::new(State {
            next: Duration::ZERO,
            rejected: None,
            is_replacement: false,
            refresh: None,
        });
        let current = RwLock::default();
        Self(Arc::new(Shared { provider, system, current, state }))
    }

    /// Credentials that need no refresh, which is the case in nearly all calls.
    pub(crate) fn fresh(&self, now: Timestamp) -> Option<Arc<S::Value>> {
        self.0.valid_for(now, REFRESH_WINDOW)
    }

    /// Credentials, refreshed if necessary, for a call that has to complete within `remaining`.
    pub(crate) async fn get(&self, now: Timestamp, remaining: Option<Duration>) -> CacheResult<S> {
        match self.0.valid_for(now, EXPIRY_MARGIN) {
            Some(valid) => Ok(self.0.refresh_ahead(now, remaining, valid).await),
            None => self.0.refresh_expired(now).await,
        }
    }

    /// Records that the service rejected credentials. Returns whether the next attempt has others, unless the provider
    /// returns the same.
    ///
    /// They are replaced at once, and all calls wait for that. Those that replaced rejected ones within
    /// [`REFRESH_INTERVAL`] are not: a service that rejects all credentials does not cause a refresh for each call. They
    /// are refreshed as if they expired soon. Credentials without an expiration, such as those of a file, may have been
    /// replaced there.
    pub(crate) fn invalidate(&self, rejected: &S::Value, now: Timestamp) -> bool {
        let mut state = self.0.state();
        let mut current = self.0.current.write().unwrap_or_else(PoisonError::into_inner);
        let Some(cached) = current.take_if(|cached| **cached == *rejected) else {
            // They are replaced already, or being replaced.
            return true;
        };
        let soon = Arc::new(expiring_soon(&*cached, now));
        if state.is_replacement && self.0.system.ticks() < state.next {
            *current = Some(soon);
            return false;
        }
        state.rejected = Some(soon);
        true
    }
}

/// The same credentials, to be refreshed.
fn expiring_soon<V: Renewable>(value: &V, now: Timestamp) -> V {
    let soon = now.checked_add(REFRESH_WINDOW).unwrap_or(now);
    let expires_at = value.expires_at().map_or(soon, |time| time.min(soon));
    value.clone().expiring_at(expires_at)
}

impl<S: Source> Drop for RenewalCache<S> {
    fn drop(&mut self) {
        if let Some(refresh) = self.0.state().refresh.take() {
            refresh.task.abort();
        }
    }
}

impl<S: Source> Shared<S> {
    /// Replaces valid credentials ahead of time. Concurrent calls continue with `valid`, as this
    /// one does if the refresh fails or takes long.
    async fn refresh_ahead(
        self: &Arc<Self>,
        now: Timestamp,
        remaining: Option<Duration>,
        valid: Arc<S::Value>,
    ) -> Arc<S::Value> {
        let refresh = {
            let mut state = self.state();
            if let Some(refreshed) = self.valid_for(now, REFRESH_WINDOW) {
                return refreshed;
            }
            let ticks = self.system.ticks();
            if ticks < state.next || state.refresh.as_ref().is_some_and(Refresh::is_running) {
                return valid;
            }
            state.next = ticks.saturating_add(REFRESH_INTERVAL);
            Handle::try_current().ok().map(|runtime| self.start(&mut state, &runtime))
        };
        let result = async {
            match refresh {
                Some(refresh) => refresh.result().await,
                None => Some(self.load_in_call().await),
            }
        };
        // This call waits although it has valid credentials, because its runtime may run tasks only
        // while it waits. Most of the remaining time is left for the request of the call.
        let wait = remaining.map_or(MAX_WAIT, |remaining| MAX_WAIT.min(remaining / 4));
        let result = with_time_limit(self.system.sleep(wait), result).await;
        result.flatten().and_then(Result::ok).unwrap_or(valid)
    }

    /// Replaces credentials that expire within [`EXPIRY_MARGIN`]. If that fails, they are used
    /// until they expire.
    async fn refresh_expired(self: &Arc<Self>, now: Timestamp) -> CacheResult<S> {
        let start = self.system.ticks();
        self.refresh(now).await.or_else(|error| {
            let waited = self.system.ticks().saturating_sub(start);
            let now = now.checked_add(waited).unwrap_or(now);
            self.valid_for(now, SignedDuration::ZERO).ok_or(error)
        })
    }

    /// The result of the refresh that is running, or of one that this call starts.
    async fn refresh(self: &Arc<Self>, now: Timestamp) -> CacheResult<S> {
        let Ok(runtime) = Handle::try_current() else {
            return self.load_in_call().await;
        };
        let mut replaced = None;
        for _ in 0..=MAX_REPLACEMENTS {
            let refresh = match self.join_or_start(&runtime, now, replaced.as_ref()) {
                Ok(refresh) => refresh,
                Err(refreshed) => return Ok(refreshed),
            };
            let result = if refresh.runtime.id() == runtime.id() {
                refresh.result().await
            } else {
                self.result_of_other_runtime(&refresh).await
            };
            if let Some(result) = result {
                return result;
            }
            replaced = Some(refresh);
        }
        Err(S::failure("cache", "the refresh was cancelled with its runtime".to_owned()))
    }

    /// Joins the refresh that is running, unless it is `replaced`, or starts one. `Err` has the
    /// credentials of a refresh that has completed in the meantime.
    fn join_or_start(
        self: &Arc<Self>,
        runtime: &Handle,
        now: Timestamp,
        replaced: Option<&Refresh<S>>,
    ) -> Result<Refresh<S>, Arc<S::Value>> {
        let mut state = self.state();
        let is_replaced = |running: &Refresh<S>| {
            replaced.is_some_and(|replaced| replaced.result.same_channel(&running.result))
        };
        if let Some(running) = &state.refresh
            && running.is_running()
            && !is_replaced(running)
        {
            return Ok(running.clone());
        }
        // A provider may return credentials that are about to expire: not each call replaces them.
        let is_recent = self.system.ticks() < state.next;
        let margin = if is_recent { SignedDuration::ZERO } else { EXPIRY_MARGIN };
        if let Some(refreshed) = self.valid_for(now, margin) {
            return Err(refreshed);
        }
        Ok(self.start(&mut state, runtime))
    }

    /// Starts a refresh in place of an earlier one.
    fn start(self: &Arc<Self>, state: &mut State<S>, runtime: &Handle) -> Refresh<S> {
        if let Some(replaced) = state.refresh.take() {
            replaced.task.abort();
        }
        let (sender, result) = watch::channel(None);
        let shared = Arc::clone(self);
        let task = async move {
            let timeout = shared.system.sleep(REFRESH_TIMEOUT);
            let loaded = with_time_limit(timeout, load(&shared.provider)).await;
            let loaded = loaded.unwrap_or_else(|| {
                let reason = format!("no credentials within {REFRESH_TIMEOUT:?}");
                Err(S::failure("provider", reason))
            });
            let mut state = shared.state();
            let result = shared.complete(&mut state, loaded);
            // Under the lock, so that no call finds neither the refresh nor its credentials.
            sender.send_replace(Some(result));
        };
        let task = spawn(runtime, Box::pin(task));
        let refresh = Refresh { runtime: runtime.clone(), task, result };
        state.refresh = Some(refresh.clone());
        refresh
    }

    /// Refreshes without a task, where there is no tokio runtime.
    async fn load_in_call(&self) -> CacheResult<S> {
        let loaded = load(&self.provider).await;
        self.complete(&mut self.state(), loaded)
    }

    /// The result of a refresh on another runtime; `None` if it is cancelled, or if that runtime
    /// runs no tasks.
    async fn result_of_other_runtime(&self, refresh: &Refresh<S>) -> Option<CacheResult<S>> {
        let mut result = pin!(refresh.result());
        loop {
            let (sender, mut probe) = oneshot::channel();
            let probed = async move {
                let _ = sender.send(());
            };
            spawn(&refresh.runtime, Box::pin(probed));
            let limit = self.system.sleep(PROBE_TIMEOUT);
            if let Some(result) = with_time_limit(limit, result.as_mut()).await {
                return result;
            }
            probe.try_recv().ok()?;
        }
    }

    /// Records the result of a refresh.
    fn complete(&self, state: &mut State<S>, loaded: Result<S::Value, S::Error>) -> CacheResult<S> {
        state.next = self.system.ticks().saturating_add(REFRESH_INTERVAL);
        let rejected = state.rejected.take();
        state.is_replacement = rejected.is_some();
        let loaded = loaded.map(Arc::new);
        let mut current = self.current.write().unwrap_or_else(PoisonError::into_inner);
        match &loaded {
            Ok(loaded) => *current = Some(Arc::clone(loaded)),
            Err(_) if current.is_none() => *current = rejected,
            Err(_) => {}
        }
        loaded
    }

    /// The cached credentials, if they expire later than `margin` after `now`.
    fn valid_for(&self, now: Timestamp, margin: SignedDuration) -> Option<Arc<S::Value>> {
        let current = self.current.read().unwrap_or_else(PoisonError::into_inner);
        current.as_ref().filter(|value| value.is_valid_for(now, margin)).cloned()
    }

    fn state(&self) -> MutexGuard<'_, State<S>> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl<S: Source> Refresh<S> {
    fn is_running(&self) -> bool {
        self.result.borrow().is_none() && self.result.has_changed().is_ok()
    }

    /// Waits for the result; `None` if the task is cancelled.
    async fn result(&self) -> Option<CacheResult<S>> {
        let mut receiver = self.result.clone();
        let result = receiver.wait_for(Option::is_some).await.ok()?;
        result.clone()
    }
}

/// Calls the provider. A panic of the provider, which is user code, becomes an error of the call.
async fn load<S: Source>(provider: &S) -> Result<S::Value, S::Error> {
    // A future that panicked is dropped and never polled again.
    let future = catch_unwind(AssertUnwindSafe(|| provider.load()));
    let mut future = future.map_err(|panic| panicked::<S>(&*panic))?;
    poll_fn(|context| match catch_unwind(AssertUnwindSafe(|| future.as_mut().poll(context))) {
        Ok(poll) => poll,
        Err(panic) => Poll::Ready(Err(panicked::<S>(&*panic))),
    })
    .await
}

fn panicked<S: Source>(panic: &(dyn Any + Send)) -> S::Error {
    let message = panic
        .downcast_ref::<&str>()
        .copied()
        .or_else(|| panic.downcast_ref::<String>().map(String::as_str))
        .unwrap_or("no message");
    S::failure("provider", format!("it panicked: {message}"))
}
