//! Keeps credentials and renews them in time.
//!
//! A call takes what is there without waiting, as long as it is good. Shortly before it expires
//! one call renews it while the others go on with the old; when it has expired, all wait for that
//! one renewal, and share its failure if it fails.
//!
//! A renewal ahead of time is a task of its own, so that the call that began it need not wait for a
//! slow provider. No other call waits for that task either: it is run by the runtime of the call
//! that began it, which may stand still or be gone by then.

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, PoisonError, RwLock};
use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use tokio::runtime::Handle;
use tokio::sync::Mutex;
use tokio::task::JoinHandle;

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
/// How long an early renewal may take when the call that began it has gone on.
const LIMIT: Duration = Duration::from_secs(60);

/// A provider and what it gave last.
#[derive(Debug)]
pub(crate) struct CredentialsCache {
    provider: Arc<dyn ProvideCredentials>,
    current: Arc<Current>,
    /// Held by the one call that renews.
    renewal: Mutex<Renewal>,
    /// How often the provider has answered.
    answers: AtomicU64,
}

/// What was given last, which a renewal that goes on alone replaces as well.
type Current = RwLock<Option<Arc<Credentials>>>;

/// What the last renewal left behind.
#[derive(Debug, Default)]
struct Renewal {
    /// When an early one may be tried next, in ticks.
    next: Duration,
    failure: Option<CredentialsError>,
    /// An early one that may still go on.
    task: Option<Task>,
}

type Answer = Result<Arc<Credentials>, CredentialsError>;

/// A renewal on its own; `None` if it took too long. It ends with the cache, or when another takes
/// its place.
#[derive(Debug)]
struct Task {
    running: JoinHandle<Option<Answer>>,
    /// When it is given up, in ticks.
    end: Duration,
}

impl Drop for Task {
    fn drop(&mut self) {
        self.running.abort();
    }
}

impl CredentialsCache {
    pub(crate) fn new(provider: Arc<dyn ProvideCredentials>) -> Self {
        Self {
            provider,
            current: Arc::default(),
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
    ) -> Answer {
        match self.lasting(now, TOO_LATE) {
            Some(usable) => Ok(self.renew_early(system, now, left, usable).await),
            None => self.renew_late(system, now).await,
        }
    }

    /// Takes note that the service has refused credentials: they are renewed as those are that expire soon.
    ///
    /// What a file or a provider gives without an end may have one all the same, and be replaced there.
    pub(crate) fn invalidate(&self, refused: &Credentials, now: Timestamp) {
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
    async fn renew_late(&self, system: &dyn System, now: Timestamp) -> Answer {
        let begun = system.ticks();
        self.share_renewal(system, now).await.or_else(|failure| {
            let waited = system.ticks().saturating_sub(begun);
            let now = now.checked_add(waited).unwrap_or(now);
            self.lasting(now, SignedDuration::ZERO).ok_or(failure)
        })
    }

    async fn share_renewal(&self, system: &dyn System, now: Timestamp) -> Answer {
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
        let is_going_on = |task: &Task| !task.running.is_finished() && system.ticks() < task.end;
        if renewal.task.as_ref().is_some_and(is_going_on) {
            return usable;
        }
        renewal.next = system.ticks().saturating_add(PAUSE);
        // The call needs the greater part of its time for itself.
        let patience = left.map_or(PATIENCE, |left| PATIENCE.min(left / 4));
        let answer = before(
            system.sleep(patience),
            self.begin_early(system, &mut renewal),
        );
        match answer.await {
            Some(Some(Ok(renewed))) => renewed,
            _ => usable,
        }
    }

    /// Renews in a task that goes on when the call does, or here where there is no runtime for it.
    async fn begin_early(&self, system: &dyn System, renewal: &mut Renewal) -> Option<Answer> {
        let Ok(runtime) = Handle::try_current() else {
            return Some(self.renew(system, renewal).await);
        };
        let (provider, current) = (Arc::clone(&self.provider), Arc::clone(&self.current));
        let limit = system.sleep(LIMIT);
        let task = renewal.task.insert(Task {
            running: runtime.spawn(async move {
                let renewed = before(limit, guarded::ask(&*provider)).await?;
                Some(renewed.map(|renewed| keep(&current, renewed)))
            }),
            end: system.ticks().saturating_add(LIMIT),
        });
        let answer = (&mut task.running).await.ok().flatten();
        renewal.task = None;
        if let Some(answer) = &answer {
            self.note(system, renewal, answer);
        }
        answer
    }

    async fn renew(&self, system: &dyn System, renewal: &mut Renewal) -> Answer {
        let renewed = guarded::ask(&*self.provider).await;
        // What was begun before would be older.
        renewal.task = None;
        let answer = renewed.map(|renewed| keep(&self.current, renewed));
        self.note(system, renewal, &answer);
        answer
    }

    fn note(&self, system: &dyn System, renewal: &mut Renewal, answer: &Answer) {
        self.answers.fetch_add(1, Ordering::AcqRel);
        renewal.next = system.ticks().saturating_add(PAUSE);
        renewal.failure = answer.as_ref().err().cloned();
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

fn keep(current: &Current, renewed: Credentials) -> Arc<Credentials> {
    let renewed = Arc::new(renewed);
    *current.write().unwrap_or_else(PoisonError::into_inner) = Some(Arc::clone(&renewed));
    renewed
}

#[cfg(test)]
mod tests;
